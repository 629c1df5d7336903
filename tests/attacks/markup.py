"""Markup in the data and in a reader's files: wherever it shows, it shows as its own letters."""

from __future__ import annotations

import ast
import csv
import inspect
import io
import json
import os
import re
import shutil
import warnings
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from nbconvert.filters import markdown2html

from attacks import classroom
from attacks.classroom import MARKUP
from attacks.judging import FINE, RAW, SILENT, page_of
from helpers import lesson
from helpers.analysis import redeployment
from helpers.data import NotAsPublished, cite, folder, load, loading
from helpers.lesson import (
    answer_log,
    briefing,
    causes,
    check,
    claims_table,
    collected,
    diary,
    drafts,
    evidence_table,
    guessing,
    judging,
    my_work,
    pack,
    rating,
    remember,
    sealing,
    sentence,
    sheets,
    show_table,
    warm_up,
)
from helpers.lesson.arguments import arguments_table
from helpers.lesson.meanings_table import meanings_table
from helpers.lesson.scorecard import scorecard

DAY = "<a onx=1>"  # where ten letters are shown
RULES = ("enum", "pattern")


class Page(HTMLParser):
    """Notes every tag, attribute and script that would do something."""

    def __init__(self):
        super().__init__()
        self.bad, self.inside = [], ""

    def handle_starttag(self, tag, attributes):
        data = tag == "script" and ("type", "application/json") in attributes  # no browser runs it
        self.inside = "" if data else tag
        for name, value in attributes:
            if (
                name.startswith("on")
                or (value or "").strip().lower().startswith("javascript:")
                or value == "x"
            ):
                self.bad.append((tag, name, value))

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in ("script", "style") and "bad()" in data:
            self.bad.append((self.inside, "text", data))


def doings(page):
    """What a page would do with the markup: nothing, and the letters are all there."""
    reader = Page()
    reader.feed(page)
    reader.close()
    return reader.bad


def free_columns(schema: dict, *, keys: bool = False) -> Iterator[str]:
    """Text columns that the rules of a table let hold any words.

    Held are columns of fixed words or of a pattern, and those that name rows of another table. Keys and lists
    of words lead to other things in the code: they are free too, and are given with `keys` alone.
    """
    references = [key["fields"] for key in schema.get("foreignKeys", []) + schema.get("memberKeys", [])]
    held = {name for fields in references for name in _listed(fields)}
    for field in schema["fields"]:
        fixed = field["name"] in held or any(rule in field.get("constraints", {}) for rule in RULES)
        leads = field["name"] in _listed(schema["primaryKey"]) or "separator" in field
        if field["type"] == "string" and not fixed and leads == keys:
            yield field["name"]


def _listed(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields


def mark(place: Path, *, keys: bool = False) -> dict[str, list[str]]:
    """Put markup behind the words of each free text column of a copy of data/; table → such columns."""
    package = json.loads((place / "datapackage.json").read_text("utf-8"))
    columns = {}
    for resource in (each for each in package["resources"] if "schema" in each):
        path = place / resource["path"]
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
        free = columns[resource["name"]] = list(free_columns(resource["schema"], keys=keys))
        for row in rows:
            row.update({name: f"{row[name]}{MARKUP}" for name in free if row[name]})
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return columns


def _meanings() -> None:
    with mock.patch.object(loading, "folder", folder):  # names of places are what is counted: as published
        rows = redeployment.meanings(load("unit_places"), load("units_mapped"))
    heard = redeployment.heard(load("moved_senses"), load("arguments"))
    meanings_table(rows.assign(counts=MARKUP), heard)


def _boxes(box: object) -> str:
    """All HTML and labels of a form."""
    own = getattr(box, "value", "") if type(box).__name__ == "HTML" else ""
    return f"{own}{''.join(map(_boxes, getattr(box, 'children', ())))}"


def _write(name: str, text: object) -> None:
    """Put a file into my_work, as JSON where it is no text."""
    path = my_work.folder() / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text if isinstance(text, str) else json.dumps(text), "utf-8")


def _row(columns: Iterable[str], **given: str) -> str:
    """A table of one row, with markup in each cell that is not given."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerow({name: given.get(name, MARKUP) for name in columns})
    return file.getvalue()


def _guess() -> str:
    _write(guessing.FILE, {"the_incursion-a": {"ask": MARKUP, "guess": {MARKUP: MARKUP}, "kept_on": MARKUP}})
    return _boxes(guessing._form("the_incursion-a", MARKUP, None, ()))


def _ratings() -> str:
    _write(rating.FILE, _row(rating.COLUMNS, question_id="Q01", percent="70", knew="no"))
    form = rating._Form(load("questions", question_id="Q01"), rating.FILE)
    form.save(None)
    return _boxes(form.box) + page_of(lambda: show_table(rating.my_ratings(), "My ratings"))


def _odd_ratings() -> str:
    name = "ratings <img src=x onerror=bad()>.csv"
    _write(name, MARKUP)
    return _boxes(rating._Form(load("questions", question_id="Q01"), name).box)


def _sentence() -> str:
    _write(sentence.FILE, {"the_incursion": {"text": MARKUP, "saved": MARKUP}})
    return _boxes(sentence._form("the_incursion"))


def _sentences() -> str:
    _write(collected.FILE, {"the_incursion": {"text": MARKUP, "saved": DAY}, MARKUP: {"text": MARKUP}})
    return page_of(collected.my_sentences)


def _verdicts() -> str:
    _write(judging.FILE, {MARKUP: {"text": MARKUP, "now": MARKUP}})
    return _boxes(judging._Form({"S04": MARKUP}).box) + page_of(judging.my_agreement)


def _agreement() -> str:
    _write(judging.FILE, {"S04": {"text": "partly", "now": "partly", "saved": MARKUP}})
    return page_of(judging.my_agreement)


def _causes() -> str:
    _write(causes.FILE, {causes.KEY: {"marks": {MARKUP: MARKUP}, "saved": MARKUP}})
    return _boxes(causes._Form({3: MARKUP}).box) + page_of(causes.my_marks)


def _remembered() -> str:
    _write(remember.FILE, _row(remember.COLUMNS, percent="50"))
    return _boxes(remember._Form({"Q02": MARKUP}).box)


def _class_ratings() -> str:
    name = f"{my_work.CLASS}/<img src=x onerror=bad()>.csv"
    _write(name, MARKUP)
    page = page_of(remember.pools)
    (my_work.folder() / name).unlink()
    return page


def _sealed() -> str:
    _write(diary.FILE, _row(diary.COLUMNS, percent="50", saved_at=DAY))
    return _boxes(diary._Form().box)


def _seal() -> str:
    name, each = next(iter(sealing.open_questions().items()))
    _write(diary.FILE, _row(diary.COLUMNS, percent="50", question=each.name, saved_at=DAY))
    return _boxes(sealing._Form(each).box) + page_of(lambda: sealing.seal(name))


def _claims_sheet() -> str:
    _write(sheets.FILE, _row([*sheets.COLUMNS, "saved_at"]))
    return _boxes(sheets._ClaimsForm().box)


def _warm_up() -> str:
    _write(warm_up.FILE, {warm_up.NOW: {"marks": {"2": ""}, "saved": DAY}})
    page = _boxes(warm_up._Form(load("warm_up_lines"), warm_up.NOW).box)
    return page + page_of(warm_up.warm_up_scores)


def _drafts() -> str:
    _write(drafts.CHOICES, {"2026-11-20": {"question": MARKUP, "reader": MARKUP}})
    for number in (1, 2):
        _write(drafts.file_name("B2", number), f"Bottom line. It will end {MARKUP} {number} [{MARKUP}].")
    form = briefing._Writing("B2", revision=True)
    form.hint(None)
    return _boxes(form.box) + _boxes(briefing._choice_form()) + page_of(lambda: briefing.revise("B2"))


def _hints() -> str:
    return page_of(lambda: briefing.check_briefing("B2", f"{MARKUP} will certainly fall in 30 days. " * 3))


def _log() -> str:
    _write(answer_log.FILE, {"the_incursion-2": [MARKUP]})
    with mock.patch.object(answer_log, "widgets_work", return_value=True):
        return page_of(lambda: check("the_incursion-2", MARKUP))


def _cited() -> str:
    return markdown2html("\n\n".join(map(cite, load("sources")["source_id"])))


def _shown(call: Callable[[], object]) -> Callable[[], str]:
    return lambda: page_of(call)


class Place(NamedTuple):
    """A module of helpers.lesson that shows words, what it shows, and the reader's file that it reads."""

    module: str
    show: Callable[[], str]
    file: str = ""


PLACES = {
    "all claims": Place("claims", _shown(claims_table)),
    "two claims": Place("claims", _shown(lambda: claims_table("S04", "S05"))),
    "evidence": Place("evidence", _shown(lambda: evidence_table("S01a", "S04", "S29"))),
    "arguments": Place("arguments", _shown(lambda: arguments_table(load("arguments")))),
    "scorecard": Place("scorecard", _shown(scorecard)),
    "meanings": Place("meanings_table", _shown(_meanings)),
    "questions": Place("rating", _shown(lambda: rating.rate(load("questions")))),
    "pack": Place("pack", _shown(lambda: pack.pack("B2", known_by="2024-11-20"))),
    "cards": Place("pack", _shown(lambda: pack.new_information("B4"))),
    "specimen": Place("pack", _shown(lambda: pack.specimen("weak"))),
    "rules of hints": Place("pack", _shown(pack.hints_table)),
    "questions of briefings": Place("pack", _shown(pack.questions_table)),
    "choices of a briefing": Place("briefing", _shown(briefing.briefing)),
    "paper of a briefing": Place("briefing", _shown(lambda: briefing.briefing("B2"))),
    "hints": Place("briefing", _hints),
    "warm-up": Place("warm_up", _shown(lambda: warm_up.warm_up("start_here"))),
    "key of the warm-up": Place("warm_up", _shown(warm_up.warm_up_scores)),
    "statements to judge": Place("judging", _shown(lambda: judging.judge("S04"))),
    "evidence of causes": Place("causes", _shown(causes.causes)),
    "questions to remember": Place("remember", _shown(lambda: remember.remember("Q02"))),
    "sources": Place("table", _cited),
    "a kept guess": Place("guessing", _guess, guessing.FILE),
    "kept ratings": Place("rating", _ratings, rating.FILE),
    "odd ratings": Place("rating", _odd_ratings),
    "a kept sentence": Place("sentence", _sentence, sentence.FILE),
    "kept sentences": Place("collected", _sentences, collected.FILE),
    "odd verdicts": Place("judging", _verdicts, judging.FILE),
    "kept verdicts": Place("judging", _agreement, judging.FILE),
    "kept marks": Place("causes", _causes, causes.FILE),
    "what is remembered": Place("remember", _remembered, remember.FILE),
    "ratings of a class": Place("remember", _class_ratings),
    "sealed forecasts": Place("diary", _sealed, diary.FILE),
    "a sealed forecast": Place("sealing", _seal, diary.FILE),
    "a claims sheet": Place("sheets", _claims_sheet, sheets.FILE),
    "a kept warm-up": Place("warm_up", _warm_up, warm_up.FILE),
    "drafts": Place("briefing", _drafts, drafts.CHOICES),
    "logged answers": Place("answer_log", _log, answer_log.FILE),
}
# their words of the reader's come into no page
UNSEEN = {"a sealed forecast"}
# shown by tests of their own, or by each form above: what they write comes from a figure, from a lesson's
# questions, from a message
ELSEWHERE = {
    *("forms", "head", "live", "explore", "quizzing", "telling", "widgets", "checking", "setup"),
    *("keeper", "keeping"),
}


def modules_that_show() -> set[str]:
    """Modules of helpers.lesson that hand HTML to a reader."""
    found = set()
    for path in Path(inspect.getfile(lesson)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "attr", getattr(called, "id", ""))
            if name in ("display", "HTML", "tell"):
                found.add(path.stem)
    return found


def files_of_readers() -> set[str]:
    """Names of files that modules of helpers.lesson keep in my_work."""
    found = set()
    for path in Path(inspect.getfile(lesson)).parent.glob("*.py"):
        tops = (node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Assign))
        words = (each.value for node in tops for each in ast.walk(node) if isinstance(each, ast.Constant))
        found |= {word for word in words if re.fullmatch(r"\w+\.(?:json|csv)", str(word))}
    return found


def _state(page: str, name: str = "") -> tuple[str, str]:
    bad = doings(page)
    seen = name in UNSEEN or any(words in page for words in ("bad()", "onx"))
    return (FINE if seen and not bad else SILENT), str(bad or page[:300])


def cases(place: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every free text column of every table in show_table, and every place: what would be done there."""
    for keys in (False, True):
        data = place / f"data {keys}"
        shutil.copytree(folder(), data)
        with (
            warnings.catch_warnings(action="ignore", category=NotAsPublished),
            mock.patch.object(loading, "folder", return_value=data),
            mock.patch.dict(os.environ, {my_work.PLACE: str(place / "my_work")}),
        ):
            yield from _columns(mark(data, keys=keys))
            yield from _places() if not keys else ()
            yield from _pages_of_a_class() if not keys else ()


def _columns(marked: dict[str, list[str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for table, columns in marked.items():
        for column in columns:
            words = load(table)[[column]].dropna().head(3)
            if not words.empty:
                page = page_of(lambda words=words: show_table(words, f"Words {MARKUP}"))
                yield f"{table}.{column}", _state(page)


def _pages_of_a_class() -> Iterator[tuple[str, tuple[str, str]]]:
    for name, make in classroom.PLACES.items():
        yield name, _state(make())


def _places() -> Iterator[tuple[str, tuple[str, str]]]:
    for name, each in PLACES.items():
        try:
            yield name, _state(each.show(), name)
        except Exception as error:
            yield name, (RAW, f"{type(error).__name__}: {error}")
