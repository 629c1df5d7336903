"""nbviewer reads Markdown by older rules: nothing of how a number came into a sentence may show there."""

import nbformat
import pytest

from helpers.data import all_notebooks
from helpers.publish.notebooks import write

from .conftest import read_aloud, render

pytestmark = pytest.mark.lessons
NAMES = [path.stem for path in all_notebooks()]


@pytest.mark.parametrize("name", NAMES)
def test_no_trace_of_a_comment_is_read(pages, name):
    text = read_aloud(pages[name])
    assert len(text) > 5000
    for trace in ("<!--", "-->", "<!–", "–>"):
        at = text.find(trace)
        assert at < 0, f"{name}: …{text[max(at - 80, 0) : at + 80]}…"


def test_the_check_sees_a_comment_that_nbviewer_prints(tmp_path):
    cell = nbformat.v4.new_markdown_cell("About **1,000 km²**<!-- estimates:a--b--2024-08-12 --> were held.")
    write(tmp_path / "wrong.ipynb", nbformat.v4.new_notebook(cells=[cell]))
    assert "a--b--2024-08-12 -->" in read_aloud(render(tmp_path, [tmp_path / "wrong.ipynb"])["wrong"])
