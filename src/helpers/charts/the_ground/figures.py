"""The ground: the salient on a map, its size beside known places, its shape over time, people in Sudzha."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import area as areas
from helpers.analysis import ground
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import maps, theme
from helpers.charts.frames import MONTHS, Figure, Frame, frames, picture, table
from helpers.charts.layers import Layer, Row, bars, column, line, notes, scatter, steps
from helpers.charts.statements import statements
from helpers.charts.the_ground import words
from helpers.data import row_ids
from helpers.words import broken, day, number, written

DAILY = agree.COMPARED
BESIDE = "#B5B5B5"  # bars of places that serve as a measure
HATCHED = {"shape": "/", "fgcolor": theme.INK, "size": 6, "solidity": 0.25}
SHOWN_UNTIL = pd.Timestamp("2025-03-31")
FROM_ROAD = {**maps.SALIENT.countries, "UKRAINE": (-26, -16)}  # clear of the road


def salient_map(
    grid: pd.DataFrame,
    nodes: pd.DataFrame,
    settlements: pd.DataFrame,
    week: str,
    layers: str = "ground",
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
    largest = ground.largest_inside(places, agree.BOTH)["name"]
    title = words.salient_title(week, both, largest)
    return picture(
        [*maps.compared_cells(grid, week), *maps.base(view, [] if layers == "ground" else _road())],
        **maps.axes(view),
        title=title,
        subtitle="Cells of 2 km by 2 km on the maps of DeepState and Project Owl",
        caption=(
            f"{maps.compared_caption(grid, week)} Largest by the one list that has counts (GeoNames). "
            "No height is drawn: we have no elevation model."
        ),
        alt=words.salient_alt(title, places, view.towns),
        table=words.places_table(places),
        height=620,
    )


def _road() -> list[Layer]:
    """The named road between its places, with a light edge."""
    x, y = maps.named_road()
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
    drawn = pd.DataFrame([_on_map(area, name, day_shown, count) for name in DAILY])
    rows = pd.concat([_beside(places), drawn], ignore_index=True)
    rows = rows.assign(total=rows["km2"] + rows["unclear"]).sort_values("total", ignore_index=True)
    title = words.size_title(drawn, oblast, day_shown, count)
    from_top = rows[::-1]
    return picture(
        [_bars(rows), _unclear_bars(rows)],
        x={"range": [0, 2950], "title": "km²", "dtick": 1000},
        y={"showgrid": False, "ticks": ""},
        look={"barmode": "stack", "bargap": 0.25},
        title=title,
        subtitle=f"Ground {count} on two maps (bold) among places of known size, km²",
        caption=words.size_caption(_editions(area, day_shown), oblast),
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
    known = places[~places["kind"].str.startswith("oblast")]
    rows = known[["place", "kind"]].assign(label=known["place"], km2=known["area_km2"], unclear=0.0)
    return rows.assign(row_id=row_ids("reference_areas", known), color=BESIDE)


def _on_map(area: pd.DataFrame, name: str, day_shown: str, count: str) -> dict:
    """One map's ground as a row of bars."""
    held = areas.on_day(area, name, day_shown)
    whole = areas.on_day(area, name, day_shown, areas.HELD_OR_UNCLEAR) if count != "held" else held
    key = pd.DataFrame({"date": [pd.Timestamp(day_shown)], "mapper": [name], "measure": ["held"]})
    style = theme.mapper(name)
    return {
        "place": f"{style.label}'s map",
        "label": f"<b>{style.label}'s map</b>",
        "km2": held,
        "unclear": whole - held,
        "row_id": row_ids("control_area_daily", key)[0],
        "kind": theme.LEANINGS[name],
        "color": style.color,
    }


def _bars(rows: pd.DataFrame) -> Layer:
    return bars(
        rows,
        "km2",
        "label",
        say=words.size_hover,
        orientation="h",
        marker={"color": rows["color"].tolist()},
        text=column(rows, lambda row: "" if row.unclear else number(row.total)),
        textposition="outside",
        cliponaxis=False,
        showlegend=False,
    )


def _unclear_bars(rows: pd.DataFrame) -> Layer:
    """The unclear part, on top; what it counts has no row of its own."""
    return bars(
        rows,
        "unclear",
        "label",
        orientation="h",
        name="unclear on DeepState's map",
        marker={"color": theme.UNCLEAR, "pattern": HATCHED},
        text=column(rows, lambda row: number(row.total) if row.unclear else ""),
        textposition="outside",
        cliponaxis=False,
        hovertext=column(rows, lambda row: f"unclear: {written(row.unclear)} km²"),
        showlegend=bool(rows["unclear"].any()),
        hoverinfo="text",
    )


def _editions(area: pd.DataFrame, day_shown: str) -> dict[str, pd.Timestamp]:
    """Mapper → the day on which the outline shown was drawn."""
    rows = area[(area["date"] == pd.Timestamp(day_shown)) & (area["measure"] == "held")]
    return rows.set_index("mapper")["outline_date"][DAILY].to_dict()


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
    return picture(
        [_outline(rows, name, unit) for name, rows in parts.items()],
        x={"range": ["2024-07-30", SHOWN_UNTIL + pd.Timedelta(days=4)], **MONTHS, "dtick": "M2"},
        y={"rangemode": "tozero", "title": unit},
        title=words.shape_title(geometry, measure, shown, every.iloc[-1]),
        subtitle=words.SHAPES[measure],
        caption=words.SHAPE_CAPTION,
        alt=[words.shape_span(rows, unit) for rows in parts.values()],
        table=table(every, {"Map": "map", "Day": "date", unit: "value"}),
        height=480,
    )


def _shape(geometry: pd.DataFrame, name: str, measure: str) -> pd.DataFrame:
    """One mapper's measure on the days when it changed."""
    rows = ground.shape(geometry, name, measure)[:SHOWN_UNTIL].rename("exact").reset_index()
    rows = rows.assign(mapper=name, map=theme.mapper(name).label, value=rows["exact"].round(1))
    return rows.assign(row_id=row_ids("salient_geometry", rows))


def _outline(rows: pd.DataFrame, name: str, unit: str) -> Layer:
    """Steps at redrawn days; marks alone for a mapper who draws once a month."""
    style, monthly = theme.mapper(name), name == "creamy_caprice"

    def say(row: Row) -> str:
        return f"<b>{row.map}</b><br>{day(row.date)}: {written(row.value)} {unit}"

    return steps(
        rows,
        "date",
        "value",
        style,
        say,
        mode="markers" if monthly else "lines+markers",
        marker={"symbol": style.symbol, "color": style.color, "size": 8 if monthly else 4},
        name=f"{style.label} ({theme.LEANINGS[name]})",
        showlegend=True,
    )


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
    for part in (registered, present):
        comparable(part)
    town = settlements.assign(row_id=row_ids("settlements", settlements)).iloc[:1]
    people, both = town["population"].iloc[0], pd.concat([registered, present])
    heights = [len(registered) + 1.4, len(present) + 0.4]
    gap, sides = 0.2, set(registered["side"])
    heads = [(0, 1.0, "<b>Registered</b>")]
    heads += [(0, (1 - gap) * heights[1] / sum(heights), "<b>Said to be present</b>")]
    left = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    title = words.people_title(registered, present, people)
    return frames(
        [
            _people(registered, 8500, [notes(heads, 13, **left)], {"GeoNames,<br>no year": people}),
            _people(present, 2600, listed=[side for side in present["side"].unique() if side not in sides]),
        ],
        gap=gap,
        heights=heights,
        over=[_list_mark(town)],
        grid={"shared_xaxes": False},
        look={"showlegend": False},
        title=title,
        subtitle=f"{town['name'].iloc[0]}, people; two frames, two meanings",
        caption=words.PEOPLE,
        alt=[
            *(f"{words.named(row)}: {row.value_as_printed}" for row in both.itertuples()),
            f"GeoNames: {written(people)}",
        ],
        table=words.people_table(both, town.iloc[0]),
        height=600,
    )


def _people(
    rows: pd.DataFrame,
    most: float,
    above: list[Layer] | None = None,
    more: dict[str, float] | None = None,
    listed: list[str] | None = None,
) -> Frame:
    """Statements under each other with their values; `more` are lines below them: label → value."""
    labels = [broken(words.named(row), 16) for row in rows.itertuples()] + [*(more or {})]
    values = [*rows["value"], *(more or {}).values()]
    places = list(range(len(labels)))[::-1]
    texts = ((value, place, written(value)) for value, place in zip(values, places, strict=True))
    rows = rows.assign(place_y=places[: len(rows)])
    return Frame(
        [
            *(above or []),
            statements(rows, "value", "place_y", keys=listed),
            notes(texts, size=None, xanchor="left", xshift=9),
        ],
        {"tickvals": places, "ticktext": labels, "range": [-0.6, len(labels) - 0.4]}
        | {"showgrid": False, "ticks": ""},
        {"range": [0, most], "nticks": 5, "title": "people"},
    )


def _list_mark(town: pd.DataFrame) -> Layer:
    """The mark of the list of places, on the lowest line of the first frame."""
    return scatter(
        town,
        "population",
        [0],
        say=lambda row: f"<b>GeoNames</b><br>{written(row.population)}, {row.population_source}",
        marker={"symbol": "hexagon", "size": 10, "color": theme.actor("other").color},
        xaxis="x",
        yaxis="y",
    )
