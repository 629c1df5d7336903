"""Lanchester's laws against their analytic solutions."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.analysis import lanchester


def test_square_law_follows_its_hyperbolic_solution():
    # a(t) = a0 cosh(kt) - k d0 sinh(kt) with k = sqrt(skill), forces in units of the defenders' start
    run = lanchester.course(50_000, 20_000, "square", skill=2)
    k, t = np.sqrt(2), run["time"]
    attackers = 2.5 * np.cosh(k * t) - k * np.sinh(k * t)
    defenders = np.cosh(k * t) - 2.5 / k * np.sinh(k * t)
    assert np.allclose(run["attackers"], 100 * attackers / 2.5, atol=1e-3)
    assert np.allclose(run["defenders"], 100 * defenders, atol=1e-3)


def test_square_law_leaves_the_root_of_the_difference_of_squares():
    # 5 against 3, equal skill: 4 are left when the other side is gone; here the run stops at 2 %
    run = lanchester.course(50_000, 30_000, "square")
    left = np.sqrt(5**2 - 3**2 + (0.02 * 3) ** 2) / 5
    assert run.iloc[-1].loc[["attackers", "defenders"]].tolist() == pytest.approx([100 * left, 2], abs=0.01)


def test_linear_law_leaves_the_difference():
    run = lanchester.course(50_000, 30_000, "linear")
    assert run["attackers"].iloc[-1] == pytest.approx(100 * (50 - 30 * 0.98) / 50, abs=0.01)


@pytest.mark.parametrize("law", lanchester.LAWS)
@pytest.mark.parametrize("skill", [1, 4, 7])
def test_the_invariant_stays(law, skill):
    kept = lanchester.course(50_000, 20_000, law, skill)["invariant"]
    assert kept.max() - kept.min() < 1e-5


def test_skill_for_a_draw():
    assert lanchester.skill_for_draw(50_000, 20_000, "square") == 6.25
    assert lanchester.skill_for_draw(50_000, 20_000, "linear") == 2.5
    for law in lanchester.LAWS:
        end = lanchester.course(50_000, 20_000, law, lanchester.skill_for_draw(50_000, 20_000, law)).iloc[-1]
        assert end["attackers"] == pytest.approx(end["defenders"], abs=0.01)


def test_the_better_side_of_a_draw_wins():
    below = lanchester.course(50_000, 20_000, "square", 6).iloc[-1]
    above = lanchester.course(50_000, 20_000, "square", 7).iloc[-1]
    assert below["attackers"] > below["defenders"]
    assert above["attackers"] < above["defenders"]


def test_wrong_use_is_named():
    with pytest.raises(ValueError, match="cubic"):
        lanchester.skill_for_draw(1, 1, "cubic")
    with pytest.raises(ValueError, match="soldiers"):
        lanchester.course(0, 1, "square")
    with pytest.raises(ValueError, match="skill"):
        lanchester.course(1, 1, "square", 0)
