"""Ground held over time: curves of the mappers with what officials said as points."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import maps, theme
from helpers.charts.frames import DAYS, Figure, Frame, frames
from helpers.charts.layers import Layer, Row, notes, scatter, segments, uprights
from helpers.charts.statements import statements
from helpers.charts.the_incursion import words
from helpers.words import number

PERIODS = {
    "first 30 days": ("2024-08-06", "2024-09-05"),
    "whole year": ("2024-08-01", "2025-08-10"),
    "March 2025": ("2025-03-01", "2025-03-31"),
}
LABELLED_STEP = 25  # km²: smaller redrawings carry no number
MAPPERS = ("deepstate", "project_owl", "creamy_caprice")


def area_by_source(
    area: pd.DataFrame,
    points: pd.DataFrame,
    ground: str = "held",
    period: str = "whole year",
    retaken: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    *,
    editions: bool = False,
) -> Figure:
    """Curves of the mappers as steps, statements as points; below, what Moscow said it had retaken.

    Parameters
    ----------
    area : table control_area_daily.
    points : estimates of ground held (km² or mi²), drawn at their day; rows without a day as margin ticks.
    ground : "held" or "held or unclear" (DeepState's unclear ground added to its curve).
    period : key of PERIODS.
    retaken : estimates of ground that Moscow said it had retaken, for a second panel.
    events : rows of table events, drawn as numbered days.
    editions : write the area beside each redrawn day of DeepState.
    """
    first, last = (pd.Timestamp(end) for end in PERIODS[period])
    curves = [areas.redrawn(area, name, ground, first, last) for name in MAPPERS]
    curves = pd.concat([curve for curve in curves if len(curve)])
    said = spoken(areas.in_km2(points))
    drawn = said[said["as_of_last"].between(first, last)]
    undated = said[said["as_of_last"].isna() & (period == "whole year")]
    days = pd.DataFrame()
    if events is not None:
        days = events[events["date_first"].between(first, last)].sort_values(["date_first", "event_id"])
    layers = [
        *(_step(curve, editions=editions) for _, curve in curves.groupby("mapper", sort=False)),
        *(_range(row) for row in drawn[drawn["bound"] == "range"].itertuples()),
        statements(drawn, "as_of_last", "value"),
        *_margin_ticks(undated, last + pd.Timedelta(days=14)),
        *_numbered(days),
    ]
    least = 0 if period == "March 2025" else 1450  # statements of other months stand above the curves
    top = max(least, curves["area_km2"].max() * 1.08)
    parts = [Frame(layers, {"title": "held, km²", "range": [0, top]})]
    if retaken is not None:
        given = spoken(retaken)
        given = given[given["as_of_last"].between(first, last)]
        parts.append(_retaken(given, set(drawn["side"]), [first, last]))
        drawn = pd.concat([drawn, given])
    left = first - (last - first) * 0.02  # a mark on the first day keeps its left half
    right = last + (last - first) * (0.07 if len(undated) else 0.01)
    title = words.area_title(area, said, ground, period)
    return frames(
        parts,
        gap=0.07,
        heights=[1.0] if retaken is None else [0.74, 0.26],
        x={"range": [left, right], **DAYS, "nticks": 6},
        # held ground, zone of operation and peak are drawn together: the caption says so
        mixed=[scope for scope in comparable(said, mixed=True) if scope != "quantities"],
        height=600,
        **words.area(title, ground, curves, pd.concat([drawn, undated]), ticks=len(undated) > 0, events=days),
    )


def _step(curve: pd.DataFrame, *, editions: bool) -> Layer:
    """One mapper's curve; with `editions` DeepState's larger redrawings carry their area."""
    look = {"textposition": "top right"}
    if editions and curve["mapper"].iloc[0] == "deepstate":
        large = curve["area_km2"].diff().abs() >= LABELLED_STEP
        texts = curve["area_km2"].map(number).where(large, "").tolist()
        look |= {"mode": "lines+markers+text", "text": texts}
    return maps.redrawn(curve, curve["area_km2"].round(1), words.redrawn, **look)


def _range(row: Row) -> Layer:
    ends = (row.as_of_last, row.first_end, row.as_of_last, row.last_end)
    return segments([ends], {"color": theme.actor(row.side).color, "width": 4}, opacity=0.6)


def _margin_ticks(rows: pd.DataFrame, at: pd.Timestamp) -> list[Layer]:
    """Statements without a day, as ticks beyond the right end of the period."""
    if rows.empty:
        return []
    stroke = {"width": 2.5, "color": [theme.actor(side).color for side in rows["side"]]}
    marker = {"symbol": "line-ew", "size": 14, "line": stroke}
    look = {"name": "peak, day not stated", "marker": marker}
    return [scatter(rows, [at] * len(rows), "value", words.peak, **look)]


def _numbered(rows: pd.DataFrame) -> list[Layer]:
    """Days of events as upright lines with numbers."""
    if rows.empty:
        return []
    days = rows["date_first"].tolist()
    numbers = ((day, 1, str(place)) for place, day in enumerate(days, 1))
    unseen = {"opacity": 0, "size": 12}  # only its words show
    return [
        uprights(days, theme.FAINT, 1, "dot"),
        notes(numbers, size=None, yref="y domain", yanchor="bottom"),
        scatter(rows, "date_first", [0] * len(rows), words.event, marker=unseen, showlegend=False),
    ]


def _retaken(rows: pd.DataFrame, listed: set[str], ends: list[pd.Timestamp]) -> Frame:
    """The lower panel; it keeps its axis, and says so, when nothing was said in the period.

    `listed` are the sides that the legend has already, `ends` those of the period.
    """
    layers = [
        statements(rows, "as_of_last", "value", keys=set(rows["side"]) - listed),
        scatter(rows, ends, [0, 0], marker={"opacity": 0}, showlegend=False),
    ]
    if rows.empty:
        nothing = (0.5, 0.5, "Moscow gave no figure in this period")
        layers.append(notes([nothing], size=None, xref="x domain", yref="y domain"))
    return Frame(layers, {"title": "retaken, km²", "range": [0, 1500]})
