"""People in Sudzha: registered, and said to be present."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, ticks
from helpers.charts.layers import Row, notes, scatter
from helpers.charts.statements import statements
from helpers.charts.the_ground import words
from helpers.data import row_ids
from helpers.words import broken, written

MOST = 8500  # people at the right edge of both frames: one scale


def people_in_town(estimates: pd.DataFrame, settlements: pd.DataFrame) -> Figure:
    """Two frames of one scale, two meanings: people registered in a town, people said to be present.

    Parameters
    ----------
    estimates : rows of quantities sudzha_population and civilians_remaining_sudzha.
    settlements : the town's row in table settlements (population by GeoNames).

    >>> fig = charts.people_in_town(
    ...     load("estimates", quantity=["sudzha_population", "civilians_remaining_sudzha"]),
    ...     load("settlements", name="Sudzha"),
    ... )
    >>> fig.layout.meta["title"]
    'Registered: 5,000 to 6,940 people; said to...
    """
    rows = spoken(estimates).sort_values("as_of_last")
    registered, present = (
        rows[rows["quantity"] == quantity] for quantity in ("sudzha_population", "civilians_remaining_sudzha")
    )
    comparable(registered)
    comparable(present)
    town = settlements.assign(row_id=row_ids("settlements", settlements)).iloc[:1]
    people, both = town["population"].iloc[0], pd.concat([registered, present])
    heights, gap = [len(registered) + 1.4, len(present) + 0.4], 0.2
    second = (1 - gap) * heights[1] / sum(heights)  # the top of the second frame
    heads = [(0, 1.0, "<b>Registered</b>"), (0, second, "<b>Said to be present</b>")]
    left = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    new = [side for side in present["side"].unique() if side not in set(registered["side"])]
    upper = _people(registered, MOST, more={"GeoNames,<br>no year": people})
    marker = {"symbol": "hexagon", "size": 10, "color": theme.actor("other").color}

    def say(row: Row) -> str:
        return f"<b>GeoNames</b><br>{written(row.population)}, {row.population_source}"

    return frames(
        [upper._replace(layers=[notes(heads, 13, **left), *upper.layers]), _people(present, MOST, new)],
        gap=gap,
        heights=heights,
        over=[scatter(town, "population", [0], say, marker=marker, xaxis="x", yaxis="y")],
        grid={"shared_xaxes": False},
        look={"showlegend": False},
        title=words.people_title(registered, present, people),
        subtitle=f"{town['name'].iloc[0]}, people; two frames, two meanings",
        caption=words.PEOPLE,
        alt=[f"{words.named(row)}: {row.value_as_printed}" for row in both.itertuples()]
        + [f"GeoNames: {written(people)}"],
        table=words.people_table(both, town.iloc[0]),
        height=600,
    )


def _people(
    rows: pd.DataFrame, most: float, listed: list[str] | None = None, more: Mapping[str, float] | None = None
) -> Frame:
    """Statements under each other with their values; `more` are lines below them: label → value."""
    more = more or {}
    labels = [*(broken(words.named(row), 16) for row in rows.itertuples()), *more]
    places = list(range(len(labels)))[::-1]
    values = zip([*rows["value"], *more.values()], places, strict=True)
    texts = ((value, place, written(value)) for value, place in values)
    said = statements(rows.assign(y=places[: len(rows)]), "value", "y", keys=listed)
    return Frame(
        [said, notes(texts, None, xanchor="left", xshift=9)],
        ticks(places, labels, [-0.6, len(labels) - 0.4], ticks=""),
        {"range": [0, most], "nticks": 5, "title": "people"},
    )
