"""Yes/no questions: what settles them, which are rated and scored, and what a yes means."""

import pytest

from helpers.analysis.goals import TEXT_DAY
from helpers.data import load


@pytest.fixture(scope="module")
def claims():
    return load("claims")


@pytest.fixture(scope="module")
def questions():
    return load("questions").merge(load("outcomes"), on="question_id", validate="one_to_one")


def test_each_checkable_statement_has_a_question_a_settling_day_and_an_outcome(claims, questions):
    assert set(claims.loc[claims["checkable"] == "yes", "claim_id"]) <= set(questions["claim_id"])
    assert questions["question"].str.endswith("?").all() and questions["question"].is_unique
    assert questions[["rule", "settles_on", "outcome", "why", "source_id"]].notna().all().all()
    assert set(questions["outcome"]) <= {"yes", "no", "void"}


def test_questions_of_a_split_statement_belong_to_a_half(questions, claims):
    assert set(questions["claim_id"]) <= set(claims["claim_id"])


def test_a_void_question_is_never_rated(questions):
    void = questions[questions["outcome"] == "void"]
    assert set(void["in_rating"]) <= {"no"} and set(void["for_class"]) <= {"no"}
    assert (questions["in_rating"] == "yes").sum() == 20 and (questions["for_class"] == "yes").sum() == 8


def test_both_answers_come_true_among_the_rated_questions(questions):
    """Who always says yes must not look like a good forecaster."""
    for chosen, least in (("in_rating", 7), ("scored", 5), ("for_class", 3)):
        answers = questions.loc[questions[chosen] == "yes", "outcome"].value_counts()
        assert answers["yes"] >= least and answers["no"] >= least, chosen


def test_questions_about_the_past_say_so(questions):
    past = questions["settles_on"] <= TEXT_DAY
    assert questions.loc[past != (questions["settled_before_text"] == "yes"), "question_id"].tolist() == []
    assert questions.loc[past != (questions["asks"] == "past"), "question_id"].tolist() == []


def test_a_page_that_settles_the_past_is_not_younger_than_the_day(questions):
    """A question that was settled before the text is settled by what was printed by then."""
    pages = load("sources").set_index("source_id")["published"]
    published = questions["source_id"].map(pages)
    young = questions[(questions["asks"] == "past") & (published > TEXT_DAY)]
    assert young["question_id"].tolist() == []


def test_only_rated_questions_about_what_was_still_open_are_scored(questions):
    scored = questions[questions["scored"] == "yes"]
    assert set(scored["in_rating"]) == {"yes"} and "past" not in set(scored["asks"])
    assert set(questions.loc[questions["for_class"] == "yes", "scored"]) == {"yes"}


def test_what_hangs_on_one_map_of_one_maker_is_not_scored(questions):
    alone = questions["rule"].str.startswith("Counters inside")
    assert alone.any() and set(questions.loc[alone, "scored"]) == {"no"}


def test_scored_questions_hang_on_fewer_events_than_they_are(questions):
    """Questions of one cluster come true or fail together: a score says how many clusters it rests on."""
    scored = questions[questions["scored"] == "yes"]
    assert 1 < scored["cluster"].nunique() < len(scored)
    assert questions["cluster"].str.fullmatch(r"[a-z]+(-[a-z]+)*").all()


def test_a_yes_that_means_no_change_is_told_apart(questions):
    """Only Q01 asks whether something stays: ground that was held on 16 November is still held."""
    assert questions.loc[questions["asks"] == "stays", "question_id"].tolist() == ["Q01"]
    held = load("control_area_daily", measure="held", date=TEXT_DAY)
    assert held["area_km2"].max() >= 100
