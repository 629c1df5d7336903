"""Maps drawn as plain x/y in kilometres: no tiles, no network, north up, equal scale."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import agreement as agree
from helpers.charts import theme
from helpers.charts.figure import day, finish
from helpers.data import load, outlines, row_ids

CENTRE = (35.05, 51.2)  # longitude and latitude of the map's origin
KM_PER_DEGREE = 111.32  # of latitude; of longitude times cos(latitude)
FRAME_KM = {"x": (-36, 42), "y": (-38, 32)}
COUNTRIES_KM = {"RUSSIA": (30, 27), "UKRAINE": (-14, -16)}
BORDER, GRID = "state border", "grid"
TOWNS = ["Sudzha", "Korenevo", "Sumy", "Rylsk", "Glushkovo", "Lgov", "Yunakivka"]
PATTERNS = {agree.BOTH: "", agree.ONLY_DEEPSTATE: "/", agree.ONLY_OWL: "\\", agree.UNCLEAR: "."}
FILLS = {
    agree.BOTH: "#1D51AB",
    agree.ONLY_DEEPSTATE: "#6F9BE0",
    agree.ONLY_OWL: "#C47B0C",
    agree.UNCLEAR: theme.UNCLEAR,
}
BY_MAPPERS = {  # number of mappers → name, fill, pattern
    3: ("three maps", "#474747", ""),
    2: ("two maps", "#A9A9A9", "/"),
    1: ("one map", "#E4E4E4", "."),
}


class Fill(NamedTuple):
    """How cells are filled: ground colour, hatching, colour of the hatching."""

    color: str
    pattern: str
    lines: str


def to_km(lon: object, lat: object) -> tuple[np.ndarray, np.ndarray]:
    """Kilometres east and north of CENTRE (equirectangular: off by less than 0.5 % inside the frame).

    Rounded to 1/32 km: finer than a map of 2 km cells shows, and binary fractions pack well.
    """
    lon, lat = np.asarray(lon, float), np.asarray(lat, float)
    east = (lon - CENTRE[0]) * KM_PER_DEGREE * np.cos(np.radians(CENTRE[1]))
    north = (lat - CENTRE[1]) * KM_PER_DEGREE
    return np.round(east * 32) / 32, np.round(north * 32) / 32


def base_map(
    fig: go.Figure,
    towns: list[str] | None = None,
    frame: dict[str, tuple[float, float]] = FRAME_KM,
    countries: dict[str, tuple[float, float]] = COUNTRIES_KM,
) -> go.Figure:
    """Add border, rivers, towns, scale bar and the two countries' names, and set equal scale.

    Parameters
    ----------
    towns : names in table settlements; those near the rim of the frame are left out.
    frame : shown part of the map, km east ("x") and north ("y") of CENTRE.
    countries : where the countries' names stand, km east and north of CENTRE.
    """
    for name in outlines()["rivers"]:
        _line(fig, f"River {name}", {"color": "#7FA8D9", "width": 1})
    _line(fig, BORDER, {"color": theme.INK, "width": 2})
    _towns(fig, towns or TOWNS, frame)
    x0, y0 = frame["x"][0] + 3, frame["y"][0] + 3
    fig.add_shape(type="line", x0=x0, x1=x0 + 20, y0=y0, y1=y0, line={"color": theme.INK, "width": 3})
    fig.add_annotation(x=x0 + 10, y=y0, text="20 km", showarrow=False, yshift=10)
    for text, (x, y) in countries.items():
        fig.add_annotation(x=x, y=y, text=text, showarrow=False, font={"size": 12, "color": "#555555"})
    hidden = {"showgrid": False, "showticklabels": False, "ticks": "", "showline": False}
    fig.update_xaxes(range=list(frame["x"]), constrain="domain", **hidden)
    fig.update_yaxes(range=list(frame["y"]), scaleanchor="x", scaleratio=1, **hidden)
    return fig


def agreement_map(grid: pd.DataFrame, week: str) -> go.Figure:
    """Cells of 2 km on one Friday: held on both maps, on one only, or unclear to DeepState.

    Parameters
    ----------
    grid : table agreement_grid.
    week : a Friday, YYYY-MM-DD.

    Raises
    ------
    KeyError : no maps for that week.
    """
    cells, counts = agree.agreement(grid, week), agree.agreement_counts(grid, week)
    fig = go.Figure()
    for status in agree.STATUSES:
        _compared(fig, cells[cells["status"] == status], status, counts[status], week)
    _line(fig, GRID, {"color": theme.PAPER, "width": 0.7})
    base_map(fig)
    both, deepstate, owl = (int(counts[s]) for s in (agree.BOTH, agree.ONLY_DEEPSTATE, agree.ONLY_OWL))
    title = (
        f"{day(week)}: two maps share {both} cells ({both * agree.CELL_KM2:,.0f} km²); "
        f"{owl} only on Owl's, {deepstate} only on DeepState's"
    )
    drawn = grid[grid["week"] == pd.Timestamp(week)].groupby("mapper")["outline_date"].first()
    used = ", ".join(f"{theme.mapper(m).label} of {day(drawn[m])}" for m in ("deepstate", "project_owl"))
    return finish(
        fig,
        title=title,
        subtitle="Cells of 2 km by 2 km that the maps of DeepState and Project Owl count as held",
        caption=(
            f"Outlines: {used}; cells of EPSG:3035, counted where the centre lies; moving the grid by "
            "a kilometre changes a count by up to 4 %. Border: OpenStreetMap contributors (ODbL). "
            "Rivers: Natural Earth."
        ),
        alt=(
            f"{title}. {int(counts[agree.UNCLEAR])} more cells are unclear on DeepState's map. "
            "Most differences lie along the rim of the held ground, few in its middle."
        ),
        table=pd.DataFrame(
            {"Cells": counts.index, "Number": counts.to_numpy(), "km²": counts.to_numpy() * agree.CELL_KM2}
        ),
        height=620,
    )


def mappers_map(grid: pd.DataFrame, day_drawn: str) -> go.Figure:
    """Cells of 2 km by the number of mappers, out of three, who count them as held on one day.

    Parameters
    ----------
    grid : table agreement_grid.
    day_drawn : a day on which Creamy Caprice drew (analysis.agreement.own_days), YYYY-MM-DD.

    Raises
    ------
    KeyError : Creamy Caprice drew nothing for that day.
    """
    cells = agree.mappers_per_cell(grid, day_drawn)
    counts = cells["mappers"].value_counts().reindex([3, 2, 1], fill_value=0)
    fig = go.Figure()
    for number, (name, fill, pattern) in BY_MAPPERS.items():
        some = cells[cells["mappers"] == number]
        texts = [f"{name}<br>{', '.join(theme.mapper(m).label for m in r.who)}" for r in some.itertuples()]
        ids = row_ids("agreement_grid", some)
        _cells(fig, some, f"{name} ({counts[number]})", Fill(fill, pattern, theme.INK), ids, texts)
    _line(fig, GRID, {"color": theme.PAPER, "width": 0.7})
    base_map(fig)
    friday = cells.loc[cells["mapper"] != "creamy_caprice", "week"].iloc[0]
    title = f"{day(day_drawn)}: three maps count {counts[3]} cells, two {counts[2]}, one alone {counts[1]}"
    pairs = cells["who"].map(lambda who: ", ".join(theme.mapper(m).label for m in who)).value_counts()
    return finish(
        fig,
        title=title,
        subtitle="Cells of 2 km by 2 km, by how many of three mappers count them as held",
        caption=(
            f"DeepState and Project Owl as of {day(friday)}, Creamy Caprice's outline of {day(day_drawn)}. "
            "Mappers who agree may share a source. Cells of EPSG:3035. Border: OpenStreetMap contributors "
            "(ODbL). Rivers: Natural Earth."
        ),
        alt=f"{title}. By mappers: " + "; ".join(f"{who} {n}" for who, n in pairs.items()) + ".",
        table=pd.DataFrame(
            {
                "Counted as held by": pairs.index,
                "Cells": pairs.to_numpy(),
                "km²": pairs.to_numpy() * agree.CELL_KM2,
            }
        ),
        height=620,
    )


def _compared(fig: go.Figure, cells: pd.DataFrame, status: str, count: int, week: str) -> None:
    """Cells of one status of the comparison of two maps."""
    marker = theme.INK if status == agree.UNCLEAR else theme.PAPER
    drawn = cells["deepstate"].notna()
    keys = cells[["cell_x", "cell_y"]].assign(
        week=pd.Timestamp(week), mapper=drawn.map({True: "deepstate", False: "project_owl"})
    )
    texts = [
        f"{status}<br>DeepState: {_word(r.deepstate)}<br>Project Owl: {_word(r.project_owl)}"
        for r in cells.itertuples()
    ]
    fill = Fill(FILLS[status], PATTERNS[status], marker)
    _cells(fig, cells, f"{status} ({count})", fill, row_ids("agreement_grid", keys), texts)


def _cells(
    fig: go.Figure, cells: pd.DataFrame, name: str, fill: Fill, ids: list[str], texts: list[str]
) -> None:
    """Areas of cells with one fill, and unseen marks in their middles for hover and row ids."""
    x, y = _corners(_strips(cells))
    fig.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            fill="toself",
            line={"width": 0},
            fillcolor=None if fill.pattern else fill.color,
            fillpattern={
                "shape": fill.pattern,
                "bgcolor": fill.color,
                "fgcolor": fill.lines,
                "size": 5,
                "solidity": 0.25,
            },
            name=name,
            hoverinfo="skip",
        )
    )
    middle_x, middle_y = to_km(*_node_places(cells["cell_x"], cells["cell_y"], 0.5))
    fig.add_trace(
        go.Scatter(
            x=middle_x,
            y=middle_y,
            mode="markers",
            marker={"opacity": 0, "size": 9},
            customdata=ids,
            hovertext=_constant(texts),
            hoverinfo="text",
            showlegend=False,
        )
    )


def _constant(texts: list[str]) -> list[str] | str:
    """One text for all marks when they say the same; it is stored once then."""
    return texts[0] if len(set(texts)) == 1 else texts


def _word(status: object) -> str:
    return status if isinstance(status, str) else "not drawn"


def _strips(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells that follow one another from south to north as one strip (fewer corners to store)."""
    rows = cells[["cell_x", "cell_y"]].sort_values(["cell_x", "cell_y"])
    starts = ((rows["cell_x"].diff() != 0) | (rows["cell_y"].diff() != 1)).cumsum()
    return rows.groupby(starts).agg(x=("cell_x", "first"), south=("cell_y", "min"), north=("cell_y", "max"))


def _corners(strips: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Closed outlines of all strips, divided by gaps."""
    x, south, north = strips["x"], strips["south"], strips["north"] + 1
    ring = [(x, south), (x + 1, south), (x + 1, north), (x, north), (x, south)]
    lon, lat = zip(*(_node_places(*corner) for corner in ring), strict=True)
    return _with_gaps(np.array(lon).T, np.array(lat).T)


def _with_gaps(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows of positions as one line in km, with a gap after each row."""
    gap = np.full((len(lon), 1), np.nan)
    east, north = to_km(lon, lat)
    return np.hstack([east, gap]).ravel(), np.hstack([north, gap]).ravel()


@cache
def _nodes() -> tuple[np.ndarray, int, int]:
    """Longitudes and latitudes of the grid's corners by column and row, and the first column and row."""
    nodes = load("grid_nodes")
    first = nodes["node_x"].min(), nodes["node_y"].min()
    column, row = nodes["node_x"] - first[0], nodes["node_y"] - first[1]
    places = np.full((2, column.max() + 1, row.max() + 1), np.nan)
    places[:, column, row] = nodes[["lon", "lat"]].to_numpy().T
    return places, *first


def _node_places(x: pd.Series, y: pd.Series, shift: float = 0) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude of grid nodes; with `shift` 0.5 the middles of the cells."""
    places, first_x, first_y = _nodes()
    column, row = np.asarray(x) - first_x, np.asarray(y) - first_y
    here = places[:, column, row]
    lon, lat = (here + places[:, column + 1, row + 1]) / 2 if shift else here
    return lon, lat


def _line(fig: go.Figure, name: str, line: dict) -> None:
    """Draw a line that all maps share."""
    x, y = _shared_line(name)
    fig.add_trace(
        go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", name=name, showlegend=False)
    )


@cache
def _shared_line(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Positions in km of the state border, a river or the grid, with a gap after each part."""
    if name == GRID:
        parts = _grid_parts()
    else:
        lines = outlines()
        parts = lines["state_border"] if name == BORDER else lines["rivers"][name.removeprefix("River ")]
    x, y = [], []
    for part in parts:
        east, north = to_km(*np.array(part).T)
        x += [*east, np.nan]
        y += [*north, np.nan]
    return np.array(x), np.array(y)


def _grid_parts() -> list[list]:
    """Lines of the grid; three points each, for they are nearly straight."""
    nodes = load("grid_nodes")
    parts = []
    for along, across in (("node_x", "node_y"), ("node_y", "node_x")):
        for _, line in nodes.sort_values(across).groupby(along):
            parts.append(line[["lon", "lat"]].iloc[[0, len(line) // 2, -1]].to_numpy().tolist())
    return parts


def _towns(fig: go.Figure, names: list[str], frame: dict[str, tuple[float, float]]) -> None:
    towns = load("settlements", name=names)
    x, y = to_km(towns["lon"], towns["lat"])
    inside = (x > frame["x"][0] + 6) & (x < frame["x"][1] - 6)
    inside &= (y > frame["y"][0] + 2) & (y < frame["y"][1] + 4)
    towns, x, y = towns[inside], x[inside], y[inside]
    fig.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="markers+text",
            marker={"color": theme.INK, "size": 6, "line": {"color": theme.PAPER, "width": 1.5}},
            text=[f"<b>{name}</b>" for name in towns["name"]],
            textposition="top center",
            textfont={"size": 12, "color": theme.INK, "shadow": "0 0 2px #fff, 0 0 3px #fff, 0 0 4px #fff"},
            customdata=row_ids("settlements", towns),
            hovertext=towns["name"].tolist(),
            hoverinfo="text",
            showlegend=False,
        )
    )
