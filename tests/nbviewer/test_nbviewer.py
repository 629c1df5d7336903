"""nbviewer reads Markdown by older rules: nothing of how a number came into a sentence may show there."""

import re
from html import unescape

import nbformat
import pytest

from helpers.data import all_notebooks
from helpers.publish.notebooks import write

pytestmark = pytest.mark.lessons
NOT_READ = re.compile(r"<(script|style)\b.*?</\1>|<div class=\"highlight.*?</pre>", re.DOTALL)


def read_aloud(html):
    """What a reader sees of a page: no scripts, no code cells, no tags."""
    return unescape(re.sub(r"<!--.*?-->|<[^>]*>", " ", NOT_READ.sub(" ", html), flags=re.DOTALL))


@pytest.mark.parametrize("lesson", all_notebooks(), ids=lambda path: path.stem)
def test_no_trace_of_a_comment_is_read(nbviewer, lesson):
    text = read_aloud(nbviewer.page(lesson))
    assert len(text) > 5000
    for trace in ("<!--", "-->", "<!–", "–>"):
        at = text.find(trace)
        assert at < 0, f"…{text[max(at - 80, 0) : at + 80]}…"


def test_the_check_sees_a_comment_that_nbviewer_prints(nbviewer, tmp_path):
    cell = nbformat.v4.new_markdown_cell("About **1,000 km²**<!-- estimates:a--b--2024-08-12 --> were held.")
    write(tmp_path / "wrong.ipynb", nbformat.v4.new_notebook(cells=[cell]))
    assert "a--b--2024-08-12 -->" in read_aloud(nbviewer.page(tmp_path / "wrong.ipynb"))
