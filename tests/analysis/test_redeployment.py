"""Counters that arrive, leave and stay, against a map of seven counters drawn by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import redeployment
from helpers.data import load

# counter: (unit, place, in the box?, first day, last day, lon, lat, aside)
STAYS = [
    ("1", "stays in the box", "Donetsk", "yes", "2024-07-01", "2024-12-31", 37.0, 48.0, ""),
    ("2", "box to Kursk", "Donetsk", "yes", "2024-07-01", "2024-08-19", 37.0, 48.3, ""),
    ("2", "box to Kursk", "Kursk", "no", "2024-08-20", "2024-12-31", 35.2, 51.3, ""),
    ("3", "by way of Belgorod", "Luhansk", "yes", "2024-07-01", "2024-08-10", 38.5, 48.9, ""),
    ("3", "by way of Belgorod", "Belgorod", "no", "2024-08-11", "2024-09-01", 36.6, 50.4, ""),
    ("3", "by way of Belgorod", "Kursk", "no", "2024-09-02", "2024-12-31", 35.2, 51.3, ""),
    ("4", "never mapped before", "Kursk", "no", "2024-09-05", "2024-12-31", 35.2, 51.3, ""),
    ("5", "parked before", "elsewhere", "no", "2024-07-01", "2024-09-30", 38.5, 43.0, "parked at sea"),
    ("5", "parked before", "Donetsk", "yes", "2024-10-01", "2024-12-31", 37.0, 48.0, ""),
    ("6", "renamed", "Kursk", "no", "2024-10-24", "2024-12-31", 35.2, 51.3, "renamed"),
    ("7", "leaves the map", "Donetsk", "yes", "2024-07-01", "2024-09-30", 37.0, 48.0, ""),
    ("8", "in Kursk all the time", "Kursk", "no", "2024-07-01", "2024-12-31", 35.2, 51.3, ""),
    ("9", "comes too late", "Kursk", "no", "2024-11-16", "2024-12-31", 35.2, 51.3, ""),
]


@pytest.fixture(scope="module")
def places():
    names = ["unit_id", "unit", "place", "in_donbas_box", "first_day", "last_day", "lon", "lat", "aside"]
    frame = pd.DataFrame(STAYS, columns=names).assign(side="russia")
    for column in ("first_day", "last_day"):
        frame[column] = pd.to_datetime(frame[column])
    return frame


@pytest.fixture(scope="module")
def arrived(places):
    return redeployment.arrivals(places, "russia").set_index("unit_id")


@pytest.fixture(scope="module")
def shipped():
    return load("unit_places")


def test_only_counters_that_come_between_the_two_days_arrive(arrived):
    assert list(arrived.index) == ["2", "3", "4", "6"]


def test_the_last_place_before_is_not_the_place_at_the_start(arrived):
    assert arrived.loc["3", ["before", "at_start"]].tolist() == ["Belgorod", "Luhansk"]
    assert arrived.loc["4", ["before", "at_start"]].tolist() == ["not traced", "not traced"]


def test_renamed_counters_are_no_units_of_their_own(arrived):
    assert arrived.loc["6", "left_out"] == "renamed"
    assert len(redeployment.counted(arrived.reset_index())) == 3


def test_a_share_runs_from_the_known_to_the_known_and_the_untraced(arrived):
    units = redeployment.counted(arrived.reset_index())
    assert redeployment.share(units) == pytest.approx((100 / 3, 200 / 3))
    assert redeployment.share(units, column="at_start") == pytest.approx((200 / 3, 100))


def test_a_flow_names_who_left_and_who_came(places):
    flow = redeployment.flow(places, "russia")
    steps = dict(zip(flow["unit_id"], flow["step"], strict=True))
    assert steps == {
        "2": "left for Kursk oblast",
        "3": "left for Kursk oblast",
        "7": "left the map",
        "5": "parked at sea before",
    }


def test_a_stock_is_the_start_less_those_who_left_plus_those_who_came(places, shipped):
    for table, side in ((places, "russia"), (shipped, "russia"), (shipped, "ukraine")):
        for first, last in redeployment.WINDOWS.values():
            way = redeployment.flow(table, side, first, last)["way"]
            start, end = (redeployment.boxed(table, side, day) for day in (first, last))
            assert end == start - (way == "out").sum() + (way == "in").sum()


def test_a_counter_that_was_in_kursk_and_left_again_counts_as_ever(places):
    back = places[places["unit_id"] == "2"].iloc[[1]].assign(last_day=pd.Timestamp("2024-10-01"))
    moved = pd.concat([places[~((places["unit_id"] == "2") & (places["place"] == "Kursk"))], back])
    assert redeployment.ever_in_kursk(moved, "russia") == 2
    assert (redeployment.flow(moved, "russia")["step"] == "left for Kursk oblast").sum() == 1


@pytest.mark.parametrize(
    ("low", "high", "at_least", "said"),
    [(5, 9, 5, "false"), (4, 4, 5, "true"), (1, 11, 5, "open"), (0, 4, 5, "true"), (0, 5, 5, "open")],
)
def test_a_verdict_depends_on_the_threshold(low, high, at_least, said):
    assert redeployment.verdict(low, high, at_least) == said


def test_s16b_is_true_under_one_meaning_and_false_under_another(shipped):
    rows = redeployment.meanings(shipped, load("units_mapped")).set_index("meaning")
    said = [redeployment.verdict(row.low, row.high, 5) for row in rows.itertuples()]
    assert said == ["false", "true", "open", "false", "false"]


def test_the_table_of_stays_and_the_daily_counts_agree_on_the_russian_box(shipped):
    mapped = load("units_mapped")
    for day in (redeployment.START, redeployment.END):
        assert redeployment.boxed(shipped, "russia", day) == redeployment.counter_on(
            mapped, "russia", "Donbas box", day
        )


def test_one_degree_of_latitude_and_a_detour_to_a_line():
    one = redeployment.distance_km(pd.Series([37.0]), pd.Series([48.0]), 37.0, 49.0)
    assert one.iloc[0] == pytest.approx(111.2, abs=0.1)
    north_of_it = [[[36.0, 48.0], [38.0, 48.0]]]
    assert redeployment.km_to_lines(37.0, 48.1, north_of_it) == pytest.approx(11.06, abs=0.05)
    past_its_end = redeployment.km_to_lines(38.1, 48.0, north_of_it)
    assert past_its_end == pytest.approx(0.1 * 111.32 * 0.669, abs=0.05)


def test_changed_days_keep_the_first_and_each_change():
    days = pd.DataFrame({"date": pd.date_range("2024-08-01", periods=5), "counters": [3, 3, 4, 4, 3]})
    assert redeployment.changed_days(days)["date"].dt.day.tolist() == [1, 3, 5]


def test_printed_origins_stand_beside_places_of_the_map(shipped):
    table = charts.printed_origins(load("units"), shipped).set_index("Unit")
    assert table.loc["200th Motor Rifle Brigade", "Place on the map before"] == "not traced"
    assert table.loc["11th Airborne (VDV) Brigade", "Place on the map before"] == "Donetsk"


def test_both_sides_speak_for_themselves_in_the_lesson():
    """Each side has at least two speakers of its own among the aims and under the five meanings."""
    said = load("arguments")
    aims = said[said["theme_lane"].notna() & said["lessons"].fillna("").str.contains("the_dilemma")]
    heard = pd.concat([aims, said[said["argument_id"].isin(load("moved_senses")["argument_id"])]])
    side = heard["speaker_id"].map(load("speakers").set_index("speaker_id")["side"])
    for party in ("ukraine", "russia"):
        assert heard.loc[side == party, "speaker_id"].nunique() >= 2
