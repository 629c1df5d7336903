"""People in Sudzha: registered, and said to be present."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, domain_heading, frames, ticks
from helpers.charts.layers import Row, notes, scatter
from helpers.charts.statements import side_keys, statements
from helpers.charts.strips import ZERO
from helpers.charts.the_ground import words
from helpers.data import row_ids
from helpers.words import written

MOST = 9000  # people at the right edge of both frames: one scale
ROW_PX, FRAME_PX = 42, 90  # pixels of a row; of all but the rows


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
    upper = _people("Registered", registered, {"GeoNames<br>no year": people})
    marker = {"symbol": "hexagon", "size": 10, "color": theme.actor("other").color}

    def say(row: Row) -> str:
        return f"<b>GeoNames</b><br>{written(row.population)}, {row.population_source}"

    return frames(
        [upper, _people("Present, as said", present, pen=present["row_id"].iloc[0])],
        gap=0.13,
        heights=[len(registered) + 1, len(present)],
        over=[
            scatter(town, "population", [0], say, marker=marker, showlegend=False, xaxis="x", yaxis="y"),
            side_keys(both["side"]),
        ],
        grid={"shared_xaxes": False},
        title=words.people_title(registered, present, people),
        subtitle=f"{town['name'].iloc[0]}, people; both parts have one scale, from 0",
        caption=words.PEOPLE,
        alt=[f"{words.named(row)}: {row.value_as_printed}" for row in both.itertuples()]
        + [f"GeoNames: {written(people)}"],
        table=words.people_table(both, town.iloc[0]),
        height=ROW_PX * (len(both) + 1) + FRAME_PX,
    )


def _people(head: str, rows: pd.DataFrame, more: Mapping[str, float] = {}, pen: str = "") -> Frame:
    """Statements under each other with their values; `more` are lines below them: label → value.

    The value of row id `pen` stands under the pen.
    """
    labels = [*(words.lines_of(row) for row in rows.itertuples()), *more]
    places = list(range(len(labels)))[::-1]
    values = [*rows["value"], *more.values()]
    texts = [*rows["value_as_printed"], *map(written, more.values())]
    grounds = [theme.PEN if row == pen else theme.PAPER for row in [*rows["row_id"], *more]]
    return Frame(
        [
            statements(rows.assign(y=places[: len(rows)]), "value", "y", keys=()),
            *(
                notes([said], 14, xanchor="left", xshift=9, bgcolor=ground)
                for *said, ground in zip(values, places, texts, grounds, strict=True)
            ),
            domain_heading(f"<b>{head}</b>"),
        ],
        ticks(places, labels, [-0.5, len(labels) - 0.5], ticks=""),
        {"range": [0, MOST], **ZERO},
    )
