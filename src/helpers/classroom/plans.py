"""How a teacher means to teach a lesson: teaching/<word>.toml, its two plans, and where a plan cannot hold.

A step of a plan names cells of the lesson in their order and what the teacher does; `m45` are its minutes in
a period of 45 along ★, `m90` those in one of 90. A step without one of them is left out there. `do90` stands
in place of `do` in the longer plan.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import nbformat

from helpers.classroom.copies import FOLD
from helpers.lesson.values import LessonError, filled
from helpers.publish.lengths import DISCUSSION, SETTLING, is_starred, length
from helpers.publish.notebooks import is_code, source

FOLDER = files("helpers.classroom") / "teaching"
PERIODS = {"m45": 45, "m90": 90}
ROUNDED = 0.5  # a step is given whole minutes
EXERCISE = re.compile(r"^#+ (?:★ )?(?P<name>Exercise \d+).*?\((?P<goals>O\d[^)]*)\)", re.MULTILINE)
GOAL = re.compile(r"O\d")
HEADING = re.compile(r"^#+ (?P<text>.+?) *$", re.MULTILINE)


@cache
def teaching(word: str) -> dict[str, Any]:
    """What teaching/<word>.toml says, each {name} replaced by the value of the lesson.

    Raises LessonError when the lesson has no such file.
    """
    place = FOLDER / f"{word}.toml"
    if not place.is_file():
        raise LessonError(f"The lesson {word} has no guide: write classroom/teaching/{word}.toml.")
    return in_words(word, tomllib.loads(place.read_text("utf-8")))


def in_words(word: str, part: Any) -> Any:
    """Texts, and lists and tables of texts, with each {name} replaced as the lesson `word` prints it."""
    if isinstance(part, str):
        return filled(word, part)
    if isinstance(part, dict):
        return {key: in_words(word, value) for key, value in part.items()}
    return [in_words(word, value) for value in part] if isinstance(part, list) else part


def steps(word: str, period: str) -> list[dict[str, Any]]:
    """The steps of one plan, each with the minute at which it begins."""
    begins = SETTLING
    found: list[dict[str, Any]] = []
    for step in (step for step in teaching(word)["plan"] if period in step):
        said = step.get("do90", step["do"]) if period == "m90" else step["do"]
        found.append({**step, "do": said, "minutes": step[period], "begins": begins})
        begins += step[period]
    return found


def section(notebook: nbformat.NotebookNode, cell_id: str) -> str:
    """The heading under which a cell stands; where the cell begins one (folds apart), that heading."""
    found = ""
    for cell in notebook.cells:
        text = "" if is_code(cell) else FOLD.sub("", source(cell)).strip()
        headings = HEADING.findall(text)
        if cell.id == cell_id:
            return headings[0] if text.startswith("#") else found
        found = headings[-1] if headings else found
    return found


def left_out(notebook: nbformat.NotebookNode, word: str, period: str) -> list[str]:
    """Headings of the lesson under which a plan does nothing."""
    planned = {cell for step in steps(word, period) for cell in step["cells"]}
    taught = {section(notebook, cell) for cell in planned}
    found: list[str] = []
    for cell in notebook.cells:
        generated = cell.metadata.get("generated")
        headings = [] if is_code(cell) or generated else HEADING.findall(source(cell))
        (taught.update if cell.id in planned else found.extend)(headings)
    return [heading for heading in found if heading not in taught]


def shown_by(notebook: nbformat.NotebookNode, word: str) -> dict[str, list[str]]:
    """Objective → where a pupil shows it: its exercises, and the cell that its rubric names."""
    found: dict[str, list[str]] = {goal: [] for goal in teaching(word)["rubric"]}
    texts = [source(cell) for cell in notebook.cells if not is_code(cell)]
    for match in (match for text in texts for match in EXERCISE.finditer(text)):
        for goal in GOAL.findall(match["goals"]):
            found.setdefault(goal, []).append(match["name"])
    for goal, row in teaching(word)["rubric"].items():
        if "cell" in row:
            found[goal].append(f"“{section(notebook, row['cell']).removeprefix('★ ')}”")
    return found


def plan_faults(notebook: nbformat.NotebookNode, word: str) -> list[str]:
    """Why a plan cannot be taught as it stands: cells, order, ★, sums, too few minutes for what there is."""
    order = [cell.id for cell in notebook.cells]
    named = [cell for step in teaching(word)["plan"] for cell in step["cells"]]
    unknown = [f"there is no cell {cell}" for cell in named if cell not in order]
    if unknown:
        return unknown
    places = [order.index(cell) for cell in named]
    faults = [f"cell {order[two]} stands before {order[one]}" for one, two in pairwise(places) if two <= one]
    return faults + [fault for period in PERIODS for fault in _faults_of(notebook, word, period)]


def _faults_of(notebook: nbformat.NotebookNode, word: str, period: str) -> Iterator[str]:
    short = period == "m45"
    planned = []
    for step in steps(word, period):
        cells = [cell for cell in notebook.cells if cell.id in step["cells"]]
        planned += cells
        yield from (f"cell {cell.id} is not ★" for cell in cells if short and not is_starred(cell))
        wanted = needed(cells, word, star=short)
        if step["minutes"] < wanted - ROUNDED:
            yield f"{period}, cell {step['cells'][0]}: {step['minutes']} minutes for {wanted:.1f}"
    given = sum(step["minutes"] for step in steps(word, period))
    if given != PERIODS[period] - SETTLING:
        yield f"{period}: the steps are {given} minutes and not {PERIODS[period] - SETTLING}"
    if given < needed(planned, word, star=short):
        yield f"{period}: {needed(planned, word, star=short):.1f} minutes are planned into {given}"


def needed(cells: list[nbformat.NotebookNode], word: str, *, star: bool) -> float:
    """Minutes that cells take by lengths.py: reading, doing and the discussion."""
    counted = length(nbformat.v4.new_notebook(cells=cells), word, star=star)
    return counted.reading + counted.doing + DISCUSSION * counted.discussions
