"""What was written down, and what is remembered of it."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import hindsight as memory
from helpers.charts import theme
from helpers.charts.above import lines_above
from helpers.charts.frames import Figure, named_lines, picture
from helpers.charts.layers import Layer, areas, arrow, notes, scatter
from helpers.charts.strips import narrow_rows
from helpers.charts.what_happened_next import words
from helpers.words import Row, broken

ROW_PX, NARROW_PX, AXIS_PX = 64, 104, 50
WIDE_LETTERS, NARROW_LETTERS = 40, 44


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
    labels = [f"<b>{row.question_id}</b> {row.question}" for row in rows.itertuples()]
    return picture(
        [
            _came(rows),
            *(_arrow(row) for row in rows.itertuples()),
            scatter(
                rows,
                "percent",
                "y",
                words.remembered_hover,
                name="written down",
                marker={"symbol": "circle-open", "size": 13, "color": theme.INK, "line": {"width": 2}},
            ),
            scatter(
                rows,
                "remembered",
                "y",
                words.remembered_hover,
                name="remembered",
                marker={"symbol": "circle", "size": 9, "color": theme.INK},
            ),
            lines_above(labels, rows["y"], NARROW_LETTERS, 14),
        ],
        x={
            "range": [-3, 103],
            "tickvals": [0, 50, 100],
            "ticktext": ["0 %", "50 %", "100 %"],
            "ticklabeloverflow": "allow",
        },
        y=named_lines([broken(label, WIDE_LETTERS) for label in labels], 0.5, 0.5, showgrid=False),
        look={"margin": {"t": 6}},
        height=AXIS_PX + ROW_PX * max(len(rows), 1),
        narrow=narrow_rows(AXIS_PX + NARROW_PX * max(len(rows), 1))
        | {"yaxis.range": [-0.4, max(len(rows), 1) - 0.2]},
        **words.hindsight(rows, who),
    )


def _came(rows: pd.DataFrame) -> Layer:
    """The half on the side of what happened, and its word."""
    ends = {"yes": (50, 100), "no": (0, 50)}
    half = [(ends[r.outcome][0], r.y - 0.28, ends[r.outcome][1], r.y + 0.28) for r in rows.itertuples()]
    ground = areas(half, theme.WASH, line={"width": 0}, layer="below")
    said = {"yes": (99, "right", "it came"), "no": (1, "left", "it did not")}
    edge = [(said[row.outcome], row.y) for row in rows.itertuples()]
    told = [
        note
        for (x, side, text), y in edge
        for note in notes([(x, y, text)], 13, xanchor=side, yshift=-17, font={"color": theme.INK_2}).notes
    ]
    return ground._replace(notes=told)


def _arrow(row: Row) -> Layer:
    if row.percent == row.remembered:
        return Layer()
    look = {"axref": "x", "ayref": "y", "arrowhead": 2, "arrowwidth": 1.6, "showarrow": True}
    return arrow(row.remembered, row.y, "", ax=row.percent, ay=row.y, arrowcolor=theme.INK, **look)
