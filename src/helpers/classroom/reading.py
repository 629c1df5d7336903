"""The answers of a class, out of a folder that a teacher has collected."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from helpers.classroom.parsing import KINDS, LARGEST_FILE, Damaged, parsed, place_of

DEEPEST, MOST_FILES = 5, 2_000
NAME_SHOWN = 80


class Collected(NamedTuple):
    """Entries by seat and kind, and a line for each file that was skipped or read in part."""

    seats: dict[str, dict[str, dict]]
    findings: list[str]


def collect(folder: Path, known: dict[str, dict]) -> Collected:
    """Read every file of answers below `folder`; links are not followed, and nothing is run.

    Parameters
    ----------
    folder : holds a file of a page for each pupil, or a folder for each, named by the seat, with my_work.
    known : from `known()`.
    """
    seats: dict[str, dict[str, dict]] = {}
    findings = []
    for number, path in enumerate(_files(folder)):
        name = path.relative_to(folder).as_posix()
        try:
            if number >= MOST_FILES:
                raise Damaged(f"only {MOST_FILES} files are read, and this one and all after it are not")
            left_out = _take(seats, path, name, known)
        except Damaged as error:
            findings.append(f"{_printable(name)}: skipped, {error}")
            if number >= MOST_FILES:
                break
            continue
        if left_out:
            findings.append(f"{_printable(name)}: left out what is no answer to this course: {left_out}")
    return Collected(seats, findings)


def _take(seats: dict[str, dict[str, dict]], path: Path, name: str, known: dict[str, dict]) -> int:
    """Put what a file holds to its seat; return how many entries were left out."""
    place = place_of(name)
    if place is None:
        return 0
    own_seat, parts, left_out = parsed(_bytes(path), place.kind, known)
    held = seats.setdefault(place.seat or own_seat, {kind: {} for kind in KINDS})
    if any(held[kind] for kind, entries in parts.items() if entries):
        raise Damaged(f"the seat {place.seat or own_seat} has given such answers already, in another file")
    for kind, entries in parts.items():
        held[kind] |= entries
    return left_out


def _files(folder: Path) -> list[Path]:
    """All files below a folder, in order; not below links, and not deeper than a class's folder goes."""
    found = []
    for here, folders, names in os.walk(folder):
        if len(Path(here).relative_to(folder).parts) >= DEEPEST:
            folders.clear()
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(here) / name for name in names if not name.startswith(".")]
    return sorted(found)


def _bytes(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise Damaged("it is a link or no plain file")
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Damaged(f"it cannot be read ({error.strerror})") from None


def _printable(name: str) -> str:
    """A file's name as it may stand on a screen: no signs that steer it."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in name)
    return clean if len(clean) <= NAME_SHOWN else f"{clean[:NAME_SHOWN]}…"
