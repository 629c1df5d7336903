"""How a spoken figure is drawn anywhere in the course: points, ranges, open ends, faint and hollow marks."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.charts import theme
from helpers.charts.figure import broken, day

FAINT = 0.45  # opacity of rows that rest on a copy or a machine translation
ARROWS = {"at least": "arrow-bar-right", "up to": "arrow-bar-left"}
ARROWS_UP = {"at least": "arrow-bar-up", "up to": "arrow-bar-down"}


def said_on(row: object) -> str:
    """The day or days a row speaks of, in words; "day not stated" when there is none."""
    if pd.isna(row.as_of_last):
        return "day not stated"
    if pd.isna(row.as_of_first) or row.as_of_first == row.as_of_last:
        return day(row.as_of_last)
    return f"{day(row.as_of_first)} to {day(row.as_of_last)}"


def hover(row: object) -> str:
    """Speaker, day, printed value, scope, page: what a reader wants to know about one mark."""
    lines = [
        f"<b>{row.name}</b>, {said_on(row)}",
        broken(row.value_as_printed, 48),
        broken(f"{row.definition}, {row.place}", 48),
        broken(f"{row.publisher} ({row.page_grade})", 48),
    ]
    return "<br>".join(lines)


def symbol(row: object, upright: bool = False) -> str:
    """Marker of a row: the speaker's side, an arrow for an open end, hollow for a forecast."""
    arrows = ARROWS_UP if upright else ARROWS
    shape = arrows.get(row.bound, theme.actor(row.side).symbol)
    return f"{shape}-open" if row.basis == "forecast" and row.bound not in arrows else shape


def opacity(row: object) -> float:
    """Faint for a weak page (mirror), full otherwise."""
    return FAINT if row.page_grade == "mirror" else 1.0


def add_points(
    fig: go.Figure, rows: pd.DataFrame, x: str, y: str, legend: bool = True, **place: object
) -> go.Figure:
    """Draw spoken rows (from analysis.ranges.spoken) as markers, one trace per side of the speaker.

    Parameters
    ----------
    x, y : columns that hold the positions; when `y` is "value" arrows point up and down.
    legend : list the sides in the legend (each once per figure).
    place : row= and col= of a subplot.
    """
    upright = y == "value"
    listed = {trace.name for trace in fig.data if trace.showlegend}
    for side, group in rows.groupby("side", sort=False):
        style = theme.actor(side)
        marks = list(group.itertuples(index=False))
        fig.add_trace(
            go.Scatter(
                x=group[x].tolist(),
                y=group[y].tolist(),
                mode="markers",
                name=style.label,
                legendgroup=style.label,
                showlegend=legend and style.label not in listed,
                customdata=group["row_id"].tolist(),
                hovertext=[hover(mark) for mark in marks],
                hoverinfo="text",
                marker={
                    "color": style.color,
                    "symbol": [symbol(mark, upright) for mark in marks],
                    "size": [13 if mark.bound in ARROWS else 10 for mark in marks],
                    "opacity": [opacity(mark) for mark in marks],
                    "line": {"width": 1, "color": theme.PAPER if side != "other" else theme.INK},
                },
            ),
            **place,
        )
    return fig


def printed_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The table below a chart of spoken rows: speaker, day, value as printed, scope, page, grade."""
    return pd.DataFrame(
        {
            "Speaker": rows["name"],
            "Day": [said_on(row) for row in rows.itertuples()],
            "Value": rows["value_as_printed"],
            "What it counts": rows["definition"],
            "Place": rows["place"],
            "Page": rows["publisher"],
            "Kind of page": rows["page_grade"],
        }
    )
