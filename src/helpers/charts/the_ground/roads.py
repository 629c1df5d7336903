"""Roads: what speakers counted, and the road sketch with cuts, closed bridges and beliefs."""

from __future__ import annotations

import math
from collections.abc import Container

import pandas as pd

from helpers.analysis import roads
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import maps, theme
from helpers.charts.frames import Figure, picture, ticks
from helpers.charts.layers import Layer, Row, areas, notes, scatter
from helpers.charts.statements import lined, printed_rows, said_on
from helpers.charts.the_ground import words
from helpers.data import labels, row_ids
from helpers.words import broken, number

# Solid, dashed and dotted: how sure a drawn road is.
BASES = {
    "named": {"color": theme.INK, "width": 2.5, "dash": "solid"},
    "memory": {"color": "#767676", "width": 1.3, "dash": "6px,4px"},
    "assumed": {"color": theme.INK, "width": 2, "dash": "2px,3px"},
}
ROUTE = {"color": "#F0C24B", "width": 9}
CROSS = {"symbol": "x", "size": 14, "color": theme.INK, "line": {"color": theme.PAPER, "width": 1.5}}
BRIDGE = {"symbol": "square", "size": 11, "color": theme.PAPER, "line": {"color": theme.INK, "width": 2}}
UNSEEN = {"marker": {"opacity": 0, "size": 10}, "textfont": {"size": 14}, "showlegend": False}
SQUARES = {  # of a track, by whether it is believed in
    False: ("not believed in", {"symbol": "square", "size": 2.5, "color": theme.FAINT}),
    True: ("believed in", {"symbol": "square", "size": 5.5, "color": theme.INK}),
}
SUPPLY = maps.View(
    x=(-27, 31),
    y=(-42, 28),
    towns=["Sumy", "Yunakivka", "Sudzha", "Myropillia", "Korenevo", "Khotin"],
    countries={"RUSSIA": (25, 24), "UKRAINE": (6, -29)},
)
SEIM = maps.View(
    x=(-60, 3),
    y=(-6, 48),
    towns=["Rylsk", "Glushkovo", "Tetkino", "Korenevo"],
    countries={"RUSSIA": (-47, 31), "UKRAINE": (-35, 0.5)},
    below=("Glushkovo",),
)


def routes_counted(estimates: pd.DataFrame) -> Figure:
    """How many roads speakers count, each with the words that say what is counted.

    `estimates` are rows of quantity supply_routes_into_kursk. Different things are counted (tracks, paved
    tracks, routes, main roads), so the chart says "mixed" and joins nothing.
    """
    rows = spoken(estimates).sort_values(["value", "as_of_last"], ascending=[True, False], ignore_index=True)
    comparable(rows)
    rows["y"] = list(range(len(rows)))
    names = [f"{broken(row.short_name, 24)}<br>{words.counted_on(row)}" for row in rows.itertuples()]
    from_top = rows[::-1]
    return picture(
        [*lined(rows), *(_counted(row) for row in rows.itertuples())],
        x={"range": [0, 12], "dtick": 2, "title": "roads, tracks or routes"},
        y=ticks(rows["y"], names, [-0.6, len(rows) - 0.4], ticks=""),
        title=f"From {number(rows['value'].min())} road to {number(rows['value'].max())} tracks: {len(rows)} "
        "figures that do not count one thing",
        subtitle="Ways into the salient, as speakers counted them; the words say what they count",
        mixed=["tracks, paved roads, routes, main roads"],
        caption=words.COUNTED,
        alt=[f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in from_top.itertuples()],
        table=printed_rows(from_top),
        height=190 + 52 * len(rows),
    )


def _counted(row: Row) -> Layer:
    """What a speaker counted, in words: left of a mark that stands far to the right."""
    side, shift = ("right", -10) if row.value > 6 else ("left", 10)
    text = broken(row.value_as_printed, 24)
    return notes([(row.value, row.y, text)], None, xanchor=side, align=side, xshift=shift)


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
        [
            *_sketch(at, roads.believed(edges, believe), after, lost),
            _crosses(middles, "cut"),
            *maps.base(SUPPLY),
        ],
        **maps.axes(SUPPLY),
        title=words.cut_title(nodes, cut, believe, before, after),
        subtitle="Road sketch; the broad line is the shortest route from Sumy to Sudzha",
        caption=f"{words.SKETCH} Hollow dots: places that the cut separates from Sumy.",
        alt=[f"{words.route(nodes, after)}. {words.lost(lost)}"],
        table=words.route_table(nodes, left, after),
        height=640,
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
    route = roads.shortest(left, "RYLSK", to.upper())
    return picture(
        [
            *_sketch(at, edges, route),
            _bridges(standing),
            _crosses(crossed, "bridge closed"),
            *maps.base(SEIM),
        ],
        **maps.axes(SEIM),
        title=f"Rylsk to {to} in our sketch: {words.detour(lengths, closed)}",
        subtitle="The broad line is the shortest drawn route",
        caption=words.SEIM,
        alt=[words.route(nodes, route)],
        table=words.route_table(nodes, left, route),
        height=620,
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
    marker = {"size": 6, "symbol": symbols, "color": theme.INK}
    name = "shortest route" if route else "no route is left"
    x, y = (at.loc[route.places, axis] if route else [None] for axis in "xy")  # keeps its key
    rows = edges.assign(row_id=row_ids("roads_edges", edges))
    rows["stretch"] = [
        words.stretch_name(at, ends) for ends in zip(rows["source"], rows["target"], strict=True)
    ]
    return [
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


def cut_by_belief(cases: pd.DataFrame, nodes: pd.DataFrame) -> Figure:
    """All choices of assumed tracks as columns, grouped by the least number of cuts that isolates Sudzha.

    Parameters
    ----------
    cases : from roads.cuts_by_belief.
    nodes : table roads_nodes, for names.
    """
    matter = roads.tracks_that_matter(cases)
    tracks = [*matter, *(name for name in cases if name != "cuts" and name not in matter)]
    down = [True] + [False] * len(tracks)
    ordered = cases.sort_values(["cuts", *tracks], ascending=down, ignore_index=True)
    counts = ordered["cuts"].value_counts().sort_index()
    ordered["x"] = ordered.index + 1.5 * ordered["cuts"].map([*counts.index].index)
    names = {track: words.stretch_name(nodes, track.split("–")) for track in tracks}
    labels = [name.replace("–", "–<br>") for name in names.values()]
    labels[: len(matter)] = [f"<b>{label}</b>" for label in labels[: len(matter)]]
    return picture(
        [*_squares(ordered, tracks), *_groups(ordered, counts, len(tracks))],
        x={"visible": False, "range": [-1, ordered["x"].max() + 1]},
        y=ticks(range(0, -len(tracks), -1), labels, [-len(tracks) + 0.3, 1.9], ticks=""),
        **words.beliefs(ordered, names, matter, counts),
        height=440,
    )


def _squares(cases: pd.DataFrame, tracks: list[str]) -> list[Layer]:
    """A square per case and track, large where the track is believed in; a belief is no row of a table."""
    rows = cases.melt(["x", "cuts"], tracks, "track", "believed")
    rows["y"], told = -rows["track"].map(tracks.index), "least number of cuts: " + rows["cuts"].astype(str)
    layers = []
    for believed, (name, marker) in SQUARES.items():
        own = rows[rows["believed"] == believed]
        said = {"hovertext": told[own.index].tolist(), "hoverinfo": "text"}
        layers.append(scatter(own, "x", "y", marker=marker, name=name, **said))
    return layers


def _groups(cases: pd.DataFrame, counts: pd.Series, tracks: int) -> list[Layer]:
    """A grey ground and a heading for the cases with one number of cuts."""
    by_cuts = cases.groupby("cuts")["x"]
    corners = [(x.min() - 0.7, 0.4 - tracks, x.max() + 0.7, 0.6) for _, x in by_cuts]
    heads = (
        (x.mean(), 0.7, f"<b>{cuts} cut{'s' if cuts > 1 else ''}</b><br>{counts[cuts]} cases")
        for cuts, x in by_cuts
    )
    ground = areas(corners, "#EFEFEF", line={"width": 0}, layer="below")
    return [ground, notes(heads, None, yanchor="bottom")]
