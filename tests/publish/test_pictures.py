"""The still picture of a chart: a WebP that a reader without scripts sees."""

import base64
import io
import shutil

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image

from helpers.lesson.head import WIDEST
from helpers.publish import pictures


@pytest.mark.browser
@pytest.mark.skipif(not (shutil.which("chromium") or shutil.which("google-chrome")), reason="no Chromium")
def test_a_picture_is_a_small_webp_of_the_figure():
    figure = go.Figure(go.Bar(y=[1, 3], marker={"color": "#1D51AB"}), layout={"height": 420}).to_dict()
    address = pictures._draw(figure)
    assert address.startswith("data:image/webp;base64,")
    drawn = Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))
    assert (drawn.format, drawn.size) == ("WEBP", (WIDEST, 420))
    red, _, blue = np.moveaxis(np.asarray(drawn.convert("RGB")), -1, 0)
    assert np.mean((blue > 140) & (red < 70)) > 0.1  # the bars


def test_without_a_browser_nothing_is_drawn(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert pictures._draw({"data": [], "layout": {"height": 420}}) is None
