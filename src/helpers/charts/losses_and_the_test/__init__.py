"""Charts of lesson losses_and_the_test: losses by kind, shares and rates, reactions and the law."""

FIGURES = {
    "losses": ["estimate_steps", "loss_by_kind", "loss_projection"],
    "rates": ["killed_share", "rate_by_denominator"],
    "responses": ["law_positions", "reactions", "tactics_timeline"],
    "tables": ["events_listed", "figures_listed"],
}
