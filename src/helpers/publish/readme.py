"""The README's numbers and its picture, made from the lesson that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from helpers.data import notebooks_folder
from helpers.files import write_whole
from helpers.lesson.forms import PLOTLY_MIME
from helpers.lesson.stored import pictures_in
from helpers.publish.notebooks import html_outputs, read
from helpers.publish.pictures import draw, name_of_picture
from helpers.publish.prose import MARKED, fill

LESSON = "the_incursion"
PICTURE = re.compile(r"!\[[^\]]*\]\((?P<path>docs/(?P<chart>\w+)\.webp)\)")


def readme_path() -> Path:
    """README.md beside notebooks/."""
    return notebooks_folder().parent / "README.md"


def write_readme(path: Path, lesson: Path) -> list[str]:
    """Fill the numbers of the README and draw its picture where the chart changed.

    Parameters
    ----------
    path : README.md. Its numbers are written as in a lesson, with the names of the lesson `LESSON`.
    lesson : the stored notebook whose chart the picture is, in the chart's first setting.

    Returns what a reader of the log should know.
    """
    text = path.read_text("utf-8")
    write_whole(path, fill(text, LESSON))
    missing = []
    for place, name, figure in _stale_pictures(path.parent, text, lesson):
        if not draw(figure, place, name):
            missing.append(f"{place.name}: not drawn anew (no Chromium here)")
    return missing


def readme_faults(path: Path, lesson: Path) -> list[str]:
    """Numbers of the README that differ from the data, and pictures of a chart that looks otherwise now."""
    text = path.read_text("utf-8")
    fresh = fill(text, LESSON)
    pairs = zip(MARKED.finditer(text), MARKED.finditer(fresh), strict=True)
    faults = [
        f"{path.name}: “{old['text']}” should be “{new['text']}”" for old, new in pairs if old[0] != new[0]
    ]
    return faults + [
        f"{path.name}: {place.name} is no picture of the chart as it is now; run publish"
        for place, *_ in _stale_pictures(path.parent, text, lesson)
    ]


def _stale_pictures(root: Path, text: str, lesson: Path) -> Iterator[tuple[Path, str, dict]]:
    """File, figure's name and figure of each picture in `text` that shows the chart as it was before."""
    for match in PICTURE.finditer(text):
        name, figure = _first_figure(lesson, match["chart"])
        if name_of_picture(root / match["path"]) != name:
            yield root / match["path"], name, figure


def _first_figure(lesson: Path, chart: str) -> tuple[str, dict]:
    """Name and Plotly figure of the first output of a lesson that shows `chart`.

    Raises KeyError when no cell shows such a chart.
    """
    notebook = read(lesson)
    for number, data in html_outputs(notebook):
        if PLOTLY_MIME in data and f"charts.{chart}" in notebook.cells[number - 1].source:
            return next(iter(pictures_in(data["text/html"]))), data[PLOTLY_MIME]
    raise KeyError(f"{lesson.name} shows no chart {chart}.")
