"""North Korean troop figures over time: the first counts, sent so far, forecasts and what came later."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import deployment, known
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import DAYS, Figure, named_lines, picture
from helpers.charts.layers import Layer, Row, areas, line, notes, rules
from helpers.charts.statements import ARROW, range_bar, side_keys, statements
from helpers.charts.strips import NARROW_ROW_PX, ROW_PX, ZERO, names_above, narrow_rows, strips
from helpers.charts.the_deployment import words
from helpers.words import number, short_day

MOST_FORECAST = 112_000  # persons: right end of the axis of forecasts
FRAME_PX = 60
NEAR_DAYS = 5  # two values nearer than that stand aside from each other on a phone


def first_counts(troops: pd.DataFrame, until: str) -> Figure:
    """Figures for "in Russia" by day of publication, up to a day (inferred days included), with their values.

    The first day and the last week each have a bar from the smallest to the largest figure.

    Raises
    ------
    ValueError : nothing had been published by then.
    """
    rows = known.known_on(deployment.in_frame(troops, "in Russia"), until, inferred=True)
    if rows.empty:
        raise ValueError(f"No figure for Russia had been published by {until}.")
    opening = rows[rows["published"] == rows["published"].min()]
    closing = rows[rows["published"] >= rows["published"].max() - pd.Timedelta(days=6)]
    half = (deployment.highest(rows) + deployment.lowest(rows)) / 2
    first, last = rows["published"].min() - pd.Timedelta(hours=18), pd.Timestamp(until) + pd.Timedelta(days=2)
    spread = [(first, opening, half, "left"), (last, closing, deployment.lowest(closing) - 2_400, "right")]
    return picture(
        [
            *(_spread(when, some, at, side) for when, some, at, side in spread),
            *_marks(rows),
            *(_valued(row, _first_side(row, half, rows), near=_near(row, rows)) for row in rows.itertuples()),
            side_keys(rows["side"]),
        ],
        x={"type": "date", **DAYS, "nticks": 5, "range": [first, last + pd.Timedelta(days=1)]}
        | {"showgrid": False, "tickangle": 0},
        y=_persons(14_500, 0, 5_000, 10_000),
        height=400,
        title=words.first_counts_title(opening, closing, until),
        subtitle="North Korean soldiers said to be anywhere in Russia, persons, by day of publication",
        caption=f"{rows['speaker_id'].nunique()} speakers. Yellow: largest divided by smallest figure, on "
        f"the first day and in the week to {short_day(until)}. Speakers who agree may share one source. "
        f"{words.ARROWS}",
        alt=[
            *words.said(rows),
            f"largest divided by smallest: {number(deployment.factor(opening), 1)}, then "
            f"{number(deployment.factor(closing), 1)}",
        ],
        table=words.troops_table(rows),
    )


def _first_side(row: Row, half: float, rows: pd.DataFrame) -> str:
    """On which side of its mark a first count stands: high ones above, so that the tens have room below."""
    if row.published == rows["published"].min():
        return "right"
    return "above" if row.value > words.ROUND or row.value < half else "below"


def _near(row: Row, rows: pd.DataFrame) -> bool:
    """Does another figure of the same value follow within days?"""
    away = (rows[rows["value"] == row.value]["shown_on"] - row.shown_on).dt.days
    return bool(away.between(1, NEAR_DAYS - 1).any())


def _spread(when: pd.Timestamp, some: pd.DataFrame, at: float, side: str) -> Layer:
    """A bar under the pen from the smallest to the largest figure, and how many times larger it is."""
    half = pd.Timedelta(hours=4)
    ends = deployment.lowest(some), deployment.highest(some)
    bar = areas([(when - half, ends[0], when + half, ends[1])], theme.PEN, line={"width": 0}, layer="below")
    told = f"<b>{number(deployment.factor(some), 1)} times</b>"
    shift = {"xanchor": side, "xshift": 10 if side == "left" else 14}
    return bar._replace(notes=notes([(when, at, told)], 14, bgcolor=theme.PEN, **shift).notes)


def sent_so_far(troops: pd.DataFrame, estimates: pd.DataFrame) -> Figure:
    """Totals "sent so far" in the order of their publication, and single waves in a frame below.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    estimates : table estimates.
    """
    totals = deployment.in_frame(troops, "sent so far")
    waves = deployment.waves(estimates).assign(frame="one wave", horizon=None)
    said = totals[totals["bound"] == "point"]
    top, last = said.loc[said["value"].idxmax()], said.iloc[-1]
    lower = totals.loc[deployment.drops(totals).index[0]]
    named = {
        head: rows.assign(label=[words.published_by(row) for row in rows.itertuples()])
        for head, rows in (
            ("sent so far, in all", totals),
            ("one later wave (inside later totals)", waves),
        )
    }
    return strips(
        named,
        most=19_500,
        unit="persons",
        label="label",
        pen=[top["row_id"], lower["row_id"]],
        **words.sent_words(totals, waves, [top, lower, last]),
    )


def _marks(rows: pd.DataFrame) -> list[Layer]:
    """Ranges as upright bars, all others as marks, by day of publication."""
    ranges = rows[rows["bound"] == "range"]
    return [
        *(range_bar(row, [row.shown_on] * 2, [row.low, row.high]) for row in ranges.itertuples()),
        statements(rows, "shown_on", "value", keys=(), say=words.troop_hover),
    ]


def _valued(row: Row, side: str, *, near: bool) -> Layer:
    """Value and speaker beside a mark; on a phone the value alone, left of it where another is `near`."""
    arrow = ARROW if (row.bound, side) in {("at least", "above"), ("up to", "below")} else 0
    look = {
        "above": {"yanchor": "bottom", "yshift": 6 + arrow},
        "below": {"yanchor": "top", "yshift": -6 - arrow},
        "right": {"xanchor": "left", "xshift": 9, "align": "left"},
    }[side]
    y = row.value
    if row.bound == "range":
        y = {"above": row.high, "below": row.low}.get(side, row.value)
    value = words.plain_value(row)
    full = f"<b>{value}</b><br><span style='color:{theme.INK_2}'>{row.short_name}</span>"
    aside = {"xanchor": "right", "xshift": 8} if near else {}
    short = f"<b>{value.replace(' to ', ' to<br>')}</b>"
    wide = notes([(row.shown_on, y, full)], 13, name="wide", **look)
    narrow = notes([(row.shown_on, y, short)], 13, name="narrow", **{**look, **aside})
    return Layer(notes=[*wide.notes, *narrow.notes])


def _persons(most: float, *ticks: int) -> dict:
    return {"range": [0, most], "tickvals": list(ticks), "tickformat": ","}


def troop_forecasts(troops: pd.DataFrame) -> Figure:
    """Forecasts as hollow marks, oldest first, each joined to a later count where its horizon names a day.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    """
    rows = deployment.forecasts_and_later(troops)
    rows["y"] = range(len(rows) - 1, -1, -1)
    ranges = rows[rows["bound"] == "range"]
    found = rows[rows["later_id"].notna()]
    later = troops.set_index("row_id", drop=False).loc[found["later_id"]]
    later = later.assign(y=found["y"].to_numpy())
    names = [words.published_by(row) for row in rows.itertuples()]
    return picture(
        [
            rules(rows["y"], width=1),
            *(
                line([row.value, row.later_value], [row.y] * 2, theme.INK_2, 1.5)
                for row in found.itertuples()
            ),
            *(range_bar(row, [row.low, row.high], [row.y, row.y]) for row in ranges.itertuples()),
            statements(rows, "value", "y", keys=(), say=words.troop_hover),
            statements(later, "value", "y", keys=(), say=words.troop_hover),
            side_keys(pd.concat([rows["side"], later["side"]])),
            names_above(names, rows["y"]),
            *(_expected(row) for row in rows.itertuples()),
        ],
        x={"range": [0, MOST_FORECAST], **ZERO},
        y=named_lines(names, 0.7, 0.6, showgrid=False),
        mixed=comparable(rows, mixed=True),
        height=FRAME_PX + ROW_PX * len(rows),
        narrow=narrow_rows(FRAME_PX + NARROW_ROW_PX * len(rows)),
        **words.forecast_words(rows, deployment.in_frame(troops, "sent so far")),
    )


def _expected(row: Row) -> Layer:
    """What was expected beside the mark, and what was said when its time had come."""
    last = row.high if row.bound == "range" else row.value
    told = isinstance(row.later_id, str)
    if last > MOST_FORECAST / 2:
        look = {"xanchor": "right", "xshift": -9 - ARROW * (row.bound == "up to")}
    else:
        look = {"xanchor": "left", "xshift": 9 + ARROW * told}
    at = max(last, row.later_value) if told else last
    wide, narrow = words.expected(row)
    return Layer(
        notes=[
            *notes([(at, row.y, wide)], 13, name="wide", **look).notes,
            *notes([(at, row.y, narrow)], 13, name="narrow", **look).notes,
        ]
    )
