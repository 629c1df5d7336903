"""What the charts of the_ground mean: which rows became which marks, and what a setting changes."""

import pytest

from helpers import charts
from helpers.analysis import area as areas
from helpers.analysis import ground
from helpers.data import load


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


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


def test_unclear_ground_has_dots_and_added_to_deepstate_only(sizes):
    figure = charts.area_against_places(*sizes, "2024-09-06", "held or unclear")
    dotted = trace(figure, "unclear on DeepState's map")
    added = {label: km2 for label, km2 in zip(dotted.y, dotted.x, strict=True) if km2}
    unclear = areas.on_day(sizes[0], "deepstate", "2024-09-06", "unclear")
    assert added == {"<b>DeepState's map</b>": pytest.approx(unclear)}
    assert dotted.marker.pattern.shape == "."
    assert [name for _, name in figure.layout.meta["key"]] == [dotted.name]
    assert not charts.area_against_places(*sizes, "2024-09-06").layout.meta["key"]


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
    assert "Mixed here" in figure.layout.meta["caption"]
    assert "What it counts" not in figure.layout.meta["table"]["columns"]


def test_people_registered_and_present_have_one_scale():
    rows = load("estimates", quantity=["sudzha_population", "civilians_remaining_sudzha"])
    layout = charts.people_in_town(rows, load("settlements", name="Sudzha")).layout
    assert layout.xaxis.range == layout.xaxis2.range
