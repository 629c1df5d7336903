"""Lesson the_dilemma: aims as stated, the small game, claims, counters that moved, meanings of "moved"."""

FIGURES = {
    "counters": ["flow_bridge", "origins"],
    "figures": ["aims_by_statement", "claims_by_definition", "game_2x2", "verdict_by_meaning"],
    "tables": ["counters_with_gaps", "printed_origins"],
}
