"""The log of answers given to `check`: my_work/answers.json, so that a class can put its answers together.

It holds answers alone: no name, no day, no verdict. `answer_log.off()` ends it in the whole folder.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import numpy as np

from helpers.lesson import my_work
from helpers.lesson.telling import tell
from helpers.lesson.widgets import widgets_work

FILE, OFF = "answers.json", "no_answer_log.txt"
LONGEST, MOST_PARTS, MOST_TRIES, LARGEST = 200, 30, 20, 1e15
SWITCHED_OFF = "Answers to check() are not logged while this file is here.\n"


def off() -> None:
    """Log no more answers in this folder; what stands in my_work/answers.json stays."""
    my_work.change(OFF, lambda _: SWITCHED_OFF, overwrite=True)


def on() -> None:
    """Log answers again."""
    (my_work.folder() / OFF).unlink(missing_ok=True)


def log(name: str, answer: object) -> None:
    """Add an answer to the tries at an exercise; nothing outside a kernel, or when it is switched off.

    A log that cannot be written is told in one line, and the answer is judged all the same.
    """
    given = plain(answer)
    if given is None or not widgets_work() or (my_work.folder() / OFF).exists():
        return
    try:
        kept = my_work.read_entries(FILE).get(name)
        tries = kept if isinstance(kept, list) else []
        if tries[-1:] != [given]:
            my_work.save_entry(FILE, name, [*tries, given][-MOST_TRIES:])
    except ValueError as error:
        tell("waiting", html.escape(f"The answer was judged, and not logged. {error}"))


def plain(answer: object) -> Any:
    """An answer as JSON holds it: a text, a number, a list of texts, a dictionary of texts and numbers.

    Returns
    -------
    None for what is none of these, too long, or not filled in yet.

    >>> plain({"e", "a"}), plain({"low": 1, "high": "2,5"}), plain({"low": ...})
    (['a', 'e'], {'low': 1, 'high': '2,5'}, None)
    """
    if isinstance(answer, Mapping):
        parts = {str(key): _single(value) for key, value in answer.items()}
        fits = None not in parts.values() and all(len(key) <= LONGEST for key in parts)
        return parts if fits and len(parts) <= MOST_PARTS else None
    if isinstance(answer, (set, frozenset, list, tuple)):
        items = [_single(item) for item in answer]
        fits = all(isinstance(item, str) for item in items) and len(items) <= MOST_PARTS
        return sorted(items) if fits else None
    return _single(answer)


def _single(value: object) -> str | int | float | None:
    """A text or a finite number; None for anything else."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST else None
    if isinstance(value, (np.integer, np.floating)):
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < LARGEST:
        return None
    return int(value) if value == int(value) else value  # 48.0 is 48, as JavaScript has it
