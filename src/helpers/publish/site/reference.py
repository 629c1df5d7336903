"""What the pages of reference show: tables, names of places, pages that the course rests on, corrections."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from babel import Locale

from helpers.data import OUTLETS, cite, folder, load, page_as_html, tables
from helpers.lesson.filters import WORDS, filtered, select
from helpers.lesson.markup import html_table
from helpers.publish.notebooks import source
from helpers.publish.site import text
from helpers.publish.site.course import Lesson
from helpers.words import day

UNIT = re.compile(r"_(?P<unit>km2|km|percent|usd)$")
UNITS = {"km2": "km²", "km": "km", "percent": "per cent", "usd": "US dollars"}
KINDS = {"string": "text", "date": "day", "number": "number", "integer": "whole number"}
BESIDE = ("datapackage.json", "LICENSES.md", "README.md", "CORRECTIONS.md")  # copied with the tables
NO_GRADE = "not graded"
_english = Locale("en")


def package() -> dict:
    """What data/datapackage.json says."""
    return json.loads((folder() / "datapackage.json").read_text("utf-8"))


def resources() -> list[dict[str, Any]]:
    """All files of the data, as the page of the data names them."""
    whole = package()
    return [
        {
            "name": each["name"],
            "title": each["title"],
            "description": each.get("description", ""),
            "path": each["path"],
            "rows": each.get("rows"),
            "kilobytes": max(1, round(each["bytes"] / 1000)),
            "licence": ", ".join(one["name"] for one in each.get("licenses", []))
            or "several, see LICENSES.md",
            "columns": [_column(field) for field in each.get("schema", {}).get("fields", [])],
        }
        for each in whole["resources"]
    ]


def copy_data(to: Path) -> None:
    """Copy the files of the data to a folder of the pages."""
    for path in [each["path"] for each in package()["resources"]] + list(BESIDE):
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder() / path, to / path)


def _column(field: dict) -> dict[str, str]:
    found = UNIT.search(field["name"])
    allowed = field.get("constraints", {}).get("enum")
    said = field.get("description", "")
    return {
        "name": field["name"],
        "kind": KINDS[field["type"]] + (f", {UNITS[found['unit']]}" if found else ""),
        "what": f"{said} (one of: {', '.join(allowed)})" if allowed else said,
    }


def places() -> list[dict[str, str]]:
    """Names of places in three languages."""
    return load("place_names").fillna("").sort_values("english").to_dict("records")


def sources_table(lessons: list[Lesson]) -> tuple[str, int]:
    """All pages of data/sources.csv as a table with filters, and how many they are."""
    pages, used = load("sources"), _used_in(lessons)
    grades = _grades()
    told = pages["outlet"].map(OUTLETS)
    pages = pages.assign(
        grade=told.fillna(pages["source_id"].map(grades)).fillna(NO_GRADE),
        spoken=pages["language"].map(_language),
        lessons=pages["source_id"].map(lambda name: ";".join(used.get(name, []))),
    )
    pages = pages.sort_values(["publisher", "published", "source_id"], key=_without_case)
    rows = map(_row, pages.itertuples())
    table = html_table(("Page", "Day", "Language", "Grade", "Lessons"), rows)
    fields = [
        select("lesson", "Lesson", [lesson.number for lesson in lessons], parallel=True),
        select("grade", "Grade", sorted(set(pages["grade"]))),
        select("language", "Language", sorted(set(pages["spoken"]))),
        WORDS,
    ]
    return filtered("sources", table, fields), len(pages)


def _row(page: Any) -> str:
    relays = f"<br><small>relaying {html.escape(page.relays)}</small>" if isinstance(page.relays, str) else ""
    shown = day(page.published) if pd.notna(page.published) else "not shown"
    cells = (page_as_html(page) + relays, shown, page.spoken, page.grade, page.lessons.replace(";", ", "))
    inside = "".join(f"<td>{cell}</td>" for cell in cells)
    marks = (
        f'data-lesson="{page.lessons}" data-grade="{html.escape(page.grade)}" data-language="{page.spoken}"'
    )
    return f'<tr id="{page.source_id}" {marks}>{inside}</tr>'


def _without_case(column: pd.Series) -> pd.Series:
    return column.str.lower() if column.name == "publisher" else column


def _language(code: object) -> str:
    return _english.languages.get(code, str(code)) if isinstance(code, str) else "not told"


@cache
def _grades() -> dict[str, str]:
    """The grade that a page has in most of its rows."""
    counts: dict[str, Counter] = {}
    for name in tables():
        frame = load(name)
        if {"source_id", "page_grade"} <= {*frame.columns}:
            for source_id, grade in zip(frame["source_id"], frame["page_grade"], strict=True):
                if isinstance(grade, str):
                    counts.setdefault(source_id, Counter())[grade] += 1
    return {source_id: found.most_common(1)[0][0] for source_id, found in counts.items()}


def _used_in(lessons: list[Lesson]) -> dict[str, list[str]]:
    """Source id → numbers of the lessons whose list of sources has it."""
    lines = {cite(name): name for name in load("sources")["source_id"]}
    used: dict[str, list[str]] = {}
    for lesson in lessons:
        for cell in lesson.notebook.cells:
            if cell.metadata.get("generated") == "sources":
                for line in source(cell).splitlines():
                    if line.removeprefix("- ") in lines:
                        used.setdefault(lines[line.removeprefix("- ")], []).append(lesson.number)
    return used


def corrections() -> str:
    """data/CORRECTIONS.md as HTML, its own heading left to the page."""
    soup = text.markdown((folder() / "CORRECTIONS.md").read_text("utf-8"))
    if soup.h1:
        soup.h1.decompose()
    return str(soup)
