"""Did a rate change at a day? Mean gains before and after it, beside the same at other days.

The step is the mean gain per day in W days after a break day minus the mean in the W days up to it. A step
says that a rate changed on one map. It never says why.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from helpers.analysis.gains import days_of
from helpers.given import DataError, a_day, shown

WINDOWS = (28, 56, 84)  # days on each side
MOST_DAYS = 1000
CROSSING = "2024-08-05"  # last day before the crossing: its gain is the last one "before"


class Step(NamedTuple):
    """Mean gain per day before and after a break day, and their difference, in km² a day."""

    before: float
    after: float
    step: float


class AsLarge(NamedTuple):
    """How many other days have a step as large as one day, of how many, and per cent."""

    found: int
    of: int
    percent: float


def daily_gains(front: pd.DataFrame, counter: str) -> pd.Series:
    """Gain of each day in km² of one counter of table front_daily (interpolated days share a hole evenly).

    Parameters
    ----------
    front : table front_daily.
    counter : "isw", "isw_claimed", "ds" or "ds_donetsk".

    Returns
    -------
    Gains by day, from the second day of the counter on; a loss is negative.

    Raises
    ------
    DataError : unknown counter.

    >>> gains = analysis.event_study.daily_gains(load("front_daily"), "isw")
    >>> gains["2024-08-04":"2024-08-06"].round(2).tolist()
    [0.65, 10.35, 1.52]
    """
    return days_of(front, counter).set_index("date")["gain"].iloc[1:].rename(counter)


def step(gains: pd.Series, day: str | pd.Timestamp, window: int) -> Step:
    """Step at one break day.

    Parameters
    ----------
    gains : gain per day in km², every calendar day.
    day : last day of the time "before".
    window : days on each side.

    Raises
    ------
    DataError : the series does not cover the window on both sides.

    >>> days = pd.date_range("2024-01-01", periods=8)
    >>> step(pd.Series([1.0] * 4 + [3.0] * 4, days), "2024-01-04", 2).step
    2.0
    """
    day, steps = a_day(day), _steps(gains, window)
    if day not in steps.index:
        raise DataError(
            f"{window} days on both sides of {day:%Y-%m-%d} are not covered: the gains run from "
            f"{gains.index[0]:%Y-%m-%d} to {gains.index[-1]:%Y-%m-%d}."
        )
    return Step(*map(float, steps.loc[day]))


def as_large(gains: pd.Series, day: str | pd.Timestamp, window: int) -> AsLarge:
    """How many other Mondays have a step, up or down, at least as large as that of `day`.

    Mondays no more than one window away from `day` share days with it and do not count.

    Parameters
    ----------
    gains, day, window : as in `step`.

    Raises
    ------
    DataError : the series does not cover the window on both sides of `day`.

    >>> gains = analysis.event_study.daily_gains(load("front_daily"), "isw")
    >>> analysis.event_study.as_large(gains, analysis.event_study.CROSSING, 84)
    AsLarge(found=11, of=64, percent=17.1875)
    """
    size, day = abs(step(gains, day, window).step), a_day(day)
    steps = _steps(gains, window)["step"]
    apart = abs(steps.index - day) > pd.Timedelta(days=window)
    others = steps[apart & (steps.index.day_of_week == 0)].abs()
    count = int((others >= size).sum())
    return AsLarge(count, len(others), 100 * count / len(others))


def _steps(gains: pd.Series, window: int) -> pd.DataFrame:
    """Means before and after, and the step, at every day that the series covers on both sides.

    Raises DataError for what is no series of days, or no number of days.
    """
    if not isinstance(gains, pd.Series) or not isinstance(gains.index, pd.DatetimeIndex) or gains.empty:
        raise DataError(f'Give gains of days, such as daily_gains(front, "ds"); {shown(gains)} is none.')
    if type(window) is not int or not 1 <= window <= MOST_DAYS:
        raise DataError(f"A window is a whole number of days, such as {WINDOWS[0]}; {shown(window)} is none.")
    before = gains.rolling(window).mean()
    after = before.shift(-window)
    return pd.DataFrame({"before": before, "after": after, "step": after - before}).dropna()
