"""Rates before and after a day: by hand on made days, and against sums of the daily maps."""

import pandas as pd
import pytest

from helpers.analysis import event_study
from helpers.analysis.gains import days_of


def days(values, first="2024-01-01"):
    return pd.Series(values, index=pd.date_range(first, periods=len(values)), dtype=float)


def test_the_break_day_is_the_last_day_before():
    gains = days([0] * 28 + [9] * 29)
    assert event_study.step(gains, "2024-01-28", window=28) == (0, 9, 9)
    later = event_study.step(gains, "2024-01-29", window=28)
    assert later.before == pytest.approx(9 / 28) and later.after == 9


def test_a_window_beyond_the_files_is_refused():
    with pytest.raises(ValueError, match="28 days on both sides of 2024-01-28 are not covered"):
        event_study.step(days(range(55)), "2024-01-28", window=28)


@pytest.mark.parametrize("window", event_study.WINDOWS)
def test_a_mean_is_the_change_of_the_map_over_the_days(front, window):
    """The mean gain of some days is the last map minus the map before them, over their number."""
    area = days_of(front, "isw").set_index("date")["area_km2"]
    found = event_study.step(event_study.daily_gains(front, "isw"), event_study.CROSSING, window)
    middle, side = pd.Timestamp(event_study.CROSSING), pd.Timedelta(days=window)
    assert found.before == pytest.approx((area[middle] - area[middle - side]) / window)
    assert found.after == pytest.approx((area[middle + side] - area[middle]) / window)
    assert found.step == pytest.approx(found.after - found.before)


def test_deepstates_files_start_too_late_for_long_windows(front):
    gains = event_study.daily_gains(front, "ds")
    assert event_study.step(gains, event_study.CROSSING, 28).step > 0
    with pytest.raises(ValueError, match="56 days on both sides of 2024-08-05 are not covered"):
        event_study.step(gains, event_study.CROSSING, 56)


def test_other_days_are_mondays_more_than_one_window_away():
    """1 January 2024 is a Monday: of the Mondays that are covered, the 8th lies four days from the 4th."""
    gains = days([0] * 4 + [3] * 4 + [0] * 20)
    assert event_study.step(gains, "2024-01-04", 4) == (0, 3, 3)
    assert event_study.as_large(gains, "2024-01-04", 4) == (0, 2, 0)  # the 15th and the 22nd


def test_as_large_counts_both_directions():
    gains = days([0] * 21 + [5] * 7 + [0] * 7 + [5] * 21)
    assert event_study.step(gains, "2024-01-21", 7) == (0, 5, 5)
    count, of, percent = event_study.as_large(gains, "2024-01-21", 7)
    steps = {
        str(day.date()): event_study.step(gains, day, 7).step
        for day in pd.date_range("2024-01-08", "2024-02-12", freq="W-MON")
        if abs(day - pd.Timestamp("2024-01-21")) > pd.Timedelta(days=7)
    }
    assert of == len(steps) and count == sum(abs(step) >= 5 for step in steps.values())
    assert percent == pytest.approx(100 * count / of)


def test_the_crossing_beside_other_days(front):
    gains = event_study.daily_gains(front, "isw")
    assert event_study.as_large(gains, event_study.CROSSING, 28)[:2] == (43, 96)
