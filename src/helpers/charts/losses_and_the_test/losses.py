"""Losses by day: kinds of loss in panels, one speaker's estimates, a forecast beside later totals."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import Any

import pandas as pd

from helpers.analysis import losses as analysis
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import MONTHS, Figure, Frame, frames, picture
from helpers.charts.layers import Layer, Row, bars, blank, line, notes, scatter
from helpers.charts.losses_and_the_test import words
from helpers.charts.statements import statements
from helpers.words import day, iso_day, written

PANELS = {  # share of the height, top of the axis (persons)
    "casualties": (0.31, 7_600),
    "killed": (0.24, 2_700),
    "wounded": (0.22, 5_300),
    "a few days": (0.23, 1_600),
}
START = pd.Timestamp("2024-12-05")
WIDER = "dprk_casualties_incl_missing_captured"
READINGS = ("as estimates", "as if new deaths")


def loss_by_kind(
    loss: pd.DataFrame, quantities: pd.DataFrame, period: str = "2025-02-28", who: str | None = None
) -> Figure:
    """Draw loss figures by day in four panels, one for each kind of loss, each with its own axis.

    Parameters
    ----------
    loss : rows of table estimates; other quantities than losses are dropped.
    quantities : table quantities, which names what was counted.
    period : last day shown.
    who : side of the speakers shown (a value of speakers.side); None for everybody.

    Raises
    ------
    ValueError : no figure is left.
    """
    rows = analysis.losses(loss, period)
    if who is not None:
        rows = rows[rows["side"] == who].reset_index(drop=True)
    if rows.empty:
        raise ValueError("There are no figures to draw; loosen the filter.")
    groups = {kind: rows[rows["kind"] == kind] for kind in PANELS}
    scopes = {scope for group in groups.values() for scope in comparable(group, mixed=True)}
    last = pd.Timestamp(period)
    last += (last - START) * 0.13  # room for the last printed number on a phone
    names = quantities.set_index("quantity")["label"]
    return frames(
        [_kind(group, _new_sides(groups, kind), kind, period) for kind, group in groups.items()],
        gap=0.075,
        x={"type": "date", "range": [iso_day(START), iso_day(last)], **MONTHS, "nticks": 5},
        heights=[height for height, _ in PANELS.values()],
        grid={"subplot_titles": tuple(words.panel(kind, group) for kind, group in groups.items())},
        heads={"x": 0, "xanchor": "left", "xref": "paper", "font": {"size": 13}},
        mixed=sorted(scopes),
        height=700,
        **words.loss_by_kind(rows, groups, names, period, who),
    )


def _new_sides(groups: dict[str, pd.DataFrame], kind: str) -> list[str]:
    """Sides that speak in a panel and in none above it: each stands in the legend once."""
    above = takewhile(lambda panel: panel != kind, groups)
    listed = {side for panel in above for side in groups[panel]["side"]}
    return [side for side in groups[kind]["side"].unique() if side not in listed]


def _kind(rows: pd.DataFrame, keys: list[str], kind: str, period: str) -> Frame:
    """One panel; without figures it says so, which is a finding too."""
    top = PANELS[kind][1]
    axis = {"range": [0, top], "nticks": 4}
    if rows.empty:
        middle = START + (pd.Timestamp(period) - START) / 2
        none = [(middle, top / 2, "no figure by these speakers")]
        return Frame([blank(), notes(none, size=None, font={"color": "#555555"})], axis)
    stars = [(row.as_of_last, row.value, "*") for row in rows[rows["quantity"] == WIDER].itertuples()]
    points = statements(rows, "as_of_last", "value", keys)
    return Frame(
        [points, *_numbers(rows, early=period <= "2025-03-31"), notes(stars, size=None, yshift=9)], axis
    )


def _numbers(rows: pd.DataFrame, *, early: bool) -> list[Layer]:
    """Print numbers beside points where there is room.

    Of casualties only Seoul's; the first losses of a few days stand so close that they share one line.
    Later periods (not `early`) leave out open ends of the first weeks.
    """
    shared = rows[(rows["kind"] == "a few days") & (rows["side"] == "ukraine")]
    alone = rows.drop(shared.index)
    alone = alone[(alone["kind"] != "casualties") | (alone["side"] == "south_korea")]
    if not early:
        alone = alone[(alone["bound"] == "point") | (alone["kind"] == "a few days")]
    said = [_number(shared.iloc[-1], words.few_days(shared), 9)] if len(shared) else []
    for row in alone.itertuples():
        low = row.kind == "casualties" and row.value < 4500  # other points stand above and beside
        said.append(_number(row, words.printed(row), -8 if low else 5))
    return said


def _number(row: Row, text: str, up: int) -> Layer:
    return notes([(row.as_of_last, row.value, text)], xanchor="left", xshift=9, yshift=up)


def estimate_steps(loss: pd.DataFrame, read: str = "as estimates") -> Figure:
    """Draw the killed in NIS's words, as four estimates or as a wrong reader's deaths a day.

    Parameters
    ----------
    loss : rows of table estimates.
    read : "as estimates", or "as if new deaths" (hatched: what must not be done).

    Raises
    ------
    ValueError : another reading.
    """
    if read not in READINGS:
        raise ValueError(f"A reading is one of {', '.join(READINGS)}, not {read!r}.")
    rows, wrong = analysis.steps(loss), read != READINGS[0]
    if wrong:
        layers, y = _deaths(rows), {"range": [0, 13.5], "title": "“a day” (wrong reading)"}
    else:
        layers, y = _estimates(rows), {"range": [0, 2400], "title": "killed, all so far"}
    return picture(
        layers,
        x={"type": "date", "range": ["2024-10-25", "2025-10-31"], **MONTHS, "nticks": 6},
        y=y,
        mixed=comparable(rows, mixed=True),  # NIS spoke of Kursk oblast, of a front and of all sent
        **words.estimate_steps(rows, wrong=wrong),
    )


def _estimates(rows: pd.DataFrame) -> list[Layer]:
    """Four estimates and a dotted line that only steps between two that speak of the same place."""
    corners = [
        corner
        for before, row in pairwise(rows.itertuples())
        if before.place == row.place
        for corner in (
            (before.as_of_last, before.value),
            (row.as_of_last, before.value),
            (row.as_of_last, row.value),
            (None, None),
        )
    ]
    x, y = map(list, zip(*corners, strict=True))
    dotted = line(x, y, theme.actor("south_korea").color, 1.5, dash="dot")
    return [dotted, statements(rows, "as_of_last", "value", keys=()), *map(_estimate, rows.itertuples())]


def _estimate(row: Row) -> Layer:
    """The value beside an estimate: above on the right, or on the left of an arrow."""
    right = {"xanchor": "left", "xshift": 9, "yshift": 10}
    look = {"xanchor": "right", "xshift": -9, "yshift": 0} if row.bound in words.BOUNDS else right
    return notes([(row.as_of_last, row.value, words.printed(row))], size=None, **look)


def _deaths(rows: pd.DataFrame) -> list[Layer]:
    """Hatched bars from estimate to estimate, as wide as the days between."""
    rows = rows.assign(middle=rows["as_of_last"].shift() + rows["as_of_last"].diff() / 2)
    marker = {
        "color": theme.PAPER,
        "line": {"color": theme.FAINT, "width": 1.5},
        "pattern": {"shape": "x", "fgcolor": theme.FAINT, "solidity": 0.2},
    }
    layers = []
    for row in rows.iloc[1:].itertuples():
        look = {"width": [row.days * 86_400_000], "marker": marker, "showlegend": False}  # milliseconds
        bar = bars(rows.loc[[row.Index]], "middle", "per_day", words.wrong_reading, **look)
        layers += [bar, notes([(row.middle, row.per_day, f"{row.per_day:.1f}")], None, yanchor="bottom")]
    return layers


def loss_projection(estimates: pd.DataFrame) -> Figure:
    """Draw ISW's line to 12,000 casualties by mid-April 2025 beside the totals that were later said."""
    forecast, pace = analysis.projection(estimates), analysis.pace(estimates)
    rows = analysis.losses(estimates[estimates["quantity"] == "dprk_casualties"])
    style, end = theme.actor("independent"), forecast["day"].iloc[-1]
    nis = rows[(rows["speaker_id"] == "nis") & (rows["as_of_last"] >= end)].iloc[0]
    beside_nis = f"NIS {written(nis['value'])}<br>{day(nis['as_of_last'])}"
    pace_held = f"ISW: 12,000 by mid-April 2025, if {written(pace['central'])} a day went on"
    forecast = forecast.assign(row_id=["", pace["row_id"]], said=["", pace_held])
    dotted = {"color": style.color, "width": 2, "dash": "dot"}
    marker = {"symbol": f"{style.symbol}-open", "size": [0, 12], "opacity": 1, "color": style.color}
    look = {"mode": "lines+markers", "name": "ISW's forecast", "line": dotted, "marker": marker}
    return picture(
        [
            scatter(forecast, "day", "casualties", lambda row: row.said, **look),
            statements(rows, "as_of_last", "value"),
            _beside(end, analysis.PROJECTED, "forecast:<br>12,000 by mid-April", xshift=10),
            _beside(nis["as_of_last"], nis["value"], beside_nis, yanchor="top", xshift=4, yshift=-7),
        ],
        x={"type": "date", "range": ["2024-11-25", "2026-03-20"], **MONTHS, "nticks": 6},
        y={"range": [0, 13_200], "title": "killed and wounded"},
        mixed=[*comparable(rows, mixed=True), "a forecast and counts"],  # places: some name no oblast
        height=480,
        **words.loss_projection(rows, pace, nis),
    )


def _beside(x: pd.Timestamp, y: float, text: str, **look: Any) -> Layer:
    return notes([(x, y, text)], size=None, xanchor="left", align="left", **look)
