"""Markup in the data and in a reader's files: wherever it shows, it shows as its own letters."""

from __future__ import annotations

import ast
import csv
import inspect
import io
import json
import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

from nbconvert.filters import markdown2html

from attacks.judging import FINE, RAW, SILENT, page_of
from helpers import lesson
from helpers.analysis import redeployment
from helpers.data import NotAsPublished, cite, folder, load, loading
from helpers.lesson import claims_table, evidence_table, guessing, my_work, rating, show_table
from helpers.lesson.arguments import arguments_table
from helpers.lesson.meanings_table import meanings_table
from helpers.lesson.role_cards import draw_lots, role_cards
from helpers.lesson.scorecard import scorecard

MARKUP = '"><img src=x onerror=bad()></script><script>bad()</script>[x](javascript:bad()) `a` *b*'
RULES = ("enum", "pattern")


class Page(HTMLParser):
    """Notes every tag, attribute and script that would do something."""

    def __init__(self):
        super().__init__()
        self.bad, self.inside = [], ""

    def handle_starttag(self, tag, attributes):
        self.inside = tag
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


def free_columns(schema):
    """Text columns that may hold any words: no ids, no fixed words, nothing that leads to another table."""
    keys = schema["primaryKey"] + [key["fields"] for key in schema.get("foreignKeys", [])]
    bound = {name for key in keys for name in ([key] if isinstance(key, str) else key)}
    for field in schema["fields"]:
        fixed = any(rule in field.get("constraints", {}) for rule in RULES) or field.get("separator")
        if field["type"] == "string" and not fixed and field["name"] not in bound:
            yield field["name"]


def mark(place: Path) -> dict[str, list[str]]:
    """Put markup behind the words of every free text column of a copy of data/; table → such columns."""
    package = json.loads((place / "datapackage.json").read_text("utf-8"))
    columns = {}
    for resource in (each for each in package["resources"] if "schema" in each):
        path = place / resource["path"]
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
        free = columns[resource["name"]] = list(free_columns(resource["schema"]))
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


def _kept_guess(place: Path) -> str:
    kept = {"the_incursion-a": {"ask": MARKUP, "guess": {MARKUP: MARKUP}, "kept_on": MARKUP}}
    (place / guessing.FILE).write_text(json.dumps(kept), "utf-8")
    return _boxes(guessing._form("the_incursion-a", MARKUP, None, ()))


def _kept_ratings(place: Path) -> str:
    rows = f'Q01,"{MARKUP.replace(chr(34), chr(34) * 2)}",70,no,"x"\n'
    (place / rating.FILE).write_text(f"{','.join(rating.COLUMNS)}\n{rows}", "utf-8")
    form = rating._Form(load("questions", question_id="Q01"), rating.FILE)
    form.save(None)
    return _boxes(form.box) + page_of(lambda: show_table(rating.my_ratings(), "My ratings"))


def _odd_ratings(place: Path) -> str:
    name = "ratings <img src=x onerror=bad()>.csv"
    (place / name).write_text(MARKUP, "utf-8")
    return _boxes(rating._Form(load("questions", question_id="Q01"), name).box)


def _cited(_: Path) -> str:
    return markdown2html("\n\n".join(map(cite, load("sources")["source_id"])))


def _shown(call: Callable[[], object]) -> Callable[[Path], str]:
    return lambda _: page_of(call)


# What shows words of the data or of a reader → the modules of helpers.lesson that do it
PLACES: dict[str, tuple[str, Callable[[Path], str]]] = {
    "all claims": ("claims", _shown(claims_table)),
    "two claims": ("claims", _shown(lambda: claims_table("S04", "S05"))),
    "evidence": ("evidence", _shown(lambda: evidence_table("S01a", "S04", "S29"))),
    "arguments": ("arguments", _shown(lambda: arguments_table(load("arguments")))),
    "role cards": ("role_cards", _shown(role_cards)),
    "lots": ("role_cards", _shown(lambda: draw_lots(*(f"{MARKUP}{n}" for n in range(6)), seed=1))),
    "scorecard": ("scorecard", _shown(scorecard)),
    "meanings": ("meanings_table", _shown(_meanings)),
    "questions": ("rating", _shown(lambda: rating.rate(load("questions")))),
    "a kept guess": ("guessing", _kept_guess),
    "kept ratings": ("rating", _kept_ratings),
    "odd ratings": ("rating", _odd_ratings),
    "sources": ("table", _cited),
}
# shown by tests of their own: what they write comes from a figure, a lesson's questions, a message
ELSEWHERE = {"forms", "head", "live", "explore", "quizzing", "telling", "widgets", "checking", "setup"}


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


def _state(page: str) -> tuple[str, str]:
    bad = doings(page)
    return (SILENT if bad or "bad()" not in page else FINE), str(bad)


def cases(place: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every free text column of every table in show_table, and every place: what would be done there."""
    shutil.copytree(folder(), place / "data")
    (place / "my_work").mkdir()
    with (
        warnings.catch_warnings(action="ignore", category=NotAsPublished),
        mock.patch.object(loading, "folder", return_value=place / "data"),
        mock.patch.dict(os.environ, {my_work.PLACE: str(place / "my_work")}),
    ):
        for table, columns in mark(place / "data").items():
            for column in columns:
                words = load(table)[[column]].dropna().head(3)
                if not words.empty:
                    page = page_of(lambda words=words: show_table(words, f"Words {MARKUP}"))
                    yield f"{table}.{column}", _state(page)
        for name, (_, show) in PLACES.items():
            try:
                yield name, _state(show(place / "my_work"))
            except Exception as error:
                yield name, (RAW, f"{type(error).__name__}: {error}")
