"""Exercises, guesses and quizzes: read from lessons/<word>.toml, answered offline.

An answer never stands in clear text: a number is an expression computed from the data ("= …"),
any other answer is sealed (`seal`).
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
from functools import cache
from importlib.resources import files

import pandas as pd

from helpers import analysis
from helpers.charts.figure import words
from helpers.data import last_changes, load

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
    """
    word, _, short = name.rpartition("-")
    entries = _lesson(word).get(kind, [])
    for entry in entries:
        if entry["id"] == short:
            return entry
    known = ", ".join(f"{word}-{entry['id']}" for entry in entries) or "none"
    raise QuestionError(f"The lesson {word} has no {kind} {name!r}; it has: {known}.")


def quiz_questions(lesson: str) -> list[dict]:
    """The quiz of a lesson ("the_incursion"), in order. Raises QuestionError when it has none."""
    entries = _lesson(lesson).get("quiz", [])
    if not entries:
        raise QuestionError(f"The lesson {lesson} has no quiz.")
    return entries


@cache
def _lesson(word: str) -> dict:
    path = files("helpers.lesson") / "lessons" / f"{word}.toml"
    if not path.is_file():
        raise QuestionError(
            f"There is no lesson {word!r}: write its word, the name of its notebook without the number."
        )
    return tomllib.loads(path.read_text("utf-8"))


def seal(value: object) -> str:
    """Hide an answer from the eye of somebody who opens the question file (no secret, only a cover)."""
    if isinstance(value, (set, frozenset)):
        value = sorted(value)
    return SEALED + base64.b64encode(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).decode()


def solved(value: object) -> object:
    """The value behind a sealed text or an expression "= …"; anything else as it is."""
    if isinstance(value, str) and value.startswith(SEALED):
        return json.loads(base64.b64decode(value.removeprefix(SEALED)))
    if isinstance(value, str) and value.startswith("="):
        return _computed(value.removeprefix("=").strip(), last_changes())
    return value


@cache
def _computed(expression: str, _edition: tuple[float, ...]) -> object:
    """Value of an expression; computed once, because one `check` asks for the same ones again and again."""
    return eval(expression, {"load": load, "pd": pd, "analysis": analysis})


def filled(text: str) -> str:
    """A text in which each {= expression} is replaced by its value as the course prints numbers.

    Expressions may use load, pd and every module of helpers.analysis by its name (analysis.arms).
    """
    return re.sub(r"\{=(.+?)\}", lambda match: words(solved("=" + match[1])), text)
