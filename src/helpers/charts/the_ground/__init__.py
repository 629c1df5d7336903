"""Figures of the ground: the salient on a map, its size and shape, people in Sudzha, roads."""

FIGURES = {
    "figures": ["area_against_places", "people_in_town", "salient_map", "salient_shape"],
    "roads": ["cut_by_belief", "h07_stretches", "road_cut", "routes_counted", "seim_detour"],
    "tables": ["distances"],
}
