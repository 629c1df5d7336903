"""Each thing that --check promises to find is found, with notebook and cell."""

import json

import nbformat
import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers import charts
from helpers.lab import strip_widget_views
from helpers.lesson.explore import PLOTLY_MIME, present
from helpers.lesson.packing import slim
from helpers.publish.checks import stale_faults, stored_faults
from helpers.publish.notebooks import write


def bundles(monkeypatch, alt="A line."):
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw=False: outputs.append(data))
    figure = charts.finish(
        go.Figure(go.Scatter(y=[1, 2])), title="T", caption="C", alt=alt, table=pd.DataFrame({"a": [1]})
    )
    present([slim(figure)], 0, [], "", "")
    return [nbformat.v4.new_output("display_data", data=data) for data in outputs]


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    (tmp_path / "01_next.ipynb").write_text("{}")
    notebook = nbformat.v4.new_notebook()
    code = nbformat.v4.new_code_cell("show()", execution_count=1, outputs=bundles(monkeypatch))
    for output in code.outputs:
        if PLOTLY_MIME in output.data:
            picture = 'src="data:image/webp;base64,AAAA" alt='
            output.data["text/html"] = (
                output.data["text/html"].replace("alt=", picture, 1)
                if "<img" in output.data["text/html"]
                else ""
            )
            html = output.data["text/html"]
            output.data["text/html"] = html.replace('" src=', '" src=')
    notebook.cells = [nbformat.v4.new_markdown_cell("[next](01_next.ipynb)"), code]
    path = tmp_path / "00_lesson.ipynb"

    def faults():
        write(path, notebook)
        return stored_faults(path, nbformat.read(path, as_version=4))

    return notebook, faults


def code_of(notebook):
    return notebook.cells[1]


def test_counts_out_of_order(lesson):
    notebook, faults = lesson
    code_of(notebook).execution_count = 3
    assert any("not run once from top to bottom (counts [3])" in fault for fault in faults())


def test_a_stored_error_unless_it_is_wanted(lesson):
    notebook, faults = lesson
    error = nbformat.v4.new_output("error", ename="ValueError", evalue="x", traceback=[])
    code_of(notebook).outputs.append(error)
    assert "00_lesson.ipynb, cell 2: stores an error (ValueError)" in faults()
    code_of(notebook).metadata["tags"] = ["raises-exception"]
    assert not any("stores an error" in fault for fault in faults())


def test_widget_views_and_the_hook_that_strips_them(lesson):
    notebook, faults = lesson
    view = "application/vnd.jupyter.widget-view+json"
    code_of(notebook).outputs[0].data[view] = {"model_id": "1"}
    assert any("widget view" in fault for fault in faults())
    content = json.loads(json.dumps(notebook))
    content["metadata"]["widgets"] = {"state": {}}
    strip_widget_views({"type": "notebook", "content": content})
    assert view not in json.dumps(content) and "widgets" not in content["metadata"]


def test_a_widget_without_another_form_is_left_alone():
    view = "application/vnd.jupyter.widget-view+json"
    content = {"cells": [{"outputs": [{"data": {view: {}, "text/plain": "a"}}]}], "metadata": {}}
    strip_widget_views({"type": "notebook", "content": content})
    assert view in content["cells"][0]["outputs"][0]["data"]


def test_two_figures_with_one_alt_and_a_figure_without(lesson, monkeypatch):
    notebook, faults = lesson
    notebook.cells.append(nbformat.v4.new_code_cell("b", execution_count=2, outputs=bundles(monkeypatch)))
    assert any("cells 2 and 3: two figures share one alt" in fault for fault in faults())
    notebook.cells[2].outputs[0].data[PLOTLY_MIME]["layout"]["meta"]["alt"] = ""
    assert any("cell 3: a figure lacks its alt" in fault for fault in faults())


def test_a_chart_that_nbviewer_cannot_show(lesson):
    notebook, faults = lesson
    del code_of(notebook).outputs[0].data["text/html"]
    assert any("blank on nbviewer" in fault for fault in faults())


@pytest.mark.parametrize("target", ["02_missing.ipynb", "01_Next.ipynb", "../README.md"])
def test_links_that_lead_nowhere(lesson, target):
    notebook, faults = lesson
    notebook.cells[0].source = f"[x]({target})"
    assert any(f"cell 1: the link {target}" in fault for fault in faults())


def test_a_long_cell(lesson):
    notebook, faults = lesson
    code_of(notebook).source = "\n".join(["x"] * 21)
    assert any("21 lines, at most 20" in fault for fault in faults())


def test_a_large_file(lesson):
    notebook, faults = lesson
    notebook.cells[0].source = "x" * 1_000_001
    assert any("at most 1,000,000" in fault for fault in faults())


def test_stale_outputs_and_numbers_in_prose(lesson, tmp_path):
    notebook, _ = lesson
    stored = nbformat.from_dict(json.loads(json.dumps(notebook)))
    path = tmp_path / "00_lesson.ipynb"
    assert stale_faults(path, stored, notebook) == []
    notebook.cells[0].source = "**2 km²**<!--= x -->"
    stored.cells[0].source = "**1 km²**<!--= x -->"
    code_of(stored).outputs[0].data["text/plain"] = "Another line."
    faults = stale_faults(path, stored, notebook)
    assert "cell 1: a number in prose disagrees with the data: “1 km²” should be “2 km²”" in faults[0]
    assert "cell 2: the stored output is not what the cell gives now" in faults[1]


def test_another_picture_of_the_same_figure_is_not_stale(lesson, tmp_path):
    notebook, _ = lesson
    other = nbformat.from_dict(json.loads(json.dumps(notebook).replace("base64,AAAA", "base64,BBBB")))
    assert stale_faults(tmp_path / "x.ipynb", other, notebook) == []
