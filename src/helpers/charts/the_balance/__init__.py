"""Pictures of lesson the_balance: two forces, their ratio, and what models and records add."""

FIGURES = {
    "forces": ["forces_by_speaker", "ratio_by_speaker", "ratio_pairs"],
    "models": ["force_ratio_record", "lanchester", "ratio_simulation"],
    "counters": ["counters_in_kursk", "ground_and_words"],
    "tables": ["density_by_map", "named_brigades", "rule_positions"],
}
