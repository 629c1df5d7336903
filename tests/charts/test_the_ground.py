"""What the charts of the_ground mean: which rows became which marks, and what a setting changes."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import area as areas
from helpers.analysis import ground, roads
from helpers.charts.maps import to_km
from helpers.charts.the_ground.tables import h07_stretches
from helpers.data import load


@pytest.fixture(scope="module")
def sketch():
    return load("roads_nodes"), load("roads_edges")


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


def line_pieces(line):
    """Stretches of a line that gaps divide, as sets of two ends."""
    points = np.column_stack([line.x, line.y])
    cut = np.flatnonzero(np.isnan(points).any(axis=1))
    return [piece[~np.isnan(piece).any(axis=1)] for piece in np.split(points, cut) if len(piece) > 1]


def route_steps(figure, sketch):
    """Pairs of places that the broad line of the shortest route joins, found by their positions."""
    nodes = sketch[0]
    at = {
        (x, y): name for name, x, y in zip(nodes["node_id"], *to_km(nodes["lon"], nodes["lat"]), strict=True)
    }
    line = trace(figure, "shortest route")
    return list(pairwise(at[point] for point in zip(line.x, line.y, strict=True)))


def shown_roads(figure):
    return {mark for mark in charts.marks(figure) if mark.startswith("roads_edges:")}


@pytest.fixture(scope="module")
def on_the_map():
    return load("agreement_grid"), load("grid_nodes"), load("settlements", oblast="Kursk")


@pytest.mark.parametrize("week", ["2024-09-06", "2024-11-15"])
def test_the_map_counts_places_inside(on_the_map, week):
    grid, corners, towns = on_the_map
    figure = charts.salient_map(grid, corners, towns, week)
    placed = ground.places_on_map(towns, grid, corners, week)
    inside = (placed["status"] == "held on both maps").sum()
    assert f"{inside} of 53 places" in figure.layout.meta["alt"]
    assert "Sudzha is the largest town inside" in figure.layout.meta["title"]
    assert len(figure.layout.meta["table"]["rows"]) == 53


def test_the_road_is_drawn_only_when_asked_and_below_the_towns(on_the_map):
    plain = charts.salient_map(*on_the_map, "2024-09-06")
    road = charts.salient_map(*on_the_map, "2024-09-06", "ground and road")
    assert len(road.data) == len(plain.data) + 2
    drawn = list(road.data)
    named = trace(road, "H-07 and R-200, drawn between places")
    towns = next(t for t in drawn if t.mode == "markers+text")
    assert drawn.index(named) < drawn.index(towns) and named.showlegend


@pytest.fixture(scope="module")
def sizes():
    return load("control_area_daily"), load("reference_areas")


def test_bars_show_each_place_with_its_size(sizes):
    figure = charts.area_against_places(*sizes, "2024-11-20")
    bars = dict(zip(figure.data[0].y, figure.data[0].x, strict=True))
    assert bars["Berlin"] == 892 and bars["Sudzha district"] == 996
    assert bars["<b>DeepState's map</b>"] == areas.on_day(sizes[0], "deepstate", "2024-11-20")
    assert not any("oblast" in label for label in bars)
    assert "548 to 571 km²" in figure.layout.meta["title"]
    assert "control_area_daily:2024-11-20|deepstate|held" in charts.marks(figure)


def test_unclear_ground_is_hatched_and_added_to_deepstate_only(sizes):
    figure = charts.area_against_places(*sizes, "2024-09-06", "held or unclear")
    hatched = trace(figure, "unclear on DeepState's map")
    added = {label: km2 for label, km2 in zip(hatched.y, hatched.x, strict=True) if km2}
    unclear = areas.on_day(sizes[0], "deepstate", "2024-09-06", "unclear")
    assert added == {"<b>DeepState's map</b>": pytest.approx(unclear)}
    assert hatched.marker.pattern.shape == "/"


@pytest.mark.parametrize("measure", ground.MEASURES)
@pytest.mark.parametrize("mapper", ["all maps", "DeepState", "Project Owl"])
def test_the_shape_has_one_unit_and_a_title_about_what_is_shown(measure, mapper):
    geometry = load("salient_geometry")
    figure = charts.salient_shape(geometry, measure, mapper)
    meta = figure.layout.meta
    assert figure.layout.yaxis.title.text == ground.UNITS[measure] and figure.layout.height == 480
    assert ("Owl" in meta["title"]) == (
        mapper == "Project Owl" or (mapper, measure[:7]) == ("all maps", measure)
    )
    drawn = {mark.split("|")[1] for mark in charts.marks(figure)}
    names = {"DeepState": "deepstate", "Project Owl": "project_owl"}
    assert drawn == ({names[mapper]} if mapper in names else {*names.values(), "creamy_caprice"})


def test_steps_of_the_front_carry_their_own_values():
    geometry = load("salient_geometry")
    line = charts.salient_shape(geometry, "front", "DeepState").data[0]
    values = dict(zip(pd.to_datetime(line.x), line.y, strict=True))
    assert line.line.shape == "hv"
    assert values[pd.Timestamp("2024-10-10")] == 142.6 and max(values.values()) == 142.6
    assert max(values) <= pd.Timestamp("2025-03-31")


def test_registered_and_present_never_share_an_axis():
    rows = load("estimates", quantity=["sudzha_population", "civilians_remaining_sudzha"])
    figure = charts.people_in_town(rows, load("settlements", name="Sudzha"))
    frames = {}
    for t in figure.data:
        if t.customdata is not None:
            frames.setdefault(t.xaxis, set()).update(t.customdata)
    by = {name: {f"estimates:{i}" for i in own} for name, own in rows.groupby("quantity")["estimate_id"]}
    assert frames["x"] == by["sudzha_population"] | {"settlements:sudzha"}
    assert frames["x2"] == by["civilians_remaining_sudzha"]
    assert "5,000 to 6,940" in figure.layout.meta["title"] and "about 200" in figure.layout.meta["title"]


def test_counted_routes_say_what_they_count_and_that_they_mix():
    rows = load("estimates", quantity="supply_routes_into_kursk")
    figure = charts.routes_counted(rows)
    at = {
        m: x for t in figure.data if t.customdata is not None for m, x in zip(t.customdata, t.x, strict=True)
    }
    assert at == {f"estimates:{r.estimate_id}": r.central for r in rows.itertuples()}
    notes = [note for note in figure.layout.annotations if note.name != "narrow"]
    assert {note.text.replace("<br>", " ") for note in notes} == set(rows["value_as_printed"])
    assert len(figure.layout.annotations) == 2 * len(notes)  # on a phone each row's name stands above it
    assert "mixed" in figure.layout.meta["subtitle"]


@pytest.mark.parametrize("believe", roads.BELIEFS)
def test_only_roads_believed_in_are_drawn_each_in_its_own_line(sketch, believe):
    figure = charts.road_cut(*sketch, None, believe)
    edges = sketch[1]
    wanted = edges[edges["basis"].isin(roads.BELIEFS[believe])]
    assert len(shown_roads(figure)) == len(wanted)
    names = {"named": "named by a source", "memory": "from memory, unchecked", "assumed": "assumed track (?)"}
    dashes = set()
    for basis, name in names.items():
        line = trace(figure, name)
        dashes.add(line.line.dash)
        assert len(line_pieces(line)) == (wanted["basis"] == basis).sum()
    assert len(dashes) == 3


def test_the_cut_road_is_marked_avoided_and_told(sketch):
    cut = ("LOKNYA", "MAPP_SUDZHA")
    figure = charts.road_cut(*sketch, cut, "and assumed tracks")
    assert cut not in route_steps(figure, sketch) and ("LOKNYA", "OLESHNYA") in route_steps(figure, sketch)
    cross = trace(figure, "cut")
    assert cross.marker.symbol == "x" and not np.isnan(cross.x[0])
    title = figure.layout.meta["title"]
    assert "53 km becomes 56 km" in title and "18 of it on unconfirmed" in title and title.startswith("If")
    total = figure.layout.meta["table"]["rows"][-1]
    assert total[0] == "all" and total[3] == "56.3"


def test_without_the_tracks_a_cut_leaves_no_route_and_hollow_places(sketch):
    cut = ("KHRAPIVSHCHYNA", "YUNAKIVKA")
    figure = charts.road_cut(*sketch, cut, "and roads from memory")
    assert "no route to Sudzha is left" in figure.layout.meta["title"]
    dots = next(t for t in figure.data if t.customdata is not None and "roads_nodes:SUMY" in t.customdata)
    hollow = {m for m, s in zip(dots.customdata, dots.marker.symbol, strict=True) if s == "circle-open"}
    lost = roads.cut_off(roads.graph(*sketch, "and roads from memory"), "SUMY", [cut])
    assert hollow == {f"roads_nodes:{place}" for place in lost} and "roads_nodes:SUDZHA" in hollow


@pytest.mark.parametrize("believe", roads.BELIEFS)
@pytest.mark.parametrize("stretch", ["nothing", "Loknya–the border"])
def test_a_cut_and_a_belief_have_a_short_title_and_one_size(sketch, stretch, believe):
    figure = charts.road_cut(*sketch, h07_stretches(*sketch)[stretch], believe)
    assert len(figure.layout.meta["title"]) <= 90 and figure.layout.height == 630
    legend = [t.name for t in figure.data if t.name and t.showlegend is not False]
    assert len(legend) == 5, "a legend that changes makes the map jump"


def test_the_stretches_to_cut_follow_the_named_road(sketch):
    stretches = h07_stretches(*sketch)
    assert list(stretches)[:2] == ["nothing", "Sumy–Kyianytsia"] and len(stretches) == 9
    ends = list(stretches.values())[1:]
    assert ends[0][0] == "SUMY" and ends[-1][1] == "SUDZHA"
    assert all(first[1] == second[0] for first, second in pairwise(ends))


def test_each_small_map_shows_as_many_cuts_as_its_tracks_need(sketch):
    cases = roads.cuts_by_belief(*sketch, "SUMY", "SUDZHA")
    figure = charts.cut_by_belief(cases, *sketch)
    heads = [note.text for note in figure.layout.annotations if "cut" in note.text]
    assert [head.partition("</b>")[0] for head in heads] == [
        "<b>1 cut",
        "<b>2 cuts",
        "<b>2 cuts",
        "<b>3 cuts",
    ]
    assert "Gornal" in heads[1] and "Oleksiivka" in heads[2] and "both" in heads[3]
    crosses = [t for t in figure.data if t.name == "cut"]
    assert [len(t.x) for t in crosses] == [1, 2, 2, 3]
    for cross in crosses:
        place = cross.xaxis[1:]
        (west, east), (south, north) = (figure.layout[f"{side}axis{place}"].range for side in "xy")
        assert all(west < x < east and south < y < north for x, y in zip(cross.x, cross.y, strict=True))
    assert len(figure.layout.meta["table"]["rows"]) == len(cases) == 32


@pytest.mark.parametrize("believe", roads.BELIEFS)
def test_the_cuts_named_leave_no_route_and_are_the_fewest(sketch, believe):
    whole = roads.graph(*sketch, believe)
    cuts = roads.where_to_cut(whole, "SUMY", "SUDZHA")
    assert len(cuts) == roads.least_cuts(whole, "SUMY", "SUDZHA")
    assert roads.shortest(roads.without(whole, cuts), "SUMY", "SUDZHA") is None


@pytest.mark.parametrize("closed", range(4))
def test_no_road_of_the_seim_map_is_cut_by_its_frame(sketch, closed):
    figure = charts.seim_detour(*sketch, closed)
    west, east = figure.layout.xaxis.range
    drawn = [
        trace(figure, name) for name in ("from memory, unchecked", "assumed track (?)", "shortest route")
    ]
    assert all(west <= x <= east for line in drawn for x in line.x if x is not None and not np.isnan(x))


def test_people_registered_and_present_have_one_scale():
    rows = load("estimates", quantity=["sudzha_population", "civilians_remaining_sudzha"])
    layout = charts.people_in_town(rows, load("settlements", name="Sudzha")).layout
    assert layout.xaxis.range == layout.xaxis2.range


@pytest.mark.parametrize("to", ["Glushkovo", "Tetkino"])
@pytest.mark.parametrize("closed", range(4))
def test_closed_bridges_are_crossed_and_open_ones_stay(sketch, closed, to):
    figure = charts.seim_detour(*sketch, closed, to)
    count = {
        name: int((~np.isnan(np.array(trace(figure, name).x, float))).sum())
        for name in ("bridge", "bridge closed")
    }
    assert count == {"bridge": 3 - closed, "bridge closed": closed}
    bridges = roads.bridges(sketch[0])["node_id"].tolist()
    lengths = roads.detours(roads.graph(*sketch), "RYLSK", to.upper(), bridges)["km"]
    assert f"{lengths[closed]:.1f} km" in figure.layout.meta["title"]
    passed = {place for step in route_steps(figure, sketch) for place in step}
    assert not passed & set(bridges[:closed])
    assert {"RYLSK", to.upper()} <= passed
