"""Pieces of HTML that all outputs of a lesson share: tables, cards and regions that scroll.

JupyterLab shows a notebook that was not run here without style sheets and scripts. So what a reader cannot do
without (words at the left, the edge of a card) stands in each element; look.css has the rest. No colour is
set but greys that show on white and on black: what is written keeps the reader's own.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from helpers.lesson.stored import row_mark

OWN_KEYS = 'data-lm-suppress-shortcuts="true"'  # JupyterLab leaves arrow keys and Enter to what has the focus
WIDTH = "max-width:800px"
CARD = f"border:1px solid gray;border-radius:8px;padding:8px 14px;margin:8px 0;{WIDTH}"
# what a choice has in front
RING = (
    '<span class="kx-ring" aria-hidden="true" style="display:inline-block;width:12px;height:12px;'
    'border:2px solid;border-radius:50%;margin-right:10px"></span>'
)


@cache
def look() -> str:
    """The style sheet of tables, filters and cards; every output that has one of them carries it."""
    return f"<style>{(files('helpers.lesson') / 'look.css').read_text('utf-8')}</style>"


def html_table(columns: Iterable[str], rows: Iterable[str]) -> str:
    """A table with words aligned to the left.

    Parameters
    ----------
    columns : heads as plain text.
    rows : rows as HTML, each from <tr> to </tr>.
    """
    head = "".join(
        html_cell(html.escape(name), 'th scope="col"', "border-bottom:2px solid") for name in columns
    )
    body = "".join(rows)
    return f'{look()}<table class="kx-left"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def html_row(cells: Iterable[str], row_id: str | None = None) -> str:
    """A row of plain text cells; `row_id` ("table:key") leads to the sources."""
    marked = f" {row_mark(row_id)}" if row_id else ""
    return f"<tr{marked}>{''.join(html_cell(html.escape(cell)) for cell in cells)}</tr>"


def html_cell(content: str, tag: str = "td", style: str = "") -> str:
    """A cell whose words stand at the left: Jupyter's own rule sets them to the right.

    Parameters
    ----------
    content : HTML.
    tag : "td", or "th" with its attributes.
    style : more CSS.
    """
    return f'<{tag} style="text-align:left{style and ";"}{style}">{content}</{tag.partition(" ")[0]}>'


def card(content: str, attributes: str = "", tag: str = "div", style: str = "") -> str:
    """A block with an edge: a choice of a quiz, a guess, an answer, a role.

    Parameters
    ----------
    content : HTML.
    attributes, tag : of the block.
    style : more CSS.
    """
    return f'<{tag} {attributes} style="{CARD};{style}">{content}</{tag}>'


def fold(said: str, content: str, style: str = "") -> str:
    """A line that opens and shows more.

    Parameters
    ----------
    said, content : HTML.
    style : CSS of the line.
    """
    styled = f' style="{style}"' if style else ""
    return f"<details><summary {OWN_KEYS}{styled}>{said}</summary>{content}</details>"


def scrolling(label: str, content: str, height: str = "none") -> str:
    """A region that scrolls by mouse and by keyboard when its content is wider or higher than the page.

    Parameters
    ----------
    label : what the region holds, for readers who hear it.
    height : the largest height, as CSS.
    """
    style = f"overflow:auto;max-height:{height};{WIDTH}"
    named = f'tabindex="0" role="region" aria-label="{html.escape(label)}"'
    return f'<div style="{style}" {OWN_KEYS} {named}>{content}</div>'
