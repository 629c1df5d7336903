"""evidence_table: what speaks for a statement and what speaks against it or limits it, side by side."""

from __future__ import annotations

import html

import pandas as pd

from helpers.data import load
from helpers.given import DataError
from helpers.lesson.claims import known_claims
from helpers.lesson.filters import before_page
from helpers.lesson.markup import WIDTH, html_cell, html_table, scrolling
from helpers.lesson.stored import row_mark
from helpers.words import Row

COLUMNS = {
    "Supports the statement": ["supports"],
    "Contradicts or limits it": ["contradicts", "qualifies"],
}
KNOWN = {  # what a row of evidence was public by, and the label of its block
    "text": "Known by 16 Nov 2024, the report's own days",
    "page": "17 to 20 Nov 2024, when the page went out",
    "now": "Later",
}
DAYS = {"text": "by 16 Nov 2024", "page": "by 20 Nov 2024", "now": "today"}  # of the three verdicts


def evidence_table(*claim_ids: str) -> None:
    """Show the evidence on statements in two columns, divided by the day on which it was public.

    Above each table stand the statement's verdicts on three days and the word on whose meaning they hang.

    Parameters
    ----------
    claim_ids : ids such as "S04".

    Raises
    ------
    DataError : no id, or one for which data/claim_evidence.csv has no row.

    >>> evidence_table("S12")
    S12, by 16 Nov 2024: partly, by 20 Nov 2024: partly, today: partly
    ...
    """
    from IPython.display import display

    evidence = load("claim_evidence")
    if not claim_ids:
        raise DataError('Say for which statements, for example evidence_table("S04").')
    asked = known_claims(claim_ids, evidence["claim_id"])
    found = load("claims").merge(load("verdicts"), on="claim_id").set_index("claim_id", drop=False)
    claims = [found.loc[name] for name in asked]
    blocks = [(claim, evidence[evidence["claim_id"] == claim["claim_id"]]) for claim in claims]
    html_blocks = "".join(_block(claim, rows) for claim, rows in blocks)
    plain = "\n".join(_plain(claim, rows) for claim, rows in blocks)
    display({"text/plain": plain, "text/html": f'<div style="{WIDTH}">{html_blocks}</div>'}, raw=True)


def _plain(claim: pd.Series, rows: pd.DataFrame) -> str:
    """Verdicts and rows of one statement as lines of text."""
    said = ", ".join(f"{when}: {claim[f'verdict_{known}']}" for known, when in DAYS.items())
    lines = [f"{row.evidence_id} ({row.bearing}): {row.what}" for row in rows.itertuples()]
    return "\n".join([f"{claim['claim_id']}, {said}", *lines])


def _block(claim: pd.Series, rows: pd.DataFrame) -> str:
    body = []
    for known, label in KNOWN.items():
        some = rows[rows["known"] == known]
        if some.empty:
            continue
        cells = "".join(_cell(some[some["bearing"].isin(bearings)]) for bearings in COLUMNS.values())
        head = html_cell(f"<em>{label}</em>", 'th scope="colgroup" colspan="2"', "font-weight:normal")
        body += [f"<tr>{head}</tr>", f"<tr>{cells}</tr>"]
    table = scrolling(f"Evidence on {claim['claim_id']}", html_table(COLUMNS, body))
    name, text = html.escape(claim["claim_id"]), html.escape(claim["claim"])
    return f"<p><strong>{name}</strong> {text}.<br>{_verdicts(claim)}</p>{table}"


def _verdicts(claim: pd.Series) -> str:
    """The three verdicts in words, and what they hang on."""
    said = ", ".join(f"{when} <strong>{claim[f'verdict_{known}']}</strong>" for known, when in DAYS.items())
    return f"Our verdict: {said}. It hangs on: {html.escape(claim['deciding_definition'])}."


def _cell(rows: pd.DataFrame) -> str:
    items = "".join(_item(row) for row in rows.itertuples())
    inside = f'<ul style="margin:0;padding-left:1.1em">{items}</ul>' if items else "nothing found"
    return html_cell(inside, style="width:50%;font-weight:normal")


def _item(row: Row) -> str:
    limits = "<em>limits:</em> " if row.bearing == "qualifies" else ""
    page = ""
    if isinstance(row.publisher, str):
        page = f" <small>[{f'{before_page(row)} {html.escape(row.publisher)}'.strip()}]</small>"
    mark = row_mark(f"claim_evidence:{row.evidence_id}")
    return f"<li {mark}>{limits}{html.escape(row.what)}{page}</li>"
