"""Events on one time axis: the words above the line, the mark at the day."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.charts import theme
from helpers.charts.figure import broken, day, finish
from helpers.data import load, row_ids

LINE_PX, MARK_PX, WIDTH = 15, 24, 52  # a line of words, the band of the mark, letters in a line
FRAME_PX = 200  # title, axis and legend together


def timeline(events: pd.DataFrame, title: str, caption: str = "", subtitle: str = "") -> go.Figure:
    """Draw events in order of their days, each with its words, its actor and its page.

    Parameters
    ----------
    events : rows of table events.
    title : the finding, at most 90 characters.
    caption : what to be careful about; who acts is added.
    subtitle : what is shown; without it "what was done or said, by actor".

    Raises
    ------
    ValueError : no events.
    """
    if events.empty:
        raise ValueError("There are no events to draw; loosen the filter.")
    rows = events.sort_values(["date_first", "event_id"]).reset_index(drop=True)
    rows["row_id"] = row_ids("events", rows)
    rows["publisher"] = rows["source_id"].map(load("sources").set_index("source_id")["publisher"])
    rows["said"] = [broken(f"{span(row)}: {_short(row)}", WIDTH) for row in rows.itertuples()]
    tall = [LINE_PX * (1 + said.count("<br>")) + MARK_PX for said in rows["said"]]
    rows["y"] = [sum(tall) - sum(tall[: i + 1]) for i in range(len(rows))]  # pixels from the bottom
    fig = go.Figure()
    for side, group in rows.groupby("actor", sort=False):
        style = theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=group["date_first"].tolist(),
                y=group["y"].tolist(),
                mode="markers",
                name=style.label,
                marker={"color": style.color, "symbol": style.symbol, "size": 11},
                customdata=group["row_id"].tolist(),
                hovertext=[_hover(row) for row in group.itertuples()],
                hoverinfo="text",
            )
        )
    for row in rows.itertuples():
        fig.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=row.y + 7,
            yanchor="bottom",
            text=row.said,
            showarrow=False,
            align="left",
            font={"size": 12},
        )
        fig.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref="paper",
            y0=row.y,
            y1=row.y,
            line={"color": theme.GRID, "width": 1},
            layer="below",
        )
    fig.update_yaxes(visible=False, range=[-MARK_PX / 2, sum(tall)])
    fig.update_xaxes(type="date", tickformat="%-d %b<br>%Y", nticks=5)
    fig.update_layout(margin={"l": 14, "r": 14})
    first, last = day(rows["date_first"].min()), day(rows["date_first"].max())
    return finish(
        fig,
        title=title,
        subtitle=subtitle or "What was done or said; colour and mark show the actor",
        caption=f"{len(rows)} events, {first} to {last}. {caption}".strip(),
        alt=f"{title}. " + "; ".join(f"{span(row)}: {_short(row)}" for row in rows.itertuples()) + ".",
        table=pd.DataFrame(
            {
                "Day": [span(row) for row in rows.itertuples()],
                "What": rows["what"],
                "Actor": [theme.actor(side).label for side in rows["actor"]],
                "Kind": rows["kind"],
                "Page": rows["publisher"],
            }
        ),
        height=sum(tall) + FRAME_PX,
    )


def span(row: object) -> str:
    """The day or days of an event, in words."""
    if row.date_first == row.date_last:
        return day(row.date_first)
    return f"{day(row.date_first)} to {day(row.date_last)}"


def _short(row: object) -> str:
    return row.label if isinstance(row.label, str) else row.what


def _hover(row: object) -> str:
    return f"<b>{span(row)}</b><br>{broken(row.what, 52)}<br>{row.publisher} ({row.page_grade})"
