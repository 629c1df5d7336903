"""Helpers of the Kursk teaching notebooks: data → analysis → charts → lesson → a notebook cell.

One line serves most notebooks: `from helpers import Explore, analysis, charts, check, load, show`.
"""

from helpers import analysis, charts
from helpers.data import cite, load, sources, tables
from helpers.lesson import Explore, check, check_setup, claims_table, guess, quiz, show

__all__ = [
    "Explore",
    "analysis",
    "charts",
    "check",
    "check_setup",
    "cite",
    "claims_table",
    "guess",
    "load",
    "quiz",
    "show",
    "sources",
    "tables",
]
