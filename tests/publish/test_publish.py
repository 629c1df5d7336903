"""`python -m helpers.publish` on one small lesson: what is stored, what is found, what it returns."""

import json

import nbformat
import pytest

from helpers.lesson import values
from helpers.publish import __main__ as publish
from helpers.publish import pictures
from helpers.publish.notebooks import read, write

pytestmark = pytest.mark.lessons

SHOWN = """import pandas as pd, plotly.graph_objects as go
from helpers import charts, show
table = pd.DataFrame({"day": ["6 Aug"], "km²": [1107.2]})
fig = go.Figure(go.Scatter(x=[6], y=[1107.2]))
show(charts.finish(fig, title="One day", caption="No source.", alt="One point, 1,107 km².", table=table))"""
COURSE = {
    "title": "What does a small lesson show?",
    "part": "Test",
    "minutes": {"read": 1, "do": 1, "teach": [1, 2]},
    "know_first": "Nothing.",
    "objectives": ["read one point"],
    "not_in_dispute": "Nothing.",
    "key_points": {"established": ["It is **0 km²**<!--= area_shown -->."]},
}


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """A lesson that was published once, with a picture."""
    generated = [
        nbformat.v4.new_markdown_cell(metadata={"generated": kind})
        for kind in ("header", "key points", "sources")
    ]
    cells = [generated[0], nbformat.v4.new_code_cell(SHOWN), *generated[1:]]
    path = tmp_path_factory.mktemp("notebooks") / "00_small.ipynb"
    write(path, nbformat.v4.new_notebook(cells=cells, metadata={"course": COURSE}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "all_notebooks", lambda: [path])
        patch.setattr(pictures, "_draw", lambda figure: "data:image/webp;base64,AAAA")
        patch.setattr(values, "FOLDER", path.parent)
        define(path, "1107.2")
        assert publish.main([]) == 0
        yield path


def define(lesson, expression):
    """Let the lesson's value be this from now on."""
    lesson.with_name("small.toml").write_text(f'[values]\narea_shown = "{expression}"\n', encoding="utf-8")
    values.contents.cache_clear()
    values._value.cache_clear()


@pytest.fixture
def changed(lesson):
    """Function: change the stored lesson; it is put back after the test."""
    stored = lesson.read_bytes()

    def change(work):
        notebook = read(lesson)
        work(notebook.cells)
        lesson.write_text(json.dumps(notebook), encoding="utf-8")

    yield change
    lesson.write_bytes(stored)


def test_numbers_outputs_and_generated_cells_are_stored(lesson):
    notebook = read(lesson)
    assert "# What does a small lesson show?" in notebook.cells[0].source
    assert "**1,107 km²**" in notebook.cells[2].source
    assert 'src="data:image/webp;base64,AAAA"' in notebook.cells[1].outputs[1].data["text/html"]
    assert [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"] == [1]


def test_a_second_run_leaves_the_bytes_and_keeps_pictures_without_a_browser(lesson, monkeypatch):
    stored = lesson.read_bytes()
    monkeypatch.setattr(pictures, "_draw", lambda figure: None)
    assert publish.main([]) == 0
    assert lesson.read_bytes() == stored


def test_check_is_content_with_a_fresh_lesson(lesson, capsys):
    assert publish.main(["--check"]) == 0
    assert capsys.readouterr().out == "All is up to date: 1 of 1.\n"


def test_check_names_stale_outputs_and_wrong_numbers_and_stores_nothing(lesson, changed, capsys):
    def work(cells):
        words = cells[1].outputs[2].data
        words["text/html"] = words["text/html"].replace("6 Aug", "7 Aug")
        cells[2].source = cells[2].source.replace("1,107", "1,108")

    changed(work)
    stored = lesson.read_bytes()
    assert publish.main(["--check"]) == 1
    found = capsys.readouterr().out
    assert "00_small.ipynb, cell 2: the stored output is not what the cell gives now" in found
    assert "00_small.ipynb, cell 3: a number in prose disagrees with the data: “1,108 km²” should be" in found
    assert lesson.read_bytes() == stored


def test_a_lesson_that_fails_is_named_and_left_alone(lesson, changed, capsys):
    changed(lambda cells: cells[1].update(source="1 / 0"))
    stored = lesson.read_bytes()
    assert publish.main([]) == 1
    assert "00_small.ipynb, cell 2 fails: ZeroDivisionError: division by zero" in capsys.readouterr().out
    assert lesson.read_bytes() == stored


def test_what_an_author_saves_meanwhile_stays(lesson, changed, capsys, monkeypatch):
    run = publish.fresh

    def saved_meanwhile(path):
        notebook = run(path)
        changed(lambda cells: cells[1].update(source=SHOWN + "  # mine"))
        return notebook

    monkeypatch.setattr(publish, "fresh", saved_meanwhile)
    changed(lambda cells: None)
    assert publish.main([]) == 1
    assert "00_small.ipynb: it was saved while it ran" in capsys.readouterr().out
    assert "# mine" in lesson.read_text("utf-8")


def test_a_value_that_fails_is_named_and_the_lesson_left_alone(lesson, capsys):
    stored = lesson.read_bytes()
    define(lesson, "1 / 0")
    assert publish.main([]) == 1
    define(lesson, "1107.2")
    said = "00_small.ipynb: In the lesson small the value area_shown fails: ZeroDivisionError"
    assert said in capsys.readouterr().out
    assert lesson.read_bytes() == stored


def test_a_new_figure_without_a_browser_is_reported(lesson, changed, capsys, monkeypatch):
    monkeypatch.setattr(pictures, "_draw", lambda figure: None)
    changed(lambda cells: cells[1].update(source=SHOWN.replace("[6]", "[7]")))
    assert publish.main([]) == 1
    assert "00_small.ipynb: 1 figures without a picture" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["77"], "no lesson has such a number or word"), (["--html", "x", "00"], "all lessons")],
)
def test_wrong_use_is_explained(lesson, arguments, said, capsys):
    with pytest.raises(SystemExit):
        publish.main(arguments)
    assert said in capsys.readouterr().err
