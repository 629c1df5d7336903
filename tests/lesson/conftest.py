"""What a lesson's cell shows, and a folder of the reader's own that is empty."""

import pytest

from helpers.lesson import my_work


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """The reader's folder, in place of my_work."""
    monkeypatch.setenv(my_work.PLACE, str(tmp_path))
    return tmp_path


@pytest.fixture
def shown(monkeypatch):
    """The forms of each output that is displayed, by their MIME types."""
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw=False, **_: outputs.append(data))
    return outputs


@pytest.fixture
def pages(monkeypatch):
    """The HTML of each output that is displayed."""
    found = []
    monkeypatch.setattr(
        "IPython.display.display", lambda data, raw=False, **_: found.append(data.get("text/html", ""))
    )
    return found
