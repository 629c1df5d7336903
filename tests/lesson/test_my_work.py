import json

import pytest

from helpers.lesson import my_work
from helpers.lesson.guessing import FILE, _form


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
    my_work.save_entry(FILE, "03-a", {"guess": "a"})
    my_work.save_entry(FILE, "04-a", {"guess": "b"})
    assert set(my_work.read_entries(FILE)) == {"03-a", "04-a"}


def test_a_broken_file_is_kept_and_named(place):
    place.mkdir()
    (place / FILE).write_text("{broken", encoding="utf-8")
    with pytest.raises(ValueError, match="Nothing was overwritten"):
        my_work.save_entry(FILE, "03-a", 1)
    assert (place / FILE).read_text() == "{broken"


def form(name="03-a"):
    box = _form(name, "On which day?", ["9 Aug", "21 Aug"], ())
    _, entry, row = box.children
    button, note = row.children
    return entry, button, note


def test_a_guess_is_kept_and_shown_again(place):
    entry, button, note = form()
    button.click()
    assert "Choose or type" in note.value and not (place / FILE).exists()
    entry.value = "21 Aug"
    button.click()
    assert json.loads((place / FILE).read_text("utf-8"))["03-a"]["guess"] == "21 Aug"
    _, again, shown = form()
    assert "21 Aug" in shown.value and again.description == "Replace my guess"
