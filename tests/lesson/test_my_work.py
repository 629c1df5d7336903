import json

import pytest

from helpers.lesson import my_work
from helpers.lesson.guessing import FILE, KEEP, REPLACE, _form


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(my_work.PLACE, str(tmp_path / "my_work"))
    return tmp_path / "my_work"


def test_a_file_is_never_overwritten_without_a_yes(place):
    my_work.save("notes.txt", "mine")
    with pytest.raises(my_work.WouldOverwrite, match="was not changed"):
        my_work.save("notes.txt", "yours")
    assert (place / "notes.txt").read_text() == "mine"
    my_work.save("notes.txt", "new", overwrite=True)
    assert my_work.read("notes.txt") == "new" and [p.name for p in place.iterdir()] == ["notes.txt"]


def test_other_entries_stay(place):
    my_work.save_entry(FILE, "the_incursion-a", {"guess": "a"})
    my_work.save_entry(FILE, "the_balance-a", {"guess": "b"})
    assert set(my_work.read_entries(FILE)) == {"the_incursion-a", "the_balance-a"}


def test_a_broken_file_is_kept_and_named(place):
    place.mkdir()
    (place / FILE).write_text("{broken", encoding="utf-8")
    with pytest.raises(ValueError, match="Nothing was overwritten"):
        my_work.save_entry(FILE, "the_incursion-a", 1)
    assert (place / FILE).read_text() == "{broken"


def form(name="the_incursion-a", choices=("9 Aug", "21 Aug"), fields=()):
    box = _form(name, "On which day?", list(choices), fields)
    *entries, row = box.children[1:]
    button, note = row.children
    return entries, button, note


def kept(place):
    return json.loads((place / FILE).read_text("utf-8"))["the_incursion-a"]["guess"]


def test_a_guess_is_kept_and_shown_again(place):
    (entry,), button, note = form()
    button.click()
    assert "Choose or type" in note.value and not (place / FILE).exists()
    entry.value = "21 Aug"
    button.click()
    assert kept(place) == "21 Aug" and "21 Aug" in note.value
    assert "21 Aug" in form()[2].value


def test_a_kept_guess_is_replaced_only_after_a_second_press(place):
    (entry,), button, _ = form()
    entry.value = "9 Aug"
    button.click()
    (entry,), button, note = form()  # the cell is run again
    entry.value = "21 Aug"
    button.click()
    assert kept(place) == "9 Aug" and (button.description, "Press again" in note.value) == (REPLACE, True)
    button.click()
    assert kept(place) == "21 Aug" and button.description == KEEP


def test_a_guess_kept_under_the_old_number_is_found_and_stays(place):
    my_work.save_entry(FILE, "03-a", {"guess": "9 Aug", "kept_on": "2026-11-20"})
    (entry,), button, note = form()
    assert "9 Aug" in note.value
    entry.value = "21 Aug"
    button.click()
    assert button.description == REPLACE and set(my_work.read_entries(FILE)) == {"03-a"}
    button.click()
    assert kept(place) == "21 Aug" and "21 Aug" in form()[2].value
    assert my_work.read_entries(FILE)["03-a"]["guess"] == "9 Aug"


def test_every_field_of_a_guess_must_be_filled(place):
    (low, high), button, note = form(choices=(), fields=("low", "high"))
    low.value = "10"
    button.click()
    assert "Choose or type" in note.value
    high.value = "20"
    button.click()
    assert kept(place) == {"low": "10", "high": "20"} and "low: 10, high: 20" in note.value


def test_a_broken_file_of_guesses_is_named_in_the_form(place):
    place.mkdir()
    (place / FILE).write_text("{broken", encoding="utf-8")
    _, button, note = form()
    assert button.disabled and "Nothing was overwritten" in note.value
