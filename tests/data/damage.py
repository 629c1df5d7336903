"""Damage to data/: what a reader is told of it; `python tests/faults.py csv json` counts it.

Each kind is done to a copy of data/, which is then loaded. What may come of it: a clear error (a DataError of
at most 2 kB that names the file), the right table, a changed table that is told of (NotAsPublished), and what
should never be: another table in silence, a raw error, no end.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import shutil
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from pathlib import Path
from unittest import mock

import pandas as pd
from attacks.judging import ENDLESS, MOST_BYTES, RAW, SILENT, NoEnd, limited

from helpers.data import DataError, NotAsPublished, load, outlines

TABLES = ("estimates", "events", "sources", "control_area_daily")
CLEAR, RIGHT, TOLD = "clear error", "right", "changed and told"
ROW = 3  # the row below the header that is damaged
ENCODINGS = ["utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "latin-1", "koi8-r", "cp437", "utf-7"]
DATES = [
    "09.08.2024",
    "9.8.2024",
    "08/09/2024",
    "2024-8-9",
    "2024/08/09",
    "20240809",
    "2024-08-32",
    "2024-02-30",
    "2024-13-01",
    "0024-08-09",
    "1924-08-09",
    "2042-08-09",
    "9999-12-31",
    "45513",
    "9 Aug 2024",
    "Aug-24",
    "2024-08-09 00:00:00",
    "2024-08-09T00:00Z",
    "２０２４-08-09",
    "2024",
    "2024-08",
    "soon",
    "+2024-08-09",
]
NUMBERS = [
    "1.263,0",
    "1,263",
    "1 263",
    "1’263",
    "1263.",
    ".5",
    "1_000",
    "1e999",
    "1E+03",
    "inf",
    "-inf",
    "nan",
    "NaN",
    "0x10",
    "12 km²",
    "~12",
    "12%",
    "--5",
    "1.2.3",
    "٣٤",
    "½",
    "TRUE",
    "#DIV/0!",
    "many",
]
ELSEWHERE = ("../../etc/passwd", "/etc/passwd", "https://example.org/x.csv", "C:\\x.csv")
Change = Callable[["Damaged"], None]


class NoSuchCell(Exception):
    """The table has no cell of this kind."""


class Damaged:
    """One table of a copy of data/: its text and cells, and ways to put other ones in their place."""

    def __init__(self, place: Path, table: str) -> None:
        resource = _described(place, table)
        self.path, self.schema = place / resource["path"], resource["schema"]
        self.text = self.path.read_text("utf-8")
        self.header, *self.rows = csv.reader(io.StringIO(self.text, newline=""))
        self.lines = self.text.splitlines()

    def columns(self, kind: str) -> list[str]:
        """The columns of a kind: a type, "key", "enum", "required", "leads" (to another table) or "free"."""
        rules = {field["name"]: field.get("constraints", {}) for field in self.schema["fields"]}
        leads = [each["fields"] for each in self.schema.get("foreignKeys", [])]
        found = {
            "key": self.schema["primaryKey"],
            "leads": [name if isinstance(name, str) else name[0] for name in leads],
            "enum": [name for name, rule in rules.items() if "enum" in rule],
            "required": [name for name, rule in rules.items() if rule.get("required")],
        }
        bound = {*found["key"], *found["leads"], *found["enum"]}
        texts = [field["name"] for field in self.schema["fields"] if field["type"] == "string"]
        found["free"] = [name for name in texts if name not in bound and not rules[name].get("pattern")]
        typed = [field["name"] for field in self.schema["fields"] if field["type"] == kind]
        return found.get(kind, typed)

    def cell(self, kind: str) -> tuple[int, int]:
        """A filled cell of the first column of a kind, as row and column."""
        for name in self.columns(kind):
            place = self.header.index(name)
            for row in range(min(ROW, len(self.rows) - 1), len(self.rows)):
                if self.rows[row][place]:
                    return row, place
        raise NoSuchCell

    def put(self, kind: str, value: str | Callable[[str], str]) -> None:
        """Another value in a cell of a kind."""
        row, place = self.cell(kind)
        old = self.rows[row][place]
        self.rows[row][place] = value(old) if callable(value) else value
        self.save()

    def put_raw(self, kind: str, change: Callable[[str], str]) -> None:
        """Another text in a cell of a kind, as an editor without quotation marks writes it."""
        row, place = self.cell(kind)
        marked = "\ue000"
        old, self.rows[row][place] = self.rows[row][place], marked
        self.write(self.as_text().replace(marked, change(old)))

    def as_text(self, **form: object) -> str:
        """Header and rows as CSV."""
        text = io.StringIO()
        csv.writer(text, **{"lineterminator": "\n"} | form).writerows([self.header, *self.rows])
        return text.getvalue()

    def save(self) -> None:
        """Write header and rows."""
        self.write(self.as_text())

    def write(self, content: str | bytes) -> None:
        """Write the file."""
        self.path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def only(self, *rows: list[str]) -> None:
        """Write these rows."""
        self.rows = list(rows)
        self.save()


@cache
def _described(place: Path, table: str) -> dict:
    package = json.loads((place / "datapackage.json").read_text("utf-8"))
    return next(each for each in package["resources"] if each["name"] == table)


def whole_files() -> Iterator[tuple[str, Change]]:
    """Damage to the file as such: another kind of file, encoding, division or number of rows."""
    yield "empty", lambda t: t.write("")
    yield "one line end", lambda t: t.write("\n")
    yield "spaces only", lambda t: t.write("   \n  \n")
    yield "header only", lambda t: t.write(t.lines[0] + "\n")
    yield "header without end", lambda t: t.write(t.lines[0])
    yield "header cut", lambda t: t.write(t.lines[0][:9])
    yield "header gone", lambda t: t.write("\n".join(t.lines[1:]))
    yield "header twice", lambda t: t.write(t.lines[0] + "\n" + t.text)
    yield "file twice", lambda t: t.write(t.text + t.text)
    yield "cut in a row", lambda t: t.write(t.text[: t.text.rindex(",", 0, len(t.text) // 2)])
    yield "cut in the last row", lambda t: t.write(t.text[: t.text.rindex(",")])
    yield "cut in the last cell", lambda t: t.write(t.text[:-3])
    yield "cut between rows", lambda t: t.only(*t.rows[: len(t.rows) // 2])
    yield "first row gone", lambda t: t.only(*t.rows[1:])
    yield "last row gone", lambda t: t.only(*t.rows[:-1])
    yield "one row left", lambda t: t.only(t.rows[0])
    yield "a row twice", lambda t: t.only(t.rows[0], *t.rows)
    yield "rows turned round", lambda t: t.only(*reversed(t.rows))
    yield "no line end at the end", lambda t: t.write(t.text.rstrip("\n"))
    yield "line ends of Windows", lambda t: t.write(t.text.replace("\n", "\r\n"))
    yield "line ends of old Macs", lambda t: t.write(t.text.replace("\n", "\r"))
    yield "line ends mixed", lambda t: t.write(t.text.replace("\n", "\r\n", 3))
    yield "mark at the start", lambda t: t.write("\ufeff" + t.text)
    yield "two marks", lambda t: t.write("\ufeff\ufeff" + t.text)
    yield "mark and line ends of Windows", lambda t: t.write("\ufeff" + t.text.replace("\n", "\r\n"))
    for encoding in ENCODINGS:
        yield f"encoding {encoding}", lambda t, e=encoding: t.write(t.text.encode(e, "replace"))
    yield "read as cp1252, saved as UTF-8", lambda t: t.write(t.text.encode().decode("cp1252", "replace"))
    yield "read as latin-1, saved as UTF-8", lambda t: t.write(t.text.encode().decode("latin-1"))
    yield "NUL at the end", lambda t: t.write(t.text + "\0")
    yield "a block of NUL at the end", lambda t: t.write(t.text + "\0" * 512)
    yield "NUL only", lambda t: t.write("\0" * 4096)
    yield "NUL in a row", lambda t: t.write(t.text[:300] + "\0" + t.text[300:])
    yield "end mark of DOS", lambda t: t.write(t.text + "\x1a")
    yield "a byte FF", lambda t: t.write(t.text[:400].encode() + b"\xff" + t.text[400:].encode())
    yield "half a letter at the end", lambda t: t.write(t.text.encode() + "²".encode()[:1])
    yield "random bytes", lambda t: t.write(bytes(range(256)) * 40)
    yield "zip", lambda t: t.write(_zipped(t.path.name, t.text))
    yield "old Excel", lambda t: t.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    yield "gzip", lambda t: t.write(gzip.compress(t.text.encode()))
    yield "PDF", lambda t: t.write(b"%PDF-1.7\n" + t.text.encode())
    yield "web page", lambda t: t.write("<!DOCTYPE html>\n<html><body>404: Not Found</body></html>\n")
    yield "word of a server", lambda t: t.write("404: Not Found\n")
    yield "JSON", lambda t: t.write(json.dumps([dict(zip(t.header, row, strict=True)) for row in t.rows[:5]]))
    yield "JSON object", lambda t: t.write('{"rows": []}')
    yield (
        "pointer of Git LFS",
        lambda t: t.write("version https://git-lfs.github.com/spec/v1\noid sha256:1\n"),
    )
    yield "marks of a merge", lambda t: t.write(_conflict(t.lines, 3))
    yield "marks of a merge at the start", lambda t: t.write(_conflict(t.lines, 0))
    for sign in ";\t|:":
        yield f"divided by {sign!r}", lambda t, s=sign: t.write(t.as_text(delimiter=s))
    yield "divided by ';' with decimal commas", lambda t: t.write(_european(t))
    yield "apostrophes as quotation marks", lambda t: t.write(t.as_text(quotechar="'"))
    yield "everything in quotation marks", lambda t: t.write(t.as_text(quoting=csv.QUOTE_ALL))
    yield "no quotation marks", lambda t: t.write(t.text.replace('"', ""))
    yield "curly quotation marks", lambda t: t.write(t.text.replace('"', "”"))
    yield "a blank line", lambda t: t.write("\n".join([*t.lines[:4], "", *t.lines[4:]]) + "\n")
    yield "blank lines at the end", lambda t: t.write(t.text + "\n\n\n")
    yield "a blank line at the start", lambda t: t.write("\n" + t.text)
    yield "a line of spaces", lambda t: t.write("\n".join([*t.lines[:4], "  ", *t.lines[4:]]) + "\n")
    yield "rows of commas at the end", lambda t: t.write(t.text + ("," * (len(t.header) - 1) + "\n") * 3)
    yield "a comma more in every line", lambda t: t.write("".join(f"{line},\n" for line in t.lines))
    yield (
        "a comma more in every row",
        lambda t: t.write(t.lines[0] + "\n" + "".join(f"{line},\n" for line in t.lines[1:])),
    )
    for name, place in (("first", 1), ("last", -1)):
        yield f"a comma more in the {name} row", lambda t, p=place: t.write(_line(t, p, lambda s: s + ","))
        yield f"a cell more in the {name} row", lambda t, p=place: t.write(_line(t, p, lambda s: s + ",x"))
        yield (
            f"a cell less in the {name} row",
            lambda t, p=place: t.write(_line(t, p, lambda s: s.rpartition(",")[0])),
        )
    yield "sep=; at the start", lambda t: t.write("sep=,\n" + t.text)
    yield "a comment at the start", lambda t: t.write("# saved by hand\n" + t.text)
    yield "a sum below the rows", lambda t: t.write(t.text + "Sum," + "," * (len(t.header) - 3) + "5\n")
    yield "rows of another table", lambda t: t.write((t.path.parent / "goals.csv").read_bytes())
    yield "missing", lambda t: t.path.unlink()
    yield "name in capitals", lambda t: t.path.rename(t.path.with_name(t.path.name.upper()))
    yield "a folder", lambda t: (t.path.unlink(), t.path.mkdir())
    yield "a link to nowhere", lambda t: (t.path.unlink(), t.path.symlink_to("nowhere.csv"))
    yield "a link to itself", lambda t: (t.path.unlink(), t.path.symlink_to(t.path.name))
    yield "a pipe", lambda t: (t.path.unlink(), os.mkfifo(t.path))
    yield "no right to read", lambda t: t.path.chmod(0)
    yield "lock of an editor", lambda t: t.path.with_name(f".#{t.path.name}").symlink_to("me@here.1:2")
    yield "lock of Excel", lambda t: t.path.with_name(f"~${t.path.name}").write_bytes(b"\x05me")
    yield "lock of LibreOffice", lambda t: t.path.with_name(f".~lock.{t.path.name}#").write_text("me")
    yield "a copy beside", lambda t: shutil.copy(t.path, t.path.with_name(f"Copy of {t.path.name}"))
    yield "changed under the same time", _changed_in_secret


def headers() -> Iterator[tuple[str, Change]]:
    """Damage to the header, and values under other columns."""
    yield "a column renamed", lambda t: _head(t, lambda h: ["nothing", *h[1:]])
    yield "header in capitals", lambda t: _head(t, lambda h: [name.upper() for name in h])
    yield "header with spaces", lambda t: _head(t, lambda h: [f" {name}" for name in h])
    yield "a column name twice", lambda t: _head(t, lambda h: [h[0], h[0], *h[2:]])
    yield "a column name empty", lambda t: _head(t, lambda h: [*h[:-1], ""])
    yield "a column name more", lambda t: _head(t, lambda h: [*h, "more"])
    yield "a column name less", lambda t: _head(t, lambda h: h[:-1])
    yield "a very long column name", lambda t: _head(t, lambda h: ["x" * 100_000, *h[1:]])
    yield "two names changed places", lambda t: _head(t, lambda h: [h[1], h[0], *h[2:]])
    yield "names turned round", lambda t: _head(t, lambda h: h[::-1])
    yield "columns turned round", _turn
    yield "a column gone", lambda t: _each(t, lambda row: row[:-1])
    yield "a column more", lambda t: _each(t, lambda row: [*row, "x"])
    yield "a number before each row", lambda t: _each(t, lambda row: ["1", *row])
    for kind in ("date", "number", "free", "required"):
        yield f"values of two columns changed places: {kind}", lambda t, k=kind: _swap(t, k)
    yield (
        "key and text changed places",
        lambda t: _swap_two(t, [*t.columns("key")[:1], *t.columns("free")[:1]]),
    )
    yield "a row moved to the left", lambda t: _one(t, lambda row: [*row[1:], ""])
    yield "a row moved to the right", lambda t: _one(t, lambda row: ["", *row[:-1]])
    yield "a column moved up", lambda t: _shift(t, t.columns("required")[-1])


def cells() -> Iterator[tuple[str, Change]]:
    """Damage to single cells, by kind of column."""
    for kind in ("key", "free", "enum", "leads"):
        yield f"{kind}: space before", lambda t, k=kind: t.put(k, lambda old: f" {old}")
        yield f"{kind}: space behind", lambda t, k=kind: t.put(k, lambda old: f"{old} ")
        yield f"{kind}: fixed space behind", lambda t, k=kind: t.put(k, lambda old: f"{old}\u00a0")
        yield (
            f"{kind}: unseen sign in it",
            lambda t, k=kind: t.put(k, lambda old: f"{old[:2]}\u200b{old[2:]}"),
        )
        yield f"{kind}: in capitals", lambda t, k=kind: t.put(k, str.upper)
        yield f"{kind}: line break", lambda t, k=kind: t.put(k, lambda old: f"{old[:2]}\n{old[2:]}")
    for kind in ("key", "leads", "required", "enum"):
        yield f"{kind}: empty", lambda t, k=kind: t.put(k, "")
        yield f"{kind}: another word", lambda t, k=kind: t.put(k, "something else")
    yield "key: of another row", lambda t: t.only(t.rows[0], [*t.rows[0]], *t.rows[2:])
    yield "key: Cyrillic letter", lambda t: t.put("key", lambda old: old.replace("a", "а", 1) + "а")
    for word in ("#REF!", "#NAME?", "NULL", "nan"):
        yield f"key: {word}", lambda t, w=word: t.put("key", w)
    damaged = {
        "one letter damaged": "cafÃ© in the text",
        "dash damaged": "1000 â€“ 1200",
        "letter lost": "caf\ufffd",
        "tab in it": "a\tb",
        "bell in it": "a\x07b",
        "spaces only": "   ",
        "a million letters": "x" * 1_000_000,
        "100,000 letters": "x" * 100_000,
    }
    for name, value in damaged.items():
        yield f"text: {name}", lambda t, v=value: t.put("free", v)
    yield "text: a formula", lambda t: t.put("free", "=1+1")
    yield "text: a script", lambda t: t.put("free", "<script>alert(1)</script>")
    yield "text: emptied", lambda t: t.put("free", "")
    yield "text: quotation mark opened", lambda t: t.put_raw("free", lambda old: f'"{_bare(old)}')
    yield (
        "text: quotation mark opened before the last column",
        lambda t: t.write(_line(t, ROW, lambda line: line.replace(",", ',"', 1))),
    )
    yield (
        "text: quotation marks over two cells",
        lambda t: t.write(
            _line(t, ROW, lambda line: f'"{",".join(line.split(",")[:2])}",' + ",".join(line.split(",")[2:]))
        ),
    )
    yield "text: quotation marks over two rows", lambda t: t.write(_quoted_rows(t))
    yield "text: words behind a quotation mark", lambda t: t.put_raw("free", lambda old: f'"{_bare(old)}" x')
    yield "text: an open one in the middle", lambda t: t.put_raw("free", lambda old: f'{_bare(old)} "x')
    yield "text: comma without quotation marks", lambda t: t.put_raw("free", lambda old: f"{_bare(old)}, x")
    for value in DATES:
        yield f"date: {value}", lambda t, v=value: t.put("date", v)
    yield "date: the end before the start", lambda t: _fall(t, "date", "2029-01-01")
    yield (
        "date: one day later",
        lambda t: t.put("date", lambda old: f"{pd.Timestamp(old) + pd.Timedelta('1D'):%F}"),
    )
    for value in (*NUMBERS, "9" * 400):
        yield f"number: {value[:20]}", lambda t, v=value: t.put("number", v)
    yield "number: decimal comma without quotation marks", lambda t: t.put_raw("number", lambda _: "1263,5")
    yield "number: far too large", lambda t: t.put("number", "1" + "0" * 15)
    yield "number: far below zero", lambda t: t.put("number", "-1" + "0" * 15)
    yield "number: low above high", lambda t: _fall(t, "number", "99999999")
    yield "number: one digit more", lambda t: t.put("number", lambda old: f"1{old}")
    yield "number: emptied", lambda t: t.put("number", "")


def _zipped(name: str, text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, text)
    return packed.getvalue()


def _conflict(lines: list[str], at: int) -> str:
    marked = ["<<<<<<< HEAD", lines[at], "=======", lines[at], ">>>>>>> mine"]
    return "\n".join([*lines[:at], *marked, *lines[at + 1 :]]) + "\n"


def _european(t: Damaged) -> str:
    numbers = [t.header.index(name) for name in t.columns("number")]
    for row in t.rows:
        for place in numbers:
            row[place] = row[place].replace(".", ",")
    return t.as_text(delimiter=";")


def _line(t: Damaged, at: int, change: Callable[[str], str]) -> str:
    lines = list(t.lines)
    lines[at] = change(lines[at])
    return "\n".join(lines) + "\n"


def _quoted_rows(t: Damaged) -> str:
    lines = list(t.lines)
    lines[ROW], lines[ROW + 1] = f'"{_bare(lines[ROW])}', f'{_bare(lines[ROW + 1])}"'
    return "\n".join(lines) + "\n"


def _bare(text: str) -> str:
    return text.replace('"', "").replace(",", "")


def _head(t: Damaged, change: Callable[[list[str]], list[str]]) -> None:
    t.header = change(t.header)
    t.save()


def _each(t: Damaged, change: Callable[[list[str]], list[str]]) -> None:
    t.rows = [change(row) for row in t.rows]
    t.save()


def _turn(t: Damaged) -> None:
    t.header = t.header[::-1]
    _each(t, lambda row: row[::-1])


def _one(t: Damaged, change: Callable[[list[str]], list[str]]) -> None:
    at = min(ROW, len(t.rows) - 1)
    t.rows[at] = change(t.rows[at])
    t.save()


def _swap(t: Damaged, kind: str) -> None:
    filled = [name for name in t.columns(kind) if any(row[t.header.index(name)] for row in t.rows)]
    _swap_two(t, filled[:2])


def _swap_two(t: Damaged, names: list[str]) -> None:
    if len(names) < 2:
        raise NoSuchCell
    a, b = map(t.header.index, names)
    for row in t.rows:
        row[a], row[b] = row[b], row[a]
    t.save()


def _shift(t: Damaged, name: str) -> None:
    place = t.header.index(name)
    values = [row[place] for row in t.rows]
    for row, value in zip(t.rows, [*values[1:], ""], strict=True):
        row[place] = value
    t.save()


def _fall(t: Damaged, kind: str, value: str) -> None:
    """A value in the first of two columns of a kind that is above the second."""
    for first, *_, last in t.schema.get("ordered", []):
        if first in t.columns(kind):
            a, b = t.header.index(first), t.header.index(last)
            row = next((row for row in t.rows if row[a] and row[b]), None)
            if row:
                row[a] = value
                t.save()
                return
    raise NoSuchCell


def _changed_in_secret(t: Damaged) -> None:
    before = t.path.stat()
    letter = next(each for each in "bdfghk1234" if each in t.lines[-1])
    t.write("\n".join([*t.lines[:-1], t.lines[-1].replace(letter, "q")]) + "\n")
    os.utime(t.path, ns=(before.st_atime_ns, before.st_mtime_ns))


KINDS: dict[str, Change] = dict([*whole_files(), *headers(), *cells()])


def _at(found: dict | list, *steps: str | int) -> dict | list:
    for step in steps:
        found = found[step]
    return found


def _with(steps: tuple, value: object) -> Callable[[dict], None]:
    def change(found: dict) -> None:
        _at(found, *steps[:-1])[steps[-1]] = value

    return change


def _without(*steps: str | int) -> Callable[[dict], None]:
    def change(found: dict) -> None:
        del _at(found, *steps[:-1])[steps[-1]]

    return change


def texts_of_json(text: str) -> Iterator[tuple[str, str | bytes]]:
    """Damage to a JSON file as text."""
    yield "empty", ""
    yield "cut", text[: len(text) // 2]
    yield "last brace gone", text.rstrip()[:-1]
    yield "words behind it", text + "x"
    yield "a comma too many", text.rstrip()[:-1] + ",}"
    yield "a comment", "// by hand\n" + text
    yield "apostrophes", text.replace('"', "'")
    yield "one quotation mark gone", text.replace('"', "", 1)
    yield "a list", "[]"
    yield "a word", '"data"'
    yield "null", "null"
    yield "an empty object", "{}"
    yield "lists without end", '{"resources": ' + "[" * 100_000
    yield "UTF-16", text.encode("utf-16")
    yield "cp1252", text.encode("cp1252", "replace") + b"\xe9"
    yield "NUL", text.encode() + b"\0\0"
    yield "zip", _zipped("x.json", text)
    yield "web page", "<!DOCTYPE html>"
    yield "marks of a merge", _conflict(text.splitlines(), 2)
    yield "mark at the start", "\ufeff" + text
    yield "line ends of Windows", text.replace("\n", "\r\n")


def files_of_json() -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Something else in the place of a JSON file."""
    yield "missing", lambda path: path.unlink()
    yield "a folder", lambda path: (path.unlink(), path.mkdir())
    yield "a link to nowhere", lambda path: (path.unlink(), path.symlink_to("nowhere.json"))
    yield "a pipe", lambda path: (path.unlink(), os.mkfifo(path))
    yield "no right to read", lambda path: path.chmod(0)


def changes_of_lines() -> Iterator[tuple[str, Callable[[dict], None]]]:
    """Damage to what outlines.json says."""
    yield "a name gone", _without("rivers")
    yield "a name empty", _with(("state_border",), [])
    yield "a name null", _with(("state_border",), None)
    yield "a line empty", _with(("state_border", 0), [])
    yield "a river empty", _with(("rivers", "Psel"), [])
    yield "a line one step deeper", lambda found: found.update(road_h07_r200=[found["road_h07_r200"]])
    yield "lines one step higher", lambda found: found.update(state_border=found["state_border"][0])
    yield "rivers as a list", lambda found: found.update(rivers=list(found["rivers"].values()))
    for name, point in {
        "text": ["34", "51"],
        "three": [34, 51, 0],
        "one": [34],
        "null": [None, 51],
        "NaN": [float("nan"), 51],
        "infinite": [float("inf"), 51],
        "too large": [3400, 51],
        "true": [True, 51],
        "a place": {"lon": 34, "lat": 51},
        "moved": [34.5, 51.5],
        "turned": [51.5, 34.5],
    }.items():
        yield f"a point: {name}", _with(("state_border", 0, 1), point)
    yield "a point gone", _without("state_border", 0, 1)


def changes_of_package() -> Iterator[tuple[str, Callable[[dict], None]]]:
    """Damage to what datapackage.json says."""
    table = ("resources", 6)  # estimates
    schema = (*table, "schema")
    field = (*schema, "fields", 4)  # low
    text = (*schema, "fields", 0)  # estimate_id
    for value in (None, {}, "x", [], [1], ["sources"], [[]]):
        yield f"resources: {json.dumps(value)}", _with(("resources",), value)
    yield "resources gone", _without("resources")
    yield "sources gone", _without("resources", 0)
    for value in (*ELSEWHERE, 5, None, ["a.csv"]):
        yield f"path: {value}", _with((*table, "path"), value)
    for value in ("", "nowhere.csv", "events.csv", ".", "..", "history", "/dev/zero"):
        yield f"path: {value!r}", _with((*table, "path"), value)
    yield "path gone", _without(*table, "path")
    for value in (None, 5, "sources", ""):
        yield f"name: {value!r}", _with((*table, "name"), value)
    for value in (None, [], "x", {}):
        yield f"schema: {value!r}", _with(schema, value)
        yield f"fields: {value!r}", _with((*schema, "fields"), value)
        yield f"field: {value!r}", _with(field, value)
        yield f"constraints: {value!r}", _with((*field, "constraints"), value)
    yield "schema gone", _without(*schema)
    yield "a field gone", _without(*field)
    yield "a field twice", lambda found: _at(found, *schema, "fields").append(deepcopy(_at(found, *field)))
    yield "two fields changed places", lambda found: _at(found, *schema, "fields").reverse()
    for value in ("string", "date", "integer", "any", None, 5):
        yield f"type: {value}", _with((*field, "type"), value)
    yield "type gone", _without(*field, "type")
    for value in ("[", "(a+)+$", 5, "x", ""):
        yield f"pattern: {value!r}", _with((*text, "constraints", "pattern"), value)
    for value in ([], "yes", [1], None, ["nothing"]):
        yield f"enum: {value!r}", _with((*text, "constraints", "enum"), value)
    for value in ("yes", 1, None, False):
        yield f"required: {value!r}", _with((*text, "constraints", "required"), value)
    for value in ("x", None, [], 1e6, "2024-01-01"):
        yield f"minimum: {value!r}", _with((*field, "constraints", "minimum"), value)
    for value in (None, 5, [], "nothing", ["low", "nothing"], "low"):
        yield f"primaryKey: {value!r}", _with((*schema, "primaryKey"), value)
    yield "primaryKey gone", _without(*schema, "primaryKey")
    for value in (None, {}, ["x"], [{}], [{"fields": "unit", "reference": {"resource": "x", "fields": "y"}}]):
        yield f"foreignKeys: {json.dumps(value)}", _with((*schema, "foreignKeys"), value)
    circle = [{"fields": "source_id", "reference": {"resource": "estimates", "fields": "source_id"}}]
    yield "foreignKeys in a circle", _with(("resources", 0, "schema", "foreignKeys"), circle)
    yield "foreignKeys to a wrong column", _with((*schema, "foreignKeys", 0, "reference", "fields"), "url")
    yield "foreignKeys gone", _without(*schema, "foreignKeys")
    for value in (None, 5, [["low", "nothing"]], [["low", "unit"]], "low"):
        yield f"ordered: {value!r}", _with((*schema, "ordered"), value)
    yield "ordered turned round", _with((*schema, "ordered"), [["high", "low"]])
    for key, value in (("bytes", "many"), ("rows", -1), ("hash", 5), ("hash", "sha256:x"), ("rows", 5)):
        yield f"{key}: {value}", _with((*table, key), value)
    yield "hash of another file", _with((*table, "hash"), "sha256:" + "0" * 64)
    yield "hash gone", _without(*table, "hash")
    yield "seal gone", _without("seal")
    yield "seal of another package", _with(("seal",), "sha256:" + "0" * 64)
    yield "outlines gone", lambda found: found["resources"].pop()
    yield "a title changed", _with((*table, "title"), "x")


def result(read: Callable[[], object], same: Callable[[object], bool], name: str) -> tuple[str, str]:
    """What comes of reading damaged data: one of the six, and the words that tell of it.

    Parameters
    ----------
    read : reads them.
    same : is this what the published data give?
    name : the file that a message should name.
    """
    try:
        with limited(), warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", NotAsPublished)
            found = read()
    except DataError as error:
        message = str(error)
        fine = name in message and len(message.encode()) <= MOST_BYTES
        return (CLEAR if fine else RAW), message
    except NoEnd:
        return ENDLESS, ""
    except Exception as error:
        return RAW, f"{type(error).__name__}: {error}"
    said = "; ".join(str(warning.message) for warning in told)
    return (RIGHT if same(found) else TOLD if said else SILENT), said


def damaged(place: Path, table: str, kind: str, wanted: pd.DataFrame) -> tuple[str, str] | None:
    """What comes of one kind of damage to a table of the copy `place`; None where the table has no such cell.

    The copy is whole again afterwards.
    """
    held = Damaged(place, table)
    with whole_again(held.path):
        try:
            KINDS[kind](held)
        except NoSuchCell:
            return None
        return result(lambda: load(table), wanted.equals, f"data/{held.path.name}")


def damaged_json(
    path: Path, change: Callable[[Path], object], wanted: list, read: Callable[[], list]
) -> tuple[str, str]:
    """What comes of a change of a JSON file of a copy of data/, which is whole again afterwards."""
    with whole_again(path):
        change(path)
        return result(read, lambda found: same(found, wanted), "data")


def everything() -> list:
    """What both JSON files are read for."""
    return [load("estimates"), load("events"), outlines()]


def same(found: list, wanted: list) -> bool:
    """Are these the same tables, and the same lines behind them?"""
    tables = zip(found[:-1], wanted[:-1], strict=True)
    return found[-1] == wanted[-1] and all(one.equals(other) for one, other in tables)


def ways_of_json(path: Path) -> Iterator[tuple[str, Callable[[Path], object]]]:
    """All damage to a JSON file, as what is done to its path."""
    text = path.read_text("utf-8")
    yield from files_of_json()
    for kind, content in texts_of_json(text):
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        yield kind, lambda path, data=data: path.write_bytes(data)
    for kind, change in changes_of_lines() if path.stem == "outlines" else changes_of_package():
        found = json.loads(text)
        change(found)
        yield kind, lambda path, found=found: path.write_text(json.dumps(found), "utf-8")


@contextmanager
def whole_again(path: Path) -> Iterator[None]:
    """Put a file back as it was, and take away what came to lie beside it."""
    before, others = path.read_bytes(), {each.name for each in path.parent.iterdir()}
    try:
        with mock.patch.object(Path, "read_bytes", _read_as_a_pupil):
            yield
    finally:
        for each in path.parent.iterdir():
            if each.name not in others:
                each.unlink()
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        path.unlink(missing_ok=True)
        path.write_bytes(before)


def _read_as_a_pupil(path: Path) -> bytes:
    """Refuse what the rights of a file refuse; the master of a computer may read everything."""
    if not path.stat().st_mode & 0o400:
        raise PermissionError(13, "Permission denied", str(path))
    with path.open("rb") as file:
        return file.read()
