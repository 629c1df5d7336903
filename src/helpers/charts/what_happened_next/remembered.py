"""What was written down, and what is remembered of it."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import hindsight as memory
from helpers.charts import theme
from helpers.charts.above import lines_above
from helpers.charts.frames import Figure, named_lines, picture
from helpers.charts.layers import Layer, arrow, line, notes, scatter
from helpers.charts.strips import narrow_rows
from helpers.charts.what_happened_next import words
from helpers.words import Row, evenly_broken, number

ROW_PX, NARROW_PX, AXIS_PX = 52, 106, 44
WIDE_LETTERS, NARROW_LETTERS = 70, 56
RING = 12  # pixels of a mark
HALF_PX = 34  # the half on the side of what happened
HALF, LINE_PX = 50, 17  # per cent; a line of a question on a phone
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
    ...     who="cautious",
    ... )
    >>> fig.layout.meta["title"]
    '“Cautious”: 5 of 5 memories lean to what happened...
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
                marker={"symbol": "circle-open", "size": RING, "color": theme.INK, "line": {"width": 2}},
            ),
            *(_per_cents(row) for row in rows.itertuples()),
            lines_above(labels, rows["y"], NARROW_LETTERS, HALF_PX // 2 + 2),
        ],
        x={
            "range": [-9, 109],
            "tickvals": [0, 50, 100],
            "ticktext": ["0 %", "50 %", "100 %"],
            "ticklabeloverflow": "allow",
            "showgrid": False,
        },
        y=named_lines([evenly_broken(label, WIDE_LETTERS) for label in labels], 0.5, 0.5, showgrid=False),
        look={"margin": {"t": 6}},
        height=AXIS_PX + ROW_PX * max(len(rows), 1),
        narrow=narrow_rows(AXIS_PX + NARROW_PX * max(len(rows), 1))
        | {"yaxis.range": [-0.3, max(len(rows), 1) - 1 + _above(labels)]},
        **words.hindsight(rows, who),
    )


def _above(labels: list[str]) -> float:
    """Room above the first row of a narrow picture for the lines of its question, in rows."""
    lines = evenly_broken(labels[0], NARROW_LETTERS).count("<br>") + 1 if labels else 1
    return (HALF_PX + LINE_PX * lines) / NARROW_PX


def _arrow(row: Row) -> Layer:
    """From the ring to the very place of what is remembered; the shortest is seen on a phone, too."""
    if row.percent == row.remembered:
        return Layer()
    look = {"axref": "x", "ayref": "y", "arrowhead": 2, "arrowwidth": 1.6, "showarrow": True}
    look |= {"standoff": 0, "startstandoff": RING // 2 + 1, "arrowcolor": theme.INK}
    return arrow(row.remembered, row.y, "", ax=row.percent, ay=row.y, **look)


def _per_cents(row: Row) -> Layer:
    """The number written down behind its ring, the remembered one ahead of the arrow.

    One that leans to what happened is under the pen: the title counts these.
    """
    left, right = ({"xanchor": "right", "xshift": -10}, {"xanchor": "left", "xshift": 10})
    behind, ahead = (right, left) if row.remembered < row.percent else (left, right)
    pen = {"bgcolor": theme.PEN} if row.shift > 0 else {}
    if row.percent == row.remembered:
        return notes(
            [(row.percent, row.y, number(row.percent))], 13, **(left if row.percent > HALF else right)
        )
    written = notes([(row.percent, row.y, number(row.percent))], 13, **behind)
    near = {**ahead, "xshift": ahead["xshift"] / 2}
    kept = notes([(row.remembered, row.y, f"<b>{number(row.remembered)}</b>")], 13, **near, **pen)
    return Layer(notes=[*written.notes, *kept.notes])
