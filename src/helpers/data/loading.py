"""Read the CSV tables of data/ as typed DataFrames, or say in plain words what is wrong with a file."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path

import pandas as pd

from helpers.data.attributing import PAGE, SPEAKER, attributed
from helpers.data.schema import Fault, check_keys, check_values, typed

SHOWN_FAULTS = 25


class DataError(ValueError):
    """A table cannot be used as it stands; the message names every fault and what to do."""


def folder() -> Path:
    """Return the folder that holds datapackage.json: data/ of the checkout, or the installed copy."""
    package = Path(__file__).resolve().parents[1]
    for place in (package / "_data", package.parents[1] / "data"):
        if (place / "datapackage.json").is_file():
            return place
    raise DataError(
        "The folder data/ with datapackage.json was not found. Unpack the whole course again: "
        "data/ belongs beside src/ and notebooks/."
    )


def tables() -> list[str]:
    """Names of all tables that `load` knows, in the order of datapackage.json."""
    return list(_resources(folder()))


def load(table: str, **only: object) -> pd.DataFrame:
    """Return one table, typed and checked, with the rows that match `only`.

    Parameters
    ----------
    table : name of a table, for example "estimates"; `tables()` lists them, with those of data/history/.
    only : column = value, or column = list of values. In a column that holds several values
        divided by ";" (such as `lessons`) a row matches when one of its values does.

    Returns
    -------
    A new DataFrame: numbers as numbers, dates as timestamps, empty cells as missing values. Rows with a
    speaker or a page also say who that is and where (`attributed` in data/attributing.py): row_id, name,
    short_name, side, speaker_kind, country, publisher, url, outlet.

    Raises
    ------
    DataError : unknown table or column, or a file with faults (file, row, column, value, what was expected).
    """
    place = folder()
    resources = _resources(place)
    if table not in resources:
        raise DataError(f"There is no table {table!r}. The tables are: {', '.join(resources)}.")
    frame = _loaded(place, table, last_changes()).copy()
    fields = {field["name"]: field for field in resources[table]["schema"]["fields"]}
    for column, wanted in only.items():
        if column not in fields:
            raise DataError(f"Table {table} has no column {column!r}. Its columns are: {', '.join(fields)}.")
        frame = frame[_matches(frame[column], fields[column], wanted)]
    return frame.reset_index(drop=True)


def row_ids(table: str, frame: pd.DataFrame) -> list[str]:
    """Name each row of `frame` as "table:key", the form that marks in charts carry.

    The key is the table's primary key; several columns are joined by "|", dates as YYYY-MM-DD.
    """
    key = _resources(folder())[table]["schema"]["primaryKey"]
    parts = [_as_text(frame[column]) for column in ([key] if isinstance(key, str) else key)]
    return [f"{table}:{'|'.join(values)}" for values in zip(*parts, strict=True)]


def labels(figure: str) -> dict[str, str]:
    """What one figure writes for a row whose own words are too long there: address ("table:key") → label.

    Raises DataError when table labels has nothing for such a figure.
    """
    rows = load("labels", figure=figure)
    if rows.empty:
        raise DataError(f"data/labels.csv has no labels for the figure {figure!r}.")
    return dict(zip(rows["row"], rows["label"], strict=True))


def outlines() -> dict:
    """Outlines for maps: name → lines or rings of [longitude, latitude] in degrees (data/LICENSES.md)."""
    return json.loads((folder() / "outlines.json").read_text("utf-8"))


def last_changes() -> tuple[float, ...]:
    """Times at which the files of data/ last changed: what is kept under them is made again after an edit."""
    paths = (f"{place}/{name}" for place, _, names in os.walk(folder()) for name in names)
    return tuple(sorted(os.stat(path).st_mtime for path in paths))


def _as_text(column: pd.Series) -> list[str]:
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d").tolist()
    return column.astype(str).tolist()


def _matches(column: pd.Series, field: dict, wanted: object) -> pd.Series:
    values = list(wanted) if isinstance(wanted, (list, tuple, set, pd.Series)) else [wanted]
    if field.get("separator"):
        asked = {str(value) for value in values}
        return column.fillna("").map(lambda cell: not asked.isdisjoint(cell.split(field["separator"])))
    if field["type"] == "date":
        values = [pd.Timestamp(value) for value in values]
    return column.isin(values)


def _resources(place: Path) -> dict[str, dict]:
    return _package(place, (place / "datapackage.json").stat().st_mtime)


@lru_cache(maxsize=4)
def _package(place: Path, _changed: float) -> dict[str, dict]:
    package = json.loads((place / "datapackage.json").read_text("utf-8"))
    return {resource["name"]: resource for resource in package["resources"] if "schema" in resource}


@lru_cache(maxsize=256)
def _loaded(place: Path, table: str, edition: tuple[float, ...]) -> pd.DataFrame:
    """A table as readers get it: with names and pages, unless it is itself one of speakers or pages."""
    frame = _read(place, table, edition)
    if table in ("speakers", "sources") or not {SPEAKER, PAGE} & {*frame.columns}:
        return frame
    speakers, pages = _read(place, "speakers", edition), _read(place, "sources", edition)
    return attributed(frame, row_ids(table, frame), speakers, pages)


@lru_cache(maxsize=256)
def _read(place: Path, table: str, _edition: tuple[float, ...]) -> pd.DataFrame:
    resource, text = _resources(place)[table], _text_of(place, table)
    schema = resource["schema"]
    frame, faults = typed(text, schema)
    faults += check_values(text, frame, schema)
    faults += check_keys(text, schema, lambda other: _text_of(place, other))
    if faults:
        raise DataError(_report(resource["path"], faults))
    return frame


def _text_of(place: Path, table: str) -> pd.DataFrame:
    resource = _resources(place)[table]
    fields = [field["name"] for field in resource["schema"]["fields"]]
    return _text_cells(place / resource["path"], f"data/{resource['path']}", fields)


def _text_cells(path: Path, name: str, expected: list[str]) -> pd.DataFrame:
    if not path.is_file():
        raise DataError(f"{name} is missing. Copy it back from the course, or run `git checkout {name}`.")
    try:
        cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f'{name} is not in UTF-8, so letters such as "é" or "²" cannot be read. '
            'Save it again as "CSV UTF-8 (comma delimited)".'
        ) from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataError(
            f"{name} cannot be divided into columns ({str(error).strip()}). Check the commas of the line "
            f'named: a text that holds a comma must stand in "quotation marks".{_semicolons(path)}'
        ) from error
    found = list(cells.columns)
    if found != expected:
        missing = [column for column in expected if column not in found]
        extra = [column for column in found if column not in expected]
        raise DataError(
            f"{name} does not have the columns that datapackage.json names. Missing: "
            f"{', '.join(missing) or 'none'}; not expected: {', '.join(extra) or 'none'}; "
            f"the order must be: {', '.join(expected)}.{_semicolons(path)}"
        )
    return cells


def _semicolons(path: Path) -> str:
    """A hint when the header is divided by semicolons, as spreadsheets of some countries write it."""
    header = path.read_text("utf-8-sig").partition("\n")[0]
    return " It is divided by semicolons: save it with commas." if ";" in header else ""


def _report(path: str, faults: list[Fault]) -> str:
    faults = sorted(faults, key=lambda fault: (fault.row, fault.column))
    lines = [
        f"  row {fault.row}, column {fault.column}: {fault.value!r} – {fault.expected}"
        for fault in faults[:SHOWN_FAULTS]
    ]
    more = f"\n  … and {len(faults) - SHOWN_FAULTS} more" if len(faults) > SHOWN_FAULTS else ""
    plural = "s" if len(faults) > 1 else ""
    return (
        f"data/{path} has {len(faults)} fault{plural} (row 2 is the first row below the header):\n"
        + "\n".join(lines)
        + more
        + "\nNothing was changed. Correct these cells, save the file and run the cell again."
    )
