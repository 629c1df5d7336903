"""claims_table: the report's statements, to filter and to open."""

from __future__ import annotations

import html
from importlib.resources import files

import pandas as pd

from helpers.data import lesson_number, load
from helpers.lesson.markup import OWN_KEYS, html_table, scrolling

FILTERS = {"kind": "Kind", "section": "Section", "speaker": "Who says so"}
COLUMNS = ("Nr", "Statement, in our words", "Kind", "Who says so")


def claims_table(*claim_ids: str) -> None:
    """Show the statements named, or all 52, in our own words with kind, speaker and lesson.

    With more than ten rows it has filters (native controls; without scripts the whole table stays).

    Raises
    ------
    ValueError : a claim id that data/claims.csv does not hold.
    """
    from IPython.display import display

    claims = load("claims").assign(speaker=lambda t: t["speaker"].fillna(t["voice"]))
    unknown = sorted(set(claim_ids) - set(claims["claim_id"]))
    if unknown:
        raise ValueError(f"There is no claim {', '.join(unknown)}; ids run from S01a to S48.")
    if claim_ids:
        claims = claims.set_index("claim_id").loc[list(claim_ids)].reset_index()
    plain = "\n".join(f"{row.claim_id} ({row.kind}): {row.claim}" for row in claims.itertuples())
    display({"text/plain": plain, "text/html": _html(claims)}, raw=True)


def _html(claims: pd.DataFrame) -> str:
    table = scrolling("Statements of the report", html_table(COLUMNS, map(_row, claims.itertuples())), "36em")
    if len(claims) <= 10:
        return f'<div class="kx-claims">{table}</div>'
    script = (files("helpers.lesson") / "filter.js").read_text("utf-8")
    return f'<div class="kx-claims">{_filters(claims)}{table}<script>{script}</script></div>'


def _filters(claims: pd.DataFrame) -> str:
    selects = "".join(
        f'<label style="margin-right:1em">{label} <select {OWN_KEYS} data-filter="{column}">'
        + '<option value="">all</option>'
        + "".join(f"<option>{html.escape(value)}</option>" for value in sorted(claims[column].unique()))
        + "</select></label>"
        for column, label in FILTERS.items()
    )
    return (
        f'<p class="kx-filters" hidden>{selects}'
        '<label>Words <input type="search" data-filter="text"></label> '
        f"<output>{len(claims)} of {len(claims)}</output></p>"
    )


def _row(claim: object) -> str:
    more = [
        f"Voice in the report: {claim.voice}",
        f"Can it be checked: {claim.checkable}",
        f"Taught in lesson {' and '.join(map(lesson_number, claim.lesson.split(';')))}",
    ]
    if pd.notna(claim.quantity):
        more.append(f"The number counts: {claim.quantity.replace('_', ' ')}")
    marked = " ".join(f'data-{column}="{html.escape(getattr(claim, column))}"' for column in FILTERS)
    return (
        f'<tr data-row="claims:{claim.claim_id}" {marked}><td>{claim.claim_id}</td>'
        f"<td><details><summary {OWN_KEYS}>{html.escape(claim.claim)}</summary>"
        f"<p>{html.escape('. '.join(more))}.</p></details></td>"
        f"<td>{claim.kind}</td><td>{html.escape(claim.speaker)}</td></tr>"
    )
