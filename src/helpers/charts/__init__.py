"""The chart station: DataFrames in, finished Plotly figures out.

A chart is found by its name (`charts.area_by_source`); its module is read when it is first used.
"""

from __future__ import annotations

from importlib import import_module

from helpers.charts.figure import day, finish, marks, words

# chart function → module of this package
_WHERE = {
    "agreement_map": "maps",
    "area_by_source": "area",
    "chain": "report",
    "claims_by": "report",
    "claims_by_source": "report",
    "hedge_ladder": "report",
    "known_and_missing": "report",
    "limits_by_speaker": "report",
    "map_editions": "area",
    "my_ratings": "report",
    "points_by_place": "area",
    "ranges_by_speaker": "ranges",
    "share_lost": "area",
    "timeline": "timeline",
    "verification": "report",
}

__all__ = ["day", "finish", "marks", "words", *_WHERE]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"There is no chart {name!r}. The charts are: {', '.join(sorted(_WHERE))}.")
    return getattr(import_module(f"helpers.charts.{_WHERE[name]}"), name)
