import pandas as pd
import pytest

from helpers.analysis import area
from helpers.data import DataError, load


@pytest.fixture
def small():
    """Two mappers over four days; DeepState also draws unclear ground."""
    days = pd.to_datetime(["2024-08-06", "2024-08-07", "2024-08-08", "2024-08-09"])
    rows = [(d, "deepstate", "held", v) for d, v in zip(days, [0, 100, 100, 60], strict=True)]
    rows += [(d, "deepstate", "unclear", v) for d, v in zip(days, [0, 50, 50, 50], strict=True)]
    rows += [(d, "project_owl", "held", v) for d, v in zip(days, [10, 80, 200, 150], strict=True)]
    rows += [(days[0], "creamy_caprice", "held", 30)]
    return pd.DataFrame(rows, columns=["date", "mapper", "measure", "area_km2"])


def test_held_or_unclear_is_the_sum(small):
    assert area.held(small, "deepstate", "held or unclear").tolist() == [0, 150, 150, 110]
    assert area.held(small, "project_owl", "held or unclear").tolist() == [10, 80, 200, 150]


def test_a_mapper_without_the_measure_is_named(small):
    with pytest.raises(DataError, match="project_owl maps no ground as 'retaken'"):
        area.held(small, "project_owl", "retaken")


def test_on_day_takes_the_last_outline_and_refuses_days_outside(small):
    assert area.on_day(small, "deepstate", "2024-08-08") == 100
    with pytest.raises(DataError, match="no map for 2024-08-20"):
        area.on_day(small, "deepstate", "2024-08-20")


def test_peak_is_the_first_day_of_the_largest_area(small):
    assert area.peak(small, "deepstate") == (pd.Timestamp("2024-08-07"), 100)


def test_editions_are_days_that_differ_from_the_day_before(small):
    changed = area.editions(small)
    days = changed[changed["mapper"] == "deepstate"]["date"].dt.day.tolist()
    assert days == [7, 9]  # the 8th repeats the 7th


def test_files_and_changes_are_counted_by_mapper(small):
    counts = area.edition_counts(small)
    assert counts["files"].to_dict() == {"creamy_caprice": 1, "deepstate": 4, "project_owl": 4}
    assert counts["changes"].to_dict() == {"creamy_caprice": 0, "deepstate": 2, "project_owl": 3}
    assert counts.loc["deepstate", "last"] == pd.Timestamp("2024-08-09")


def test_redrawn_days_keep_both_ends_of_the_period(small):
    def drawn(first, ground="held"):
        ends = pd.Timestamp(first), pd.Timestamp("2024-08-30")
        rows = area.redrawn(small, "deepstate", ground, *ends)
        return dict(zip(rows["date"].dt.day, rows["area_km2"], strict=True))

    assert drawn("2024-08-01") == {6: 0, 7: 100, 9: 60}  # nothing was redrawn on the 8th
    assert drawn("2024-08-08", "held or unclear") == {8: 150, 9: 110}
    assert drawn("2024-08-20") == {}


def test_a_monthly_map_keeps_the_days_on_which_it_was_drawn(small):
    monthly = small.assign(observed="no", mapper="creamy_caprice")[lambda rows: rows["measure"] == "held"]
    monthly = monthly.drop_duplicates("date").reset_index(drop=True)
    monthly.loc[1, "observed"] = "yes"
    rows = area.redrawn(monthly, "creamy_caprice", "held", *monthly["date"].iloc[[0, -1]])
    assert rows["date"].dt.day.tolist() == [7]


def test_days_to_reach(small):
    table = area.days_to_reach(small, 150).set_index(["mapper", "ground"])
    assert table.loc[("project_owl", "held"), "days_after"] == 2
    assert table.loc[("deepstate", "held or unclear"), "days_after"] == 1
    assert pd.isna(table.loc[("deepstate", "held"), "day"])


def test_share_lost_by_hand():
    assert area.share_lost(60, 100) == pytest.approx(40)
    assert area.share_lost(100, 100) == 0
    with pytest.raises(ValueError, match="peak above zero"):
        area.share_lost(1, 0)


def test_shares_lost_use_only_what_had_been_drawn(small):
    table = area.shares_lost(small, "2024-08-08").set_index(["mapper", "ground"])
    assert table.loc[("project_owl", "held"), "lost_percent"] == 0  # its peak is on that day
    assert area.shares_lost(small, "2024-08-09")["lost_percent"].round(1).tolist() == [40, 26.7, 25]


def test_square_miles_become_km2():
    frame = pd.DataFrame(
        {"unit": ["mi²", "km²"], "low": [None, 5.0], "central": [30.0, None], "high": [None, 6.0]}
    )
    converted = area.in_km2(frame)
    assert converted["central"][0] == pytest.approx(77.7, abs=0.01)
    assert converted.loc[1, ["low", "high"]].tolist() == [5, 6] and set(converted["unit"]) == {"km²"}


def test_the_published_peaks_and_editions_of_the_real_series():
    real = load("control_area_daily")
    assert area.peak(real, "project_owl") == (pd.Timestamp("2024-09-06"), 1107.0)
    assert area.peak(real, "deepstate")[1] == 907.6
    assert area.editions(real).groupby("mapper").size()[["deepstate", "project_owl"]].tolist() == [85, 99]
