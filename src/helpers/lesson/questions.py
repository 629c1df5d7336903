"""Exercises, guesses and quizzes: read from lessons/<word>.toml, answered offline.

An answer never stands in clear text: a number is a named value of the lesson ("= owl_days"), or a sum of
such names, computed from the data; any other answer is sealed (`seal`).
"""

from __future__ import annotations

import base64
import json

from helpers.given import nearest, shown
from helpers.lesson.values import computed, contents, known_lessons

SEALED = "sealed:"


class QuestionError(ValueError):
    """A lesson asks for a question that does not exist, or got an answer of the wrong form."""


def question(kind: str, name: str) -> dict:
    """One exercise or guess of a lesson.

    Parameters
    ----------
    kind : "exercise" or "guess".
    name : the lesson's word and the entry's id in lessons/<word>.toml, such as "the_incursion-2".

    Raises
    ------
    QuestionError : no such entry; the message lists those there are.

    Returns
    -------
    The entry, with the lesson's word under "lesson".
    """
    word, _, short = str(name).rpartition("-")
    entries = questions_of(word or short).get(kind, [])
    for entry in entries:
        if entry["id"] == short:
            return entry | {"lesson": word}
    known = ", ".join(f"{word}-{entry['id']}" for entry in entries) or "none"
    raise QuestionError(f"The lesson {word} has no {kind} {shown(name)}; it has: {known}.")


def quiz_questions(lesson: str) -> list[dict]:
    """The quiz of a lesson ("the_incursion"), in order. Raises QuestionError when it has none."""
    entries = questions_of(lesson).get("quiz", [])
    if not entries:
        raise QuestionError(f"The lesson {lesson} has no quiz.")
    return entries


def seal(value: object) -> str:
    """Hide an answer from the eye of somebody who opens the question file (no secret, only a cover)."""
    if isinstance(value, (set, frozenset)):
        value = sorted(value)
    return SEALED + base64.b64encode(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).decode()


def solved(lesson: str, value: object) -> object:
    """The value behind a sealed text or behind "= …", values of the lesson; anything else as it is."""
    if isinstance(value, str) and value.startswith(SEALED):
        return json.loads(base64.b64decode(value.removeprefix(SEALED)))
    if isinstance(value, str) and value.startswith("="):
        return computed(lesson, value.removeprefix("=").strip())
    return value


def questions_of(word: str) -> dict:
    """All questions of a lesson by kind. Raises QuestionError when there is no such lesson."""
    known = known_lessons()
    if not isinstance(word, str) or word not in known:
        raise QuestionError(
            f"There is no lesson {shown(word)}.{nearest(word, known)} Write its word, the name of its "
            "notebook without the number."
        )
    return contents(word)
