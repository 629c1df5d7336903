"""Roads into the salient, as speakers counted them."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts.frames import Figure, picture, ticks
from helpers.charts.layers import Layer, Row, notes
from helpers.charts.statements import lined, printed_rows, said_on
from helpers.charts.strips import names_above, narrow_rows
from helpers.charts.the_ground import words
from helpers.words import broken, number

FRAME_PX, ROW_PX, NARROW_ROW_PX = 44, 44, 48


def routes_counted(estimates: pd.DataFrame) -> Figure:
    """How many roads speakers count, each with the words that say what is counted.

    `estimates` are rows of quantity supply_routes_into_kursk. Different things are counted (tracks, paved
    tracks, routes, main roads), so the chart says "mixed" and joins nothing.

    >>> fig = charts.routes_counted(load("estimates", quantity="supply_routes_into_kursk"))
    >>> fig.layout.meta["title"]
    'From 1 road to 11 tracks: 8 figures that count...'
    """
    rows = spoken(estimates).sort_values(["value", "as_of_last"], ascending=[True, False], ignore_index=True)
    comparable(rows)
    rows["y"] = list(range(len(rows)))
    said = [(row.short_name, words.counted_on(row)) for row in rows.itertuples()]
    names = [f"{broken(name, 24)}<br>{when}" for name, when in said]
    above = names_above((f"{name}, {when}" for name, when in said), rows["y"])
    from_top, counts = rows[::-1], sorted(set(rows["value"]))
    return picture(
        [*lined(rows), above, *(_counted(row) for row in rows.itertuples())],
        x=ticks(counts, map(number, counts), [0.5, counts[-1] + 0.8]),
        y=ticks(rows["y"], names, [-0.6, len(rows) - 0.4], ticks=""),
        title=f"From {number(rows['value'].min())} road to {number(rows['value'].max())} tracks: {len(rows)} "
        "figures that count different things",
        subtitle="Ways into the salient, as speakers counted them; the words say what they count",
        mixed=["tracks, paved roads, routes, main roads"],
        caption=words.COUNTED,
        alt=[f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in from_top.itertuples()],
        table=printed_rows(from_top).drop(columns="What it counts"),  # the value says it
        height=FRAME_PX + ROW_PX * len(rows),
        narrow=narrow_rows(FRAME_PX + NARROW_ROW_PX * len(rows)),
    )


def _counted(row: Row) -> Layer:
    """What a speaker counted, in words: left of a mark that stands far to the right."""
    side, shift = ("right", -10) if row.value > 6 else ("left", 10)
    text = broken(row.value_as_printed, 24)
    return notes([(row.value, row.y, text)], None, xanchor=side, align=side, xshift=shift)
