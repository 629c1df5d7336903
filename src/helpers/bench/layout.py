"""Lay a figure of plotly.express out as the course does: axes, values of bars, names of panels."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from helpers.bench.marks import plain
from helpers.charts.theme import DAY_MS
from helpers.words import short_number

PANEL_PX = 26  # above a panel, for its name
BETWEEN_BARS = 0.4  # of the room of a bar
BEYOND = 1.12  # how far an axis runs beyond the longest bar, for its value
TIMES = ("day", "month")  # names that an axis of days does not need
STEPS = {
    "%-d %b\n%Y": (None, 27 * DAY_MS),
    "%b\n%Y": ("M1", "M6"),
    "%Y": ("M12", None),
}  # form: steps of an axis


def set_out(fig: go.Figure, height: int) -> None:
    """Give axes, bars and panels the course's places.

    Parameters
    ----------
    fig : a figure whose names are in words already; it is changed.
    height : pixels of the picture.

    >>> fig = go.Figure(go.Bar(x=[3, 4], y=["a", "b"], orientation="h"))
    >>> set_out(fig, 320)
    >>> fig.data[0].text, fig.layout.xaxis.showticklabels
    (('3', '4'), False)
    """
    for trace in fig.select_traces(selector={"type": "bar"}):
        fig.layout.bargap = BETWEEN_BARS
        trace.textangle = 0  # or Plotly turns what a short bar does not hold
        _name_bars(fig, trace)
    if _lone_bars(fig):
        _print_values(fig)
    for axis in fig.select_xaxes():
        if axis.title.text in TIMES:
            axis.title.text = ""
    if any(np.asarray(trace.x).dtype.kind == "M" for trace in fig.data):
        stops = [{"dtickrange": ends, "value": form} for form, ends in STEPS.items()]
        fig.update_xaxes(tickformatstops=stops)  # the year below: Plotly turns what stands too close
    _name_panels_above(fig, height)


def _value_letter(trace: Any) -> str:
    return "x" if trace.orientation == "h" else "y"


def _name_bars(fig: go.Figure, trace: Any) -> None:
    """Names of bars: no grid, and below upright bars a line for each word, so that none is turned."""
    letter = "y" if _value_letter(trace) == "x" else "x"
    names = list(dict.fromkeys(plain(trace[letter])))
    if not all(isinstance(name, str) for name in names):
        return
    update = {"showgrid": False}
    if letter == "x":
        update |= {
            "tickvals": names,
            "ticktext": [name.replace(" ", "<br>") for name in names],
            "tickangle": 0,
        }
    (fig.update_xaxes if letter == "x" else fig.update_yaxes)(**update)


def _lone_bars(fig: go.Figure) -> bool:
    """One series of bars that start at 0 and have no other marks beside them?"""
    return len(fig.data) == 1 and fig.data[0].type == "bar" and fig.data[0].base is None


def _print_values(fig: go.Figure) -> None:
    """Each value at the end of its bar, in place of the axis and the grid that would repeat it."""
    (trace,) = fig.data
    letter = _value_letter(trace)
    values = plain(trace[letter])
    trace.update(text=[short_number(value) for value in values], texttemplate=None, textposition="outside")
    trace.update(cliponaxis=False, textfont={"size": 14})
    axis = fig.layout[f"{letter}axis"]
    axis.update(showgrid=False, showticklabels=False)
    if axis.range is None and min(values) >= 0:
        axis.range = [0, BEYOND * max(values)]


def _name_panels_above(fig: go.Figure, height: int) -> None:
    """Names that px turns at the right edge of panels stand above them, at the left."""
    turned = [note for note in fig.layout.annotations if note.textangle == 90]
    for note in turned:
        axis = min(fig.select_yaxes(), key=lambda axis: abs(sum(axis.domain) / 2 - note.y))
        bottom, top = axis.domain
        axis.domain = [bottom, top - PANEL_PX / height]
        note.update(x=0, xanchor="left", y=axis.domain[1], yanchor="bottom", textangle=0)
        note.text = f"<b>{note.text}</b>"
