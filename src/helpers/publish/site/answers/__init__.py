"""Scripts with which a lesson's page takes answers; the class page reads and judges with the same ones."""

from __future__ import annotations

import ast
import json
from functools import cache
from importlib.resources import files
from typing import Any

import nbformat

from helpers.data import load
from helpers.lesson.questions import seal
from helpers.lesson.rating import KNEW
from helpers.publish.asked import asked_in, exercise_of, guess_of, quiz_of
from helpers.publish.site.course import Lesson

OF_A_LESSON = ("elements.js", "judge.js", "file.js", "store.js", "forms.js", "rating.js", "quiz.js", "own.js")
_place = files("helpers.publish.site.answers")


@cache
def script(*names: str) -> str:
    """Scripts of this folder as one."""
    return "\n".join((_place / name).read_text("utf-8") for name in names)


def lesson_script() -> str:
    """What makes forms of a lesson's questions, with its names kept from other scripts."""
    return f"(() => {{\n{script(*OF_A_LESSON)}\n}})();"


def course_asks(lessons: list[Lesson]) -> str:
    """Ids and forms of all that the course asks, without an answer, for a page."""
    guesses: dict[str, Any] = {}
    exercises: dict[str, Any] = {}
    quiz: dict[str, Any] = {}
    for lesson in lessons:
        for function, name, call, _ in asked_in(lesson.notebook):
            if function == "guess":
                guesses[name] = {key: value for key, value in guess_of(call).items() if key != "ask"}
            else:
                exercises[name] = 1
        choices = {name: list(asked["choices"]) for name, asked in quiz_of(lesson.word).items()}
        quiz |= {name: {"choices": dict.fromkeys(texts, 1)} for name, texts in choices.items()}
    ratings = dict.fromkeys(load("questions")["question_id"], 1)
    return in_page({"guesses": guesses, "exercises": exercises, "quiz": quiz, "ratings": ratings})


def form_data(cell: nbformat.NotebookNode) -> str:
    """What the scripts make forms of, as elements that a browser neither runs nor shows.

    An exercise is sealed as in the notebook: a cover for the eye, no secret.
    """
    notebook = nbformat.v4.new_notebook(cells=[cell])
    found = [_form(function, name, call) for function, name, call, _ in asked_in(notebook)]
    called = {node.id for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)}
    if "rate" in called:
        found.append(f'<script type="application/json" class="asks-rating">{in_page(KNEW)}</script>')
    if "show_ratings" in called and "rate" not in called:
        found.append('<script type="application/json" class="shows-rating">{}</script>')
    return "".join(found)


def _form(function: str, name: str, call: ast.Call) -> str:
    if function == "guess":
        data = in_page({"name": name, **guess_of(call)})
        return f'<script type="application/json" class="asks-guess">{data}</script>'
    parts = call.args[1] if len(call.args) > 1 else None
    keys = [ast.literal_eval(key) for key in parts.keys if key] if isinstance(parts, ast.Dict) else []
    sealed = seal({"name": name, "keys": keys, **exercise_of(name)})
    return f'<script type="text/plain" class="asks-answer">{sealed}</script>'


def in_page(data: object) -> str:
    """Data as JSON that may stand in an element of a page."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
