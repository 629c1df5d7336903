"""The mark of a goal: it follows from the conditions of the goal's test, and nobody sets it by hand."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.given import DataError

TEXT_DAY = pd.Timestamp("2024-11-16")  # about when the report's text was closed
DAYS = ("text", "now")  # columns met_text, met_now … of table goal_conditions
MET, NOT_MET, OPEN = "met", "not met", "cannot be told"
NOT_STATED = "not yet stated"
MARKS = ["reached", "partly", "not reached", OPEN, NOT_STATED]


def mark(conditions: Iterable[str]) -> str:
    """All met is "reached", some met "partly"; none met is "not reached", or undecided where one is open.

    Parameters
    ----------
    conditions : MET, NOT_MET or OPEN, one for each condition of the goal's test.

    Returns
    -------
    "reached", "partly", "not reached" or OPEN ("cannot be told").

    Raises
    ------
    DataError : no condition, or another word.

    >>> mark(["met", "cannot be told"])
    'partly'
    """
    found = set(conditions)
    if not found or not found <= {MET, NOT_MET, OPEN}:
        raise DataError(f"A condition is {MET}, {NOT_MET} or {OPEN}, and a goal has one at least: {found}.")
    if MET in found:
        return "reached" if found == {MET} else "partly"
    return OPEN if OPEN in found else "not reached"


def marked(goals: pd.DataFrame, conditions: pd.DataFrame) -> pd.DataFrame:
    """Goals with the marks that follow from their conditions (mark_text, mark_now).

    Parameters
    ----------
    goals : rows of table goals.
    conditions : table goal_conditions.

    Returns
    -------
    The rows of `goals`, in their order, with mark_text (on TEXT_DAY) and mark_now (as known today). A goal
    that was stated after TEXT_DAY has NOT_STATED as mark_text.

    Raises
    ------
    DataError : a goal without conditions.

    >>> goal = load("goals", goal_id="ua-strikes-allowed")
    >>> goal = analysis.goals.marked(goal, load("goal_conditions"))
    >>> goal[["mark_text", "mark_now"]].values.tolist()
    [['not reached', 'partly']]
    """
    bare = sorted(set(goals["goal_id"]) - set(conditions["goal_id"]))
    if bare:
        raise DataError(f"There are no conditions for the goals {', '.join(bare)}.")
    by_goal = conditions.groupby("goal_id")
    parts = [by_goal.get_group(goal) for goal in goals["goal_id"]]
    later = goals["stated_on"] > TEXT_DAY
    text = [
        NOT_STATED if unsaid else mark(part["met_text"]) for unsaid, part in zip(later, parts, strict=True)
    ]
    return goals.assign(mark_text=text, mark_now=[mark(part["met_now"]) for part in parts])
