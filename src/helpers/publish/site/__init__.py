"""Pages of the course: they read from a USB stick, with no network, no Python, and without scripts too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from plotly.offline import get_plotlyjs

from helpers.analysis import wording
from helpers.data import load
from helpers.files import write_whole
from helpers.lesson.forms import library_url
from helpers.publish.policy import policy
from helpers.publish.readme import readme_path
from helpers.publish.site import drawings, glossary, reference, style, text
from helpers.publish.site.answers import course_asks, lesson_script
from helpers.publish.site.course import Lesson, by_part
from helpers.publish.site.lesson_page import cells_of
from helpers.publish.site.present import present_script
from helpers.publish.site.thumbnail import main_figure, miniature
from helpers.words import day

DATA = "data"  # the folder beside the pages that holds the tables
_environment = Environment(
    loader=PackageLoader("helpers.publish.site"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_environment.filters["inline"] = text.inline


def write_pages(paths: list[Path], folder: Path) -> list[Path]:
    """Write the start page, a page for each lesson and the pages of reference; return their paths.

    Beside them go course.css, plotly.js and a copy of the data.

    Parameters
    ----------
    paths : stored notebooks, in order.
    folder : where the pages go; made when missing, pages in it are replaced.
    """
    lessons = [Lesson(path) for path in paths]
    library = library_url().rsplit("/", 1)[1]
    for name, content in ((library, get_plotlyjs()), (style.NAME, style.sheet())):
        _store(folder / name, content)
    reference.copy_data(folder / DATA)
    shared: dict[str, Any] = {"lessons": lessons, "parts": by_part(lessons), "sheet": style.NAME}
    of_lessons = {
        "library": library,
        "asks": course_asks(lessons),
        "answers": lesson_script(),
        "present": present_script(),
    }
    pages = {"index.html": _start(lessons), **_reference(lessons)}
    pages |= {lesson.page: of_lessons | _lesson(lessons, place) for place, lesson in enumerate(lessons)}
    return [_store(folder / name, _page(**shared, **known)) for name, known in pages.items()]


def _page(template: str, **known: Any) -> str:
    html = _environment.get_template(template).render(known, template=template)
    return html.replace("<head>", f"<head>{policy(html)}", 1)


def _store(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return path


def _start(lessons: list[Lesson]) -> dict[str, Any]:
    claims = load("claims")
    return {
        "template": "start.html",
        "title": "One report, taken apart",
        "claims": len(claims),
        "voiced": len(wording.with_speaker(claims)),
        "unvoiced": len(wording.without_source(claims)),
        "bars": drawings.report_bars(claims),
        "map": drawings.locator(),
        "place": drawings.place_words(),
        "pictures": {lesson.word: miniature(main_figure(lesson)) for lesson in lessons},
        "tables": len(reference.resources()),
        "sources": len(load("sources")),
        "cite": _citation(),
    }


def _lesson(lessons: list[Lesson], place: int) -> dict[str, Any]:
    lesson = lessons[place]
    cells, sections = cells_of(lesson, glossary.Linker())
    return {
        "template": "lesson.html",
        "title": lesson.title,
        "lesson": lesson,
        "cells": cells,
        "sections": sections,
        "before": lessons[place - 1] if place else None,
        "after": lessons[place + 1] if place + 1 < len(lessons) else None,
    }


def _reference(lessons: list[Lesson]) -> dict[str, dict[str, Any]]:
    pages, count = reference.sources_table(lessons)
    return {
        "data.html": {"template": "data.html", "title": "The data", "resources": reference.resources()},
        "glossary.html": {
            "template": "glossary.html",
            "title": "Glossary",
            "terms": glossary.terms(),
            "places": reference.places(),
        },
        "sources.html": {"template": "sources.html", "title": "Sources", "table": pages, "count": count},
        "corrections.html": {
            "template": "corrections.html",
            "title": "Corrections",
            "text": reference.corrections(),
        },
    }


def _citation() -> dict[str, str]:
    """How to cite the course, from CITATION.cff; nothing where the course is installed without it."""
    path = readme_path().with_name("CITATION.cff")
    if not path.is_file():
        return {}
    known = dict(
        re.findall(r'^(title|version|date-released): "?([^"\n]+)"?$', path.read_text("utf-8"), re.MULTILINE)
    )
    return {**known, "day": day(known["date-released"])}
