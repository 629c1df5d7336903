"""claims_table: the report's statements, to filter and to open."""

from __future__ import annotations

import html
from collections.abc import Iterable

import pandas as pd

from helpers.analysis.wording import SECTIONS
from helpers.data import lesson_number, load
from helpers.given import DataError, nearest, shown
from helpers.lesson.filters import WORDS, filtered, opening_row, select
from helpers.lesson.markup import html_table, scrolling
from helpers.words import Row

FILTERS = {"kind": "Kind", "section": "Section", "speaker": "Who says so"}
LABELS = {"section": SECTIONS}  # a filter's values that are no words
FEW = 10  # rows that need no filters
COLUMNS = ("Nr", "Statement, in our words", "Kind", "Who says so")


def claims_table(*claim_ids: str) -> None:
    """Show the statements named, or all, in our own words with kind, speaker and lesson.

    With more than ten rows it has filters, made by a script; without scripts the whole table stays.

    Raises
    ------
    DataError : a claim id that data/claims.csv does not hold.

    >>> claims_table("S12")
    S12 (estimate): Over 1,000 square kilometres were taken within days
    """
    from IPython.display import display

    claims = load("claims").assign(speaker=lambda t: t["speaker"].fillna(t["voice"]))
    asked = known_claims(claim_ids, claims["claim_id"])
    if asked:
        claims = claims.set_index("claim_id").loc[asked].reset_index()
    plain = "\n".join(f"{row.claim_id} ({row.kind}): {row.claim}" for row in claims.itertuples())
    display({"text/plain": plain, "text/html": _html(claims)}, raw=True)


def known_claims(asked: Iterable[str], known: Iterable[str]) -> list[str]:
    """The ids that were asked for, each once.

    Parameters
    ----------
    asked : what a reader wrote.
    known : the ids that there are.

    Raises DataError for the first that is not known, with the nearest that are.
    """
    every = list(known)
    for name in asked:
        if not isinstance(name, str) or name not in every:
            raise DataError(
                f"No statement {shown(name)} is here.{nearest(name, every)} Ids are texts, one after the "
                f'other, from "{min(every)}" to "{max(every)}".'
            )
    return list(dict.fromkeys(asked))


def _html(claims: pd.DataFrame) -> str:
    few = len(claims) <= FEW
    defined = load("quantities").set_index("quantity")["definition"].str.removesuffix(".")
    claims = claims.assign(counted=claims["quantity"].map(defined))
    rows = html_table(COLUMNS, map(_row, claims.itertuples()))
    table = scrolling("Statements of the report", rows, "none" if few else "36em")
    selects = [select(column, label, _options(claims, column)) for column, label in FILTERS.items()]
    return filtered("claims", table, [] if few else [*selects, WORDS])


def _options(claims: pd.DataFrame, column: str) -> dict[str, str]:
    """The values of a filter, each with the words that stand for it."""
    values = sorted(claims[column].unique())
    return {value: LABELS.get(column, {}).get(value, value) for value in values}


def _row(claim: Row) -> str:
    more = [
        f"Voice in the report: {claim.voice}",
        f"Can it be checked: {claim.checkable}",
        f"Taught in lesson {' and '.join(map(lesson_number, claim.lesson.split(';')))}",
    ]
    if pd.notna(claim.counted):
        more.append(f"Counted for it in our data: {claim.counted}")
    return opening_row(
        f"claims:{claim.claim_id}",
        {column: getattr(claim, column) for column in FILTERS},
        claim.claim_id,
        claim.claim,
        f"{html.escape('. '.join(more))}.",
        [html.escape(claim.kind), html.escape(claim.speaker)],
    )
