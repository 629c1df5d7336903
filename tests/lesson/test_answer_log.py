"""check keeps the answers given, and nothing else; one line ends it."""

import json

import numpy as np
import pytest

from helpers.lesson import answer_log, my_work
from helpers.lesson.checking import check


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(my_work.PLACE, str(tmp_path / "my_work"))
    monkeypatch.setattr(answer_log, "widgets_work", lambda: True)
    return tmp_path / "my_work"


def logged(place):
    return json.loads((place / answer_log.FILE).read_text("utf-8"))


def test_each_new_try_is_kept_as_it_was_given_and_nothing_else(place):
    for answer in ({"a", "b", "e"}, {"e", "a"}, {"a", "e"}):
        check("the_balance-1", answer)
    check("the_balance-2", "1,33")
    check("the_balance-2", np.float64(1.5))
    assert logged(place) == {
        "the_balance-1": [["a", "b", "e"], ["a", "e"]],
        "the_balance-2": ["1,33", 1.5],
    }


@pytest.mark.parametrize(
    "answer", [..., None, True, float("nan"), {"a": ...}, {1, 2}, "x" * 201, {"a": object()}, 10**300]
)
def test_what_is_no_answer_is_not_kept(place, answer):
    check("the_balance-1", answer)
    assert not (place / answer_log.FILE).exists()


def test_an_exercise_that_does_not_exist_leaves_nothing(place):
    check("the_balance-99", "a")
    assert not place.exists()


def test_one_line_ends_the_log_and_one_begins_it_again(place):
    answer_log.off()
    check("the_balance-3", "a")
    assert not (place / answer_log.FILE).exists()
    answer_log.on()
    check("the_balance-3", "b")
    assert logged(place) == {"the_balance-3": ["b"]}


def test_outside_a_kernel_nothing_is_written(place, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv(my_work.PLACE, str(place))
    check("the_balance-3", "a")
    assert not place.exists()


def test_a_log_that_cannot_be_read_is_named_left_alone_and_the_answer_is_judged(place, capsys):
    place.mkdir()
    (place / answer_log.FILE).write_text("{broken", encoding="utf-8")
    check("the_balance-3", "b")
    said = capsys.readouterr().out
    assert "not logged" in said and "my_work/answers.json" in said and "Right." in said
    assert (place / answer_log.FILE).read_text("utf-8") == "{broken"


def test_tries_do_not_grow_without_end(place):
    for number in range(30):
        check("the_balance-2", number)
    assert logged(place)["the_balance-2"] == list(range(10, 30))
