"""A table of the incursion, ready for show_table."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.charts import theme
from helpers.charts.frames import table


def days_to_reach(area: pd.DataFrame, threshold_km2: float) -> pd.DataFrame:
    """First day on which each map showed at least `threshold_km2`; no day means never.

    `area` is table control_area_daily.
    """
    rows = areas.days_to_reach(area, threshold_km2)
    heads = {
        "Map": lambda row: theme.mapper(row.mapper).label,
        "Ground": "ground",
        "First day": "day",
        "Days after 6 Aug 2024": "days_after",
        "Largest, km²": "largest_km2",
    }
    return table(rows, heads)
