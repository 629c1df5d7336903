"""Words of lessons that need a screen, and what stands on paper in their place."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from helpers.lesson.values import filled

DOES = (
    r"click|hover|tap on|drag|scroll|sliders?|controls|(?:the|a|first|second|third) control|import|point at",
    r"run (?:the|this) cell|(?:a new|open a|grey) cell|shift \+ enter|set the (?:day|chart|control)",
    r"(?:chart|figure)'s table|stand in the table|table of the (?:chart|figure)|table below the figure",
    r"table opens|fold below|for you to set|you set|your setting|which settings?|my_work|a file of its own",
    r"on your computer|this computer|open the (?:pack|table|fold|dictionary)|set of letters|as a set",
)
SCREEN = re.compile(rf"\b(?:{'|'.join(DOES)})\b|\(\.\.\.\)", re.IGNORECASE)


@cache
def changes() -> dict[str, dict[str, str]]:
    """Word of a lesson → its words for a screen → those for paper."""
    return tomllib.loads((files("helpers.classroom") / "on_paper.toml").read_text("utf-8"))


def for_paper(word: str, text: str) -> str:
    """A text of the lesson `word` as paper has it."""
    for there, here in changes().get(word, {}).items():
        if there in text:
            text = text.replace(there, filled(word, here))
    return text
