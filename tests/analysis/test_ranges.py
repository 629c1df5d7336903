import pandas as pd
import pytest

from helpers.analysis.comparable import NotComparable
from helpers.analysis.ranges import between, spoken, summary_by_side
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


def test_summary_by_side_by_hand():
    table = summary_by_side(load("estimates", quantity="ua_settlements_held_kursk")).set_index("side")
    assert list(table.columns) == ["figures", "lowest", "highest"]
    assert table.loc["russia", ["lowest", "highest"]].tolist() == [11, 28]


def hand_made(*rows):
    """Estimates with only the columns that a summary reads: speaker, low, central, high, unit."""
    frame = pd.DataFrame(rows, columns=["speaker_id", "low", "central", "high", "unit"])
    frame["estimate_id"] = [f"row-{n}" for n in range(len(frame))]
    source = load("sources")["source_id"][0]
    return frame.assign(quantity="ru_troops_kursk", source_id=source, exercise_only="no")


def test_a_summary_never_mixes_units():
    nan = float("nan")
    rows = hand_made(("isw", nan, 30, nan, "mi²"), ("isw", nan, 80, nan, "km²"))
    with pytest.raises(NotComparable, match="units: km², mi²"):
        summary_by_side(rows)
