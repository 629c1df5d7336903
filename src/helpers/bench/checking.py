"""bench_check: is what the reader built right? Judged by its values, never by its code."""

from __future__ import annotations

import html
import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.bench.keeping import kept_charts
from helpers.bench.marks import plain, unread
from helpers.data import last_changes, load
from helpers.lesson.checking import JUDGES, WAITING
from helpers.lesson.questions import QuestionError
from helpers.lesson.telling import tell
from helpers.lesson.values import NAMED
from helpers.words import iso_day, written

FOLDER = files("helpers.bench") / "questions"
NEAR = 1e-6
MOST_OF_A_TOPIC = 5  # words; a finding has at least so many
COLUMNS = 'Give one column of numbers, for example answer["count"].'
NOTHING, ERROR = "nothing (is “return” missing?)", "an error"
FORM = "Give a Series, a dictionary, a table of labels and numbers, or the figure itself."


def bench_check(name: str, answer: object = ...) -> None:
    """Say whether what was built is right, or how many values fit and which one does not.

    Parameters
    ----------
    name : id of the task, for example "the_incursion-b1".
    answer : a number, a Series, a dictionary, a table whose last column holds numbers, a figure, or a
        function; `...` waits.

    >>> bench_check("the_incursion-b1")
    … Put your answer in place of the three dots and run the cell again.
    """
    if answer is ...:
        tell("waiting", WAITING)
        return
    try:
        task = asked(name)
        right, said = judged(task, answer)
    except QuestionError as error:
        tell("wrong", f"Not yet. {html.escape(str(error))}")
        return
    tell(
        "right" if right else "wrong", f"{'Right.' if right else 'Not yet.'} {html.escape(said, quote=False)}"
    )


def asked(name: str) -> dict[str, Any]:
    """One task of a bench, its answer and foreseen errors worked out from the data, its texts filled in.

    Raises QuestionError when there is no such task.
    """
    word, _, _short = str(name).rpartition("-")
    tasks = {f"{word}-{task['id']}": task for task in held(word).get("task", [])}
    if name not in tasks:
        raise QuestionError(
            f"There is no task {name!r} at this bench; there are: {', '.join(tasks) or 'none'}."
        )
    task, values = tasks[name], values_of(word, last_changes())
    return {
        **task,
        "lesson": word,
        "answer": values.get(task.get("answer")),
        "cases": values.get(task.get("cases")),
        "right": _filled(task["right"], values),
        "hint": _filled(task["hint"], values),
        "wrong": [
            {"value": values[wrong["value"]], "hint": _filled(wrong["hint"], values)}
            for wrong in task["wrong"]
        ],
    }


def judged(task: dict[str, Any], answer: object) -> tuple[bool, str]:
    """Right or not, and what to say. Raises QuestionError for an answer of the wrong form."""
    judges = {"number": _number, "values": _values, "function": _function, "kept": _kept}
    return judges[task["kind"]](task, answer)


@cache
def held(word: str) -> dict[str, Any]:
    """What questions/<word>.toml holds; empty when a lesson has no bench."""
    path = FOLDER / f"{word}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@cache
def values_of(word: str, _edition: tuple) -> dict[str, Any]:
    """The named values of a bench, in order: each is an expression in load, pd, np and those above it."""
    names: dict[str, Any] = {"load": load, "pd": pd, "np": np}
    for name, expression in held(word)["values"].items():
        names[name] = eval(compile(expression, f"{word}: {name}", "eval"), names)
    return names


def as_values(answer: object) -> dict[str, float]:
    """An answer as label → number, whatever its form.

    Raises QuestionError when it holds no labels and numbers.

    >>> as_values(pd.Series({"a": 1, ("b", "c"): 2}))
    {'a': 1.0, 'b / c': 2.0}
    """
    if isinstance(answer, go.Figure):
        if said := unread(answer):
            raise QuestionError(said)
        items = [pair for trace in answer.data for pair in _marks(trace)]
    elif isinstance(answer, pd.DataFrame):
        if answer.index.name and len(answer.columns) > 1:
            raise QuestionError(f"{COLUMNS} Your table has {len(answer.columns)}.")
        keys = list(answer.columns[:-1])
        series = answer.set_index(keys).iloc[:, 0] if keys else answer.iloc[:, 0]
        items = list(series.items())
    else:
        items = list(answer.items()) if isinstance(answer, (dict, pd.Series)) else []
    try:
        found = {_label(key): float(value) for key, value in items}
    except (TypeError, ValueError):
        found = {}
    if not found:
        raise QuestionError(FORM)
    return found


def _number(task: dict[str, Any], answer: object) -> tuple[bool, str]:
    """A number; a Series of one value is that value, because a filter leaves one in it."""
    if isinstance(answer, (pd.Series, np.ndarray)) and answer.size == 1:
        answer = answer.item()
    if isinstance(answer, pd.Timedelta):
        raise QuestionError("That is a length of time. Write .days behind it to get its number of days.")
    if callable(answer):
        raise QuestionError("That is a function, not its result. Write its brackets, as in .count().")
    return JUDGES["number"](task, answer)


def _values(task: dict[str, Any], answer: object) -> tuple[bool, str]:
    found, wanted = as_values(answer), as_values(task["answer"])
    near = task.get("tolerance", NEAR)
    if _same(found, wanted, near):
        return True, task["right"]
    for wrong in task["wrong"]:
        if _same(_filled_only(found), _filled_only(as_values(wrong["value"])), near):
            return False, wrong["hint"]
    fit = [key for key in wanted if key in found and math.isclose(found[key], wanted[key], abs_tol=near)]
    off = next(key for key in [*wanted, *found] if key not in fit)
    missing, extra = off not in found, off not in wanted
    if missing or extra:
        how = "is missing" if missing else "should not be there"
    else:
        how = "is empty (NaN)" if math.isnan(found[off]) else "has another value"
    return False, f"{len(fit)} of {len(wanted)} fit; “{off}” {how}. {task['hint']}"


def _function(task: dict[str, Any], answer: object) -> tuple[bool, str]:
    """Does a function give what it should for each case? A case is one list for each of its arguments."""
    if not callable(answer):
        raise QuestionError("Give the function itself, by its name and without brackets.")
    wanted = _results(task["answer"], task["cases"])
    found = _results(answer, task["cases"])
    if found == wanted:
        return True, task["right"]
    for wrong in task["wrong"]:
        if found == _results(wrong["value"], task["cases"]):
            return False, wrong["hint"]
    fit = sum(map(str.__eq__, found, wanted))
    off = next(place for place, result in enumerate(found) if result != wanted[place])
    case = " and ".join(str(list(values)) for values in task["cases"][off])
    said = f"{fit} of {len(wanted)} cases fit; for {case} it gives {found[off]}, not {wanted[off]}."
    stopped = found[off].startswith((NOTHING, ERROR))
    return False, said if stopped else f"{said} {task['hint']}"


def _kept(task: dict[str, Any], answer: object) -> tuple[bool, str]:
    """Can a chart that the reader kept stand alone? It says a finding, names pages, has marks of its own."""
    charts = kept_charts()
    if not isinstance(answer, str) or answer not in charts:
        known = ", ".join(f"“{name}”" for name in charts) or "none yet"
        raise QuestionError(f"Give the name under which you kept it, in quotation marks. Kept: {known}.")
    chart, worked = charts[answer], charts.get(task["worked"])
    words = chart.layout.meta
    if len(words["title"].split()) < MOST_OF_A_TOPIC:
        return False, "The title names a topic. Say the finding in one sentence."
    if " page" not in words["caption"]:
        return False, "The caption names no page: give the rows that you drew as source."
    if worked is not None and words["table"] == worked.layout.meta["table"]:
        return False, "These are the marks of the worked example. Draw your own."
    return True, task["right"]


def _filled_only(values: dict[str, float]) -> dict[str, float]:
    """Without what is empty: an empty value and a missing one come from the same slip."""
    return {key: value for key, value in values.items() if not math.isnan(value)}


def _same(found: dict[str, float], wanted: dict[str, float], near: float) -> bool:
    same_labels = found.keys() == wanted.keys()
    return same_labels and all(math.isclose(found[key], wanted[key], abs_tol=near) for key in wanted)


def _results(function: Any, cases: list[tuple[list, ...]]) -> list[str]:
    """What a function gives for each case, in four decimals; of one that stops, the error in words."""
    return [_result(function, [pd.Series(values) for values in case]) for case in cases]


def _result(function: Any, columns: list[pd.Series]) -> str:
    try:
        given = function(*columns)
        return NOTHING if given is None else f"{float(given):.4f}"
    except Exception as error:  # whatever the reader's function does is told, not raised
        return f"{ERROR} ({type(error).__name__}: {error})"


def _marks(trace: Any) -> list[tuple[str, float]]:
    lying = getattr(trace, "orientation", None) == "h"
    labels, values = (trace.y, trace.x) if lying else (trace.x, trace.y)
    name = f"{trace.name} / " if trace.name else ""
    pairs = zip(plain(labels), plain(values), strict=True)
    return [(name + _label(label), value) for label, value in pairs if not pd.isna(value)]


def _label(key: object) -> str:
    if isinstance(key, tuple):
        return " / ".join(map(_label, key))
    if isinstance(key, (pd.Timestamp, np.datetime64)):
        return iso_day(key)
    return "empty" if pd.isna(key) else str(key)


def _filled(text: str, values: dict[str, Any]) -> str:
    """A text with each {name} replaced by the value; {name:.1f} in that form."""

    def said(match: Any) -> str:
        value = values[match["name"]]
        return format(value, match["form"]) if match["form"] else written(value)

    return NAMED.sub(said, text)
