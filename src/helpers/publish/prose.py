"""Numbers in prose: **1,107 km²**<!--= expression --> is filled and compared by publish.

The value of the expression replaces the first number in the bold text, with as many decimals as stand
there; an expression that gives text replaces the whole bold text.
"""

from __future__ import annotations

import re

import nbformat
import numpy as np
import pandas as pd

from helpers.charts.figure import day
from helpers.publish.notebooks import source

FILLED = re.compile(r"\*\*(?P<text>[^*]+)\*\*<!--=\s*(?P<expression>.+?)\s*-->")
NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.(?P<decimals>\d+))?")


def expressions(notebook: nbformat.NotebookNode) -> list[str]:
    """All expressions in the prose of a notebook, each once, in order."""
    found = [
        match["expression"]
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for match in FILLED.finditer(source(cell))
    ]
    return list(dict.fromkeys(found))


def spoken(expression: str, names: dict) -> object:
    """Evaluate an expression in a notebook's names; days become text, numbers plain numbers.

    Raises ValueError that names the expression when it fails or gives neither number nor text.
    """
    try:
        value = eval(expression, names)
    except Exception as error:
        raise ValueError(f"In the prose, {expression!r} fails: {type(error).__name__}: {error}") from error
    if isinstance(value, (pd.Timestamp, np.datetime64)):
        return day(value)
    if isinstance(value, (str, bool)):
        return str(value)
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"In the prose, {expression!r} gives {type(value).__name__}, not a number."
        ) from error


def fill(text: str, values: dict[str, object]) -> str:
    """The same Markdown with every number that stands before an expression set to its value."""

    def replaced(match: re.Match) -> str:
        said = _said(match["text"], values[match["expression"]])
        return f"**{said}**<!--= {match['expression']} -->"

    return FILLED.sub(replaced, text)


def _said(text: str, value: object) -> str:
    if isinstance(value, str):
        return value
    number = NUMBER.search(text)
    decimals = len(number["decimals"]) if number and number["decimals"] else 0
    said = f"{value:,.{decimals}f}".replace("-", "−")
    if said.strip("−0.,") == "":
        said = said.replace("−", "")
    return text[: number.start()] + said + text[number.end() :] if number else said
