"""Files of a reader that are damaged or locked, or a full disk: nothing is lost, and what to do is said."""

from __future__ import annotations

import builtins
import errno
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

from attacks.judging import ENDLESS, FINE, RAW, SILENT, NoEnd, limited
from helpers.data import load
from helpers.lesson import guessing, my_work, rating

GUESS, OTHER = "the_incursion-a", "the_balance-a"
GUESSES = json.dumps(
    {GUESS: {"guess": "9 Aug", "kept_on": "2026-11-20"}, OTHER: {"guess": "3", "kept_on": "2026-11-20"}}
)
RATINGS = "question_id,claim_id,percent,knew,saved_at\nQ01,S04,70,no,2026-11-20T10:00:00\nQ02,S05,20,yes,x\n"
HELP = re.compile(r"correct or rename|mend that and press again|copy it|Press again")
Harm = Callable[[Path], object]


def _text(change: Callable[[str], str]) -> Harm:
    return lambda path: path.write_text(change(path.read_text("utf-8")), "utf-8", newline="")


def _bytes(change: Callable[[bytes], bytes]) -> Harm:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


ANY: dict[str, Harm] = {  # harm to any text file
    "as it was": lambda path: None,
    "UTF-8 with a mark": _bytes(lambda data: b"\xef\xbb\xbf" + data),
    "line ends of Windows": _bytes(lambda data: data.replace(b"\n", b"\r\n")),
    "line ends of old Macs": _bytes(lambda data: data.replace(b"\n", b"\r")),
    "blank lines at the end": _bytes(lambda data: data + b"\n\n"),
    "empty": _bytes(lambda _: b""),
    "blank": _bytes(lambda _: b" \n\n"),
    "only a mark": _bytes(lambda _: b"\xef\xbb\xbf"),
    "half": _bytes(lambda data: data[: len(data) // 2]),
    "without its last byte": _bytes(lambda data: data.rstrip()[:-1]),
    "its first byte": _bytes(lambda data: data[:1]),
    "UTF-16": _bytes(lambda data: data.decode().encode("utf-16")),
    "a letter of Latin-1": _bytes(lambda data: data.replace(b"9", b"\xe4", 1).replace(b"0", b"\xe4", 1)),
    "zeros": _bytes(lambda data: b"\0" * len(data)),
    "zeros at the end": _bytes(lambda data: data + b"\0\0"),
    "a picture": _bytes(lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "a web page": _bytes(lambda _: b"<!doctype html><script>bad()</script>"),
    "twice": _bytes(lambda data: data + data),
    "marks of a merge": _text(lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n"),
    "a folder": _folder,
    "a link to nowhere": _nowhere,
    "gone": lambda path: path.unlink(),
}
OF_GUESSES: dict[str, Harm] = {
    name: _bytes(lambda _, text=text: text.encode())
    for name, text in {
        "a list": "[1, 2]",
        "a number": "3",
        "null": "null",
        "a text": '"x"',
        "no entries": "{}",
        "an entry is null": json.dumps({GUESS: None, OTHER: 1}),
        "an entry is a text": json.dumps({GUESS: "9 Aug"}),
        "an entry is a number": json.dumps({GUESS: 9}),
        "an entry is a list": json.dumps({GUESS: [9]}),
        "an entry is empty": json.dumps({GUESS: {}}),
        "an entry without its day": json.dumps({GUESS: {"guess": "9"}}),
        "an entry without its guess": json.dumps({GUESS: {"kept_on": "x"}}),
        "a guess is null": json.dumps({GUESS: {"guess": None, "kept_on": None}}),
        "a guess is a list": json.dumps({GUESS: {"guess": [1, 2], "kept_on": 3}}),
        "another entry is odd": json.dumps({GUESS: {"guess": "9", "kept_on": "x"}, OTHER: [None]}),
        "a trailing comma": '{"a": 1,}',
        "a key twice": '{"the_incursion-a": {"guess": "1", "kept_on": "x"}, '
        '"the_incursion-a": {"guess": "2", "kept_on": "x"}}',
        "not a number": '{"a": NaN}',
        "very deep": "[" * 100_000,
        "very deep inside": '{"a": ' + "[" * 100_000,
    }.items()
}
OF_RATINGS: dict[str, Harm] = {
    "semicolons": _text(lambda text: text.replace(",", ";")),
    "no header": _text(lambda text: text.partition("\n")[2]),
    "header only": _text(lambda text: text.partition("\n")[0]),
    "an open quotation mark": _text(lambda text: text.replace("Q01", '"Q01')),
    "a quotation mark inside": _text(lambda text: text.replace("Q01", 'Q"01')),
    "a column more": _text(lambda text: text.replace("saved_at\n", "saved_at,mine\n")),
    "a column less": _text(lambda text: text.replace(",saved_at", "")),
    "a cell more": _text(lambda text: text.replace("70,no", "70,no,x")),
    "a cell less": _text(lambda text: text.replace("70,no,", "70,no\n")),
    "columns turned": _text(lambda text: text.replace("percent,knew", "knew,percent")),
    "a row twice": _text(lambda text: text + text.splitlines()[1] + "\n"),
    "a blank line inside": _text(lambda text: text.replace("\nQ02", "\n\nQ02")),
    **{
        f"percent is {value!r}": _text(lambda text, value=value: text.replace(",70,", f",{value},"))
        for value in ("", "101", "-1", "70.5", "70%", "seventy", "７０", "7_0", " 70", "1e1", "inf")
    },
    **{
        f"knew is {value!r}": _text(lambda text, value=value: text.replace(",no,", f",{value},"))
        for value in ("", "No", "maybe", "0")
    },
    "no id": _text(lambda text: text.replace("Q01", "")),
}


def refuses(number: int) -> Callable[..., object]:
    """A function of the system that fails with an error of that number."""

    def refuse(*_: object, **__: object) -> object:
        raise OSError(number, os.strerror(number))

    return refuse


FAILING = {  # (module, function) that fails when a file is saved, or read
    "tempfile.mkstemp": (tempfile, "mkstemp"),
    "os.fsync": (os, "fsync"),
    "os.replace": (os, "replace"),
    "os.chmod": (os, "chmod"),
    "mkdir": (Path, "mkdir"),
}
ERRORS = ("EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EIO", "EBUSY", "ENAMETOOLONG", "EMFILE", "ESTALE")


class Form:
    """The form of one file as a reader meets it: its note, its button, what was entered."""

    def __init__(self, file: str) -> None:
        self.file = file
        if file == guessing.FILE:
            box = guessing._form(GUESS, "On which day?", None, ())
            self.entry, (self.button, self.note) = box.children[1], box.children[-1].children
            self.typed = "21 Aug"
        else:
            form = rating._Form(load("questions", question_id=["Q01", "Q02"]), file)
            self.entry, self.button, self.note = form.entries["Q01"]["slider"], form.button, form.note
            self.typed = 37

    def save(self) -> None:
        """Enter something and press twice, as the form asks where something was kept."""
        self.entry.value = self.typed
        for _ in range(2):
            if not self.button.disabled:
                self.button.click()

    def kept(self) -> bool:
        """Is what was entered in the file?"""
        text = my_work.read(self.file) or ""
        if self.file == guessing.FILE:
            return json.loads(text)[GUESS]["guess"] == self.typed
        return rating.my_ratings().set_index("question_id")["percent"]["Q01"] == self.typed


def _state(path: Path) -> bytes | str | None:
    if path.is_symlink():
        return str(path.readlink())
    return path.read_bytes() if path.is_file() else None


def _lost(file: str, before: bytes | str | None, after: bytes) -> bool:
    """Is something of another exercise no longer there?"""
    if not isinstance(before, bytes):
        return False
    others = (OTHER, '"3"') if file == guessing.FILE else ("Q02", "20")
    return any(word.encode() in before and word.encode() not in after for word in others)


def harmed(file: str, harm: Harm) -> tuple[str, str]:
    """What a reader meets who opens the form of a harmed file, enters something and saves it."""
    with tempfile.TemporaryDirectory() as place, mock.patch.dict(os.environ, {my_work.PLACE: place}):
        path = Path(place) / file
        path.write_text(GUESSES if file == guessing.FILE else RATINGS, "utf-8", newline="")
        harm(path)
        before, form = _state(path), None
        try:
            with limited():
                form = Form(file)
                form.save()
                if _state(path) != before:
                    lost = _lost(file, before, path.read_bytes())
                    return (SILENT if lost or not form.kept() else FINE), form.note.value
        except NoEnd:
            return ENDLESS, "no end"
        except Exception as error:
            return RAW, f"{type(error).__name__}: {error}"
        told = HELP.search(form.note.value) and form.entry.value == form.typed
        return (FINE if told else SILENT), form.note.value


def failing_disk(file: str, name: str, error: str) -> tuple[str, str]:
    """What a reader meets whose disk refuses: the old file stands, the words stay, the note says why."""
    with tempfile.TemporaryDirectory() as place, mock.patch.dict(os.environ, {my_work.PLACE: place}):
        path = Path(place) / file
        path.write_text(GUESSES if file == guessing.FILE else RATINGS, "utf-8", newline="")
        before, form = path.read_bytes(), Form(file)
        module, function = FAILING[name]
        try:
            with limited(), mock.patch.object(module, function, refuses(getattr(errno, error))):
                form.save()
        except NoEnd:
            return ENDLESS, "no end"
        except Exception as fault:
            return RAW, f"{type(fault).__name__}: {fault}"
        note, beside = form.note.value, {each.name for each in path.parent.iterdir()}
        fine = "Not saved" in note and HELP.search(note) and form.entry.value == form.typed
        fine = fine and path.read_bytes() == before and beside <= {file, my_work.LOCK}
        return (FINE if fine else SILENT), note


def unreadable(file: str, error: str) -> tuple[str, str]:
    """What a reader meets whose file cannot be opened, as when another program holds it."""
    real = builtins.open
    refuse = refuses(getattr(errno, error))

    def opened(self: Path, mode: str = "r", *how: object, **more: object) -> object:
        return refuse() if self.name == file and mode == "r" else real(self, mode, *how, **more)

    with mock.patch.object(Path, "open", opened):
        return harmed(file, ANY["as it was"])


def cases() -> Iterator[tuple[str, Callable[[], tuple[str, str]]]]:
    """Name of each case, and what finds its outcome and what was said."""
    for file, own in ((guessing.FILE, OF_GUESSES), (rating.FILE, OF_RATINGS)):
        for name, harm in (ANY | own).items():
            yield f"{file}: {name}", lambda file=file, harm=harm: harmed(file, harm)
        for name in FAILING:
            for error in ERRORS:
                yield (
                    f"{file}: {name} fails with {error}",
                    lambda file=file, name=name, error=error: failing_disk(file, name, error),
                )
        for error in ("EACCES", "EIO", "EBUSY"):
            yield f"{file}: cannot be read, {error}", lambda file=file, error=error: unreadable(file, error)
