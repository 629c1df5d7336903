"""Words beside marks: on the first free side, shorter where there is little room, none where they would cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from helpers.charts.layers import Layer, notes

LETTER_PX, LINE_PX, MARK_PX, AIR_PX = 7.0, 16, 6, 3  # a letter, half a mark, what stays free round words
SIDES = {"right": (1, 0), "left": (-1, 0), "above": (0, 1), "below": (0, -1)}


class Box(NamedTuple):
    """A rectangle in pixels, from the lower left corner of a plot."""

    left: float
    low: float
    right: float
    high: float

    def meets(self, other: Box) -> bool:
        """Do the two share some ground?"""
        across = self.left < other.right and other.left < self.right
        return across and self.low < other.high and other.low < self.high


class Plot(NamedTuple):
    """Where values stand in pixels: the ranges of both axes and the size that they take."""

    x: tuple[Any, Any]
    y: tuple[float, float]
    width: float
    height: float

    def at(self, x: Any, y: float) -> tuple[float, float]:
        """A value in pixels."""
        (first, last), (low, high) = map(_number, self.x), self.y
        across = (_number(x) - first) / (last - first)
        return across * self.width, (y - low) / (high - low) * self.height

    def box(self, x: tuple[Any, Any], y: tuple[float, float], room: float = 0) -> Box:
        """The rectangle between two values of each axis, with some room round it."""
        (left, low), (right, high) = self.at(x[0], min(y)), self.at(x[1], max(y))
        return Box(left - room, low - room, right + room, high + room)

    def steps(self, xs: Sequence[Any], ys: Sequence[float]) -> list[Box]:
        """The ground that a curve of steps takes."""
        pairs = zip(xs[:-1], xs[1:], ys[:-1], ys[1:], strict=True)
        return [
            box
            for x, end, y, after in pairs
            for box in (self.box((x, end), (y, y), 2), self.box((end, end), (y, after), 2))
        ]


def beside(
    marks: Iterable[tuple[Any, float, Sequence[str]]],
    plot: Plot,
    taken: Iterable[Box] = (),
    sides: Iterable[str] = SIDES,
    **look: Any,
) -> Layer:
    """Words at marks, each on its first free side.

    Parameters
    ----------
    marks : x, y and the words to try, the longest first.
    plot : the axes in pixels.
    taken : ground that words leave free, the marks themselves included.
    sides : those to try, in order.
    look : as in `notes`.

    >>> plot = Plot((0, 10), (0, 10), 300, 300)
    >>> wall = plot.box((6, 7), (0, 10))
    >>> beside([(5, 5, ["1,263 Kyiv", "1,263"])], plot, [wall]).notes[0]["xanchor"]
    'right'
    """
    taken, sides, placed = list(taken), list(sides), []
    for x, y, texts in marks:
        for text, side in ((text, side) for text in texts for side in sides):
            box = _ground(plot.at(x, y), text, side)
            whole = box.left >= 0 and box.right <= plot.width and box.high <= plot.height and box.low >= 0
            if whole and not any(box.meets(other) for other in taken):
                taken.append(box)
                placed += notes([(x, y, text)], 14, **_anchors(side), **look).notes
                break
    return Layer(notes=placed)


def _ground(at: tuple[float, float], text: str, side: str) -> Box:
    """The rectangle of words on one side of a mark."""
    x, y = at
    width, (across, up) = LETTER_PX * len(re.sub("<[^>]*>", "", text)) + AIR_PX, SIDES[side]
    away = MARK_PX + AIR_PX
    left = x - width / 2 + across * (away + width / 2)
    low = y - LINE_PX / 2 + up * (away + LINE_PX / 2)
    return Box(left, low, left + width, low + LINE_PX)


def _anchors(side: str) -> dict[str, Any]:
    across, up = SIDES[side]
    return {
        "xanchor": {1: "left", -1: "right", 0: "center"}[across],
        "yanchor": {1: "bottom", -1: "top", 0: "middle"}[up],
        "xshift": across * (MARK_PX + AIR_PX),
        "yshift": up * MARK_PX,
    }


def _number(value: Any) -> float:
    """A number, or a day as one."""
    return float(value) if isinstance(value, (int, float)) else float(pd.Timestamp(value).value)
