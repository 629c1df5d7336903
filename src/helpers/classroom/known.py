"""What the course asks: its guesses, exercises and questions to rate, solved and in words, as plain data."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from helpers.data import all_notebooks, load, word_of
from helpers.lesson.guessing import guess
from helpers.lesson.questions import question, questions_of, solved
from helpers.lesson.values import filled
from helpers.publish.notebooks import is_code, read, source

HEADING = re.compile(r"^#+ (?:★ )?(?P<title>.+?)(?: \(O\d.*\))?$", re.MULTILINE)


@cache
def known() -> dict[str, dict[str, Any]]:
    """All that a class can answer, in the order of the lessons.

    Returns
    -------
    "guesses", "exercises" and "ratings", each by id. It is plain JSON, because class.html holds it, too.
    """
    guesses: dict[str, Any] = {}
    exercises: dict[str, Any] = {}
    for path in all_notebooks():
        lesson = {"lesson": path.name[:2], "word": word_of(path)}
        for function, call, title in _asked(path):
            name = str(ast.literal_eval(call.args[0]))
            if function == "guess":
                guesses[name] = lesson | _guess(name, call)
            else:
                exercises[name] = lesson | {"title": title} | _exercise(name)
    return {"guesses": guesses, "exercises": exercises, "ratings": _ratings()}


def _asked(path: Any) -> Iterator[tuple[str, ast.Call, str]]:
    """Calls of guess and check in a lesson, in order, each with the heading above it."""
    title = ""
    for cell in read(path).cells:
        if not is_code(cell):
            title = ([found["title"] for found in HEADING.finditer(source(cell))] or [title])[-1]
            continue
        calls = (node for node in ast.walk(ast.parse(source(cell))) if isinstance(node, ast.Call))
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id in ("guess", "check"):
                yield call.func.id, call, title


def _guess(name: str, call: ast.Call) -> dict[str, Any]:
    entry = question("guess", name)
    given = [ast.literal_eval(part) for part in call.args]
    named = {str(part.arg): ast.literal_eval(part.value) for part in call.keywords}
    asked = inspect.signature(guess).bind(*given, **named).arguments
    return {
        "ask": asked["ask"],
        "choices": [str(choice) for choice in asked.get("choices") or []],
        "fields": list(asked.get("fields", ())),
        "answer": filled(entry["lesson"], entry["answer"]),
    }


def _exercise(name: str) -> dict[str, Any]:
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


def _ratings() -> dict[str, Any]:
    """Questions to rate by id; `came` is 1 or 0 where the question is scored and settled."""
    settled = load("outcomes").set_index("question_id")["outcome"]
    came = {"yes": 1, "no": 0}
    return {
        row.question_id: {
            "question": row.question,
            "came": came.get(settled.get(row.question_id)) if row.scored == "yes" else None,
        }
        for row in load("questions").itertuples()
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


def _plain(answer: object) -> object:
    """An answer as JSON can hold it: a number computed from the data is NumPy's."""
    return answer.item() if isinstance(answer, np.generic) else answer
