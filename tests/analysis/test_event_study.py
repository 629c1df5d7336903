"""The event study: by hand on four days, and against statsmodels on every setting of the lesson."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import event_study
from helpers.data import load


@pytest.fixture(scope="module")
def front():
    return load("front_daily")


@pytest.fixture(scope="module")
def steps(front):
    return event_study.surface(front)


def days(values, first="2024-01-01"):
    return pd.Series(values, index=pd.date_range(first, periods=len(values)), dtype=float)


def test_a_step_by_hand():
    """Residuals ±1, each side of two days: variance 1 without lag, 0.75 with lag 1; times 4 / (4 − 2)."""
    gains = days([1, 3, 5, 7])
    found = event_study.step(gains, "2024-01-02", window=2, lag=0)
    assert found[:3] == (2, 6, 4)
    assert (found.high - found.low) / 2 == pytest.approx(1.959963985 * np.sqrt(2))
    found = event_study.step(gains, "2024-01-02", window=2, lag=1)
    assert (found.high - found.low) / 2 == pytest.approx(1.959963985 * np.sqrt(1.5))


def test_the_break_day_is_the_last_day_before():
    found = event_study.step(days([0, 0, 0, 9, 9, 9]), "2024-01-03", window=3)
    assert found[:3] == (0, 9, 9) and found.excludes_zero
    later = event_study.step(days([0, 0, 0, 9, 9, 9]), "2024-01-04", window=2)
    assert later.before == 4.5 and later.after == 9


def test_a_window_beyond_the_files_is_refused():
    with pytest.raises(ValueError, match="3 days on both sides of 2024-01-02 are not covered"):
        event_study.step(days([1, 2, 3, 4, 5, 6]), "2024-01-02", window=3)


def test_every_setting_agrees_with_statsmodels(front, steps):
    """OLS of gains on "after" with the HAC covariance of an independent library."""
    sm = pytest.importorskip("statsmodels.api")
    compared = 0
    for counter, cells in steps.groupby("counter"):
        gains = event_study.daily_gains(front, counter)
        for row in cells.itertuples():
            place = gains.index.get_loc(row.day) + 1
            y = gains.iloc[place - row.window : place + row.window].to_numpy()
            x = sm.add_constant(np.repeat([0.0, 1.0], row.window))
            fit = sm.OLS(y, x).fit(cov_type="HAC", cov_kwds={"maxlags": 14, "use_correction": True})
            expected = [fit.params[0], fit.params[1], *fit.conf_int()[1]]
            assert [row.before, row.step, row.low, row.high] == pytest.approx(expected, abs=1e-9)
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
    with pytest.raises(KeyError, match="ds with 56 days has no step at 2024-08-05"):
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


def test_the_table_says_where_no_step_is_possible(steps):
    table = event_study.step_table(steps)
    assert len(table) == 4 * 3 and (table["Step"] == "–").sum() == 4
    first = table.iloc[0]
    assert first["Counter"] == "ISW, assessed" and first["Step"] == "+4.0"
    assert first["Placebo days as large"] == "43 of 96 (45 %)"


def test_verdicts_add_up_to_the_settings_between_two_days(steps):
    rose, fell, neither = event_study.verdicts(steps)
    between = steps["day"].between("2024-08-05", "2025-04-28").sum()
    assert rose + fell + neither == between and min(rose, fell) > 0


def test_intervals_hold_what_they_promise_when_days_are_independent():
    """White noise without any step: about 5 % of intervals leave zero out; with days alike, lag 0 fails."""
    noise = np.random.default_rng(7).normal(size=(400, 168))
    alike = np.apply_along_axis(lambda row: np.convolve(row, np.ones(7) / 7, "same"), 1, noise)

    def share(rows, lag):
        steps = [event_study.step(days(row), "2024-03-24", window=84, lag=lag) for row in rows]
        return np.mean([step.excludes_zero for step in steps])

    assert 0.02 < share(noise, 0) < 0.09
    assert share(alike, 0) > 0.3 > 0.15 > share(alike, 14)


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
