"""The chart station: DataFrames in, finished Plotly figures out.

A chart is found by its name (`charts.area_by_source`); its module is read when it is first used.
"""

from __future__ import annotations

from importlib import import_module

from helpers.charts.figure import day, finish, marks, words

# chart function → module of this package
_WHERE = {
    "agreement_map": "maps",
    "aims_by_statement": "dilemma",
    "area_by_source": "area",
    "chain": "chains",
    "claims_by": "report",
    "claims_by_definition": "dilemma",
    "claims_by_source": "report",
    "confirmation_ladder": "deployment",
    "container_calculator": "arms",
    "containers_per_day": "arms",
    "daily_gain": "gains",
    "donbas_counters": "gains",
    "first_counts": "deployment",
    "flow_bridge": "dilemma",
    "for_and_against": "gains",
    "game_2x2": "dilemma",
    "guns_and_launchers": "arms_strips",
    "hedge_ladder": "hedges",
    "known_and_missing": "report",
    "limits_by_speaker": "hedges",
    "load_rays": "arms",
    "map_editions": "area",
    "missiles_delivered_fired": "arms_strips",
    "monthly_by_counter": "gains",
    "my_ratings": "report",
    "origins": "dilemma",
    "own_step": "gains",
    "points_by_place": "area",
    "ranges_by_speaker": "ranges",
    "recount": "gains",
    "sent_so_far": "deployment",
    "share_by_oblast": "gains",
    "share_lost": "area",
    "step_surface": "gains",
    "timeline": "timeline",
    "totals_by_speaker": "arms",
    "troop_forecasts": "deployment",
    "troop_frames": "deployment",
    "two_clocks": "deployment",
    "unit_counters": "dilemma",
    "unit_markers": "deployment",
    "value_bars": "arms_strips",
    "verdict_by_meaning": "dilemma",
    "verification": "report",
}

__all__ = ["day", "finish", "marks", "words", *_WHERE]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"There is no chart {name!r}. The charts are: {', '.join(sorted(_WHERE))}.")
    return getattr(import_module(f"helpers.charts.{_WHERE[name]}"), name)
