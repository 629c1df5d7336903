"""The shape of the house: where a mark is made, a value written, a row described, a lesson named."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from helpers import analysis, charts
from helpers.data import all_notebooks, load

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "helpers"
CHARTS = PACKAGE / "charts"
DRAWING = {"layers.py", "frames.py", "theme.py"}  # the modules that know Plotly
MOST_LINES, LONGEST = 300, 60
LESSONS = [path.stem[3:] for path in all_notebooks()]


def modules(place=PACKAGE):
    return sorted(place.rglob("*.py"))


def named(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: str(path.relative_to(PACKAGE)))


@cache
def tree(path):
    return ast.parse(path.read_text("utf-8"))


@named([path for path in modules(CHARTS) if path.name not in DRAWING])
def test_a_mark_is_made_in_one_place(path):
    """No other chart module knows Plotly, or writes a trace or a shape by hand."""
    text = path.read_text("utf-8")
    assert not re.search(r"^(?:from|import) plotly", text, re.MULTILINE)
    if path.name != "statements.py":
        assert not re.search(r'"type": "(?:scatter|bar|heatmap|line|rect)"', text)


@named([path for path in modules() if not re.fullmatch(r"words\w*\.py", path.name)])
def test_a_value_is_written_in_words_in_one_place(path):
    """Days and thousands are formatted by helpers.words, or in the words of a lesson."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            form = ast.unparse(node.format_spec).strip("f'\"")
            assert "%b" not in form and "%B" not in form and "," not in form, f"line {node.lineno}: {form}"
        if isinstance(node, ast.Attribute):
            assert node.attr != "strftime" or path.name in {"loading.py", "packing.py"}, f"line {node.lineno}"


@pytest.fixture(scope="module")
def ids():
    """Ids of speakers, sources, arguments and events; those of one plain word may mean something else."""
    keys = {"speakers": "speaker_id", "sources": "source_id", "events": "event_id"}
    found = {value for table, key in keys.items() for value in load(table)[key]}
    return {value for value in found if "-" in value} | set(load("arguments")["argument_id"])


@named(modules())
def test_what_belongs_to_a_row_stands_in_the_row(path, ids):
    """No id of a row is the key of a dictionary in code: such words belong into the table."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            assert not keys & ids, f"line {node.lineno}: {sorted(map(str, keys & ids))}"


def test_one_lesson_has_one_word():
    """Notebook, questions, charts and their tests are found under the same word; a number is no name."""
    folders = {path.name for path in CHARTS.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= set(LESSONS)
    assert {path.stem for path in (PACKAGE / "lesson" / "lessons").glob("*.toml")} == set(LESSONS)
    for folder in folders:
        assert list((ROOT / "tests" / "charts").glob(f"test_{folder}*.py")), folder
    for table, column in (("events", "lessons"), ("arguments", "lessons"), ("claims", "lesson")):
        named_there = {word for cell in load(table)[column].dropna() for word in cell.split(";")}
        assert named_there <= set(LESSONS)


@named(modules(CHARTS))
def test_a_chart_module_is_read_at_one_sitting(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@named(modules())
def test_no_function_is_long(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < LONGEST, f"{node.name}, line {node.lineno}"


@named(modules(PACKAGE / "analysis"))
def test_analysis_reads_no_file(path):
    imported = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
    assert not any(node.module.startswith("helpers.data") for node in imported)


def test_charts_and_analysis_complete_with_tab():
    assert {"area_by_source", "timeline", "finish"} <= set(dir(charts))
    assert all(callable(getattr(charts, name)) for name in dir(charts))
    assert {"area", "debate"} <= set(dir(analysis))
    assert all(getattr(analysis, name) for name in dir(analysis))


def test_a_chart_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(AttributeError, match=r"no chart 'pie'.*area_by_source"):
        charts.pie  # noqa: B018
    with pytest.raises(AttributeError, match=r"no analysis module 'magic'.*area"):
        analysis.magic  # noqa: B018


def test_every_chart_is_found_under_one_name():
    """A chart is what a module of charts defines in public and annotates as a Figure."""
    defined = []
    for path in [*CHARTS.glob("*/*.py"), *(CHARTS / name for name in charts.SHARED)]:
        for node in tree(path).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and (
                path.name == "tables.py" or (node.returns and ast.unparse(node.returns) == "Figure")
            ):
                defined.append(node.name)
    assert sorted(defined) == sorted(charts.places())


def test_the_example_of_a_new_chart_is_the_real_one():
    """Three files, fewer than 90 lines; what docs/contributing.md shows stands there letter for letter."""
    page = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    shown = re.findall(r"`((?:src|tests)/[^`]+\.py)`(?:(?!```).)*?```python\n(.*?)\n```", page, re.DOTALL)
    assert len(shown) == 3
    for name, code in shown:
        text = (ROOT / name).read_text("utf-8")
        assert all(part in text for part in code.split("\n\n\n")), name
    assert sum(len(code.splitlines()) for _, code in shown) < 90


def days_read_freely(module):
    """Parameters of functions that pandas reads as a day: it takes 9.8.2024 for a day of September."""
    for function in [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]:
        given = {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
        for call in [node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args]:
            first = call.args[0]
            if ast.unparse(call.func) in ("pd.Timestamp", "pd.to_datetime") and isinstance(first, ast.Name):
                yield from {first.id} & given


@named([path for part in ("analysis", "charts", "lesson") for path in modules(PACKAGE / part)])
def test_a_day_that_is_given_is_read_in_one_form(path):
    """By helpers.given.a_day; a month, and a value of an axis, are no days."""
    assert set(days_read_freely(tree(path))) <= {"month", "value"}


def test_a_day_that_pandas_reads_is_found():
    free = "def known(frame, day):\n    return frame[frame['day'] <= pd.Timestamp(day)]"
    assert set(days_read_freely(ast.parse(free))) == {"day"}
