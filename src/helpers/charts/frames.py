"""A figure drawn once: layers on one pair of axes or several, with the words the course stores with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.charts import theme
from helpers.charts.keys import key_of
from helpers.charts.layers import Layer, Row, column, notes
from helpers.data import kind_of_page
from helpers.words import with_units, written

Figure = go.Figure
LINE_PX = 19  # one line of words above a frame
PENNED = re.compile(r"\*\*(.+?)\*\*")  # what a title has under the marker pen
PAGE = {"Page": "publisher", "Kind of page": kind_of_page}  # the last columns of most data tables
MONTHS = {"tickformat": "%b<br>%Y"}
DAYS = {"tickformat": "%-d %b<br>%Y"}
TOP = "top"  # a note's y: the upper edge of its frame


class Frame(NamedTuple):
    """One pair of axes and its layers; `x` and `y` as Plotly names them."""

    layers: Iterable[Layer]
    y: Mapping[str, Any] = {}
    x: Mapping[str, Any] = {}


def picture(
    layers: Iterable[Layer],
    x: Mapping[str, Any],
    y: Mapping[str, Any],
    look: Mapping[str, Any] = {},
    **words: Any,
) -> Figure:
    """Draw layers on one pair of axes and give the figure its words.

    Parameters
    ----------
    layers : drawn in order.
    x, y : the axes, as Plotly names them.
    look : anything else of the layout (margin, barmode, showlegend …).
    words : as in `finish`.
    """
    return _drawn([Frame(layers, y, x)], {}, look, words)


def frames(
    parts: Iterable[Frame],
    gap: float,
    x: Mapping[str, Any] = {},
    heights: Iterable[float] = (),
    over: Iterable[Layer] = (),
    look: Mapping[str, Any] = {},
    grid: Mapping[str, Any] = {},
    heads: Mapping[str, Any] = {},
    share: float = 1,
    **words: Any,
) -> Figure:
    """Draw frames under each other; a frame without marks keeps its axes.

    Parameters
    ----------
    parts : from the top; with `grid` of several columns line by line.
    gap : space between frames, as a share of the height.
    x : what all x axes share.
    heights : of the lines, in any unit; without them all are equal.
    over : layers with axes of their own (xref, yref), after all frames.
    look, words : as in `picture`.
    grid : what else plotly.subplots.make_subplots should know (cols, column_widths …); without it one
        column that shares its x axis.
    heads : how the titles of frames (subplot_titles in `grid`) look and where they stand.
    share : of the height that the frames take; the rest stays free above them.
    """
    parts = [part._replace(x={**x, **part.x}) for part in parts]
    grid = {"cols": 1, "shared_xaxes": True, "row_heights": tuple(heights) or None, **grid}
    lines = -(-len(parts) // grid["cols"])
    axes = _lowered(_axes(rows=lines, vertical_spacing=gap, **grid), share, heads)
    return _drawn(parts, axes, look, words, over)


def finish(fig: Figure, **words: Any) -> Figure:
    """Give a figure of your own the theme and the words that the course stores with it, and return it.

    Parameters
    ----------
    title : one sentence with the finding and its day, at most 90 characters; what stands between two
        pairs of asterisks (“maps showed **658 to 974 km²**”) is under the marker pen.
    caption : source, day, and what to be careful about.
    alt : what a reader who does not see the chart needs: the title's finding plus the figures behind it;
        given in parts they follow the title, divided by semicolons.
    table : the data shown, in words and numbers ready to print.
    subtitle : what is shown and in which unit.
    mixed : names of the scopes that the marks mix (from `comparable`); the caption begins with them.
    height : pixels of the picture; title, key and caption stand outside.
    narrow : what changes where the picture is narrower than 560 pixels, as Plotly's relayout takes it
        ("height", "yaxis.domain" …). Notes named "wide" or "narrow" show there only.

    Raises
    ------
    ValueError : a title over 90 characters, or an empty title, caption or alt sentence.

    >>> words = {"caption": "Made up.", "alt": "Two bars.", "table": pd.DataFrame({"rows": [3, 4]})}
    >>> charts.finish(go.Figure(go.Bar(y=[3, 4])), title="Four is more", **words).layout.height
    320
    """
    drawn = fig.to_plotly_json()
    return fig.update_layout(_worded(drawn["data"], drawn["layout"], **words))


def heading(text: str, **look: Any) -> Layer:
    """The name of a frame above it, from the left edge of the axes."""
    left = {"xref": "paper", "xanchor": "left", "yref": "paper", "yanchor": "bottom", "yshift": 3}
    return notes([(0, TOP, text)], size=None, **{**left, **look})


def domain_heading(text: str) -> Layer:
    """The name of a frame above it, from the left edge, at its very top."""
    edge = {"xref": "x domain", "xanchor": "left", "yref": "y domain", "yanchor": "bottom"}
    return notes([(0, 1, text)], size=None, **edge)


def lanes(heads: list[str], top: float, size: int | None = 12) -> tuple[dict, Layer]:
    """An x axis of named columns, and the names above the uppermost line."""
    axis = {"tickvals": list(range(len(heads))), "range": [-0.5, len(heads) - 0.5]}
    above = notes(((x, top, head) for x, head in enumerate(heads)), size, yanchor="bottom")
    return {**axis, "showticklabels": False, "ticks": ""}, above


def named_lines(labels: Iterable[str], below: float, above: float, **look: Any) -> dict:
    """A y axis whose lines are named, the first on top; `below` and `above` are the room outside."""
    upward = list(labels)[::-1]
    places = list(range(len(upward)))
    return {"tickvals": places, "ticktext": upward, "range": [-below, len(upward) - 1 + above], **look}


def ticks(places: Iterable[float], names: Iterable[str], shown: Iterable[float], **look: Any) -> dict:
    """An axis of named places without a grid; `shown` is its range."""
    named = {"tickvals": list(places), "ticktext": list(names), "range": list(shown)}
    return {**named, "showgrid": False, **look}


def categories(names: Iterable[str], **look: Any) -> dict:
    """A y axis of categories without a grid, the first on top."""
    return {"categoryorder": "array", "categoryarray": list(names)[::-1], "showgrid": False, **look}


def printed(table: pd.DataFrame) -> dict:
    """A data table as plain text cells: days as 6 Aug 2024, thousands with a comma, gaps as "–"."""
    return {"columns": [str(name) for name in table.columns], "rows": table.map(written).values.tolist()}


def table(rows: pd.DataFrame, columns: Mapping[str, str | Callable[[Row], Any]]) -> pd.DataFrame:
    """The data table: head → column of `rows`, or a function of a row."""
    cells = {
        head: rows[what] if isinstance(what, str) else column(rows, what) for head, what in columns.items()
    }
    return pd.DataFrame(cells)


def marks(fig: Figure) -> list[str]:
    """Row ids of all marks of a figure, in drawing order ("table:key"; marks without a row are skipped).

    >>> charts.marks(charts.knowable(load("claims"), load("verdicts")))[0]
    'verdicts:S01a'
    """
    found = (np.ravel(trace.customdata) for trace in fig.data if trace.customdata is not None)
    return [str(mark) for marked in found for mark in marked if isinstance(mark, str) and mark]


@cache
def _axes(**grid: Any) -> dict:
    """Axes of a grid of frames, as make_subplots lays them out."""
    from plotly.subplots import make_subplots  # noqa: PLC0415 (slow; few figures need it)

    grid = {name: list(value) if isinstance(value, tuple) else value for name, value in grid.items()}
    return make_subplots(**grid).layout.to_plotly_json()


def _lowered(axes: Mapping[str, Any], share: float, heads: Mapping[str, Any]) -> dict:
    """Axes of a grid within the lower `share` of the height, their titles with them and as `heads` says."""
    upright = {name: axis for name, axis in axes.items() if name.startswith("yaxis")}
    lowered = {
        name: {**axis, "domain": [end * share for end in axis["domain"]]} for name, axis in upright.items()
    }
    titles = [{**title, "y": title["y"] * share, **heads} for title in axes.get("annotations", ())]
    return {**axes, **lowered, "annotations": titles}


def _drawn(
    parts: list[Frame],
    axes: Mapping[str, Any],
    look: Mapping[str, Any],
    words: Mapping[str, Any],
    over: Iterable[Layer] = (),
) -> Figure:
    layout: dict[str, Any] = {**axes, "annotations": list(axes.get("annotations", ())), "shapes": []}
    data: list[dict] = []
    for number, part in enumerate(parts, 1):
        name = "" if number == 1 else str(number)
        on = {"xaxis": f"x{name}", "yaxis": f"y{name}"} if axes else {}
        for letter, own in (("x", part.x), ("y", part.y)):
            layout[f"{letter}axis{name}"] = {**axes.get(f"{letter}axis{name}", {}), **own}
        for layer in part.layers:
            data += [{**trace, **on} for trace in layer.traces]
            top = layout[f"yaxis{name}"].get("domain", (0, 1))[1]
            layout["annotations"] += [_placed(note, name, top, several=bool(axes)) for note in layer.notes]
            layout["shapes"] += [_placed(shape, name, top, several=bool(axes)) for shape in layer.shapes]
    for layer in over:
        data += layer.traces
        layout["annotations"] += layer.notes
        layout["shapes"] += layer.shapes
    layout = {part: value for part, value in layout.items() if part not in ("annotations", "shapes") or value}
    layout = {**layout, **look}
    return Figure({"data": data, "layout": {**layout, **_worded(data, layout, **words)}})


def _placed(part: dict, name: str, top: float, *, several: bool) -> dict:
    """A note or shape on the axes of its frame; "x domain" and "y domain" stay within the frame too."""
    refs = {f"{letter}ref": part.get(f"{letter}ref", letter) for letter in "xy"} if several else {}
    numbered = {key: ref if ref == "paper" else f"{ref[0]}{name}{ref[1:]}" for key, ref in refs.items()}
    return {**part, **numbered, **({"y": top} if part.get("y") is TOP else {})}


def _worded(
    traces: Iterable[Mapping[str, Any]],
    layout: Mapping[str, Any],
    *,
    title: str,
    caption: str,
    alt: str | Iterable[str],
    table: pd.DataFrame,
    subtitle: str = "",
    mixed: Iterable[str] = (),
    height: int = theme.HEIGHT,
    narrow: Mapping[str, Any] = {},
) -> dict:
    """The part of a layout that holds theme, words and size; words stand in HTML outside the picture."""
    title, pen = under_pen(title)
    alt = alt if isinstance(alt, str) else f"{title}. {'; '.join(alt)}."
    for name, text in {"title": title, "caption": caption, "alt": alt}.items():
        if not text.strip():
            raise ValueError(f"A figure needs its {name}: a reader who does not see the chart depends on it.")
    if len(title) > theme.TITLE_MOST:
        raise ValueError(
            f"The title has {len(title)} characters, at most {theme.TITLE_MOST} fit on a phone: {title!r}"
        )
    if mixed := list(mixed):
        caption = f"Mixed here: {', '.join(mixed)}; compare with care, never add. {caption}"
    margin = {side: size for side, size in layout.get("margin", {}).items() if size is not None}
    return {
        "template": theme.template(),
        "height": height,
        "margin": {"l": 10, "r": 14, "b": 10, "t": _headroom(layout.get("annotations", ())), **margin},
        "showlegend": False,
        "uirevision": "kept",  # a zoom survives when a control moves
        "meta": {
            "title": title,
            "pen": pen,
            "subtitle": subtitle,
            "key": key_of(traces, layout),
            "caption": with_units(caption),
            "alt": alt,
            "table": printed(table),
            **({"narrow": dict(narrow)} if narrow else {}),
        },
    }


def under_pen(title: str) -> tuple[str, list[list[int]]]:
    """A title without its asterisks, and the places that the marker pen marks.

    >>> under_pen("Maps showed **658 km²** held")
    ('Maps showed 658 km² held', [[12, 19]])
    """
    text, pen = "", []
    for number, part in enumerate(PENNED.split(title)):
        if number % 2:
            pen.append([len(text), len(text) + len(part)])
        text += part
    return text, pen


def _headroom(notes: Iterable[Mapping[str, Any]]) -> int:
    """Pixels above the axes: enough for words that stand on the uppermost edge."""
    over = [
        note["text"].count("<br>") + 1
        for note in notes
        if note.get("yanchor") == "bottom" and str(note.get("yref", "y")) in ("paper", "y domain")
        if isinstance(note.get("y"), (int, float)) and note["y"] >= 1
    ]
    return 14 + LINE_PX * max(over, default=0)
