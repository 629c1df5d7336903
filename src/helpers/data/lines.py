"""Lines for maps (outlines.json): checked, so that a map never draws a place that is nowhere."""

from __future__ import annotations

import math
from typing import Any

from helpers.data.package import damaged
from helpers.given import DataError, shown

NAME = "data/outlines.json"
MOST = (180, 90)  # degrees of longitude and latitude
FEWEST = 2  # points of a line


def check_lines(found: dict, holds: dict[str, str]) -> None:
    """Every name holds what the package says: one "line", "lines", or "named lines".

    Parameters
    ----------
    found : what outlines.json holds.
    holds : name → form, from datapackage.json.

    Raises DataError that names the place.
    """
    for name, form in holds.items():
        if name not in found:
            raise DataError(damaged(NAME, f"it has no {shown(name)}"))
        for place, line in _lines(name, found[name], form):
            if not isinstance(line, list) or len(line) < FEWEST or not all(map(_is_point, line)):
                raise DataError(
                    damaged(NAME, f"{place} should be a list of [longitude, latitude] in degrees")
                )


def _lines(place: str, held: Any, form: str) -> list[tuple[str, Any]]:
    """The lines of an entry, each with the words that lead to it."""
    if form == "line":
        return [(shown(place), held)]
    parts: dict[str, Any] = {place: held}
    if form == "named lines":
        parts = {f"{place}, {name}": some for name, some in held.items()} if isinstance(held, dict) else {}
    fine = bool(parts) and all(isinstance(some, list) and some for some in parts.values())
    if not fine:
        raise DataError(damaged(NAME, f"{shown(place)} should hold {form}"))
    return [
        (f"line {i} of {shown(name)}", line) for name, some in parts.items() for i, line in enumerate(some, 1)
    ]


def _is_point(point: object) -> bool:
    if not isinstance(point, list) or len(point) != len(MOST):
        return False
    return all(
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and math.isfinite(value)
        and abs(value) <= most
        for value, most in zip(point, MOST, strict=True)
    )
