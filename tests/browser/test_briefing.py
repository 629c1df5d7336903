"""Lesson 12 as a reader goes through it in JupyterLab: warm-up, briefing, hints, a new kernel, a revision."""

import json

import pytest

from helpers.data import load

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def strong():
    parts = load("briefing_specimens", quality="strong").sort_values("place")
    return "\n".join(parts["text"])


def keep_mark(notebook, call, line):
    cell = notebook.cell(call)
    cell.get_by_label(f"line {line} has a fault").check()
    cell.get_by_role("button", name="Keep my marks").click()
    cell.get_by_text("1 marked line kept in my_work").wait_for()


def test_from_the_warm_up_to_the_revision(lab, open_lab, strong):
    mine = lab.folder / "my_work"
    first = open_lab(lab.path("start_here"))
    first.run_all()
    keep_mark(first, 'warm_up("start_here")', 4)
    first.close()

    notebook = open_lab(lab.path("capstone"))
    notebook.run_all()
    keep_mark(notebook, 'warm_up("capstone")', 6)
    assert set(json.loads((mine / "warmup.json").read_text("utf-8"))) == {"start_here", "capstone"}
    scores = notebook.cell("warm_up_scores()")
    notebook.run(scores)
    scores.get_by_text("Before the course: 0.5 of 8 points.").wait_for()

    writing = notebook.cell('briefing("B2")')
    writing.locator("textarea").fill(f"{strong}\nExperts confirm it.")
    writing.get_by_role("button", name="Hints").click()
    writing.get_by_text("1 hint.").wait_for()
    writing.locator("textarea").fill(strong)
    writing.get_by_role("button", name="Save as a new version").click()
    writing.get_by_text("Kept as my_work/briefing_B2_1.md").wait_for()
    notebook.close()
    lab.end_kernels()

    again = open_lab(lab.path("capstone"))
    again.run_all()
    revision = again.cell('revise("B2")')
    revision.get_by_text("Version 1 is shown").wait_for()
    revision.locator("textarea").fill(strong.replace("likely (about 75 %)", "about even (50 %)"))
    revision.get_by_role("button", name="Save as a new version").click()
    revision.get_by_text("Bottom line: 75 % → 50 %").wait_for()
    assert revision.locator("ins").count() and revision.locator("del").count()
    assert (mine / "briefing_B2_1.md").read_text("utf-8").strip() == strong
    assert "about even (50 %)" in (mine / "briefing_B2_2.md").read_text("utf-8")
