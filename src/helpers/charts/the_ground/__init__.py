"""Figures of the ground: the salient on a map, its size and shape, people in Sudzha, roads."""
