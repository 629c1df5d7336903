"""Short messages of the lesson to the reader, the same with and without scripts."""

from __future__ import annotations

import html
import re

from helpers.lesson.markup import card

SIGNS = {"right": "✓", "wrong": "✗", "waiting": "…"}
EDGES = {"right": "border:2px solid", "wrong": "border:1px solid", "waiting": "border:1px dashed gray"}


def tell(kind: str, text: str) -> None:
    """Show a message; `kind` is right, wrong or waiting (a sign and words carry it, never a colour).

    Parameters
    ----------
    kind : see above.
    text : HTML; what comes from data, a lesson or a reader is escaped.
    """
    from IPython.display import display

    plain = f"{SIGNS[kind]} {html.unescape(re.sub(r'<[^>]+>', '', text))}"
    block = card(f"{sign(kind)} {text}", 'role="status"', style=EDGES[kind])
    display({"text/plain": plain, "text/html": block}, raw=True)


def sign(kind: str) -> str:
    """The sign of right, wrong or waiting, beside words that say the same."""
    return f'<strong aria-hidden="true">{SIGNS[kind]}</strong>'
