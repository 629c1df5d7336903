"""A lesson in a JupyterLab whose server lacks the course's own extension, or Plotly's and the widgets'."""

import json

import pytest

from helpers.lab import WIDGET_VIEW

from .conftest import Lab, Notebook, charts_in

pytestmark = pytest.mark.browser
LESSON = "the_incursion"
NOTHING_OF_THE_COURSE = {"ServerApp": {"jpserver_extensions": {"helpers.lab": False}}}
# as on a hub whose server lives in another environment than the kernel
NOTHING_OF_PLOTLY = {app: {"labextensions_path": []} for app in ("LabApp", "LabServerApp")}
PICTURES = """() => [...document.querySelectorAll(".jp-OutputArea img")]
    .filter((image) => image.naturalWidth >= 800 && image.getBoundingClientRect().height > 200).length"""


@pytest.fixture
def server(tmp_path, request):
    """A server without the extensions that its settings switch off."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_server_config.json").write_text(json.dumps(request.param), "utf-8")
    started = Lab(tmp_path)
    yield started
    started.stop()


@pytest.fixture
def opener(browser, server):
    """Function: path of a notebook → Notebook; closed after the test."""
    opened = []

    def opener(path):
        opened.append(Notebook(browser, server, path))
        return opened[-1]

    yield opener
    for notebook in opened:
        notebook.close()


@pytest.mark.parametrize("server", [NOTHING_OF_THE_COURSE], indirect=True)
def test_a_lesson_that_was_run_and_saved_shows_its_charts_when_it_is_opened_again(server, opener):
    notebook = opener(server.path(LESSON))
    notebook.run_all()
    notebook.explorers()
    notebook.save()
    server.end_kernels()
    again = opener(notebook.path)
    again.tab.locator("figure figcaption").first.wait_for()
    assert "model not found" not in again.tab.locator("body").inner_text().lower()
    assert WIDGET_VIEW in notebook.path.read_text("utf-8")  # nobody took it away


@pytest.mark.parametrize("server", [NOTHING_OF_PLOTLY], indirect=True)
def test_where_nothing_can_draw_every_stored_chart_shows_its_picture(server, opener):
    notebook = opener(server.path(LESSON))
    notebook.tab.locator(".jp-showHiddenCellsButton").click()  # ◆ Bench is stored folded
    charts = charts_in(notebook.path)
    notebook.tab.wait_for_function(f"count => ({PICTURES})() === count", arg=charts)
    assert charts >= 8
    assert notebook.tab.locator(".js-plotly-plot").count() == 0
    assert notebook.outside == []
