"""Names of rows in several lines, above the rows of a narrow picture."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.charts import theme
from helpers.charts.layers import Layer, notes
from helpers.words import evenly_broken


def lines_above(
    names: Iterable[str], ys: Iterable[float], letters: int, up: int, ground: str = theme.PAPER
) -> Layer:
    """Names from the left edge, broken at `letters`; their last line stands `up` pixels above the row.

    Upright lines stop behind their `ground`.
    """
    look = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left", "name": "narrow"}
    look |= {"bgcolor": ground, "borderpad": 0}
    lines = ((0, y, evenly_broken(name, letters)) for name, y in zip(names, ys, strict=True))
    return notes(lines, 13, xshift=3, yshift=up, **look)
