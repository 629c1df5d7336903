"""Maps drawn as plain x/y in kilometres: no tiles, no network, north up, equal scale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis import agreement as agree
from helpers.charts import theme
from helpers.charts.layers import Channel, Layer, Row, Say, column, line, notes, scatter, segments, steps
from helpers.data import load, outlines, row_ids
from helpers.words import counted, day

CENTRE = (35.05, 51.2)  # longitude and latitude of the map's origin
KM_PER_DEGREE = 111.32  # of latitude; of longitude times cos(latitude)
BORDER, GRID = "state border", "grid"
DRAWN_FROM = "Border: OpenStreetMap contributors (ODbL). Rivers: Natural Earth."
HIDDEN = {"showgrid": False, "showticklabels": False, "ticks": "", "showline": False}
GLOW = "0 0 2px #fff, 0 0 3px #fff, 0 0 4px #fff"


class View(NamedTuple):
    """The shown part of the map, in km east (x) and north (y) of CENTRE, and what it names.

    Towns near the rim are left out. `below` are towns whose names stand below their mark; countries have
    the place of their name.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    towns: list[str]
    countries: Mapping[str, tuple[float, float]]
    below: tuple[str, ...] = ()


class Fill(NamedTuple):
    """How cells are filled: ground colour, hatching, colour of the hatching."""

    color: str
    pattern: str
    lines: str


SALIENT = View(
    x=(-36, 42),
    y=(-38, 32),
    towns=["Sudzha", "Korenevo", "Sumy", "Rylsk", "Glushkovo", "Lgov", "Yunakivka"],
    countries={"RUSSIA": (30, 27), "UKRAINE": (-14, -16)},
)
FILLS = {
    agree.BOTH: Fill("#1D51AB", "", theme.PAPER),
    agree.ONLY_DEEPSTATE: Fill("#6F9BE0", "/", theme.PAPER),
    agree.ONLY_OWL: Fill("#C47B0C", "\\", theme.PAPER),
    agree.UNCLEAR: Fill(theme.UNCLEAR, ".", theme.INK),
}


def to_km(lon: object, lat: object) -> tuple[np.ndarray, np.ndarray]:
    """Kilometres east and north of CENTRE (equirectangular: off by less than 0.5 % inside the frame).

    Rounded to 1/32 km: finer than a map of 2 km cells shows, and binary fractions pack well.
    """
    lon, lat = np.asarray(lon, float), np.asarray(lat, float)
    east = (lon - CENTRE[0]) * KM_PER_DEGREE * np.cos(np.radians(CENTRE[1]))
    north = (lat - CENTRE[1]) * KM_PER_DEGREE
    return np.round(east * 32) / 32, np.round(north * 32) / 32


def placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with lon and lat in degrees, and where they stand on the map: x, y."""
    x, y = to_km(rows["lon"], rows["lat"])
    return rows.assign(x=x, y=y)


def with_gaps(parts: Iterable[Iterable[float]]) -> list[float]:
    """Lines as one line, with a gap after each."""
    return [float(place) for part in parts for place in (*part, math.nan)]


def axes(view: View = SALIENT) -> dict[str, dict]:
    """The axes of a map: without ticks, at one scale."""
    return {
        "x": {"range": list(view.x), "constrain": "domain", **HIDDEN},
        "y": {"range": list(view.y), "scaleanchor": "x", "scaleratio": 1, **HIDDEN},
    }


def base(view: View = SALIENT, below_towns: Iterable[Layer] = ()) -> list[Layer]:
    """Rivers, border, towns, scale bar and the two countries' names; `below_towns` lies under the towns."""
    left, foot = view.x[0] + 3, view.y[0] + 3
    countries = ((x, y, name) for name, (x, y) in view.countries.items())
    return [
        *(_line(name, "#7FA8D9", 1) for name in _lines() if name not in (BORDER, GRID)),
        _line(BORDER, theme.INK, 2),
        *below_towns,
        _towns(view),
        segments([(left, foot, left + 20, foot)], {"color": theme.INK, "width": 3}),
        notes([(left + 10, foot, "20 km")], size=None, yshift=10),
        notes(countries, font={"size": 12, "color": "#555555"}),
    ]


def cells(kinds: Iterable[tuple[pd.DataFrame, str, Fill]], say: Say) -> list[Layer]:
    """Areas of grid cells, and the lines of the grid above them.

    Parameters
    ----------
    kinds : rows (cell_x, cell_y, and week and mapper of the row of agreement_grid that a cell stands for),
        their entry in the legend, their fill.
    say : words of the hover of one cell.
    """
    filled = [layer for rows, name, fill in kinds for layer in _filled(rows, name, fill, say)]
    return [*filled, _line(GRID, theme.PAPER, 0.7)]


def _filled(rows: pd.DataFrame, name: str, fill: Fill, say: Say) -> list[Layer]:
    """Areas of cells with one fill, and unseen marks in their middles for hover and row ids."""
    x, y = _corners(rows)
    hatched = {"shape": fill.pattern, "bgcolor": fill.color, "fgcolor": fill.lines}
    look = {"fillpattern": {**hatched, "size": 5, "solidity": 0.25}, "line": {"width": 0}, "name": name}
    if not fill.pattern:
        look["fillcolor"] = fill.color
    rows = rows.assign(row_id=row_ids("agreement_grid", rows))
    at = to_km(*agree.middles(_nodes(), rows).T)
    said = column(rows, say)
    once = {"hovertext": said[0]} if len(set(said)) == 1 else {}  # one text for all is stored once
    unseen = {"marker": {"opacity": 0, "size": 9}, "showlegend": False, **once}
    return [scatter(rows, x, y, mode="lines", fill="toself", **look), scatter(rows, *at, say, **unseen)]


def compared_cells(grid: pd.DataFrame, week: str) -> list[Layer]:
    """Cells of 2 km on one Friday: held on both maps, on one only, or unclear to DeepState.

    Raises KeyError when table agreement_grid has no maps for that week.
    """
    rows = agree.agreement(grid, week)
    counts = agree.counted(rows)
    rows[agree.COMPARED] = rows[agree.COMPARED].fillna("not drawn")

    def say(row: Row) -> str:
        return f"{row.status}<br>DeepState: {row.deepstate}<br>Project Owl: {row.project_owl}"

    kinds = ((rows[rows["status"] == kind], f"{kind} ({counts[kind]})", fill) for kind, fill in FILLS.items())
    return cells(kinds, say)


def beyond(cells: pd.DataFrame, view: View = SALIENT) -> str:
    """A sentence on cells that are counted but lie outside the map; empty when there are none."""
    x, y = to_km(*agree.middles(_nodes(), cells).T)
    outside = int(((x < view.x[0]) | (x > view.x[1]) | (y < view.y[0]) | (y > view.y[1])).sum())
    return f"Counted but outside this picture: {counted(outside, 'cell')}. " if outside else ""


def compared_caption(grid: pd.DataFrame, week: str) -> str:
    """Whose outlines `compared_cells` compares, of which days, and how cells are counted."""
    drawn = grid[grid["week"] == pd.Timestamp(week)].groupby("mapper")["outline_date"].first()
    used = ", ".join(f"{theme.mapper(name).label} of {day(drawn[name])}" for name in agree.COMPARED)
    return (
        f"Outlines: {used}; cells of EPSG:3035, counted where the centre lies; moving the grid by "
        f"a kilometre changes a count by up to 4 %. {beyond(agree.agreement(grid, week))}{DRAWN_FROM}"
    )


def _corners(rows: pd.DataFrame) -> tuple[list[float], list[float]]:
    """Closed outlines, divided by gaps; cells from south to north are one strip (fewer corners to store)."""
    rows = rows[["cell_x", "cell_y"]].sort_values(["cell_x", "cell_y"])
    starts = ((rows["cell_x"].diff() != 0) | (rows["cell_y"].diff() != 1)).cumsum()
    strips = rows.groupby(starts).agg({"cell_x": "first", "cell_y": ["min", "max"]})
    x, south, north = (strips[column] for column in strips)
    north = north + 1
    ring = [*zip((x, south), (x + 1, south), (x + 1, north), (x, north), (x, south), strict=True)]
    corners = agree.corners(_nodes(), *(np.concatenate(side) for side in ring))
    east, north = to_km(*corners.reshape(5, -1, 2).T)
    return with_gaps(east), with_gaps(north)


@cache
def _nodes() -> pd.DataFrame:
    """Corners of the grid by column and row."""
    return load("grid_nodes").set_index(["node_x", "node_y"])


def _line(name: str, color: str, width: float) -> Layer:
    """One of the lines that all maps share."""
    return line(*_lines()[name], color, width, name=name)


@cache
def _lines() -> dict[str, tuple[list[float], list[float]]]:
    """Rivers, the state border and the grid in km, with a gap after each part."""
    drawn = outlines()
    parts = {f"River {name}": river for name, river in drawn["rivers"].items()}
    parts |= {BORDER: drawn["state_border"], GRID: _grid_parts()}
    made = {}
    for name, lines in parts.items():
        east, north = zip(*(to_km(*np.array(part).T) for part in lines), strict=True)
        made[name] = with_gaps(east), with_gaps(north)
    return made


def _grid_parts() -> list[np.ndarray]:
    """Lines of the grid; three points each, for they are nearly straight."""
    return [
        places[["lon", "lat"]].to_numpy()[[0, len(places) // 2, -1]]
        for along, across in (("node_x", "node_y"), ("node_y", "node_x"))
        for _, places in load("grid_nodes").sort_values(across).groupby(along)
    ]


def _towns(view: View) -> Layer:
    rows = placed(load("settlements", name=view.towns))
    shown = rows["x"].between(view.x[0] + 6, view.x[1] - 6, inclusive="neither")
    shown &= rows["y"].between(view.y[0] + 2, view.y[1] + 4, inclusive="neither")
    rows = rows[shown].assign(row_id=lambda inside: row_ids("settlements", inside))
    sides = ["bottom center" if name in view.below else "top center" for name in rows["name"]]
    look = {
        "marker": {"color": theme.INK, "size": 6, "line": {"color": theme.PAPER, "width": 1.5}},
        "mode": "markers+text",
        "text": [f"<b>{name}</b>" for name in rows["name"]],
        "textposition": sides if view.below else "top center",
        "textfont": {"size": 12, "color": theme.INK, "shadow": GLOW},
    }
    return scatter(rows, "x", "y", say=lambda town: town.name, showlegend=False, **look)


def redrawn(rows: pd.DataFrame, y: Channel, say: Say, mode: str = "lines+markers", **look: Any) -> Layer:
    """One mapper's outlines as steps at redrawn days; marks alone for one who draws about once a month."""
    name = rows["mapper"].iloc[0]
    style, monthly = theme.mapper(name), name == "creamy_caprice"
    marker = {"symbol": style.symbol, "color": style.color, "size": 8 if monthly else 4}
    look = {"mode": "markers" if monthly else mode, "name": f"{style.label} ({theme.LEANINGS[name]})", **look}
    return steps(rows, "date", y, style, say, marker=marker, **look)
