"""Five explanations of March 2025 against fifteen pieces of evidence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.charts import theme
from helpers.charts.above import lines_above
from helpers.charts.frames import Figure, lanes, picture, ticks
from helpers.charts.layers import Layer, notes, rules, scatter
from helpers.charts.strips import narrow_rows
from helpers.charts.what_happened_next import words
from helpers.data import row_ids
from helpers.words import evenly_broken

ROW_PX, NARROW_PX, FRAME_PX, LETTERS, NARROW_LETTERS = 27, 70, 44, 90, 50
HEADS_UP = {"wide": 17, "narrow": 50}  # pixels from the first row to the heads of the columns
CELL = 22  # pixels of a cell
SIGNS: dict[str, tuple[str, str]] = {  # ground and colour of a sign
    "+": (theme.PAPER, theme.INK),
    "−": (theme.INK, theme.PAPER),
    "0": (theme.PAPER, theme.INK_3),
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
    'Ours: 0 of 15 rows speak against the road,...
    """
    rows = causes.assign(row_id=_evidence(causes))
    if marks == "yours":
        rows["mark"] = [own.get((row.item, row.cause)) for row in rows.itertuples()]
    items = rows.drop_duplicates("item").sort_values("item")
    names = [f"{row.item}  {row.what}" for row in items.itertuples()]
    rows["x"] = rows["cause"].map([*words.CAUSES].index)
    rows["y"] = len(items) - rows["item"]
    columns, heads = lanes([*words.CAUSES.values()], len(items) - 1, 13)
    foot = [] if rows["mark"].isna().all() else [words.FOOT]
    labels = [*(evenly_broken(name, LETTERS) for name in names), *foot]
    ys, count = range(len(items) - 1, -1 - len(foot), -1), len(items) + len(foot)
    return picture(
        [
            rules(rows["y"].unique()),
            _empty(rows[rows["mark"].isna()]),
            *(_sign(rows[rows["mark"] == mark], mark) for mark in SIGNS),
            *(_raised(heads, name, up) for name, up in HEADS_UP.items()),
            _feet(rows) if foot else _below(0, CELL + 4),
            lines_above([*names, *foot], ys, NARROW_LETTERS, 13),
        ],
        x={**columns, "showgrid": False},
        y=ticks(ys, labels, [-1.1 - 0.8 * len(foot), len(items) + 0.1]),
        look={"margin": {"t": 4, "b": 4}},
        height=FRAME_PX + ROW_PX * count,
        narrow=narrow_rows(FRAME_PX + NARROW_PX * count)
        | {"yaxis.range": [-0.6 - 0.9 * len(foot), len(items) + 0.1]},
        **words.rival_causes(rows, items, marks),
    )


def _evidence(causes: pd.DataFrame) -> list[str]:
    """The row behind each piece of evidence; where whole tables stand behind it, the judgement itself."""
    own = row_ids("rival_causes", causes)
    first = [behind.partition(";")[0] for behind in causes["row_ids"]]
    return [mine if row.startswith("table:") else row for row, mine in zip(first, own, strict=True)]


def _raised(heads: Layer, name: str, up: int) -> Layer:
    """The heads of the columns for one width, above the first row."""
    return Layer(notes=[{**note, "name": name, "yshift": up} for note in heads.notes])


def _sign(rows: pd.DataFrame, mark: str) -> Layer:
    """All cells of one mark; its ground covers the line of the row."""
    ground, color = SIGNS[mark]
    return scatter(
        rows,
        "x",
        "y",
        words.cause_hover,
        mode="markers+text",
        text=[mark] * len(rows),
        textfont={"color": color, "size": 20 if mark == "+" else 15},
        marker={"symbol": "square", "size": CELL, "color": ground},
    )


def _empty(rows: pd.DataFrame) -> Layer:
    """Cells without a mark, as on a form."""
    edge = {"color": theme.FAINT, "width": 1}
    return scatter(
        rows, "x", "y", marker={"symbol": "square", "size": CELL, "color": theme.PAPER, "line": edge}
    )


def _feet(rows: pd.DataFrame) -> Layer:
    """How many minus signs each column has, the most under the pen, and the columns' names once more."""
    counts = words.minus(rows)
    told = (
        notes(
            [(x, -1, f"<b>{count}</b>")], 15, **({"bgcolor": theme.PEN} if cause == counts.idxmax() else {})
        ).notes
        for x, (cause, count) in enumerate(counts.items())
    )
    return Layer(notes=[*(note for told_one in told for note in told_one), *_below(-1).notes])


def _below(y: float, down: int = 20) -> Layer:
    """The names of the columns, so many pixels below a row."""
    return notes(((x, y, name) for x, name in enumerate(words.CAUSES.values())), 13, yshift=-down)
