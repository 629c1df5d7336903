"""What the figures of the ground say: titles, captions, alternatives, tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import ground
from helpers.charts import theme
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.statements import printed_rows, said_on
from helpers.words import day, number, written

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
    "outlet 24ur names nobody for its 2,000, which may be a wider area. Faint marks rest on copies."
)


def salient(week: str, both: int, places: pd.DataFrame, towns: list[str]) -> dict:
    """How much ground and how many places lie on both maps, and which of the towns shown lie outside."""
    inside = places["status"] == agree.BOTH
    outside = places.loc[(places["status"] == ground.OUTSIDE) & places["name"].isin(towns), "name"]
    heads = {"Place": "name", "On the two maps": "status", "People (GeoNames, year not stated)": "population"}
    return {
        "title": f"{day(week)}: {both} cells ({number(both * agree.CELL_KM2)} km²) on both maps; "
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
            f"{day(day_shown)}: {number(low)} to {number(high)} km² held, {' to '.join(shares)} % of "
            f"Kursk oblast ({number(oblast)})"
        )
    largest = whole[drawn["unclear"] > 0].iloc[0]
    share = f"{number(ground.percent_of(largest, oblast), 1)} % of Kursk oblast"
    return f"{day(day_shown)}: with unclear ground DeepState's map shows {number(largest)} km², {share}"


def size_caption(drawn: pd.DataFrame, oblast: float) -> str:
    """Where the sizes are from."""
    days = (f"{theme.mapper(row.mapper).label} drawn {day(row.outline_date)}" for row in drawn.itertuples())
    return (
        f"Maps: {MEASURED}; {', '.join(days)}. Districts of Kursk oblast: our measurement of "
        "OpenStreetMap outlines (ODbL). Other places: reference works, most seen as copies. "
        f"Kursk oblast: {number(oblast)} km², not drawn."
    )


def size_hover(row: Row) -> str:
    """What one bar stands for."""
    return f"<b>{row.place}</b> ({row.kind})<br>{written(row.km2)} km²"


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
        return f"DeepState: {early} km of front per 100 km² on 6 Sep 2024, {late} on 20 Mar 2025"
    date = "2024-10-10" if measure == "front" else "2024-09-06"
    deepstate, owl = f"{on('deepstate', date)} {unit}", f"{on('project_owl', date)} {unit}"
    return f"{day(date)}: {measure} of {deepstate} on DeepState's map, {owl} on Project Owl's"


def shape_hover(row: Row) -> str:
    """What one mark of an outline stands for."""
    return f"<b>{row.map}</b><br>{day(row.date)}: {written(row.value)} {row.unit}"


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


def list_hover(row: Row) -> str:
    """What the mark of the list of places stands for."""
    return f"<b>GeoNames</b><br>{written(row.population)}, {row.population_source}"


def people_table(rows: pd.DataFrame, town: pd.Series) -> pd.DataFrame:
    """The statements and, below them, the list of places."""
    listed = {
        "Speaker": "GeoNames",
        "Day": "year not stated",
        "Value": written(town["population"]),
        "What it counts": "stock",
        "Place": town["name"],
        "Page": "GeoNames, CC BY 4.0",
        "Kind of page": "primary",
    }
    return pd.concat([printed_rows(rows), pd.DataFrame([listed])], ignore_index=True)
