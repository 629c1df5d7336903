"""The treaty's days against the soldiers'."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import dates, deployment
from helpers.charts import theme
from helpers.charts.frames import DAYS, PAGE, Figure, picture, table
from helpers.charts.layers import Layer, Row, areas, arrow, line, notes, scatter
from helpers.charts.the_deployment import words
from helpers.charts.timelines import event_days
from helpers.data import labels

BREAK, FIRST, LAST = map(pd.Timestamp, ("2024-09-24", "2024-09-08", "2024-12-20"))  # break, ends of the axis
LINE_PX, LANE_PX, NEAR_PX = 20, 76, 22  # a line of words, between the lanes, from a lane to its first words
DAY_PX = {"wide": 7.2, "narrow": 3.15}  # pixels of one day
LETTER_PX, SHIFT_PX, APART_PX = 5.8, 3, 6  # a letter; words over the leader; a mark to its leader
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
        placed = [*zip(rows.itertuples(), _places(rows, width), strict=True)]
        heights = [y + away * (NEAR_PX + level * LINE_PX) for _, (level, _, _) in placed]
        for (row, _), at in zip(placed, heights, strict=True):  # all leaders before the words
            layers.append(_leader(row.x, y, at, width))
        for (row, (_, end, hung)), at in zip(placed, heights, strict=True):
            side = {"xanchor": "right" if hung else "left", "xshift": SHIFT_PX if hung else -SHIFT_PX}
            look = {"name": width, "bgcolor": theme.PAPER, "borderpad": 1, **side}
            layers.append(notes([(end, at, words.clock_label(row))], 13, **look))
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


def _leader(x: pd.Timestamp, y: float, at: float, width: str) -> Layer:
    """A thin line from a mark on the line at y to the near edge of its words at height `at`."""
    look = {"ax": 0, "ayref": "y", "ay": at, "arrowhead": 0, "arrowwidth": 1, "standoff": APART_PX}
    return arrow(x, y, "", name=width, arrowcolor=theme.FAINT, showarrow=True, **look)


def _length(row: Row) -> float:
    """Pixels of the words of one mark, with some air behind them."""
    return SHIFT_PX + LETTER_PX * len(f"{words.clock_label(row)}".replace("<b>", "").replace("</b>", ""))


def _places(rows: pd.DataFrame, width: str) -> list[tuple[int, pd.Timestamp, bool]]:
    """Of each mark's words: steps away from the line, the day at one end, and is that their right end?

    Words begin at their mark; those that would run out of the picture end at it, the last of them at the
    picture's edge. Words stand above all that they would meet, so no leader runs through any.
    """
    px, marks = DAY_PX[width], [*rows.itertuples()]
    late = [i for i, row in enumerate(marks) if (LAST - row.x).days * px < _length(row)]
    ends = [LAST if late and i == late[-1] else row.x for i, row in enumerate(marks)]
    found: dict[int, tuple[float, float, int]] = {}
    for i in [*late, *(i for i in reversed(range(len(marks))) if i not in late)]:
        at, long = (ends[i] - FIRST).days * px, _length(marks[i])
        left, right = (at - long, at + SHIFT_PX) if i in late else (at - SHIFT_PX, at + long)
        met = [level for start, end, level in found.values() if left <= end and right >= start]
        found[i] = (left, right, max(met, default=-1) + 1)
    return [(found[i][2], ends[i], i in late) for i in range(len(marks))]


def _room(rows: pd.DataFrame, treaty: pd.Series, width: str) -> tuple[float, float]:
    """Upper and lower end of the picture: the steps of words of both clocks."""
    above, below = (max(level for level, _, _ in _places(rows[own], width)) + 1 for own in (treaty, ~treaty))
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
