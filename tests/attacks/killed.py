"""Programs killed while they write: every file is whole, old or new, and nothing stays beside it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from unittest import mock

import nbformat

from attacks.judging import FINE, RAW, SILENT
from helpers import files
from helpers.data import edition
from helpers.lesson import my_work
from helpers.publish import notebooks

LONG_AGO = 1  # seconds since 1970
NEW_TEXT, OLD_TEXT = "new " * 50_000, "old " * 50_000
WRITER = """
import sys
from helpers.lesson import my_work
number = int(sys.argv[2])
while True:
    try:
        my_work.save_entry("guesses.json", f"{sys.argv[1]}-{number}", number)
    except my_work.NotSaved:  # the other one saves: a reader is told, and presses again
        continue
    print(number, flush=True)
    number += 1
"""


def _notebook(path: Path, text: str) -> None:
    notebooks.write(path, nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text, id="a")]))


WRITES: dict[str, Callable[[Path, str], object]] = {
    "a notebook": _notebook,
    "a picture": lambda path, text: files.write_whole(path, text.encode()),
    "datapackage.json": lambda path, text: edition.write(path, {"name": text}),
    "guesses.json": lambda path, text: my_work.save_entry(path.name, "a", text),
}


def killed_at_each_line() -> Iterator[tuple[str, str]]:
    """For each kind of file and each line of `write_whole`: what stands there when it was killed there."""
    for kind, write in WRITES.items():
        with tempfile.TemporaryDirectory() as place, mock.patch.dict(os.environ, {my_work.PLACE: place}):
            path, whole = Path(place) / "file", []
            for text in (NEW_TEXT, OLD_TEXT):
                write(path, text)
                whole.append(path.read_bytes())
            line = 0
            while _killed(lambda write=write, path=path: write(path, NEW_TEXT), line):
                state = _left(path, whole, lambda write=write, path=path: write(path, OLD_TEXT))
                yield f"{kind}, killed at step {line}", state
                line += 1


def _left(path: Path, whole: list[bytes], write_again: Callable[[], object]) -> str:
    """Is the file whole, and does the next write put all in order?"""
    if path.read_bytes() not in whole:
        return SILENT
    for beside in path.parent.iterdir():
        os.utime(beside, (LONG_AGO, LONG_AGO))
    try:
        write_again()
    except (OSError, ValueError):
        return RAW
    names = {each.name for each in path.parent.iterdir()} - {my_work.LOCK}
    return FINE if names == {path.name} and path.read_bytes() == whole[1] else SILENT


def _killed(write: Callable[[], object], line: int) -> bool:
    """Write in a process that is killed at a line of helpers/files.py; False when it came to its end."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        child = os.fork()
    if not child:
        left = line

        def trace(frame: FrameType, event: str, _: object) -> object:
            nonlocal left
            if frame.f_code.co_filename != files.__file__:
                return trace if event == "call" else None
            if event == "line":
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        try:
            write()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def two_kernels(place: Path) -> Iterator[tuple[str, str]]:
    """Two lessons that save at once, each killed three times: every guess whose saving was confirmed."""
    confirmed = {"one": [-1], "two": [-1]}
    with mock.patch.dict(os.environ, {my_work.PLACE: str(place)}):
        for _ in range(3):
            _killed_writers(confirmed)
        kept = json.loads((place / "guesses.json").read_text("utf-8"))
    for name, done in confirmed.items():
        for number in done[1:]:
            yield f"{name}-{number}", FINE if kept.get(f"{name}-{number}") == number else SILENT


def _killed_writers(confirmed: dict[str, list[int]]) -> None:
    """Let each write fifty entries more, then kill both in the middle of their work."""
    writers = {
        name: subprocess.Popen(
            [sys.executable, "-c", WRITER, name, str(done[-1] + 1)], stdout=subprocess.PIPE, text=True
        )
        for name, done in confirmed.items()
    }
    for name, writer in writers.items():
        confirmed[name] += [int(writer.stdout.readline()) for _ in range(50)]
    for name, writer in writers.items():
        writer.kill()
        confirmed[name] += map(int, writer.stdout.read().split())
        writer.wait()
