"""Markup in the data, or in a reader's own files, shows as text: no tag, script or link comes of it."""

import json
import shutil
from html.parser import HTMLParser

import pytest
from attacks.judging import FINE
from attacks.markup import (
    ELSEWHERE,
    MARKUP,
    PLACES,
    cases,
    doings,
    files_of_readers,
    free_columns,
    mark,
    modules_that_show,
)
from nbconvert.filters import markdown2html

from helpers.data import cite, folder, load, loading, tables
from helpers.lesson import my_work, questions, rating
from helpers.lesson.checking import check
from helpers.lesson.forms import chart_forms, words_forms
from helpers.lesson.guessing import guess
from helpers.lesson.head import head_forms
from helpers.lesson.quizzing import quiz
from helpers.lesson.setup import check_setup

pytestmark = pytest.mark.filterwarnings("ignore::helpers.data.NotAsPublished")


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A copy of data/ with markup behind the words of every text column of every table."""
    place = tmp_path_factory.mktemp("marked") / "data"
    shutil.copytree(folder(), place)
    columns = mark(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "folder", lambda: place)
        yield columns


def test_the_reader_of_this_test_sees_what_would_be_done():
    assert len(doings(f"<p>{MARKUP}</p>")) == 3
    assert doings(markdown2html(MARKUP)) != []


def test_every_table_has_words_and_its_words_are_marked(marked):
    assert set(marked) == set(tables())
    assert sum(map(len, marked.values())) > 100


def test_every_place_that_shows_words_shows_markup_as_text(tmp_path):
    found = dict(cases(tmp_path))
    assert len(found) > 150 and {name: said for name, said in found.items() if said[0] != FINE} == {}


def test_the_list_of_places_is_whole():
    """Every module of helpers.lesson that hands HTML to a reader, and every file in my_work, is attacked."""
    assert modules_that_show() - ELSEWHERE <= {place.module for place in PLACES.values()}
    assert files_of_readers() == {place.file for place in PLACES.values()} - {""}


def test_a_column_that_is_not_attacked_is_held_by_a_rule():
    """What names rows of another table is as free as the key there."""
    package = json.loads((folder() / "datapackage.json").read_text("utf-8"))
    schemas = {each["name"]: each["schema"] for each in package["resources"] if "schema" in each}
    for schema in schemas.values():
        for key in schema.get("foreignKeys", []) + schema.get("memberKeys", []):
            other = schemas[key["reference"]["resource"]]
            names = {name for keys in (False, True) for name in free_columns(other, keys=keys)}
            assert names.isdisjoint([key["reference"]["fields"]]), key


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
    monkeypatch.setattr(questions, "known_lessons", lambda: ["small"])


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
def test_questions_show_values_of_the_data_as_text(show, lesson, pages):
    show()
    page = "".join(pages)
    assert "bad()" in page or "img" in page
    assert doings(page) == []


def test_a_fault_of_the_data_is_told_as_text(tmp_path, monkeypatch, pages):
    place = tmp_path / "data"
    shutil.copytree(folder(), place)
    path = place / "voices.csv"
    path.write_text(path.read_text("utf-8") + "A voice,<img src=x onerror=bad()>,,known\n", "utf-8")
    monkeypatch.setattr(loading, "folder", lambda: place)
    check_setup()
    page = "".join(pages)
    assert "onerror=bad()" in page and doings(page) == []
