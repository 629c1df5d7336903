"""causes: the reader's own marks for fifteen pieces of evidence against five explanations."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

from helpers.charts.what_happened_next.words import CAUSES
from helpers.data import load
from helpers.lesson import my_work
from helpers.lesson.keeper import Keeper
from helpers.lesson.markup import card, html_row, html_table, look, scrolling
from helpers.lesson.telling import tell
from helpers.lesson.widgets import form, widget_view, widgets_work
from helpers.words import counted

FILE, KEY = "causes.json", "marks"
MARKS = ("+", "−", "0")
SAVE, REPLACE = "Keep my marks", "Replace my marks"
SAID = "+ fits, − hard to square, 0 does not bear on it. Test each explanation as the one cause."


def causes() -> None:
    """Ask for a mark in each cell; kept in my_work/causes.json, replaced only by a second press.

    Our own marks are never written there. Without a kernel: the empty grid to print.

    >>> causes()
    1. A drone team hunts on the supply road from January
    ...
    """
    from IPython.display import display

    rows = load("rival_causes").drop_duplicates("item").sort_values("item")
    items = {int(row.item): row.what for row in rows.itertuples()}
    plain = "\n".join(f"{item}. {what}" for item, what in items.items())
    bundle: dict[str, Any] = {"text/plain": plain, "text/html": _on_paper(items)}
    if widgets_work():
        bundle |= widget_view(_Form(items).box)
    display(bundle, raw=True)


def my_marks() -> dict[tuple[int, str], str]:
    """The reader's marks by piece of evidence and explanation; a damaged file is named, and gives none.

    >>> len(my_marks())
    0
    """
    try:
        return _kept()
    except my_work.NotReadable as error:
        tell("wrong", html.escape(str(error)))
        return {}


def _kept() -> dict[tuple[int, str], str]:
    """Marks in the file. Raises NotReadable when it is not as `causes` writes it."""
    entry = my_work.read_entries(FILE).get(KEY)
    if entry is None:
        return {}
    try:
        cells = {(int(cell.split()[0]), cell.split()[1]): mark for cell, mark in entry["marks"].items()}
        if not set(cells.values()) <= {*MARKS} or not {cause for _, cause in cells} <= set(CAUSES):
            raise ValueError
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        wanted = "“marks” should hold cells such as “3 road” with +, − or 0"
        raise my_work.NotReadable(my_work.unreadable(FILE, wanted)) from error
    return cells


def _on_paper(items: dict[int, str]) -> str:
    rows = (html_row((f"{item}. {what}", *["___"] * len(CAUSES))) for item, what in items.items())
    table = scrolling("Grid of explanations", html_table(("Evidence", *CAUSES.values()), rows))
    return card(f"<p>{SAID}</p>{table}")


class _Form:
    """Five short lists for each piece of evidence, and one button."""

    def __init__(self, items: dict[int, str]) -> None:
        import ipywidgets as w

        self.keeper = Keeper(SAVE, self.keep, REPLACE)
        try:
            kept = _kept()
            if kept:
                self.keeper.tell(f"{counted(len(kept), 'mark')} kept before: shown here.")
        except my_work.NotReadable as error:
            self.keeper.tell(str(error), stop=True)
            kept = {}
        self.cells, blocks = {}, []
        for item, what in items.items():
            for cause, name in CAUSES.items():
                cell = w.Dropdown(
                    options=[("", ""), *((mark, mark) for mark in MARKS)],
                    value=kept.get((item, cause), ""),
                    description=name,
                    style={"description_width": "initial"},
                    layout={"width": "8.5em"},
                )
                cell.observe(self.keeper.ask_again, "value")
                self.cells[item, cause] = cell
            line = [self.cells[item, cause] for cause in CAUSES]
            blocks.append(w.HTML(f"<strong>{item}.</strong> {html.escape(what)}"))
            blocks.append(w.HBox(line, layout={"flex_flow": "row wrap"}))
        self.box = form(f"{look()}{SAID}", *blocks, self.keeper.box)

    def keep(self) -> str:
        """Save all marks; others that are kept are replaced only when the reader agreed."""
        given = {f"{item} {cause}": cell.value for (item, cause), cell in self.cells.items() if cell.value}
        if not given:
            return "Set a mark first."
        old = {f"{item} {cause}": mark for (item, cause), mark in _kept().items()}
        if not self.keeper.agreed and any(given.get(cell) != mark for cell, mark in old.items()):
            raise my_work.WouldOverwrite("Other marks are kept already.")
        my_work.save_entry(FILE, KEY, {"marks": given, "saved": date.today().isoformat()})
        return f"{counted(len(given), 'mark')} kept in my_work/{FILE}."
