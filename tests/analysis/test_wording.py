"""Counts of voices, hedges, pages and days against small cases computed by hand, and against the tables."""

import pandas as pd
import pytest

from helpers.analysis import wording
from helpers.data import load


def claims(*rows):
    columns = ["claim_id", "section", "kind", "voice", "speaker", "through", "lesson"]
    return pd.DataFrame(rows, columns=columns)


VIEW = "as seen from Moscow and Pyongyang"
SMALL = claims(
    ("S1", "dprk", "fact", "own voice", None, None, "the_deployment"),
    ("S2", "dprk", "estimate", "nobody named", None, None, "the_balance;what_happened_next"),
    ("S3", "goals", "fact", "named", "Russia", "Emil Kastehelmi", "the_argument"),
    (
        "S4",
        "goals",
        "judgement",
        "group",
        "as seen from Moscow and Pyongyang",
        "the report's own words",
        "losses_and_the_test",
    ),
    (
        "S5",
        "goals",
        "prediction",
        "group",
        "US and Ukrainian officials",
        "shared with the report",
        "the_balance",
    ),
)


def test_each_claim_has_one_row_in_the_speaker_chart():
    assert wording.spoken_by(SMALL).tolist() == [
        "the report's own voice",
        "nobody named",
        "Russia, told by Kastehelmi",
        "as seen from Moscow and Pyongyang",
        "US and Ukrainian officials",
    ]
    assert set(wording.spoken_by(load("claims"))) == set(load("voices")["voice"])


def test_a_view_given_to_others_has_neither_a_source_nor_none():
    assert wording.without_source(SMALL)["claim_id"].tolist() == ["S1", "S2"]
    assert wording.with_speaker(SMALL)["claim_id"].tolist() == ["S3", "S5"]


def test_counts_per_kind():
    counts = wording.by_kind(SMALL)
    assert counts["all"].to_dict() == {"judgement": 1, "fact": 2, "estimate": 1, "prediction": 1}
    assert counts.loc["fact", "without_source"] == 1
    claims = load("claims")
    assert wording.by_kind(claims)["all"].sum() == len(claims)


def test_every_claim_is_coded_once():
    claims = load("claims")
    coded = wording.coded(claims, load("claim_wording"))
    assert coded["claim_id"].tolist() == claims["claim_id"].tolist()
    with pytest.raises(ValueError, match="S2"):
        wording.coded(
            SMALL,
            pd.DataFrame({"claim_id": ["S1", "S3", "S4", "S5"], "certainty": "bare", "number_limit": "none"}),
        )


def test_pages_are_counted_by_what_they_keep_not_by_what_they_drop():
    chains = pd.DataFrame(
        {
            "chain": "x",
            "relation": ["main", "main", "main", "beside"],
            "link": ["declared", "declared", "inferred", "declared"],
            "from_label": ["paper", "paper", "one of these", "paper"],
            "kept": ["days;east", "east", "days", "days"],
            "dropped_or_added": ["Adds more", "Drops the days", None, None],
        }
    )
    assert wording.pages_that(chains, "x", "days") == 1
    assert wording.pages_that(chains, "x", "east") == 2
    assert wording.relaying_pages(chains, "x", "paper") == 2


def events():
    def day(number):
        return pd.Timestamp(2024, 11, number)

    return pd.DataFrame(
        {
            "event_id": ["a", "b", "c", "d", "e"],
            "date_first": [
                day(13),
                day(14),
                day(12),
                day(17),
                day(18),
            ],
            "said_on": [pd.NaT, day(15), pd.NaT, pd.NaT, pd.NaT],
            "in_report": ["yes", "yes", "no", "no", None],
        }
    )


def test_the_day_that_counts_is_the_day_the_world_could_read_it():
    assert wording.latest_known(events()) == pd.Timestamp("2024-11-15")
    assert wording.missed_after(events())["event_id"].tolist() == ["d"]
    assert wording.in_window(events())["event_id"].tolist() == ["c", "a", "b", "d"]


def test_wilson_interval_by_hand():
    share, low, high = wording.wilson(8, 70)
    assert (round(share, 1), round(low, 1), round(high, 1)) == (11.4, 5.9, 21.0)
    assert wording.wilson(0, 10)[1] == pytest.approx(0)
    with pytest.raises(ValueError, match="not 3 of 0"):
        wording.wilson(3, 0)


def test_every_verdict_of_our_check_has_an_outcome():
    assert wording.checked_rows(load("verification"))["outcome"].notna().all()
    assert wording.error_share(load("verification"))[0] == pytest.approx(100 * 8 / 70)
