"""The chart station: DataFrames in, finished Plotly figures out."""

from helpers.charts.figure import finish, marks, words

__all__ = ["finish", "marks", "words"]
