"""What the course brings to a Jupyter server: settings that JupyterLab knows, and one hook before a save."""

import json
import sys
from pathlib import Path

import jsonschema
import pytest

from helpers import lab

SETTINGS = json.loads(Path(lab.__file__).with_name("overrides.json").read_text("utf-8"))
SCHEMAS = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas"


@pytest.mark.parametrize("plugin", SETTINGS)
def test_a_setting_is_one_that_jupyterlab_has(plugin):
    package, _, name = plugin.partition(":")
    schema = json.loads((SCHEMAS / package / f"{name}.json").read_text("utf-8"))
    assert set(SETTINGS[plugin]) <= set(schema["properties"])
    jsonschema.validate(SETTINGS[plugin], schema)


def test_nobody_is_asked_for_news_and_a_notebook_is_drawn_whole():
    """Print and search find only what is drawn."""
    values = {name: value for settings in SETTINGS.values() for name, value in settings.items()}
    assert values == {"fetchNews": "false", "checkForUpdates": False, "windowingMode": "none"}


def test_a_server_gets_one_hook():
    hooks = []

    class Manager:
        register_pre_save_hook = hooks.append

    class Server:
        contents_manager = Manager

    (point,) = lab._jupyter_server_extension_points()
    assert point == {"module": lab.__name__}
    lab._load_jupyter_server_extension(Server)
    assert hooks == [lab.strip_widget_views]
