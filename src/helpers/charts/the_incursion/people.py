"""People who left their homes in both oblasts, as officials of each side counted them."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.ranges import spoken
from helpers.charts.frames import Figure
from helpers.charts.strips import strips
from helpers.charts.the_incursion import words

ROOM = 1.6  # how far the axis reaches beyond the largest value: its words stand there


def people_who_left(left: pd.DataFrame) -> Figure:
    """Sums of people who left the border, a line for each statement, a frame for each oblast.

    `left` are estimates of people evacuated; counts of some months only are left out.

    >>> fig = charts.people_who_left(
    ...     load("estimates", quantity=["civilians_evacuated_kursk", "civilians_evacuated_sumy"])
    ... )
    >>> fig.layout.meta["title"]
    'Russia on 22 Aug 2024: 115,000 or 133,190 people...
    """
    rows = spoken(left[left["definition"] == "cumulative"])
    rows = rows.sort_values(["as_of_last", "value"], ignore_index=True)
    parts = {oblast: own.reset_index(drop=True) for oblast, own in rows.groupby("place")}
    told = words.left(rows)
    return strips(
        parts, most=rows["value"].max() * ROOM, unit="people", pen={*words.two_sums(rows)["row_id"]}, **told
    )
