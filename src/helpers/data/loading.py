"""Read the CSV tables of data/ as typed DataFrames, or say in plain words what is wrong with a file."""

from __future__ import annotations

import json
import os
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data import edition, package
from helpers.data.asking import asked_for
from helpers.data.attributing import PAGE, SPEAKER, attributed
from helpers.data.faults import Fault, report
from helpers.data.lines import check_lines
from helpers.data.reading import cells_of, content, text_of
from helpers.data.schema import check_key, check_order, check_references, check_values, typed
from helpers.given import DataError, named, shown

PACKAGE = "datapackage.json"
Stamp = tuple[str, int, int, int]


def folder() -> Path:
    """Return the folder that holds datapackage.json: data/ of the checkout, or the installed copy."""
    helpers = Path(__file__).resolve().parents[1]
    for place in (helpers / "_data", helpers.parents[1] / "data"):
        if (place / PACKAGE).exists():
            return place
    raise DataError(
        "The folder data/ with datapackage.json was not found. Unpack the whole course again: "
        "data/ belongs beside src/ and notebooks/."
    )


def tables() -> list[str]:
    """Names of all tables that `load` knows, in the order of datapackage.json.

    >>> "estimates" in tables()
    True
    """
    return [name for name, resource in _resources(folder()).items() if "schema" in resource]


def load(table: str, **only: object) -> pd.DataFrame:
    """Return one table, typed and checked, with the rows that match `only`.

    A table that was changed since the course was published, and is still sound, is read all the same; one
    warning says what differs.

    Parameters
    ----------
    table : name of a table, for example "estimates"; `tables()` lists them, with those of data/history/.
    only : column = value, or column = list of values; days as YYYY-MM-DD. In a column that holds several
        values divided by ";" (such as `lessons`) a row matches when one of its values does.

    Returns
    -------
    A new DataFrame: numbers as numbers, dates as timestamps, empty cells as missing values. Rows with a
    speaker or a page also say who that is and where (`attributed` in data/attributing.py): row_id, name,
    short_name, side, speaker_kind, country, publisher, url, outlet.

    Raises
    ------
    DataError : unknown table, column or value, or a file with faults (file, row, column, value, what was
        expected).

    >>> load("speakers", speaker_id="deepstate")["side"].tolist()
    ['ukraine']
    >>> load("estimates", quantity="dprk_casualty")
    Traceback (most recent call last):
    ...
    helpers.given.DataError: Table estimates has no 'dprk_casualty' in column quantity. Did you mean ...
    """
    fields = {field["name"]: field for field in _schema(table)["fields"]}
    place = folder()
    frame = _loaded(place, table, _stamps(place, table))
    return asked_for(table, frame.copy(), fields, only).reset_index(drop=True)


def row_ids(table: str, frame: pd.DataFrame) -> list[str]:
    """Name each row of `frame` as "table:key", the form that marks in charts carry.

    The key is the table's primary key; several columns are joined by "|", dates as YYYY-MM-DD.

    Raises DataError for an unknown table, and for rows without their key.
    """
    key = _schema(table)["primaryKey"]
    key = [key] if isinstance(key, str) else key
    if not isinstance(frame, pd.DataFrame) or not {*key} <= {*frame.columns}:
        raise DataError(f"Rows of table {table} are named by their {' + '.join(key)}: give a table with it.")
    if frame[key].isna().any(axis=None):
        raise DataError(f"Some of these rows of table {table} have no {' + '.join(key)}.")
    kinds = {field["name"]: field["type"] for field in _schema(table)["fields"]}
    days = [name for name in key if kinds[name] == "date"]
    if any(not pd.api.types.is_datetime64_any_dtype(frame[name]) for name in days):
        raise DataError(f"Column {' + '.join(days)} should hold days, as load({table!r}) returns them.")
    parts = [_as_text(frame[column]) for column in key]
    return [f"{table}:{'|'.join(values)}" for values in zip(*parts, strict=True)]


def labels(figure: str) -> dict[str, str]:
    """What one figure writes for a row whose own words are too long there: address ("table:key") → label.

    Raises DataError when table labels has nothing for such a figure.
    """
    rows = load("labels", figure=figure)
    return dict(zip(rows["row"], rows["label"], strict=True))


def outlines() -> dict:
    """Outlines for maps: name → lines or rings of [longitude, latitude] in degrees (data/LICENSES.md).

    Raises DataError when outlines.json is damaged.
    """
    place = folder()
    resource = _resources(place)[package.LINES]
    return json.loads(_outlines_text(place, _stamp(place / PACKAGE), _stamp(place / resource["path"])))


def last_changes() -> tuple[Stamp, ...]:
    """How the files of data/ stand now: what is kept under it is made again after an edit."""
    place = folder()
    paths = [PACKAGE, *(resource["path"] for resource in _resources(place).values())]
    return tuple(_stamp(f"{place}/{path}") for path in paths)


def unsealed() -> list[str]:
    """Files of data/ that are not as they were sealed ("data/events.csv")."""
    place = folder()
    return edition.unsealed(_package(place, _stamp(place / PACKAGE)), lambda each: _content(place, each))


def seal() -> list[str]:
    """Renew the published edition: datapackage.json gets bytes, rows and hash of every file as it is now.

    Returns
    -------
    The files that were not as they were sealed before.

    Raises
    ------
    DataError : a file with faults, or datapackage.json cannot be written; nothing is sealed then.
    """
    place, changed = folder(), unsealed()
    if not changed:
        return []
    with warnings.catch_warnings(action="ignore", category=edition.NotAsPublished):
        rows = {name: len(load(name)) for name in tables()}
        outlines()
    whole = _package(place, _stamp(place / PACKAGE))
    edition.write(place / PACKAGE, edition.sealed(whole, lambda each: _content(place, each), rows))
    return changed


def _schema(table: str) -> dict:
    resources = _resources(folder())
    if not isinstance(table, str) or "schema" not in resources.get(table, {}):
        raise DataError(f"There is no table {shown(table)}. The tables are: {', '.join(tables())}.")
    return resources[table]["schema"]


def _as_text(column: pd.Series) -> list[str]:
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d").tolist()
    return column.astype(str).tolist()


def _stamp(path: Path | str) -> Stamp:
    """What changes with a file: its two times, because a program can set back the first, and its size."""
    try:
        found = os.stat(path)
    except OSError:
        return (str(path), 0, 0, 0)
    return str(path), found.st_mtime_ns, found.st_ctime_ns, found.st_size


def _stamps(place: Path, table: str) -> tuple[Stamp, ...]:
    """The stamps of all files on which a table rests."""
    resources = _resources(place)
    paths = (resources[name]["path"] for name in package.rests_on(table, resources))
    return (_stamp(f"{place}/{PACKAGE}"), *(_stamp(f"{place}/{path}") for path in paths))


def _checked(place: Path, table: str) -> pd.DataFrame:
    return _read(place, table, _stamps(place, table))


def _content(place: Path, resource: dict) -> bytes:
    return content(place / resource["path"], f"data/{resource['path']}")


def _resources(place: Path) -> dict[str, dict]:
    return _described(place, _stamp(place / PACKAGE))


@lru_cache(maxsize=4)
def _described(place: Path, stamp: Stamp) -> dict[str, dict]:
    whole = _package(place, stamp)
    resources = package.resources_of(whole)
    mark = edition.package_digest(whole)
    if mark != whole.get(edition.SEAL):
        edition.tell(place, package.NAME, mark, "what it says of the tables is not what was published")
    return resources


@lru_cache(maxsize=4)
def _package(place: Path, _now: Stamp) -> dict[str, Any]:
    return package.parsed(content(place / PACKAGE, package.NAME), package.NAME)


@lru_cache(maxsize=4)
def _outlines_text(place: Path, *_stamps: Stamp) -> str:
    resource = _resources(place)[package.LINES]
    data, name = _content(place, resource), f"data/{resource['path']}"
    found = package.parsed(data, name)
    check_lines(found, resource["holds"])
    if not edition.is_published(data, resource):
        edition.tell(place, name, edition.digest(data), "its lines are not the published ones")
    return json.dumps(found)


@lru_cache(maxsize=256)
def _loaded(place: Path, table: str, stamps: tuple[Stamp, ...]) -> pd.DataFrame:
    """A table as readers get it: with names and pages, unless it is itself one of speakers or pages."""
    frame = _read(place, table, stamps)
    if table in package.NEEDED or not {SPEAKER, PAGE} & {*frame.columns}:
        return frame
    speakers, pages = (_checked(place, name) for name in package.NEEDED)
    return attributed(frame, row_ids(table, frame), speakers, pages)


@lru_cache(maxsize=256)
def _read(place: Path, table: str, _own: tuple[Stamp, ...]) -> pd.DataFrame:
    """A checked table; a fault of a table that its keys lead to is told there."""
    resource = _resources(place)[table]
    data, name, schema = _content(place, resource), f"data/{resource['path']}", resource["schema"]
    published = edition.is_published(data, resource)
    try:
        cells = cells_of(text_of(data, name), name, [field["name"] for field in schema["fields"]])
        frame = typed(cells, schema)
        faults = check_values(cells, schema) + check_key(cells, schema)
        faults += check_order(cells, frame, schema, {fault.row for fault in faults})
    except DataError as error:
        raise _package_to_blame(name, str(error)) if published else error from None
    for other, unknown in check_references(cells, schema, lambda other: _checked(place, other)):
        if unknown and _lost_rows(place, other, published=published):
            raise DataError(_lost(name, _resources(place)[other], unknown))
        faults += unknown
    if faults:
        said = report(name, faults)
        raise _package_to_blame(name, said) if published else DataError(said)
    if not published and "hash" in resource:
        edition.tell(place, name, edition.digest(data), edition.difference(data, len(frame), resource))
    return frame


def _package_to_blame(name: str, said: str) -> DataError:
    """A table that is as it was sealed had no fault then; the first words say what does not fit."""
    how = f"it does not fit {name}, which is as it was published"
    return DataError(f"{package.damaged(package.NAME, how)}\nWhat does not fit: {said[:600]}…")


def _lost_rows(place: Path, table: str, *, published: bool) -> bool:
    """Is a table that others lead to the one to blame? It has fewer rows, or only it is not as published."""
    resource = _resources(place)[table]
    if "hash" not in resource or edition.is_published(_content(place, resource), resource):
        return False
    return published or len(_checked(place, table)) < resource.get("rows", 0)


def _lost(name: str, resource: dict, unknown: list[Fault]) -> str:
    values = sorted({fault.value for fault in unknown})
    there = f"data/{resource['path']}"
    return (
        f"{there} is not as it was published, and lacks what {name} leads to: {named(values)}. "
        f"Put these rows back, or run `git checkout {there}`."
    )
