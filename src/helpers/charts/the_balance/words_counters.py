"""What the charts of counters and later events say: all words around a picture, and those at its marks."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.the_balance.words import persons, thousands
from helpers.charts.timelines import event_columns, event_days, short_event
from helpers.words import MISSING, day, number, short_day

FORCES = {"russia": "Russia's side", "ukraine": "Ukraine"}
DAYS_SHOWN = ("2024-08-26", "2024-10-10", "2024-11-15", "2025-02-28")
UNSTEADY = ("map being built", "cleared")  # words on the grey zones
TURNS = ("2024-11-15", "2025-03-07", "2025-03-20")  # days whose ground is written at the curve
COUNTERS = (
    "Project Owl's map, Kursk oblast, 1 Aug 2024 to 31 Mar 2025. A counter is a name on a map: "
    "a brigade, a battalion, a drone group or an air base counts one. Grey: the map is being built "
    "(before 22 Aug 2024) or cleared (after 7 Mar 2025). Seven Russian counters stood there before "
    "6 August."
)


def counters(days: pd.DataFrame, shown: pd.DataFrame) -> dict:
    """Counters of both sides; `shown` are the days that the chart names."""
    now = days.set_index("date").loc["2024-11-15"]
    return {
        "title": f"15 Nov 2024: Owl maps {number(now.russia)} Russian-side and {number(now.ukraine)} "
        f"Ukrainian units, {number(now.ratio, 1)} to 1",
        "subtitle": "Counters by day, Russia's side (dashed) and Ukraine",
        "caption": COUNTERS,
        "alt": [
            f"{day(row.date)}: {number(row.russia)} and {number(row.ukraine)}" for row in shown.itertuples()
        ],
        "table": _monthly(days),
    }


def ratio(days: pd.DataFrame, low: Row, high: Row) -> dict:
    """Between which ratios the map moves while it is whole."""
    value, whole = days.set_index("date")["ratio"], days.loc[days["steady"], "date"]
    said = [f"{number(value.loc[shown], 1)} on {day(shown)}" for shown in DAYS_SHOWN]
    return {
        "title": f"Russian-side counters per Ukrainian one: {number(low.ratio, 1)} to "
        f"{number(high.ratio, 1)} between {day(whole.min())} and {day(whole.max())}",
        "subtitle": "Russian-side counters per Ukrainian counter",
        "caption": COUNTERS,
        "alt": [f"Lowest on {day(low.date)}, highest on {day(high.date)}", *said],
        "table": _monthly(days),
    }


def _monthly(days: pd.DataFrame) -> pd.DataFrame:
    """The 1st and 15th of each month and the days named in the text."""
    named = days["date"].dt.day.isin([1, 15]) | days["date"].isin(pd.to_datetime(list(DAYS_SHOWN)))
    return table(
        days[named],
        {
            "Day": "date",
            "Russia's side": lambda row: int(row.russia),
            "Ukraine": lambda row: int(row.ukraine),
            "Ratio": lambda row: MISSING if pd.isna(row.ratio) else number(row.ratio, 2),
        },
    )


def counter_hover(row: Row) -> str:
    """One side's counters on a day."""
    return f"<b>{FORCES[row.side]}</b>, {day(row.date)}<br>{row.counters} counters"


def ratio_hover(row: Row) -> str:
    """One day's ratio of counters."""
    over = f"{number(row.russia)} over {number(row.ukraine)}"
    return f"<b>{day(row.date)}</b><br>{over}: {number(row.ratio, 2)}"


def soldiers(rows: pd.DataFrame) -> dict:
    """What one counter would stand for on either side."""
    above, below = rows.head(2).itertuples()
    return {
        "title": f"{_over(above)} counters is {_each(above)} each; {_over(below)} is {_each(below)}",
        "subtitle": "Soldiers said, divided by the counters of that day",
        "caption": "Head-counts: the report (50,000; 20,000 to 30,000) and Forbes of 7 Dec 2024 (60,000; "
        "20,000), the latter seen on a copy. Counters: Project Owl's map of Kursk oblast on the days "
        "named. Not everybody counted belongs to a unit on the map.",
        "alt": [
            f"{FORCES[row.side]}, {row.text}: {_each(row)} soldiers per counter" for row in rows.itertuples()
        ],
        "table": table(
            rows,
            {
                "Text": "text",
                "Side": lambda row: FORCES[row.side],
                "Soldiers": lambda row: persons(row.low, row.high),
                "Counters": "counters",
                "Map of": "day",
                "Soldiers per counter": _each,
            },
        ),
    }


def soldiers_label(row: Row) -> str:
    """A side and its two numbers, beside its mark."""
    above = thousands(row.low, row.high)
    return f"{FORCES[row.side]}, {short_day(row.day)}<br><i>{above} thousand / {row.counters}</i>"


def soldiers_hover(row: Row) -> str:
    """A text's head-count of one side over the counters of a day."""
    return f"<b>{row.text}</b><br>{_over(row)} counters ({day(row.day)})"


def _over(row: Row) -> str:
    return f"{persons(row.low, row.high)} over {row.counters}"


def _each(row: Row) -> str:
    return persons(round(row.per_low), round(row.per_high))


def ground_and_words(events: pd.DataFrame, held: pd.Series) -> dict:
    """What was said and done, and the ground held by day."""
    one, two, three = (float(held.loc[turn]) for turn in TURNS)
    title = (
        f"Held ground fell {number(100 * (1 - two / one))} % from 15 Nov to 7 Mar, "
        f"then {number(100 * (1 - three / two))} % in 13 days (DeepState)"
    )
    ground = "; ".join(f"{number(held.loc[turn])} km² on {day(turn)}" for turn in TURNS)
    told = "; ".join(f"{event_days(row)}: {short_event(row)}" for row in events.itertuples())
    return {
        "title": title,
        "subtitle": "Left: ground held on DeepState's map, time downwards; right: said or done, by actor",
        "caption": f"DeepState: {ground}. A step is a new edition of the map, not a day of fighting. Words "
        "stand beside the curve because of their day; the chart names no cause.",
        "alt": f"{title}. {told}. Ground held: {ground}.",
        "table": table(events, event_columns()).assign(
            **{"Ground held, km²": events["date_first"].map(held)}
        ),
    }
