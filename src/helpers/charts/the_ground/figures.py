"""The ground: the salient on a map, its size beside known places, its shape over time, people in Sudzha."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import area as areas
from helpers.analysis import ground
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import maps, theme
from helpers.charts.frames import MONTHS, Figure, Frame, frames, picture, table, ticks
from helpers.charts.layers import Layer, Row, bars, column, line, notes, scatter
from helpers.charts.statements import statements
from helpers.charts.the_ground import words
from helpers.data import outlines, row_ids
from helpers.words import broken, day, number, written

HATCHED = {"shape": "/", "fgcolor": theme.INK, "size": 6, "solidity": 0.25}
SHOWN_UNTIL = pd.Timestamp("2025-03-31")
FROM_ROAD = {**maps.SALIENT.countries, "UKRAINE": (-26, -16)}  # clear of the road


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
    """
    view = maps.SALIENT._replace(countries=FROM_ROAD)
    both = int(agree.agreement_counts(grid, week)[agree.BOTH])
    places = ground.places_on_map(settlements, grid, nodes, week)
    return picture(
        [*maps.compared_cells(grid, week), *maps.base(view, [] if layers == "ground" else _road())],
        **maps.axes(view),
        **words.salient(week, both, places, view.towns),
        subtitle="Cells of 2 km by 2 km on the maps of DeepState and Project Owl",
        caption=f"{maps.compared_caption(grid, week)} Largest by the one list that has counts (GeoNames). "
        "No height is drawn: we have no elevation model.",
        height=620,
    )


def _road() -> list[Layer]:
    """The named road between its places, with a light edge."""
    x, y = maps.to_km(*zip(*outlines()["road_h07_r200"], strict=True))
    return [
        line(x, y, theme.PAPER, 6, name=""),
        line(x, y, theme.INK, 3, name="H-07 and R-200, drawn between places", showlegend=True),
    ]


def area_against_places(
    area: pd.DataFrame, places: pd.DataFrame, day_shown: str, count: str = "held"
) -> Figure:
    """Bars: the salient on two maps among places of known size.

    Parameters
    ----------
    area : table control_area_daily.
    places : table reference_areas; rows of kind "oblast" give the denominator and are not drawn.
    day_shown : YYYY-MM-DD.
    count : "held" or "held or unclear" (DeepState's unclear ground is added, hatched).
    """
    oblast = places.loc[places["kind"] == "oblast", "area_km2"].iloc[0]
    drawn = _on_maps(area, day_shown, count)
    rows = pd.concat([_beside(places), drawn]).assign(total=lambda every: every["km2"] + every["unclear"])
    rows = rows.sort_values("total", ignore_index=True)
    from_top = rows[::-1]
    return picture(
        _bars(rows),
        x={"range": [0, 2950], "title": "km²", "dtick": 1000},
        y={"showgrid": False, "ticks": ""},
        look={"barmode": "stack", "bargap": 0.25},
        title=words.size_title(drawn, oblast, day_shown, count),
        subtitle=f"Ground {count} on two maps (bold) among places of known size, km²",
        caption=words.size_caption(drawn, oblast),
        alt=[f"{row.place} {number(row.total)} km²" for row in from_top.itertuples()],
        table=table(
            from_top,
            {"Place or map": "place", "km²": "total", "of these unclear": "unclear", "Kind": "kind"}
            | {"Per cent of Kursk oblast": lambda row: round(ground.percent_of(row.total, oblast), 1)},
        ),
        height=500,
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
    rows = area[(area["date"] == pd.Timestamp(day_shown)) & (area["measure"] == "held")]
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
    """Known ground and, on top, unclear ground (hatched); the whole is written at the end."""
    ends = {"orientation": "h", "textposition": "outside", "cliponaxis": False}
    known = column(rows, lambda row: "" if row.unclear else number(row.total))
    added = column(rows, lambda row: number(row.total) if row.unclear else "")
    unclear = {"marker": {"color": theme.UNCLEAR, "pattern": HATCHED}, "name": "unclear on DeepState's map"}
    said = column(rows, lambda row: f"unclear: {written(row.unclear)} km²")
    told = {"hovertext": said, "hoverinfo": "text"}  # no row of its own
    listed = bool(rows["unclear"].any())
    grey = {"marker": {"color": rows["color"].tolist()}, "showlegend": False}

    def say(row: Row) -> str:
        return f"<b>{row.place}</b> ({row.kind})<br>{written(row.km2)} km²"

    return [
        bars(rows, "km2", "label", say, text=known, **grey, **ends),
        bars(rows, "unclear", "label", text=added, showlegend=listed, **unclear, **told, **ends),
    ]


def salient_shape(geometry: pd.DataFrame, measure: str = "front", mapper: str = "all maps") -> Figure:
    """Area, front, depth, or front per 100 km², of each mapper's outline until the end of March 2025.

    Parameters
    ----------
    geometry : table salient_geometry.
    measure : key of ground.MEASURES.
    mapper : "all maps", "DeepState" or "Project Owl".
    """
    shown = [name for name in theme.MAPPERS if mapper in ("all maps", theme.mapper(name).label)]
    unit, drawn = ground.UNITS[measure], set(geometry["mapper"])
    parts = {name: _shape(geometry, name, measure) for name in shown if name in drawn}
    every = pd.concat(parts.values())

    def say(row: Row) -> str:
        return f"<b>{row.map}</b><br>{day(row.date)}: {written(row.value)} {row.unit}"

    return picture(
        [maps.redrawn(rows, "value", say, showlegend=True) for rows in parts.values()],
        x={"range": ["2024-07-30", SHOWN_UNTIL + pd.Timedelta(days=4)], **MONTHS, "dtick": "M2"},
        y={"rangemode": "tozero", "title": unit},
        title=words.shape_title(geometry, measure, shown, every.iloc[-1]),
        subtitle=words.SHAPES[measure],
        caption=words.SHAPE_CAPTION,
        alt=[words.shape_span(rows) for rows in parts.values()],
        table=table(every, {"Map": "map", "Day": "date", unit: "value"}),
        height=480,
    )


def _shape(geometry: pd.DataFrame, name: str, measure: str) -> pd.DataFrame:
    """One mapper's measure on the days when it changed."""
    rows = ground.shape(geometry, name, measure)[:SHOWN_UNTIL].rename("exact").reset_index()
    rows = rows.assign(mapper=name, map=theme.mapper(name).label, value=rows["exact"].round(1))
    return rows.assign(row_id=row_ids("salient_geometry", rows), unit=ground.UNITS[measure])


def people_in_town(estimates: pd.DataFrame, settlements: pd.DataFrame) -> Figure:
    """Two frames that never share an axis: people registered in a town, people said to be present.

    Parameters
    ----------
    estimates : rows of quantities sudzha_population and civilians_remaining_sudzha.
    settlements : the town's row in table settlements (population by GeoNames).
    """
    rows = spoken(estimates).sort_values("as_of_last")
    registered, present = (
        rows[rows["quantity"] == quantity] for quantity in ("sudzha_population", "civilians_remaining_sudzha")
    )
    comparable(registered)
    comparable(present)
    town = settlements.assign(row_id=row_ids("settlements", settlements)).iloc[:1]
    people, both = town["population"].iloc[0], pd.concat([registered, present])
    heights, gap = [len(registered) + 1.4, len(present) + 0.4], 0.2
    second = (1 - gap) * heights[1] / sum(heights)  # the top of the second frame
    heads = [(0, 1.0, "<b>Registered</b>"), (0, second, "<b>Said to be present</b>")]
    left = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    new = [side for side in present["side"].unique() if side not in set(registered["side"])]
    upper = _people(registered, 8500, more={"GeoNames,<br>no year": people})
    marker = {"symbol": "hexagon", "size": 10, "color": theme.actor("other").color}

    def say(row: Row) -> str:
        return f"<b>GeoNames</b><br>{written(row.population)}, {row.population_source}"

    return frames(
        [upper._replace(layers=[notes(heads, 13, **left), *upper.layers]), _people(present, 2600, new)],
        gap=gap,
        heights=heights,
        over=[scatter(town, "population", [0], say, marker=marker, xaxis="x", yaxis="y")],
        grid={"shared_xaxes": False},
        look={"showlegend": False},
        title=words.people_title(registered, present, people),
        subtitle=f"{town['name'].iloc[0]}, people; two frames, two meanings",
        caption=words.PEOPLE,
        alt=[f"{words.named(row)}: {row.value_as_printed}" for row in both.itertuples()]
        + [f"GeoNames: {written(people)}"],
        table=words.people_table(both, town.iloc[0]),
        height=600,
    )


def _people(
    rows: pd.DataFrame, most: float, listed: list[str] | None = None, more: Mapping[str, float] | None = None
) -> Frame:
    """Statements under each other with their values; `more` are lines below them: label → value."""
    more = more or {}
    labels = [*(broken(words.named(row), 16) for row in rows.itertuples()), *more]
    places = list(range(len(labels)))[::-1]
    values = zip([*rows["value"], *more.values()], places, strict=True)
    texts = ((value, place, written(value)) for value, place in values)
    said = statements(rows.assign(y=places[: len(rows)]), "value", "y", keys=listed)
    return Frame(
        [said, notes(texts, None, xanchor="left", xshift=9)],
        ticks(places, labels, [-0.6, len(labels) - 0.4], ticks=""),
        {"range": [0, most], "nticks": 5, "title": "people"},
    )
