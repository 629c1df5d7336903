"""The numbers of a lesson by name: table [values] of lessons/<word>.toml, computed when they are asked for.

A value is an expression in `load`, `outlines`, `pd`, `from_to`, `out_of`, `count_word`, the modules of
helpers.analysis by their names and the values above it; or the address of a row ("estimates:… [low]").
Prose, exercises, hints, folded answers and quizzes name values and hold no expressions of their own but
sums of names.
"""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache, partial
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pandas as pd

from helpers import analysis
from helpers.data import (
    address,
    all_notebooks,
    last_changes,
    lesson_number,
    load,
    outlines,
    row_ids,
    value_at,
    word_of,
)
from helpers.given import named, nearest, shown
from helpers.words import count_word, written

FOLDER = files("helpers.lesson") / "lessons"
NAMED = re.compile(r"\{(?P<name>[a-z]\w*)(?::(?P<form>[^{}]+))?\}")


class LessonError(ValueError):
    """A lesson names a value that it does not define, or one that cannot be computed."""


def from_to(low: float, high: float, form: str = ",.0f", unit: str = "") -> str:
    """Two numbers as the course writes a range: "548 to 571 km²"."""
    return f"{low:{form}} to {high:{form}}{unit}"


def out_of(part: int, whole: int) -> str:
    """A part and its whole in words: "13 of 52"."""
    return f"{part} of {whole}"


def known_lessons() -> list[str]:
    """Words of the lessons that have a file of questions and values."""
    return sorted(Path(entry.name).stem for entry in FOLDER.iterdir() if entry.name.endswith(".toml"))


@cache
def contents(lesson: str) -> dict:
    """What lessons/<word>.toml holds; empty when the lesson has none."""
    if lesson not in known_lessons():
        return {}
    return tomllib.loads((FOLDER / f"{lesson}.toml").read_text("utf-8"))


def definitions(lesson: str) -> dict[str, str]:
    """The values that a lesson defines, name → expression or address, in order."""
    return contents(lesson).get("values", {})


def value_of(lesson: str, name: str) -> object:
    """One named value of a lesson, computed from the data as they are now.

    Raises
    ------
    LessonError : the lesson defines no such value, or it fails; the message names lesson, value and cause.
    """
    known = definitions(lesson) if isinstance(lesson, str) else {}
    if not isinstance(name, str) or name not in known:
        raise LessonError(
            f"The lesson {named([lesson])} has no value {shown(name)} in [values].{nearest(name, known)}"
        )
    return _value(lesson, name, last_changes())


def rests_on(lesson: str, name: str, row_id: str) -> bool:
    """Whether a named value of a lesson is another, or none at all, without the row "table:key".

    Raises LessonError as `value_of` does.
    """
    value = value_of(lesson, name)
    try:
        without = _value(lesson, name, last_changes(), row_id)
    except LessonError:
        return True
    return not _same(value, without)


def computed(lesson: str, expression: str) -> object:
    """Value of an expression over the values of a lesson, such as "owl_days + 1"."""
    return _evaluated(lesson, expression, list(definitions(lesson)), f"“{expression}”")


def filled(lesson: str, text: str) -> str:
    """A text with each {name} replaced by the value as the course prints numbers.

    {name:.1f} prints it in that form. The word of another lesson gives its number: "lesson 06".
    """

    def said(match: re.Match) -> str:
        name, form = match["name"], match["form"]
        if name in definitions(lesson):
            value = value_of(lesson, name)
            return format(value, form) if form else written(value)
        if name in map(word_of, all_notebooks()):
            return f"lesson {lesson_number(name)}"
        raise LessonError(f"The lesson {lesson} has no value {name!r} in [values].")

    return NAMED.sub(said, text)


@cache
def _value(lesson: str, name: str, _edition: tuple, without: str = "") -> object:
    known = definitions(lesson)
    above = list(known)[: list(known).index(name)]
    return _evaluated(lesson, known[name], above, f"the value {name}", without)


def _evaluated(lesson: str, expression: str, above: list[str], what: str, without: str = "") -> object:
    """Evaluate an address or an expression that may use the values named in `above`.

    Tables come without the row `without`, where there is one.
    """
    try:
        place = address(expression)
        if place and place.row_id == without:
            raise LessonError(f"In the lesson {lesson} {what} is the row left out.")
        if place:
            return value_at(place)
        tree = ast.parse(expression, mode="eval")
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names: dict[str, Any] = {
            function.__name__: function for function in (load, outlines, from_to, out_of, count_word)
        }
        names |= {"pd": pd}
        names |= {name: import_module(f"helpers.analysis.{name}") for name in used & _modules()}
        names |= {name: _value(lesson, name, last_changes(), without) for name in above if name in used}
        if without:
            names["load"] = partial(_load_without, without)
        return eval(compile(tree, what, "eval"), names)
    except LessonError:
        raise
    except Exception as error:
        raise LessonError(f"In the lesson {lesson} {what} fails: {type(error).__name__}: {error}") from error


def _same(one: object, other: object) -> bool:
    """Equal, also where tables stand inside of tuples, lists or dictionaries."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and _same(list(one.values()), list(other.values()))
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, (pd.DataFrame, pd.Series, pd.Index)):
        return bool(one.equals(other))
    return bool(np.all(one == other))


def _load_without(row_id: str, table: str, **only: object) -> pd.DataFrame:
    rows = load(table, **only)
    return rows[[held != row_id for held in row_ids(table, rows)]].reset_index(drop=True)


@cache
def _modules() -> frozenset[str]:
    return frozenset(module.name for module in iter_modules(analysis.__path__))
