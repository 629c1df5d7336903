"""The course in folders of odd names, used from another working directory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from attacks.judging import ENDLESS, FINE, RAW, SILENT
from helpers.data import all_notebooks, folder

FOLDERS = {
    "blanks": "my  course files",
    "umlauts": "Übung für Jürgen",
    "umlauts of a Mac": "U\u0308bung",
    "Cyrillic": "Курск",
    "#": "course #2",
    "%": "course 100% %20",
    "quotation marks": "the 'new' \"course\"",
    "brackets": "course [1] (copy) {x}",
    "&": "a & b; c $HOME",
    "a dot": ".course",
    "very long": "/".join(["a folder with a long name " * 4] * 12),
}
SECONDS = 120
DONE = "all is right"
USE = """
import os, sys
from pathlib import Path
from helpers import load, tables
from helpers.data import all_notebooks, folder, outlines
from helpers.lesson import my_work
from helpers.publish.execute import execute
from helpers.publish.notebooks import read
assert all(len(load(name)) for name in tables()) and outlines() and len(all_notebooks()) > 3
assert folder() == Path(sys.argv[1]) / "data"
first = all_notebooks()[0]
execute(read(first), first.parent)
my_work.save_entry("guesses.json", "the_incursion-a", {"guess": "9 Aug", "kept_on": "x"})
os.chdir("/")
assert set(my_work.read_entries("guesses.json")) == {"the_incursion-a"}
print("all is right")
"""


def cases(place: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """A copy of the course in each folder, begun in its notebooks or in another folder by turns."""
    for number, (name, odd) in enumerate(FOLDERS.items()):
        course, elsewhere = place / odd, place / "elsewhere"
        _copied(course)
        elsewhere.mkdir(exist_ok=True)
        start = course / "notebooks" if number % 2 else elsewhere
        yield f"{name}, begun in {start.name}", _used(course, start)
        shutil.rmtree(place / odd.partition("/")[0])


def _copied(course: Path) -> None:
    package, passed = Path(sys.modules["helpers"].__file__).parent, shutil.ignore_patterns("__pycache__")
    for part in (package, package.with_name("kursk_slips")):
        shutil.copytree(part, course / "src" / part.name, ignore=passed)
    shutil.copytree(folder(), course / "data")
    (course / "notebooks").mkdir()
    first, *others = all_notebooks()
    shutil.copy(first, course / "notebooks")
    for path in others:
        (course / "notebooks" / path.name).touch()
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(folder().parent / name, course)


def _used(course: Path, start: Path) -> tuple[str, str]:
    """What comes of a reader's first steps there: a lesson runs, and a guess is kept."""
    shutil.rmtree(start / "my_work", ignore_errors=True)
    env = {**os.environ, "PYTHONPATH": str(course / "src")}
    try:
        ran = subprocess.run(
            [sys.executable, "-c", USE, str(course)],
            cwd=start,
            env=env,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return ENDLESS, f"no end after {SECONDS} seconds"
    if ran.returncode:
        return RAW, ran.stderr[-300:]
    kept = (start / "my_work" / "guesses.json").is_file()
    return (FINE if kept and DONE in ran.stdout else SILENT), ran.stdout[-300:]
