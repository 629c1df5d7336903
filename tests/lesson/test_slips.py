"""What is read of a cell before it runs: only slips are touched; nothing is loaded before it is needed."""

import ast
import doctest
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import helpers
import kursk_slips
from helpers import bench, lesson
from helpers.data import all_notebooks
from helpers.publish.notebooks import is_code, read, source
from kursk_slips import cells, names, values
from kursk_slips.cells import understood
from kursk_slips.kernel import _is_lesson, _name_error, _tell, load_ipython_extension
from kursk_slips.values import Slip

FOLDER = Path(kursk_slips.__file__).parent
ROOT = FOLDER.parents[1]
LESSONS = pytest.mark.parametrize("path", all_notebooks(), ids=lambda path: path.stem)
OF_VERBS = re.compile(r"helpers($|\.lesson|\.bench)")
PIECES = [
    "check(",
    "bench_check(",
    "answer = ",
    '"the_incursion-1"',
    "“",
    "”",
    "’",
    '"',
    "'",
    ",",
    ", ",
    ")",
    "{",
    "}",
]
PIECES += [
    "39,6",
    "1 107",
    "548 km²",
    "...",
    "…",
    "a",
    "two words",
    ":",
    "\n",
    "\n    ",
    "#",
    "07",
    "−",
    "f(",
    "[",
    "%",
]


@LESSONS
def test_no_cell_of_a_lesson_is_touched(path):
    for cell in filter(is_code, read(path).cells):
        assert understood(source(cell)) == (source(cell), [])


@LESSONS
def test_every_verb_of_a_lesson_is_known(path):
    called, imported = set(), set()
    for cell in filter(is_code, read(path).cells):
        for node in ast.walk(ast.parse(source(cell))):
            if isinstance(node, ast.ImportFrom) and OF_VERBS.match(node.module):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.Call):
                called.add(getattr(node.func, "id", ""))
    assert imported <= names.VERBS and "check" in called & imported


def test_verbs_are_names_of_the_course():
    of_packages = {*helpers.__all__, *lesson.__all__, *bench.__all__}
    rest = names.VERBS - of_packages
    files = [path.read_text("utf-8") for path in (ROOT / "src" / "helpers" / "lesson").glob("*.py")]
    assert all(any(f"\ndef {verb}(" in text for text in files) for verb in rest), rest


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_read_left_or_named(pieces):
    cell = "check(" + "".join(pieces)
    try:
        text, notes = understood(cell)
    except Slip as slip:
        (said,) = slip._render_traceback_()
        assert said and "\n" not in said.split("Write")[0]
        return
    assert len(notes) <= 1 and (text == cell or values.tree_of(text) is not None)


@pytest.mark.parametrize("module", [cells, names, values], ids=lambda module: module.__name__)
def test_examples_are_true(module):
    tried = doctest.testmod(module)
    assert tried.failed == 0 and tried.attempted


def test_a_kernel_loads_next_to_nothing_at_its_start():
    ask = "import json, sys; before = {*sys.modules}; import kursk_slips; print(json.dumps([*sys.modules]))"
    loaded = json.loads(
        subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout
    )
    own = {
        name for name in loaded if name.startswith(("kursk_slips", "helpers", "pandas", "plotly", "IPython"))
    }
    assert own == {"kursk_slips", "kursk_slips.kernel"}


def test_the_setting_is_installed_and_names_the_extension():
    target = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert "src/kursk_slips" in target["packages"]
    (file,) = [file for file, place in target["shared-data"].items() if place.startswith("etc/ipython/")]
    assert target["shared-data"][file] == "etc/ipython/ipython_kernel_config.json"
    assert json.loads((ROOT / file).read_text("utf-8")) == {
        "InteractiveShellApp": {"extensions": ["kursk_slips"]}
    }


@pytest.mark.parametrize(
    ("name", "cell", "meant"),
    [
        ("chek", 'chek("the_incursion-5", 39.6)', "check"),
        ("Chekc", 'Chekc("the_incursion-5", 39.6)', "check"),
        ("bench_chek", 'bench_check = 1\nbench_chek("capstone-b1", answer)', "bench_check"),
        ("gues", 'gues("the_incursion-a", "When?")', "guess"),
        ("evidence_tabel", 'evidence_tabel("S45")', "evidence_table"),
    ],
)
def test_a_verb_spelled_nearly_right_is_named(name, cell, meant):
    assert f"Did you mean {meant}?" in names.explained(name, cell, {"check"})


@pytest.mark.parametrize(
    ("name", "cell"),
    [("chek", "chek + 1"), ("score", "score(1, 2)"), ("checked", "x = checked"), ("guest", "guest")],
)
def test_a_name_of_the_readers_own_is_no_verb(name, cell):
    assert names.explained(name, cell, {"check"}) == ""


def broken(*_, **__):
    raise RuntimeError("another IPython")


@pytest.mark.parametrize(
    "shell",
    [
        SimpleNamespace(),
        SimpleNamespace(input_transformers_cleanup=[]),
        SimpleNamespace(input_transformers_cleanup=(), events=SimpleNamespace(register=print)),
        SimpleNamespace(input_transformers_cleanup=[], events=SimpleNamespace(register=broken)),
    ],
    ids=["nothing", "no events", "a tuple", "refuses"],
)
def test_a_shell_of_another_kind_starts_as_ever(shell):
    """No IPython of Colab, of tomorrow or of years ago may fail to start, or lose a cell, by this package."""
    load_ipython_extension(shell)
    assert list(getattr(shell, "input_transformers_cleanup", ())) == []


@pytest.mark.parametrize(
    "session", ["", "1a2b-3c4d", "C:\\school\\a.ipynb", "\\\\server\\x\\a.ipynb", "a\0b", "x" * 5000, "."]
)
def test_no_name_of_a_notebook_breaks_a_cell(session, tmp_path, monkeypatch):
    """Windows paths read elsewhere, ids of Colab, names that no file can have."""
    monkeypatch.chdir(tmp_path)
    assert _is_lesson.__wrapped__(session) is False
    (tmp_path / "00_start_here.ipynb").touch()
    assert _is_lesson.__wrapped__(session) is True


def test_a_fault_of_the_reading_hides_no_error(monkeypatch, capsys):
    monkeypatch.setattr("kursk_slips.kernel._in_words", broken)
    monkeypatch.setattr("kursk_slips.kernel._read", broken)
    shown = []
    _name_error(SimpleNamespace(showtraceback=lambda *_, **__: shown.append(1)), NameError, NameError(), None)
    _tell(SimpleNamespace(raw_cell='check("x", 1)'))
    assert shown == [1] and capsys.readouterr().out == ""
