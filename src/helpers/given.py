"""What a function was given, checked before it is used, and how a value that does not fit is named."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from numbers import Real
from typing import TypeVar

import numpy as np
import pandas as pd

DAY_FORM = "a day as YYYY-MM-DD, for example 2024-08-06"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LONGEST_VALUE = 60  # letters of a value that are shown
FIRST_NAMED = 5  # values of a list that are named one by one
FEW = 20
Name = TypeVar("Name")


class DataError(ValueError):
    """Data cannot be used as they stand; the message names every fault and what to do."""


def shown(value: object) -> str:
    """A value between quotation marks, cut where it is long, with what cannot be seen spelled out."""
    text = str(value)
    return repr(text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…")


def named(values: Iterable[object]) -> str:
    """The first of some values, and how many more there are."""
    every = list(values)
    first = ", ".join(cut(str(value)) for value in every[:FEW])
    return f"{first} and {len(every) - FEW} more" if len(every) > FEW else first


def nearest(value: object, known: Iterable[object]) -> str:
    """What may have been meant, as a sentence: all values where they are few, else the most alike."""
    every = sorted({str(each) for each in known})
    if not every:
        return ""
    asked = str(value).strip().lower()[:LONGEST_VALUE]
    lowered = {each.lower(): each for each in reversed(every)}
    close = [lowered[each] for each in difflib.get_close_matches(asked, lowered, n=3)]
    meant = f" Did you mean {' or '.join(cut(each) for each in close)}?" if close else ""
    if len(every) <= FEW:
        return f"{meant} It has: {named(every)}."
    return meant or f" It has, among {len(every)}: {', '.join(map(cut, every[:FIRST_NAMED]))}."


def cut(text: str) -> str:
    """A text that is not longer than a line of a message allows."""
    short = text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
    return short.encode("utf-8", "backslashreplace").decode("utf-8")  # half a letter can be shown nowhere


def read_day(value: object) -> pd.Timestamp | None:
    """The day that a text YYYY-MM-DD or a date of Python, numpy or pandas names; None for anything else.

    >>> read_day("2024-08-09").day, read_day("9.8.2024"), read_day("2024-02-30")
    (9, None, None)
    """
    if isinstance(value, str) and not DAY.fullmatch(value):
        return None
    if not isinstance(value, (str, date, np.datetime64)):
        return None
    try:
        day = pd.Timestamp(value)
    except ValueError:
        return None
    return None if pd.isna(day) or day.tz is not None else day


def a_day(value: object) -> pd.Timestamp:
    """The day that was given.

    Pandas would take 9.8.2024 for a day of September, so only one form of text is a day here.

    Raises DataError that says how a day is written.

    >>> a_day("2024-08-09")
    Timestamp('2024-08-09 00:00:00')
    """
    day = read_day(value)
    if day is None:
        raise DataError(f"{shown(value)} is no day that exists: write {DAY_FORM}.")
    return day


def one_of(value: Name, known: Iterable[Name], what: str) -> Name:
    """The value, when it is one of those that there are.

    Parameters
    ----------
    value : what was given.
    known : what there is.
    what : what it should name ("card", "side").

    Raises DataError with the nearest that there is.

    >>> one_of("A", "ABC", "card")
    'A'
    """
    every = list(known)
    if not any(type(each) is type(value) and each == value for each in every):
        raise DataError(f"There is no {what} {shown(value)}.{nearest(value, every)}")
    return value


def a_text(value: object, what: str) -> str:
    """The text that was given, with something in it.

    Parameters
    ----------
    value : what was given.
    what : its part in the call, as the message begins ("The label of a table").

    Raises DataError for anything else.
    """
    if not isinstance(value, str) or not value.strip():
        raise DataError(f'{what} should be a text in "quotation marks"; {shown(value)} is none.')
    return value


def a_number(value: object, what: str, least: float = -math.inf, most: float = math.inf) -> float:
    """The finite number that was given.

    Parameters
    ----------
    value : what was given.
    what : its part in the call, as the message begins ("The skill").
    least, most : the ends between which it lies, both included.

    Raises DataError for anything else.
    """
    number = math.nan
    if isinstance(value, (Real, np.number)) and not isinstance(value, (bool, np.bool_)):
        with suppress(OverflowError, TypeError):
            number = float(value)
    if not math.isfinite(number) or not least <= number <= most:
        limits = [f"from {least:g}"] * (least > -math.inf) + [f"up to {most:g}"] * (most < math.inf)
        form = " ".join(["one number", *limits])
        raise DataError(f"{what} should be {form}, without quotation marks; {shown(value)} is none.")
    return number


def a_table(frame: object, table: str, columns: Iterable[str] = ()) -> pd.DataFrame:
    """The table that was given, with these columns; it may be without rows.

    Parameters
    ----------
    frame : what was given.
    table : the table whose rows they should be, for the message; empty where any will do.
    columns : what they must have.

    Raises DataError that says how to get such rows.
    """
    if not isinstance(frame, pd.DataFrame):
        raise DataError(f'Give a table, such as load("{table or "estimates"}"); {shown(frame)} is none.')
    missing = [name for name in columns if name not in frame]
    if missing:
        raise DataError(
            f'These rows lack the columns {named(missing)}: give rows as load("{table}") returns them.'
        )
    return frame


def some_rows(frame: object, table: str = "", columns: Iterable[str] = ()) -> pd.DataFrame:
    """The table that was given, as `a_table` checks it, with one row at least.

    Raises DataError that says what to do.
    """
    if isinstance(frame, pd.DataFrame) and frame.empty:
        raise DataError(f"There are no {table or 'rows'} to show; loosen the filter.")
    return a_table(frame, table, columns)
