"""What models and counted battles add to a ratio: a simulation, a record of battles, a toy of attrition."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis import balance
from helpers.analysis import lanchester as toy
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, heading, picture
from helpers.charts.layers import Layer, areas, bars, notes, scatter, uprights
from helpers.charts.statements import FAINT
from helpers.charts.the_balance import words_models as words
from helpers.charts.the_balance.words import to
from helpers.words import number

SEED = 4
STEP = 0.05  # width of a bar of the histogram
BARS = np.arange(26, 50) * STEP  # left ends: 1.30 to 2.45
HIGH = 88  # per cent: above it a word at a line has no room over it
GREY, PALE = theme.ACTORS["independent"].color, theme.ACTORS["multinational"].color


def ratio_simulation(
    box: words.Box, shape: str = "flat", link: str = "independent", draws: int = 10_000
) -> Figure:
    """A histogram of ratios drawn from two assumed ranges; arguments as in analysis.balance.simulate."""
    ratios = balance.simulate(box, shape, link, draws, SEED)
    shares = 100 * np.histogram(ratios, np.append(BARS, BARS[-1] + STEP))[0] / draws
    rows = pd.DataFrame({"low": BARS, "high": BARS + STEP, "share": shares})
    rows["middle"] = (BARS + STEP / 2).round(3)
    ends, reached = balance.ratio(*box), rows["low"] >= 2 - STEP / 2
    top = {"size": None, "yref": "paper"}
    return picture(
        [
            _bars(rows[~reached], "below 2 to 1", theme.UNCLEAR, ""),
            _bars(rows[reached], "2 to 1 and more", GREY, ""),
            uprights(ends, theme.INK, 1.5, "dot", xref="x"),
            uprights([3], theme.FAINT, 1, "dot", xref="x"),
            *(
                notes([(end, 1, f"end: {number(end, 2)}")], **top, yanchor="bottom", xanchor=side)
                for end, side in zip(ends, ("left", "right"), strict=True)
            ),
            notes([(3, 0.9, "3 to 1")], **top, xanchor="right", xshift=-4),
        ],
        x={"range": [1.25, 3.15], "dtick": 0.5, "title": "ratio drawn"},
        y={"range": [0, 30], "ticksuffix": " %", "title": "share of draws"},
        look={"bargap": 0},
        **words.ratio_simulation(rows, ratios, box, shape, link, SEED),
        height=380,
    )


def _bars(rows: pd.DataFrame, name: str, color: str, pattern: str) -> Layer:
    marker = {"color": color, "pattern": {"shape": pattern, "fillmode": "overlay"}}
    told = [f"{to(r.low, r.high, 2)}: {number(r.share, 1)} % of draws" for r in rows.itertuples()]
    look = {"width": STEP, "name": name, "marker": marker, "hovertext": told, "hoverinfo": "text"}
    return bars(rows, "middle", "share", **look)


# Each second record is part of the first: four tables, two collections.
SYMBOLS = {"1600-1900": "circle", "US Civil War": "square", "1904-1991": "pentagon", "Europe 1944": "diamond"}
COLLECTIONS = {"all four": list(SYMBOLS), "two collections": ["1600-1900", "1904-1991"]}
RECORD_PX, HEAD_PX, AXIS_PX = 150, 44, 50  # pixels of a panel, above it, of the axis below the last
LABEL_PX = 18  # the name of the band
AXIS_END = 6.0  # cells beyond it stand in the table only; an open cell is drawn up to here


def force_ratio_record(
    tests: pd.DataFrame, band: tuple[float, float], record: str = "all four", *, intervals: bool = True
) -> Figure:
    """Counted battles by ratio of soldiers: a bar per printed cell, its share and the share's interval.

    Parameters
    ----------
    tests : table force_ratio_tests.
    band : ratios to shade (the report's).
    record : a record's name, or a key of COLLECTIONS (one panel each).
    intervals : draw the exact 95 % intervals.
    """
    rows = balance.record(tests)
    names = COLLECTIONS.get(record, [record])
    shown = rows[rows["record"].isin(names)]
    percent = {"tickvals": [0, 50, 100], "ticktext": ["0 %", "50 %", "100 %"]}
    y = {"range": [-24 if len(names) > 1 else -16, 108], **percent}
    parts = [
        Frame(
            _record(shown[shown["record"] == name], name, band, intervals=intervals, lifted=name == names[0]),
            y=y,
        )
        for name in names
    ]
    inside = max(240, RECORD_PX * len(names)) + HEAD_PX * (len(names) - 1)
    above = {"size": 13, "yanchor": "bottom", "yref": "paper", "bgcolor": theme.PEN}
    parts[0] = parts[0]._replace(layers=[*parts[0].layers, notes([(sum(band) / 2, 1, words.BAND)], **above)])
    return frames(
        [*parts[:-1], parts[-1]._replace(x={"title": "attackers per defender"})],
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
        text=[str(count) for count in cells["n"]],
        textposition="bottom center",
        textfont={"size": 13},
    )
    behind = {"yref": "y domain", "opacity": 0.5, "layer": "below", "line": {"width": 0}}
    return [
        *(
            layer
            for _, group in cells.groupby("small")
            for layer in _cells(group, SYMBOLS[name], intervals=intervals)
        ),
        number_of_battles,
        *_heading(name, cells["measure"].iloc[0], yshift=3 + LABEL_PX * lifted),
        areas([(band[0], 0, band[1], 1)], theme.PEN, **behind),
    ]


def _cells(cells: pd.DataFrame, symbol: str, *, intervals: bool) -> list[Layer]:
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
    marker = {"color": GREY, "symbol": symbol, "size": 10, "opacity": strength}
    return [*widths, scatter(cells, "middle", "percent", words.cell_hover, marker=marker, error_y=interval)]


def lanchester(forces: tuple[int, int], law: str = "square", skill: float = 1) -> Figure:
    """Both forces over toy time under one of Lanchester's laws.

    Parameters
    ----------
    forces : (attackers, defenders); law : "square" or "linear"; skill : how much better a defender is.

    Raises
    ------
    ValueError : as analysis.lanchester.course.
    """
    run = toy.course(*forces, law, skill)
    run["clock"] = 100 * run["time"] / run["time"].iloc[-1]
    needed = {name: toy.skill_for_draw(*forces, name) for name in toy.LAWS}
    time = {"title": "toy time, from start to end (no days)", "showticklabels": False, "showgrid": False}
    return picture(
        [
            _left(run, "attackers", forces[0], GREY, "solid"),
            _left(run, "defenders", forces[1], PALE, "dot"),
            _kept(run),
        ],
        x={"range": [0, 100], **time},
        y={"range": [0, 104], "ticksuffix": " %", "title": "left of the start"},
        **words.lanchester(run, forces, law, skill, needed),
        height=380,
    )


def _kept(run: pd.DataFrame) -> Layer:
    """What the stronger force keeps, at the end of its line."""
    last = run.iloc[-1][["attackers", "defenders"]].astype(float)
    side, kept = last.idxmax(), last.max()
    place = {"yanchor": "top", "yshift": -6} if kept > HIGH else {"yanchor": "bottom", "yshift": 6}
    return notes([(100, kept, words.keeps(str(side), kept))], None, xanchor="right", **place)


def _left(run: pd.DataFrame, name: str, count: int, color: str, dash: str) -> Layer:
    """What is left of one force, in per cent."""
    return scatter(
        run,
        run["clock"].round(1),
        run[name].round(1),
        mode="lines",
        name=f"{name}, {number(count)} at the start",
        line={"color": color, "width": 3, "dash": dash},
        hovertext=[f"{name}: {number(value)} % left" for value in run[name]],
        hoverinfo="text",
    )
