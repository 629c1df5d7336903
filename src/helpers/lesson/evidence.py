"""evidence_table: what speaks for a statement and what speaks against it or limits it, side by side."""

from __future__ import annotations

import html

import pandas as pd

from helpers.data import load
from helpers.lesson.filters import WEAK
from helpers.lesson.markup import html_table, scrolling
from helpers.lesson.stored import row_mark
from helpers.words import Row

COLUMNS = {
    "Supports the statement": ["supports"],
    "Contradicts or limits it": ["contradicts", "qualifies"],
}
ROWS = {"then": "Known by 20 Nov 2024", "now": "Known later"}


def evidence_table(*claim_ids: str) -> None:
    """Show the evidence on statements in two columns, divided by what could be known in November 2024.

    Parameters
    ----------
    claim_ids : ids such as "S04".

    Raises
    ------
    ValueError : no id, or one for which data/claim_evidence.csv has no row.
    """
    from IPython.display import display

    evidence = load("claim_evidence", claim_id=list(claim_ids))
    missing = sorted(set(claim_ids) - set(evidence["claim_id"]))
    if missing or not claim_ids:
        raise ValueError(f"There is no evidence for {', '.join(missing) or 'no statement'}; ids run to S48.")
    evidence = evidence.assign(
        publisher=evidence["source_id"].map(load("sources").set_index("source_id")["publisher"])
    )
    claims = load("claims").set_index("claim_id")["claim"]
    plain = "\n".join(f"{row.evidence_id} ({row.bearing}): {row.what}" for row in evidence.itertuples())
    blocks = "".join(_block(name, claims[name], evidence[evidence["claim_id"] == name]) for name in claim_ids)
    display({"text/plain": plain, "text/html": f'<div style="max-width:60em">{blocks}</div>'}, raw=True)


def _block(claim_id: str, claim: str, rows: pd.DataFrame) -> str:
    body = []
    for known, label in ROWS.items():
        some = rows[rows["known"] == known]
        if some.empty:
            continue
        cells = "".join(_cell(some[some["bearing"].isin(bearings)]) for bearings in COLUMNS.values())
        body += [
            f'<tr><th scope="colgroup" colspan="2" style="font-weight:normal"><em>{label}</em></th></tr>',
            f"<tr>{cells}</tr>",
        ]
    table = scrolling(f"Evidence on {claim_id}", html_table(COLUMNS, body))
    return f"<p><strong>{html.escape(claim_id)}</strong> {html.escape(claim)}.</p>{table}"


def _cell(rows: pd.DataFrame) -> str:
    items = "".join(_item(row) for row in rows.itertuples())
    inside = f'<ul style="margin:0;padding-left:1.1em">{items}</ul>' if items else "nothing found"
    return f'<td style="width:50%">{inside}</td>'


def _item(row: Row) -> str:
    limits = "<em>limits:</em> " if row.bearing == "qualifies" else ""
    page = ""
    if isinstance(row.publisher, str):
        weak = WEAK.get(row.page_grade)
        page = f" <small>[{weak + ' ' if weak else ''}{html.escape(row.publisher)}]</small>"
    mark = row_mark(f"claim_evidence:{row.evidence_id}")
    return f"<li {mark}>{limits}{html.escape(row.what)}{page}</li>"
