"""The lessons in JupyterLab: opened and not run, live with a kernel, saved and opened again."""

import re

import nbformat
import pytest
from playwright.sync_api import expect

from helpers.lab import WIDGET_VIEW
from helpers.publish.notebooks import write

from .conftest import charts_in

pytestmark = pytest.mark.browser
STORED = """() => [...document.querySelectorAll(".jp-OutputArea figure:has(figcaption)")].map((words) => {
    const area = words.closest(".jp-OutputArea"), table = words.querySelector("table");
    return {
        chart: area.querySelector(".js-plotly-plot .main-svg")?.getBoundingClientRect().height > 200,
        caption: words.querySelector("figcaption").checkVisibility() && words.textContent.length > 40,
        table: table !== null && table.rows.length > 1,
    } })"""
LESSON = "the_incursion"


def assert_stored_charts_show(notebook):
    charts = charts_in(notebook.path)
    notebook.tab.locator(".jp-showHiddenCellsButton").click()  # ◆ Bench is stored folded
    drawn = f"""count => {{
        const seen = ({STORED})();
        return seen.length === count && seen.every((one) => one.chart) }}"""
    notebook.tab.wait_for_function(drawn, arg=charts)
    seen = notebook.tab.evaluate(STORED)
    assert [(place, one) for place, one in enumerate(seen) if not all(one.values())] == []
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


def test_a_run_leaves_no_error_no_button_that_shares_and_asks_nothing_outside(live):
    for explorer in live.explorers():
        assert explorer.buttons() == ["Zoom", "Reset axes", "Save as a picture"], explorer.name
    assert live.tab.locator("[data-mime-type*='stderr']").count() == 0
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


# --- a chart whose settings take long ---

SETTINGS = 10
DRAW = """import time
import pandas as pd
import plotly.graph_objects as go
from helpers import Explore, charts, show

def draw(step):
    time.sleep(0.3)
    words = {"title": f"Step {step}", "caption": f"Step {step}.", "alt": f"A line, step {step}."}
    return charts.finish(go.Figure(go.Scatter(y=[0, step])), table=pd.DataFrame({"step": [step]}), **words)"""
SHOW = "show(draw(0))"
SLOW = f"Explore(draw, step=list(range({SETTINGS})), question='What moves?', caution='Nothing is real.')"
TITLE = "(root) => root.querySelector('.kx-chart').layout.meta.title"
# every frame: is the chart there, in its place, with its focus?
WATCH = """(root) => {
    const top = root.getBoundingClientRect().top, held = document.activeElement, node = root.parentNode;
    window.disturbed = [];
    const look = () => {
        if (root.getBoundingClientRect().top !== top) window.disturbed.push("moved");
        requestAnimationFrame(() => setTimeout(look));
    };
    look();
    window.renewed = () => root.isConnected && root.parentNode !== node && document.activeElement === held;
}"""


@pytest.fixture(scope="module")
def slow(lab, open_lab):
    """A chart that was just shown and whose other settings are still to come."""
    path = lab.folder / "slow.ipynb"
    write(path, nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in (DRAW, SHOW)]))
    notebook = open_lab(path)
    notebook.run_all()
    notebook.explorers()  # the chart library is loaded
    notebook.run(notebook.tab.locator(".jp-CodeCell").last, SLOW)
    return notebook


def test_a_slow_chart_shows_at_once_and_its_settings_follow(lab, slow, open_page):
    (explorer,) = slow.explorers()
    progress = slow.tab.locator(".kx-progress[role=status]")
    expect(progress).to_have_text(re.compile(rf"^\d of {SETTINGS} settings ready$"))
    assert explorer.root.evaluate(TITLE) == "Step 0"

    slider = explorer.control("step")
    explorer.step(lambda control: control.press("End"), slider)
    assert explorer.root.evaluate(TITLE) == f"Step {SETTINGS - 1}"
    expect(progress).to_be_visible()  # chosen before its turn

    explorer.zoom()
    zoomed = explorer.ranges()
    slider.focus()
    explorer.root.evaluate(WATCH)
    expect(progress).to_be_hidden(timeout=20_000)
    slow.tab.wait_for_function("() => window.renewed()")  # all settings are stored in the output
    assert slow.tab.evaluate("window.disturbed") == [] and explorer.ranges() == zoomed
    slow.save()
    lab.end_kernels()
    for step in reversed(range(SETTINGS - 1)):
        explorer.step(lambda control: control.press("ArrowLeft"), slider)
        assert explorer.root.evaluate(TITLE) == f"Step {step}"
    assert slow.errors == []

    (stored,) = open_page(slow.path).explorers()
    for step in range(1, SETTINGS):
        stored.step(stored.by_keyboard, stored.control("step"))
        assert stored.root.evaluate(TITLE) == f"Step {step}"
