import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers import charts
from helpers.lesson import Explore, ExploreError, forms, show
from helpers.lesson.packing import unpack
from helpers.lesson.stored import packed_in

ASKED = {"question": "What changes?", "caution": "Nothing is real."}


def draw(n=1, kind="small", alt="A line."):
    fig = go.Figure(go.Scatter(y=[n, n + 1], customdata=[f"t:{n}", f"t:{n + 1}"]))
    table = pd.DataFrame({"n": [n], "kind": [kind]})
    return charts.finish(
        fig, title=f"Line {n} {kind}", caption="No source.", alt=f"{alt} {n} {kind}", table=table
    )


@pytest.fixture
def written(monkeypatch):
    """What an explorer displays, as a list of mime bundles."""
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw=False: outputs.append(data))
    return outputs


def test_two_outputs_chart_and_words(written):
    Explore(draw, n=[1, 2, 3], kind=["small", "big"], **ASKED)._ipython_display_()
    bundle, words = written
    assert set(bundle) == {"text/plain", "text/html", forms.PLOTLY_MIME}  # no kernel: no widget view
    assert "<script" not in words["text/html"] and "No source." in words["text/html"]
    assert "<details>" in words["text/html"] and "<table " in words["text/html"]
    assert bundle["text/plain"] == "A line. 1 small"


def test_every_setting_is_stored_in_the_order_of_the_controls(written):
    Explore(draw, n=[1, 2, 3], kind=["small", "big"], **ASKED)._ipython_display_()
    figures = unpack(packed_in(written[0]["text/html"])[0])
    titles = [figure["layout"]["meta"]["title"] for figure in figures]
    assert titles == [
        "Line 1 small",
        "Line 1 big",
        "Line 2 small",
        "Line 2 big",
        "Line 3 small",
        "Line 3 big",
    ]


def test_start_is_shown_first_and_selected(written):
    Explore(
        draw, n=[1, 2, 3], kind=["small", "big"], start={"n": 2, "kind": "big"}, **ASKED
    )._ipython_display_()
    assert written[0]["text/plain"] == "A line. 2 big"
    assert '<option value="1" selected>big' in written[0]["text/html"]


def test_labels_may_differ_from_values(written):
    Explore(draw, n={"one": 1, "two": 2}, **ASKED)._ipython_display_()
    assert ">two</option>" in written[0]["text/html"] and "Line 1" in written[1]["text/html"] + written[0][
        "text/plain"
    ] + json.dumps(written[0][forms.PLOTLY_MIME])


def test_days_make_a_slider_and_words_a_list(written):
    Explore(draw, n=list(range(8)), kind=list("abcdefg"), **ASKED)._ipython_display_()
    page = written[0]["text/html"]
    assert page.count('type="range"') == 1 and page.count("<select") == 1


def test_what_is_no_list_is_passed_on(written):
    Explore(draw, n=[1, 2], alt="Fixed.", **ASKED)._ipython_display_()
    assert written[0]["text/plain"].startswith("Fixed.")


def test_the_library_is_named_once_with_its_fingerprint(written):
    show(draw())
    page = written[0]["text/html"]
    assert (
        page.count("cdn.plot.ly/plotly-") == 1 and "sha384-" in page and "http" not in written[1]["text/html"]
    )


def test_the_same_chart_gives_the_same_bytes(written):
    show(draw())
    show(draw())
    assert written[0] == written[2] and written[1] == written[3]


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"n": []}, "choice 'n' is empty"),
        ({}, "needs at least one choice"),
        ({"n": list(range(101)), "kind": ["small", "big"]}, r"n \(101\) × kind \(2\) make 202 settings"),
        ({"n": [1, 1]}, "Two values of the choice 'n' read the same"),
        ({"n": [1], "start": {"m": 1}}, "start names 'm'"),
        ({"n": [1], "start": {"n": 5}}, "start asks for n = 5"),
    ],
)
def test_wrong_choices_are_named(choices, said):
    with pytest.raises(ExploreError, match=said):
        Explore(draw, **choices, **ASKED)


def test_a_draw_that_fails_names_the_setting():
    def fragile(n):
        return draw(1 / (n - 2))

    with pytest.raises(ExploreError, match="cannot be drawn for n = '2': ZeroDivisionError"):
        Explore(fragile, n=[1, 2], **ASKED)


def test_a_figure_without_words_is_refused():
    with pytest.raises(ExploreError, match="has no title, caption, alt, table"):
        show(go.Figure())


def test_text_cannot_break_out_of_the_page(written):
    show(draw(alt='<script>alert("x")</script>'))
    assert "<script>alert" not in written[0]["text/html"] + written[1]["text/html"]
