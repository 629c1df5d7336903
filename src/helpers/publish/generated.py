"""Cells that publish writes from a notebook's own metadata and from the row ids in its figures.

A generated cell is a Markdown cell with metadata {"generated": "header" | "navigation" | "key points" |
"sources" | "route"}, or the code cell {"generated": "start"}; its text is overwritten. The notebook's
metadata "course" holds what they say.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import nbformat

import helpers
from helpers.data import cite, load, source_ids_of, tables, word_of
from helpers.lesson.packing import unpack
from helpers.lesson.stored import packed_in, row_ids_in
from helpers.publish.lengths import is_starred, minutes
from helpers.publish.notebooks import html_outputs, is_code, read, source
from helpers.publish.prose import rows_named

LINE = 110  # letters that a line of code may have
START = """try:
{imports}
except ImportError as missing:
    raise ImportError(f"The course is missing: start it with its README's command. ({{missing}})") from None
"""
STATUSES = {"established": "Established", "contested": "Contested", "unknown": "Unknown"}


def write_generated(notebook: nbformat.NotebookNode, path: Path, lessons: list[Path]) -> None:
    """Overwrite the generated cells of `notebook`. `lessons` are all notebooks of the course, in order.

    The list of sources comes from the outputs and the prose, so a lesson is run first. The minutes of the
    header are counted (see lengths.py) and kept in the metadata, where the pages find them.

    Raises KeyError when the metadata "course" lacks a part that a generated cell needs.
    """
    course = notebook.metadata.get("course", {})
    course["minutes"] = minutes(notebook, word_of(path))
    writers = {
        "header": lambda: header(course, path, lessons),
        "navigation": lambda: navigation(path, lessons),
        "key points": lambda: key_points(course),
        "sources": lambda: sources_used(notebook, word_of(path)),
        "route": lambda: route(path, lessons),
    }
    for cell in notebook.cells:
        kind = cell.metadata.get("generated")
        if kind and kind != "start":
            cell.source = writers[kind]()
            if kind == "key points" and is_starred(cell):
                cell.source = cell.source.replace("## ", "## ★ ", 1)


def write_start(notebook: nbformat.NotebookNode) -> None:
    """Overwrite the start cell of `notebook`, if it has one; it must be right before the lesson is run."""
    for cell in notebook.cells:
        if cell.metadata.get("generated") == "start":
            cell.source = START.format(imports=_imports(_names_used(notebook))).rstrip()


def _names_used(notebook: nbformat.NotebookNode) -> list[str]:
    """What the lesson's own cells ask of helpers, classes first."""
    cells = [c for c in notebook.cells if is_code(c) and c.metadata.get("generated") != "start"]
    trees = [ast.parse(source(cell)) for cell in cells]
    used = {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return sorted(used & set(helpers.__all__))


def _imports(names: list[str]) -> str:
    """One line; where it would be too long, what a cell says gets a line of its own, as it fits."""
    line = f"    from helpers import {', '.join(names)}"
    if len(line) <= LINE:
        return line
    said = [name for name in names if name in helpers.PLACES["helpers.lesson"]]
    while len(own := f"    from helpers.lesson import {', '.join(said)}") > LINE:
        said.pop()
    rest = [name for name in names if name not in said]
    return f"    from helpers import {', '.join(rest)}\n{own}"


def header(course: dict, path: Path, lessons: list[Path]) -> str:
    """Title, part, minutes, what to know first, objectives, claims, content note, what is not in dispute."""
    promised = course["minutes"]
    lines = [
        f"# {course['title']}",
        f"*{course['part']}* · {promised['read']} minutes to read, {promised['do']} to do alone, "
        f"{promised['teach'][0]} (★) or {promised['teach'][1]} in class"
        + (f" · ◆ {promised['bench']} more at the bench (Python, optional)" if promised["bench"] else ""),
        navigation(path, lessons),
        f"**Know first:** {course['know_first']}",
        "**After this lesson you can**\n\n"
        + "\n".join(f"- {objective}" for objective in course["objectives"]),
    ]
    if course.get("claims"):
        lines.append(f"**Claims of the report taken up here:** {', '.join(course['claims'])}")
    if course.get("content_note"):
        lines.append(f"**Content note.** {course['content_note']}")
    lines.append(f"**Not in dispute.** {course['not_in_dispute']}")
    return "\n\n".join(lines)


def navigation(path: Path, lessons: list[Path]) -> str:
    """Links to the previous and the next lesson."""
    place = [lesson.name for lesson in lessons].index(path.name)
    links = []
    if place > 0:
        links.append(f"← [{title_of(lessons[place - 1])}]({lessons[place - 1].name})")
    if place + 1 < len(lessons):
        links.append(f"[{title_of(lessons[place + 1])}]({lessons[place + 1].name}) →")
    return " · ".join(links)


def route(path: Path, lessons: list[Path]) -> str:
    """The lessons of the course as a table, with links; the lesson that shows it is left out."""
    lines = ["| part | lesson | minutes in class |", "|---|---|---|"]
    for lesson in lessons:
        notebook = read(lesson)
        course = notebook.metadata.get("course", {})
        if lesson != path and course:
            short, whole = minutes(notebook, word_of(lesson))["teach"]
            lines.append(f"| {course['part']} | [{title_of(lesson)}]({lesson.name}) | {short} or {whole} |")
    return "\n".join(lines)


def title_of(lesson: Path) -> str:
    """Number and title of a lesson, from its metadata."""
    course = read(lesson).metadata.get("course", {})
    return f"{lesson.name[:2]} {course.get('title', lesson.stem[3:].replace('_', ' '))}"


def key_points(course: dict) -> str:
    """What to keep, each point marked established, contested or unknown."""
    lines = ["## Key points"]
    for status, heading in STATUSES.items():
        points = course["key_points"].get(status, [])
        if points:
            lines.append(f"**{heading}**\n\n" + "\n".join(f"- {point}" for point in points))
    return "\n\n".join(lines)


def sources_used(notebook: nbformat.NotebookNode, lesson: str) -> str:
    """The pages behind every mark and row that the lesson showed or its prose names, folded."""
    with_pages = {name for name in tables() if "source_id" in load(name)}
    rows = rows_shown(notebook) | rows_named(notebook, lesson)
    ids = source_ids_of(row for row in rows if row.partition(":")[0] in with_pages)
    lines = "\n".join(f"- {cite(source_id)}" for source_id in ids)
    return (
        "## Sources used\n\n"
        f"The figures and tables of this lesson rest on {len(ids)} pages "
        "(data/sources.csv holds them all).\n\n"
        f"<details><summary>Show the list</summary>\n\n{lines}\n\n</details>"
    )


def rows_shown(notebook: nbformat.NotebookNode) -> set[str]:
    """Row ids ("table:key") of all marks in all settings of all charts, and of rows in tables."""
    found = set()
    for _, data in html_outputs(notebook):
        html = data["text/html"]
        found |= set(row_ids_in(html))
        for packed in packed_in(html):
            found |= {mark for figure in unpack(packed) for mark in ids_in(figure)}
    return found


def ids_in(figure: dict) -> set[str]:
    """Row ids ("table:key") of the marks of one figure."""
    marks = (mark for trace in figure["data"] for mark in _flat(trace.get("customdata")))
    return {mark for mark in marks if isinstance(mark, str)}


def _flat(marks: Any) -> list:
    if isinstance(marks, list):
        return [item for mark in marks for item in _flat(mark)]
    return [marks]
