"""Where the short path of a lesson, its cells tagged `star`, is no path that can be read alone."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

import nbformat
from on_screen import printed

from helpers.publish.lengths import FOLD, is_starred, parts_of, read_text
from helpers.publish.notebooks import source

HEADING = re.compile(r"^#{2,6} .*", re.MULTILINE)
CHECKED = re.compile(r'check\(\s*"[\w]+-(\d+)"')
EXERCISE = re.compile(r"(?<!#)(?<!★ )\bexercises? (\d+)", re.IGNORECASE)
KINDS = {
    "chart": "figures",
    "figure": "figures",
    "map": "figures",
    "table": "tables",
    "guess": "guesses",
    "exercise": "exercises",
}
ABOVE = re.compile(
    rf"\b({'|'.join(KINDS)})s? (above|below)\b|\b(next|last) ({'|'.join(KINDS)})\b", re.IGNORECASE
)
NAME = re.compile(r"(?<![.!?:|“‘★] )(?<!^)(?<![\w])[A-Z][\w-]+")
ENDS = re.compile(r"^## ★ (?:Key points|What .* cannot|For discussion)", re.MULTILINE)


def off_path(notebook: nbformat.NotebookNode) -> list[str]:
    """What of the short path stands outside it, with the number of the cell."""
    found = [*_headings(notebook), *_exercises(notebook), *_references(notebook), *_names(notebook)]
    return [f"cell {number}: {fault}" for number, fault in sorted(found)]


def _headings(notebook: nbformat.NotebookNode) -> Iterator[tuple[int, str]]:
    """A reader of the whole sees by ★ what the short path is."""
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "markdown":
            for heading in HEADING.findall(FOLD.sub("", source(cell))):
                if ("★" in heading) != is_starred(cell):
                    yield number, f"the heading “{heading.lstrip('# ')}” and the tag disagree"


def _exercises(notebook: nbformat.NotebookNode) -> Iterator[tuple[int, str]]:
    """The question above and the solution below a check go with it."""
    cells = notebook.cells
    for place, cell in enumerate(cells):
        if "exercises" in parts_of(cell) and is_starred(cell):
            if not is_starred(cells[place - 1]):
                yield place, f"the question of exercise {_id(cell)} is off the path"
            after = cells[place + 1] if place + 1 < len(cells) else cell
            if "<details" in source(after) and not is_starred(after):
                yield place + 2, f"the solution of exercise {_id(cell)} is off the path"


def _references(notebook: nbformat.NotebookNode) -> Iterator[tuple[int, str]]:
    """Exercises, charts and tables that the text of the path points to."""
    numbers = {_id(cell): is_starred(cell) for cell in notebook.cells if "exercises" in parts_of(cell)}
    for number, cell in enumerate(notebook.cells, 1):
        if not is_starred(cell) or cell.cell_type != "markdown":
            continue
        text = HEADING.sub("", read_text(cell))
        for named in EXERCISE.findall(text):
            if not numbers.get(named, True):
                yield number, f"it speaks of exercise {named}, which is off the path"
        for match in ABOVE.finditer(text):
            kind, below = (match[1] or match[4]).lower(), (match[2] or match[3]).lower() in ("below", "next")
            rest = notebook.cells[number:] if below else notebook.cells[number - 2 :: -1]
            meant = next((other for other in rest if KINDS[kind] in parts_of(other)), None)
            if meant is not None and not is_starred(meant):
                yield number, f"“{match[0]}” is off the path"


def _names(notebook: nbformat.NotebookNode) -> Iterator[tuple[int, str]]:
    """Names in the key points, the quiz and the discussion that only the rest of the lesson speaks of."""
    shown = [[each.text for each in printed(cell, 0)] for cell in notebook.cells]
    written = " ".join(text for texts in shown for text in texts)
    common = set(re.findall(r"(?<![\w-])[a-z][\w-]+", written)) | {
        name.lower() for name in calendar.month_name
    }
    known: set[str] = set()
    others: set[str] = set()
    for number, (cell, texts) in enumerate(zip(notebook.cells, shown, strict=True), 1):
        names = {name for text in texts for name in NAME.findall(text)}
        if not is_starred(cell):
            others |= names
            continue
        if "quizzes" in parts_of(cell) or ENDS.search(source(cell)):
            strange = (name for name in names & others if not {name, name.rstrip("s")} & known)
            strange = (name for name in strange if name.lower() not in common)
            yield from ((number, f"{name} is named off the path only") for name in sorted(strange))
        known |= {name for text in texts for name in re.findall(r"[A-Z][\w-]+", text)}


def _id(cell: dict) -> str:
    found = CHECKED.search(source(cell))
    return found[1] if found else "?"
