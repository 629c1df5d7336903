"""People who left, as officials of each side count them."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.ranges import spoken
from helpers.charts.frames import Figure
from helpers.charts.strips import strips
from helpers.charts.what_happened_next import words

MOST = 260_000  # people at the right edge, with room for a value
PARTS = {
    "Kursk oblast, by Russian officials": "civilians_evacuated_kursk",
    "Sumy oblast, by Ukrainian officials": "civilians_evacuated_sumy",
}


def moved_home(estimates: pd.DataFrame) -> Figure:
    """Two frames on one scale: who is said to have left their home in each of the two oblasts.

    `estimates` is the table of this name, or its rows on people moved.

    >>> fig = charts.moved_home(load("estimates"))
    >>> fig.layout.meta["title"]
    'Highest said: over 155,000 left Kursk, nearly...
    """
    rows = spoken(estimates).sort_values(["as_of_last", "name"])
    parts = {head: rows[rows["quantity"] == quantity] for head, quantity in PARTS.items()}
    kursk, sumy = parts.values()
    most = kursk.loc[[kursk["value"].idxmax()], "row_id"].tolist()
    return strips(parts, most=MOST, unit="", mixed=True, pen=most, **words.moved_home(kursk, sumy))
