"""Balance: in the lessons the_dilemma and the_argument each side of each question has voices of its own."""

import pytest

from helpers.analysis import debate
from helpers.charts.statements import WEAK_GRADES
from helpers.data import load

LESSONS = ["the_dilemma", "the_argument"]
ARGUMENTS = load("arguments", lessons=LESSONS)
ANSWERS = debate.answers(ARGUMENTS)
QUESTIONS = sorted(ANSWERS.loc[ANSWERS["side"].isin(["yes", "no"]), "question"].unique())
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


def test_cards_are_positions_of_analysts_with_three_voices_and_an_honest_objection():
    cards = load("role_cards")
    assert sorted(cards["card_id"]) == sorted(debate.PARTNERS)
    rows = debate.described(load("arguments")).set_index("argument_id", drop=False)
    for card in cards.itertuples():
        own, against = (
            rows.loc[card.argument_ids.split(";")],
            rows.loc[card.objection_argument_ids.split(";")],
        )
        assert own["speaker_id"].nunique() == 3
        assert set(own["speaker_group"]) | set(against["speaker_group"]) <= {"analyst", "scholar", "media"}
        assert not set(own["speaker_id"]) & set(against["speaker_id"])
        asked = card.question.split(";")
        assert sides(own, asked) <= {card.side, "both"}
        assert card.side not in sides(against, asked)


def sides(rows, asked):
    """Answers of the rows to the questions asked; every row must answer one of them."""
    answered = debate.answers(
        rows[rows.columns.intersection(load("arguments").columns)].reset_index(drop=True)
    )
    answered = answered[answered["question"].isin(asked)]
    assert set(answered["argument_id"]) == set(rows["argument_id"])
    return set(answered["side"])
