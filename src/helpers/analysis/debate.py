"""The argument about the operation: answers, stances by period, words beside maps, polls.

Rows of arguments.csv were found by searching, they are no sample: counts describe the collection, never
the opinion of all analysts. The rows F001 to F011 were searched on purpose for sides with few voices; they
have no filed stance and stay out of every count over time.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

import pandas as pd

from helpers.analysis import area as areas
from helpers.analysis.dates import day_of
from helpers.given import DataError

REPORT_DAY = pd.Timestamp("2024-11-20")  # page date of the report
SIDES = ["yes", "both", "no", "context"]
VERDICTS = ["worth", "stay"]  # questions that judge the operation as a whole
MAPPERS = ["deepstate", "project_owl"]
Number: TypeAlias = float | pd.Series
Z_95 = 1.959964  # two-sided 95 % of the normal distribution


def described(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of arguments with the middle of the days that their page allows.

    >>> days = {"published_first": ["2024-09-01"], "published_last": ["2024-09-03"]}
    >>> described(pd.DataFrame(days).apply(pd.to_datetime))["middle"][0]
    Timestamp('2024-09-02 00:00:00')
    """
    first, last = frame["published_first"], frame["published_last"]
    return frame.assign(middle=first + (last - first) / 2)


def answers(frame: pd.DataFrame, question: str | None = None) -> pd.DataFrame:
    """One row per argument and question that it answers (an argument may answer a second one).

    Parameters
    ----------
    frame : table arguments.
    question : key of questions_debated; None gives all questions.

    Returns
    -------
    The columns of `described`, with question and side (yes, no, both, context) of that answer and
    first_question (False for the second one), sorted by side in the order of SIDES and by day.

    Raises
    ------
    DataError : nobody answers such a question.

    >>> rows = analysis.debate.answers(load("arguments"), "worth")
    >>> rows.loc[rows["name"] == "Emil Kastehelmi", ["argument_id", "side"]].values.tolist()
    [['D035', 'both']]
    """
    rows = described(frame)
    second = rows[rows["question2"].notna()].assign(
        question=lambda t: t["question2"], side=lambda t: t["side2"], first_question=False
    )
    both = pd.concat([rows.assign(first_question=True), second], ignore_index=True)
    if question is not None:
        both = both[both["question"] == question]
        if both.empty:
            raise DataError(f"No argument answers the question {question!r}.")
    both["side"] = pd.Categorical(both["side"], SIDES, ordered=True)
    ordered = both.sort_values(["side", "middle", "argument_id"]).reset_index(drop=True)
    return ordered.assign(side=ordered["side"].astype(str))


def changed_answer(frame: pd.DataFrame) -> pd.DataFrame:
    """Speakers who gave two different answers to one question on two days.

    Parameters
    ----------
    frame : table arguments.

    Returns
    -------
    Columns name, question, first, later (sides), first_id, later_id (argument ids): one row per pair of
    neighbouring answers that differ; statements of fact (side context) are no answers.

    >>> said = load("arguments", speaker_id="volodymyr-zelensky")
    >>> analysis.debate.changed_answer(said)[["question", "first", "later"]].values.tolist()
    [['cards', 'no', 'yes'], ['worth', 'yes', 'both'], ['worth', 'both', 'yes']]
    """
    rows = answers(frame)
    rows = rows[(rows["side"] != "context") & ~rows["name"].str.contains("unnamed")]
    rows = rows.sort_values(["published_first", "argument_id"])
    found = []
    for (name, question), group in rows.groupby(["name", "question"], sort=True):
        for old, new in pairwise(group.itertuples()):
            if old.side != new.side and old.published_last < new.published_first:
                found.append((name, question, old.side, new.side, old.argument_id, new.argument_id))
    return pd.DataFrame(found, columns=["name", "question", "first", "later", "first_id", "later_id"])


def verdicts(frame: pd.DataFrame) -> pd.DataFrame:
    """Analysts' and scholars' answers to the questions whether it was worth its price and whether to stay.

    Parameters
    ----------
    frame : table arguments.

    Returns
    -------
    The columns of `answers`, oldest first, one row for each yes, no or both.

    >>> rows = analysis.debate.verdicts(load("arguments"))
    >>> rows.loc[rows["name"] == "Michael Kofman", ["argument_id", "question", "side"]].values.tolist()
    [['F001', 'stay', 'yes'], ['D039', 'worth', 'both']]
    """
    rows = answers(frame)
    judged = rows["question"].isin(VERDICTS) & rows["speaker_group"].isin(["analyst", "scholar"])
    rows = rows[judged & (rows["side"] != "context")]
    return rows.sort_values(["published_last", "argument_id"]).reset_index(drop=True)


def days_to_permission(events: pd.DataFrame) -> int:
    """Days from the crossing of the border to the reported permission to strike inside Russia.

    Parameters
    ----------
    events : table events.

    Raises
    ------
    DataError : the table lacks the day of the report.

    >>> analysis.debate.days_to_permission(load("events"))  # from 6 August to 17 November 2024
    103
    """
    return (day_of(events, "2024-11-17-permission-reported") - areas.CROSSING).days


def beside_map(events: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Events with the ground held on that day in km² on two maps (missing after a series' end).

    Parameters
    ----------
    events : rows of table events.
    area : table control_area_daily.

    Returns
    -------
    The events in order of days with columns deepstate and project_owl.

    >>> event = load("events", event_id="2024-11-17-permission-reported")
    >>> rows = analysis.debate.beside_map(event, load("control_area_daily"))
    >>> rows[["deepstate", "project_owl"]].values.tolist()
    [[603.9, 547.9]]
    """
    rows = events.sort_values(["date_first", "event_id"]).reset_index(drop=True)
    for mapper in MAPPERS:
        held = areas.held(area, mapper)
        rows[mapper] = [
            float(held.asof(day)) if held.index.min() <= day <= held.index.max() else float("nan")
            for day in rows["date_first"]
        ]
    return rows


def share_of_own_peak(area: pd.DataFrame, mapper: str, day: str) -> float:
    """Per cent of a map's largest held area that it still showed on a day; both numbers from one map.

    Parameters
    ----------
    area : table control_area_daily.
    mapper, day : as in `area.on_day`. The peak is that of the whole series, whenever it came.

    Raises
    ------
    DataError : the mapper has no map for that day.

    >>> share = analysis.debate.share_of_own_peak(load("control_area_daily"), "deepstate", "2024-11-16")
    >>> round(share, 1)  # 603.9 of 907.6 km²
    66.5
    """
    return 100 * areas.on_day(area, mapper, day) / areas.peak(area, mapper)[1]


def polls(estimates: pd.DataFrame, details: pd.DataFrame) -> pd.DataFrame:
    """Poll rows (quantity poll_…) with the number of people asked and the 95 % margin in points.

    A row whose number of people is not known has no margin. The margin is that of a simple random sample,
    1.96 × √(p (100 - p) / n): the smallest error that a survey can have.

    Parameters
    ----------
    estimates : rows of table estimates.
    details : table estimate_details, which holds the number of people asked.

    Returns
    -------
    The rows with asked (people) and margin (points, up and down).

    >>> saw_it_well = load("estimates", quantity="poll_ua_kursk_positive", speaker_id="razumkov-center")
    >>> rows = analysis.debate.polls(saw_it_well, load("estimate_details"))
    >>> rows[["name", "central", "asked", "margin"]].round(1).values.tolist()
    [['Razumkov Center', 57.6, 2016.0, 2.2]]
    """
    rows = estimates[estimates["quantity"].str.startswith("poll_")].reset_index(drop=True)
    rows["asked"] = rows["estimate_id"].map(details.set_index("estimate_id")["people_asked"])
    return rows.assign(margin=margin(rows["central"], rows["asked"]))


def margin(percent: Number, asked: Number) -> Number:
    """Half width of the 95 % interval of a share, in points, for a simple random sample of `asked` people.

    >>> round(margin(50, 100), 1)
    9.8
    """
    return Z_95 * (percent * (100 - percent) / asked) ** 0.5


def poll_difference(rows: pd.DataFrame, first: str, later: str) -> tuple[float, float]:
    """Later share minus first share in points, and the 95 % margin of that difference (independent samples).

    Parameters
    ----------
    rows : from `polls`.
    first, later : estimate ids.

    Raises
    ------
    DataError : the two rows answer different questions (quantities).

    >>> rows = pd.DataFrame({"estimate_id": ["May", "June"], "central": [40, 45], "margin": [3, 4]})
    >>> poll_difference(rows.assign(quantity="poll_trust"), "May", "June")
    (5.0, 5.0)
    """
    pair = rows.set_index("estimate_id").loc[[first, later]]
    if pair["quantity"].nunique() > 1:
        raise DataError("These two polls asked different things; their difference has no meaning.")
    spread = (pair["margin"] ** 2).sum() ** 0.5
    return float(pair["central"].iloc[1] - pair["central"].iloc[0]), float(spread)
