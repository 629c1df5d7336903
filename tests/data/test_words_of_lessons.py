"""The words of lessons: what the data call a lesson, and the number that a reader sees."""

from helpers.data import all_notebooks, lesson_number, lessons, load, word_of


def test_the_number_stands_in_the_name_of_the_notebook():
    assert lesson_number("the_incursion") == "03"


def test_without_notebooks_a_word_stays_a_word(tmp_path, monkeypatch):
    monkeypatch.setattr(lessons, "folder", lambda: tmp_path / "data")
    assert lesson_number("the_dilemma") == "the_dilemma"


def test_every_word_in_the_data_is_a_lesson():
    known = set(map(word_of, all_notebooks()))
    for table, column in (("claims", "lesson"), ("events", "lessons"), ("arguments", "lessons")):
        named = {word for cell in load(table)[column].dropna() for word in cell.split(";")}
        assert named <= known, named - known
