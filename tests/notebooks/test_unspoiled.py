"""A reader rates before the course tells how things went: nothing earlier is of a day after the text."""

import re

import pandas as pd
import pytest

from helpers.analysis.goals import TEXT_DAY
from helpers.data import load, notebooks_folder
from helpers.publish.notebooks import html_outputs, read

LATER = re.compile(r"\b(?:December|Dec) 2024\b|\b(?:1[7-9]|2\d|30) Nov(?:ember)? 2024\b|\b202[5-9]\b")
ISO = re.compile(r"\b20\d\d-\d\d-\d\d\b")


def told_too_early(text):
    """Days after the text's last day that a passage names."""
    iso = [found for found in ISO.findall(text) if pd.Timestamp(found) > TEXT_DAY]
    return iso + LATER.findall(ISO.sub("", text))


@pytest.fixture(scope="module")
def first():
    return read(next(notebooks_folder().glob("00_*.ipynb")))


@pytest.fixture(scope="module")
def before(first):
    """The cells of the first lesson down to the rating."""
    rating = [number for number, cell in enumerate(first.cells) if "rate(asked)" in cell.source]
    assert len(rating) == 1
    return first.cells[: rating[0]]


@pytest.mark.parametrize(
    "text", ["in April 2025", "On 17 November 2024", "by 3 December 2024", "row--2024-11-19", "2025-04-26"]
)
def test_a_day_after_the_text_is_seen(text):
    assert told_too_early(text)


@pytest.mark.parametrize("text", ["as if it were 16 November 2024", "meduza--2024-08-15", "6 August 2024"])
def test_a_day_before_it_is_not(text):
    assert not told_too_early(text)


def test_no_text_before_the_rating_is_of_a_later_day(before):
    assert len(before) > 10
    for cell in before:
        assert told_too_early(cell.source) == [], cell.source[:200]


def test_no_figure_before_the_rating_shows_a_row_of_a_later_day(first, before):
    rows = [
        row
        for number, data in html_outputs(first)
        if number <= len(before)
        for row in re.findall(r'data-row="([^"]+)"', "".join(data["text/html"]))
    ]
    assert [row for row in rows if told_too_early(row)] == []


def test_no_outcome_stands_in_the_first_lesson(first):
    shown = "".join("".join(data["text/html"]) for _, data in html_outputs(first))
    everything = shown + "".join(cell.source for cell in first.cells)
    assert [why for why in load("outcomes")["why"] if why in everything] == []
    assert 'load("outcomes")' not in everything


def test_only_the_first_lesson_asks_for_ratings():
    asking = [
        path.name
        for path in sorted(notebooks_folder().glob("[0-9]*.ipynb"))
        if any("rate(asked)" in c.source for c in read(path).cells)
    ]
    assert [name[:2] for name in asking] == ["00"]


FIRST_ELEVEN = sorted(notebooks_folder().glob("[01]*.ipynb"))[:11]


@pytest.mark.parametrize("path", FIRST_ELEVEN, ids=lambda path: path.stem)
def test_no_header_gives_away_what_is_rated(path):
    """Somebody who opens a later lesson first, or looks through the pages, reads its header."""
    header = next(cell for cell in read(path).cells if cell.metadata.get("generated") == "header")
    assert told_too_early(header.source) == []
