"""Tables of the ground, ready for show_table, and the stretches of road that a reader may cut."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import roads
from helpers.analysis.ground import distances_said
from helpers.charts.frames import table
from helpers.charts.the_ground import words

HEADS = {"From": "start", "To": "end", "km said": "km_said", "Straight line, km": "straight_km"}


def distances_by_speaker(estimates: pd.DataFrame, settlements: pd.DataFrame) -> pd.DataFrame:
    """What speakers said about distances, and our straight lines (tables estimates and settlements)."""
    rows = distances_said(estimates, settlements).round({"straight_km": 0})
    return table(rows, HEADS | {"Who": "name", "Day": "as_of_last", "row_id": "row_id"})


def h07_stretches(nodes: pd.DataFrame, edges: pd.DataFrame) -> dict[str, tuple[str, str] | None]:
    """The stretches of the shortest route on named roads from Sumy to Sudzha: name → pair of node ids."""
    route = roads.shortest(roads.graph(nodes, edges, "named roads only"), "SUMY", "SUDZHA")
    return {"nothing": None} | {words.stretch_name(nodes, step): step for step in route.steps}
