import pandas as pd

from helpers.analysis.ranges import between, spoken
from helpers.data import load


def test_bounds_and_values():
    rows = spoken(load("estimates", quantity="ua_settlements_held_kursk")).set_index("estimate_id")
    deepstate = rows.loc["ua-settlements-held-kursk--deepstate--2024-08-12"]
    assert (deepstate["bound"], deepstate["first_end"], deepstate["last_end"]) == ("range", 44, 54)
    meduza = rows.loc["ua-settlements-held-kursk--meduza--2024-08-15"]
    assert (meduza["bound"], meduza["value"]) == ("range", 47.5)
    assert rows.loc["ua-settlements-held-kursk--alexei-smirnov--2024-08-12", "side"] == "russia"


def test_open_ends_and_exercise_rows():
    held = load("estimates", quantity="ua_held_area_kursk")
    rows = spoken(held)
    assert set(held.loc[held["exercise_only"] == "yes", "estimate_id"]).isdisjoint(rows["estimate_id"])
    zelensky = rows.set_index("estimate_id").loc["ua-held-area-kursk--volodymyr-zelensky--2024-09-06"]
    assert (zelensky["bound"], zelensky["value"]) == ("at least", 1300)


def test_between_includes_both_ends_and_drops_undated_rows():
    rows = between(load("estimates", quantity="ua_settlements_held_kursk"), "2024-08-12", "2024-08-15")
    assert rows["as_of_last"].dt.day.min() == 12 and rows["as_of_last"].dt.day.max() == 15


def test_a_word_belongs_to_its_own_end():
    printed = ["more than 100", "no less than 100", "no more than 100", "fewer than 100", "nearly 100"]
    rows = pd.DataFrame({"value_as_printed": printed, "low": [100, 100, None, None, None], "central": None})
    rows = rows.assign(high=[None, None, 100, 100, 100], exercise_only="no").astype(
        dict.fromkeys(["low", "central", "high"], float)
    )
    assert spoken(rows)["limit"].tolist() == ["over", "at least", "up to", "under", "nearly"]
    assert spoken(rows)["bound"].tolist() == ["at least", "at least", "up to", "up to", "nearly"]
