"""From containers to shells: loads as rays, and the calculator."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import arms
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, heading, named_lines, picture
from helpers.charts.layers import Layer, Row, column, line, notes, scatter, uprights
from helpers.charts.shells_and_guns import words
from helpers.charts.statements import FAINT, marker, opacity, range_bar, side_keys
from helpers.charts.strips import FRAME_PX, HEAD_PX, ROW_PX, row_label, strip, strip_names
from helpers.words import number

MILLION = 1e6
MOST = 19.5  # million pieces: right end of the calculator
RAYS = {75: 30_000, 250: 31_500, 375: 33_000, 450: 24_000}  # load: containers where it is named
RAY_END = 36_000


def load_rays(said: pd.DataFrame) -> Figure:
    """Draw containers against shells, one mark per statement that gives both, with rays of equal load.

    Parameters
    ----------
    said : rows of analysis.arms.pairs.
    """
    rows = said.assign(y=said["value"] / MILLION, label=column(said, words.load))
    named = [(at, at * load / MILLION, f"{load} each") for load, at in RAYS.items()]
    ranges = rows["bound"] == "range"
    return picture(
        [
            *(line([0, RAY_END], [0, RAY_END * load / MILLION], theme.FAINT, 1, dash="dot") for load in RAYS),
            notes(named, font={"size": 12, "color": theme.INK}, bgcolor=theme.PAPER, borderpad=1),
            *(_load_range(row) for row in rows[ranges].itertuples()),
            *(_pairs(some, side) for side, some in rows[~ranges].groupby("side", sort=False)),
            side_keys(rows["side"]),
        ],
        x={"title": "containers", "range": [0, RAY_END * 1.02], "tickformat": ",", "nticks": 5},
        y={"title": "million pieces", "range": [-0.6, 17.4], "dtick": 5},
        look={"showlegend": True},
        **words.load_rays(said),
        mixed=comparable(said),
        height=470,
    )


def _load_range(row: Row) -> Layer:
    """A range of shells for one number of containers, and its load below it."""
    bar = range_bar(row, [row.containers] * 2, [row.low / MILLION, row.high / MILLION])
    below = notes([(row.containers, row.low / MILLION, row.label)], yanchor="top", bgcolor=theme.PAPER)
    return bar._replace(notes=below.notes)


def _pairs(some: pd.DataFrame, side: str) -> Layer:
    """Statements of one side with their loads; faint on a weak page or without a day."""
    faint = [FAINT if pd.isna(row.as_of_last) else opacity(row) for row in some.itertuples()]
    edge = {"width": 1, "color": theme.PAPER}
    mark = {**marker(some, theme.actor(side)), "opacity": faint, "line": edge}
    texts = {"mode": "markers+text", "text": some["label"].tolist(), "textposition": column(some, _place)}
    look = {"marker": mark, "textfont": {"size": 12, "color": theme.INK}, "showlegend": False}
    return scatter(some, "containers", "y", words.pair_hover, **texts, **look)


def _place(row: Row) -> str:
    """On which side of its mark a load stands."""
    if row.rockets:
        return "middle left" if row.load_low > 78 else "middle right"
    return "top left"


def container_calculator(
    said: pd.DataFrame,
    totals: pd.DataFrame,
    one_year: pd.DataFrame,
    containers_and_load: str,
    mix: int,
    other_goods: int,
) -> Figure:
    """Draw the total that a number of containers and a mix give, above what has been published.

    Parameters
    ----------
    said, totals : from analysis.arms.pairs and shell_totals.
    one_year : from analysis.arms.detailed, rows about one year alone; they stand in a frame of their own.
    containers_and_load : a key of analysis.arms.RECIPES.
    mix : of the containers with ammunition, the per cent with 152 mm shells; the rest hold 122 mm rockets.
    other_goods : per cent of all containers with other goods.
    """
    containers, side = arms.RECIPES[containers_and_load]
    low, high = (end / MILLION for end in arms.mixed_total(said, containers, mix, other_goods, side))
    published = _published_beside(totals, said)
    beside = [published, one_year]
    inner = ROW_PX * (len(published) + len(one_year) + 1) + HEAD_PX
    two = uprights([2], theme.FAINT, 1, "dash")
    names = ["<b>Your setting</b>", *(row_label(row) for row in published.itertuples())]
    total = f"{number(low, 1)} to {number(high, 1)}"
    setting, head = _setting(low, high, len(published), total), heading("<b>one year alone, with rockets</b>")
    below = {"title": "million pieces (dashed: two million)"}
    return frames(
        [
            Frame([setting, *strip(published, MILLION), two], named_lines(names, 0.6, 0.6, showgrid=False)),
            Frame([*strip(one_year, MILLION), head, two], strip_names(one_year), below),
        ],
        gap=HEAD_PX / inner,
        x={"range": [0, MOST], "dtick": 4},
        heights=[len(published) + 1.2, len(one_year) + 0.2],
        over=[side_keys(pd.concat(beside)["side"])],
        look={"showlegend": True},
        **words.container_calculator(said, (containers, side, mix, other_goods), total, beside),
        mixed=[*comparable(published), *comparable(one_year)],
        height=inner + FRAME_PX + 20,
    )


def _setting(low: float, high: float, y: int, total: str) -> Layer:
    """The black bar of the setting; the words before a long one, so that they stay inside the frame."""
    beyond = high > MOST / 2
    told = {"hovertext": [f"our arithmetic: {total} million"] * 2, "hoverinfo": "text"}
    bar = line([low, high], [y] * 2, theme.INK, 16, customdata=["", ""], **told)
    beside = {"xanchor": "right", "xshift": -9} if beyond else {"xanchor": "left", "xshift": 9}
    return bar._replace(notes=notes([(low if beyond else high, y, f"<b>{total}</b>")], None, **beside).notes)


def _published_beside(totals: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The latest total of each office, and Seoul's for numbers of containers that the control offers."""
    kept = {*arms.latest(totals)["row_id"], *said[said["containers"] >= 20_000]["row_id"]}
    shown = totals[totals["row_id"].isin(kept)]
    return shown.sort_values("as_of_last", na_position="last", ignore_index=True)
