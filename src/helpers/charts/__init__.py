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
    "agreement_map": "maps",
    "area_against_places": "ground",
    "area_by_source": "area",
    "argument_map": "debate",
    "chain": "chains",
    "claims_by": "report",
    "claims_by_source": "report",
    "container_calculator": "arms",
    "containers_per_day": "arms",
    "counters_in_kursk": "balance_counters",
    "cut_by_belief": "roads",
    "daily_gain": "gains",
    "estimate_steps": "losses",
    "force_ratio_record": "balance_models",
    "forces_by_speaker": "balance",
    "ground_and_words": "balance_counters",
    "guns_and_launchers": "arms_strips",
    "hedge_ladder": "hedges",
    "killed_share": "loss_rates",
    "known_and_missing": "report",
    "lanchester": "balance_models",
    "law_positions": "responses",
    "limits_by_speaker": "hedges",
    "load_rays": "arms",
    "loss_by_kind": "losses",
    "loss_projection": "losses",
    "map_editions": "area",
    "mappers_map": "maps",
    "missiles_delivered_fired": "arms_strips",
    "monthly_by_counter": "gains",
    "my_ratings": "report",
    "own_step": "event_study",
    "people_in_town": "ground",
    "permission": "debate_record",
    "points_by_place": "area",
    "polls": "debate_record",
    "rate_by_denominator": "loss_rates",
    "ratio_by_speaker": "balance",
    "ratio_pairs": "balance",
    "ratio_simulation": "balance_models",
    "reactions": "responses",
    "recount": "gains",
    "road_cut": "roads",
    "routes_counted": "roads",
    "salient_map": "ground",
    "salient_shape": "ground",
    "scorecard": "debate_record",
    "seim_detour": "roads",
    "share_by_oblast": "gains",
    "share_lost": "area",
    "stance_over_time": "debate",
    "step_surface": "event_study",
    "tactics_timeline": "responses",
    "totals_by_speaker": "arms",
    "value_bars": "arms_strips",
    "verification": "report",
    "words_on_area": "debate_record",
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
