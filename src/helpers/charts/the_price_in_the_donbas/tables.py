"""Tables of the lesson on the price in the Donbas, ready to print."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import gains
from helpers.charts.frames import table
from helpers.words import day


def nearness(estimates: pd.DataFrame) -> pd.DataFrame:
    """How far apart two counters print the same months, nearest pair first.

    >>> table = charts.nearness(load("estimates"))
    >>> table.columns[0]
    'Counter'
    """
    heads = {"Counter": "one", "And": "other", "Months of both": "months"}
    apart = {"Median difference, km²": "median_km2", "Largest, km²": "largest_km2"}
    return table(gains.nearness(estimates), heads | apart)


def towns_and_reasons(events: pd.DataFrame) -> pd.DataFrame:
    """Dated towns and reasons given in the Donbas (events of story "east"): day, words, page, row_id.

    >>> table = charts.towns_and_reasons(load("events", story="east"))
    >>> table.columns[0]
    'Day'
    """
    rows = events.sort_values("date_first", ignore_index=True)
    columns = {"Day": lambda row: day(row.date_first).replace(" ", "\u00a0"), "What was said": "what"}
    return table(rows, columns | {"Page": "publisher", "row_id": "row_id"})
