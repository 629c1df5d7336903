"""The ground: the salient on a map, its size beside known places, its shape over time, people in Sudzha."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import agreement as agree
from helpers.analysis import area as areas
from helpers.analysis import ground
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import maps, theme
from helpers.charts.figure import broken, day, finish, words
from helpers.charts.spoken import add_points, printed_rows, said_on
from helpers.data import outlines, row_ids

DAILY = ("deepstate", "project_owl")
BESIDE = "#B5B5B5"  # bars of places that serve as a measure
SHOWN_UNTIL = pd.Timestamp("2025-03-31")
ROAD = "H-07 and R-200, drawn between places"
MEASURED = "our geodesic measurement of archived outlines"


def salient_map(
    grid: pd.DataFrame,
    nodes: pd.DataFrame,
    settlements: pd.DataFrame,
    week: str,
    layers: str = "ground",
) -> go.Figure:
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
    fig = maps.agreement_map(grid, week)
    said = fig.layout.meta
    if layers != "ground":
        _add_road(fig)
    for note in fig.layout.annotations:
        if note.text == "UKRAINE":
            note.x = -26  # clear of the road
    both = int(agree.agreement_counts(grid, week)[agree.BOTH])
    places = ground.places_on_map(settlements, grid, nodes, week)
    inside = places[places["status"] == agree.BOTH]
    largest = ground.largest_inside(places, agree.BOTH)["name"]
    title = (
        f"{day(week)}: {both} cells ({both * agree.CELL_KM2:,.0f} km²) on both maps; "
        f"{largest} is the largest town inside"
    )
    outside = places[(places["status"] == ground.OUTSIDE) & places["name"].isin(maps.TOWNS)]["name"]
    return finish(
        fig,
        title=title,
        subtitle="Cells of 2 km by 2 km on the maps of DeepState and Project Owl",
        caption=(
            f"{said['caption']} Largest by the one list that has counts (GeoNames). No height is drawn: "
            "we have no elevation model."
        ),
        alt=(
            f"{title}. {len(inside)} of {len(places)} places of Kursk oblast with a position lie on cells "
            f"that both maps count as held. Outside: {', '.join(outside)}."
        ),
        table=pd.DataFrame(
            {
                "Place": places["name"],
                "On the two maps": places["status"],
                "People (GeoNames, year not stated)": places["population"],
            }
        ).sort_values(["On the two maps", "Place"]),
        height=fig.layout.height,
    )


def _add_road(fig: go.Figure) -> None:
    """The named road between its places, drawn below the towns' names."""
    lon, lat = zip(*outlines()["road_h07_r200"], strict=True)
    x, y = maps.to_km(lon, lat)
    below = len(fig.data) - 1  # the towns are the last trace
    for color, width in ((theme.PAPER, 6), (theme.INK, 3)):
        fig.add_trace(
            go.Scatter(
                x=x,
                y=y,
                mode="lines",
                line={"color": color, "width": width},
                name=ROAD if color == theme.INK else "",
                showlegend=color == theme.INK,
                hoverinfo="skip",
            )
        )
    fig.data = (*fig.data[:below], *fig.data[below + 1 :], fig.data[below])


def area_against_places(
    area: pd.DataFrame, places: pd.DataFrame, day_shown: str, count: str = "held"
) -> go.Figure:
    """Bars: the salient on two maps among places of known size.

    Parameters
    ----------
    area : table control_area_daily.
    places : table reference_areas; rows of kind "oblast" give the denominator and are not drawn.
    day_shown : YYYY-MM-DD.
    count : "held" or "held or unclear" (DeepState's unclear ground is added, hatched).
    """
    oblast = places.loc[places["kind"] == "oblast", "area_km2"].iloc[0]
    known = places[~places["kind"].str.startswith("oblast")]
    bars = pd.DataFrame(
        {
            "label": known["place"],
            "km2": known["area_km2"],
            "unclear": 0.0,
            "mark": row_ids("reference_areas", known),
            "kind": known["kind"],
            "color": BESIDE,
        }
    )
    drawn = pd.DataFrame([_on_map(area, name, day_shown, count) for name in DAILY])
    bars = pd.concat([bars, drawn], ignore_index=True).assign(total=lambda t: t["km2"] + t["unclear"])
    bars = bars.sort_values("total").reset_index(drop=True)
    labels = [f"<b>{r.label}</b>" if r.color != BESIDE else r.label for r in bars.itertuples()]
    fig = go.Figure(
        go.Bar(
            y=labels,
            x=bars["km2"].tolist(),
            orientation="h",
            marker={"color": bars["color"].tolist()},
            text=["" if r.unclear else f"{r.total:,.0f}" for r in bars.itertuples()],
            textposition="outside",
            cliponaxis=False,
            customdata=bars["mark"].tolist(),
            hovertext=[f"<b>{r.label}</b> ({r.kind})<br>{words(r.km2)} km²" for r in bars.itertuples()],
            hoverinfo="text",
            showlegend=False,
        )
    )
    fig.add_trace(
        go.Bar(
            y=labels,
            x=bars["unclear"].tolist(),
            orientation="h",
            name="unclear on DeepState's map",
            marker={
                "color": theme.UNCLEAR,
                "pattern": {"shape": "/", "fgcolor": theme.INK, "size": 6, "solidity": 0.25},
            },
            text=[f"{r.total:,.0f}" if r.unclear else "" for r in bars.itertuples()],
            textposition="outside",
            cliponaxis=False,
            hovertext=[f"unclear: {words(r.unclear)} km²" for r in bars.itertuples()],
            hoverinfo="text",
            showlegend=bool(bars["unclear"].any()),
        )
    )
    fig.update_layout(barmode="stack", bargap=0.25)
    fig.update_xaxes(range=[0, 2950], title="km²", dtick=1000)
    fig.update_yaxes(showgrid=False, ticks="")
    title = _size_title(drawn, oblast, day_shown, count)
    return finish(
        fig,
        title=title,
        subtitle=f"Ground {count} on two maps (bold) among places of known size, km²",
        caption=(
            f"Maps: {MEASURED}; {_editions(area, day_shown)}. Districts of Kursk oblast: our measurement of "
            "OpenStreetMap outlines (ODbL). Other places: reference works, most seen as copies. "
            f"Kursk oblast: {oblast:,.0f} km², not drawn."
        ),
        alt=f"{title}. "
        + "; ".join(f"{r.label} {r.total:,.0f} km²" for r in bars.iloc[::-1].itertuples())
        + ".",
        table=pd.DataFrame(
            {
                "Place or map": bars["label"],
                "km²": bars["total"],
                "of these unclear": bars["unclear"],
                "Kind": bars["kind"],
                "Per cent of Kursk oblast": [
                    round(ground.percent_of(value, oblast), 1) for value in bars["total"]
                ],
            }
        ).iloc[::-1],
        height=500,
    )


def _on_map(area: pd.DataFrame, name: str, day_shown: str, count: str) -> dict:
    held = areas.on_day(area, name, day_shown)
    whole = areas.on_day(area, name, day_shown, areas.HELD_OR_UNCLEAR) if count != "held" else held
    key = pd.DataFrame({"date": [pd.Timestamp(day_shown)], "mapper": [name], "measure": ["held"]})
    style = theme.mapper(name)
    return {
        "label": f"{style.label}'s map",
        "km2": held,
        "unclear": whole - held,
        "mark": row_ids("control_area_daily", key)[0],
        "kind": theme.LEANINGS[name],
        "color": style.color,
    }


def _size_title(drawn: pd.DataFrame, oblast: float, day_shown: str, count: str) -> str:
    whole = drawn["km2"] + drawn["unclear"]
    if count == "held":
        low, high = whole.min(), whole.max()
        shares = f"{ground.percent_of(low, oblast):.1f} to {ground.percent_of(high, oblast):.1f} %"
        return (
            f"{day(day_shown)}: {low:,.0f} to {high:,.0f} km² held, {shares} of Kursk oblast ({oblast:,.0f})"
        )
    largest = whole[drawn["unclear"] > 0].iloc[0]
    share = f"{ground.percent_of(largest, oblast):.1f} % of Kursk oblast"
    return f"{day(day_shown)}: with unclear ground DeepState's map shows {largest:,.0f} km², {share}"


def _editions(area: pd.DataFrame, day_shown: str) -> str:
    rows = area[(area["date"] == pd.Timestamp(day_shown)) & (area["measure"] == "held")].set_index("mapper")
    return ", ".join(
        f"{theme.mapper(name).label} drawn {day(rows.loc[name, 'outline_date'])}" for name in DAILY
    )


def salient_shape(geometry: pd.DataFrame, measure: str = "front", mapper: str = "all maps") -> go.Figure:
    """Area, front, depth, or front per 100 km², of each mapper's outline until the end of March 2025.

    Parameters
    ----------
    geometry : table salient_geometry.
    measure : key of ground.MEASURES.
    mapper : "all maps", "DeepState" or "Project Owl".
    """
    shown = [name for name in theme.MAPPERS if mapper in ("all maps", theme.mapper(name).label)]
    fig, rows = go.Figure(), []
    for name in [name for name in shown if name in set(geometry["mapper"])]:
        series = ground.shape(geometry, name, measure)[:SHOWN_UNTIL]
        style, monthly = theme.mapper(name), name == "creamy_caprice"
        fig.add_trace(
            go.Scatter(
                x=series.index.tolist(),
                y=series.round(1).tolist(),
                mode="markers" if monthly else "lines+markers",
                line={"shape": "hv", "color": style.color, "dash": style.dash, "width": 2},
                marker={"symbol": style.symbol, "color": style.color, "size": 8 if monthly else 4},
                name=f"{style.label} ({theme.LEANINGS[name]})",
                customdata=row_ids("salient_geometry", series.reset_index().assign(mapper=name)),
                hovertext=[
                    f"<b>{style.label}</b><br>{day(d)}: {words(round(v, 1))} {ground.UNITS[measure]}"
                    for d, v in series.items()
                ],
                hoverinfo="text",
                showlegend=True,
            )
        )
        rows.append(
            pd.DataFrame(
                {"Map": style.label, "Day": series.index, ground.UNITS[measure]: series.round(1).to_numpy()}
            )
        )
    title = _shape_title(geometry, measure, shown)
    fig.update_yaxes(rangemode="tozero", title=ground.UNITS[measure])
    fig.update_xaxes(
        range=["2024-07-30", SHOWN_UNTIL + pd.Timedelta(days=4)], tickformat="%b<br>%Y", dtick="M2"
    )
    table = pd.concat(rows, ignore_index=True)
    ends = "; ".join(_span_words(part, ground.UNITS[measure]) for part in rows)
    return finish(
        fig,
        title=title,
        subtitle=SHAPE_WORDS[measure],
        caption=(
            f"Source: {MEASURED}; steps at redrawn days, until 31 Mar 2025. Project Owl's series ends on "
            "11 Mar 2025 (an end, not zero). DeepState's outline includes a fixed piece of 11 km² near "
            "Tetkino. The more detailed a drawing, the longer its front."
        ),
        alt=f"{title}. {ends}.",
        table=table,
        height=480,
    )


SHAPE_WORDS = {
    "area": "Area of the outline inside Kursk oblast, km²",
    "front": "Front: edge of the outline that does not lie on the state border, km",
    "depth": "Depth: greatest distance of the outline from the state border, km",
    "front per 100 km²": "Kilometres of front for each 100 km² of area",
}


def _span_words(part: pd.DataFrame, unit: str) -> str:
    values = part[unit]
    top, last = part.loc[values.idxmax()], part.iloc[-1]
    return (
        f"{top['Map']}: at most {words(float(top[unit]))} {unit} on {day(top['Day'])}, "
        f"{words(float(last[unit]))} on {day(last['Day'])}"
    )


def _shape_title(geometry: pd.DataFrame, measure: str, shown: list[str]) -> str:
    unit = ground.UNITS[measure]
    if not set(DAILY) <= set(shown):
        name = shown[0]
        series = ground.shape(geometry, name, measure)[:SHOWN_UNTIL]
        first = ground.shape_on(geometry, name, "2024-09-06", measure)
        what = f"{theme.mapper(name).label}: {measure.partition(' per')[0]} of {first:,.0f} {unit}"
        return f"{what} on 6 Sep 2024, {series.iloc[-1]:,.0f} on {day(series.index[-1])}"
    on = "2024-10-10" if measure == "front" else "2024-09-06"
    deepstate, owl = (ground.shape_on(geometry, name, on, measure) for name in DAILY)
    if measure == "front per 100 km²":
        late = ground.shape_on(geometry, "deepstate", "2025-03-20", measure)
        return f"DeepState: {deepstate:.0f} km of front per 100 km² on 6 Sep 2024, {late:.0f} on 20 Mar 2025"
    values = f"{deepstate:,.0f} {unit} on DeepState's map, {owl:,.0f} {unit} on Project Owl's"
    return f"{day(on)}: {measure} of {values}"


def people_in_town(estimates: pd.DataFrame, settlements: pd.DataFrame) -> go.Figure:
    """Two frames that never share an axis: people registered in a town, people said to be present.

    Parameters
    ----------
    estimates : rows of quantities sudzha_population and civilians_remaining_sudzha.
    settlements : the town's row in table settlements (population by GeoNames).
    """
    rows = spoken(estimates).sort_values("as_of_last").reset_index(drop=True)
    frames = [
        rows[rows["quantity"] == quantity].copy()
        for quantity in ("sudzha_population", "civilians_remaining_sudzha")
    ]
    for frame in frames:
        comparable(frame)
    town = settlements.iloc[0]
    registered, present = frames
    sizes = [len(registered) + 1, len(present)]
    fig = make_subplots(
        rows=2,
        cols=1,
        row_heights=[size + 0.4 for size in sizes],
        vertical_spacing=0.2,
        subplot_titles=["<b>Registered</b>", "<b>Said to be present</b>"],
    )
    for number, (frame, size, top) in enumerate(zip(frames, sizes, (8500, 2600), strict=True), 1):
        frame["place_y"] = list(range(size - 1, size - 1 - len(frame), -1))
        add_points(fig, frame, "value", "place_y", row=number, col=1)
        labels = {row.place_y: broken(_named(row), 16) for row in frame.itertuples()}
        values = dict(zip(frame["place_y"], frame["value"], strict=True))
        if number == 1:
            labels[0], values[0] = "GeoNames,<br>no year", town["population"]
        for place, value in values.items():
            fig.add_annotation(
                x=value,
                y=place,
                text=words(value),
                showarrow=False,
                xanchor="left",
                xshift=9,
                row=number,
                col=1,
            )
        fig.update_yaxes(
            tickvals=list(labels),
            ticktext=list(labels.values()),
            range=[-0.6, size - 0.4],
            showgrid=False,
            ticks="",
            row=number,
            col=1,
        )
        fig.update_xaxes(range=[0, top], nticks=5, title="people", row=number, col=1)
    fig.add_trace(
        go.Scatter(
            x=[town["population"]],
            y=[0],
            mode="markers",
            marker={"symbol": "hexagon", "size": 10, "color": theme.actor("other").color},
            customdata=row_ids("settlements", settlements.iloc[:1]),
            hovertext=[f"<b>GeoNames</b><br>{words(town['population'])}, {town['population_source']}"],
            hoverinfo="text",
        ),
        row=1,
        col=1,
    )
    for note in fig.layout.annotations[:2]:
        note.update(x=0, xanchor="left", xref="paper", font={"size": 13})
    fig.update_layout(showlegend=False)
    ends = [*registered["value"], town["population"]]
    army = present.iloc[0]
    title = (
        f"Registered: {words(min(ends))} to {words(max(ends))} people; said to be present on "
        f"{day(army['as_of_last'])}: {army['value_as_printed']}"
    )
    said = "; ".join(f"{_named(row)}: {row.value_as_printed}" for row in pd.concat(frames).itertuples())
    return finish(
        fig,
        title=title,
        subtitle=f"{town['name']}, people; two frames, two meanings",
        caption=(
            "Nobody counted independently after 6 Aug 2024. Pavliuk is a Ukrainian general. The Slovenian "
            "outlet 24ur names nobody for its 2,000, which may be a wider area. Faint marks rest on copies."
        ),
        alt=f"{title}. {said}; GeoNames: {words(town['population'])}.",
        table=pd.concat(
            [
                printed_rows(pd.concat(frames)),
                pd.DataFrame(
                    {
                        "Speaker": ["GeoNames"],
                        "Day": ["year not stated"],
                        "Value": [words(town["population"])],
                        "What it counts": ["stock"],
                        "Place": [town["name"]],
                        "Page": ["GeoNames, CC BY 4.0"],
                        "Kind of page": ["primary"],
                    }
                ),
            ],
            ignore_index=True,
        ),
        height=600,
    )


def _named(row: object) -> str:
    """Speaker and day of a statement; a census names its year, AP writes of the town before the fighting."""
    if "census" in row.name:
        return row.name
    first, last = row.as_of_first, row.as_of_last
    return f"{row.name}, {last.year if first != last else said_on(row)}"
