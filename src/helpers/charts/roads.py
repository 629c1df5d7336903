"""Roads: what speakers counted, and the road sketch with cuts, closed bridges and beliefs."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import roads
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import maps, theme
from helpers.charts.figure import broken, finish
from helpers.charts.spoken import add_points, printed_rows, said_on
from helpers.data import row_ids

# Solid, dashed and dotted: how sure a drawn road is.
BASES = {
    "named": ("named by a source", {"color": theme.INK, "width": 2.5, "dash": "solid"}),
    "memory": ("from memory, unchecked", {"color": "#767676", "width": 1.3, "dash": "6px,4px"}),
    "assumed": ("assumed track (?)", {"color": theme.INK, "width": 2, "dash": "2px,3px"}),
}
ROUTE = {"color": "#F0C24B", "width": 9}
SUPPLY_FRAME = {"x": (-27, 31), "y": (-42, 28)}
SUPPLY_TOWNS = ["Sumy", "Yunakivka", "Sudzha", "Myropillia", "Korenevo", "Khotin"]
SEIM_FRAME = {"x": (-60, 3), "y": (-6, 48)}
SEIM_TOWNS = ["Rylsk", "Glushkovo", "Tetkino", "Korenevo"]
SKETCH = (
    "Our own sketch: lines between places, no surveyed roads; km are straight lines times 1.10 to 1.20. "
    "Border: OpenStreetMap contributors (ODbL). Rivers: Natural Earth."
)
SHORT = {"MAPP_SUDZHA": "the border", "CHK_GORDEEVKA": "Gordeyevka", "BR_GLUSHKOVO": "Glushkovo"}


def routes_counted(estimates: pd.DataFrame) -> go.Figure:
    """How many roads speakers count, each with the words that say what is counted.

    `estimates` are rows of quantity supply_routes_into_kursk. Different things are counted (tracks, paved
    tracks, routes, main roads), so the chart says "mixed" and joins nothing.
    """
    rows = spoken(estimates).sort_values(["value", "as_of_last"], ascending=[True, False])
    rows = rows.reset_index(drop=True)
    comparable(rows)
    rows["place_y"] = list(range(len(rows)))
    fig = add_points(go.Figure(), rows, "value", "place_y")
    for row in rows.itertuples():
        far = row.value > 6
        fig.add_annotation(
            x=row.value,
            y=row.place_y,
            text=broken(row.value_as_printed, 24),
            showarrow=False,
            xanchor="right" if far else "left",
            xshift=-10 if far else 10,
            align="right" if far else "left",
        )
    fig.update_yaxes(
        tickvals=rows["place_y"].tolist(),
        ticktext=[f"{broken(row.name, 24)}<br>{_months(row)}" for row in rows.itertuples()],
        range=[-0.6, len(rows) - 0.4],
        showgrid=False,
        ticks="",
    )
    fig.update_xaxes(range=[0, 12], dtick=2, title="roads, tracks or routes")
    title = (
        f"From {rows['value'].min():.0f} road to {rows['value'].max():.0f} tracks: "
        f"{len(rows)} figures that do not count one thing"
    )
    said = "; ".join(f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in rows[::-1].itertuples())
    return finish(
        fig,
        title=title,
        subtitle="Ways into the salient, as speakers counted them; the words say what they count",
        mixed=["tracks, paved roads, routes, main roads"],
        caption=(
            "A “1” is our reading of “the main road” or “the only road”: such a speaker counts no others. "
            "Faint marks rest on copies or partisan pages. No neutral count of 2024 was found."
        ),
        alt=f"{title}. {said}.",
        table=printed_rows(rows.iloc[::-1]),
        height=190 + 52 * len(rows),
    )


def _months(row: object) -> str:
    """The day of a statement; months where it speaks of a longer time."""
    if pd.isna(row.as_of_last) or row.as_of_first == row.as_of_last:
        return said_on(row)
    first, last = f"{row.as_of_first:%b}", f"{row.as_of_last:%b}"
    return f"{last if first == last else f'{first} to {last}'} {row.as_of_last.year}"


def road_cut(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    cut: tuple[str, str] | None = None,
    believe: str = "named roads only",
) -> go.Figure:
    """The road sketch between Sumy and Sudzha with one stretch cut: what follows if it is right.

    Parameters
    ----------
    nodes, edges : tables roads_nodes and roads_edges.
    cut : the stretch that is cut, as a pair of node ids; None cuts nothing.
    believe : key of roads.BELIEFS: which drawn roads are taken as real.

    Raises
    ------
    KeyError : unknown belief, or a stretch that the sketch does not hold.
    """
    whole = roads.graph(nodes, edges, believe)
    left = roads.without(whole, [cut] if cut else [])
    before, after = roads.shortest(whole, "SUMY", "SUDZHA"), roads.shortest(left, "SUMY", "SUDZHA")
    lost = roads.cut_off(whole, "SUMY", [cut]) if cut else set()
    fig = go.Figure()
    _add_route(fig, nodes, after)
    _add_roads(fig, nodes, whole, edges)
    _add_places(fig, nodes, whole, lost)
    _add_crosses(fig, [_middle(nodes, cut)] if cut else [], "cut")
    maps.base_map(fig, SUPPLY_TOWNS, frame=SUPPLY_FRAME, countries={"RUSSIA": (25, 24), "UKRAINE": (6, -29)})
    title = _cut_title(nodes, cut, believe, before, after)
    return finish(
        fig,
        title=title,
        subtitle="Road sketch; the broad line is the shortest route from Sumy to Sudzha",
        caption=f"{SKETCH} Hollow dots: places that the cut separates from Sumy.",
        alt=f"{title}. {_route_words(nodes, after)} {_lost_words(lost)}",
        table=_route_table(nodes, left, after),
        height=640,
    )


def _cut_title(
    nodes: pd.DataFrame, cut: tuple | None, believe: str, before: roads.Route, after: roads.Route | None
) -> str:
    if not cut:
        return f"Nothing cut: in our sketch Sumy to Sudzha is {before.km:.0f} km, all on named roads"
    if after:
        unsure = f"{after.unconfirmed_km:.0f} of it on unconfirmed roads"
        if after.unconfirmed_km == after.km:
            unsure = "all on unconfirmed roads"
        return f"If the drawn roads exist: {before.km:.0f} km becomes {after.km:.0f} km, {unsure}"
    head = "Named roads only" if believe == "named roads only" else "No assumed tracks"
    return f"{head}: {stretch_name(nodes, cut)} cut, no route to Sudzha is left"


def stretch_name(nodes: pd.DataFrame, stretch: tuple[str, str]) -> str:
    """A stretch of road in words, "Sumy–Kyianytsia"."""
    names = nodes.set_index("node_id")["name"]
    return "–".join(SHORT.get(place, names[place]) for place in stretch)


def h07_stretches(nodes: pd.DataFrame, edges: pd.DataFrame) -> dict[str, tuple[str, str] | None]:
    """The stretches of the shortest route on named roads from Sumy to Sudzha: name → pair of node ids."""
    route = roads.shortest(roads.graph(nodes, edges, "named roads only"), "SUMY", "SUDZHA")
    return {"nothing": None} | {stretch_name(nodes, step): step for step in route.steps}


def _route_words(nodes: pd.DataFrame, route: roads.Route | None) -> str:
    if route is None:
        return "No route is drawn."
    names = nodes.set_index("node_id")["name"]
    return f"Shortest route: {', '.join(names[place] for place in route.places)}."


def _lost_words(lost: set[str]) -> str:
    return (
        f"{len(lost)} places of the sketch are separated from Sumy."
        if lost
        else "No place is separated from Sumy."
    )


def _route_table(nodes: pd.DataFrame, left: nx.Graph, route: roads.Route | None) -> pd.DataFrame:
    names = nodes.set_index("node_id")["name"]
    columns = ["From", "To", "Road", "km", "How sure"]
    if route is None:
        return pd.DataFrame([["no route is left", None, None, None, None]], columns=columns)
    rows = []
    for start, end in route.steps:
        stretch = left.edges[start, end]
        rows.append((names[start], names[end], stretch["road"], stretch["km"], BASES[stretch["basis"]][0]))
    rows.append(("all", None, None, round(route.km, 1), None))
    return pd.DataFrame(rows, columns=columns)


def _positions(nodes: pd.DataFrame) -> pd.DataFrame:
    x, y = maps.to_km(nodes["lon"], nodes["lat"])
    return pd.DataFrame({"x": x, "y": y}, index=nodes["node_id"])


def _middle(nodes: pd.DataFrame, stretch: tuple[str, str]) -> tuple[float, float]:
    at = _positions(nodes).loc[list(stretch)].mean()
    return at["x"], at["y"]


def _add_route(fig: go.Figure, nodes: pd.DataFrame, route: roads.Route | None) -> None:
    at = _positions(nodes)
    places = at.loc[route.places] if route else at.iloc[:1] * np.nan  # keeps its line in the legend
    fig.add_trace(
        go.Scatter(
            x=places["x"].to_numpy(),
            y=places["y"].to_numpy(),
            mode="lines",
            line=ROUTE,
            name="shortest route" if route else "no route is left",
            hoverinfo="skip",
        )
    )


def _add_roads(fig: go.Figure, nodes: pd.DataFrame, drawn: nx.Graph, edges: pd.DataFrame) -> None:
    """One line per basis, and an unseen mark in the middle of each road that names it."""
    at = _positions(nodes)
    for basis, (name, line) in BASES.items():
        rows = edges[edges["basis"] == basis]
        rows = rows[[drawn.has_edge(*ends) for ends in zip(rows["source"], rows["target"], strict=True)]]
        ends = [at.loc[rows[column]].to_numpy() for column in ("source", "target")]
        gap = np.full(len(rows), np.nan)
        fig.add_trace(
            go.Scatter(
                x=[*np.column_stack([ends[0][:, 0], ends[1][:, 0], gap]).ravel(), np.nan],
                y=[*np.column_stack([ends[0][:, 1], ends[1][:, 1], gap]).ravel(), np.nan],
                mode="lines",
                line=line,
                name=name,
                hoverinfo="skip",
                showlegend=True,
            )
        )
        middle = (ends[0] + ends[1]) / 2
        fig.add_trace(
            go.Scatter(
                x=middle[:, 0],
                y=middle[:, 1],
                mode="text" if basis == "assumed" else "markers",
                text=["<b>?</b>"] * len(rows) if basis == "assumed" else None,
                textfont={"size": 14},
                marker={"opacity": 0, "size": 10},
                customdata=row_ids("roads_edges", rows),
                hovertext=[
                    f"{stretch_name(nodes, (r.source, r.target))}: {r.km} km<br>{name}"
                    + (f", {r.road}" if isinstance(r.road, str) else "")
                    for r in rows.itertuples()
                ],
                hoverinfo="text",
                showlegend=False,
            )
        )


def _add_places(fig: go.Figure, nodes: pd.DataFrame, drawn: nx.Graph, lost: set[str]) -> None:
    at = _positions(nodes)
    shown = nodes[nodes["node_id"].map(lambda place: place in drawn and drawn.degree(place) > 0)]
    hollow = shown["node_id"].isin(lost)
    fig.add_trace(
        go.Scatter(
            x=at.loc[shown["node_id"], "x"].to_numpy(),
            y=at.loc[shown["node_id"], "y"].to_numpy(),
            mode="markers",
            marker={
                "size": 6,
                "symbol": ["circle-open" if off else "circle" for off in hollow],
                "color": theme.INK,
            },
            customdata=row_ids("roads_nodes", shown),
            hovertext=shown["name"].tolist(),
            hoverinfo="text",
            showlegend=False,
        )
    )


def _add_crosses(fig: go.Figure, places: list[tuple[float, float]], name: str) -> None:
    x, y = zip(*places, strict=True) if places else ((np.nan,), (np.nan,))
    fig.add_trace(
        go.Scatter(
            x=list(x),
            y=list(y),
            mode="markers",
            marker={
                "symbol": "x",
                "size": 14,
                "color": theme.INK,
                "line": {"color": theme.PAPER, "width": 1.5},
            },
            name=name,
            hoverinfo="skip",
        )
    )


def cut_by_belief(cases: pd.DataFrame, nodes: pd.DataFrame) -> go.Figure:
    """All choices of assumed tracks as columns, grouped by the least number of cuts that isolates Sudzha.

    Parameters
    ----------
    cases : from roads.cuts_by_belief.
    nodes : table roads_nodes, for names.
    """
    tracks = [name for name in cases if name != "cuts"]
    matter = roads.tracks_that_matter(cases)
    tracks = [*matter, *(track for track in tracks if track not in matter)]
    ordered = cases.sort_values(["cuts", *tracks], ascending=[True] + [False] * len(tracks)).reset_index(
        drop=True
    )
    counts = ordered["cuts"].value_counts().sort_index()
    gaps = {cuts: place for place, cuts in enumerate(counts.index)}
    x = ordered.index + 1.5 * ordered["cuts"].map(gaps)
    fig = go.Figure()
    for believed, name in ((False, "not believed in"), (True, "believed in")):
        marks = [
            (x[case], -row, case)
            for row, track in enumerate(tracks)
            for case in ordered.index
            if ordered.at[case, track] == believed
        ]
        fig.add_trace(
            go.Scatter(
                x=[mark[0] for mark in marks],
                y=[mark[1] for mark in marks],
                mode="markers",
                marker={
                    "symbol": "square",
                    "size": 5.5 if believed else 2.5,
                    "color": theme.INK if believed else theme.FAINT,
                },
                name=name,
                hovertext=[f"least number of cuts: {ordered.at[mark[2], 'cuts']}" for mark in marks],
                hoverinfo="text",
            )
        )
    for cuts, count in counts.items():
        own = x[ordered["cuts"] == cuts]
        fig.add_shape(
            type="rect",
            x0=own.min() - 0.7,
            x1=own.max() + 0.7,
            y0=-len(tracks) + 0.4,
            y1=0.6,
            fillcolor="#EFEFEF",
            line={"width": 0},
            layer="below",
        )
        fig.add_annotation(
            x=own.mean(),
            y=0.7,
            yanchor="bottom",
            text=f"<b>{cuts} cut{'s' if cuts > 1 else ''}</b><br>{count} cases",
            showarrow=False,
        )
    fig.update_xaxes(visible=False, range=[-1, x.max() + 1])
    fig.update_yaxes(
        tickvals=[-row for row in range(len(tracks))],
        ticktext=[_track_label(nodes, track, track in matter) for track in tracks],
        range=[-len(tracks) + 0.3, 1.9],
        showgrid=False,
        ticks="",
    )
    listed = ", ".join(f"{cuts} in {count}" for cuts, count in counts.items())
    title = (
        f"{len(cases)} beliefs about {len(tracks)} tracks: least cuts {listed}; "
        f"only {len(matter)} tracks decide"
    )
    return finish(
        fig,
        title=title,
        subtitle="One column per belief; how many cuts separate Sudzha from Sumy?",
        caption=(
            "These are all possible beliefs, not probabilities: nobody weighed them. Roads from memory are "
            "taken as real in all of them. Bold: the tracks that change the answer. With none of the tracks "
            f"the least number of cuts is {counts.index.min()}, with all of them {counts.index.max()}."
        ),
        alt=(
            f"{title}. The tracks that decide are {' and '.join(_plain(nodes, track) for track in matter)}: "
            "each that is believed in adds one cut. The other tracks change nothing."
        ),
        table=_belief_table(ordered, tracks, nodes),
        height=440,
    )


def _plain(nodes: pd.DataFrame, track: str) -> str:
    return stretch_name(nodes, tuple(track.split("–")))


def _track_label(nodes: pd.DataFrame, track: str, bold: bool) -> str:
    first, second = _plain(nodes, track).split("–")
    text = f"{first}–<br>{second}"
    return f"<b>{text}</b>" if bold else text


def _belief_table(cases: pd.DataFrame, tracks: list[str], nodes: pd.DataFrame) -> pd.DataFrame:
    made = (
        cases[tracks].replace({True: "yes", False: "no"}).set_axis([_plain(nodes, t) for t in tracks], axis=1)
    )
    return made.assign(**{"Least number of cuts": cases["cuts"]})


BRIDGES = {"BR_GLUSHKOVO": "Glushkovo", "BR_ZVANNOYE": "Zvannoye", "BR_KARYZH": "Karyzh"}
STRUCK = {
    "BR_GLUSHKOVO": "events:2024-08-16-first-seim-bridge",
    "BR_ZVANNOYE": "events:2024-08-19-three-seim-bridges",
    "BR_KARYZH": "events:2024-08-19-three-seim-bridges",
}


def seim_detour(
    nodes: pd.DataFrame, edges: pd.DataFrame, closed: int = 0, to: str = "Glushkovo"
) -> go.Figure:
    """The Russian side of the sketch: shortest route from Rylsk as the Seim bridges close one after another.

    Parameters
    ----------
    nodes, edges : tables roads_nodes and roads_edges.
    closed : how many of BRIDGES are closed, in their order (0 to 3).
    to : "Glushkovo" or "Tetkino".
    """
    whole = roads.graph(nodes, edges)
    gone = list(BRIDGES)[:closed]
    left = roads.without(whole, closed=gone)
    lengths = roads.detours(whole, "RYLSK", to.upper(), list(BRIDGES))["km"]
    route = roads.shortest(left, "RYLSK", to.upper())
    fig = go.Figure()
    _add_route(fig, nodes, route)
    _add_roads(fig, nodes, whole, edges)
    _add_places(fig, nodes, whole, set())
    at = _positions(nodes)
    open_bridges = at.loc[[bridge for bridge in BRIDGES if bridge not in gone]]
    fig.add_trace(
        go.Scatter(
            x=[*open_bridges["x"], np.nan],
            y=[*open_bridges["y"], np.nan],
            mode="markers",
            marker={
                "symbol": "square",
                "size": 11,
                "color": theme.PAPER,
                "line": {"color": theme.INK, "width": 2},
            },
            name="bridge",
            customdata=[*(STRUCK[bridge] for bridge in open_bridges.index), ""],
            hovertext=[f"bridge at {BRIDGES[bridge]}" for bridge in open_bridges.index],
            hoverinfo="text",
        )
    )
    _add_crosses(fig, [tuple(at.loc[bridge]) for bridge in gone], "bridge closed")
    maps.base_map(fig, SEIM_TOWNS, frame=SEIM_FRAME, countries={"RUSSIA": (-47, 31), "UKRAINE": (-35, 0.5)})
    towns = fig.data[-1]
    towns.textposition = [
        "bottom center" if name == "Glushkovo" else "top center" for name in towns.hovertext
    ]
    title = f"Rylsk to {to} in our sketch: {_detour_words(lengths, closed)}"
    return finish(
        fig,
        title=title,
        subtitle="The broad line is the shortest drawn route",
        caption=(
            f"All roads here but the E38 are from memory. {SKETCH} Bridges: positions of Project Owl's "
            "geolocations. A bridge was destroyed on 16 Aug 2024 (TASS); on 19 Aug all three were reported "
            "destroyed (Kyiv Independent). The days of the second and third strike are not sourced, so the "
            "control counts bridges, not days."
        ),
        alt=f"{title}. {_route_words(nodes, route)}",
        table=_route_table(nodes, left, route),
        height=620,
    )


def _detour_words(lengths: pd.Series, closed: int) -> str:
    counted = ("all bridges open", "one bridge closed", "two bridges closed", "three bridges closed")
    now = f"{lengths[closed]:.1f} km with {counted[closed]}"
    return now if not closed else f"{lengths[0]:.1f} km before, {now}"
