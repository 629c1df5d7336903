"""pack, new_information, specimen, hints_table: what a briefing is made from and held against."""

from __future__ import annotations

import html
from collections.abc import Iterable

import pandas as pd

from helpers.analysis import packs
from helpers.data import load, row_ids
from helpers.given import DataError, a_day
from helpers.lesson.markup import card, html_cell, html_row, html_table, scrolling
from helpers.lesson.stored import row_mark
from helpers.lesson.telling import tell
from helpers.words import Row, counted, day

TEXT_DAY = f"{packs.TEXT_DAY:%Y-%m-%d}"
GRADES = {"primary": "p", "agency": "a", "relay": "r", "mirror": "m", "party": "s"}
GAINS = {"yes": "+", "no": "−", "neither": "0", "unclear": "?"}
HEADS = ("Id", "Who", "Day", "What it says", "Gains", "Page", "Depends on")
READ = (
    "Gains: + if the answer is yes or large (in B6: if the authorities look able), − if it is no or small, "
    "0 neither way, ? unclear; * speaks against that. This is our judgement. Page: p primary, a agency, "
    "r relay, m copy, s a party's own outlet."
)
QUALITIES = ("weak", "fair", "strong")


def question_of(briefing_id: str) -> Row:
    """One question of table briefing_questions.

    Raises
    ------
    DataError : there is no such question; the message lists those there are.
    """
    questions = load("briefing_questions")
    found = questions[questions["briefing_id"] == str(briefing_id).strip().upper()]
    if found.empty:
        known = ", ".join(questions["briefing_id"])
        raise DataError(f"There is no question {briefing_id!r}; the questions are {known}.")
    return next(found.itertuples())


def lines_of(briefing_id: str) -> pd.DataFrame:
    """The whole pack of a question with marks, grades and numbers of its rows."""
    lines = load("briefing_packs", briefing_id=question_of(briefing_id).briefing_id)
    wanted = ["row_id", "page_grade", "quantity", *packs.LIMITS]
    tables = sorted(set(lines["row_ref"].str.partition(":")[0]))
    rows = pd.concat([_with_ids(name).reindex(columns=wanted) for name in tables])
    return packs.described(lines, rows)


def questions_table() -> None:
    """Show the six questions with the statements and the figures that fit them.

    >>> questions_table()
    B1: How much of Kursk oblast did Ukraine hold, and how much of it was lost again?
    ...
    """
    from IPython.display import display

    rows = load("briefing_questions")
    cells = [
        (row.briefing_id, row.question, _listed(row.claims), _listed(row.figures))
        for row in rows.itertuples()
    ]
    table = html_table(("Nr", "Question", "Statements", "Figures"), map(html_row, cells))
    plain = "\n".join(f"{name}: {asked}" for name, asked, *_ in cells)
    display({"text/plain": plain, "text/html": scrolling("Six questions", table)}, raw=True)


def pack(briefing_id: str, known_by: str = TEXT_DAY, *, hindsight: bool = False) -> None:
    """Show what was public on a question by a day: who says it, who gains, how strong the page is.

    Parameters
    ----------
    briefing_id : "B1" to "B6".
    known_by : the day; behind 16 November 2024 evidence of later days is added.
    hindsight : a day behind 20 November shows what nobody could know then: say True to see it all the same.

    Raises
    ------
    DataError : no such question.

    >>> pack("B2", known_by="2024-11-16")
    S16b-01: US officials, not named, in the New York Times: the force for Kursk was...
    """
    from IPython.display import display

    asked, by = question_of(briefing_id), a_day(known_by)
    if by > packs.PAGE_DAY and not hindsight:
        tell("waiting", "This is hindsight: on the day of the briefing nobody could know it. "
             "Say <code>hindsight=True</code> to see it all the same.")  # fmt: skip
        return
    lines = packs.public_by(lines_of(briefing_id), by)
    evidence = load("claim_evidence", claim_id=asked.claims.split(";"))
    seen, hidden = packs.later_evidence(evidence, by)
    body = [*map(_line, lines.itertuples()), *map(_later, seen.itertuples())]
    table = scrolling(f"Source pack {asked.briefing_id}", html_table(HEADS, body))
    told = f"{counted(hidden, 'later row')} {'is' if hidden == 1 else 'are'} hidden."
    head = f"<p><strong>{asked.briefing_id}. {html.escape(asked.question)}</strong> Public by {day(by)}.</p>"
    page = f"{head}{table}<p><small>{told} {READ}</small></p>"
    plain = "\n".join(f"{row.mark}: {row.who}: {row.what}" for row in lines.itertuples())
    display({"text/plain": f"{plain}\n{told}", "text/html": page}, raw=True)


def new_information(briefing_id: str) -> None:
    """Show the cards of 17 to 20 November 2024 on one question, and those that are for all.

    Raises
    ------
    DataError : no such question.

    >>> new_information("B2")
    19 Nov 2024: General Pavliuk lists airborne and marine formations that were drawn to...
    """
    from IPython.display import display

    asked = question_of(briefing_id)
    cards = load("briefing_cards").sort_values(["briefing_id", "number"])
    cards = cards[cards["briefing_id"].isin([asked.briefing_id, "all"])]
    own = cards[cards["briefing_id"] == asked.briefing_id]
    blocks = [card(_card(row), style="page-break-inside:avoid") for row in cards.itertuples()]
    if own.empty:
        blocks.insert(
            0, card(f"<p>On {asked.briefing_id} our rows hold nothing new: then nothing may change.</p>")
        )
    plain = "\n".join(f"{day(row.day)}: {row.what}" for row in cards.itertuples())
    display({"text/plain": plain, "text/html": "".join(blocks)}, raw=True)


def specimen(quality: str) -> None:
    """Show one of three answers to B2, part by part, with notes in the margin.

    Parameters
    ----------
    quality : "weak", "fair" or "strong".

    Raises
    ------
    DataError : another word.

    >>> specimen("weak")
    Moscow did not swallow the bait, the report says, but it did. 50,000 soldiers were...
    """
    from IPython.display import display

    if quality not in QUALITIES:
        raise DataError(f"There is no {quality!r} answer; there are {', '.join(QUALITIES)}.")
    parts = load("briefing_specimens", quality=quality).sort_values("place")
    rows = [_part(row) for row in parts.itertuples()]
    table = html_table((f"B2, {quality}", "In the margin"), rows)
    display(
        {"text/plain": " ".join(parts["text"]), "text/html": scrolling(f"The {quality} answer", table)},
        raw=True,
    )


def hints_table() -> None:
    """Show the twelve habits, each with an example that brings a hint and one that does not.

    >>> hints_table()
    R1 | A number without speaker and day | Who says so, and when? | 50,000 soldiers were...
    """
    from IPython.display import display

    rules = ordered(load("briefing_rules"))
    cells = [
        (row.rule_id, row.looks_for, row.asks, *map(_first, (row.triggers, row.passes))) for row in rules
    ]
    table = html_table(("Nr", "A hint looks for", "and asks", "Hint", "No hint"), map(html_row, cells))
    plain = "\n".join(" | ".join(row) for row in cells)
    display({"text/plain": plain, "text/html": scrolling("Twelve habits", table)}, raw=True)


def ordered(rules: pd.DataFrame) -> list[Row]:
    """Rules by their numbers: R2 before R10."""
    return sorted(rules.itertuples(), key=lambda row: int(row.rule_id[1:]))


def _with_ids(table: str) -> pd.DataFrame:
    rows = load(table)
    return rows.assign(row_id=row_ids(table, rows))


def _line(row: Row) -> str:
    said = day(row.day) if pd.notna(row.day) else "day not shown"
    gains = GAINS[row.gains_if] + ("*" if row.against_own == "yes" else "")
    depends = row.depends_on if isinstance(row.depends_on, str) else ""
    return html_row((row.mark, row.who, said, row.what, gains, GRADES[row.grade], depends), row.row_ref)


def _later(row: Row) -> str:
    grade = GRADES.get(row.page_grade, "")
    said = day(row.day) if pd.notna(row.day) else "17 to 20 Nov 2024"
    return html_row((row.evidence_id, "new", said, row.what, "", grade, ""), row.row_id)


def _card(row: Row) -> str:
    marked = "".join(f"<span {row_mark(row_id)}></span>" for row_id in row.row_refs.split(";"))
    return f"<p><strong>{day(row.day)}</strong> {marked}{html.escape(row.what)}.</p>"


def _part(row: Row) -> str:
    note = html_cell(f"<em>{row.place}</em> {html.escape(row.note)}", style="font-size:14px")
    text = html_cell(f"{html.escape(row.text)} <sup>{row.place}</sup>", style="font-weight:normal;width:58%")
    return f"<tr {row_mark(f'briefing_specimens:{row.quality}|{row.place}')}>{text}{note}</tr>"


def _listed(cell: str) -> str:
    return ", ".join(cell.split(";"))


def _first(examples: str) -> str:
    return examples.split(";", maxsplit=1)[0]


def plain_lines(lines: Iterable[str]) -> str:
    """Paragraphs of plain text as HTML."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)
