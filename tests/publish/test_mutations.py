"""Every change in the table of mutations.py is found by --check and named in plain words."""

import pytest
from mutations import MUTATIONS, Lesson, Mutation
from plotly.offline import get_plotlyjs_version

from helpers.publish.outputs import INTEGRITY

pytestmark = pytest.mark.filterwarnings("ignore:Non-unique cell id", "ignore:Cell is missing an id")


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    return Lesson(tmp_path_factory.mktemp("course"))


def test_the_lesson_is_sound_before(lesson):
    assert lesson.found() == []


@pytest.mark.parametrize("name", [name for name, mutation in MUTATIONS.items() if not mutation.runs])
def test_a_change_is_named(name, lesson):
    found = lesson.found(MUTATIONS[name])
    assert any(MUTATIONS[name].said in line for line in found), found


@pytest.mark.lessons
@pytest.mark.parametrize("name", [name for name, mutation in MUTATIONS.items() if mutation.runs])
def test_a_change_of_code_is_named(name, lesson):
    found = lesson.found(MUTATIONS[name])
    assert any(MUTATIONS[name].said in line for line in found), found


@pytest.mark.lessons
def test_a_real_run_finds_nothing(lesson):
    assert lesson.found(Mutation(lambda path: None, "", runs=True)) == []


def test_another_patch_of_plotly_is_not_stale(lesson):
    major = get_plotlyjs_version().partition(".")[0]

    def other(path):
        text = path.read_text("utf-8").replace(get_plotlyjs_version(), f"{major}.99.99")
        path.write_text(INTEGRITY.sub(f"sha384-{'A' * 64}", text), "utf-8")

    assert lesson.found(Mutation(other, "")) == []


def test_the_table_is_long_and_its_words_are_plain():
    assert len(MUTATIONS) >= 54
    assert not [said for _, said, _ in MUTATIONS.values() if not said]
