"""The treaty's days against the soldiers'."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import dates, deployment
from helpers.charts import theme
from helpers.charts.frames import DAYS, PAGE, Figure, picture, table
from helpers.charts.layers import Layer, Row, areas, line, notes, scatter
from helpers.charts.the_deployment import words
from helpers.charts.timelines import event_days
from helpers.data import labels

BREAK, FIRST, LAST = map(pd.Timestamp, ("2024-09-30", "2024-09-12", "2024-12-20"))  # break, ends of the axis
LINE_PX, LANE_PX, NEAR_PX = 20, 76, 19  # a line of words, between the lanes, from a lane to its first words
DAY_PX = {"wide": 7.5, "narrow": 3.2}  # pixels of one day
LETTER_PX = 7.4
AXIS_PX = 50


def two_clocks(events: pd.DataFrame, first_fighting: str) -> Figure:
    """The treaty's days on one line, the soldiers' on another, the days between fighting and force marked.

    Parameters
    ----------
    events : table events.
    first_fighting : event id of the version of the first fighting (deployment.FIRST_FIGHTING).

    >>> fig = charts.two_clocks(
    ...     load("events", lessons="the_deployment"),
    ...     first_fighting="2024-11-04-first-fighting-us-date",
    ... )
    >>> fig.layout.meta["title"]
    "By US officials' date, first fighting came...
    """
    rows = _clock_rows(events, first_fighting)
    treaty = rows["theme"] == "treaty"
    columns = {"Day": event_days, "Lane": "lane", "What": "what", "Kind": "kind"} | PAGE
    soldiers = theme.ACTORS["north_korea"].color
    heights = {name: _room(rows, treaty, name) for name in DAY_PX}
    (top, below), (narrow_top, narrow_below) = heights.values()
    return picture(
        [
            _gap(events, first_fighting),
            *_clock(rows[treaty], "treaty", 0, color=theme.INK, symbol="square"),
            *_clock(rows[~treaty], "soldiers", -LANE_PX, color=soldiers, symbol="diamond"),
        ],
        x={"type": "date", **DAYS, "range": [FIRST, LAST], "showgrid": False, "tickangle": 0}
        | {"tickvals": ["2024-10-01", "2024-11-01", "2024-12-01"]},
        y={"visible": False, "range": [below, top]},
        title=words.clock_title(*deployment.days_to_force(events, first_fighting), first_fighting),
        subtitle="Days in order, autumn 2024. Yellow: from first fighting to entry into force, as chosen",
        caption=words.clock_caption(first_fighting),
        alt=[f"{event_days(row)}: {row.what.rstrip('.')}" for row in rows.itertuples()],
        table=table(rows.assign(lane=treaty.map({True: "treaty", False: "soldiers"})), columns),
        height=int(top - below + AXIS_PX),
        narrow={
            "height": int(narrow_top - narrow_below + AXIS_PX),
            "yaxis.range": [narrow_below, narrow_top],
        },
    )


def _clock_rows(events: pd.DataFrame, first_fighting: str) -> pd.DataFrame:
    """Labelled events and the version of the first fighting, in order, with label and place in time."""
    label = labels("two_clocks") | {f"events:{first_fighting}": "first fighting"}
    rows = events[events["row_id"].isin(label)]
    strong = rows["event_id"].isin([first_fighting, deployment.IN_FORCE])
    rows = rows.assign(clock_label=rows["row_id"].map(label), strong=strong)
    chosen = rows["event_id"] == first_fighting
    rows.loc[chosen, ["date_first", "date_last"]] = deployment.first_fighting(events, first_fighting)
    return rows.assign(x=rows["date_first"].clip(lower=BREAK)).sort_values(["date_first", "event_id"])


def _clock(rows: pd.DataFrame, name: str, y: float, **marker: str) -> list[Layer]:
    """One clock: its line with its name, its marks, and their words in steps away from the other clock."""
    away = 1 if y == 0 else -1
    layers = [line([FIRST, LAST], [y, y], theme.FAINT, 2)]
    for width in DAY_PX:
        for row, level in zip(rows.itertuples(), _levels(rows, width), strict=True):
            at = y + away * (NEAR_PX + level * LINE_PX)
            side = (
                {"xanchor": "right", "xshift": 6} if _late(row, width) else {"xanchor": "left", "xshift": -6}
            )
            look = {"name": width, "bgcolor": theme.PAPER, "borderpad": 1, **side}
            layers.append(notes([(row.x, at, words.clock_label(row))], 13, **look))
    if rows["date_first"].min() < BREAK:
        layers.append(notes([(BREAK + pd.Timedelta(days=4), y, "<b>//</b>")], 14, bgcolor=theme.PAPER))
    marks = {
        "marker": {"size": 10, "line": {"width": 1, "color": theme.PAPER}, **marker},
        "name": name,
        "showlegend": False,
        "cliponaxis": False,
    }
    return [
        *layers,
        scatter(rows, "x", [y] * len(rows), words.clock_hover, **marks),
        notes([(0, y, f"<b>{name}</b> ")], 14, xref="paper", xanchor="left", bgcolor=theme.PAPER),
    ]


def _late(row: Row, width: str) -> bool:
    """Would the words of a mark run out of the picture on its right?"""
    return (LAST - row.x).days * DAY_PX[width] < _length(row)


def _length(row: Row) -> float:
    """Pixels of the words of one mark."""
    return LETTER_PX * len(f"{words.clock_label(row)}".replace("<b>", "").replace("</b>", ""))


def _levels(rows: pd.DataFrame, width: str) -> list[int]:
    """Steps of the words away from their line: words stand above all later ones that they would meet."""
    placed: list[tuple[float, float, int]] = []
    for row in reversed([*rows.itertuples()]):
        at, long = (row.x - FIRST).days * DAY_PX[width], _length(row)
        left, right = (at - long, at + 6) if _late(row, width) else (at - 6, at + long)
        met = [level for start, end, level in placed if left <= end and right >= start]
        placed.append((left, right, max(met, default=-1) + 1))
    return [level for _, _, level in reversed(placed)]


def _room(rows: pd.DataFrame, treaty: pd.Series, width: str) -> tuple[float, float]:
    """Upper and lower end of the picture: the steps of words of both clocks."""
    above, below = (max(_levels(rows[own], width)) + 1 for own in (treaty, ~treaty))
    return NEAR_PX + above * LINE_PX, -LANE_PX - NEAR_PX - below * LINE_PX


def _gap(events: pd.DataFrame, first_fighting: str) -> Layer:
    """The days between first fighting and entry into force, under the pen, with their number."""
    first, last = deployment.first_fighting(events, first_fighting)
    force = dates.day_of(events, deployment.IN_FORCE)
    ends = min(first, force), max(last, force)
    bar = areas([(ends[0], -LANE_PX, ends[1], 0)], theme.PEN, line={"width": 0}, layer="below", name="gap")
    told = f"<b>{words.clock_gap(*deployment.days_to_force(events, first_fighting))}</b>"
    if first > force:  # a bar too narrow for its words: they stand left of it
        number = notes([(ends[0], -LANE_PX / 2, told)], 15, xanchor="right", xshift=-8, bgcolor=theme.PEN)
    else:
        number = notes([(ends[0] + (ends[1] - ends[0]) / 2, -LANE_PX / 2, told)], 15)
    return bar._replace(notes=number.notes)
