"""North Korean troop figures over time: the first counts, sent so far, forecasts and what came later."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import deployment, known
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import DAYS, MONTHS, Figure, Frame, frames, heading, named_lines, picture
from helpers.charts.layers import Layer, Row, areas, line, notes, rules
from helpers.charts.statements import range_bar, side_keys, statements
from helpers.charts.the_deployment import words
from helpers.words import number, short_day

MOST_FORECAST = 112_000
ROW_PX, NARROW_ROW_PX, FRAME_PX = 30, 50, 60
LATER = pd.Timedelta(days=70)  # two equal figures nearer than that stand on two sides of their marks
SOON = pd.Timedelta(days=40)
SENT_DAYS = ["2024-09-01", "2026-04-15"]


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
            *(_valued(row, _first_side(row, half, rows)) for row in rows.itertuples()),
            side_keys(rows["side"]),
        ],
        x={"type": "date", **DAYS, "nticks": 5, "range": [first, last + pd.Timedelta(days=1)]}
        | {"showgrid": False, "tickangle": 0},
        y=_persons(14_500, 0, 5_000, 10_000),
        height=400,
        title=words.first_counts_title(opening, closing, until),
        subtitle="North Korean soldiers said to be anywhere in Russia, persons, by day of publication",
        caption=f"{rows['speaker_id'].nunique()} speakers. Yellow: largest divided by smallest figure, on the "
        f"first day and in the week to {short_day(until)}. Speakers who agree may share one source. "
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


def _spread(when: pd.Timestamp, some: pd.DataFrame, at: float, side: str) -> Layer:
    """A bar under the pen from the smallest to the largest figure, and how many times larger it is."""
    half = pd.Timedelta(hours=4)
    ends = deployment.lowest(some), deployment.highest(some)
    bar = areas([(when - half, ends[0], when + half, ends[1])], theme.PEN, line={"width": 0}, layer="below")
    told = f"<b>{number(deployment.factor(some), 1)} times</b>"
    shift = {"xanchor": side, "xshift": 10 if side == "left" else 14}
    return bar._replace(notes=notes([(when, at, told)], 14, bgcolor=theme.PEN, **shift).notes)


def sent_so_far(troops: pd.DataFrame, estimates: pd.DataFrame) -> Figure:
    """Totals "sent so far" by day of publication, never joined, and single waves in a frame below.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    estimates : table estimates.
    """
    totals = deployment.in_frame(troops, "sent so far")
    waves = deployment.waves(estimates).assign(frame="one wave", horizon=None)
    for rows in (totals, waves):
        comparable(rows)
    said = totals[totals["bound"] == "point"]
    top, last = said.loc[said["value"].idxmax()], said.iloc[-1]
    lower = totals.loc[deployment.drops(totals).index[0]]
    heads = {"sent so far": " (totals)", "one later wave": " (already inside later totals)"}
    upper, below = (heading(f"<b>{name}</b>{more}") for name, more in heads.items())
    waves = waves.assign(x=_apart(waves["shown_on"], 10))
    return frames(
        [
            Frame(
                [_lower(lower, top), *_marks(totals), *_valued_totals(totals), upper],
                {**_persons(18_500, 0, 5_000, 10_000, 15_000), "showgrid": True},
            ),
            Frame([*_marks(waves), *_valued_waves(waves), below], _persons(5_900, 0, 3_000)),
        ],
        gap=0.11,
        x={"type": "date", "range": SENT_DAYS, **MONTHS, "dtick": "M6", "tickangle": 0, "showgrid": False},
        heights=[0.7, 0.3],
        over=[side_keys(pd.concat([totals, waves])["side"])],
        look={"margin": {"t": 34}},
        height=540,
        **words.sent_words(totals, waves, [top, lower, last]),
    )


def _lower(lower: pd.Series, top: pd.Series) -> Layer:
    """By how much a later total lies below an earlier one, under the pen."""
    half = pd.Timedelta(days=4)
    ends = lower["value"], top["value"]
    at = lower["shown_on"]
    bar = areas([(at - half, ends[0], at + half, ends[1])], theme.PEN, line={"width": 0}, layer="below")
    told = f"<b>{number(ends[1] - ends[0])} lower</b>"
    look = {"bgcolor": theme.PEN, "yanchor": "bottom", "yshift": 24}
    return bar._replace(notes=notes([(at, ends[1], told)], 14, **look).notes)


def _valued_totals(totals: pd.DataFrame) -> list[Layer]:
    """The values of totals: above a mark that is higher than all before, below others, equal ones apart."""
    rows, layers, side = totals.sort_values("shown_on"), [], "below"
    for place, row in enumerate(rows.itertuples()):
        before, after = rows.iloc[:place], rows.iloc[place + 1 :]
        equal = before[(before["value"] == row.value) & (row.shown_on - before["shown_on"] < LATER)]
        soon = after[(after["shown_on"] - row.shown_on < SOON) & (after["value"].sub(row.value).between(1, 2_000))]
        if len(soon):
            side = "left"
        elif len(equal):
            side = "below" if side == "above" else "above"
        else:
            higher = row.bound == "point" and row.value > before["value"].max()
            side = "above" if higher else "below"
        layers.append(_valued(row, side))
    return layers


def _valued_waves(waves: pd.DataFrame) -> list[Layer]:
    sides = {"range": "left", "point": "right"}
    return [
        _valued(row, sides.get(row.bound, "above" if row.value > waves["value"].min() else "right"))
        for row in waves.itertuples()
    ]


def _apart(days: pd.Series, apart: int) -> pd.Series:
    """Days at which marks stand: those of one day beside each other."""
    of_day = days.groupby(days)
    place = of_day.cumcount() - (of_day.transform("size") - 1) / 2
    return days + pd.to_timedelta(place * apart, unit="D")


def _marks(rows: pd.DataFrame) -> list[Layer]:
    """Ranges as upright bars, all others as marks, by day of publication."""
    rows = rows.assign(x=rows["x"] if "x" in rows else rows["shown_on"])
    ranges = rows[rows["bound"] == "range"]
    return [
        *(range_bar(row, [row.x, row.x], [row.low, row.high]) for row in ranges.itertuples()),
        statements(rows[rows["bound"] != "range"], "x", "value", keys=(), say=words.troop_hover),
    ]


def _valued(row: Row, side: str) -> Layer:
    """Value and speaker beside a mark; on a phone the value alone."""
    arrow = 24 if (row.bound, side) in {("at least", "above"), ("up to", "below")} else 0
    look = {
        "above": {"yanchor": "bottom", "yshift": 6 + arrow},
        "below": {"yanchor": "top", "yshift": -6 - arrow},
        "left": {"xanchor": "right", "xshift": -8, "align": "right"},
        "right": {"xanchor": "left", "xshift": 9, "align": "left"},
    }[side]
    y = row.value
    if row.bound == "range":
        y = {"above": row.high, "below": row.low}.get(side, row.value)
    x = getattr(row, "x", row.shown_on)
    value = words.plain_value(row)
    full = f"<b>{value}</b><br><span style='color:{theme.INK_2}'>{row.short_name}</span>"
    wide, narrow = notes([(x, y, full)], 13, name="wide", **look), notes(
        [(x, y, f"<b>{value}</b>")], 13, name="narrow", **look
    )
    return wide._replace(notes=[*wide.notes, *narrow.notes])


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
    names = [words.forecaster(row) for row in rows.itertuples()]
    above = notes(
        zip([0] * len(rows), rows["y"], names, strict=True),
        13,
        **{"name": "narrow", "xref": "paper", "xanchor": "left", "yshift": 17},
    )
    return picture(
        [
            rules(rows["y"], width=1),
            *(line([row.value, row.later_value], [row.y] * 2, theme.INK_2, 1.5) for row in found.itertuples()),
            *(range_bar(row, [row.low, row.high], [row.y, row.y]) for row in ranges.itertuples()),
            statements(rows[rows["bound"] != "range"], "value", "y", keys=(), say=words.troop_hover),
            statements(later, "value", "y", keys=(), say=words.troop_hover),
            side_keys(pd.concat([rows["side"], later["side"]])),
            above,
            *(_expected(row) for row in rows.itertuples()),
        ],
        x={**_persons(MOST_FORECAST, 0, 50_000, 100_000), "showgrid": False},
        y=named_lines(names, 0.7, 0.6, showgrid=False),
        mixed=comparable(rows, mixed=True),
        height=FRAME_PX + ROW_PX * len(rows),
        narrow={
            "height": FRAME_PX + NARROW_ROW_PX * len(rows),
            "yaxis.showticklabels": False,
        },
        **words.forecast_words(rows, deployment.in_frame(troops, "sent so far")),
    )


def _expected(row: Row) -> Layer:
    """What was expected beside the mark, and what was said when its time had come."""
    high = row.high if row.bound == "range" else row.value
    ends = [high] if pd.isna(row.later_value) else [high, row.later_value]
    shift = 9 + 26 * (row.bound == "at least" or (len(ends) > 1 and row.later_bound == "at least"))
    side = {"xanchor": "left", "xshift": shift, "bgcolor": theme.PAPER}
    if max(ends) > MOST_FORECAST / 2:
        side = {"xanchor": "right", "xshift": -9 - 26 * (row.bound == "up to"), "bgcolor": theme.PAPER}
    at = max(ends) if side["xanchor"] == "left" else row.value
    wide, narrow = words.expected(row)
    both = notes([(at, row.y, wide)], 13, name="wide", **side), notes([(at, row.y, narrow)], 13, name="narrow", **side)
    return both[0]._replace(notes=[*both[0].notes, *both[1].notes])
