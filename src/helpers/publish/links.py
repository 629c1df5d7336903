"""Links between lessons, [lesson 04](04_the_balance.ipynb): written anew from the lesson's word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat

from helpers.data import word_of
from helpers.publish.notebooks import source

LINK = re.compile(r"\[(?P<said>(?:lesson )?)\d\d\]\(\d\d_(?P<word>\w+)\.ipynb(?P<section>#[^)\s]*)?\)", re.I)


def relink(notebook: nbformat.NotebookNode, lessons: list[Path]) -> None:
    """Give every link to a lesson the number that the lesson has now, in Markdown cells and in "course".

    A link to a word that no lesson has stays as it is; `stored_faults` names it.

    Parameters
    ----------
    lessons : all notebooks of the course.
    """
    named = {word_of(lesson): lesson for lesson in lessons}
    if "course" in notebook.metadata:
        notebook.metadata["course"] = _relinked(notebook.metadata["course"], named)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _relinked(source(cell), named)


def _relinked(part: Any, named: dict[str, Path]) -> Any:
    """The same text, list or dictionary with every link to a lesson written anew."""

    def link(match: re.Match) -> str:
        lesson = named.get(match["word"])
        if lesson is None:
            return match[0]
        return f"[{match['said']}{lesson.name[:2]}]({lesson.name}{match['section'] or ''})"

    if isinstance(part, str):
        return LINK.sub(link, part)
    if isinstance(part, dict):
        return {key: _relinked(value, named) for key, value in part.items()}
    return [_relinked(value, named) for value in part] if isinstance(part, list) else part
