"""Ranges by speaker: one row per statement, a bar from low to high, arrows for open ends."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish, words
from helpers.charts.spoken import UPWARD, add_points, opacity, printed_rows, said_on

LINE_PX, GAP_PX, FRAME_PX, LABEL_WIDTH = 15, 14, 250, 24  # a line of a label, between rows, all but the rows


def ranges_by_speaker(
    estimates: pd.DataFrame,
    title: str | None = None,
    subtitle: str = "",
    caption: str = "",
    mixed: bool = False,
) -> go.Figure:
    """Draw statements about one quantity, oldest first, each with its speaker and day.

    Parameters
    ----------
    estimates : rows of table estimates (exercise-only rows are left out).
    title : the finding, at most 90 characters; without it number, span and days are computed.
    subtitle : what is shown and in which unit; without it the unit and the place.
    caption : what to be careful about; how marks read is added.
    mixed : True when rows of several scopes may stand side by side (the chart then says "mixed").

    Raises
    ------
    NotComparable : rows of several scopes without mixed=True.
    ValueError : no rows.
    """
    rows = spoken(estimates).sort_values(["as_of_last", "name"], na_position="first").reset_index(drop=True)
    if rows.empty:
        raise ValueError("There are no figures to draw; loosen the filter.")
    scopes = comparable(rows, mixed)
    rows["place_y"] = list(range(len(rows)))[::-1]
    fig = go.Figure()
    for row in rows[rows["bound"] == "range"].itertuples():
        style = theme.actor(row.side)
        fig.add_trace(
            go.Scatter(
                x=[row.first_end, row.last_end],
                y=[row.place_y, row.place_y],
                mode="lines",
                line={"color": style.color, "width": 6},
                opacity=opacity(row),
                hoverinfo="skip",
                showlegend=False,
            )
        )
    add_points(fig, rows, "value", "place_y")
    labels = [_label(row) for row in rows.itertuples()]
    tallest = LINE_PX * max(label.count("<br>") + 1 for label in labels) + GAP_PX
    ends = rows[["low", "central", "high"]]
    fig.update_xaxes(rangemode="tozero", title=rows["unit"].iloc[0])
    fig.update_yaxes(
        tickvals=rows["place_y"].tolist(),
        ticktext=labels,
        range=[-0.7, len(rows) - 0.3],
        showgrid=False,
    )
    sides = rows["side"].map(lambda side: theme.actor(side).label)
    fig.update_layout(showlegend=sides.nunique() > 1)
    return finish(
        fig,
        title=title or _title(rows, ends),
        subtitle=subtitle or f"{rows['place'].iloc[0]}, {rows['unit'].iloc[0]}",
        caption=f"{caption} {_legend_of_marks(rows)}".strip(),
        alt=_alt(title or _title(rows, ends), rows),
        table=printed_rows(rows),
        mixed=scopes,
        height=max(theme.HEIGHT, FRAME_PX + tallest * len(rows)),
    )


def _legend_of_marks(rows: pd.DataFrame) -> str:
    """How open ends, forecasts and weak pages read, said only where the chart has them."""
    said = {
        "Arrows are open ends (“at least”, “up to”).": rows["bound"].isin(UPWARD).any(),
        "Hollow marks are forecasts.": (rows["basis"] == "forecast").any(),
        "Faint marks rest on weak pages.": (rows["page_grade"] == "mirror").any(),
    }
    return " ".join(words for words, needed in said.items() if needed)


def _label(row: object) -> str:
    return f"{broken(row.name, LABEL_WIDTH)}<br>{said_on(row)}"


def _title(rows: pd.DataFrame, ends: pd.DataFrame) -> str:
    lowest, highest = words(float(ends.min().min())), words(float(ends.max().max()))
    days = rows["as_of_last"].dropna()
    when = f", {day(days.min())} to {day(days.max())}" if len(days) else ""
    return f"{len(rows)} figures from {lowest} to {highest} {rows['unit'].iloc[0]}{when}"


def _alt(title: str, rows: pd.DataFrame) -> str:
    said = "; ".join(f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in rows.itertuples())
    return f"{title}. {said}."
