"""The start cell of a lesson imports what its cells use, and says what to do where the course is missing."""

import ast

import nbformat
import pytest

from helpers.data import all_notebooks
from helpers.publish.execute import LessonFails, execute
from helpers.publish.generated import write_start
from helpers.publish.notebooks import is_code, read, source

LESSONS = pytest.mark.parametrize("path", all_notebooks(), ids=lambda path: path.stem)


def start_of(path):
    return next(cell for cell in read(path).cells if is_code(cell))


@LESSONS
def test_a_lesson_begins_with_the_start_cell_of_today(path):
    notebook = read(path)
    cell = next(cell for cell in notebook.cells if is_code(cell))
    assert cell.metadata["generated"] == "start" and "star" in cell.metadata["tags"]
    before = source(cell)
    write_start(notebook)
    assert source(cell) == before
    assert "pip" not in before and len(before.splitlines()) <= 5


@LESSONS
def test_exercises_let_a_run_go_on(path):
    cells = [cell for cell in read(path).cells if is_code(cell)]
    for cell in cells:
        calls = [node.value for node in ast.parse(source(cell)).body if isinstance(node, ast.Expr)]
        names = {getattr(getattr(call, "func", None), "id", "") for call in calls}
        if "check" in names:
            assert "raises-exception" in cell.metadata["tags"], source(cell)


@pytest.mark.lessons
@pytest.mark.parametrize(
    ("name", "text", "heard"),
    [
        ("sitecustomize.py", "import sys; sys.modules['helpers'] = None", "helpers"),
        ("helpers.py", "'''A package of another author.'''", "cannot import name"),
    ],
    ids=["no package", "a foreign package"],
)
def test_without_the_course_the_start_cell_says_what_to_do(name, text, heard, tmp_path, monkeypatch):
    (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(start_of(all_notebooks()[0]).source)]
    )
    with pytest.raises(LessonFails, match="start it with its README's command") as failed:
        execute(notebook, tmp_path)
    assert heard in str(failed.value)
    assert "pip install" not in str(failed.value)
