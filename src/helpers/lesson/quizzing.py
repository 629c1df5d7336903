"""quiz: questions whose every choice opens its own feedback; no kernel and no script needed."""

from __future__ import annotations

import html

from helpers.lesson.markup import OWN_KEYS
from helpers.lesson.questions import quiz_questions
from helpers.lesson.values import filled


def quiz(lesson: str) -> None:
    """Show the quiz of a lesson ("the_incursion"). Raises QuestionError when the lesson has none."""
    from IPython.display import display

    questions = quiz_questions(lesson)
    blocks = "".join(_block(lesson, number, entry) for number, entry in enumerate(questions, 1))
    plain = "\n".join(
        f"{number}. {filled(lesson, entry['ask'])}" for number, entry in enumerate(questions, 1)
    )
    display({"text/plain": plain, "text/html": f'<div style="max-width:50em">{blocks}</div>'}, raw=True)


def _block(lesson: str, number: int, entry: dict) -> str:
    choices = "".join(
        f"<details><summary {OWN_KEYS}>{html.escape(choice['text'])}</summary>"
        f'<p style="margin:.2em 0 .6em 1.4em"><strong>{"Yes." if choice.get("right") else "No."}</strong> '
        f"{html.escape(filled(lesson, choice['feedback']))}</p></details>"
        for choice in entry["choices"]
    )
    return f"<p><strong>{number}. {html.escape(filled(lesson, entry['ask']))}</strong></p>{choices}"
