"""The lessons in JupyterLab: opened and not run, live with a kernel, saved and opened again."""

import json

import pytest

from helpers.lab import WIDGET_VIEW
from helpers.lesson.explore import PLOTLY_MIME

pytestmark = pytest.mark.browser
STORED = """() => [...document.querySelectorAll(".jp-OutputArea figure:has(figcaption)")].map((words) => {
    const area = words.closest(".jp-OutputArea"), table = words.querySelector("table");
    return {
        chart: area.querySelector(".js-plotly-plot .main-svg")?.getBoundingClientRect().height > 200,
        caption: words.querySelector("figcaption").checkVisibility() && words.textContent.length > 40,
        table: table !== null && table.rows.length > 1,
    } })"""
LESSON = "the_incursion"


def charts_in(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return sum(PLOTLY_MIME in output.get("data", {}) for cell in cells for output in cell.get("outputs", []))


def assert_stored_charts_show(notebook):
    charts = charts_in(notebook.path)
    notebook.tab.wait_for_function(
        "count => document.querySelectorAll('.js-plotly-plot .main-svg').length >= count", arg=charts
    )
    seen = notebook.tab.evaluate(STORED)
    assert len(seen) == charts and all(all(one.values()) for one in seen), seen
    assert "model not found" not in notebook.tab.locator("body").inner_text().lower()
    assert notebook.outside == []


@pytest.mark.parametrize("trusted", [False, True], ids=["untrusted", "trusted"])
def test_a_notebook_opened_and_not_run_shows_charts_captions_and_tables(lab, open_lab, trusted):
    path = lab.path(LESSON)
    if trusted:
        lab.trust(path)
    assert_stored_charts_show(open_lab(path))


@pytest.fixture(scope="module")
def live(lab, open_lab):
    notebook = open_lab(lab.path(LESSON))
    notebook.run_all()
    return notebook


def test_a_run_leaves_no_error_and_asks_nothing_outside(live):
    live.explorers()
    assert live.tab.locator("[data-mime-type*='jupyter.error'], [data-mime-type*='stderr']").count() == 0
    assert (live.errors, live.outside) == ([], [])


@pytest.mark.parametrize("way", ["by_mouse", "by_keyboard"])
def test_every_control_changes_its_chart(live, way):
    for explorer in live.explorers():
        for control in explorer.controls:
            before = explorer.shown()["drawn"]
            explorer.step(getattr(explorer, way), control)
            after = explorer.shown()
            assert after["drawn"] != before, explorer.name
            assert all(after["words"].values()), (explorer.name, after["words"])
    assert live.outside == []


def test_a_zoom_survives_a_step(live):
    explorer = next(one for one in live.explorers() if one.control("week"))
    explorer.zoom()
    zoomed = explorer.ranges()
    explorer.step(explorer.by_keyboard, explorer.control("week"))
    assert explorer.ranges() == zoomed


def test_saved_without_its_kernel_and_opened_again_the_charts_show(lab, live, open_lab):
    live.save()
    lab.end_kernels()
    live.close()
    assert WIDGET_VIEW not in live.path.read_text("utf-8")
    assert_stored_charts_show(open_lab(live.path))
