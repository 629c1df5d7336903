"""What the course asks: guesses, exercises, quizzes, questions to rate, solved, in words, as plain data."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import nbformat

from helpers.data import all_notebooks, load, word_of
from helpers.lesson.questions import question
from helpers.lesson.values import filled
from helpers.publish.asked import HEADING, asked_in, exercise_of, guess_of, quiz_of
from helpers.publish.notebooks import is_code, read, source

SHORT = 80  # signs of a choice beside its letter
CHOICE = re.compile(r"""^- (?:`"|\*\*)(\w+)(?:"`|\*\*):? (.+)$""", re.MULTILINE)
HIDDEN = re.compile(r"<!--.*?-->")
PLAIN = re.compile(r"[*`]|\[(?=[^\]]*\]\()|\]\([^)]*\)")


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
        texts = choices_in(read(path))
        lesson = {"lesson": path.name[:2], "word": word_of(path)}
        for function, name, call, title in asked_in(read(path)):
            if function == "guess":
                answer = filled(lesson["word"], question("guess", name)["answer"])
                guesses[name] = lesson | guess_of(call) | {"answer": answer}
            else:
                exercises[name] = lesson | {"title": title} | exercise_of(name) | {"letters": texts[title]}
        quiz |= {name: lesson | entry for name, entry in quiz_of(lesson["word"]).items()}
    return {"guesses": guesses, "exercises": exercises, "quiz": quiz, "ratings": _ratings()}


def choices_in(notebook: nbformat.NotebookNode) -> dict[str, dict[str, str]]:
    """Heading of a lesson → letter of each choice, or of what is to be sorted, below it → its words."""
    found: dict[str, dict[str, str]] = {}
    for text in (source(cell) for cell in notebook.cells if not is_code(cell)):
        headings = [*HEADING.finditer(text)]
        ends = [heading.start() for heading in headings[1:]] + [len(text)]
        for heading, end in zip(headings, ends, strict=False):
            items = CHOICE.findall(HIDDEN.sub("", text[heading.end() : end]))
            found[heading["title"]] = {letter: PLAIN.sub("", said) for letter, said in items}
    return found


def worded(form: str, letters: dict[str, str]) -> list[str]:
    """What stands behind the letters of an answer, as it is counted: "b", "a, e" or "d = evidence".

    >>> worded("a, c", {"a": "a map", "b": "a count", "c": "a word"})
    ['a: a map', 'c: a word']
    """
    parts = form.partition(" = ")[0].split(", ")
    return [f"{part}: {shortened(letters[part])}" for part in parts if part in letters]


def shortened(text: str) -> str:
    """A text up to the last whole word of its first SHORT signs."""
    return text if len(text) <= SHORT else f"{text[:SHORT].rpartition(' ')[0]} …"


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
