"""Each thing that --check promises to find is found, with notebook and cell."""

import json
import subprocess
import sys

import nbformat
import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers import charts
from helpers.lab import strip_widget_views
from helpers.lesson.forms import PLOTLY_MIME, present
from helpers.lesson.packing import slim
from helpers.lesson.stored import packed_in, pictures_in, with_picture
from helpers.publish.checks import stale_faults, stored_faults
from helpers.publish.notebooks import write
from helpers.publish.stored_form import PARTS


def chart(alt="A line."):
    """What show() stores for a small chart, with a picture: the chart and its words, without the head."""
    outputs = []
    figure = charts.finish(
        go.Figure(go.Scatter(y=[1, 2])), title="T", caption="C", alt=alt, table=pd.DataFrame({"a": [1]})
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("IPython.display.display", lambda data, raw=False: outputs.append(data))
        present([slim(figure)], 0, [], "", "")
    (name,) = pictures_in(outputs[1]["text/html"])
    outputs[1]["text/html"] = with_picture(outputs[1]["text/html"], name, "data:image/webp;base64,AAAA")
    return [nbformat.v4.new_output("display_data", data=data) for data in outputs]


@pytest.fixture
def lesson(tmp_path):
    next_lesson = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("## The first part")])
    write(tmp_path / "01_next.ipynb", next_lesson)
    course = dict.fromkeys(PARTS, "x") | {"key_points": {"unknown": ["x"]}}
    notebook = nbformat.v4.new_notebook(metadata={"course": course})
    notebook.cells = [
        nbformat.v4.new_markdown_cell("[next](01_next.ipynb)", metadata={"generated": "header"}),
        nbformat.v4.new_code_cell("show()", execution_count=1, outputs=chart()),
        nbformat.v4.new_markdown_cell("## Key points", metadata={"generated": "key points"}),
        nbformat.v4.new_markdown_cell("## Sources used", metadata={"generated": "sources"}),
    ]
    path = tmp_path / "00_lesson.ipynb"

    def faults():
        write(path, notebook)
        return stored_faults(path, nbformat.read(path, as_version=4))

    return notebook, faults


def code_of(notebook):
    return notebook.cells[1]


def test_a_sound_lesson_has_no_fault(lesson):
    assert lesson[1]() == []


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
    code_of(notebook).outputs[1].data[view] = {"model_id": "1"}
    assert any("widget view" in fault for fault in faults())
    content = json.loads(json.dumps(notebook))
    content["metadata"] |= {"widgets": {"state": {}}, "course": {}}
    strip_widget_views({"type": "notebook", "content": content})
    assert view not in json.dumps(content) and "widgets" not in content["metadata"]


def test_a_widget_without_another_form_is_left_alone():
    view = "application/vnd.jupyter.widget-view+json"
    content = {"cells": [{"outputs": [{"data": {view: {}, "text/plain": "a"}}]}], "metadata": {"course": {}}}
    strip_widget_views({"type": "notebook", "content": content})
    assert view in content["cells"][0]["outputs"][0]["data"]


def test_a_notebook_of_another_course_is_left_alone():
    view = "application/vnd.jupyter.widget-view+json"
    outputs = [{"data": {view: {}, "text/html": "a", "text/plain": "a"}}]
    content = {"cells": [{"outputs": outputs}], "metadata": {"widgets": {"state": {}}}}
    before = json.dumps(content)
    strip_widget_views({"type": "notebook", "content": content})
    assert json.dumps(content) == before


def test_a_server_that_tidies_notebooks_loads_no_pandas():
    loaded = "import sys, helpers.lab; print({'pandas', 'plotly', 'IPython'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"


def test_stored_widget_state(lesson, tmp_path):
    notebook, faults = lesson
    faults()
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    assert stored_faults(tmp_path / "00_lesson.ipynb", notebook) == ["00_lesson.ipynb: stores widget state"]


def test_two_figures_with_one_alt_and_a_figure_without(lesson):
    notebook, faults = lesson
    notebook.cells.insert(2, nbformat.v4.new_code_cell("b", execution_count=2, outputs=chart()))
    assert any("cells 2 and 3: two figures share one alt" in fault for fault in faults())
    notebook.cells[2].outputs[1].data[PLOTLY_MIME]["layout"]["meta"]["alt"] = ""
    assert any("cell 3: a figure lacks its alt" in fault for fault in faults())


def test_a_chart_that_nbviewer_cannot_show(lesson):
    notebook, faults = lesson
    del code_of(notebook).outputs[1].data["text/html"]
    assert any("blank on nbviewer" in fault for fault in faults())


def test_a_chart_without_its_picture(lesson):
    notebook, faults = lesson
    data = code_of(notebook).outputs[1].data
    data["text/html"] = data["text/html"].replace(' src="data:image/webp;base64,AAAA"', "")
    assert faults() == [
        "00_lesson.ipynb, cell 2: a chart has no picture; run publish on a machine with Chromium"
    ]


def test_a_chart_of_more_than_150_kb(lesson):
    notebook, faults = lesson
    code_of(notebook).outputs[1].data["text/html"] += "x" * 150_000
    (fault,) = faults()
    assert "cell 2: a chart of 1" in fault and fault.endswith("at most 150,000")


BROKEN = ["02_missing.ipynb", "01_Next.ipynb", "../README.md", "01_next.ipynb#The-First-part", "#nowhere"]


@pytest.mark.parametrize("target", BROKEN)
@pytest.mark.parametrize("form", ["[x]({})", "<a href='{}'>x</a>"])
def test_links_that_lead_nowhere(lesson, target, form):
    notebook, faults = lesson
    notebook.cells[0].source = form.format(target)
    assert any(f"cell 1: the link {target}" in fault for fault in faults())


def test_a_link_in_an_output_that_leads_nowhere(lesson):
    notebook, faults = lesson
    code_of(notebook).outputs[1].data["text/html"] += '<a href="02_missing.ipynb">x</a>'
    assert any("cell 2: the link 02_missing.ipynb" in fault for fault in faults())


@pytest.mark.parametrize("target", ["01_next.ipynb#The-first-part", "https://example.org/a", "mailto:a@b.c"])
def test_links_that_resolve(lesson, target):
    notebook, faults = lesson
    notebook.cells[0].source = f"[x]({target})"
    assert faults() == []


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
    code_of(stored).outputs[1].data["text/plain"] = "Another line."
    faults = stale_faults(path, stored, notebook)
    assert "cell 1: a number in prose disagrees with the data: “1 km²” should be “2 km²”" in faults[0]
    assert "cell 2: the stored output is not what the cell gives now" in faults[1]


def test_another_picture_of_the_same_figure_is_not_stale(lesson, tmp_path):
    notebook, _ = lesson
    other = nbformat.from_dict(json.loads(json.dumps(notebook).replace("base64,AAAA", "base64,BBBB")))
    assert stale_faults(tmp_path / "x.ipynb", other, notebook) == []


def test_a_chart_packed_by_another_version_is_stale_and_no_crash(lesson, tmp_path):
    notebook, _ = lesson
    (packed,) = packed_in(code_of(notebook).outputs[1].data["text/html"])
    for other in ("AAAA", packed[:-40]):
        old = nbformat.from_dict(json.loads(json.dumps(notebook).replace(packed, other)))
        assert "cell 2: the stored output" in stale_faults(tmp_path / "x.ipynb", old, notebook)[0]
