"""What the course asks: guesses, exercises, quizzes, questions to rate, solved, in words, as plain data."""

from __future__ import annotations

from functools import cache
from typing import Any

from helpers.data import all_notebooks, load, word_of
from helpers.lesson.questions import question
from helpers.lesson.values import filled
from helpers.publish.asked import asked_in, exercise_of, guess_of, quiz_of
from helpers.publish.notebooks import read


@cache
def known() -> dict[str, dict[str, Any]]:
    """All that a class can answer, in the order of the lessons.

    Returns
    -------
    "guesses", "exercises", "quiz" and "ratings", each by id: plain JSON, because class.html
    holds it, too.
    """
    guesses: dict[str, Any] = {}
    exercises: dict[str, Any] = {}
    quiz: dict[str, Any] = {}
    for path in all_notebooks():
        lesson = {"lesson": path.name[:2], "word": word_of(path)}
        for function, name, call, title in asked_in(read(path)):
            if function == "guess":
                answer = filled(lesson["word"], question("guess", name)["answer"])
                guesses[name] = lesson | guess_of(call) | {"answer": answer}
            else:
                exercises[name] = lesson | {"title": title} | exercise_of(name)
        quiz |= {name: lesson | entry for name, entry in quiz_of(lesson["word"]).items()}
    return {"guesses": guesses, "exercises": exercises, "quiz": quiz, "ratings": _ratings()}


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
