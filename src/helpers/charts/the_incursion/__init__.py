"""Figures of the lesson on the incursion."""

FIGURES = {
    "agreement": ["agreement_map", "mappers_map"],
    "area": ["area_by_source"],
    "figures": ["map_editions", "points_by_place", "share_lost"],
}
