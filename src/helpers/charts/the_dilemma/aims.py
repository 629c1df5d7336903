"""Aims as stated, by statement."""

from __future__ import annotations

import pandas as pd

from helpers.charts import theme
from helpers.charts.frames import Figure, lanes, picture, ticks
from helpers.charts.layers import notes, points, rules
from helpers.charts.strips import names_above, narrow_rows
from helpers.charts.the_dilemma import words

ROW_PX, NARROW_PX = 28, 42  # pixels of a statement, and on a phone, below its name

# The title's day at its mark; on a phone it stands lower, clear of the name above its row.
PENNED = {"xanchor": "left", "xshift": 10, "bgcolor": theme.PEN, "borderpad": 0}
LOWER = {"wide": 0, "narrow": -4}


def aims_by_statement(arguments: pd.DataFrame) -> Figure:
    """Statements in order of their days, and which aims of the operation each one names.

    Parameters
    ----------
    arguments : rows of table arguments; rows without a theme_lane are left out.

    Raises
    ------
    ValueError : no row has a theme_lane.

    >>> fig = charts.aims_by_statement(load("arguments", lessons="the_dilemma"))
    >>> fig.layout.meta["title"]
    "Kyiv's first word on drawing troops away..."
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
    columns, heads = lanes([*words.LANES.values()], len(rows) - 0.35, 13)
    named = [f"{row.short_name}, {row.when}" for row in rows.itertuples()]
    lines = ticks(rows["y"], named, [-0.6, len(rows) + 1.3])
    return picture(
        [
            points(marks, "x", "y", words.argued, by="actor", size=10),
            rules(rows["y"]),
            heads,
            names_above(named, rows["y"]),
            *(
                notes([(divert.x, divert.y, f"<b>{divert.when}</b>")], 13, name=width, yshift=shift, **PENNED)
                for width, shift in LOWER.items()
            ),
        ],
        x={**columns, "showgrid": False},
        y=lines,
        look={"margin": {"t": 6, "b": 6}},
        height=ROW_PX * (len(rows) + 2),
        narrow=narrow_rows(NARROW_PX * (len(rows) + 2)),
        **words.aims_words(rows, divert),
    )
