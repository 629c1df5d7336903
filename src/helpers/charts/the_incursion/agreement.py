"""Where maps agree: cells by status of two maps, and by number of mappers."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis import agreement as agree
from helpers.charts import cells, locator, maps, theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Row
from helpers.words import day, number

BY_MAPPERS = {  # number of mappers → name, fill
    1: ("one map", cells.Fill("#CFCCC4")),
    2: ("two maps", cells.Fill("#8E8C87")),
    3: ("three maps", cells.Fill("#3F4146")),
}


def agreement_map(grid: pd.DataFrame, week: str) -> Figure:
    """Cells of 2 km on one Friday: held on both maps, on one only, or unclear to DeepState.

    Parameters
    ----------
    grid : table agreement_grid.
    week : a Friday, YYYY-MM-DD.

    Raises
    ------
    KeyError : no maps for that week.
    """
    view, counts = maps.SALIENT, agree.agreement_counts(grid, week)
    both, deepstate, owl, unclear = counts
    return picture(
        [
            *maps.base(
                view, cells.compared(grid, week), cells.told(grid, week), cells.dark_towns(grid, week)
            ),
            *locator.inset(view),
        ],
        **locator.with_inset(maps.axes(view)),
        title=f"{day(week)}: two maps share **{number(both * agree.CELL_KM2)} km²**; {owl} more cells are "
        f"only on Owl's, {deepstate} on DeepState's",
        subtitle="Cells of 2 km by 2 km that the maps of DeepState and Project Owl count as held by Ukraine",
        caption=cells.caption(grid, week),
        alt=[
            f"Both maps count {both} cells as held; {unclear} more cells are unclear on DeepState's map. "
            "Most differences lie along the rim of the "
            "held ground, few in its middle"
        ],
        table=_cells_table("Cells", "Number", counts),
    )


def mappers_map(grid: pd.DataFrame, day_drawn: str) -> Figure:
    """Cells of 2 km by the number of mappers, out of three, who count them as held on one day.

    Parameters
    ----------
    grid : table agreement_grid.
    day_drawn : a day on which Creamy Caprice drew (analysis.agreement.own_days), YYYY-MM-DD.

    Raises
    ------
    KeyError : Creamy Caprice drew nothing for that day.
    """
    rows, view = agree.mappers_per_cell(grid, day_drawn), maps.SALIENT
    counts = rows["mappers"].value_counts().reindex([*BY_MAPPERS], fill_value=0)
    friday = rows.loc[rows["mapper"] != "creamy_caprice", "week"].iloc[0]
    pairs = rows["who"].map(_names).value_counts()

    def say(row: Row) -> str:
        return f"{BY_MAPPERS[row.mappers][0]}<br>{_names(row.who)}"

    kinds = [
        cells.Kind(rows[rows["mappers"] == mappers], f"{name} ({counts[mappers]})", fill)
        for mappers, (name, fill) in BY_MAPPERS.items()
    ]
    three = kinds[-1].rows
    ground = cells.cells(kinds, say)
    said = cells.core(cells.at_km(three), f"<b>{counts[3]} cells</b>", view)
    return picture(
        [*maps.base(view, ground, [said], cells.covered(three, view)), *locator.inset(view)],
        **locator.with_inset(maps.axes(view)),
        title=f"{day(day_drawn)}: three maps count **{counts[3]} cells**, two {counts[2]}, one alone "
        f"{counts[1]}",
        subtitle="Cells of 2 km by 2 km, by how many of three mappers count them as held by Ukraine",
        caption=f"DeepState and Project Owl as of {day(friday)}, Creamy Caprice's outline of "
        f"{day(day_drawn)}. Mappers who agree may share a source. Cells of EPSG:3035. "
        f"{cells.beyond(rows)}{maps.DRAWN_FROM}",
        alt=[f"By mappers: {'; '.join(f'{who} {count}' for who, count in pairs.items())}"],
        table=_cells_table("Counted as held by", "Cells", pairs),
    )


def _names(mappers: Iterable[str]) -> str:
    return ", ".join(theme.mapper(name).label for name in mappers)


def _cells_table(kinds: str, cells: str, counts: pd.Series) -> pd.DataFrame:
    """Number of cells of each kind, and their area."""
    area = counts.to_numpy() * agree.CELL_KM2
    return pd.DataFrame({kinds: counts.index, cells: counts.to_numpy(), "km²": area})
