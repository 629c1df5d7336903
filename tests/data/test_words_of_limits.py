"""Figures about North Korea: a floor or a ceiling stands only where the words of the page have one."""

import pytest

from helpers.data import load

FLOOR = r"more than|over |at least|or more"
CEILING = r"up to|as many as|as much as|at most|fewer than|nearly|almost|approaching"


@pytest.fixture(scope="module")
def figures():
    rows = load("estimates")
    return rows[rows["quantity"].str.match("dprk_|museum_|russia_") & rows["exercise_only"].eq("no")]


def limits_and_words_apart(rows):
    """Rows whose ends and printed words disagree about a limit."""
    low, central, high = (rows[end].notna() for end in ("low", "central", "high"))
    words = rows["value_as_printed"].str.lower()
    floor = (low & ~central & ~high) != words.str.contains(FLOOR)
    ceiling = (high & ~central & ~low) != words.str.contains(CEILING)
    return rows.loc[floor | ceiling, "estimate_id"].tolist()


def test_limits_are_in_the_words_of_the_page(figures):
    assert limits_and_words_apart(figures) == []


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("dprk-casualties--nis--2025-01-13", {"low": None, "central": 3000}),  # "more than 3,000"
        ("dprk-killed--nis--2025-01-13", {"low": 300, "central": None}),  # "about 300"
        ("dprk-troops-kursk--antony-blinken--2024-10-31", {"value_as_printed": "8,000"}),
        ("dprk-troops-projected--dmytro-ponomarenko--2024-11-14", {"central": None, "high": 15000}),
    ],
)
def test_a_limit_without_its_words_is_caught(figures, row, cells):
    broken = figures.copy()
    broken.loc[broken["estimate_id"] == row, list(cells)] = list(cells.values())
    assert limits_and_words_apart(broken) == [row]


def test_what_stands_near_the_border_is_not_filed_under_one_oblast(figures):
    near = figures[figures["quantity"] == "dprk_troops_near_border"]
    assert set(near["place"]) == {"border area"}


def test_a_day_said_to_be_on_the_page_is_the_day_of_the_page(figures):
    days = load("sources").set_index("source_id")["published"]
    shown = figures[figures["published_basis"] == "page"]
    own = shown["source_id"].map(days)
    assert shown.loc[own.notna() & (own != shown["published"]), "estimate_id"].tolist() == []
