"""Tables of the ground, ready for show_table."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.ground import distances_said
from helpers.charts.frames import table

HEADS = {"From": "start", "To": "end", "km said": "km_said", "Straight line, km": "straight_km"}


def distances_by_speaker(estimates: pd.DataFrame, settlements: pd.DataFrame) -> pd.DataFrame:
    """What speakers said about distances, and our straight lines (tables estimates and settlements).

    >>> table = charts.distances_by_speaker(load("estimates"), load("settlements"))
    >>> table.columns[0]
    'From'
    """
    rows = distances_said(estimates, settlements).round({"straight_km": 0})
    return table(rows, HEADS | {"Who": "name", "Day": "as_of_last", "row_id": "row_id"})
