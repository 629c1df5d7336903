"""Calls of the verbs that every lesson uses, with values that nobody should give them."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go

import helpers
from helpers import Explore, check, guess, load, show_table

OURS = str(Path(helpers.__file__).parent)
LONGEST = 2_000  # letters of a message
ODD = {
    "None": None,
    "True": True,
    "-1": -1,
    "10**30": 10**30,
    "nan": float("nan"),
    "empty text": "",
    "typo": "typo",
    "no day": "2024-02-30",
    "another day": "15.11.2024",
    "long text": "x" * 5_000,
    "markup": "<b>x</b>",
    "bytes": b"x",
    "empty list": [],
    "list": ["typo", None],
    "dict": {"a": 1},
    "tuple": (),
    "set": set(),
    "Series": pd.Series([1, 2]),
    "no rows": pd.DataFrame(),
    "table": pd.DataFrame({"a": [1]}),
    "array": np.array([1]),
    "object": object(),
    "function": len,
    "Timestamp": pd.Timestamp("2024-08-06"),
    "figure": go.Figure(),
}
ONE = pd.DataFrame({"a": [1]})
MORE: dict[str, Callable] = {
    "load a value": lambda odd: load("estimates", quantity=odd),
    "load a day": lambda odd: load("control_area_daily", date=odd),
    "load a column": lambda odd: load("estimates", **{str(odd)[:50]: odd}),
    "check": lambda odd: check("the_incursion-2", odd),
    "guess a question": lambda odd: guess("the_incursion-a", odd),
    "guess choices": lambda odd: guess("the_incursion-a", "When?", choices=odd),
    "show_table a title": lambda odd: show_table(ONE, odd),
    "Explore options": lambda odd: Explore(lambda x: go.Figure(), x=odd, question="Which?", caution=""),
}


def verbs() -> dict[str, Callable]:
    """What takes a value first: the verbs of a lesson, and some of their other arguments."""
    every = {name: getattr(helpers, name) for name in helpers.__all__ if name not in helpers.STATIONS}
    first = {name: verb for name, verb in every.items() if _takes_one(verb)}
    return first | MORE


def _takes_one(verb: Callable) -> bool:
    """Can it be called with one value and nothing else?"""
    try:
        inspect.signature(verb).bind("a value")
    except TypeError:
        return False
    return True


def outcomes() -> Iterator[tuple[str, str]]:
    """Each call in words, and what is wrong with what came of it ("" when nothing is)."""
    for verb, call in verbs().items():
        for name, odd in ODD.items():
            yield f"{verb}, {name}", fault(call, odd)


def fault(call: Callable, odd: object) -> str:
    """What is wrong with a call's outcome: no rows in silence, a foreign error, a long message."""
    try:
        found = call(odd)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        ours = last.filename.startswith(OURS) and (last.line or "").startswith("raise")
        if not ours:
            return f"traceback: {type(error).__name__}: {error}"
        return "a message too long" if len(str(error)) > LONGEST else ""
    asked_nothing = odd is None or (isinstance(odd, (list, tuple, set, dict, pd.DataFrame)) and len(odd) == 0)
    empty = isinstance(found, pd.DataFrame) and found.empty
    return "silent: no rows" if empty and not asked_nothing else ""
