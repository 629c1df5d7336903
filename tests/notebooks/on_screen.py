"""What a reader finds on the screen: text, titles, captions and tables, but nothing that is folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from helpers.lesson.forms import PLOTLY_MIME
from helpers.publish.lengths import FOLD, NOT_READ, read_text
from helpers.publish.notebooks import source
from helpers.publish.prose import MARKED

SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")


class Printed(NamedTuple):
    """A sentence, a row of a table or a title, with the cell it stands in (from 1)."""

    cell: int
    text: str
    names: frozenset[str] = frozenset()  # values of the lesson that stand in it


def printed(cell: dict, number: int) -> Iterator[Printed]:
    """What a cell shows without a click, sentence by sentence."""
    if cell["metadata"].get("generated") in NOT_READ:
        return
    if cell["cell_type"] == "markdown":
        yield from _sentences(cell, number)
        return
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        page = "".join(data.get("text/html", ""))
        yield from (Printed(number, text) for text in _titles(data.get(PLOTLY_MIME)))
        yield from (Printed(number, text) for text in _shown(page))
        if "text" in output or ("text/html" not in data and "text/plain" in data):
            plain = "".join(output.get("text", data.get("text/plain", "")))
            yield from (Printed(number, line) for line in plain.splitlines())


def _sentences(cell: dict, number: int) -> Iterator[Printed]:
    """Sentences of a Markdown cell; the comment behind a number says which value it is."""
    for part in SENTENCE.split(FOLD.sub("\n", source(cell))):
        names = frozenset(match["what"] for match in MARKED.finditer(part) if match["named"])
        text = read_text({**cell, "source": part}).replace("**", "").replace("*", "")
        if text.strip():
            yield Printed(number, " ".join(text.split()), names)


def _titles(figure: dict | None) -> list[str]:
    """Title, subtitle and caption of a chart in the setting that is shown first."""
    meta = figure["layout"].get("meta", {}) if figure else {}
    return [str(meta[key]) for key in ("title", "subtitle", "caption") if meta.get(key)]


def _shown(page: str) -> Iterator[str]:
    """Rows of tables, each cell with its head before it, then the other blocks of text; folds left out."""
    soup = BeautifulSoup(page, "html.parser")
    for hidden in soup.select("script, style, details, template, select, option, [hidden], .kx-chart"):
        hidden.decompose()
    for table in soup.find_all("table"):
        yield from _rows(table)
        table.decompose()
    for block in soup.find_all(["p", "li", "h4", "figcaption", "summary"]) or [soup]:
        text = " ".join(block.get_text(" ").split())
        if text:
            yield text


def _rows(table: Tag) -> Iterator[str]:
    heads = [head.get_text(" ", strip=True) for head in table.select("thead th")]
    for row in table.select("tbody tr") or table.select("tr"):
        cells = [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"], recursive=False)]
        if len(heads) == len(cells):
            cells = [f"{head}: {cell}" if head else cell for head, cell in zip(heads, cells, strict=True)]
        if any(cells):
            yield " | ".join(cells)
