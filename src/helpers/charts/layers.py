"""What a picture is made of: marks, lines, shapes and words, not yet on any axes.

A mark takes rows and channels and gives a layer of plain dictionaries as Plotly names them; nothing is
drawn here (`frames.picture` and `frames.frames` draw once). A channel is the name of a column, a function
of a row, or the values themselves. What `**look` holds goes to Plotly as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from helpers.charts import theme
from helpers.words import Row

Say = Callable[[Row], str]
Channel = str | Callable[[Row], Any] | Iterable[Any]


class Layer(NamedTuple):
    """Traces, notes (words in the plot) and shapes, as dictionaries."""

    traces: Sequence[dict] = ()
    notes: Sequence[dict] = ()
    shapes: Sequence[dict] = ()


def column(rows: pd.DataFrame, channel: Channel) -> list:
    """The values of a channel, one per row."""
    if isinstance(channel, str):
        return rows[channel].tolist()
    return [channel(row) for row in rows.itertuples()] if callable(channel) else list(channel)


def said(rows: pd.DataFrame, say: Say | None) -> dict:
    """What a reader finds at each mark: its row id (for sources, tests) and its words; none without `say`."""
    if say is None:
        return {"hoverinfo": "skip"}
    return {"customdata": rows["row_id"].tolist(), "hovertext": column(rows, say), "hoverinfo": "text"}


# Marks


def scatter(rows: pd.DataFrame, x: Channel, y: Channel, say: Say | None = None, **look: Any) -> Layer:
    """Marks of one look, one per row: markers unless `mode` says otherwise."""
    at = {"x": column(rows, x), "y": column(rows, y), **said(rows, say)}
    return Layer([{"type": "scatter", "mode": "markers", **at, **look}])


def points(
    rows: pd.DataFrame,
    x: str,
    y: str,
    say: Say,
    by: str = "side",
    order: Iterable[str] | None = None,
    size: int = 11,
    **look: Any,
) -> Layer:
    """Markers, one trace per side in its colour and symbol; a side of `order` without rows keeps its key."""
    traces = []
    for side in rows[by].drop_duplicates() if order is None else order:
        style, own = theme.actor(side), rows[rows[by] == side]
        marker = {"color": style.color, "symbol": style.symbol, "size": size}
        (trace,) = scatter(own, x, y, say, name=style.label, marker=marker).traces
        unseen = {"x": [None], "y": [None], "customdata": [""]} if own.empty else {}
        traces.append({**trace, **unseen, **look})
    return Layer(traces)


def bars(rows: pd.DataFrame, x: Channel, y: Channel, say: Say | None = None, **look: Any) -> Layer:
    """Bars of one look, one per row."""
    return Layer([{"type": "bar", "x": column(rows, x), "y": column(rows, y), **said(rows, say), **look}])


def steps(
    rows: pd.DataFrame, x: Channel, y: Channel, style: theme.Style, say: Say, width: float = 2, **look: Any
) -> Layer:
    """A line that keeps its value until the next row."""
    stroke = {"color": style.color, "dash": style.dash, "shape": "hv", "width": width}
    return scatter(rows, x, y, say, **{"mode": "lines", "line": stroke, **look})


def ends(x: Iterable[Any], y: Iterable[Any], row_id: str, say: str, **look: Any) -> Layer:
    """A line between two marks that both stand for one row, with the row's words at either."""
    words = {"customdata": [row_id] * 2, "hovertext": [say] * 2, "hoverinfo": "text"}
    return Layer([{"type": "scatter", "mode": "lines+markers", "x": list(x), "y": list(y), **words, **look}])


def key(style: theme.Style, **look: Any) -> Layer:
    """An entry of the legend without a mark in the plot."""
    entry = {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": style.label}
    return Layer([{**entry, "hoverinfo": "skip", **look}])


def blank() -> Layer:
    """No mark at all: a frame without figures keeps its axes."""
    return Layer([{"type": "scatter", "x": [None], "y": [None], "showlegend": False}])


def faded(layer: Layer, opacity: float) -> Layer:
    """The same layer with marks that one sees through."""
    return layer._replace(traces=[{**trace, "opacity": opacity} for trace in layer.traces])


# Lines and shapes: they stand for no row


def line(x: Iterable[Any], y: Iterable[Any], color: str, width: float, **look: Any) -> Layer:
    """A line from point to point, without a key; its `dash` and `shape` as Plotly names them."""
    stroke = {"color": color, "width": width} | {k: look.pop(k) for k in ("dash", "shape") if k in look}
    base = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False}
    return Layer([{**base, "x": list(x), "y": list(y), "line": stroke, **look}])


def segments(corners: Iterable[Sequence[Any]], stroke: Mapping[str, Any], **look: Any) -> Layer:
    """Straight lines from (x0, y0) to (x1, y1): four values each."""
    return _shapes("line", corners, line=dict(stroke), **look)


def rules(ys: Iterable[float], **stroke: Any) -> Layer:
    """Thin lines from the left to the right edge of the picture, below the marks."""
    corners = ((0, y, 1, y) for y in ys)
    return segments(corners, {"color": theme.GRID, **stroke}, xref="paper", layer="below")


def uprights(xs: Iterable[Any], color: str, width: float, dash: str, **look: Any) -> Layer:
    """Lines from the foot to the top of the axes at given days or values."""
    stroke = {"color": color, "width": width, "dash": dash}
    return segments(((x, 0, x, 1) for x in xs), stroke, **{"yref": "y domain", **look})


def areas(corners: Iterable[Sequence[Any]], fill: str, **look: Any) -> Layer:
    """Filled rectangles from (x0, y0) to (x1, y1), four values each; `line` is their edge."""
    return _shapes("rect", corners, fillcolor=fill, **look)


def _shapes(kind: str, corners: Iterable[Sequence[Any]], **look: Any) -> Layer:
    places = (dict(zip(("x0", "y0", "x1", "y1"), four, strict=True)) for four in corners)
    return Layer(shapes=[{"type": kind, **place, **look} for place in places])


# Words


def notes(places: Iterable[tuple[Any, Any, str]], size: int | None = 12, **look: Any) -> Layer:
    """Words in the plot: (x, y, text) each; `size` None leaves the size of the theme."""
    look = {"showarrow": False, **({"font": {"size": size}} if size else {}), **look}
    return Layer(notes=[{"x": x, "y": y, "text": text, **look} for x, y, text in places])


def arrow(x: Any, y: Any, text: str, **look: Any) -> Layer:
    """A word with an arrow to its place; the arrow's form as Plotly names it (ax, ay, arrowhead …)."""
    return Layer(notes=[{"x": x, "y": y, "text": text, **look}])
