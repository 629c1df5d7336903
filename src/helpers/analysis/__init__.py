"""The analysis station: pure functions, DataFrames in, DataFrames or numbers out.

A module is read when it is first used, so that a lesson starts without those it does not need.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


def __getattr__(name: str) -> ModuleType:
    try:
        return import_module(f"helpers.analysis.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"helpers.analysis.{name}":
            raise
        raise AttributeError(f"There is no analysis module {name!r}.") from None
