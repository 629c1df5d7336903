"""What may come of an attack: plain words or the right thing; never silence, a raw error, or no end."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from unittest import mock

from helpers.analysis.comparable import NotComparable
from helpers.data import DataError
from helpers.lesson import ExploreError, my_work
from helpers.lesson.questions import QuestionError
from helpers.lesson.values import LessonError

FINE, SILENT, RAW, ENDLESS = "clear or right", "silent wrong or lost", "traceback", "hang"
SECONDS, MOST_BYTES = 20, 2000
PLAIN = (
    DataError,
    LessonError,
    QuestionError,
    ExploreError,
    NotComparable,
    my_work.NotSaved,
    my_work.NotReadable,
    my_work.WouldOverwrite,
)
# Python's own words for a call with too many arguments, too few, or one of another name
WRONG_CALL = re.compile(r"^[\w.<>]+\(\) (?:got an unexpected|missing \d|takes |got multiple)")


class Case(NamedTuple):
    """One call: words that a refusal must have (the nearest value); when it is right, what it returns."""

    call: Callable[[], object]
    said: str = ""
    right: Callable[[object], bool] = lambda _: False


class NoEnd(BaseException):
    """An attack took longer than anybody would wait."""


@contextmanager
def limited(seconds: int = SECONDS) -> Iterator[None]:
    """Stop with NoEnd after some seconds, where the system has a clock that can."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> None:
        raise NoEnd

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def page_of(call: Callable[[], object]) -> str:
    """The HTML of all that a call displays."""
    pages: list[str] = []
    with mock.patch(
        "IPython.display.display", lambda data, raw=False, **_: pages.append(data.get("text/html", ""))
    ):
        call()
    return "".join(pages)


def judged(case: Case) -> tuple[str, str]:
    """What comes of a call, and what it said."""
    try:
        with limited(), mock.patch("IPython.display.display"):
            found = case.call()
    except NoEnd:
        return ENDLESS, f"no end after {SECONDS} seconds"
    except PLAIN as error:
        told = str(error)
        clear = case.said in told and len(told.encode(errors="replace")) <= MOST_BYTES
        return (FINE if clear else RAW), f"{type(error).__name__}: {told}"
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        fine = isinstance(error, TypeError) and WRONG_CALL.match(str(error)) and not case.said
        return (FINE if fine else RAW), told
    return (FINE if case.right(found) else SILENT), repr(found)[:300]


def failing(cases: Iterable[tuple[str, Case]]) -> list[str]:
    """What comes of the cases that are neither clear nor right, a line each."""
    found = ((name, *judged(case)) for name, case in cases)
    return [f"{state}: {name}: {said[:300]}" for name, state, said in found if state != FINE]
