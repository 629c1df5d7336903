"""A lesson's short path on paper: charts, tables, room for answers, quiz boxes; its key is a second file."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup

from helpers.classroom.charts_on_paper import Chosen, chart_on_paper, has_chart
from helpers.classroom.copies import FOLD, SOLVES, answer_code, calls, exercise_note, is_solution, quiz_note
from helpers.classroom.known import known
from helpers.classroom.paper import page_for_paper, printed
from helpers.files import write_whole
from helpers.publish.asked import quizzed
from helpers.publish.notebooks import is_code, source
from helpers.publish.site import text
from helpers.publish.site.course import Lesson
from helpers.publish.site.lesson_page import asked_for, shown

MOST_PAGES = 8  # four sheets, printed on both sides
HEIGHTS = (205, 165, 130, 100, 80)  # millimetres of the tallest charts; the first at which the sheets suffice
PAGE = re.compile(rb"/Type\s*/Page\b")
LINES = '<div class="rule"></div>'
BOX = '<span class="box"></span>'


def write_handout(path: Path, folder: Path, paper: str = "A4", chosen: Chosen | None = None) -> list[Path]:
    """Write handout and key of a lesson as HTML, and as PDF where there is a Chromium.

    Parameters
    ----------
    path : a stored lesson.
    folder : where the files go; made when missing.
    paper : a key of PAPERS.
    chosen : name of a control → the label that charts show; else they show what is stored.
    """
    lesson = Lesson(path)
    folder.mkdir(parents=True, exist_ok=True)
    handout, key = folder / f"{lesson.stem}_handout.html", folder / f"{lesson.stem}_key.html"
    parts = list(_handout(lesson, chosen or {}))
    write_whole(key, sheet(lesson, list(_key(lesson)), paper, HEIGHTS[0], key=True))
    for highest in HEIGHTS:
        write_whole(handout, sheet(lesson, parts, paper, highest, key=False))
        made = printed([handout, key])
        if not made or pages_of(made[0]) <= MOST_PAGES:
            break
    return [handout, key, *made]


def pages_of(place: Path) -> int:
    """Pages of a PDF that a Chromium wrote."""
    return len(PAGE.findall(place.read_bytes()))


def sheet(lesson: Lesson, parts: list[str], paper: str, highest: int, *, key: bool) -> str:
    """One sheet as a page of its own, which prints as it is; no chart is higher than `highest` mm."""
    foot = f"Lesson {lesson.number}{', key' if key else ''}"
    return page_for_paper(
        "sheet.html",
        paper,
        foot,
        f"{highest}mm",
        title=lesson.title,
        number=lesson.number,
        course=lesson.course,
        parts=parts,
        key=key,
    )


def _handout(lesson: Lesson, chosen: Chosen) -> Iterator[str]:
    """The parts of the short path that pupils get, none of which answers a question."""
    for cell in _short_path(lesson):
        if is_code(cell):
            yield from _outputs(cell, lesson.word, chosen)
        elif not is_solution(cell) and cell.metadata.get("generated") != "key points":
            said = FOLD.sub(lambda fold: "" if SOLVES.search(fold["summary"]) else fold[0], source(cell))
            yield _plain(str(text.markdown(said.replace(f"{text.STAR} ", ""))))


def _short_path(lesson: Lesson) -> list[nbformat.NotebookNode]:
    return [cell for cell in shown(lesson.notebook.cells) if "star" in cell.metadata.get("tags", [])]


def _outputs(cell: nbformat.NotebookNode, word: str, chosen: Chosen) -> Iterator[str]:
    code = source(cell)
    for call in calls(code, "guess"):
        yield _guess(known()["guesses"][ast.literal_eval(call.args[0])])
    if calls(code, "quiz"):
        yield _quiz(word)
    for output in [] if calls(code, "guess") or calls(code, "quiz") else cell.outputs:
        data = output.get("data", {})
        page = "".join(data.get("text/html", ""))
        if has_chart(data):
            yield chart_on_paper(data, chosen)
        elif page and 'role="status"' not in page and not _words_of_chart(page):
            yield _plain(page)
    for _ in calls(code, "check"):
        yield _room(asked_for(code))


def _words_of_chart(page: str) -> bool:
    """Head, caption and table of a chart, which stand around its picture already."""
    return 'class="kx-head"' in page or "<figure data-for=" in page


def _plain(page: str) -> str:
    """HTML for paper: no scripts, no styles; a fold inside a table keeps its first line, others are open."""
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.select("script, style, .kx-still, .kx-controls"):
        tag.decompose()
    for fold in soup.select("td details"):
        fold.replace_with(fold.summary.get_text(" ", strip=True) if fold.summary else "")
    for fold in soup.select("details"):
        fold["open"] = ""
    return str(soup)


def _guess(asked: dict[str, Any]) -> str:
    choices = _boxes(asked["choices"])
    fields = _fields(asked["fields"] or ["guess"])
    answer = f'<ul class="two">{choices}</ul>' if choices else fields
    return f'<div class="room question"><p><b>Your guess:</b> {html.escape(asked["ask"])}</p>{answer}</div>'


def _room(names: list[str]) -> str:
    return f'<div class="room">{_fields(names or ["Answer"])}<p>Why?</p>{LINES * 2}</div>'


def _fields(names: list[str]) -> str:
    fields = (f'<span>{html.escape(name)}: <span class="line"></span></span>' for name in names)
    return f'<p class="fields">{"".join(fields)}</p>'


def _quiz(word: str) -> str:
    return "<h2>Quiz</h2>" + "".join(
        f'<div class="question"><p><b>{number}. {html.escape(entry["ask"])}</b></p>'
        f"<ul>{_boxes([choice['text'] for choice in entry['choices']])}</ul></div>"
        for number, entry in enumerate(quizzed(word), 1)
    )


def _boxes(choices: list[str]) -> str:
    return "".join(f"<li>{BOX}{html.escape(choice)}</li>" for choice in choices)


def _key(lesson: Lesson) -> Iterator[str]:
    """Answers of the short path in its order: guesses, exercises with what to say, quiz, key points."""
    for cell in _short_path(lesson):
        if not is_code(cell):
            if is_solution(cell) or cell.metadata.get("generated") == "key points":
                yield _plain(str(text.markdown(source(cell).replace(f"{text.STAR} ", ""))))
            elif SOLVES.search("".join(fold["summary"] for fold in FOLD.finditer(source(cell)))):
                yield _plain(str(text.markdown("".join(fold[0] for fold in FOLD.finditer(source(cell))))))
            continue
        for call in calls(source(cell), "guess"):
            asked = known()["guesses"][ast.literal_eval(call.args[0])]
            yield f"<h3>{html.escape(asked['ask'])}</h3><p>{html.escape(asked['answer'])}</p>"
        for call in calls(source(cell), "check"):
            name = ast.literal_eval(call.args[0])
            asked = known()["exercises"][name]
            right = f"<code>{html.escape(answer_code(name))}</code>. {html.escape(asked['right'])}"
            yield f"<h3>{html.escape(asked['title'])}</h3><p><b>Right:</b> {right}</p>"
            yield str(text.markdown(exercise_note(name)))
        if calls(source(cell), "quiz"):
            yield str(text.markdown(quiz_note(lesson.word)))
