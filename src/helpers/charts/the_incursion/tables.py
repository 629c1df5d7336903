"""A table of the incursion, ready for show_table."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.ranges import spoken
from helpers.charts.frames import table
from helpers.data import load


def dead_and_missing(people: pd.DataFrame) -> pd.DataFrame:
    """Civilians said to be killed or missing, by what is counted and day; `people` are estimates.

    >>> said = load("estimates", quantity=["civilians_killed_kursk", "civilians_missing_kursk"])
    >>> table = charts.dead_and_missing(analysis.ranges.between(said, "2024-11-16", "2025-06-01"))
    >>> table.columns[0]
    'Where'
    """
    what = load("quantities").set_index("quantity")["label"]
    rows = spoken(people).sort_values(["quantity", "as_of_last", "value"])
    heads = {
        "Where": "place",
        "What is counted": lambda row: what[row.quantity],
        "Up to, or on": "as_of_last",
        "Figure": "value_as_printed",
        "Who says it": "name",
        "row_id": "row_id",
    }
    return table(rows, heads)
