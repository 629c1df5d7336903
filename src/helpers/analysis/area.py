"""Ground held, day by day: editions of a map, peaks, crossing days, shares lost.

All areas are km², measured geodesically (WGS84) from archived outlines inside Kursk oblast
(data/README.md). A mapper's "held" and "unclear" are its own words; "held or unclear" is their sum.
"""

from __future__ import annotations

import pandas as pd

from helpers.given import DataError, a_day, a_number, a_table, one_of

KM2_PER_SQUARE_MILE = 2.589988110336  # international mile of 1,609.344 m, squared
CROSSING = pd.Timestamp("2024-08-06")  # the day on which the operation began
HELD_OR_UNCLEAR = "held or unclear"


def held(area: pd.DataFrame, mapper: str, ground: str = "held") -> pd.Series:
    """One mapper's area in km² by day.

    Parameters
    ----------
    area : table control_area_daily.
    mapper : deepstate, project_owl, creamy_caprice.
    ground : "held", "unclear", "retaken" or "held or unclear" (the sum; a mapper without unclear
        ground gives its held area).

    Raises
    ------
    DataError : the mapper has no such measure.

    >>> ground = {"measure": ["held", "unclear"], "area_km2": [5, 2]}
    >>> area = pd.DataFrame(ground).assign(date=pd.Timestamp("2024-08-06"), mapper="isw")
    >>> held(area, "isw", HELD_OR_UNCLEAR).tolist()
    [7]
    """
    a_table(area, "control_area_daily", ("date", "mapper", "measure", "area_km2"))
    rows = area[area["mapper"] == one_of(mapper, area["mapper"].unique(), "mapper")]
    wanted = ["held", "unclear"] if ground == HELD_OR_UNCLEAR else [ground]
    rows = rows[rows["measure"].isin(wanted)]
    if rows.empty:
        raise DataError(f"{mapper} maps no ground as {ground!r}.")
    return rows.groupby("date")["area_km2"].sum().rename(f"{mapper} {ground}")


def most_held(held: pd.Series, *ends: pd.Series) -> list[float]:
    """The most ground held between two days each; events of one day have one value.

    Parameters
    ----------
    held : area in km² by day, as `held` gives it.
    ends : two columns of days, in any order of the two; the first is that of the events.

    >>> ground = pd.Series([5.0, 9.0, 2.0], pd.date_range("2024-08-06", periods=3))
    >>> most_held(ground, *(pd.to_datetime(pd.Series([day])) for day in ("2024-08-08", "2024-08-06")))
    [9.0]
    """
    spans = (sorted(two) for two in zip(*ends, strict=True))
    most = pd.Series([float(max(held.asof(low), *held[low:high])) for low, high in spans])
    return most.groupby(ends[0].to_numpy()).transform("max").tolist()


def on_day(area: pd.DataFrame, mapper: str, day: str, ground: str = "held") -> float:
    """Area in km² that a mapper's map showed on a day (the last outline on or before it).

    Raises DataError when the mapper's series had not begun or had ended by then.

    >>> days = pd.to_datetime(["2024-08-06", "2024-08-09"])
    >>> area = pd.DataFrame({"date": days, "mapper": "isw", "measure": "held", "area_km2": [5, 9]})
    >>> on_day(area, "isw", "2024-08-08")
    5.0
    """
    series, day = held(area, mapper, ground), a_day(day)
    if not series.index.min() <= day <= series.index.max():
        raise DataError(f"{mapper} has no map for {day:%Y-%m-%d}.")
    return float(series.asof(day))


def peak(area: pd.DataFrame, mapper: str, ground: str = "held") -> tuple[pd.Timestamp, float]:
    """First day of a mapper's largest area, and that area in km².

    >>> days = pd.date_range("2024-08-06", periods=3)
    >>> area = pd.DataFrame({"date": days, "mapper": "isw", "measure": "held", "area_km2": [0, 9, 5]})
    >>> peak(area, "isw")
    (Timestamp('2024-08-07 00:00:00'), 9.0)
    """
    series = held(area, mapper, ground)
    return series.idxmax(), float(series.max())


def editions(area: pd.DataFrame) -> pd.DataFrame:
    """Days on which a mapper's outline changed: its held, unclear or retaken ground differs by more than
    0.05 km² from that of its file before.

    Parameters
    ----------
    area : table control_area_daily.

    Returns
    -------
    Columns mapper, date: one row per redrawn day (the first day of a series is not a change).

    >>> drawn = analysis.area.editions(load("control_area_daily", mapper="creamy_caprice"))
    >>> [f"{day:%Y-%m-%d}" for day in drawn["date"].head(3)]
    ['2024-09-01', '2024-10-01', '2024-11-01']
    """
    rows = area[area["measure"].isin(["held", "unclear", "retaken"])]
    wide = rows.pivot_table(index=["mapper", "date"], columns="measure", values="area_km2").fillna(0)
    changed = wide.groupby(level="mapper").diff().abs().gt(0.05).any(axis=1)
    return changed[changed].reset_index()[["mapper", "date"]]


def edition_counts(area: pd.DataFrame) -> pd.DataFrame:
    """First and last day of each mapper's files, how many days have one, and on how many it changed.

    Parameters
    ----------
    area : table control_area_daily.

    Returns
    -------
    Index mapper; columns first, last, files (days with a file) and changes (days from `editions`).

    >>> counts = analysis.area.edition_counts(load("control_area_daily", mapper="deepstate"))
    >>> counts.loc["deepstate", ["files", "changes"]].tolist()
    [364, 85]
    """
    files = area.groupby("mapper")["date"].agg(first="min", last="max", files="nunique")
    changes = editions(area).groupby("mapper").size()
    return files.assign(changes=changes.reindex(files.index, fill_value=0))


def redrawn(
    area: pd.DataFrame, mapper: str, ground: str, first: pd.Timestamp, last: pd.Timestamp
) -> pd.DataFrame:
    """Rows of a mapper's held ground on the days on which its outline changed, inside a period.

    The first and the last day that its files cover there are kept too, with the value that then holds; of a
    map that is not drawn day by day (Creamy Caprice) only the days on which it was drawn.

    Parameters
    ----------
    area : table control_area_daily.
    mapper, ground : as in `held`; area_km2 of the rows is the area of that ground.
    first, last : ends of the period.

    Raises
    ------
    DataError : as in `held`.

    >>> area, ends = load("control_area_daily"), pd.to_datetime(["2024-11-14", "2024-11-20"])
    >>> rows = analysis.area.redrawn(area, "deepstate", "held", *ends)
    >>> rows["date"].dt.day.tolist(), rows["area_km2"].tolist()
    ([14, 18, 20], [603.9, 596.9, 570.7])
    """
    own = area[area["mapper"] == mapper]
    rows = own[(own["measure"] == "held") & own["date"].between(first, last)]
    if mapper == "creamy_caprice":
        rows = rows[rows["observed"] == "yes"]
    else:
        days = rows["date"]
        rows = rows[days.isin([*editions(own)["date"], days.min(), days.max()])]
    return rows.assign(area_km2=rows["date"].map(held(area, mapper, ground)))


def days_to_reach(area: pd.DataFrame, threshold_km2: float) -> pd.DataFrame:
    """First day on which each map showed at least `threshold_km2`, and days since 6 Aug 2024.

    Parameters
    ----------
    area : table control_area_daily.
    threshold_km2 : the area to reach, km².

    Returns
    -------
    One row per map and meaning: mapper, ground, day, days_after (missing when never), largest_km2.

    Raises
    ------
    DataError : the area to reach is no number.

    >>> reached = analysis.area.days_to_reach(load("control_area_daily"), 1000)
    >>> reached.loc[[0, 2], ["mapper", "ground", "days_after"]].values.tolist()
    [['project_owl', 'held', 15.0], ['deepstate', 'held or unclear', 8.0]]
    """
    a_number(threshold_km2, "The area to reach")
    rows = []
    for mapper, ground in [
        ("project_owl", "held"),
        ("deepstate", "held"),
        ("deepstate", HELD_OR_UNCLEAR),
        ("creamy_caprice", "held"),
    ]:
        series = held(area, mapper, ground)
        above = series[series >= threshold_km2]
        first = above.index.min() if len(above) else pd.NaT
        after = (first - CROSSING).days if len(above) else None
        rows.append((mapper, ground, first, after, series.max()))
    return pd.DataFrame(rows, columns=["mapper", "ground", "day", "days_after", "largest_km2"])


def share_lost(now_km2: float, peak_km2: float) -> float:
    """Per cent of the peak that is gone: 100 × (1 - now / peak). Both must come from one source and meaning.

    Raises DataError for a peak that is not positive.

    >>> share_lost(60, 80)
    25.0
    """
    if not peak_km2 > 0:
        raise DataError("A share needs a peak above zero.")
    return 100 * (1 - now_km2 / peak_km2)


def shares_lost(area: pd.DataFrame, day: str) -> pd.DataFrame:
    """Share lost since the peak on `day`, one row per map and meaning, numerator and denominator named.

    A peak after `day` does not count: only what had been drawn by then.

    Parameters
    ----------
    area : table control_area_daily.
    day : YYYY-MM-DD.

    Returns
    -------
    Columns mapper, ground, day, now_km2, peak_day, peak_km2, lost_percent (see `share_lost`).

    Raises
    ------
    DataError : one of the maps has no file for that day.

    >>> lost = analysis.area.shares_lost(load("control_area_daily"), "2024-11-16")
    >>> lost[["mapper", "ground", "lost_percent"]].round(1).values.tolist()[1:]
    [['deepstate', 'held or unclear', 29.7], ['project_owl', 'held', 50.5]]
    """
    rows = []
    for mapper, ground in [("deepstate", "held"), ("deepstate", HELD_OR_UNCLEAR), ("project_owl", "held")]:
        so_far = held(area, mapper, ground)[: a_day(day)]
        now, most = on_day(area, mapper, day, ground), so_far.max()
        lost = share_lost(now, most)
        rows.append((mapper, ground, a_day(day), now, so_far.idxmax(), most, lost))
    names = ["mapper", "ground", "day", "now_km2", "peak_day", "peak_km2", "lost_percent"]
    return pd.DataFrame(rows, columns=names)


def in_km2(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of estimates with areas given in square miles converted to km²; other units are left alone.

    >>> miles = pd.DataFrame({"unit": ["mi²"], "low": [None], "central": [30.0], "high": [None]})
    >>> float(in_km2(miles)["central"][0].round(1))
    77.7
    """
    miles = frame["unit"] == "mi²"
    ends = ["low", "central", "high"]
    converted = frame.copy()
    converted.loc[miles, ends] = converted.loc[miles, ends] * KM2_PER_SQUARE_MILE
    converted.loc[miles, "unit"] = "km²"
    return converted


def span(area: pd.DataFrame, day: str, ground: str = "held") -> tuple[float, float]:
    """Smallest and largest area in km² that the daily maps (DeepState, Project Owl) showed on a day.

    >>> area = pd.DataFrame({"mapper": ["deepstate", "project_owl"], "area_km2": [5, 9], "measure": "held"})
    >>> span(area.assign(date=pd.Timestamp("2024-08-06")), "2024-08-06")
    (5.0, 9.0)
    """
    values = [on_day(area, mapper, day, ground) for mapper in ("deepstate", "project_owl")]
    return min(values), max(values)
