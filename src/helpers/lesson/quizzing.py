"""quiz: questions whose every choice opens its own feedback; no kernel and no script needed."""

from __future__ import annotations

import html

from helpers.lesson.markup import OWN_KEYS, RING, card, look
from helpers.lesson.questions import quiz_questions
from helpers.lesson.telling import sign
from helpers.lesson.values import filled

LINE = "list-style:none;cursor:pointer"  # the ring stands in place of the triangle


def quiz(lesson: str) -> None:
    """Show the quiz of a lesson ("the_incursion"). Raises QuestionError when the lesson has none.

    >>> quiz("the_balance")
    1. A president writes “nearly 50,000”. A headline prints “50,000”. What happened?
    ...
    """
    from IPython.display import display

    questions = quiz_questions(lesson)
    blocks = "".join(_block(lesson, number, entry) for number, entry in enumerate(questions, 1))
    plain = "\n".join(
        f"{number}. {filled(lesson, entry['ask'])}" for number, entry in enumerate(questions, 1)
    )
    display({"text/plain": plain, "text/html": look() + blocks}, raw=True)


def _block(lesson: str, number: int, entry: dict) -> str:
    choices = "".join(_choice(lesson, choice) for choice in entry["choices"])
    return f"<p><strong>{number}. {html.escape(filled(lesson, entry['ask']))}</strong></p>{choices}"


def _choice(lesson: str, choice: dict) -> str:
    """A card that opens to its feedback."""
    kind, verdict = ("right", "Right.") if choice.get("right") else ("wrong", "Not this one.")
    feedback = (
        f'<p style="margin:6px 0 2px 26px">{sign(kind)} <strong>{verdict}</strong> '
        f"{html.escape(filled(lesson, choice['feedback']))}</p>"
    )
    said = f'<summary {OWN_KEYS} style="{LINE}">{RING}{html.escape(choice["text"])}</summary>'
    return card(f"{said}{feedback}", 'class="kx-choice"', "details")
