"""Figures and tables of the lesson on the price in the Donbas."""
