"""Routes, cuts and beliefs against a small sketch computed by hand."""

import pandas as pd
import pytest

from helpers.analysis import roads
from helpers.data import DataError, load

#   A --3-- B --4-- C --2-- D      named
#           B --1-- E --9-- C      from memory
#           A --20- D              assumed
#   F                              no road at all
NODES = pd.DataFrame({"node_id": list("ABCDEF")})
EDGES = pd.DataFrame(
    [
        ("A", "B", 3.0, "named"),
        ("B", "C", 4.0, "named"),
        ("C", "D", 2.0, "named"),
        ("B", "E", 1.0, "memory"),
        ("E", "C", 9.0, "memory"),
        ("A", "D", 20.0, "assumed"),
    ],
    columns=["source", "target", "km", "basis"],
).assign(road=None)


def sketch(believe="and assumed tracks"):
    return roads.graph(NODES, EDGES, believe)


def test_the_shortest_route_and_what_it_owes_to_each_basis():
    route = roads.shortest(sketch(), "A", "D")
    assert (route.places, route.km) == (["A", "B", "C", "D"], 9)
    assert route.km_by_basis == {"named": 9} and route.unconfirmed_km == 0
    assert route.steps == [("A", "B"), ("B", "C"), ("C", "D")]


def test_a_cut_sends_the_route_over_roads_from_memory():
    route = roads.shortest(roads.without(sketch(), [("B", "C")]), "A", "D")
    assert route.places == ["A", "B", "E", "C", "D"]
    assert (route.km, route.unconfirmed_km) == (3 + 1 + 9 + 2, 10)


def test_what_is_not_believed_in_is_not_there():
    left = roads.without(sketch("named roads only"), [("B", "C")])
    assert roads.shortest(left, "A", "D") is None
    assert roads.shortest(sketch(), "A", "F") is None


def test_each_cut_of_the_route_by_belief():
    memory = roads.each_cut(sketch("and roads from memory"), "A", "D")
    assert memory["km_after"].isna().tolist() == [True, False, True]
    assert memory["km_after"][1] == 15 and memory["extra_km"][1] == 6
    believed = roads.each_cut(sketch(), "A", "D")
    assert believed["km_after"].tolist() == [20, 15, 20]
    assert believed["unconfirmed_km"].tolist() == [20, 10, 20]
    assert roads.each_cut(sketch(), "A", "F").empty


def test_places_that_a_cut_separates():
    memory = sketch("and roads from memory")
    assert roads.cut_off(memory, "A", [("A", "B")]) == {"B", "C", "D", "E"}
    assert roads.cut_off(memory, "A", [("C", "D")]) == {"D"}
    assert roads.cut_off(sketch(), "A", [("A", "B")]) == set()


def test_least_cuts_count_stretches_not_roads():
    assert roads.least_cuts(sketch("and roads from memory"), "A", "D") == 1
    assert roads.least_cuts(sketch("and roads from memory"), "B", "C") == 2
    assert roads.least_cuts(sketch(), "A", "D") == 2
    assert roads.least_cuts(sketch(), "A", "F") == 0


def test_beliefs_are_all_choices_of_assumed_tracks():
    more = pd.DataFrame([("E", "B", 5.0, "assumed")], columns=["source", "target", "km", "basis"])
    edges = pd.concat([EDGES[EDGES["target"] != "E"], more.assign(road=None)])
    cases = roads.cuts_by_belief(NODES, edges, "A", "D")
    assert len(cases) == 4 and cases["cuts"].tolist() == [1, 1, 2, 2]
    assert cases.groupby("A–D")["cuts"].unique().map(list).to_dict() == {False: [1], True: [2]}
    assert roads.tracks_that_matter(cases) == ["A–D"]


def test_detours_grow_as_bridges_close_and_can_end():
    made = roads.detours(sketch("and roads from memory"), "A", "C", ["E", "B"])
    assert made["km"][:2].tolist() == [7, 7] and pd.isna(made["km"][2])
    made = roads.detours(sketch(), "A", "C", ["B"])
    assert made["km"].tolist() == [7, 22] and made["extra_km"].tolist() == [0, 15]
    assert made["last_closed"][1] == "B"


def test_bridges_close_by_their_event_and_then_from_east_to_west():
    struck = roads.bridges(load("roads_nodes"))
    assert struck["node_id"].tolist() == ["BR_GLUSHKOVO", "BR_ZVANNOYE", "BR_KARYZH"]
    assert (struck["kind"] == "bridge").all()


def test_wrong_names_are_said_in_words():
    with pytest.raises(DataError, match="no road between A and C"):
        roads.without(sketch(), [("A", "C")])
    with pytest.raises(DataError, match="no place 'Z'"):
        roads.shortest(sketch(), "A", "Z")
    with pytest.raises(DataError, match="no place 'B'"):
        roads.shortest(roads.without(sketch(), closed=["B"]), "A", "B")
    with pytest.raises(DataError, match="named roads only"):
        roads.graph(NODES, EDGES, "everything")


def test_cutting_leaves_the_first_graph_as_it_was():
    whole = sketch()
    roads.without(whole, [("A", "B")], ["E"])
    assert whole.has_edge("A", "B") and "E" in whole


def test_the_drawn_sketch_gives_back_what_was_assumed():
    """What the_ground says about the stored sketch, each figure found by hand from the table of roads."""
    nodes, edges = load("roads_nodes"), load("roads_edges")
    assert edges["basis"].value_counts().to_dict() == {"memory": 60, "named": 19, "assumed": 5}
    named = roads.shortest(roads.graph(nodes, edges, "named roads only"), "SUMY", "SUDZHA")
    assert named.km == pytest.approx(20.6 + 3.0 + 8.5 + 4.0 + 6.0 + 5.8 + 3.3 + 1.9)
    cases = roads.cuts_by_belief(nodes, edges, "SUMY", "SUDZHA")
    assert cases["cuts"].value_counts().to_dict() == {1: 8, 2: 16, 3: 8}
    decide = roads.tracks_that_matter(cases)
    assert decide == ["GORNAL–MYROPILLIA", "OLEKSIIVKA–CHK_GORDEEVKA"]
    assert (cases["cuts"] == 1 + cases[decide].sum(axis=1)).all()


def test_the_sketch_is_one_piece_without_double_roads():
    nodes, edges = load("roads_nodes"), load("roads_edges")
    whole = roads.graph(nodes, edges)
    assert whole.number_of_edges() == len(edges)
    assert roads.cut_off(whole, "SUMY", []) == set()
    assert all(roads.shortest(whole, "SUMY", place) for place in nodes["node_id"])
    rounding = 0.12  # both lengths are stored to 0.1 km
    straight = edges["straight_km"]
    assert edges["km"].between(1.1 * straight - rounding, 1.2 * straight + rounding).all()
