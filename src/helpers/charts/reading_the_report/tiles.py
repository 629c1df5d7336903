"""Tiles: one small box per row, in lines, with labels beside or above."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from helpers.charts import theme
from helpers.charts.layers import Layer, Say, bars, notes

LINE_PX = 18  # a line of 13 px text
TILE_PX = 31
COLUMNS = 10  # tiles side by side: wide enough for "S01a" on a phone
LETTERS = 5  # of a label that fit beside each other in the width of a tile on a phone
DARK, GREY, PALE = "#4A4A4A", "#C4C4C4", "#E4E4E4"  # on the dark fill text must be white


def placed(rows: pd.DataFrame, columns: int, line: int, start: float = 0) -> pd.DataFrame:
    """Rows with a tile each: `column` from `start`, `row` from `line` downwards, `columns` side by side."""
    number = np.arange(len(rows))
    return rows.assign(column=start + number % columns, row=line + number // columns)


def laid_out(
    rows: pd.DataFrame, group: str, heading: int = 0, labels: dict[str, str] | None = None
) -> tuple[pd.DataFrame, int]:
    """Rows with a tile each, every group on a new line below `heading` free ones; the number of lines.

    A group whose label (`labels`, by group) does not fit beside its last line has a free line below it.
    """
    line, parts = 0, []
    for name, some in rows.groupby(group, observed=True):
        parts.append(placed(some, COLUMNS, line + heading))
        line = parts[-1]["row"].max() + 1
        if labels and not fits_beside(labels[name], parts[-1]["column"].iloc[-1]):
            line += 1
    return pd.concat(parts), line


def fits_beside(label: str, column: int) -> bool:
    """Whether a label fits on a phone to the right of the tile in `column`."""
    return column + 1 + len(label) / LETTERS <= COLUMNS


def tiles(
    rows: pd.DataFrame,
    say: Say,
    fill: str,
    edge: str = theme.INK,
    pattern: str = "",
    ids: str = "claim_id",
    name: str = "",
) -> Layer:
    """Rows with column and row as tiles of one look; `ids` is the column whose text stands inside."""
    text = {"text": rows[ids].tolist()} if ids else {}
    inside = {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0, "constraintext": "none"}
    return bars(
        rows,
        "column",
        [0.84] * len(rows),
        say,
        base=(-rows["row"] - 0.42).tolist(),
        width=0.92,
        name=name,
        showlegend=bool(name),
        textfont={"size": 12, "color": theme.PAPER if fill == DARK else theme.INK},
        marker=fill_of(fill, pattern, edge, 1 if edge == theme.INK else 2),
        **text,
        **inside,
    )


def fill_of(color: str, pattern: str, edge: str = theme.INK, width: int = 1) -> dict:
    """Marker of a bar: its colour, its border (`width` pixels) and its hatching, if any."""
    shape = {"shape": pattern, "size": 7, "solidity": 0.18, "fgcolor": theme.FAINT, "bgcolor": color}
    return {"color": color, "line": {"color": edge, "width": width}} | ({"pattern": shape} if pattern else {})


def tint(color: str) -> str:
    """A light ground of the same hue, on which dark text stays legible."""
    parts = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * 0.22):02X}" for part in parts)


def beside(text: str, row: int, column: float, **look: Any) -> Layer:
    """A text on a line of tiles, to the right of `column`."""
    return notes([(column, -row, text)], size=None, xanchor="left", yanchor="middle", **look)


def above(text: str, row: int, column: float = -0.5) -> Layer:
    """A text above a line of tiles, from the left edge or from `column`."""
    left = {"xanchor": "left", "yanchor": "bottom", "align": "left"}
    return notes([(column, -row + 0.5, text)], size=None, **left)


def bare(lines: int, left: float = -0.55, right: float = COLUMNS - 0.45, **look: Any) -> dict:
    """Axes that show nothing and hold `lines` of tiles, and the look of a figure on them."""
    hidden = {"visible": False, "fixedrange": True}
    return {
        "x": {**hidden, "range": [left, right]},
        "y": {**hidden, "range": [-lines + 0.45, 0.55]},
        "look": {"barmode": "overlay", **look},
    }
