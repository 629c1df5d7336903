"""What a class answered, counted: nothing of fewer than five pupils, and nobody by seat.

The sum is plain data. class.js makes the same one, and a test holds the two together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from helpers.analysis import scoring
from helpers.classroom.judging import Verdict, judge, judge_choice, rounded, written
from helpers.data import load
from helpers.lesson.answers import number_in
from helpers.lesson.questions import QuestionError

FEWEST = 5  # pupils below whom nothing is shown
FEW = {"few": True}
KNEW = {"did not know": ("no",), "knew or had read": ("yes", "read")}


def summed(seats: dict[str, dict[str, dict]], known: dict[str, dict]) -> dict[str, Any]:
    """Distributions of guesses and ratings, exercises and quiz by wrong answer, scores of the ratings.

    Parameters
    ----------
    seats : entries by seat and kind, from `collect`.
    known : from `known()`.

    Returns
    -------
    "seats" (their number), "guesses", "ratings", "exercises", "quiz" by id, and "scores". An entry that
    fewer than five pupils gave is {"few": True}; a question that nobody answered is left out.
    """
    given = [seat for seat in seats.values() if any(seat.values())]

    def of(kind: str) -> dict[str, list]:
        found = {
            key: [seat[kind][key] for seat in given if key in seat[kind]] for key in known[kind_of(kind)]
        }
        return {key: answers for key, answers in found.items() if answers}

    return {
        "seats": len(given),
        "guesses": _each(of("guesses"), lambda key, all_: _guessed(known["guesses"][key], all_)),
        "ratings": _each(of("ratings"), lambda _, all_: _rated([one["percent"] for one in all_])),
        "exercises": _each(of("answers"), lambda key, all_: _exercise(tried("answers", key, all_, known))),
        "quiz": _each(of("quiz"), lambda key, all_: _exercise(tried("quiz", key, all_, known))),
        "scores": {said: _scored([seat["ratings"] for seat in given], words) for said, words in KNEW.items()},
    }


def kind_of(kind: str) -> str:
    """The part of `known()` that answers of a kind belong to."""
    return "exercises" if kind == "answers" else kind


def tried(kind: str, name: str, tries_of_each: list[list], known: dict[str, dict]) -> list[list[Verdict]]:
    """The verdicts on every try at an exercise ("answers") or at a question of a quiz, pupil by pupil."""
    judged: Callable[[Any], Verdict] = partial(judge, name)
    if kind == "quiz":
        judged = partial(judge_choice, known["quiz"][name])
    return [[judged(one) for one in tries] for tries in tries_of_each]


def _each(found: dict[str, list], work: Any) -> dict[str, Any]:
    return {key: work(key, all_) if len(all_) >= FEWEST else FEW for key, all_ in found.items()}


def _guessed(asked: dict[str, Any], given: list) -> dict[str, Any]:
    """How often each choice was taken, or the numbers typed into each field."""
    if asked["choices"]:
        counts = Counter(given)
        return {"n": len(given), "choices": [[choice, counts[choice]] for choice in asked["choices"]]}
    fields = {}
    for field in given[0]:
        numbers = [_as_number(one[field]) for one in given]
        read = sorted(rounded(one) for one in numbers if one is not None)
        fields[field] = {"values": _counted(read), "unread": numbers.count(None)}
    return {"n": len(given), "fields": fields}


def _as_number(text: str) -> float | None:
    try:
        return number_in(text)
    except QuestionError:
        return None


def _rated(percents: list[int]) -> dict[str, Any]:
    return {
        "n": len(percents),
        "values": _counted(sorted(percents)),
        "median": written(pd.Series(percents).median()),
    }


def _counted(values: list) -> list[list]:
    """Each value and how often it comes, in the order of the values."""
    return [[written(value), count] for value, count in Counter(values).items()]


def _exercise(pupils: list[list[Verdict]]) -> dict[str, Any]:
    """Pupils who were right at once and in the end; each wrong answer with the pupils who tried it."""
    counts = Counter(one for tries in pupils for one in {*tries} if one.state == "wrong")
    wrong = sorted(counts.items(), key=lambda item: (-item[1], item[0].form + item[0].hint))
    return {
        "n": len(pupils),
        "at_once": sum(tries[0].state == "right" for tries in pupils),
        "in_the_end": sum(tries[-1].state == "right" for tries in pupils),
        "slips": sum(any(one.state == "slip" for one in tries) for tries in pupils),
        "wrong": [[one.form, one.hint, count] for one, count in wrong],
    }


def _scored(rated: list[dict[str, dict]], words: tuple[str, ...]) -> dict[str, Any]:
    """Brier score and calibration of what the class forecast, where five pupils did."""
    rows = [
        {"seat": number, "question_id": key, "percent": one["percent"]}
        for number, ratings in enumerate(rated)
        for key, one in ratings.items()
        if one["knew"] in words
    ]
    if not rows:
        return FEW
    scored = scoring.scorable(pd.DataFrame(rows), load("questions"), load("outcomes"))
    if scored["seat"].nunique() < FEWEST:
        return FEW
    return {
        "pupils": int(scored["seat"].nunique()),
        "forecasts": len(scored),
        "brier": rounded(scoring.brier(scored), 3),
        "calibration": [
            [row.bin, int(row.n), written(row.said), written(row.came)]
            for row in scoring.calibration(scored).itertuples()
        ],
    }
