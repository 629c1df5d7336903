"""scorecard: goals of both sides, each with the conditions of its test, on two days side by side."""

from __future__ import annotations

import html
from collections.abc import Iterable

import pandas as pd

from helpers.analysis import goals
from helpers.data import load
from helpers.given import one_of
from helpers.lesson.filters import before_page
from helpers.lesson.markup import fold, html_cell, html_table, scrolling
from helpers.lesson.stored import row_mark
from helpers.words import Row, day

HEADS = ("Goal and conditions", "On 16 Nov 2024", "As known today")
SIGNS = {  # beside the word, never instead of it
    goals.MET: "✓",
    goals.NOT_MET: "✗",
    goals.OPEN: "?",
    goals.NOT_STATED: "–",
    "reached": "●",
    "partly": "◐",
    "not reached": "○",
}
LINE = "font-weight:normal"  # of the heads of rows


def scorecard(side: str | None = None) -> None:
    """Show goals with their conditions and the marks that follow; a cell opens to its reason and pages.

    Parameters
    ----------
    side : "ukraine" or "russia"; None shows the goals of both.

    Raises
    ------
    DataError : a side without goals.

    >>> scorecard()
    Create a buffer zone on Russian soil, so that Sumy oblast is not attacked from there...
    """
    from IPython.display import display

    conditions = load("goal_conditions")
    rows = goals.marked(load("goals"), conditions)
    if side is not None:
        rows = rows[rows["side"] == one_of(side, rows["side"].unique(), "side")]
    rows = rows.sort_values(["side", "stated_on", "goal_id"], ascending=[False, True, True])
    by_goal = conditions.groupby("goal_id")
    parts = [(row, by_goal.get_group(row.goal_id)) for row in rows.itertuples()]
    body = [line for row, part in parts for line in _goal(row, part)]
    table = scrolling("Goals and their conditions on two days", html_table(HEADS, body))
    plain = "\n".join(f"{row.wording} {row.mark_text} | {row.mark_now}" for row, _ in parts)
    display({"text/plain": plain, "text/html": f'<div class="kx-goals">{table}</div>'}, raw=True)


def _goal(row: Row, conditions: pd.DataFrame) -> list[str]:
    """The line of a goal, the lines of its conditions, and the mark that follows from them."""
    said = f"<b>{html.escape(row.name)}</b>, {day(row.stated_on)}: {html.escape(row.wording)}"
    page = f" <small>[{html.escape(row.publisher)}]</small>"
    head = html_cell(f"{said}{page}", 'th scope="colgroup" colspan="3"', f"{LINE};border-top:2px solid")
    marks = "".join(html_cell(f"<b>{_signed(mark)}</b>") for mark in (row.mark_text, row.mark_now))
    foot = html_cell("So the mark is", 'th scope="row"', LINE)
    lines = [_condition(line) for line in conditions.itertuples()]
    return [f"<tr>{head}</tr>", *lines, f"<tr {row_mark(row.row_id)}>{foot}{marks}</tr>"]


def _condition(row: Row) -> str:
    cells = (
        _opening(row.met_text, row.why_text, row.rows_text),
        _opening(row.met_now, row.why_now, row.rows_now),
    )
    said = html_cell(f"{row.number}. {html.escape(row.condition)}", 'th scope="row"', LINE)
    return f"<tr>{said}{''.join(map(html_cell, cells))}</tr>"


def _opening(met: object, why: object, rows: object) -> str:
    """Sign and word of a condition on one day, which open to the reason and the pages of its rows."""
    if not isinstance(met, str):
        return _signed(goals.NOT_STATED)
    inside = f"{html.escape(str(why))} <small>[{_pages(str(rows).split(';'))}]</small>"
    return fold(_signed(met), inside)


def _pages(row_ids: Iterable[str]) -> str:
    """Publishers of the rows, each once; the marks lead to the rows and so to the list of sources."""
    told: dict[str, str] = {}
    for row_id in row_ids:
        publisher = _publisher(row_id)
        told[publisher] = f"<span {row_mark(row_id)}>{told.get(publisher, html.escape(publisher))}</span>"
    return "; ".join(told.values())


def _publisher(row_id: str) -> str:
    """Who published the page of a row ("copy on …" where it is one); some series of maps name no page."""
    rows = load(row_id.partition(":")[0])
    if "publisher" not in rows:
        return "our measurement of archived maps"
    row = next(rows[rows["row_id"] == row_id].itertuples())
    return f"{before_page(row)} {row.publisher}".strip()


def _signed(word: str) -> str:
    return f'<span aria-hidden="true">{SIGNS[word]}</span> {word}'
