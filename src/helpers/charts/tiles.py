"""Tiles: one small box per row, in lines, with labels beside or above."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.charts import theme
from helpers.charts.figure import broken

LINE_PX = 18  # a line of 13 px text
TILE_PX = 31
COLUMNS = 10  # tiles side by side: wide enough for "S01a" on a phone
WRAP = 52
DARK = "#4A4A4A"  # the fill on which text must be white


def laid_out(frame: pd.DataFrame, group: str, columns: int, heading: int = 0) -> tuple[pd.DataFrame, int]:
    """Give each row of `frame` a tile (column, line from the top); each group starts a new line."""
    line, places = 0, []
    for _, some in frame.groupby(group, observed=True, sort=True):
        line += heading
        for number, index in enumerate(some.index):
            places.append((index, number % columns, line + number // columns))
        line += -(-len(some) // columns)
    at = pd.DataFrame(places, columns=["index", "column", "row"]).set_index("index")
    return frame.join(at), line


def add_tiles(
    fig: go.Figure,
    some: pd.DataFrame,
    marks: list[str],
    hovers: list[str],
    fill: str,
    edge: str,
    pattern: str = "",
    name: str = "",
    ids: str = "claim_id",
) -> None:
    """Draw the rows of `some` (from `laid_out`) as tiles of one look, in one trace.

    Parameters
    ----------
    marks : row id of each tile.
    hovers : hover text of each tile.
    fill, edge, pattern : colours of tile and border, hatching as Plotly names it.
    name : entry of the legend; without it there is none.
    ids : column whose text stands inside the tiles; empty for none.
    """
    fig.add_trace(
        go.Bar(
            x=some["column"].tolist(),
            base=(-some["row"] - 0.42).tolist(),
            y=[0.84] * len(some),
            width=0.92,
            name=name,
            showlegend=bool(name),
            text=some[ids].tolist() if ids else None,
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"size": 12, "color": theme.PAPER if fill == DARK else theme.INK},
            marker=fill_of(fill, pattern, edge, 1 if edge == theme.INK else 2),
            customdata=marks,
            hovertext=hovers,
            hoverinfo="text",
        )
    )


def fill_of(color: str, pattern: str, edge: str, width: int) -> dict:
    """Marker of a bar: its colour, its border (`width` pixels) and its hatching, if any."""
    shape = {"shape": pattern, "size": 7, "solidity": 0.18, "fgcolor": theme.FAINT, "bgcolor": color}
    return {"color": color, "line": {"color": edge, "width": width}} | ({"pattern": shape} if pattern else {})


def tint(color: str) -> str:
    """A light ground of the same hue, on which dark text stays legible."""
    parts = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * 0.22):02X}" for part in parts)


def label_beside(fig: go.Figure, text: str, some: pd.DataFrame) -> None:
    """Write a text to the right of the last tile of `some`."""
    last = some["row"].max()
    free = some.loc[some["row"] == last, "column"].max() + 0.6
    fig.add_annotation(
        x=free, y=-last, text=text, xanchor="left", yanchor="middle", showarrow=False, xshift=3
    )


def label_above(fig: go.Figure, text: str, row: int, column: float = -0.5) -> None:
    """Write a text above a line of tiles, from the left edge or from `column`."""
    fig.add_annotation(
        x=column, y=-row + 0.5, text=text, xanchor="left", yanchor="bottom", showarrow=False, align="left"
    )


def bare_axes(fig: go.Figure, columns: int, lines: int) -> None:
    """Axes that show nothing and hold `columns` × `lines` tiles."""
    fig.update_xaxes(visible=False, range=[-0.55, columns - 0.45], fixedrange=True)
    fig.update_yaxes(visible=False, range=[-lines + 0.45, 0.55], fixedrange=True)
    fig.update_layout(barmode="overlay")


def claim_hover(claim: object) -> str:
    """Id, kind, words and speaker of one row of table claims."""
    who = getattr(claim, "speaker", None)
    said = f"{who} ({claim.voice})" if isinstance(who, str) else claim.voice
    through = f", {claim.through}" if isinstance(claim.through, str) else ""
    return f"<b>{claim.claim_id}</b>, {claim.kind}<br>{broken(claim.claim, WRAP)}<br>{said}{through}"
