"""Lessons in a JupyterLab that lacks something: the extensions of Plotly and of widgets, or the course's."""

import json

import pytest

from helpers.lesson.live import NO_PICTURE

from .conftest import Lab, Notebook, charts_in

pytestmark = pytest.mark.browser
LESSON = "the_incursion"
NO_CHARTS = ("jupyterlab-plotly", "@jupyter-widgets/jupyterlab-manager", "anywidget")
# of each chart: its picture, or what is said in its place, with caption and table
SEEN = """() => [...document.querySelectorAll(".jp-OutputArea figure:has(figcaption)")].map((words) => {
    const area = words.closest(".jp-OutputArea"), picture = area.querySelector(".kx img");
    return {
        picture: Boolean(picture?.checkVisibility()) && picture.naturalWidth > 300,
        said: [...area.querySelectorAll(".kx-offline")].filter((part) => part.checkVisibility())
            .map((part) => part.textContent.trim()).join(),
        caption: words.querySelector("figcaption").textContent.length > 40,
        table: words.querySelector("table")?.rows.length > 1,
        idle: [...area.querySelectorAll("select, input, button")].filter((part) => part.checkVisibility())
            .map((part) => part.outerHTML.slice(0, 200)).join(),
    } })"""


@pytest.fixture
def start(browser, tmp_path):
    """Function: a file of JupyterLab's configuration, its content → a server, and what opens a notebook."""
    ends = []

    def starter(name, content):
        path = tmp_path / "config" / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content), "utf-8")
        server = Lab(tmp_path)
        ends.append(server.stop)

        def opener(place):
            notebook = Notebook(browser, server, place)
            ends.append(notebook.close)
            return notebook

        return server, opener

    yield starter
    for end in reversed(ends):
        end()


def test_without_extensions_picture_words_and_table_show_and_after_a_run_what_to_do(start):
    off = {"disabledExtensions": dict.fromkeys(NO_CHARTS, True)}
    server, opener = start("labconfig/page_config.json", off)
    notebook = opener(server.path(LESSON))
    charts = charts_in(notebook.path)
    notebook.tab.wait_for_function(
        f"(count) => ({SEEN})().filter((one) => one.picture).length === count", arg=charts
    )
    stored = {"picture": True, "said": "", "caption": True, "table": True, "idle": ""}
    assert notebook.tab.evaluate(SEEN) == [stored] * charts

    notebook.run_all()
    notebook.tab.wait_for_function(
        f"(count) => ({SEEN})().filter((one) => one.said).length === count", arg=charts
    )
    assert notebook.tab.evaluate(SEEN) == [stored | {"picture": False, "said": NO_PICTURE}] * charts


def test_without_the_courses_extension_a_saved_lesson_still_shows_its_charts(start):
    server, opener = start(
        "jupyter_server_config.json", {"ServerApp": {"jpserver_extensions": {"helpers.lab": False}}}
    )
    assert "helpers.lab" not in server.log.read_text()
    notebook = opener(server.path(LESSON))
    notebook.run_all()
    notebook.explorers()
    notebook.save()
    server.end_kernels()
    notebook.close()
    again = opener(notebook.path)
    again.tab.locator("figure figcaption").first.wait_for()
    body = again.tab.locator("body").inner_text()
    assert "model not found" not in body.lower()
