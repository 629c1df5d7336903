"""What the pages know of the course: its lessons, their parts, the counts that the start page names."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

import nbformat

from helpers.data import word_of
from helpers.publish.notebooks import read

GOAL_NUMBER = re.compile(r"^O\d+ ")
CLAIM = re.compile(r"S\d\d[ab]?")


class Lesson:
    """One stored notebook as a page needs it."""

    def __init__(self, path: Path):
        self.stem, self.number, self.word = path.stem, path.name[:2], word_of(path)
        self.notebook: nbformat.NotebookNode = read(path)

    @cached_property
    def course(self) -> dict:
        """The notebook's own metadata on the lesson."""
        return self.notebook.metadata.get("course", {})

    @property
    def page(self) -> str:
        """Name of the lesson's page."""
        return f"{self.stem}.html"

    @property
    def title(self) -> str:
        """The lesson's question."""
        return self.course.get("title", self.stem[3:].replace("_", " "))

    @property
    def part(self) -> tuple[str, str]:
        """Number and name of its part: ("Part I", "the incursion"); the start has no number."""
        number, _, name = self.course.get("part", "").partition(", ")
        return (number, name) if name else ("", number)

    @property
    def goals(self) -> list[str]:
        """What a reader can do afterwards, without the numbers that exercises name."""
        return [GOAL_NUMBER.sub("", goal) for goal in self.course.get("objectives", [])]

    @property
    def claims(self) -> list[str]:
        """Ids of the statements taken up; none where the lesson takes up all of them."""
        return [claim for claim in self.course.get("claims", []) if CLAIM.fullmatch(claim)]


def by_part(lessons: list[Lesson]) -> list[tuple[tuple[str, str], list[Lesson]]]:
    """The lessons in their parts, in order; those without a number of a part come first."""
    parts: dict[tuple[str, str], list[Lesson]] = {}
    for lesson in lessons:
        parts.setdefault(lesson.part, []).append(lesson)
    return list(parts.items())
