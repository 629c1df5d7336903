"""Five months on one page: the ground held on two maps, beside what was said and done."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.ground import beside_ground, ground_downwards
from helpers.charts.layers import Layer, notes
from helpers.charts.what_happened_next import words

FIRST, LAST = pd.Timestamp("2024-11-10"), pd.Timestamp("2025-04-30")
MOST = 700  # km², the right end of the scale


def five_months(area: pd.DataFrame, events: pd.DataFrame) -> Figure:
    """The ground held on two maps while time runs downwards, each event beside its day.

    Parameters
    ----------
    area : table control_area_daily.
    events : rows of table events from November 2024 to April 2025.

    Raises
    ------
    ValueError : no events.

    >>> events = load(
    ...     "events", event_id=["2024-11-17-permission-reported", "2025-03-08-gas-pipe-raid"]
    ... )
    >>> fig = charts.five_months(load("control_area_daily"), events)
    >>> fig.layout.meta["title"]
    "DeepState's map: 433...
    """
    held = areas.held(area, "deepstate")
    told = events["label"].fillna(events["what"]).str.removesuffix(".")
    begun = events.assign(date_last=events["date_first"], label=told)  # a pause stands at its first day
    rows, layers, look = beside_ground(begun, held, FIRST, LAST, MOST, [0, 600])
    look["x"] |= {"tickangle": 0}
    curves = [areas.redrawn(area, mapper, "held", FIRST, LAST) for mapper in ("deepstate", "project_owl")]
    drawn = [part for curve in curves for part in _area_and_line(ground_downwards(curve))]
    return picture([*drawn, *layers, _in_title(held)], **look, **words.five_months(rows, area))


def _in_title(held: pd.Series) -> Layer:
    """The ground that the title names, at its day."""
    place = [(held.asof(words.LAST), words.LAST, words.ground(held.asof(words.LAST)))]
    look = {"xanchor": "left", "yanchor": "top", "xshift": 8, "yshift": -2}
    return notes(place, 14, yref="y2", bgcolor=theme.PEN, **look)


def _area_and_line(layer: Layer) -> list[Layer]:
    """A filled curve as an area without a name and a line, so that the key shows the line that is seen."""
    (trace,) = layer.traces
    if "fill" not in trace:
        return [layer]
    unseen = {"name": None, "showlegend": False, "customdata": None, "hoverinfo": "skip"}
    area = {**trace, **unseen, "line": {**trace["line"], "width": 0}}
    line = {name: value for name, value in trace.items() if name not in ("fill", "fillcolor")}
    return [Layer([area]), Layer([line])]
