"""Shares, distances and places on a map against cases computed by hand."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import agreement as agree
from helpers.analysis import ground
from helpers.data import DataError, load


def test_a_share_names_its_whole():
    assert ground.percent_of(571, 29997) == pytest.approx(1.9035, abs=1e-4)
    assert ground.percent_of(1, 4) == 25
    with pytest.raises(ValueError, match="whole above zero"):
        ground.percent_of(5, 0)


def test_straight_distances():
    two = pd.DataFrame({"name": ["pole", "equator", "east"], "lat": [90.0, 0, 0], "lon": [0.0, 0, 90]})
    quarter = 6371 * np.pi / 2
    assert ground.straight_km(two, "pole", "equator") == pytest.approx(quarter)
    assert ground.straight_km(two, "equator", "east") == pytest.approx(quarter)
    assert ground.straight_km(two, "east", "east") == 0
    with pytest.raises(DataError, match="no place 'west'"):
        ground.straight_km(two, "east", "west")


def test_distances_keep_their_two_ends_and_our_line_where_both_are_places():
    said = ground.distances_said(load("estimates"), load("settlements"))
    line = said.set_index(["start", "end"])["straight_km"].round()
    assert line["Kursk nuclear plant", "Sudzha"].item() == 59
    assert line["Sudzha", "Kursk"].item() == 87
    assert line["Kursk nuclear plant", "Ukrainian troops"].isna().all()
    plant = said[said["end"] == "Ukrainian troops"]
    assert plant.set_index("name")["km_said"].to_dict() == {"Babel": 25, "Reuters": 40}
    assert said["row_id"].is_unique and said["row_id"].str.startswith("estimates:").all()


# A strip of two cells, about 2 km wide each (1 degree of latitude is 111.32 km): held by both, unclear.
STEP = 2 / 111.32
CORNERS = pd.DataFrame(
    [(x, y, x * STEP, y * STEP) for x in (1, 2) for y in (1, 2, 3)],
    columns=["node_x", "node_y", "lon", "lat"],
)
CELLS = pd.DataFrame(
    [(1, 1, "deepstate", "held"), (1, 1, "project_owl", "held"), (1, 2, "deepstate", "unclear")],
    columns=["cell_x", "cell_y", "mapper", "status"],
).assign(week=pd.Timestamp("2024-09-06"), outline_date=pd.Timestamp("2024-09-06"))


def place(name, x, y, population=np.nan):
    return {"name": name, "lon": x * STEP, "lat": y * STEP, "population": population}


def test_places_get_the_status_of_their_cell():
    towns = pd.DataFrame(
        [
            place("inside", 1.5, 1.5, 10),
            place("just inside", 1.9, 1.9, 90),
            place("unclear", 1.1, 2.6, 500),
            place("outside", 4.5, 1.5, 900),
            {"name": "nowhere", "lon": np.nan, "lat": np.nan, "population": 3},
        ]
    )
    placed = ground.places_on_map(towns, CELLS, CORNERS, "2024-09-06").set_index("name")["status"]
    assert placed.to_dict() == {
        "inside": agree.BOTH,
        "just inside": agree.BOTH,
        "unclear": agree.UNCLEAR,
        "outside": ground.OUTSIDE,
    }


def test_the_largest_place_is_taken_from_those_inside_that_have_a_count():
    towns = pd.DataFrame(
        [place("small", 1.5, 1.5, 10), place("uncounted", 1.4, 1.4), place("large", 4.5, 1.5, 900)]
    )
    placed = ground.places_on_map(towns, CELLS, CORNERS, "2024-09-06")
    assert ground.largest_inside(placed, agree.BOTH)["name"] == "small"
    with pytest.raises(ValueError, match="No place with a count"):
        ground.largest_inside(placed, agree.UNCLEAR)


def test_sudzha_is_inside_and_korenevo_outside_on_both_dated_maps():
    kursk, grid, nodes = load("settlements", oblast="Kursk"), load("agreement_grid"), load("grid_nodes")
    for week in ("2024-09-06", "2024-11-15"):
        status = ground.places_on_map(kursk, grid, nodes, week).set_index("name")["status"]
        assert status["Sudzha"] == agree.BOTH
        assert status["Korenevo"] == status["Glushkovo"] == ground.OUTSIDE


def test_area_and_geometry_agree():
    """Two tables hold DeepState's and Project Owl's area: on redrawn days they say the same."""
    area = load("control_area_daily", measure="held")
    both = load("salient_geometry").merge(area, on=["date", "mapper"], suffixes=("", "_daily"))
    both = both[both["mapper"].isin(["deepstate", "project_owl"])]
    assert len(both) > 150
    assert (both["area_km2"] - both["area_km2_daily"]).abs().max() < 1


def test_front_and_border_make_up_the_outline():
    rows = load("salient_geometry")
    assert (rows["front_km"] + rows["on_border_km"] - rows["perimeter_km"]).abs().max() < 1.5
