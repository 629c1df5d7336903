"""A lesson in a JupyterLab whose server does not have the course's own extension."""

import json

import pytest

from helpers.lab import WIDGET_VIEW

from .conftest import Lab, Notebook

pytestmark = pytest.mark.browser
LESSON = "the_incursion"


@pytest.fixture
def server(tmp_path):
    """A server with the extension switched off."""
    (tmp_path / "config").mkdir()
    off = {"ServerApp": {"jpserver_extensions": {"helpers.lab": False}}}
    (tmp_path / "config" / "jupyter_server_config.json").write_text(json.dumps(off), "utf-8")
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
