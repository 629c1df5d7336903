"""python -m helpers.publish: execute, fill and store all lessons and the README.

--check compares; --html writes pages; --where says what rests on a row; --lengths shows how long the lessons
are; --seal renews the edition of data/.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

from helpers.data import DataError, all_notebooks, seal, unsealed, word_of
from helpers.lesson.values import LessonError
from helpers.publish.checks import stale_faults, stored_faults
from helpers.publish.execute import LessonFails, clear_outputs, execute
from helpers.publish.exercises import missing_lessons
from helpers.publish.generated import write_generated, write_start
from helpers.publish.lengths import table
from helpers.publish.links import relink
from helpers.publish.notebooks import read, source, tidy, write
from helpers.publish.outputs import share_players
from helpers.publish.pictures import kept_pictures, place_pictures
from helpers.publish.prose import fill
from helpers.publish.readme import LESSON, readme_faults, readme_path, write_readme
from helpers.publish.stored_form import unreadable
from helpers.publish.where import where


def fresh(path: Path) -> nbformat.NotebookNode:
    """The lesson at `path`, executed now, generated cells and prose numbers filled; no pictures yet."""
    notebook, lessons = read(path), all_notebooks()
    clear_outputs(notebook)
    relink(notebook, lessons)
    write_start(notebook)
    execute(notebook, path.parent)
    write_generated(notebook, path, lessons)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = fill(source(cell), word_of(path))
    share_players(notebook)
    tidy(notebook)
    return notebook


def publish(path: Path) -> list[str]:
    """Execute and store one lesson; return what a reader of the log should know.

    A lesson that somebody saved meanwhile is left as it is.
    """
    before = path.read_bytes()
    kept = kept_pictures(read(path))
    notebook = fresh(path)
    missing = place_pictures(notebook, kept)
    if path.read_bytes() != before:
        return [f"{path.name}: it was saved while it ran, so nothing was stored; publish it again"]
    write(path, notebook)
    return [f"{path.name}: {len(missing)} figures without a picture (no Chromium here)"] if missing else []


def check(path: Path) -> list[str]:
    """Faults of one stored lesson, and where it differs from a fresh run."""
    if fault := unreadable(path):
        return [fault]
    stored = read(path)
    return stored_faults(path, stored) + told(path, lambda: stale_faults(path, stored, fresh(path)))


def readme(*, check_only: bool) -> list[str]:
    """Fill or check the README; findings. Without a README, as where the course is installed, none."""
    lesson = next((path for path in all_notebooks() if word_of(path) == LESSON), None)
    if lesson is None or not readme_path().is_file():
        return []
    return (readme_faults if check_only else write_readme)(readme_path(), lesson)


def told(path: Path, work: Callable[[], list[str]]) -> list[str]:
    """The findings of `work` on a lesson; an error is one of them."""
    try:
        return work()
    except LessonFails as error:
        return [f"{path.name}, {error}"]
    except (LessonError, DataError) as error:
        return [f"{path.name}: {error}"]
    except Exception as error:
        return [f"{path.name}: {type(error).__name__}: {error}"]


def each(work: Callable[[Path], list[str]], paths: list[Path], jobs: int) -> list[str]:
    """Do `work` for several lessons at once; a lesson that fails is reported, the others go on."""
    with ThreadPoolExecutor(jobs) as pool:
        found = pool.map(lambda path: told(path, lambda: work(path)), paths)
        return [line for lines in found for line in lines]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 0 when all is well, 1 when there are findings."""
    parser = argparse.ArgumentParser(prog="python -m helpers.publish", description=__doc__)
    parser.add_argument("lessons", nargs="*", help="numbers or words (03, the_incursion); without any, all")
    parser.add_argument("--check", action="store_true", help="store nothing, say what is not up to date")
    parser.add_argument("--where", metavar="TABLE:KEY", help="list what uses a row, and store nothing")
    parser.add_argument("--lengths", action="store_true", help="show words, parts and minutes of each lesson")
    parser.add_argument("--seal", action="store_true", help="make the data as they are now the edition")
    parser.add_argument("--html", metavar="DIR", type=Path, help="write pages that read without Python")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1), help="lessons run at once")
    asked = parser.parse_args(arguments)
    if asked.where:
        return _say(lambda: where(asked.where))
    if asked.seal:
        return _say(lambda: [f"{name}: sealed" for name in seal()] or ["The data are sealed as they are."])
    wanted = set(asked.lessons)
    paths = [path for path in all_notebooks() if not wanted or wanted & {path.name[:2], word_of(path)}]
    if not paths:
        parser.error("no lesson has such a number or word")
    if asked.lengths:
        return _say(lambda: table(paths))
    if asked.html and asked.lessons:
        parser.error("--html writes all lessons, because their pages link to each other")
    if asked.html:
        from helpers.publish.site import write_pages  # noqa: PLC0415 (nbconvert starts slowly, only pages need it)

        for page in write_pages(paths, asked.html):
            print(page)
        return 0
    findings = _unsealed()
    if findings and not asked.check:
        print("\n".join(findings))
        return 1
    if asked.check and not wanted:
        findings += missing_lessons(paths)
    findings += each(check if asked.check else publish, paths, asked.jobs)
    findings += readme(check_only=asked.check)
    print("\n".join(findings) or f"All is up to date: {len(paths)} of {len(all_notebooks())}.")
    return 1 if findings else 0


def _unsealed() -> list[str]:
    """What is published rests on an edition of the data that is sealed."""
    try:
        return [f"{name} is not the published edition: publish with --seal first" for name in unsealed()]
    except DataError as error:
        return [str(error)]


def _say(lines: Callable[[], list[str]]) -> int:
    try:
        print("\n".join(lines()))
    except DataError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
