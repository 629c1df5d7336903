"""The report's statements: evidence on both sides, three verdicts by the rules, questions that settle.

The six words and the five rules stand in data/README.md.
"""

import pandas as pd
import pytest

from helpers.analysis.goals import TEXT_DAY
from helpers.data import load

SPLIT = ("S01", "S16", "S36", "S37")
LATER_ADDED = [f"S{number}" for number in range(42, 52)]
ONE_SIDED = {  # statements for which nothing that limits or contradicts them was found
    "S33": "state media report the order; nobody published a figure of drones built",
    "S34": "photographs and a Ukrainian assessment agree; nobody disputed the transport",
}
NOTHING_LATER = {  # statements on which nothing later than the report was found
    "S10": "no independent count of the raiders was published",
    "S48": "undisputed since",
}
OWN_WISH = {  # statements about a party's own wish, fear or order, which may rest on its own words
    "S22": "Moscow wants to retake the rest",
    "S33": "Kim ordered drones",
    "S45": "Kyiv does not look ready to give the salient up",
    "S47": "the guns raise fear",
    "S48": "Kyiv hoped for permission",
}
NO_DAY_BUT_EARLY = {  # evidence public by 16 November 2024 though neither page nor another row shows a day
    "S03-03": "an old count in a data set",
    "S03-04": "outlines of the maps of these days",
    "S04-02": "a reference work on the district",
    "S09-03": "speaks of the first days",
    "S17-04": "tells of the fall of Selydove in the week before, so early November",
    "S23-03": "Levada printed both shares by October 2024",
    "S31-01": "the site's numbers run with the days: between pages of 6 and 10 November",
    "S36a-02": "HUR's announcement of 24 October 2024",
}
DAYS_OF_ROWS = {
    "estimates": ["published", "as_of_last"],
    "arguments": ["published_last"],
    "events": ["date_last"],
}
PAGE_OUT = pd.Timestamp("2024-11-20")  # day of the report's page
TIMES = ("text", "page", "now")  # of a verdict; each knows what those before it know
LIMITS = ["qualifies", "contradicts"]


@pytest.fixture(scope="module")
def claims():
    return load("claims")


@pytest.fixture(scope="module")
def verdicts():
    return load("verdicts").set_index("claim_id")


@pytest.fixture(scope="module")
def evidence():
    return load("claim_evidence")


@pytest.fixture(scope="module")
def known(evidence):
    """A day of a verdict → the evidence that was public by then, one frame per statement."""
    kept = {time: TIMES[: place + 1] for place, time in enumerate(TIMES)}
    return {
        time: dict(list(evidence[evidence["known"].isin(kept[time])].groupby("claim_id"))) for time in kept
    }


def test_the_set_of_statements_is_complete(claims):
    """One id each, in one run of numbers; a divided sentence has two halves; each section says something."""
    numbers = claims["claim_id"].str[1:3].astype(int)
    assert claims["claim_id"].is_unique and sorted(set(numbers)) == list(range(1, numbers.max() + 1))
    halves = claims["claim_id"].str[3:].groupby(numbers).agg(lambda parts: "".join(sorted(parts)))
    assert set(halves) == {"", "ab"} and {f"S{number:02}" for number in halves[halves == "ab"].index} == {
        *SPLIT
    }
    sections = {"value", "forces", "incursion", "goals", "retaking", "logistics", "dprk"}
    assert set(claims["section"]) == sections
    assert claims["claim"].is_unique


def test_each_statement_has_three_verdicts_reasons_and_a_deciding_definition(claims, verdicts):
    assert verdicts.index.tolist() == claims["claim_id"].tolist()
    assert verdicts.drop(columns="reason_page").notna().all().all()


def test_a_reason_for_the_middle_day_stands_where_the_verdict_moved(verdicts):
    moved = verdicts["verdict_page"] != verdicts["verdict_text"]
    assert verdicts.index[moved != verdicts["reason_page"].notna()].tolist() == []
    assert moved.any()


def test_reasons_are_sentences(verdicts):
    for column in ("reason_text", "reason_page", "reason_now"):
        reasons = verdicts[column].dropna()
        assert reasons.str.endswith(".").all() and reasons.str.match(r"[A-Z0-9]").all(), column
        assert reasons.str.len().between(60, 420).all(), column


@pytest.mark.parametrize(
    "column", ["reason_text", "reason_page", "reason_now", "deciding_definition", "class_question"]
)
def test_no_verdict_is_a_copy(column, verdicts):
    """No text stands twice: in particular the halves of a divided statement have reasons of their own."""
    texts = verdicts[column].dropna()
    assert texts.index[texts.duplicated(keep=False)].tolist() == []


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


def test_evidence_of_the_reports_days_and_of_later_stands_behind_the_verdicts(evidence):
    found = evidence.groupby("claim_id")["known"].agg(set)
    assert all("text" in times for times in found)
    assert set(found.index[found.map(lambda times: "now" not in times)]) == set(NOTHING_LATER)


def test_evidence_names_its_page(evidence):
    assert evidence["source_id"].notna().all()


def test_no_evidence_is_later_than_the_day_of_its_verdict(evidence):
    """Refuses what was public after the day; the second rule catches evidence filed too late."""
    day, known = evidence["day"], evidence["known"]
    late = (known.eq("text") & (day > TEXT_DAY)) | (known.eq("page") & (day > PAGE_OUT))
    early = (known.eq("page") & (day <= TEXT_DAY)) | (known.eq("now") & (day <= PAGE_OUT))
    assert evidence.loc[late | early, ["evidence_id", "known", "day"]].values.tolist() == []


def test_a_page_that_is_younger_than_its_day_of_verdict_says_when_its_content_was_public(evidence):
    """Archives of maps and copies of older texts may be younger; then the day of the content is named."""
    page = evidence["source_id"].map(load("sources").set_index("source_id")["published"])
    limit = evidence["known"].map({"text": TEXT_DAY, "page": PAGE_OUT})
    assert evidence.loc[(page > limit) & evidence["day"].isna(), "evidence_id"].tolist() == []


def test_evidence_without_a_day_is_early_only_where_something_else_dates_it(evidence):
    """A row moved to the report's days by mistake has no day that could refuse it; so something must date it.

    That is the address of its page, or the days of other rows from this page: none is later.
    """
    rows = evidence[evidence["known"].eq("text") & evidence["day"].isna()]
    days = pd.concat(
        load(table).set_index("source_id")[column]
        for table, columns in DAYS_OF_ROWS.items()
        for column in columns
    )
    by_rows = rows["source_id"].map(days.groupby(level=0).max()) <= TEXT_DAY
    month = pd.to_datetime(rows["url"].str.extract(r"/(20\d\d/\d\d)/")[0], format="%Y/%m")
    undated = rows[~(by_rows | (month <= TEXT_DAY))]
    assert sorted(undated["evidence_id"]) == sorted(NO_DAY_BUT_EARLY)


def test_the_day_of_evidence_is_not_after_its_page(evidence):
    """A page cannot pass on what was said after it went out (a day of a time zone apart is possible)."""
    page = evidence["source_id"].map(load("sources").set_index("source_id")["published"])
    late = evidence["day"] > page + pd.Timedelta(days=1)
    assert evidence.loc[late, ["evidence_id", "day", "source_id"]].values.tolist() == []


def test_the_day_is_known_for_most_evidence(evidence):
    assert evidence["day"].notna().mean() > 0.75


def outside(rows, *bearings):
    """Whether somebody who is no party to the war says something that bears like this."""
    return (rows["party"].isna() & rows["bearing"].isin(bearings)).any()


def test_supported_rests_on_more_than_one_party(verdicts, known):
    """Rule 3: one side of the war alone supports only sentences about its own wish, fear or order."""
    alone = set()
    for time in TIMES:
        for claim in verdicts.index[verdicts[f"verdict_{time}"] == "supported"]:
            rows = known[time][claim]
            behind = rows.loc[rows["bearing"] == "supports", "party"]
            assert len(behind), (claim, time)
            if not outside(rows, "supports") and behind.nunique() < 2:
                alone.add(claim)
    assert alone == set(OWN_WISH)


@pytest.mark.parametrize("time", TIMES)
def test_partly_has_two_sides(time, verdicts, known):
    for claim in verdicts.index[verdicts[f"verdict_{time}"] == "partly"]:
        bearing = set(known[time][claim]["bearing"])
        assert "supports" in bearing and bearing & {*LIMITS}, claim


@pytest.mark.parametrize("time", TIMES)
def test_contested_is_a_dispute_among_outsiders(time, verdicts, known):
    for claim in verdicts.index[verdicts[f"verdict_{time}"] == "contested"]:
        rows = known[time][claim]
        assert outside(rows, "supports") and outside(rows, *LIMITS), claim


@pytest.mark.parametrize("time", TIMES)
def test_overtaken_names_what_ended_it(time, verdicts, evidence):
    """It was something else on the report's own days, and a later row speaks against it."""
    for claim in verdicts.index[verdicts[f"verdict_{time}"] == "overtaken"]:
        later = evidence[(evidence["claim_id"] == claim) & (evidence["known"] != "text")]
        assert (later["bearing"] == "contradicts").any() and later["day"].notna().any(), claim
        assert verdicts.at[claim, "verdict_text"] != "overtaken"


@pytest.mark.parametrize("time", TIMES)
def test_contradicted_has_nobody_for_it(time, verdicts, known):
    for claim in verdicts.index[verdicts[f"verdict_{time}"] == "contradicted"]:
        assert set(known[time][claim]["bearing"]) == {"contradicts"}, claim


def test_the_middle_verdict_moves_only_where_evidence_of_these_days_bears(verdicts, evidence):
    moved = verdicts.index[verdicts["verdict_page"] != verdicts["verdict_text"]]
    assert set(moved) <= set(evidence.loc[evidence["known"] == "page", "claim_id"])


def test_the_verdict_of_now_moves_only_where_later_evidence_bears(verdicts, evidence):
    moved = verdicts.index[verdicts["verdict_now"] != verdicts["verdict_page"]]
    assert set(moved) <= set(evidence.loc[evidence["known"] == "now", "claim_id"])


def test_decided_on_is_the_first_day_on_which_todays_verdict_could_be_given(verdicts, evidence):
    """None where nothing can decide; else there is evidence of that day, and the verdict is today's."""
    undecided = verdicts["verdict_now"] == "not checkable"
    assert verdicts.index[undecided != (verdicts["decided_on"] == "none")].tolist() == []
    there = set(zip(evidence["claim_id"], evidence["known"], strict=True))
    for claim, row in verdicts[~undecided].iterrows():
        assert (claim, row["decided_on"]) in there, claim
        assert row[f"verdict_{row['decided_on']}"] == row["verdict_now"], claim


def test_outside_means_nobody_at_war():
    rows = pd.DataFrame({"party": [None, "ukraine"], "bearing": ["qualifies", "supports"]})
    assert outside(rows, "qualifies") and not outside(rows, "supports")
