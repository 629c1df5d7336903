"""The road sketch as a graph: shortest routes, cuts, closed bridges, and what they owe to what we believe.

Most roads of the sketch are from memory and the local tracks across the border are assumed (tables
roads_nodes, roads_edges). Every result is an "if": it says what follows when the drawn roads are right.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import NamedTuple

import networkx as nx
import pandas as pd

from helpers.given import DataError

BELIEFS = {
    "named roads only": ["named"],
    "and roads from memory": ["named", "memory"],
    "and assumed tracks": ["named", "memory", "assumed"],
}


class Route(NamedTuple):
    """A way through the graph: places in order, its length, and the km of it on each basis."""

    places: list[str]
    km: float
    km_by_basis: dict[str, float]

    @property
    def unconfirmed_km(self) -> float:
        """Kilometres on roads that no source names."""
        return self.km - self.km_by_basis.get("named", 0.0)

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Pairs of places that follow one another."""
        return list(pairwise(self.places))


def graph(nodes: pd.DataFrame, edges: pd.DataFrame, believe: str = "and assumed tracks") -> nx.Graph:
    """The places, and the roads that a reader believes in.

    Parameters
    ----------
    nodes, edges : tables roads_nodes and roads_edges (km: straight line times 1.10 to 1.20).
    believe : key of BELIEFS.

    Returns
    -------
    Undirected graph; nodes are node ids (all of them, also those without a road), edges have km, basis, road.

    Raises
    ------
    DataError : unknown belief.
    """
    return _of(nodes["node_id"], believed(edges, believe))


def believed(edges: pd.DataFrame, believe: str) -> pd.DataFrame:
    """The roads that a reader believes in (`believe` is a key of BELIEFS). Raises DataError for another."""
    if believe not in BELIEFS:
        raise DataError(f"There is no belief {believe!r}; choose one of: {', '.join(BELIEFS)}.")
    return edges[edges["basis"].isin(BELIEFS[believe])]


def bridges(nodes: pd.DataFrame) -> pd.DataFrame:
    """Bridges that were reported destroyed: by their event, and from east to west where one names several.

    >>> struck = {"node_id": ["a", "b"], "lon": [34.4, 34.5], "destroyed_in": ["one", "one"]}
    >>> bridges(pd.DataFrame(struck))["node_id"].tolist()
    ['b', 'a']
    """
    struck = nodes[nodes["destroyed_in"].notna()]
    return struck.sort_values(["destroyed_in", "lon"], ascending=[True, False])


def _of(places: Iterable[str], edges: pd.DataFrame) -> nx.Graph:
    made = nx.Graph()
    made.add_nodes_from(places)
    for row in edges.itertuples():
        made.add_edge(row.source, row.target, km=row.km, basis=row.basis, road=row.road)
    return made


def shortest(roads: nx.Graph, start: str, end: str) -> Route | None:
    """Shortest route in km (Dijkstra), or None when no road joins the two places.

    Raises DataError for a place that the graph does not hold (or that was closed).

    >>> roads = nx.Graph()
    >>> roads.add_edge("Sumy", "Sudzha", km=42.0, basis="named")
    >>> shortest(roads, "Sumy", "Sudzha").km
    42.0
    """
    for place in (start, end):
        if place not in roads:
            raise DataError(f"The road sketch has no place {place!r}.")
    try:
        places = nx.dijkstra_path(roads, start, end, weight="km")
    except nx.NetworkXNoPath:
        return None
    stretches = [roads.edges[step] for step in pairwise(places)]
    by_basis: dict[str, float] = {}
    for stretch in stretches:
        by_basis[stretch["basis"]] = by_basis.get(stretch["basis"], 0.0) + stretch["km"]
    return Route(places, sum(stretch["km"] for stretch in stretches), by_basis)


def without(roads: nx.Graph, cut: Iterable[tuple[str, str]] = (), closed: Iterable[str] = ()) -> nx.Graph:
    """A copy of the graph without some roads (pairs of places) and without some places (bridges).

    Raises DataError for a road or place that the graph does not hold.

    >>> list(without(nx.path_graph(["A", "B", "C"]), closed=["C"]).edges)
    [('A', 'B')]
    """
    cut, closed = list(cut), list(closed)
    for road in cut:
        if not roads.has_edge(*road):
            raise DataError(f"The road sketch has no road between {road[0]} and {road[1]}.")
    for place in closed:
        if place not in roads:
            raise DataError(f"The road sketch has no place {place!r}.")
    left = roads.copy()
    left.remove_edges_from(cut)
    left.remove_nodes_from(closed)
    return left


def cut_off(roads: nx.Graph, start: str, cut: Iterable[tuple[str, str]]) -> set[str]:
    """Places that can be reached from `start`, but not any more when the roads in `cut` are cut.

    >>> cut_off(nx.path_graph(["A", "B", "C"]), "A", [("B", "C")])
    {'C'}
    """
    before = nx.node_connected_component(roads, start)
    return set(before - nx.node_connected_component(without(roads, cut), start))


def each_cut(roads: nx.Graph, start: str, end: str) -> pd.DataFrame:
    """Cut each stretch of the shortest route by itself.

    Returns columns source, target, km_after (missing when no route is left), extra_km, unconfirmed_km.
    No row when there is no route to begin with.
    """
    rows: list[tuple] = []
    if route := shortest(roads, start, end):
        for step in route.steps:
            left = shortest(without(roads, [step]), start, end)
            after = (left.km, left.km - route.km, left.unconfirmed_km) if left else (None, None, None)
            rows.append((*step, *after))
    columns = ["source", "target", "km_after", "extra_km", "unconfirmed_km"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], float))


def least_cuts(roads: nx.Graph, start: str, end: str) -> int:
    """The least number of stretches to cut so that no route is left; 0 when there is none anyway.

    >>> least_cuts(nx.cycle_graph(["A", "B", "C"]), "A", "C")
    2
    """
    return nx.edge_connectivity(roads, start, end)


def where_to_cut(roads: nx.Graph, start: str, end: str) -> list[tuple[str, str]]:
    """One choice of the fewest stretches whose cut leaves no route (often there are others as short).

    >>> where_to_cut(nx.path_graph(["A", "B"]), "A", "B")
    [('A', 'B')]
    """
    return sorted(tuple(sorted(step)) for step in nx.minimum_edge_cut(roads, start, end))


def cuts_by_belief(nodes: pd.DataFrame, edges: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """The least number of cuts for every choice of assumed tracks that a reader may believe in.

    Roads that are named or from memory are taken as real in all cases.

    Returns
    -------
    One row per choice (2 to the power of the number of assumed tracks): a column of True and False per
    track, named "source–target", and cuts. Sorted by cuts, then by the number of tracks.
    """
    assumed = edges[edges["basis"] == "assumed"]
    rest = edges[edges["basis"] != "assumed"]
    names = (assumed["source"] + "–" + assumed["target"]).tolist()
    rows = []
    for size in range(len(names) + 1):
        for chosen in combinations(range(len(names)), size):
            roads = _of(nodes["node_id"], pd.concat([rest, assumed.iloc[list(chosen)]]))
            believed = {name: place in chosen for place, name in enumerate(names)}
            rows.append({**believed, "cuts": least_cuts(roads, start, end)})
    return pd.DataFrame(rows).sort_values("cuts", kind="stable").reset_index(drop=True)


def tracks_that_matter(cases: pd.DataFrame) -> list[str]:
    """Tracks that change the least number of cuts in some case (`cases` is from `cuts_by_belief`)."""
    tracks = [name for name in cases if name != "cuts"]
    return [
        track
        for track in tracks
        if cases.groupby([other for other in tracks if other != track])["cuts"].nunique().gt(1).any()
    ]


def detours(roads: nx.Graph, start: str, end: str, bridges: list[str]) -> pd.DataFrame:
    """Length of the shortest route as bridges close one after another, in the order given.

    Returns columns closed (number of bridges closed so far), last_closed (missing at first), km
    (missing when no route is left), extra_km over the route with all bridges.
    """
    rows = []
    for number in range(len(bridges) + 1):
        route = shortest(without(roads, closed=bridges[:number]), start, end)
        rows.append((number, bridges[number - 1] if number else None, route.km if route else float("nan")))
    made = pd.DataFrame(rows, columns=["closed", "last_closed", "km"])
    return made.assign(extra_km=made["km"] - made["km"].iloc[0])
