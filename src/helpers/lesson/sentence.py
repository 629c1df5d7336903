"""my_sentence: at the end of a lesson the reader writes what the report should have printed."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

from helpers.lesson import my_work
from helpers.lesson.keeping import keep_row
from helpers.lesson.markup import card, look
from helpers.lesson.questions import questions_of
from helpers.lesson.widgets import form, widget_view, widgets_work

FILE = "sentences.json"
KEEP, REPLACE = "Keep my sentence", "Replace my sentence"
ASK = "Write the sentence that the report should have printed."
LINES = 4  # on paper; at the width of a page each holds about twelve words
LINE = '<div aria-hidden="true" style="border-bottom:1px solid gray;height:34px"></div>'


def my_sentence(lesson: str) -> None:
    """Ask for the sentence that the report should have printed; it is kept in my_work/sentences.json.

    The file holds {lesson: {"text", "saved"}}. A sentence that is kept is shown again, and replaced only by a
    second press of the button. Without a kernel: lines to write on.

    Parameters
    ----------
    lesson : the lesson's word ("the_incursion").

    Raises
    ------
    QuestionError : there is no such lesson.

    >>> my_sentence("the_balance")
    Write the sentence that the report should have printed.
    """
    from IPython.display import display

    questions_of(lesson)
    bundle: dict[str, Any] = {"text/plain": ASK, "text/html": card(f"<p>{_asked()}</p>{LINE * LINES}")}
    if widgets_work():
        bundle |= widget_view(_form(lesson))
    display(bundle, raw=True)


def _asked() -> str:
    return f"<strong>Your sentence:</strong> {ASK}"


def _kept(lesson: str) -> dict[str, str]:
    """The sentence of a lesson and its day; empty when none is kept. Raises NotReadable on another form."""
    entry = my_work.read_entries(FILE).get(lesson, {})
    if entry and not (isinstance(entry, dict) and {"text", "saved"} <= entry.keys()):
        wanted = f"{lesson} should hold a text and the day on which it was saved"
        raise my_work.NotReadable(my_work.unreadable(FILE, wanted))
    return {key: str(value) for key, value in entry.items()}


def _form(lesson: str) -> Any:
    """The widget: a box for the text that holds what is kept, and the button that asks before it replaces."""
    import ipywidgets as w

    text = w.Textarea(rows=3, layout={"width": "min(46em, 95%)"})

    def written() -> str:
        return text.value.strip()

    def kept() -> str:
        entry = _kept(lesson)
        if not entry:
            return ""
        return f"Kept on {html.escape(entry['saved'])}: <strong>{html.escape(entry['text'])}</strong>"

    def missing() -> str:
        if not written():
            return "Write your sentence first."
        return kept() if _kept(lesson).get("text") == written() else ""

    def save() -> None:
        my_work.save_entry(FILE, lesson, {"text": written(), "saved": date.today().isoformat()})

    row = keep_row(KEEP, REPLACE, kept, missing, save)
    if not row.children[0].disabled:
        text.value = _kept(lesson).get("text", "")
    return form(look() + _asked(), text, row)
