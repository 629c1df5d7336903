"""When each mapper redrew: a daily file is not a daily observation."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.charts import theme
from helpers.charts.frames import MONTHS, Figure, named_lines, picture
from helpers.charts.layers import line, scatter
from helpers.charts.the_incursion import words


def map_editions(area: pd.DataFrame) -> Figure:
    """One row per mapper with a tick for each day on which its outline changed.

    `area` is table control_area_daily; the grey line is the time that the mapper's files cover.
    """
    found = areas.edition_counts(area).reindex(theme.MAPPERS)
    found["label"] = [style.label for style in theme.MAPPERS.values()]
    ticks = areas.editions(area).merge(area)
    layers = []
    for y, row in enumerate(found[::-1].itertuples()):
        own = ticks[ticks["mapper"] == row.Index]
        own = own[own["measure"] == ("retaken" if row.Index == "isw" else "held")]
        stroke = {"width": 1.5, "color": theme.mapper(row.Index).color}
        marker = {"symbol": "line-ns", "size": 20, "line": stroke}
        layers.append(line([row.first, row.last], [y, y], theme.UNCLEAR, 5, showlegend=None))
        layers.append(scatter(own, "date", [y] * len(own), words.edition, marker=marker))
    return picture(
        layers,
        x={**MONTHS, "nticks": 7},
        y=named_lines(words.redrawings(found), below=0.6, above=0.6),
        look={"showlegend": False},
        **words.editions(found),
    )
