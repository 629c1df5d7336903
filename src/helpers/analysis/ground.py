"""What lies inside the salient, and beside what it can be set: shares, places on a map, distances."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.agreement import agreement, middles
from helpers.analysis.ranges import spoken
from helpers.given import DataError

CELL_KM = 2.0
EARTH_KM = 6371.0
# quantity of table estimates → what it lies between; the plant stands at Kurchatov
DISTANCES = {
    "kursk_npp_distance_sudzha": ("Kursk nuclear plant", "Sudzha"),
    "kursk_npp_distance_ua_troops": ("Kursk nuclear plant", "Ukrainian troops"),
    "sudzha_distance_kursk_city": ("Sudzha", "Kursk"),
    "sudzha_distance_border": ("Sudzha", "border of Ukraine"),
}
STANDS_AT = {"Kursk nuclear plant": "Kurchatov"}
OUTSIDE = "outside"


def percent_of(part_km2: float, whole_km2: float) -> float:
    """Per cent of an area that another area makes up. Raises DataError for a whole that is not positive.

    >>> percent_of(1, 4)
    25.0
    """
    if not whole_km2 > 0:
        raise DataError("A share needs a whole above zero: name the place that you compare with.")
    return 100 * part_km2 / whole_km2


def places_on_map(
    settlements: pd.DataFrame, grid: pd.DataFrame, nodes: pd.DataFrame, week: str
) -> pd.DataFrame:
    """Say for each place in which kind of cell it lies on the maps of one Friday.

    Parameters
    ----------
    settlements : table settlements (lon, lat in degrees; places without a position are left out).
    grid, nodes : tables agreement_grid and grid_nodes.
    week : a Friday of the grid, YYYY-MM-DD.

    Returns
    -------
    The places with a position and a column status: one of agreement.STATUSES, or OUTSIDE. A place
    belongs to the cell whose middle is nearest, if that is at most half a cell's diagonal away.

    Raises
    ------
    DataError : the grid has no such week.

    >>> towns, grid = load("settlements", name=["Rylsk", "Sudzha"]), load("agreement_grid")
    >>> places = analysis.ground.places_on_map(towns, grid, load("grid_nodes"), "2024-11-15")
    >>> places[["name", "status"]].values.tolist()
    [['Rylsk', 'outside'], ['Sudzha', 'held on both maps']]
    """
    cells = agreement(grid, week)
    middle = middles(nodes.set_index(["node_x", "node_y"]), cells)
    placed = settlements.dropna(subset=["lon", "lat"]).reset_index(drop=True)
    lon, lat = (placed[[name]].to_numpy() for name in ("lon", "lat"))
    east = (middle[:, 0] - lon) * 111.32 * np.cos(np.radians(lat))
    away = np.hypot(east, (middle[:, 1] - lat) * 111.32)  # a line for each place, a column for each cell
    near = away.min(axis=1) <= CELL_KM / np.sqrt(2)
    status = cells["status"].to_numpy()[away.argmin(axis=1)]
    return placed.assign(status=np.where(near, status, OUTSIDE))


def largest_inside(places: pd.DataFrame, status: str) -> pd.Series:
    """The place with the most people by GeoNames among those of one status that have a count.

    Raises DataError when no such place has a count.

    >>> towns = pd.DataFrame({"name": ["A", "B"], "population": [5_000, 900], "status": OUTSIDE})
    >>> largest_inside(towns, OUTSIDE)["name"]
    'A'
    """
    counted = places[(places["status"] == status) & places["population"].notna()]
    if counted.empty:
        raise DataError(f"No place with a count of people is {status!r}.")
    return counted.loc[counted["population"].idxmax()]


def straight_km(places: pd.DataFrame, first: str, second: str) -> float:
    """Straight distance in km between two named places (great circle, mean radius 6,371 km).

    Parameters
    ----------
    places : columns name, lon, lat (degrees), such as table settlements.

    Raises
    ------
    DataError : a place that the table does not hold.

    >>> two = pd.DataFrame({"name": ["a", "b"], "lon": [35, 35], "lat": [50, 51]})
    >>> round(straight_km(two, "a", "b"), 1)
    111.2
    """
    at = places.drop_duplicates("name").set_index("name")
    for name in (first, second):
        if name not in at.index:
            raise DataError(f"There is no place {name!r} in the table.")
    (lon1, lat1), (lon2, lat2) = (
        np.radians(at.loc[name, ["lon", "lat"]].astype(float)) for name in (first, second)
    )
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return float(2 * EARTH_KM * np.arcsin(np.sqrt(half)))


def distances_said(estimates: pd.DataFrame, settlements: pd.DataFrame) -> pd.DataFrame:
    """What speakers said about distances, with both ends, and our straight line where we have both places.

    Parameters
    ----------
    estimates : table estimates; rows of the quantities in DISTANCES are taken.
    settlements : table settlements (the plant is placed at its town, Kurchatov).

    Returns
    -------
    Rows of `ranges.spoken` by quantity and day, with start, end, km_said and straight_km (km; missing
    without two places).

    >>> rows = analysis.ground.distances_said(load("estimates"), load("settlements"))
    >>> rows.loc[rows["start"] == "Sudzha", ["end", "km_said", "straight_km"]].round(1).values.tolist()
    [['Kursk', 105.0, 86.9], ['border of Ukraine', 9.0, nan]]
    """
    rows = spoken(estimates[estimates["quantity"].isin(DISTANCES)])
    order = rows["quantity"].map([*DISTANCES].index)
    rows = rows.assign(order=order).sort_values(["order", "as_of_last"], ignore_index=True)
    known = set(settlements["name"])
    ends = [DISTANCES[quantity] for quantity in rows["quantity"]]
    towns = [tuple(STANDS_AT.get(end, end) for end in pair) for pair in ends]
    return rows.assign(
        start=[start for start, _ in ends],
        end=[end for _, end in ends],
        km_said=rows["value"],
        straight_km=[straight_km(settlements, *pair) if {*pair} <= known else np.nan for pair in towns],
    )
