"""The chart station: DataFrames in, finished Plotly figures out.

A chart is found by its name (`charts.area_by_source`); its module is read when it is first used. What one
lesson draws stands in the folder of that lesson, what several draw stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from helpers.charts.frames import finish, marks
from helpers.words import day

__all__ = ["day", "finish", "marks"]

SHARED = {
    "counters": ["counters_in_panels", "unit_counters"],
    "ranges": ["ranges_by_speaker"],
    "timelines": ["timeline"],
}
_WHERE = {  # not yet in the folder of its lesson
}


@cache
def places() -> dict[str, str]:
    """Name of each chart function → module that holds it."""
    found = {name: module for module, names in SHARED.items() for name in names}
    for folder in (module.name for module in iter_modules(__path__) if module.ispkg):
        figures = import_module(f"{__name__}.{folder}").FIGURES
        found |= {name: f"{folder}.{module}" for module, names in figures.items() for name in names}
    return found | {name: module for name, module in _WHERE.items() if name not in found}


def __getattr__(name: str) -> Callable:
    if name.startswith("_") or name not in places():
        raise AttributeError(f"There is no chart {name!r}. The charts are: {', '.join(sorted(places()))}.")
    return getattr(import_module(f"{__name__}.{places()[name]}"), name)


def __dir__() -> list[str]:
    return sorted(["day", "finish", "marks", *places()])
