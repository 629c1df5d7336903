"""The files of a class: parsed and never run, counted, and nothing shown of fewer than five."""

import csv
import json
import os

import pandas as pd
import pytest
from pupils import GUESSES, HOSTILE, IN_PART, write_class, write_files

from helpers.analysis import scoring
from helpers.classroom.__main__ import main
from helpers.classroom.judging import judge
from helpers.classroom.known import known
from helpers.classroom.reading import collect
from helpers.classroom.summing import summed
from helpers.classroom.telling import told
from helpers.data import load
from helpers.lesson import answer_log, my_work, rating
from helpers.lesson.checking import check
from helpers.lesson.guessing import FILE as GUESSES_FILE


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "class").mkdir()
    return tmp_path / "class"


@pytest.fixture
def sums(folder):
    write_class(folder, known())
    return summed(collect(folder, known()).seats, known())


def page(seat, **parts):
    return json.dumps({"course": "kursk-notebooks", "version": 1, "seat": seat, **parts}).encode()


def pupils(folder, count, **parts):
    write_files(folder, {f"{number}.json": page(f"A{number}", **parts) for number in range(count)})
    return summed(collect(folder, known()).seats, known())


def test_every_guess_is_counted_once(sums):
    assert sums["seats"] == 25
    chosen = dict(sums["guesses"]["the_incursion-a"]["choices"])
    assert sum(chosen.values()) == 25 and {key for key, n in chosen.items() if n} == {
        *GUESSES["the_incursion-a"]
    }
    fields = sums["guesses"]["the_balance-a"]["fields"]
    for field in ("lowest", "highest"):
        assert sum(n for _, n in fields[field]["values"]) + fields[field]["unread"] == 25
    assert {value for value, _ in fields["lowest"]["values"]} == {"1.3", "1.33", "1000.5"}
    assert {value for value, _ in fields["highest"]["values"]} == {"2", "-3"} and fields["highest"]["unread"]


def test_files_that_are_damaged_or_hostile_are_named_and_change_nothing(folder, sums):
    write_files(folder, HOSTILE)
    os.symlink("/etc/hostname", folder / "B1.json")
    os.symlink("/etc", folder / "B2")
    found = collect(folder, known())
    assert summed(found.seats, known()) == sums
    named = {line.partition(": skipped, ")[0] for line in found.findings if ": skipped, " in line}
    assert named == {*HOSTILE, "B1.json"}
    assert not (folder / "ran").exists()


def test_what_is_no_answer_is_left_out_and_counted(folder):
    write_files(folder, IN_PART)
    found = collect(folder, known())
    assert [line.rpartition(": ")[2] for line in found.findings] == ["3", "3", "7"]
    assert found.seats["X7"]["answers"] == {"the_balance-1": [["a", "e"]]}
    assert not found.seats["X8"]["ratings"] and not any(found.seats["X9"].values())


def test_a_seat_that_comes_twice_is_counted_once(folder):
    write_files(folder, {"a.json": page("A1", answers={"the_balance-3": ["b"]})})
    write_files(folder, {"b.json": page("A1", answers={"the_balance-3": ["a"]})})
    found = collect(folder, known())
    assert found.seats["A1"]["answers"]["the_balance-3"] == ["b"]
    assert found.findings[0].startswith("b.json: skipped, the seat A1")


def test_nothing_of_fewer_than_five_pupils_is_shown(folder):
    given = {
        "guesses": {"the_incursion-a": "never"},
        "answers": {"the_balance-3": ["a"]},
        "ratings": {"Q01": {"percent": 40, "knew": "no"}},
        "quiz": {"the_balance-quiz-1": ["The headline rounded the number."]},
    }
    few = pupils(folder, 4, **given)
    hidden = [few["guesses"]["the_incursion-a"], few["exercises"]["the_balance-3"], few["ratings"]["Q01"]]
    hidden.append(few["quiz"]["the_balance-quiz-1"])
    assert [*hidden, *few["scores"].values()] == [{"few": True}] * 6
    enough = pupils(folder, 5, **given)
    assert enough["guesses"]["the_incursion-a"]["choices"][-1] == ["never", 5]
    assert enough["exercises"]["the_balance-3"]["wrong"][0][::2] == ["a", 5]
    assert enough["scores"]["did not know"]["brier"] == 0.36
    assert enough["scores"]["knew or had read"] == {"few": True}


def test_scores_are_told_only_where_somebody_rated(folder):
    known_, given = known(), {"quiz": {"the_balance-quiz-1": ["A ceiling became a count."]}}
    assert "Brier" not in told(pupils(folder, 5, **given), known_)
    rated = pupils(folder, 5, ratings={"Q01": {"percent": 40, "knew": "no"}})
    assert "did not know: 0.36 from 5 forecasts of 5 pupils" in told(rated, known_)


def test_a_slip_is_never_counted_as_a_wrong_answer(folder):
    slips = ["my name is Ann", ["a"], 3]
    found = pupils(folder, 5, answers={"the_balance-3": slips})["exercises"]["the_balance-3"]
    assert found == {"n": 5, "at_once": 0, "in_the_end": 0, "slips": 5, "wrong": []}


def test_a_wrong_answer_comes_with_the_hint_of_the_notebook(folder, capsys):
    found = pupils(folder, 6, answers={"the_balance-2": ["0.75", "0,75", "1.33"]})
    ((form, hint, count),) = found["exercises"]["the_balance-2"]["wrong"]
    check("the_balance-2", 0.75)
    assert (form, count) == ("0.75", 6) and hint in capsys.readouterr().out
    assert (
        found["exercises"]["the_balance-2"]["at_once"],
        found["exercises"]["the_balance-2"]["in_the_end"],
    ) == (0, 6)


def test_a_quiz_is_counted_by_first_and_last_choice_and_each_wrong_one_comes_with_its_words(folder):
    tries = ["The headline rounded the number.", "A ceiling became a count."]
    found = pupils(folder, 6, quiz={"the_balance-quiz-1": tries, "the_balance-quiz-2": tries})
    counted = {"n": 6, "at_once": 0, "in_the_end": 6, "slips": 0}
    wrong = [[tries[0], "Nothing was rounded. A word was lost.", 6]]
    assert found["quiz"] == {"the_balance-quiz-1": {**counted, "wrong": wrong}}


def test_every_exercise_of_the_course_knows_its_right_answer():
    asked = known()["exercises"]
    off = [name for name, one in asked.items() if judge(name, one["answer"]).state != "right"]
    assert len(asked) > 60 and off == []


def test_brier_and_calibration_are_those_of_the_lessons(folder, sums):
    rows = [
        {"question_id": key, "percent": one["percent"]}
        for seat in collect(folder, known()).seats.values()
        for key, one in seat["ratings"].items()
        if one["knew"] == "no"
    ]
    scored = scoring.scorable(pd.DataFrame(rows), load("questions"), load("outcomes"))
    score = sums["scores"]["did not know"]
    assert score["forecasts"] == len(scored) and abs(score["brier"] - scoring.brier(scored)) < 0.0006
    assert [row[:2] for row in score["calibration"]] == scoring.calibration(scored)[
        ["bin", "n"]
    ].to_numpy().tolist()


def test_what_a_notebook_keeps_can_be_collected(folder, monkeypatch):
    monkeypatch.setenv(my_work.PLACE, str(folder / "C3" / "my_work"))
    monkeypatch.setattr(answer_log, "widgets_work", lambda: True)
    check("the_balance-1", {"a", "e"})
    my_work.save_entry(
        GUESSES_FILE, "the_incursion-a", {"ask": "?", "guess": "never", "kept_on": "2026-11-27"}
    )
    row = {"question_id": "Q01", "claim_id": "S01a", "percent": 30, "knew": "read", "saved_at": "2026-11-27"}
    my_work.change(rating.FILE, lambda _: rating._as_csv({"Q01": row}))
    found = collect(folder, known())
    assert found.findings == []
    assert found.seats == {
        "C3": {
            "guesses": {"the_incursion-a": "never"},
            "ratings": {"Q01": {"percent": 30, "knew": "read"}},
            "answers": {"the_balance-1": [["a", "e"]]},
            "quiz": {},
        }
    }


def test_the_command_tells_the_class_and_writes_the_file_for_a_school(folder, sums, capsys):
    place = folder.parent / "school.csv"
    assert main(["collect", str(folder), "--csv", str(place)]) == 0
    said = capsys.readouterr().out
    assert "25 seats" in said and "upside down" in said and "A00" not in said
    rows = list(csv.DictReader(place.read_text("utf-8").splitlines()))
    of_one = [row for row in rows if row["exercise"] == "the_balance-3"]
    assert len(of_one) == 25 and {row["lesson"] for row in of_one} == {"04"}
    exercise = sums["exercises"]["the_balance-3"]
    assert sum(row["right_in_the_end"] == "yes" for row in of_one) == exercise["in_the_end"]
    assert sum(row["right_at_once"] == "yes" for row in of_one) == exercise["at_once"]
    of_quiz = [row for row in rows if row["exercise"] == "the_balance-quiz-1"]
    question = sums["quiz"]["the_balance-quiz-1"]
    assert len(of_quiz) == question["n"] == 12  # a notebook's quiz keeps nothing: only pages do
    assert {row["lesson"] for row in of_quiz} == {"04"}
    assert sum(row["right_at_once"] == "yes" for row in of_quiz) == question["at_once"] > 0
    assert "Nothing was rounded. A word was lost." in said


def test_a_folder_that_is_not_there_is_told(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["collect", str(tmp_path / "none")])
    assert "there is no folder" in capsys.readouterr().err
