"""The reader's own files: notebooks/my_work/, never overwritten without asking, never half written."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.files import write_whole
from helpers.given import shown

PLACE = "HELPERS_MY_WORK"  # tests and publication put an empty folder in its place
START = Path.cwd()  # where the lesson began: os.chdir in a cell does not move the folder
LONGEST_NAME = 100  # letters
CLASS = "class"  # folder in it, for files of others
LOCK, PATIENCE = ".lock", 5  # seconds that a second lesson waits for the first
WHY = {
    errno.EACCES: "it may not be written (read-only, or open in another program)",
    errno.EPERM: "it may not be written (read-only, or open in another program)",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EEXIST: "a file stands where the folder should be",
    errno.ENOTDIR: "a file stands where the folder should be",
    errno.EISDIR: "a folder stands where the file should be",
    errno.ENAMETOOLONG: "its name is too long for this disk",
}


class WouldOverwrite(FileExistsError):
    """A file of the reader's exists already; saving needs an explicit yes."""


class NotSaved(ValueError):
    """A save failed and nothing was changed; the message says why and what to do."""


class NotReadable(ValueError):
    """A file in my_work is not as the course writes it; it was left alone, and the message names it."""


def folder() -> Path:
    """The reader's folder: beside the notebooks (made by the first save), or where HELPERS_MY_WORK says.

    There, ~ and variables such as $USER (on Windows %USERNAME%) are filled in, so that one setting serves a
    whole class on a shared drive.
    """
    chosen = os.path.expandvars(os.environ.get(PLACE, ""))
    return Path(chosen).expanduser() if chosen else START / "my_work"


def read(name: str) -> str | None:
    """Text of a file in my_work, or None when there is none.

    Raises NotReadable when there is something that cannot be read as text, and for a name that leads out of
    the folder.
    """
    _check_name(name)
    try:
        return (folder() / name).read_text("utf-8-sig")  # an editor may have set a mark before the text
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise NotReadable(unreadable(name, "it is no text in UTF-8")) from error
    except OSError as error:
        raise NotReadable(unreadable(name, _why(error))) from error


def change(name: str, new: Callable[[str | None], str], *, overwrite: bool = False) -> Path:
    """Replace a file in my_work by what `new` makes of its text (None: there is no file yet).

    Two lessons that save at the same moment wait for each other, so that neither loses a word.

    Raises
    ------
    WouldOverwrite : the file exists, `new` gives another text and `overwrite` is False.
    NotReadable : what stands there is no text; it was left as it is.
    NotSaved : it could not be written; what stood there stays.
    """
    _check_name(name)
    with _alone(name):
        old = read(name)
        text = new(old)
        if not overwrite and old not in (None, text):
            raise WouldOverwrite(
                f"my_work/{name} exists. It was not changed; say overwrite=True to replace it."
            )
        write_whole(folder() / name, text)
    return folder() / name


def read_entries(name: str) -> dict:
    """Entries of a JSON file in my_work; a file that cannot be read is kept and named in the error.

    Raises NotReadable when the file is no JSON object.
    """
    return _entries(name, read(name))


def save_entry(name: str, key: str, entry: object) -> Path:
    """Add or replace one entry of a JSON file in my_work and leave all others as they are.

    Raises
    ------
    NotReadable : the file is no JSON object; it was left as it is.
    NotSaved : it could not be written; what stood there stays.
    """

    def with_entry(text: str | None) -> str:
        entries = _entries(name, text) | {key: entry}
        return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"

    return change(name, with_entry, overwrite=True)


def _check_name(name: object) -> None:
    own = name.removeprefix(f"{CLASS}/") if isinstance(name, str) else ""
    if not own.strip(". ") or set(own) & set("/\\:\0") or len(own) > LONGEST_NAME or not own.isprintable():
        raise NotReadable(
            f'A file in my_work has a short name without a folder, like "ratings.csv"; {shown(name)} has not.'
        )


def _entries(name: str, text: str | None) -> dict:
    try:
        entries = json.loads(text) if text else {}
    except (json.JSONDecodeError, RecursionError):
        entries = None
    if not isinstance(entries, dict):
        raise NotReadable(unreadable(name, "it was changed by hand, or by another program"))
    return entries


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Hold the folder's lock, which ends with this process at the latest."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with FileLock(folder() / LOCK, timeout=PATIENCE, poll_interval=0.005):
            yield
    except Timeout as error:
        raise NotSaved(_not_saved(name, "another lesson is saving")) from error
    except WouldOverwrite:
        raise
    except OSError as error:
        raise NotSaved(_not_saved(name, _why(error))) from error


def _why(error: OSError) -> str:
    return WHY.get(error.errno or 0, (error.strerror or type(error).__name__).lower())


def _not_saved(name: str, why: str) -> str:
    return (
        f"Not saved in my_work/{name}: {why}. What you wrote stays here on the screen: "
        "mend that and press again, or copy it to a safe place."
    )


def unreadable(name: str, why: str) -> str:
    """What to say of a file of the reader's that cannot be used."""
    return (
        f"my_work/{name} cannot be read: {why}. It was left as it is, and nothing was overwritten: "
        "correct or rename it, and run the cell again to start a new one."
    )
