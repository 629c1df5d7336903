"""What --check asks of a stored notebook; every finding names the notebook and the cell."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat

from helpers import words
from helpers.data import word_of
from helpers.lab import WIDGET_VIEW
from helpers.lesson.forms import PLOTLY_MIME
from helpers.lesson.stored import pictures_in, replaced_pictures
from helpers.publish.exercises import exercise_faults
from helpers.publish.lengths import length_faults
from helpers.publish.links import HREF, TARGET, link_faults
from helpers.publish.markup import markdown_faults, output_faults
from helpers.publish.notebooks import is_code, source
from helpers.publish.numbers import key_point_faults, number_faults
from helpers.publish.outputs import differences, other_library
from helpers.publish.private import private_faults
from helpers.publish.prose import MARKED, comment_faults
from helpers.publish.stored_form import form_faults

MOST_BYTES, MOST_LINES = 1_000_000, 20
MOST_EXPLORER_BYTES = 150_000


def stored_faults(path: Path, notebook: nbformat.NotebookNode) -> list[str]:
    """Faults that show without running anything.

    Errors, counts, widgets, size, alt sentences, links, long cells and lessons; the form of the file; what
    runs, sends, loads or betrays something; pictures and numbers that publish did not place; exercises asked
    for twice.
    """
    faults = form_faults(path)
    size = path.stat().st_size
    if size > MOST_BYTES:
        faults.append(f"{path.name}: {words.number(size)} bytes, at most {words.number(MOST_BYTES)}")
    if "widgets" in notebook.metadata:
        faults.append(f"{path.name}: stores widget state")
    counts = [cell.execution_count for cell in notebook.cells if is_code(cell)]
    if counts != list(range(1, len(counts) + 1)):
        faults.append(f"{path.name}: cells were not run once from top to bottom (counts {counts})")
    points = notebook.metadata.get("course", {}).get("key_points", {})
    faults += [f"{path.name}, its metadata: {fault}" for fault in key_point_faults(points)]
    for number, cell in enumerate(notebook.cells, 1):
        faults += [f"{path.name}, cell {number}: {fault}" for fault in _cell_faults(path, cell)]
    faults += length_faults(path, notebook) + exercise_faults(path, notebook)
    return faults + _alt_faults(path, notebook)


def stale_faults(path: Path, stored: nbformat.NotebookNode, fresh: nbformat.NotebookNode) -> list[str]:
    """Cells whose stored text or outputs differ from a fresh run (pictures and another plotly.js aside)."""
    if len(stored.cells) != len(fresh.cells):
        return [f"{path.name}: a fresh run has {len(fresh.cells)} cells, the file {len(stored.cells)}"]
    faults = []
    other = other_library(stored)
    for number, (old, new) in enumerate(zip(stored.cells, fresh.cells, strict=True), 1):
        where = f"{path.name}, cell {number}"
        if source(old) != source(new):
            faults.append(f"{where}: {_prose_fault(source(old), source(new))}")
        if old.cell_type == "code":
            faults += [
                f"{where}: the stored output is not what the cell gives now ({what}); run publish"
                for what in differences(old, new, any_library=other)
            ]
    return faults


def _prose_fault(old: str, new: str) -> str:
    before, after = ([m["text"] for m in MARKED.finditer(text)] for text in (old, new))
    differing = [f"“{b}” should be “{a}”" for b, a in zip(before, after, strict=False) if a != b]
    if differing:
        return "a number in prose disagrees with the data: " + ", ".join(differing)
    return "a generated text is not up to date; run publish"


def _cell_faults(path: Path, cell: dict) -> list[str]:
    faults = []
    text = source(cell)
    if cell["cell_type"] == "code" and len(text.splitlines()) > MOST_LINES:
        faults.append(f"{len(text.splitlines())} lines, at most {MOST_LINES}: move logic to a helper")
    if cell["cell_type"] == "markdown":
        faults += link_faults(path, TARGET.findall(text) + HREF.findall(text)) + comment_faults(text)
        faults += markdown_faults(text)
        if not cell["metadata"].get("generated"):
            faults += number_faults(text, word_of(path))
    expected = "raises-exception" in cell.get("metadata", {}).get("tags", [])
    for output in cell.get("outputs", []):
        faults += _output_faults(path, output, expected=expected)
    return faults + private_faults(cell)


def _output_faults(path: Path, output: dict, *, expected: bool) -> list[str]:
    faults = []
    data = output.get("data", {})
    if output["output_type"] == "error" and not expected:
        faults.append(f"stores an error ({output['ename']})")
    if output.get("name") == "stderr":
        faults.append("stores a warning of Python (stderr), which no reader needs")
    if WIDGET_VIEW in data:
        faults.append("stores a widget view, which is dead without its kernel")
    page = "".join(data.get("text/html", ""))
    faults += link_faults(path, HREF.findall(page)) + output_faults(page)
    if replaced_pictures(page):
        faults.append("a picture is not the one that publish drew for this chart; run publish")
    return faults + (_chart_faults(data) if PLOTLY_MIME in data else [])


def _chart_faults(data: dict) -> list[str]:
    if "text/html" not in data:
        return ["a chart without text/html is blank on nbviewer: use show(figure)"]
    faults = []
    html = "".join(data["text/html"])
    size = len(html) + len(json.dumps(data[PLOTLY_MIME]))
    if size > MOST_EXPLORER_BYTES:
        faults.append(f"a chart of {words.number(size)} bytes, at most {words.number(MOST_EXPLORER_BYTES)}")
    if None in pictures_in(html).values():
        faults.append("a chart has no picture; run publish on a machine with Chromium")
    return faults


def _alt_faults(path: Path, notebook: nbformat.NotebookNode) -> list[str]:
    seen: dict[str, int] = {}
    faults = []
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            figure = output.get("data", {}).get(PLOTLY_MIME)
            if figure is None:
                continue
            alt = figure["layout"].get("meta", {}).get("alt", "")
            if not alt:
                faults.append(f"{path.name}, cell {number}: a figure lacks its alt sentence")
            elif alt in seen:
                faults.append(
                    f"{path.name}, cells {seen[alt]} and {number}: two figures share one alt sentence"
                )
            seen.setdefault(alt, number)
    return faults
