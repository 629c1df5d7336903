"""What the lesson on reading the report draws."""

FIGURES = {
    "figures": ["claims_by", "claims_by_source", "known_and_missing"],
    "checks": ["my_ratings", "verification"],
    "hedges": ["hedge_ladder", "limits_by_speaker"],
    "chains": ["chain"],
}
