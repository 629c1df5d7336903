"""What the docstrings show by example is true, and every verb that readers meet has an example."""

import doctest
import inspect
from importlib import import_module

import pytest

import helpers
from helpers import analysis, bench, charts, load
from helpers.lesson.my_work import PLACE

IN_A_LESSON = {"analysis": analysis, "charts": charts, "load": load}  # what its first cell imports
OF_MODULES = ["words", "lesson.answer_log", "lesson.answers", "bench.marks"]
OF_MODULES += [f"classroom.{module}" for module in ("copies", "judging", "parsing")]
OF_MODULES += [f"analysis.{module}" for module in dir(analysis)]


@pytest.fixture(autouse=True)
def plainly_displayed(monkeypatch, tmp_path):
    """What is displayed is printed in plain text, as a console does; the reader's folder is empty."""

    def display(*shown, raw=False, **_):
        for each in shown:
            print(each["text/plain"] if raw else repr(each))

    monkeypatch.setattr("IPython.display.display", display)
    monkeypatch.setenv(PLACE, str(tmp_path))


def tried(name, example_of, names):
    """How many lines were tried of a docstring, and how many failed."""
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for test in doctest.DocTestFinder(recurse=False).find(example_of, name, globs=names):
        runner.run(test)
    return runner.summarize(verbose=False)


def verbs():
    """All that readers call, by name; charts are found where they are defined."""
    places = [(helpers, set(helpers.__all__) - {*helpers.STATIONS}), (bench, bench.__all__), (charts, dir(charts))]
    return {f"{place.__name__}.{name}": getattr(place, name) for place, names in places for name in names}


@pytest.mark.parametrize("name", OF_MODULES)
def test_the_examples_of_a_module_are_true(name):
    shown = doctest.testmod(
        import_module(f"helpers.{name}"), extraglobs=IN_A_LESSON, optionflags=doctest.ELLIPSIS
    )
    assert shown.attempted > 0 and shown.failed == 0


@pytest.mark.parametrize("name", verbs())
def test_every_verb_of_readers_has_an_example_that_is_true(name):
    verb = inspect.unwrap(verbs()[name])
    shown = tried(name, verb, vars(import_module(verb.__module__)) | IN_A_LESSON)
    assert shown.attempted > 0 and shown.failed == 0
