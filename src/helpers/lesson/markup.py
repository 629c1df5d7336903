"""Pieces of HTML that all outputs of a lesson share: tables and regions that scroll."""

from __future__ import annotations

import html
from collections.abc import Iterable

from helpers.lesson.stored import row_mark

OWN_KEYS = 'data-lm-suppress-shortcuts="true"'  # JupyterLab leaves arrow keys and Enter to what has the focus
# Jupyter's own rule aligns the cells of a table to the right, with a selector that is hard to beat
ALIGNED = (
    "<style>.kx-left :is(th,td){text-align:left!important;vertical-align:top;white-space:normal}</style>"
)


def html_table(columns: Iterable[str], rows: Iterable[str]) -> str:
    """A table with words aligned to the left.

    Parameters
    ----------
    columns : heads as plain text.
    rows : rows as HTML, each from <tr> to </tr>.
    """
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in columns)
    body = "".join(rows)
    return f'{ALIGNED}<table class="kx-left"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def html_row(cells: Iterable[str], row_id: str | None = None) -> str:
    """A row of plain text cells; `row_id` ("table:key") leads to the sources."""
    marked = f" {row_mark(row_id)}" if row_id else ""
    return f"<tr{marked}>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"


def scrolling(label: str, content: str, height: str = "none") -> str:
    """A region that scrolls by mouse and by keyboard when its content is wider or higher than the page.

    Parameters
    ----------
    label : what the region holds, for readers who hear it.
    height : the largest height, as CSS.
    """
    style = f"overflow:auto;max-height:{height};max-width:60em"
    named = f'tabindex="0" role="region" aria-label="{html.escape(label)}"'
    return f'<div style="{style}" {OWN_KEYS} {named}>{content}</div>'
