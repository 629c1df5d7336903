"""Markdown and cells as HTML for a page of the course: links to pages, headings that can be linked to."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Comment, Tag
from nbconvert.filters import Highlight2HTML, ansi2html
from nbconvert.filters.markdown_mistune import markdown2html_mistune

NOTEBOOK_LINK = re.compile(r"^(?P<stem>\d\d_\w+)\.ipynb(?P<rest>#.*)?$")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
STAR = "★"
_highlight = Highlight2HTML(pygments_lexer="ipython3")


def markdown(text: str) -> BeautifulSoup:
    """A Markdown text as parsed HTML; links to notebooks lead to their pages."""
    soup = BeautifulSoup(markdown2html_mistune(text), "html.parser")
    for note in soup.find_all(string=lambda said: isinstance(said, Comment)):
        note.extract()  # where a number comes from is for authors
    for link in soup.select("a.anchor-link"):
        link.decompose()
    for link in soup.select("a[href]"):
        found = NOTEBOOK_LINK.match(str(link["href"]))
        if found:
            link["href"] = f"{found['stem']}.html{found['rest'] or ''}"
    for table in soup.select("table"):
        stacked(table)
    return soup


def inline(text: str) -> str:
    """One line of Markdown as HTML without its paragraph."""
    soup = markdown(text)
    return soup.p.decode_contents() if soup.p else str(soup)


def code(text: str) -> str:
    """Python with its words in colour."""
    return str(_highlight(text))


def printed(text: str) -> str:
    """What a cell printed."""
    return f"<pre>{ansi2html(text)}</pre>"


def stacked(table: Tag) -> None:
    """Write each column's head into its cells: on a telephone a row becomes a card with its heads."""
    heads = table.select("thead th")
    for head in heads:
        head["scope"] = "col"
    names = [head.get_text(" ", strip=True) for head in heads]
    for row in table.select("tbody tr"):
        for cell, name in zip(row.select("td, th"), names, strict=False):
            if name:
                cell["data-head"] = name
    table["class"] = "stacked"


def anchor(text: str) -> str:
    """The name under which a heading can be linked to.

    >>> anchor("“Almost half taken back” (S21)")
    'almost-half-taken-back-s21'
    """
    return NOT_A_WORD.sub("-", text.lower()).strip("-")
