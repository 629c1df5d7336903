"""Squares of one size, one for each row of data, in a picture whose axes count pixels.

The places of squares are pixels from the first square to the right and from the top downwards; names stand
left of them. On a phone the same squares stand nearer to the edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from helpers.charts import theme
from helpers.charts.layers import Layer, Say, notes, scatter

SIZE, PITCH = 17, 21  # pixels of a square, and from one to the next
GROUP_PX = 34  # least height of a group: two lines of its name
APART = 13  # pixels between the squares of two groups
EDGE, PHONE_PX = 12, 358
UNKNOWN = {"symbol": "square-open-dot", "color": theme.INK_2, "line": {"width": 1.5}}
QUIET = "#C3C8CF"  # squares and bars that nothing is said of
PENNED = {"color": theme.INK, "line": {"color": theme.PEN, "width": 3}}


def in_pixels(
    height: int,
    names: int,
    narrow_names: int = 0,
    narrow_right: int | None = None,
    wide_right: int | None = None,
    **look: Any,
) -> dict:
    """Axes, look and size of a picture that counts pixels.

    Parameters
    ----------
    height : pixels from the first to the last line.
    names, narrow_names : pixels left of the first square, on a wide page and on a phone.
    narrow_right, wide_right : where the picture ends, when it is pressed or drawn out from side to side.
    look : anything else of the layout.
    """
    hidden = {"visible": False, "fixedrange": True}
    wide, narrow = theme.WIDTH - 2 * EDGE, PHONE_PX - 2 * EDGE
    return {
        "x": {**hidden, "range": [-names, wide_right or wide - names]},
        "y": {**hidden, "range": [height, 0]},
        "look": {"margin": {"l": EDGE, "r": EDGE, "t": 6, "b": 6}, **look},
        "height": height + 12,
        "narrow": {"xaxis.range": [-narrow_names, narrow_right or narrow - narrow_names]},
    }


def packed(
    rows: pd.DataFrame, columns: int, left: float = 0, top: float = 0, pitch: int = PITCH
) -> pd.DataFrame:
    """Rows with the middle of a square each (x, y): line by line from the corner at `left`, `top`."""
    place = np.arange(len(rows))
    x, y = left + pitch * (place % columns + 0.5), top + pitch * (place // columns + 0.5)
    return rows.assign(x=x, y=y)


def grouped(
    groups: Mapping[str, pd.DataFrame], columns: int, least: int = GROUP_PX
) -> tuple[dict[str, pd.DataFrame], int]:
    """Groups under each other, each packed, and the height of all in pixels."""
    top, placed = 0, {}
    for name, rows in groups.items():
        high = PITCH * -(-len(rows) // columns)
        above = max(0, least - APART - high) // 2
        placed[name] = packed(rows, columns, top=top + above)
        top += max(least, high + APART)
    return placed, top


def squares(
    rows: pd.DataFrame,
    say: Say,
    color: str | list[str] = QUIET,
    size: int = SIZE,
    name: str = "",
    **look: Any,
) -> Layer:
    """Squares of one look at the places of `packed`; with a `name` they enter the key.

    `look` is what else their marker has.
    """
    marker = {"symbol": "square", "size": size, "color": color, **look}
    keyed = {"name": name, "showlegend": bool(name), "cliponaxis": False}
    return scatter(rows, "x", "y", say, marker=marker, **keyed)


def count(rows: pd.DataFrame, text: str = "", **look: Any) -> Layer:
    """How many squares a group has, right of its last one, and `text` behind."""
    last = rows.iloc[-1]
    place = [(last["x"] + PITCH / 2, last["y"], f"<b>{len(rows)}</b>{text}")]
    return notes(place, 14, xanchor="left", xshift=4, **look)


def names(places: Iterable[tuple[float, str]], width: str = "", x: float = -10, **look: Any) -> Layer:
    """Names left of groups: (y, text) each; `width` is "wide" or "narrow" where it shows only there."""
    only = {"name": width} if width else {}
    right = {"xanchor": "right", "align": "right", **only, **look}
    return notes([(x, y, text) for y, text in places], 13 if width == "narrow" else 14, **right)
