"""Balance: in the lessons the_dilemma and the_argument each side of each question has voices of its own."""

import pytest

from helpers.analysis import debate
from helpers.charts.statements import WEAK_GRADES
from helpers.data import load

LESSONS = ["the_dilemma", "the_argument"]
ARGUMENTS = load("arguments", lessons=LESSONS)
ANSWERS = debate.answers(ARGUMENTS)
QUESTIONS = sorted(ANSWERS.loc[ANSWERS["side"].isin(["yes", "no"]), "question"].unique())
ARGUMENTS_BY_ID = load("arguments").set_index("argument_id")
OPPOSITE = {"yes": "no", "no": "yes"}


def voices(rows, question, side):
    return set(rows.loc[(rows["question"] == question) & (rows["side"] == side), "speaker_id"])


def test_the_lessons_ask_the_questions_that_the_storyboards_name():
    assert {"troops", "east", "worth", "cards", "border", "lines", "morale", "stay", "initiative"} < set(
        QUESTIONS
    )


@pytest.mark.parametrize("side", ["yes", "no"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_each_side_has_two_speakers_who_argue_and_never_took_the_other_side(question, side):
    """Aims of a party and refusals to talk are acts: they do not count as arguments here."""
    arguing = ANSWERS[ANSWERS["kind"] == "argument"]
    own = voices(arguing, question, side) - voices(ANSWERS, question, OPPOSITE[side])
    assert len(own) >= 2, sorted(own)


@pytest.mark.parametrize("side", ["yes", "no"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_side_comes_from_one_corner_only(question, side):
    rows = ANSWERS[(ANSWERS["question"] == question) & (ANSWERS["side"] == side)]
    assert rows["actor"].nunique() >= 2, sorted(rows["actor"].unique())


@pytest.mark.parametrize("side", ["yes", "no"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_side_rests_on_weak_pages_alone(question, side):
    rows = ANSWERS[(ANSWERS["question"] == question) & (ANSWERS["side"] == side)]
    assert (~rows["page_grade"].isin(WEAK_GRADES)).any()


def test_both_parties_goals_come_from_two_speakers_and_are_judged_by_a_test():
    goals = load("goals")
    speakers = goals.groupby("side")["speaker_id"].nunique()
    assert set(speakers.index) == {"ukraine", "russia"} and speakers.min() >= 2
    assert goals["test"].str.len().min() > 20


def test_both_publics_were_asked_by_two_pollsters():
    rows = debate.polls(load("estimates"), load("estimate_details"))
    assert rows.groupby("place")["speaker_id"].nunique().loc[["Ukraine", "Russia"]].min() >= 2


def test_each_side_of_each_motion_has_two_cards():
    cards = load("role_cards")
    assert (cards.groupby(["motion", "stands"])["card_id"].count() == 2).all() and len(cards) == 8


@pytest.mark.parametrize("letter", load("role_cards")["card_id"])
def test_a_card_has_three_voices_one_better_page_and_an_honest_objection(letter):
    """Sources answer the card's questions as the card does or see both sides; the objection does not."""
    (card,) = load("role_cards", card_id=letter).itertuples()
    own, against = (
        ARGUMENTS_BY_ID.loc[ids.split(";")] for ids in (card.argument_ids, card.objection_argument_ids)
    )
    assert own["speaker_id"].nunique() == 3 and not set(own["speaker_id"]) & set(against["speaker_id"])
    assert "official" not in {*own["speaker_group"], *against["speaker_group"]}
    assert (~own["page_grade"].isin(WEAK_GRADES)).any() and own["outlet"].isna().all()
    asked = dict(zip(card.question.split(";"), card.side.split(";"), strict=True))
    for row in own.itertuples():
        said = sides(row, asked)
        assert said and all(side in (asked[question], "both") for question, side in said.items()), row.Index
    for row in against.itertuples():
        said = sides(row, asked)
        assert said and all(side != asked[question] for question, side in said.items()), row.Index


def sides(row, asked):
    """The answers of an argument to those of the questions asked that it answers."""
    answers = {row.question: row.side, row.question2: row.side2}
    return {question: answers[question] for question in asked if question in answers}
