"""arguments_table: the argument map as a table, to filter and to open, with or without a kernel."""

from __future__ import annotations

import html

import pandas as pd

from helpers.analysis import debate
from helpers.charts.the_argument.words import SIDE_WORDS
from helpers.data import load, page_as_html
from helpers.lesson.filters import WORDS, before_page, filtered, opening_row, select
from helpers.lesson.markup import html_table, scrolling
from helpers.words import Row, dated

HEADS = ("Nr", "What is argued, in our words", "Question and answer", "Who", "Day")
LINES = ' style="display:flex;flex-wrap:wrap;gap:.4em 1em"'
STYLE = (
    "<style>.kx-filters[hidden]{display:none!important}.kx-filters select{max-width:16em}"
    ".kx-arguments a{text-decoration:underline!important}"
    ".kx-arguments tr[hidden]{display:none!important}@media(max-width:600px){.kx-arguments thead"
    "{display:none}.kx-arguments :is(table,tbody,tr,td){display:block}}</style>"
)


def arguments_table(frame: pd.DataFrame) -> None:
    """Show arguments with filters by question, answer, stance, theme, group, speaker, days and words.

    The filters are native controls and need no kernel; without scripts the whole table stays.

    Parameters
    ----------
    frame : rows of table arguments.

    Raises
    ------
    ValueError : no rows.
    """
    from IPython.display import display

    if frame.empty:
        raise ValueError("There are no arguments to show; loosen the filter.")
    rows = debate.described(frame).sort_values(["question", "middle", "argument_id"])
    plain = "\n".join(f"{r.argument_id} {r.name}, {dated(r)}: {r.argument}" for r in rows.itertuples())
    display({"text/plain": plain, "text/html": _html(rows)}, raw=True)


def _html(rows: pd.DataFrame) -> str:
    asks = load("questions_debated").set_index("question")["asks"].to_dict()
    table = scrolling("Arguments", html_table(HEADS, (_row(row, asks) for row in rows.itertuples())), "36em")
    return filtered("arguments", STYLE + table, len(rows), _controls(rows, asks), LINES)


def _controls(rows: pd.DataFrame, asks: dict[str, str]) -> str:
    answered = {*rows["question"], *rows["question2"].dropna()}
    questions = {key: said for key, said in asks.items() if key in answered}
    return "".join(
        [
            select("question", "Question", questions, parallel=True),
            select("side", "Answer", SIDE_WORDS, parallel=True),
            select("stance", "Filed stance", _same(rows["stance"])),
            select("theme", "Theme", _same(rows["theme"])),
            select("group", "Group", _same(rows["speaker_group"])),
            select("speaker", "Speaker", _same(rows["name"])),
            '<label>From <input type="date" data-filter="from"></label>',
            '<label>To <input type="date" data-filter="to"></label>',
            WORDS,
        ]
    )


def _same(column: pd.Series) -> dict[str, str]:
    return {value: value for value in sorted(column.dropna().unique())}


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
