"""Ground gained by day: bars of single days, steps of the rate at every Monday and at a day of one's own."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis import event_study, gains
from helpers.charts import theme
from helpers.charts.frames import DAYS, MONTHS, Figure, Frame, frames, picture
from helpers.charts.layers import Layer, areas, bars, notes, scatter, uprights
from helpers.charts.the_price_in_the_donbas import words_days as words
from helpers.charts.the_price_in_the_donbas.tables import as_large, step_table
from helpers.data import row_ids
from helpers.words import day, number, signed

HALF_YEARS = {
    "Jul to Dec 2024": ("2024-07-01", "2024-12-31"),
    "Jan to Jun 2025": ("2025-01-01", "2025-06-30"),
    "Jul to Dec 2025": ("2025-07-01", "2025-12-31"),
}
NAMED_DAYS = {  # days named in the lesson → last day before
    "Push into Kharkiv, 10 May 2024": "2024-05-09",
    "Crossing into Kursk, 6 Aug 2024": "2024-08-05",
    "Attack at Snagost, 10 Sep 2024": "2024-09-09",
    "Permission report, 17 Nov 2024": "2024-11-16",
    "Breakthrough at Sudzha, 6 Mar 2025": "2025-03-05",
    "Moscow: all retaken, 26 Apr 2025": "2025-04-25",
}
MARKED = {  # Mondays nearest to three of them, marked on the surface
    "6 Aug 2024, the crossing": "2024-08-05",
    "19 Nov 2024, after the permission": "2024-11-18",
    "29 Apr 2025, after “all retaken”": "2025-04-28",
}
DAILY = {  # ds_donetsk is a part of ds, and never drawn beside it in one panel
    "isw": theme.mapper("isw"),
    "isw_claimed": theme.mapper("isw"),
    "ds": theme.mapper("deepstate"),
    "ds_donetsk": theme.mapper("deepstate"),
}
DAY_LOOKS = {  # by status of the day; an edit is drawn wider, so that a phone shows it
    "observed": {},
    "interpolated": {"color": theme.UNCLEAR, "pattern": {"shape": "/", "fgcolor": "#555555", "size": 4}},
    "edit": {"color": theme.PAPER, "line": {"color": theme.INK, "width": 2}},
}
DAY_MS = 86_400_000
PALE = 0.3  # opacity of a step whose interval holds zero
LINE_NAME = {"yanchor": "bottom", "xshift": 4}
ONE_DAY = pd.Timedelta(days=1)


def daily_gain(front: pd.DataFrame, counter: str, period: str) -> Figure:
    """Bars of the gain of each day of one counter, with days without a map and known map edits told apart.

    Parameters
    ----------
    front : table front_daily.
    counter : key of analysis.gains.COUNTERS.
    period : key of HALF_YEARS.
    """
    first, last = (pd.Timestamp(end) for end in HALF_YEARS[period])
    rows = gains.days_of(front, counter).dropna(subset=["gain"])
    rows = rows[rows["date"].between(first, last)]
    tallest = rows.loc[rows["gain"].abs().sort_values(ascending=False, kind="stable").index[:5]]
    by_status = dict(list(rows.groupby("gain_status")))
    return picture(
        [
            *(_day_bars(by_status[name], name) for name in DAY_LOOKS if name in by_status),
            *([_same(by_status["unchanged"])] if "unchanged" in by_status else []),
            *([_edits(by_status["edit"], first + (last - first) / 2)] if "edit" in by_status else []),
        ],
        x={"range": [first - ONE_DAY, last + ONE_DAY], **MONTHS, "dtick": "M1"},
        y={"title": "km² on the day", "range": _padded(rows["gain"])},
        look={"bargap": 0, "barmode": "overlay", "showlegend": True},
        height=380,
        **words.days(gains.COUNTERS[counter], period, rows, tallest),
    )


def _day_bars(own: pd.DataFrame, status: str) -> Layer:
    marker = {"color": theme.FAINT, **DAY_LOOKS[status]}
    look = {"name": words.DAY_NAMES[status], "width": DAY_MS * (2.4 if status == "edit" else 0.9)}
    return bars(own, "date", own["gain"].round(1), words.one_day, marker=marker, **look)


def _padded(gain: pd.Series) -> list[float]:
    """An axis with air above and below its bars, so that no tick touches the days."""
    low, high = min(gain.min(), 0), gain.max()
    air = 0.1 * (high - low)
    return [low - air, high + air / 2]


def _edits(own: pd.DataFrame, middle: pd.Timestamp) -> Layer:
    """Words beside the bars of known edits, on the side where there is more room."""
    layers = [
        notes(
            [(row.date, row.gain, words.edit(row))],
            13,
            yanchor="top" if row.gain > 0 else "bottom",
            xanchor="right" if row.date > middle else "left",
            xshift=-6 if row.date > middle else 6,
        )
        for row in own.itertuples()
    ]
    return Layer(notes=[note for layer in layers for note in layer.notes])


def _same(own: pd.DataFrame) -> Layer:
    """Ticks of days whose map is that of the day before."""
    marker = {"symbol": "line-ns", "size": 8, "line": {"width": 1, "color": theme.FAINT}}
    look = {"name": "same as the day before", "marker": marker}
    return scatter(own, "date", [0] * len(own), words.same_map, **look)


def step_surface(steps: pd.DataFrame, window: int, day_marked: str) -> Figure:
    """Steps at all break Mondays, one panel per counter, with the size of one day's step as a band.

    Parameters
    ----------
    steps : analysis.event_study.surface.
    window : days on each side.
    day_marked : last day "before" of the day that is compared with all others.

    Raises
    ------
    ValueError : no counter has such a window on both sides of that day (a Monday).
    """
    own = steps[steps["window"] == window]
    here = own[own["day"] == pd.Timestamp(day_marked)].set_index("counter")["step"]
    if here.empty:
        raise ValueError(
            f"No counter has {window} days on both sides of {day(day_marked)}, or it is no Monday."
        )
    heads = {name: f"{label}: files do not cover this day" for name, label in gains.COUNTERS.items()}
    whole = dict(heads)  # what the shares mean is said once, above the uppermost frame
    for name, step in here.items():
        share = as_large(steps, name, window, day_marked)
        heads[name] = f"{gains.COUNTERS[name]}: {signed(step, 1)}; {share}"
        meant = words.meant(share) if name == here.index[0] else share
        whole[name] = f"{gains.COUNTERS[name]}: {signed(step, 1)}; {meant}"
    after, most = pd.Timestamp(day_marked) + ONE_DAY, 1.05 * steps["step"].abs().max()
    axis = {"range": [-most, most], "dtick": 10, "zeroline": True, "zerolinecolor": theme.FAINT}
    named = {"isw_claimed": {"title": "step, km² a day"}}  # beside one frame for all
    return frames(
        [
            Frame(
                _surface(own[own["counter"] == name], here.get(name), whole[name], head),
                axis | named.get(name, {}),
            )
            for name, head in heads.items()
        ],
        gap=0.075,
        x={"range": ["2023-12-01", "2026-08-20"], **MONTHS, "dtick": "M6", "tick0": "2024-01-01"},
        share=0.97,
        over=[
            uprights([after], theme.INK, 1.5, "dot", xref=f"x{axes}", yref=f"y{axes} domain")
            for axes in ("", 2, 3, 4)
        ]
        + [notes([(after, 0, day(after))], 13, yref="y domain", xref="x", xanchor="left", **LINE_NAME)],
        look={"showlegend": False, "bargap": 0.1},
        table=step_table(steps, day_marked),
        height=680,
        **words.surface(here, window, after, heads.values()),
    )


def _surface(cells: pd.DataFrame, step: float | None, head: str, short: str) -> list[Layer]:
    """Steps of one counter, its name above them, and a band as high as the step of the marked day."""
    style = DAILY[cells["counter"].iloc[0]]
    marker = {"color": style.color, "opacity": np.where(cells["excludes_zero"], 1.0, PALE).tolist()}
    rows = cells.assign(row_id=row_ids("front_daily", cells.rename(columns={"day": "date"})))
    steps = bars(rows, "day", cells["step"].round(1), words.one_monday, width=DAY_MS * 6, marker=marker)
    left = {"xref": "x domain", "xanchor": "left", "xshift": -40, "yref": "y domain", "yanchor": "bottom"}
    size = abs(step or 0)
    band = areas([(0, -size, 1, size)], "#E2E2E2", xref="x domain", line={"width": 0}, layer="below")
    said = [
        notes([(0, 1.0, text)], size=13, name=name, **left)
        for name, text in (("wide", head), ("narrow", short))
    ]
    return [steps, *([band] if step is not None else []), *said]


def own_step(front: pd.DataFrame, counter: str, window: int, event: str) -> Figure:
    """Daily gains around one day, the mean before and after, and the step with its interval.

    Parameters
    ----------
    front : table front_daily.
    counter : key of analysis.gains.COUNTERS.
    window : days on each side.
    event : last day of "before" (a value of NAMED_DAYS, or any day as YYYY-MM-DD).
    """
    label, middle = gains.COUNTERS[counter], pd.Timestamp(event)
    after, daily = middle + ONE_DAY, gains.days_of(front, counter).iloc[1:]
    try:
        found = event_study.step(daily.set_index("date")["gain"], event, window)
    except ValueError:
        return _no_step(label, window, after, daily["date"].iloc[0] - ONE_DAY, daily["date"].iloc[-1])
    start, end = after - window * ONE_DAY, middle + window * ONE_DAY
    own = daily[daily["date"].between(start, end)]
    noon = middle + pd.Timedelta(hours=12)
    marker = {"color": theme.UNCLEAR}
    shown = _robust(own["gain"])
    said = {"customdata": own["row_id"].tolist(), "hovertemplate": words.EACH_DAY, "hoverinfo": None}
    return picture(
        [
            bars(own, "date", own["gain"].round(1), name="each day", marker=marker, **said),
            *_mean("before", found.before, start, middle),
            *_mean("after", found.after, after, end),
            uprights([noon], theme.INK, 1, "dot", xref="x"),
            _cut(own, shown),
        ],
        x={**DAYS, "nticks": 5},
        y={"title": "km² on the day", "range": shown},
        look={"showlegend": False, "bargap": 0.1},
        height=380,
        **words.step(label, window, after, found),
    )


def _mean(name: str, level: float, first: pd.Timestamp, last: pd.Timestamp) -> list[Layer]:
    """A thick line at the mean of one side, its value above the axes, where no bar reaches."""
    ends = pd.DataFrame({"date": [first, last], "level": level})
    said = {"hovertext": [words.mean(name, level)] * 2, "hoverinfo": "text"}
    above = {"yref": "paper", "yanchor": "bottom", "yshift": 2}
    return [
        scatter(ends, "date", "level", mode="lines", line={"color": theme.INK, "width": 4}, **said),
        notes([(first + (last - first) / 2, 1, words.side(name, level))], size=None, **above),
    ]


def _cut(own: pd.DataFrame, shown: list[float]) -> Layer:
    """Values of bars that reach beyond the axis, at the edge where they are cut."""
    high, low = own[own["gain"] > shown[1]], own[own["gain"] < shown[0]]
    edge = {"size": 13, "yref": "y domain"}
    above = notes(
        ((row.date, 1, f"↑ {number(row.gain)}") for row in high.itertuples()), yanchor="top", **edge
    )
    below = notes(
        ((row.date, 0, f"↓ {signed(row.gain)}") for row in low.itertuples()), yanchor="bottom", **edge
    )
    return Layer(notes=[*above.notes, *below.notes])


def _robust(gain: pd.Series) -> list[float]:
    """An axis that a single edited day does not flatten: a little beyond the second largest and smallest."""
    ordered = np.sort(gain.to_numpy())
    return [min(1.15 * ordered[1], -4.0), max(1.15 * ordered[-2], 20.0)]


def _no_step(label: str, window: int, when: pd.Timestamp, *files: pd.Timestamp) -> Figure:
    """Words in place of a chart when the files do not cover the windows; `files`: first and last day."""
    unseen = pd.DataFrame({"date": [files[0] + ONE_DAY], "gain": 0})
    middle, why = {"xref": "paper", "yref": "paper"}, words.not_possible(*map(day, files))
    return picture(
        [scatter(unseen, "date", "gain", marker={"opacity": 0}), notes([(0.5, 0.5, why)], None, **middle)],
        x={"visible": False},
        y={"visible": False},
        look={"showlegend": False},
        height=380,
        **words.no_step(label, window, when, *map(day, files)),
    )
