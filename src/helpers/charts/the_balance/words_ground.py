"""What the chart of later events says: all words around it."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import table
from helpers.charts.timelines import event_columns, event_days, short_event
from helpers.words import day, number

NAMES = {"wide": "<b>held</b><br>on DeepState", "narrow": "<b>held</b>"}
TURNS = ("2024-11-15", "2025-03-07", "2025-03-20")  # days whose ground is written at the curve


def ground_and_words(events: pd.DataFrame, held: pd.Series) -> dict:
    """What was said and done, and the ground held by day."""
    one, two, three = (float(held.loc[turn]) for turn in TURNS)
    title = (
        f"Held ground fell {number(100 * (1 - two / one))}\N{NO-BREAK SPACE}% from 15 Nov to 7 Mar, "
        f"then {number(100 * (1 - three / two))}\N{NO-BREAK SPACE}% in 13 days (DeepState)"
    )
    ground = "; ".join(f"{number(held.loc[turn])} km² on {day(turn)}" for turn in TURNS)
    told = "; ".join(f"{event_days(row)}: {short_event(row)}" for row in events.itertuples())
    return {
        "title": title,
        "subtitle": "Left: ground held on DeepState's map, time downwards; right: said or done, by actor",
        "caption": f"DeepState (works with Kyiv's ministry): {ground}. A step is a new edition of "
        "the map, not a day of fighting. Words "
        "stand beside the curve because of their day; the chart names no cause.",
        "alt": f"{title}. {told}. Ground held: {ground}.",
        "table": table(events, event_columns()).assign(
            **{"Ground held, km²": events["date_first"].map(held)}
        ),
    }
