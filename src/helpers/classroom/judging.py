"""One try at an exercise, judged as the notebook judges it, in a form that can be counted."""

from __future__ import annotations

import math
import re
from typing import Any, NamedTuple

from helpers.lesson.answers import number_in
from helpers.lesson.checking import JUDGES, in_pair
from helpers.lesson.questions import QuestionError, question, solved
from helpers.lesson.values import filled

COUNT = re.compile(r"^\d+ of \d+ fit\. ")  # what `check` puts before the hint of a match
SHOWN = re.compile(r"[A-Za-z0-9 .,%+-]{1,24}")  # other words are shown to nobody: they may be a name


class Verdict(NamedTuple):
    """right, wrong or slip (not to be read as an answer); the answer as it is counted; the hint to give."""

    state: str
    form: str
    hint: str


LARGEST = 1e12  # larger numbers are written in other ways by Python and by a browser
SLIP = Verdict("slip", "", "")


def judge(name: str, answer: Any) -> Verdict:
    """Judge a try, in the plain form of the log, at an exercise of the course."""
    exercise = question("exercise", name)
    try:
        right, said = JUDGES[exercise["kind"]](exercise, answer)
        form = FORMS[exercise["kind"]](exercise, answer)
    except QuestionError:
        return SLIP
    if right:
        return Verdict("right", form, "")
    if not SHOWN.fullmatch(form.rpartition(" = ")[2]):
        return SLIP
    return Verdict("wrong", form, COUNT.sub("", filled(exercise["lesson"], said)))


def judge_choice(asked: dict[str, Any], chosen: str) -> Verdict:
    """Judge a choice at a question of a quiz, from `known()["quiz"]`; the words of the quiz are the hint."""
    right = chosen == asked["answer"]
    return Verdict("right", chosen, "") if right else Verdict("wrong", chosen, asked["choices"][chosen])


def rounded(value: float, decimals: int = 2) -> float:
    """A number rounded half up, the same in Python and in a browser."""
    return math.floor(value * 10**decimals + 0.5) / 10**decimals


def written(value: float) -> str:
    """A rounded number as text, without a point that says nothing.

    >>> written(1.3333), written(14000.0)
    ('1.33', '14000')
    """
    return str(rounded(value)).removesuffix(".0") if abs(value) < LARGEST else "very large"


def _number(exercise: dict, answer: Any) -> str:
    return written(number_in(answer, exercise.get("unit", "")))


def _choice(_exercise: dict, answer: Any) -> str:
    return str(answer).strip().lower()


def _set(_exercise: dict, answer: Any) -> str:
    return ", ".join(sorted({str(item).strip().lower() for item in answer})) or "none"


def _match(exercise: dict, answer: Any) -> str:
    """The first pair that does not fit."""
    judged = JUDGES["match"]
    pairs: Any = solved(exercise["lesson"], exercise["answer"])
    for key, wanted in pairs.items():
        part = {**exercise, "answer": {key: wanted}}
        if not judged(part, {key: answer[key]})[0]:
            given = in_pair(key, answer[key], wanted)
            return f"{key} = {given if isinstance(wanted, str) else written(float(given))}"
    return ""


FORMS = {"number": _number, "choice": _choice, "set": _set, "match": _match}
