"""From containers to shells: loads as rays, one container as a picture, and the calculator."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from helpers.analysis import arms
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, named_lines, picture
from helpers.charts.layers import Layer, Row, areas, column, line, notes, scatter
from helpers.charts.shells_and_guns import words
from helpers.charts.shells_and_guns.bound import clear_of_two, line_at_two, name_of_two
from helpers.charts.statements import FAINT, marker, opacity, open_ends, range_bar, side_keys
from helpers.charts.strips import (
    FRAME_PX,
    HEAD_PX,
    LIFT_PX,
    ROW_PX,
    ZERO,
    names_above,
    narrow_strips,
    row_label,
    strip,
    strip_heading,
    strip_names,
)
from helpers.words import number

MILLION = 1e6
MOST = 19.5  # million pieces: right end of the calculator
RAYS = (75, 250, 375, 450)  # loads, named at the right edge
RAY_END = 34_000
MANY = 15_000  # containers from which the rays stand apart
CELLS = (40, 12)  # of a drawn container, across and down: 480 places
ROCKET_CELLS = 6  # places that one rocket takes in the picture
BOX_PX = 118
ABOVE_PX, BELOW_PX = 28, 6  # the margins of the calculator
PEN_PX = 12  # of the pen below the bar of the setting


def load_rays(said: pd.DataFrame) -> Figure:
    """Draw containers against shells, one mark per statement that gives both, with rays of equal load.

    Parameters
    ----------
    said : rows of analysis.arms.pairs.

    >>> counted = analysis.arms.detailed(
    ...     load("estimates", quantity=analysis.arms.TOTALS), load("estimate_details")
    ... )
    >>> fig = charts.load_rays(analysis.arms.pairs(counted))
    >>> fig.layout.meta["title"]
    "Seoul's 7 totals are its containers times...
    """
    rows = said.assign(y=said["value"] / MILLION, label=column(said, words.load))
    named = [(RAY_END, RAY_END * load / MILLION, f"{load} each") for load in RAYS]
    ranges = rows["bound"] == "range"
    penned = words.in_load_title(said)
    return picture(
        [
            *(line([0, RAY_END], [0, RAY_END * load / MILLION], theme.FAINT, 1, dash="dot") for load in RAYS),
            notes(named, 13, font={"size": 13, "color": theme.INK_2}, xanchor="left", xshift=4),
            *(_load_range(row) for row in rows[ranges].itertuples()),
            *(_pairs(some, side, penned) for side, some in rows[~ranges].groupby("side", sort=False)),
            open_ends(rows, "containers", "y", flat=False),
            side_keys(rows.loc[~ranges, "side"]),
        ],
        x={"range": [0, RAY_END * 1.01], "tickformat": ",", "nticks": 5},
        y={"range": [-0.7, 16.9], "dtick": 5},
        look={"margin": {"r": 74}},
        **words.load_rays(said),
        mixed=comparable(said),
        height=460,
    )


def _load_range(row: Row) -> Layer:
    """A range of shells for one number of containers; its load below it, on the right, where rays rise."""
    bar = range_bar(row, [row.containers] * 2, [row.low / MILLION, row.high / MILLION])
    text = f"ship watchers:<br><b>{row.label}</b>"
    right = {"xanchor": "left", "xshift": -3, "align": "left"}
    below = notes([(row.containers, row.low / MILLION, text)], 13, yanchor="top", yshift=-5, **right)
    return bar._replace(notes=below.notes)


def _pairs(some: pd.DataFrame, side: str, penned: Collection[str]) -> Layer:
    """Statements of one side with their loads; faint on a weak page or without a day; one is named.

    Those whose row ids are `penned` have their load under the pen.
    """
    name = "Seoul" if side == arms.SEOUL else theme.actor(side).label
    named = {some.loc[some["containers"].idxmax(), "row_id"]: name}
    faint = [FAINT if pd.isna(row.as_of_last) else opacity(row) for row in some.itertuples()]
    marks = scatter(
        some,
        "containers",
        "y",
        words.pair_hover,
        marker={**marker(some, theme.actor(side)), "opacity": faint},
        showlegend=False,
    )
    loads = (_load(row, named, penned=row.row_id in penned) for row in some.itertuples())
    return marks._replace(notes=[note for load in loads for note in load.notes])


def _load(row: Row, named: dict[str, str], *, penned: bool) -> Layer:
    """The load of a total: left above its mark, right below one on the lowest or below the top ray."""
    above = {"xanchor": "right", "xshift": -8, "yshift": 8}
    below = {"xanchor": "left", "xshift": 8, "yshift": -9}
    under = row.load_low < RAYS[0] or (row.load_low < RAYS[-1] and row.containers > MANY)
    ground = theme.PEN if penned else theme.PAPER
    look = {"bgcolor": ground, "borderpad": 0, **(below if under else above)}
    who = f"{named[row.row_id]}: " if row.row_id in named else ""
    return notes([(row.containers, row.y, f"{who}<b>{row.label}</b>")], 13, **look)


def one_container(said: pd.DataFrame) -> Figure:
    """Draw one container three times: shells as Seoul and as the ship watchers reckon, and rockets.

    Parameters
    ----------
    said : rows of analysis.arms.pairs.

    >>> counted = analysis.arms.detailed(
    ...     load("estimates", quantity=analysis.arms.TOTALS), load("estimate_details")
    ... )
    >>> fig = charts.one_container(analysis.arms.pairs(counted))
    >>> fig.layout.meta["title"]
    "One container: Seoul's totals imply...
    """
    boxes = words.boxes(said)
    across, down = CELLS
    x = {"visible": False, "range": [-1, across + 0.4], "domain": [0, 0.66]}
    wide_y, narrow_y = [-1, down + 0.4], [-7.2, down + 0.4]
    axes = ["" if place == 0 else str(place + 1) for place in range(len(boxes))]
    return frames(
        [
            Frame(_box(box, penned=box == boxes[0]), {"visible": False, "range": wide_y}, x)  # as the title
            for box in boxes
        ],
        gap=0.05,
        grid={"shared_xaxes": False},
        look={"margin": {"l": 4, "r": 4, "t": 6, "b": 4}},
        height=BOX_PX * len(boxes),
        narrow={"height": (BOX_PX + 40) * len(boxes)}
        | {f"xaxis{axis}.domain": [0, 1] for axis in axes}
        | {f"yaxis{axis}.range": narrow_y for axis in axes},
        **words.one_container(said, boxes),
    )


def _box(box: words.Box, *, penned: bool) -> list[Layer]:
    """A container with its load: full marks up to the lowest load, pale ones up to the highest."""
    across, down = CELLS
    edge = {"color": theme.INK, "width": 1.8}
    frame = areas([(-0.9, -0.9, across - 0.1, down - 0.1)], theme.WASH, line=edge, layer="below")
    beside = {"xref": "paper", "xanchor": "left", "align": "left"}
    pen = {"bgcolor": theme.PEN} if penned else {}
    load, whose = f"<b>{box.load}</b>", box.whose
    return [
        frame,
        *_load_marks(box),
        notes([(0.68, down / 2, load)], 14, name="wide", yanchor="bottom", **beside, **pen),
        notes([(0.68, down / 2, whose)], 14, name="wide", yanchor="top", **beside),
        notes([(0, -1.4, load)], 13, name="narrow", yanchor="top", **beside, **pen),
        notes([(0, -1.4, whose)], 13, name="narrow", yanchor="top", yshift=-20, **beside),
    ]


def _load_marks(box: words.Box) -> list[Layer]:
    """Shells as dots from the left, rockets as upright strokes, as long as the places that one takes."""
    color, down = theme.actor(box.side).color, CELLS[1]
    each = down // ROCKET_CELLS if box.rockets else down
    layers = []
    for first, last, seen in ((0, box.least, 1.0), (box.least, box.most, 0.35)):
        places = range(first, last)
        x = [place // each for place in places]
        y = [down - 1 - place % each * (ROCKET_CELLS if box.rockets else 1) for place in places]
        if box.rockets:
            upright = [
                ([at, at, None], [top, top - ROCKET_CELLS + 1.6, None]) for at, top in zip(x, y, strict=True)
            ]
            xs, ys = ([value for stroke in upright for value in stroke[axis]] for axis in (0, 1))
            layers.append(line(xs, ys, color, 3, opacity=seen))
        else:
            marker = {"size": 5, "color": color}
            layers.append(
                scatter(
                    pd.DataFrame({"x": x, "y": y}), "x", "y", marker=marker, opacity=seen, showlegend=False
                )
            )
    return layers


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

    >>> said, details = load("estimates", quantity=analysis.arms.TOTALS), load("estimate_details")
    >>> rows = analysis.arms.detailed(said, details)
    >>> both = analysis.arms.pairs(rows), analysis.arms.shell_totals(rows, said.head(0))
    >>> charts.container_calculator(*both, rows[:1], "Seoul 2025: 28,000, its load", 100, 0).layout.height
    362
    """
    containers, side = arms.RECIPES[containers_and_load]
    low, high = (end / MILLION for end in arms.mixed_total(said, containers, mix, other_goods, side))
    published = _published_beside(totals, said)
    beside = [published, one_year]
    lines = len(published) + len(one_year) + 1
    tall = ROW_PX * lines + HEAD_PX
    names = ["<b>your setting</b>", *(row_label(row) for row in published.itertuples())]
    total = f"{number(low, 1)} to {number(high, 1)}"
    setting = _setting(low, high, len(published), total)
    head = strip_heading("<b>one year alone, with rockets</b>")
    return frames(
        [
            Frame(
                [
                    line_at_two(),
                    name_of_two(y=1, yanchor="bottom"),
                    *clear_of_two([setting, *strip(published, MILLION)]),
                ],
                named_lines(names, 0.6, 0.6, showgrid=False),
            ),
            Frame([line_at_two(), *clear_of_two(strip(one_year, MILLION)), head], strip_names(one_year)),
        ],
        gap=HEAD_PX / tall,
        x={"range": [0, MOST], **ZERO},
        heights=[len(published) + 1.2, len(one_year) + 0.2],
        over=[side_keys(pd.concat(beside)["side"])],
        look={"margin": {"t": ABOVE_PX, "b": BELOW_PX}},
        **words.container_calculator(said, (containers, side, mix, other_goods), total, beside),
        mixed=[*comparable(published), *comparable(one_year)],
        height=tall + FRAME_PX,
        narrow=narrow_strips([len(published) + 1, len(one_year)], ABOVE_PX + BELOW_PX),
    )


def _setting(low: float, high: float, y: int, total: str) -> Layer:
    """The bar of the setting under the pen; the words before a long one, so that they stay inside."""
    beyond = high > MOST / 2
    told = {"hovertext": [f"our arithmetic: {total} million"] * 2, "hoverinfo": "text"}
    caps = {"symbol": "line-ns-open", "size": PEN_PX, "color": theme.PEN_LINE, "line": {"width": 2}}
    look = {"mode": "lines+markers", "marker": caps, "customdata": ["", ""], **told}
    bar = line([low, high], [y] * 2, theme.PEN_LINE, 4, **look)
    ground = line([low, high], [y] * 2, theme.PEN, PEN_PX)
    beside = {"xanchor": "right", "xshift": -9} if beyond else {"xanchor": "left", "xshift": 9}
    text = notes([(low if beyond else high, y, f"<b>{total} million</b>")], 14, name="wide", **beside)
    name = names_above([f"<b>your setting: {total} million</b>"], [y], LIFT_PX)
    words = [{**note, "bgcolor": theme.PEN, "borderpad": 0} for note in (*text.notes, *name.notes)]
    return Layer([*ground.traces, *bar.traces], words)


def _published_beside(totals: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The latest total of each office, and Seoul's for numbers of containers that the control offers."""
    kept = {*arms.latest(totals)["row_id"], *said[said["containers"] >= 20_000]["row_id"]}
    shown = totals[totals["row_id"].isin(kept)]
    return shown.sort_values("value", ascending=False, ignore_index=True)
