"""Where two maps agree: cells of the 2 km grid, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import ndimage

from helpers.given import DataError, a_day, a_table
from helpers.words import iso_day

CELL_KM2 = 4.0
BOTH, ONLY_DEEPSTATE, ONLY_OWL, UNCLEAR = (
    "held on both maps",
    "held on DeepState's only",
    "held on Project Owl's only",
    "unclear on DeepState's",
)
STATUSES = [BOTH, ONLY_DEEPSTATE, ONLY_OWL, UNCLEAR]
COMPARED = ["deepstate", "project_owl"]


def agreement(grid: pd.DataFrame, week: str) -> pd.DataFrame:
    """Compare DeepState and Project Owl cell by cell for one Friday.

    Parameters
    ----------
    grid : table agreement_grid.
    week : a Friday of the table, YYYY-MM-DD.

    Returns
    -------
    One row per cell that either map draws: cell_x, cell_y, deepstate, project_owl ("held", "unclear" or
    missing), status (one of STATUSES), week and mapper of one of its rows.

    Raises
    ------
    DataError : the table has no such week for the two mappers.

    >>> cells = analysis.agreement.agreement(load("agreement_grid"), "2024-11-15")
    >>> cells.loc[:0, ["cell_x", "cell_y", "deepstate", "status"]].values.tolist()
    [[2988, 1703, 'unclear', "unclear on DeepState's"]]
    """
    a_table(grid, "agreement_grid", ("week", "mapper", "cell_x", "cell_y", "status"))
    rows = grid[(grid["week"] == a_day(week)) & grid["mapper"].isin(COMPARED)]
    if rows.empty:
        raise DataError(
            f"The grid has no maps for {week}; its weeks are Fridays from 9 Aug 2024 to 7 Mar 2025."
        )
    wide = rows.pivot(index=["cell_x", "cell_y"], columns="mapper", values="status")
    wide = wide.reindex(columns=COMPARED)
    deepstate, owl = wide["deepstate"], wide["project_owl"].eq("held")
    status = pd.Series(UNCLEAR, index=wide.index)
    status[owl] = ONLY_OWL
    status[deepstate.eq("held")] = ONLY_DEEPSTATE
    status[deepstate.eq("held") & owl] = BOTH
    mapper = deepstate.notna().map({True: "deepstate", False: "project_owl"})
    wide = wide.assign(status=status, week=a_day(week), mapper=mapper)
    return wide.reset_index().rename_axis(columns=None)


def corners(nodes: pd.DataFrame, x: Sequence[int], y: Sequence[int]) -> np.ndarray:
    """Longitude and latitude (degrees, east and north) of corners of the grid, one row per corner.

    Parameters
    ----------
    nodes : table grid_nodes, indexed by node_x and node_y.
    x, y : column and row of each corner; one that the table lacks gives missing values.

    >>> nodes = load("grid_nodes").set_index(["node_x", "node_y"])
    >>> analysis.agreement.corners(nodes, [2988], [1703]).tolist()
    [[34.22047, 51.25934]]
    """
    return nodes.reindex(pd.MultiIndex.from_arrays([x, y]))[["lon", "lat"]].to_numpy()


def middles(nodes: pd.DataFrame, cells: pd.DataFrame) -> np.ndarray:
    """Longitude and latitude (degrees) of the middles of cells, halfway between two opposite corners.

    Parameters
    ----------
    nodes : table grid_nodes, indexed by node_x and node_y.
    cells : columns cell_x and cell_y, such as from `agreement`.

    >>> nodes = load("grid_nodes").set_index(["node_x", "node_y"])
    >>> cell = pd.DataFrame({"cell_x": [2988], "cell_y": [1703]})
    >>> analysis.agreement.middles(nodes, cell).round(5).tolist()
    [[34.23881, 51.26482]]
    """
    x, y = cells["cell_x"], cells["cell_y"]
    return (corners(nodes, x, y) + corners(nodes, x + 1, y + 1)) / 2


def agreement_counts(grid: pd.DataFrame, week: str) -> pd.Series:
    """Number of 2 km cells per status for one Friday (0 where there is none), in the order of STATUSES.

    A cell is CELL_KM2 large. Parameters and errors as in `agreement`.

    >>> counts = analysis.agreement.agreement_counts(load("agreement_grid"), "2024-11-15")
    >>> counts.tolist()  # held on both, on DeepState's only, on Project Owl's only; unclear on DeepState's
    [117, 35, 21, 53]
    """
    return counted(agreement(grid, week))


def counted(cells: pd.DataFrame) -> pd.Series:
    """Number of cells per status, from `agreement`.

    >>> counted(pd.DataFrame({"status": [BOTH, BOTH, UNCLEAR]})).tolist()
    [2, 0, 0, 1]
    """
    return cells["status"].value_counts().reindex(STATUSES, fill_value=0)


def unclear_share_of_owl_only(grid: pd.DataFrame, week: str) -> float:
    """Per cent of the cells that only Project Owl counts as held and that DeepState draws as unclear.

    Parameters and errors as in `agreement`; missing (nan) for a week in which there are no such cells.

    >>> share = analysis.agreement.unclear_share_of_owl_only(load("agreement_grid"), "2024-11-15")
    >>> round(share, 1)  # 19 of 21 cells
    90.5
    """
    cells = agreement(grid, week)
    only = cells[cells["status"] == ONLY_OWL]
    return float(100 * only["deepstate"].eq("unclear").mean())


def mappers_per_cell(grid: pd.DataFrame, day: str) -> pd.DataFrame:
    """How many of three mappers count each cell as held on a day on which Creamy Caprice drew.

    Parameters
    ----------
    grid : table agreement_grid.
    day : a day from `own_days(grid)`, YYYY-MM-DD; the other two mappers show the Friday on or before it.

    Returns
    -------
    One row per cell that somebody counts as held: cell_x, cell_y, mappers (1 to 3), who (names, in
    alphabetical order), week and mapper of one of its rows.

    Raises
    ------
    DataError : Creamy Caprice drew no outline for that day; it is never carried into another one.

    >>> grid = load("agreement_grid", week="2024-11-01")
    >>> cells = analysis.agreement.mappers_per_cell(grid, "2024-11-01")
    >>> cells["mappers"].value_counts().sort_index().to_dict()  # mappers: cells
    {1: 23, 2: 32, 3: 129}
    """
    if day not in own_days(grid):
        raise DataError(f"Creamy Caprice drew nothing for {day}; its days are {', '.join(own_days(grid))}.")
    shown = a_day(day)
    friday = grid.loc[(grid["mapper"] == "deepstate") & (grid["week"] <= shown), "week"].max()
    own = (grid["mapper"] == "creamy_caprice") & (grid["week"] == shown)
    others = (grid["mapper"] != "creamy_caprice") & (grid["week"] == friday)
    held = grid[(own | others) & (grid["status"] == "held")].sort_values("mapper")
    cells = held.groupby(["cell_x", "cell_y"], as_index=False)
    return cells.agg(
        mappers=("mapper", "size"), who=("mapper", tuple), week=("week", "first"), mapper=("mapper", "first")
    )


def own_days(grid: pd.DataFrame) -> list[str]:
    """Days of the grid on which Creamy Caprice drew an outline, in order, as YYYY-MM-DD.

    >>> own_days(pd.DataFrame({"week": [pd.Timestamp("2024-09-01")], "mapper": ["creamy_caprice"]}))
    ['2024-09-01']
    """
    days = grid.loc[grid["mapper"] == "creamy_caprice", "week"].drop_duplicates().sort_values()
    return [iso_day(day) for day in days]


def weeks(grid: pd.DataFrame) -> list[str]:
    """Fridays on which both DeepState and Project Owl have a map, in order, as YYYY-MM-DD.

    >>> weeks(pd.DataFrame({"week": pd.to_datetime(["2024-08-09"] * 2), "mapper": COMPARED}))
    ['2024-08-09']
    """
    both = grid[grid["mapper"].isin(COMPARED)].groupby("week")["mapper"].nunique()
    return [iso_day(week) for week in both[both == 2].index]


def largest_patch(cells: pd.DataFrame) -> pd.DataFrame:
    """The rows of the largest piece of ground that cells form side by side; none of no cells.

    >>> largest_patch(pd.DataFrame({"cell_x": [1, 5, 6], "cell_y": [1, 2, 2]}))["cell_x"].tolist()
    [5, 6]
    """
    if cells.empty:
        return cells
    places = _raster(cells)
    pieces, _ = ndimage.label(places)
    piece = pieces[*_indexes(cells)]
    return cells[piece == np.bincount(piece).argmax()]


def depth(cells: pd.DataFrame) -> np.ndarray:
    """How many cells each of some cells lies from the rim of their ground (1 at the rim).

    >>> depth(pd.DataFrame({"cell_x": [1, 2, 3], "cell_y": [1, 1, 1]})).tolist()
    [1.0, 1.0, 1.0]
    """
    return ndimage.distance_transform_edt(_raster(cells))[*_indexes(cells)]


def rings(cells: pd.DataFrame) -> list[list[tuple[int, int]]]:
    """Outlines of the ground that cells cover together: closed rings of corners (node_x, node_y).

    Ground lies left of a ring's direction, so the ring of a hole runs the other way round.

    >>> rings(pd.DataFrame({"cell_x": [1, 2], "cell_y": [1, 1]}))
    [[(1, 1), (2, 1), (3, 1), (3, 2), (2, 2), (1, 2), (1, 1)]]
    """
    x, y = cells["cell_x"].tolist(), cells["cell_y"].tolist()
    edges: dict[tuple[tuple[int, int], tuple[int, int]], None] = {}  # a dict keeps their order
    for west, south in zip(x, y, strict=True):
        corners = [(west, south), (west + 1, south), (west + 1, south + 1), (west, south + 1), (west, south)]
        edges |= dict.fromkeys(pairwise(corners))
    onward: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for start, end in edges:
        if (end, start) not in edges:
            onward.setdefault(start, []).append(end)
    found = []
    while onward:
        ring = [next(iter(onward))]
        while len(ring) == 1 or ring[-1] != ring[0]:
            ends = onward[ring[-1]]
            ring.append(ends.pop())
            if not ends:
                del onward[ring[-2]]
        found.append(ring)
    return found


def _indexes(cells: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Places of cells in their raster, with an empty rim."""
    x, y = cells["cell_x"].to_numpy(), cells["cell_y"].to_numpy()
    return x - x.min() + 1, y - y.min() + 1


def _raster(cells: pd.DataFrame) -> np.ndarray:
    """A table of True where there is a cell, with an empty rim."""
    x, y = _indexes(cells)
    places = np.zeros((x.max() + 2, y.max() + 2), bool)
    places[x, y] = True
    return places
