"""Ground gained by day: the rate before and after one day of several."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis import event_study, gains
from helpers.charts import theme
from helpers.charts.counters import PENNED
from helpers.charts.frames import DAYS, Figure, picture
from helpers.charts.layers import Layer, bars, notes, scatter, uprights
from helpers.charts.the_price_in_the_donbas import words_days as words
from helpers.given import a_day
from helpers.words import day, number, signed

NAMED_DAYS = {  # days named in the lesson → last day before
    "10 May 2024, push into Kharkiv": "2024-05-09",
    "6 Aug 2024, the crossing": "2024-08-05",
    "21 Oct 2024, a day we picked": "2024-10-20",
    "17 Nov 2024, permission reported": "2024-11-16",
    "26 Apr 2025, “all retaken”": "2025-04-25",
}
SIDES = {f"{days // 7} weeks": days for days in event_study.WINDOWS}
NO_STEP_PX = 90  # a sentence in place of a chart
ONE_DAY = pd.Timedelta(days=1)


def before_and_after(front: pd.DataFrame, counter: str, side: int, event: str) -> Figure:
    """Daily gains around one day, the mean before and after, and at how many other days a step is as large.

    Parameters
    ----------
    front : table front_daily.
    counter : key of analysis.gains.COUNTERS.
    side : days on each side.
    event : last day of "before" (a value of NAMED_DAYS, or any day as YYYY-MM-DD).

    >>> fig = charts.before_and_after(load("front_daily"), counter="isw", side=28, event="2024-05-09")
    >>> fig.layout.meta["title"]
    'ISW, assessed: 3.7 km² a day before 10 May...
    """
    label, middle = gains.COUNTERS[counter], a_day(event)
    after, daily = middle + ONE_DAY, gains.days_of(front, counter).iloc[1:]
    by_day = daily.set_index("date")["gain"]
    try:
        found = event_study.step(by_day, event, side)
    except ValueError:
        return _no_step(label, side, after, daily["date"].iloc[0] - ONE_DAY, daily["date"].iloc[-1])
    start, end = after - side * ONE_DAY, middle + side * ONE_DAY
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
            _cut(own, shown, noon),
        ],
        x={**DAYS, "nticks": 5},
        y={"range": shown},
        look={"showlegend": False, "bargap": 0.1},
        height=360,
        **words.step(label, side, after, found, event_study.as_large(by_day, event, side)),
    )


def _mean(name: str, level: float, first: pd.Timestamp, last: pd.Timestamp) -> list[Layer]:
    """A thick line at the mean of one side, its value above the axes; that of the title under the pen."""
    ends = pd.DataFrame({"date": [first, last], "level": level})
    said = {"hovertext": [words.mean(name, level)] * 2, "hoverinfo": "text"}
    above = {"yref": "paper", "yanchor": "bottom", "yshift": 2} | (PENNED if name == "after" else {})
    return [
        scatter(ends, "date", "level", mode="lines", line={"color": theme.INK, "width": 4}, **said),
        notes([(first + (last - first) / 2, 1, words.side(name, level))], size=None, **above),
    ]


def _cut(own: pd.DataFrame, shown: list[float], noon: pd.Timestamp) -> Layer:
    """Values of bars that reach beyond the axis, at the edge where they are cut, on their side of the day."""
    said = []
    for row in own[~own["gain"].between(*shown)].itertuples():
        up = row.gain > shown[1]
        place = (row.date, 1, f"↑ {number(row.gain)}") if up else (row.date, 0, f"↓ {signed(row.gain)}")
        side = {"xanchor": "left", "xshift": 5} if row.date > noon else {"xanchor": "right", "xshift": -5}
        look = {"yref": "y domain", "yanchor": "top" if up else "bottom", "bgcolor": theme.PAPER}
        said += notes([place], 13, borderpad=0, **look, **side).notes
    return Layer(notes=said)


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
        height=NO_STEP_PX,
        **words.no_step(label, window, when, *map(day, files)),
    )
