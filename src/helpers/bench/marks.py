"""What a figure of plotly.express shows, read from its marks: a table, a sentence, hovers in plain text."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.bench.guard import NAMES, axis_names
from helpers.bench.style import STYLES
from helpers.words import span, written

NAMELESS = {"x": "along", "y": "name"}  # heads of columns whose axis needs no words
MOST_NAMES = 8  # that the sentence for readers who do not see a chart lists
PAIR = re.compile(r"(^|<br>)([^=<]+)=([^<]*)")  # of px's hovers
PLACE = re.compile(r"%\{([^}]+)\}")
READ = ("bar", "scatter", "scattergl")  # kinds of traces whose marks can be read


def drawn(fig: go.Figure) -> pd.DataFrame:
    """The marks of a figure as a table, one row each; a value with an interval as "10,000 to 15,000".

    >>> import plotly.express as px
    >>> drawn(px.bar(x=[3, 4], y=["a", "b"], labels={"x": "rows", "y": "kind"})).values.tolist()
    [[3, 'a'], [4, 'b']]
    """
    rows = [
        (label_of(trace.name), x, y)
        for trace in fig.data
        for x, y in zip(_spans(trace, "x"), _spans(trace, "y"), strict=True)
    ]
    heads = [name or NAMELESS[letter] for letter, name in axis_names(fig).items()]
    frame = pd.DataFrame(rows, columns=[fig.layout.legend.title.text or "series", *heads], dtype=object)
    return frame if frame.iloc[:, 0].any() else frame.iloc[:, 1:]


def unread(fig: go.Figure) -> str:
    """Why the marks of a figure cannot be read; empty when they can.

    >>> import plotly.express as px
    >>> unread(px.bar(x=[3], y=["a"])), unread(px.histogram(x=[3]))[:46]
    ('', 'A chart of the kind “histogram” does not keep ')
    """
    strange = next((trace.type for trace in fig.data if trace.type not in READ), "")
    if not strange:
        return ""
    return (
        f"A chart of the kind “{strange}” does not keep the numbers that it shows. Count or calculate first "
        "(value_counts, groupby), then draw with px.bar, px.line, px.scatter or px.timeline."
    )


def as_scatter(fig: go.Figure) -> go.Figure:
    """A copy; dots and lines of more than 1,000 points, for which px takes another kind of trace, as all
    others."""
    traces = [trace.to_plotly_json() for trace in fig.data]
    for trace in traces:
        trace["type"] = "scatter" if trace["type"] == "scattergl" else trace["type"]
    return go.Figure(traces, fig.layout)


def name_rows(fig: go.Figure) -> None:
    """Write sides and maps in words where they stand along an axis, in the order that the reader chose."""
    for trace in fig.data:
        for letter in "xy":
            values = plain(trace[letter])
            if any(isinstance(value, str) for value in values):
                trace[letter] = [label_of(value) if isinstance(value, str) else value for value in values]
    for axis in (*fig.select_xaxes(), *fig.select_yaxes()):
        if axis.categoryarray is not None:
            axis.categoryarray = [label_of(value) for value in plain(axis.categoryarray)]


def described(fig: go.Figure) -> str:
    """The kind of chart, its series, and from where to where its axes run."""
    lines = any("lines" in (trace.mode or "") for trace in fig.data if trace.type == "scatter")
    kind = "Bar chart" if fig.data[0].type == "bar" else "Line chart" if lines else "Chart of dots"
    series = list(dict.fromkeys(label_of(trace.name) for trace in fig.data if trace.name))
    table = drawn(fig)
    parts = [kind + (f" with {len(series)} series ({', '.join(series)})" if series else "")]
    return "; ".join([*parts, *(_extent(name, table[name]) for name in table.columns[-2:])]) + "."


def dress(fig: go.Figure, names: dict[str, str]) -> None:
    """Give a figure what the course asks of marks: words for sides and panels, a dash and a symbol beside
    each colour, hovers as ready text (a stored page keeps no others).

    Parameters
    ----------
    names : what panels are called, in words.
    """
    for note in fig.layout.annotations:  # px writes panels as column=value
        name = (note.text or "").split("=")[-1]
        note.text = names.get(name, name)
    for trace in fig.data:
        hovers, style = _hovers(trace), STYLES.get(trace.name)
        if style and trace.type == "scatter":
            trace.marker.symbol = style.symbol
            if "markers" not in (trace.mode or ""):  # else the symbol stands beside the colour
                trace.line.dash = style.dash
        trace.name = label_of(trace.name)
        if trace.type == "scatter" and trace.marker.size is None:
            trace.marker.size = 9
        trace.update(customdata=None, hovertemplate=None)
        _unpack(trace)
        if hovers:
            trace.update(hovertext=hovers, hoverinfo="text")


def label_of(name: str | None) -> str:
    """A side or a map as the course writes it; any other name as it is.

    >>> label_of("project_owl"), label_of("own voice")
    ('Project Owl', 'own voice')
    """
    style = STYLES.get(name or "")
    return style.label if style else name or ""


def plain(values: Any) -> list:
    """Values of a trace as a list of numbers, texts and days."""
    if values is None:
        return []
    array = np.asarray(values)
    return [pd.Timestamp(value) for value in array] if array.dtype.kind == "M" else array.tolist()


def _unpack(trace: Any) -> None:
    """Write numbers as lists: px packs them, and the key reads what lies within the axes."""
    for letter in "xy":
        values = plain(trace[letter])
        if np.asarray(values).dtype.kind in "iuf":
            trace[letter] = None  # or Plotly keeps what it takes for equal
            trace[letter] = values


def _extent(name: str, values: pd.Series) -> str:
    known = values.dropna()
    texts = list(dict.fromkeys(value for value in known if isinstance(value, str)))
    if not texts:
        return f"{name} from {written(known.min())} to {written(known.max())}" if len(known) else name
    said = "" if name in NAMELESS.values() else f"{name}: "
    more = f" and {len(texts) - MOST_NAMES} more" if len(texts) > MOST_NAMES else ""
    return f"{said}{', '.join(texts[:MOST_NAMES])}{more}"


def _spans(trace: Any, letter: str) -> list:
    """Values on one axis; a bar of a timeline from its start to its end, a value with its interval."""
    values, stored = plain(trace[letter]), trace.to_plotly_json()
    if letter == "x" and stored.get("base") is not None:  # px.timeline: start, and length in milliseconds
        starts = map(pd.Timestamp, plain(trace.base))
        return [
            span(start, start + pd.Timedelta(milliseconds=int(length)))
            for start, length in zip(starts, values, strict=True)
        ]
    up = plain((stored.get(f"error_{letter}") or {}).get("array"))
    if not up:
        return values
    return [span(value - end, value + end) if end else value for value, end in zip(values, up, strict=True)]


def _hovers(trace: Any) -> list[str]:
    """The hover of each mark as px would write it, in ready text."""
    template = (trace.hovertemplate or "").split("<extra>")[0].replace("<br><br>", "<br>")
    template = PAIR.sub(lambda m: f"{m[1]}{_in_words(m[2])}: {label_of(m[3])}", template)
    parts = {name: plain(trace[name]) for name in ("hovertext", "text", "base") if name in trace}
    parts |= {"x": _spans(trace, "x"), "y": _spans(trace, "y")}
    extra = plain(trace.customdata)

    def filled(place: int) -> str:
        def value(match: re.Match) -> str:
            name, _, index = match[1].partition("[")
            name = re.split(r"[|:]", name)[0]
            cell = extra[place][int(index[0])] if name == "customdata" else parts[name][place]
            return written(cell)

        return PLACE.sub(value, template)

    return [filled(place) for place in range(len(parts["x"]))] if template else []


def _in_words(name: str) -> str:
    return NAMES.get(name, name.replace("_", " "))
