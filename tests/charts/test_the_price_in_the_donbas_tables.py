"""Tables of the lesson on the price in the Donbas as they are printed."""

from helpers import charts
from helpers.analysis import gains
from helpers.data import load


def test_nearness_has_heads_to_read(estimates):
    near = charts.nearness(estimates)
    assert near.columns.tolist()[:3] == ["Counter", "And", "Months of both"]
    assert near.to_numpy().tolist() == gains.nearness(estimates).to_numpy().tolist()


def test_towns_and_reasons_stand_by_day_on_both_sides_of_the_crossing():
    events = load("events", story="east")
    table = charts.towns_and_reasons(events)
    assert sorted(table["row_id"]) == sorted(events["row_id"])
    days = table["row_id"].str.removeprefix("events:").str[:10].tolist()
    assert days == sorted(days) and days[0] < "2024-08-06" < days[-1]
    assert table.loc[0, "Day"] == "17\u00a0Feb 2024".replace(" ", "\u00a0")
