"""How long a sentence of the report lived before something public limited it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis.goals import TEXT_DAY
from helpers.charts import theme
from helpers.charts.above import lines_above
from helpers.charts.frames import Figure, named_lines, picture
from helpers.charts.layers import Layer, areas, notes, scatter, segments
from helpers.charts.strips import narrow_rows
from helpers.charts.what_happened_next import words
from helpers.words import count_word, day, evenly_broken

ROW_PX, NARROW_PX, FRAME_PX = 44, 70, 44
LETTERS, NARROW_LETTERS = 66, 56
WITHIN = words.SOON + 0.5  # days from the text to the end of the last day that the title counts
LINE = {"color": theme.GRID}
HALF_PX = 8  # pixels of the pen above and below the line of a row
FIRST, NARROW_FIRST, LAST = -28, -24, 18  # days shown; what lies further on is told at the edge


def sentence_lives(lives: pd.DataFrame, claims: pd.DataFrame) -> Figure:
    """One row a sentence: the last limit that was public before 16 November 2024, and the first after it.

    `lives` and `claims` are the tables sentence_lives and claims.

    >>> fig = charts.sentence_lives(load("sentence_lives"), load("claims"))
    >>> fig.layout.meta["title"]
    'Five of seven sentences met a limit within...
    """
    rows = lives.merge(claims[["claim_id", "claim"]], on="claim_id")
    rows = rows.assign(row_id="claim_evidence:" + rows["row_ref"], days=(rows["day"] - TEXT_DAY).dt.days)
    order = rows[rows["when"] == "after"].sort_values(["days", "claim_id"])
    rows["y"] = rows["claim_id"].map({name: y for y, name in enumerate(order["claim_id"][::-1])})
    rows["x"] = rows["days"].clip(upper=LAST - 1)
    beyond = rows["days"] > LAST
    names = [f"<b>{row.claim_id}</b> {row.claim}" for row in order.itertuples()]
    return picture(
        [
            *_soon(range(len(order))),
            segments(((FIRST, row.y, row.x, row.y) for row in rows.itertuples()), LINE, layer="below"),
            *(
                scatter(
                    own, "x", "y", words.life_hover, marker={"symbol": symbol, "size": 12, "color": theme.INK}
                )
                for symbol, own in {"circle": rows[~beyond], "triangle-right": rows[beyond]}.items()
            ),
            _told(rows),
            lines_above(names, range(len(order))[::-1], NARROW_LETTERS, 9),
        ],
        x={
            "range": [FIRST, LAST],
            "tickvals": [0],
            "ticktext": [day(TEXT_DAY)],
            "showgrid": False,
            "tickangle": 0,
            "ticklabeloverflow": "allow",
        },
        y=named_lines([evenly_broken(name, LETTERS) for name in names], 0.5, 0.5, showgrid=False),
        height=FRAME_PX + ROW_PX * len(order),
        narrow=narrow_rows(FRAME_PX + NARROW_PX * len(order))
        | {
            "xaxis.range": [NARROW_FIRST, LAST + 0.5],
            "yaxis.range": [-0.35, len(order)],
            "shapes.0.visible": False,
        },
        **words.sentence_lives(rows, order),
    )


def _soon(ys: Iterable[float]) -> list[Layer]:
    """The days after the text that the title counts, under the pen from the day of the text on.

    The first shape joins the rows of a wide picture; on a phone names stand there, which are not marked.
    """
    within = {"layer": "below", "line": {"width": 0}}
    head = {"yref": "y domain", "yanchor": "bottom", "yshift": -1, "bgcolor": theme.PEN}
    named = notes([(WITHIN / 2, 1, f"{count_word(words.SOON)} days")], 13, **head)
    joined = areas([(0, 0, WITHIN, 1)], theme.PEN, yref="y domain", **within)
    at_rows = (
        areas([(0, -HALF_PX, WITHIN, HALF_PX)], theme.PEN, ysizemode="pixel", yanchor=y, **within) for y in ys
    )
    return [joined, *at_rows, named]


def _told(rows: pd.DataFrame) -> Layer:
    """Days from the text beside each mark, on the side that looks away from the text, clear of the pen."""
    layers: list[dict] = []
    for row in rows.itertuples():
        left = row.when == "before" or row.days > LAST
        ground = {
            "xanchor": "right",
            "xshift": -10,
            "bgcolor": theme.PAPER,
        }  # the line of the row is behind it
        soon = 0 < row.x < WITHIN
        side = ground if left else {"xanchor": "left", "xshift": 6 if soon else 10}
        layers += notes([(WITHIN if soon else row.x, row.y, words.from_text(row))], 13, **side).notes
    return Layer(notes=layers)
