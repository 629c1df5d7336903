"""The lesson station: what a notebook cell says."""

from helpers.lesson.explore import Explore, ExploreError, show

__all__ = ["Explore", "ExploreError", "show"]
