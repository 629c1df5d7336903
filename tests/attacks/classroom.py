"""Markup in all that a class's pages are made of: kit of the debate, class page, handout, key and guide."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from typing import Any
from unittest import mock

from helpers.classroom import class_page, copies, debate_kit, guide, handouts, known
from helpers.data import folder, loading
from helpers.publish.asked import quizzed
from helpers.publish.site import text

WORD, NUMBER, CHOICE = "the_balance", "the_balance-2", "the_balance-3"
GUESS = "the_incursion-a"
ASKED = (copies, guide, handouts, class_page)  # modules that read what the course asks


MARKUP = '"><img src=x onerror=bad()></script><script>bad()</script>[x](javascript:bad()) `a` *b*'


def marked(value: Any) -> Any:
    """Plain data with markup behind each of its texts; the keys of its entries stay."""
    if isinstance(value, dict):
        return {key: marked(part) for key, part in value.items()}
    if isinstance(value, list):
        return [marked(part) for part in value]
    return f"{value}{MARKUP}" if isinstance(value, str) else value


@cache
def words() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the course asks, and a quiz, with markup in their words; kinds and answers are what is judged."""
    with mock.patch.object(loading, "folder", folder):  # as published: an expression may look a text up
        held, quiz = known.known(), quizzed(WORD)
    judged = {"kind", "answer", "word", "lesson", "words"}
    asked = {
        part: {
            name: {key: value if key in judged else marked(value) for key, value in one.items()}
            for name, one in entries.items()
        }
        for part, entries in held.items()
    }
    return asked, marked(quiz)


def with_words(show: Callable[[], str]) -> Callable[[], str]:
    """The same page, made while the words of the course hold markup."""

    def shown() -> str:
        asked, quiz = words()
        with ExitStack() as patches:
            for module in ASKED:
                patches.enter_context(mock.patch.object(module, "known", return_value=asked))
                if hasattr(module, "quizzed"):
                    patches.enter_context(mock.patch.object(module, "quizzed", return_value=quiz))
            return show()

    return shown


def _notes() -> str:
    return "\n\n".join([copies.exercise_note(NUMBER), copies.exercise_note(CHOICE), copies.quiz_note(WORD)])


def _guide() -> str:
    titles = {guide.known()["exercises"][name]["title"]: "" for name in (NUMBER, CHOICE)}
    code = f"guess({GUESS!r})\ncheck({NUMBER!r})\ncheck({CHOICE!r})\nquiz({WORD!r})"
    return "\n\n".join(guide._answers(code, WORD, titles))


PLACES: dict[str, Callable[[], str]] = {
    "kit of the debate": debate_kit.debate_kit,
    "guess and quiz on a handout": with_words(
        lambda: handouts._guess(handouts.known()["guesses"][GUESS]) + handouts._quiz(WORD)
    ),
    "class page": with_words(class_page.class_page),
    "notes for teachers": with_words(lambda: str(text.markdown(_notes()))),
    "key of the guide": with_words(lambda: str(text.markdown(_guide()))),
}
