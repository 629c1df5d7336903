"""The table of five meanings: its verdicts, its bars, and rows that lead to the sources."""

import html
import re
from urllib.parse import unquote

import pytest

from helpers.analysis import redeployment
from helpers.data import load
from helpers.lesson.meanings_table import COUNTER_PX, meanings_table
from helpers.lesson.stored import row_ids_in


@pytest.fixture
def shown(monkeypatch, mapped):
    bundles = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: bundles.append(data))
    heard = redeployment.heard(load("moved_senses"), load("arguments"))
    meanings_table(redeployment.meanings(load("unit_places"), mapped), heard)
    return bundles[0]


@pytest.mark.parametrize(
    ("meaning", "threshold", "verdict"),
    [
        ("from Donetsk or Luhansk oblast", 5, "false"),
        ("the Donbas force shrank", 5, "true"),
        ("from round Pokrovsk", 5, "open"),
        ("from round Pokrovsk", 20, "true"),
    ],
)
def test_the_verdict_follows_meaning_and_threshold(shown, meaning, threshold, verdict):
    (line,) = [line for line in shown["text/plain"].splitlines() if line.startswith(meaning)]
    assert f"from {threshold}: {verdict}" in line.split("; ")
    (row,) = [row for row in shown["text/html"].split("<tr")[1:] if f"<b>{meaning}</b>" in row]
    assert re.search(rf'from {threshold}: <span style="[^"]*">{verdict}</span>', row)


def test_untraced_counters_are_dotted_behind_the_known(shown):
    found = re.findall(r'src="data:image/svg\+xml,([^"]*)"', shown["text/html"])
    bars = [unquote(html.unescape(bar)) for bar in found]
    widths = [int(re.search(r'<rect width="(\d+)"', bar)[1]) // COUNTER_PX for bar in bars]
    wholes = [int(re.search(r'<svg [^>]*width="(\d+)"', bar)[1]) // COUNTER_PX for bar in bars]
    assert list(zip(widths, wholes, strict=True)) == [(12, 22), (4, 4), (1, 11), (21, 31), (36, 46)]
    assert ["stroke-dasharray" in bar for bar in bars] == [True, False, True, True, True]


def test_every_statement_stands_under_its_sense_and_leads_to_its_row(shown):
    ids = [row_id for row_id in row_ids_in(shown["text/html"]) if row_id.startswith("arguments:")]
    assert sorted(ids) == sorted("arguments:" + load("moved_senses")["argument_id"])
    for row in shown["text/html"].split("<tr")[1:]:
        for meaning in redeployment.MEANINGS:
            if f"<b>{meaning}</b>" in row:
                senses = load("moved_senses", meaning=meaning)
                assert row.count("arguments:") == len(senses)
