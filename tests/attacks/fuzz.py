"""Odd values in place of each argument of functions that lessons call: plain words, or a right result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from attacks.arguments_of_lessons import drawn
from attacks.judging import Case
from helpers import (
    Explore,
    analysis,
    check,
    claims_table,
    evidence_table,
    guess,
    load,
    my_sentence,
    quiz,
    show,
    show_table,
)
from helpers.data import address, cite, labels, row_ids, source_ids_of, sources, value_at
from helpers.data.asking import LISTS
from helpers.lesson.arguments import arguments_table
from helpers.lesson.rating import my_ratings, rate
from helpers.lesson.scorecard import scorecard
from helpers.lesson.values import value_of

ODD = (
    None, True, 0, -1, 2**80, 1.5, float("nan"), float("inf"), 1j, "", " ", "x", "0,4", "2024-02-30",
    "S04", "\0",
    "\ud800", "Ü" * 3000, "../x", "<b>", b"x", [], [None], ["x"], (), {}, {"x": 1}, {"x"}, range(3), ...,
    object(), len, int, date(2024, 8, 6), pd.NaT, pd.NA, pd.Series([1, None]), pd.Series(dtype=object),
    pd.DataFrame(), pd.DataFrame({"x": [1]}), np.array([[1, 2]]), np.float32(3), np.datetime64("NaT"),
)  # fmt: skip
Function = tuple[Callable[..., object], tuple, dict[str, object]]


def functions() -> dict[str, Function]:
    """Name of each function, the function, and a right call of it."""
    held, area = load("estimates", quantity="ua_held_area_kursk"), load("control_area_daily")
    events, grid = load("events"), load("agreement_grid")
    known: dict[str, Function] = {
        "load": (load, ("events",), {}),
        "load by a text": (load, ("events",), {"lessons": "the_incursion"}),
        "load by a number": (load, ("control_area_daily",), {"area_km2": 907.6}),
        "load by a day": (load, ("control_area_daily",), {"date": "2024-09-06"}),
        "cite": (cite, (sources()["source_id"][0],), {}),
        "sources": (sources, ([sources()["source_id"][0]],), {}),
        "row_ids": (row_ids, ("events", events), {}),
        "source_ids_of": (source_ids_of, (events["row_id"].head(3).tolist(),), {}),
        "labels": (labels, (load("labels")["figure"][0],), {}),
        "address": (address, ("events:x",), {}),
        "value_at": (value_at, (address(f"{held['row_id'][0]} [unit]"),), {}),
        "check": (check, ("the_incursion-2", 4), {}),
        "claims_table": (claims_table, ("S04", "S05"), {}),
        "evidence_table": (evidence_table, ("S04",), {}),
        "quiz": (quiz, ("the_incursion",), {}),
        "my_sentence": (my_sentence, ("the_incursion",), {}),
        "guess": (guess, ("the_incursion-a", "Which?"), {"choices": ["a", "b"]}),
        "guess of fields": (guess, ("the_incursion-a", "Which?"), {"fields": ("a", "b")}),
        "show": (show, (drawn(1),), {"caution": ""}),
        "Explore": (Explore, (drawn,), {"question": "Which?", "caution": "", "value": [1, 2]}),
        "show_table": (show_table, (load("voices"), "Voices"), {}),
        "arguments_table": (arguments_table, (load("arguments").head(3),), {}),
        "rate": (rate, (load("questions"),), {}),
        "my_ratings": (my_ratings, ("ratings.csv",), {}),
        "scorecard": (scorecard, ("ukraine",), {}),
        "value_of": (value_of, ("the_incursion", "owl_days"), {}),
        "area.on_day": (analysis.area.on_day, (area, "deepstate", "2024-09-06"), {}),
        "area.days_to_reach": (analysis.area.days_to_reach, (area, 1000), {}),
        "ranges.between": (analysis.ranges.between, (held, "2024-08-06", "2024-11-01"), {}),
        "known.known_on": (analysis.known.known_on, (held, "2024-11-17"), {}),
        "agreement.agreement": (analysis.agreement.agreement, (grid, "2024-09-06"), {}),
        "dates.days_between": (
            analysis.dates.days_between,
            (events, events["event_id"][0], events["event_id"][1]),
            {},
        ),
        "event_study.step": (
            analysis.event_study.step,
            (analysis.event_study.daily_gains(load("front_daily"), "ds"), "2024-08-05", 28),
            {},
        ),
        "game.payoffs": (analysis.game.payoffs, (1, 50, 1), {}),
    }
    return known


def cases() -> Iterator[tuple[str, Case]]:
    """Each argument of each function replaced by each odd value; what is returned counts as right."""
    for name, (function, given, named) in functions().items():
        for place in [*range(len(given)), *named]:
            for odd in ODD:
                right = partial(some, name, odd)
                case = Case(_call(function, given, named, place, odd), "", right)
                yield f"{name}: {place} is {odd!r:.40}", case


def some(name: str, odd: object, found: object) -> bool:
    """Does `load` find a row where one was asked for? What is misread the cases of wrong arguments say."""
    asked_nothing = odd is None or (isinstance(odd, (*LISTS, dict)) and len(odd) == 0)
    return asked_nothing or not name.startswith("load") or len(found) > 0


def _call(
    function: Callable[..., object], given: tuple, named: dict[str, object], place: int | str, odd: object
) -> Callable[[], object]:
    if isinstance(place, str):
        return lambda: function(*given, **{**named, place: odd})
    return lambda: function(*given[:place], odd, *given[place + 1 :], **named)
