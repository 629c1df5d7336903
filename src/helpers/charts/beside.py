"""Words beside marks: on the first free side, shorter in little room, none in no room."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

import pandas as pd

from helpers.charts.layers import Layer, Row, notes
from helpers.charts.statements import ARROW, OPEN

LETTER_PX, BOLD_PX = 7.4, 9.0  # a letter of a broad typeface: where ours is missing the words still fit
LINE_PX, AIR_PX = 16, 3  # a line of words, what stays free behind them
AWAY_PX = 9  # from the middle of a mark to its words
IN_LINE = ("right", "left")  # where words read on from their mark
SIDES = {
    "right": (1, 0),
    "left": (-1, 0),
    "above": (0, 1),
    "below": (0, -1),
    "above right": (1, 1.05),
    "below left": (-1, -1.05),
    "below right": (1, -1.05),
    "above left": (-1, 1.05),
    "right low": (1, -0.25),
    "left low": (-1, -0.25),
}


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

    def grown(self, across: float, up: float) -> Box:
        """The rectangle with some room round it."""
        return Box(self.left - across, self.low - up, self.right + across, self.high + up)


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


def statement_box(row: Row, plot: Plot) -> Box:
    """The ground of a statement on its day: a mark with its arrow, or a bar."""
    if row.bound == "range":
        return plot.box((row.as_of_last,) * 2, (row.first_end, row.last_end), 4)
    mark, up = plot.box((row.as_of_last,) * 2, (row.value,) * 2, 6), OPEN.get(row.bound, 0)
    return mark._replace(low=mark.low - ARROW * (up < 0), high=mark.high + ARROW * (up > 0))


def beside(
    marks: Iterable[tuple[Any, float, Sequence[str]]],
    plot: Plot,
    taken: list[Box],
    sides: Iterable[str] = SIDES,
    avoided: Sequence[Box] = (),
    others: Sequence[Box] = (),
    **look: Any,
) -> Layer:
    """Words at marks, each on its first free side.

    Parameters
    ----------
    marks : x, y and the words to try, the longest first.
    plot : the axes in pixels.
    taken : ground that words leave free, the marks themselves included; the words placed are added to it.
    sides : those to try, in order.
    avoided : ground that words cover only where no other is free.
    others : ground round other marks; words there would seem to be theirs, unless in line with their own.
    look : as in `notes`.

    >>> plot = Plot((0, 10), (0, 10), 300, 300)
    >>> wall = plot.box((6, 7), (0, 10))
    >>> beside([(5, 5, ["1,263 Kyiv", "1,263"])], plot, [wall]).notes[0]["xanchor"]
    'right'
    """
    placed: list[dict] = []
    for x, y, texts in marks:
        tried = product(([*taken, *avoided], taken), texts, sides)
        found = (
            (text, side)
            for full, text, side in tried
            if _free(plot, (x, y), text, side, full if side in IN_LINE else [*full, *others])
        )
        if best := next(found, None):
            text, side = best
            taken.append(_ground(plot.at(x, y), text, side))
            placed += notes([(x, y, text)], 14, **_anchors(side), **look).notes
    return Layer(notes=placed)


def _free(plot: Plot, at: tuple[Any, float], text: str, side: str, taken: Iterable[Box]) -> bool:
    """Do words on one side of a mark stand inside the plot, and clear of all that is taken?"""
    box = _ground(plot.at(*at), text, side)
    whole = box.left >= 0 and box.right <= plot.width and box.low >= 0 and box.high <= plot.height
    return whole and not any(box.meets(other) for other in taken)


def _ground(at: tuple[float, float], text: str, side: str) -> Box:
    """The rectangle of words on one side of a mark."""
    width, (across, up) = _wide(text), SIDES[side]
    middle, height = at[0] + across * (AWAY_PX + width / 2), at[1] + up * (AWAY_PX + LINE_PX / 2)
    return Box(middle - width / 2, height - LINE_PX / 2, middle + width / 2, height + LINE_PX / 2)


def _wide(text: str) -> float:
    """How wide words are, with the air behind them."""
    bold = sum(len(html.unescape(part)) for part in re.findall("<b>(.*?)</b>", text))
    letters = len(html.unescape(re.sub("<[^>]*>", "", text)))
    return BOLD_PX * bold + LETTER_PX * (letters - bold) + AIR_PX


def _anchors(side: str) -> dict[str, Any]:
    across, up = SIDES[side]
    shift = {"xshift": across * AWAY_PX, "yshift": round(up * (AWAY_PX + LINE_PX / 2))}
    return {"xanchor": {1: "left", -1: "right", 0: "center"}[across], "yanchor": "middle", **shift}


def _number(value: Any) -> float:
    """A number, or a day as one."""
    return float(value) if isinstance(value, (int, float)) else float(pd.Timestamp(value).value)
