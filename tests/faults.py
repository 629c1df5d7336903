"""Count what comes of damage: how often a reader is told in plain words, and how often not.

    python tests/faults.py                  all classes
    python tests/faults.py csv mutations    some of them, by the names that CLASSES has

The cases are those of the tests; a class that is made of whole tests counts one run for each of them.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

sys.path += [str(Path(__file__).parent / place) for place in ("data", "lesson", "publish")]

import calls
import damage
import pytest
import test_answers
from mutations import MUTATIONS, Lesson, Mutation

from helpers.data import folder, load, loading
from helpers.lesson import check, checking
from helpers.lesson.answers import number_in
from helpers.lesson.questions import QuestionError

CLEAR, SILENT, RAW, MISSED = COLUMNS = (
    "clear or right",
    "silent wrong or lost",
    "traceback or hang",
    "not caught",
)
OF_DAMAGE = {damage.SILENT: SILENT, damage.RAW: RAW, damage.ENDLESS: RAW}


def csv_files(place: Path) -> Iterator[str]:
    """Damaged tables: every kind of damage to each of the large tables."""
    shutil.copytree(folder(), place / "data")
    with mock.patch.object(loading, "folder", return_value=place / "data"):
        for table in damage.TABLES:
            wanted = load(table)
            found = (damage.damaged(place / "data", table, kind, wanted) for kind in damage.KINDS)
            yield from (OF_DAMAGE.get(each[0], CLEAR) for each in found if each)


def json_files(place: Path) -> Iterator[str]:
    """Damaged outlines.json and datapackage.json."""
    shutil.copytree(folder(), place / "data")
    with mock.patch.object(loading, "folder", return_value=place / "data"):
        for path in (place / "data" / "outlines.json", place / "data" / "datapackage.json"):
            wanted = damage.everything()
            for _, way in damage.ways_of_json(path):
                state, _ = damage.damaged_json(path, way, wanted, damage.everything)
                yield OF_DAMAGE.get(state, CLEAR)


def answers(_: Path) -> Iterator[str]:
    """Odd answers to exercises of every kind."""
    for name in test_answers.KINDS:
        for odd in test_answers.ODD:
            told: list[str] = []
            with mock.patch.object(checking, "tell", lambda kind, text, told=told: told.append(kind)):
                try:
                    check(name, odd)
                except Exception:
                    yield RAW
                else:
                    yield CLEAR if len(told) == 1 else SILENT


def numbers(_: Path) -> Iterator[str]:
    """Numbers as readers type them, decimal commas among them."""
    for typed, unit, meant in test_answers.READ:
        try:
            read = number_in(typed, unit)
        except QuestionError:
            yield CLEAR
        except Exception:
            yield RAW
        else:
            yield CLEAR if meant is not None and abs(read - meant) < 1e-9 else SILENT


def mutations(place: Path) -> Iterator[str]:
    """Changes of a stored lesson against --check."""
    lesson = Lesson(place)
    if lesson.found(Mutation(lambda _: None, "")):
        raise AssertionError("--check finds faults in the lesson before it is changed")
    for mutation in MUTATIONS.values():
        yield CLEAR if any(mutation.said in line for line in lesson.found(mutation)) else MISSED


def odd_calls(_: Path) -> Iterator[str]:
    """Verbs of the lessons with values that nobody should give them."""
    with mock.patch("IPython.display.display"):
        for _call, fault in calls.outcomes():
            yield CLEAR if not fault else SILENT if fault.startswith("silent") else RAW


class Outcomes:
    """Notes how each test ended."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest after each part of a test."""
        if report.failed or (report.when == "call" and report.passed):
            self.found.append(RAW if report.failed else CLEAR)


def tests_of(*names: str) -> Callable[[Path], Iterator[str]]:
    """A class whose runs are the tests of some files, below tests/."""

    def run(_: Path) -> Iterator[str]:
        outcomes = Outcomes()
        files = [str(Path(__file__).parent / name) for name in names]
        with contextlib.redirect_stdout(io.StringIO()):
            pytest.main(["-q", *files], plugins=[outcomes])
        return iter(outcomes.found)

    return run


CLASSES: dict[str, Callable[[Path], Iterator[str]]] = {
    "csv": csv_files,
    "json": json_files,
    "answers": answers,
    "numbers": numbers,
    "mutations": mutations,
    "calls": odd_calls,
    "markup": tests_of("lesson/test_markup_in_data.py"),
    "my_work": tests_of("lesson/test_my_work.py", "lesson/test_rating.py"),
    "places": tests_of("notebooks/test_odd_places.py", "publish/test_start.py"),
    "state": tests_of("lesson/test_waiting.py", "lesson/test_live.py", "lesson/test_explore.py"),
    "publish": tests_of("publish/test_publish.py", "test_files.py"),
}


def counted(name: str) -> Counter:
    """How often each outcome came in one class."""
    with tempfile.TemporaryDirectory() as place:
        return Counter(CLASSES[name](Path(place)))


def main(names: list[str]) -> int:
    """Print a row for each class; return 1 when something is neither clear, right nor caught."""
    unknown = set(names) - set(CLASSES)
    if unknown:
        print(f"There is no class {', '.join(sorted(unknown))}; there are {', '.join(CLASSES)}.")
        return 2
    print(" | ".join(["class", "runs", *COLUMNS]))
    bad = 0
    for name in names or CLASSES:
        counts = counted(name)
        print(
            " | ".join([name, str(counts.total()), *(str(counts[column]) for column in COLUMNS)]), flush=True
        )
        bad += counts.total() - counts[CLEAR]
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
