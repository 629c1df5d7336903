"""The page of one lesson: its cells in sections, code folded, room for answers, terms linked."""

from __future__ import annotations

import ast
import html
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import nbformat
from bs4 import BeautifulSoup, Tag

from helpers.publish.lengths import is_at_bench, is_starred
from helpers.publish.notebooks import source
from helpers.publish.site import text
from helpers.publish.site.answers import form_data
from helpers.publish.site.course import Lesson
from helpers.publish.site.glossary import Linker

REPLACED = ("header", "navigation")  # generated cells in whose place a page has its own
STAR_CHIP = '<span class="star">short path</span>'
BENCH = "Python to read: each cell with what it printed and drew. To build, open the lesson in JupyterLab."


class Section(NamedTuple):
    """A heading of the page that its menu leads to."""

    anchor: str
    title: str
    star: bool


class Cell(NamedTuple):
    """A cell as HTML, and whether it belongs to the short path."""

    kind: str
    star: bool
    inside: str
    bench: bool = False


def cells_of(lesson: Lesson, linker: Linker) -> tuple[list[Cell], list[Section]]:
    """The cells of a lesson as HTML, those of its bench in one fold, and its sections."""
    found, sections, level, used = [], [], 2, {""}
    for cell in shown(lesson.notebook.cells):
        star, bench = is_starred(cell), is_at_bench(cell)
        if cell.cell_type == "code":
            found.append(Cell("python", star, (_bench_code if bench else _code)(cell, level), bench))
            continue
        soup = text.markdown(source(cell))
        for heading in soup.find_all(["h1", "h2", "h3", "h4"]):
            sections += [_heading(heading, used)] if heading.name == "h2" else _plain_heading(heading, used)
            level = int(heading.name[1])
        linker.link(soup)
        kind = str(cell.metadata.get("generated", "text")).replace(" ", "-")
        found.append(Cell(kind, star, str(soup), bench))
    return list(_folded(found)), sections


def shown(cells: list[nbformat.NotebookNode]) -> Iterator[nbformat.NotebookNode]:
    """The cells that a page without Python shows: no check of the computer, no header of the notebook."""
    checks = {place for place, cell in enumerate(cells) if "check_setup" in _called(cell)}
    left_out = checks | {place - 1 for place in checks}  # and the text that asks to run it
    for place, cell in enumerate(cells):
        if place not in left_out and cell.metadata.get("generated") not in REPLACED and source(cell).strip():
            yield cell


def _folded(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells; those of the bench as one, closed until somebody opens it by its heading."""
    for bench, some in groupby(cells, lambda cell: cell.bench):
        if not bench:
            yield from some
            continue
        inside = "".join(f'<div class="cell {cell.kind}">{cell.inside}</div>' for cell in some)
        soup = BeautifulSoup(inside, "html.parser")
        assert soup.h2 is not None, "a bench begins with its heading"
        head = f'<summary>{soup.h2.extract()}</summary><p class="small">{BENCH}</p>'
        yield Cell("bench", star=False, inside=f"<details>{head}{soup}</details>", bench=True)


def _heading(heading: Tag, used: set[str]) -> Section:
    starred = _without_star(heading)
    title = heading.get_text(" ", strip=True)
    _plain_heading(heading, used)
    if starred:
        heading.append(" ")
        heading.append(BeautifulSoup(STAR_CHIP, "html.parser"))
    return Section(str(heading["id"]), title, starred)


def _plain_heading(heading: Tag, used: set[str]) -> list[Section]:
    """Give a heading a name of its own; it makes no section."""
    _without_star(heading)
    name = base = text.anchor(heading.get_text()) or "part"
    while name in used:
        name = f"{base}-{len(used)}"
    used.add(name)
    heading["id"] = name
    return []


def _without_star(heading: Tag) -> bool:
    first = heading.find(string=True)
    if first is None or not first.lstrip().startswith(text.STAR):
        return False
    first.replace_with(first.replace(text.STAR, "", 1).lstrip())
    return True


def _code(cell: nbformat.NotebookNode, level: int) -> str:
    """Folded Python, then what the cell showed; an exercise gets room for an answer instead."""
    folded = f'<details class="code"><summary>Python</summary>{text.code(source(cell))}</details>'
    shows = [_output(output, level) for output in cell.get("outputs", [])]
    if "check" in _called(cell):
        shows = [each for each in shows if 'role="status"' not in each] + [_room(cell)]
    return folded + _area([*shows, form_data(cell)])


def _bench_code(cell: nbformat.NotebookNode, level: int) -> str:
    """Python, which a bench is read for, and what it printed and drew; no call to run it."""
    shows = [_output(output, level) for output in cell.get("outputs", [])]
    return text.code(source(cell)) + _area(each for each in shows if 'role="status"' not in each)


def _area(shows: Iterable[str]) -> str:
    inside = "".join(shows)
    return inside and f'<div class="jp-OutputArea">{inside}</div>'


def _output(output: nbformat.NotebookNode, level: int) -> str:
    """One output; a figure's title stands one level below the heading above it."""
    if output.output_type == "stream":
        return text.printed(output.text)
    data = output.get("data", {})
    if "text/html" not in data:
        return text.printed(data.get("text/plain", ""))
    page = "".join(data["text/html"])
    page = page.replace('aria-level="4"', f'aria-level="{level + 1}"')
    if 'class="dataframe"' in page:
        return _plain_table(page)
    return f'<div class="output">{page}</div>'


def _plain_table(page: str) -> str:
    """A table as pandas prints it, without its style sheet."""
    table = BeautifulSoup(page, "html.parser").table
    assert table is not None
    table.attrs.pop("border", None)
    return f'<div class="wide" tabindex="0" role="region" aria-label="Table">{table}</div>'


def _room(cell: nbformat.NotebookNode) -> str:
    """Fields to write an answer into, one for each that the exercise names; scripts make a form of them."""
    fields = "".join(
        f'<label><span>{html.escape(name or "Your answer")}</span><textarea rows="1"></textarea></label>'
        for name in asked_for(source(cell)) or [""]
    )
    return f'<div class="room">{fields}<p>For yourself: this page keeps and checks nothing.</p></div>'


def asked_for(code: str) -> list[str]:
    """Names of the single answers of an exercise.

    >>> asked_for('check("the_balance-1", {"low": ..., "high": ...})')
    ['low', 'high']
    """
    for name, call in _calls(code):
        if name == "check" and len(call.args) > 1 and isinstance(call.args[1], ast.Dict):
            return [str(key.value) for key in call.args[1].keys if isinstance(key, ast.Constant)]
    return []


def _called(cell: nbformat.NotebookNode) -> set[str]:
    return {name for name, _ in _calls(source(cell))} if cell.cell_type == "code" else set()


def _calls(code: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls of functions by their bare names."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node
