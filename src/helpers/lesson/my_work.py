"""The reader's own files: notebooks/my_work/, never overwritten without asking."""

from __future__ import annotations

import json
import os
from pathlib import Path

PLACE = "HELPERS_MY_WORK"  # tests and publication put an empty folder in its place


class WouldOverwrite(FileExistsError):
    """A file of the reader's exists already; saving needs an explicit yes."""


def folder() -> Path:
    """The reader's folder beside the notebooks (made by the first save)."""
    return Path(os.environ.get(PLACE) or Path.cwd() / "my_work")


def read(name: str) -> str | None:
    """Text of a file in my_work, or None when there is none."""
    path = folder() / name
    return path.read_text("utf-8") if path.is_file() else None


def save(name: str, text: str, *, overwrite: bool = False) -> Path:
    """Write a file in my_work, whole or not at all, and return its path.

    Raises WouldOverwrite when the file exists with another text and `overwrite` is False.
    """
    path = folder() / name
    if not overwrite and path.exists() and path.read_text("utf-8") != text:
        raise WouldOverwrite(f"my_work/{name} exists. It was not changed; say overwrite=True to replace it.")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
    return path


def read_entries(name: str) -> dict:
    """Entries of a JSON file in my_work; a file that cannot be read is kept and named in the error.

    Raises ValueError when the file is no JSON object.
    """
    text = read(name)
    try:
        entries = json.loads(text) if text else {}
    except json.JSONDecodeError:
        entries = None
    if not isinstance(entries, dict):
        raise ValueError(
            f"my_work/{name} cannot be read (it was changed by hand?). Nothing was overwritten: "
            "rename the file, and run the cell again to start a new one."
        )
    return entries


def save_entry(name: str, key: str, entry: object) -> Path:
    """Add or replace one entry of a JSON file in my_work and leave all others as they are."""
    entries = read_entries(name) | {key: entry}
    return save(name, json.dumps(entries, ensure_ascii=False, indent=1) + "\n", overwrite=True)
