"""Numbers in prose that are bound to nothing: each stands in a row of the data, or in a list with its reason.

A number in bold before an address or a name is bound (see prose.py). Any other number with a comma for
thousands, with a decimal point or with a unit behind it must be one that some row with a page holds, or stand
in the table [own_numbers] of the lesson's TOML file with the reason why it is right.
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from helpers.data import last_changes, load, tables
from helpers.lesson.values import contents
from helpers.publish.prose import MARKED

LARGE = re.compile(r"\d{1,3}(?:,\d{3})+")
OF_THE_REPORT = {"1,000", "5,000", "10,000", "20,000", "30,000", "50,000"}  # the report's own numbers
WRITTEN = re.compile(
    r"(?<![\w.,:/])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=\s*(?:%|km|mi²|per cent|million|billion)))"
    r"(?![\d:])"
)
ANY = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
LINK_OR_CODE = re.compile(r"\]\([^)]*\)|`[^`]*`|<[^>]*>")
OTHER_TABLES = {"claims", "claim_wording", "questions", "quantities"}  # without pages, but read in lessons


def number_faults(text: str, lesson: str) -> list[str]:
    """Numbers of a Markdown text that no row holds and that the lesson gives no reason for."""
    own = contents(lesson).get("own_numbers", {})
    free = LINK_OR_CODE.sub(" ", MARKED.sub(" ", text))
    unbound = [
        found
        for found in WRITTEN.findall(free)
        if found not in own and _value(found) not in _held(last_changes())
    ]
    return [
        f"the number {found} is bound to nothing: name its row or value in a comment behind it, or its "
        f"reason in [own_numbers] of {lesson}.toml"
        for found in dict.fromkeys(unbound)
    ]


def key_point_faults(points: dict[str, list[str]]) -> list[str]:
    """Large numbers in key points that come neither out of the data nor out of the report."""
    written = [
        found for part in points.values() for point in part for found in LARGE.findall(MARKED.sub("", point))
    ]
    return [
        f"the number {found} in a key point is bound to nothing: name its row or value in a comment behind it"
        for found in dict.fromkeys(written)
        if found not in OF_THE_REPORT
    ]


def _value(found: str) -> float:
    return float(found.replace(",", "").rstrip("."))


@cache
def _held(_edition: tuple) -> frozenset[float]:
    """Every number that a cell of a table with pages holds or names."""
    held: set[float] = set()
    for name in tables():
        rows = load(name)
        if "source_id" in rows or name in OTHER_TABLES:
            for column in rows:
                held |= _numbers(rows[column].dropna())
    return frozenset(held)


def _numbers(cells: pd.Series) -> set[float]:
    if cells.dtype.kind in "if":
        return set(map(float, cells))
    if cells.dtype.kind == "M":
        return set()
    return {_value(found) for found in ANY.findall(" ".join(cells.astype(str))) if found.strip(",")}
