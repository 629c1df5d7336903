"""Refuse to let different quantities share a value axis."""

from __future__ import annotations

import pandas as pd

SCOPES = {
    "quantity": "quantities",
    "unit": "units",
    "definition": "what is counted",
    "place": "places",
}
MOST_NAMED = 5  # of what differs, in one message


class NotComparable(ValueError):
    """Rows that count different things were about to share an axis."""


def comparable(frame: pd.DataFrame, *, mixed: bool = False) -> list[str]:
    """Check that the rows of `frame` count the same thing, and return the scopes that they mix.

    Parameters
    ----------
    frame : rows with any of the columns quantity, unit, definition, place, includes_dprk.
    mixed : True when the chart says "mixed" on its face; then nothing is refused.

    Returns
    -------
    Names of the mixed scopes for the chart to print; empty when all rows count the same thing.

    Raises
    ------
    NotComparable : rows mix quantities, units, what is counted, places, or North Koreans in and out.

    >>> comparable(pd.DataFrame({"place": ["Kursk oblast", "Sudzha"], "unit": "persons"}), mixed=True)
    ['places']
    """
    found = {
        name: sorted(frame[column].dropna().unique())
        for column, name in SCOPES.items()
        if column in frame and frame[column].nunique() > 1
    }
    if "includes_dprk" in frame and {"yes", "no"} <= set(frame["includes_dprk"].dropna()):
        found["North Koreans in and out"] = ["yes", "no"]
    if found and not mixed:
        detail = "; ".join(f"{name}: {_some(values)}" for name, values in found.items())
        raise NotComparable(
            f"These rows count different things and cannot share an axis ({detail}). "
            "Filter them to one meaning, or draw them with mixed=True, which prints “mixed” on the chart."
        )
    return list(found)


def _some(values: list) -> str:
    """At most five of several values, and how many there are besides.

    >>> _some(["a", "b", "c", "d", "e", "f", "g"])
    'a, b, c, d, e and 2 more'
    """
    more = len(values) - MOST_NAMED
    return ", ".join(map(str, values[:MOST_NAMED])) + (f" and {more} more" if more > 0 else "")
