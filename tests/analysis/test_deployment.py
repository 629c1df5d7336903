"""Troop figures by frame, forecasts, statements and days, against cases worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import dates, deployment
from helpers.analysis.known import known_on
from helpers.data import DataError, load


def figures(*rows):
    """Spoken rows by hand: (frame, quantity, low, central, high)."""
    names = ["frame", "quantity", "low", "central", "high"]
    frame = pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[2:], float))
    return frame.assign(speaker_id=[f"speaker {i}" for i in range(len(frame))])


HAND = figures(
    ("in Russia", "dprk_troops_in_russia", None, 1_500, None),
    ("in Russia", "dprk_troops_in_russia", None, None, 11_000),
    ("in Kursk oblast", "dprk_troops_kursk", 10_000, None, None),
    ("in Kursk oblast", "dprk_troops_kursk", 10_000, None, 12_000),
)


def test_every_figure_stands_in_one_frame_by_what_it_counts(troops):
    for frame, quantities in deployment.FRAMES.items():
        assert set(troops.loc[troops["frame"] == frame, "quantity"]) <= set(quantities)
    assert troops["frame"].notna().all()


def test_forecasts_and_counts_do_not_share_a_frame(troops):
    forecast = troops["basis"] == "forecast"
    assert (forecast == (troops["frame"] == deployment.FORECASTS)).all()


def test_no_figure_with_russian_soldiers_in_it_is_among_them(troops):
    mixed = load("estimates", quantity="ru_troops_kursk")
    assert not set(mixed["estimate_id"]) & set(troops["estimate_id"])


def test_lowest_and_highest_read_every_end():
    assert deployment.lowest(HAND) == 1_500 and deployment.highest(HAND) == 12_000
    assert deployment.factor(HAND[HAND["frame"] == "in Russia"]) == pytest.approx(22 / 3)


def test_a_factor_across_frames_is_refused():
    with pytest.raises(ValueError, match="count the same thing"):
        deployment.factor(HAND)


def test_a_number_is_found_as_floor_count_and_ceiling():
    assert len(deployment.naming(HAND, 10_000)) == 2
    assert deployment.naming(HAND, 9_000).empty


def test_an_empty_frame_is_listed_with_nought():
    counts = deployment.frame_counts(HAND).set_index("frame")
    assert counts.loc["in Kursk oblast", ["figures", "lowest", "highest"]].tolist() == [2, 10_000, 12_000]
    assert counts.loc[deployment.IN_COMBAT, "figures"] == 0
    assert list(counts.index) == list(deployment.FRAMES)


def test_unknown_frames_are_named():
    with pytest.raises(DataError, match="the frames are: sent so far"):
        deployment.in_frame(HAND, "in the air")


def test_a_total_and_a_wave_are_added_for_one_speaker_only():
    total = pd.Series({"speaker_id": "jcs", "quantity": "dprk_troops_sent", "value": 11_000})
    wave = pd.Series({"speaker_id": "jcs", "quantity": "dprk_reinforcements", "value": 3_000})
    assert deployment.at_least_sent(total, wave) == 14_000
    with pytest.raises(ValueError, match="one speaker only"):
        deployment.at_least_sent(total, wave.replace("jcs", "nis"))
    with pytest.raises(ValueError, match="nothing else"):
        deployment.at_least_sent(wave, total)


def test_only_forecasts_with_an_end_get_a_later_figure(troops):
    rows = deployment.forecasts_and_later(troops)
    dated = rows["horizon"].fillna("").str.startswith("by ")
    assert (rows["later_id"].notna() == dated).all() and dated.any()
    nis = rows[(rows["speaker_id"] == "nis") & dated].iloc[0]
    near = deployment.in_frame(troops, "sent so far")
    gap = (near["published"] - nis["horizon_day"]).abs()
    assert abs(nis["later_day"] - nis["horizon_day"]) == gap.min()


def test_what_the_reports_writer_could_have_read(troops):
    strict, all_known = known_on(troops, "2024-11-15"), known_on(troops, "2024-11-15", inferred=True)
    assert set(strict["estimate_id"]) < set(all_known["estimate_id"])
    for rows in (strict, all_known):
        assert deployment.in_frame(rows, deployment.IN_COMBAT).empty
        assert deployment.highest(deployment.in_frame(rows, "in Kursk oblast")) == 11_000
        assert "dprk-troops-kursk--nis--2024-11-20" not in set(rows["estimate_id"])


def test_statements_stand_on_the_day_they_were_said(events):
    rows = deployment.statements(events, "do they fight?").set_index("event_id")
    told_later = rows.loc["2024-11-04-first-fighting-us-date"]
    assert told_later["date_first"] == pd.Timestamp("2024-11-04")
    assert told_later["said"] == pd.Timestamp("2024-11-06")
    early = deployment.statements(events, "do they fight?", "2024-11-05")
    assert "2024-11-04-first-fighting-us-date" not in set(early["event_id"])


def test_two_departments_of_one_state_differ_in_mid_november(events):
    rows = (
        deployment.statements(events, "do they fight?", "2024-11-18").groupby("speaker_id")["stance"].last()
    )
    assert rows["us-state-department"] == "says yes"
    assert rows["us-department-of-defense"] == "not confirmed"


def test_questions_nobody_answers_are_refused(events):
    with pytest.raises(ValueError, match="No statement"):
        deployment.statements(events, "are they well?")


def test_last_week_is_the_calendar_week_before():
    monday, sunday = deployment.week_before(pd.Timestamp("2024-12-16"))  # a Monday
    assert (monday, sunday) == (pd.Timestamp("2024-12-09"), pd.Timestamp("2024-12-15"))
    assert deployment.week_before(pd.Timestamp("2024-12-22"))[0] == pd.Timestamp("2024-12-09")


@pytest.mark.parametrize(
    ("version", "days"),
    [
        ("2024-11-04-first-fighting-us-date", (30, 30)),
        ("2024-11-12-state-department-combat", (22, 22)),
        ("2024-12-16-pentagon-confirms-combat", (-5, -11)),
    ],
)
def test_days_from_the_first_fighting_to_entry_into_force(events, version, days):
    assert deployment.days_to_force(events, version) == days


def test_days_between_events_turn_negative_when_the_second_came_first(events):
    signed, force = "2024-06-19-treaty-signed", deployment.IN_FORCE
    assert dates.days_between(events, signed, force) == 168  # 11+31+31+30+31+30+4
    assert dates.days_between(events, force, signed) == -168
    with pytest.raises(DataError, match="no event"):
        dates.day_of(events, "2024-02-30-nothing")


def test_voices_stand_in_order_of_their_day():
    voices = charts.voices(load("arguments", question="dprk_value", lessons="the_deployment"))
    assert voices["Published"].is_monotonic_increasing and {"yes", "no"} <= set(voices["Answer"])
