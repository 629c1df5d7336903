"""Ratios, counters and the record of battles, against cases worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.analysis import balance
from helpers.data import DataError, load


def test_a_ratio_of_ranges_is_smallest_over_largest_and_largest_over_smallest():
    assert balance.ratio((12, 18), (3, 6)) == (2, 6)
    assert balance.ratio((50_000, 50_000), (20_000, 20_000)) == (2.5, 2.5)


@pytest.mark.parametrize(("above", "below"), [((1, 2), (0, 3)), ((3, 2), (1, 1)), ((-1, 2), (1, 1))])
def test_ranges_that_make_no_ratio_are_refused(above, below):
    with pytest.raises(ValueError, match=r"denominator|numerator"):
        balance.ratio(above, below)


def test_the_reports_own_ratio_with_and_without_north_koreans(pairs):
    assert balance.report_ratio(pairs) == pytest.approx((5 / 3, 5 / 2))
    assert balance.report_ratio(pairs, with_north_koreans=False) == pytest.approx((4 / 3, 2))


def test_ratio_by_speaker_divides_each_total_of_november(force, pairs):
    rows = balance.ratio_by_speaker(force, pairs, known_by="2024-11-17").set_index("speaker_id")
    assert rows.loc["oleksandr-syrskyi", ["ratio_low", "ratio_high"]].tolist() == [1.5, 2.25]
    assert "general-staff-of-ukraine-unnamed-source" not in rows.index  # said on 23 November
    assert rows["sure"].all()


def test_north_koreans_taken_out_are_unsure_where_the_speaker_did_not_say(force, pairs):
    rows = balance.ratio_by_speaker(force, pairs, "taken out").set_index("speaker_id")
    officials, syrskyi = rows.loc["us-and-ukrainian-officials"], rows.loc["oleksandr-syrskyi"]
    assert (officials["numerator"], officials["sure"]) == (40_000, True)
    assert (syrskyi["numerator"], syrskyi["sure"]) == (35_000, False)


def test_north_koreans_are_added_only_where_they_are_listed_apart(force, pairs):
    said = balance.ratio_by_speaker(force, pairs).set_index("speaker_id")["numerator"]
    added = balance.ratio_by_speaker(force, pairs, "added").set_index("speaker_id")["numerator"]
    difference = (added - said)[lambda d: d != 0]
    assert difference.to_dict() == {"general-staff-of-ukraine-unnamed-source": 11_000}


def test_another_months_denominator_is_another_range(force, pairs):
    assert balance.denominator(force, pairs, "august") == (10_000, 15_000)
    with pytest.raises(ValueError, match="report"):
        balance.denominator(force, pairs, "september")


def test_totals_and_other_counts_share_no_row_and_no_trap(force):
    totals = pd.concat([balance.totals(force, side) for side in (balance.RUSSIA, balance.UKRAINE)])
    others = balance.other_counts(force)
    assert not set(totals["estimate_id"]) & set(others["estimate_id"])
    assert len(totals) + len(others) == (force["exercise_only"] == "no").sum()
    assert others["counts"].notna().all()


def test_a_figure_is_of_its_period_and_known_on_its_day():
    rows = pd.DataFrame(
        {
            "as_of_last": pd.to_datetime(["2024-11-05", "2024-11-05", "2024-12-01"]),
            "published": pd.to_datetime(["2024-11-06", "2024-11-20", "2024-11-01"]),
            "published_basis": ["inferred", "page", "page"],
        }
    )
    assert len(balance.of_period(rows, "November 2024")) == 2
    assert balance.of_period(rows, "November 2024", "2024-11-17").index.tolist() == [0]


def test_texts_with_both_halves(pairs):
    rows = balance.pair_ratios(pairs).set_index("pair_id")
    assert rows.loc["pair-3-forbes", "ratio_low"] == rows.loc["pair-3-forbes", "ratio_high"] == 3
    bbc = rows.loc["pair-4-bbc"]
    assert bbc["ratio_high"] == pytest.approx(70 / 12)
    assert bbc["without_low"] == pytest.approx(58 / 12)  # 12,000 North Koreans inside
    assert pd.isna(rows.loc["pair-3-forbes", "without_low"])


def test_counters_and_their_ratio_of_one_place():
    mapped = pd.DataFrame(
        {
            "date": pd.to_datetime(["2024-08-10", "2024-08-10", "2024-11-15", "2024-11-15", "2024-11-15"]),
            "side": ["russia", "ukraine", "russia", "ukraine", "ukraine"],
            "place": ["Kursk oblast"] * 4 + ["Belgorod oblast"],
            "counters": [8, 0, 44, 22, 9],
        }
    )
    rows = balance.counters(mapped)
    assert pd.isna(rows["ratio"][0]) and rows["ratio"][1] == 2
    with pytest.raises(DataError, match="no counters for"):
        balance.counters_on(mapped, "2024-09-01")


def test_brigades_are_matched_by_number_and_battalions_left_out():
    units = pd.DataFrame(
        {
            "row_id": ["units:u1", "units:u2", "units:u3", "units:u4"],
            "unit": ["17th Tank Brigade", "17th Tank Brigade (parts)", "5th Tank Brigade", "6th Battalion"],
            "lists": ["Zelensky 6 Feb 2025", "Russian MoD 21 Nov 2024"] + ["Russian MoD 21 Nov 2024"] * 2,
        }
    )
    names = pd.DataFrame(
        {
            "side": ["ukraine"] * 3,
            "unit": ["17th Heavy Mechanized Brigade", "Battalion of 5th Tank Brigade", "9th Brigade"],
            "first_day": pd.to_datetime(["2024-11-08", "2024-11-08", "2024-12-01"]),
            "last_day": pd.to_datetime(["2025-03-07"] * 3),
        }
    )
    table = balance.units_by_witness(units, names, "2024-11-15")
    assert table["unit"].tolist() == ["5th Tank Brigade", "17th Tank Brigade"]
    assert table["row_id"].tolist() == ["units:u3", "units:u1"]
    assert balance.witnesses(table, "Kyiv", "Moscow") == 1
    assert balance.witnesses(table, "Moscow", "map") == 1


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (5, 5, 100 * 0.025 ** (1 / 5), 100),  # all succeed: low ** n = 2.5 %
        (0, 5, 0, 100 * (1 - 0.025 ** (1 / 5))),
        (4, 20, 5.73, 43.66),  # worked example in many textbooks
        (1, 1, 2.5, 100),
    ],
)
def test_the_interval_of_clopper_and_pearson(successes, n, low, high):
    found = balance.interval(successes, n)
    assert found.percent == pytest.approx(100 * successes / n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.01)


def test_impossible_counts_are_refused():
    for successes, n in ((1, 0), (3, 2), (-1, 4)):
        with pytest.raises(ValueError, match="successes"):
            balance.interval(successes, n)


def test_the_printed_shares_follow_from_the_counts():
    tests = load("force_ratio_tests")
    assert ((100 * tests["successes"] / tests["n"]).round() == tests["share_pct"]).all()


def test_cells_are_counted_below_and_from_a_ratio():
    tests = pd.DataFrame(
        {
            "record": ["a", "a", "a", "b"],
            "ratio_low": [1.0, 2.0, 3.0, 1.0],
            "ratio_high": [1.9, 2.9, None, 9.0],
            "n": [10, 4, 9, 7],
            "successes": [5, 3, 9, 0],
        }
    )
    assert balance.counted(tests, "a") == (17, 23)
    assert balance.counted(tests, "a", below=3) == (8, 14)
    assert balance.counted(tests, "a", since=3) == (9, 9)
    assert balance.record(tests)["small"].tolist() == [False, True, True, True]
