"""Count what comes of damage and wrong use: how often a reader is told in plain words, and how often not.

    python tests/faults.py                  all classes
    python tests/faults.py csv mutations    some of them, by the names that CLASSES has

Each class prints a line: how many cases, and how many of them were clear or right, silent (wrong, lost or not
caught), a traceback, without an end. The cases are those of the tests; a class that is made of whole tests
counts one for each of them.
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
from types import ModuleType
from unittest import mock

sys.path += [str(Path(__file__).parent / place) for place in ("data", "lesson", "publish")]

import damage
import pytest
import test_answers
from attacks import arguments_of_data, arguments_of_lessons, fuzz, killed, markup, my_files, paths
from attacks.judging import ENDLESS, FINE, RAW, SILENT, judged
from mutations import MUTATIONS, Lesson, Mutation

from helpers.data import folder, load, loading
from helpers.lesson import check, checking
from helpers.lesson.answers import number_in
from helpers.lesson.questions import QuestionError

COLUMNS = (FINE, SILENT, RAW, ENDLESS)
OF_DAMAGE = {damage.SILENT: SILENT, damage.RAW: RAW, damage.ENDLESS: ENDLESS}


def csv_files(place: Path) -> Iterator[str]:
    """Damaged tables: every kind of damage to each of the large tables."""
    shutil.copytree(folder(), place / "data")
    with mock.patch.object(loading, "folder", return_value=place / "data"):
        for table in damage.TABLES:
            wanted = load(table)
            found = (damage.damaged(place / "data", table, kind, wanted) for kind in damage.KINDS)
            yield from (OF_DAMAGE.get(each[0], FINE) for each in found if each)


def json_files(place: Path) -> Iterator[str]:
    """Damaged outlines.json and datapackage.json."""
    shutil.copytree(folder(), place / "data")
    with mock.patch.object(loading, "folder", return_value=place / "data"):
        for path in (place / "data" / "outlines.json", place / "data" / "datapackage.json"):
            wanted = damage.everything()
            for _, way in damage.ways_of_json(path):
                state, _ = damage.damaged_json(path, way, wanted, damage.everything)
                yield OF_DAMAGE.get(state, FINE)


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
                    yield FINE if len(told) == 1 else SILENT


def numbers(_: Path) -> Iterator[str]:
    """Numbers as readers type them, decimal commas among them."""
    for typed, unit, meant in test_answers.READ:
        try:
            read = number_in(typed, unit)
        except QuestionError:
            yield FINE
        except Exception:
            yield RAW
        else:
            yield FINE if meant is not None and abs(read - meant) < 1e-9 else SILENT


def mutations(place: Path) -> Iterator[str]:
    """Changes of a stored lesson against --check."""
    lesson = Lesson(place)
    if lesson.found(Mutation(lambda _: None, "")):
        raise AssertionError("--check finds faults in the lesson before it is changed")
    for mutation in MUTATIONS.values():
        yield FINE if any(mutation.said in line for line in lesson.found(mutation)) else SILENT


def of_cases(*modules: ModuleType) -> Callable[[Path], Iterator[str]]:
    """A class whose cases are calls."""

    def states(_: Path) -> Iterator[str]:
        for module in modules:
            yield from (judged(case)[0] for _, case in module.cases())

    return states


def killed_writes(_: Path) -> Iterator[str]:
    """Writing of notebooks, pictures, datapackage.json and guesses, killed at each line."""
    yield from (state for _, state in killed.killed_at_each_line())


def two_kernels(place: Path) -> Iterator[str]:
    """Two lessons that save at once and are killed."""
    yield from (state for _, state in killed.two_kernels(place))


def html(place: Path) -> Iterator[str]:
    """Markup in every text column of every table and in a reader's files, where it shows."""
    yield from (state for _, (state, _) in markup.cases(place))


def odd_places(place: Path) -> Iterator[str]:
    """The course in folders of odd names."""
    yield from (state for _, (state, _) in paths.cases(place))


def my_work(_: Path) -> Iterator[str]:
    """Files of a reader that are damaged, foreign or locked, and disks that are full."""
    yield from (meet()[0] for _, meet in my_files.cases())


class Outcomes:
    """Notes how each test ended."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest after each part of a test."""
        if report.failed or (report.when == "call" and report.passed):
            self.found.append(RAW if report.failed else FINE)


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
    "arguments": of_cases(arguments_of_data, arguments_of_lessons),
    "fuzz": of_cases(fuzz),
    "html": html,
    "my_work": my_work,
    "killed": killed_writes,
    "two_kernels": two_kernels,
    "places": odd_places,
    "state": tests_of("lesson/test_waiting.py", "lesson/test_live.py", "lesson/test_explore.py"),
    "publish": tests_of("publish/test_publish.py", "publish/test_start.py", "test_files.py"),
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
    print(" | ".join(["class", "kinds", *COLUMNS]))
    bad = 0
    for name in names or CLASSES:
        counts = counted(name)
        print(
            " | ".join([name, str(counts.total()), *(str(counts[column]) for column in COLUMNS)]), flush=True
        )
        bad += counts.total() - counts[FINE]
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
