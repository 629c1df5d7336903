"""Every lesson runs offline from top to bottom and is stored as a reader should find it."""

import os
import re
import subprocess
import sys

import pytest

from helpers.data import all_notebooks
from helpers.lesson.packing import unpack
from helpers.lesson.stored import packed_in
from helpers.publish import __main__ as publish
from helpers.publish.notebooks import html_outputs, read, source

GATE = """
import socket
_connect = socket.socket.connect
def connect(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "localhost", "::1"):
        raise OSError(f"a lesson asked for the network: {address}")
    return _connect(self, address)
socket.socket.connect = connect
"""
LESSONS = all_notebooks()
BARE = re.compile(r"[Ll]essons? (\d\d)\b(?!\])")


@pytest.fixture
def offline(tmp_path, monkeypatch):
    """Kernels that can reach nothing but this computer."""
    (tmp_path / "sitecustomize.py").write_text(GATE, encoding="utf-8")
    known = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(tmp_path), known))))


@pytest.mark.lessons
def test_all_lessons_are_up_to_date_and_run_without_a_network(offline, capsys):
    publish.main(["--check"])
    found = capsys.readouterr().out.splitlines()
    assert found == [f"All is up to date: {len(LESSONS)} of {len(LESSONS)}."]


def test_the_gate_holds(offline):
    asked = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert "a lesson asked for the network" in answer.stderr


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_has_its_parts(path):
    notebook = read(path)
    course = notebook.metadata["course"]
    kinds = [cell.metadata.get("generated") for cell in notebook.cells]
    assert {"header", "key points", "sources", "navigation"} <= set(kinds)
    assert course["title"].endswith("?") and course["objectives"]
    text = "\n".join(source(cell) for cell in notebook.cells)
    assert "check(" in text and "quiz(" in text and "<details>" in text
    starred = [cell for cell in notebook.cells if "star" in cell.metadata.get("tags", [])]
    assert 3 <= len(starred) < len(notebook.cells)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_setting_of_a_chart_is_a_sliver_or_a_tower(path):
    """A setting with more rows is higher; what is around the picture stays (browser/test_pages.py)."""
    for number, data in html_outputs(read(path)):
        for packed in packed_in(data["text/html"]):
            heights = {figure["layout"]["height"] for figure in unpack(packed)}
            assert all(80 <= height <= 1_400 for height in heights), (
                f"cell {number}: {sorted(heights)} pixels"
            )


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_player_of_charts_is_stored_once_and_before_the_first_chart_that_needs_it(path):
    pages = [data["text/html"] for _, data in html_outputs(read(path)) if packed_in(data["text/html"])]
    assert ["globalThis.kxPlay ??=" in page for page in pages] == [True, *[False] * (len(pages) - 1)]
    assert all(page.count("kxPlay(root, ") == 1 for page in pages[1:])


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_report_is_not_copied(path):
    """Its words may be studied one by one; its sentences are never shown."""
    text = " ".join(source(cell) for cell in read(path).cells)
    assert not re.search(
        r"galvanizing the morale|put out the fire in Kursk|a force of several thousand Ukrainians had", text
    )


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_prose_names_a_lesson_by_a_link(path):
    """Only a lesson that is not written yet may stand as a bare number."""
    text = "\n".join(source(cell) for cell in read(path).cells if cell.cell_type == "markdown")
    last = int(LESSONS[-1].name[:2])
    bare = [number for number in BARE.findall(text) if int(number) <= last]
    assert not bare
