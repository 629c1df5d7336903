"""Losses as shares: how many of the casualties died, and how many of the soldiers sent were lost."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import losses as analysis
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, Row, Say, bars, notes
from helpers.charts.losses_and_the_test import words
from helpers.words import day, number, written

LIGHT = "#ECECEC"
PALE = 0.25  # how much of its colour a light tint has
EDGE = 124  # per cent; right end of the axis of shares, where the ratios are printed
BAR_PX, HEAD_PX, FRAME_PX = 52, 46, 14  # a bar with its two lines; the heads above; the margins
PRINTED = {"showgrid": False, "showticklabels": False}  # each bar carries its value


def killed_share(loss_shares: pd.DataFrame) -> Figure:
    """Draw which share of the casualties each speaker counted as killed, and the wounded per death.

    >>> fig = charts.killed_share(load("loss_shares"))
    >>> fig.layout.meta["title"]
    'Wounded per death: 9.0 by NIS in Jan 2025...
    """
    rows = analysis.shares(loss_shares)
    rows["y"] = range(len(rows) - 1, -1, -1)
    names = [f"{row.short_name}<br>{day(row.day)}" for row in rows.itertuples()]
    head = {"yref": "y domain", "yanchor": "bottom"}
    light = {"color": LIGHT, "line": {"color": theme.FAINT, "width": 1}}  # casualties that were not killed
    penned = words.in_share_title(rows)["row_id"].tolist()
    lying = {"orientation": "h", "showlegend": False, "base": rows["share"].tolist()}
    return picture(
        [
            bars(rows, 100 - rows["share"], "y", marker=light, **lying),
            *(layer for row in rows.itertuples() for layer in (_share(rows, row), _ratio(row, penned))),
            notes([(0, 1, "<b>killed</b><br>per cent")], None, xanchor="left", align="left", **head),
            notes([(EDGE, 1, "<b>wounded</b><br>per death")], None, xanchor="right", align="right", **head),
        ],
        x={"range": [0, EDGE], **PRINTED},
        y=_names(rows, names, len(rows) - 0.4),
        look={"barmode": "overlay", "bargap": 0.38, "margin": {"t": HEAD_PX}},
        mixed=comparable(rows, mixed=True),
        height=BAR_PX * len(rows) + HEAD_PX,
        **words.killed_share(rows),
    )


def rate_by_denominator(
    loss_rates: pd.DataFrame, estimates: pd.DataFrame, losses: str = "nis-6000"
) -> Figure:
    """Draw one loss in per cent of each number of soldiers sent.

    Parameters
    ----------
    loss_rates : the pairs.
    estimates : rows of table estimates behind the pairs.
    losses : the loss that is divided, as the rate ids begin, for example "nis-6000" or "uk-6000".

    Raises
    ------
    ValueError : no pair starts so.

    >>> fig = charts.rate_by_denominator(load("loss_rates"), load("estimates"), losses="nis-6000")
    >>> fig.layout.meta["title"]
    '6,000 casualties are 40 % of 15,000 sent, or...
    """
    rows = analysis.rates(loss_rates, estimates)
    chosen = rows["rate_id"].str.startswith(f"{losses}-of-") & (rows["sent_quantity"] == "dprk_troops_sent")
    rows = rows[chosen].reset_index(drop=True)
    if rows.empty:
        raise ValueError(f"No pair of loss_rates starts with {losses!r}.")
    rows["row_id"] = rows[["loss_row_id", "sent_row_id"]].to_numpy().tolist()
    rows["y"] = range(len(rows) - 1, -1, -1)
    color = theme.actor(rows["loss_side"].iloc[0]).color
    names = [f"<b>{written(row.sent_value)}</b> sent<br>{row.sent_short_name}" for row in rows.itertuples()]
    return picture(
        [
            _bar(
                rows,
                row,
                row.rate,
                words.rate,
                color,
                full=row.pair == words.OWN,
                text=words.rate_printed(row),
                **({"bgcolor": theme.PEN} if row.Index in (0, len(rows) - 1) else {}),
            )
            for row in rows.itertuples()
        ],
        x={"range": [0, 76], **PRINTED},
        y=_names(rows, names, len(rows) - 0.4),
        look={"bargap": 0.4, "margin": {"t": 4}},
        height=BAR_PX * len(rows) + FRAME_PX,
        narrow={"xaxis.range": [0, 84 if rows["loss_bound"].iloc[0] != "at least" else 96]},  # “at least”
        **words.rate_by_denominator(rows),
    )


def _bar(
    rows: pd.DataFrame, row: Row, x: float, say: Say, color: str, *, full: bool, text: str, **ground: str
) -> Layer:
    """One bar and its value: full for what a speaker said, pale for what we divided."""
    marker = {
        "color": color if full else _tint(color),
        "line": {"color": color, "width": 2},
    }
    look = {"orientation": "h", "showlegend": False, "marker": marker}
    bar = bars(rows.loc[[row.Index]], [x], "y", say, **look)
    return bar._replace(notes=notes([(x, row.y, text)], 14, xanchor="left", xshift=5, **ground).notes)


def _tint(color: str) -> str:
    """A light tint of a colour: #2266AA → #C7D8E9."""
    parts = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - PALE * (255 - part)):02X}" for part in parts)


def _share(rows: pd.DataFrame, row: Row) -> Layer:
    color, stated = theme.actor(row.side).color, row.stated == "stated"
    return _bar(rows, row, row.share, words.share, color, full=stated, text=f"{number(row.share)} %")


def _ratio(row: Row, penned: list[str]) -> Layer:
    """The wounded per death; those of the title under the pen."""
    ratio = "–" if pd.isna(row.ratio) else f"<b>{number(row.ratio, 1)}</b>"
    ground = {"bgcolor": theme.PEN} if row.row_id in penned else {}
    return notes([(EDGE, row.y, ratio)], size=14, xanchor="right", **ground)


def _names(rows: pd.DataFrame, names: list[str], top: float) -> dict:
    """A y axis that names each bar."""
    return {"tickvals": rows["y"].tolist(), "ticktext": names, "range": [-0.6, top], "showgrid": False}
