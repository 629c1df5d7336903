"""unpack.js reads what packing.py wrote: every kind of value comes back as it was."""

from importlib.resources import files

import numpy as np
import plotly.graph_objects as go
import pytest

from helpers.lesson.packing import pack, slim

pytestmark = pytest.mark.browser
ROWS = [f"estimates:row-{number}--é “x”" for number in range(12)]


@pytest.fixture
def unpacked(browser):
    """Function: packed text and number of a setting → its figure, as the page sees it."""
    tab = browser.new_page()
    tab.add_script_tag(content=(files("helpers.lesson") / "unpack.js").read_text("utf-8"))

    def unpack(packed, setting):
        listed = "(key, value) => ArrayBuffer.isView(value) ? [...value] : value"
        read = f"async ([packed, i]) => JSON.parse(JSON.stringify((await kxUnpack(packed))(i), {listed}))"
        return tab.evaluate(read, [packed, setting])

    yield unpack
    tab.close()


def test_arrays_texts_and_gaps_come_back(unpacked):
    grid = np.arange(24.0).reshape(4, 6) / 4
    figures = [
        slim(
            go.Figure(
                [
                    go.Scatter(x=np.arange(9) + big, y=np.arange(9) / 4, customdata=ROWS[:9]),
                    go.Heatmap(z=grid, text=[ROWS[:3], None]),
                    go.Scatter(x=["2024-08-06", None], y=[1.5, float("nan")], name="kö"),
                ],
                layout={"title": {"text": f"above {big}"}},
            )
        )
        for big in (0, 1_000, 100_000)
    ]
    packed = pack(figures)
    for setting, big in enumerate((0, 1_000, 100_000)):
        figure = unpacked(packed, setting)
        line, heat, short = figure["data"]
        assert line["x"] == [big + i for i in range(9)]
        assert line["y"] == [i / 4 for i in range(9)]
        assert line["customdata"] == ROWS[:9]
        assert heat["z"] == grid.tolist() and heat["text"] == [ROWS[:3], None]
        assert (short["x"], short["y"], short["name"]) == (["2024-08-06", None], [1.5, None], "kö")
        assert figure["layout"]["title"]["text"] == f"above {big}"
