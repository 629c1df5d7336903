"""A lesson put in between: words stay, and every number that a reader sees follows the file names."""

import shutil

import pytest

from helpers import check, claims_table
from helpers.data import all_notebooks, lessons, load, notebooks_folder, word_of
from helpers.publish import generated
from helpers.publish.checks import stored_faults
from helpers.publish.generated import write_generated
from helpers.publish.links import LINK, relink
from helpers.publish.notebooks import read, source, write

NEW = "the_bridges"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course with a new lesson 05, all links and generated cells written anew."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(notebooks_folder(), folder / "notebooks", ignore=shutil.ignore_patterns("my_work"))
    for path in sorted((folder / "notebooks").glob("[0-9][0-9]_*.ipynb"), reverse=True):
        number = int(path.name[:2])
        if number >= 5:
            path.rename(path.with_name(f"{number + 1:02}_{word_of(path)}.ipynb"))
    new = folder / "notebooks" / f"05_{NEW}.ipynb"
    shutil.copyfile(folder / "notebooks" / "04_the_balance.ipynb", new)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lessons, "folder", lambda: folder / "data")
        # the list of sources holds no number of a lesson, and unpacking every chart takes long
        patch.setattr(generated, "sources_used", lambda *_: "## Sources used")
        for path in all_notebooks():
            notebook = read(path)
            relink(notebook, all_notebooks())
            write_generated(notebook, path, all_notebooks())
            write(path, notebook)
        yield {word_of(path): path for path in all_notebooks()}


def text_of(path):
    return "\n".join(source(cell) for cell in read(path).cells if cell.cell_type == "markdown")


def test_links_and_navigation_follow(course):
    assert "[lesson 11](11_losses_and_the_test.ipynb)" in text_of(course["the_deployment"])
    assert "[lesson 03](03_the_incursion.ipynb)" in text_of(course["the_dilemma"])
    assert "[11 " in text_of(course["shells_and_guns"]) and "[09 " in text_of(course["shells_and_guns"])
    assert f"(05_{NEW}.ipynb) →" in text_of(course["the_balance"])
    know_first = read(course["the_argument"]).metadata["course"]["know_first"]
    assert "[lesson 06](06_the_dilemma.ipynb)" in know_first
    assert know_first in text_of(course["the_argument"])


def test_no_link_leads_nowhere(course):
    for path in course.values():
        assert not [fault for fault in stored_faults(path, read(path)) if "the link" in fault]


def test_links_inside_one_lesson_are_found(course):
    assert sum(len(LINK.findall(text_of(path))) for path in course.values()) > 40


def test_tables_name_the_new_number(course, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data["text/html"]))
    claims_table(load("claims", lesson="the_deployment")["claim_id"].iloc[0])
    assert "Taught in lesson 09" in shown[0]


def test_ids_stay(course, monkeypatch):
    told = []
    monkeypatch.setattr("helpers.lesson.checking.tell", lambda kind, text: told.append(kind))
    check("the_dilemma-1")
    assert told == ["waiting"]
    code = "\n".join(source(cell) for cell in read(course["the_dilemma"]).cells)
    assert 'check("the_dilemma-1"' in code and 'quiz("the_dilemma")' in code
