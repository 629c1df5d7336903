"""Named values of a lesson: computed only when asked for, and errors in plain words."""

import pytest

from helpers.lesson import values
from helpers.lesson.values import LessonError, computed, filled, value_of

LESSON = """
[values]
areas = "load('control_area_daily')"
owl = "area.on_day(areas, 'project_owl', '2024-08-12')"
meduza = "estimates:ua-held-area-kursk--meduza--2024-08-15 [low]"
apart = "owl - meduza"
wording = "f'{owl:.0f} and {meduza:.0f} km²'"
ends = "from_to(meduza, 1_263, unit=' km²')"
early = "later + 1"
later = "1"
broken = "areas['nothing']"
on_broken = "broken + 1"
gone = "estimates:nobody [low]"
"""


@pytest.fixture(autouse=True)
def lesson(tmp_path, monkeypatch):
    (tmp_path / "small.toml").write_text(LESSON, encoding="utf-8")
    monkeypatch.setattr(values, "FOLDER", tmp_path)
    values.contents.cache_clear()
    values._value.cache_clear()
    yield
    values.contents.cache_clear()
    values._value.cache_clear()


def test_a_value_may_use_data_analysis_rows_and_values_above_it():
    assert value_of("small", "owl") == 621 and value_of("small", "apart") == 121
    assert value_of("small", "wording") == "621 and 500 km²"
    assert value_of("small", "ends") == "500 to 1,263 km²"


def test_only_what_is_asked_for_is_computed(monkeypatch):
    loaded = []
    monkeypatch.setattr(values, "load", loaded.append)
    assert value_of("small", "meduza") == 500 and loaded == []


def test_answers_are_sums_of_names():
    assert computed("small", "100 * apart / owl") == pytest.approx(19.48, abs=0.01)


def test_texts_print_values_as_the_course_does():
    assert filled("small", "Owl {owl}, {apart:.2f} more") == "Owl 621, 121.00 more"
    assert filled("small", 'Write {"a", "b"}; {the_incursion} says more') == (
        'Write {"a", "b"}; lesson 03 says more'
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing", "The lesson small has no value 'missing'"),
        ("early", "In the lesson small the value early fails: NameError: name 'later' is not defined"),
        ("broken", "In the lesson small the value broken fails: KeyError: 'nothing'"),
        ("on_broken", "In the lesson small the value broken fails"),
        ("gone", "the value gone fails: DataError: Table estimates has no row 'nobody'"),
    ],
)
def test_a_value_that_fails_is_named_with_its_cause(name, said):
    with pytest.raises(LessonError, match=said):
        value_of("small", name)


def test_a_text_with_an_unknown_name_is_refused():
    with pytest.raises(LessonError, match="no value 'missing'"):
        filled("small", "{missing}")
    with pytest.raises(LessonError, match="“missing - 1” fails"):
        computed("small", "missing - 1")


def test_a_lesson_without_a_file_has_no_values():
    with pytest.raises(LessonError, match="The lesson unwritten has no value 'x'"):
        value_of("unwritten", "x")
