"""What a lesson asks its reader: guesses, exercises and its quiz, solved and in words, as plain data."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from typing import Any

import nbformat
import numpy as np

from helpers.lesson.guessing import guess
from helpers.lesson.questions import question, questions_of, solved
from helpers.lesson.values import filled
from helpers.publish.notebooks import is_code, source

HEADING = re.compile(r"^#+ (?:★ )?(?P<title>.+?)(?: \(O\d.*\))?$", re.MULTILINE)


def asked_in(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, str, ast.Call, str]]:
    """Calls of guess and check in a lesson, in order: function, id, call, and the heading above it."""
    title = ""
    for cell in notebook.cells:
        if not is_code(cell):
            title = ([found["title"] for found in HEADING.finditer(source(cell))] or [title])[-1]
            continue
        calls = (node for node in ast.walk(ast.parse(source(cell))) if isinstance(node, ast.Call))
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id in ("guess", "check"):
                yield call.func.id, str(ast.literal_eval(call.args[0])), call, title


def guess_of(call: ast.Call) -> dict[str, Any]:
    """What a call of guess asks: the question, its choices, or names of the fields to fill."""
    given = [ast.literal_eval(part) for part in call.args]
    named = {str(part.arg): ast.literal_eval(part.value) for part in call.keywords}
    asked = inspect.signature(guess).bind(*given, **named).arguments
    return {
        "ask": asked["ask"],
        "choices": [str(choice) for choice in asked.get("choices") or []],
        "fields": list(asked.get("fields", ())),
    }


def exercise_of(name: str) -> dict[str, Any]:
    """An exercise with every number worked out and every text filled in."""
    entry = question("exercise", name)
    lesson = entry["lesson"]

    def number(part: dict, said: str) -> dict[str, Any]:
        tolerance = part.get("tolerance", entry.get("tolerance", 0))
        value = float(str(solved(lesson, part["value"])))
        return {"value": value, "tolerance": tolerance, said: filled(lesson, part[said])}

    return {
        "kind": entry["kind"],
        "answer": _plain(solved(lesson, entry["answer"])),
        "tolerance": entry.get("tolerance", 0),
        "unit": entry.get("unit", ""),
        "words": entry.get("words", []),
        "right": filled(lesson, entry.get("right", "")),
        "hint": filled(lesson, entry.get("hint", "")),
        "hints": {key: filled(lesson, hint) for key, hint in entry.get("hints", {}).items()},
        "accepted": [number(part, "note") for part in entry.get("accepted", [])],
        "wrong": [number(part, "hint") for part in entry.get("wrong", [])],
    }


def quizzed(word: str) -> list[dict[str, Any]]:
    """The quiz of a lesson with its texts filled in; empty where it has none."""
    return [
        {
            "ask": filled(word, entry["ask"]),
            "choices": [
                {**choice, "feedback": filled(word, choice["feedback"])} for choice in entry["choices"]
            ],
        }
        for entry in questions_of(word).get("quiz", [])
    ]


def quiz_of(word: str) -> dict[str, dict[str, Any]]:
    """Questions of a lesson's quiz by id ("the_balance-quiz-1"): title, the right choice, words to each."""
    return {
        f"{word}-quiz-{number}": {
            "title": entry["ask"],
            "answer": next(choice["text"] for choice in entry["choices"] if choice.get("right")),
            "choices": {choice["text"]: choice["feedback"] for choice in entry["choices"]},
        }
        for number, entry in enumerate(quizzed(word), 1)
    }


def _plain(answer: object) -> object:
    """An answer as JSON can hold it: a number computed from the data is NumPy's."""
    return answer.item() if isinstance(answer, np.generic) else answer
