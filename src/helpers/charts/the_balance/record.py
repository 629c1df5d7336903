"""What counted battles add to a ratio: a record of battles by ratio of soldiers."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import balance
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, heading
from helpers.charts.layers import Layer, areas, notes, scatter
from helpers.charts.statements import FAINT
from helpers.charts.the_balance import words_record as words

GREY = theme.ACTORS["independent"].color
SYMBOL = theme.ACTORS["independent"].symbol
# Each second record is part of the first: four tables, two collections.
RECORDS = ("1600-1900", "US Civil War", "1904-1991", "Europe 1944")
ALL = "all four"
RECORD_PX, HEAD_PX, AXIS_PX = 150, 44, 30  # pixels of a panel, above it, of the axis below the last
LABEL_PX = 18  # the name of the band
ABOVE = {"yanchor": "bottom", "yshift": 7}  # of a mark, or of the end of its interval
BELOW = {"yanchor": "top", "yshift": -6}
BEHIND = {"xanchor": "left", "xshift": 5}  # of a bar so high that there is no room above it
TOP = 100  # per cent
AXIS_END = 6.0  # cells beyond it stand in the table only; an open cell is drawn up to here


def force_ratio_record(
    tests: pd.DataFrame, band: tuple[float, float], record: str = ALL, *, intervals: bool = True
) -> Figure:
    """Counted battles by ratio of soldiers: a bar per printed cell, its share and the share's interval.

    Parameters
    ----------
    tests : table force_ratio_tests.
    band : ratios to shade (the report's).
    record : a record's name, or ALL (one panel each).
    intervals : draw the exact 95 % intervals.

    >>> fig = charts.force_ratio_record(
    ...     load("force_ratio_tests"),
    ...     analysis.balance.report_ratio(load("ratio_pairs")),
    ...     record="1904-1991",
    ...     intervals=True,
    ... )
    >>> fig.layout.meta["title"]
    'Near 3 to 1: 33 of 48 won; that fits any...
    """
    rows = balance.record(tests)
    names = list(RECORDS) if record == ALL else [record]
    shown = rows[rows["record"].isin(names)]
    percent = {"tickvals": [0, 50, 100], "ticktext": ["0 %", "50 %", "100 %"]}
    y = {"range": [-24 if len(names) > 1 else -16, 108], **percent}
    parts = [
        Frame(
            [
                *_record(
                    shown[shown["record"] == name], name, band, intervals=intervals, lifted=name == names[0]
                ),
                *_near(shown, name, intervals=intervals, alone=len(names) == 1),
            ],
            y=y,
        )
        for name in names
    ]
    inside = max(240, RECORD_PX * len(names)) + HEAD_PX * (len(names) - 1)
    above = {"size": 13, "yanchor": "bottom", "yref": "paper", "bgcolor": theme.PEN}
    parts[0] = parts[0]._replace(layers=[*parts[0].layers, notes([(sum(band) / 2, 1, words.BAND)], **above)])
    return frames(
        parts,
        gap=HEAD_PX / inside,
        x={"range": [0, AXIS_END + 0.2], "dtick": 1},
        look={"showlegend": False, "margin": {"t": HEAD_PX + LABEL_PX}},
        **words.force_ratio_record(rows, names, band, intervals=intervals),
        height=inside + HEAD_PX + LABEL_PX + AXIS_PX,
    )


def _heading(name: str, measure: str, **look: float) -> list[Layer]:
    """What a panel holds, above it: in one line and in two."""
    wide, narrow = words.record_heading(name, measure)
    return [
        heading(wide, name="wide", **look),
        heading(narrow, name="narrow", align="left", **look),
    ]


def _record(
    rows: pd.DataFrame, name: str, band: tuple[float, float], *, intervals: bool, lifted: bool
) -> list[Layer]:
    """One panel: cells of a record, faint where battles are few, their numbers below, the band behind."""
    cells = rows[rows["ratio_low"] < AXIS_END]
    cells = cells.assign(end=cells["ratio_high"].fillna(AXIS_END))
    cells["middle"] = (cells["ratio_low"] + cells["end"]) / 2
    number_of_battles = scatter(
        cells,
        "middle",
        "low" if intervals else "percent",
        mode="markers+text",
        marker={"size": 12, "opacity": 0},  # keeps the number clear of the mark
        text=[
            "" if row.ratio_low == words.NEAR.get(name) else words.battles(row) for row in cells.itertuples()
        ],
        textposition="bottom center",
        textfont={"size": 12},  # three digits find room under a cell on a phone
    )
    behind = {"yref": "y domain", "opacity": 0.5, "layer": "below", "line": {"width": 0}}
    return [
        *(layer for _, group in cells.groupby("small") for layer in _cells(group, intervals=intervals)),
        number_of_battles,
        *_heading(name, cells["measure"].iloc[0], yshift=3 + LABEL_PX * lifted),
        areas([(band[0], 0, band[1], 1)], theme.PEN, **behind),
    ]


def _near(rows: pd.DataFrame, name: str, *, intervals: bool, alone: bool) -> list[Layer]:
    """The cell of the title: how many were won; alone in its picture also the title's number."""
    found = rows[(rows["record"] == name) & (rows["ratio_low"] == words.NEAR.get(name))]
    layers = []
    for cell in found.itertuples():
        x, foot = (cell.ratio_low + cell.ratio_high) / 2, cell.low if intervals else cell.percent
        said = words.penned(cell, intervals=intervals) if alone else {}
        for place, text in said.items():
            at, side = (
                (x, BELOW if place < cell.percent else ABOVE) if place < TOP else (cell.ratio_high, BEHIND)
            )
            layers.append(notes([(at, place, text)], bgcolor=theme.PEN, borderpad=0, **side))
        below = {**BELOW, "yshift": -24} if foot in said and intervals else BELOW
        layers += [
            notes([(x, foot, words.won(cell, between))], name=width, **below)
            for width, between in (("wide", " "), ("narrow", "<br>"))
        ]
    return layers


def _cells(cells: pd.DataFrame, *, intervals: bool) -> list[Layer]:
    """A bar per cell and a mark in its middle with the interval; all of them few battles, or none."""
    strength, thickness = (FAINT, 0.8) if cells["small"].any() else (1.0, 1.2)
    widths = []
    for cell in cells.itertuples():
        stroke = {"color": GREY, "width": 4, "dash": "dot" if pd.isna(cell.ratio_high) else "solid"}
        both, look = [cell.ratio_low, cell.end], {"mode": "lines", "line": stroke, "opacity": strength}
        widths.append(scatter(cells, both, [cell.percent] * 2, **look))
    interval = {
        "type": "data",
        "symmetric": False,
        "array": (cells["high"] - cells["percent"]).tolist(),
        "arrayminus": (cells["percent"] - cells["low"]).tolist(),
        "color": GREY,
        "thickness": thickness,
        "width": 4,
        "visible": intervals,
    }
    marker = {"color": GREY, "symbol": SYMBOL, "size": 10, "opacity": strength}
    return [*widths, scatter(cells, "middle", "percent", words.cell_hover, marker=marker, error_y=interval)]
