"""What the figure of the rate before and after a day says: title, caption, alt, table, hovers."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.event_study import AsLarge, Step
from helpers.words import day, number, short_day, signed

EACH_DAY = "%{x|%-d %b %Y}: %{y} km²<extra></extra>"  # as Plotly writes hovers


def step(label: str, window: int, after: pd.Timestamp, found: Step, others: AsLarge) -> dict:
    """Words of `before_and_after`: what was found at the first day after a break, and at other days."""
    before, later = number(found.before, 1), number(found.after, 1)
    title = f"{label}: {before} km² a day before {day(after)}, **{later}** after"
    share = f"{others.found} of {others.of} Mondays further off ({number(others.percent)} %)"
    row = {
        "Counter": label,
        "Day": day(after),
        "Weeks each side": window // 7,
        "Before, km² a day": round(found.before, 1),
        "After, km² a day": round(found.after, 1),
        "Step": signed(found.step, 1),
        "Mondays further off with a step as large": share,
    }
    return {
        "title": title,
        "subtitle": f"{window // 7} weeks on each side, step {signed(found.step, 1)} km² a day; as large, "
        f"up or down, at {share}",
        "caption": "Bars: km² from one evening's map to the next; lines: means before and after; dotted: "
        f"{short_day(after)} begins. A cut bar has its value at the edge. Mondays further off: all that "
        f"lie more than {window // 7} weeks away. Their weeks overlap, so they are few separate cases. A "
        "step says that a rate changed on this map, not why.",
        "alt": [f"Step {signed(found.step, 1)} km² a day; as large at {share}"],
        "table": pd.DataFrame([row]),
    }


def mean(side: str, level: float) -> str:
    """The mean before or after."""
    return f"mean {side}: {number(level, 1)} km² a day"


def side(name: str, level: float) -> str:
    """The mean before or after, above its half."""
    return f"{name}: <b>{number(level, 1)}</b>"


def not_possible(first: str, last: str) -> str:
    """What stands in place of the chart when the files do not cover the windows."""
    return f"Not possible: the files run<br>from {first} to {last}."


def no_step(label: str, window: int, after: pd.Timestamp, first: str, last: str) -> dict:
    """Words of `before_and_after` when the files do not cover the windows."""
    return {
        "title": f"{label}: no {window // 7} weeks on both sides of {day(after)} in the files",
        "subtitle": "Choose another counter, time or day",
        "caption": "A counter can say nothing of a time before its first file.",
        "alt": [f"The files run from {first} to {last}"],
        "table": pd.DataFrame({"Counter": [label], "First file": [first], "Last file": [last]}),
    }
