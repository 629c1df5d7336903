"""How a statement is drawn anywhere in the course: points, ranges, open ends, faint and hollow marks.

Rows come from `analysis.ranges.spoken`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from helpers.charts import theme
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Layer, Row, Say, ends, key, line, scatter
from helpers.data import kind_of_page
from helpers.words import broken, day, days

WEAK_GRADES = ("mirror", "party")  # copies and machine translations; a party's own outlets, copy networks
FAINT = 0.45  # opacity of rows that rest on such a page
SIZE, ARM = 11, 24  # pixels of a mark and of the arrow of an open end
UPWARD = ("at least", "up to")


def said_on(row: Row) -> str:
    """The day or days a row speaks of, in words; "day not stated" when there is none."""
    if pd.isna(row.as_of_last):
        return "day not stated"
    return day(row.as_of_last) if pd.isna(row.as_of_first) else days(row.as_of_first, row.as_of_last)


def hover(row: Row) -> str:
    """Speaker, day, printed value, scope, day of publication, page: what one mark stands for."""
    published = day(row.published) if pd.notna(row.published) else "day not shown"
    if row.published_basis == "inferred":
        published += " (inferred)"
    lines = [
        f"<b>{broken(row.name, 40)}</b>, {said_on(row)}",
        broken(row.value_as_printed, 48),
        broken(f"{row.definition}, {row.place}", 48),
        broken(f"{page(row)}, published {published}", 48),
    ]
    return "<br>".join(lines)


def told(rows: pd.DataFrame) -> list[str]:
    """Speaker, day and printed value of each row: what a chart of statements says to who does not see it."""
    return [f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in rows.itertuples()]


def page(row: Row) -> str:
    """The page of a row and its kind."""
    return f"{row.publisher} ({kind_of_page(row)})"


def symbol(row: Row) -> str:
    """Marker of a row: the speaker's side, hollow for a forecast."""
    shape = theme.actor(row.side).symbol
    return f"{shape}-open" if row.basis == "forecast" else shape


def opacity(row: Row) -> float:
    """Faint for a weak page (`WEAK_GRADES`), full otherwise."""
    return FAINT if row.page_grade in WEAK_GRADES else 1.0


def statements(
    rows: pd.DataFrame, x: str, y: str, keys: Collection[str] | None = None, say: Say = hover
) -> Layer:
    """Markers, one trace per side of the speaker; an open end is an arrow that starts at a short bar.

    Parameters
    ----------
    x, y : columns that hold the positions; when `y` is "value" arrows point up and down, else left and right.
    keys : sides that get an entry in the legend; without it every side of the rows.
    say : words of the hover of one row.
    """
    flat, traces = y != "value", []
    for side in rows["side"].drop_duplicates():
        if keys is None or side in keys:
            traces += side_key(side).traces
        style, own = theme.actor(side), rows[rows["side"] == side]
        more = {"name": style.label, "legendgroup": style.label, "showlegend": False, "cliponaxis": False}
        traces += scatter(own, x, y, say, marker=marker(own, style), **more).traces
    opened = rows[rows["bound"].isin(UPWARD)]
    return Layer(
        traces, [open_end(row, getattr(row, x), getattr(row, y), flat=flat) for row in opened.itertuples()]
    )


def open_end(row: Row, x: Any, y: Any, *, flat: bool) -> dict:
    """The thin arrow of an open end."""
    away = ARM if row.bound == "at least" else -ARM
    to = {"ax": away, "ay": 0} if flat else {"ax": 0, "ay": -away}
    look = {
        "arrowside": "start",
        "startarrowhead": 2,
        "startarrowsize": 0.9,
        "arrowwidth": 1.8,
        "standoff": 7,
    }
    return {"x": x, "y": y, "text": "", "showarrow": True, "opacity": opacity(row), **look, **to}


def marker(rows: pd.DataFrame, style: theme.Style) -> dict:
    """How statements of one side are marked."""
    hollow = rows["basis"] == "forecast"
    marks = list(rows[["side", "bound", "basis", "page_grade"]].itertuples())
    return {
        "color": style.color,
        "symbol": [symbol(mark) for mark in marks],
        "size": SIZE,
        "opacity": [opacity(mark) for mark in marks],
        "line": {
            "width": [1.8 if empty else 1.2 for empty in hollow],
            "color": [style.color if empty else theme.PAPER for empty in hollow],
        },
    }


def side_key(side: str) -> Layer:
    """An entry of the legend that shows a side's own mark, whatever open ends its figures have."""
    style = theme.actor(side)
    marker = {"color": style.color, "symbol": style.symbol, "size": SIZE}
    return key(style, legendgroup=style.label, showlegend=True, marker=marker)


def side_keys(sides: pd.Series) -> Layer:
    """Entries of the sides that speak, in the order of the theme."""
    present = set(sides)
    return Layer([trace for side in theme.ACTORS if side in present for trace in side_key(side).traces])


def range_bar(row: Row, x: list, y: list, *, ours: bool = False, faint: float = 1, **look: Any) -> Layer:
    """One range from low to high; both ends carry the row's id and hover text.

    `ours` (our arithmetic) draws it grey and dotted; the range of a forecast is thin, as its mark is hollow.
    """
    line = {
        "color": theme.FAINT if ours else theme.actor(row.side).color,
        "width": 3 if row.basis == "forecast" else 7,
        "dash": "3px,3px" if ours else "solid",
    }
    look = {"mode": "lines", "line": line, "opacity": min(opacity(row), faint), "showlegend": False, **look}
    return ends(x, y, row.row_id, hover(row), **look)


def printed_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The table below a chart of statements: speaker, day, value as printed, scope, page, grade."""
    columns = {"Speaker": "name", "Day": said_on, "Value": "value_as_printed"}
    return table(rows, columns | {"What it counts": "definition", "Place": "place"} | PAGE)


def lined(rows: pd.DataFrame, keys: Collection[str] | None = None) -> list[Layer]:
    """Statements that stand on lines of their own (column y): ranges as thick bars, and the marks of all."""
    ranges = [
        line([row.first_end, row.last_end], [row.y] * 2, theme.actor(row.side).color, 6, opacity=opacity(row))
        for row in rows[rows["bound"] == "range"].itertuples()
    ]
    return [*ranges, statements(rows, "value", "y", keys)]
