"""Count what comes of damage and wrong use: how often a reader is told in plain words, and how often not.

    python tests/faults.py                  all classes
    python tests/faults.py csv mutations    some of them, by the names that CLASSES has

Each class prints a line: how many cases, and how many of them were clear or right, silent (wrong, lost or not
caught), a traceback, without an end; below it each case that is not clear or right, and what was said. The
cases are those of the tests; a class that is made of whole tests counts one for each of them.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from unittest import mock

sys.path += [str(Path(__file__).parent / place) for place in ("data", "lesson", "publish")]

import damage
import pytest
import test_answers
from attacks import arguments_of_data, arguments_of_lessons, fuzz, killed, markup, my_files, my_forms, paths
from attacks.judging import ENDLESS, FINE, RAW, SILENT, judged
from mutations import MUTATIONS, Lesson, Mutation

from helpers.data import folder, load, loading
from helpers.lesson import check, checking
from helpers.lesson.answers import number_in
from helpers.lesson.questions import QuestionError

COLUMNS = (FINE, SILENT, RAW, ENDLESS)
FINE_DAMAGE = (damage.CLEAR, damage.RIGHT, damage.TOLD)
Outcome = tuple[str, tuple[str, str]]  # name of a case, its state, what was said


def csv_files(place: Path) -> Iterator[Outcome]:
    """Damaged tables: every kind of damage to each of the large tables."""
    shutil.copytree(folder(), place / "data")
    with mock.patch.object(loading, "folder", return_value=place / "data"):
        for table in damage.TABLES:
            wanted = load(table)
            for kind in damage.KINDS:
                if found := damage.damaged(place / "data", table, kind, wanted):
                    yield f"{table}: {kind}", _of_damage(found)


def json_files(place: Path) -> Iterator[Outcome]:
    """Damaged outlines.json and datapackage.json."""
    shutil.copytree(folder(), place / "data")
    with mock.patch.object(loading, "folder", return_value=place / "data"):
        for path in (place / "data" / "outlines.json", place / "data" / "datapackage.json"):
            wanted = damage.everything()
            for kind, way in damage.ways_of_json(path):
                found = damage.damaged_json(path, way, wanted, damage.everything)
                yield f"{path.name}: {kind}", _of_damage(found)


def _of_damage(found: tuple[str, str]) -> tuple[str, str]:
    state, said = found
    return (FINE if state in FINE_DAMAGE else state), said


def answers(_: Path) -> Iterator[Outcome]:
    """Odd answers to exercises of every kind."""
    for name in test_answers.KINDS:
        for number, odd in enumerate(test_answers.ODD):
            told: list[str] = []
            case = f"{name}: odd answer {number}, {type(odd).__name__}"
            with mock.patch.object(checking, "tell", lambda kind, text, told=told: told.append(kind)):
                try:
                    check(name, odd)
                except Exception as error:
                    yield case, (RAW, f"{type(error).__name__}: {error}")
                else:
                    yield case, (FINE if len(told) == 1 else SILENT, str(told))


def numbers(_: Path) -> Iterator[Outcome]:
    """Numbers as readers type them, decimal commas among them."""
    for typed, unit, meant in test_answers.READ:
        state, said = FINE, ""
        try:
            said = number_in(typed, unit)
            state = FINE if meant is not None and abs(said - meant) < 1e-9 else SILENT
        except QuestionError:
            pass
        except Exception as error:
            state, said = RAW, f"{type(error).__name__}: {error}"
        yield f"{typed!r:.60} {unit}", (state, str(said))


def mutations(place: Path) -> Iterator[Outcome]:
    """Changes of a stored lesson against --check."""
    lesson = Lesson(place)
    if found := lesson.found(Mutation(lambda _: None, "")):
        raise AssertionError(f"--check finds faults in the lesson before it is changed: {found}")
    for name, mutation in MUTATIONS.items():
        with warnings.catch_warnings(action="ignore"):  # of nbformat, about the notebook that was changed
            found = lesson.found(mutation)
        yield name, (FINE if any(mutation.said in line for line in found) else SILENT, "; ".join(found))


def of_calls(*modules: ModuleType) -> Callable[[Path], Iterator[Outcome]]:
    """A class whose cases are calls."""

    def outcomes(_: Path) -> Iterator[Outcome]:
        for module in modules:
            yield from ((name, judged(case)) for name, case in module.cases())

    return outcomes


def killed_writes(_: Path) -> Iterator[Outcome]:
    """Writing of notebooks, pictures, datapackage.json and guesses, killed at each line."""
    yield from ((name, (state, "")) for name, state in killed.killed_at_each_line())


def two_kernels(place: Path) -> Iterator[Outcome]:
    """Two lessons that save at once and are killed."""
    yield from ((name, (state, "")) for name, state in killed.two_kernels(place))


def my_work(_: Path) -> Iterator[Outcome]:
    """Files of a reader that are damaged, foreign or locked, and disks that are full."""
    yield from ((name, meet()) for each in (my_files, my_forms) for name, meet in each.cases())


class Outcomes:
    """Notes how each test ended."""

    def __init__(self) -> None:
        self.found: list[Outcome] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest after each part of a test."""
        if report.failed or (report.when == "call" and report.passed):
            self.found.append((report.nodeid, (RAW if report.failed else FINE, report.longreprtext[-300:])))


def tests_of(*names: str) -> Callable[[Path], Iterator[Outcome]]:
    """A class whose runs are the tests of some files, below tests/."""

    def run(_: Path) -> Iterator[Outcome]:
        outcomes = Outcomes()
        files = [str(Path(__file__).parent / name) for name in names]
        with contextlib.redirect_stdout(io.StringIO()):
            pytest.main(["-q", *files], plugins=[outcomes])
        return iter(outcomes.found)

    return run


CLASSES: dict[str, Callable[[Path], Iterator[Outcome]]] = {
    "csv": csv_files,
    "json": json_files,
    "answers": answers,
    "numbers": numbers,
    "mutations": mutations,
    "arguments": of_calls(arguments_of_data, arguments_of_lessons),
    "fuzz": of_calls(fuzz),
    "html": markup.cases,
    "my_work": my_work,
    "killed": killed_writes,
    "two_kernels": two_kernels,
    "places": paths.cases,
    "state": tests_of("lesson/test_waiting.py", "lesson/test_live.py", "lesson/test_explore.py"),
    "publish": tests_of("publish/test_publish.py", "publish/test_start.py", "test_files.py"),
}


def counted(name: str) -> tuple[Counter, list[str]]:
    """How often each outcome came in one class, and a line for each case that is not as it should be."""
    counts: Counter = Counter()
    bad = []
    with tempfile.TemporaryDirectory() as place:
        for case, (state, said) in CLASSES[name](Path(place)):
            counts[state] += 1
            if state != FINE:
                bad.append(f"    {state}: {case}: {said[:300]!r}")
    return counts, bad


def main(names: list[str]) -> int:
    """Print a row for each class; return 1 when something is neither clear, right nor caught."""
    unknown = set(names) - set(CLASSES)
    if unknown:
        print(f"There is no class {', '.join(sorted(unknown))}; there are {', '.join(CLASSES)}.")
        return 2
    print(" | ".join(["class", "cases", *COLUMNS]))
    faults = 0
    for name in names or CLASSES:
        counts, bad = counted(name)
        numbers_of = [str(counts[column]) for column in COLUMNS]
        print(" | ".join([name, str(counts.total()), *numbers_of]), *bad, sep="\n", flush=True)
        faults += len(bad)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
