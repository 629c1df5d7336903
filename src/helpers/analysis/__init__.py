"""The analysis station: pure functions, DataFrames in, DataFrames or numbers out.

A module is read when it is first used, so that a lesson starts without those it does not need.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def __getattr__(name: str) -> ModuleType:
    if name.startswith("_") or name not in __dir__():
        raise AttributeError(
            f"There is no analysis module {name!r}. The modules are: {', '.join(__dir__())}."
        )
    return import_module(f"{__name__}.{name}")


def __dir__() -> list[str]:
    return sorted(module.name for module in iter_modules(__path__))
