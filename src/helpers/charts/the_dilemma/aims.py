"""Aims as stated, by statement."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import Figure, lanes, picture
from helpers.charts.layers import points
from helpers.charts.the_dilemma import words


def aims_by_statement(arguments: pd.DataFrame) -> Figure:
    """Statements in order of their days, and which aims of the operation each one names.

    Parameters
    ----------
    arguments : rows of table arguments; rows without a theme_lane are left out.

    Raises
    ------
    ValueError : no row has a theme_lane.
    """
    rows = arguments[arguments["theme_lane"].notna()]
    if rows.empty:
        raise ValueError("None of these statements names an aim; load arguments with a theme_lane.")
    rows = words.timed(rows)
    rows = rows.sort_values(["published_last", "argument_id"], ignore_index=True)
    rows["y"] = list(range(len(rows)))[::-1]
    marks = rows.assign(lane=rows["theme_lane"].str.split(";")).explode("lane")
    marks["x"] = marks["lane"].map(list(words.LANES).index)
    divert = marks[(marks["lane"] == "divert troops") & (marks["actor"] == "ukraine")].iloc[0]
    columns, heads = lanes([*words.LANES.values()], len(rows) - 0.3)
    names = [f"{row.short_name},<br>{row.when}" for row in rows.itertuples()]
    lines = {"tickvals": rows["y"].tolist(), "ticktext": names, "range": [-0.6, len(rows) + 0.8]}
    return picture(
        [points(marks, "x", "y", words.argued, by="actor", size=13), heads],
        x=columns,
        y=lines | {"tickfont": {"size": 12}},
        height=210 + 34 * len(rows),
        **words.aims_words(rows, divert),
    )
