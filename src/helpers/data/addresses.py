"""The address of a row: "table:key", and where one of its columns is meant "table:key [column]".

In prose " · " stands in place of the two dashes that divide the parts of a key, because a reader of a
notebook page may see a comment that holds two dashes as text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from helpers.data.loading import last_changes, load, row_ids
from helpers.given import DataError, shown

DASHES, WRITTEN = "--", " · "
FORM = re.compile(r"(?P<table>[a-z_]+):(?P<key>.+?)(?: \[(?P<column>\w+)\])?")
PRINTED = "value_as_printed"


class Address(NamedTuple):
    """One row of one table, and a column of it where one is named."""

    row_id: str
    column: str | None = None


def address(text: object) -> Address | None:
    """Read an address ("estimates:ua-held-area-kursk · meduza · 2024-08-15 [low]"); None for other text."""
    match = FORM.fullmatch(text.strip()) if isinstance(text, str) else None
    if not match:
        return None
    return Address(f"{match['table']}:{match['key'].replace(WRITTEN, DASHES)}", match["column"])


def value_at(place: Address) -> object:
    """The value of the column that the address names; without one, the row's main number.

    The main number is `central`, else the one end (`low` or `high`) that the row has.

    Raises
    ------
    DataError : no such row or column, an empty cell, or a row whose address must name a column.
    """
    row = _row(place)
    if place.column is None:
        return _main_number(place, row)
    if place.column not in row:
        raise DataError(
            f"{place.row_id} has no column {place.column!r}. Its columns are: {', '.join(row.index)}."
        )
    if pd.isna(row[place.column]):
        raise DataError(f"{place.row_id} has nothing in column {place.column}.")
    return row[place.column]


def printed_at(place: Address) -> str | None:
    """The row's value in the words of its page; None where the table has no such column."""
    return _row(place).get(PRINTED)


def _main_number(place: Address, row: pd.Series) -> float:
    ends = [row[name] for name in ("low", "high") if pd.notna(row.get(name))]
    if pd.notna(row.get("central")):
        return row["central"]
    if len(ends) != 1:
        raise DataError(
            f"{place.row_id} has no one main number: name a column, such as “{place.row_id} [low]”."
        )
    return ends[0]


def _row(place: Address) -> pd.Series:
    if not isinstance(place, Address):
        raise DataError(
            f'{shown(place)} is no address: those are read from texts such as "events:2024-08-06-…".'
        )
    table = place.row_id.partition(":")[0]
    frame = load(table)
    found = _places(table, last_changes()).get(place.row_id)
    if found is None:
        raise DataError(f"Table {table} has no row {place.row_id.partition(':')[2]!r}.")
    return frame.iloc[found]


@lru_cache(maxsize=64)
def _places(table: str, _edition: tuple) -> dict[str, int]:
    return {row_id: place for place, row_id in enumerate(row_ids(table, load(table)))}
