"""What the small maps of the lesson on the incursion say: titles, captions, alts, tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.charts import theme
from helpers.charts.maps import DRAWN_FROM
from helpers.words import day, number

KINDS = {"held": "held", "unclear": "unclear", "retaken": "retaken ground"}


def fridays(both: Mapping[str, float], largest: str) -> dict[str, Any]:
    """Words of `six_fridays`; `both` is the area on both maps by week, in km²."""
    last = max(both)
    sizes = {"Friday": [day(week) for week in both], "On both maps, km²": [*both.values()]}
    return {
        "title": f"Ground held on both maps: **{number(both[largest])} km²** on {day(largest)}, "
        f"{number(both[last])} km² on {day(last)}",
        "subtitle": f"Held by Ukraine, in cells of 2 km; the darker ground: extent of {day(largest)}",
        "caption": f"Maps of DeepState and Project Owl; km² are cells that both count as held. {DRAWN_FROM}",
        "alt": [f"{day(week)}: {number(km2)} km² on both maps" for week, km2 in both.items()],
        "table": pd.DataFrame(sizes),
    }


def mapper(name: str, found: Any, measures: list[str], drawn: pd.Timestamp | None) -> dict[str, str]:
    """What our data say of one mapper; `found` is its row of analysis.area.edition_counts."""
    return {
        "Mapper": theme.mapper(name).label,
        "Leaning": theme.LEANINGS[name],
        "Redrawn": f"redrawn on {found.changes} days",
        "Marks": "marks: " + ", ".join(word for measure, word in KINDS.items() if measure in measures),
        "Last file": day(found["last"]),
        "Outline shown": "none" if drawn is None else day(drawn),
    }


def mappers(told: pd.DataFrame, on: str) -> dict[str, Any]:
    """Words of `who_draws`; `told` has a row for each mapper."""
    drawn = [f"{row.Mapper} {row[5]}" for row in told.itertuples(index=False) if row[5] != "none"]
    return {
        "title": f"{len(told)} mappers, {len(drawn)} outlines: the ground held early in September 2024",
        "subtitle": "Blue: cells of 2 km held by Ukraine; dotted: unclear. Below: who draws, how often "
        "and until when",
        "caption": f"Latest outlines until {day(on)}: {', '.join(drawn)}. Days without a change do not mean "
        f"that nothing happened. {DRAWN_FROM}",
        "alt": [f"{row.Mapper}: {row.Leaning}, {row.Redrawn}, {row.Marks}" for row in told.itertuples()],
        "table": told,
    }
