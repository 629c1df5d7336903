"""North Korean soldiers in Russia: what a figure counts, who committed themselves when, days between events.

A figure belongs to one frame: sent, in Russia, near the border, in Kursk oblast, assigned to units, in
combat, or a forecast. Figures of two frames are never added or compared here.
"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.dates import day_of
from helpers.analysis.known import nearest_published
from helpers.analysis.ranges import spoken
from helpers.given import DataError, a_day

FORECASTS = "forecasts"
IN_COMBAT = "in combat"
FRAMES = {
    "sent so far": ["dprk_troops_sent"],
    "in Russia": ["dprk_troops_in_russia"],
    "near the border": ["dprk_troops_near_border"],
    "in Kursk oblast": ["dprk_troops_kursk"],
    "assigned to Russian units": ["dprk_troops_assigned_to_combat_units"],
    IN_COMBAT: ["dprk_troops_in_combat"],
    FORECASTS: ["dprk_troops_projected", "dprk_troops_rotation_projected", "dprk_troops_max_plausible"],
}
PENTAGON = "2024-12-16-pentagon-confirms-combat"
FIRST_FIGHTING = {
    "4 Nov 2024, US officials": "2024-11-04-first-fighting-us-date",
    "by 12 Nov 2024, State Dept": "2024-11-12-state-department-combat",
    "9 to 15 Dec 2024, Pentagon": PENTAGON,
}
IN_FORCE = "2024-12-04-treaty-in-force"


def soldiers(estimates: pd.DataFrame, details: pd.DataFrame) -> pd.DataFrame:
    """Figures for North Korean soldiers with their frame, scope and horizon, exercise rows left out.

    Parameters
    ----------
    estimates : table estimates; rows of other quantities are dropped.
    details : table estimate_details.

    Returns
    -------
    The columns of `ranges.spoken` and: frame (a key of FRAMES), scope, horizon, shown_on (day of
    publication; the last day the figure speaks of when no day of publication is known). Sorted by
    shown_on.

    >>> said = analysis.deployment.soldiers(load("estimates"), load("estimate_details"))
    >>> "frame" in said
    True
    """
    frame_of = {quantity: frame for frame, quantities in FRAMES.items() for quantity in quantities}
    rows = spoken(estimates[estimates["quantity"].isin(frame_of)])
    rows["frame"] = rows["quantity"].map(frame_of)
    rows = rows.merge(details[["estimate_id", "scope", "horizon"]], on="estimate_id", how="left")
    return _by_day_shown(rows)


def ends(rows: pd.DataFrame) -> pd.DataFrame:
    """Smallest and largest number of each row (columns lowest, highest), in persons.

    >>> ends(pd.DataFrame({"low": [10_000.0], "central": [None], "high": [12_000.0]})).values.tolist()
    [[10000.0, 12000.0]]
    """
    numbers = rows[["low", "central", "high"]]
    return pd.DataFrame({"lowest": numbers.min(axis=1), "highest": numbers.max(axis=1)})


def lowest(rows: pd.DataFrame) -> float:
    """The smallest number that any of the rows names, in persons.

    >>> lowest(pd.DataFrame({"low": [10_000, None], "central": [None, 11_000], "high": [12_000, None]}))
    10000.0
    """
    return float(ends(rows)["lowest"].min())


def highest(rows: pd.DataFrame) -> float:
    """The largest number that any of the rows names, in persons.

    >>> highest(pd.DataFrame({"low": [10_000, None], "central": [None, 11_000], "high": [12_000, None]}))
    12000.0
    """
    return float(ends(rows)["highest"].max())


def factor(rows: pd.DataFrame) -> float:
    """How many times the smallest number fits into the largest. Raises DataError for a frame mix.

    >>> rows = pd.DataFrame({"quantity": "men", "low": None, "central": [1_500, 3_000], "high": None})
    >>> factor(rows)
    2.0
    """
    if rows["quantity"].nunique() != 1:
        raise DataError("A factor needs figures that count the same thing; these have several quantities.")
    return highest(rows) / lowest(rows)


def naming(rows: pd.DataFrame, number: float) -> pd.DataFrame:
    """Rows in which a number stands as low, central or high, whatever it counts there.

    >>> rows = pd.DataFrame({"low": [10_000, 1], "central": [None, 2], "high": [12_000, 10_000]})
    >>> len(naming(rows, 10_000))
    2
    """
    return rows[rows[["low", "central", "high"]].eq(number).any(axis=1)].reset_index(drop=True)


def frame_counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Figures, speakers, lowest and highest by frame, every frame once, empty ones with 0.

    Returns columns frame, figures, speakers, lowest, highest (persons).

    >>> said = analysis.deployment.soldiers(load("estimates"), load("estimate_details"))
    >>> list(analysis.deployment.frame_counts(said).columns)
    ['frame', 'figures', 'speakers', 'lowest', 'highest']
    """
    found = ends(rows).assign(frame=rows["frame"], speaker=rows["speaker_id"]).groupby("frame")
    counts = found.agg(
        figures=("speaker", "size"),
        speakers=("speaker", "nunique"),
        lowest=("lowest", "min"),
        highest=("highest", "max"),
    )
    counts = counts.reindex(pd.Index(FRAMES, name="frame")).reset_index()
    return counts.fillna({"figures": 0, "speakers": 0}).astype({"figures": int, "speakers": int})


def in_frame(rows: pd.DataFrame, frame: str) -> pd.DataFrame:
    """Rows of one frame. Raises DataError for an unknown frame.

    >>> len(in_frame(pd.DataFrame({"frame": ["in Russia", "sent so far"]}), "in Russia"))
    1
    """
    if frame not in FRAMES:
        raise DataError(f"There is no frame {frame!r}; the frames are: {', '.join(FRAMES)}.")
    return rows[rows["frame"] == frame].reset_index(drop=True)


def _by_day_shown(rows: pd.DataFrame) -> pd.DataFrame:
    rows["shown_on"] = rows["published"].fillna(rows["as_of_last"])
    return rows.sort_values(["shown_on", "estimate_id"], ignore_index=True)


def at_least_sent(total: pd.Series, wave: pd.Series) -> float:
    """First wave plus one later wave of the SAME speaker, in persons: a floor when either is a floor.

    Raises DataError when the two rows come from different speakers or the first is no total.

    >>> total = pd.Series({"speaker_id": "jcs", "quantity": "dprk_troops_sent", "value": 11_000})
    >>> at_least_sent(total, total.replace({"dprk_troops_sent": "dprk_reinforcements", 11_000: 1_000}))
    12000.0
    """
    if total["speaker_id"] != wave["speaker_id"]:
        raise DataError("Two speakers may count one wave twice: add figures of one speaker only.")
    if (total["quantity"], wave["quantity"]) != ("dprk_troops_sent", "dprk_reinforcements"):
        raise DataError("This adds a total and a later wave, nothing else.")
    return float(total["value"] + wave["value"])


def forecasts_and_later(rows: pd.DataFrame) -> pd.DataFrame:
    """Each forecast with a later count to hold beside it where its horizon names a day or a month.

    The count is the row published nearest to the end of the horizon among figures of the fitting frame
    ("in Kursk oblast" for a forecast for Kursk oblast, else "sent so far"). A forecast without such a
    horizon gets none: nothing can settle it.

    Parameters
    ----------
    rows : from `soldiers`.

    Returns
    -------
    The forecast rows with columns horizon_day, later_id (row id), later_printed, later_value (persons),
    later_name, later_day (of publication).

    >>> said = analysis.deployment.soldiers(load("estimates"), load("estimate_details"))
    >>> rows = analysis.deployment.forecasts_and_later(said).set_index("name")
    >>> rows.loc["NIS", ["value_as_printed", "later_name", "later_printed"]].tolist()
    ['10,000 by December', 'US Treasury (OFAC)', 'more than 11,000']
    """
    found = in_frame(rows, FORECASTS)
    dated = found["horizon"].fillna("").str.startswith("by ")
    found["horizon_day"] = found["as_of_last"].where(dated)
    later = []
    for row in found.itertuples():
        if pd.isna(row.horizon_day):
            later.append((None,) * 5)
            continue
        frame = "in Kursk oblast" if row.place == "Kursk oblast" else "sent so far"
        near = nearest_published(in_frame(rows, frame), row.horizon_day)
        later.append(tuple(near[["row_id", "value_as_printed", "value", "name", "published"]]))
    names = ["later_id", "later_printed", "later_value", "later_name", "later_day"]
    return found.join(pd.DataFrame(later, columns=names, index=found.index))


def statements(events: pd.DataFrame, about: str, until: str | None = None) -> pd.DataFrame:
    """Who answered a question how, in the order in which it was said.

    Parameters
    ----------
    events : table events.
    about : "do they fight?" or "are they there?".
    until : only what had been said by this day.

    Returns
    -------
    Rows of events with said (day on which it was said: said_on, else the last day of the event), sorted by
    it.

    Raises
    ------
    DataError : no statement answers that question.

    >>> rows = analysis.deployment.statements(load("events"), "do they fight?", until="2024-11-04")
    >>> rows["short_name"].tolist()
    ['Andrii Kovalenko', 'Pentagon', 'US State Department', 'Rustem Umerov']
    """
    rows = events[(events["about"] == about) & (events["exercise_only"] == "no")]
    if rows.empty:
        raise DataError(f"No statement of the table is about {about!r}.")
    rows = rows.assign(said=rows["said_on"].fillna(rows["date_last"]))
    if until is not None:
        rows = rows[rows["said"] <= a_day(until)]
    return rows.sort_values(["said", "event_id"], ignore_index=True)


def week_before(day: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Monday and Sunday of the calendar week before a day: what "last week" means on that day.

    >>> [end.day for end in week_before(pd.Timestamp("2024-12-16"))]
    [9, 15]
    """
    monday = day - pd.Timedelta(days=day.weekday() + 7)
    return monday, monday + pd.Timedelta(days=6)


def first_fighting(events: pd.DataFrame, event_id: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day that a version of the first fighting allows (equal for one day).

    The Pentagon spoke on 16 December 2024 of "last week"; the others name or imply one day.

    Parameters
    ----------
    events : table events.
    event_id : one of the ids in FIRST_FIGHTING.

    Raises
    ------
    DataError : no such event.

    >>> analysis.deployment.first_fighting(load("events"), "2024-12-16-pentagon-confirms-combat")
    (Timestamp('2024-12-09 00:00:00'), Timestamp('2024-12-15 00:00:00'))
    """
    day = day_of(events, event_id)
    if event_id == PENTAGON:
        return week_before(day)
    return day, day


def days_to_force(events: pd.DataFrame, event_id: str) -> tuple[int, int]:
    """Days from the first fighting (one version) to the treaty's entry into force, largest first.

    Negative numbers: the fighting came after entry into force, 4 December 2024.

    Parameters
    ----------
    events, event_id : as in `first_fighting`.

    >>> analysis.deployment.days_to_force(load("events"), "2024-11-04-first-fighting-us-date")
    (30, 30)
    >>> analysis.deployment.days_to_force(load("events"), "2024-12-16-pentagon-confirms-combat")
    (-5, -11)
    """
    force = day_of(events, IN_FORCE)
    first, last = first_fighting(events, event_id)
    return (force - first).days, (force - last).days


def jcs_floor(estimates: pd.DataFrame) -> float:
    """Soldiers sent at least, by South Korea's Joint Chiefs alone: first wave plus later wave, persons.

    Parameters
    ----------
    estimates : table estimates.

    >>> analysis.deployment.jcs_floor(load("estimates"))  # some 11,000, then at least 3,000 more
    14000.0
    """
    rows = spoken(estimates[estimates["speaker_id"] == "south-korean-jcs"])
    total = rows[rows["quantity"] == "dprk_troops_sent"].iloc[0]
    return at_least_sent(total, rows[rows["quantity"] == "dprk_reinforcements"].iloc[0])
