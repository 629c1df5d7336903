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
UNITS = {  # how this count of each day differs from table unit_places
    "russia": "",
    "ukraine": " Charts that follow single units have slightly other numbers: a coarser outline of Kursk "
    "oblast, and no name that the map shows in several places at once.",
}
ZONES = {"Kursk oblast": "Kursk", "Donbas box": "box"}  # name of a place, and on a phone
PENNED = {"bgcolor": theme.PEN, "borderpad": 1}
NEAR = pd.Timedelta(days=30)  # before the last day: the name of a line stands clear of it
LATER = {
    "yref": "paper",
    "xanchor": "left",
    "yanchor": "top",
    "xshift": 4,
    "font": {"size": 13, "color": theme.INK_2},
}
SHOWN = ("2024-07-01", "2024-12-31")


def unit_counters(mapped: pd.DataFrame, side: str, scale: str) -> Figure:
    """Counters in Kursk oblast and in the Donbas box, day by day, from 1 July 2024.

    Parameters
    ----------
    mapped : table units_mapped.
    side : "russia" or "ukraine".
    scale : "counters" or "change since 5 Aug 2024".

    >>> fig = charts.unit_counters(
    ...     load("units_mapped"), side="russia", scale="change since 5 Aug 2024"
    ... )
    >>> fig.layout.meta["title"]
    'Russian counters, 5 Aug to 15 Nov 2024:...
    """
    start, end = pd.Timestamp(redeployment.START), pd.Timestamp(redeployment.END)
    rows = mapped[(mapped["side"] == side) & mapped["date"].between(*SHOWN)]
    change = scale != "counters"
    zones = {zone: rows[rows["place"] == zone].sort_values("date") for zone in ZONES}
    series = {zone: own.set_index("date")["counters"] for zone, own in zones.items()}
    layers = []
    for zone, own in zones.items():
        since = own["counters"] - series[zone][start]
        drawn = own.assign(since=since, shown=since if change else own["counters"])
        layers += [
            _zone_steps(drawn[drawn["date"] <= end], side),
            _zone_steps(drawn[drawn["date"] >= end], side, opacity=0.4),
            _zone_ends(drawn.set_index("date")["shown"], zone, start, end, change=change),
        ]
    changed = pd.concat([redeployment.changed_days(own[own["date"] <= end]) for own in zones.values()])
    box = series["Donbas box"] - (series["Donbas box"][start] if change else 0)
    return picture(
        [*layers, _july(box[:start]), *_days(start, end, 1 if change else 0.55)],
        x={"type": "date", **DAYS, "nticks": 6, "tickangle": 0, "showgrid": False},
        y={"rangemode": "normal" if change else "tozero", "nticks": 6},
        table=table(
            changed,
            {"Day of change": "date", "Place": "place", "Counters": "counters"}
            | {"Since 5 Aug 2024": lambda row: f"{row.counters - series[row.place][start]:+d}"},
        ),
        height=420,
        **_counter_words(series, side, change=change),
    )


def _july(box: pd.Series) -> Layer:
    """Between which numbers the box moved before the crossing, as a band with its words on it."""
    band = {"xref": "x domain", "yref": "y", "line": {"width": 0}, "layer": "below"}
    drawn = areas([(0, box.min(), 1, box.max())], theme.GRID, **band)
    look = {"xref": "x domain", "xanchor": "left", "yanchor": "bottom", "yshift": 2}
    look |= {"font": {"size": 13, "color": theme.INK_2}}
    wide, narrow = (
        notes([(0, box.max(), words)], name=name, **look)
        for name, words in (("wide", "grey: the box in July"), ("narrow", "box, July"))
    )
    return drawn._replace(notes=[*wide.notes, *narrow.notes])


def _days(start: pd.Timestamp, end: pd.Timestamp, y: float) -> list[Layer]:
    """The crossing, the day up to which the report could know, and what is later."""
    crossing = start + pd.Timedelta(days=1)
    words = {"yref": "paper", "yanchor": "bottom"}
    return [
        uprights([crossing, end], theme.FAINT, 1, "solid", xref="x"),
        notes([(crossing, 1, f"{short_day(crossing)}: crossing"), (end, 1, short_day(end))], 13, **words),
        notes([(end, y, "known later")], 13, **LATER),
    ]


def _zone_ends(shown: pd.Series, zone: str, *days: pd.Timestamp, change: bool) -> Layer:
    """Numbers of the first and last day at the line of a zone, and its name."""
    first, last = (signed(shown[day]) if change else f"{shown[day]}" for day in days)
    high, near = zone == "Kursk oblast", shown[days[1] - NEAR : days[1]]
    side = {"yanchor": "bottom", "yshift": 5} if high else {"yanchor": "top", "yshift": -6}
    look = {"xanchor": "right", **PENNED, **side}
    end = days[1], near.max() if high else near.min()
    wide, narrow = (
        notes([(*end, f"{said}: <b>{last}</b>")], 14, name=name, **look)
        for name, said in (("wide", zone), ("narrow", ZONES[zone]))
    )
    start = (
        [] if change else notes([(days[0], shown[days[0]], f"<b>{first}</b>")], 14, **PENNED, **side).notes
    )
    return Layer(notes=[*wide.notes, *narrow.notes, *start])


def _counter_words(series: dict[str, pd.Series], side: str, *, change: bool) -> dict:
    start, end = redeployment.START, redeployment.END
    ends = {zone: (counts[start], counts[end]) for zone, counts in series.items()}
    moved = [signed(last - first) if change else f"{first} to {last}" for first, last in ends.values()]
    box = series["Donbas box"]
    lowest, july = box[start:end], box[:start]
    dip, dip_day = lowest.min(), day(lowest.idxmin())
    low, ends_of_july = f"{dip} on {dip_day}", f"{july.min()} to {july.max()}"
    if change:
        then = box[start]
        low = f"{signed(dip - then)} on {dip_day} ({dip} counters)"
        ends_of_july = " to ".join(
            signed(end - then) if end != then else "0" for end in (july.min(), july.max())
        )
    both = "; ".join(f"{zone}: {first} and {last}" for zone, (first, last) in ends.items())
    return {
        "title": f"{OF_SIDE[side]} counters, 5 Aug to 15 Nov 2024: "
        f"Kursk **{moved[0]}**, Donbas box **{moved[1]}**",
        "subtitle": f"{'Change in names' if change else 'Names'} on Project Owl's map, in Kursk oblast "
        "and in a box round the Donbas",
        "caption": f"{OWL}. {COUNTER} Lowest in the box: {low}. Grey: its range "
        f"1 Jul to 5 Aug ({ends_of_july}). The box is a rectangle (36.55 to 39.0 E, 47.2 to "
        f"49.1 N), not an oblast.{UNITS[side]}",
        "alt": [
            f"On 5 Aug and 15 Nov, {both}; lowest in the box {dip} on {dip_day}. Steps with a mark on each "
            f"day that changed{', drawn as change since 5 Aug' if change else ''}"
        ],
    }


def _zone_steps(own: pd.DataFrame, side: str, **look: object) -> Layer:
    """Steps of one zone with a small mark on each day that changed."""
    zone, style = own["place"].iloc[0], theme.actor(side)._replace(dash="solid")
    ends = dates.changes(own, "counters")

    def say(row: Row) -> str:
        counters = f"{row.counters} {OF_SIDE[side]} counters"
        return f"<b>{zone}</b>, {day(row.date)}<br>{counters}<br>{row.since:+d} since 5 Aug 2024"

    marker = {"symbol": style.symbol, "size": 5, "color": style.color}
    look = {"mode": "lines+markers", "marker": marker, "name": zone, "showlegend": False, **look}
    ends = ends.assign(row_id=row_ids("units_mapped", ends))
    return steps(ends, "date", "shown", style, say, **look)
