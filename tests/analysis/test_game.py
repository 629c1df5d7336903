"""The small game against tables filled in by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import game

SIZES = st.integers(0, 20)
SHARES = st.sampled_from([0, 25, 50, 75, 100])


def cells(price, filled, cost):
    table = game.payoffs(price, filled, cost)
    return {(row.kyiv, row.moscow): (row.kyiv_gets, row.moscow_gets) for row in table.itertuples()}


def stable(price, filled, cost):
    table = game.payoffs(price, filled, cost)
    return [(row.kyiv, row.moscow) for row in table.itertuples() if row.stable]


def test_the_four_outcomes_at_the_start_of_the_control():
    assert cells(4, 50, 1) == {
        ("cross", "move"): (4, -5),
        ("cross", "leave"): (1, -2),
        ("stay", "move"): (5, -5),
        ("stay", "leave"): (0, 0),
    }
    assert stable(4, 50, 1) == [("cross", "leave")]


def test_a_high_price_and_an_empty_gap_leave_no_stable_pair():
    assert stable(8, 0, 1) == []


def test_a_cost_above_the_gain_makes_staying_stable():
    assert stable(4, 50, 3) == [("stay", "leave")]


def test_a_tie_counts_for_both_choices():
    table = game.payoffs(10, 50, 1).set_index(["kyiv", "moscow"])["moscow_best"]
    assert table["cross", "move"] and table["cross", "leave"]
    assert game.reply(10, 50) == "either"


@pytest.mark.parametrize(("price", "filled", "said"), [(8, 25, "move"), (8, 50, "leave"), (5, 0, "either")])
def test_moscow_moves_when_what_it_loses_is_worth_more_than_the_donbas(price, filled, said):
    assert game.reply(price, filled) == said


def test_at_the_even_share_both_replies_cost_the_same():
    assert game.even_share(8) == 37.5 and game.gap(8, 37.5) == game.DONBAS
    assert game.reply(8, 37.5) == "either" and game.reply(8, 38) == "leave" and game.reply(8, 37) == "move"
    with pytest.raises(ValueError, match="leaving is best"):
        game.even_share(4)


def test_kyiv_gains_by_crossing_first_only_above_its_cost():
    assert game.crossing_pays(4, 50, 1) and not game.crossing_pays(4, 50, 2)
    assert game.crossing_pays(20, 0, 4) and not game.crossing_pays(20, 0, 5)


@settings(max_examples=50, deadline=None)
@given(SIZES, SHARES, SIZES)
def test_payoffs_add_to_minus_kyivs_cost(price, filled, cost):
    for (kyiv, _), (own, other) in cells(price, filled, cost).items():
        assert own + other == pytest.approx(-cost if kyiv == "cross" else 0)


@settings(max_examples=50, deadline=None)
@given(SIZES, SHARES, SIZES)
def test_a_stable_pair_is_one_that_nobody_leaves_alone(price, filled, cost):
    found = cells(price, filled, cost)
    for kyiv, moscow in found:
        swapped = {"cross": "stay", "stay": "cross"}[kyiv], {"move": "leave", "leave": "move"}[moscow]
        leaves = (
            found[swapped[0], moscow][0] > found[kyiv, moscow][0]
            or found[kyiv, swapped[1]][1] > found[kyiv, moscow][1]
        )
        assert ((kyiv, moscow) in stable(price, filled, cost)) == (not leaves)


@pytest.mark.parametrize("setting", [(4, 101, 1), (4, -1, 1), (-4, 50, 1), (4, 50, -1)])
def test_impossible_settings_are_refused(setting):
    with pytest.raises(ValueError, match=r"percentage|negative"):
        game.payoffs(*setting)
