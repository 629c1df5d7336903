"""What tables of statements share: filters, rows that open, and the word for a page that is not the first."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from importlib.resources import files

from helpers.data import OUTLETS
from helpers.lesson.markup import fold, html_cell
from helpers.lesson.stored import row_mark
from helpers.words import Row

WEAK = {"relay": "relayed by", "mirror": "copy on"}
WORDS = {"filter": "text", "label": "Words", "type": "search"}


def before_page(row: Row) -> str:
    """Words before a page that is weak ("relayed by", "a party's own outlet:"), empty before any other."""
    grade = getattr(row, "page_grade", "")  # series of maps have a page and no grade
    return f"{OUTLETS[row.outlet]}:" if row.outlet in OUTLETS else WEAK.get(grade, "")


def filtered(kind: str, table: str, fields: list[dict]) -> str:
    """A table whose filters the script makes: without scripts there is the whole table and no idle control.

    Parameters
    ----------
    kind : "claims" or "arguments", for the class kx-claims or kx-arguments.
    table : HTML whose rows come from `opening_row`.
    fields : from `select`, `WORDS`, or the like; none leaves the table without filters.
    """
    if not fields:
        return f'<div class="kx-{kind} kx-rows">{table}</div>'
    script = (files("helpers.lesson") / "filter.js").read_text("utf-8")
    asked = html.escape(json.dumps(fields, ensure_ascii=False))
    return f'<div class="kx-{kind} kx-rows" data-fields="{asked}">{table}<script>{script}</script></div>'


def select(name: str, label: str, options: Iterable[str], *, parallel: bool = False) -> dict:
    """A list to filter by one data-… of the rows, as `filtered` takes it.

    Parameters
    ----------
    name : the row's data-… of this name must equal the choice.
    options : texts, or value → text.
    parallel : values divided by ";" must fit at the same place as those of the other parallel lists.
    """
    pairs = options.items() if isinstance(options, Mapping) else ((text, text) for text in options)
    return {"filter": name, "label": label, "options": [*pairs]} | ({"parallel": True} if parallel else {})


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
    inside = [html.escape(name), fold(html.escape(said), f"<p>{more}</p>"), *cells]
    return f"<tr {row_mark(row_id)}{data}>{''.join(map(html_cell, inside))}</tr>"
