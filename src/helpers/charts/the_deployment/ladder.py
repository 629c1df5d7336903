"""Who committed themselves when: one lane for each speaker, the answers in words."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import deployment
from helpers.charts import theme
from helpers.charts.frames import DAYS, PAGE, Figure, named_lines, picture, table
from helpers.charts.layers import Layer, Row, line, notes, points, rules, uprights
from helpers.charts.the_deployment import words
from helpers.given import a_day
from helpers.words import day, short_day

LANE_PX, NARROW_LANE_PX, AXIS_PX = 34, 64, 42
HEAD_PX = 30  # the reader's own day above the lanes
ROOM = {"wide": (0.17, 0.09), "narrow": (0.3, 0.09)}  # of the days shown: free on the left and on the right
SHORT_RUN = 0.12  # of the days: a run of equal answers that is shorter has its word at the end
WIDE_PX, NARROW_PX, LETTER_PX = 600, 320, 7.5  # pixels of the axis and of a letter


def confirmation_ladder(events: pd.DataFrame, about: str, said_by: str | None = None) -> Figure:
    """Who gave which answer to a question on which day: one lane for each speaker, time from left to right.

    Parameters
    ----------
    events : table events.
    about : "do they fight?" or "are they there?".
    said_by : show only what had been said by this day; lanes of later speakers stay empty. None shows all.

    >>> fig = charts.confirmation_ladder(
    ...     load("events", lessons="the_deployment"), about="do they fight?", said_by="2024-11-04"
    ... )
    >>> fig.layout.meta["title"]
    'By 4 Nov 2024, do they fight? 2 say yes, 2...
    """
    every = _lanes(deployment.statements(events, about))
    rows = every if said_by is None else every[every["said"] <= a_day(said_by)]
    lanes = every.drop_duplicates("speaker_id").sort_values("y", ascending=False)
    columns = {"Said on": "said", "Speaker": "name", "Answer": "stance"}
    spans = {name: _days(every["said"], *room) for name, room in ROOM.items()}
    sides = [side for side in theme.ACTORS if side in set(rows["side"])]
    until = _until(said_by, spans["narrow"])
    height = AXIS_PX + HEAD_PX  # the same with and without a day above the lanes
    return picture(
        [
            rules(lanes["y"]),
            until,
            _names(lanes),
            *_held(rows),
            points(rows, "said", "y", say=words.said_hover, order=sides, size=12),
            *(_answer(row, spans, pen=said_by is None) for row in rows.itertuples()),
        ],
        x={"type": "date", **DAYS, "nticks": 5, "showgrid": False, "tickangle": 0, "range": spans["wide"]},
        y=named_lines(lanes["short_name"], 0.7, 0.6, showgrid=False),
        look={"margin": {"t": HEAD_PX if until.notes else 4}},
        title=words.ladder_title(rows, about, said_by),
        subtitle="One lane per speaker, one mark per statement, by the day it was said. Bold: another answer "
        "than before",
        caption=words.ladder_caption(rows, silent=len(lanes) > rows["speaker_id"].nunique()),
        alt=[f"{day(row.said)}, {row.name}: {row.stance}" for row in rows.itertuples()],
        table=table(rows, columns | {"What": "what", "Speaks of": "date_first"} | PAGE),
        height=height + LANE_PX * len(lanes),
        narrow={
            "height": height + NARROW_LANE_PX * len(lanes),
            "yaxis.showticklabels": False,
            "xaxis.range": [f"{end:%Y-%m-%d}" for end in spans["narrow"]],
        },
    )


def _lanes(rows: pd.DataFrame) -> pd.DataFrame:
    """Statements with the lane y of their speaker, sides together, in the order in which they first spoke.

    Also changed (another answer than the speaker's last one), repeated (the same), left (the first of
    several answers) and admitted_after (days since the first yes).
    """
    by = rows.groupby("speaker_id")
    rows = rows.assign(
        side_first=rows.groupby("side")["said"].transform("min"), own_first=by["said"].transform("min")
    )
    order = rows.sort_values(["side_first", "side", "own_first"], kind="stable")[
        "speaker_id"
    ].drop_duplicates()
    before, yes = by["stance"].shift(), rows[rows["stance"] == "says yes"]["said"].min()
    return rows.assign(
        admitted_after=(rows["said"] - yes).dt.days,
        y=rows["speaker_id"].map({name: len(order) - 1 - place for place, name in enumerate(order)}),
        changed=before.notna() & (before != rows["stance"]),
        repeated=before == rows["stance"],
        left=before.isna() & (by["stance"].transform("nunique") > 1),
        until=_until_when(rows),
    )


def _until_when(rows: pd.DataFrame) -> pd.Series:
    """The day of the last of several equal answers in a row, where they lie close together; else its own."""
    run = rows.groupby("speaker_id")["stance"].transform(lambda own: (own != own.shift()).cumsum())
    last = rows.groupby(["speaker_id", run])["said"].transform("max")
    short = (last - rows["said"]) < SHORT_RUN * (rows["said"].max() - rows["said"].min())
    return last.where(short, rows["said"])


def _days(said: pd.Series, left: float, right: float) -> list[pd.Timestamp]:
    """First and last day of the axis, with room on both sides for words."""
    first, last = said.min(), said.max()
    whole = (last - first) / (1 - left - right)
    return [(first - left * whole).normalize(), (last + right * whole).normalize()]


def _names(lanes: pd.DataFrame) -> Layer:
    """Names of the lanes above them, for a phone; not bold, as bold is another answer than before."""
    places = ((0, row.y, row.short_name) for row in lanes.itertuples())
    above = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 5}
    return notes(places, 13, name="narrow", bgcolor=theme.PAPER, borderpad=0, **above)


def _held(rows: pd.DataFrame) -> list[Layer]:
    """A line from the first to the last statement of each speaker who spoke more than once."""
    return [
        line([own["said"].min(), own["said"].max()], [own["y"].iloc[0]] * 2, theme.FAINT, 1.5)
        for _, own in rows.groupby("speaker_id")
        if len(own) > 1
    ]


def _until(said_by: str | None, span: list[pd.Timestamp]) -> Layer:
    """The reader's own day, under the pen; not drawn where it lies behind the last statement."""
    if said_by is None or a_day(said_by) > span[1]:
        return Layer()
    mark = uprights([said_by], theme.PEN_LINE, 1.5, "solid", layer="below")
    above = {"yref": "y domain", "yanchor": "bottom", "bgcolor": theme.PEN}
    return mark._replace(notes=notes([(said_by, 1, f"<b>{short_day(said_by)}</b>")], 13, **above).notes)


def _answer(row: Row, spans: dict[str, list[pd.Timestamp]], *, pen: bool) -> Layer:
    """The answer in words beside its mark, below it on a phone; said once while a speaker keeps to it."""
    if row.repeated:
        return Layer()
    look = {"bgcolor": theme.PEN if pen and words.turns(row) else theme.PAPER, "xref": "x"}
    text, x = words.answered(row), row.said
    (first, last), (narrow_first, narrow_last) = spans.values()
    room = (last - x) / (last - first) * WIDE_PX > LETTER_PX * len(text)
    if row.left or not room:
        beside = {"xanchor": "right", "xshift": -9}
    else:
        beside, x = {"xanchor": "left", "xshift": 9}, row.until
    room = (narrow_last - row.said) / (narrow_last - narrow_first) * NARROW_PX > LETTER_PX * len(text)
    below = {"xanchor": "left", "xshift": -9} if room and not row.left else {"xanchor": "right", "xshift": 9}
    wide = notes([(x, row.y, text)], 13, name="wide", **beside, **look)
    narrow = notes([(x, row.y, text)], 13, name="narrow", yanchor="top", yshift=-7, **below, **look)
    return Layer(notes=[*wide.notes, *narrow.notes])
