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

ROW_PX, NARROW_PX, FRAME_PX = 44, 62, 80
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
    'Careful 0.24 and bold 0.23: 16 questions, 9...
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
            notes(
                ((row.high, row.y, f"<b>{row.score:.2f}</b>") for row in rows.itertuples()),
                14,
                xanchor="left",
                xshift=9,
                bgcolor=theme.PAPER,
            ),
            names_above(labels, rows["y"]),
        ],
        x={"range": [-0.02, 0.66], "nticks": 5, "title": "Brier score: 0 is best, 1 is worst"},
        y=named_lines(labels, 0.6, 1.1, showgrid=False),
        look={"margin": {"t": 8}},
        height=FRAME_PX + ROW_PX * (len(rows) + 1),
        narrow=narrow_rows(FRAME_PX + NARROW_PX * (len(rows) + 1)),
        **words.brier_scores(rows, nothing, kept),
    )


def _lines(nothing: float, count: int) -> Layer:
    """Scores of two who know nothing, as upright lines with their words above the rows."""
    lines = uprights([HALF, nothing], theme.FAINT, 1, "dot")
    look: dict[str, Any] = {"yanchor": "bottom", "bgcolor": theme.PAPER, "size": 13}
    top = count - 0.1
    left = notes([(HALF, top, "always 50")], xanchor="right", **look)
    right = notes([(nothing, top, "“no change”")], xanchor="left", **look)
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
    'Made-up class: said 16 %, it came in 49 % of...
    """
    pool = pools[who]
    bins = scoring.calibration(pool).assign(row_id="")
    few = [(50, 50, words.too_few(len(pool)))] if bins.empty else []
    marker = {"symbol": "circle", "size": 14, "color": theme.INK}
    told = ((row.said, row.came, f"<b>{row.came:.0f} %</b> of {row.n}") for row in bins.itertuples())
    per_cent = {"tickvals": [0, 25, 50, 75, 100], "range": [-3, 103]}
    return picture(
        [
            line([0, 100], [0, 100], theme.FAINT, 1, dash="dot"),
            notes([(66, 60, "said = came")], 13, xanchor="left"),
            scatter(bins, "said", "came", words.bin_hover, marker=marker),
            notes(told, 14, yshift=17),
            notes(few, 15, bgcolor=theme.PAPER),
        ],
        x={**per_cent, "title": "said, per cent (mean of a bin)"},
        y={**per_cent, "title": "it came, per cent"},
        look={"margin": {"t": 8}},
        height=380,
        **words.calibration_pool(bins, pool, who),
    )
