"""Figures of the incursion."""

FIGURES = {"agreement": ["agreement_map", "mappers_map"]}
