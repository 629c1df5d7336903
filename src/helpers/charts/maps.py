"""Maps drawn as plain x/y in kilometres: no tiles, no network, north up, equal scale."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.charts import theme
from helpers.charts.layers import Channel, Layer, Say, line, notes, scatter, segments, steps
from helpers.data import load, outlines, row_ids

CENTRE = (35.05, 51.2)  # longitude and latitude of the map's origin
KM_PER_DEGREE = 111.32  # of latitude; of longitude times cos(latitude)
DRAWN_FROM = "Border: OpenStreetMap contributors (ODbL). Rivers, countries: Natural Earth."
LAND, UKRAINE, SEA, RIVER, ROAD = "#F4F1E9", "#FFFFFF", "#DCE7F1", "#8FB1D6", "#7A5C2E"
DARK = "#1D51AB"  # ground held on both maps
FAR = 600  # km: where the white ground of Ukraine may end unseen
GLOW = "0 0 2px #fff, 0 0 3px #fff, 0 0 4px #fff, 0 0 5px #fff"
SHADE = f"0 0 3px {theme.INK}"  # behind white names
SIDES = {"right": "middle right", "left": "middle left", "above": "top center", "below": "bottom center"}


class View(NamedTuple):
    """The shown part of the map, in km east (x) and north (y) of CENTRE, and what it names.

    `towns` have the side on which their name stands, `countries` and `rivers` the place of their name,
    `scale` is the left end of the bar of 20 km. `phone` is the change of the layout below 560 pixels.
    `beyond` are the km outside it that are kept: a picture of another form shows more than the view.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    towns: Mapping[str, str]
    countries: Mapping[str, tuple[float, float]]
    scale: tuple[float, float]
    height: int
    phone: Mapping[str, Any]
    rivers: Mapping[str, tuple[float, float]] = {}
    beyond: float = 25


SALIENT = View(
    x=(-44, 50),
    y=(-37, 33.5),
    towns={
        "Sudzha": "above",
        "Korenevo": "above",
        "Sumy": "right",
        "Glushkovo": "above",
        "Yunakivka": "left",
    },
    countries={"RUSSIA": (40, 29), "UKRAINE": (-27, -20)},
    scale=(-38.5, -35.3),
    height=600,
    phone={"height": 420, "xaxis.range": [-39, 38], "yaxis.range": [-46, 44]},
    rivers={"Seim": (-41, 21.2)},
)


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


def axes(view: View = SALIENT, land: str = LAND) -> dict[str, Any]:
    """Axes, size and ground of a map: no ticks, one scale, no rim; ready for `picture`.

    The ranges stay as they are and the map shrinks: Plotly keeps a zoom only where it changed no range.
    """
    kept = {"constrain": "domain", "visible": False}
    return {
        "x": {"range": list(view.x), **kept},
        "y": {"range": list(view.y), "scaleanchor": "x", "scaleratio": 1, "constraintoward": "top", **kept},
        "look": {"plot_bgcolor": land, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}},
        "height": view.height,
        "narrow": dict(view.phone),
    }


def base(
    view: View, ground: Iterable[Layer] = (), above: Iterable[Layer] = (), dark: Collection[str] = ()
) -> list[Layer]:
    """A whole map: land and rivers, `ground` on it, the border, `above`, then towns, scale bar and names.

    `dark` are towns on dark ground.
    """
    spelled = ((x, y, "\N{THIN SPACE}".join(name)) for name, (x, y) in view.countries.items())
    left, foot = view.scale
    water = {"size": 13, "color": "#4A78A8", "shadow": GLOW}
    return [
        *land(view),
        *ground,
        *border(view),
        *above,
        towns(view, dark),
        segments([(left, foot, left + 20, foot)], {"color": theme.INK, "width": 3}),
        notes([(left, foot, "20 km")], font={"size": 13, "shadow": GLOW}, xanchor="left", yshift=10),
        notes(spelled, font={"size": 13, "color": theme.INK_3}),
        notes([(*at, f"<i>{name}</i>") for name, at in view.rivers.items()], font=water, name="wide"),
    ]


def land(view: View) -> list[Layer]:
    """The white ground of Ukraine (Russia is the ground of the axes), and rivers."""
    along = np.array(_border())
    near = np.flatnonzero(_near(along, view))
    x, y = along[max(near[0] - 1, 0) : near[-1] + 2].T
    ring = [*x, x[-1], -FAR, -FAR], [*y, -FAR, -FAR, y[0]]  # Ukraine lies south-west of each view
    ukraine = line(*ring, UKRAINE, 0, fill="toself", fillcolor=UKRAINE)
    return [ukraine, _lines(_rivers(), view, RIVER, 1.3)]


def border(view: View) -> list[Layer]:
    """The state border with a light edge."""
    parts = [_border()]
    return [_lines(parts, view, theme.PAPER, 5), _lines(parts, view, theme.INK, 2)]


def towns(view: View, dark: Collection[str] = ()) -> Layer:
    """Towns of a view with their names; those in `dark` stand on dark ground."""
    rows = placed(load("settlements", name=[*view.towns]))
    rows = rows.assign(row_id=row_ids("settlements", rows))
    white = rows["name"].isin([*dark])
    return scatter(
        rows,
        "x",
        "y",
        say=lambda town: town.name,
        mode="markers+text",
        marker={"color": theme.PAPER, "size": 8, "line": {"color": theme.INK, "width": 2}},
        text=[_beside(name, view.towns[name]) for name in rows["name"]],
        textposition=[SIDES[view.towns[name]] for name in rows["name"]],
        textfont={
            "size": 14,
            "color": [theme.PAPER if on else theme.INK for on in white],
            "shadow": [SHADE if on else GLOW for on in white],
        },
        showlegend=False,
    )


def _beside(name: str, side: str) -> str:
    """A town's name, with some room towards its mark."""
    gap = "\N{NO-BREAK SPACE}"
    before, after = {"right": (gap, ""), "left": ("", gap)}.get(side, ("", ""))
    return f"{before}<b>{name}</b>{after}"


def leader(at: tuple[float, float], to: tuple[float, float], text: str, **look: Any) -> Layer:
    """Words at `to` with a thin line to the place `at` that they name (both in km)."""
    right = to[0] > at[0]
    ends = {"axref": "x", "ayref": "y", "ax": to[0], "ay": to[1], "arrowhead": 0, "arrowwidth": 1.2}
    side = {"xanchor": "left" if right else "right", "align": "left" if right else "right"}
    font = {"font": {"size": 14, "shadow": GLOW}}
    return notes([(*at, text)], None, **{**font, **ends, **side, "showarrow": True, **look})


def road() -> list[Layer]:
    """The road that sources name, between its places, with a light edge."""
    x, y = to_km(*zip(*outlines()["road_h07_r200"], strict=True))
    name = {"name": "H-07 and R-200, drawn between places", "showlegend": True}
    return [line(x, y, theme.PAPER, 4.5, name=""), line(x, y, ROAD, 1.8, **name)]


def _lines(parts: Iterable[list], view: View, color: str, width: float) -> Layer:
    """Lines as far as a view can show them."""
    runs = [run for part in parts for run in _clipped(np.array(part), view)]
    x, y = (with_gaps(run[:, side] for run in runs) for side in (0, 1))
    return line(x, y, color, width)


def _near(points: np.ndarray, view: View) -> np.ndarray:
    """Which points lie in a view or little beyond it."""
    (west, east), (south, north) = view.x, view.y
    low, high = (west - view.beyond, south - view.beyond), (east + view.beyond, north + view.beyond)
    return ((points > low) & (points < high)).all(axis=1)


def _clipped(points: np.ndarray, view: View) -> list[np.ndarray]:
    """The runs of a line that lie in a view or little beyond it."""
    near = np.flatnonzero(_near(points, view))
    if not len(near):
        return []
    runs = np.split(near, np.flatnonzero(np.diff(near) > 1) + 1)
    return [points[max(run[0] - 1, 0) : run[-1] + 2] for run in runs]


@cache
def _border() -> list[tuple[float, float]]:
    """The state border as one line from north-west to south-east, in km.

    Its parts are joined where the next begins within 2 km of the end; a part that nothing joins is left out.
    """
    parts = [np.array(to_km(*np.array(part).T)).T for part in outlines()["state_border"]]
    chain, rest = [parts[0]], parts[1:]
    while rest:
        away = [math.dist(chain[-1][-1], part[0]) for part in rest]
        if min(away) > 2:
            break
        chain.append(rest.pop(int(np.argmin(away))))
    return [tuple(point) for part in chain for point in part.tolist()]


@cache
def _rivers() -> list[list[tuple[float, float]]]:
    """Rivers in km."""
    parts = (part for river in outlines()["rivers"].values() for part in river)
    return [[*zip(*(side.tolist() for side in to_km(*np.array(part).T)), strict=True)] for part in parts]


def panel(view: View, ground: Iterable[Layer], above: Iterable[Layer], *, named: bool) -> list[Layer]:
    """A small map among others; one that is `named` has the names of its towns."""
    town = towns(view)
    if not named:
        town = town._replace(traces=[{**trace, "mode": "markers"} for trace in town.traces])
    return [*land(view), *ground, _lines([_border()], view, theme.INK, 1.4), town, *above]


def panel_axes(view: View, place: int) -> tuple[dict, dict]:
    """The y and the x axis of a small map, by its place among the others (from 0)."""
    hidden = {"visible": False, "constrain": "domain"}
    own = f"x{place + 1 if place else ''}"
    y = {"range": list(view.y), "scaleanchor": own, "scaleratio": 1, **hidden}
    return y, {"range": list(view.x), **hidden}


def unlisted(layer: Layer) -> Layer:
    """The same layer without entries in the key."""
    return layer._replace(traces=[{**trace, "showlegend": False} for trace in layer.traces])


def folded(count: int, columns: int, height: int, above: int = 24, below: int = 0) -> dict[str, Any]:
    """The change of a layout that puts small maps in fewer columns.

    `height`, and the room `above` and `below` each map that its words need, are pixels.
    """
    lines = -(-count // columns)
    whole, side = height - above - below, 0.03
    gap = (above + below + 12) / whole
    tall, wide = (1 - gap * (lines - 1)) / lines, (1 - side * (columns - 1)) / columns
    patch: dict[str, Any] = {"height": height}
    for place, (row, column) in zip(range(count), product(range(lines), range(columns)), strict=False):
        axis = f"axis{place + 1 if place else ''}"
        left, top = column * (wide + side), 1 - row * (tall + gap)
        patch[f"x{axis}.domain"] = [round(left, 4), round(left + wide, 4)]
        patch[f"y{axis}.domain"] = [round(max(top - tall, 0), 4), round(top, 4)]
    return patch


def redrawn(rows: pd.DataFrame, y: Channel, say: Say, mode: str = "lines+markers", **look: Any) -> Layer:
    """One mapper's outlines as steps at redrawn days; marks alone for one who draws about once a month."""
    name = rows["mapper"].iloc[0]
    style, monthly = theme.mapper(name), name == "creamy_caprice"
    marker = {"symbol": style.symbol, "color": style.color, "size": 8 if monthly else 4}
    look = {"mode": "markers" if monthly else mode, "name": f"{style.label} ({theme.LEANINGS[name]})", **look}
    return steps(rows, "date", y, style, say, marker=marker, **look)
