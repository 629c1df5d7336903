"""How long a lesson is, what it teaches, and whether its ★ path reads alone and no answer is given away."""

import re

import pytest
from answers_above import leaks
from short_path import off_path

from helpers.data import all_notebooks, load, word_of
from helpers.lesson.values import contents, filled
from helpers.publish.lengths import is_at_bench, too_long
from helpers.publish.notebooks import read, source

each_lesson = pytest.mark.parametrize("path", all_notebooks(), ids=word_of)


@each_lesson
def test_a_lesson_is_as_short_as_it_should_be(path):
    assert too_long(read(path), word_of(path)) == []


@each_lesson
def test_the_short_path_can_be_read_alone(path):
    assert off_path(read(path)) == []


@each_lesson
def test_no_answer_is_printed_above_its_question(path):
    assert [str(leak) for leak in leaks(read(path), word_of(path))] == []


@each_lesson
def test_a_right_choice_is_not_known_by_its_length_or_place(path):
    """In at most half of the questions of a quiz it is the longest, or stands in the middle."""
    lesson = word_of(path)
    questions = [entry["choices"] for entry in contents(lesson).get("quiz", [])]
    counts = {"the longest": sum(map(longest, questions, [lesson] * len(questions)))}
    counts["in the middle"] = sum(0 < right(choices) < len(choices) - 1 for choices in questions)
    assert {what: count for what, count in counts.items() if 2 * count > len(questions)} == {}


@pytest.mark.parametrize("claim", list(load("claims").itertuples()), ids=lambda claim: claim.claim_id)
def test_a_statement_of_the_report_is_taught_in_its_lesson(claim):
    for path in all_notebooks():
        cells = [cell for cell in read(path).cells if "generated" not in cell.metadata]
        own = [source(cell) for cell in cells if not is_at_bench(cell)]
        named = any(re.search(rf"\b{claim.claim_id}\b", text) for text in own)
        assert named or word_of(path) not in claim.lesson.split(";"), path.name


def right(choices: list[dict]) -> int:
    return [bool(choice.get("right")) for choice in choices].index(True)


def longest(choices: list[dict], lesson: str) -> bool:
    lengths = [len(filled(lesson, choice["text"])) for choice in choices]
    return lengths.pop(right(choices)) > max(lengths)
