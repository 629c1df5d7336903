"""Losses by day: kinds of loss in frames, one speaker's estimates, a forecast beside later totals."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from helpers.analysis import losses as analysis
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.beside import Plot, beside, statement_box
from helpers.charts.frames import MONTHS, Figure, picture
from helpers.charts.layers import Layer, Row, bars, line, notes, scatter
from helpers.charts.losses_and_the_test import words
from helpers.charts.statements import OPEN, statements
from helpers.charts.strips import ZERO, strips
from helpers.words import number, written

ROOM = 1.6  # of the largest value: the axis leaves room for the words behind it on a phone
WIDER = "dprk_casualties_incl_missing_captured"
SHOWN = ("2024-11-25", "2025-07-31")  # days of the forecast and of the totals beside it
FIRST = {"wide": SHOWN[0], "narrow": "2024-11-01"}  # on a phone with room for values left of their marks
READINGS = ("as estimates", "as if new deaths")
TOP = 13_200  # casualties; upper end of the axis of the forecast
SIDES = ("right", "left", "above", "below", "above right", "above left")  # where a total may stand
PLOT_PX, UP_PX = {"wide": 720, "narrow": 286}, 312  # pixels of its axes across, and upwards
STEPS = 90  # pieces of the dotted line that words leave free
CLEAR = {"bgcolor": theme.PAPER, "borderpad": 0}  # words that cover the lines of values behind them
TICKS = {"nticks": 6, "showgrid": False, "ticks": "outside", "tickcolor": theme.FAINT}


def loss_by_kind(
    loss: pd.DataFrame, quantities: pd.DataFrame, period: str = "2025-02-28", who: str | None = None
) -> Figure:
    """Draw loss figures as rows, oldest first, in a frame for each kind of loss; all share one scale.

    Parameters
    ----------
    loss : rows of table estimates; other quantities than losses are dropped.
    quantities : table quantities, which names what was counted.
    period : last day shown.
    who : side of the speakers shown (a value of speakers.side); None for everybody.

    Raises
    ------
    ValueError : no figure is left.

    >>> fig = charts.loss_by_kind(
    ...     load("estimates", quantity=analysis.losses.LOSSES), load("quantities")
    ... )
    >>> fig.layout.meta["title"]
    'January 2025: over 3,000 to about 4,000...
    """
    rows = analysis.losses(loss, period)
    if who is not None:
        rows = rows[rows["side"] == who].reset_index(drop=True)
    if rows.empty:
        raise ValueError("There are no figures to draw; loosen the filter.")
    rows["named"] = [words.named(row) for row in rows.itertuples()]
    rows["kind"] = rows["kind"].mask(rows["quantity"] == WIDER, words.WIDER)
    groups = {head: rows[rows["kind"] == kind] for kind, head in words.HEADINGS.items()}
    said = words.loss_by_kind(rows, quantities.set_index("quantity")["label"], period, who)
    return strips(
        {head: group for head, group in groups.items() if len(group)},
        most=ROOM * rows["value"].max(),
        unit="",
        label="named",
        mixed=True,
        pen=words.in_title(rows, period, who)["row_id"].tolist(),
        **said,
    )


def estimate_steps(loss: pd.DataFrame, read: str = "as estimates") -> Figure:
    """Draw the killed in NIS's words, as four estimates or as a wrong reader's deaths a day.

    Parameters
    ----------
    loss : rows of table estimates.
    read : "as estimates", or "as if new deaths" (grey: what must not be done).

    Raises
    ------
    ValueError : another reading.

    >>> fig = charts.estimate_steps(
    ...     load("estimates", quantity=analysis.losses.LOSSES), read="as estimates"
    ... )
    >>> fig.layout.meta["title"]
    'NIS on the killed: from 600 to about 2,000...
    """
    if read not in READINGS:
        raise ValueError(f"A reading is one of {', '.join(READINGS)}, not {read!r}.")
    rows, wrong = analysis.steps(loss), read != READINGS[0]
    if wrong:
        layers, most = _deaths(rows), 12.5
    else:
        layers, most = _estimates(rows), 2300
    return picture(
        layers,
        x={"type": "date", "range": ["2024-10-05", "2025-10-31"], **MONTHS, **TICKS},
        y={"range": [0, most], **ZERO},
        height=300,
        narrow={"xaxis.range": ["2024-08-25", "2025-10-31"]},  # room for “at least 100”
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
    last = rows.iloc[-1]
    below = {"xanchor": "right", "yanchor": "top", "align": "right", "yshift": -14, "xshift": -10}
    again = notes([(last["as_of_last"], last["value"], words.again(last))], 13, **below)
    marks = statements(rows, "as_of_last", "value", keys=())
    told = (_estimate(row, last=row.row_id == last["row_id"]) for row in rows.itertuples())
    return [dotted, marks, *told, again]


def _estimate(row: Row, *, last: bool) -> Layer:
    """The value beside an estimate, left of an arrow; the last one, which the title names, under the pen."""
    left = last or row.bound in OPEN
    look = {"xanchor": "right", "xshift": -10} if left else {"xanchor": "left", "xshift": 10}
    ground = {"bgcolor": theme.PEN} if last else {}
    return notes([(row.as_of_last, row.value, row.value_as_printed)], None, **look, **ground)


def _deaths(rows: pd.DataFrame) -> list[Layer]:
    """Grey bars from estimate to estimate, as wide as the days between."""
    rows = rows.assign(middle=rows["as_of_last"].shift() + rows["as_of_last"].diff() / 2)
    marker = {"color": theme.WASH, "line": {"color": theme.FAINT, "width": 1.5}}
    layers = []
    for row in rows.iloc[1:].itertuples():
        look = {"width": [row.days * theme.DAY_MS], "marker": marker, "showlegend": False}
        bar = bars(rows.loc[[row.Index]], "middle", "per_day", words.wrong_reading, **look)
        said = f"“{number(row.per_day, 1)} a day”"
        layers += [bar, notes([(row.middle, row.per_day, said)], None, yanchor="bottom")]
    return layers


def loss_projection(estimates: pd.DataFrame) -> Figure:
    """Draw ISW's line to 12,000 casualties by mid-April 2025 beside the totals that were later said.

    >>> fig = charts.loss_projection(load("estimates"))
    >>> fig.layout.meta["title"]
    '92 casualties a day make 12,000 in 130...
    """
    forecast, pace = analysis.projection(estimates), analysis.pace(estimates)
    every = analysis.losses(estimates[estimates["quantity"] == "dprk_casualties"])
    rows = every[every["as_of_last"] <= SHOWN[1]]
    style, end = theme.actor("independent"), forecast["day"].iloc[-1]
    nis = every[(every["speaker_id"] == "nis") & (every["as_of_last"] >= end)].iloc[0]
    pace_held = f"ISW: 12,000 by mid-April 2025, if {written(pace['central'])} a day went on"
    forecast = forecast.assign(row_id=["", pace["row_id"]], said=["", pace_held])
    dotted = {"color": style.color, "width": 2, "dash": "dot"}
    marker = {"symbol": f"{style.symbol}-open", "size": [0, 12], "opacity": 1, "color": style.color}
    look = {"mode": "lines+markers", "name": "ISW's forecast", "showlegend": False}
    look |= {"line": dotted, "marker": marker}
    return picture(
        [
            scatter(forecast, "day", "casualties", lambda row: row.said, **look),
            statements(rows, "as_of_last", "value"),
            *(_totals(rows, nis, forecast, width) for width in PLOT_PX),
            _beside(end, analysis.PROJECTED, words.FORECAST, xshift=11, **CLEAR),
            _pace(forecast, words.at_pace(pace)),
            *_later(every[every["as_of_last"] > SHOWN[1]]),
        ],
        x={"type": "date", "range": list(SHOWN), **MONTHS, **TICKS},
        y={"range": [0, TOP], "dtick": 4000, "zeroline": True, "zerolinecolor": theme.FAINT},
        mixed=[*comparable(rows, mixed=True), "a forecast and counts"],  # places: some name no oblast
        height=380,
        narrow={"xaxis.range": [FIRST["narrow"], SHOWN[1]]},
        **words.loss_projection(every, pace, nis),
    )


def _pace(forecast: pd.DataFrame, told: str) -> Layer:
    """The pace of the forecast, left of the middle of its line."""
    (first, last), most = forecast["day"], forecast["casualties"].iloc[-1]
    look = {"xanchor": "right", "xshift": -10, "align": "right", "yanchor": "bottom", **CLEAR}
    return notes([(first + (last - first) / 2, most / 2, told)], None, **look)


def _totals(rows: pd.DataFrame, nis: pd.Series, forecast: pd.DataFrame, width: str) -> Layer:
    """Values beside their marks, where they cover nothing; that of the title first, under the pen."""
    plot = Plot((FIRST[width], SHOWN[1]), (0, TOP), PLOT_PX[width], UP_PX)
    marks = {row.Index: statement_box(row, plot) for row in rows.itertuples()}
    taken = [*marks.values()]
    days = pd.date_range(*forecast["day"], periods=STEPS)
    up = [most * forecast["casualties"].iloc[-1] / (STEPS - 1) for most in range(STEPS)]
    taken += [plot.box(ends, up[at : at + 2], 2) for at, ends in enumerate(pairwise(days))]
    placed: list[dict] = []
    penned = rows["row_id"] == nis["row_id"]
    for row in pd.concat([rows[penned], rows[~penned]]).itertuples():
        at = [(row.as_of_last, row.value, [written(row.value)])]
        others = [box for place, box in marks.items() if place != row.Index]
        look = {"bgcolor": theme.PEN} if penned[row.Index] else CLEAR
        placed += beside(at, plot, taken, SIDES, others=others, name=width, **look).notes
    return Layer(notes=placed)


def _later(rows: pd.DataFrame) -> list[Layer]:
    """Totals of days beyond the axis, in words below its end, where no mark stands."""
    look = {"xanchor": "right", "align": "right", "yanchor": "bottom", "yshift": 8}
    told = [words.later(row) for row in rows.itertuples()]
    texts = {width: "<br>".join(text[width] for text in told) for width in PLOT_PX if told}
    return [notes([(SHOWN[1], 0, text)], None, name=width, **look) for width, text in texts.items()]


def _beside(x: pd.Timestamp, y: float, text: str, **look: Any) -> Layer:
    return notes([(x, y, text)], size=None, xanchor="left", align="left", **look)
