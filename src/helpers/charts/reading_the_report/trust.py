"""How far to trust: how sure the report sounds, the check of our own rows, the reader's own ratings."""

from __future__ import annotations

import math

import pandas as pd

from helpers.analysis import wording
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, named_lines, picture, ticks
from helpers.charts.layers import Layer, areas, notes, scatter, segments
from helpers.charts.ranges import ranges_by_speaker
from helpers.charts.reading_the_report import words
from helpers.charts.squares import (
    PITCH,
    QUIET,
    UNKNOWN,
    grouped,
    in_pixels,
    names,
    packed,
    squares,
)
from helpers.charts.strips import narrow_rows
from helpers.data import row_ids
from helpers.words import broken, number

BLOCK = 14  # pixels from square to square of a block
COLUMNS = dict(zip(words.SOUNDS, ("x2", "x3", "x4", "x5"), strict=True))  # each has an axis of its own
STARTS = {"wide": (150, 320, 480, 630), "narrow": (0, 94, 176, 245)}  # pixels where the columns begin
HEADS_PX, NAME_PX, LINE_PX = 26, 22, 17  # heads of columns, room above a row for its name, a line of words
BAND = {"yref": "paper", "line": {"width": 0}, "layer": "below"}
LIMITS = {"wide": (0.28, 0.25), "narrow": (0.47, 0.265)}  # share of the ceiling shown below and above it
OWN = {"symbol": "circle", "size": 13, "color": theme.PEN, "line": {"width": 2, "color": theme.PEN_LINE}}
ASKED = {
    "xref": "paper",
    "xanchor": "left",
    "yanchor": "bottom",
    "yshift": 7,
    "align": "left",
    "name": "narrow",
}
RATED_PX, RATED_NARROW_PX = 54, 84  # pixels of a question, and on a phone, where it stands above its mark
LEFT_EDGE = {"xanchor": "left", "yanchor": "top", "align": "left"}
SURE_LOOK: dict[str, dict] = {
    words.BARE: {},
    "softened": {"color": "#7C8794"},
    "strengthened": {"color": theme.INK},
    words.UNCLEAR: UNKNOWN,
}
OUTCOMES: dict[str, dict] = {
    "confirmed": {},
    "wrong or misattributed": {"color": theme.INK},
    "not found": UNKNOWN,
}
WRONG_AT = {"xanchor": "left", "xshift": 14}  # beside the squares
CHECKED, PER_CENT_PX = 10, 8  # squares of a line; pixels of a per cent


def hedge_ladder(claims: pd.DataFrame, codes: pd.DataFrame, show_only: str = "all") -> Figure:
    """Draw one tile per claim by who says it and how sure it sounds, or the limits of its numbers.

    Parameters
    ----------
    claims : table claims.
    codes : table claim_wording.
    show_only : "all" or "statements with a number".

    Raises
    ------
    ValueError : another name for show_only.

    >>> fig = charts.hedge_ladder(load("claims"), load("claim_wording"), show_only="all")
    >>> fig.layout.meta["title"]
    '43 of 55 statements are bare; 9 are softened,...
    """
    if show_only not in ("all", "statements with a number"):
        raise ValueError(f"The ladder shows all or statements with a number, not {show_only!r}.")
    frame = wording.coded(claims, codes).assign(row_id=row_ids("claims", claims))
    return _ladder(frame) if show_only == "all" else _numbers(frame[frame["number_limit"] != "none"])


def limits_by_speaker(estimates: pd.DataFrame, ceiling: float) -> Figure:
    """Draw figures by speaker beside the report's own ceiling; the title counts the open ends.

    Parameters
    ----------
    estimates : rows of one quantity of table estimates, in one unit.
    ceiling : the report's own upper limit, in the unit of the rows.

    >>> fig = charts.limits_by_speaker(
    ...     analysis.ranges.between(
    ...         load("estimates", quantity="dprk_troops_kursk"), "2024-10-31", "2024-11-20"
    ...     ),
    ...     10000,
    ... )
    >>> fig.layout.meta["title"]
    "Two ceilings, one floor among seven figures;...
    """
    half = ceiling / 250
    shown = {
        width: [ceiling * (1 - below), ceiling * (1 + above)] for width, (below, above) in LIMITS.items()
    }
    band = areas([(ceiling - half, 0, ceiling + half, 1)], theme.PEN, **BAND)
    told = notes(
        [(ceiling, 1, words.ceiling(ceiling))], 14, yref="paper", yanchor="bottom", bgcolor=theme.PEN
    )
    fig = ranges_by_speaker(
        estimates,
        **words.limits_by_speaker(spoken(estimates), ceiling),
        x={"range": shown["wide"], "visible": False},
        over=[band, told],
    )
    fig.layout.meta["narrow"]["xaxis.range"] = shown["narrow"]  # the ceiling stands right of the names
    return fig


def _ladder(frame: pd.DataFrame) -> Figure:
    layers: list[Layer] = []
    top = HEADS_PX
    for who, name in words.WHO.items():
        own = frame[frame["who"] == who]
        cells = {sure: own[own["certainty"] == sure] for sure in COLUMNS}
        layers += [
            segments([(0, top, 1, top)], {"color": theme.RULE, "width": 1}, xref="paper"),
            names([(top + NAME_PX, broken(name, 18))], "wide", 0, xref="paper", **LEFT_EDGE),
            names([(top + 4, f"<b>{name}</b>")], "narrow", 0, xref="paper", **LEFT_EDGE),
            *(
                _cell(cell, axis, top + NAME_PX)
                for axis, cell in zip(COLUMNS.values(), cells.values(), strict=True)
            ),
        ]
        top += NAME_PX + max(map(_cell_px, cells.values()))
    layers += [
        notes([(0, HEADS_PX / 2, f"<b>{words.SOUNDS[sure]}</b>")], 14, xanchor="left", xref=axis)
        for sure, axis in COLUMNS.items()
    ]
    size = in_pixels(top, 0)
    wide, narrow = size["x"]["range"][1], size["narrow"]["xaxis.range"][1]
    for axis, *starts in zip(COLUMNS.values(), *STARTS.values(), strict=True):
        own, slim = (_from_left(*ends) for ends in zip(starts, (wide, narrow), strict=True))
        size["look"][f"xaxis{axis[1:]}"] = {**size["x"], "anchor": "y", **own}
        size["narrow"] |= {f"xaxis{axis[1:]}.{name}": value for name, value in slim.items()}
    return picture(layers, **size, **words.ladder(frame))


def _from_left(start: float, right: float) -> dict:
    """An axis of pixels from `start` to the right edge of a picture."""
    return {"domain": [start / right, 1], "range": [0, right - start]}


def _cell(cell: pd.DataFrame, axis: str, top: int) -> Layer:
    """Statements of one voice and one degree as a block of squares, its number, and the words of hedges."""
    if cell.empty:
        return Layer()
    sure = cell["certainty"].iloc[0]
    place = packed(cell, _side(cell), 0, top, BLOCK)
    (marks,) = squares(place, words.hedge_hover, size=BLOCK - 2, **SURE_LOOK[sure]).traces
    told = "<br>".join([f"<b>{len(cell)}</b>", *(f"“{word}”" for word in words.hedges(cell))])
    below = notes([(0, top + BLOCK * _lines(cell), told)], 13, xref=axis, **LEFT_EDGE)
    return below._replace(traces=[{**marks, "xaxis": axis}])


def _side(cell: pd.DataFrame) -> int:
    """Squares side by side in a block that is as wide as it is high."""
    return math.ceil(math.sqrt(len(cell)))


def _lines(cell: pd.DataFrame) -> int:
    return -(-len(cell) // _side(cell)) if len(cell) else 0


def _cell_px(cell: pd.DataFrame) -> int:
    """Height of a block with its words."""
    return BLOCK * _lines(cell) + LINE_PX * (1 + len(words.hedges(cell))) + 12


def _numbers(some: pd.DataFrame) -> Figure:
    groups = {limit: some[some["number_limit"] == limit] for limit in wording.LIMITS}
    placed, height = grouped({limit: rows for limit, rows in groups.items() if len(rows)}, 1)
    every = pd.concat(placed.values())
    said = [(PITCH, row.y, words.limiting(row)) for row in every.itertuples()]
    heads = [(rows["y"].iloc[0], words.LIMITS[limit]) for limit, rows in placed.items()]
    fill = every["number_limit"].map(lambda limit: theme.INK if limit == "plain" else QUIET).tolist()
    return picture(
        [
            squares(every, words.hedge_hover, fill),
            notes(said, 14, xanchor="left", xshift=4),
            names(heads, "wide"),
            names(heads, "narrow"),
        ],
        **in_pixels(height, 156, 102),
        **words.numbers(some),
    )


def verification(checks: pd.DataFrame) -> Figure:
    """Draw the check of our own rows (table verification), one square per row, by folder and outcome.

    >>> fig = charts.verification(load("verification"))
    >>> fig.layout.meta["title"]
    '8 of 70 checked rows of our own were wrong...
    """
    frame = wording.checked_rows(checks).assign(row_id=row_ids("verification", checks))
    frame["outcome"] = pd.Categorical(frame["outcome"], list(OUTCOMES))
    folders = dict(list(frame.sort_values(["outcome", "sample_id"]).groupby("folder")))
    placed, height = grouped({folder: folders[folder] for folder in words.FOLDERS}, CHECKED)
    counts = pd.crosstab(frame["folder"], frame["outcome"]).reindex(columns=list(OUTCOMES), fill_value=0)
    every, share = pd.concat(placed.values()), wording.error_share(checks)
    middles = {name: rows["y"].unique().mean() for name, rows in placed.items()}
    beside = [(y, words.FOLDERS[name], words.wrong(counts.loc[name])) for name, y in middles.items()]
    share_at = (height + 30, words.SHARE)
    return picture(
        [
            *(
                squares(every[every["outcome"] == name], words.check_hover, name=name, **look)
                for name, look in OUTCOMES.items()
            ),
            names([*((y, head) for y, head, _ in beside), share_at], "wide"),
            names([*((y, f"{head}<br>{wrong}") for y, head, wrong in beside), share_at], "narrow"),
            notes([(CHECKED * PITCH, y, wrong) for y, _, wrong in beside], 14, name="wide", **WRONG_AT),
            *_interval(*share, height + 30),
        ],
        **in_pixels(height + 54, 158, 122),
        **words.verification(counts.loc[list(words.FOLDERS)], *share),
    )


def _interval(share: float, low: float, high: float, y: int) -> list[Layer]:
    """A share between the ends of its interval, in per cent of a scale that begins below the first square."""
    left, middle, right = (PER_CENT_PX * value for value in (low, share, high))
    return [
        segments([(left, y, right, y)], {"color": theme.FAINT, "width": 6}, layer="below"),
        segments([(middle, y - 9, middle, y + 9)], {"color": theme.INK, "width": 4}),
        notes([(middle, y - 10, f"<b>{number(share)} %</b>")], 14, yanchor="bottom"),
        notes([(left, y, f"{number(low)} %")], 13, xanchor="right", xshift=-3),
        notes([(right, y, f"{number(high)} %")], 13, xanchor="left", xshift=3),
    ]


def my_ratings(ratings: pd.DataFrame, questions: pd.DataFrame) -> Figure:
    """Draw the reader's own probabilities, one question a line, the lowest on top.

    Parameters
    ----------
    ratings : from helpers.lesson.rating.my_ratings (question_id, claim_id, percent, knew).
    questions : rows of table questions that were asked; no outcomes.

    Raises
    ------
    ValueError : none of the questions has a rating.

    >>> mine = pd.DataFrame(
    ...     {"question_id": ["Q02"], "claim_id": ["S05"], "percent": [60], "knew": ["no"]}
    ... )
    >>> fig = charts.my_ratings(mine, load("questions", question_id="Q02"))
    >>> fig.layout.meta["title"]
    'You gave 1 of 1 questions more than 50 %'
    """
    own = ratings[["question_id", "percent", "knew"]]
    rows = questions.assign(row_id=row_ids("questions", questions)).merge(own, on="question_id")
    if rows.empty:
        raise ValueError("None of these questions has a rating yet: move a slider, then save.")
    rows = rows.sort_values(["percent", "question_id"], ignore_index=True)
    rows["y"] = range(len(rows) - 1, -1, -1)
    asked = [broken(question, words.WRAP) for question in rows["question"]]
    return picture(
        [
            segments([(0, y, 100, y) for y in rows["y"]], {"color": theme.GRID, "width": 2}, layer="below"),
            segments([(50, y - 0.12, 50, y + 0.12) for y in rows["y"]], {"color": theme.FAINT, "width": 1}),
            scatter(rows, "percent", "y", words.rating_hover, marker=OWN, showlegend=False),
            notes(
                [(row.percent, row.y, words.rating(row)) for row in rows.itertuples()],
                14,
                xanchor="left",
                xshift=10,
                bgcolor=theme.PAPER,
            ),
            notes(zip([0] * len(rows), rows["y"], asked, strict=True), 13, **ASKED),
        ],
        x=ticks([0, 50, 100], ["0 %", "50 %", "100 %"], [-3, 118]),
        y=named_lines(asked, 0.6, 0.6, showgrid=False),
        look={"margin": {"t": 6}},
        height=RATED_PX * len(rows) + 40,
        narrow=narrow_rows(RATED_NARROW_PX * len(rows) + 70),
        **words.my_ratings(rows),
    )
