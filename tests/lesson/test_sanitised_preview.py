"""GitHub's preview as far as it is known: no scripts, no styles, few elements. What remains must still read.

GitHub does not publish what it does with notebooks; the elements and attributes below are those that its
library html-pipeline lets through, and scripts and styles are taken out whole.
"""

import re

import pytest
from bs4 import BeautifulSoup

from helpers.data import all_notebooks, word_of
from helpers.lesson.packing import unpack
from helpers.lesson.stored import packed_in
from helpers.publish.notebooks import is_code, read

ELEMENTS = re.compile(
    r"h[1-6]|br|b|i|strong|em|a|pre|code|img|tt|div|ins|del|sup|sub|p|picture|ol|ul|table|thead|tbody|tfoot"
    r"|blockquote|dl|dt|dd|kbd|q|samp|var|hr|ruby|rt|rp|li|tr|td|th|s|strike|summary|details|caption|figure"
    r"|figcaption|abbr|bdo|cite|dfn|mark|small|source|span|time|wbr"
)
ATTRIBUTES = re.compile(
    r"align|alt|aria-label|colspan|height|href|id|label|lang|open|role|rowspan|scope|src|title|width"
)


def preview(html):
    """The page that the sanitiser leaves of an output."""
    page = BeautifulSoup(html, "html.parser")
    for part in page.find_all(["script", "style"]):
        part.decompose()
    for part in page.find_all(True):
        part.attrs = {name: value for name, value in part.attrs.items() if ATTRIBUTES.fullmatch(name)}
        if not ELEMENTS.fullmatch(part.name):
            part.unwrap()
    return page


def outputs(path):
    """The HTML of each output of a lesson, in order."""
    found = (output for cell in read(path).cells if is_code(cell) for output in cell.outputs)
    return ["".join(output.get("data", {}).get("text/html", "")) for output in found]


@pytest.fixture(scope="module", params=all_notebooks(), ids=word_of)
def stored(request):
    return outputs(request.param)


def alts(packed):
    """What each setting of a chart shows, in words."""
    return {figure["layout"]["meta"]["alt"] for figure in unpack(packed)}


def test_a_chart_keeps_its_picture_its_sentence_its_caption_and_its_table(stored):
    charts = [(packed_in(html)[0], preview(html)) for html in stored if packed_in(html)]
    words = [preview(html) for html in stored if "<figcaption" in html and not packed_in(html)]
    assert len(words) == len(charts) > 0
    for (packed, chart), said in zip(charts, words, strict=True):
        (picture,) = chart.find_all("img")
        assert picture["alt"] in alts(packed) and picture["src"].startswith("data:image/webp;base64,")
        assert len(said.find("figcaption").get_text()) > 20
        assert said.find("summary").get_text().startswith("The data in this figure")
        assert len(said.find("details").find("table").find_all("tr")) > 1


def test_what_is_read_of_a_chart_is_sentences():
    charts = [preview(html) for path in all_notebooks() for html in outputs(path) if packed_in(html)]
    read_there = [text.strip() for chart in charts for text in chart.strings if text.strip()]
    assert [text for text in read_there if text[-1] not in ".?!"] == []


def test_no_program_and_no_packed_data_is_read(stored):
    for html in stored:
        text = preview(html).get_text(" ")
        assert "{" not in text and "=>" not in text and "function" not in text
        assert max(map(len, text.split()), default=0) < 200
