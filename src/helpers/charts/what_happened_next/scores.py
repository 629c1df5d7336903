"""How near forecasts came, and how sure that is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis import scoring
from helpers.charts import theme
from helpers.charts.frames import Figure, named_lines, picture
from helpers.charts.layers import Layer, line, notes, scatter, uprights
from helpers.charts.strips import names_above, narrow_rows
from helpers.charts.what_happened_next import words_scores as words
from helpers.words import Row, number

ROW_PX, NARROW_PX, FRAME_PX = 43, 50, 48
PER_CENT = {
    "tickvals": [0, 50, 100],
    "ticktext": ["0 %", "50 %", "100 %"],
    "showgrid": False,
    "showline": True,
    "ticks": "outside",
}
FAR = 25  # per cent that the words at a mark take
HALF = 0.25  # the score of who always says 50


def brier_scores(scored: pd.DataFrame, questions: str = "all") -> Figure:
    """A dot and a bar a forecaster: the mean squared error, and how far it moves when clusters are redrawn.

    Parameters
    ----------
    scored : forecasts from analysis.scoring.scorable, with forecaster and knew.
    questions : "all", or "class" for those that are rated in class.

    >>> from helpers.lesson.remember import forecasts
    >>> from helpers.lesson.remember import scored
    >>> fig = charts.brier_scores(scored(forecasts()), questions="all")
    >>> fig.layout.meta["title"]
    'Cautious 0.24 and bold 0.23: 16 questions, 9...
    """
    kept = scored[scored["for_class"] == "yes"] if questions == "class" else scored
    rows = scoring.summary(kept).assign(row_id="")
    labels = [f"{row.name} ({row.n})" for row in rows.itertuples()]
    rows["y"] = list(range(len(rows)))[::-1]
    nothing = scoring.brier(scoring.nothing_changes(kept.drop_duplicates("question_id")))
    marker = {"symbol": "circle", "size": 11, "color": theme.INK}
    return picture(
        [
            _lines(nothing, len(rows)),
            *(line([row.low, row.high], [row.y, row.y], theme.FAINT, 6) for row in rows.itertuples()),
            scatter(rows, "score", "y", words.score_hover, marker=marker, cliponaxis=False),
            *(_score(row) for row in rows.itertuples()),
            names_above(labels, rows["y"]),
        ],
        x={"range": [-0.02, 0.62], "dtick": 0.2, "showgrid": False, "ticks": "outside", "showline": True},
        y=named_lines(labels, 0.6, 1.1, showgrid=False),
        look={"margin": {"t": 4}},
        height=FRAME_PX + ROW_PX * (len(rows) + 1),
        narrow=narrow_rows(FRAME_PX + NARROW_PX * (len(rows) + 1)) | {"xaxis.range": [-0.1, 0.62]},
        **words.brier_scores(rows, nothing, kept),
    )


def _score(row: Row) -> Layer:
    """The score of a forecaster above the dot; those of the title under the pen."""
    ground = theme.PEN if row.Index < words.IN_TITLE else theme.PAPER
    said = [(row.score, row.y, f"<b>{number(row.score, 2)}</b>")]
    return notes(said, 14, yanchor="bottom", yshift=8, bgcolor=ground, borderpad=0)


def _lines(nothing: float, count: int) -> Layer:
    """Scores of two who know nothing, as upright lines with their words above the rows."""
    lines = uprights([HALF, nothing], theme.FAINT, 1, "dot", layer="below")
    look: dict[str, Any] = {"yanchor": "bottom", "bgcolor": theme.PAPER, "size": 13}
    top = count - 0.35
    left = notes([(HALF, top, "always 50")], xanchor="right", xshift=-3, **look)
    right = notes([(nothing, top, "“no change”")], xanchor="left", xshift=3, **look)
    return lines._replace(notes=[*left.notes, *right.notes])


def calibration_pool(pools: dict[str, pd.DataFrame], who: str) -> Figure:
    """Three bins of many people's forecasts: what was said, and how often it came.

    Under sixty forecasts nothing is drawn but their number.

    Parameters
    ----------
    pools : name → forecasts from analysis.scoring.scorable.
    who : the pool that is drawn.

    >>> from helpers.lesson.remember import pools
    >>> fig = charts.calibration_pool(pools(), who="made-up class")
    >>> fig.layout.meta["title"]
    'Made-up class: said 16...
    """
    pool = pools[who]
    bins = scoring.calibration(pool).assign(row_id="")
    marker = {"symbol": "circle", "size": 12, "color": theme.INK}
    if bins.empty:
        unseen = {"visible": False, "range": [0, 100]}
        few = notes([(50, 50, words.too_few())], None)
        drawn = [few, scatter(bins, "said", "came", words.bin_hover, marker=marker)]
        return picture(drawn, x=unseen, y=unseen, height=96, **words.calibration_pool(bins, pool, who))
    return picture(
        [
            line([0, 100], [0, 100], theme.FAINT, 1, dash="dot"),
            notes([(68, 53, "said = came")], 13, xanchor="left"),
            scatter(bins, "said", "came", words.bin_hover, marker=marker),
            *(_bin(row) for row in bins.itertuples()),
        ],
        x={"range": [-3, 103], **PER_CENT},
        y={"range": [-3, max(100, bins["came"].max() + FAR) + 2], **PER_CENT, "showline": False, "ticks": ""},
        look={"margin": {"t": 0}},
        height=320,
        narrow={"height": 360, "xaxis.range": [-9, 103]},
        **words.calibration_pool(bins, pool, who),
    )


def _bin(row: Row) -> Layer:
    """What was said and what came, at the mark of a bin; the lowest, which the title names, is penned.

    The words stand above their mark, or below one under the line that has room there.
    """
    below = FAR < row.came < row.said
    side = {"yanchor": "top", "yshift": -9} if below else {"yanchor": "bottom", "yshift": 9}
    ground = theme.PAPER if row.Index else theme.PEN
    return notes([(row.said, row.came, words.bin_told(row))], 14, bgcolor=ground, **side)
