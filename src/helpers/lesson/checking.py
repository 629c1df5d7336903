"""check: say whether an answer is right, and give a hint by kind of error; never the answer itself."""

from __future__ import annotations

import html
import re
from typing import Any

from helpers.lesson import answer_log
from helpers.lesson.answers import number_in, shown
from helpers.lesson.questions import QuestionError, question, solved
from helpers.lesson.telling import tell
from helpers.lesson.values import filled

COMMA = (
    "Not yet. Python reads a comma between numbers as two answers. Write a point for decimals, as in 21.7, "
    "or put the answer in quotation marks."
)
LETTERS = (
    "Not yet. Python reads a comma as the end of an answer. Put several letters in curly brackets, "
    'as in {"a", "c"}.'
)
UNIT = re.compile(r"(?: in |, )([^,]+)$")
WAITING = "Put your answer in place of the three dots and run the cell again."


def check(name: str, answer: object = ..., *more: object) -> None:
    """Compare an answer with exercise `name` and show a verdict or a hint.

    Parameters
    ----------
    name : id of the exercise, for example "the_incursion-2".
    answer : a number, a letter, a set of letters or a dictionary, as the exercise asks; `...` waits.
    more : nothing; Python takes what stands behind a comma (21,7 or "a", "c") for one answer more.

    No slip of the reader stops a run of the whole lesson: it is told in words, an unknown exercise too. The
    answer is kept in my_work/answers.json, unless `answer_log.off()` was said.

    >>> check("the_balance-1")
    … Put your answer in place of the three dots and run the cell again.
    """
    if answer is ... or _untouched(answer):
        tell("waiting", WAITING)
        return
    if more:
        tell("wrong", LETTERS if isinstance(answer, str) else COMMA)
        return
    try:
        exercise = question("exercise", name)
    except QuestionError as error:
        tell("wrong", html.escape(str(error)))
        return
    answer_log.log(name, answer)
    try:
        _refuse_functions(answer)
        right, said = JUDGES[exercise["kind"]](exercise, answer)
    except QuestionError as error:
        tell("wrong", f"Not yet. {html.escape(str(error))}")
        return
    answered = html.escape(filled(exercise["lesson"], said), quote=False)
    tell("right" if right else "wrong", f"{'Right.' if right else 'Not yet.'} {answered}")


def _untouched(answer: object) -> bool:
    """A dictionary in which every place still holds its three dots."""
    return isinstance(answer, dict) and bool(answer) and all(value is ... for value in answer.values())


def _refuse_functions(answer: object) -> None:
    """Words such as open or all are functions to Python. Raises QuestionError for them."""
    parts = answer.values() if isinstance(answer, dict) else answer if isinstance(answer, set) else [answer]
    for part in parts:
        name = getattr(part, "__name__", None)
        if callable(part) and isinstance(name, str):
            raise QuestionError(
                f'Words need quotation marks. Write "{shown(name)}" in place of {shown(name)}.'
            )


def _number(exercise: dict, answer: Any) -> tuple[bool, str]:
    number = number_in(answer, exercise.get("unit", ""))
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
        raise QuestionError(f"“{shown(answer)}” is none of the letters of this exercise.")
    return False, hints[letter]


def _set(exercise: dict, answer: Any) -> tuple[bool, str]:
    if not isinstance(answer, (set, frozenset, list, tuple)):
        raise QuestionError('Write a set of letters, for example {"a", "c"}.')
    given, wanted = {shown(item).strip().lower() for item in answer}, set(_wanted(exercise))
    if given == wanted:
        return True, exercise["right"]
    hints = exercise.get("hints", {})
    for letter in sorted(given - wanted):
        return False, _about(letter, hints.get(letter, exercise["hint"]))
    missing = sorted(wanted - given)
    return False, hints.get(f"missing {missing[0]}", exercise["hint"])


def _match(exercise: dict, answer: Any) -> tuple[bool, str]:
    wanted = _wanted(exercise)
    if not isinstance(answer, dict) or set(answer) != set(wanted):
        raise QuestionError(f"Write a dictionary with these keys: {', '.join(wanted)}.")
    if any(value is ... for value in answer.values()):
        raise QuestionError("Some places still hold three dots.")
    off = [key for key in wanted if not _fits(key, answer[key], wanted[key])]
    given = {key: in_pair(key, answer[key], wanted[key]) for key in wanted}
    if not off:
        return True, exercise["right"]
    fit, known = f"{len(wanted) - len(off)} of {len(wanted)} fit.", exercise.get("words", [])
    strange = [key for key in off if known and given[key] not in known]
    if strange:
        written = shown(answer[strange[0]])
        raise QuestionError(f"{fit} “{strange[0]}”: “{written}” is none of the words: {', '.join(known)}.")
    hints = exercise.get("hints", {})
    alike = hints.get("all " + next(iter(given.values()))) if len(set(given.values())) == 1 else None
    said = hints.get(f"{off[0]} = {given[off[0]]}") or hints.get(off[0]) or exercise["hint"]
    return False, f"{fit} {alike or _about(off[0], said)}"


def _about(item: str, hint: str) -> str:
    """A hint that names the item it is about."""
    return hint if re.search(rf"(?<!\w){re.escape(item)}(?!\w)", hint) else f"“{item}”: {hint}"


def in_pair(key: str, given: object, wanted: str | float) -> str:
    """One part of a match as its hints have it: a word in small letters, or a number without its unit."""
    if isinstance(wanted, str):
        return shown(given).strip().lower()
    return f"{number_in(given, unit_of(key)):.12g}"


def unit_of(key: str) -> str:
    """The unit that the key of a number asks for, with which an answer may end.

    >>> unit_of("30 mi² in km²"), unit_of("1,260 of 29,997 km², per cent"), unit_of("a")
    ('km²', 'per cent', '')
    """
    found = UNIT.search(key)
    return found[1] if found else ""


def _fits(key: str, given: object, wanted: str | float) -> bool:
    """The same word (True for "true", as Python writes it), or a number that rounds to the wanted one."""
    if isinstance(wanted, str):
        return isinstance(given, (str, bool)) and str(given).strip().lower() == wanted.lower()
    decimals = len(str(wanted).partition(".")[2])
    return _near(number_in(given, unit_of(key)), wanted, 0.5 * 10**-decimals)


def _wanted(exercise: dict) -> Any:
    return solved(exercise["lesson"], exercise["answer"])


JUDGES = {"number": _number, "choice": _choice, "set": _set, "match": _match}


def _near(number: float, wanted: Any, tolerance: float) -> bool:
    return abs(number - float(wanted)) <= tolerance + 1e-9
