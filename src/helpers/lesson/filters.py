"""What tables of statements share: filters, rows that open, and the word for a page that is not the first."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from importlib.resources import files

from helpers.data import OUTLETS
from helpers.lesson.markup import OWN_KEYS
from helpers.lesson.stored import row_mark
from helpers.words import Row

WEAK = {"relay": "relayed by", "mirror": "copy on"}
WORDS = '<label>Words <input type="search" data-filter="text"></label>'


def before_page(row: Row) -> str:
    """Words before a page that is weak ("relayed by", "a party's own outlet:"), empty before any other."""
    grade = getattr(row, "page_grade", "")  # series of maps have a page and no grade
    return f"{OUTLETS[row.outlet]}:" if row.outlet in OUTLETS else WEAK.get(grade, "")


def filtered(kind: str, table: str, count: int, controls: str, style: str = "") -> str:
    """A table below its filters. They are native controls; without scripts the whole table stays.

    Parameters
    ----------
    kind : "claims" or "arguments": filter.js asks for the classes kx-claims and kx-arguments.
    table : HTML whose rows come from `opening_row`.
    count : number of rows.
    controls : HTML of `select` and the like.
    style : attribute of the bar of filters.
    """
    script = (files("helpers.lesson") / "filter.js").read_text("utf-8")
    bar = f'<p class="kx-filters"{style} hidden>{controls}<output>{count} of {count}</output></p>'
    return f'<div class="kx-{kind}">{bar}{table}<script>{script}</script></div>'


def select(
    name: str, label: str, options: Iterable[str], *, parallel: bool = False, attributes: str = ""
) -> str:
    """A list to filter by one data-… of the rows.

    Parameters
    ----------
    name : the row's data-… of this name must equal the choice.
    options : texts, or value → text.
    parallel : values divided by ";" must fit at the same place as those of the other parallel lists.
    attributes : of the label.
    """
    if isinstance(options, Mapping):
        entries = (f'<option value="{html.escape(k)}">{html.escape(v)}</option>' for k, v in options.items())
    else:
        entries = (f"<option>{html.escape(text)}</option>" for text in options)
    marked = " data-parallel" if parallel else ""
    return (
        f'<label{attributes}>{html.escape(label)} <select {OWN_KEYS} data-filter="{name}"{marked}>'
        f'<option value="">all</option>{"".join(entries)}</select></label>'
    )


def opening_row(
    row_id: str, marks: Mapping[str, str], name: str, said: str, more: str, cells: list[str]
) -> str:
    """A row whose statement opens and tells more.

    Parameters
    ----------
    row_id : "table:key", which leads to the sources.
    marks : data-… name → value, for the filters.
    name, said : short id and statement, as plain text.
    more, cells : HTML behind the statement, and of the columns to its right.
    """
    data = "".join(f' data-{key}="{html.escape(value)}"' for key, value in marks.items())
    right = "".join(f"<td>{cell}</td>" for cell in cells)
    return (
        f"<tr {row_mark(row_id)}{data}><td>{html.escape(name)}</td>"
        f"<td><details><summary {OWN_KEYS}>{html.escape(said)}</summary>"
        f"<p>{more}</p></details></td>{right}</tr>"
    )
