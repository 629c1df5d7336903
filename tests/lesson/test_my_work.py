import errno
import json
import os
import tempfile

import pytest
from attacks import killed
from attacks.judging import FINE

from helpers.lesson import my_work
from helpers.lesson.guessing import FILE, KEEP, REPLACE, _form


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(my_work.PLACE, str(tmp_path / "my_work"))
    return tmp_path / "my_work"


def save(name, text, **how):
    return my_work.change(name, lambda _: text, **how)


def names(place):
    return sorted(path.name for path in place.iterdir() if path.name != my_work.LOCK)


def test_a_file_is_never_overwritten_without_a_yes(place):
    save("notes.txt", "mine")
    with pytest.raises(my_work.WouldOverwrite, match="was not changed"):
        save("notes.txt", "yours")
    assert (place / "notes.txt").read_text() == "mine"
    save("notes.txt", "new", overwrite=True)
    assert my_work.read("notes.txt") == "new" and names(place) == ["notes.txt"]


def test_one_setting_gives_each_user_of_a_shared_drive_a_place_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))  # what ~ means on Windows
    monkeypatch.setenv("PUPIL", "a07")
    monkeypatch.setenv(my_work.PLACE, os.path.join("~", "$PUPIL"))
    save("notes.txt", "mine")
    assert (tmp_path / "a07" / "notes.txt").read_text() == "mine"


def test_other_entries_stay(place):
    my_work.save_entry(FILE, "the_incursion-a", {"guess": "a"})
    my_work.save_entry(FILE, "the_balance-a", {"guess": "b"})
    assert set(my_work.read_entries(FILE)) == {"the_incursion-a", "the_balance-a"}


def test_a_broken_file_is_kept_and_named(place):
    place.mkdir()
    (place / FILE).write_text("{broken", encoding="utf-8")
    with pytest.raises(ValueError, match="nothing was overwritten"):
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
    assert button.disabled and "nothing was overwritten" in note.value


FAILS = [  # where it fails, with which error, what the reader is told
    ("os.replace", errno.EACCES, "may not be written"),
    ("os.fsync", errno.ENOSPC, "the disk is full"),
    ("tempfile.mkstemp", errno.EROFS, "the disk is read-only"),
    ("os.replace", errno.EIO, "input/output error"),
]


def test_a_mark_before_the_text_is_no_fault(place):
    place.mkdir()
    (place / FILE).write_text('{"a": 1}', "utf-8-sig")
    assert my_work.read_entries(FILE) == {"a": 1}


def test_an_entry_of_another_form_is_named_in_the_form(place):
    place.mkdir()
    (place / FILE).write_text('{"the_incursion-a": 7}')
    _, button, note = form()
    assert button.disabled and "entry the_incursion-a" in note.value
    assert (place / FILE).read_text() == '{"the_incursion-a": 7}'


@pytest.mark.parametrize(("call", "number", "said"), FAILS)
def test_a_save_that_fails_says_so_and_keeps_what_was_there(call, number, said, place, monkeypatch):
    my_work.save_entry(FILE, "the_incursion-a", {"guess": "9 Aug", "kept_on": "2026-11-20"})
    before = (place / FILE).read_bytes()
    (entry,), button, note = form()
    entry.value = "21 Aug"
    module, name = {"os": os, "tempfile": tempfile}[call.partition(".")[0]], call.partition(".")[2]

    def fails(*_, **__):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(module, name, fails)
        button.click()
        button.click()
    assert "Not saved" in note.value and said in note.value and entry.value == "21 Aug"
    assert (place / FILE).read_bytes() == before and names(place) == [FILE]


def test_a_file_in_the_place_of_the_folder_is_named(place):
    place.write_text("no folder", encoding="utf-8")
    (entry,), button, note = form()
    entry.value = "21 Aug"
    button.click()
    assert "a file stands where the folder should be" in note.value and place.read_text() == "no folder"


def test_a_lesson_that_waits_too_long_says_so(place, monkeypatch):
    place.mkdir()
    monkeypatch.setattr(my_work, "PATIENCE", 0.05)
    with (
        my_work.FileLock(place / my_work.LOCK),
        pytest.raises(my_work.NotSaved, match="another lesson is saving"),
    ):
        save("notes.txt", "mine")


def test_a_changed_directory_does_not_move_the_folder(monkeypatch, tmp_path):
    monkeypatch.delenv(my_work.PLACE)
    before = my_work.folder()
    monkeypatch.chdir(tmp_path)
    assert my_work.folder() == before


@pytest.mark.lessons  # six kernels' worth of work: too long for the quick tests
def test_nothing_is_lost_when_two_lessons_save_and_are_killed(place):
    found = dict(killed.two_kernels(place))
    assert len(found) >= 300 and [name for name, state in found.items() if state != FINE] == []
