"""The salient: on a map, and beside places of known size."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import area as areas
from helpers.analysis import ground
from helpers.charts import cells, locator, maps, theme
from helpers.charts.frames import Figure, picture, table
from helpers.charts.layers import Layer, Row, bars, column, notes
from helpers.charts.the_ground import words
from helpers.data import row_ids
from helpers.given import a_day
from helpers.words import number, written

DOTTED = {"shape": ".", "bgcolor": cells.UNCLEAR.color, "fgcolor": theme.INK_2, "size": 5, "solidity": 0.3}


def salient_map(
    grid: pd.DataFrame, nodes: pd.DataFrame, settlements: pd.DataFrame, week: str, layers: str = "ground"
) -> Figure:
    """The salient in cells of 2 km, the towns in and around it and, if asked, the road that sources name.

    Parameters
    ----------
    grid, nodes : tables agreement_grid and grid_nodes.
    settlements : places in Kursk oblast whose being inside is counted.
    week : a Friday of the grid, YYYY-MM-DD.
    layers : "ground" or "ground and road".

    Raises
    ------
    KeyError : no maps for that week.

    >>> fig = charts.salient_map(
    ...     load("agreement_grid"),
    ...     load("grid_nodes"),
    ...     load("settlements", oblast="Kursk"),
    ...     week="2024-09-06",
    ...     layers="ground",
    ... )
    >>> fig.layout.meta["title"]
    '6 Sep 2024: 892 km² are held on both maps;...
    """
    named = {} if layers == "ground" else {"Sudzha": "below"}  # the road passes above it
    view = maps.SALIENT._replace(towns={**maps.SALIENT.towns, **named})
    both = int(agree.agreement_counts(grid, week)[agree.BOTH])
    places = ground.places_on_map(settlements, grid, nodes, week)
    return picture(
        [
            *maps.base(
                view,
                cells.compared(grid, week),
                [*([] if layers == "ground" else maps.road()), *cells.told(grid, week)],
                cells.dark_towns(grid, week),
            ),
            *locator.inset(view),
        ],
        **locator.with_inset(maps.axes(view)),
        **words.salient(week, both, places, view.towns),
        subtitle="Cells of 2 km by 2 km on the maps of DeepState and Project Owl",
        caption=f"{cells.caption(grid, week)} Largest by the one list that has counts (GeoNames). "
        "No height is drawn: we have no elevation model.",
    )


def area_against_places(
    area: pd.DataFrame, places: pd.DataFrame, day_shown: str, count: str = "held"
) -> Figure:
    """Bars: the salient on two maps among places of known size.

    Parameters
    ----------
    area : table control_area_daily.
    places : table reference_areas; rows of kind "oblast" give the denominator and are not drawn.
    day_shown : YYYY-MM-DD.
    count : "held" or "held or unclear" (DeepState's unclear ground is added, with dots).

    >>> fig = charts.area_against_places(
    ...     load("control_area_daily"), load("reference_areas"), day_shown="2024-11-20", count="held"
    ... )
    >>> fig.layout.meta["title"]
    '20 Nov 2024: 548 to 571 km² held, 1.8 to 1.9...
    """
    oblast = places.loc[places["kind"] == "oblast", "area_km2"].iloc[0]
    drawn = _on_maps(area, day_shown, count)
    rows = pd.concat([_beside(places), drawn]).assign(total=lambda every: every["km2"] + every["unclear"])
    rows["in_title"] = rows["place"].isin(drawn["place"]) & ((count == "held") | (rows["unclear"] > 0))
    rows = rows.sort_values("total", ignore_index=True)
    from_top = rows[::-1]
    return picture(
        _bars(rows),
        x={"range": [0, 2950], "visible": False},
        y={"showgrid": False, "ticks": ""},
        look={"barmode": "stack", "bargap": 0.25, "showlegend": bool(rows["unclear"].any())},
        title=words.size_title(drawn, oblast, day_shown, count),
        subtitle=f"Ground {count} on two maps (bold) among places of known size, km²",
        caption=words.size_caption(drawn, oblast),
        alt=[f"{row.place} {number(row.total)} km²" for row in from_top.itertuples()],
        table=table(
            from_top,
            {"Place or map": "place", "km²": "total", "of these unclear": "unclear", "Kind": "kind"}
            | {"Per cent of Kursk oblast": lambda row: round(ground.percent_of(row.total, oblast), 1)},
        ),
        height=400,
        narrow={"height": 420, "xaxis.range": [0, 3300]},
    )


def _beside(places: pd.DataFrame) -> pd.DataFrame:
    """Places that serve as a measure, as rows of bars."""
    rows = places[~places["kind"].str.startswith("oblast")].rename(columns={"area_km2": "km2"})
    ids = row_ids("reference_areas", rows)
    return rows.assign(row_id=ids, label=rows["place"], unclear=0.0, color="#B5B5B5")


def _on_maps(area: pd.DataFrame, day_shown: str, count: str) -> pd.DataFrame:
    """The ground on two maps, as rows of bars."""
    whole = [areas.on_day(area, name, day_shown, count) for name in agree.COMPARED]
    maps_of = [f"{theme.mapper(name).label}'s map" for name in agree.COMPARED]
    rows = area[(area["date"] == a_day(day_shown)) & (area["measure"] == "held")]
    rows = rows.set_index("mapper", drop=False).loc[agree.COMPARED].rename(columns={"area_km2": "km2"})
    return rows.assign(
        row_id=row_ids("control_area_daily", rows),
        place=maps_of,
        label=[f"<b>{name}</b>" for name in maps_of],
        color=[theme.mapper(name).color for name in agree.COMPARED],
        kind=rows.index.map(theme.LEANINGS),
        unclear=whole - rows["km2"],
    )


def _bars(rows: pd.DataFrame) -> list[Layer]:
    """Known ground and, on top, unclear ground (dots); the whole is written at the end."""
    unclear = {
        "marker": {"color": cells.UNCLEAR.color, "pattern": DOTTED},
        "name": "unclear on DeepState's map",
    }
    added = column(rows, lambda row: f"unclear: {written(row.unclear)} km²")
    told = {"hovertext": added, "hoverinfo": "text"}  # no row of its own
    grey = {"marker": {"color": rows["color"].tolist()}, "showlegend": False}

    def say(row: Row) -> str:
        return f"<b>{row.place}</b> ({row.kind})<br>{written(row.km2)} km²"

    return [
        bars(rows, "km2", "label", say, orientation="h", **grey),
        bars(rows, "unclear", "label", orientation="h", **unclear, **told),
        *(_size(row) for row in rows.itertuples()),
    ]


def _size(row: Row) -> Layer:
    """The size at the end of its bar; those of the title under the pen."""
    ground = theme.PEN if row.in_title else theme.PAPER
    text = number(row.total)
    return notes([(row.total, row.label, text)], 13, xanchor="left", xshift=4, bgcolor=ground)
