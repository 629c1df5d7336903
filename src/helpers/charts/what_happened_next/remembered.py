"""What was written down, and what is remembered of it."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import hindsight as memory
from helpers.charts import theme
from helpers.charts.above import lines_above
from helpers.charts.frames import Figure, named_lines, picture
from helpers.charts.layers import Layer, arrow, line, scatter
from helpers.charts.strips import narrow_rows
from helpers.charts.what_happened_next import words
from helpers.words import Row, evenly_broken

ROW_PX, NARROW_PX, AXIS_PX = 52, 106, 44
WIDE_LETTERS, NARROW_LETTERS = 70, 56
HALF_PX = 34  # the half on the side of what happened
ENDS = {"yes": [50, 100], "no": [0, 50]}


def hindsight(forecasts: pd.DataFrame, questions: pd.DataFrame, who: str) -> Figure:
    """One line a question: from the per cent that was written down to the one that is remembered.

    Parameters
    ----------
    forecasts : forecaster, question_id, percent, remembered, outcome, row_id.
    questions : table questions.
    who : the forecaster that is drawn.

    >>> from helpers.lesson.remember import forecasts
    >>> fig = charts.hindsight(
    ...     forecasts()[forecasts()["question_id"].isin(["Q02", "Q08", "Q10", "Q17", "Q19"])],
    ...     load("questions"),
    ...     who="careful",
    ... )
    >>> fig.layout.meta["title"]
    'Careful: 5 of 5 memories lean to what...
    """
    own = forecasts[(forecasts["forecaster"] == who) & forecasts["remembered"].notna()]
    rows = memory.shift(own.merge(questions[["question_id", "question"]], on="question_id"))
    rows = rows.assign(y=list(range(len(rows)))[::-1])
    labels = [words.asked(row) for row in rows.itertuples()]
    return picture(
        [
            *(line(ENDS[row.outcome], [row.y] * 2, theme.GRID, HALF_PX) for row in rows.itertuples()),
            *(_arrow(row) for row in rows.itertuples()),
            scatter(
                rows,
                "percent",
                "y",
                words.remembered_hover,
                name="written down",
                marker={"symbol": "circle-open", "size": 12, "color": theme.INK, "line": {"width": 2}},
            ),
            scatter(
                rows,
                "remembered",
                "y",
                words.remembered_hover,
                name="remembered",
                marker={"symbol": "circle", "size": 8, "color": theme.INK},
            ),
            lines_above(labels, rows["y"], NARROW_LETTERS, HALF_PX // 2 + 2),
        ],
        x={
            "range": [-3, 103],
            "tickvals": [0, 50, 100],
            "ticktext": ["0 %", "50 %", "100 %"],
            "ticklabeloverflow": "allow",
            "showgrid": False,
        },
        y=named_lines([evenly_broken(label, WIDE_LETTERS) for label in labels], 0.5, 0.5, showgrid=False),
        look={"margin": {"t": 6}},
        height=AXIS_PX + ROW_PX * max(len(rows), 1),
        narrow=narrow_rows(AXIS_PX + NARROW_PX * max(len(rows), 1))
        | {"yaxis.range": [-0.3, max(len(rows), 1) - 0.2]},
        **words.hindsight(rows, who),
    )


def _arrow(row: Row) -> Layer:
    if row.percent == row.remembered:
        return Layer()
    look = {
        "axref": "x",
        "ayref": "y",
        "arrowhead": 2,
        "arrowsize": 0.8,
        "arrowwidth": 1.6,
        "showarrow": True,
    }
    look |= {"standoff": 6, "startstandoff": 10}  # clear of both marks; none between marks that touch
    return arrow(row.remembered, row.y, "", ax=row.percent, ay=row.y, arrowcolor=theme.INK, **look)
