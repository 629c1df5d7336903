"""Five explanations of March 2025 against fifteen pieces of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.charts import theme
from helpers.charts.above import lines_above
from helpers.charts.frames import Figure, lanes, named_lines, picture
from helpers.charts.layers import Layer, notes, rules, scatter
from helpers.charts.strips import narrow_rows
from helpers.charts.what_happened_next import words
from helpers.data import row_ids
from helpers.words import broken

ROW_PX, NARROW_PX, FRAME_PX, LETTERS, NARROW_LETTERS = 42, 72, 60, 46, 46
SIGNS: dict[str, tuple[dict[str, Any], str]] = {  # how a mark looks, and what it says
    "+": ({"symbol": "circle-open", "color": theme.INK_2, "line": {"width": 1.5}}, "fits"),
    "−": ({"symbol": "square", "color": theme.INK}, "hard to square"),
    "0": ({"symbol": "circle-open", "color": theme.RULE}, "does not bear on it"),
}


def rival_causes(
    causes: pd.DataFrame, own: Mapping[tuple[int, str], str] = {}, marks: str = "ours"
) -> Figure:
    """Rows of evidence against explanations, each tested as the one cause.

    Parameters
    ----------
    causes : table rival_causes.
    own : the reader's marks, (item, cause) → "+", "−" or "0".
    marks : "ours" or "yours".

    >>> from helpers.lesson.causes import my_marks
    >>> fig = charts.rival_causes(load("rival_causes"), my_marks(), marks="ours")
    >>> fig.layout.meta["title"]
    'Ours: least contradicted the road (0 of 15),...
    """
    rows = causes.assign(row_id=_evidence(causes))
    if marks == "yours":
        rows["mark"] = [own.get((row.item, row.cause)) for row in rows.itertuples()]
    items = rows.drop_duplicates("item").sort_values("item")
    names = [f"{row.item}  {row.what}" for row in items.itertuples()]
    rows["x"] = rows["cause"].map([*words.CAUSES].index)
    rows["y"] = len(items) - rows["item"]
    columns, heads = lanes([*words.CAUSES.values()], len(items) - 0.35, 13)
    return picture(
        [
            rules(rows["y"].unique()),
            *(_sign(rows[rows["mark"] == mark], mark) for mark in SIGNS),
            heads,
            _feet(rows),
            lines_above(names, items["item"].rsub(len(items)), NARROW_LETTERS, 13),
        ],
        x={**columns, "showgrid": False},
        y=named_lines([broken(name, LETTERS) for name in names] or [""], 1.5, 1.0, showgrid=False),
        look={"margin": {"t": 8, "b": 6}, "showlegend": True},
        height=FRAME_PX + ROW_PX * (len(items) + 1),
        narrow=narrow_rows(FRAME_PX + NARROW_PX * (len(items) + 1)),
        **words.rival_causes(rows, items, marks),
    )


def _evidence(causes: pd.DataFrame) -> list[str]:
    """The row behind each piece of evidence; where whole tables stand behind it, the judgement itself."""
    own = row_ids("rival_causes", causes)
    first = [behind.partition(";")[0] for behind in causes["row_ids"]]
    return [mine if row.startswith("table:") else row for row, mine in zip(first, own, strict=True)]


def _sign(rows: pd.DataFrame, mark: str) -> Layer:
    """All cells of one mark."""
    look, said = SIGNS[mark]
    color = theme.PAPER if mark == "−" else theme.INK_2
    return scatter(
        rows,
        "x",
        "y",
        words.cause_hover,
        mode="markers+text",
        name=f"{mark} {said}",
        text=[mark] * len(rows),
        textfont={"color": color, "size": 15},
        marker={"size": 21, **look},
    )


def _feet(rows: pd.DataFrame) -> Layer:
    """How many minus signs each column has."""
    minus = rows[rows["mark"] == "−"]["cause"].value_counts()
    told = ((x, -1, f"<b>{minus.get(cause, 0)}</b> −") for x, cause in enumerate(words.CAUSES))
    return notes(told, 15)
