"""Where two maps agree, cell by cell."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import agreement as agree
from helpers.charts import cells, locator, maps
from helpers.charts.frames import Figure, picture
from helpers.words import day, number


def agreement_map(grid: pd.DataFrame, week: str) -> Figure:
    """Cells of 2 km on one Friday: held on both maps, on one only, or unclear to DeepState.

    Parameters
    ----------
    grid : table agreement_grid.
    week : a Friday, YYYY-MM-DD.

    Raises
    ------
    KeyError : no maps for that week.

    >>> fig = charts.agreement_map(load("agreement_grid"), week="2024-08-09")
    >>> fig.layout.meta["title"]
    "9 Aug 2024: two maps share 136 km², 34 cells;...
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
        title=f"{day(week)}: two maps share **{number(both * agree.CELL_KM2)} km²**, {both} cells; "
        f"{owl} more on Owl's only, {deepstate} on DeepState's",
        subtitle="Cells of 2 km by 2 km that the maps of DeepState and Project Owl count as held by Ukraine",
        caption=cells.caption(grid, week),
        alt=[f"Both maps count {both} cells as held; {unclear} more cells are unclear on DeepState's map"],
        table=pd.DataFrame(
            {"Cells": counts.index, "Number": counts.to_numpy(), "km²": counts.to_numpy() * agree.CELL_KM2}
        ),
    )
