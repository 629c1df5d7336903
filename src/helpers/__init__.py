"""Helpers of the Kursk teaching notebooks: data → analysis → charts → lesson → a notebook cell.

One line serves most notebooks: `from helpers import Explore, analysis, charts, check, load, show`.
A part is read when it is first asked for: a Jupyter server that only tidies what is saved loads no pandas.
"""

from importlib import import_module

STATIONS = ("analysis", "charts")
PLACES = {
    "helpers.data": ("cite", "load", "sources", "tables"),
    "helpers.lesson": (
        "Explore",
        "check",
        "check_setup",
        "claims_table",
        "evidence_table",
        "guess",
        "my_sentence",
        "quiz",
        "show",
        "show_table",
    ),
}
_FOUND = {name: module for module, names in PLACES.items() for name in names}
__all__ = sorted([*STATIONS, *_FOUND])  # noqa: PLE0605 (a list all the same)


def __getattr__(name: str) -> object:
    if name in STATIONS:
        return import_module(f"helpers.{name}")
    if name not in _FOUND:
        raise AttributeError(f"helpers has no {name!r}. It has: {', '.join(__all__)}.")
    return getattr(import_module(_FOUND[name]), name)


def __dir__() -> list[str]:
    return __all__
