"""diary: a new per cent for a sealed forecast. A line is added; those before stay as they are."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from helpers.lesson import my_work
from helpers.lesson.keeper import Keeper
from helpers.lesson.markup import card, html_row, html_table, look, scrolling
from helpers.lesson.widgets import form, widget_view, widgets_work

FILE = "sealed.csv"
COLUMNS = ("question", "percent", "base_rate", "because", "saved_at")
NOTHING = "No forecast is sealed yet: seal three in the lesson before this one, then come back."
PAPER = 3


def diary() -> None:
    """Show the sealed forecasts; write a new per cent and one reason for one of them.

    Without a kernel: a sheet with three rows.

    >>> diary()
    Question, per cent now, because.
    """
    from IPython.display import display

    bundle: dict[str, Any] = {"text/plain": "Question, per cent now, because.", "text/html": _on_paper()}
    if widgets_work():
        bundle |= widget_view(_Form().box)
    display(bundle, raw=True)


def sealed() -> list[dict[str, str]]:
    """All lines of my_work/sealed.csv, the oldest first.

    Raises
    ------
    NotReadable : the file is not as the course writes it; it was left alone.
    """
    return lines_in(my_work.read(FILE))


def lines_in(text: str | None) -> list[dict[str, str]]:
    """Lines of the text of the file; none where there is no file. Raises NotReadable as `sealed` does."""
    if text is None:
        return []
    rows = csv.DictReader(io.StringIO(text), strict=True)
    try:
        found = list(rows)
        whole = all(None not in row and None not in row.values() for row in found)
        fits = whole and all(0 <= float(row["percent"]) <= 100 for row in found)
    except (csv.Error, ValueError, KeyError):
        found, fits = [], False
    if tuple(rows.fieldnames or ()) != COLUMNS or not fits:
        wanted = f"its first line should be {','.join(COLUMNS)}, and a per cent is from 0 to 100"
        raise my_work.NotReadable(my_work.unreadable(FILE, wanted))
    return found


def _with(text: str | None, question: str, percent: int, because: str) -> str:
    """The text of the file with one line more; not a letter of the others changes."""
    before = [row for row in lines_in(text) if row["question"] == question]
    if not before:
        raise my_work.NotSaved(f"my_work/{FILE} holds no such question any more; nothing was changed.")
    line = io.StringIO()
    now = datetime.now().isoformat(timespec="seconds")
    csv.writer(line, lineterminator="\n").writerow((question, percent, before[-1]["base_rate"], because, now))
    old = text or ""
    return old + ("" if old.endswith("\n") else "\n") + line.getvalue()


def _on_paper() -> str:
    rows = (html_row(("_" * 24, "____ %", "____ %", "_" * 24)) for _ in range(PAPER))
    heads = ("Sealed question", "Then", "Now", "Because (one page read)")
    return card(scrolling("Diary", html_table(heads, rows)))


class _Form:
    """A list of sealed questions, a per cent, a reason, and the lines so far."""

    def __init__(self) -> None:
        import ipywidgets as w

        wide = {"layout": {"width": "min(44em, 95%)"}, "style": {"description_width": "initial"}}
        self.question = w.Dropdown(options=[], description="Forecast", **wide)
        self.percent = w.BoundedIntText(
            value=50, min=0, max=100, description="per cent now", style=wide["style"]
        )
        self.because = w.Text(description="because", **wide)
        self.table = w.HTML()
        self.rows: list[dict[str, str]] = []
        self.keeper = Keeper("Add a line", self.keep)
        self.question.observe(self.chosen, "value")
        try:
            self.show(sealed())
            if not self.rows:
                self.keeper.tell(NOTHING, stop=True)
        except my_work.NotReadable as error:
            self.keeper.tell(str(error), stop=True)
        asked = list(dict.fromkeys(row["question"] for row in self.rows))
        self.question.options = asked
        self.question.value = asked[0] if asked else None
        self.chosen(None)
        parts = (self.question, self.percent, self.because, self.keeper.box, self.table)
        self.box = form(f"{look()}A line that is kept stays; a new one is added below it.", *parts)

    def chosen(self, _: object) -> None:
        """Start from the per cent given last."""
        last = [row for row in self.rows if row["question"] == self.question.value]
        self.percent.value = round(float(last[-1]["percent"])) if last else 50

    def show(self, rows: list[dict[str, str]]) -> None:
        """All lines, the oldest first."""
        self.rows = rows
        cells = (
            html_row((r["question"], f"{r['percent']} %", r["because"], r["saved_at"][:10])) for r in rows
        )
        heads = ("Question", "Per cent", "Because", "Day")
        self.table.value = scrolling("My diary", html_table(heads, cells)) if rows else ""

    def keep(self) -> str:
        """Add the line."""
        reason = " ".join(self.because.value.split())
        if not reason:
            return "Write one reason: what did you read?"
        given = (self.question.value, self.percent.value, reason)
        my_work.change(FILE, lambda text: _with(text, *given), overwrite=True)
        self.because.value = ""
        self.show(sealed())
        return f"Added to my_work/{FILE}; the lines before stay."
