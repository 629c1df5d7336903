"""What the charts of counters and later events say."""

from __future__ import annotations

import pandas as pd

from helpers.charts.layers import Row
from helpers.charts.the_balance.words import hundredths, persons, tenths, thousands
from helpers.charts.timelines import event_days, short_event
from helpers.words import MISSING, day, number, short_day

FORCES = {"russia": "Russia's side", "ukraine": "Ukraine"}
DAYS_SHOWN = ("2024-08-26", "2024-10-10", "2024-11-15", "2025-02-28")
TURNS = ("2024-11-15", "2025-03-07", "2025-03-20")  # days whose ground is written at the curve
COUNTERS_CAPTION = (
    "Project Owl's map, Kursk oblast, 1 Aug 2024 to 31 Mar 2025. A counter is a name on a map: "
    "a brigade, a battalion, a drone group or an air base counts one. Grey: the map is being built "
    "(before 22 Aug 2024) or cleared (after 7 Mar 2025). Seven Russian counters stood there before "
    "6 August."
)
SOLDIERS_CAPTION = (
    "Head-counts: the report (50,000; 20,000 to 30,000) and Forbes of 7 Dec 2024 (60,000; 20,000), "
    "the latter seen on a copy. Counters: Project Owl's map of Kursk oblast on the days named. Not "
    "everybody counted belongs to a unit on the map."
)
MONTHLY = {
    "Day": "date",
    "Russia's side": lambda row: int(row.russia),
    "Ukraine": lambda row: int(row.ukraine),
    "Ratio": lambda row: MISSING if pd.isna(row.ratio) else hundredths(row.ratio),
}


def counter_hover(row: Row) -> str:
    """One side's counters on a day."""
    return f"<b>{FORCES[row.side]}</b>, {day(row.date)}<br>{row.counters} counters"


def counters_title(days: pd.DataFrame) -> str:
    """Counters in the days of the report."""
    now = days.set_index("date").loc["2024-11-15"]
    return (
        f"15 Nov 2024: Owl maps {number(now.russia)} Russian-side and {number(now.ukraine)} Ukrainian units, "
        f"{tenths(now.ratio)} to 1"
    )


def counters_told(row: Row) -> str:
    """Both sides' counters on a day."""
    return f"{day(row.date)}: {number(row.russia)} and {number(row.ukraine)}"


def ratio_hover(row: Row) -> str:
    """One day's ratio of counters."""
    return (
        f"<b>{day(row.date)}</b><br>{number(row.russia)} over {number(row.ukraine)}: {hundredths(row.ratio)}"
    )


def extreme(row: Row) -> str:
    """The lowest or highest ratio, at its place on the curve."""
    return f"{tenths(row.ratio)} on {day(row.date)}"


def ratio_title(low: Row, high: Row, steady: pd.Series) -> str:
    """Between which ratios the map moves while it is whole."""
    return (
        f"Russian-side counters per Ukrainian one: {tenths(low.ratio)} to {tenths(high.ratio)} "
        f"between {day(steady.min())} and {day(steady.max())}"
    )


def ratio_alt(low: Row, high: Row, days: pd.DataFrame) -> str:
    """The ends of the curve and its value on four days."""
    value = days.set_index("date")["ratio"]
    said = "; ".join(f"{tenths(value.loc[shown])} on {day(shown)}" for shown in DAYS_SHOWN)
    title = ratio_title(low, high, days.loc[days["steady"], "date"])
    return f"{title}. Lowest on {day(low.date)}, highest on {day(high.date)}; {said}."


def soldiers_label(row: Row) -> str:
    """A side and its two numbers, beside its mark."""
    above = thousands(row.low, row.high)
    return f"{FORCES[row.side]}, {short_day(row.day)}<br><i>{above} thousand / {row.counters}</i>"


def soldiers_hover(row: Row) -> str:
    """A text's head-count of one side over the counters of a day."""
    return f"<b>{row.text}</b><br>{_over(row)} counters ({day(row.day)})"


def soldiers_title(above: Row, below: Row) -> str:
    """What one counter would stand for on either side, by the report's numbers."""
    return f"{_over(above)} counters is {_each(above)} each; {_over(below)} is {_each(below)}"


def soldiers_told(row: Row) -> str:
    """One side of one text for a reader who does not see the mark."""
    return f"{FORCES[row.side]}, {row.text}: {_each(row)} soldiers per counter"


def _over(row: Row) -> str:
    return f"{persons(row.low, row.high)} over {row.counters}"


def _each(row: Row) -> str:
    return persons(round(row.per_low), round(row.per_high))


SOLDIERS = {
    "Text": "text",
    "Side": lambda row: FORCES[row.side],
    "Soldiers": lambda row: persons(row.low, row.high),
    "Counters": "counters",
    "Map of": lambda row: day(row.day),
    "Soldiers per counter": _each,
}


def ground_title(value: pd.Series) -> str:
    """How much of the ground was lost before and after the pipe raid."""
    one, two, three = (float(value.loc[turn]) for turn in TURNS)
    return (
        f"Held ground fell {number(100 * (1 - two / one))} % from 15 Nov to 7 Mar, "
        f"then {number(100 * (1 - three / two))} % in 13 days (DeepState)"
    )


def _ground(value: pd.Series) -> str:
    return "; ".join(f"{number(value.loc[turn])} km² on {day(turn)}" for turn in TURNS)


def ground_caption(value: pd.Series) -> str:
    """Source and days; why the words above explain nothing."""
    return (
        f"DeepState: {_ground(value)}. A step is a new edition of the map, not a day of fighting. A line "
        "stands above the curve because of its day; the chart names no cause."
    )


def ground_alt(value: pd.Series, events: pd.DataFrame) -> str:
    """The events in order, and the ground on three days."""
    told = "; ".join(f"{event_days(row)}: {short_event(row)}" for row in events.itertuples())
    return f"{ground_title(value)}. {told}. Ground held: {_ground(value)}."


def ground_hover(row: Row) -> str:
    """One edition of the map."""
    return f"<b>DeepState</b>, {day(row.date)}<br>{number(row.area_km2)} km² held"
