"""Versions of a reader's briefing: my_work/briefing_B2_1.md, _2.md …; none is ever written over."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from helpers.lesson import my_work

CHOICES = "briefing.json"
NAME = re.compile(r"briefing_(B\d)_(\d+)\.md")


class Draft(NamedTuple):
    """One kept version: its number and its text."""

    number: int
    text: str


def drafts(briefing_id: str) -> list[Draft]:
    """All versions of a briefing that can be read, the oldest first.

    Raises
    ------
    NotReadable : one of them is no text; the message names it, and it was left alone.
    """
    found = [
        Draft(number, my_work.read(file_name(briefing_id, number)) or "") for number in _numbers(briefing_id)
    ]
    return [draft for draft in found if draft.text.strip()]


def keep_draft(briefing_id: str, text: str) -> tuple[str, bool]:
    """Keep a text as the next version, unless it is the last one unchanged.

    Returns
    -------
    The name of the file in my_work that holds it, and whether it is new.

    Raises
    ------
    NotReadable, NotSaved : as `my_work.change` does; nothing was changed.
    """
    kept, text = drafts(briefing_id), text.rstrip() + "\n"
    if kept and kept[-1].text == text:
        return file_name(briefing_id, kept[-1].number), False
    number = max(_numbers(briefing_id), default=0) + 1
    my_work.change(file_name(briefing_id, number), lambda old: text if old is None else _taken(old, text))
    return file_name(briefing_id, number), True


def file_name(briefing_id: str, number: int) -> str:
    """Name of one version in my_work."""
    return f"briefing_{briefing_id}_{number}.md"


def keep_choice(question: str, reader: str) -> None:
    """Add a choice of question and reader to those made before."""
    now = datetime.now().isoformat(timespec="microseconds")
    my_work.save_entry(CHOICES, now, {"question": question, "reader": reader})


def last_choice() -> dict[str, str]:
    """The choice made last ("question", "reader"); empty where there is none.

    Raises NotReadable when the file is not as `keep_choice` writes it.
    """
    choices = my_work.read_entries(CHOICES)
    if not choices:
        return {}
    last = choices[max(choices)]
    if not isinstance(last, dict) or not {"question", "reader"} <= set(last):
        raise my_work.NotReadable(my_work.unreadable(CHOICES, "a choice should have a question and a reader"))
    return {name: str(last[name]) for name in ("question", "reader")}


def _numbers(briefing_id: str) -> list[int]:
    """Numbers of the files that are there, whatever they hold."""
    there = my_work.folder().glob("briefing_*.md") if my_work.folder().is_dir() else []
    found = (NAME.fullmatch(path.name) for path in there)
    return sorted(int(match[2]) for match in found if match and match[1] == briefing_id)


def _taken(old: str, text: str) -> str:
    """Another lesson kept a version at the same moment: `my_work.change` refuses what differs."""
    return old if old == text else text
