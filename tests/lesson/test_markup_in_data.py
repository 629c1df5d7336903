"""Markup in the data, or in a reader's own files, shows as text: no tag, script or link comes of it."""

import csv
import io
import json
import shutil
from html.parser import HTMLParser

import pandas as pd
import pytest
from nbconvert.filters import markdown2html

from helpers.data import cite, folder, load, loading, tables
from helpers.lesson import claims_table, evidence_table, my_work, questions, rating, show_table
from helpers.lesson.arguments import arguments_table
from helpers.lesson.checking import check
from helpers.lesson.forms import chart_forms, words_forms
from helpers.lesson.guessing import FILE, _form, guess
from helpers.lesson.head import head_forms
from helpers.lesson.quizzing import quiz
from helpers.lesson.role_cards import draw_lots, role_cards
from helpers.lesson.setup import check_setup

pytestmark = pytest.mark.filterwarnings("ignore::helpers.data.NotAsPublished")
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


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A copy of data/ with markup behind the words of every text column of every table."""
    place = tmp_path_factory.mktemp("marked") / "data"
    shutil.copytree(folder(), place)
    package = json.loads((place / "datapackage.json").read_text("utf-8"))
    columns = {}
    for resource in package["resources"]:
        if "schema" not in resource:
            continue
        path = place / resource["path"]
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
        columns[resource["name"]] = list(free_columns(resource["schema"]))
        for row in rows:
            row.update({name: f"{row[name]}{MARKUP}" for name in columns[resource["name"]] if row[name]})
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "folder", lambda: place)
        yield columns


@pytest.fixture
def shown(monkeypatch):
    pages = []
    monkeypatch.setattr(
        "IPython.display.display", lambda data, raw=False, **_: pages.append(data.get("text/html", ""))
    )
    return pages


def test_the_reader_of_this_test_sees_what_would_be_done():
    assert len(doings(f"<p>{MARKUP}</p>")) == 3
    assert doings(markdown2html(MARKUP)) != []


def test_every_table_has_words_and_its_words_are_marked(marked):
    assert set(marked) == set(tables())
    assert sum(map(len, marked.values())) > 100


def test_every_column_of_every_table_shows_as_text(marked, shown):
    for table in tables():
        rows = load(table)
        show_table(pd.concat([rows.head(2), rows.tail(1)]), f"{table} {MARKUP}")
        seen = rows.head(2)[marked[table]].notna().any(axis=None)
        assert "bad()" in shown[-1] or not seen, table
        assert doings(shown[-1]) == [], table


@pytest.mark.parametrize(
    "show",
    [
        claims_table,
        lambda: claims_table("S04", "S05"),
        lambda: evidence_table("S01a", "S04", "S29"),
        lambda: arguments_table(load("arguments")),
        role_cards,
        lambda: draw_lots(*(f"{MARKUP}{number}" for number in range(6)), seed=1),
        lambda: rating.rate(load("questions")),
    ],
    ids=["claims", "two claims", "evidence", "arguments", "role cards", "lots", "questions"],
)
def test_tables_of_statements_show_markup_as_text(show, marked, shown):
    show()
    page = "".join(shown)
    assert "bad()" in page and doings(page) == []


def test_the_form_of_questions_shows_markup_as_text(marked, tmp_path, monkeypatch):
    monkeypatch.setenv(my_work.PLACE, str(tmp_path))
    page = "".join(rating._asked(row) for row in load("questions").itertuples())
    assert "bad()" in page and doings(page) == []


def test_markdown_shows_markup_as_text(marked):
    for source_id in load("sources")["source_id"]:
        line = cite(source_id)
        assert "bad()" in line and doings(markdown2html(f"- {line}")) == [], line
    assert MARKUP.replace('"', "") in Words.of(markdown2html(f"- {cite(source_id)}")).replace('"', "")


class Words(HTMLParser):
    """The text of a page."""

    @classmethod
    def of(cls, page):
        reader = cls()
        reader.text = ""
        reader.feed(page)
        reader.close()
        return reader.text

    def handle_data(self, data):
        self.text += data


def test_the_words_of_a_chart_show_markup_as_text():
    """Every chart's caption, alt sentence, table, controls and question are written in one place."""
    meta = dict.fromkeys(("title", "subtitle", "caption", "alt"), MARKUP)
    meta |= {"table": {"columns": [MARKUP], "rows": [[MARKUP]]}, "key": [[MARKUP, MARKUP]], "pen": [[1, 3]]}
    figure = {"data": [], "layout": {"height": 400, "meta": meta}}
    options = [("choice", {MARKUP: 1, "b": 2})]
    page = chart_forms("kx-1", [figure, figure], 0, options, MARKUP)["text/html"]
    page += head_forms("kx-1", figure, MARKUP)["text/html"]
    page += words_forms("kx-1", figure, options, MARKUP)["text/html"]
    assert page.count("bad()") > 5 and doings(page) == []


@pytest.fixture
def lesson(monkeypatch):
    """A lesson with one value: words of the data with markup in them."""
    entry = {
        "id": "a",
        "ask": "{said}",
        "answer": "{said}",
        "kind": "choice",
        "right": "{said}",
        "hint": "{said}",
    }
    entry |= {"answer": "b", "hints": {"a": "{said}"}}
    choice = {"text": MARKUP, "feedback": "{said}", "right": True}
    found = {
        "values": {"said": f"{MARKUP!r}"},
        "exercise": [entry],
        "guess": [{"id": "a", "answer": "{said}"}],
        "quiz": [{"ask": "{said}", "choices": [choice]}],
    }
    for place in (questions, "helpers.lesson.values"):
        name = place if isinstance(place, str) else place.__name__
        monkeypatch.setattr(f"{name}.contents", lambda word: found)


@pytest.mark.parametrize(
    "show",
    [
        lambda: quiz("small"),
        lambda: guess("small-a", MARKUP, [MARKUP]),
        lambda: check("small-a", "a"),
        lambda: check("small-a", "b"),
        lambda: check("small-a", MARKUP),
    ],
    ids=["quiz", "guess", "wrong", "right", "no letter"],
)
def test_questions_show_values_of_the_data_as_text(show, lesson, shown):
    show()
    page = "".join(shown)
    assert "bad()" in page or "img" in page
    assert doings(page) == []


def test_a_file_of_guesses_shows_as_text(tmp_path, monkeypatch):
    monkeypatch.setenv(my_work.PLACE, str(tmp_path))
    kept = {"the_incursion-a": {"ask": MARKUP, "guess": MARKUP, "kept_on": MARKUP}}
    (tmp_path / FILE).write_text(json.dumps(kept), "utf-8")
    box = _form("the_incursion-a", "On which day?", None, ())
    note = box.children[-1].children[1].value
    assert note.count("bad()") >= 2 and doings(note) == []


def test_a_fault_of_the_data_is_told_as_text(tmp_path, monkeypatch, shown):
    place = tmp_path / "data"
    shutil.copytree(folder(), place)
    path = place / "voices.csv"
    path.write_text(path.read_text("utf-8") + "A voice,<img src=x onerror=bad()>,,known\n", "utf-8")
    monkeypatch.setattr(loading, "folder", lambda: place)
    check_setup()
    page = "".join(shown)
    assert "onerror=bad()" in page and doings(page) == []
