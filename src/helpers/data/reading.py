"""Read a CSV file as text cells with their rows, or say in plain words why it cannot be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from helpers.data.faults import Fault, report
from helpers.given import DataError, named, shown

MARK = b"\xef\xbb\xbf"  # Excel's "CSV UTF-8" starts with it
OTHER_FILES = {  # how files begin that are no text tables
    b"PK\x03\x04": "a zip file or an Excel workbook (.xlsx)",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)",
    b"\x1f\x8b": "a packed file (.gz)",
    b"%PDF": "a PDF",
    b"{": "a JSON file",
    b"<<<<<<<": "a file that a merge of git left unfinished",
    b"<": "a web page",
    b"version https://git-lfs": "a pointer of Git LFS, without the table itself",
}
DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ")  # lines that a merge of git leaves
IN_MARKS = 'A text that holds a comma must stand in "quotation marks"'


class Cells(NamedTuple):
    """The text of a table: column → its cells, and the row of the spreadsheet in which each stands."""

    columns: dict[str, list[str]]
    rows: list[int]


def content(path: Path, name: str) -> bytes:
    """The bytes of a file of data/.

    Parameters
    ----------
    path : where it is.
    name : how a message calls it ("data/events.csv").

    Raises DataError where there is none, or where it cannot be opened.
    """
    back = f"Copy it back from the course, or run `git checkout {name}`."
    try:
        if path.is_file():
            return path.read_bytes()
        if path.is_dir():
            raise DataError(f"{name} is a folder, not a file. {back}")
        if path.is_symlink():
            raise DataError(f"{name} is a link that leads nowhere. {back}")
    except OSError as error:
        raise DataError(
            f"{name} cannot be opened ({error.strerror or type(error).__name__}). Close the program that "
            "holds it, and see that you may read it."
        ) from None
    raise DataError(f"{name} is missing{' as a plain file' if path.exists() else ''}. {back}")


def text_of(data: bytes, name: str) -> str:
    """The text of a file of data/; Excel's mark at its start is left out.

    Raises DataError for a file of another kind or in another encoding.
    """
    for start, kind in OTHER_FILES.items():
        if data.startswith(start) and name.endswith(".csv"):
            raise DataError(
                f"{name} is {kind}, whatever its name says. Save the table again as CSV, or run "
                f"`git checkout {name}`."
            )
    try:
        text = data.removeprefix(MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise DataError(
            f'{name} is not in UTF-8 (row {row}), so letters such as "é" or "²" cannot be read. '
            f"{_save_again(name)}"
        ) from None
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise DataError(
            f"{name} holds bytes that are no text (NUL, row {row}): it is damaged, or not in UTF-8. "
            f"{_save_again(name)}"
        )
    return text


def _save_again(name: str) -> str:
    form = 'as "CSV UTF-8 (comma delimited)"' if name.endswith(".csv") else "in UTF-8"
    return f"Save it again {form}, or run `git checkout {name}`."


def cells_of(text: str, name: str, expected: list[str]) -> Cells:
    """Divide the text of a table into cells; blank lines are passed over.

    Parameters
    ----------
    text : of the whole file.
    name : how a message calls it ("data/events.csv").
    expected : the columns in order.

    Raises DataError for another header, no rows, rows of another length, and quotation marks left open.
    """
    records = _records(text, name)
    header = next((record for _, record in records if "".join(record).strip()), [""])
    if header != expected:
        raise DataError(_header_fault(text, name, header, expected))
    rows, numbers, faults = [], [], []
    for number, record in records:
        if len(record) == len(expected) and any(record):
            rows.append(record)
            numbers.append(number)
        elif len(record) > 1 or "".join(record).strip():
            faults.append(_row_fault(number, record, len(expected)))
    if faults:
        raise DataError(report(name, faults))
    if not rows:
        raise DataError(
            f"{name} has no rows below its header. Copy it back from the course, or run "
            f"`git checkout {name}`."
        )
    columns = zip(*rows, strict=True)
    return Cells(dict(zip(expected, map(list, columns), strict=True)), numbers)


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers as a spreadsheet shows them: it counts blank lines, and a long cell once."""
    reader, number = csv.reader(io.StringIO(text, newline=""), strict=True), 0
    try:
        for number, record in enumerate(reader, 1):
            yield number, record
    except csv.Error as error:
        raise DataError(
            f"{name} cannot be divided into columns (row {number + 1}: {_in_words(str(error))}). "
            f"{IN_MARKS}. A quotation mark inside such a text is written twice."
        ) from None


def _in_words(error: str) -> str:
    if "limit" in error:
        return "a cell is longer than any text of the course; perhaps a quotation mark was not closed"
    if "end of data" in error:
        return "a quotation mark is opened and not closed, and swallows the rows below"
    return "a quotation mark stands in the middle of a text, or one before it was not closed"


def _row_fault(number: int, record: list[str], cells: int) -> Fault:
    if record[0].startswith(CONFLICT):
        return Fault(number, "", "", "a line that a merge of git left: choose one version")
    if not any(record):
        return Fault(number, "", "", "only commas: delete this row")
    how = "is there a comma too many?" if len(record) > cells else "is it cut?"
    found = f"{len(record)} cell{'s' if len(record) > 1 else ''}"
    return Fault(number, "", "", f"{found} where the header has {cells}: {how} {IN_MARKS}")


def _header_fault(text: str, name: str, found: list[str], expected: list[str]) -> str:
    if not text.strip():
        return f"{name} is empty. Copy it back from the course, or run `git checkout {name}`."
    missing = [column for column in expected if column not in found]
    extra = [shown(column) if column else "one without a name" for column in found if column not in expected]
    twice = sorted({column for column in found if found.count(column) > 1 and column})
    again = f"twice there: {named(twice)}; " if twice else ""
    return (
        f"{name} does not have the columns that datapackage.json names. Missing: "
        f"{named(missing) or 'none'}; not expected: {named(extra) or 'none'}; {again}"
        f"the order must be: {', '.join(expected)}.{_delimiter(text, expected)}"
    )


def _delimiter(text: str, expected: list[str]) -> str:
    """A hint when the header is divided by something else, as spreadsheets of some countries write it."""
    header = text.partition("\n")[0].replace('"', "").strip()
    for sign, word in DELIMITERS.items():
        if header == sign.join(expected):
            return f" It is divided by {word}: save it with commas."
    return ""
