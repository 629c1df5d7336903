"""Roads: what speakers counted, and the road sketch with cuts, closed bridges and beliefs."""

from __future__ import annotations

import math
from collections.abc import Container
from itertools import combinations
from typing import Any

import pandas as pd

from helpers.analysis import roads
from helpers.charts import maps, theme
from helpers.charts.frames import Figure, Frame, frames, picture
from helpers.charts.layers import Layer, line, notes, scatter
from helpers.charts.the_ground import words
from helpers.data import labels, row_ids
from helpers.words import counted, number

# Solid, dashed and dotted: how sure a drawn road is.
BASES = {
    "named": {"color": maps.ROAD, "width": 2.2, "dash": "solid"},
    "memory": {"color": "#9AA1AA", "width": 1, "dash": "5px,3px"},
    "assumed": {"color": theme.INK, "width": 1.8, "dash": "2px,3px"},
}
ROUTE, ROUTE_EDGE = {"color": theme.PEN, "width": 9}, {"color": theme.PEN_LINE, "width": 11}
BEFORE = "#D8D4CB"  # the way with all bridges open
CROSS = {"symbol": "x", "size": 14, "color": theme.INK, "line": {"color": theme.PAPER, "width": 1.5}}
BRIDGE = {"symbol": "square", "size": 11, "color": theme.PAPER, "line": {"color": theme.INK, "width": 2}}
UNSEEN = {"marker": {"opacity": 0, "size": 10}, "textfont": {"size": 14}, "showlegend": False}
SUPPLY = maps.View(
    x=(-42, 40),
    y=(-38, 27),
    towns={
        "Sumy": "left",
        "Yunakivka": "left",
        "Sudzha": "right",
        "Myropillia": "right",
        "Korenevo": "right",
        "Khotin": "left",
    },
    countries={"RUSSIA": (31, 23), "UKRAINE": (-32, -16)},
    scale=(-14, -36),
    height=630,
    phone={"height": 470, "xaxis.range": [-31, 29], "yaxis.range": [-42, 30]},
)
SEIM = maps.View(
    x=(-62, -2),
    y=(0, 46.5),
    towns={"Rylsk": "right", "Glushkovo": "below", "Tetkino": "above", "Korenevo": "left"},
    countries={"RUSSIA": (-10, 42), "UKRAINE": (-35, 2)},
    scale=(-60, 2),
    height=620,
    phone={"height": 360, "xaxis.range": [-62, -2], "yaxis.range": [-7, 53]},
    rivers={"Seim": (-14, 30)},
)
PANEL = SUPPLY._replace(x=(-24, 26), y=(-36, 27), towns={"Sumy": "right", "Sudzha": "above"})


def road_cut(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    cut: tuple[str, str] | None = None,
    believe: str = "named roads only",
) -> Figure:
    """The road sketch between Sumy and Sudzha with one stretch cut: what follows if it is right.

    Parameters
    ----------
    nodes, edges : tables roads_nodes and roads_edges.
    cut : the stretch that is cut, as a pair of node ids; None cuts nothing.
    believe : key of roads.BELIEFS: which drawn roads are taken as real.

    Raises
    ------
    KeyError : unknown belief, or a stretch that the sketch does not hold.
    """
    whole = roads.graph(nodes, edges, believe)
    cuts = [cut] if cut else []
    left = roads.without(whole, cuts)
    before, after = roads.shortest(whole, "SUMY", "SUDZHA"), roads.shortest(left, "SUMY", "SUDZHA")
    lost = roads.cut_off(whole, "SUMY", cuts)
    at = _placed(nodes)
    middles = [tuple(at.loc[[*stretch], ["x", "y"]].mean()) for stretch in cuts]
    return picture(
        maps.base(
            SUPPLY,
            _sketch(at, roads.believed(edges, believe), after, lost),
            [_crosses(middles, "cut"), *_length(at, after)],
        ),
        **maps.axes(SUPPLY),
        title=words.cut_title(nodes, cut, believe, before, after),
        subtitle="Road sketch; the broad line is the shortest route from Sumy to Sudzha",
        caption=f"{words.SKETCH} Hollow dots: places that the cut separates from Sumy.",
        alt=[f"{words.route(nodes, after)}. {words.lost(lost)}"],
        table=words.route_table(nodes, left, after),
    )


def seim_detour(nodes: pd.DataFrame, edges: pd.DataFrame, closed: int = 0, to: str = "Glushkovo") -> Figure:
    """The Russian side of the sketch: shortest route from Rylsk as the Seim bridges close one after another.

    Parameters
    ----------
    nodes, edges : tables roads_nodes and roads_edges.
    closed : how many of roads.bridges are closed, in their order (0 to 3).
    to : "Glushkovo" or "Tetkino".
    """
    whole, at = roads.graph(nodes, edges), _placed(nodes)
    bridges = roads.bridges(at)
    gone, standing = bridges[:closed], bridges[closed:]
    left = roads.without(whole, closed=gone.index)
    crossed = [*zip(gone["x"], gone["y"], strict=True)]
    lengths = roads.detours(whole, "RYLSK", to.upper(), bridges.index.tolist())["km"]
    before, route = (roads.shortest(graph, "RYLSK", to.upper()) for graph in (whole, left))
    seen = _seen(at, edges, SEIM)
    return picture(
        maps.base(
            SEIM,
            [*(_before(at, before) if before != route else []), *_sketch(at, seen, route)],
            [_bridges(standing), _crosses(crossed, "bridge closed"), *_length(at, route), *_named(bridges)],
        ),
        **maps.axes(SEIM),
        title=f"Rylsk to {to} in our sketch: {words.detour(lengths, closed)}",
        subtitle="The broad line is the shortest drawn route",
        caption=words.SEIM,
        alt=[words.route(nodes, route)],
        table=words.route_table(nodes, left, route),
    )


def _placed(nodes: pd.DataFrame) -> pd.DataFrame:
    """Places by their id, with their position on the map and their row."""
    at = maps.placed(nodes).set_index("node_id", drop=False)
    return at.assign(row_id=row_ids("roads_nodes", at))


def _sketch(
    at: pd.DataFrame, edges: pd.DataFrame, route: roads.Route | None, lost: Container[str] = ()
) -> list[Layer]:
    """The route as a broad line, the roads above it, and their places; those in `lost` are hollow."""
    places = at[at["node_id"].isin({*edges["source"], *edges["target"]})]
    symbols = ["circle-open" if place in lost else "circle" for place in places["node_id"]]
    shown = [float(place in lost) for place in places["node_id"]]  # a junction needs no dot
    marker = {"size": 8, "symbol": symbols, "color": theme.INK, "opacity": shown}
    name = "shortest route" if route else "no route is left"
    x, y = (at.loc[route.places, axis] if route else [None] for axis in "xy")  # keeps its key
    rows = edges.assign(row_id=row_ids("roads_edges", edges))
    rows["stretch"] = [
        words.stretch_name(at, ends) for ends in zip(rows["source"], rows["target"], strict=True)
    ]
    return [
        line(x, y, ROUTE_EDGE["color"], ROUTE_EDGE["width"]),
        scatter(at, x, y, mode="lines", line=ROUTE, name=name),
        *(layer for basis in BASES for layer in _roads(at, rows[rows["basis"] == basis], basis)),
        scatter(places, "x", "y", say=lambda place: place.name, marker=marker, showlegend=False),
    ]


def _roads(at: pd.DataFrame, rows: pd.DataFrame, basis: str) -> list[Layer]:
    """Roads of one basis as a line with gaps, and an unseen mark in the middle of each that names it."""
    x, y = ([*zip(at.loc[rows["source"], axis], at.loc[rows["target"], axis], strict=True)] for axis in "xy")
    path = ([*maps.with_gaps(parts), math.nan] for parts in (x, y))  # the last gap keeps an empty line's key
    middle = ([sum(ends) / 2 for ends in parts] for parts in (x, y))
    unsure = {"mode": "text", "text": ["<b>?</b>"] * len(rows)} if basis == "assumed" else {}
    return [
        scatter(rows, *path, mode="lines", line=BASES[basis], name=words.BASES[basis], showlegend=True),
        scatter(rows, *middle, say=words.road, **UNSEEN, **unsure),
    ]


def _crosses(places: list[tuple[float, float]], name: str) -> Layer:
    x, y = zip(*places, strict=True) if places else ([None], [None])  # keeps its key
    return scatter(pd.DataFrame(), x, y, marker=CROSS, name=name)


def _bridges(bridges: pd.DataFrame) -> Layer:
    """Bridges that stand; each names the event in which it was reported destroyed."""
    said = labels("seim_detour")
    x, y = ([*bridges[axis], None] for axis in "xy")  # the gap keeps its key
    events = [*("events:" + bridges["destroyed_in"]), ""]
    return scatter(
        bridges, x, y, lambda row: said[row.row_id], marker=BRIDGE, name="bridge", customdata=events
    )


def cut_by_belief(cases: pd.DataFrame, nodes: pd.DataFrame, edges: pd.DataFrame) -> Figure:
    """Four small maps: the fewest cuts that isolate Sudzha, by the two tracks on which their number depends.

    Parameters
    ----------
    cases : from roads.cuts_by_belief.
    nodes, edges : tables roads_nodes and roads_edges.
    """
    matter = roads.tracks_that_matter(cases)
    tracks = [name for name in cases if name != "cuts"]
    names = {track: words.stretch_name(nodes, track.split("–")) for track in tracks}
    chosen = [set(some) for size in range(len(matter) + 1) for some in combinations(matter, size)]
    parts = [
        _belief(nodes, edges, set(matter) - believed, words.believed_in(names, matter, believed), place)
        for place, believed in enumerate(chosen)
    ]
    return frames(
        parts,
        gap=0.1,
        grid={"cols": len(parts), "shared_xaxes": False, "horizontal_spacing": 0.02},
        look={"plot_bgcolor": maps.LAND, "margin": {"l": 0, "r": 0, "b": 0, "t": 62}},
        narrow=maps.folded(len(parts), 2, 640, above=62),
        height=320,
        **words.beliefs(cases, names, matter),
    )


def _belief(nodes: pd.DataFrame, edges: pd.DataFrame, left_out: set[str], head: str, place: int) -> Frame:
    """The sketch without some tracks, and the cuts that it needs."""
    tracks = edges["source"] + "–" + edges["target"]
    at, drawn = _placed(nodes), edges[~tracks.isin(left_out)]
    cuts = roads.where_to_cut(roads.graph(nodes, drawn), "SUMY", "SUDZHA")
    middles = [tuple(at.loc[[*stretch], ["x", "y"]].mean()) for stretch in cuts]
    domain = {"xref": "x domain", "yref": "y domain", "xanchor": "left", "yanchor": "bottom", "align": "left"}
    text = f"<b>{counted(len(cuts), 'cut')}</b><br>{head}"
    rows = drawn.assign(row_id=row_ids("roads_edges", drawn))
    rows["stretch"] = [
        words.stretch_name(at, ends) for ends in zip(rows["source"], rows["target"], strict=True)
    ]
    sketch = [layer for basis in BASES for layer in _roads(at, rows[rows["basis"] == basis], basis)]
    sketch = [layer for layer in sketch if layer.traces[0]["mode"] == "lines"]  # too small for marks and "?"
    crosses = _crosses(middles, "cut")
    layers = maps.panel(PANEL, sketch, [crosses, notes([(0, 1, text)], 13, **domain)], first=place == 0)
    listed = layers if place == 0 else [maps.unlisted(layer) for layer in layers]
    return Frame(listed, *maps.panel_axes(PANEL, place))


def _named(bridges: pd.DataFrame) -> list[Layer]:
    """Names of bridges: left of the outer ones, above those between (there is room for them so)."""
    said, found = labels("seim_detour"), []
    for place, row in enumerate(bridges.sort_values("lon").itertuples()):
        between = 0 < place < len(bridges) - 1
        look = {"yshift": 16} if between else {"xanchor": "right", "xshift": -10}
        font = {"size": 13, "shadow": maps.GLOW}
        found.append(notes([(row.x, row.y, said[row.row_id])], None, font=font, name="wide", **look))
    return found


def _length(at: pd.DataFrame, route: roads.Route | None) -> list[Layer]:
    """The length of a route, written in its middle."""
    return [] if route is None else [_written_on(at, route, f"<b>{number(route.km, 1)} km</b>", theme.PEN)]


def _before(at: pd.DataFrame, route: roads.Route) -> list[Layer]:
    """The way with all bridges open, as a broad pale line with its length."""
    x, y = (at.loc[route.places, axis] for axis in "xy")
    text = f"{number(route.km, 1)} km before"
    return [line(x, y, BEFORE, 9), _written_on(at, route, text, theme.PAPER, name="wide")]


def _written_on(at: pd.DataFrame, route: roads.Route, text: str, ground: str, **look: Any) -> Layer:
    """Words beside the longest stretch of a route."""
    longest = max(route.steps, key=lambda step: math.dist(*at.loc[[*step], ["x", "y"]].to_numpy()))
    x, y = at.loc[[*longest], ["x", "y"]].mean()
    return notes([(x, y, text)], 14, xanchor="left", xshift=12, bgcolor=ground, borderpad=2, **look)


def _seen(at: pd.DataFrame, edges: pd.DataFrame, view: maps.View) -> pd.DataFrame:
    """Roads whose two ends lie inside a view: none is cut by its frame."""
    inside = at["x"].between(*view.x) & at["y"].between(*view.y)
    return edges[edges["source"].map(inside) & edges["target"].map(inside)]
