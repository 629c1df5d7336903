"""Lesson the_dilemma: aims as stated, the small game, claims, counters that moved, meanings of "moved"."""
