"""The reader's own sentence: kept by lesson, shown again, replaced only by a second press."""

import json

import pytest

from helpers.lesson import my_sentence, my_work, sentence
from helpers.lesson.questions import QuestionError

OURS = "The staff named about 1,000 km², counted as “under control”."


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(my_work.PLACE, str(tmp_path / "my_work"))
    return tmp_path / "my_work" / sentence.FILE


def form(lesson="the_incursion"):
    """Text box, button and note, as after a run of the cell."""
    _, text, row = sentence._form(lesson).children
    return text, *row.children


def kept(place):
    return json.loads(place.read_text("utf-8"))


def test_a_sentence_is_kept_by_its_lesson_and_shown_again(place):
    text, button, note = form()
    text.value = f"  {OURS}\n"
    button.click()
    assert list(kept(place)) == ["the_incursion"] and set(kept(place)["the_incursion"]) == {"text", "saved"}
    assert kept(place)["the_incursion"]["text"] == OURS and OURS in note.value
    text, _, note = form()  # the cell is run again
    assert text.value == OURS and note.value.startswith("Kept on 20") and OURS in note.value


def test_the_day_is_kept(place, monkeypatch):
    class Day(sentence.date):
        @classmethod
        def today(cls):
            return cls(2026, 11, 27)

    monkeypatch.setattr(sentence, "date", Day)
    text, button, _ = form()
    text.value = OURS
    button.click()
    assert kept(place)["the_incursion"]["saved"] == "2026-11-27"


@pytest.mark.parametrize("written", ["", " \n "])
def test_nothing_written_keeps_nothing(place, written):
    text, button, note = form()
    text.value = written
    button.click()
    assert "Write your sentence first" in note.value and not place.exists()


def test_a_kept_sentence_is_replaced_only_by_a_second_press(place):
    text, button, _ = form()
    text.value = "First."
    button.click()
    text, button, note = form()
    text.value = "Second."
    button.click()
    assert kept(place)["the_incursion"]["text"] == "First."
    assert button.description == sentence.REPLACE and "First." in note.value and "Press again" in note.value
    button.click()
    assert kept(place)["the_incursion"]["text"] == "Second." and button.description == sentence.KEEP


def test_the_same_sentence_once_more_changes_nothing(place):
    my_work.save_entry(sentence.FILE, "the_incursion", {"text": OURS, "saved": "2026-01-01"})
    before = place.read_bytes()
    _, button, note = form()
    button.click()
    button.click()
    assert place.read_bytes() == before and button.description == sentence.KEEP
    assert note.value.startswith("Kept on 2026-01-01")


def test_sentences_of_other_lessons_stay(place):
    my_work.save_entry(sentence.FILE, "the_balance", {"text": "Other.", "saved": "2026-01-01"})
    text, button, note = form()
    assert text.value == note.value == ""
    text.value = OURS
    button.click()
    assert kept(place)["the_balance"] == {"text": "Other.", "saved": "2026-01-01"}
    assert kept(place)["the_incursion"]["text"] == OURS


@pytest.mark.parametrize("broken", [b"{broken", b"[]", b"\xff\xfe", b'{"the_incursion": "mine"}'])
def test_a_broken_file_is_named_and_left_untouched(place, broken):
    place.parent.mkdir()
    place.write_bytes(broken)
    text, button, note = form()
    assert button.disabled and "sentences.json cannot be read" in note.value
    text.value = OURS
    button.click()
    assert place.read_bytes() == broken


def test_a_save_that_fails_says_so_and_keeps_the_words_on_the_screen(place):
    place.parent.write_text("no folder", "utf-8")
    text, button, note = form()
    text.value = OURS
    button.click()
    assert "Not saved in my_work/sentences.json" in note.value and text.value == OURS


def test_without_a_kernel_there_are_lines_to_write_on(shown, place):
    my_work.save_entry(sentence.FILE, "the_incursion", {"text": OURS, "saved": "2026-01-01"})
    my_sentence("the_incursion")
    (output,) = shown
    assert set(output) == {"text/plain", "text/html"} and output["text/plain"] == sentence.ASK
    page = output["text/html"]
    assert sentence.ASK in page and page.count("border-bottom:1px solid gray") == sentence.LINES
    assert "<script" not in page and "<input" not in page and OURS not in page


def test_with_a_kernel_there_is_a_form(shown, monkeypatch):
    monkeypatch.setattr(sentence, "widgets_work", lambda: True)
    my_sentence("the_incursion")
    assert "application/vnd.jupyter.widget-view+json" in shown[0] and "text/html" in shown[0]


def test_a_lesson_that_does_not_exist_is_refused():
    """Its name is the author's, not the reader's."""
    with pytest.raises(QuestionError, match="no lesson '03'"):
        my_sentence("03")
