"""Every exercise of the course: its answer is right, its hints fit, and nothing gives it away."""

import html
import re

import pytest
from entries import entries

from helpers.lesson import check, guess, quiz
from helpers.lesson.checking import JUDGES
from helpers.lesson.questions import SEALED, QuestionError, question, seal, solved
from helpers.lesson.values import filled


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr("helpers.lesson.checking.tell", lambda kind, text: said.append((kind, text)))
    return said


@pytest.mark.parametrize("exercise", entries("exercise"))
def test_the_answer_is_right(exercise, told):
    answer = solved(exercise["lesson"], exercise["answer"])
    check(exercise["id"], set(answer) if exercise["kind"] == "set" else answer)
    assert told[0][0] == "right", told


@pytest.mark.parametrize("exercise", entries("exercise"))
def test_no_answer_stands_in_clear_text(exercise):
    assert exercise["kind"] in JUDGES
    start = "=" if exercise["kind"] == "number" else SEALED
    assert str(exercise["answer"]).startswith((start, SEALED)), "seal it or compute it from the data"


@pytest.mark.parametrize("exercise", [e for e in entries("exercise") if e.values[0]["kind"] == "number"])
def test_foreseen_errors_get_their_own_hint(exercise, told):
    for wrong in exercise.get("wrong", []):
        check(exercise["id"], float(solved(exercise["lesson"], wrong["value"])))
        assert told[-1] == ("wrong", f"Not yet. {filled(exercise['lesson'], wrong['hint'])}"), wrong
    for other in exercise.get("accepted", []):
        check(exercise["id"], float(solved(exercise["lesson"], other["value"])))
        assert told[-1][0] == "right", other


@pytest.mark.parametrize("exercise", [e for e in entries("exercise") if e.values[0]["kind"] == "choice"])
def test_every_wrong_letter_has_a_hint(exercise, told):
    letters = set(exercise["hints"]) | {solved(exercise["lesson"], exercise["answer"])}
    assert letters == set("abcdefgh"[: len(letters)])
    for letter, hint in exercise["hints"].items():
        check(exercise["id"], letter)
        assert told[-1] == ("wrong", f"Not yet. {filled(exercise['lesson'], hint)}")


@pytest.mark.parametrize("exercise", [e for e in entries("exercise") if e.values[0]["kind"] == "match"])
def test_a_hint_names_the_item_that_does_not_fit(exercise, told):
    answer = solved(exercise["lesson"], exercise["answer"])
    for item in answer:
        others = [word for word in exercise.get("words", ["9999"]) if word != answer[item]]
        check(exercise["id"], answer | {item: others[0]})
        kind, said = told[-1]
        assert kind == "wrong" and f"{len(answer) - 1} of {len(answer)} fit" in said
        assert re.search(rf"(?<!\w){re.escape(item)}(?!\w)", html.unescape(said)), said


@pytest.mark.parametrize("exercise", [e for e in entries("exercise") if "words" in e.values[0]])
def test_a_word_that_nobody_offered_is_named_and_is_no_wrong_thought(exercise, told):
    answer = solved(exercise["lesson"], exercise["answer"])
    assert set(answer.values()) <= set(exercise["words"])
    item = next(iter(answer))
    check(exercise["id"], answer | {item: "wurd {no}"})
    assert f"“{item}”: “wurd {{no}}” is none of the words: {', '.join(exercise['words'])}." in told[-1][1]
    other = next(word for word in exercise["words"] if word != answer[item])
    check(exercise["id"], answer | {item: other})
    assert told[-1][0] == "wrong" and "none of the words" not in told[-1][1]


@pytest.mark.parametrize("exercise", [e for e in entries("exercise") if e.values[0]["kind"] == "set"])
def test_a_hint_names_the_letter_that_does_not_belong(exercise, told):
    answer = set(solved(exercise["lesson"], exercise["answer"]))
    for letter in sorted(set("abcdef") - answer & set(exercise["hints"])):
        check(exercise["id"], answer | {letter})
        assert told[-1][0] == "wrong" and re.search(rf"(?<!\w){letter}(?!\w)", told[-1][1]), told[-1]


@pytest.mark.parametrize("entry", entries("quiz"))
def test_each_quiz_question_has_one_right_choice_and_feedback_for_all(entry):
    assert sum(choice.get("right", False) for choice in entry["choices"]) == 1
    assert all(filled(entry["lesson"], choice["feedback"]).strip() for choice in entry["choices"])


@pytest.mark.parametrize("entry", entries("guess"))
def test_folded_answers_can_be_filled(entry):
    assert "{" not in filled(entry["lesson"], entry["answer"])


@pytest.mark.parametrize("untouched", [..., {"AFP": ..., "ISW": ...}])
def test_three_dots_wait(untouched, told):
    check("the_incursion-2", untouched)
    assert told == [("waiting", "Put your answer in place of the three dots and run the cell again.")]


def test_a_match_with_some_places_empty_is_told_so(told):
    answer = solved("the_incursion", question("exercise", "the_incursion-1")["answer"])
    check("the_incursion-1", answer | {"ISW": ...})
    assert told == [("wrong", "Not yet. Some places still hold three dots.")]


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("the_incursion-2", "soon", "Write one number (days)"),
        ("the_incursion-3", 5, "letter of your choice in quotation marks"),
        ("the_incursion-3", "z", "none of the letters"),
        ("the_incursion-1", {"AFP": "controlled"}, "dictionary with these keys"),
    ],
)
def test_answers_of_the_wrong_form_are_explained(name, answer, said, told):
    check(name, answer)
    assert told[-1][0] == "wrong" and said in told[-1][1]


def test_a_number_may_carry_its_unit(told):
    check(
        "the_incursion-4",
        f"{solved('the_incursion', question('exercise', 'the_incursion-4')['answer']):.0f} %",
    )
    assert told[-1][0] == "right"


def test_the_hint_never_holds_the_answer(told):
    check("the_incursion-2", 12345)
    answer = f"{solved('the_incursion', question('exercise', 'the_incursion-2')['answer']):.0f}"
    assert not re.search(rf"\b{answer}\b", told[-1][1])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("the_incursion-99", "no exercise 'the_incursion-99'; it has: the_incursion-1"),
        ("03-2", "no lesson '03'"),
    ],
)
def test_a_wrong_name_is_answered_with_those_there_are_and_stops_nothing(name, said, told):
    check(name, 15)
    assert told[-1][0] == "wrong" and said in html.unescape(told[-1][1])


def test_guesses_and_quizzes_that_do_not_exist_are_refused():
    """Their names are the author's, not the reader's."""
    for ask in (lambda: guess("the_incursion-z", "?"), lambda: quiz("03")):
        with pytest.raises(QuestionError, match=r"no (guess|lesson)"):
            ask()


def test_sealing_is_undone():
    assert solved("", seal({"b", "a"})) == ["a", "b"] and solved("", seal({"k": 1.5})) == {"k": 1.5}


def test_guess_and_quiz_work_without_a_kernel(monkeypatch):
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw=False: outputs.append(data))
    guess("the_incursion-a", "On which day?", choices=["a", "b"])
    quiz("the_incursion")
    assert "<details" in outputs[1]["text/html"] and "on 14 Aug 2024" in outputs[1]["text/html"]
    assert outputs[2]["text/html"].count("<details ") >= 8 and "<script" not in outputs[2]["text/html"]
