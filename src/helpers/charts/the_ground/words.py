"""What the figures of the ground say: titles, captions, tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import ground
from helpers.charts import theme
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.statements import printed_rows, said_on
from helpers.words import broken, day, months, number, written

MEASURED = "our measurement of archived outlines"
PEOPLE = (
    "Nobody counted independently after 6 Aug 2024. Pavliuk is a Ukrainian general. The Slovenian "
    "outlet 24ur names nobody for its 2,000, which may be a wider area. Faint marks rest on weak pages."
)
COUNTED = (
    "A “1” is our reading of “the main road” or “the only road”: such a speaker counts no others. "
    "Faint marks rest on copies or a party's own outlets. No neutral count of 2024 was found."
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
    shown = f"**{number(largest)}\N{NO-BREAK SPACE}km²**"
    return f"{day(day_shown)}: with unclear ground DeepState's map shows {shown}, {share}"


def size_caption(drawn: pd.DataFrame, oblast: float) -> str:
    """Where the sizes are from."""
    days = (f"{theme.mapper(row.mapper).label} drawn {day(row.outline_date)}" for row in drawn.itertuples())
    return (
        f"Maps: {MEASURED}; {', '.join(days)}. Districts of Kursk oblast: our measurement of "
        "OpenStreetMap outlines (ODbL). Other places: reference works, most seen as copies. "
        f"Kursk oblast: {number(oblast)} km², not drawn."
    )


def people_title(registered: pd.DataFrame, present: pd.DataFrame, people: float) -> str:
    """How many are registered, and what the first speaker said about those present."""
    ends, first = [*registered["value"], people], present.iloc[0]
    return (
        f"Registered: {written(min(ends))} to {written(max(ends))} people; said to be present on "
        f"{day(first['as_of_last'])}: **{first['value_as_printed']}**"
    )


def named(row: Row) -> str:
    """Speaker and day of a statement; a census names its year, AP writes of the town before the fighting."""
    if row.basis == "count":
        return row.name
    first, last = row.as_of_first, row.as_of_last
    return f"{row.name}, {last.year if first != last else said_on(row)}"


def lines_of(row: Row) -> str:
    """Speaker and day of a statement on lines of their own."""
    name, comma, when = named(row).partition(", ")
    return f"{name}<br>{when}" if comma else broken(name, 14)


def people_table(rows: pd.DataFrame, town: pd.Series) -> pd.DataFrame:
    """The statements and, below them, the list of places."""
    said, people = printed_rows(rows), written(town["population"])
    listed = ("GeoNames", "year not stated", people, "stock", town["name"], "GeoNames, CC BY 4.0", "primary")
    return pd.concat([said, pd.DataFrame([listed], columns=said.columns)], ignore_index=True)


def counted_on(row: Row) -> str:
    """The day of a statement; months where it speaks of a longer time."""
    return said_on(row) if pd.isna(row.as_of_first) else months(row.as_of_first, row.as_of_last)
