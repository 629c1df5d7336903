"""Pupils' copies hold no solution, teachers' copies are right in every check, and they lie apart."""

import ast
import json

import nbformat
import pytest

from helpers.classroom.__main__ import main
from helpers.classroom.copies import ROOM, OthersWork, calls, copied, is_solution, write_copies
from helpers.classroom.known import known
from helpers.data import all_notebooks
from helpers.lesson.checking import check
from helpers.publish.notebooks import is_code, read, source

PATHS = all_notebooks()
named = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def lessons():
    return {path: read(path) for path in PATHS}


def checks_of(notebook):
    return [
        (source(cell), call)
        for cell in notebook.cells
        if is_code(cell)
        for call in calls(source(cell), "check")
    ]


@named
def test_a_pupils_copy_has_every_exercise_and_no_solution(lessons, path):
    copy = copied(lessons[path], path, "pupil", star=False)
    assert len(copy.cells) == len(lessons[path].cells)
    stubs = [call.args[1] for _, call in checks_of(copy)]
    assert len(stubs) == len(checks_of(lessons[path]))
    for stub in stubs:
        held = stub.values if isinstance(stub, ast.Dict) else [stub]
        assert all(isinstance(one, ast.Constant) and one.value is ... for one in held)
    assert not any(cell.get("outputs") for cell in copy.cells)
    text = json.dumps([source(cell) for cell in copy.cells], ensure_ascii=False)
    for cell in filter(is_solution, lessons[path].cells):
        said = max(source(cell).splitlines(), key=len)
        assert json.dumps(said, ensure_ascii=False)[1:-1] not in text
    rooms = [cell for cell in copy.cells if source(cell) == ROOM]
    assert len(rooms) == sum(map(is_solution, lessons[path].cells))


@named
def test_every_check_of_a_teachers_copy_is_right_and_annotated(lessons, path, capsys):
    copy = copied(lessons[path], path, "teacher", star=False)
    found = checks_of(copy)
    assert len(found) == len(checks_of(lessons[path]))
    for code, call in found:
        eval(ast.get_source_segment(code, call), {"check": check})
        assert "✓ Right." in capsys.readouterr().out, code
    notes = [cell for cell in copy.cells if source(cell).startswith("**For the teacher: what")]
    assert len(notes) == len(found)
    assert "<details>" not in "".join(source(cell) for cell in copy.cells if "generated" not in cell.metadata)


@named
def test_a_teachers_copy_names_what_to_say_to_every_wrong_answer(lessons, path):
    said = "".join(source(cell) for cell in copied(lessons[path], path, "teacher", star=False).cells)
    for one in (one for one in known()["exercises"].values() if one["word"] == path.stem[3:]):
        assert all(hint.replace("|", "\\|") in said for hint in [*one["hints"].values(), one["hint"]])
        assert all(wrong["hint"] in said for wrong in one["wrong"])


@named
@pytest.mark.parametrize("kind", ["pupil", "teacher"])
def test_copies_are_sound_notebooks_and_the_short_path_holds_only_it(lessons, path, kind):
    for star in (False, True):
        copy = copied(lessons[path], path, kind, star=star)
        nbformat.validate(copy)
        assert len({cell.id for cell in copy.cells}) == len(copy.cells)
    assert copy.cells and all("star" in cell.metadata.tags for cell in copy.cells)


def test_copies_lie_apart_and_replace_no_work(tmp_path):
    places = write_copies(PATHS[:2], tmp_path)
    assert {place.relative_to(tmp_path).parts[0] for place in places} == {"pupil", "teacher"}
    assert write_copies(PATHS[:2], tmp_path) == places
    worked_in = tmp_path / "pupil" / PATHS[0].name
    worked_in.write_text("mine", encoding="utf-8")
    with pytest.raises(OthersWork, match="holds something else"):
        write_copies(PATHS[:2], tmp_path)
    assert worked_in.read_text("utf-8") == "mine"


def test_the_command_writes_all_lessons(tmp_path, capsys):
    assert main(["copies", str(tmp_path), "--star"]) == 0
    for kind in ("pupil_short", "teacher_short"):
        assert [path.name for path in sorted((tmp_path / kind).iterdir())] == [path.name for path in PATHS]
    assert str(tmp_path / "pupil_short" / PATHS[0].name) in capsys.readouterr().out
