"""Check text cells against the schema of datapackage.json: frictionless's rules and more, in plain words.

A rule looks at the different texts of a column and says which of them break it; rows are looked for only
where some do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pandas as pd

from helpers.data.faults import Fault
from helpers.data.reading import Cells
from helpers.given import DAY, named, shown

FIRST_DAY, LAST_DAY = "2014-01-01", "2030-12-31"  # unless the schema says otherwise
LONGEST = 5000  # letters of a cell; the longest text of the course has a tenth
NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
UNSEEN = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\ufeff]")
# two letters where one was: UTF-8 that a program took for the encoding of old Windows
GARBLED = re.compile("[ÃÂÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œž]|â€|\ufffd")
WRONG_TYPE = {
    "date": "expected a day as YYYY-MM-DD, for example 2024-08-06",
    "number": "expected a number with a decimal point and no commas",
    "integer": "expected a whole number with a decimal point and no commas",
}


def typed(cells: Cells, schema: dict) -> pd.DataFrame:
    """Turn text cells into numbers and dates; an empty cell, or one that is neither, is missing."""
    frame = {}
    for field in schema["fields"]:
        column = cells.columns[field["name"]]
        values = _values(set(column), field)
        found = pd.Series([values.get(text) for text in column], dtype=_dtype(field))
        frame[field["name"]] = found.astype("int64") if _all_whole(values, found, field) else found
    return pd.DataFrame(frame)


def check_values(cells: Cells, schema: dict) -> list[Fault]:
    """Faults of single cells against type, required, enum, pattern, minimum, maximum and clean text."""
    faults = []
    for field in schema["fields"]:
        for bad, expected in _broken(set(cells.columns[field["name"]]), field):
            faults += _faults(cells, field["name"], bad, expected)
    return faults


def check_order(cells: Cells, frame: pd.DataFrame, schema: dict, blamed: set[int]) -> list[Fault]:
    """Faults against `ordered`: columns whose values never fall from left to right, such as low and high.

    Rows that are `blamed` for a single cell are left out: their order follows from it.
    """
    faults = []
    for columns in schema.get("ordered", []):
        for first, second in combinations(columns, 2):
            falls = frame.index[frame[first] > frame[second]]
            for place in (each for each in falls if cells.rows[each] not in blamed):
                least = cells.columns[first][place]
                text = cells.columns[second][place]
                expected = f"must not be below {first}, which is {shown(least)}"
                faults.append(Fault(cells.rows[place], second, text, expected))
    return faults


def check_key(cells: Cells, schema: dict) -> list[Fault]:
    """Faults against the primary key: no two rows are alike."""
    key = schema["primaryKey"]
    key = [key] if isinstance(key, str) else key
    first: dict[tuple, int] = {}
    faults = []
    for row, values in zip(cells.rows, zip(*(cells.columns[name] for name in key), strict=True), strict=True):
        if first.setdefault(values, row) != row:
            expected = f"another row has the same {' + '.join(key)} (row {first[values]})"
            faults.append(Fault(row, key[-1], values[-1], expected))
    return faults


def check_references(
    cells: Cells, schema: dict, other: Callable[[str], pd.DataFrame]
) -> Iterator[tuple[str, list[Fault]]]:
    """Per other table, faults against the foreign keys: values that it does not know.

    `memberKeys` are foreign keys of columns that hold several values, divided by their separator.
    """
    separators = {field["name"]: field.get("separator", "\n") for field in schema["fields"]}
    for foreign in schema.get("foreignKeys", []) + schema.get("memberKeys", []):
        column, table = single(foreign["fields"]), foreign["reference"]["resource"]
        known = {"", *other(table)[single(foreign["reference"]["fields"])].dropna()}
        texts = {*cells.columns[column]}
        unknown = {text for text in texts if not known.issuperset(text.split(separators[column]))}
        yield table, _faults(cells, column, unknown, f"not found in data/{table}.csv: add it there first")


def single(name: str | list[str]) -> str:
    """The one column of a key that may stand alone or in a list."""
    return name if isinstance(name, str) else name[0]


def limit(field: dict, value: Any) -> Any:
    """A minimum or maximum of a field as its values are."""
    return pd.Timestamp(value) if field["type"] == "date" else float(value)


def _broken(texts: set[str], field: dict) -> Iterator[tuple[set[str], str]]:
    """The texts that break a rule of the field, rule by rule, with what was expected."""
    rules, filled = field.get("constraints", {}), texts - {""}
    if rules.get("required"):
        yield texts - filled, f"must not be empty: {field.get('description', field['name'])}"
    yield {text for text in filled if text != text.strip()}, "blanks before or after it: delete them"
    yield {text for text in filled if "\n" in text or "\r" in text}, "a line break: is a quotation mark open?"
    yield {text for text in filled if len(text) > LONGEST}, f"longer than {LONGEST} letters: is it one text?"
    yield {text for text in filled if UNSEEN.search(text)}, "holds a sign that cannot be seen: type it anew"
    yield {text for text in filled if GARBLED.search(text)}, "letters are damaged: open the file as UTF-8"
    if "enum" in rules:
        yield filled - {*rules["enum"]}, f"expected one of: {named(rules['enum'])}"
    if "pattern" in rules:
        fits = re.compile(rules["pattern"]).fullmatch
        yield {text for text in filled if not fits(text)}, f"expected the form {rules['pattern']}"
    if field["type"] != "string":
        values = _values(filled, field)
        yield filled - values.keys(), WRONG_TYPE[field["type"]]
        yield from _out_of_limits(values, field)


def _out_of_limits(values: dict[str, Any], field: dict) -> Iterator[tuple[set[str], str]]:
    rules = field.get("constraints", {})
    days = field["type"] == "date"
    least = rules.get("minimum", FIRST_DAY if days else -math.inf)
    most = rules.get("maximum", LAST_DAY if days else math.inf)
    low, high = limit(field, least), limit(field, most)
    yield {text for text, value in values.items() if value < low}, f"must not be below {least}"
    yield {text for text, value in values.items() if value > high}, f"must not be above {most}"


def _values(texts: set[str], field: dict) -> dict[str, Any]:
    """Text → value, for those texts that the type of the field can read."""
    if field["type"] == "string":
        return {text: text for text in texts if text}
    read = _day if field["type"] == "date" else _whole if field["type"] == "integer" else _number
    return {text: value for text in texts if (value := read(text)) is not None}


def _all_whole(values: dict[str, Any], found: pd.Series, field: dict) -> bool:
    """Are these numbers that no cell writes with a point, or whole by their type, and none is missing?"""
    whole = field["type"] == "integer" or (
        field["type"] == "number" and not any("." in text for text in values)
    )
    return whole and bool(found.notna().all())


def _number(text: str) -> float | None:
    value = float(text) if NUMBER.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None


def _whole(text: str) -> float | None:
    value = _number(text)
    return value if value is not None and value.is_integer() else None


def _day(text: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(date.fromisoformat(text)) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _dtype(field: dict) -> str:
    return {"string": "str", "date": "datetime64[us]"}.get(field["type"], "float64")


def _faults(cells: Cells, column: str, bad: set[str], expected: str) -> list[Fault]:
    if not bad:
        return []
    pairs = zip(cells.rows, cells.columns[column], strict=True)
    return [Fault(row, column, text, expected) for row, text in pairs if text in bad]
