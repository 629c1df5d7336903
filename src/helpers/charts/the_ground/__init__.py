"""Figures of the ground: the salient on a map, its size, people in Sudzha, roads as speakers counted them."""
