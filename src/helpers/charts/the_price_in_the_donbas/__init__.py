"""Figures and tables of the lesson on the price in the Donbas."""

FIGURES = {
    "days": ["daily_gain", "own_step", "step_surface"],
    "months": ["monthly_by_counter", "recount", "share_by_oblast"],
    "tables": ["distances", "month_table", "nearness", "step_table"],
}
