"""The report as an object of study: statements, speakers, days."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.charts import theme
from helpers.charts.frames import Figure, picture, ticks
from helpers.charts.layers import Layer, areas, notes, points, segments
from helpers.charts.reading_the_report import words
from helpers.charts.reading_the_report.words import LINE_PX
from helpers.charts.squares import PENNED, count, grouped, in_pixels, names, squares
from helpers.data import row_ids
from helpers.words import broken, short_day

NOT_IN = 2.4  # place of the second lane
CLOSED = 1.4  # lines round the words on the day when the text was closed
WIDE_LINE_PX = 15
COLUMNS, KNOWN = 10, 236  # squares of a line; where the words on a voice begin


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
    said, height = grouped({voice: own[voice] for voice in known["voice"] if voice in own}, COLUMNS)
    middles = {voice: rows["y"].unique().mean() for voice, rows in said.items()}
    told = known.set_index("voice")["known"]
    return picture(
        [
            *(_voice(rows) for rows in said.values()),
            *(count(rows) for rows in said.values()),
            names(((y, broken(voice, 28)) for voice, y in middles.items()), "wide"),
            names(((y, broken(voice, 16)) for voice, y in middles.items()), "narrow"),
            notes(
                [(KNOWN, y, broken(told[voice], 36)) for voice, y in middles.items()],
                name="wide",
                xanchor="left",
                align="left",
                font={"size": 13, "color": theme.INK_2},
            ),
        ],
        **in_pixels(height, 200, 124),
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
    rows["text"] = [broken(words.short_event(row), 31) for row in rows.itertuples()]
    rows["lines"] = rows["text"].str.count("<br>") + 1
    closed = (rows["day"] > latest).astype(int).diff().fillna(0) * CLOSED
    rows["y"] = -(rows["lines"].shift(fill_value=0) + 0.6 + closed).cumsum() + 0.6
    rows["lane"] = rows["in_report"].map({"yes": 0, "no": NOT_IN})
    edge = rows[rows["day"] > latest]["y"].max() + 0.7 + CLOSED / 2
    bottom = rows["y"].iloc[-1] - rows["lines"].iloc[-1]
    mark = {"by": "actor", "size": 12, "name": None, "showlegend": False}
    days = rows.drop_duplicates("day")
    return picture(
        [
            *(points(rows.loc[[row]], "lane", "y", words.event_hover, **mark) for row in rows.index),
            *_events(rows),
            segments([(0, edge, 1, edge)], {"color": theme.INK, "width": 1}, xref="paper"),
            notes(
                [(1, edge, words.CLOSED)], 13, xref="paper", xanchor="right", xshift=-6, bgcolor=theme.PAPER
            ),
            notes([(-0.4, 1.4, "<b>in</b>"), (NOT_IN - 0.4, 1.4, "<b>not in</b>")], 14, xanchor="left"),
        ],
        x={"visible": False, "range": [-0.8, 24], "fixedrange": True},
        y=ticks(days["y"], map(short_day, days["day"]), [bottom - 0.2, 2.1], ticks="", fixedrange=True),
        look={"margin": {"t": 6, "b": 6}},
        **words.known_and_missing(rows, latest),
        height=12 + int(WIDE_LINE_PX * (2.3 - bottom)),
        narrow={"height": 12 + int(LINE_PX * (2.3 - bottom))},
    )


def _events(rows: pd.DataFrame) -> list[Layer]:
    """What each event was, in one line on a wide page; a light ground behind what the text does not know."""
    beside = {"yshift": 10, "xanchor": "left", "yanchor": "top", "align": "left"}
    missing = rows[rows["in_report"] == "no"]
    ground = [(0, row.y + 0.75, 1, row.y - row.lines + 0.35) for row in missing.itertuples()]
    texts = {"wide": rows["text"].str.replace("<br>", " "), "narrow": rows["text"]}
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
