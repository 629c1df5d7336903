"""What the chart of later events says: all words around it."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import table
from helpers.charts.timelines import event_columns, event_days, short_event
from helpers.words import day, number, short_day

NAMES = {"wide": "<b>held</b><br>on DeepState", "narrow": "<b>held</b>"}
TURNS = ("2024-11-15", "2025-03-07", "2025-03-20")  # days whose ground is written at the curve


def turns(held: pd.Series) -> list[tuple[pd.Timestamp, float, str]]:
    """The days whose ground the title compares: day, km², and how much is lost since the one before."""
    ground = [float(held.loc[on]) for on in TURNS]
    lost = ["", *map(_lost, ground, ground[1:])]
    return list(zip(map(pd.Timestamp, TURNS), ground, lost, strict=True))


def turn(on: pd.Timestamp, ground: float, width: str) -> str:
    """The ground of a day at the curve, in a wide picture and on a phone."""
    between, unit = {"wide": (": ", " km²"), "narrow": ("<br>", "")}[width]
    return f"{short_day(on)}{between}{number(ground)}{unit}"


def _lost(before: float, after: float) -> str:
    return f"{number(100 * (1 - after / before))}\N{NO-BREAK SPACE}%"


def ground_and_words(events: pd.DataFrame, held: pd.Series) -> dict:
    """What was said and done, and the ground held by day."""
    (first, *_), (second, _, slow), (third, _, fast) = turns(held)
    title = (
        f"Held ground fell **{slow}** from {short_day(first)} to {short_day(second)}, "
        f"then **{fast}** in {(third - second).days} days (DeepState)"
    )
    ground = "; ".join(f"{number(held.loc[on])} km² on {day(on)}" for on in TURNS)
    kept = held[second:].ne(held[second]).idxmax() - pd.Timedelta(days=1)
    told = "; ".join(f"{event_days(row)}: {short_event(row)}" for row in events.itertuples())
    return {
        "title": title,
        "subtitle": "Left: ground held on DeepState's map, time downwards; right: said or done, by actor",
        "caption": f"DeepState (works with Kyiv's ministry). {short_day(kept)} still has the map of "
        f"{short_day(second)}. A step is a new edition of the map, not a day of fighting. Words stand beside "
        "the curve because of their day; the chart names no cause.",
        "alt": [told, f"Ground held: {ground}"],
        "table": table(events, event_columns()).assign(
            **{"Ground held, km²": events["date_first"].map(held)}
        ),
    }
