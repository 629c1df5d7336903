"""judge, my_agreement: the reader's own words on statements for two days, and ours beside them."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pandas as pd

from helpers.analysis.hindsight import own_words
from helpers.data import load
from helpers.given import DataError
from helpers.lesson import my_work
from helpers.lesson.claims import known_claims
from helpers.lesson.keeper import Keeper
from helpers.lesson.markup import card, html_row, html_table, look, scrolling
from helpers.lesson.telling import tell
from helpers.lesson.widgets import form, widget_view, widgets_work
from helpers.words import MISSING, counted

FILE = "verdicts.json"
WORDS = ("supported", "partly", "contested", "contradicted", "overtaken", "not checkable")
DAYS = {"text": "on 16 Nov 2024", "now": "today"}
SAVE, REPLACE = "Keep my words", "Replace my words"
YES, NO = "same", "differ"


def judge(*claim_ids: str) -> None:
    """Ask for one of six words on each statement, for 16 November 2024 and for today.

    Kept in my_work/verdicts.json, replaced only by a second press. Ours are not shown here. Without a
    kernel: a table to fill.

    Raises
    ------
    DataError : an id that data/claims.csv does not hold, or none.

    >>> judge("S12")
    S12: Over 1,000 square kilometres were taken within days
    """
    from IPython.display import display

    claims = load("claims").set_index("claim_id")
    if not claim_ids:
        raise DataError('Say which statements, for example judge("S12").')
    asked = claims.loc[known_claims(claim_ids, claims.index), "claim"].to_dict()
    plain = "\n".join(f"{name}: {text}" for name, text in asked.items())
    bundle: dict[str, Any] = {"text/plain": plain, "text/html": _on_paper(asked)}
    if widgets_work():
        bundle |= widget_view(_Form(asked).box)
    display(bundle, raw=True)


def my_agreement() -> None:
    """Show the reader's words beside ours, and what ours hang on; a line of words without any.

    >>> my_agreement()
    … No words of yours are kept yet. On paper: put your list beside the tiles above.
    """
    from IPython.display import display

    try:
        given = _kept()
    except my_work.NotReadable as error:
        tell("wrong", html.escape(str(error)))
        return
    if not given:
        tell("waiting", "No words of yours are kept yet. On paper: put your list beside the tiles above.")
        return
    frame = pd.DataFrame([{"claim_id": name, **words} for name, words in given.items()])
    rows = own_words(frame, load("verdicts"))
    same = int(rows["same_text"].sum() + rows["same_now"].sum())
    said = f"{same} of {2 * len(rows)} words are the same. Where they differ, ask first: the same meaning?"
    cells = (
        html_row(
            (
                row.claim_id,
                f"{row.text} / {row.verdict_text}",
                f"{row.now} / {row.verdict_now}",
                row.deciding_definition,
            ),
            f"verdicts:{row.claim_id}",
        )
        for row in rows.itertuples()
    )
    heads = ("Nr", "16 Nov 2024: yours / ours", "Today: yours / ours", "It hangs on")
    table = scrolling("Your words and ours", html_table(heads, cells))
    display({"text/plain": said, "text/html": card(f"<p>{said}</p>{table}", 'role="status"')}, raw=True)


def _kept() -> dict[str, dict[str, str]]:
    """Words by statement. Raises NotReadable when the file is not as `judge` writes it."""
    entries = my_work.read_entries(FILE)
    known = set(load("claims")["claim_id"])
    found = {}
    for name, entry in entries.items():
        words = {day: entry.get(day) for day in DAYS} if isinstance(entry, dict) else {}
        if name not in known or not words or not set(words.values()) <= set(WORDS):
            wanted = f"{name} should hold one of the six words for “text” and for “now”"
            raise my_work.NotReadable(my_work.unreadable(FILE, wanted))
        found[name] = {day: str(word) for day, word in words.items()}
    return found


def _on_paper(asked: dict[str, str]) -> str:
    rows = (html_row((name, text, "_" * 6, "_" * 6)) for name, text in asked.items())
    heads = ("Nr", "Statement, in our words", "16 Nov 2024", "Today")
    table = scrolling("My words", html_table(heads, rows))
    return card(f"{table}<p><small>Words: {', '.join(WORDS)}.</small></p>")


class _Form:
    """Two lists of words for each statement, and one button."""

    def __init__(self, asked: dict[str, str]) -> None:
        import ipywidgets as w

        self.keeper = Keeper(SAVE, self.keep, REPLACE)
        try:
            kept = _kept()
            if shown := [name for name in asked if name in kept]:
                self.keeper.tell(f"Words on {counted(len(shown), 'statement')} kept before: shown here.")
        except my_work.NotReadable as error:
            self.keeper.tell(str(error), stop=True)
            kept = {}
        self.lists: dict[tuple[str, str], Any] = {}
        blocks = []
        for name, text in asked.items():
            for when, said in DAYS.items():
                choice = w.Dropdown(
                    options=[(MISSING, ""), *((word, word) for word in WORDS)],
                    value=kept.get(name, {}).get(when, ""),
                    description=said,
                    style={"description_width": "initial"},
                    layout={"width": "17em"},
                )
                choice.observe(self.keeper.ask_again, "value")
                self.lists[name, when] = choice
            line = w.HBox([self.lists[name, when] for when in DAYS], layout={"flex_flow": "row wrap"})
            blocks += [w.HTML(f"<strong>{name}</strong> {html.escape(text)}"), line]
        self.box = form(f"{look()}Choose your word for each day.", *blocks, self.keeper.box)

    def keep(self) -> str:
        """Keep statements with both words; what is kept is replaced only when the reader agreed."""
        names = dict.fromkeys(name for name, _ in self.lists)
        given = {name: {when: self.lists[name, when].value for when in DAYS} for name in names}
        full = {name: words for name, words in given.items() if all(words.values())}
        if not full:
            return "Choose a word for both days of a statement first."
        old = _kept()
        if not self.keeper.agreed and any(name in old and old[name] != words for name, words in full.items()):
            raise my_work.WouldOverwrite("Other words on these statements are kept already.")
        for name, words in full.items():
            my_work.save_entry(FILE, name, words | {"saved": date.today().isoformat()})
        return f"Your words on {counted(len(full), 'statement')} are kept in my_work/{FILE}."
