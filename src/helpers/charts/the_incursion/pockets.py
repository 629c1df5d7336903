"""Ground said to be held after April 2025, each piece of ground for itself."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.analysis.ranges import spoken
from helpers.charts.frames import Figure
from helpers.charts.strips import strips
from helpers.charts.the_incursion import words

ROOM = 1.5  # how far the axis reaches beyond the largest value: its words stand there


def points_by_place(points: pd.DataFrame) -> Figure:
    """Statements about ground held, a line each under the name of its place: different ground stays apart."""
    rows = spoken(areas.in_km2(points)).sort_values("as_of_last", ignore_index=True)
    parts = {place: own.reset_index(drop=True) for place, own in rows.groupby("place", sort=False)}
    return strips(parts, most=rows["value"].max() * ROOM, unit="km²", **words.places(rows))
