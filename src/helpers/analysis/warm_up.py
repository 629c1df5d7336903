"""The warm-up: points for finding faults in a text never seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from helpers.given import DataError

FAULTS = (
    "after made into because",
    "flow read as stock",
    "forecast read as count",
    "killed for casualties",
    "limit lost",
    "nobody named",
    "surer than the text",
    "two units",
)
CLEAN = "clean"
MOST = 8


def score(marks: Mapping[int, str], key: Mapping[int, str]) -> float:
    """Points of a reader, from 0 to 8.

    Parameters
    ----------
    marks : line → the fault that the reader names there; an empty name where only the line was marked.
    key : line → its fault, or "clean".

    Returns
    -------
    One point for line and name, half a point for the line alone, half a point less for a clean line that
    was marked; never below 0.

    >>> key = {1: "limit lost", 2: "two units", 3: "clean"}
    >>> score({1: "limit lost", 2: "nobody named", 3: "limit lost"}, key)
    1.0
    """
    points = 0.0
    for line, named in marks.items():
        fault = key[line]
        points += -0.5 if fault == CLEAN else (1.0 if named == fault else 0.5)
    return max(points, 0.0)


def of_class(points: Sequence[float]) -> tuple[float, int]:
    """Median of a class and how many pupils it rests on.

    Raises
    ------
    DataError : no points, or some that nobody can have.

    >>> of_class([3, 4.5, 5])
    (4.5, 3)
    """
    if not points or not all(0 <= value <= MOST for value in points):
        raise DataError(f"Give the points of your pupils, each from 0 to {MOST}.")
    return float(median(points)), len(points)
