"""What counters of units and later events add to the head-counts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis import balance, dates
from helpers.charts import theme
from helpers.charts.frames import MONTHS, Figure, picture, ticks
from helpers.charts.layers import Channel, Layer, Row, areas, ends, notes, scatter, steps
from helpers.charts.statements import opacity
from helpers.charts.the_balance import words_counters as words
from helpers.data import row_ids
from helpers.words import day, number

FIRST, LAST = pd.Timestamp("2024-08-01"), pd.Timestamp("2025-03-31")  # days shown
NAMED_DAYS = pd.to_datetime(list(words.DAYS_SHOWN))
MOST_RATIO = 4.5
NAMED, NEAR = pd.Timestamp("2025-01-07"), pd.Timedelta(days=42)  # where lines have their names
WIDTH = 2.5  # pixels of a curve


def counters_in_kursk(mapped: pd.DataFrame, pairs: pd.DataFrame, show_as: str = "counters") -> Figure:
    """Unit counters on Project Owl's map of Kursk oblast.

    Parameters
    ----------
    mapped : table units_mapped; pairs : table ratio_pairs.
    show_as : "counters", "ratio" (per Ukrainian counter) or "soldiers" (head-counts of two texts divided by
        the counters).

    Raises
    ------
    ValueError : another show_as.
    """
    if show_as == "soldiers":
        return _per_counter(balance.soldiers_per_counter(mapped, pairs))
    draw = {"counters": _counted, "ratio": _per_ukrainian}
    if show_as not in draw:
        raise ValueError(f"show_as is one of {', '.join(draw)}, soldiers, not {show_as!r}.")
    days = balance.counters(mapped)
    days = days[days["date"].between(FIRST, LAST)].reset_index(drop=True)
    rows = mapped[(mapped["place"] == "Kursk oblast") & mapped["date"].isin(days["date"])]
    rows = rows.sort_values("date").assign(row_id=lambda found: row_ids("units_mapped", found))
    return draw[show_as](days, rows)


def _by_day(layers: list[Layer], y: dict, **said: Any) -> Figure:
    """Curves over the days of the map; grey where it is being built or cleared."""
    first, last = (pd.Timestamp(end) for end in balance.COUNTERS_STEADY)
    unsteady = [(FIRST, 0, first, 1), (last, 0, LAST, 1)]
    built, cleared = words.UNSTEADY
    top = {"yref": "paper", "yanchor": "bottom", "font": {"size": 13, "color": theme.INK_2}}
    over = {"xref": "x", "yref": "y domain", "opacity": 0.35, "layer": "below", "line": {"width": 0}}
    return picture(
        [
            *layers,
            areas(unsteady, theme.UNCLEAR, **over),
            notes([(FIRST, 1, built)], None, xanchor="left", **top),
            notes([(LAST, 1, cleared)], None, xanchor="right", **top),
        ],
        x={"range": ["2024-08-01", "2025-03-31"], **MONTHS, "nticks": 7},
        y=y,
        height=430,
        **said,
    )


def _counted(days: pd.DataFrame, rows: pd.DataFrame) -> Figure:
    shown, layers = days[days["date"].isin(NAMED_DAYS)], []
    for side, name in words.FORCES.items():
        style, own = theme.actor(side), dates.changes(rows[rows["side"] == side], "counters")
        layers += [
            steps(own, "date", "counters", style, words.counter_hover, WIDTH, name=name, showlegend=False),
            _name(days, side, name, style),
            _numbered(shown, "date", side, style, 9, textposition="top center"),
        ]
    y = {"range": [0, 72], "title": "counters on the map"}
    return _by_day(layers, y, look={"showlegend": False}, **words.counters(days, shown))


def _name(days: pd.DataFrame, side: str, name: str, style: theme.Style) -> Layer:
    """The name of a line, above it in the middle of two numbers."""
    near = days[days["date"].between(NAMED - NEAR, NAMED + NEAR)]
    font = {"size": 15, "color": style.color}
    return notes([(NAMED, near[side].max(), f"<b>{name}</b>")], None, yanchor="bottom", yshift=4, font=font)


def _numbered(rows: pd.DataFrame, x: Channel, y: str, style: theme.Style, size: int, **look: Any) -> Layer:
    """Marks of one style with their numbers beside them."""
    marker = {"color": style.color, "symbol": style.symbol, "size": size}
    said = {"mode": "markers+text", "text": [number(value) for value in rows[y]]}
    return scatter(rows, x, y, marker=marker, showlegend=False, **said, **look)


def _per_ukrainian(days: pd.DataFrame, rows: pd.DataFrame) -> Figure:
    ids = rows[rows["side"] == "russia"].set_index("date")["row_id"]
    drawn = days[days["ratio"] <= MOST_RATIO].assign(row_id=lambda kept: kept["date"].map(ids))
    layers, owl = [], theme.mapper("project_owl")
    for steady, color, dash in ((True, owl.color, "solid"), (False, theme.FAINT, "dot")):
        own, style = drawn[drawn["steady"] == steady], owl._replace(color=color, dash=dash)
        layers.append(steps(own, "date", "ratio", style, words.ratio_hover, WIDTH))
    kept = days[days["steady"]]
    low, high = kept.loc[kept["ratio"].idxmin()], kept.loc[kept["ratio"].idxmax()]
    for end, shift in ((low, -14), (high, 14)):
        place = end["date"], end["ratio"], f"{number(end['ratio'], 1)} on {day(end['date'])}"
        layers.append(notes([place], size=None, yshift=shift, xanchor="left"))
    y = {"range": [0, MOST_RATIO], "dtick": 1, "title": "per Ukrainian counter"}
    return _by_day(layers, y, look={"showlegend": False}, **words.ratio(days, low, high))


def _per_counter(rows: pd.DataFrame) -> Figure:
    rows = rows.assign(y=range(len(rows) - 1, -1, -1))
    labels = map(words.soldiers_label, rows.itertuples())
    persons = {"range": [0, 1600], "nticks": 5, "type": "linear", "tickformat": ","}
    return picture(
        [_soldiers(row) for row in rows.itertuples()],
        x={**persons, "title": "soldiers per counter"},
        y=ticks(rows["y"], labels, [-0.7, len(rows) - 0.3]),
        look={"showlegend": True},
        **words.soldiers(rows),
        height=480,
    )


def _soldiers(row: Row) -> Layer:
    style = theme.actor(row.side)
    return ends(
        [row.per_low, row.per_high],
        [row.y] * 2,
        row.row_id,
        words.soldiers_hover(row),
        name=words.FORCES[row.side],
        legendgroup=row.side,
        showlegend=row.Index < len(words.FORCES),  # each side once
        opacity=opacity(row),
        line={"color": style.color, "width": 6},
        marker={"color": style.color, "symbol": style.symbol, "size": 11},
    )
