"""Loads, mixes, totals, rates and sums of weapons, against cases worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import charts
from helpers.analysis import arms
from helpers.analysis.comparable import NotComparable, comparable
from helpers.data import load

PERCENT = st.integers(0, 100)


@pytest.fixture(scope="module")
def said(sent):
    return arms.pairs(sent)


def pair(side, rockets, low, high, day="2024-02-26"):
    return {
        "side": side,
        "rockets": rockets,
        "load_low": low,
        "load_high": high,
        "as_of_last": pd.Timestamp(day),
        "value": low * 1000,
        "containers": 1000,
    }


HAND = pd.DataFrame(
    [
        pair(arms.SEOUL, False, 400, 400),
        pair(arms.SEOUL, False, 480, 480, "2024-06-14"),
        pair(arms.SEOUL, True, 75, 80),
        pair(arms.WATCHERS, False, 250, 375),
    ]
)


def test_containers_and_shells_do_not_share_an_axis(sent):
    with pytest.raises(NotComparable):
        comparable(sent)


def test_a_load_is_shells_over_containers(said):
    assert arms.load_on(said, "2024-02-26") == pytest.approx(3_000_000 / 6_700)
    assert arms.load_on(said, "2024-02-26", rockets=True) == pytest.approx(500_000 / 6_700)
    watchers = said[said["side"] == arms.WATCHERS].iloc[0]
    assert (watchers["load_low"], watchers["load_high"]) == (4_000_000 / 16_000, 6_000_000 / 16_000)


def test_every_pair_is_one_speaker_on_one_day(said):
    boxes = load("estimates", quantity="dprk_containers").set_index("estimate_id")
    for row in said.itertuples():
        box = boxes.loc[row.containers_row.removeprefix("estimates:")]
        assert box["speaker_id"] == row.speaker_id
        assert box["as_of_last"] == row.as_of_last or pd.isna(row.as_of_last)


def test_load_ranges_keep_sides_and_rockets_apart():
    assert arms.load_range(HAND) == (400, 480)
    assert arms.load_range(HAND, rockets=True) == (75, 80)
    assert arms.load_range(HAND, arms.WATCHERS) == (250, 375)
    with pytest.raises(ValueError, match="rockets"):
        arms.load_range(HAND, arms.WATCHERS, rockets=True)
    with pytest.raises(ValueError, match="one is needed"):
        arms.load_on(HAND, "2025-01-01")


def test_a_mixed_total_by_hand():
    assert arms.pieces(28_000, 50, 448, 75) == 14_000 * 448 + 14_000 * 75
    assert arms.pieces(100, 75, 10, 2, other_percent=50) == 50 * (0.75 * 10 + 0.25 * 2)
    assert arms.mixed_total(HAND, 1_000, 100) == (400_000, 480_000)
    assert arms.mixed_total(HAND, 1_000, 50, 0, arms.WATCHERS) == (162_500, 227_500)
    with pytest.raises(ValueError, match="between 0 and 100"):
        arms.pieces(100, 101, 10, 2)


@settings(max_examples=50, deadline=None)
@given(PERCENT, PERCENT)
def test_more_shells_and_fewer_other_goods_never_give_less(shells, other):
    low, high = arms.mixed_total(HAND, 1_000, shells, other)
    assert 0 <= low <= high
    if shells < 100:
        assert arms.mixed_total(HAND, 1_000, shells + 1, other)[0] >= low
    if other < 100:
        assert arms.mixed_total(HAND, 1_000, shells, other + 1)[0] <= low


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 99))
def test_the_share_of_shells_is_the_inverse_of_the_total(percent):
    total = arms.pieces(28_000, percent, 448, 75)
    assert arms.shells_percent_for(total, 28_000, 448, 75) == pytest.approx(percent)


def test_settings_are_counted_at_the_low_end():
    found, every = arms.settings_reaching(HAND, 0)
    assert found == every == len(arms.RECIPES) * len(arms.MIXES) * len(arms.OTHER_GOODS)
    # 33,000 × 400 is the largest low end; only all shells and nothing else reach it
    assert arms.settings_reaching(HAND, 33_000 * 400)[0] == 1
    assert arms.settings_reaching(HAND, 33_000 * 400 + 1)[0] == 0


def test_recipes_are_containers_that_somebody_named(boxes):
    assert {containers for containers, _ in arms.RECIPES.values()} <= set(boxes["value"])


def test_usable_is_the_total_less_the_duds_of_the_same_speaker_and_day(totals):
    usable = totals.dropna(subset="usable")
    assert usable["value"].tolist() == [1_500_000] and usable["usable"].tolist() == [750_000]


def test_what_was_said_by_a_day(totals):
    early = arms.said_by(totals, "2024-11-15")
    assert (early["said_on"] <= pd.Timestamp("2024-11-15")).all()
    assert len(arms.said_by(totals, None)) == len(totals)
    latest = arms.latest(early).set_index("counter")["value"]
    assert (latest["Kyiv (HUR)"], latest["Seoul (ministry)"]) == (1_500_000, 9_400_000)


def test_the_latest_total_never_assumes_rockets_alone(totals):
    assert (arms.latest(totals)["assumes_calibre"] != arms.ROCKETS).all()


def test_one_year_stays_out_of_the_totals_and_is_named_beside_them(sent, totals, said, one_year):
    assert not set(one_year["estimate_id"]) & set(sent["estimate_id"])
    table = charts.totals_compared(totals, said, one_year).set_index("Who")
    assert table.loc["MSMT", "Time"] == "Jan 2024 to Dec 2024"
    assert table.loc["Open Source Centre", "In one container"] == "250 to 375"
    assert table.loc["Kyiv (HUR)", "Containers"] == "not given"


def test_rates_by_hand():
    days = ["2023-12-31", "2024-01-10", "2024-01-30"]
    steps = pd.DataFrame(
        {"first": pd.to_datetime(days[:2]), "last": pd.to_datetime(days[1:]), "added": [100, 800]}
    )
    steps["days"] = (steps["last"] - steps["first"]).dt.days
    assert arms.rate(steps, days[0], days[1]) == 10
    assert arms.rate(steps, days[0], days[2]) == 30  # 900 in 30 days, not the mean of 10 and 40
    with pytest.raises(ValueError, match="begin"):
        arms.rate(steps, "2024-01-01", days[2])


def test_seouls_rate_counts_only_what_was_added(boxes):
    steps = arms.per_day(boxes)
    assert arms.rate(steps, "2024-08-27", "2024-10-23") == pytest.approx(7_000 / 57)
    assert (steps["first"].iloc[1:].to_numpy() == steps["last"].iloc[:-1].to_numpy()).all()


def test_guns_and_launchers_of_one_speaker_are_summed_and_marked_as_ours():
    rows = arms.with_sums(load("estimates", quantity=arms.GUNS))
    ours = rows[rows["ours"]]
    assert sorted(ours["value"]) == [70, 240]  # 50 + 20 and 120 + 120
    assert (ours["row_id"] == "").all() and ours["basis"].ne("forecast").all()


def test_dollars_a_soldier_and_per_cents():
    assert arms.per_soldier(0.143, 5_000) == pytest.approx(28_600)
    assert arms.percent(60, 148) == pytest.approx(40.5, abs=0.05)
    with pytest.raises(ValueError, match="above zero"):
        arms.percent(1, 0)


def test_four_shares_have_four_wholes():
    table = charts.shares_and_wholes(load("estimates", quantity=arms.SHARES), load("quantities"))
    assert table["Of what"].nunique() == len(table) == 4 and table["Day"].is_monotonic_increasing


def test_dated_steps_lead_to_their_rows():
    table = charts.arms_dated(load("events", event_id=arms.DATED))
    assert len(table) == len(arms.DATED) and table["Day"].is_monotonic_increasing
    assert set(table["row_id"]) == {f"events:{event_id}" for event_id in arms.DATED}
