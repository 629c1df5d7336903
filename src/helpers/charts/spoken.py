"""How a spoken figure is drawn anywhere in the course: points, ranges, open ends, faint and hollow marks."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from helpers.charts import theme
from helpers.charts.figure import broken, day

FAINT = 0.45  # opacity of rows that rest on a copy or a machine translation
SIZE, ARROW = 10, 12  # pixels of a mark and of the arrow of an open end
UPWARD = {"at least": 180, "up to": 0}  # angle of an arrow that points down when it is not turned


def said_on(row: object) -> str:
    """The day or days a row speaks of, in words; "day not stated" when there is none."""
    if pd.isna(row.as_of_last):
        return "day not stated"
    if pd.isna(row.as_of_first) or row.as_of_first == row.as_of_last:
        return day(row.as_of_last)
    return f"{day(row.as_of_first)} to {day(row.as_of_last)}"


def hover(row: object) -> str:
    """Speaker, day, printed value, scope, day of publication, page: what one mark stands for."""
    published = day(row.published) if pd.notna(row.published) else "day not shown"
    if row.published_basis == "inferred":
        published += " (inferred)"
    lines = [
        f"<b>{broken(row.name, 40)}</b>, {said_on(row)}",
        broken(row.value_as_printed, 48),
        broken(f"{row.definition}, {row.place}", 48),
        broken(f"{row.publisher} ({row.page_grade}), published {published}", 48),
    ]
    return "<br>".join(lines)


def symbol(row: object) -> str:
    """Marker of a row: the speaker's side, an arrow for an open end, hollow for a forecast."""
    shape = "arrow-down" if row.bound in UPWARD else theme.actor(row.side).symbol
    return f"{shape}-open" if row.basis == "forecast" else shape


def opacity(row: object) -> float:
    """Faint for a weak page (mirror), full otherwise."""
    return FAINT if row.page_grade == "mirror" else 1.0


def add_points(
    fig: go.Figure,
    rows: pd.DataFrame,
    x: str,
    y: str,
    legend: bool = True,
    say: Callable[[object], str] = hover,
    **place: object,
) -> go.Figure:
    """Draw spoken rows (from analysis.ranges.spoken) as markers, one trace per side of the speaker.

    Parameters
    ----------
    x, y : columns that hold the positions; when `y` is "value" arrows point up and down.
    legend : list the sides in the legend (each once per figure).
    say : words of the hover of one row.
    place : row= and col= of a subplot.
    """
    flat = y != "value"
    listed = {trace.name for trace in fig.data if trace.showlegend}
    _add_stops(fig, rows[rows["bound"].isin(UPWARD)], x, y, flat, **place)
    for side, group in rows.groupby("side", sort=False):
        style = theme.actor(side)
        if legend and style.label not in listed:
            fig.add_trace(legend_entry(style), **place)
        marks = list(group.itertuples(index=False))
        arrow = [mark.bound in UPWARD for mark in marks]
        hollow = [mark.basis == "forecast" for mark in marks]
        fig.add_trace(
            go.Scatter(
                x=group[x].tolist(),
                y=group[y].tolist(),
                mode="markers",
                name=style.label,
                legendgroup=style.label,
                showlegend=False,
                customdata=group["row_id"].tolist(),
                hovertext=[say(mark) for mark in marks],
                hoverinfo="text",
                cliponaxis=False,
                marker={
                    "color": style.color,
                    "symbol": [symbol(mark) for mark in marks],
                    "size": [ARROW if point else SIZE for point in arrow],
                    "standoff": [ARROW if point else 0 for point in arrow],
                    "angle": [
                        UPWARD[mark.bound] + 90 * flat if mark.bound in UPWARD else 0 for mark in marks
                    ],
                    "opacity": [opacity(mark) for mark in marks],
                    "line": {
                        "width": [1.6 if empty else 0.8 for empty in hollow],
                        "color": [style.color if empty else theme.PAPER for empty in hollow],
                    },
                },
            ),
            **place,
        )
    return fig


def legend_entry(style: theme.Style) -> go.Scatter:
    """A line of the legend that shows a side's own mark, whatever open ends its figures have."""
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=style.label,
        legendgroup=style.label,
        showlegend=True,
        hoverinfo="skip",
        marker={"color": style.color, "symbol": style.symbol, "size": SIZE},
    )


def _add_stops(fig: go.Figure, ends: pd.DataFrame, x: str, y: str, flat: bool, **place: object) -> None:
    """A short bar at the value of each open end, where its arrow starts: no side's own mark looks so."""
    if ends.empty:
        return
    fig.add_trace(
        go.Scatter(
            x=ends[x].tolist(),
            y=ends[y].tolist(),
            mode="markers",
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
            marker={
                "symbol": "line-ns-open" if flat else "line-ew-open",
                "size": ARROW,
                "color": [theme.actor(side).color for side in ends["side"]],
                "opacity": [opacity(mark) for mark in ends.itertuples()],
                "line": {"width": 2},
            },
        ),
        **place,
    )


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
