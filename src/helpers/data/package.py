"""datapackage.json: which tables there are, and what each column holds; checked before it is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any, NoReturn

from helpers.data.reading import text_of
from helpers.data.schema import limit
from helpers.given import DAY, DataError, shown

NAME = "data/datapackage.json"
TYPES = ("string", "date", "number", "integer")
NEEDED = ("speakers", "sources")  # every table of statements arrives with their names
LINES, FORMS = "outlines", ("line", "lines", "named lines")
# a repeated group that is repeated again can keep a computer busy for ever
RUNAWAY = re.compile(r"[+*}]\)[+*{]")
KEYS = ("foreignKeys", "memberKeys")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def parsed(data: bytes, name: str) -> dict:
    """The object that a JSON file of data/ holds.

    Raises DataError when it is damaged.
    """
    text = text_of(data, name)
    try:
        found = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise DataError(damaged(name, "its lists stand too deep in one another")) from None
    except json.JSONDecodeError as error:
        raise DataError(damaged(name, f"line {error.lineno}: {error.msg}")) from None
    except ValueError as error:
        raise DataError(damaged(name, str(error))) from None
    if not isinstance(found, dict):
        raise DataError(damaged(name, "it should be one object in { }"))
    return found


def damaged(name: str, how: str) -> str:
    """What a reader is told of a damaged JSON file."""
    return f"{name} is damaged: {how}. Copy it back from the course, or run `git checkout {name}`."


def resources_of(package: dict) -> dict[str, dict]:
    """The files that the package describes, by name.

    Raises DataError when an entry is not as the course needs it; the message says which.
    """
    entries = package.get("resources")
    _need(isinstance(entries, list) and bool(entries), "it lists no resources")
    found: dict[str, dict] = {}
    for number, entry in enumerate(entries or [], 1):
        _need(isinstance(entry, dict) and _word(entry.get("name")), f"resource {number} has no name")
        _need(entry["name"] not in found, f"two resources are called {shown(entry['name'])}")
        _check_file(entry)
        found[entry["name"]] = entry
    for name, entry in found.items():
        if "schema" in entry:
            _check_schema(f"table {name}", entry["schema"])
    for name in NEEDED:
        _need("schema" in found.get(name, {}), f"it has no table {name}")
    holds = found.get(LINES, {}).get("holds")
    fine = isinstance(holds, dict) and {*map(str, holds.values())} <= {*FORMS}
    _need(fine, f"it does not say what {LINES} holds")
    for name, entry in found.items():
        _check_references(name, entry.get("schema", {}), found)
    leads = _leads(found)
    for name in found:
        _need(name not in _reached(name, leads), f"the foreign keys of table {name} lead back to it")
    return found


def rests_on(table: str, resources: dict[str, dict]) -> list[str]:
    """The table, those that its keys lead to, and theirs; and those that name speakers and pages."""
    leads, first = _leads(resources), {table, *NEEDED}
    return sorted(first.union(*(_reached(name, leads) for name in first)))


def _leads(resources: dict[str, dict]) -> dict[str, set[str]]:
    schemas = {name: entry["schema"] for name, entry in resources.items() if "schema" in entry}
    keys = {name: [key for kind in KEYS for key in schema.get(kind, [])] for name, schema in schemas.items()}
    return {name: {key["reference"]["resource"] for key in some} for name, some in keys.items()}


def _check_file(entry: dict) -> None:
    what, path = f"resource {shown(entry['name'])}", entry.get("path")
    _need(_word(path), f"{what} has no path")
    parts = PurePosixPath(str(path)).parts
    inside = not {"..", "/"} & {*parts} and not re.search(r"[\\:\0]", str(path))
    _need(inside, f"the path of {what} leads out of data/")
    for key in ("bytes", "rows"):
        _need(_count(entry.get(key, 0)), f"{key} of {what} is no whole number")
    digest = entry.get("hash", f"sha256:{'0' * 64}")
    _need(isinstance(digest, str) and DIGEST.fullmatch(digest), f"hash of {what} has another form")


def _check_schema(what: str, schema: Any) -> None:
    fields = schema.get("fields") if isinstance(schema, dict) else None
    _need(isinstance(fields, list) and bool(fields), f"{what} has no fields")
    by_name: dict[str, dict] = {}
    for field in fields or []:
        _need(isinstance(field, dict) and _word(field.get("name")), f"{what} has a field without a name")
        _need(field["name"] not in by_name, f"{what} has the field {shown(field['name'])} twice")
        by_name[field["name"]] = field
        _check_field(f"field {shown(field['name'])} of {what}", field)
    key = schema.get("primaryKey")
    _need(bool(key) and _names(key, by_name), f"the primaryKey of {what} names no field")
    for columns in _list(schema.get("ordered", []), f"ordered of {what}"):
        _need(isinstance(columns, list) and _names(columns, by_name), f"ordered of {what} names no field")
        kinds = {by_name[name]["type"] for name in columns}
        _need(kinds == {"date"} or kinds <= {"number", "integer"}, f"ordered of {what} mixes types")


def _check_field(what: str, field: dict) -> None:
    kind = field.get("type")
    _need(kind in TYPES, f"{what} has the type {shown(kind)}, which is none of {', '.join(TYPES)}")
    if "separator" in field:
        fits = _word(field["separator"]) and kind == "string"
        _need(fits, f"the separator of {what} is no text, or divides no texts")
    rules = field.get("constraints", {})
    _need(isinstance(rules, dict), f"the constraints of {what} are no object")
    _need(isinstance(rules.get("required", False), bool), f"required of {what} is neither true nor false")
    allowed = rules.get("enum", ["any"])
    fine = isinstance(allowed, list) and bool(allowed) and all(map(_word, allowed))
    _need(fine, f"the enum of {what} is no list of texts")
    _need(_compiles(rules.get("pattern", "")), f"the pattern of {what} cannot be used")
    for key in {"minimum", "maximum"} & {*rules}:
        _need(kind != "string" and _is_limit(field, rules[key]), f"the {key} of {what} is no {kind}")


def _check_references(table: str, schema: dict, resources: dict[str, dict]) -> None:
    """Foreign keys name a field here and one there."""
    what = f"a foreign key of table {table}"
    for foreign in [key for kind in KEYS for key in _list(schema.get(kind, []), f"{kind} of table {table}")]:
        there = foreign.get("reference") if isinstance(foreign, dict) else None
        there = there if isinstance(there, dict) else {}
        other = resources.get(str(there.get("resource")), {})
        _need("schema" in other, f"{what} names no table")
        _need(_names(foreign.get("fields"), _fields(schema)), f"{what} names no field")
        _need(_names(there.get("fields"), _fields(other["schema"])), f"{what} names no field there")


def _fields(schema: dict) -> list[str]:
    return [field["name"] for field in schema["fields"]]


def _reached(table: str, leads: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [*leads.get(table, ())]
    while ahead:
        step = ahead.pop()
        if step not in found:
            found.add(step)
            ahead += leads.get(step, ())
    return found


def _need(fits: Any, how: str) -> None:
    if not fits:
        raise DataError(damaged(NAME, how))


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _list(value: Any, what: str) -> list:
    _need(isinstance(value, list), f"{what} is no list")
    return value


def _names(value: object, known: Iterable[str]) -> bool:
    """Is it the name of a field, or a list of such names?"""
    listed = [value] if isinstance(value, str) else value
    return isinstance(listed, list) and bool(listed) and all(_word(name) and name in known for name in listed)


def _compiles(pattern: object) -> bool:
    try:
        return isinstance(pattern, str) and not RUNAWAY.search(pattern) and bool(re.compile(pattern))
    except re.error:
        return False


def _is_limit(field: dict, value: object) -> bool:
    try:
        limit(field, value)
    except (ValueError, TypeError):
        return False
    return field["type"] != "date" or bool(DAY.fullmatch(str(value)))
