"""GitHub's preview as far as it is known: no scripts, no styles, few elements. What remains must still read.

GitHub does not publish what it does with notebooks; the elements and attributes below are those that its
library html-pipeline lets through, and scripts and styles are taken out whole.
"""

import pytest
from bs4 import BeautifulSoup

from helpers.data import all_notebooks, word_of
from helpers.lesson.packing import unpack
from helpers.lesson.stored import packed_in
from helpers.publish.notebooks import is_code, read

ELEMENTS = set(
    """h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table thead
    tbody tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption
    figure figcaption abbr bdo cite dfn mark small source span time wbr""".split()
)
KEPT = set(
    "align alt aria-label colspan height href id label lang open role rowspan scope src title width".split()
)


def preview(html):
    """The page that the sanitiser leaves of an output."""
    page = BeautifulSoup(html, "html.parser")
    for part in page.find_all(["script", "style"]):
        part.decompose()
    for part in page.find_all(True):
        part.attrs = {name: value for name, value in part.attrs.items() if name in KEPT}
        if part.name not in ELEMENTS:
            part.unwrap()
    return page


def outputs(path):
    """The HTML of each output of a lesson, in order."""
    found = (output for cell in read(path).cells if is_code(cell) for output in cell.outputs)
    return ["".join(output.get("data", {}).get("text/html", "")) for output in found]


@pytest.fixture(scope="module", params=all_notebooks(), ids=word_of)
def stored(request):
    return outputs(request.param)


def test_a_chart_keeps_its_picture_its_sentence_its_caption_and_its_table(stored):
    words = [preview(html) for html in stored if "kx-caption" in html]
    charts = [(html, packed_in(html)) for html in stored if packed_in(html)]
    assert len(words) == len(charts) > 0
    for (html, (packed,)), said in zip(charts, words, strict=True):
        chart, alts = (
            preview(html),
            {unpack(packed)[i]["layout"]["meta"]["alt"] for i in range(len(unpack(packed)))},
        )
        (picture,) = chart.find_all("img")
        assert picture["alt"] in alts and picture["src"].startswith("data:image/webp;base64,")
        assert len(said.find("figcaption").get_text()) > 40
        rows = said.find("table").find_all("tr")
        assert len(rows) > 1 and all(row.find(["td", "th"]) for row in rows)
        assert said.find("summary").get_text().startswith("The data in this figure")


def test_no_program_and_no_packed_data_is_read(stored):
    for html in stored:
        text = preview(html).get_text()
        assert "{" not in text and "=>" not in text and "function" not in text
        assert max(map(len, text.split()), default=0) < 200
