"""No attack ends in silence, a raw error or no end; tests/faults.py counts the same cases."""

import os
from functools import cache

import pytest
from attacks import arguments_of_data, arguments_of_lessons, fuzz, killed, my_files, my_forms, paths
from attacks.judging import FINE, Case, failing, judged
from attacks.markup import files_of_readers
from hypothesis import given, settings
from hypothesis import strategies as draw

import helpers
from helpers.lesson import answer_log, drafts, guessing, rating


@cache
def odd_calls():
    return dict(fuzz.cases())


@pytest.mark.parametrize("attack", [arguments_of_data, arguments_of_lessons], ids=lambda each: each.__name__)
def test_wrong_arguments_are_told_in_plain_words(attack):
    cases = list(attack.cases())
    assert len(cases) > 150 and failing(cases) == []


@pytest.mark.parametrize(
    ("call", "state"),
    [
        (lambda: 1, "silent wrong or lost"),
        (lambda: {}["x"], "traceback"),
        (lambda: int("x"), "traceback"),
        (lambda: len(3), "traceback"),
        (lambda: [].pop(1, 2, 3), "traceback"),
        (judged, "traceback"),
    ],
)
def test_what_is_no_plain_word_counts_as_a_fault(call, state):
    assert judged(Case(call, "said"))[0] == state


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_file_is_whole_wherever_its_writing_is_killed():
    found = list(killed.killed_at_each_line())
    assert len(found) > 50 and [name for name, state in found if state != FINE] == []


def test_a_readers_files_are_kept_and_what_to_do_is_said():
    found = {name: meet() for each in (my_files, my_forms) for name, meet in each.cases()}
    assert len(found) > 450 and {name: said for name, said in found.items() if said[0] != FINE} == {}


def test_every_file_of_a_reader_is_damaged():
    others = {guessing.FILE, rating.FILE, answer_log.FILE}  # of my_files; the log has tests of its own
    assert files_of_readers() - others == my_forms.files() - {drafts.file_name("B2", 1)}


def test_every_verb_of_a_lesson_gets_odd_values():
    tried = {function for function, *_ in fuzz.functions().values()}
    verbs = {getattr(helpers, name) for name in helpers.__all__ if name not in helpers.STATIONS}
    assert {verb.__name__ for verb in verbs - tried} == {"check_setup", "tables"}  # they take nothing


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@settings(max_examples=400, deadline=None, derandomize=True)
@given(draw.deferred(lambda: draw.sampled_from(list(odd_calls()))))
def test_odd_values_end_in_plain_words_or_in_a_result(name):
    """tests/faults.py tries all of them."""
    assert failing([(name, odd_calls()[name])]) == []


@pytest.mark.lessons  # a Python for each folder
def test_the_course_works_in_folders_of_odd_names(tmp_path):
    found = dict(paths.cases(tmp_path))
    assert (
        len(found) == len(paths.FOLDERS) and {n: said for n, said in found.items() if said[0] != FINE} == {}
    )
