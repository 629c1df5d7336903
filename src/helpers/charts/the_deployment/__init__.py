"""Lesson the_deployment: North Korean soldiers by scope and day, who confirmed them when, two tables."""

FIGURES = {
    "confirmation": ["confirmation_ladder", "two_clocks"],
    "figures": ["first_counts", "sent_so_far", "troop_forecasts", "troop_frames"],
    "tables": ["units_named", "voices"],
}
