import numpy as np
import pandas as pd
import plotly.graph_objects as go
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.lesson.packing import fingerprint, pack, plain, slim, unpack


def figure(values, name="a"):
    return slim(go.Figure(go.Scatter(y=np.asarray(values), name=name), layout={"height": 420}))


def numbers(stored):
    array = np.frombuffer(__import__("base64").b64decode(stored["bdata"]), dtype=stored["dtype"])
    return array.tolist()


@settings(max_examples=50)
@given(arrays(np.float64, st.integers(8, 40), elements=st.floats(-1e9, 1e9, allow_subnormal=False)))
def test_numbers_survive_to_six_digits(values):
    stored = plain(figure(values))["data"][0]["y"]
    assert np.allclose(numbers(stored), values, rtol=5.1e-6, atol=1e-9)  # half a step of the sixth digit


def test_what_is_packed_comes_back():
    figures = [figure(range(20)), figure(range(20), "b"), figure([1.5] * 9)]
    assert unpack(pack(figures)) == [plain(one) for one in figures]


@given(st.lists(st.text(max_size=6), min_size=8, max_size=20), st.lists(st.text(max_size=6), max_size=20))
def test_any_texts_come_back(many, few):
    one = {"data": [{"text": many, "nested": {"front": few, "also": [many, None]}}], "layout": {}}
    assert unpack(pack([one, one])) == [one, one]


def test_row_ids_that_share_a_beginning_take_little_room():
    ids = [f"agreement_grid:2024-09-06|{2900 + i // 20}|{1700 + i % 20}|deepstate" for i in range(400)]
    assert len(pack([{"data": [{"customdata": ids}], "layout": {}}])) < 0.05 * len("".join(ids))


def test_equal_parts_are_stored_once():
    one, many = [figure(np.random.default_rng(1).random(500))], []
    many = one * 50
    assert len(pack(many)) < 1.5 * len(pack(one))


def test_packing_gives_the_same_bytes():
    assert pack([figure(range(9))]) == pack([figure(range(9))])


def test_a_fingerprint_changes_with_the_figure_but_not_with_rounding():
    assert fingerprint(figure([1.0] * 9)) == fingerprint(figure([1.0 + 1e-9] * 9))
    assert fingerprint(figure([1.0] * 9)) != fingerprint(figure([1.001] * 9))


def test_days_are_days_and_gaps_are_gaps():
    days = pd.to_datetime(["2024-08-06", None])
    stored = slim(go.Figure(go.Scatter(x=days, y=[1.0, float("nan")])))["data"][0]
    assert stored["x"] == ["2024-08-06", None] and stored["y"] == [1.0, None]
