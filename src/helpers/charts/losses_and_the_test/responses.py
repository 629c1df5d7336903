"""How others answered the deployment: tactics by report, reactions by lane."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import responses as analysis
from helpers.charts import theme
from helpers.charts.frames import DAYS, MONTHS, Figure, picture
from helpers.charts.layers import Layer, Row, notes, scatter, segments
from helpers.charts.losses_and_the_test import words_responses as words
from helpers.charts.timelines import timeline
from helpers.given import a_day
from helpers.words import day, iso_day

FIRST_DAY = pd.Timestamp("2024-10-14")
END = pd.Timedelta(days=5)  # after the last day shown
MIDDLE = 0.55  # of the days shown: a mark after it is late
LANE_PX, LETTER_PX = 680, 7  # pixels of a lane on a wide page, of a letter
WIDE = pd.Timestamp("2025-01-31")  # from here on the axis names months, not days


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
            _names(rows, last),
            *(_act(row, last) for row in rows[rows["reaction_kind"] != "words"].itertuples()),
            *_marked_days(last),
        ],
        x={"type": "date", "range": ends, "nticks": 5, **(DAYS if last < WIDE else MONTHS)},
        y={"tickvals": list(lanes.values()), "ticktext": list(lanes), "range": [-0.1, 7.9], "showgrid": True},
        height=470,
        **words.reactions(rows, kind, last),
    )


def _reacted(actor: str, rows: pd.DataFrame) -> Layer:
    style, words_only = theme.actor(actor), rows["reaction_kind"] == "words"
    marker = {
        "color": style.color,
        "symbol": [f"{style.symbol}-open" if only else style.symbol for only in words_only],
        "size": [11 if only else 15 for only in words_only],
        "opacity": 1,
        "line": {"width": 2, "color": style.color},
    }
    look = {"name": style.label, "showlegend": False, "marker": marker}
    return scatter(rows, "date_first", "y", words.reaction, **look)


def _names(rows: pd.DataFrame, last: pd.Timestamp) -> Layer:
    """Words at the marks, above or below their lane; acts first, the others where there is room."""
    day_px = LANE_PX / (last - FIRST_DAY + END).days
    taken: list[tuple[str, bool, float, float]] = []
    layers = []
    acts = rows["reaction_kind"] != "words"
    for row in pd.concat([rows[acts], rows[~acts]]).itertuples():
        said, at = words.name(row), (row.date_first - FIRST_DAY).days * day_px
        place = _free(row.lane, at, LETTER_PX * len(said), taken) if said else None
        if place is None:
            continue
        taken.append(place)
        _, above, left, _ = place
        side = {"xanchor": "right", "xshift": 6} if left < at - 10 else {"xanchor": "left", "xshift": -6}
        look = {"size": 14 if row.reaction_kind != "words" else 13, "name": "wide"}
        layers.append(notes([(row.date_first, row.y, said)], yshift=16 if above else -16, **look, **side))
    return Layer(notes=[note for layer in layers for note in layer.notes])


def _act(row: Row, last: pd.Timestamp) -> Layer:
    """The name and day of a permission or sanctions where the picture is narrow, left of a late mark."""
    late = (row.date_first - FIRST_DAY) / (last - FIRST_DAY) > MIDDLE
    side = {"xanchor": "right", "xshift": 4} if late else {"xanchor": "left", "xshift": -4}
    below = row.lane == "Washington" and row.reaction_kind == "sanctions"
    name = [(row.date_first, row.y, words.name(row))]
    return notes(name, 14, name="narrow", yshift=-16 if below else 16, **side)


def _free(
    lane: str, at: float, width: float, taken: list[tuple[str, bool, float, float]]
) -> tuple[str, bool, float, float] | None:
    """The first free place of words at a mark: lane, above it or below, left and right end in pixels."""
    ends = [(at - 6, at + width)] if at + width < LANE_PX else []
    for left, right in [*ends, (at - width, at + 6)]:
        for above in (True, False):
            others = [(start, end) for where, over, start, end in taken if (where, over) == (lane, above)]
            if all(right + 8 < start or end + 8 < left for start, end in others):
                return lane, above, left, right
    return None


def _marked_days(last: pd.Timestamp) -> list[Layer]:
    """Uprights at Seoul's announcement and, where the days reach so far, at the end of the report."""
    said = f"Seoul announces<br>{day(analysis.ANNOUNCED)}"
    head = {"yanchor": "bottom", "align": "left", "xshift": -8}
    seoul = _upright(analysis.ANNOUNCED, theme.actor("south_korea").color, "dashdot")
    layers = [seoul, notes([(analysis.ANNOUNCED, 6.72, said)], size=None, xanchor="left", **head)]
    closes = notes([(analysis.WRITTEN, 0.4, "the report closes")], size=None, xanchor="left", yanchor="top")
    if last > analysis.WRITTEN:
        layers += [_upright(analysis.WRITTEN, theme.FAINT, "dot"), closes]
    return layers


def _upright(when: pd.Timestamp, color: str, dash: str) -> Layer:
    return segments([(when, 0.4, when, 6.6)], {"color": color, "width": 1.5, "dash": dash}, layer="below")
