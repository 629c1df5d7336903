"""What of the second edition is still to do: a table for each lesson, which only shrinks.

A lesson that is better than its entry fails as well: then lower the entry, or take it out. What has no entry
is held to the limit.
"""

import re

import pytest
from answers_above import leaks
from short_path import off_path

from helpers.data import all_notebooks, word_of
from helpers.lesson.values import contents, filled
from helpers.publish.lengths import too_long
from helpers.publish.notebooks import read

TOO_LONG = {  # as --check says it, without the number of the cell
    "the_price_in_the_donbas": [
        "2,847 words outside folds",
        "1,665 words outside folds on the ★ path",
        "92 minutes in class",
        "52 minutes in class on the ★ path",
        "12 lines of code above a figure",
        "9 lines of code above a figure",
        "9 lines of code above a figure",
        "10 lines of code above a figure",
    ],
}

OFF_PATH = {  # what of the ★ path stands outside it
    "the_deployment": [
        "Donbas is named off the path only",
    ],
}

PRINTED_ABOVE = {  # questions whose answer stands above them; the failing test says where
    "the_price_in_the_donbas": [
        "exercise 4",
        "exercise 5",
        "quiz 4",
    ],
}

HABITS = {  # more than half of the right choices of a quiz
    "the_price_in_the_donbas": [
        "3 of 4 right choices are the longest",
    ],
}

each_lesson = pytest.mark.parametrize("path", all_notebooks(), ids=word_of)


def said(fault: str) -> str:
    """A finding without the number of its cell and its limit."""
    return re.sub(r"^cell \d+: |, at most .*$", "", fault)


@each_lesson
def test_a_lesson_is_as_short_as_it_should_be(path):
    found = too_long(read(path), word_of(path))
    assert [said(fault) for fault in found] == TOO_LONG.get(word_of(path), []), found


@each_lesson
def test_the_short_path_can_be_read_alone(path):
    found = off_path(read(path))
    assert [said(fault) for fault in found] == OFF_PATH.get(word_of(path), []), found


@each_lesson
def test_no_answer_is_printed_above_its_question(path):
    found = leaks(read(path), word_of(path))
    assert [leak.question for leak in found] == PRINTED_ABOVE.get(word_of(path), []), "\n".join(
        map(str, found)
    )


@each_lesson
def test_a_right_choice_is_not_known_by_its_length_or_place(path):
    """In at most half of the questions of a quiz it is the longest, or stands in the middle."""
    lesson = word_of(path)
    questions = [entry["choices"] for entry in contents(lesson).get("quiz", [])]
    counts = {"the longest": sum(map(longest, questions, [lesson] * len(questions)))}
    counts["in the middle"] = sum(0 < right(choices) < len(choices) - 1 for choices in questions)
    found = [
        f"{count} of {len(questions)} right choices are {what}"
        for what, count in counts.items()
        if 2 * count > len(questions)
    ]
    assert found == HABITS.get(lesson, [])


def right(choices: list[dict]) -> int:
    return [bool(choice.get("right")) for choice in choices].index(True)


def longest(choices: list[dict], lesson: str) -> bool:
    lengths = [len(filled(lesson, choice["text"])) for choice in choices]
    return lengths.pop(right(choices)) > max(lengths)


def test_the_tables_name_lessons_that_there_are():
    """A lesson that was renamed would keep an entry that holds nothing."""
    named = {word for table in (TOO_LONG, OFF_PATH, PRINTED_ABOVE, HABITS) for word in table}
    assert named <= set(map(word_of, all_notebooks()))
