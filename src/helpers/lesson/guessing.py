"""guess: commit yourself before you see the data; the answer stays folded."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

from helpers.given import a_text, shown
from helpers.lesson import my_work
from helpers.lesson.keeping import keep_row
from helpers.lesson.markup import RING, card, fold, look
from helpers.lesson.questions import QuestionError, question
from helpers.lesson.values import filled
from helpers.lesson.widgets import form, widget_view, widgets_work

FILE = "guesses.json"
KEEP, REPLACE = "Keep my guess", "Replace my guess"


def guess(name: str, ask: str, choices: list | None = None, fields: tuple[str, ...] = ()) -> None:
    """Ask for a guess and keep it in my_work/guesses.json; it is never replaced without asking.

    Parameters
    ----------
    name : id such as "the_incursion-a"; the folded answer comes from lessons/<word>.toml.
    ask : the question.
    choices : options to choose from; without them the reader types.
    fields : names of several numbers to type (for example ("low", "high")).

    Raises
    ------
    QuestionError : there is no folded answer for `name`, or choices or fields are no list of different texts.
    DataError : no question.

    >>> guess("reading_the_report-a", "How many statements name a speaker?", choices=["few", "most"])
    How many statements name a speaker?
    ...
    """
    from IPython.display import display

    entry = question("guess", name)
    a_text(ask, "The question of a guess")
    if choices is not None:
        _refuse(choices, "choices")
    if not isinstance(fields, tuple) or fields:
        _refuse(fields, "fields")
    answer = html.escape(filled(entry["lesson"], entry["answer"]), quote=False)
    folded = fold("What the data say (open it after your guess)", f"<p>{answer}</p>", "cursor:pointer")
    first: dict[str, Any] = {"text/plain": ask, "text/html": _printable(ask, choices, fields)}
    if widgets_work():
        first |= widget_view(_form(name, ask, choices, fields))
    display(first, raw=True)
    display({"text/plain": "The answer is folded.", "text/html": card(folded)}, raw=True)


def _refuse(given: object, what: str) -> None:
    """Choices or fields are a list of different texts or numbers. Raises QuestionError for anything else."""
    each = list(given) if isinstance(given, (list, tuple)) else []
    fine = all(isinstance(one, (str, int, float)) and str(one).strip() for one in each)
    if not fine or not each or len({*map(str, each)}) < len(each):
        raise QuestionError(
            f'The {what} of a guess should be a list of different texts, for example ["yes", "no"]; '
            f"{shown(given)} is none."
        )


def _asked(ask: str) -> str:
    return f"<strong>Your guess:</strong> {html.escape(ask)}"


def _printable(ask: str, choices: list | None, fields: tuple[str, ...]) -> str:
    """The question with its choices, or with room to write."""
    lines = [f"{RING}{html.escape(str(choice))}" for choice in choices or []]
    lines = lines or [f"{html.escape(field)}: ________" for field in fields]
    return card(f"<p>{_asked(ask)}</p>{''.join(f'<p>{line}</p>' for line in lines)}")


def _form(name: str, ask: str, choices: list | None, fields: tuple[str, ...]) -> Any:
    import ipywidgets as w

    wide = {"layout": {"width": "auto"}, "style": {"description_width": "initial"}}
    if choices:
        entries = [w.RadioButtons(options=[(str(choice), choice) for choice in choices], value=None, **wide)]
    else:
        entries = [w.Text(description=field, **wide) for field in fields or ("guess",)]

    def values() -> object:
        return entries[0].value if len(entries) == 1 else {e.description: e.value for e in entries}

    def kept() -> str:
        """The guess in the file as text; empty when there is none."""
        entries = my_work.read_entries(FILE)
        entry = entries.get(name) or entries.get(question("guess", name).get("was"))
        if not entry:
            return ""
        if not isinstance(entry, dict) or not {"guess", "kept_on"} <= set(entry):
            wanted = f"its entry {name} should hold a guess and the day on which it was kept"
            raise my_work.NotReadable(my_work.unreadable(FILE, wanted))
        guess = entry["guess"]
        shown = ", ".join(f"{k}: {v}" for k, v in guess.items()) if isinstance(guess, dict) else guess
        return f"Kept on {html.escape(str(entry['kept_on']))}: <strong>{html.escape(str(shown))}</strong>."

    def missing() -> str:
        return "" if _answered(values()) else "Choose or type something first."

    def save() -> None:
        entry = {"ask": ask, "guess": values(), "kept_on": date.today().isoformat()}
        my_work.save_entry(FILE, name, entry)

    row = keep_row(KEEP, REPLACE, kept, missing, save)
    return form(look() + _asked(ask), *entries, row)


def _answered(value: object) -> bool:
    """Has the reader chosen or typed something, in every field when there are several?"""
    values = value.values() if isinstance(value, dict) else [value]
    return all(one is not None and str(one).strip() for one in values)
