"""warm_up: eleven lines of an invented report, in which a reader marks faults; scored in the last lesson."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from helpers.analysis.warm_up import CLEAN, FAULTS, MOST, of_class, score
from helpers.data import load
from helpers.lesson import my_work
from helpers.lesson.keeper import Keeper
from helpers.lesson.markup import card, fold, html_row, html_table, look, scrolling
from helpers.lesson.stored import row_mark
from helpers.lesson.widgets import form, widget_view, widgets_work
from helpers.words import counted

FILE = "warmup.json"
BEFORE, NOW = "start_here", "capstone"  # lessons in which the same text is read
NO_NAME = "no name for it"
SAVE, REPLACE = "Keep my marks", "Replace my marks"
LINE = "border-top:1px solid gray;padding:6px 0"


def warm_up(lesson: str) -> None:
    """Show the invented report; with a kernel a tick and a list of names for each line, kept in my_work.

    Marks that are kept are replaced only by a second press. Neither the key nor points are shown.

    Parameters
    ----------
    lesson : word of the lesson that asks, under which the marks are kept.

    >>> warm_up("capstone")
    [1] Benmor's army runs out of supplies at Hollow Ridge
    ...
    """
    from IPython.display import display

    lines = _lines()
    plain = "\n".join(f"[{row.line}] {row.text}" for row in lines.itertuples())
    bundle: dict[str, Any] = {"text/plain": plain, "text/html": _printable(lines)}
    if widgets_work():
        bundle |= widget_view(_Form(lines, lesson).box)
    display(bundle, raw=True)


def warm_up_scores(before: Sequence[float] = (), now: Sequence[float] = ()) -> None:
    """Show the reader's own points before the course and now; the key stands below, folded.

    Parameters
    ----------
    before, now : points of a class, without names; given, two medians and their numbers are shown instead.

    Raises
    ------
    ValueError : points of a class that nobody can have.
    NotReadable : the file of marks cannot be read; the message names it.

    >>> warm_up_scores(before=[4, 5.5], now=[6, 7])
    Before the course: median 4.75 of 8 points, 2 pupils.
    ...
    """
    from IPython.display import display

    said = [*_of_class(before, now)] if before or now else [*_own()]
    block = card("".join(f"<p>{html.escape(line)}</p>" for line in said), 'role="status"')
    display({"text/plain": "\n".join(said), "text/html": block + _key()}, raw=True)


def _lines() -> pd.DataFrame:
    return load("warm_up_lines").sort_values("line", ignore_index=True)


def _said(row: Any) -> str:
    """A line with its number; the first is the headline."""
    text = html.escape(row.text)
    return f"[{row.line}] {f'<strong>{text}</strong>' if row.line == 1 else text}"


def _printable(lines: pd.DataFrame) -> str:
    items = "".join(
        f'<p {row_mark(f"warm_up_lines:{row.line}")} style="{LINE};margin:0">☐ {_said(row)}'
        "<br>Fault: ______________________</p>"
        for row in lines.itertuples()
    )
    return card(f"{items}<p><small>Names of the faults: {', '.join(FAULTS)}.</small></p>")


def _of_class(before: Sequence[float], now: Sequence[float]) -> list[str]:
    parts = {"Before the course": before, "Now": now}
    medians = {when: of_class(list(points)) for when, points in parts.items() if points}
    return [
        f"{when}: median {middle:g} of {MOST} points, {counted(pupils, 'pupil')}."
        for when, (middle, pupils) in medians.items()
    ]


def _own() -> list[str]:
    """A line for each of the two days, and what the difference cannot say."""
    kept = my_work.read_entries(FILE)
    key = dict(load("warm_up_key")[["line", "fault"]].itertuples(index=False))
    said = []
    for lesson, when in ((BEFORE, "Before the course"), (NOW, "Now")):
        entry = kept.get(lesson)
        points = f"{score(_marks(entry), key):g} of {MOST} points" if entry else "no marks are kept"
        said.append(f"{when}: {points}.")
    if BEFORE in kept and NOW in kept:
        said.append("The same text twice: part of a gain is practice, and part of a loss is a bad day.")
    return said


def _marks(entry: Any) -> dict[int, str]:
    """Marks of one entry of the file.

    Raises NotReadable when it is not as `warm_up` writes it.
    """
    try:
        marks = {int(line): str(name) for line, name in entry["marks"].items()}
        if not set(marks) <= set(_lines()["line"]) or not set(marks.values()) <= {*FAULTS, ""}:
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        wanted = "an entry should hold “marks”, lines with names of faults"
        raise my_work.NotReadable(my_work.unreadable(FILE, wanted)) from error
    return marks


def _key() -> str:
    key = load("warm_up_key").sort_values("line")
    rows = (
        html_row(
            (str(row.line), "–" if row.fault == CLEAN else row.fault, row.why), f"warm_up_key:{row.line}"
        )
        for row in key.itertuples()
    )
    table = scrolling("Key of the warm-up", html_table(("Line", "Fault", "What it should say"), rows))
    points = "One point for line and name, half a point for the line alone, half a point less for a line "
    return card(
        fold("The key", f"{table}<p><small>{points}without a fault (–).</small></p>", "cursor:pointer")
    )


class _Form:
    """Ticks and names of one reader, and the button that keeps them."""

    def __init__(self, lines: pd.DataFrame, lesson: str) -> None:
        self.lesson = lesson
        self.keeper = Keeper(SAVE, self.keep, REPLACE)
        kept = self._kept()
        self.entries = {row.line: self._entry(row, kept) for row in lines.itertuples()}
        blocks = [block for *_, block in self.entries.values()]
        self.box = form(f"{look()}Tick a line that has a fault, and name it.", *blocks, self.keeper.box)

    def _kept(self) -> dict[int, str]:
        """Marks in the file; none, and no button, where it cannot be read."""
        try:
            entry = my_work.read_entries(FILE).get(self.lesson)
            marks = _marks(entry) if entry else {}
        except my_work.NotReadable as error:
            self.keeper.tell(str(error), stop=True)
            return {}
        if entry:
            self.keeper.tell(f"Your marks of {str(entry.get('saved', ''))[:10]} are shown.")
        return marks

    def _entry(self, row: Any, kept: dict[int, str]) -> tuple[Any, Any, Any]:
        import ipywidgets as w

        tick = w.Checkbox(
            value=row.line in kept,
            description=f"line {row.line} has a fault",
            indent=False,
            layout={"width": "auto"},
        )
        names = w.Dropdown(
            options=[(NO_NAME, ""), *((name, name) for name in FAULTS)],
            value=kept.get(row.line, ""),
            layout={"width": "auto"},
        )

        def named(change: dict) -> None:
            if change["new"]:
                tick.value = True

        names.observe(named, "value")
        for widget in (tick, names):
            widget.observe(self.keeper.ask_again, "value")
        controls = w.HBox([tick, names], layout={"flex_flow": "row wrap"})
        return tick, names, w.VBox([w.HTML(f'<div style="{LINE}">{_said(row)}</div>'), controls])

    def given(self) -> dict[str, str]:
        """Ticked lines, each with its name."""
        return {str(line): names.value for line, (tick, names, _) in self.entries.items() if tick.value}

    def keep(self) -> str:
        """Save the marks; others that are kept are replaced only when the reader agreed."""
        given = self.given()
        if not given:
            return "Tick a line first."
        old = my_work.read_entries(FILE).get(self.lesson)
        if old and not self.keeper.agreed and old.get("marks") != given:
            raise my_work.WouldOverwrite("Marks of this lesson are kept already.")
        my_work.save_entry(
            FILE, self.lesson, {"marks": given, "saved": datetime.now().isoformat(timespec="seconds")}
        )
        return f"{counted(len(given), 'marked line')} kept in my_work/{FILE}."
