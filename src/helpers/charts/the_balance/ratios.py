"""Two forces: the ratio that figures allow, by speaker and by text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import pandas as pd

from helpers.analysis import balance
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, picture, ticks
from helpers.charts.layers import Layer, Row, ends, notes, segments
from helpers.charts.statements import opacity, side_key
from helpers.charts.strips import names_above
from helpers.charts.the_balance import words
from helpers.charts.the_balance.forces import LIFT, LINE_PX, NARROW_PX, from_top, narrow

FOOT_PX = 44  # all but the rows
PAIR_PX, NARROW_PAIR_PX = 60, 72  # a row of two ratios
MARKED = {1: "equal", 3: "3 to 1"}  # ratios that are named above the rows
MIDDLE = 3.4  # of the axis of ratios: words at higher marks stand left of them
END = {"width": 1.5, "color": theme.PAPER}  # the edge that parts the mark at an end from its bar
PHONE_FROM = 0.75  # left end of the axis of ratios on a phone
APART = 0.36  # of a row, from a text's mark to the one without North Koreans


def ratio_by_speaker(
    force: pd.DataFrame,
    pairs: pd.DataFrame,
    North_Koreans: str = "as said",
    divided_by: str = "report",
    known_by: str = "2024-11-17",
) -> Figure:
    """One bar a speaker, from the lowest to the highest ratio.

    Arguments and errors are those of analysis.balance.ratio_by_speaker; North_Koreans is written as it
    stands above a control.

    >>> fig = charts.ratio_by_speaker(
    ...     load("estimates", quantity=analysis.balance.FORCE),
    ...     load("ratio_pairs"),
    ...     North_Koreans="as said",
    ...     divided_by="report",
    ...     known_by="2024-11-17",
    ... )
    >>> fig.layout.meta["title"]
    "Divided by the report's 20,000 to 30,000,...
    """
    rows = spoken(balance.ratio_by_speaker(force, pairs, North_Koreans, divided_by, known_by))
    rows = from_top(rows, len(rows))
    scopes = comparable(rows) + (["two months"] if divided_by == "august" else [])
    told = [words.who_and_figure(row, "<br>") for row in rows.itertuples()]
    above = [words.who_and_figure(row, ": ") for row in rows.itertuples()]
    most = max(rows["ratio_high"].max(), 3)
    phone = PHONE_FROM + (most - PHONE_FROM) * (1.2 if rows["sure"].all() else 1.5)
    return picture(
        [
            *(side_key(side) for side in rows["side"].unique()),
            _marked(rows["y"], 0.2, 0.2),
            *(_ratio_bar(row, divided_by) for row in rows.itertuples()),
            _ratios(rows),
            names_above(above, rows["y"] + LIFT),
        ],
        x={"range": [0, 1.35 * most], "showgrid": False, "showticklabels": False},
        y=ticks(rows["y"], told, [-0.5, len(rows) - 0.5]),
        look={"showlegend": True},
        **words.ratio_by_speaker(rows, North_Koreans, divided_by, known_by),
        mixed=scopes,
        height=LINE_PX * len(rows) + FOOT_PX,
        narrow=narrow(NARROW_PX * len(rows) + FOOT_PX, len(rows)) | {"xaxis.range": [PHONE_FROM, phone]},
    )


def _marked(ys: Iterable[float], below: float, above: float) -> Layer:
    """Equal forces and 3 to 1: a thin line beside each bar, the words above all."""
    lines = ((at, y - below, at, y + above) for at in MARKED for y in ys)
    named = [(at, 1, name) for at, name in MARKED.items()]
    return Layer(
        shapes=segments(lines, {"color": theme.FAINT, "width": 1}, layer="below").shapes,
        notes=notes(named, None, yref="paper", yanchor="bottom").notes,
    )


def _ratios(rows: pd.DataFrame) -> Layer:
    """The ratio of each row behind its bar."""
    said = [words.ratio_if(row) for row in rows.itertuples()]
    behind = {"xanchor": "left", "xshift": 10, "bgcolor": theme.PAPER}
    return notes(zip(rows["ratio_high"], rows["y"], said, strict=True), 14, **behind)


def _ratio_bar(row: Row, divided_by: str) -> Layer:
    """One speaker's bar: thick where the row is sure, dotted where it is not."""
    style = theme.actor(row.side)
    width, dash = (6, "solid") if row.sure else (2, "dot")
    look = {
        "opacity": opacity(row),
        "line": {"color": style.color, "width": width, "dash": dash},
        "marker": {"symbol": style.symbol, "size": 12, "color": style.color, "line": END},
    }
    both, said = [row.ratio_low, row.ratio_high], words.ratio_hover(row, divided_by)
    return ends(both, [row.y] * 2, row.row_id, said, showlegend=False, **look)


def ratio_pairs(pairs: pd.DataFrame) -> Figure:
    """Texts that give both halves of a ratio (table ratio_pairs), oldest on top, not joined.

    >>> fig = charts.ratio_pairs(load("ratio_pairs"))
    >>> fig.layout.meta["title"]
    '4 texts give both sides: 0.7–1.0 to 1 in Aug...
    """
    rows = balance.pair_ratios(pairs)
    rows = from_top(rows, len(rows))
    told = [words.pair_label(row, "<br>") for row in rows.itertuples()]
    return picture(
        [
            _marked(rows["y"], 0.12, 0.24),
            *chain.from_iterable(map(_pair, rows.itertuples())),
            names_above([words.pair_label(row, ": ") for row in rows.itertuples()], rows["y"] + LIFT),
        ],
        x={"range": [0, 6.4], "showgrid": False, "showticklabels": False},
        y=ticks(rows["y"], told, [-0.6, len(rows) - 0.55]),
        look={"showlegend": False},
        height=PAIR_PX * len(rows) + FOOT_PX,
        narrow=narrow(NARROW_PAIR_PX * len(rows) + FOOT_PX, len(rows))
        | {"yaxis.range": [-0.5, len(rows) - 0.55], "xaxis.range": [0, 6.9]},
        **words.ratio_pairs(rows),
    )


def _pair(row: Row) -> list[Layer]:
    """One text: its ratio, and a thin mark below it without North Koreans where the text counts them."""
    color = theme.ACTORS["media"].color
    said = words.pair_hover(row)

    def bar(low: float, high: float, y: float, say: str, width: float, size: int) -> Layer:
        marker = {"symbol": "cross", "size": size, "color": color}
        stroke = {"color": color, "width": width}
        return ends([low, high], [y] * 2, row.row_id, say, opacity=opacity(row), line=stroke, marker=marker)

    penned = row.pair_id == balance.REPORT_PAIR  # beyond the line of 3 to 1, which the pen would cover
    value = (3 if penned else row.ratio_high, row.y, f"<b>{words.ratio(row)}</b>")
    whole = [
        bar(row.ratio_low, row.ratio_high, row.y, said, 6, 10),
        notes([value], 14, xanchor="left", xshift=11, bgcolor=theme.PEN if penned else theme.PAPER),
    ]
    if pd.isna(row.without_low):
        return whole
    less = said + words.without_north_koreans(row)
    twin = bar(row.without_low, row.without_high, row.y - APART, less, 1.5, 8)
    high = row.without_high > MIDDLE
    place = {"xanchor": "right", "xshift": -10} if high else {"xanchor": "left", "xshift": 10}
    name = (row.without_low if high else row.without_high, row.y - APART, words.twin(row))
    return [*whole, twin, notes([name], 14, **place)]
