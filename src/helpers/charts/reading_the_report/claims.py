"""The report as an object of study: statements, speakers, days."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.charts import theme
from helpers.charts.frames import Figure, picture, ticks
from helpers.charts.layers import Layer, areas, notes, points, segments
from helpers.charts.reading_the_report import words
from helpers.charts.squares import PENNED, count, grouped, in_pixels, names, squares
from helpers.data import row_ids
from helpers.words import broken, short_day

NOT_IN = 2.4  # place of the second lane
CLOSED = 0.7  # of an event's height: the space for the words on the day when the text was closed
EVENT_PX = {"wide": 32, "narrow": 44}  # pixels of an event: one line on a wide page, two on a phone
PHONE_LETTERS = 35  # letters of such a line
COLUMNS, KNOWN = 10, 236  # squares of a line; where the words on a voice begin
VOICE_PX = 40  # least height of a voice


def claims_by_source(claims: pd.DataFrame, voices: pd.DataFrame) -> Figure:
    """Draw one square per claim beside the name of whoever says it, under the pen where somebody speaks.

    `claims` and `voices` are the tables of these names.

    >>> fig = charts.claims_by_source(load("claims"), load("voices"))
    >>> fig.layout.meta["title"]
    '14 of 55 statements come with a speaker; one...
    """
    known = voices.sort_values("place")
    frame = claims.assign(
        row_id=row_ids("claims", claims),
        who=wording.spoken_by(claims),
        spoken=claims["claim_id"].isin(wording.with_speaker(claims)["claim_id"]),
    )
    own = dict(list(frame.groupby("who")))
    voiced = {voice: own[voice] for voice in known["voice"] if voice in own}
    said, height = grouped(voiced, COLUMNS, VOICE_PX)
    middles = {voice: rows["y"].unique().mean() for voice, rows in said.items()}
    told = known.set_index("voice")["known"]
    return picture(
        [
            *(_voice(rows) for rows in said.values()),
            *(count(rows) for rows in said.values()),
            names(((y, broken(voice, 30)) for voice, y in middles.items()), "wide"),
            names(((y, broken(voice, 19)) for voice, y in middles.items()), "narrow"),
            notes(
                [(KNOWN, y, broken(told[voice], 44)) for voice, y in middles.items()],
                name="wide",
                xanchor="left",
                align="left",
                font={"size": 13, "color": theme.INK_2},
            ),
        ],
        **in_pixels(height, 236, 124),
        **words.claims_by_source(frame, known),
    )


def _voice(rows: pd.DataFrame) -> Layer:
    """Squares of one voice."""
    return squares(rows, words.claim_hover, **(PENNED if rows["spoken"].all() else {}))


def known_and_missing(events: pd.DataFrame) -> Figure:
    """Draw what the report knows and what it lacks, day by day in two lanes.

    Parameters
    ----------
    events : rows of table events; those with in_report yes or no are drawn, at the day of first reading.

    Raises
    ------
    ValueError : the report knows none of the events.

    >>> fig = charts.known_and_missing(load("events", lessons="reading_the_report"))
    >>> fig.layout.meta["title"]
    'The latest news in the text: 15 Nov 2024; seven...'
    """
    rows, latest = wording.in_window(events), wording.latest_known(events)
    closed = (rows["day"] > latest).astype(int)
    rows["y"] = -(closed.diff().fillna(0) * CLOSED + 1).cumsum() + 1
    rows["lane"] = rows["in_report"].map({"yes": 0, "no": NOT_IN})
    edge = rows.loc[closed == 1, "y"].max() + (1 + CLOSED) / 2
    bottom = rows["y"].iloc[-1] - 0.5
    mark = {"by": "actor", "size": 12}
    days = rows.drop_duplicates("day")
    heads = [(-0.4, 0.55, "<b>in</b>"), (NOT_IN - 0.4, 0.55, "<b>not in</b>")]
    return picture(
        [
            *(points(rows.loc[[row]], "lane", "y", words.event_hover, **mark) for row in rows.index),
            *_events(rows),
            segments([(0, edge, 1, edge)], {"color": theme.INK, "width": 1}, xref="paper"),
            notes(
                [(1, edge, words.CLOSED)], 13, xref="paper", xanchor="right", xshift=-6, bgcolor=theme.PAPER
            ),
            notes(heads, 14, xanchor="left", yanchor="bottom"),
        ],
        x={"visible": False, "range": [-0.8, 24], "fixedrange": True},
        y=ticks(days["y"], map(short_day, days["day"]), [bottom - 0.1, 1.3], ticks="", fixedrange=True),
        look={"margin": {"t": 6, "b": 6}},
        **words.known_and_missing(rows, latest),
        height=12 + int(EVENT_PX["wide"] * (1.4 - bottom)),
        narrow={"height": 12 + int(EVENT_PX["narrow"] * (1.4 - bottom))},
    )


def _events(rows: pd.DataFrame) -> list[Layer]:
    """What each event was, in one line on a wide page; a light ground behind what the text does not know."""
    beside = {"xanchor": "left", "yanchor": "middle", "align": "left"}
    missing = rows[rows["in_report"] == "no"]
    ground = [(0, row.y + 0.46, 1, row.y - 0.46) for row in missing.itertuples()]
    told = [words.short_event(row) for row in rows.itertuples()]
    texts = {"wide": told, "narrow": [_on_a_phone(text) for text in told]}
    return [
        areas(ground, theme.WASH, xref="paper", line={"width": 0}, layer="below"),
        *(
            notes(
                [(NOT_IN + 1.2, *place) for place in zip(rows["y"], text, strict=True)],
                None,
                name=name,
                **beside,
            )
            for name, text in texts.items()
        ),
    ]


def _on_a_phone(text: str) -> str:
    """Words in one line where they fit, else in two of about one length."""
    return broken(text, PHONE_LETTERS if len(text) <= PHONE_LETTERS else len(text) // 2 + 5)
