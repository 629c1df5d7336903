"""The bound of two million pieces: an upright line, its words, and names of rows that stand clear of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from helpers.charts import theme
from helpers.charts.layers import Layer, notes, uprights

TWO = 2  # million pieces


def line_at_two() -> Layer:
    """The line in one frame."""
    return uprights([TWO], theme.FAINT, 1, "solid", layer="below")


def name_of_two(**place: Any) -> Layer:
    """The words at one end of the line."""
    look = {"yref": "y domain", "xanchor": "left", "xshift": -6}
    return notes([(TWO, place.pop("y"), "two million")], 13, **look, **place)


def clear_of_two(layers: Iterable[Layer]) -> list[Layer]:
    """Layers whose names of rows in a narrow picture stand right of the line, which so stays whole."""
    right = {"xref": "x", "x": TWO}
    return [
        layer._replace(
            notes=[{**note, **right} if note.get("name") == "narrow" else note for note in layer.notes]
        )
        for layer in layers
    ]
