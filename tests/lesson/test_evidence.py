"""The table of evidence: what stands in which column."""

import html
import re

import pytest

from helpers import claims_table, evidence_table
from helpers.analysis.wording import SECTIONS
from helpers.data import load


def test_each_row_stands_once_in_the_column_of_its_bearing(shown):
    evidence_table("S04", "S29")
    page = shown[0]["text/html"]
    rows = load("claim_evidence", claim_id=["S04", "S29"])
    ids = re.findall(r'data-row="claim_evidence:(S\d+-\d+)"', page)
    assert sorted(ids) == sorted(rows["evidence_id"])
    bearing = rows.set_index("evidence_id")["bearing"]
    for cells in re.findall(r"<tr>(<td.+?)</tr>", page):
        left, right = re.findall(r"<td.+?</td>", cells)
        found = [re.findall(r"claim_evidence:(S\d+-\d+)", cell) for cell in (left, right)]
        assert {bearing[name] for name in found[0]} <= {"supports"}
        assert {bearing[name] for name in found[1]} <= {"contradicts", "qualifies"}


def test_copies_are_named_as_copies_and_empty_cells_say_so(shown):
    evidence_table("S29", "S49")
    page = shown[0]["text/html"]
    assert "copy on Big News Network" in page and "nothing found" in page


@pytest.mark.parametrize("claim", load("claims")["claim_id"])
def test_every_statement_has_its_table_with_three_verdicts_and_what_they_hang_on(shown, claim):
    evidence_table(claim)
    shown_html, verdict = html.unescape(shown[0]["text/html"]), load("verdicts", claim_id=claim).iloc[0]
    told = shown_html.split("<table")[0]
    said = re.search("by 16 Nov 2024 (.+?), by 20 Nov 2024 (.+?), today (.+?)[.]", told).groups()
    names = [f"verdict_{time}" for time in ("text", "page", "now")]
    assert [re.sub("<.+?>", "", word) for word in said] == verdict[names].tolist()
    assert verdict["deciding_definition"] in told


def test_blocks_divide_the_evidence_by_the_day_on_which_it_was_public(shown):
    evidence_table("S31")
    labels = ("Known by 16 Nov 2024, the report's own days", "17 to 20 Nov 2024", "Later")
    found = re.split("|".join(f"<em>{label}[^<]*</em>" for label in labels), shown[0]["text/html"])
    known = load("claim_evidence", claim_id="S31").set_index("evidence_id")["known"]
    assert len(found) == 4
    for time, block in zip(("text", "page", "now"), found[1:], strict=True):
        assert set(re.findall(r"claim_evidence:(S\d+-\d+)", block)) == set(known.index[known == time])


def test_the_table_of_statements_shows_words_and_no_names_of_columns(shown):
    claims_table()
    page = html.unescape(shown[0]["text/html"])
    claims, defined = load("claims"), load("quantities").set_index("quantity")["definition"]
    for quantity in claims["quantity"].dropna().unique():
        assert f"in our data: {defined[quantity].removesuffix('.')}." in page
        assert quantity.replace("_", " ") not in page
    assert all(f'"{section}", "{words}"' in page for section, words in SECTIONS.items())
    assert set(claims["section"]) == set(SECTIONS)


def test_unknown_statements_are_refused_by_the_ids_that_exist():
    last = load("claims")["claim_id"].max()
    for table in (evidence_table, claims_table):
        with pytest.raises(ValueError, match=f'“?.S99.*from "S01a" to "{last}"'):
            table("S99")
    with pytest.raises(ValueError, match="Say for which statements"):
        evidence_table()
