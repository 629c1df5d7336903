"""The event study: by hand on four days, and against statsmodels on every setting of the lesson."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import event_study
from helpers.data import DataError


def days(values, first="2024-01-01"):
    return pd.Series(values, index=pd.date_range(first, periods=len(values)), dtype=float)


def test_the_standard_error_by_hand():
    """Residuals ±1, each side of two days: variance 1 without lag, 0.75 with lag 1; times 4 / (4 − 2)."""
    before, after = np.array([1.0, 3]), np.array([5.0, 7])
    assert event_study.newey_west(before, after, lag=0) == pytest.approx(np.sqrt(2))
    assert event_study.newey_west(before, after, lag=1) == pytest.approx(np.sqrt(1.5))


def test_the_break_day_is_the_last_day_before():
    gains = days([0] * 28 + [9] * 29)
    found = event_study.step(gains, "2024-01-28", window=28)
    assert found[:4] == (0, 9, 9, 0) and found.excludes_zero
    later = event_study.step(gains, "2024-01-29", window=28)
    assert later.before == pytest.approx(9 / 28) and later.after == 9


def test_the_interval_is_the_step_with_its_multiple_of_the_standard_error():
    rising = event_study.step(days(range(112)), "2024-02-25", window=56)
    assert rising.step == 56
    assert rising.high - rising.step == pytest.approx(2.5 * rising.error)
    assert rising.step - rising.low == pytest.approx(2.5 * rising.error)


def test_a_window_beyond_the_files_is_refused():
    with pytest.raises(ValueError, match="28 days on both sides of 2024-01-28 are not covered"):
        event_study.step(days(range(55)), "2024-01-28", window=28)


def test_a_window_without_a_multiplier_is_refused():
    with pytest.raises(ValueError, match="A window has 28, 56, 84 days on each side, not 30"):
        event_study.step(days(range(60)), "2024-01-30", window=30)


def test_every_setting_agrees_with_statsmodels(front, steps):
    """OLS of gains on "after" with the HAC covariance of an independent library."""
    ols = pytest.importorskip("statsmodels.regression.linear_model").OLS
    compared = 0
    for counter, cells in steps.groupby("counter"):
        gains = event_study.daily_gains(front, counter)
        for row in cells.itertuples():
            place = gains.index.get_loc(row.day) + 1
            y = gains.iloc[place - row.window : place + row.window].to_numpy()
            x = np.column_stack([np.ones(2 * row.window), np.repeat([0.0, 1.0], row.window)])
            fit = ols(y, x).fit(cov_type="HAC", cov_kwds={"maxlags": 14, "use_correction": True})
            expected = [fit.params[0], fit.params[1], fit.bse[1]]
            assert [row.before, row.step, row.error] == pytest.approx(expected, abs=1e-9)
            compared += 1
    assert compared == len(steps) > 1000


def test_the_surface_holds_every_monday_that_the_files_cover(front, steps):
    assert set(steps["day"].dt.day_of_week) == {0}
    gains = event_study.daily_gains(front, "ds")
    own = steps[(steps["counter"] == "ds") & (steps["window"] == 56)]["day"]
    assert own.min() - pd.Timedelta(days=55) >= gains.index[0] > own.min() - pd.Timedelta(days=55 + 7)
    assert own.max() + pd.Timedelta(days=56) <= gains.index[-1] < own.max() + pd.Timedelta(days=56 + 7)
    assert own.diff().dropna().eq(pd.Timedelta(days=7)).all()


def test_deepstates_files_start_too_late_for_long_windows(steps):
    assert [window for counter, window in event_study.covered(steps) if counter == "ds"] == [28]
    with pytest.raises(DataError, match="ds with 56 days has no step at 2024-08-05"):
        event_study.at(steps, "ds", 56)


def made(values, counter="isw", window=28):
    """A surface with steps at Mondays from 6 May 2024; 5 Aug 2024 is the 14th."""
    days = pd.date_range("2024-05-06", periods=len(values), freq="W-MON")
    return pd.DataFrame(
        {"counter": counter, "window": window, "day": days, "step": values, "excludes_zero": False}
    )


def test_placebos_keep_one_window_away_from_the_day():
    steps = made([0.0] * 30)
    apart = (event_study.placebos(steps, "isw", 28)["day"] - pd.Timestamp("2024-08-05")).dt.days.abs()
    assert apart.min() == 35 and len(apart) == 30 - 9  # four Mondays on each side and the day itself


def test_as_large_counts_both_directions_unless_told():
    values = [0.0] * 30
    values[13] = 4.0  # 5 August
    values[12] = 9.0  # inside the window: never a placebo
    values[0], values[1], values[29] = 4.0, -5.0, 3.9
    steps = made(values)
    assert event_study.as_large(steps, "isw", 28) == (2, 21, pytest.approx(100 * 2 / 21))
    assert event_study.as_large(steps, "isw", 28, up_only=True)[0] == 1


def test_share_of_placebos_that_leave_zero_out():
    steps = made([0.0] * 30)
    steps.loc[[0, 1, 13], "excludes_zero"] = True  # 13 is the day itself
    assert event_study.at_placebos(steps, "isw", 28) == pytest.approx(100 * 2 / 21)
    assert event_study.placebo_span(steps) == pytest.approx((100 * 2 / 21,) * 2)


def test_verdicts_add_up_to_the_settings_between_two_days(steps):
    rose, fell, neither = event_study.verdicts(steps)
    between = steps["day"].between("2024-08-05", "2025-04-28").sum()
    assert rose + fell + neither == between and min(rose, fell) > 0


@pytest.mark.parametrize("window", event_study.WINDOWS)
def test_intervals_hold_what_they_promise(window):
    """Days without any step: about 5 % of our intervals leave zero out, and too many of the usual ones."""
    noise = np.random.default_rng(7).normal(size=(3000, 2 * window))
    before, after = noise[:, :window], noise[:, window:]
    errors = np.array([event_study.newey_west(*pair) for pair in zip(before, after, strict=True)])
    size = np.abs(after.mean(axis=1) - before.mean(axis=1)) / errors
    assert 0.035 < np.mean(size > event_study.MULTIPLIERS[window]) < 0.065
    assert np.mean(size > 1.96) > 0.075


def test_days_that_are_alike_need_the_lag():
    """Weekly means of noise: without a lag far more than 5 % of intervals would leave zero out."""
    noise = np.random.default_rng(7).normal(size=(1000, 174))
    alike = np.lib.stride_tricks.sliding_window_view(noise, 7, axis=1).mean(axis=2)
    before, after = alike[:, :84], alike[:, 84:]

    def share(lag):
        errors = [event_study.newey_west(*pair, lag=lag) for pair in zip(before, after, strict=True)]
        size = np.abs(after.mean(axis=1) - before.mean(axis=1)) / errors
        return np.mean(size > event_study.MULTIPLIERS[84])

    assert share(0) > 0.3 > 0.12 > share(event_study.LAG)


def test_weekly_autocorrelation_uses_whole_weeks():
    area = np.cumsum([0, *np.repeat([1, 2, 3, 4, 5], 7)])
    front = pd.DataFrame(
        {
            "date": pd.date_range("2024-01-01", periods=36),  # a Monday: gains start on Tuesday
            "counter": "isw",
            "area_km2": area,
            "status": "observed",
        }
    )
    assert event_study.weekly_autocorrelation(front, "isw") == pytest.approx(1)
