"""Links between lessons, [lesson 04](04_the_balance.ipynb): written from the lesson's word, and checked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat

from helpers.data import word_of
from helpers.publish.notebooks import read, source

TARGET = re.compile(r"\]\(([^)\s]+)\)")
HREF = re.compile(r"""<a\b[^>]*\bhref=["']([^"']+)["']""")
HEADING = re.compile(r"^#+ +(?P<text>.+?) *$", re.MULTILINE)
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


def link_faults(path: Path, targets: list[str]) -> list[str]:
    """Targets of links in the notebook `path` that lead nowhere."""
    return [fault for target in targets for fault in _target_faults(path, target)]


def _target_faults(path: Path, target: str) -> list[str]:
    if re.match(r"[a-z]+:", target):  # where such a link may lead says markup.py
        return []
    name, _, section = unquote(target).partition("#")
    if name.startswith(("../", "/")):
        return [f"the link {target} leaves notebooks/, which is the server's root"]
    place = path.parent if name else path
    for part in Path(name).parts:
        if part not in {entry.name for entry in place.iterdir()}:
            return [f"the link {target} leads nowhere (letter case counts)"]
        place = place / part
    if section and section not in _sections(place):
        return [f"the link {target} leads to no heading of {place.name} (letter case counts)"]
    return []


def _sections(path: Path) -> set[str]:
    """Names by which JupyterLab and nbviewer reach the headings of a notebook."""
    texts = [source(cell) for cell in read(path).cells if cell.cell_type == "markdown"]
    return {match["text"].replace(" ", "-") for text in texts for match in HEADING.finditer(text)}
