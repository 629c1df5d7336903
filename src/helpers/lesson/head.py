"""The head of a figure: question, title under the marker pen, subtitle and key.

Its looks stand in style attributes, because JupyterLab keeps those of a notebook that nobody has run or
trusted and drops style sheets. Colours are the page's own, so that a dark page reads; only the pen brings
its ink.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

WIDEST = 800  # pixels; a figure on a wide page stops here
SANS = "'Source Sans 3','Segoe UI',system-ui,Roboto,'Helvetica Neue',Arial,sans-serif"
SERIF = "'Source Serif 4',Georgia,Cambria,'Times New Roman',serif"
PEN = "background:#FFE68A;color:#16202B;padding:0 .12em"
ENTRY = "display:inline-flex;align-items:center;gap:6px;margin:0"
GLYPH = "width:22px;height:14px;margin:0;background:#fff;border-radius:2px;flex:none"
HEAD = (
    f"border-top:3px solid;padding:12px 0 0;margin:1em 0 0;max-width:{WIDEST}px;box-sizing:border-box;"
    f"overflow-wrap:break-word;font-family:{SANS}"
)
QUESTION = "font-size:15px;line-height:21px;font-weight:600;margin:0 0 6px"
TITLE = f"font-family:{SERIF};font-size:21px;line-height:27px;font-weight:600;margin:0 0 4px"
SUBTITLE = "font-size:15px;line-height:21px;opacity:.8;margin:0 0 6px"
KEY = (
    "display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;margin:0;padding:0 0 4px;"
    "font-size:14px;line-height:20px"
)

# A number with what follows it (but for a year), with "of", "to", "at least" before; a month with its year.
TOGETHER = re.compile(
    r"(?<=\d)(?<!20\d\d) |(?<=\b(?:of|to)) (?=\d)|(?<=\b(?:least|about)) (?=\d)|(?<=[A-Z][a-z]{2}) (?=20\d\d)"
)  # head.js has the same


def head_forms(name: str, figure: dict, question: str) -> dict:
    """The head of a chart, as a mime bundle without scripts."""
    meta = figure["layout"]["meta"]
    return {"text/plain": meta["title"], "text/html": head_html(name, meta, question)}


def head_html(name: str, meta: dict, question: str) -> str:
    """Question (none for a chart without controls), title, subtitle and key of a chart.

    Parameters
    ----------
    name : id of the chart that this head belongs to.
    meta : the words of its figure, as the contract of charts.finish has them.
    """
    asked = f'<p class="kx-question" style="{QUESTION}">{html.escape(question)}</p>' if question else ""
    hidden = "" if meta.get("subtitle") else ";display:none"
    return (
        f'<div class="kx-head" data-head="{name}" data-pen="{PEN}" data-entry="{ENTRY}" data-glyph="{GLYPH}" '
        f'style="{HEAD}">{asked}'
        f'<p class="kx-title" role="heading" aria-level="3" style="{TITLE}">'
        f"{_under_the_pen(unbroken(meta['title']), meta.get('pen', []))}</p>"
        f'<p class="kx-subtitle" style="{SUBTITLE}{hidden}">{html.escape(meta.get("subtitle", ""))}</p>'
        f"{_key(meta.get('key', []))}</div>"
    )


def unbroken(title: str) -> str:
    r"""A title whose lines never break between a number and its unit, its month or what it counts.

    >>> unbroken("On 7 Mar 2025, 22 of 130 km²").replace("\N{NO-BREAK SPACE}", "~")
    'On 7~Mar~2025, 22~of~130~km²'
    """
    return TOGETHER.sub("\N{NO-BREAK SPACE}", title)


def _under_the_pen(text: str, pen: Iterable[list[int]]) -> str:
    """A text as HTML, its marked places as <mark>."""
    parts, after = [], 0
    for start, end in pen:
        parts += [html.escape(text[after:start]), _mark(text[start:end])]
        after = end
    return "".join(parts) + html.escape(text[after:])


def _mark(text: str) -> str:
    return f'<mark class="kx-pen" style="{PEN}">{html.escape(text)}</mark>'


def _key(entries: Iterable[list[str]]) -> str:
    items = "".join(
        f'<li style="{ENTRY}"><img src="{html.escape(glyph)}" alt="" width="22" height="14" style="{GLYPH}">'
        f"{html.escape(label)}</li>"
        for glyph, label in entries
    )
    return f'<ul class="kx-key" style="{KEY}{"" if items else ";display:none"}">{items}</ul>'
