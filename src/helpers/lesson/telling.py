"""Short messages of the lesson to the reader, the same with and without scripts."""

from __future__ import annotations

import html
import re

SIGNS = {"right": "✓", "wrong": "→", "waiting": "…"}
EDGES = {"right": "#1D51AB", "wrong": "#AB5313", "waiting": "#767676"}


def tell(kind: str, text: str) -> None:
    """Show a message; `kind` is right, wrong or waiting (a sign and words carry it, not colour alone).

    Parameters
    ----------
    kind : see above.
    text : HTML; what comes from data, a lesson or a reader is escaped.
    """
    from IPython.display import display

    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    block = (
        f'<div role="status" style="border-left:4px solid {EDGES[kind]};padding:.4em .8em;max-width:50em">'
        f'<span aria-hidden="true">{SIGNS[kind]}</span> {text}</div>'
    )
    display({"text/plain": plain, "text/html": block}, raw=True)
