"""Every form that keeps something, its file damaged or the disk refusing: nothing is lost in silence."""

from __future__ import annotations

import csv
import errno
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from attacks.judging import ENDLESS, FINE, RAW, SILENT, NoEnd, limited
from attacks.my_files import ANY, ERRORS, FAILING, HELP, Harm, refuses
from helpers.lesson import (
    briefing,
    causes,
    diary,
    drafts,
    judging,
    my_work,
    remember,
    sealing,
    sentence,
    sheets,
    warm_up,
)
from helpers.lesson.keeper import Keeper


class Form(NamedTuple):
    """A form as a reader meets it: its button, its note, and the fields to be filled, each with a value."""

    button: Any
    note: Any
    fields: list[tuple[Any, object]]

    def press(self) -> None:
        """Press twice, as the form asks where something was kept."""
        for _ in range(2):
            if not self.button.disabled:
                self.button.click()

    def fill(self) -> None:
        """Enter a value in each field."""
        for field, value in self.fields:
            field.value = value

    def on_screen(self) -> bool:
        """Does every field still hold what was entered?"""
        return all(field.value == value for field, value in self.fields)


class Kind(NamedTuple):
    """A form of the course.

    Parameters
    ----------
    file : the file in my_work that it changes.
    before : what stands in it.
    open : makes the form; what it enters is not in `before`.
    stays : words of `before` that no save may lose.
    new : words that stand in the file when it is saved.
    """

    file: str
    before: str
    open: Callable[[], Form]
    stays: str
    new: str


def _kept(keeper: Keeper, *fields: tuple[Any, object]) -> Form:
    return Form(keeper.button, keeper.note, list(fields))


def _sentence() -> Form:
    _, text, row = sentence._form("the_incursion").children
    return Form(*row.children, [(text, "A new sentence.")])


def _verdicts() -> Form:
    form = judging._Form({"S04": "A statement."})
    return _kept(form.keeper, *((form.lists["S04", when], "partly") for when in judging.DAYS))


def _causes() -> Form:
    form = causes._Form({3: "Evidence."})
    return _kept(form.keeper, *((cell, "+") for cell in form.cells.values()))


def _remembered() -> Form:
    form = remember._Form({"Q02": "A question?"})
    return _kept(form.keeper, (form.sliders["Q02"], 37))


def _diary() -> Form:
    form = diary._Form()
    return _kept(form.keeper, (form.because, "A new reason."))


def _seal() -> Form:
    form = sealing._Form(list(sealing.open_questions().values())[-1])
    return _kept(form.keeper, (form.base, "Today."), (form.because, "A new reason."))


def _claims_sheet() -> Form:
    form = sheets._ClaimsForm()
    return _kept(form.keeper, (form.fields["sentence"], "A new claim."), (form.fields["verdict"], "partly"))


def _warm_up() -> Form:
    form = warm_up._Form(warm_up._lines(), warm_up.NOW)
    return _kept(form.keeper, (form.entries[2][0], True))


def _choice() -> Form:
    _, question, reader, row = briefing._choice_form().children
    return Form(*row.children, [(question, "B3"), (reader, briefing.READERS[1])])


def _draft() -> Form:
    form = briefing._Writing("B2")
    return _kept(form.keeper, (form.area, "A new bottom line."))


def _table(columns: Iterable[str], *row: str) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([list(columns), row])
    return file.getvalue()


OPEN = [each.name for each in sealing.open_questions().values()]
SEALED = _table(diary.COLUMNS, OPEN[0], "40", "old", "x", "2026-11-20")
KINDS = {
    "sentence": Kind(
        sentence.FILE,
        '{"the_balance": {"text": "An old one.", "saved": "2026-11-20"}}',
        _sentence,
        "An old one.",
        "A new sentence.",
    ),
    "verdicts": Kind(
        judging.FILE, '{"S05": {"text": "overtaken", "now": "overtaken"}}', _verdicts, "overtaken", "partly"
    ),
    "causes": Kind(causes.FILE, '{"others": {"marks": "kept"}}', _causes, "others", "3 "),
    "remembered": Kind(
        remember.FILE, _table(remember.COLUMNS, "Q05", "61", "2026-11-20"), _remembered, "Q05,61", "Q02,37"
    ),
    "diary": Kind(diary.FILE, SEALED, _diary, ",40,old,x,", "A new reason."),
    "seal": Kind(diary.FILE, SEALED, _seal, ",40,old,x,", "A new reason."),
    "claims sheet": Kind(
        sheets.FILE,
        _table([*sheets.COLUMNS, "saved_at"], "An old claim", *"1234567", "2026-11-20"),
        _claims_sheet,
        "An old claim",
        "A new claim.",
    ),
    "warm-up": Kind(
        warm_up.FILE, '{"start_here": {"marks": {"5": ""}, "saved": "2026-11-20"}}', _warm_up, '"5"', '"2"'
    ),
    "choice": Kind(
        drafts.CHOICES, '{"2026-11-20": {"question": "B1", "reader": "old"}}', _choice, '"old"', '"B3"'
    ),
    "draft": Kind(drafts.file_name("B2", 1), "An old text.\n", _draft, "An old text.", "A new bottom line."),
}


def _all_text(place: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(place.iterdir()) if path.is_file())


def harmed(kind: Kind, harm: Harm) -> tuple[str, str]:
    """What a reader meets who opens a form whose file was harmed, fills it and presses its button."""
    with tempfile.TemporaryDirectory() as home, mock.patch.dict(os.environ, {my_work.PLACE: home}):
        place = Path(home)
        (place / kind.file).write_text(kind.before, "utf-8", newline="")
        harm(place / kind.file)
        before, said = _all_text(place), ""
        try:
            with limited():
                form = kind.open()
                said = form.note.value
                form.fill()
                form.press()
        except NoEnd:
            return ENDLESS, "no end"
        except Exception as error:
            return RAW, f"{type(error).__name__}: {error}"
        after = _all_text(place)
        stays = kind.stays.encode() not in before or kind.stays.encode() in after
        kept = kind.new.encode() in after
        told = HELP.search(form.note.value) or form.button.disabled
        fine = kept or (told and before.decode("utf-8", "replace") != kind.before)
        return (FINE if stays and fine else SILENT), f"{said} | {form.note.value}"


def failing_disk(kind: Kind, name: str, error: str) -> tuple[str, str]:
    """What a reader meets whose disk refuses: the old file stands, the words stay, the note says why."""
    with tempfile.TemporaryDirectory() as home, mock.patch.dict(os.environ, {my_work.PLACE: home}):
        place = Path(home)
        (place / kind.file).write_text(kind.before, "utf-8", newline="")
        before, form = _all_text(place), kind.open()
        module, function = FAILING[name]
        try:
            with limited(), mock.patch.object(module, function, refuses(getattr(errno, error))):
                form.fill()
                form.press()
        except NoEnd:
            return ENDLESS, "no end"
        except Exception as fault:
            return RAW, f"{type(fault).__name__}: {fault}"
        note, beside = form.note.value, {each.name for each in place.iterdir()}
        fine = "Not saved" in note and HELP.search(note) and form.on_screen()
        fine = fine and _all_text(place) == before and beside <= {kind.file, my_work.LOCK}
        return (FINE if fine else SILENT), note


def files() -> set[str]:
    """The files in my_work that the forms here change."""
    return {kind.file for kind in KINDS.values()}


def cases() -> Iterator[tuple[str, Callable[[], tuple[str, str]]]]:
    """Name of each case, and what finds its outcome and what was said."""
    for name, kind in KINDS.items():
        for what, harm in ANY.items():
            yield f"{name}: {what}", lambda kind=kind, harm=harm: harmed(kind, harm)
        for where, error in zip(FAILING, ERRORS, strict=False):
            yield (
                f"{name}: {where} fails with {error}",
                lambda kind=kind, where=where, error=error: failing_disk(kind, where, error),
            )
