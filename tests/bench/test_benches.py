"""Every bench runs as it stands, waits for its reader, and judges right and wrong answers as it should.

solutions.toml holds a right answer to each task, as a reader would write it at that place.
"""

import ast
import contextlib
import io
import re
import tomllib
import warnings
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers import load
from helpers.bench.checking import FOLDER, as_values, asked, held, judged
from helpers.data import all_notebooks, word_of
from helpers.lesson.checking import WAITING
from helpers.lesson.my_work import PLACE
from helpers.publish.lengths import is_at_bench
from helpers.publish.notebooks import is_code, read, source

SOLUTIONS = tomllib.loads(Path(__file__).with_name("solutions.toml").read_text("utf-8"))
BENCHES = {word_of(path): path for path in all_notebooks() if any(map(is_at_bench, read(path).cells))}
TASKS = [f"{word}-{task['id']}" for word in BENCHES for task in held(word)["task"]]
OF_NUMBERS = [name for name in TASKS if asked(name)["kind"] != "kept"]
OF_VALUES = [name for name in TASKS if asked(name)["kind"] == "values"]
MOST_LINES = 9  # of a cell, besides those that print, present or ask
LEAST_TO_SORT = 3  # lines; fewer would show the solution
FOLDED = re.compile(r"<details>.*?```python\n(.*?)\n```.*?</details>", re.DOTALL)


def codes(word, *, bench):
    """Code cells of a lesson, those of its bench or all others."""
    return [
        source(cell) for cell in read(BENCHES[word]).cells if is_code(cell) and is_at_bench(cell) == bench
    ]


def called(node):
    return getattr(getattr(node, "func", None), "id", "")


def set_names(code):
    nodes = ast.walk(ast.parse(code))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


@pytest.fixture
def shown(monkeypatch, tmp_path):
    """Figures that were presented, and what was told, instead of outputs; an empty folder to keep charts."""
    figures, told = [], []
    monkeypatch.setenv(PLACE, str(tmp_path))
    monkeypatch.setattr("helpers.bench.presenting.show", figures.append)
    monkeypatch.setattr("helpers.bench.presenting._show_pages", lambda source: None)
    for module in ("presenting", "checking"):
        monkeypatch.setattr(f"helpers.bench.{module}.tell", lambda kind, text: told.append((kind, text)))
    return figures, told


def run(word):
    """Run a bench from top to bottom; the names that each task finds, by its id."""
    names, found = {"load": load}, {}
    for code in codes(word, bench=True):
        asking = [node.args[0].value for node in ast.walk(ast.parse(code)) if called(node) == "bench_check"]
        found |= {name: dict(names) for name in asking}
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(compile(code, word, "exec"), names)
    return found


@pytest.mark.parametrize("word", BENCHES)
def test_a_bench_runs_waits_and_knows_its_right_answers(word, shown):
    found = run(word)
    _, told = shown
    assert [text for kind, text in told if kind == "waiting"] == [WAITING] * len(found)
    assert not [text for kind, text in told if kind == "wrong"]
    assert list(found) == [f"{word}-{task['id']}" for task in held(word)["task"]]
    for name, names in found.items():
        exec(compile(SOLUTIONS[name], name, "exec"), names)
        assert judged(asked(name), names["answer"]) == (True, asked(name)["right"]), name


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_three_foreseen_errors_get_their_own_hint(name):
    task = asked(name)
    assert len(task["wrong"]) >= 3
    for wrong in task["wrong"]:
        value = float(wrong["value"]) if task["kind"] == "number" else wrong["value"]
        assert judged(task, value) == (False, wrong["hint"]), wrong["hint"]


@pytest.mark.parametrize("name", OF_VALUES)
def test_any_other_error_is_told_by_how_many_fit(name):
    task = asked(name)
    values = as_values(task["answer"])
    first = next(iter(values))
    said = f"{len(values) - 1} of {len(values)} fit; “{first}” has another value. {task['hint']}"
    assert judged(task, values | {first: values[first] + 1e6}) == (False, said)


@pytest.mark.parametrize("name", OF_VALUES)
def test_one_answer_is_right_in_any_form(name):
    task = asked(name)
    values = as_values(task["answer"])
    bars = go.Figure(go.Bar(x=list(values.values()), y=list(values), orientation="h"))
    for form in (values, pd.Series(values), pd.Series(values).reset_index(), bars):
        assert judged(task, form)[0]


@pytest.mark.parametrize("word", BENCHES)
def test_a_bench_takes_no_name_of_its_lesson(word):
    """Who runs a cell of the lesson again after the bench finds its tables as they were."""
    lesson = set().union(*map(set_names, codes(word, bench=False)))
    assert not set().union(*map(set_names, codes(word, bench=True))) & lesson


@pytest.mark.parametrize("word", BENCHES)
def test_a_worked_example_is_short(word):
    for code in codes(word, bench=True):
        lines = [node for node in ast.parse(code).body if not _says(node)]
        assert len(lines) <= MOST_LINES, code


@pytest.mark.parametrize("word", BENCHES)
def test_a_longer_solution_can_be_put_together_from_its_lines(word):
    """They stand in a fold above the last task, in alphabetical order and without those of its cell."""
    cells = [cell for cell in read(BENCHES[word]).cells if is_at_bench(cell)]
    name, stub = f"{word}-{held(word)['task'][-1]['id']}", source(cells[-1])
    assert name in stub
    lines = {line.strip() for line in SOLUTIONS[name].splitlines() if line.strip()}
    lines -= {line.strip() for line in stub.splitlines()}
    offered = asked(name)["kind"] != "kept" and len(lines) >= LEAST_TO_SORT
    assert FOLDED.findall(source(cells[-2])) == (["\n".join(sorted(lines))] if offered else [])
    assert not any(FOLDED.search(source(cell)) for cell in cells[:-2])


def test_every_file_of_tasks_has_its_bench_and_every_solution_its_task():
    assert {path.name.removesuffix(".toml") for path in FOLDER.iterdir()} == set(BENCHES)
    assert set(SOLUTIONS) == set(TASKS)


def _says(node):
    return isinstance(node, ast.Expr) and called(node.value) in ("present", "print", "bench_check")
