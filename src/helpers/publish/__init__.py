"""Publish the course: execute, normalise, fill numbers into prose, draw pictures, check, write pages.

Nothing imports this package; run `python -m helpers.publish`.
"""
