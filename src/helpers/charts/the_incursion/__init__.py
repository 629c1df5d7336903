"""Figures of the lesson on the incursion."""
