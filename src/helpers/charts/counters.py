"""Counters on Project Owl's map over time: in Kursk oblast and in the Donbas box."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import dates, redeployment
from helpers.charts import theme
from helpers.charts.frames import DAYS, Figure, picture, table
from helpers.charts.layers import Layer, Row, areas, notes, steps, uprights
from helpers.data import row_ids
from helpers.words import day, short_day, signed

OWL = "Project Owl's map (owlmaps/map-data), read by us"
OWL_PAGE = "sources:github-58b4c"  # the mapper's files; tables of counters name no page by row
COUNTER = "A counter is a name with a place, not a head-count."
OF_SIDE = {"russia": "Russian", "ukraine": "Ukrainian"}
ZONES = {"Kursk oblast": ("solid", ""), "Donbas box": ("dot", "-open")}  # line, suffix of the mark
SHOWN = ("2024-07-01", "2024-12-31")


def unit_counters(mapped: pd.DataFrame, side: str, scale: str) -> Figure:
    """Counters in Kursk oblast and in the Donbas box, day by day, from 1 July 2024.

    Parameters
    ----------
    mapped : table units_mapped.
    side : "russia" or "ukraine".
    scale : "counters" or "change since 5 Aug 2024".
    """
    start, end = pd.Timestamp(redeployment.START), pd.Timestamp(redeployment.END)
    rows = mapped[(mapped["side"] == side) & mapped["date"].between(*SHOWN)]
    change = scale != "counters"
    counted, least = ("change in counters", "normal") if change else ("counters", "tozero")
    zones = {zone: rows[rows["place"] == zone].sort_values("date") for zone in ZONES}
    series = {zone: own.set_index("date")["counters"] for zone, own in zones.items()}
    layers = []
    for zone, own in zones.items():
        since = own["counters"] - series[zone][start]
        drawn = own.assign(since=since, shown=since if change else own["counters"])
        layers += [
            _zone_steps(drawn[drawn["date"] <= end], side),
            _zone_steps(drawn[drawn["date"] >= end], side, opacity=0.4, showlegend=False),
        ]
    box = series["Donbas box"]
    july, base = box[:start], box[start] if change else 0
    band = {"xref": "x domain", "yref": "y", "opacity": 0.45, "line": {"width": 0}, "layer": "below"}
    layers.append(areas([(0, july.min() - base, 1, july.max() - base)], theme.UNCLEAR, **band))
    marked = [pd.Timestamp("2024-08-06"), end]
    layers.append(uprights(marked, theme.FAINT, 1, "dot", xref="x"))
    layers.append(notes([(when, 1, short_day(when)) for when in marked], yref="paper", yanchor="bottom"))
    changed = pd.concat([redeployment.changed_days(own[own["date"] <= end]) for own in zones.values()])
    return picture(
        layers,
        x={"type": "date", **DAYS, "nticks": 6},
        y={"title": counted, "rangemode": least},
        table=table(
            changed,
            {"Day of change": "date", "Place": "place", "Counters": "counters"}
            | {"Since 5 Aug 2024": lambda row: f"{row.counters - series[row.place][start]:+d}"},
        ),
        height=460,
        **_counter_words(series, side, change=change),
    )


def _counter_words(series: dict[str, pd.Series], side: str, *, change: bool) -> dict:
    start, end = redeployment.START, redeployment.END
    ends = {zone: (counts[start], counts[end]) for zone, counts in series.items()}
    moved = [signed(last - first) if change else f"{first} to {last}" for first, last in ends.values()]
    box = series["Donbas box"]
    lowest, july = box[start:end], box[:start]
    dip, dip_day = lowest.min(), day(lowest.idxmin())
    both = "; ".join(f"{zone}: {first} and {last}" for zone, (first, last) in ends.items())
    return {
        "title": f"{OF_SIDE[side]} counters, 5 Aug to 15 Nov 2024: Kursk {moved[0]}, Donbas box {moved[1]}",
        "subtitle": "Names on Project Owl's map in Kursk oblast and in a rectangle round the Donbas",
        "caption": f"{OWL}. {COUNTER} Lowest in the box: {dip} on {dip_day}. Grey band: range of the box, "
        f"1 Jul to 5 Aug ({july.min()} to {july.max()}). The box is a rectangle (36.55 to 39.0 E, 47.2 to "
        "49.1 N), not an oblast. After 15 Nov (pale): known later.",
        "alt": [
            f"On 5 Aug and 15 Nov, {both}; lowest in the box {dip} on {dip_day}. Steps with a mark on each "
            f"day that changed{', drawn as change since 5 Aug' if change else ''}"
        ],
    }


def _zone_steps(own: pd.DataFrame, side: str, **look: object) -> Layer:
    """Steps of one zone with a mark on each day that changed."""
    zone, style = own["place"].iloc[0], theme.actor(side)
    dash, hollow = ZONES[zone]
    ends = dates.changes(own, "counters")

    def say(row: Row) -> str:
        counters = f"{row.counters} {OF_SIDE[side]} counters"
        return f"<b>{zone}</b>, {day(row.date)}<br>{counters}<br>{row.since:+d} since 5 Aug 2024"

    marker = {"symbol": f"{style.symbol}{hollow}", "size": 6, "color": style.color}
    look = {"mode": "lines+markers", "marker": marker, "name": zone, "opacity": 1, "showlegend": True, **look}
    ends = ends.assign(row_id=row_ids("units_mapped", ends))
    return steps(ends, "date", "shown", style._replace(dash=dash), say, **look)
