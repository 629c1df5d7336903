"""Slips that Python meets first, in real kernels: words for them, and ordinary errors as ever."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

import kursk_slips
from helpers.data import all_notebooks
from helpers.lesson.widgets import PUBLISHING

SETTING = Path(kursk_slips.__file__).with_name("kernel.json")
START = "from helpers import check, guess, load\nfrom helpers.bench import bench_check"
FIRST = "Run the first grey cell of this lesson first, and all above this one"
pytestmark = pytest.mark.lessons


class Told(str):
    """What stands below a cell as text; `failed` when an error is among it."""

    failed: str


def ran(client, code):
    """Everything below a cell after its run."""
    texts, failed = [], ""

    def hook(message):
        nonlocal failed
        content, kind = message["content"], message["msg_type"]
        if kind == "stream":
            texts.append(content["text"])
        elif kind == "error":
            failed = content["ename"]
            texts.append("\n".join(content["traceback"]))
        elif kind in ("display_data", "execute_result"):
            texts.append(content["data"]["text/plain"])

    client.execute_interactive(code, output_hook=hook, timeout=60)
    told = Told(re.sub(r"\x1b\[[\d;]*m", "", "\n".join(texts)))
    told.failed = failed
    return told


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """Gives kernels that read the setting which the package installs, begun in a folder of its own each."""
    place, running = tmp_path_factory.mktemp("kernels"), []

    def start(name, *, setting=True, **env):
        profile, folder = place / name / "profile_default", place / name / "work"
        for each in (profile, folder):
            each.mkdir(parents=True)
        if setting:
            shutil.copy(SETTING, profile / "ipython_kernel_config.json")
        env = {
            **os.environ,
            "IPYTHONDIR": str(profile.parent),
            PUBLISHING: "1",
            "JPY_SESSION_NAME": "",
            **env,
        }
        manager, client = start_new_kernel(cwd=str(folder), env=env)
        running.append((manager, client))
        return client

    yield start
    for manager, client in running:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def lesson(kernel):
    client = kernel("lesson", setting=False)
    assert not ran(client, START).failed
    return client


UNDERSTOOD = [  # typed, heard beside the verdict
    ("check(“the_incursion-3”, “a”)", "✓ Right.", "straight quotation marks"),
    ("check(„the_incursion-3“, „a“)", "✓ Right.", "straight quotation marks"),
    ("check(«the_incursion-3», «b»)", "✗ Not yet.", "straight quotation marks"),
    ("check(‘the_incursion-3’, ‘a’)", "✓ Right.", "straight quotation marks"),
    ('check("the_incursion-5", 39,6)', "✓ Right.", 'Read as "39,6".'),
    ('check("the_deployment-2", 11,000)', "✓ Right.", 'Read as "11,000".'),
    ('check("the_deployment-2", 11 000)', "✓ Right.", 'Read as "11 000".'),
    ('check("start_here-2", 100 km²)', "✓ Right.", 'Read as "100 km²".'),
    ('check("the_incursion-5", 40 %)', "✓ Right.", 'Read as "40 %".'),
    ('check("the_balance-2", 01,33)', "✓ Right.", 'Read as "01,33".'),
]
NAMED = [  # typed, said to type instead
    ('check("the_incursion-3", shells)', 'write "shells" in place of shells'),
    ("check(the_incursion-3, 'a')", 'write "the_incursion-3" in place of the_incursion-3'),
    ('check("the_incursion-3", near-border)', 'write "near-border" in place of near-border'),
    ('check("the_incursion-3", two words)', 'Write "two words" in place of two words'),
    ('check("the_balance-1", {a, e})', 'write "a" in place of a'),
    ('check("the_balance-1", a, e)', 'Write {"a", "e"}'),
    ('answer = shells\n\nbench_check("the_incursion-b1", answer)', 'write "shells" in place of shells'),
    ('answer = "shells\n\nbench_check("the_incursion-b1", answer)', 'Write it so: answer = "shells"'),
    ('check("the_incursion-3", "a"', 'Write it so: check("the_incursion-3", "a")'),
    ('check("the_incursion-3", "a)', 'Write it so: check("the_incursion-3", "a")'),
    ('check("the_incursion-3, "a")', 'Write it so: check("the_incursion-3", "a")'),
    ('check("the_incursion-3" "a")', 'A comma is missing. Write it so: check("the_incursion-3", "a")'),
    ('check("the_balance-1", {"a", "e")', 'Write it so: check("the_balance-1", {"a", "e"})'),
    ('check("the_incursion-3", ..."a")', 'Write the answer in their place: "a"'),
    ('Check("the_incursion-3", "a")', "Write check in place of Check"),
    ('warm_up("the_incursion")', FIRST),
]
ORDINARY = [  # of a reader's own code
    ("total + 1", "NameError"),
    ("rows = load('estimates')\nrows.groupby('quantity'", "SyntaxError"),
    ("rows = “b”", "SyntaxError"),
    ("answer = rows['quantity\nbench_check('the_incursion-b1', answer)", "SyntaxError"),
    ("answer = 3 +\nbench_check('the_incursion-b1', answer)", "SyntaxError"),
    ("load('estimates')['no such column']", "KeyError"),
    ("def share():\n    return shells\ncheck('the_incursion-3', share())", "NameError"),
    ("rows = load('estimates'\ncheck('the_incursion-3', 'a')", "SyntaxError"),
    ("answer = rows.groupby(shells)\nbench_check('the_incursion-b1', answer)", "NameError"),
    ("estimates = 1\nanswer = estimate\nbench_check('the_incursion-b1', answer)", "NameError"),
]


@pytest.mark.parametrize(("typed", "verdict", "note"), UNDERSTOOD)
def test_what_is_beyond_doubt_is_judged_with_one_line_that_says_so(typed, verdict, note, lesson):
    told = ran(lesson, typed)
    assert not told.failed and "Error" not in told
    first, rest = told.split("\n", 1)
    assert note in first and rest.strip().startswith(verdict), told


@pytest.mark.parametrize(("typed", "said"), NAMED)
def test_a_slip_is_named_in_words_and_never_judged(typed, said, lesson):
    told = ran(lesson, typed)
    assert told.failed and said in told
    assert not re.search(r"Traceback|Error|Not yet|line \d", told) and len(told.splitlines()) == 1, told


@pytest.mark.parametrize(("typed", "error"), ORDINARY)
def test_an_ordinary_error_keeps_pythons_own_words(typed, error, lesson):
    told = ran(lesson, typed)
    assert told.failed == error and error in told and re.search(r"line \d", told)
    assert "quotation marks" not in told.replace(typed, "") and FIRST not in told


@pytest.mark.parametrize("how", ["its session", "the folder"])
def test_a_cell_before_the_first_one_says_so(how, kernel, tmp_path):
    (first,) = [path for path in all_notebooks() if path.stem.startswith("00")]
    client = kernel(how, JPY_SESSION_NAME=str(first) if how == "its session" else "")
    if how == "the folder":
        assert not ran(client, f"open({first.name!r}, 'w').close()").failed
    for cell in (
        'check("start_here-1", "b")',
        "show(charts.area_by_source(rows))",
        "check(“start_here-1”, “b”)",
    ):
        told = ran(client, cell)
        assert told.failed == "NameError" and FIRST in told and "Traceback" not in told, told
    assert ran(client, "print(rows)").failed == "NameError"
    assert "Traceback" in ran(client, "print(rows)")


def test_a_kernel_of_something_else_is_left_alone(kernel, tmp_path):
    other = tmp_path / "other.ipynb"
    other.write_text(json.dumps({"metadata": {}, "cells": []}), "utf-8")
    client = kernel("other", JPY_SESSION_NAME=str(other))
    told = ran(client, 'check("x-1", 39,6)')
    assert told.failed == "NameError" and "Traceback" in told and "grey cell" not in told
    assert ran(client, "def check(*given): return given\ncheck('x-1', 39,6)") == "('x-1', 39, 6)"
    assert ran(client, "check(“x-1”)").failed == "SyntaxError"
    assert (
        ran(
            client,
            "import sys; [name for name in sys.modules if name.split('.')[0] in ('helpers', 'pandas')]",
        )
        == "[]"
    )


def test_the_setting_names_an_extension_that_is_there():
    assert json.loads(SETTING.read_text("utf-8")) == {
        "InteractiveShellApp": {"extensions": [kursk_slips.__name__]}
    }
    assert callable(kursk_slips.load_ipython_extension) and sys.modules[kursk_slips.__name__]
