"""Strips: statements as rows under each other with their values, one frame per thing counted."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import day, finish
from helpers.charts.spoken import add_points, hover, legend_entry, opacity, printed_rows, said_on

ROW_PX, HEAD_PX, FRAME_PX = 40, 34, 250
OPEN_ENDS = "Arrows are open ends (“at least”, “up to”); faint marks rest on weak pages."
# names that fit beside a strip on a phone
SHORT = {
    "ukrainian-intelligence-assessment-financial-time": "Assessment (FT)",
    "office-of-the-prosecutor-general-of-ukraine-to-r": "Prosecutor’s office",
    "ukrainian-military-source-to-cnn": "Military source (CNN)",
    "south-korean-defence-ministry": "Seoul, ministry",
    "south-korean-dia": "Seoul, DIA",
    "south-korean-jcs": "Seoul, JCS",
    "shin-won-sik": "Seoul, Shin",
    "nis": "Seoul, NIS",
    "vadym-skibitskyi": "Kyiv, Skibitskyi",
    "kyrylo-budanov": "Kyiv, Budanov",
    "andrii-kovalenko": "Kyiv, Kovalenko",
    "andriy-kostin": "Kyiv, Kostin",
    "hur": "Kyiv, HUR",
    "open-source-centre-reuters": "Open Source Centre",
    "c4ads-washington-post": "C4ADS",
    "oleksandr-syrskyi": "Kyiv, Syrskyi",
    "volodymyr-zelensky": "Kyiv, Zelensky",
    "oleksandr-pavliuk": "Kyiv, Pavliuk",
    "vadym-mysnyk": "Sumy, Mysnyk",
    "general-staff-of-ukraine-unnamed-source": "Kyiv, staff source",
    "ukrainian-military-sources": "Kyiv, army sources",
    "us-and-ukrainian-officials": "US, Kyiv officials",
    "two-senior-us-officials-cnn": "US officials",
    "kostiantyn-mashovets": "Mashovets",
    "rbc-ukraine-sources": "RBC-Ukraine",
    "stuttgarter-zeitung": "Stuttgarter Zeitung",
}


def strips(
    frames: dict[str, pd.DataFrame],
    *,
    title: str,
    subtitle: str,
    caption: str,
    most: float,
    unit: str,
    label: str = "",
    mixed: bool = False,
) -> go.Figure:
    """Draw frames of statements with one value axis in common.

    Parameters
    ----------
    frames : heading → rows of analysis.ranges.spoken, the first on top. A column `ours` marks our own
        arithmetic (drawn grey, ranges dotted).
    title, subtitle, caption : as in `charts.finish`.
    most : right end of the axis.
    unit : what the axis counts.
    label : column that names the rows; without it speaker and day.
    mixed : True when the rows of one frame count different things (the chart then says "mixed").

    Raises
    ------
    NotComparable : rows of one frame count different things without mixed=True.
    """
    counts = [len(rows) for rows in frames.values()]
    inner = ROW_PX * sum(counts) + HEAD_PX * len(frames)
    fig = make_subplots(
        rows=len(frames),
        cols=1,
        row_heights=[count + 0.2 for count in counts],
        vertical_spacing=HEAD_PX / inner,
        shared_xaxes=True,
    )
    scopes: list[str] = []
    for place, (heading, rows) in enumerate(frames.items(), 1):
        scopes += comparable(rows[rows["basis"] != "forecast"], mixed=mixed)
        if rows["basis"].nunique() > 1 and "forecast" in set(rows["basis"]):
            scopes.append("delivered and expected")
        strip_marks(fig, rows, place)
        strip_axis(fig, place, [row_label(row, label) for row in rows.itertuples()])
        heading_over(fig, place, heading)
    fig.update_xaxes(range=[0, most])
    fig.update_xaxes(title=unit, row=len(frames))
    every = pd.concat(frames.values())
    side_legend(fig, every["side"])
    said = "; ".join(f"{heading}: {_spoken(rows, label)}" for heading, rows in frames.items())
    what = every["quantity"].str.removeprefix("dprk_").str.replace("_", " ")
    return finish(
        fig,
        title=title,
        subtitle=subtitle,
        caption=caption,
        alt=f"{title}. {said}.",
        table=printed_rows(every).assign(Counts=what),
        mixed=dict.fromkeys(scopes),
        height=inner + FRAME_PX,
    )


def _spoken(rows: pd.DataFrame, label: str) -> str:
    labels = [row_label(row, label).replace("<br>", " ") for row in rows.itertuples()]
    return ", ".join(f"{name}: {said}" for name, said in zip(labels, rows["value_as_printed"], strict=True))


def strip_marks(fig: go.Figure, rows: pd.DataFrame, place: int, scale: float = 1) -> None:
    """Draw spoken rows in one frame: ranges as bars, all others as marks, each with its value.

    Parameters
    ----------
    place : number of the frame (row of the subplots).
    scale : what the values are divided by.
    """
    rows = rows.assign(y=range(len(rows) - 1, -1, -1), x=rows["value"] / scale)
    ours = rows["ours"].astype(bool) if "ours" in rows else pd.Series(False, index=rows.index)
    ranges = rows["bound"] == "range"
    for row in rows[ranges].itertuples():
        range_bar(
            fig, row, [row.low / scale, row.high / scale], [row.y] * 2, ours[row.Index], row=place, col=1
        )
    add_points(fig, rows[~ours & ~ranges], "x", "y", legend=False, row=place, col=1)
    for row in rows[ours & ~ranges].itertuples():
        fig.add_trace(
            go.Scatter(
                x=[row.x],
                y=[row.y],
                mode="markers",
                marker={"symbol": "x", "size": 10, "color": theme.FAINT},
                customdata=[""],
                hovertext=[f"<b>{row.name}</b>, {said_on(row)}<br>{row.value_as_printed}"],
                hoverinfo="text",
                showlegend=False,
            ),
            row=place,
            col=1,
        )
    for row in rows.itertuples():
        fig.add_annotation(
            x=row.high / scale if row.bound == "range" else row.x,
            y=row.y,
            text=short_value(row, scale),
            showarrow=False,
            xanchor="left",
            xshift=18 if row.bound == "at least" else 9,
            font={"size": 12},
            row=place,
            col=1,
        )


def range_bar(
    fig: go.Figure, said: object, x: list, y: list, ours: bool = False, faint: float = 1, **place: int
) -> None:
    """Draw one range from low to high; both ends carry the row's id and hover text.

    `ours` (our arithmetic) draws it grey and dotted; the range of a forecast is thin, as its mark is hollow.
    """
    color = theme.FAINT if ours else theme.actor(said.side).color
    fig.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line={
                "color": color,
                "width": 3 if said.basis == "forecast" else 7,
                "dash": "3px,3px" if ours else "solid",
            },
            opacity=min(opacity(said), faint),
            customdata=[said.row_id] * 2,
            hovertext=[hover(said)] * 2,
            hoverinfo="text",
            showlegend=False,
        ),
        **place,
    )


def strip_axis(fig: go.Figure, place: int, labels: list[str]) -> None:
    """Name the rows of a frame, the first on top."""
    fig.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=labels[::-1],
        range=[-0.6, len(labels) - 0.4],
        showgrid=False,
        row=place,
    )


def row_label(row: object, column: str = "") -> str:
    """Speaker and day in two short lines, or the words of `column` alone."""
    if column:
        return getattr(row, column)
    extra = ", expected" if row.basis == "forecast" else ""
    when = day(row.as_of_last) if pd.notna(row.as_of_last) else "day not stated"
    return f"{SHORT.get(row.speaker_id, row.name)}<br>{when}{extra}"


def short_value(row: object, scale: float = 1) -> str:
    """The value in the fewest words: 4 to 6, over 10, up to 9, 12."""

    def number(value: float) -> str:
        value /= scale
        return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"

    if row.bound == "range":
        if getattr(row, "ours", False):
            return f"{row.low / scale:.1f} to {row.high / scale:.1f}"
        return f"{number(row.low)} to {number(row.high)}"
    return {"at least": "over ", "up to": "up to "}.get(row.bound, "") + number(row.value)


def heading_over(fig: go.Figure, place: int, text: str, more: str = "") -> None:
    """Write the name of a frame, and `more` about it, above the frame, from the left edge of the axes."""
    fig.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=fig.get_subplot(place, 1).yaxis.domain[1],
        yref="paper",
        yanchor="bottom",
        yshift=3,
        text=f"<b>{text}</b>{more}",
        showarrow=False,
    )


def side_legend(fig: go.Figure, sides: pd.Series) -> None:
    """A legend of the sides that speak, each with its own mark, in the order of the theme."""
    for side in (side for side in theme.ACTORS if side in set(sides)):
        fig.add_trace(legend_entry(theme.actor(side)))
    fig.update_layout(showlegend=True)
