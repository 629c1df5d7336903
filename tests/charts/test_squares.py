"""Squares: one for each row, line by line, groups under each other."""

import pandas as pd
import pytest

from helpers.charts import squares


@pytest.fixture
def rows():
    return pd.DataFrame({"row_id": [f"t:{i}" for i in range(7)]})


def test_rows_are_packed_line_by_line(rows):
    placed = squares.packed(rows, 3, left=10, top=100, pitch=20)
    assert placed["x"].tolist() == [20, 40, 60, 20, 40, 60, 20]
    assert placed["y"].tolist() == [110, 110, 110, 130, 130, 130, 150]


def test_groups_stand_apart_and_none_is_lower_than_its_name(rows):
    placed, height = squares.grouped({"many": rows, "one": rows.head(1), "two": rows.head(2)}, 3)
    lasts = {name: own["y"].max() for name, own in placed.items()}
    assert placed["one"]["y"].min() - lasts["many"] > squares.PITCH
    assert placed["two"]["y"].min() - lasts["one"] >= squares.GROUP_PX
    assert height == 3 * squares.PITCH + squares.APART + 2 * squares.GROUP_PX


def test_a_picture_counts_pixels_on_both_widths():
    place = squares.in_pixels(100, names=200, narrow_names=120)
    left, right = place["x"]["range"]
    assert (left, right - left) == (-200, 800 - 2 * squares.EDGE)
    left, right = place["narrow"]["xaxis.range"]
    assert (left, right - left) == (-120, squares.PHONE_PX - 2 * squares.EDGE)
    margin = place["look"]["margin"]
    assert place["height"] - margin["t"] - margin["b"] == 100


def test_squares_enter_the_key_by_their_name_alone(rows):
    placed = squares.packed(rows, 3)
    (named,) = squares.squares(placed, lambda row: row.row_id, name="a word").traces
    (silent,) = squares.squares(placed, lambda row: row.row_id).traces
    assert (named["showlegend"], silent["showlegend"]) == (True, False)
    assert named["marker"]["symbol"] == "square" and named["customdata"] == rows["row_id"].tolist()
