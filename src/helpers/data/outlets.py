"""Pages of a party's state and of copy networks: how they are named, and printed without a link."""

from __future__ import annotations

import html

from helpers.words import Row, in_link, markdown

OUTLETS = {"state": "a party's own outlet", "network": "a copy network"}  # sources.outlet → words


def kind_of_page(row: Row) -> str:
    """How strong the page of a row is, in the words that readers see.

    Parameters
    ----------
    row : a row with page_grade of its own and outlet of its page, as `load` gives it.
    """
    return OUTLETS.get(row.outlet, row.page_grade)


def bare(url: str) -> str:
    """An address without its scheme, which no reader's software turns into a link.

    >>> bare("https://example.org/kursk")
    'example.org/kursk'
    """
    return url.partition("://")[2]


def page_as_html(row: Row) -> str:
    """Publisher of a row's page with a link; of a page in `OUTLETS` the address as plain text instead."""
    publisher = html.escape(row.publisher)
    if row.outlet in OUTLETS:
        return f"{publisher} (<code>{html.escape(bare(row.url))}</code>)"
    return f'<a href="{html.escape(row.url)}">{publisher}</a>'


def page_as_markdown(row: Row) -> str:
    """The same for a list of sources, which also says what kind of outlet it is."""
    if row.outlet in OUTLETS:
        return f"{markdown(row.publisher)}, {OUTLETS[row.outlet]}: `{bare(row.url)}`"
    return f"[{markdown(row.publisher)}]({in_link(row.url)})"
