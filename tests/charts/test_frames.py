import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers.charts import theme
from helpers.charts.frames import finish, marks
from helpers.words import day, written

TABLE = pd.DataFrame({"Day": [pd.Timestamp("2024-08-06")], "km²": [1107.0], "none": [np.nan]})
SAID = {"title": "A finding", "caption": "Source, day.", "alt": "A finding in words."}


def test_a_figure_carries_its_words_and_has_no_width():
    figure = finish(go.Figure(), table=TABLE, subtitle="km²", mixed=["places"], **SAID)
    assert figure.layout.meta["table"] == {
        "columns": ["Day", "km²", "none"],
        "rows": [["6 Aug 2024", "1,107", "–"]],
    }
    assert figure.layout.meta["subtitle"] == "km²"
    said = "Mixed here: places; compare with care, never add. Source, day."
    assert figure.layout.meta["caption"] == said
    assert figure.layout.width is None and figure.layout.height == theme.HEIGHT
    assert figure.layout.uirevision == "kept"


def test_the_title_stands_outside_the_picture_and_keeps_its_pen_marks():
    figure = finish(go.Figure(), table=TABLE, **{**SAID, "title": "Maps showed **658 km²** and **974**"})
    assert figure.layout.title.text is None and figure.layout.showlegend is False
    meta = figure.layout.meta
    assert meta["title"] == "Maps showed 658 km² and 974"
    assert [meta["title"][start:end] for start, end in meta["pen"]] == ["658 km²", "974"]


@pytest.mark.parametrize("part", ["title", "caption", "alt"])
def test_a_figure_without_words_is_refused(part):
    with pytest.raises(ValueError, match=f"needs its {part}"):
        finish(go.Figure(), table=TABLE, **{**SAID, part: " "})


def test_a_long_title_is_refused():
    with pytest.raises(ValueError, match="91 characters"):
        finish(go.Figure(), table=TABLE, **{**SAID, "title": "x" * 91})


def test_words_print_as_the_course_prints():
    assert [written(v) for v in (1107.0, 1107, 41.53, 0.5, "held", None)] == [
        "1,107",
        "1,107",
        "41.53",
        "0.5",
        "held",
        "–",
    ]
    assert day("2024-08-06") == "6 Aug 2024"


def test_marks_are_the_row_ids_in_drawing_order():
    figure = go.Figure([go.Scatter(customdata=["t:a", "", "t:b"]), go.Scatter(x=[1])])
    assert marks(figure) == ["t:a", "t:b"]


def test_room_above_is_kept_for_words_on_the_uppermost_edge_only():
    def headroom(yref, text="a<br>b"):
        note = {"text": text, "x": 0, "y": 1, "yref": yref, "yanchor": "bottom"}
        return finish(go.Figure(layout={"annotations": [note]}), table=TABLE, **SAID).layout.margin.t

    assert headroom("y2 domain") == headroom("y") == 14  # inside the picture: below other frames
    assert headroom("paper", "a") == headroom("y domain", "a") == 14 + 19
    assert headroom("paper") == 14 + 2 * 19
