"""The chart station: DataFrames in, finished Plotly figures out.

What one lesson draws stands in the folder of that lesson, what several draw stands here. A chart is found by
its name (`charts.area_by_source`): any public function of a lesson's folder that returns a Figure, and any
public function of its tables.py. Its module is read when it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

from helpers.charts.frames import finish, marks
from helpers.words import day

__all__ = ["day", "finish", "marks"]

SHARED = ("counters.py", "locator.py", "ranges.py", "timelines.py")
FIGURE = re.compile(r"^def ([a-z]\w*)\((?:.*|\n(?:    .*\n)+)\) -> Figure:$", re.MULTILINE)
FUNCTION = re.compile(r"^def ([a-z]\w*)\(", re.MULTILINE)


@cache
def places() -> dict[str, str]:
    """Name of each chart or table → module that holds it."""
    here = Path(__file__).parent
    found = {}
    for path in sorted([*(here / name for name in SHARED), *here.glob("*/*.py")]):
        module = ".".join(path.relative_to(here).with_suffix("").parts)
        kind = FUNCTION if path.name == "tables.py" else FIGURE
        found |= dict.fromkeys(kind.findall(path.read_text("utf-8")), module)
    return found


def __getattr__(name: str) -> Callable:
    if name.startswith("_") or name not in places():
        raise AttributeError(f"There is no chart {name!r}. The charts are: {', '.join(sorted(places()))}.")
    return getattr(import_module(f"{__name__}.{places()[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, *places()])
