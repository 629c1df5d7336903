"""review_sheet, claims_sheet: sheets for other people's briefings and for any other report."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from helpers.given import DataError
from helpers.lesson import my_work
from helpers.lesson.keeper import Keeper
from helpers.lesson.markup import card, html_cell, html_row, html_table, look, scrolling
from helpers.lesson.widgets import form, widget_view, widgets_work

CRITERIA = ("claim", "evidence", "limit", "fairness")
MARKS = "1&emsp;2&emsp;3&emsp;4"
HEAD = 'th scope="row"'
FILE = "claims_sheet.csv"
MOST = 10
COLUMNS = {  # of the claims sheet: name in the file → what a reader is asked
    "sentence": "the sentence in your own words",
    "kind": "fact, estimate, judgement or prediction",
    "voice": "whose voice: who says so",
    "hedge": "words that make it less sure",
    "number": "unit, place, day, limit of its number",
    "decides": "the word on which it hangs",
    "who_else": "who else could know",
    "verdict": "your verdict today, and how sure",
}


def review_sheet(readers: int = 2) -> None:
    """Show sheets for a blind review, each as large as half a page (A5): four marks and one question.

    Parameters
    ----------
    readers : sheets for each briefing.

    Raises
    ------
    DataError : fewer than one sheet.

    >>> review_sheet()
    Briefing no. ____: claim, evidence, limit, fairness, each 1 to 4; one question.
    """
    from IPython.display import display

    if readers < 1:
        raise DataError("Ask for one sheet at least.")
    sheets = "".join(_review(number) for number in range(1, readers + 1))
    plain = f"Briefing no. ____: {', '.join(CRITERIA)}, each 1 to 4; one question."
    display({"text/plain": plain, "text/html": look() + sheets}, raw=True)


def claims_sheet() -> None:
    """Take another report apart, at most ten sentences; each is added to my_work/claims_sheet.csv.

    A line that is kept is never changed. Without a kernel: ten empty rows to print.

    >>> claims_sheet()
    the sentence in your own words, fact, estimate, judgement or prediction, whose voice:...
    """
    from IPython.display import display

    bundle: dict[str, Any] = {"text/plain": ", ".join(COLUMNS.values()), "text/html": _empty_rows()}
    if widgets_work():
        bundle |= widget_view(_ClaimsForm().box)
    display(bundle, raw=True)


def _review(number: int) -> str:
    rows = "".join(
        f"<tr>{html_cell(name, HEAD)}{html_cell(MARKS)}{html_cell('_' * 24)}</tr>" for name in CRITERIA
    )
    heads = ("Criterion", "Ring one", "The words that decided it")
    table = scrolling(f"Review sheet {number}", html_table(heads, [rows]))
    lines = f"<p>One question to the author: {'_' * 34}</p><p>The author's answer, one line: {'_' * 32}</p>"
    return card(
        f"<p><strong>Briefing no. ____, reader {number}</strong> (no names)</p>{table}{lines}",
        style="max-width:148mm;page-break-inside:avoid",
    )


def _empty_rows() -> str:
    blank = ["&nbsp;"] * (len(COLUMNS) - 1)
    rows = (
        f'<tr style="height:44px">{"".join(map(html_cell, [str(number), *blank]))}</tr>'
        for number in range(1, MOST + 1)
    )
    return scrolling("Claims sheet", html_table(COLUMNS.values(), rows))


def kept_claims() -> list[dict[str, str]]:
    """Sentences on the sheet, in the order in which they were added.

    Raises
    ------
    NotReadable : the file is not as the sheet writes it; it was left alone.
    """
    return _parsed(my_work.read(FILE))


def _parsed(text: str | None) -> list[dict[str, str]]:
    wanted = [*COLUMNS, "saved_at"]
    if text is None:
        return []
    rows = csv.DictReader(io.StringIO(text), strict=True)
    try:
        found = list(rows)
        whole = all(None not in row and None not in row.values() for row in found)
    except csv.Error:
        whole, found = False, []
    if rows.fieldnames != wanted or not whole:
        raise my_work.NotReadable(my_work.unreadable(FILE, f"its first line should be {','.join(wanted)}"))
    return found


def _with(text: str | None, given: dict[str, str]) -> str:
    """The text of the file with one line more."""
    _parsed(text)
    line = io.StringIO()
    writer = csv.DictWriter(line, [*COLUMNS, "saved_at"], lineterminator="\n")
    if text is None:
        writer.writeheader()
    writer.writerow(given | {"saved_at": datetime.now().isoformat(timespec="seconds")})
    before = text or ""
    return before + ("" if before.endswith("\n") or not before else "\n") + line.getvalue()


class _ClaimsForm:
    """Eight fields for one sentence, a button that adds it, and the sentences added so far."""

    def __init__(self) -> None:
        import ipywidgets as w

        wide = {"layout": {"width": "min(44em, 95%)"}, "style": {"description_width": "initial"}}
        self.fields = {name: w.Text(description=said, **wide) for name, said in COLUMNS.items()}
        self.keeper = Keeper("Add this sentence", self.keep)
        self.table = w.HTML()
        try:
            self.show(kept_claims())
        except my_work.NotReadable as error:
            self.keeper.tell(str(error), stop=True)
        self.box = form(
            f"{look()}One sentence of another report", *self.fields.values(), self.keeper.box, self.table
        )

    def show(self, rows: list[dict[str, str]]) -> None:
        """The sentences on the sheet as a table."""
        cells = (html_row(row[name] for name in COLUMNS) for row in rows)
        self.table.value = scrolling("My claims sheet", html_table(COLUMNS.values(), cells)) if rows else ""

    def keep(self) -> str:
        """Add the sentence and empty the fields."""
        given = {name: " ".join(field.value.split()) for name, field in self.fields.items()}
        if not given["sentence"] or not given["verdict"]:
            return "Write the sentence and your verdict at least."
        if len(kept_claims()) >= MOST:
            return f"{MOST} sentences are enough: stop here."
        my_work.change(FILE, lambda text: _with(text, given), overwrite=True)
        for field in self.fields.values():
            field.value = ""
        rows = kept_claims()
        self.show(rows)
        return f"{len(rows)} of {MOST} sentences are kept in my_work/{FILE}."
