"""The report's 52 statements: evidence on both sides, verdicts of their own."""

import pandas as pd
import pytest

from helpers.data import load

SPLIT = ("S01", "S16", "S36", "S37")
LATER_ADDED = [f"S{number}" for number in range(42, 49)]
ONE_SIDED = {  # statements for which nothing that limits or contradicts them was found
    "S33": "state media report the order; nobody published a figure of drones built",
    "S34": "photographs and a Ukrainian assessment agree; nobody disputed the transport",
}
NOTHING_LATER = {  # statements on which nothing later than the report was found
    "S10": "no independent count of the raiders was published",
    "S48": "undisputed since",
}
TEXT_CLOSED = pd.Timestamp("2024-11-16")  # last day of which the report's contents know


@pytest.fixture(scope="module")
def claims():
    return load("claims")


@pytest.fixture(scope="module")
def verdicts():
    return load("verdicts").set_index("claim_id")


@pytest.fixture(scope="module")
def evidence():
    return load("claim_evidence")


def test_each_statement_has_a_verdict_reasons_and_a_deciding_definition(claims, verdicts):
    assert len(claims) == 52 and set(verdicts.index) == set(claims["claim_id"])
    assert verdicts.notna().all().all()


@pytest.mark.parametrize("column", ["reason_then", "reason_now", "deciding_definition", "class_question"])
def test_no_verdict_is_a_copy(column, verdicts):
    """No text stands twice: in particular the halves of a divided statement have reasons of their own."""
    assert verdicts.index[verdicts[column].duplicated(keep=False)].tolist() == []


@pytest.mark.parametrize("number", SPLIT)
def test_halves_rest_on_different_evidence(number, claims, evidence, verdicts):
    first, second = f"{number}a", f"{number}b"
    assert {first, second} <= set(claims["claim_id"]) and number not in set(claims["claim_id"])
    texts = evidence.groupby("claim_id")["what"].agg(set)
    shared, own = texts[first] & texts[second], min(len(texts[first]), len(texts[second]))
    assert len(shared) < own / 2, shared
    words = [set(verdicts.loc[half, "reason_now"].split()) for half in (first, second)]
    assert len(words[0] & words[1]) < 0.6 * min(map(len, words))


def test_each_statement_has_evidence(claims, evidence):
    assert set(evidence["claim_id"]) == set(claims["claim_id"])
    rows = evidence.groupby("claim_id").size()
    assert rows[LATER_ADDED].min() >= 3 and rows.min() >= 2


def test_each_statement_has_evidence_on_both_sides_where_there_is_any(evidence):
    bearing = evidence.groupby("claim_id")["bearing"].agg(set)
    assert all("supports" in found for found in bearing)
    assert {claim for claim, found in bearing.items() if found == {"supports"}} == set(ONE_SIDED)


def test_evidence_of_both_times_stands_behind_the_two_verdicts(evidence):
    known = evidence.groupby("claim_id")["known"].agg(set)
    assert set(known.index[known.map(len) < 2]) == set(NOTHING_LATER)


def test_evidence_names_its_page(evidence):
    """One row is a calculation of ours on our own sketch of roads; every other names a page."""
    assert evidence.loc[evidence["source_id"].isna(), "evidence_id"].tolist() == ["S29-02"]


def test_pages_of_then_are_not_younger_than_the_report(evidence):
    """Then means public by 20 November 2024; archives of maps and copies of older texts may be younger."""
    pages = load("sources").set_index("source_id")["published"]
    day = evidence["source_id"].map(pages)
    young = evidence[(evidence["known"] == "then") & (day > "2024-11-20")]
    assert len(young) / (evidence["known"] == "then").sum() < 0.2, young[["evidence_id", "source_id"]]


def test_verdicts_fit_the_evidence_of_their_time(verdicts, evidence):
    """Supported needs support; contested and partly need two sides, by the day of the verdict."""
    for column, rows in [("verdict_then", evidence[evidence["known"] == "then"]), ("verdict_now", evidence)]:
        bearing = rows.groupby("claim_id")["bearing"].agg(set)
        for claim, verdict in verdicts[column].items():
            found = bearing[claim]
            if verdict in ("supported", "contested", "partly"):
                assert "supports" in found or verdict == "partly", (claim, column)
            if verdict in ("contested", "partly"):
                assert found & {"qualifies", "contradicts"}, (claim, column)
