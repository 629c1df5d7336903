"""Names of rows in several lines, above the rows of a narrow picture."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.charts.layers import Layer, notes
from helpers.words import broken


def lines_above(names: Iterable[str], ys: Iterable[float], letters: int, up: int) -> Layer:
    """Names from the left edge, broken at `letters`; their last line stands `up` pixels above the row."""
    look = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left", "name": "narrow"}
    lines = ((0, y, broken(name, letters)) for name, y in zip(names, ys, strict=True))
    return notes(lines, 13, yshift=up, **look)
