"""The key of a figure: what stands above its picture as small signs with a word each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import isfinite
from typing import Any
from urllib.parse import quote

import numpy as np
import pandas as pd

from helpers.charts import theme

WIDE, HIGH = 22, 14  # pixels of a sign
DASHES = {
    "dash": "6 3",
    "dot": "2 2.5",
    "dashdot": "6 2.5 2 2.5",
    "longdash": "9 3",
    "longdashdot": "9 2 2 2",
}
# paths of Plotly's symbols in a square of 12, its middle at 0, 0
SYMBOLS = {
    "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "square": "M-4.6-4.6h9.2v9.2h-9.2z",
    "diamond": "M0-6 6 0 0 6-6 0z",
    "triangle-up": "M0-5.5 6 5h-12z",
    "triangle-down": "M0 5.5 6-5h-12z",
    "pentagon": "M0-5.6 5.6-1.4 3.5 5.2h-7L-5.6-1.4z",
    "hexagon": "M-3-5.2h6L6 0 3 5.2h-6L-6 0z",
    "cross": "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
    "x": "M-5.6-2.8-2.8-5.6 0-2.8 2.8-5.6 5.6-2.8 2.8 0 5.6 2.8 2.8 5.6 0 2.8-2.8 5.6-5.6 2.8-2.8 0z",
    "star": "M0-6 1.6-1.9 6-1.9 2.5.8 3.8 5.2 0 2.6-3.8 5.2-2.5.8-6-1.9-1.6-1.9z",
    "line-ns": "M0-6v12",
    "line-ew": "M-6 0h12",
}


def key_of(traces: Iterable[Mapping[str, Any]], layout: Mapping[str, Any]) -> list[list[str]]:
    """What a reader needs to tell the marks on screen apart: [sign, word] each, no word twice.

    A trace enters by its name unless its `showlegend` is False, and only when one of its marks lies within
    the axes; one without marks of its own enters when a mark in its colour does. A single entry is no key
    unless the layout asks for it (`showlegend` True).

    Parameters
    ----------
    traces, layout : as Plotly names them.

    Returns
    -------
    list : address of a picture of 22 × 14 pixels, and the word.
    """
    if layout.get("showlegend") is False:
        return []
    traces = list(traces)
    shown = {color for trace in traces if _within(trace, layout) for color in _colors(trace)}
    listed = {}
    for trace in traces:
        if not trace.get("name") or trace.get("showlegend") is False:
            continue
        if _within(trace, layout) or (_empty(trace) and _colors(trace) & shown):
            listed.setdefault(trace["name"].replace("<br>", " "), sign(trace))
    if len(listed) == 1 and not layout.get("showlegend"):
        return []
    return [[picture, word] for word, picture in listed.items()]


def sign(trace: Mapping[str, Any]) -> str:
    """A small picture of how a trace is drawn, as the address of an SVG."""
    marker, line = trace.get("marker") or {}, trace.get("line") or {}
    faint = _first(marker.get("opacity")) or trace.get("opacity") or 1
    if trace["type"] == "bar" or trace.get("fill") not in (None, "none"):
        fill = _first(marker.get("color")) or trace.get("fillcolor") or line.get("color") or theme.FAINT
        pattern = marker.get("pattern") or trace.get("fillpattern") or {}
        if _first(pattern.get("shape")) and not pattern.get("fgcolor"):  # Plotly draws lines in its colour
            return _box(theme.PAPER, _first(pattern["shape"]), fill, theme.RULE)
        edge = _first((marker.get("line") or {}).get("color")) or (theme.RULE if pattern else "none")
        return _box(fill, _first(pattern.get("shape")) or "", pattern.get("fgcolor"), edge)
    mode, inside = trace.get("mode", "markers"), ""
    if "lines" in mode:
        inside += _stroke(line.get("color") or theme.INK, line.get("dash") or "solid", line.get("width") or 2)
    if "markers" in mode:
        color = _first(marker.get("color")) or line.get("color") or theme.INK
        inside += _symbol(_first(marker.get("symbol")) or "circle", color)
    return _svg(inside, faint)


def _box(fill: str, pattern: str, lines: Any, edge: str) -> str:
    color = _first(lines) or theme.INK
    hatch = {
        "/": "M2 13 14 1M9 13 20 2",
        "\\": "M2 1 14 13M9 1 20 12",
        "x": "M2 13 14 1M9 13 20 2M2 1 14 13M9 1 20 12",
        ".": "M4 5h2M10 5h2M16 5h2M7 9h2M13 9h2",
    }.get(pattern, "")
    wide = 2 if pattern == "." else 1
    drawn = f'<path d="{hatch}" stroke="{color}" stroke-width="{wide}" fill="none"/>' if hatch else ""
    return _svg(f'<rect x="1.5" y="1.5" width="19" height="11" fill="{fill}" stroke="{edge}"/>{drawn}', 1)


def _stroke(color: str, dash: str, width: float) -> str:
    dashed = DASHES.get(dash, dash.replace("px", "").replace(",", " ") if dash[0].isdigit() else "")
    between = f' stroke-dasharray="{dashed}"' if dashed else ""
    return f'<path d="M0 7h22" stroke="{color}" stroke-width="{min(width, 5)}"{between}/>'


def _symbol(name: str, color: str) -> str:
    shape = name.removesuffix("-dot").removesuffix("-open")
    hollow = "-open" in name or name.startswith("line")
    dot = f'<circle cx="11" cy="7" r="1.2" fill="{color}"/>' if name.endswith("-dot") else ""
    paint = f'fill="none" stroke="{color}" stroke-width="1.8"' if hollow else f'fill="{color}"'
    return f'<path transform="translate(11 7)" d="{SYMBOLS.get(shape, SYMBOLS["circle"])}" {paint}/>{dot}'


@cache
def _svg(inside: str, opacity: float) -> str:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}">{inside}</svg>'
    if opacity < 1:
        picture = picture.replace("<svg ", f'<svg opacity="{opacity}" ', 1)
    return svg_address(picture)


def svg_address(picture: str) -> str:
    """An SVG as the address of an <img>, which JupyterLab keeps where it drops <svg>."""
    return "data:image/svg+xml," + quote(picture, safe=" =:/<>'\"()-,.")


def _first(value: Any) -> Any:
    """The first of several values, or the one value."""
    if isinstance(value, (list, tuple, np.ndarray, pd.Series)):
        return value[0] if len(value) else None
    return value


def _colors(trace: Mapping[str, Any]) -> set[str]:
    marker, line = trace.get("marker") or {}, trace.get("line") or {}
    colors = [trace.get("fillcolor"), line.get("color")]
    own = marker.get("color")
    colors += list(own) if isinstance(own, (list, tuple, np.ndarray, pd.Series)) else [own]
    return {color for color in colors if isinstance(color, str)}


def _empty(trace: Mapping[str, Any]) -> bool:
    return not any(pd.notna(value) for value in trace.get("x", ()))


def _within(trace: Mapping[str, Any], layout: Mapping[str, Any]) -> bool:
    """Does one mark of a trace lie within its axes?"""
    if trace["type"] not in ("scatter", "bar"):
        return True
    xs = _inside(trace.get("x", ()), _axis(trace, layout, "x"))
    ys = _inside(trace.get("y", ()), _axis(trace, layout, "y"))
    return any(x and y for x, y in zip(xs, ys, strict=False))


def _axis(trace: Mapping[str, Any], layout: Mapping[str, Any], letter: str) -> Mapping[str, Any]:
    number = trace.get(f"{letter}axis", letter)[1:]
    return layout.get(f"{letter}axis{number}", {})


def _inside(values: Iterable[Any], axis: Mapping[str, Any]) -> list[bool]:
    ends = axis.get("range")
    if not ends or axis.get("type") in ("category", "log"):
        return [bool(pd.notna(value)) for value in values]
    low, high = sorted(map(_number, ends))
    return [bool(pd.notna(value)) and low <= _number(value) <= high for value in values]


def _number(value: Any) -> float:
    """A number or a day as one number; a name counts as inside every axis."""
    if isinstance(value, (int, float, np.number)) and isfinite(value):
        return float(value)
    try:
        return float(pd.Timestamp(value).value)
    except (ValueError, TypeError):
        return float("nan")
