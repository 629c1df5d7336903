"""How others answered the deployment: tactics by report, reactions by day."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import responses as analysis
from helpers.charts import theme
from helpers.charts.above import lines_above
from helpers.charts.frames import Figure, named_lines, picture
from helpers.charts.layers import Layer, notes, scatter, segments
from helpers.charts.losses_and_the_test import words_responses as words
from helpers.charts.strips import ROW_PX, ZERO, narrow_rows
from helpers.charts.timelines import timeline
from helpers.given import a_day

ROOM, NARROW_ROOM = 1.16, 1.4  # of the days shown: the axis leaves room for the words behind the last mark
WORDS_PX, ACT_PX = 10, 16  # a mark of words, and of an act
NARROW_ROW_PX, ABOVE_PX, LETTERS = 48, 10, 60  # on a phone a name stands above its row
FRAME_PX, LEAST_PX = 28, 84  # all but the rows; a picture of no row or one
BETWEEN = 0.64  # from a row up to the line above it: on a phone the name of the row stands below the line


def tactics_timeline(events: pd.DataFrame) -> Figure:
    """Draw how the soldiers are said to have fought, from December 2024 on, report by report.

    >>> fig = charts.tactics_timeline(load("events"))
    >>> fig.layout.meta["title"]
    'Assaults on foot in Dec 2024, a disputed...
    """
    rows = events[events["story"].fillna("").str.contains("tactics")].reset_index(drop=True)
    return timeline(rows, **words.tactics_timeline(rows), to_scale=False)


def reactions(events: pd.DataFrame, kind: str = "all kinds", until: str = "2024-11-15") -> Figure:
    """Draw reactions to the deployment as rows in the order of their days, each with its days since then.

    Parameters
    ----------
    events : rows of table events.
    kind : "all kinds", "words", "permission" or "sanctions".
    until : last day shown.

    >>> fig = charts.reactions(load("events"), kind="all kinds", until="2024-11-15")
    >>> fig.layout.meta["title"]
    'To 15 Nov 2024: 11 reactions in our rows,...
    """
    rows, last = analysis.reactions(events, kind, until), a_day(until)
    rows["y"] = range(len(rows) - 1, -1, -1)
    names, most = [words.name(row) for row in rows.itertuples()], (last - analysis.ANNOUNCED).days
    return picture(
        [
            _closing(rows),
            *(_reacted(actor, group) for actor, group in rows.groupby("actor", sort=False)),
            lines_above(names, rows["y"], LETTERS, ABOVE_PX),
            _days_since(rows),
            *([] if len(rows) else [notes([(0.5, 0, words.nothing(kind, last))], None, xref="paper")]),
        ],
        x={"range": [0, most * ROOM], **ZERO, "zeroline": len(rows) > 0},
        y=named_lines(names or [""], 0.6, 0.6, showgrid=False),
        look={"margin": {"t": 8, "b": 8}},
        height=max(FRAME_PX + ROW_PX * len(rows), LEAST_PX),
        narrow={"xaxis.range": [0, most * NARROW_ROOM]}
        | narrow_rows(max(FRAME_PX + NARROW_ROW_PX * len(rows), LEAST_PX)),
        **words.reactions(rows, kind, last),
    )


def _reacted(actor: str, rows: pd.DataFrame) -> Layer:
    style, words_only = theme.actor(actor), rows["reaction_kind"] == "words"
    marker = {
        "color": style.color,
        "symbol": style.symbol,
        "size": [WORDS_PX if only else ACT_PX for only in words_only],
        "opacity": 1,
    }
    look = {"name": style.label, "showlegend": False, "marker": marker, "cliponaxis": False}
    return scatter(rows, "days", "y", words.reaction, **look)


def _days_since(rows: pd.DataFrame) -> Layer:
    """How many days after the announcement, right of each mark; those of the title under the pen."""
    penned = set(words.in_title(rows)["row_id"])
    layers = [
        notes(
            [(row.days, row.y, words.days_since(row))],
            14,
            xanchor="left",
            xshift=12,
            **({"bgcolor": theme.PEN} if row.row_id in penned else {}),
        )
        for row in rows.itertuples()
    ]
    return Layer(notes=[note for layer in layers for note in layer.notes])


def _closing(rows: pd.DataFrame) -> Layer:
    """A line between the last reaction before the report closed and the first one after it."""
    after = rows[rows["date_first"] > analysis.WRITTEN]
    if len(after) in (0, len(rows)):
        return Layer()
    y, stroke = after["y"].iloc[0] + BETWEEN, {"color": theme.FAINT, "width": 1.5, "dash": "dot"}
    line = segments([(0, y, 1, y)], stroke, xref="paper", layer="below")
    look = {"xref": "paper", "xanchor": "right", "yanchor": "bottom"}
    said = (notes([(1, y, text)], 13, name=name, **look).notes for name, text in words.CLOSES.items())
    return line._replace(notes=[note for told in said for note in told])
