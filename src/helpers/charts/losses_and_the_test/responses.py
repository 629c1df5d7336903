"""How others answered the deployment: tactics by report, reactions by lane."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from helpers.analysis import responses as analysis
from helpers.charts import theme
from helpers.charts.frames import DAYS, MONTHS, Figure, picture
from helpers.charts.layers import Layer, notes, scatter, segments
from helpers.charts.losses_and_the_test import words_responses as words
from helpers.charts.timelines import timeline
from helpers.given import a_day
from helpers.words import day, iso_day

FIRST_DAY = pd.Timestamp("2024-10-14")
END = pd.Timedelta(days=5)  # after the last day shown
LANE_PX, LETTER_PX = {"wide": 670, "narrow": 262}, 7  # pixels of a lane, of a letter
SHIFTS = {"wide": (16, -16), "narrow": (16, -16, 32, -32)}  # from a lane to its words, in pixels
WORDS_PX, ACT_PX = 10, 16  # a mark of words, and of an act
WIDE = pd.Timestamp("2025-01-31")  # from here on the axis names months, not days


class Place(NamedTuple):
    """Where the words of a mark stand: how far above their lane, and their ends, all in pixels."""

    lane: str
    shift: int
    left: float
    right: float


def tactics_timeline(events: pd.DataFrame) -> Figure:
    """Draw how the soldiers are said to have fought, from December 2024 on, as a line of days.

    >>> fig = charts.tactics_timeline(load("events"))
    >>> fig.layout.meta["title"]
    'Assaults on foot in Dec 2024, a disputed...
    """
    rows = events[events["story"].fillna("").str.contains("tactics")].reset_index(drop=True)
    return timeline(rows, **words.tactics_timeline(rows))


def reactions(events: pd.DataFrame, kind: str = "all kinds", until: str = "2024-11-15") -> Figure:
    """Draw reactions to the deployment by day, in a lane for each place that reacted.

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
    lanes = {lane: len(analysis.LANES) - i for i, lane in enumerate(analysis.LANES)}
    rows["y"] = rows["lane"].map(lanes).astype(float)
    ends = [iso_day(FIRST_DAY), iso_day(last + END)]
    return picture(
        [
            *(_reacted(actor, group) for actor, group in rows.groupby("actor", sort=False)),
            *(_names(rows, last, name) for name in LANE_PX),
            *_marked_days(last),
        ],
        x={"type": "date", "range": ends, "nticks": 5, **(DAYS if last < WIDE else MONTHS)},
        y={"tickvals": list(lanes.values()), "ticktext": list(lanes), "range": [0.1, 7.2]},
        height=440,
        narrow={"height": 640},
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
    look = {"name": style.label, "showlegend": False, "marker": marker}
    return scatter(rows, "date_first", "y", words.reaction, **look)


def _names(rows: pd.DataFrame, last: pd.Timestamp, name: str) -> Layer:
    """Words at the marks, above or below their lane; acts first, the others where there is room."""
    lane_px = LANE_PX[name]
    day_px = lane_px / (last - FIRST_DAY + END).days
    taken: list[Place] = []
    layers = []
    acts = rows["reaction_kind"] != "words"
    for row in pd.concat([rows[acts], rows[~acts]]).itertuples():
        said, at = words.name(row), (row.date_first - FIRST_DAY).days * day_px
        place = _free(row.lane, at, LETTER_PX * len(said), lane_px, SHIFTS[name], taken) if said else None
        if place is None:
            continue
        taken.append(place)
        side = (
            {"xanchor": "right", "xshift": 6} if place.left < at - 10 else {"xanchor": "left", "xshift": -6}
        )
        act = row.reaction_kind != "words"
        text = f"<b>{said}</b>" if act else said
        look = {
            "size": 14 if act else 13,
            "name": name,
            "yshift": place.shift,
            "bgcolor": theme.PAPER,
            **side,
        }
        layers.append(notes([(row.date_first, row.y, text)], **look))
    return Layer(notes=[note for layer in layers for note in layer.notes])


def _free(
    lane: str, at: float, width: float, lane_px: float, shifts: tuple[int, ...], taken: list[Place]
) -> Place | None:
    """The first free place of words at a mark, beginning or ending there; None where all are taken."""
    sides = [(at - 6, at + width), (at - width, at + 6)]
    inside = [(left, right) for left, right in sides if left >= 0 and right <= lane_px]
    for shift in shifts:
        others = [place for place in taken if (place.lane, place.shift) == (lane, shift)]
        for left, right in inside:
            if all(right + 8 < other.left or other.right + 8 < left for other in others):
                return Place(lane, shift, left, right)
    return None


def _marked_days(last: pd.Timestamp) -> list[Layer]:
    """Uprights at Seoul's announcement and, where the days reach so far, at the end of the report."""
    said = f"Seoul announces<br>{day(analysis.ANNOUNCED)}"
    head = {"yanchor": "bottom", "align": "left", "xshift": -8}
    seoul = _upright(analysis.ANNOUNCED, theme.actor("south_korea").color, "dashdot")
    layers = [seoul, notes([(analysis.ANNOUNCED, 6.55, said)], size=None, xanchor="left", **head)]
    closes = notes([(analysis.WRITTEN, 0.55, "the report closes")], size=None, xanchor="left", yanchor="top")
    if last > analysis.WRITTEN:
        layers += [_upright(analysis.WRITTEN, theme.FAINT, "dot"), closes]
    return layers


def _upright(when: pd.Timestamp, color: str, dash: str) -> Layer:
    return segments([(when, 0.4, when, 6.5)], {"color": color, "width": 1.5, "dash": dash}, layer="below")
