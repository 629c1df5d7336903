"""Numbers in prose, in two forms, filled and compared by publish.

A row address, **about 200**<!-- estimates:civilians-remaining-sudzha · oleksandr-pavliuk · 2024-08-31 -->:
the row's printed value; its main number when the bold text is a bare number; or the column named, as in
"… · 2024-08-31 [low]". A name, **621 km²**<!--= owl_12_aug -->: a value of lessons/<word>.toml.

A number takes the place of the first number in the bold text, with as many decimals as stand there; a text
takes the place of the whole bold text.
"""

from __future__ import annotations

import re
from typing import Any

import nbformat
import numpy as np
import pandas as pd

from helpers.data import DataError, address, printed_at, value_at
from helpers.lesson.values import LessonError, definitions, value_of
from helpers.publish.notebooks import source
from helpers.words import day, number

MARKED = re.compile(r"\*\*(?P<text>[^*]+)\*\*<!--(?P<named>=?)\s*(?P<what>.+?)\s*-->")
COMMENT = re.compile(r"<!--(?P<inside>.*?)-->", re.DOTALL)
NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.(?P<decimals>\d+))?")


def fill(text: str, lesson: str) -> str:
    """The same Markdown with every number that stands before an address or a name set to its value.

    Raises
    ------
    LessonError, DataError : a name or an address that leads to no number, text or day.
    """

    def replaced(match: re.Match) -> str:
        value = _named(lesson, match["what"]) if match["named"] else _found(match["what"], match["text"])
        return match[0].replace(match["text"], _said(match["text"], value), 1)

    return MARKED.sub(replaced, text)


def rows_named(notebook: nbformat.NotebookNode, lesson: str) -> set[str]:
    """Row ids ("table:key") that the prose of a notebook, or a value of its lesson, names by address."""
    written = [match["what"] for text in _markdown(notebook) for match in MARKED.finditer(text)]
    places = map(address, [*written, *definitions(lesson).values()])
    return {place.row_id for place in places if place}


def comment_faults(text: str) -> list[str]:
    """Comments in Markdown that are neither an address nor a name, or that a notebook page would show."""
    known = {match.start("named") for match in MARKED.finditer(text)}
    faults = []
    for match in COMMENT.finditer(text):
        inside = match["inside"]
        name = inside.removeprefix("=").strip()
        if any(sign in inside for sign in ("--", "<", ">")):
            faults.append(f"a page would show the comment “{inside.strip()}”: it holds --, < or >")
        elif match.start("inside") not in known:
            faults.append(f"the comment “{inside.strip()}” follows no number in bold")
        elif not (name.isidentifier() if inside.startswith("=") else address(name)):
            faults.append(f"the comment “{inside.strip()}” is neither the address of a row nor a name")
    return faults


def _markdown(notebook: nbformat.NotebookNode) -> list[str]:
    return [source(cell) for cell in notebook.cells if cell.cell_type == "markdown"]


def _named(lesson: str, name: str) -> float | str:
    value = _plain(value_of(lesson, name))
    if value is None:
        raise LessonError(f"The value {name} of the lesson {lesson} is no number, text or day.")
    return value


def _found(written: str, text: str) -> float | str:
    place = address(written)
    if place is None:
        raise DataError(f"“{written}” is no address of a row (table:key).")
    printed = None if place.column or NUMBER.fullmatch(text) else printed_at(place)
    value = _plain(value_at(place) if printed is None else printed)
    if value is None:
        raise DataError(f"{written} holds no number, text or day.")
    return value


def _plain(value: Any) -> float | str | None:
    """A day as text, a number as a plain number, text as it is; None for anything else."""
    if isinstance(value, (pd.Timestamp, np.datetime64)):
        return day(value)
    if isinstance(value, str):
        return value
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _said(text: str, value: float | str) -> str:
    if isinstance(value, str):
        return value
    found = NUMBER.search(text)
    decimals = len(found["decimals"]) if found and found["decimals"] else 0
    said = number(value, decimals).replace("-", "−")
    if said.strip("−0.,") == "":
        said = said.replace("−", "")
    return text[: found.start()] + said + text[found.end() :] if found else said
