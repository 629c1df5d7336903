"""Helpers of the Kursk teaching notebooks: data → analysis → charts → lesson → a notebook cell.

One line serves most notebooks: `from helpers import Explore, analysis, charts, check, load, show`.
"""

from helpers import analysis, charts
from helpers.data import cite, load, sources, tables
from helpers.lesson import (
    Explore,
    check,
    check_setup,
    claims_table,
    evidence_table,
    guess,
    quiz,
    show,
    show_table,
)

__all__ = [
    "Explore",
    "analysis",
    "charts",
    "check",
    "check_setup",
    "cite",
    "claims_table",
    "evidence_table",
    "guess",
    "load",
    "quiz",
    "show",
    "show_table",
    "sources",
    "tables",
]
