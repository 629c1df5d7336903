"""Brier score and calibration against cases computed by hand."""

import math

import pytest

from helpers.analysis.scoring import brier, calibration


def test_brier_by_hand():
    assert brier([100, 0], [True, False]) == 0
    assert brier([100, 0], [False, True]) == 1
    assert brier([50, 50, 50], [True, False, True]) == 0.25
    assert brier([80, 30], [1, 0]) == pytest.approx((0.04 + 0.09) / 2)


def test_calibration_puts_borders_in_the_upper_bin_and_100_in_the_last():
    bins = calibration([0, 20, 39, 100, 100], [False, True, False, True, True])
    assert bins["n"].tolist() == [1, 2, 0, 0, 2]
    assert bins.loc[1, "said"] == pytest.approx(29.5)
    assert bins.loc[1, "came"] == 50
    assert math.isnan(bins.loc[2, "said"])
    assert bins.loc[4, "came"] == 100


@pytest.mark.parametrize(
    ("percent", "happened"), [([], []), ([50], [True, False]), ([101], [True]), ([50], [0.5])]
)
def test_what_cannot_be_scored_is_refused(percent, happened):
    with pytest.raises(ValueError):
        brier(percent, happened)


def test_bins_must_span_all_percentages():
    with pytest.raises(ValueError, match="0 to 100"):
        calibration([50], [True], edges=(10, 100))
