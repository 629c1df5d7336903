"""What the docstrings show by example is true."""

import doctest
from importlib import import_module

import pytest

from helpers import analysis


@pytest.mark.parametrize(
    "name",
    [
        "words",
        "lesson.answer_log",
        "lesson.answers",
        *(f"classroom.{module}" for module in ("copies", "judging", "parsing")),
        *(f"analysis.{module}" for module in dir(analysis)),
    ],
)
def test_the_examples_of_a_module_are_true(name):
    shown = doctest.testmod(import_module(f"helpers.{name}"))
    assert shown.attempted > 0 and shown.failed == 0
