"""A chart in a kernel: what is drawn, sent and stored when; the queue is stepped by hand."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers import charts
from helpers.lab import WIDGET_VIEW
from helpers.lesson import Explore, ExploreError, explore, live, show
from helpers.lesson.packing import unpack
from helpers.lesson.stored import packed_in

ASKED = {"question": "What changes?", "caution": "Nothing is real."}
drawn, made = [], []


def draw(n, data=None):
    drawn.append(n)
    if n == 4:
        raise ZeroDivisionError("four")
    table = pd.DataFrame({"n": [n if data is None else data["n"].sum()]})
    return charts.finish(
        go.Figure(go.Scatter(y=[n])), title=f"Line {n}", caption="C", alt=f"{n}", table=table
    )


class Output(dict):
    """A mime bundle; `metadata` is what was displayed with it."""


class Handle:
    def __init__(self, output):
        self.output = output

    def update(self, data, raw=False, metadata=None):
        self.output.metadata = metadata
        self.output.clear()
        self.output.update(data)


class Ready(live.Ready):
    def __init__(self, *state, **more):
        super().__init__(*state, **more)
        made.append(self)


class Steps:
    """In place of the queue of a kernel."""

    def add(self, job):
        self.job = job

    def ask(self, job, place):
        job.draw(place)

    def soon(self, call):
        call()

    def all(self):
        while self.job.waiting:
            self.job.draw(self.job.next())


@pytest.fixture
def outputs(monkeypatch):
    """The outputs of a cell, as a list of mime bundles."""
    written = []

    def display(data, raw=False, display_id=False, metadata=None):
        written.append(Output(data))
        written[-1].metadata = metadata
        return Handle(written[-1])

    monkeypatch.setattr("IPython.display.display", display)
    return written


@pytest.fixture
def queue(monkeypatch, outputs):
    """A kernel whose queue draws when the test says so."""
    drawn.clear()
    steps = Steps()
    monkeypatch.setattr(explore, "draws_later", lambda: True)
    monkeypatch.setattr(live, "Ready", Ready)
    monkeypatch.setattr(live, "kernel_queue", lambda: steps)
    monkeypatch.setattr(live, "this_cell", lambda: "cell")
    return steps


@pytest.fixture
def chart(queue):
    """Function: what the browser knows of the chart that was shown last."""
    return lambda: made[-1]


def stored(outputs):
    return [f["layout"]["meta"]["title"] for f in unpack(packed_in(outputs[1]["text/html"])[0])]


def test_only_the_first_setting_is_drawn_before_the_cell_ends(queue, outputs):
    Explore(draw, n=[1, 2, 3], start={"n": 2}, **ASKED)._ipython_display_()
    assert drawn == [2] and len(outputs) == 3 and WIDGET_VIEW in outputs[1]
    assert queue.job.waiting == [2, 0] and queue.job.cell == "cell"


def test_until_all_are_ready_the_first_setting_is_stored_without_controls(queue, outputs):
    Explore(draw, n=[1, 2, 3], start={"n": 2}, **ASKED)._ipython_display_()
    assert stored(outputs) == ["Line 2"] and 'data-controls="[]"' in outputs[1]["text/html"]
    assert outputs[1]["text/plain"] == "2"


def test_when_all_are_ready_every_setting_is_stored_in_the_same_output(queue, outputs, chart):
    Explore(draw, n=[1, 2, 3], start={"n": 2}, **ASKED)._ipython_display_()
    view = outputs[1][WIDGET_VIEW]
    queue.all()
    chart()._handle_custom_msg({"keep": True}, [])
    assert stored(outputs) == ["Line 1", "Line 2", "Line 3"] and len(outputs) == 3
    assert "&quot;chosen&quot;: 1" in outputs[1]["text/html"] and outputs[1][WIDGET_VIEW] == view


def test_every_setting_is_sent_by_itself(queue, outputs, chart):
    Explore(draw, n=[1, 2, 3], **ASKED)._ipython_display_()
    queue.all()
    sent = [unpack(getattr(chart(), f"setting_{place}")) for place in range(3)]
    assert [len(figures) for figures in sent] == [1, 1, 1]
    assert [figures[0]["layout"]["meta"]["title"] for figures in sent] == ["Line 1", "Line 2", "Line 3"]


def test_a_chosen_setting_is_drawn_when_the_browser_asks(queue, outputs, chart):
    Explore(draw, n=[1, 2, 3], **ASKED)._ipython_display_()
    chart()._handle_custom_msg({"draw": 2}, [])
    assert drawn == [1, 3] and chart().setting_2 and not chart().setting_1


def test_an_error_is_told_with_its_setting_and_the_others_go_on(queue, outputs, chart):
    Explore(draw, n=[3, 4, 5], **ASKED)._ipython_display_()
    queue.all()
    said = "The chart cannot be drawn for n = '4': ZeroDivisionError: four"
    assert chart().faults == {"1": said} and chart().setting_2


def test_an_error_in_the_first_setting_raises_at_once(queue):
    with pytest.raises(ExploreError, match="cannot be drawn for n = '4'"):
        Explore(draw, n=[4, 5], **ASKED)


def test_an_interrupt_is_told(queue, outputs, chart):
    Explore(draw, n=[1, 2], **ASKED)._ipython_display_()
    queue.job.interrupted()
    assert chart().interrupted


def test_a_table_that_a_later_cell_changes_is_drawn_as_it_was(queue, outputs, chart):
    data = pd.DataFrame({"n": [1, 2]})
    Explore(draw, n=[1, 2], data=data, **ASKED)._ipython_display_()
    data.loc[0, "n"] = 100
    queue.all()
    assert unpack(chart().setting_1)[0]["layout"]["meta"]["table"]["rows"] == [["3"]]


def test_a_chart_without_controls_is_complete_at_once(queue, outputs, chart):
    show(draw(1))
    assert stored(outputs) == ["Line 1"] and queue.job.waiting == [] and chart().total == 1


def test_what_colab_needs_to_show_a_widget_of_others_is_passed_on(queue, outputs, chart, monkeypatch):
    needed = {WIDGET_VIEW: {"colab": {"custom_widget_manager": {"url": "https://colab.test"}}}}
    bundle = live.Chart._repr_mimebundle_
    monkeypatch.setattr(live.Chart, "_repr_mimebundle_", lambda self: (bundle(self)[0], needed))
    Explore(draw, n=[1, 2, 3], **ASKED)._ipython_display_()
    assert outputs[1].metadata == needed
    queue.all()
    outputs[1].metadata = None
    chart()._handle_custom_msg({"keep": True}, [])
    assert outputs[1].metadata == needed


def test_a_live_chart_calls_for_no_run_and_promises_no_picture(queue, outputs):
    Explore(draw, n=[1, 2, 3], **ASKED)._ipython_display_()
    assert "kx-still" not in outputs[2]["text/html"]
    assert live.NO_PICTURE in outputs[1]["text/html"] and "The picture" not in outputs[1]["text/html"]
