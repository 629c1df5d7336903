"""Many small maps: the salient on several Fridays, and one day as four mappers drew it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import area as areas
from helpers.charts import cells, maps, theme
from helpers.charts.frames import Figure, Frame, frames
from helpers.charts.layers import Layer, notes
from helpers.charts.the_incursion import words_maps as words
from helpers.given import a_day
from helpers.words import day, number

SMALL = maps.SALIENT._replace(x=(-25, 37), y=(-22, 33), towns={"Sudzha": "above"}, beyond=3)
ABOVE_PX, FACTS_PX = 24, 86  # above a small map, and below it for four lines
SHADOW = cells.Fill("#E1DCCF")
AT = {"xref": "x domain", "yref": "y domain"}


def six_fridays(grid: pd.DataFrame, weeks: Sequence[str]) -> Figure:
    """The salient on several Fridays beside each other, above the largest extent among them.

    Parameters
    ----------
    grid : table agreement_grid.
    weeks : Fridays of the grid, YYYY-MM-DD; three in a line, two on a phone.

    Raises
    ------
    KeyError : no maps for one of the weeks.

    >>> fig = charts.six_fridays(
    ...     load("agreement_grid"),
    ...     ["2024-08-09", "2024-08-23", "2024-09-06", "2024-10-11", "2024-11-15", "2025-03-07"],
    ... )
    >>> fig.layout.meta["title"]
    'Ground held on both maps: 892 km² on 6 Sep...
    """
    both = {week: int(agree.agreement_counts(grid, week)[agree.BOTH]) * agree.CELL_KM2 for week in weeks}
    largest = max(both, key=lambda week: both[week])
    rows = agree.agreement(grid, largest)
    shadow = cells.area(rows[rows["status"] != agree.UNCLEAR], SHADOW, showlegend=False)
    parts = []
    for place, week in enumerate(weeks):
        head = notes([(0, 1, f"<b>{day(week)}</b>")], 14, xanchor="left", yanchor="bottom", **AT)
        pen = {"bgcolor": theme.PEN} if week == largest else {}
        size = notes(
            [(1, 1, f"{number(both[week])} km²")], 14, xanchor="right", yanchor="bottom", **AT, **pen
        )
        drawn = cells.compared(grid, week, counted_in_key=False)
        drawn = drawn if place == 0 else [maps.unlisted(layer) for layer in drawn]
        parts.append(_panel([shadow, *drawn], [head, size], place, named=place == 0))
    return frames(
        parts,
        gap=0.1,
        grid={"cols": 3, "shared_xaxes": False, "horizontal_spacing": 0.02},
        look={"plot_bgcolor": maps.LAND, "margin": {"l": 0, "r": 0, "b": 0, "t": ABOVE_PX}},
        narrow=maps.folded(len(weeks), 2, 560),
        height=530,
        **words.fridays(both, largest),
    )


def who_draws(grid: pd.DataFrame, area: pd.DataFrame, day_shown: str = "2024-09-06") -> Figure:
    """One day as four mappers drew it, with what each leans to, how often it drew, and until when.

    Parameters
    ----------
    grid : table agreement_grid.
    area : table control_area_daily.
    day_shown : YYYY-MM-DD; of each mapper the latest outline of the grid until that day.

    >>> fig = charts.who_draws(load("agreement_grid"), load("control_area_daily"))
    >>> fig.layout.meta["title"]
    '4 mappers, 3 outlines: the ground held early...
    """
    found = areas.edition_counts(area)
    parts, told = [], []
    for place, name in enumerate(theme.MAPPERS):
        own = grid[(grid["mapper"] == name) & (grid["week"] <= a_day(day_shown))]
        own = own[own["week"] == own["week"].max()]
        drawn = own["outline_date"].iloc[0] if len(own) else None
        said = words.mapper(
            name, found.loc[name], sorted(set(area.loc[area["mapper"] == name, "measure"])), drawn
        )
        told.append(said)
        parts.append(_panel(_drawn_by(own), _said(said, empty=own.empty), place, named=own.empty))
    return frames(
        parts,
        gap=0.1,
        grid={"cols": 4, "shared_xaxes": False, "horizontal_spacing": 0.02},
        look={"plot_bgcolor": maps.LAND, "margin": {"l": 0, "r": 0, "b": FACTS_PX, "t": ABOVE_PX}},
        narrow=maps.folded(4, 2, 540, below=FACTS_PX),
        height=278,
        **words.mappers(pd.DataFrame(told), day_shown),
    )


def _drawn_by(rows: pd.DataFrame) -> list[Layer]:
    """Ground held and unclear on one mapper's outline, in the look of a map of its own."""
    held, unclear = (rows[rows["status"] == status] for status in ("held", "unclear"))
    kinds = [cells.Kind(unclear, "unclear", cells.UNCLEAR), cells.Kind(held, "held", cells.BOTH)]
    return [maps.unlisted(layer) for layer in cells.cells(kinds, lambda row: row.status)]


def _said(said: dict[str, str], *, empty: bool) -> list[Layer]:
    """The name of a mapper above its map and the rest below it."""
    head = notes([(0, 1, f"<b>{said['Mapper']}</b>")], 14, xanchor="left", yanchor="bottom", **AT)
    lines = [said["Leaning"], said["Redrawn"], said["Marks"], f"until {said['Last file']}"]
    below = {"xanchor": "left", "yanchor": "top", "align": "left", "yshift": -4}
    facts = notes([(0, 0, "<br>".join(lines))], 13, **below, **AT)
    none = notes([(0.5, 0.78, "no outline of<br>held ground here")], 13, **AT) if empty else Layer()
    return [head, facts, none]


def _panel(ground: list[Layer], words: list[Layer], place: int, *, named: bool) -> Frame:
    """One small map, with the name of its town or without."""
    return Frame(maps.panel(SMALL, ground, words, named=named), *maps.panel_axes(SMALL, place))
