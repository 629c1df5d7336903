"""What the figures of the ground and of roads say: titles, captions, tables, names of stretches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx
import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import ground, roads
from helpers.charts import theme
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.maps import DRAWN_FROM
from helpers.charts.statements import printed_rows, said_on
from helpers.words import count_word, day, months, number, written

MEASURED = "our geodesic measurement of archived outlines"
SHAPES = {
    "area": "Area of the outline inside Kursk oblast, km²",
    "front": "Front: edge of the outline that does not lie on the state border, km",
    "depth": "Depth: greatest distance of the outline from the state border, km",
    "front per 100 km²": "Kilometres of front for each 100 km² of area",
}
SHAPE_CAPTION = (
    f"Source: {MEASURED}; steps at redrawn days, until 31 Mar 2025. Project Owl's series ends on "
    "11 Mar 2025 (an end, not zero). DeepState's outline includes a fixed piece of 11 km² near "
    "Tetkino. The more detailed a drawing, the longer its front."
)
PEOPLE = (
    "Nobody counted independently after 6 Aug 2024. Pavliuk is a Ukrainian general. The Slovenian "
    "outlet 24ur names nobody for its 2,000, which may be a wider area. Faint marks rest on weak pages."
)
BASES = {"named": "named by a source", "memory": "from memory, unchecked", "assumed": "assumed track (?)"}
SKETCH = (
    "Our own sketch: lines between places, no surveyed roads; km are straight lines times 1.10 to 1.20. "
    f"{DRAWN_FROM}"
)
SEIM = (
    f"All roads shown are from memory or assumed. {SKETCH} Bridges: positions of Project Owl's "
    "geolocations. A bridge was destroyed on 16 Aug 2024 (TASS); on 19 Aug all three were reported "
    "destroyed (Kyiv Independent). The days of the second and third strike are not sourced, so the "
    "control counts bridges, not days."
)
COUNTED = (
    "A “1” is our reading of “the main road” or “the only road”: such a speaker counts no others. "
    "Faint marks rest on copies or a party’s own outlets. No neutral count of 2024 was found."
)


def salient(week: str, both: int, places: pd.DataFrame, towns: list[str]) -> dict:
    """How much ground and how many places lie on both maps, and which of the towns shown lie outside."""
    inside = places["status"] == agree.BOTH
    outside = places.loc[(places["status"] == ground.OUTSIDE) & places["name"].isin(towns), "name"]
    heads = {"Place": "name", "On the two maps": "status", "People (GeoNames, year not stated)": "population"}
    return {
        "title": f"{day(week)}: **{number(both * agree.CELL_KM2)} km²** are held on both maps; "
        f"{ground.largest_inside(places, agree.BOTH)['name']} is the largest town inside",
        "alt": [
            f"{inside.sum()} of {len(places)} places of Kursk oblast with a position lie on cells "
            f"that both maps count as held. Outside: {', '.join(outside)}"
        ],
        "table": table(places.sort_values(["status", "name"]), heads),
    }


def size_title(drawn: pd.DataFrame, oblast: float, day_shown: str, count: str) -> str:
    """The ground that two maps show, and its share of the oblast."""
    whole = drawn["km2"] + drawn["unclear"]
    if count == "held":
        low, high = whole.min(), whole.max()
        shares = [number(ground.percent_of(km2, oblast), 1) for km2 in (low, high)]
        return (
            f"{day(day_shown)}: **{number(low)} to {number(high)} km²** held, {' to '.join(shares)} % of "
            f"Kursk oblast ({number(oblast)})"
        )
    largest = whole[drawn["unclear"] > 0].iloc[0]
    share = f"{number(ground.percent_of(largest, oblast), 1)} % of Kursk oblast"
    return f"{day(day_shown)}: with unclear ground DeepState's map shows **{number(largest)} km²**, {share}"


def size_caption(drawn: pd.DataFrame, oblast: float) -> str:
    """Where the sizes are from."""
    days = (f"{theme.mapper(row.mapper).label} drawn {day(row.outline_date)}" for row in drawn.itertuples())
    return (
        f"Maps: {MEASURED}; {', '.join(days)}. Districts of Kursk oblast: our measurement of "
        "OpenStreetMap outlines (ODbL). Other places: reference works, most seen as copies. "
        f"Kursk oblast: {number(oblast)} km², not drawn."
    )


def shape_title(geometry: pd.DataFrame, measure: str, shown: list[str], last: pd.Series) -> str:
    """The measure on days that tell most; `last` is the last row drawn."""
    unit = ground.UNITS[measure]

    def on(mapper: str, date: str) -> str:
        return number(ground.shape_on(geometry, mapper, date, measure))

    if len(shown) == 1:
        what = f"{last['map']}: {measure.partition(' per')[0]} of {on(shown[0], '2024-09-06')} {unit}"
        return f"{what} on 6 Sep 2024, {number(last['exact'])} on {day(last['date'])}"
    if measure == "front per 100 km²":
        early, late = on("deepstate", "2024-09-06"), on("deepstate", "2025-03-20")
        return f"DeepState: **{early} km** of front per 100 km² on 6 Sep 2024, **{late}** on 20 Mar 2025"
    date = shape_day(measure)
    deepstate, owl = f"{on('deepstate', date)} {unit}", f"{on('project_owl', date)} {unit}"
    return f"{day(date)}: {measure} of **{deepstate}** on DeepState's map, **{owl}** on Project Owl's"


def shape_day(measure: str, shown: int = 2) -> str:
    """The day of which the title of `shape_title` speaks first; `shown` is the number of maps."""
    return "2024-10-10" if measure == "front" and shown > 1 else "2024-09-06"


def shape_span(rows: pd.DataFrame) -> str:
    """The largest and the last value of one mapper."""
    top, last = rows.loc[rows["value"].idxmax()], rows.iloc[-1]
    most = f"{top['map']}: at most {written(top['value'])} {top['unit']} on {day(top['date'])}"
    return f"{most}, {written(last['value'])} on {day(last['date'])}"


def people_title(registered: pd.DataFrame, present: pd.DataFrame, people: float) -> str:
    """How many are registered, and what the first speaker said about those present."""
    ends, first = [*registered["value"], people], present.iloc[0]
    return (
        f"Registered: {written(min(ends))} to {written(max(ends))} people; said to be present on "
        f"{day(first['as_of_last'])}: {first['value_as_printed']}"
    )


def named(row: Row) -> str:
    """Speaker and day of a statement; a census names its year, AP writes of the town before the fighting."""
    if row.basis == "count":
        return row.name
    first, last = row.as_of_first, row.as_of_last
    return f"{row.name}, {last.year if first != last else said_on(row)}"


def people_table(rows: pd.DataFrame, town: pd.Series) -> pd.DataFrame:
    """The statements and, below them, the list of places."""
    said, people = printed_rows(rows), written(town["population"])
    listed = ("GeoNames", "year not stated", people, "stock", town["name"], "GeoNames, CC BY 4.0", "primary")
    return pd.concat([said, pd.DataFrame([listed], columns=said.columns)], ignore_index=True)


def counted_on(row: Row) -> str:
    """The day of a statement; months where it speaks of a longer time."""
    return said_on(row) if pd.isna(row.as_of_first) else months(row.as_of_first, row.as_of_last)


def cut_title(
    nodes: pd.DataFrame,
    cut: tuple[str, str] | None,
    believe: str,
    before: roads.Route,
    after: roads.Route | None,
) -> str:
    """What a cut does to the way from Sumy to Sudzha."""
    if not cut:
        return f"Nothing cut: in our sketch Sumy to Sudzha is **{number(before.km)} km**, all on named roads"
    if after:
        unsure = f"{number(after.unconfirmed_km)} of it on unconfirmed roads"
        if after.unconfirmed_km == after.km:
            unsure = "all on unconfirmed roads"
        return f"If the drawn roads exist: {number(before.km)} km becomes **{number(after.km)} km**, {unsure}"
    head = "Named roads only" if believe == "named roads only" else "No assumed tracks"
    return f"{head}: {stretch_name(nodes, cut)} cut, no route to Sudzha is left"


def detour(lengths: pd.Series, closed: int) -> str:
    """The length of the way with some bridges closed, beside that with all open."""
    bridges = {0: "all bridges open", 1: "one bridge closed"}
    state = bridges.get(closed, f"{count_word(closed)} bridges closed")
    now = f"**{number(lengths[closed], 1)} km** with {state}"
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


def believed_in(names: Mapping[str, str], matter: list[str], believed: set[str]) -> str:
    """Which of the tracks that decide are taken as real, in two short lines."""
    if not believed:
        return "neither track exists<br>"
    if believed == set(matter):
        return "both tracks exist<br>"
    return "only " + "–<br>".join(names[next(iter(believed))].split("–"))


def beliefs(cases: pd.DataFrame, names: Mapping[str, str], matter: list[str]) -> dict:
    """How many beliefs lead to which number of cuts, and the tracks on which that depends."""
    counts = cases["cuts"].value_counts().sort_index()
    listed = ", ".join(f"{cuts} in {count}" for cuts, count in counts.items())
    low, high = counts.index.min(), counts.index.max()
    believed = cases[[*names]].replace({True: "yes", False: "no"}).rename(columns=names)
    return {
        "title": f"{low} to {high} cuts separate Sudzha from Sumy: **{count_word(len(matter))} of "
        f"{count_word(len(names))}** assumed tracks decide",
        "subtitle": "The fewest stretches of road to cut, by which tracks exist; × is one way to choose them",
        "caption": f"All {len(cases)} beliefs about the {len(names)} tracks need these cuts: {listed}. They "
        "are possible beliefs, not probabilities: nobody weighed them. Roads from memory are taken as real "
        f"in all of them. {SKETCH}",
        "alt": [
            f"The tracks that decide are {' and '.join(names[track] for track in matter)}: each that is "
            "believed in adds one cut. The other tracks change nothing"
        ],
        "table": believed.assign(**{"Least number of cuts": cases["cuts"]}),
    }
