"""How a statement is drawn anywhere in the course: points, ranges, open ends, faint and hollow marks.

Rows come from `analysis.ranges.spoken`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from helpers.charts import theme
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Layer, Row, Say, ends, key, line, scatter
from helpers.data import kind_of_page
from helpers.words import broken, day, days

WEAK_GRADES = ("mirror", "party")  # copies and machine translations; a party's own outlets, copy networks
FAINT = 0.45  # opacity of rows that rest on such a page
SIZE = 10  # pixels of a mark
ARROW, APART = 20, 7  # pixels from a mark to the head of its arrow, and to its tail
ROUGH = re.compile(r"\b(about|approximately|around|roughly|some)\b")  # in a source that gives no exact figure
OPEN = {"at least": 1, "up to": -1}  # which way the arrow of an open end points: to higher or lower values
RANGE = 6  # pixels of a range from low to high


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
    """Markers, one trace per side of the speaker; a thin arrow beside the mark says that an end is open.

    Parameters
    ----------
    x, y : columns that hold the positions; when `y` is "value" arrows point up and down, else left and right.
    keys : sides that get an entry in the key; without it every side of the rows.
    say : words of the hover of one row.
    """
    traces: list[dict] = []
    for side in rows["side"].drop_duplicates():
        if keys is None or side in keys:
            traces += side_key(side).traces
        style, own = theme.actor(side), rows[rows["side"] == side]
        more = {"name": style.label, "legendgroup": style.label, "showlegend": False, "cliponaxis": False}
        traces += scatter(own, x, y, say, marker=marker(own, style), **more).traces
    return Layer(traces, open_ends(rows, x, y, flat=y != "value").notes)


def marker(rows: pd.DataFrame, style: theme.Style) -> dict:
    """How statements of one side are marked."""
    hollow = rows["basis"] == "forecast"
    marks = list(rows[["side", "basis", "page_grade"]].itertuples())
    return {
        "color": style.color,
        "symbol": [symbol(mark) for mark in marks],
        "size": SIZE,
        "opacity": [opacity(mark) for mark in marks],
        "line": {
            "width": [1.6 if empty else 0.8 for empty in hollow],
            "color": [style.color if empty else theme.PAPER for empty in hollow],
        },
    }


def open_ends(rows: pd.DataFrame, x: str, y: str, *, flat: bool) -> Layer:
    """A thin arrow at each "at least" and "up to"; `flat` when values run from left to right."""
    placed = rows.dropna(subset=[x, y])
    return Layer(notes=[_arrow(row, getattr(row, x), getattr(row, y), flat=flat) for row in _open(placed)])


def limited(row: Row, value: str) -> str:
    """A value behind the word of its source for an open end: over 1,000, nearly 50,000; else alone."""
    return f"{row.limit} {value}" if row.limit else value


def as_said(row: Row, value: str) -> str:
    """A value with its source's limit, or with "about" where the source gives it as rough."""
    rough = row.bound == "point" and ROUGH.search(row.value_as_printed)
    return f"about {value}" if rough else limited(row, value)


def marks_told(rows: pd.DataFrame, hollow: str = "Hollow marks are forecasts.") -> str:
    """How open ends, forecasts and weak pages read, each said only where the rows have it.

    `hollow` is what a chart says of forecasts; "" where their rows are named so.
    """
    ends_seen = ", ".join(f"“{bound}”" for bound in OPEN if (rows["bound"] == bound).any())
    told = {
        f"Thin arrows are open ends ({ends_seen}).": bool(ends_seen),
        hollow: (rows["basis"] == "forecast").any(),
        "Faint marks rest on weak pages.": rows["page_grade"].isin(WEAK_GRADES).any(),
    }
    return " ".join(text for text, seen in told.items() if text and seen)


def _open(rows: pd.DataFrame) -> Iterable[Row]:
    return rows[rows["bound"].isin(OPEN)].itertuples()


def _arrow(row: Row, x: Any, y: Any, *, flat: bool) -> dict:
    """An arrow whose tail is at the mark; Plotly draws it from its word, which is empty."""
    away = ARROW * OPEN[row.bound]
    return {
        "x": x,
        "y": y,
        "text": "",
        "ax": away if flat else 0,
        "ay": 0 if flat else -away,
        "arrowside": "start",
        "startarrowhead": 2,
        "startarrowsize": 0.9,
        "arrowwidth": 1.6,
        "standoff": APART,
        "arrowcolor": theme.actor(row.side).color,
        "opacity": opacity(row),
        "showarrow": True,
    }


def side_key(side: str) -> Layer:
    """An entry of the key that shows a side's own mark, whatever forecasts its figures have."""
    style = theme.actor(side)
    marker = {"color": style.color, "symbol": style.symbol, "size": SIZE}
    return key(style, legendgroup=style.label, showlegend=True, marker=marker)


def side_keys(sides: pd.Series) -> Layer:
    """Entries of the sides that speak in the key, in the order of the theme."""
    present = set(sides)
    return Layer([trace for side in theme.ACTORS if side in present for trace in side_key(side).traces])


def range_bar(row: Row, x: list, y: list, *, ours: bool = False, faint: float = 1, **look: Any) -> Layer:
    """One range from low to high; both ends carry the row's id and hover text.

    `ours` (our arithmetic) draws it grey and dotted; the range of a forecast is thin, as its mark is hollow.
    """
    line = {
        "color": theme.FAINT if ours else theme.actor(row.side).color,
        "width": 3 if row.basis == "forecast" else RANGE,
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
        line(
            [row.first_end, row.last_end],
            [row.y] * 2,
            theme.actor(row.side).color,
            RANGE,
            opacity=opacity(row),
        )
        for row in rows[rows["bound"] == "range"].itertuples()
    ]
    return [*ranges, statements(rows, "value", "y", keys)]
