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
    "argument_map": "debate",
    "chain": "chains",
    "claims_by": "report",
    "claims_by_definition": "dilemma",
    "claims_by_source": "report",
    "confirmation_ladder": "deployment",
    "container_calculator": "arms",
    "containers_per_day": "arms",
    "counters_in_kursk": "balance",
    "daily_gain": "gains",
    "donbas_counters": "gains",
    "estimate_steps": "losses",
    "first_counts": "deployment",
    "flow_bridge": "dilemma",
    "for_and_against": "gains",
    "force_ratio_record": "balance_models",
    "forces_by_speaker": "balance",
    "game_2x2": "dilemma",
    "ground_and_words": "balance",
    "guns_and_launchers": "arms_strips",
    "hedge_ladder": "hedges",
    "killed_share": "losses",
    "known_and_missing": "report",
    "lanchester": "balance_models",
    "law_positions": "losses",
    "limits_by_speaker": "hedges",
    "load_rays": "arms",
    "loss_by_kind": "losses",
    "loss_projection": "losses",
    "map_editions": "area",
    "missiles_delivered_fired": "arms_strips",
    "monthly_by_counter": "gains",
    "my_ratings": "report",
    "origins": "dilemma",
    "own_step": "gains",
    "permission": "debate",
    "points_by_place": "area",
    "polls": "debate",
    "ranges_by_speaker": "ranges",
    "rate_by_denominator": "losses",
    "ratio_by_speaker": "balance",
    "ratio_pairs": "balance",
    "ratio_simulation": "balance_models",
    "reactions": "losses",
    "recount": "gains",
    "scorecard": "debate",
    "sent_so_far": "deployment",
    "share_by_oblast": "gains",
    "share_lost": "area",
    "stance_over_time": "debate",
    "step_surface": "gains",
    "tactics_timeline": "losses",
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
    "weapons_dated": "arms",
    "words_on_area": "debate",
}

__all__ = ["day", "finish", "marks", "words"]
__all__ += list(_WHERE)


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"There is no chart {name!r}. The charts are: {', '.join(sorted(_WHERE))}.")
    return getattr(import_module(f"helpers.charts.{_WHERE[name]}"), name)
