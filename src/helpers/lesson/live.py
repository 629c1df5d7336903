"""The live view of a chart in JupyterLab (imported only where there is a kernel)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import anywidget
import traitlets
from ipywidgets import widget_serialization
from plotly.offline import get_plotlyjs

_SCRIPTS = files("helpers.lesson")


class ChartLibrary(anywidget.AnyWidget):
    """Carries plotly.js to the browser, once per kernel, so that no network is needed."""

    _esm = get_plotlyjs() + "\nexport default {};"


@cache
def library() -> ChartLibrary:
    """The one library of this kernel."""
    return ChartLibrary()


class Chart(anywidget.AnyWidget):
    """One chart with its controls; all settings are in `packed`, so a step needs no round trip."""

    _esm = (_SCRIPTS / "player.js").read_text("utf-8") + (_SCRIPTS / "live.js").read_text("utf-8")
    html = traitlets.Unicode().tag(sync=True)
    packed = traitlets.Unicode().tag(sync=True)
    library = traitlets.Instance(ChartLibrary).tag(sync=True, **widget_serialization)

    @traitlets.default("library")
    def _library(self) -> ChartLibrary:
        return library()
