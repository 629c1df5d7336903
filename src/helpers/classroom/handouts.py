"""A lesson's short path on paper: charts, tables, room for answers, quiz boxes; its key is a second file."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup, Tag

from helpers.classroom.charts_on_paper import Chosen, chart_on_paper, has_chart
from helpers.classroom.copies import FOLD, SOLVES, answer_code, calls, exercise_note, is_solution, quiz_note
from helpers.classroom.fitting import fitted
from helpers.classroom.known import known
from helpers.classroom.on_paper import for_paper
from helpers.classroom.paper import page_for_paper, printed
from helpers.files import write_whole
from helpers.publish.asked import quizzed
from helpers.publish.notebooks import is_code, source
from helpers.publish.site import text
from helpers.publish.site.course import Lesson
from helpers.publish.site.lesson_page import asked_for, shown

MOST_PAGES = 8  # four sheets, printed on both sides
HEIGHTS = (205, 165, 130, 100, 80)  # millimetres of the tallest charts, of which the fewest sheets are taken
LONG = 8  # lines in a frame above which it may go over two sheets
RIGHTS = "Text and tables CC BY 4.0. Borders: OpenStreetMap contributors (ODbL), Natural Earth."
LINES = '<div class="rule"></div>'
LETTER = re.compile(r'"([a-z])"')
BLANKS, WIDE = re.compile("_{8,}"), 15  # underscores of a form; from how many on the answer is a sentence
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
    write_whole(handout, sheet(lesson, parts, paper, HEIGHTS[0], key=False))
    best = fitted(handout, HEIGHTS, MOST_PAGES)
    if best is None:
        return [handout, key]
    write_whole(handout, sheet(lesson, parts, paper, best, key=False))
    return [handout, key, handout.with_suffix(".pdf"), *printed([key])]


def sheet(lesson: Lesson, parts: list[str], paper: str, highest: int, *, key: bool) -> str:
    """One sheet as a page of its own, which prints as it is; no chart is higher than `highest` mm."""
    foot = f"Lesson {lesson.number}{', key' if key else ''} · {RIGHTS}"
    return page_for_paper(
        "sheet.html",
        paper,
        foot,
        f"{highest}mm",
        title=lesson.title,
        number=lesson.number,
        course={part: for_paper(lesson.word, said) for part, said in _said(lesson.course).items()},
        page=together("\n".join(parts)),
        key=key,
    )


def _handout(lesson: Lesson, chosen: Chosen) -> Iterator[str]:
    """The parts of the short path that pupils get, none of which answers a question."""
    for cell in _short_path(lesson):
        if is_code(cell):
            yield from _outputs(cell, lesson.word, chosen)
        elif not is_solution(cell) and cell.metadata.get("generated") != "key points":
            said = FOLD.sub(lambda fold: "" if SOLVES.search(fold["summary"]) else fold[0], source(cell))
            said = for_paper(lesson.word, said).replace(f"{text.STAR} ", "")
            yield _plain(str(text.markdown(said)))


def _said(course: dict[str, Any]) -> dict[str, str]:
    return {part: course[part] for part in ("not_in_dispute", "content_note") if course.get(part)}


def together(page: str) -> str:
    """An exercise from its heading to its frame in one block, which the style keeps on one sheet."""
    soup = BeautifulSoup(page, "html.parser")
    for room in soup.select(".room"):
        before = [tag for tag in room.previous_siblings if isinstance(tag, Tag)]
        names = [tag.name for tag in before]
        heading = next((place for place, name in enumerate(names) if name in ("h2", "h3")), None)
        if heading is None or any(tag.name in ("table", "div") for tag in before[:heading]):
            continue
        block = soup.new_tag("div", attrs={"class": "together"})
        room.insert_before(block)
        for tag in (*reversed(before[: heading + 1]), room):
            block.append(tag.extract())
    return str(soup)


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
            yield chart_on_paper(data, chosen, partial(for_paper, word))
        elif page and 'role="status"' not in page and not _words_of_chart(page):
            yield _plain(for_paper(word, page))
    for _ in calls(code, "check"):
        yield _room(asked_for(code))


def _words_of_chart(page: str) -> bool:
    """Head, caption and table of a chart, which stand around its picture already."""
    return 'class="kx-head"' in page or "<figure data-for=" in page


def _plain(page: str) -> str:
    """HTML for paper: no scripts, no styles; a fold inside a table keeps its first line, others are open.

    A frame of a form stays whole unless it is long, blanks become lines to write on, `"a"` a bold letter.
    """
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.select("script, style, .kx-still, .kx-controls"):
        tag.decompose()
    for fold in soup.select("td details"):
        fold.replace_with(fold.summary.get_text(" ", strip=True) if fold.summary else "")
    for fold in soup.select("details"):
        fold["open"] = ""
    for frame in soup.select('div[style*="border:1px solid gray"]'):
        lines = len(frame.find_all(("p", "li"), recursive=True))
        frame["class"] = "long" if lines > LONG else "whole"
    for letter in soup.select("li > code:first-child"):
        if said := LETTER.fullmatch(letter.get_text()):
            letter.replace_with(soup.new_tag("b", string=said[1]))
    return BLANKS.sub(_blank, str(soup))


def _blank(found: re.Match[str]) -> str:
    return f'<span class="line{" wide" if len(found[0]) >= WIDE else ""}"></span>'


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
    questions = "".join(
        f'<div class="question"><p><b>{number}. {html.escape(entry["ask"])}</b></p>'
        f"<ul>{_boxes([choice['text'] for choice in entry['choices']])}</ul></div>"
        for number, entry in enumerate(quizzed(word), 1)
    )
    return f'<h2>Quiz</h2><div class="two">{questions}</div>'


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
