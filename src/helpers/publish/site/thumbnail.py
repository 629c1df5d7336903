"""A chart as a thumbnail: the marks of a stored figure without its words, as a small SVG."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from helpers.charts import theme
from helpers.lesson.forms import PLOTLY_MIME
from helpers.publish.notebooks import source
from helpers.publish.site.course import Lesson

WIDE, HIGH, RIM = 240, 110, 10
MOST = 160  # points of a line, marks of a trace: more than a thumbnail shows
DAY = re.compile(r"\d{4}-\d\d")
GREY = theme.INK_3
MAIN = {  # word of a lesson: the chart that stands for it on the start page
    "reading_the_report": "claims_by_source",
    "the_ground": "salient_map",
    "the_incursion": "area_by_source",
    "the_balance": "force_ratio_record",
    "the_dilemma": "origins",
    "the_price_in_the_donbas": "monthly_by_counter",
    "the_argument": "words_on_area",
    "the_deployment": "troop_frames",
    "shells_and_guns": "load_rays",
    "losses_and_the_test": "killed_share",
    "capstone": "origins",
}
Places = np.ndarray


def main_figure(lesson: Lesson) -> dict | None:
    """The figure that stands for a lesson, as it is stored: the one named in MAIN, else the first."""
    figures = [
        (source(cell), output["data"][PLOTLY_MIME])
        for cell in lesson.notebook.cells
        for output in cell.get("outputs", [])
        if PLOTLY_MIME in output.get("data", {})
    ]
    chart = f"charts.{MAIN.get(lesson.word, '')}"
    return next((figure for said, figure in figures if chart in said), None)


def miniature(figure: dict | None) -> str:
    """The figure's marks in a frame of 240 × 110; an empty frame where there is none."""
    inside = _drawn(figure) if figure else ""
    frame = f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>'
    return f'<svg viewBox="0 0 {WIDE} {HIGH}" aria-hidden="true">{frame}{inside}</svg>'


def _drawn(figure: dict) -> str:
    layout = figure["layout"]
    scales: dict[str, Scale] = {}
    traces = [trace for trace in figure["data"] if trace.get("type", "scatter") in ("scatter", "bar")]
    for trace in traces:
        for letter in "xy":
            name = trace.get(f"{letter}axis", letter)
            scales.setdefault(name, Scale(name, layout, traces))
    return "".join(
        mark
        for trace in traces
        for mark in _marks(trace, scales[trace.get("xaxis", "x")], scales[trace.get("yaxis", "y")])
    )


def _marks(trace: dict, across: Scale, up: Scale) -> Iterator[str]:
    x, y = across.places(trace.get("x")), up.places(trace.get("y"))
    count = min(len(x), len(y))
    x, y = x[:count], y[:count]
    if trace.get("type") == "bar":
        yield from _bars(trace, x, y, across, up)
        return
    mode = trace.get("mode", "lines")
    if "lines" in mode and count > 1:
        yield from _line(trace, x, y)
    if "markers" in mode:
        yield from _dots(trace, x, y)


def _line(trace: dict, x: Places, y: Places) -> Iterator[str]:
    line = trace.get("line", {})
    step = max(1, len(x) // MOST) if trace.get("fill") != "toself" else 1
    path, new = "", True
    for a, b in zip(x[::step], y[::step], strict=True):
        if np.isnan(a) or np.isnan(b):
            new = True
            continue
        path, new = f"{path}{'M' if new else 'L'}{a:.0f} {b:.0f}", False
    if trace.get("fill") == "toself":
        color = trace.get("fillcolor") or trace.get("fillpattern", {}).get("bgcolor") or GREY
        yield f'<path d="{path}" fill="{_color(color)}"/>'
    elif line.get("width", 2):
        width = min(float(line.get("width", 2)), 2.2)
        yield f'<path d="{path}" fill="none" stroke="{_color(line.get("color"))}" stroke-width="{width:g}"/>'


def _dots(trace: dict, x: Places, y: Places) -> Iterator[str]:
    marker = trace.get("marker", {})
    if marker.get("opacity") == 0:
        return
    colors, symbols = marker.get("color"), marker.get("symbol")
    for place, (a, b) in enumerate(zip(x[:MOST], y[:MOST], strict=True)):
        if np.isnan(a) or np.isnan(b):
            continue
        color = _color(colors[place] if isinstance(colors, list) else colors)
        symbol = str(symbols[place] if isinstance(symbols, list) else symbols or "")
        look = f'fill="none" stroke="{color}" stroke-width="1.4"' if "open" in symbol else f'fill="{color}"'
        if "square" in symbol:
            yield f'<rect x="{a - 3:.0f}" y="{b - 3:.0f}" width="6" height="6" {look}/>'
        else:
            yield f'<circle cx="{a:.0f}" cy="{b:.0f}" r="3.2" {look}/>'


def _bars(trace: dict, x: Places, y: Places, across: Scale, up: Scale) -> Iterator[str]:
    marker = trace.get("marker", {})
    lying = trace.get("orientation") == "h"
    base = (across if lying else up).places(trace.get("base", [0.0] * len(x)))
    along, ends = (y, x) if lying else (x, y)
    gaps = np.diff(np.unique(along[~np.isnan(along)]))
    thick = max(2.0, 0.7 * float(gaps.min())) if len(gaps) else 14.0
    lengths = ends - base if trace.get("base") is None else _lengths(trace, across if lying else up)
    for place, middle in enumerate(along[:MOST]):
        start, length = base[min(place, len(base) - 1)], lengths[place]
        if np.isnan([middle, start, length]).any():
            continue
        color = marker.get("color")
        color = _color(color[place] if isinstance(color, list) else color)
        low, size = min(start, start + length), abs(length)
        box = (low, middle - thick / 2, size, thick) if lying else (middle - thick / 2, low, thick, size)
        at = 'x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"'.format(*box)
        yield f'<rect {at} fill="{color}"/>'


def _lengths(trace: dict, scale: Scale) -> Places:
    """Bars with a base of their own: how long each is on the picture."""
    sizes = _plain(trace["x" if trace.get("orientation") == "h" else "y"])
    zero = scale.places([0.0])[0]
    return scale.places(sizes) - zero


class Scale:
    """Where the values of one axis stand in the frame."""

    def __init__(self, name: str, layout: dict, traces: list[dict]):
        letter, number = name[0], name[1:]
        axis = layout.get(f"{letter}axis{number}", {})
        shared = [trace for trace in traces if trace.get(f"{letter}axis", letter) == name]
        values = [value for trace in shared for value in _plain(trace.get(letter))]
        texts = [value for value in values if isinstance(value, str)]
        self.names = None if not texts or DAY.match(texts[0]) else list(dict.fromkeys(texts))
        length, (first, last) = WIDE if letter == "x" else HIGH, axis.get("domain", (0, 1))
        start, end = RIM + first * (length - 2 * RIM), RIM + last * (length - 2 * RIM)
        self.start, self.end = (start, end) if letter == "x" else (length - start, length - end)
        bars = any(trace.get("type") == "bar" for trace in shared)
        self.low, self.high = self._range(axis, values, with_zero=bars and not self.names)

    def _range(self, axis: dict, values: list, *, with_zero: bool) -> tuple[float, float]:
        given = axis.get("range")
        if given and None not in given:
            low, high = (float(value) for value in _numbers(_plain(given), self.names))
        else:
            numbers = _numbers(values, self.names)
            numbers = numbers[~np.isnan(numbers)]
            low, high = (float(numbers.min()), float(numbers.max())) if len(numbers) else (0.0, 1.0)
            low = min(low, 0.0) if with_zero else low
            if self.names:
                low, high = low - 0.5, high + 0.5
        if axis.get("autorange") == "reversed":
            low, high = high, low
        return (low, high) if low != high else (low - 1, high + 1)

    def places(self, values: Any) -> Places:
        """Values as places in the frame; what is missing is no number."""
        numbers = _numbers(_plain(values), self.names)
        return self.start + (numbers - self.low) / (self.high - self.low) * (self.end - self.start)


def _numbers(values: list, names: list[str] | None) -> Places:
    if names is not None:
        order = {name: place for place, name in enumerate(names)}
        return np.array(
            [order.get(value, np.nan) if isinstance(value, str) else float(value) for value in values]
        )
    if any(isinstance(value, str) for value in values):
        days = pd.to_datetime(pd.Series(values), format="mixed", errors="coerce")
        return ((days - pd.Timestamp("2000-01-01")) / pd.Timedelta(days=1)).to_numpy(float)
    return np.array([np.nan if value is None else value for value in values], float)


def _plain(values: Any) -> list:
    if values is None:
        return []
    if isinstance(values, dict):
        numbers = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
        return numbers.astype(float).tolist()
    return list(values) if isinstance(values, (list, tuple)) else [values]


def _color(color: Any) -> str:
    return color if isinstance(color, str) and not color.startswith("rgba(0,0,0,0") else GREY
