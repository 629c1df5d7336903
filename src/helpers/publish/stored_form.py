"""The form of a stored notebook: read from its bytes, because reading it as a notebook mends some faults."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from helpers.publish.notebooks import as_text, read

GENERATED = {"header", "navigation", "key points", "sources", "route", "start"}
ONCE = ("header", "key points", "sources")
PARTS = ("title", "part", "minutes", "know_first", "objectives", "not_in_dispute", "key_points")
KNOWN = {"course", "kernelspec", "language_info"}
KNOWN_OF_CELLS = {"generated", "tags", "jupyter", "jp-MarkdownHeadingCollapsed"}
CELL_ID = re.compile(r"[\w-]{1,64}")


def form_faults(path: Path) -> list[str]:
    """Faults of a lesson's file as such: line ends, ids, kinds of cells, metadata, generated cells.

    Returns
    -------
    Findings, each with the name of the file; the only one when the file is no notebook.
    """
    if fault := unreadable(path):
        return [fault]
    data = path.read_bytes()
    stored = json.loads(data)
    cells = [dict(cell) for cell in stored["cells"]]
    faults = [*_line_faults(data), *_metadata_faults(stored.get("metadata", {})), *_part_faults(cells)]
    for number, cell in enumerate(cells, 1):
        faults += [f"cell {number}: {fault}" for fault in _cell_faults(cell)]
    faults += _id_faults(cells)
    return [f"{path.name}, {fault}" for fault in faults or _otherwise(path, data, stored)]


def unreadable(path: Path) -> str:
    """Why a file is no notebook, in words; empty when it is one."""
    try:
        for cell in json.loads(path.read_bytes().decode("utf-8"))["cells"]:
            dict(cell)
    except (ValueError, TypeError, KeyError) as error:
        return f"{path.name}: is no notebook any more ({error}): bring back a sound version of the file"
    return ""


def _line_faults(data: bytes) -> list[str]:
    return (
        ["line ends of Windows (CRLF): save it with plain line ends; publish does"] if b"\r" in data else []
    )


def _metadata_faults(metadata: dict) -> list[str]:
    if "course" not in metadata:
        return ["its metadata “course” is missing: title, part, minutes and key points stand there"]
    course = metadata["course"]
    faults = [f"its metadata “course” lacks “{part}”" for part in PARTS if not course.get(part)]
    faults += [
        f"its metadata hold “{name}”, which is no part of a lesson"
        for name in sorted(set(metadata) - KNOWN - {"widgets"})
    ]
    kernel = metadata.get("kernelspec", {}).get("name")
    if kernel != "python3":
        faults.append(f"its kernel is {kernel!r}; the course runs on “python3”, which every reader has")
    return faults


def _part_faults(cells: list[dict]) -> list[str]:
    """Generated cells: known kinds, header first, key points and sources once and in this order."""
    kinds = [cell.get("metadata", {}).get("generated") for cell in cells]
    faults = [
        f"cell {number}: generated “{kind}” is no kind that publish writes"
        for number, kind in enumerate(kinds, 1)
        if kind is not None and kind not in GENERATED
    ]
    counts = Counter(kinds)
    faults += [
        f"{counts[kind]} cells are marked as generated “{kind}”, and one is wanted"
        for kind in ONCE
        if counts[kind] != 1
    ]
    if not faults and (kinds[0] != "header" or kinds.index("key points") > kinds.index("sources")):
        faults.append("its parts stand in another order: the header first, key points before sources")
    return faults


def _cell_faults(cell: dict) -> list[str]:
    faults = []
    if cell.get("cell_type") not in ("markdown", "code"):
        faults.append(f"a cell of the kind {cell.get('cell_type')!r}: no page shows it as it is meant")
    if cell.get("attachments"):
        faults.append(f"a file is attached ({', '.join(cell['attachments'])}): pictures come from charts")
    if not "".join(cell.get("source", "")).strip():
        faults.append("it is empty")
    unknown = sorted(set(cell.get("metadata", {})) - KNOWN_OF_CELLS)
    faults += [f"its metadata hold “{name}”, which is no part of a lesson" for name in unknown]
    return faults


def _id_faults(cells: list[dict]) -> list[str]:
    ids = [cell.get("id") for cell in cells]
    faults = [
        f"cell {number}: it has no id"
        for number, found in enumerate(ids, 1)
        if not (isinstance(found, str) and CELL_ID.fullmatch(found))
    ]
    for name, count in Counter(filter(None, ids)).items():
        if count > 1:
            places = " and ".join(str(number) for number, found in enumerate(ids, 1) if found == name)
            faults.append(f"cells {places}: they have the same id {name!r}")
    return faults


def _otherwise(path: Path, data: bytes, stored: dict) -> list[str]:
    """Where a sound file differs from the form in which publish stores it."""
    text = as_text(read(path))
    if text.encode("utf-8") == data:
        return []
    place = _difference(stored, json.loads(text)) or "order, indent or line ends"
    return [f"it is not in the form in which publish stores a lesson ({place}); run publish"]


def _difference(old: Any, new: Any, place: str = "") -> str:
    """The first place where two parts of a notebook differ, as "cells.3.metadata"; empty where none does."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys: list = sorted({*old, *new})
        pairs = [(key, old.get(key), new.get(key)) for key in keys]
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = [(number, *pair) for number, pair in enumerate(zip(old, new, strict=True), 1)]
    else:
        return "" if old == new else place.removeprefix(".")
    return next(filter(None, (_difference(a, b, f"{place}.{key}") for key, a, b in pairs)), "")
