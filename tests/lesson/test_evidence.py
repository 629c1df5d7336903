"""The table of evidence: what stands in which column."""

import re

import pytest

from helpers import evidence_table
from helpers.data import load


@pytest.fixture
def shown(monkeypatch):
    bundles = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: bundles.append(bundle))
    return bundles


def test_each_row_stands_once_in_the_column_of_its_bearing(shown):
    evidence_table("S04", "S29")
    html = shown[0]["text/html"]
    rows = load("claim_evidence", claim_id=["S04", "S29"])
    ids = re.findall(r'data-row="claim_evidence:(S\d+-\d+)"', html)
    assert sorted(ids) == sorted(rows["evidence_id"])
    bearing = rows.set_index("evidence_id")["bearing"]
    for cells in re.findall(r"<tr>(<td.+?)</tr>", html):
        left, right = re.findall(r"<td.+?</td>", cells)
        found = [re.findall(r"claim_evidence:(S\d+-\d+)", cell) for cell in (left, right)]
        assert {bearing[name] for name in found[0]} <= {"supports"}
        assert {bearing[name] for name in found[1]} <= {"contradicts", "qualifies"}


def test_copies_are_named_as_copies_and_empty_cells_say_so(shown):
    evidence_table("S29")
    html = shown[0]["text/html"]
    assert "copy on Big News Network" in html and "nothing found" in html


def test_unknown_statements_are_refused():
    with pytest.raises(ValueError, match="S99"):
        evidence_table("S99")
    with pytest.raises(ValueError, match="no statement"):
        evidence_table()
