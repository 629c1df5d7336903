"""arguments_table: the argument map as a table, to filter and to open, with or without a kernel."""

from __future__ import annotations

import html

import pandas as pd

from helpers.analysis import debate
from helpers.charts.the_argument.words import SIDE_WORDS
from helpers.data import load, page_as_html
from helpers.given import some_rows
from helpers.lesson.filters import WORDS, before_page, filtered, opening_row, select
from helpers.lesson.markup import html_table, scrolling
from helpers.words import Row, dated

NEEDED = (  # of table arguments as `load` gives it
    "row_id argument_id argument question side question2 side2 stance theme kind speaker_group role name "
    "published_first published_last page_grade publisher url outlet note"
)
HEADS = ("Nr", "What is argued, in our words", "Question and answer", "Who", "Day")


def arguments_table(frame: pd.DataFrame) -> None:
    """Show arguments with filters by question, answer, stance, theme, group, speaker, days and words.

    A script makes the filters, and they need no kernel; without scripts the whole table stays.

    Parameters
    ----------
    frame : rows of table arguments.

    Raises
    ------
    DataError : no rows, or rows of another table.

    >>> arguments_table(load("arguments", question="rule_3_1"))
    G001 John Mearsheimer, 1989: To break through on land, an attacker needs about three...
    """
    from IPython.display import display

    rows = debate.described(some_rows(frame, "arguments", NEEDED.split())).sort_values(
        ["question", "middle", "argument_id"]
    )
    plain = "\n".join(f"{r.argument_id} {r.name}, {dated(r)}: {r.argument}" for r in rows.itertuples())
    display({"text/plain": plain, "text/html": _html(rows)}, raw=True)


def _html(rows: pd.DataFrame) -> str:
    asks = load("questions_debated").set_index("question")["asks"].to_dict()
    table = scrolling("Arguments", html_table(HEADS, (_row(row, asks) for row in rows.itertuples())), "36em")
    return filtered("arguments", table, _fields(rows, asks))


def _fields(rows: pd.DataFrame, asks: dict[str, str]) -> list[dict]:
    answered = {*rows["question"], *rows["question2"].dropna()}
    questions = {key: said for key, said in asks.items() if key in answered}
    answers = {side for column in ("side", "side2") for side in rows[column].dropna()}
    return [
        select("question", "Question", questions, parallel=True),
        select("side", "Answer", {k: v for k, v in SIDE_WORDS.items() if k in answers}, parallel=True),
        select("stance", "Filed stance", _values(rows["stance"])),
        select("theme", "Theme", _values(rows["theme"])),
        select("group", "Group", _values(rows["speaker_group"])),
        select("speaker", "Speaker", _values(rows["name"])),
        {"filter": "from", "label": "From", "type": "date"},
        {"filter": "to", "label": "To", "type": "date"},
        WORDS,
    ]


def _values(column: pd.Series) -> list[str]:
    return sorted(column.dropna().unique())


def _row(row: Row, asks: dict[str, str]) -> str:
    answered = [(row.question, row.side)]
    if isinstance(row.question2, str):
        answered.append((row.question2, row.side2))
    marks = {
        "question": ";".join(question for question, _ in answered),
        "side": ";".join(side for _, side in answered),
        "stance": row.stance,
        "theme": row.theme,
        "group": row.speaker_group,
        "speaker": row.name,
        "first": f"{row.published_first:%Y-%m-%d}",
        "last": f"{row.published_last:%Y-%m-%d}",
    }
    said = "<br>".join(
        f"{html.escape(asks[question])} <b>{SIDE_WORDS[side]}</b>" for question, side in answered
    )
    role = f", {html.escape(row.role)}" if isinstance(row.role, str) else ""
    cells = [said, f"<b>{html.escape(row.name)}</b>{role}", dated(row)]
    return opening_row(row.row_id, marks, row.argument_id, row.argument, _more(row), cells)


def _more(row: Row) -> str:
    page, weak = page_as_html(row), before_page(row)
    lines = [
        html.escape(f"Kind: {row.kind}; theme: {row.theme}; filed stance: {row.stance}"),
        f"Page: {weak} {page}" if weak else f"Page: {page} ({row.page_grade})",
    ]
    if isinstance(row.note, str):
        lines.append(html.escape(row.note.rstrip(".")))
    return ". ".join(lines) + "."
