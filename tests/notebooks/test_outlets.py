"""No stored lesson links to a party's own outlet or to a copy network: their addresses are text."""

import re
from urllib.parse import urlparse

import pytest

from helpers.data import all_notebooks, sources
from helpers.publish.notebooks import html_outputs, read, source

LINK = re.compile(r"""\]\(<?(https?://[^)\s>]+)|href=\\?["'](https?://[^"'\s>\\]+)""")
BARE = re.compile(r"(?<![`(\"'\w/.=])https?://[^\s`<)]+")  # what software turns into a link by itself


def site(url):
    """The last two parts of the host: rt.com of arabic.rt.com."""
    return ".".join(urlparse(url).netloc.split(".")[-2:])


SITES = set(sources().dropna(subset=["outlet"])["url"].map(site))


@pytest.mark.parametrize("lesson", all_notebooks(), ids=lambda path: path.stem)
def test_a_lesson_has_no_live_link_to_one(lesson):
    notebook = read(lesson)
    texts = [source(cell) for cell in notebook.cells if cell.cell_type == "markdown"]
    texts += [data["text/html"] for _, data in html_outputs(notebook)]
    urls = {url for text in texts for match in LINK.finditer(text) for url in match.groups() if url}
    urls |= {match[0] for text in texts for match in BARE.finditer(text)}
    assert {url for url in urls if site(url) in SITES} == set()
