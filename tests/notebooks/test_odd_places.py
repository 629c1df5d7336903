"""The course runs wherever it is unpacked: odd names of folders, long paths, another working directory."""

import os
import shutil
import subprocess
import sys

import pytest

from helpers.data import all_notebooks, folder

pytestmark = pytest.mark.lessons
PLACES = {
    "blanks": "my course (copy)",
    "umlauts": "Übungen für Jörg",
    "Cyrillic": "курс Курськ",
    "signs": "100 % #1 & [a]{b} $HOME",
    "long": "/".join(["a folder with a long name"] * 7),
}
LESSON = all_notebooks()[0]


@pytest.fixture
def copy(tmp_path, request):
    """A copy of the course with its first lesson, as a download unpacks it."""
    place = tmp_path / PLACES[request.param]
    source = folder().parent
    shutil.copytree(source / "src", place / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copytree(folder(), place / "data")
    (place / "notebooks").mkdir()
    shutil.copy(LESSON, place / "notebooks")
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(source / name, place)
    return place


@pytest.mark.parametrize("copy", PLACES, indirect=True)
def test_a_lesson_runs_in_any_folder_and_finds_its_own_data(copy, tmp_path):
    code = (
        "import nbformat; from pathlib import Path; from helpers.data import folder, load, all_notebooks\n"
        "from helpers.publish.execute import execute\n"
        "from helpers.publish.notebooks import read\n"
        "path = all_notebooks()[0]; notebook = read(path); execute(notebook, path.parent)\n"
        "print(folder(), len(load('claims')), len(notebook.cells))"
    )
    env = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.startswith(str(copy / "data"))
