"""Where this is: a map of Kursk oblast and its neighbours, and the same as a small inset in other maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import ground
from helpers.charts import cells, maps, theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, areas, line, notes, segments
from helpers.data import load, outlines
from helpers.words import day, number

OTHERS, EDGE, DONBAS, KURSK = "#F8F7F3", "#B9B4A8", "#DDE3EA", "#E6DEC8"
COARSE = 12  # km between the points of an outline in the inset
WHERE = maps.View(
    x=(-560, 560),
    y=(-455, 330),
    towns={
        "Kyiv": "above",
        "Sumy": "below",
        "Kursk": "right",
        "Belgorod": "right",
        "Kharkiv": "right",
        "Pokrovsk": "right",
    },
    countries={"UKRAINE": (-260, -230), "RUSSIA": (330, 0), "BELARUS": (-420, 190)},
    scale=(-530, -425),
    height=560,
    phone={"height": 400, "xaxis.range": [-367, 403], "yaxis.range": [-455, 394]},
)
INSET = {"x": (0.785, 1), "y": (0, 0.252)}  # shares of the picture, below at the right
SMALL = {"x": (0.68, 1), "y": (0, 0.239)}  # the same on a phone
INSET_KM = {"x": [-760, 540], "y": [-640, 500]}


def where_it_is(grid: pd.DataFrame, week: str = "2024-09-06") -> Figure:
    """Kursk oblast, Ukraine and the Donbas, and the ground held on both maps of one Friday.

    Parameters
    ----------
    grid : table agreement_grid.
    week : a Friday of the grid, YYYY-MM-DD.

    Raises
    ------
    KeyError : no maps for that week.

    >>> fig = charts.where_it_is(load("agreement_grid"), week="2024-09-06")
    >>> fig.layout.meta["title"]
    "Kursk oblast lies on Ukraine's border;...
    """
    towns = load("settlements", name=[*WHERE.towns, "Sudzha"])
    away = {name: ground.straight_km(towns, "Sudzha", name) for name in ("Pokrovsk", "Kyiv")}
    km = {name: number(round(distance, -1)) for name, distance in away.items()}
    rows = agree.agreement(grid, week)
    held = rows[rows["status"] == agree.BOTH]
    return picture(
        [
            *_countries(),
            cells.area(held, cells.BOTH, showlegend=False),
            *_distances(towns, km),
            maps.towns(WHERE),
            *_names(day(week)),
        ],
        **maps.axes(WHERE, maps.SEA),
        title="Kursk oblast lies on Ukraine's border; Pokrovsk in the Donbas is "
        f"**{km['Pokrovsk']} km** away",
        subtitle="Where the places of this course lie. Blue: ground held by Ukraine on two maps on "
        f"{day(week)}",
        caption="Borders: Natural Earth and OpenStreetMap contributors (ODbL); Crimea and Sevastopol are "
        "part of Ukraine within its recognised borders. Towns: GeoNames. Lines: straight distances from "
        "Sudzha.",
        alt=[f"Straight from Sudzha to {name}: {distance} km" for name, distance in km.items()],
        table=pd.DataFrame({"From Sudzha to": [*km], "Straight line, km": [*km.values()]}),
    )


def inset(view: maps.View) -> list[Layer]:
    """A small map of the countries with the frame of `view`; its axes are those of `with_inset`."""
    on = {"xaxis": "x2", "yaxis": "y2"}
    (west, east), (south, north) = INSET_KM["x"], INSET_KM["y"]
    rim = [west, east, east, west, west], [south, south, north, north, south]
    sea = line(*rim, maps.SEA, 0, fill="toself", fillcolor=maps.SEA, **on)
    (x0, x1), (y0, y1) = view.x, view.y
    frame = [(x0 - 12, y0 - 12, x1 + 12, y1 + 12)]
    refs = {"xref": "x2", "yref": "y2"}
    names = notes([(-180, -260, "Ukraine"), (290, 60, "Russia")], font={"size": 12}, **refs)
    return [
        sea,
        *(_filled(parts, fill, EDGE, 0.8, **on) for parts, fill in _coarse()),
        areas(frame, "rgba(0,0,0,0)", line={"color": theme.INK, "width": 2}, **refs),
        line(*rim, EDGE, 2, **on),
        names,
    ]


def with_inset(axes: Mapping[str, Any]) -> dict[str, Any]:
    """The axes of a map (from maps.axes) with those of the inset, on a desk and on a phone."""
    hidden = {"visible": False, "fixedrange": True}
    own = {
        "xaxis2": {"domain": [*INSET["x"]], "range": INSET_KM["x"], "anchor": "y2", **hidden},
        "yaxis2": {"domain": [*INSET["y"]], "range": INSET_KM["y"], "anchor": "x2", **hidden},
    }
    patch = {"xaxis2.domain": [*SMALL["x"]], "yaxis2.domain": [*SMALL["y"]]}
    return {**axes, "look": {**axes["look"], **own}, "narrow": {**axes["narrow"], **patch}}


def _countries() -> list[Layer]:
    drawn = outlines()
    kinds = {"Ukraine": maps.UKRAINE, "Russia": maps.LAND}
    donbas = [*drawn["oblasts"]["Donetsk"], *drawn["oblasts"]["Luhansk"]]
    return [
        *(
            _filled(_km(parts), kinds.get(name, OTHERS), EDGE, 1)
            for name, parts in drawn["countries"].items()
        ),
        _filled(_km(donbas), DONBAS, "#8B97A6", 1),
        _filled(_km(drawn["kursk_oblast"]), KURSK, "#8B7B4E", 1.2),
        _filled(_km(drawn["countries"]["Ukraine"]), "rgba(0,0,0,0)", theme.INK, 1.6),
    ]


def _distances(towns: pd.DataFrame, km: Mapping[str, str]) -> list[Layer]:
    """Straight lines from Sudzha, with their length on them; the title's under the pen."""
    at = maps.placed(towns).set_index("name")[["x", "y"]]
    start = at.loc["Sudzha"]
    lines = segments(((*start, *at.loc[name]) for name in km), {"color": theme.INK_2, "width": 1.2})
    places = {name: 0.45 * start + 0.55 * at.loc[name] for name in km}
    penned, *plain = (
        notes([(*places[name], f"{text} km")], 13, bgcolor=theme.PAPER) for name, text in km.items()
    )
    marked = penned._replace(notes=[{**note, "bgcolor": theme.PEN} for note in penned.notes])
    return [lines, marked, *plain]


def _names(on: str) -> list[Layer]:
    spelled = ((x, y, "\N{THIN SPACE}".join(name)) for name, (x, y) in WHERE.countries.items())
    return [
        notes(spelled, font={"size": 13, "color": theme.INK_3}),
        notes([(257, -235, "<b>the Donbas</b>")], font={"size": 14, "shadow": maps.GLOW}),
        maps.leader((120, 90), (165, 190), "<b>Kursk oblast</b>,<br>Russia"),
        maps.leader((5, 8), (-40, 190), f"<b>held by Ukraine</b><br>on {on}"),
    ]


def _km(parts: Iterable) -> list[np.ndarray]:
    return [np.array(maps.to_km(*np.array(part).T)).T for part in parts]


def _filled(parts: list[np.ndarray], fill: str, edge: str, width: float, **look: Any) -> Layer:
    x, y = (maps.with_gaps(part[:, side] for part in parts) for side in (0, 1))
    return line(x, y, edge, width, fill="toself", fillcolor=fill, **look)


@cache
def _coarse() -> list[tuple[list[np.ndarray], str]]:
    """Countries for the inset, with fewer points: neighbours, Russia, Ukraine."""
    countries = outlines()["countries"]
    near = [part for name, parts in countries.items() if name not in ("Russia", "Ukraine") for part in parts]
    kinds = [(near, OTHERS), (countries["Russia"], maps.LAND), (countries["Ukraine"], maps.UKRAINE)]
    return [([_thinned(part) for part in _km(parts)], fill) for parts, fill in kinds]


def _thinned(ring: np.ndarray) -> np.ndarray:
    """A ring with points at least COARSE kilometres apart, closed."""
    kept = [ring[0]]
    for point in ring[1:]:
        if np.hypot(*(point - kept[-1])) >= COARSE:
            kept.append(point)
    return np.array([*kept, ring[0]])
