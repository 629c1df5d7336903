"""Losses, rates, reactions and law: against numbers worked out by hand, and kinds of loss kept apart."""

import pandas as pd
import pytest

from helpers.analysis import losses, responses
from helpers.data import DataError, load


def test_five_kinds_on_one_axis_are_refused_in_words():
    said = losses.refusal(load("estimates", quantity=losses.LOSSES))
    assert "cannot share an axis" in said and "dprk_killed" in said and "window" in said
    assert losses.refusal(load("estimates", quantity="dprk_casualties_window")) == "They may share an axis."
    killed = losses.refusal(load("estimates", quantity="dprk_killed"))
    assert "places: Kursk oblast, Russia" in killed and "quantities" not in killed


def test_no_trap_is_among_the_losses(estimates):
    rows = losses.losses(estimates)
    traps = estimates.loc[estimates["exercise_only"] == "yes", "estimate_id"]
    assert not set(traps) & set(rows["estimate_id"])
    assert set(rows["kind"]) == set(losses.KINDS) and rows["as_of_last"].is_monotonic_increasing


def test_a_week_is_not_filed_among_totals(estimates):
    rows = losses.losses(estimates).set_index("estimate_id")
    assert rows.loc["dprk-casualties-window--john-kirby--2024-12-27", "kind"] == "a few days"
    assert set(rows.loc[rows["definition"] == "window", "kind"]) == {"a few days"}


def test_until_keeps_the_day_itself(estimates):
    assert losses.losses(estimates, "2025-01-13")["as_of_last"].max() == pd.Timestamp("2025-01-13")


def test_said_finds_one_row_or_says_so(estimates):
    assert losses.said(estimates, "dprk_killed", "nis", "2025-01-13") == 300
    assert losses.said(estimates, "dprk_wounded", "nis", "2024-12-19") == 1000  # a limit: the number spoken
    with pytest.raises(DataError, match="0 rows of dprk_killed by nis on 2025-01-14"):
        losses.said(estimates, "dprk_killed", "nis", "2025-01-14")


def test_the_winter_in_hand_counts(estimates):
    rows = losses.losses(estimates)
    january = "2025-01-05", "2025-01-31"
    assert losses.spread(rows[rows["kind"] == "casualties"], *january) == (3000, 4000)
    assert losses.spread(rows[rows["kind"] == "killed"], *january) == (300, 1000)
    with pytest.raises(ValueError, match="no figure from 2023"):
        losses.spread(rows, "2023-01-01", "2023-02-01")


@pytest.mark.parametrize(("share", "ratio"), [(10, 9), (25, 3), (50, 1), (100, 0)])
def test_wounded_per_death(share, ratio):
    assert losses.wounded_per_death(share) == pytest.approx(ratio)


@pytest.mark.parametrize("share", [0, -5, 101])
def test_impossible_shares_are_refused(share):
    with pytest.raises(ValueError, match="A share killed"):
        losses.wounded_per_death(share)


def test_shares_agree_with_the_figures_they_come_from():
    rows = losses.shares(load("loss_shares")).set_index("row_id")
    nis = rows.loc["loss_shares:nis-2025-04-30"]
    assert nis["share"] == pytest.approx(100 * 600 / 4700, abs=0.05)
    assert nis["ratio"] == pytest.approx(4100 / 600, abs=0.03)
    assert losses.ratio(load("loss_shares"), "nis-2025-01-13") == 9
    forces = rows.loc["loss_shares:sof-2024-12-17"]
    assert forces["share"] == pytest.approx(100 * 50 / 97, abs=0.1) and "one sector" in forces["definition"]


def test_a_share_and_its_whole_rest_on_pages_of_one_grade(estimates):
    grades = estimates.set_index("estimate_id")["page_grade"]
    for row in load("loss_shares").itertuples():
        assert {grades[whole] for whole in row.denominator_estimate_id.split(";")} == {row.page_grade}


def test_a_whole_with_missing_and_captured_gives_no_ratio():
    rows = losses.shares(load("loss_shares")).set_index("row_id")
    wider = rows[rows["definition"] == losses.WIDER]
    assert list(wider.index) == ["loss_shares:bbc-officials-2025-01-15"] and wider["ratio"].isna().all()


def test_the_factor_of_the_winter_is_nine(estimates):
    two_thirds = losses.said(estimates, "dprk_casualties", "volodymyr-zelensky", "2025-02-14") * 2 / 3
    assert two_thirds / losses.said(estimates, "dprk_killed", "nis", "2025-01-13") == pytest.approx(
        8.9, abs=0.02
    )


def test_steps_keep_to_one_speaker_and_one_kind(estimates):
    rows = losses.steps(estimates)
    assert set(rows["speaker_id"]) == {"nis"} and set(rows["quantity"]) == {"dprk_killed"}
    assert rows["value"].tolist() == [100, 300, 600, 2000]
    assert rows["days"].tolist()[1:] == [25, 107, 125]  # 19 Dec, 13 Jan, 30 Apr, 2 Sept
    assert rows["per_day"].tolist()[1:] == pytest.approx([200 / 25, 300 / 107, 1400 / 125])


def test_rates_by_hand(estimates):
    rate_of = {
        "nis-6000-of-15000": 40,
        "uk-6000-of-11000": 100 * 6 / 11,
        "nis-600-of-15000": 4,
        "jcs-1100-of-2000": 55,
    }
    for pair, wanted in rate_of.items():
        assert losses.rate_of(load("loss_rates"), estimates, pair) == pytest.approx(wanted)
    with pytest.raises(ValueError, match="above 0"):
        losses.rate(5, 0)


def test_an_unknown_row_is_named(estimates):
    with pytest.raises(ValueError, match="There is no share 'nis'"):
        losses.ratio(load("loss_shares"), "nis")
    with pytest.raises(ValueError, match="There is no rate 'nis'"):
        losses.rate_of(load("loss_rates"), estimates, "nis")


def test_a_pair_is_a_speakers_own_only_where_he_named_both_numbers(estimates):
    """JCS: 4,000 of the first 11,000; UK: over half of them. NIS gave counts in two briefings, no share."""
    own = losses.rates(load("loss_rates"), estimates).query("pair == 'used by the speaker'")
    rate_of = own.set_index("rate_id")["rate"]
    assert set(rate_of.index) == {"jcs-4000-of-11000", "uk-6000-of-11000"}
    assert rate_of["uk-6000-of-11000"] > 50


def test_only_uks_losses_are_open_ends(estimates):
    rows = losses.rates(load("loss_rates"), estimates)
    limits = rows[rows["loss_bound"] == "at least"]
    assert len(limits) == 4 and set(limits["loss_name"]) == {"UK Ministry of Defence"}


def test_the_forecast_line_ends_in_mid_april(estimates):
    line = losses.projection(estimates)
    assert line["day"].tolist() == [pd.Timestamp("2024-12-06"), pd.Timestamp("2025-04-15")]
    assert line["casualties"].tolist() == [0, 12_000]
    assert losses.days_to_reach(12_000, 92) == pytest.approx(130.4, abs=0.1)
    with pytest.raises(ValueError, match="nothing is ever reached"):
        losses.days_to_reach(12_000, 0)


def test_reactions_have_a_lane_each(events):
    rows = responses.reactions(events)
    lanes = rows.set_index("event_id")["lane"]
    assert set(lanes) == set(responses.LANES)
    assert lanes["2024-11-17-permission-reported"] == "Washington"
    assert lanes["2024-10-28-nato-confirms"] == "NATO, G7"
    assert lanes["2024-11-01-beijing-own-matter"] == "Beijing"
    assert lanes["2024-10-30-security-council"] == "UN, monitors"
    assert lanes["2024-11-04-seoul-and-eu"] == "Seoul"


def test_words_end_on_the_day_of_the_permission(events):
    assert set(responses.reactions(events, until="2024-11-16")["reaction_kind"]) == {"words"}
    assert responses.first_act(events) == pd.Timestamp("2024-11-17")
    days = responses.reactions(events).groupby("reaction_kind")["days"].min()
    assert days[["permission", "sanctions"]].tolist() == [30, 59]  # from 18 October
    assert len(responses.reactions(events, "sanctions", "2024-12-16")) == 1


@pytest.mark.parametrize(
    ("argument", "rules"),
    [
        ("N012", ["treaty", "UN Charter"]),
        ("N004", ["UN Charter", "ban on force"]),
        ("N013", ["UN resolutions"]),
        ("N006", ["ban on force", "UN resolutions"]),
        ("D106", [responses.NO_RULE]),
    ],
)
def test_rules_stand_in_the_row(argument, rules):
    rows = responses.law(load("arguments")).set_index("argument_id")
    assert rows.loc[argument, "rules"] == rules


def test_rules_are_named_on_the_law_only_and_in_one_order():
    rows = load("arguments")
    named = rows[rows["rules_named"].notna()]
    assert set(named["question"]) == {"law_dprk"}
    for rules in named["rules_named"].str.split(";"):
        assert rules == [rule for rule in responses.RULES if rule in rules]


def test_who_names_which_rule():
    rows = responses.law(load("arguments")).set_index("name")
    assert rows.loc["South Korea and European Union", "rules"] == ["UN resolutions"]
    assert rows.loc["Central Military Commission", "rules"] == ["treaty", "UN Charter"]
    assert rows.loc["Vladimir Putin", "position"] == "neither affirmed nor denied"
    assert rows["position"].is_monotonic_increasing
    by_side = rows.explode("rules").groupby("rules", observed=True)["position"].unique()
    assert set(by_side["UN resolutions"]) == {"breaks the law"}
    assert responses.naming(rows, "treaty") == 3
