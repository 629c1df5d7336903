"""What the figures of single days and of steps say: titles, captions, alts, tables, hovers."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis.event_study import Step
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.words import day, number, signed

EACH_DAY = "%{x|%-d %b %Y}: %{y} km²<extra></extra>"  # as Plotly writes hovers
DAY_NAMES = {  # status of a day → name of its bars in the legend
    "observed": "a day's map",
    "interpolated": "hole in the maps: straight line",
    "edit": "known edit of the map",
}
DAY_NOTES = {  # status of a day → what is known of it
    "edit": "a known map edit",
    "interpolated": "a share of a hole in the maps",
    "observed": "no edit is recorded",
    "unchanged": "the map of the day before",
}


def days(label: str, period: str, rows: pd.DataFrame, tallest: pd.DataFrame) -> dict:
    """Words of `daily_gain`: one counter's days of a period, and the five largest of them."""
    top, counts = tallest.iloc[0], rows["status"].value_counts()
    columns = {"Day": "date", "Gain, km²": "gain", "What is known of the day": _known}
    title = f"{label}: tallest bar {day(top.date)}, {signed(top.gain)}\u00a0km²; {_known(top)}"
    largest = "; ".join(
        f"{day(row.date)} {signed(row.gain, 1)} km² ({row.gain_status})" for row in tallest.itertuples()
    )
    return {
        "title": title,
        "subtitle": f"{period}: change from evening to evening",
        "caption": f"{len(rows)} days: {counts.get('interpolated', 0)} without a usable map, "
        f"{counts.get('unchanged', 0)} with the map of the day before (no update is not no change). Only "
        "edits that stand out and could be named are marked; other tall bars can be edits too. The table "
        "holds the five largest days.",
        "alt": f"{title}. Five largest days: {largest}.",
        "table": table(tallest.round({"gain": 1}), columns),
    }


def _known(row: Row) -> str:
    return DAY_NOTES[row.gain_status]


def same_map(row: Row) -> str:
    """One tick of a day whose map is that of the day before."""
    return f"{day(row.date)}: the map of the day before again"


def one_day(row: Row) -> str:
    """One bar."""
    return f"{day(row.date)}: {signed(row.gain, 1)} km²<br>{DAY_NAMES[row.gain_status]}"


def surface(here: pd.Series, window: int, after: pd.Timestamp, heads: Iterable[str]) -> dict:
    """Words of `step_surface`: steps of the marked day by counter, what stands beside each name."""
    when, low, high = f"Step at {day(after)}", signed(here.min(), 1), signed(here.max(), 1)
    title = f"{when}: {low} to {high} km² a day in {window} days, by counter"
    if set(here.index) == {"isw", "isw_claimed"}:
        title = f"{when} in {window} days: {low} and {high}; DeepState's files start too late"
    return {
        "title": title,
        "subtitle": "Step at every Monday: bars up rose, bars down fell",
        "caption": f"Mean gain per day in {window} days after minus {window} days up to each Monday. Dark: "
        "the 95 % interval (Newey-West, lag 14, widened for few days) leaves zero out; pale: it does not. "
        "Grey band: the size of the step at the dotted line. Beside each name: that step, and on how many "
        f"other Mondays, more than {window} days away, one is as large. Windows overlap: these are not "
        "independent tests.",
        "alt": f"{title}. By counter, with how many other Mondays are as large: {'; '.join(heads)}.",
    }


def interval(found: Row) -> str:
    """A step, and both ends of its interval."""
    return f"{signed(found.step, 1)} ({signed(found.low, 1)} to {signed(found.high, 1)})"


def one_monday(row: Row) -> str:
    """One Monday: rates before and after, step and interval."""
    return f"{day(row.day)}: {number(row.before, 1)} → {number(row.after, 1)}<br>{interval(row)}"


def step(label: str, window: int, after: pd.Timestamp, found: Step) -> dict:
    """Words of `own_step`: what was found at the first day after a break."""
    reading = "rose" if found.low > 0 else "fell" if found.high < 0 else "no clear step"
    title = f"{label}, {window} days each side of {day(after)}: {interval(found)}"
    means = f"Mean before {number(found.before, 1)}, after {number(found.after, 1)} km² a day"
    row = {
        "Counter": label,
        "Day": day(after),
        "Days each side": window,
        "Before, km² a day": round(found.before, 1),
        "After, km² a day": round(found.after, 1),
        "Step": signed(found.step, 1),
        "95 % interval": f"{signed(found.low, 1)} to {signed(found.high, 1)}",
        "Reading": reading,
    }
    return {
        "title": title,
        "subtitle": f"Step in km² a day, 95 % interval: {reading}",
        "caption": "Bars: change from one evening's map to the next; lines: means before and after. "
        "Interval: Newey-West, lag 14, widened for few days. A cut bar has its value at the edge. The step "
        "says that a rate changed on this map, not why.",
        "alt": [f"{means}; reading: {reading}"],
        "table": pd.DataFrame([row]),
    }


def mean(side: str, level: float) -> str:
    """The mean before or after."""
    return f"mean {side}: {number(level, 1)} km² a day"


def side(name: str, level: float) -> str:
    """The mean before or after, above its half."""
    return f"{name}: <b>{number(level, 1)}</b> a day"


def edit(row: Row) -> str:
    """What stands at a bar that is a known edit of the map."""
    return f"known map edit, {signed(row.gain)}"


def meant(share: str) -> str:
    """On how many Mondays a step is as large, in words: 43 of 96 (45 %)."""
    count, of = share.split(" (")[0].split(" of ")
    return f"a step as large on {count} of {of} other Mondays ({share.split('(')[1]}"


def not_possible(first: str, last: str) -> str:
    """What stands in place of the chart when the files do not cover the windows."""
    return f"Not possible: the files<br>run from {first}<br>to {last}."


def no_step(label: str, window: int, after: pd.Timestamp, first: str, last: str) -> dict:
    """Words of `own_step` when the files do not cover the windows."""
    return {
        "title": f"{label}: no {window} days on both sides of {day(after)} in the files",
        "subtitle": "Choose another counter, window or day",
        "caption": "A counter can say nothing of a time before its first file.",
        "alt": [f"The files run from {first} to {last}"],
        "table": pd.DataFrame({"Counter": [label], "First file": [first], "Last file": [last]}),
    }
