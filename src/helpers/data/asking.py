"""The rows that `load` is asked for: what a filter may be, and what is near to a value that no row has."""

from __future__ import annotations

import math
from collections.abc import Iterator
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from helpers.given import DAY_FORM, DataError, nearest, read_day, shown

LISTS = (list, tuple, set, frozenset, range, pd.Series, pd.Index, np.ndarray)
HOLDS = {"string": 'texts in "quotation marks"', "date": "days"}


def asked_for(table: str, frame: pd.DataFrame, fields: dict[str, dict], only: dict[str, Any]) -> pd.DataFrame:
    """The rows that have, in every column named, one of the values asked for.

    Parameters
    ----------
    table : its name, for messages.
    frame : all its rows.
    fields : the columns as datapackage.json describes them, by name.
    only : column → value, or list of values.

    Raises
    ------
    DataError : a column or a value that the table does not have, or a value of another type.
    """
    fits = []
    for column, wanted in only.items():
        if column not in fields:
            raise DataError(f"Table {table} has no column {shown(column)}.{nearest(column, fields)}")
        values = list(wanted) if isinstance(wanted, (*LISTS, Iterator)) else [wanted]
        if not values:
            raise DataError(f"An empty list for column {column} of table {table} asks for no row.")
        fits.append(_matches(table, frame[column], fields[column], values))
    return frame[np.logical_and.reduce(fits)] if fits else frame


def _matches(table: str, column: pd.Series, field: dict, values: list) -> pd.Series:
    wanted = {_meant(table, field, value) for value in values}
    if field.get("separator"):
        cells = column.fillna("").str.split(field["separator"])
        missing = wanted - {part for parts in cells for part in parts}
        fits = cells.map(lambda parts: not wanted.isdisjoint(parts))
    else:
        missing, fits = wanted - set(column.dropna()), column.isin(wanted)
    if missing:
        known = {part for cell in column.dropna() for part in str(cell).split(field.get("separator", "\n"))}
        raise DataError(_unknown(table, field, sorted(missing)[0], column, known))
    return fits


def _meant(table: str, field: dict, value: object) -> Any:
    """The value as the column holds it; raises DataError for another type."""
    kind, what = field["type"], f"Column {field['name']} of table {table}"
    if kind == "string" and isinstance(value, str):
        return value
    if kind in ("number", "integer") and isinstance(value, Real) and not isinstance(value, (bool, np.bool_)):
        return _size(value)
    if kind == "date" and (day := read_day(value)) is not None:
        return day
    wants = HOLDS.get(kind, "numbers without quotation marks")
    form = f": write {DAY_FORM}" if kind == "date" else ""
    raise DataError(f"{what} holds {wants}, and {shown(value)} is none{form}.")


def _size(value: Real) -> float:
    """A number as the columns hold it; one that is too large for them equals none of theirs."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _unknown(table: str, field: dict, value: Any, column: pd.Series, known: set[str]) -> str:
    name, kind = field["name"], field["type"]
    if kind == "string":
        return f"Table {table} has no {shown(value)} in column {name}.{nearest(value, known)}"
    near = sorted(column.dropna().unique(), key=lambda each: abs(each - value))[:2]
    written = [
        each.date().isoformat() if kind == "date" else f"{each:g}"
        for each in (value, *near, column.min(), column.max())
    ]
    return (
        f"Table {table} has no row with {name} = {written[0]}. The nearest: {' and '.join(written[1:-2])}; "
        f"its values run from {written[-2]} to {written[-1]}."
    )
