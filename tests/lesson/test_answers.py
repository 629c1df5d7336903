"""What a reader types is read as meant, or named; nothing that can be typed breaks an exercise."""

from decimal import Decimal
from fractions import Fraction
from itertools import count

import numpy as np
import pandas as pd
import pytest

from helpers.lesson import check
from helpers.lesson.answers import number_in
from helpers.lesson.questions import QuestionError, question, solved

READ = [  # typed, unit, meant
    ("4", "", 4),
    (" 4 ", "", 4),
    ("+4", "", 4),
    ("-4", "", -4),
    ("−4", "", -4),
    ("0,4", "", 0.4),
    ("0,400", "", 0.4),
    ("10,0", "", 10),
    ("21,7", "", 21.7),
    (",5", "", 0.5),
    ("1,23", "", 1.23),
    ("1,2345", "", 1.2345),
    ("1,234", "", 1234),
    ("1,234.5", "", 1234.5),
    ("1,234,567", "", 1234567),
    ("1 234", "", 1234),
    ("1\u00a0234,5", "", 1234.5),
    ("1’234", "", 1234),
    ("1.234,5", "", 1234.5),
    ("1.234.567", "", 1234567),
    ("1.234", "", 1.234),
    ("21.7 %", "%", 21.7),
    ("21,7%", "%", 21.7),
    ("21.7 %", "", 21.7),
    ("about", "", None),
    ("15 days", "days", 15),
    ("100 km2", "km²", 100),
    ("100km²", "km²", 100),
    ("15days", "days", 15),
    ("15 km", "days", None),
    ("1,23,4", "", None),
    ("1,2,3", "", None),
    ("12,34,567", "", None),
    ("1..2", "", None),
    ("1 2", "", None),
    ("1e3", "", None),
    ("0x10", "", None),
    ("1_000", "", None),
    ("٣", "", None),
    ("inf", "", None),
    ("nan", "", None),
    ("--4", "", None),
    ("", "", None),
    ("%", "%", None),
    (4, "", 4),
    (Fraction(1, 2), "", 0.5),
    (np.int64(4), "", 4),
    (np.float32(0.5), "", 0.5),
    (True, "", None),
    (np.bool_(True), "", None),
    (float("inf"), "", None),
    (float("nan"), "", None),
    (10**400, "", None),
    (None, "", None),
    (4j, "", None),
    ([4], "", None),
    (np.array([4]), "", None),
    (pd.Series([4]), "", None),
    (pd.NA, "", None),
    (pd.NaT, "", None),
]
ODD = [  # things that a slip of the hand, or curiosity, puts in the place of an answer
    *(typed for typed, *_ in READ),
    Decimal("4"),
    Decimal("NaN"),
    10**5000,
    {10**5000},
    {"a": 10**5000},
    "9" * 10_000,
    "<script>alert(1)</script>",
    b"b",
    object(),
    print,
    count(),
    (letter for letter in "ab"),
    {"a", ("b",), None},
    {"a": {"b": "c"}},
    {"a": np.array([1, 2])},
    dict.fromkeys("ABCDEFGH", ...),
    np.array(["a", "b"]),
    pd.DataFrame({"a": [1]}),
    pd.Timestamp("2024-08-06"),
    "{name} and {0}",
]


WORDS = ["open", "all", "min"]


@pytest.mark.parametrize(("typed", "unit", "meant"), READ, ids=lambda value: repr(value)[:30])
def test_a_number_is_read_as_meant_or_named(typed, unit, meant):
    if meant is None:
        with pytest.raises(QuestionError, match="Write one number"):
            number_in(typed, unit)
    else:
        assert number_in(typed, unit) == pytest.approx(meant, abs=1e-9)


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr("helpers.lesson.checking.tell", lambda kind, text: said.append((kind, text)))
    return said


KINDS = ["the_incursion-1", "the_incursion-2", "the_incursion-3", "the_incursion-7", "the_balance-1"]


@pytest.mark.parametrize("name", KINDS)
def test_nothing_that_can_be_typed_breaks_an_exercise(name, told):
    for odd in ODD:
        check(name, odd)
        assert len(told) == 1 and len(told[0][1]) < 600 and "<script" not in told.pop()[1]


@pytest.mark.parametrize("name", ["the_incursion-1", "the_incursion-7"])
def test_a_match_with_odd_values_is_judged(name, told):
    wanted = solved("the_incursion", question("exercise", name)["answer"])
    for odd in ODD:
        check(name, dict.fromkeys(wanted, odd))
        assert told.pop()[0] == "wrong"


@pytest.mark.parametrize(("five", "kind"), [((True, False), "right"), ((False, True), "wrong")])
def test_true_and_false_may_be_written_without_quotation_marks(five, kind, told):
    true, false = five
    check("the_dilemma-4", {"a": "open", "b": true, "c": true, "d": false, "e": false})
    assert told[0][0] == kind


def test_a_word_that_is_a_function_to_python_needs_quotation_marks(told):
    check("the_dilemma-4", {"a": open, "b": "true", "c": "true", "d": "false", "e": "false"})
    check("the_balance-1", {all, "e"})
    check("the_incursion-3", min)
    said = [
        f"Not yet. Words need quotation marks. Write &quot;{word}&quot; in place of {word}." for word in WORDS
    ]
    assert told == [("wrong", each) for each in said]


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"30 mi² in km²": 77.7, "90 km² in mi²": "34,7", "1,260 of 29,997 km², per cent": 4.2}, "right"),
        ({"30 mi² in km²": "78", "90 km² in mi²": 35, "1,260 of 29,997 km², per cent": "4.20 %"}, "right"),
        ({"30 mi² in km²": 48, "90 km² in mi²": 35, "1,260 of 29,997 km², per cent": 4.2}, "wrong"),
    ],
)
def test_numbers_of_a_match_are_compared_as_numbers(answers, kind, told):
    check("the_incursion-7", answers)
    assert told[0][0] == kind


def test_a_decimal_comma_without_quotation_marks_is_explained(told):
    check("the_incursion-4", 21, 7)
    assert told[0][0] == "wrong" and "Write a point for decimals" in told[0][1]


@pytest.mark.parametrize(("name", "typed"), [("the_incursion-2", "1,5"), ("start_here-2", "10,0")])
def test_a_decimal_comma_is_never_right_for_ten_times_as_much(name, typed, told):
    check(name, typed)
    assert told[0][0] == "wrong"


def test_an_exercise_that_is_no_name_is_told_and_stops_nothing(told):
    for name in (3, None, ["a"], "", "-", "<b>-1"):
        check(name, 1)
        assert told[-1][0] == "wrong" and told[-1][1].startswith("There is no lesson")
        assert "<b>" not in told[-1][1]
