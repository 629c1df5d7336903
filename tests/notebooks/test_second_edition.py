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
    "reading_the_report": [
        "1,917 words outside folds",
        "1,219 words outside folds on the ★ path",
        "46 minutes in class on the ★ path",
    ],
    "the_incursion": [
        "1,946 words outside folds",
        "1,043 words outside folds on the ★ path",
        "47 minutes in class on the ★ path",
        "10 lines of code above a figure",
        "9 lines of code above a figure",
        "9 lines of code above a figure",
        "10 lines of code above a figure",
        "18 lines of code above a figure",
    ],
    "the_balance": [
        "2,503 words outside folds",
        "1,560 words outside folds on the ★ path",
        "50 minutes in class on the ★ path",
        "11 lines of code above a figure",
        "10 lines of code above a figure",
        "10 lines of code above a figure",
        "10 lines of code above a figure",
        "12 lines of code above a figure",
        "14 lines of code above a figure",
    ],
    "the_dilemma": [
        "2,164 words outside folds",
        "1,270 words outside folds on the ★ path",
    ],
    "the_argument": [
        "2,611 words outside folds",
        "1,599 words outside folds on the ★ path",
        "51 minutes in class on the ★ path",
        "10 lines of code above a figure",
    ],
    "losses_and_the_test": [
        "2,723 words outside folds",
        "1,465 words outside folds on the ★ path",
        "103 minutes in class",
        "50 minutes in class on the ★ path",
        "14 lines of code above a figure",
        "14 lines of code above a figure",
        "9 lines of code above a figure",
    ],
}

OFF_PATH = {  # what of the ★ path stands outside it
    "reading_the_report": [
        "Department is named off the path only",
        "Pentagon is named off the path only",
    ],
    "the_ground": [
        "the solution of exercise 1 is off the path",
        "the solution of exercise 6 is off the path",
        "the heading “Sources used” and the tag disagree",
    ],
    "the_incursion": [
        "the solution of exercise 1 is off the path",
        "the solution of exercise 2 is off the path",
    ],
    "the_balance": [
        "Corps is named off the path only",
    ],
    "the_argument": [
        "the solution of exercise 1 is off the path",
        "the solution of exercise 2 is off the path",
    ],
    "the_deployment": [
        "Donbas is named off the path only",
        "the heading “Sources used” and the tag disagree",
    ],
}

PRINTED_ABOVE = {  # questions whose answer stands above them; the failing test says where
    "start_here": [
        "quiz 1",
    ],
    "reading_the_report": [
        "exercise 1",
        "quiz 1",
    ],
    "the_ground": [
        "exercise 1",
    ],
    "the_incursion": [
        "exercise 2",
        "exercise 5",
    ],
    "the_balance": [
        "exercise 2",
    ],
    "the_dilemma": [
        "exercise 2",
        "exercise 5",
    ],
    "the_argument": [
        "exercise 2",
    ],
    "the_deployment": [
        "exercise 5",
        "quiz 5",
    ],
    "shells_and_guns": [
        "exercise 9",
        "quiz 3",
    ],
    "losses_and_the_test": [
        "exercise 3",
        "exercise 5",
        "quiz 1",
    ],
}

HABITS = {  # more than half of the right choices of a quiz
    "start_here": [
        "2 of 2 right choices are the longest",
        "2 of 2 right choices are in the middle",
    ],
    "reading_the_report": [
        "4 of 4 right choices are the longest",
        "4 of 4 right choices are in the middle",
    ],
    "the_ground": [
        "4 of 4 right choices are the longest",
        "3 of 4 right choices are in the middle",
    ],
    "the_balance": [
        "5 of 5 right choices are in the middle",
    ],
    "the_dilemma": [
        "3 of 4 right choices are the longest",
    ],
    "the_deployment": [
        "3 of 5 right choices are the longest",
    ],
    "shells_and_guns": [
        "5 of 5 right choices are the longest",
        "4 of 5 right choices are in the middle",
    ],
    "losses_and_the_test": [
        "5 of 5 right choices are the longest",
        "3 of 5 right choices are in the middle",
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
