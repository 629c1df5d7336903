"""Check text cells against the schema of datapackage.json: frictionless's rules, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

FIRST_ROW = 2  # a spreadsheet shows the header as row 1


class Fault(NamedTuple):
    """One cell that breaks a rule: spreadsheet row, column, what stands there, what was expected."""

    row: int
    column: str
    value: str
    expected: str


def typed(cells: pd.DataFrame, schema: dict) -> tuple[pd.DataFrame, list[Fault]]:
    """Turn text cells into numbers and dates; return the frame and a fault for each cell that is neither."""
    frame, faults = {}, []
    for field in schema["fields"]:
        column = cells[field["name"]]
        filled = column != ""
        if field["type"] == "date":
            values = pd.to_datetime(column.where(filled), format="%Y-%m-%d", errors="coerce")
            expected = "expected a day as YYYY-MM-DD, for example 2024-08-06"
        elif field["type"] in ("number", "integer"):
            values = pd.to_numeric(column.where(filled), errors="coerce")
            whole = field["type"] == "integer"
            expected = f"expected a {'whole ' if whole else ''}number with a decimal point and no commas"
            if whole:
                values = values.where(values % 1 == 0)
        else:
            values, expected = column.where(filled), ""
        if field["type"] != "string":
            faults += _faults(cells, field["name"], filled & values.isna(), expected)
        whole_column = field["type"] == "integer" and values.notna().all()
        frame[field["name"]] = values.astype("int64") if whole_column else values
    return pd.DataFrame(frame), faults


def check_values(cells: pd.DataFrame, frame: pd.DataFrame, schema: dict) -> list[Fault]:
    """Faults against required, enum, pattern, minimum and maximum."""
    faults = []
    for field in schema["fields"]:
        name, rules = field["name"], field.get("constraints", {})
        column = cells[name]
        filled = column != ""
        if rules.get("required"):
            faults += _faults(cells, name, ~filled, f"must not be empty: {field.get('description', name)}")
        if "enum" in rules:
            allowed = rules["enum"]
            faults += _faults(
                cells, name, filled & ~column.isin(allowed), f"expected one of: {', '.join(allowed)}"
            )
        if "pattern" in rules:
            fits = column.map(re.compile(rules["pattern"]).fullmatch).notna()
            faults += _faults(cells, name, filled & ~fits, f"expected the form {rules['pattern']}")
        if "minimum" in rules:
            low = _limit(field, rules["minimum"])
            faults += _faults(cells, name, frame[name] < low, f"must not be below {rules['minimum']}")
        if "maximum" in rules:
            high = _limit(field, rules["maximum"])
            faults += _faults(cells, name, frame[name] > high, f"must not be above {rules['maximum']}")
    return faults


def check_keys(cells: pd.DataFrame, schema: dict, other: Callable[[str], pd.DataFrame]) -> list[Fault]:
    """Faults against the primary key (no two rows alike) and the foreign keys (the other table knows it)."""
    key = schema.get("primaryKey", [])
    key = [key] if isinstance(key, str) else list(key)
    faults = []
    if key:
        twice = cells.duplicated(key, keep="first")
        faults += _faults(cells, key[-1], twice, f"another row has the same {' + '.join(key)}")
    for foreign in schema.get("foreignKeys", []):
        column = foreign["fields"] if isinstance(foreign["fields"], str) else foreign["fields"][0]
        table = foreign["reference"]["resource"]
        target = foreign["reference"]["fields"]
        known = other(table)[target if isinstance(target, str) else target[0]]
        unknown = (cells[column] != "") & ~cells[column].isin(known)
        faults += _faults(cells, column, unknown, f"not found in data/{table}.csv: add it there first")
    return faults


def _limit(field: dict, value: Any) -> Any:
    return pd.Timestamp(value) if field["type"] == "date" else float(value)


def _faults(cells: pd.DataFrame, column: str, bad: pd.Series, expected: str) -> list[Fault]:
    rows = cells.index[bad.fillna(value=False)]
    return [Fault(int(row) + FIRST_ROW, column, cells.at[row, column], expected) for row in rows]
