"""What must hold for figures that a class will trust."""

import re

import pandas as pd
import pytest
from frictionless import Package, system

from helpers.data import folder, load, tables

DAYS = pd.Timestamp("2022-01-01"), pd.Timestamp("2026-11-24")
EARLY_KINDS = {"forecast"}
CENSUS = {"sudzha_population", "kursk_oblast_population"}


@pytest.fixture(scope="module")
def estimates():
    return load("estimates")


def test_frictionless_validates_the_package():
    with system.use_context(trusted=True):
        report = Package(str(folder() / "datapackage.json")).validate()
    faults = report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.valid, faults[:10]


def test_low_central_high_are_in_order(estimates):
    low, central, high = estimates["low"], estimates["central"], estimates["high"]
    assert not ((low > central) | (central > high) | (low > high)).any()
    assert estimates[["low", "central", "high"]].notna().any(axis=1).all()


def test_killed_never_exceed_casualties_of_the_same_speaker_and_day(estimates):
    rows = estimates[(estimates["exercise_only"] == "no") & estimates["as_of_last"].notna()]
    keys = ["speaker_id", "as_of_last"]
    killed = rows[rows["quantity"] == "dprk_killed"]
    casualties = rows[rows["quantity"] == "dprk_casualties"]
    pairs = killed.merge(casualties, on=keys, suffixes=("_killed", "_all"))
    assert len(pairs) >= 2
    least = pairs[["low_killed", "central_killed", "high_killed"]].min(axis=1)
    most = pairs[["low_all", "central_all", "high_all"]].max(axis=1)
    assert (least <= most).all()


def test_held_never_exceeds_held_or_unclear():
    area = load("control_area_daily", mapper="deepstate", measure=["held", "unclear"])
    wide = area.pivot(index="date", columns="measure", values="area_km2")
    assert (wide["held"] <= wide["held"] + wide["unclear"]).all() and (wide >= 0).all().all()


def test_days_lie_in_range(estimates):
    """Only a census may be older than the war."""
    for column in ("as_of_first", "as_of_last", "published"):
        days = estimates.loc[~estimates["quantity"].isin(CENSUS), column].dropna()
        horizon = estimates.loc[days.index, "basis"].isin(EARLY_KINDS)
        assert days[~horizon].between(*DAYS).all(), column
    both = estimates.dropna(subset=["as_of_first", "as_of_last"])
    assert (both["as_of_first"] <= both["as_of_last"]).all()
    assert (estimates["as_of_first"].isna() == estimates["as_of_last"].isna()).all()


def test_nothing_is_published_before_its_day_unless_a_forecast(estimates):
    early = estimates[estimates["published"] < estimates["as_of_first"]]
    assert set(early["basis"]) <= EARLY_KINDS, early[["estimate_id", "as_of_first", "published"]]


def test_inferred_days_give_a_reason(estimates):
    inferred = estimates[estimates["published_basis"] == "inferred"]
    assert inferred["published"].notna().all() and inferred["note"].notna().all()
    assert estimates.loc[estimates["published_basis"] == "unknown", "published"].isna().all()


def test_every_source_and_speaker_is_used():
    used_sources, used_speakers = set(), set()
    for name in set(tables()) - {"sources", "speakers"}:
        frame = load(name)
        for column in frame:
            if column.endswith("source_id"):
                used_sources |= set(frame[column].dropna())
            elif column in ("speaker_id", "named_by"):
                used_speakers |= set(frame[column].dropna())
    assert set(load("sources")["source_id"]) == used_sources
    assert set(load("speakers")["speaker_id"]) == used_speakers


def test_every_quantity_is_used_and_defined_in_one_sentence(estimates):
    quantities = load("quantities")
    used = set(estimates["quantity"]) | set(load("claims")["quantity"].dropna())
    assert set(quantities["quantity"]) == used
    assert quantities["definition"].str.strip().str.endswith(".").all()


def test_a_quantity_keeps_to_one_kind_of_unit(estimates):
    """Square miles stand beside km² (a trap that lesson 03 teaches); nothing else is mixed."""
    units = estimates.groupby("quantity")["unit"].agg(set)
    mixed = units[units.map(len) > 1]
    assert all(kinds <= {"km²", "mi²"} for kinds in mixed), mixed


def test_area_series_have_no_silent_gaps():
    """Daily mappers have a row a day; a day without a redrawn outline says which outline it repeats."""
    area = load("control_area_daily")
    for mapper in ("deepstate", "project_owl"):
        days = area[(area["mapper"] == mapper) & (area["measure"] == "held")].sort_values("date")
        gaps = days["date"].diff().dt.days.fillna(1)
        assert (gaps >= 1).all() and gaps.max() <= 3, mapper
        assert (days["outline_date"] <= days["date"]).all()
    series = load("ukraine_area_daily")
    measured = series["date"].diff().dt.days.fillna(1) - 1
    assert measured.tolist() == series["gap_days"].tolist()


def test_dprk_scopes_stay_apart(estimates):
    """In Russia is not in Kursk; a forecast is not a count."""
    rows = estimates[estimates["quantity"].str.startswith("dprk_troops")]
    assert set(rows.loc[rows["quantity"] == "dprk_troops_kursk", "place"]) == {"Kursk oblast"}
    assert "Kursk oblast" not in set(rows.loc[rows["quantity"] == "dprk_troops_in_russia", "place"])
    projected = rows[rows["quantity"] == "dprk_troops_projected"]
    assert set(projected["basis"]) == {"forecast"}
    counted = rows[rows["quantity"].isin(["dprk_troops_kursk", "dprk_troops_in_russia", "dprk_troops_sent"])]
    assert "forecast" not in set(counted["basis"])


def test_each_claim_has_a_verdict_and_evidence_of_its_own():
    verdicts = load("verdicts").set_index("claim_id")
    assert set(verdicts.index) == set(load("claims")["claim_id"]) and len(verdicts) == 52
    for number in ("S01", "S16", "S36", "S37"):
        first, second = verdicts.loc[f"{number}a"], verdicts.loc[f"{number}b"]
        assert first["reason_then"] != second["reason_then"] and first["reason_now"] != second["reason_now"]
    assert set(load("claim_evidence")["claim_id"]) == set(verdicts.index)


def test_each_checkable_claim_has_a_question_and_an_outcome():
    claims, questions, outcomes = load("claims"), load("questions"), load("outcomes")
    checkable = set(claims.loc[claims["checkable"] == "yes", "claim_id"])
    assert checkable <= set(questions["claim_id"])
    assert set(questions["question_id"]) == set(outcomes["question_id"])
    assert (questions["in_rating"] == "yes").sum() == 20 and (questions["for_class"] == "yes").sum() == 8


def test_the_counting_table_adds_up():
    counting = load("counting")
    assert (counting["rows"] == counting["taken"] + counting["merged"] + counting["left_out"]).all()
    fates = load("left_out").groupby(["evidence_file", "fate"]).size().unstack(fill_value=0)
    listed = counting.set_index("evidence_file").loc[fates.index]
    assert listed["left_out"].tolist() == fates["left out"].tolist()
    assert listed["merged"].tolist() == fates["merged"].tolist()


def test_addresses_are_clean():
    urls = load("sources")["url"]
    assert not urls.str.contains(r":443|utm_|swcfpc").any()
    assert not urls.map(lambda url: url.split("/")[2].endswith(".")).any()
    assert urls.is_unique


def test_texts_use_neutral_words():
    """Words that take sides or treat people as material stay out of our own sentences."""
    unwanted = re.compile(
        r"\b(?:cannon fodder|meat (?:grinder|assault|wave)s?|took the bait)\b", re.IGNORECASE
    )
    for table, column in [
        ("events", "what"),
        ("arguments", "argument"),
        ("claims", "claim"),
        ("estimates", "note"),
    ]:
        texts = load(table)[column].dropna()
        assert not texts[texts.str.contains(unwanted)].tolist(), table


def test_event_labels_fit_a_chart():
    assert (load("events")["label"].dropna().str.len() <= 60).all()
