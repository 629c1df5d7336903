"""What the figures of roads say: titles, captions, tables, names of stretches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx
import pandas as pd

from helpers.analysis import roads
from helpers.charts.layers import Row
from helpers.charts.maps import DRAWN_FROM
from helpers.charts.statements import said_on
from helpers.words import count_word, number

BASES = {"named": "named by a source", "memory": "from memory, unchecked", "assumed": "assumed track (?)"}
SKETCH = (
    "Our own sketch: lines between places, no surveyed roads; km are straight lines times 1.10 to 1.20. "
    f"{DRAWN_FROM}"
)
SEIM = (
    f"All roads here but the E38 are from memory. {SKETCH} Bridges: positions of Project Owl's "
    "geolocations. A bridge was destroyed on 16 Aug 2024 (TASS); on 19 Aug all three were reported "
    "destroyed (Kyiv Independent). The days of the second and third strike are not sourced, so the "
    "control counts bridges, not days."
)
COUNTED = (
    "A “1” is our reading of “the main road” or “the only road”: such a speaker counts no others. "
    "Faint marks rest on copies or partisan pages. No neutral count of 2024 was found."
)
LEAST = "least number of cuts: "


def months(row: Row) -> str:
    """The day of a statement; months where it speaks of a longer time."""
    if pd.isna(row.as_of_last) or row.as_of_first == row.as_of_last:
        return said_on(row)
    first, last = f"{row.as_of_first:%b}", f"{row.as_of_last:%b}"
    return f"{last if first == last else f'{first} to {last}'} {row.as_of_last.year}"


def cut_title(
    nodes: pd.DataFrame,
    cut: tuple[str, str] | None,
    believe: str,
    before: roads.Route,
    after: roads.Route | None,
) -> str:
    """What a cut does to the way from Sumy to Sudzha."""
    if not cut:
        return f"Nothing cut: in our sketch Sumy to Sudzha is {number(before.km)} km, all on named roads"
    if after:
        unsure = f"{number(after.unconfirmed_km)} of it on unconfirmed roads"
        if after.unconfirmed_km == after.km:
            unsure = "all on unconfirmed roads"
        return f"If the drawn roads exist: {number(before.km)} km becomes {number(after.km)} km, {unsure}"
    head = "Named roads only" if believe == "named roads only" else "No assumed tracks"
    return f"{head}: {stretch_name(nodes, cut)} cut, no route to Sudzha is left"


def detour(lengths: pd.Series, closed: int) -> str:
    """The length of the way with some bridges closed, beside that with all open."""
    bridges = {0: "all bridges open", 1: "one bridge closed"}
    state = bridges.get(closed, f"{count_word(closed)} bridges closed")
    now = f"{number(lengths[closed], 1)} km with {state}"
    return f"{number(lengths[0], 1)} km before, {now}" if closed else now


def stretch_name(nodes: pd.DataFrame, stretch: Iterable[str]) -> str:
    """A stretch of road in words, "Sumy–Kyianytsia"."""
    names = nodes["short_name"].fillna(nodes["name"]).set_axis(nodes["node_id"])
    return "–".join(names[place] for place in stretch)


def road(row: Row) -> str:
    """What the mark of a road stands for."""
    called = f", {row.road}" if isinstance(row.road, str) else ""
    return f"{row.stretch}: {row.km} km<br>{BASES[row.basis]}{called}"


def route(nodes: pd.DataFrame, way: roads.Route | None) -> str:
    """The places of the shortest route."""
    if way is None:
        return "No route is drawn"
    names = nodes.set_index("node_id")["name"]
    return f"Shortest route: {', '.join(names[place] for place in way.places)}"


def lost(places: set[str]) -> str:
    """How many places a cut separates from Sumy."""
    if not places:
        return "No place is separated from Sumy"
    return f"{len(places)} places of the sketch are separated from Sumy"


def route_table(nodes: pd.DataFrame, left: nx.Graph, way: roads.Route | None) -> pd.DataFrame:
    """The stretches of a route, and their sum."""
    names, rows = nodes.set_index("node_id")["name"], []
    for start, end in way.steps if way else ():
        stretch = left.edges[start, end]
        rows.append((names[start], names[end], stretch["road"], stretch["km"], BASES[stretch["basis"]]))
    whole = ("all", None, None, round(way.km, 1), None) if way else ("no route is left", *[None] * 4)
    return pd.DataFrame([*rows, whole], columns=["From", "To", "Road", "km", "How sure"])


def beliefs(cases: pd.DataFrame, names: Mapping[str, str], matter: list[str], counts: pd.Series) -> dict:
    """How many beliefs lead to which number of cuts (`counts`), and the tracks on which that depends."""
    listed = ", ".join(f"{cuts} in {count}" for cuts, count in counts.items())
    believed = cases[[*names]].replace({True: "yes", False: "no"}).rename(columns=names)
    return {
        "title": f"{len(cases)} beliefs about {len(names)} tracks: least cuts {listed}; "
        f"only {len(matter)} tracks decide",
        "subtitle": "One column per belief; how many cuts separate Sudzha from Sumy?",
        "caption": "These are all possible beliefs, not probabilities: nobody weighed them. Roads from "
        "memory are taken as real in all of them. Bold: the tracks that change the answer. With none of the "
        f"tracks the least number of cuts is {counts.index.min()}, with all of them {counts.index.max()}.",
        "alt": [
            f"The tracks that decide are {' and '.join(names[track] for track in matter)}: each that is "
            "believed in adds one cut. The other tracks change nothing"
        ],
        "table": believed.assign(**{"Least number of cuts": cases["cuts"]}),
    }
