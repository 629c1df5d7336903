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

BASES = {
    "named": "named by a source",
    "memory": "from memory, unchecked",
    "assumed": "assumed track (?)",
}
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


def counted_title(rows: pd.DataFrame) -> str:
    """From how few to how many roads speakers count."""
    least, most = number(rows["value"].min()), number(rows["value"].max())
    return f"From {least} road to {most} tracks: {len(rows)} figures that do not count one thing"


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
    now = (
        f"{number(lengths[closed], 1)} km with {bridges.get(closed, f'{count_word(closed)} bridges closed')}"
    )
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
        return "No route is drawn."
    names = nodes.set_index("node_id")["name"]
    return f"Shortest route: {', '.join(names[place] for place in way.places)}."


def lost(places: set[str]) -> str:
    """How many places a cut separates from Sumy."""
    if not places:
        return "No place is separated from Sumy."
    return f"{len(places)} places of the sketch are separated from Sumy."


def route_table(nodes: pd.DataFrame, left: nx.Graph, way: roads.Route | None) -> pd.DataFrame:
    """The stretches of a route, and their sum."""
    columns = ["From", "To", "Road", "km", "How sure"]
    if way is None:
        return pd.DataFrame([["no route is left", None, None, None, None]], columns=columns)
    names = nodes.set_index("node_id")["name"]
    rows = []
    for start, end in way.steps:
        stretch = left.edges[start, end]
        rows.append((names[start], names[end], stretch["road"], stretch["km"], BASES[stretch["basis"]]))
    return pd.DataFrame([*rows, ("all", None, None, round(way.km, 1), None)], columns=columns)


def track_label(name: str, *, bold: bool) -> str:
    """The name of a track in two lines, bold where it changes the answer."""
    text = name.replace("–", "–<br>")
    return f"<b>{text}</b>" if bold else text


def cuts_head(cuts: int, cases: int) -> str:
    """The heading of the cases with one number of cuts."""
    return f"<b>{cuts} cut{'s' if cuts > 1 else ''}</b><br>{cases} cases"


def belief_title(cases: int, tracks: int, matter: int, counts: pd.Series) -> str:
    """How many beliefs lead to which number of cuts."""
    listed = ", ".join(f"{cuts} in {count}" for cuts, count in counts.items())
    return f"{cases} beliefs about {tracks} tracks: least cuts {listed}; only {matter} tracks decide"


def belief_caption(counts: pd.Series) -> str:
    """What the columns are, and what the fewest and the most beliefs give."""
    return (
        "These are all possible beliefs, not probabilities: nobody weighed them. Roads from memory are "
        "taken as real in all of them. Bold: the tracks that change the answer. With none of the tracks "
        f"the least number of cuts is {counts.index.min()}, with all of them {counts.index.max()}."
    )


def belief_table(cases: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Which tracks each case believes in, and its number of cuts."""
    believed = cases[[*names]].replace({True: "yes", False: "no"}).rename(columns=names)
    return believed.assign(**{"Least number of cuts": cases["cuts"]})
