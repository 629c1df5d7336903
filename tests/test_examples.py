"""What the docstrings show by example is true, and every verb that readers meet has an example."""

import ast
import doctest
import inspect
from importlib import import_module

import pytest

import helpers
from helpers import analysis, bench, charts, load
from helpers.data import all_notebooks
from helpers.lesson.my_work import PLACE
from helpers.publish.notebooks import is_code, read, source

IN_A_LESSON = {"analysis": analysis, "charts": charts, "load": load}  # what its first cell imports
OF_MODULES = ["words", "lesson.answer_log", "lesson.answers", "data.loading", "data.citing"]
OF_MODULES += [
    f"bench.{module}" for module in ("checking", "guard", "marks", "presenting", "style", "tables")
]
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


def met():
    """What lessons import beyond their first cell and what they call in a module of analysis, for example
    “helpers.lesson.diary” and “diary”, or “helpers.analysis.arms” and “pairs”.
    """
    found = set()
    for path in all_notebooks():
        cells = [ast.parse(source(cell)) for cell in read(path).cells if is_code(cell)]
        nodes = [node for tree in cells for node in ast.walk(tree)]
        imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
        named = {(node.module, each.name) for node in imports for each in node.names}
        found |= {(module, name) for module, name in named if module.startswith("helpers.")}
        found |= {
            (f"helpers.analysis.{node.func.value.id}", node.func.attr)
            for node in nodes
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if ("helpers.analysis", getattr(node.func.value, "id", "")) in named
        }
    return found


def verbs():
    """All that readers call, by its name; a module of analysis is no verb."""
    places = [(helpers, helpers.__all__), (bench, bench.__all__), (charts, dir(charts))]
    named = {(place.__name__, name) for place, names in places for name in names} | met()
    known = {f"{place}.{name}": getattr(import_module(place), name) for place, name in sorted(named)}
    return {name: verb for name, verb in known.items() if callable(verb)}


def tried(name, verb):
    """How many lines of the examples of a verb were tried, and how many failed."""
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    names = vars(import_module(verb.__module__)) | IN_A_LESSON
    for test in doctest.DocTestFinder(recurse=False).find(verb, name, globs=names):
        runner.run(test)
    return runner.summarize(verbose=False)


@pytest.mark.parametrize("name", OF_MODULES)
def test_the_examples_of_a_module_are_true(name):
    shown = doctest.testmod(
        import_module(f"helpers.{name}"), extraglobs=IN_A_LESSON, optionflags=doctest.ELLIPSIS
    )
    assert shown.attempted > 0 and shown.failed == 0


@pytest.mark.parametrize("name", dir(analysis))
def test_every_function_of_the_analysis_has_an_example(name):
    module = import_module(f"helpers.analysis.{name}")
    own = {
        name: function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert own
    assert [name for name, function in own.items() if ">>>" not in inspect.getdoc(function)] == []


@pytest.mark.parametrize("name", verbs())
def test_every_verb_of_readers_has_an_example_that_is_true(name):
    shown = tried(name, inspect.unwrap(verbs()[name]))
    assert shown.attempted > 0 and shown.failed == 0
