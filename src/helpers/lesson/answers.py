"""What a reader typed, read as a number: thousands commas, decimal commas, units, and nothing guessed."""

from __future__ import annotations

import math
import re
from numbers import Real
from typing import SupportsFloat

import numpy as np

from helpers.lesson.questions import QuestionError

BLANKS = dict.fromkeys(
    map(ord, "\u00a0\u202f\u2009'’"), " "
)  # no-break, narrow and thin; Swiss marks of thousands
FORMS = {  # form of a number → what stands for nothing in it
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?": ",",  # 1,234 and 1,234.5
    r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?": " ",  # 1 234 and 1 234,5
    r"[1-9]\d{0,2}(?:\.\d{3})+,\d+": ".",  # 1.234,5
    r"[1-9]\d{0,2}(?:\.\d{3}){2,}": ".",  # 1.234.567
    r"\d+(?:[.,]\d*)?|[.,]\d+": "",  # 12 and 0.4 and 0,4
}
SHOWN = 60


def number_in(answer: object, unit: str = "") -> float:
    """The number that a reader gave: a number, or a text such as "1,234", "0,4", "21.7 %" or "+3 days".

    Parameters
    ----------
    answer : what was given.
    unit : unit that may stand behind the number in a text.

    Raises
    ------
    QuestionError : it is no single finite number; the message says what to write.

    >>> number_in("1,234"), number_in("0,4"), number_in("21.7 %"), number_in("-1 234,5 km²", "km²")
    (1234.0, 0.4, 21.7, -1234.5)
    """
    if isinstance(answer, (Real, np.number)) and not isinstance(answer, (bool, np.bool_)):
        return _finite(answer, unit)
    if not isinstance(answer, str):
        raise QuestionError(f"{_asked(unit)} You gave {shown(answer)}.")
    text = answer.replace("−", "-").translate(BLANKS).strip()
    for end in (unit, unit.replace("²", "2"), "%"):
        text = text.removesuffix(end).rstrip()
    sign = -1 if text.startswith("-") else 1
    text = text.removeprefix("-" if sign < 0 else "+").lstrip()
    for form, nothing in FORMS.items():
        if re.fullmatch(form, text, re.ASCII):
            return sign * _finite(float(text.replace(nothing, "").replace(",", ".")), unit)
    raise QuestionError(f"{_asked(unit)} “{shown(answer)}” is none.")


def _finite(number: SupportsFloat, unit: str) -> float:
    try:
        found = float(number)
    except (OverflowError, ValueError, TypeError):
        found = math.inf
    if not math.isfinite(found):
        raise QuestionError(f"{_asked(unit)} You gave {shown(number)}.")
    return found


def _asked(unit: str) -> str:
    return f"Write one number{f' ({unit})' if unit else ''}, such as 12 or 0.4."


def shown(answer: object) -> str:
    """What was given, cut to one line; for something large its kind alone."""
    if not isinstance(answer, (str, int, float, bool, type(None))):
        return f"a {type(answer).__name__}"
    try:
        text = str(answer)
    except ValueError:  # Python writes no whole number of more than 4,300 digits
        return "a very long number"
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
