"""check: say whether an answer is right, and give a hint by kind of error; never the answer itself."""

from __future__ import annotations

import html
import math
from typing import Any

from helpers.lesson.questions import QuestionError, question, solved
from helpers.lesson.telling import tell
from helpers.lesson.values import filled

WAITING = "Put your answer in place of the three dots and run the cell again."


def check(name: str, answer: object = ...) -> None:
    """Compare an answer with exercise `name` and show a verdict or a hint.

    Parameters
    ----------
    name : id of the exercise, for example "the_incursion-2".
    answer : a number, a letter, a set of letters or a dictionary, as the exercise asks; `...` waits.

    Raises
    ------
    QuestionError : the exercise does not exist.
    """
    exercise = question("exercise", name)
    if answer is ...:
        tell("waiting", WAITING)
        return
    try:
        right, said = JUDGES[exercise["kind"]](exercise, answer)
    except QuestionError as error:
        tell("wrong", f"Not yet. {html.escape(str(error))}")
        return
    tell(
        "right" if right else "wrong",
        f"{'Right.' if right else 'Not yet.'} {filled(exercise['lesson'], said)}",
    )


def _number(exercise: dict, answer: Any) -> tuple[bool, str]:
    number = _as_number(answer, exercise.get("unit", ""))
    tolerance = exercise.get("tolerance", 0)
    if _near(number, _wanted(exercise), tolerance):
        return True, exercise["right"]
    for other in exercise.get("accepted", []):
        if _near(number, solved(exercise["lesson"], other["value"]), other.get("tolerance", tolerance)):
            return True, other["note"]
    for wrong in exercise.get("wrong", []):
        if _near(number, solved(exercise["lesson"], wrong["value"]), wrong.get("tolerance", tolerance)):
            return False, wrong["hint"]
    return False, exercise["hint"]


def _choice(exercise: dict, answer: Any) -> tuple[bool, str]:
    if not isinstance(answer, str):
        raise QuestionError('Write the letter of your choice in quotation marks, for example "b".')
    letter = answer.strip().lower()
    if letter == _wanted(exercise):
        return True, exercise["right"]
    hints = exercise.get("hints", {})
    if letter not in hints:
        raise QuestionError(f"{answer!r} is none of the letters of this exercise.")
    return False, hints[letter]


def _set(exercise: dict, answer: Any) -> tuple[bool, str]:
    if isinstance(answer, str) or not hasattr(answer, "__iter__"):
        raise QuestionError('Write a set of letters, for example {"a", "c"}.')
    given, wanted = {str(item).strip().lower() for item in answer}, set(_wanted(exercise))
    if given == wanted:
        return True, exercise["right"]
    hints = exercise.get("hints", {})
    for letter in sorted(given - wanted):
        return False, hints.get(letter, exercise["hint"])
    missing = sorted(wanted - given)
    return False, hints.get(f"missing {missing[0]}", exercise["hint"])


def _match(exercise: dict, answer: Any) -> tuple[bool, str]:
    wanted = _wanted(exercise)
    if not isinstance(answer, dict) or set(answer) != set(wanted):
        raise QuestionError(f"Write a dictionary with these keys: {', '.join(wanted)}.")
    given = {key: str(value).strip().lower() for key, value in answer.items()}
    if ... in answer.values():
        raise QuestionError("Some places still hold three dots.")
    off = [key for key in wanted if given[key] != str(wanted[key]).lower()]
    if not off:
        return True, exercise["right"]
    hints = exercise.get("hints", {})
    alike = hints.get("all " + next(iter(given.values()))) if len(set(given.values())) == 1 else None
    said = alike or hints.get(f"{off[0]} = {given[off[0]]}") or hints.get(off[0]) or exercise["hint"]
    return False, f"{len(wanted) - len(off)} of {len(wanted)} fit. {said}"


def _wanted(exercise: dict) -> Any:
    return solved(exercise["lesson"], exercise["answer"])


JUDGES = {"number": _number, "choice": _choice, "set": _set, "match": _match}


def _as_number(answer: Any, unit: str) -> float:
    if isinstance(answer, str):
        answer = answer.replace(unit, "").replace(",", "").replace("%", "").strip()
    try:
        number = float(answer)
    except (TypeError, ValueError):
        number = math.nan
    if math.isnan(number):
        in_unit = f" in {unit}" if unit else ""
        raise QuestionError(f"Write a number{in_unit}, with a point for decimals.")
    return number


def _near(number: float, wanted: Any, tolerance: float) -> bool:
    return abs(number - float(wanted)) <= tolerance + 1e-9
