"""Tables of the dilemma, ready to print; `row_id` leads to the sources."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import redeployment
from helpers.charts.frames import table


def printed_origins(units: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Russian units with a printed origin (units), and their last place before Kursk (unit_places).

    >>> table = charts.printed_origins(load("units"), load("unit_places"))
    >>> table.columns[0]
    'Unit'
    """
    columns = {"Unit": "unit", "Printed origin": "origin", "Place on the map before": "before"}
    columns |= {"Arrived on the map": "arrived", "row_id": "row_id"}
    return table(redeployment.printed_origins(units, places), columns)
