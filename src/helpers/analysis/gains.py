"""Ground gained per month: what counters printed, and what their own daily files give when counted again.

All gains are km² inside Ukraine (positive: more ground under Russian control) unless a scope says otherwise.
A daily value is the map of that day's evening; the gain of a day is its map minus the map of the day before.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from helpers.analysis.ranges import spoken
from helpers.given import DataError, a_day, one_of

OBSERVED, INTERPOLATED, GAP = "observed", "interpolated", "gap"
MOST_DAYS = 3  # the longest hole in the archives of ISW and DeepState that is bridged
COUNTERS = {  # the daily counters of front_daily, as they are called in the course
    "isw": "ISW, assessed",
    "isw_claimed": "ISW, assessed + claimed",
    "ds": "DeepState",
    "ds_donetsk": "DeepState, Donetsk oblast",
}
FULL_MONTH = "ru_gain_month"
SCOPES = {
    "full months, Ukraine, net": [FULL_MONTH],
    "beside months with Kursk oblast": [FULL_MONTH, "ru_gain_month_incl_kursk"],
    "beside parts of a month": [FULL_MONTH, "ru_gain_month_partial"],
    "beside a gross month": [FULL_MONTH, "ru_gain_month_gross"],
    "beside Moscow's claimed rates": [FULL_MONTH, "ru_gain_month_claimed_rate"],
}
PERIODS = {
    "2024": ("2024-01-01", "2024-12-31"),
    "Aug 2024 to Mar 2025": ("2024-08-01", "2025-03-31"),
    "2025": ("2025-01-01", "2025-12-31"),
}
NEAR_KM2 = 2  # a recount that near to print counts as the same
OBLASTS = ("donetsk", "luhansk", "kharkiv", "sumy")


def month_end(month: str) -> pd.Timestamp:
    """Last day of a month written as "2024-08".

    >>> month_end("2024-08")
    Timestamp('2024-08-31 00:00:00')
    """
    return pd.Timestamp(month) + pd.offsets.MonthEnd(0)


def interpolated(series: pd.Series, most_days: int = MOST_DAYS) -> pd.DataFrame:
    """Every calendar day of a series, holes of at most `most_days` days bridged by a straight line.

    Parameters
    ----------
    series : values indexed by day; days without a value are left out or missing.
    most_days : longest hole that is bridged; a longer one stays missing, whole, and is called a gap.

    Returns
    -------
    DataFrame indexed by day with columns value and status (observed, interpolated, gap).

    Raises
    ------
    DataError : a day stands twice, or there is no value at all.

    >>> days = pd.date_range("2024-01-01", periods=3)
    >>> interpolated(pd.Series([10, None, 14], days))["status"].tolist()
    ['observed', 'interpolated', 'observed']
    """
    known = series.dropna().sort_index()
    if known.empty:
        raise DataError("A series without any value cannot be interpolated.")
    if known.index.has_duplicates:
        raise DataError("A day stands twice in the series.")
    days = pd.date_range(known.index[0], known.index[-1], freq="D")
    full = known.reindex(days)
    hole = full.isna()
    length = hole.groupby((~hole).cumsum()).transform("sum")
    status = pd.Series(OBSERVED, index=days).mask(hole, INTERPOLATED).mask(hole & (length > most_days), GAP)
    value = full.interpolate("linear").mask(status == GAP)
    return pd.DataFrame({"value": value, "status": status}).rename_axis("date")


def month_gains(series: pd.Series, most_days: int = MOST_DAYS) -> pd.DataFrame:
    """Gain of each full calendar month in km²: map of its last evening minus map of the evening before it.

    Parameters
    ----------
    series : daily areas in km² indexed by day, holes allowed.
    most_days : see `interpolated`; a month with an end in a longer hole has no gain.

    Returns
    -------
    DataFrame indexed by the month's last day: gain_km2, by_last_map_km2 (last map in the month minus last
    map before it, whatever their days), status (the worse of the month's two ends).

    >>> days = pd.date_range("2024-01-31", "2024-02-29")
    >>> month_gains(pd.Series(range(30), days))["gain_km2"].tolist()
    [29.0]
    """
    daily = interpolated(series, most_days)
    ends = pd.date_range(daily.index[0], daily.index[-1], freq="ME")
    rank = daily["status"].map({OBSERVED: 0, INTERPOLATED: 1, GAP: 2}).reindex(ends)
    worse = rank.combine(rank.shift(), max)
    carried = daily["value"].where(daily["status"] == OBSERVED).ffill().reindex(ends)
    return pd.DataFrame(
        {
            "gain_km2": daily["value"].reindex(ends).diff(),
            "by_last_map_km2": carried.diff(),
            "status": worse.map({0: OBSERVED, 1: INTERPOLATED, 2: GAP}),
        }
    ).rename_axis("month")[1:]


def days_of(front: pd.DataFrame, counter: str) -> pd.DataFrame:
    """The days of one counter of table front_daily in order.

    Parameters
    ----------
    front : table front_daily (area_km2: ground under Russian control in Ukraine, without Kursk oblast).
    counter : key of COUNTERS.

    Returns
    -------
    Its rows with gain (km² since the day before) and gain_status: the day's status, or interpolated when the
    day before has no map, because then the gain is a share of a hole.

    Raises
    ------
    DataError : an unknown counter.

    >>> days = analysis.gains.days_of(load("front_daily"), "ds").set_index("date")
    >>> days["gain"].round(1)["2024-08-30":"2024-09-01"].tolist()
    [27.0, 18.6, 4.5]
    """
    rows = front[front["counter"] == counter].sort_values("date").reset_index(drop=True)
    if rows.empty:
        known = ", ".join(sorted(front["counter"].unique()))
        raise DataError(f"There is no counter {counter!r}; there are {known}.")
    hole = rows["status"] == INTERPOLATED
    beside = hole | hole.shift(fill_value=False)
    return rows.assign(gain=rows["area_km2"].diff(), gain_status=rows["status"].mask(beside, INTERPOLATED))


def own_months(front: pd.DataFrame, counter: str) -> pd.DataFrame:
    """Gains of the full months of one counter of front_daily, from the days that have a map.

    Parameters
    ----------
    front : table front_daily.
    counter : key of COUNTERS.

    Returns
    -------
    As `month_gains`, in km².

    Raises
    ------
    DataError : an unknown counter.

    >>> months = analysis.gains.own_months(load("front_daily"), "isw")
    >>> months["gain_km2"].round()["2024-10":"2024-12"].tolist()
    [545.0, 628.0, 569.0]
    """
    rows = days_of(front, counter)
    return month_gains(rows[rows["status"] != INTERPOLATED].set_index("date")["area_km2"])


def recounted(front: pd.DataFrame, counter: str, month: str) -> float:
    """Our own gain of one full month ("2024-08") from a daily counter of front_daily, in km².

    Missing (NaN) where an end of the month lies in a gap of the maps.

    Raises
    ------
    DataError : an unknown counter.
    KeyError : a month that the counter's days do not hold whole.

    >>> round(analysis.gains.recounted(load("front_daily"), "ds", "2024-08"))
    363
    """
    return float(own_months(front, counter).loc[month_end(month), "gain_km2"])


def claimed_only(front: pd.DataFrame, month: str) -> float:
    """Part of a month's gain that lies in ISW's layer "claimed by Moscow, not assessed", in km².

    The gain of the two layers together less the gain of the assessed one; errors as in `recounted`.

    >>> round(analysis.gains.claimed_only(load("front_daily"), "2024-08"))
    146
    """
    return recounted(front, "isw_claimed", month) - recounted(front, "isw", month)


def retaken_in_kursk(control: pd.DataFrame, month: str) -> float:
    """Ground in Kursk oblast that Russia retook in one month by ISW's layer (control_area_daily), in km².

    Raises
    ------
    KeyError : a month that the layer does not hold whole.

    >>> round(analysis.gains.retaken_in_kursk(load("control_area_daily"), "2024-12"))
    25
    """
    rows = control[(control["mapper"] == "isw") & (control["measure"] == "retaken")]
    return float(month_gains(rows.set_index("date")["area_km2"]).loc[month_end(month), "gain_km2"])


def printed_months(estimates: pd.DataFrame) -> pd.DataFrame:
    """Full months as counters printed them: spoken rows of ru_gain_month that give a single value.

    Returns
    -------
    Those rows of table estimates with value (km²) and month (the month's last day).

    >>> months = analysis.gains.printed_months(load("estimates", speaker_id=["isw", "deepstate"]))
    >>> months.loc[months["month"] == "2024-11-30", ["name", "value"]].values.tolist()
    [['DeepState', 730.0], ['ISW', 627.0]]
    """
    rows = spoken(estimates[estimates["quantity"] == FULL_MONTH])
    rows = rows[rows["bound"] == "point"]
    return rows.assign(month=rows["as_of_last"] + pd.offsets.MonthEnd(0)).reset_index(drop=True)


def said(estimates: pd.DataFrame, quantity: str, speaker_id: str, last_day: str) -> float:
    """One printed figure (central), in the unit of its quantity; `last_day` as YYYY-MM-DD.

    Parameters
    ----------
    estimates : table estimates.
    quantity, speaker_id : as these columns hold them.
    last_day : last day of the time that the figure speaks of.

    Raises
    ------
    DataError : there is not exactly one such row, or it names only ends.

    >>> analysis.gains.said(load("estimates"), "ru_gain_month", "isw", "2024-11-30")
    627.0
    """
    rows = estimates[
        (estimates["quantity"] == quantity)
        & (estimates["speaker_id"] == speaker_id)
        & (estimates["as_of_last"] == a_day(last_day))
    ]
    if len(rows) != 1 or pd.isna(rows["central"].iloc[0]):
        raise DataError(f"{speaker_id} has no single central figure of {quantity} for {last_day}.")
    return float(rows["central"].iloc[0])


def both_months(estimates: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Counters (index) that printed both months ("2024-08", "2024-11"): first, last and change in km².

    Raises
    ------
    KeyError : a month that no counter printed as a single value.

    >>> analysis.gains.both_months(load("estimates"), "2024-08", "2024-11").loc["DeepState"].tolist()
    [363.0, 730.0, 367.0]
    """
    pair = _by_counter(estimates).loc[[month_end(first), month_end(last)]].T.dropna()
    pair.columns = ["first", "last"]
    return pair.assign(change=pair["last"] - pair["first"])


def nearness(estimates: pd.DataFrame, least: int = 5) -> pd.DataFrame:
    """How far apart two counters print the same months, nearest pair first.

    Parameters
    ----------
    estimates : table estimates.
    least : pairs with fewer common months than this are left out.

    Returns
    -------
    Columns one, other, months (how many both printed), median_km2 and largest_km2 (of the distances).

    >>> pairs = analysis.gains.nearness(load("estimates"))
    >>> pairs[["one", "other", "median_km2"]].values.tolist()[0]
    ['DeepState', 'UK Ministry of Defence', 2.5]
    """
    wide, rows = _by_counter(estimates), []
    for one, other in combinations(wide.columns, 2):
        apart = (wide[one] - wide[other]).abs().dropna()
        if len(apart) >= least:
            rows.append((one, other, len(apart), apart.median(), apart.max()))
    found = pd.DataFrame(rows, columns=["one", "other", "months", "median_km2", "largest_km2"])
    return found.sort_values("median_km2", ignore_index=True)


def _by_counter(estimates: pd.DataFrame) -> pd.DataFrame:
    """Printed full months in km²: one row per month, one column per counter."""
    return printed_months(estimates).pivot(index="month", columns="name", values="value")


def recount(estimates: pd.DataFrame, front: pd.DataFrame, counters: pd.DataFrame) -> pd.DataFrame:
    """Printed months beside the same months from daily files, one row per printed month that can be rebuilt.

    Parameters
    ----------
    estimates, front, counters : tables estimates, front_daily and month_counters.

    Returns
    -------
    The printed rows with columns counter (of front_daily), recounted_km2, status (observed, interpolated)
    and off_km2 (recounted minus printed).

    >>> printed = load("estimates", speaker_id="isw", as_of_last="2024-11-30")
    >>> pairs = analysis.gains.recount(printed, load("front_daily"), load("month_counters"))
    >>> pairs[["value", "recounted_km2", "off_km2"]].round(2).values.tolist()
    [[627.0, 627.62, 0.62]]
    """
    counter_of = counters.set_index("speaker_id")["daily_counter"].dropna()
    again = pd.concat({name: own_months(front, name) for name in counter_of.unique()}, names=["counter"])
    again = again[["gain_km2", "status"]].rename(columns={"gain_km2": "recounted_km2"})
    rows = printed_months(estimates)
    rows = rows.assign(counter=rows["speaker_id"].map(counter_of)).join(again, on=["counter", "month"])
    found = rows.dropna(subset=["recounted_km2"]).sort_values(["speaker_id", "month"], ignore_index=True)
    return found.assign(off_km2=found["recounted_km2"] - found["value"])


def within(pairs: pd.DataFrame, speaker_id: str, km2: float = NEAR_KM2) -> tuple[int, int]:
    """How many of a speaker's months of `recount` lie within `km2` of print, and how many there are.

    >>> within(pd.DataFrame({"speaker_id": ["isw", "isw"], "off_km2": [-1.5, 4.0]}), "isw")
    (1, 2)
    """
    own = pairs[pairs["speaker_id"] == speaker_id]
    return int((own["off_km2"].abs() <= km2).sum()), len(own)


def in_scope(estimates: pd.DataFrame, scope: str, period: str) -> pd.DataFrame:
    """Spoken rows of one scope whose last day lies in a period; a row is drawn at the middle of its days.

    Parameters
    ----------
    estimates : table estimates.
    scope : key of SCOPES.
    period : key of PERIODS.

    Returns
    -------
    Rows of `spoken` with value (km²), middle (day) and main (True for full months of Ukraine).

    Raises
    ------
    DataError : an unknown scope or period.

    >>> months = load("estimates", speaker_id="isw")
    >>> rows = analysis.gains.in_scope(months, "full months, Ukraine, net", "2024")
    >>> [f"{row.middle:%d %B}: {row.value} km²" for row in rows.itertuples()]
    ['15 November: 627.0 km²', '16 December: 569.0 km²']
    """
    first, last = (pd.Timestamp(end) for end in PERIODS[one_of(period, PERIODS, "period")])
    rows = spoken(estimates[estimates["quantity"].isin(SCOPES[one_of(scope, SCOPES, "scope")])])
    rows = rows[rows["as_of_last"].between(first, last)]
    middle = rows["as_of_first"] + (rows["as_of_last"] - rows["as_of_first"]) / 2
    rows = rows.assign(middle=middle.dt.normalize(), main=rows["quantity"] == FULL_MONTH)
    return rows.sort_values(["as_of_last", "speaker_id"]).reset_index(drop=True)


def month_spread(rows: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest printed value by month (lowest, highest in km²; counters), ranges left out.

    No average is given: counters are not draws from one urn.

    >>> rows = pd.DataFrame({"value": [300, 331], "quantity": FULL_MONTH, "bound": "point"})
    >>> month_spread(rows.assign(as_of_last=month_end("2024-08"))).values.tolist()
    [[300, 331, 2]]
    """
    own = rows[(rows["quantity"] == FULL_MONTH) & (rows["bound"] == "point")]
    grouped = own.groupby("as_of_last")["value"]
    return grouped.agg(lowest="min", highest="max", counters="size")


def by_oblast(monthly: pd.DataFrame) -> pd.DataFrame:
    """Complete months of DeepState's maps by oblast with the rest, in km².

    Parameters
    ----------
    monthly : table deepstate_monthly.

    Returns
    -------
    Columns month (its last day), key ("2024-08"), one for each of OBLASTS, rest (of Ukraine) and total.

    >>> months = analysis.gains.by_oblast(load("deepstate_monthly", month="2024-11"))
    >>> months[["Donetsk", "Luhansk", "Kharkiv", "Sumy", "rest", "total"]].values.tolist()
    [[640, 4, 74, 0, 8, 726]]
    """
    rows = monthly[monthly["complete"] == "yes"]
    parts = {name.title(): rows[f"gain_{name}_km2"] for name in OBLASTS}
    total = rows["gain_total_km2"]
    frame = pd.DataFrame(
        {"month": pd.to_datetime(rows["month"]) + pd.offsets.MonthEnd(0), "key": rows["month"], **parts}
    )
    return frame.assign(rest=total - frame[list(parts)].sum(axis=1), total=total).reset_index(drop=True)


def oblast_sum(monthly: pd.DataFrame, first: str, last: str, part: str = "donetsk") -> tuple[int, int, float]:
    """Gain in one oblast and in all of Ukraine (km²) over months ("2024-08" to "2024-11"), and the per cent.

    `monthly` is table deepstate_monthly, `part` donetsk, luhansk, kharkiv or sumy.

    >>> months = pd.DataFrame({"month": ["2024-08"], "gain_donetsk_km2": [30], "gain_total_km2": [40]})
    >>> oblast_sum(months, "2024-08", "2024-08")
    (30, 40, 75.0)
    """
    rows = monthly[monthly["month"].between(first, last)]
    own, total = int(rows[f"gain_{part}_km2"].sum()), int(rows["gain_total_km2"].sum())
    return own, total, 100 * own / total
