"""Ground held on a map while time runs downwards: what stands left of the words of a timeline."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from helpers.charts import theme
from helpers.charts.layers import Layer, Row, scatter
from helpers.charts.timelines import Left, told_events
from helpers.words import day, number

FILL = "rgba(22,32,43,.08)"


def beside_ground(
    events: pd.DataFrame,
    held: pd.Series,
    first: pd.Timestamp,
    last: pd.Timestamp,
    most: float,
    shown: list[int],
    narrow: float = 0.36,
    penned: Collection[str] = (),
) -> tuple[pd.DataFrame, list[Layer], dict]:
    """Events beside the ground held on their day, as `told_events` gives them.

    Parameters
    ----------
    events : rows of table events.
    held : km² of one map by day (`analysis.area.held`).
    first, last : ends of the rail.
    most : km² at the right end of the scale.
    shown : km² written on the scale.
    narrow : the share of a narrow picture's width that the ground takes.
    penned : event_ids whose day and ground stand under the pen.
    """
    rows = events.sort_values(["date_first", "event_id"], ignore_index=True)
    left = Left(mark=most * 1.12, wide=0.4, narrow=narrow)
    held_then = [f"{number(held.asof(on))} km²" for on in rows["date_first"]]
    rows, layers, look = told_events(rows, left, held, (first, last), held_then, penned)
    names = [*map(number, shown[:-1]), f"{number(shown[-1])} km²"]
    scale = {"showticklabels": True, "side": "top", "tickvals": shown, "ticktext": names}
    look["x"] |= {**scale, "ticklabeloverflow": "allow"}
    return rows, layers, look


def ground_downwards(curve: pd.DataFrame, *, keyed: bool = True) -> Layer:
    """One mapper's redrawn days as steps on the axes x (km²) and y2 (days); DeepState's ground is filled.

    Parameters
    ----------
    curve : redrawn days of one mapper (`analysis.area.redrawn`).
    keyed : False when the picture names the curve itself.
    """
    mapper = curve["mapper"].iloc[0]
    style = theme.mapper(mapper)
    stroke = {"color": style.color, "dash": style.dash, "shape": "vh", "width": 2.4}
    look = {"mode": "lines", "line": stroke, "name": _name(mapper), "yaxis": "y2"} | (
        {} if keyed else {"showlegend": False}
    )
    if mapper == "deepstate":
        look |= {"fill": "tozerox", "fillcolor": FILL}
    else:
        look["line"] = {**stroke, "width": 1.6}
    return scatter(curve, "area_km2", "date", _redrawn, **look)


def _name(mapper: str) -> str:
    return f"{theme.mapper(mapper).label} ({theme.LEANINGS[mapper]})"


def _redrawn(row: Row) -> str:
    return f"<b>{theme.mapper(row.mapper).label}</b><br>{day(row.date)}: {number(row.area_km2)} km²"
