"""How long a sentence of the report lived before something public limited it."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.goals import TEXT_DAY
from helpers.charts import theme
from helpers.charts.above import lines_above
from helpers.charts.frames import Figure, named_lines, picture
from helpers.charts.layers import Layer, areas, notes, rules, scatter
from helpers.charts.strips import narrow_rows
from helpers.charts.what_happened_next import words
from helpers.words import day, evenly_broken

ROW_PX, NARROW_PX, FRAME_PX = 44, 70, 44
LETTERS, NARROW_LETTERS = 66, 56
FIRST, NARROW_FIRST, LAST = -28, -25, 16  # days shown; what lies further on is told at the edge


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
    rows["x"] = rows["days"].clip(upper=LAST - 2)
    names = [f"<b>{row.claim_id}</b> {row.claim}" for row in order.itertuples()]
    return picture(
        [
            rules(rows["y"].unique()),
            _text_day(len(order)),
            scatter(rows, "x", "y", words.life_hover, marker={"size": 12, "color": theme.INK}),
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
        look={"margin": {"t": 4}},
        height=FRAME_PX + ROW_PX * len(order),
        narrow=narrow_rows(FRAME_PX + NARROW_PX * len(order))
        | {"xaxis.range": [NARROW_FIRST, LAST + 1], "yaxis.range": [-0.35, len(order) - 0.3]},
        **words.sentence_lives(rows, order),
    )


def _text_day(count: int) -> Layer:
    """The day on which the text was closed, under the pen: it is the report's."""
    return areas([(-0.35, -0.5, 0.35, count - 0.4)], theme.PEN, line={"width": 0}, layer="below")


def _told(rows: pd.DataFrame) -> Layer:
    """Days from the text beside each mark, on the side that looks away from the text."""
    layers: list[dict] = []
    for row in rows.itertuples():
        left = row.when == "before" or row.days > LAST
        side = {"xanchor": "right", "xshift": -10} if left else {"xanchor": "left", "xshift": 10}
        layers += notes([(row.x, row.y, words.from_text(row))], 13, bgcolor=theme.PAPER, **side).notes
    return Layer(notes=layers)
