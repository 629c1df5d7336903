"""Did a rate change at a day? A step with an honest interval, at placebo days, for all counters and windows.

The step is the mean gain per day in W days after a break day minus the mean in the W days up to it. Days in
a row are alike, so its standard error is that of Newey and West (Econometrica 55, 1987, 703-708): Bartlett
weights, a fixed lag, the small-sample factor n / (n - 2). With so few days it comes out too small (Kiefer and
Vogelsang, Econometric Theory 21, 2005, 1130-1164), so the interval is wider than 1.96 standard errors.
A step says that a rate changed. It never says why.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.gains import COUNTERS, days_of
from helpers.given import DataError, a_day

LAG = 14  # days within which gains may depend on each other
# Days on each side → standard errors of a 95 % interval: in simulated series of independent days without
# any step 95 % of such intervals hold zero (1.96 would hold it in 82, 88 and 91 %).
MULTIPLIERS = {28: 3.1, 56: 2.5, 84: 2.3}
WINDOWS = tuple(MULTIPLIERS)
CROSSING = "2024-08-05"  # last day before the crossing: its gain is the last one "before"


class Step(NamedTuple):
    """Mean gain per day before and after a break day, their difference, its standard error and interval.

    All in km² a day.
    """

    before: float
    after: float
    step: float
    error: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Does the interval leave zero out?"""
        return self.low > 0 or self.high < 0


def daily_gains(front: pd.DataFrame, counter: str) -> pd.Series:
    """Gain of each day in km² of one counter of table front_daily (interpolated days share a hole evenly).

    Raises DataError for an unknown counter.
    """
    return days_of(front, counter).set_index("date")["gain"].iloc[1:].rename(counter)


def step(gains: pd.Series, day: str | pd.Timestamp, window: int) -> Step:
    """Step at one break day.

    Parameters
    ----------
    gains : gain per day in km², every calendar day.
    day : last day of the time "before".
    window : days on each side, one of WINDOWS.

    Raises
    ------
    DataError : another window, or the series does not cover the window on both sides.
    """
    if window not in WINDOWS:
        raise DataError(f"A window has {', '.join(map(str, WINDOWS))} days on each side, not {window}.")
    day = a_day(day)
    before = gains[day - pd.Timedelta(days=window - 1) : day].to_numpy()
    after = gains[day + pd.Timedelta(days=1) : day + pd.Timedelta(days=window)].to_numpy()
    if len(before) < window or len(after) < window:
        raise DataError(
            f"{window} days on both sides of {day:%Y-%m-%d} are not covered: the gains run from "
            f"{gains.index[0]:%Y-%m-%d} to {gains.index[-1]:%Y-%m-%d}."
        )
    return _between(before, after)


def _between(before: np.ndarray, after: np.ndarray) -> Step:
    difference, error = float(after.mean() - before.mean()), newey_west(before, after)
    half = MULTIPLIERS[len(before)] * error
    ends = difference - half, difference + half
    return Step(float(before.mean()), float(after.mean()), difference, error, *ends)


def newey_west(before: np.ndarray, after: np.ndarray, lag: int = LAG) -> float:
    """Standard error of the difference of two means of daily values (the slope of a regression on "after").

    Parameters
    ----------
    before, after : values of the days before and after the break, in order and without a gap.
    lag : days within which values may depend on each other.

    >>> round(newey_west(np.array([1.0, 3]), np.array([5.0, 7]), lag=0), 3)
    1.414
    """
    n_before, n_after = len(before), len(after)
    n = n_before + n_after
    # influence of each day on the difference: its residual over the size of its side, with sign
    pull = np.concatenate([-(before - before.mean()) / n_before, (after - after.mean()) / n_after])
    variance = pull @ pull
    for distance in range(1, min(lag, n - 1) + 1):
        variance += 2 * (1 - distance / (lag + 1)) * (pull[distance:] @ pull[:-distance])
    return float(np.sqrt(variance * n / (n - 2)))


def surface(front: pd.DataFrame) -> pd.DataFrame:
    """Steps at every Monday × counter × window that the files cover on both sides.

    Returns columns counter, window, day, before, after, step, error, low, high, excludes_zero.
    """
    rows = []
    for counter in COUNTERS:
        gains = daily_gains(front, counter)
        days, values = gains.index, gains.to_numpy()  # slices of an array: labels would cost most of the time
        mondays = np.flatnonzero(days.day_of_week == 0)
        for window in WINDOWS:
            for place in mondays[(mondays >= window - 1) & (mondays < len(days) - window)]:
                after = place + 1
                found = _between(values[after - window : after], values[after : after + window])
                rows.append((counter, window, days[place], *found, found.excludes_zero))
    return pd.DataFrame(rows, columns=["counter", "window", "day", *Step._fields, "excludes_zero"])


def at(steps: pd.DataFrame, counter: str, window: int, day: str = CROSSING) -> pd.Series:
    """One row of `surface`. Raises DataError when the files do not cover that setting."""
    found = _cells(steps, counter, window)
    found = found[found["day"] == a_day(day)]
    if found.empty:
        raise DataError(f"{counter} with {window} days has no step at {day}.")
    return found.iloc[0]


def covered(steps: pd.DataFrame, day: str = CROSSING) -> list[tuple[str, int]]:
    """Counter and window of each setting that has a step at one day.

    >>> covered(pd.DataFrame({"counter": ["isw"], "window": 28, "day": pd.Timestamp(CROSSING)}))
    [('isw', 28)]
    """
    rows = steps[steps["day"] == a_day(day)]
    return list(rows[["counter", "window"]].itertuples(index=False, name=None))


def placebos(steps: pd.DataFrame, counter: str, window: int, day: str = CROSSING) -> pd.DataFrame:
    """Steps of the same counter and window at all other Mondays more than one window away from `day`."""
    cells = _cells(steps, counter, window)
    return cells[(cells["day"] - a_day(day)).abs() > pd.Timedelta(days=window)]


def as_large(
    steps: pd.DataFrame, counter: str, window: int, day: str = CROSSING, *, up_only: bool = False
) -> tuple[int, int, float]:
    """How many placebo days have a step at least as large as that of `day`, of how many, and per cent.

    Size counts in both directions; with `up_only` a step must also go up.
    """
    real, others = at(steps, counter, window, day), placebos(steps, counter, window, day)["step"]
    sizes = others if up_only else others.abs()
    count = int((sizes >= abs(real["step"])).sum())
    return count, len(others), 100 * count / len(others)


def at_placebos(steps: pd.DataFrame, counter: str, window: int, day: str = CROSSING) -> float:
    """Per cent of placebo days whose interval leaves zero out (about 5 if the rate never changed)."""
    return 100 * float(placebos(steps, counter, window, day)["excludes_zero"].mean())


def placebo_span(steps: pd.DataFrame, day: str = CROSSING) -> tuple[float, float]:
    """Lowest and highest `at_placebos` over all counters and windows that have a step at `day`."""
    shares = [at_placebos(steps, counter, window, day) for counter, window in covered(steps, day)]
    return min(shares), max(shares)


def verdicts(steps: pd.DataFrame, first: str = CROSSING, last: str = "2025-04-28") -> tuple[int, int, int]:
    """Settings between two Mondays whose interval says "rose", "fell" and neither.

    >>> steps = pd.DataFrame({"low": [1, -2, -1], "high": [2, -1, 1], "excludes_zero": [True, True, False]})
    >>> verdicts(steps.assign(day=pd.Timestamp(CROSSING)))
    (1, 1, 1)
    """
    own = steps[steps["day"].between(a_day(first), a_day(last))]
    return int((own["low"] > 0).sum()), int((own["high"] < 0).sum()), int((~own["excludes_zero"]).sum())


def separate_pairs(front: pd.DataFrame, counter: str, window: int) -> float:
    """Pairs of windows that fit into a counter's days without overlap: the comparisons there really are."""
    return len(daily_gains(front, counter)) / (2 * window)


def weekly_autocorrelation(front: pd.DataFrame, counter: str) -> float:
    """Correlation of one week's gain with the next (weeks end on Monday; whole weeks only)."""
    weeks = daily_gains(front, counter).resample("W-MON").agg(["sum", "size"])
    return float(weeks.loc[weeks["size"] == 7, "sum"].autocorr(1))


def _cells(steps: pd.DataFrame, counter: str, window: int) -> pd.DataFrame:
    return steps[(steps["counter"] == counter) & (steps["window"] == window)]
