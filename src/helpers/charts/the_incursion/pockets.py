"""Ground said to be held after April 2025, each piece of ground for itself."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts.frames import DAYS, Figure, Frame, frames
from helpers.charts.layers import Layer, Row, notes
from helpers.charts.statements import statements
from helpers.charts.the_incursion import words
from helpers.words import written


def points_by_place(points: pd.DataFrame) -> Figure:
    """Statements about ground held in strips by place: different ground never shares a strip."""
    rows = spoken(areas.in_km2(points)).sort_values("as_of_last", ignore_index=True)
    first, last, places = rows["as_of_last"].min(), rows["as_of_last"].max(), list(rows["place"].unique())
    pad = pd.Timedelta(days=25)
    return frames(
        [_strip(rows, places, place, first + (last - first) / 2) for place in range(len(places))],
        gap=0.12,
        # an entry of the legend comes first and has no day, so the axis is told that it shows days
        x={"type": "date", "range": [first - pad, last + pad], **DAYS, "nticks": 5},
        grid={"subplot_titles": tuple(places)},
        heads={"x": 0, "xanchor": "left", "font": {"size": 13}},
        height=170 + 130 * len(places),
        **words.places(rows),
    )


def _strip(rows: pd.DataFrame, places: list[str], place: int, middle: pd.Timestamp) -> Frame:
    """One place; words stand left of the marks that lie beyond the middle."""
    own = rows[rows["place"] == places[place]]
    comparable(own)
    listed = rows.loc[rows["place"].isin(places[:place]), "side"]
    marks = statements(own, "as_of_last", "value", keys=set(own["side"]) - set(listed))
    named = (_named(row, middle) for row in own.itertuples())
    return Frame([marks, *named], {"range": [-10, 150], "nticks": 4, "title": "km²"})


def _named(row: Row, middle: pd.Timestamp) -> Layer:
    late = row.as_of_last > middle
    beside = {"xanchor": "right" if late else "left", "xshift": -10 if late else 10}
    return notes([(row.as_of_last, row.value, f"{row.short_name}: {written(float(row.value))}")], **beside)
