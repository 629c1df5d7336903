"""`python -m helpers.publish --where TABLE:KEY`: every place that a corrected row would change."""

import pytest

from helpers.data import DataError
from helpers.lesson.values import rests_on
from helpers.publish.__main__ import main
from helpers.publish.where import names_using, where

SYRSKYI = "estimates:ua-held-area-kursk--oleksandr-syrskyi--2024-08-20"
OBLAST = "reference_areas:Kursk oblast"


@pytest.fixture(scope="module")
def found():
    return where(SYRSKYI)


def test_figures_sentences_tables_and_the_readme_are_listed(found):
    text = "\n".join(found)
    assert "figure (4 of 6 settings): On 20 Aug 2024 maps showed 658 to 974 km² held; Kyiv said 1,263" in text
    assert "published_checks:C2" in text and "README.md, sentence: " in text
    assert sum("**1,263**" in line for line in found) == 1  # the sentence of lesson 03


def test_only_lessons_that_use_the_row_are_named(found):
    titles = [line for line in found if line[:2].isdigit()]
    assert [title[:2] for title in titles] == ["03"]


@pytest.mark.lessons  # reads every stored chart once more
def test_an_exercise_is_named_with_the_number_that_changes():
    lines = where(OBLAST)
    assert any(line.startswith("  exercise 1: ") and "share_of_oblast" in line for line in lines)


def test_a_value_rests_on_a_row_only_when_it_is_another_without_it():
    names = names_using("the_incursion", OBLAST)
    assert names == {"oblast_km2", "retaken_percent_of_oblast"}
    assert rests_on("the_incursion", "owl_12_aug", "control_area_daily:2024-08-12|project_owl|held")
    assert not rests_on("the_incursion", "owl_12_aug", "control_area_daily:2024-08-13|project_owl|held")


@pytest.mark.lessons
def test_a_row_behind_values_that_are_tables_can_be_asked_for():
    assert "10 " in "\n".join(where("arguments:N012"))


@pytest.mark.parametrize("row", ["estimates:no-such-row", "nonsense", "tabel:D001"])
def test_what_is_no_row_is_answered_with_an_example(row, capsys):
    with pytest.raises(DataError, match="Write table and key as estimates:"):
        where(row)
    assert main(["--where", row]) == 1
    assert "There is no row" in capsys.readouterr().out
