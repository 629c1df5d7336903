import html
import json
import re

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


def controls_in(written):
    """The controls of the chart that was written first, as the player reads them."""
    return json.loads(html.unescape(re.search(r'data-controls="([^"]*)"', written[1]["text/html"])[1]))


def test_three_outputs_head_chart_and_words(written):
    Explore(draw, n=[1, 2, 3], kind=["small", "big"], **ASKED)._ipython_display_()
    head, bundle, words = written
    assert set(head) == {"text/plain", "text/html"} and head["text/plain"] == "Line 1 small"
    assert "What changes?" in head["text/html"] and "What changes?" not in words["text/html"]
    assert "<script" not in head["text/html"] and "<style" not in head["text/html"]
    assert set(bundle) == {"text/plain", "text/html", forms.PLOTLY_MIME}  # no kernel: no widget view
    assert "<script" not in words["text/html"] and "No source." in words["text/html"]
    assert "<details>" in words["text/html"] and "<table " in words["text/html"]
    assert bundle["text/plain"] == "A line. 1 small"


def test_every_setting_is_stored_in_the_order_of_the_controls(written):
    Explore(draw, n=[1, 2, 3], kind=["small", "big"], **ASKED)._ipython_display_()
    figures = unpack(packed_in(written[1]["text/html"])[0])
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
    assert written[1]["text/plain"] == "A line. 2 big"
    assert [control["chosen"] for control in controls_in(written)] == [1, 1]


def test_labels_may_differ_from_values(written):
    Explore(draw, n={"one": 1, "two": 2}, **ASKED)._ipython_display_()
    assert controls_in(written)[0]["labels"] == ["one", "two"]
    assert "Line 1" in written[0]["text/html"] and "Line 1" in json.dumps(written[1][forms.PLOTLY_MIME])


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        (list("abcdefg"), "list"),
        (["small", "big", "all of them"], "segments"),
        (["an option that takes", "more letters than fit"], "list"),
    ],
)
def test_days_make_a_slider_few_short_words_a_row_and_others_a_list(written, kinds, kind):
    Explore(draw, n=list(range(8)), kind=kinds, **ASKED)._ipython_display_()
    assert [control["kind"] for control in controls_in(written)] == ["slider", kind]


def test_what_is_no_list_is_passed_on(written):
    Explore(draw, n=[1, 2], alt="Fixed.", **ASKED)._ipython_display_()
    assert written[1]["text/plain"].startswith("Fixed.")


def test_the_library_is_named_once_with_its_fingerprint(written):
    show(draw())
    head, page, words = (output["text/html"] for output in written)
    assert page.count("cdn.plot.ly/plotly-") == 1 and "sha384-" in page and "http" not in head + words


def test_the_same_chart_gives_the_same_bytes(written):
    show(draw())
    show(draw())
    assert written[:3] == written[3:]


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
    assert "<script>alert" not in "".join(output["text/html"] for output in written)
