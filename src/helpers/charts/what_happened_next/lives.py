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
from helpers.words import broken, counted

ROW_PX, NARROW_PX, FRAME_PX = 52, 82, 70
LETTERS, NARROW_LETTERS = 46, 46
FIRST, LAST = -17, 16  # days shown; what lies further on is told at the edge


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
            _limits(rows[rows["when"] == "before"], "public before the text", "circle-open"),
            _limits(rows[rows["when"] == "after"], "first after it", "circle"),
            _told(rows),
            lines_above(names, range(len(order))[::-1], NARROW_LETTERS, 9),
        ],
        x={
            "range": [FIRST, LAST],
            "tickvals": [-12, -7, 0, 7],
            "ticktext": ["12 days before", "7", "16 Nov 2024", "7 days after"],
            "showgrid": False,
            "tickangle": 0,
            "ticklabeloverflow": "allow",
        },
        y=named_lines([broken(name, LETTERS) for name in names], 0.5, 0.7, showgrid=False),
        look={"margin": {"t": 8}},
        height=FRAME_PX + ROW_PX * len(order),
        narrow=narrow_rows(FRAME_PX + NARROW_PX * len(order))
        | {
            "xaxis.ticktext": ["−12", "−7", "16 Nov", "+7 days"],
            "xaxis.range": [FIRST - 5, LAST],
        },
        **words.sentence_lives(rows, order),
    )


def _limits(rows: pd.DataFrame, name: str, symbol: str) -> Layer:
    marker = {"symbol": symbol, "size": 12, "color": theme.INK, "line": {"width": 2}}
    return scatter(rows, "x", "y", words.life_hover, name=name, marker=marker)


def _text_day(count: int) -> Layer:
    """The day on which the text was closed, under the pen: it is the report's."""
    return areas([(-0.35, -0.5, 0.35, count - 0.4)], theme.PEN, line={"width": 0}, layer="below")


def _told(rows: pd.DataFrame) -> Layer:
    """Days from the text beside each mark, on the side that looks away from the text."""
    layers: list[dict] = []
    for row in rows.itertuples():
        left = row.when == "before" or row.days > LAST
        side = {"xanchor": "right", "xshift": -10} if left else {"xanchor": "left", "xshift": 10}
        said = counted(abs(row.days), "day") + (" →" if row.days > LAST else "")
        layers += notes([(row.x, row.y, said)], 13, bgcolor=theme.PAPER, **side).notes
    return Layer(notes=layers)
