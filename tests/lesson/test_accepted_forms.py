"""Every exercise of every lesson, in every form that is accepted, also as a cell that Python refuses.

A slip that is understood is judged as the answer that was meant; one that is not is named, and never judged.
"""

import builtins
import html
import keyword
import math
from fractions import Fraction

import numpy as np
import pytest
from entries import LESSONS, entries

from helpers.bench.checking import FOLDER, asked, bench_check, held
from helpers.lesson import check
from helpers.lesson.checking import unit_of
from helpers.lesson.questions import solved
from kursk_slips.cells import understood
from kursk_slips.names import explained
from kursk_slips.values import Slip

EXERCISES = entries("exercise")
BENCHES = sorted(path.name.removesuffix(".toml") for path in FOLDER.iterdir())


def of_kind(kind):
    return pytest.mark.parametrize("exercise", [each for each in EXERCISES if each.values[0]["kind"] == kind])


@pytest.fixture
def told(monkeypatch):
    said = []
    for place in ("helpers.lesson.checking", "helpers.bench.checking"):
        monkeypatch.setattr(f"{place}.tell", lambda kind, text: said.append((kind, text)))
    return said


def run(cell):
    """Run a cell as a kernel does, once its slips were read."""
    exec(understood(cell)[0], {"check": check, "bench_check": bench_check})


def as_typed(value, tolerance):
    """A number with the fewest decimals that the exercise accepts, with a point."""
    for decimals in range(8):
        rounded = round(float(value), decimals)
        if math.isclose(rounded, float(value), rel_tol=0, abs_tol=max(tolerance, 1e-9)):
            return f"{rounded:.{decimals}f}"
    raise AssertionError(f"{value} cannot be written in seven decimals")


def with_thousands(text, sign, point):
    whole, _, decimals = text.partition(".")
    groups = f"{int(whole):,}".replace(",", sign)
    return groups + (point + decimals if decimals else "")


def forms(typed, unit):
    """Texts that mean the same number."""
    found = [typed, f" {typed} ", f"+{typed}", typed.replace(".", ","), f"{typed}\u00a0%", f"{typed}%"]
    found += [
        with_thousands(typed, ",", "."),
        with_thousands(typed, " ", ","),
        with_thousands(typed, "’", "."),
    ]
    found += [f"{text}{gap}{unit}" for text in found[:1] + found[3:4] for gap in (" ", "")] if unit else []
    return list(dict.fromkeys(found))


def test_each_lesson_has_exercises_and_a_bench():
    assert len(LESSONS) == 13
    assert {each.values[0]["lesson"] for each in EXERCISES} == set(LESSONS) == set(BENCHES)


@of_kind("number")
def test_a_number_is_right_in_every_form(exercise, told):
    tolerance, unit = exercise.get("tolerance", 0), exercise.get("unit", "")
    each = [{"value": exercise["answer"]}, *exercise.get("accepted", [])]
    for meant in each:
        value = float(solved(exercise["lesson"], meant["value"]))
        typed = as_typed(value, meant.get("tolerance", tolerance))
        for given in (value, np.float64(value), Fraction(value), *forms(typed, unit)):
            check(exercise["id"], given)
            assert told.pop()[0] == "right", given
        for text in forms(typed, unit):
            run(f'check("{exercise["id"]}", {text})')
            assert told.pop()[0] == "right", text
            run(f"check(“{exercise['id']}”, “{text}”)")
            assert told.pop()[0] == "right", text


@of_kind("number")
def test_a_word_in_place_of_a_number_is_no_wrong_thought(exercise, told):
    check(exercise["id"], "about so many")
    kind, said = told.pop()
    assert kind == "wrong" and "Write one number" in said


@of_kind("choice")
def test_a_letter_is_right_in_every_form(exercise, told):
    letter = solved(exercise["lesson"], exercise["answer"])
    for given in (letter, letter.upper(), f" {letter} "):
        check(exercise["id"], given)
        assert told.pop()[0] == "right", given
        run(f"check(„{exercise['id']}“, ‘{given}’)")
        assert told.pop()[0] == "right", given
    cell = f'check("{exercise["id"]}", {letter})'
    assert understood(cell) == (cell, [])
    assert f'write "{letter}" in place of {letter}' in explained(letter, cell, {"check"})


@of_kind("set")
def test_a_set_is_right_in_every_form(exercise, told):
    letters = solved(exercise["lesson"], exercise["answer"])
    upper = {f" {letter.upper()} " for letter in letters}
    for given in (set(letters), frozenset(letters), list(reversed(letters)), tuple(letters), upper):
        check(exercise["id"], given)
        assert told.pop()[0] == "right", given
    for cell in (
        ", ".join(f"“{letter}”" for letter in letters),
        ", ".join(f"«{letter}»" for letter in letters),
    ):
        run(f'check("{exercise["id"]}", {{{cell}}})')
        assert told.pop()[0] == "right", cell
    bare = ", ".join(letters)
    for cell in (f'check("{exercise["id"]}", {{{bare}}})', f'check("{exercise["id"]}", {bare})'):
        assert f'"{letters[0]}"' in explained(letters[0], cell, {"check"})
    run(f'check("{exercise["id"]}", {", ".join(map(repr, letters))})')
    assert "curly brackets" in told.pop()[1]


@of_kind("match")
def test_a_number_of_a_match_may_have_its_unit(exercise, told):
    """The unit that its key asks for, with the same slips as a number that stands alone."""
    answer = solved(exercise["lesson"], exercise["answer"])
    numbers = {key: value for key, value in answer.items() if not isinstance(value, str)}
    for key, value in numbers.items():
        for text in forms(str(value), unit_of(key)):
            check(exercise["id"], {**answer, key: text})
            assert told.pop()[0] == "right", text
        check(exercise["id"], {**answer, key: f"{value} bananas"})
        kind, said = told.pop()
        assert kind == "wrong" and "Write one number" in said
    for about, hint in exercise["hints"].items() if numbers else ():
        key, _, wrong = about.rpartition(" = ")
        for text in (wrong, f"{wrong} {unit_of(key)}", wrong.replace(".", ",")) if key in numbers else ():
            check(exercise["id"], {**answer, key: text})
            assert hint in html.unescape(told.pop()[1]), text


@of_kind("match")
def test_a_match_is_right_in_every_form(exercise, told):
    answer = solved(exercise["lesson"], exercise["answer"])
    numbers = not isinstance(next(iter(answer.values())), str)
    assert numbers or set(answer.values()) <= set(exercise["words"]), "words name what may be written"
    for form in ("{}", " {} ", "{:,}" if numbers else "{}"):
        given = {key: form.format(value) for key, value in answer.items()}
        for each in (
            given,
            {key: text.upper() for key, text in given.items()},
            dict(reversed(given.items())),
        ):
            check(exercise["id"], each)
            assert told.pop()[0] == "right", each
    lines = "".join(f"    “{key}”: “{value}”,\n" for key, value in answer.items())
    run(f"check(\n    “{exercise['id']}”,\n    {{\n{lines}}},\n)")
    assert told.pop()[0] == "right", lines
    lines = "".join(f'    "{key}": {str(value).replace(".", ",")},\n' for key, value in answer.items())
    cell = f'check("{exercise["id"]}", {{\n{lines}}})'
    if numbers:
        run(cell)
        assert told.pop()[0] == "right"
        return
    if any(" " in word or keyword.iskeyword(word) for word in answer.values()):
        with pytest.raises(Slip, match="Words need quotation marks"):
            understood(cell)
        return
    assert understood(cell) == (cell, [])  # one word each: Python reads names, and does not know them
    name = next(word for word in answer.values() if not hasattr(builtins, word))
    assert f'write "{name}" in place of {name}' in explained(name, cell, {"check"})


@pytest.mark.parametrize("word", BENCHES)
def test_a_number_at_a_bench_is_right_in_every_form(word, told):
    for task in held(word)["task"]:
        if task["kind"] != "number":
            continue
        name = f"{word}-{task['id']}"
        wanted = asked(name)
        for text in forms(as_typed(wanted["answer"], task.get("tolerance", 0)), task.get("unit", "")):
            bench_check(name, text)
            assert told.pop()[0] == "right", text
            run(f'answer = {text}\n\nbench_check("{name}", answer)')
            assert told.pop()[0] == "right", text
