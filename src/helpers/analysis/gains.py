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


def deepstate_months(area: pd.DataFrame, part: str = "total") -> pd.DataFrame:
    """Monthly gains from DeepState's archived maps, with map edits told apart.

    Parameters
    ----------
    area : table ukraine_area_daily.
    part : total, donetsk, luhansk, kharkiv or sumy.

    Returns
    -------
    As `month_gains`, with edits_km2: sum of the jumps on days known as edits of the map (they are part of
    gain_km2; how much of such a jump was fighting is not known).
    """
    rows = area[area["counter"] == "deepstate"].set_index("date").sort_index()
    series = rows[f"area_{part}_km2"]
    months = month_gains(series)
    edits = series.diff().where(rows["map_edit"] == "yes").dropna()
    by_month = edits.groupby(edits.index + pd.offsets.MonthEnd(0)).sum()
    return months.assign(edits_km2=by_month.reindex(months.index).fillna(0.0))


def months_beside_print(area: pd.DataFrame, monthly: pd.DataFrame) -> pd.DataFrame:
    """DeepState's complete months counted from its daily maps, beside what it published.

    Parameters
    ----------
    area, monthly : tables ukraine_area_daily and deepstate_monthly.

    Returns
    -------
    Rows of `monthly`, indexed by the month's last day, with the columns of `deepstate_months` and
    off_percent (ours against the published figure; missing where we found none).
    """
    rows = monthly[monthly["complete"] == "yes"]
    rows = rows.set_index(pd.to_datetime(rows["month"]) + pd.offsets.MonthEnd(0))
    both = rows.join(deepstate_months(area))
    return both.assign(off_percent=100 * (both["gain_km2"] / both["published_km2"] - 1))


def days_of(front: pd.DataFrame, counter: str) -> pd.DataFrame:
    """The days of one counter of table front_daily in order.

    Adds gain (km² since the day before) and gain_status: the day's status, or interpolated when the day
    before has no map, because then the gain is a share of a hole.

    Raises DataError for an unknown counter.
    """
    rows = front[front["counter"] == counter].sort_values("date").reset_index(drop=True)
    if rows.empty:
        known = ", ".join(sorted(front["counter"].unique()))
        raise DataError(f"There is no counter {counter!r}; there are {known}.")
    hole = rows["status"] == INTERPOLATED
    beside = hole | hole.shift(fill_value=False)
    return rows.assign(gain=rows["area_km2"].diff(), gain_status=rows["status"].mask(beside, INTERPOLATED))


def own_months(front: pd.DataFrame, counter: str) -> pd.DataFrame:
    """`month_gains` of one counter of front_daily, from the days that have a map."""
    rows = days_of(front, counter)
    return month_gains(rows[rows["status"] != INTERPOLATED].set_index("date")["area_km2"])


def recounted(front: pd.DataFrame, counter: str, month: str) -> float:
    """Our own gain of one full month ("2024-08") from a daily counter of front_daily, in km²."""
    return float(own_months(front, counter).loc[month_end(month), "gain_km2"])


def claimed_only(front: pd.DataFrame, month: str) -> float:
    """Part of a month's gain that lies in ISW's layer "claimed by Moscow, not assessed", in km²."""
    return recounted(front, "isw_claimed", month) - recounted(front, "isw", month)


def retaken_in_kursk(control: pd.DataFrame, month: str) -> float:
    """Ground in Kursk oblast that Russia retook in one month by ISW's layer (control_area_daily), in km²."""
    rows = control[(control["mapper"] == "isw") & (control["measure"] == "retaken")]
    return float(month_gains(rows.set_index("date")["area_km2"]).loc[month_end(month), "gain_km2"])


def printed_months(estimates: pd.DataFrame) -> pd.DataFrame:
    """Full months as printed: spoken rows of ru_gain_month with a single value and its month's last day."""
    rows = spoken(estimates[estimates["quantity"] == FULL_MONTH])
    rows = rows[rows["bound"] == "point"]
    return rows.assign(month=rows["as_of_last"] + pd.offsets.MonthEnd(0)).reset_index(drop=True)


def said(estimates: pd.DataFrame, quantity: str, speaker_id: str, last_day: str) -> float:
    """One printed figure (central), in the unit of its quantity; `last_day` as YYYY-MM-DD.

    Raises DataError when there is not exactly one such row, or it names only ends.
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
    """Counters (index) that printed both months ("2024-08", "2024-11"): first, last and change in km²."""
    pair = _by_counter(estimates).loc[[month_end(first), month_end(last)]].T.dropna()
    pair.columns = ["first", "last"]
    return pair.assign(change=pair["last"] - pair["first"])


def nearness(estimates: pd.DataFrame, least: int = 5) -> pd.DataFrame:
    """How far apart two counters print the same months, nearest pair first.

    Returns columns one, other, months (of both), median_km2 and largest_km2; pairs with fewer than `least`
    common months are left out.
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
    """Spoken rows of one scope whose month lies in a period; a row is dated at the middle of its days.

    Parameters
    ----------
    scope : key of SCOPES.
    period : key of PERIODS.

    Returns
    -------
    spoken rows with middle (day) and main (True for full months of Ukraine).
    """
    first, last = (pd.Timestamp(end) for end in PERIODS[one_of(period, PERIODS, "period")])
    rows = spoken(estimates[estimates["quantity"].isin(SCOPES[scope])])
    rows = rows[rows["as_of_last"].between(first, last)]
    middle = rows["as_of_first"] + (rows["as_of_last"] - rows["as_of_first"]) / 2
    rows = rows.assign(middle=middle.dt.normalize(), main=rows["quantity"] == FULL_MONTH)
    return rows.sort_values(["as_of_last", "speaker_id"]).reset_index(drop=True)


def month_spread(rows: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest printed value by month (columns lowest, highest, counters), ranges left out.

    No average is given: counters are not draws from one urn.

    >>> rows = pd.DataFrame({"value": [300, 331], "quantity": FULL_MONTH, "bound": "point"})
    >>> month_spread(rows.assign(as_of_last=month_end("2024-08"))).values.tolist()
    [[300, 331, 2]]
    """
    own = rows[(rows["quantity"] == FULL_MONTH) & (rows["bound"] == "point")]
    grouped = own.groupby("as_of_last")["value"]
    return grouped.agg(lowest="min", highest="max", counters="size")


def by_oblast(monthly: pd.DataFrame) -> pd.DataFrame:
    """Monthly gains by oblast with the rest, km² (columns month as its last day, oblasts, rest, total)."""
    rows = monthly[monthly["complete"] == "yes"]
    parts = {name.title(): rows[f"gain_{name}_km2"] for name in OBLASTS}
    total = rows["gain_total_km2"]
    frame = pd.DataFrame(
        {"month": pd.to_datetime(rows["month"]) + pd.offsets.MonthEnd(0), "key": rows["month"], **parts}
    )
    return frame.assign(rest=total - frame[list(parts)].sum(axis=1), total=total).reset_index(drop=True)


def oblast_sum(monthly: pd.DataFrame, first: str, last: str, part: str = "donetsk") -> tuple[int, int, float]:
    """Gain in one oblast and in all of Ukraine over months ("2024-08" to "2024-11"), and the per cent.

    >>> months = pd.DataFrame({"month": ["2024-08"], "gain_donetsk_km2": [30], "gain_total_km2": [40]})
    >>> oblast_sum(months, "2024-08", "2024-08")
    (30, 40, 75.0)
    """
    rows = monthly[monthly["month"].between(first, last)]
    own, total = int(rows[f"gain_{part}_km2"].sum()), int(rows["gain_total_km2"].sum())
    return own, total, 100 * own / total
