"""briefing, check_briefing, revise: write 250 words, be asked questions about them, and show what changed."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd

from helpers.analysis import briefing as habits
from helpers.analysis.versions import differences
from helpers.data import load
from helpers.lesson import my_work
from helpers.lesson.drafts import drafts, keep_choice, keep_draft, last_choice
from helpers.lesson.keeper import AUTO, Keeper
from helpers.lesson.markup import card, look
from helpers.lesson.pack import TEXT_DAY, lines_of, ordered, plain_lines, question_of
from helpers.lesson.telling import tell
from helpers.lesson.widgets import form, widget_view, widgets_work
from helpers.words import counted

READERS = ("a school paper", "a committee of parliament", "a relief organisation")
LINES, WORDS_A_LINE = 25, 10
MARKS = {"same": "{}", "new": "<ins>{}</ins>", "gone": "<del>{}</del>"}
NEW_DAY = "2024-11-20"  # the last day of the cards


def briefing(briefing_id: str | None = None) -> None:
    """Choose a question and a reader; with a question, write the briefing.

    Every text that is saved becomes a file of its own in my_work (briefing_B2_1.md, _2.md …), and the latest
    is shown again. Without a kernel: the questions, or the template with 25 numbered lines, to print.

    Parameters
    ----------
    briefing_id : "B1" to "B6"; without it, the two lists.

    Raises
    ------
    ValueError : no such question.

    >>> briefing("B2")
    A form, or a sheet to print.
    """
    if briefing_id is None:
        _show(_choices_on_paper(), _choice_form)
        return
    name = question_of(briefing_id).briefing_id
    _show(_template_on_paper(name), lambda: _Writing(name).box)


def check_briefing(briefing_id: str, text: str | None = None, as_of: str = TEXT_DAY) -> None:
    """Ask what a careful neighbour would ask of the latest version. No hint says right or wrong.

    Parameters
    ----------
    briefing_id : "B1" to "B6".
    text : another text than the one kept in my_work.
    as_of : day of the briefing; days behind it are news.

    Raises
    ------
    ValueError : no such question.

    >>> check_briefing("B2")
    … No version of B2 is kept yet: write one above and save it.
    """
    from IPython.display import display

    name = question_of(briefing_id).briefing_id
    if text is None:
        try:
            kept = drafts(name)
        except my_work.NotReadable as error:
            tell("wrong", html.escape(str(error)))
            return
        if not kept:
            tell("waiting", f"No version of {name} is kept yet: write one above and save it.")
            return
        text = kept[-1].text
    page, plain = _hints(name, text, as_of)
    display({"text/plain": plain, "text/html": page}, raw=True)


def revise(briefing_id: str) -> None:
    """Write the version after the news; words that changed are underlined, per cents stand before and after.

    Without a kernel: a sheet for the old and the new bottom line.

    Raises
    ------
    ValueError : no such question.

    >>> revise("B2")
    A form, or a sheet to print.
    """
    name = question_of(briefing_id).briefing_id
    _show(_revision_on_paper(name), lambda: _Writing(name, revision=True).box)


def template(briefing_id: str, reader: str) -> str:
    """The parts of a briefing, to be filled."""
    asked = question_of(briefing_id).question
    parts = [
        "Bottom line.",
        "Finding 1.",
        "Finding 2.",
        "Finding 3.",
        "We do not know",
        "We would change our mind if",
    ]
    first = f"Question. {asked} As known on {_day_of_briefing()}; for {reader}."
    return "\n\n".join([first, *parts, "Figure."]) + "\n"


def compared(old: str, new: str) -> str:
    """What changed from one version to the next as HTML, with the per cent before and after above it."""
    before, after = (habits.how_sure(text) for text in (old, new))
    said = " → ".join("no number" if sure is None else f"{sure} %" for sure in (before, after))
    marked = "".join(MARKS[kind].format(html.escape(words)) for kind, words in differences(old, new))
    return card(
        f"<p><strong>Bottom line: {said}</strong></p>"
        f'<div style="white-space:pre-wrap">{marked}</div>'
        "<p><small>Underlined: new. Struck through: gone.</small></p>"
    )


def _day_of_briefing() -> str:
    stamp = pd.Timestamp(TEXT_DAY)
    return f"{stamp.day} {stamp.month_name()} {stamp.year}"


def _show(page: str, make: Any) -> None:
    """Show the sheet, and where there is a kernel the form in its place."""
    from IPython.display import display

    bundle: dict[str, Any] = {"text/plain": "A form, or a sheet to print.", "text/html": page}
    if widgets_work():
        bundle |= widget_view(make())
    display(bundle, raw=True)


def _hints(name: str, text: str, as_of: str) -> tuple[str, str]:
    """Hints on a text as HTML and as plain text."""
    found = habits.hints(text, lines_of(name), as_of)
    rules = {row.rule_id: row for row in ordered(load("briefing_rules"))}
    lines = [(hint, rules[hint.rule]) for hint in found]
    count = f"{counted(habits.word_count(text), 'word')}, {counted(len(lines), 'hint')}."
    items = "".join(
        f"<li><strong>{hint.rule}</strong> {html.escape(rule.looks_for)}{_quoted(hint.sentence)}"
        f"<br><em>{html.escape(rule.asks)}</em></li>"
        for hint, rule in lines
    )
    listed = f'<ul style="margin:0;padding-left:1.2em">{items}</ul>' if items else ""
    why = "<p><small>A hint is a question, no mark. A briefing may be handed in with hints open.</small></p>"
    plain = "\n".join([count, *(f"{hint.rule}: {rule.asks} {hint.sentence}" for hint, rule in lines)])
    return look() + card(f"<p>{count}</p>{listed}{why}", 'role="status"'), plain


def _quoted(sentence: str) -> str:
    return f": “{html.escape(sentence)}”" if sentence else ""


def _choices_on_paper() -> str:
    questions = load("briefing_questions")
    asked = [f"☐ {row.briefing_id}: {row.question}" for row in questions.itertuples()]
    return card(
        f"<p><strong>One question</strong></p>{plain_lines(asked)}"
        f"<p><strong>One reader</strong></p>{plain_lines(f'☐ {reader}' for reader in READERS)}"
    )


def _template_on_paper(name: str) -> str:
    parts = [part for part in template(name, "__________________").split("\n\n") if part.strip()]
    blank = "".join(
        f'<li style="border-bottom:1px solid gray;height:26px">{"&nbsp;" * 4}</li>' for _ in range(LINES)
    )
    said = f"<p><small>{LINES} lines of {WORDS_A_LINE} words. Ids in brackets: [S16b-01].</small></p>"
    return card(f"{plain_lines(parts)}{said}<ol>{blank}</ol>")


def _revision_on_paper(name: str) -> str:
    lines = ["Before: ____ %", "Bottom line: ______________________________", "After: ____ %"]
    lines += [
        "Bottom line: ______________________________",
        "What on the card moved it: ____________________",
    ]
    said = (
        "Underline in your text what you change. A bottom line that the card does not touch stays as it is."
    )
    return card(f"<p><strong>{name}, revised</strong></p>{plain_lines(lines)}<p><small>{said}</small></p>")


def _choice_form() -> Any:
    """Two lists and a button; each choice is added to those before."""
    import ipywidgets as w

    asked = [
        (f"{row.briefing_id}: {row.question}", row.briefing_id)
        for row in load("briefing_questions").itertuples()
    ]
    wide = {"layout": {"width": "min(44em, 95%)"}, "style": {"description_width": "initial"}}
    question = w.Dropdown(options=asked, description="Question", **wide)
    reader = w.Dropdown(options=list(READERS), description="Reader", **wide)

    def keep() -> str:
        keep_choice(question.value, reader.value)
        return f'{question.value} for {reader.value}. Now ask for its pack: pack("{question.value}").'

    keeper = Keeper("Keep my choice", keep)
    try:
        kept = last_choice()
        if kept and kept["reader"] in READERS and kept["question"] in dict(asked).values():
            question.value, reader.value = kept["question"], kept["reader"]
            keeper.tell(f"Chosen before: {question.value} for {reader.value}.")
    except my_work.NotReadable as error:
        keeper.tell(str(error), stop=True)
    return form(look(), question, reader, keeper.box)


class _Writing:
    """A text, a count of its words, a button that keeps it, and one that asks for hints."""

    def __init__(self, name: str, *, revision: bool = False) -> None:
        import ipywidgets as w

        self.name, self.revision = name, revision
        self.keeper = Keeper("Save as a new version", self.keep)
        self.area = w.Textarea(layout={"width": "95%", "height": "24em"}, continuous_update=True)
        self.count, self.below = w.HTML(), w.HTML()
        self.ask = w.Button(description="Hints", layout=AUTO)
        self.ask.on_click(self.hint)
        self.area.observe(self.counted, "value")
        self.area.value = self.start()
        head = f"{look()}<strong>{name}</strong> {html.escape(question_of(name).question)}"
        self.box = form(head, self.area, self.count, self.ask, self.keeper.box, self.below)

    def start(self) -> str:
        """The latest version; before there is one, the template."""
        try:
            kept = drafts(self.name)
            reader = last_choice().get("reader", READERS[0])
        except my_work.NotReadable as error:
            self.keeper.tell(str(error))
            kept, reader = [], READERS[0]
        if not kept:
            return template(self.name, reader)
        self.keeper.tell(f"Version {kept[-1].number} is shown; no version is ever written over.")
        if self.revision and len(kept) > 1:
            self.below.value = compared(kept[-2].text, kept[-1].text)
        return kept[-1].text

    def counted(self, _: object = None) -> None:
        """Say how many words there are."""
        words = habits.word_count(self.area.value)
        over = f", {words - habits.MOST_WORDS} too many" if words > habits.MOST_WORDS else ""
        self.count.value = f"{words} of {habits.MOST_WORDS} words{over}"

    def hint(self, _: object) -> None:
        """Show hints on the text as it stands."""
        self.below.value = _hints(self.name, self.area.value, NEW_DAY if self.revision else TEXT_DAY)[0]

    def keep(self) -> str:
        """Keep the text as the next version; in a revision show what changed."""
        if self.area.value.strip() == template(self.name, last_choice().get("reader", READERS[0])).strip():
            return "This is the empty template: write something first."
        before = drafts(self.name)
        file, new = keep_draft(self.name, self.area.value)
        if self.revision and new and before:
            self.below.value = compared(before[-1].text, self.area.value.rstrip() + "\n")
        return f"Kept as my_work/{file}." if new else f"Nothing changed since my_work/{file}."
