"""Counters that moved: who left the Donbas box, who came, and where those new in Kursk oblast had stood."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import redeployment
from helpers.charts import theme
from helpers.charts.counters import OWL_PAGE
from helpers.charts.frames import Figure, categories, picture, table
from helpers.charts.layers import Layer, bars, notes, scatter
from helpers.charts.squares import QUIET, in_pixels, names, packed, squares
from helpers.charts.squares import count as count_of
from helpers.charts.strips import narrow_rows
from helpers.charts.the_dilemma import words
from helpers.data import row_ids
from helpers.words import day

NOT_UNITS = "not units"
STEP_PX, NARROW_STEP_PX = 32, 54  # pixels of a step of the bridge, and on a phone, below its name
ABOVE = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 12, "name": "narrow"}
PHONE_RIGHT = 216  # pixels from the first square to the right edge on a phone
BLOCK, LINE, SUM = 15, 28, 230  # pixels of a square and its gap, of a line; where the sum of lines stands


def flow_bridge(places: pd.DataFrame, side: str, days: tuple[str, str]) -> Figure:
    """From the counters of the Donbas box on one day to those on another: who left, who stayed, who came.

    Parameters
    ----------
    places : table unit_places.
    side : "russia" or "ukraine".
    days : first and last day, for example one of WINDOWS.

    >>> fig = charts.flow_bridge(
    ...     load("unit_places"), side="russia", days=("2024-08-05", "2024-11-15")
    ... )
    >>> fig.layout.meta["title"]
    '5 Aug to 15 Nov 2024: 21 of 233 Russian...
    """
    first, last = days
    moved = redeployment.flow(places, side, first, last)
    moved["row_id"] = row_ids("unit_places", places.loc[moved["stay"]])
    start, end = (redeployment.boxed(places, side, date) for date in days)
    layers, level = [], start
    totals = [(f"<b>{day(first)}</b>", start, "on the map in the box")]
    lines = [totals[0][0]]
    for way, sign in (("out", -1), ("in", 1)):
        for step in redeployment.STEPS[way].values():
            own = moved[(moved["way"] == way) & (moved["step"] == step)]
            layers += _bridge_step(own, step, level, sign, theme.actor(side))
            level += sign * len(own)
            lines.append(step)
        at_both = way == "out"
        name = "<b>stayed</b>" if at_both else f"<b>{day(last)}</b>"
        totals.append((name, level, "in the box on both days" if at_both else "on the map in the box"))
        lines.append(name)
    low, high = totals[1][1], max(start, end)
    room = high - low
    other_day = f"Place on {day(last)} (left) or {day(first)} (came)"
    return picture(
        [
            *layers,
            _totals(totals),
            *_sums(moved, totals),
            notes(((0, line, line) for line in lines), 13, **ABOVE),
        ],
        x={"visible": False, "range": [low - room * 0.06, high + room * 0.2]},
        y=categories(lines),
        look={"barmode": "overlay", "bargap": 0.55, "margin": {"t": 6, "b": 6}},
        table=table(moved, {"Counter": "unit", "Step": "step", other_day: "place"}),
        height=STEP_PX * len(lines) + 12,
        narrow=narrow_rows(NARROW_STEP_PX * len(lines) + 24),
        **words.bridge_words(moved, start, side, days),
    )


def _bridge_step(
    own: pd.DataFrame, step: str, level: int, sign: int, style: theme.Style
) -> tuple[Layer, Layer]:
    """Blocks of one step, one for each counter, and their number: full colour to or from Kursk oblast."""
    base = [level - 1 - i if sign < 0 else level + i for i in range(len(own))]
    placed = "oblast" in step or "places" in step
    color = (style.color if "Kursk" in step else theme.lighter(style.color)) if placed else theme.PAPER
    edge = {"color": theme.PAPER if placed else theme.INK_3, "width": 1}
    pattern = {"shape": "" if placed else ".", "size": 8, "solidity": 0.1, "fgcolor": theme.INK_3}
    marker = {"color": color, "line": edge, "pattern": pattern}
    look = {"base": base, "orientation": "h", "showlegend": False, "marker": marker}
    text = f"<b>{'−' if sign < 0 else '+'}{len(own)}</b>" if len(own) else "0"
    end = level if sign < 0 else level + len(own)
    return (
        bars(own, lambda _: 1, "step", lambda row: f"<b>{row.unit}</b><br>{row.step}: {row.place}", **look),
        notes([(end, step, text)], size=None, xanchor="left", xshift=4),
    )


def _totals(totals: list[tuple[str, int, str]]) -> Layer:
    """The counters of the box before, between and after, as upright strokes with their number."""
    rows = pd.DataFrame(totals, columns=["line", "counters", "told"]).assign(row_id=OWL_PAGE)
    marker = {"symbol": "line-ns", "size": 20, "line": {"width": 4, "color": theme.INK}}
    texts = {"mode": "markers+text", "text": [f"  <b>{value}</b>" for value in rows["counters"]]}
    look = {"textposition": "middle right", "marker": marker, "showlegend": False}
    return scatter(rows, "counters", "line", lambda row: f"{row.counters} {row.told}", **texts, **look)


def _sums(moved: pd.DataFrame, totals: list[tuple[str, int, str]]) -> list[Layer]:
    """How many left, under the pen, at those that stayed, and how many came at those of the last day."""
    (_, start, _), (stayed, left, _), (last, end, _) = totals
    gone = notes([(left, stayed, words.left(moved, start))], 14, xanchor="left", xshift=56, bgcolor=theme.PEN)
    return [gone, notes([(end, last, words.arrived(moved))], 14, xanchor="right", xshift=-10)]


def origins(
    places: pd.DataFrame, place: str = "before", count: str = "units", side: str = "russia"
) -> Figure:
    """Counters new in Kursk oblast from 6 August to 15 November 2024, one square each, by where they stood.

    Parameters
    ----------
    places : table unit_places.
    place : "before" (last place before Kursk oblast) or "at_start" (place on 5 August 2024).
    count : "units", or "all" to show renamed counters, places and the North Korean corps as well.
    side : "russia" or "ukraine".

    >>> fig = charts.origins(load("unit_places"))
    >>> fig.layout.meta["title"]
    'Of 46 Russian units new in Kursk by 15...
    """
    arrived = redeployment.arrivals(places, side)
    units = redeployment.counted(arrived)
    sizes = redeployment.by_place(units, place)
    shown = arrived if count == "all" else units
    shown = shown.assign(
        row_id=row_ids("unit_places", places.loc[shown["stay"]]),
        stood=shown[place].where(shown["left_out"] == "", NOT_UNITS),
    )
    donbas = [spot for spot in redeployment.DONBAS if spot in sizes]
    order = [*donbas, *(spot for spot in sizes.index if spot not in donbas), NOT_UNITS]
    groups = {spot: shown[shown["stood"] == spot] for spot in order}
    placed = {
        spot: packed(own, len(own), top=LINE * line, pitch=BLOCK)
        for line, (spot, own) in enumerate((spot, own) for spot, own in groups.items() if len(own))
    }
    heads = [(rows["y"].iloc[0], words.place_words(spot, side)) for spot, rows in placed.items()]
    return picture(
        [
            *(
                squares(rows, words.came, size=BLOCK - 3, **_look(spot, side))
                for spot, rows in placed.items()
            ),
            *(count_of(rows) for rows in placed.values()),
            names(heads, "wide"),
            names(heads, "narrow"),
            *_together(units, placed, donbas, place),
        ],
        **in_pixels(LINE * len(placed), 170, 147, narrow_right=PHONE_RIGHT, wide_right=500),
        table=table(
            shown,
            {"Counter": "unit", "In Kursk oblast since": "arrived"}
            | {"Last place before": lambda row: words.place_words(row.before, side)}
            | {"Place on 5 Aug 2024": lambda row: words.place_words(row.at_start, side)}
            | {"Left out because": lambda row: row.left_out or "–"},
        ),
        **words.origin_words(units, sizes, place, count, side),
    )


def _look(spot: str, side: str) -> dict:
    """Full colour from the Donbas, light from elsewhere, empty where not traced, grey for no unit."""
    if spot == redeployment.UNTRACED:
        return {"symbol": "square-open", "color": theme.INK_2}
    if spot == NOT_UNITS:
        return {"color": QUIET}
    color = theme.actor(side).color
    return {"color": color if spot in redeployment.DONBAS else theme.lighter(color)}


def _together(
    units: pd.DataFrame, placed: dict[str, pd.DataFrame], donbas: list[str], place: str
) -> list[Layer]:
    """The sum of the rows of the Donbas right of them, under the pen; on a phone in the last of them."""
    ys = [placed[spot]["y"].iloc[0] for spot in donbas]
    if not ys:
        return []
    wide, narrow = words.together(units, place)
    return [
        notes([(SUM, sum(ys) / len(ys), wide)], 14, xanchor="left", bgcolor=theme.PEN, name="wide"),
        notes(
            [(PHONE_RIGHT, ys[-1], narrow)], 13, xanchor="right", xshift=8, bgcolor=theme.PEN, name="narrow"
        ),
    ]
