"""Figures that once were wrong, looked up again on a page: the value, the day, the speaker and the place.

Each line was read on the page that the row names. `differences` says what differs; a cell changed on purpose
is caught, so that the test is known to be able to fail.
"""

import pandas as pd
import pytest

from helpers.data import load

RIGHT = [  # table, row, column, right value
    ("estimates", "contested-area-border--deepstate--2025-04-06", "quantity", "contested_area_border"),
    ("estimates", "ua-held-area-russia--deepstate--2025-04-06", "quantity", "ua_held_area_russia"),
    ("estimates", "ru-distance-to-pokrovsk--uk-ministry-of-defence--2024-09-01", "published", "2024-09-01"),
    ("estimates", "museum-progress--kcna--2026-03-16", "published", "2026-03-17"),
    ("estimates", "ru-troops-kursk--cnn--2024-11-17", "includes_dprk", "not said"),
    ("estimates", "ru-troops-redeployed-to-kursk--oleksandr-pavliuk--2024-11-19", "central", 7500),
    ("estimates", "dprk-troops-projected--dmytro-ponomarenko--2024-11-14", "published", "2024-11-16"),
    ("estimates", "dprk-troops-rotation-projected--dmytro-ponomarenko--2024-11-14", "basis", "forecast"),
    ("estimates", "dprk-troops-kursk--dmytro-ponomarenko--2024-11-14", "central", 11000),
    ("estimates", "dprk-troops-in-russia--dmytro-ponomarenko--2024-11-19", "high", 15000),
    ("estimates", "dprk-troops-returned--hur--2026-02-04", "central", 3000),
    ("estimates", "dprk-troops-kursk--hur--2026-02-11", "low", 8000),
    ("estimates", "dprk-missiles-delivered--friedrich-naumann-foundation--2025-09-18", "high", 248),
    ("estimates", "dprk-shells-delivered--friedrich-naumann-foundation--2025-09-18", "low", 5.7e6),
    ("estimates", "dprk-mortar-rounds-delivered--friedrich-naumann-foundation--2025-09-18", "high", 1.24e6),
    ("estimates", "dprk-rockets-delivered--friedrich-naumann-foundation--2025-09-18", "low", 649640),
    ("estimates", "dprk-guns-launchers-all-types--friedrich-naumann-foundation--2025-09-18", "high", 794),
    ("estimates", "civilians-evacuated-sumy--ihor-klymenko--2024-08-14", "low", 20000),
    ("estimates", "civilians-evacuated-kursk--alexei-smirnov--2024-08-12", "central", 121000),
    ("estimates", "civilians-killed-strike-sumy--un-human-rights-office-ohchr--2025-04-13", "low", 31),
    ("loss_rates", "nis-6000-of-15000", "pair", "our crossing"),
    ("arguments", "N017", "published_first", "2024-11-16"),
    ("arguments", "G004", "published_first", "2016-07-01"),
    ("events", "2025-03-05-us-intelligence-paused", "date_last", "2025-03-11"),
    ("events", "2025-03-11-us-intelligence-resumed", "date_first", "2025-03-11"),
    ("events", "2025-03-24-zelensky-freeze-no-influence", "kind", "denied"),
    ("events", "2025-04-28-putin-thanks", "speaker_id", "vladimir-putin"),
    ("events", "2026-02-04-hur-still-firing", "date_first", "2026-02-04"),
    ("events", "2026-02-15-saeppyol-street", "said_on", "2026-02-16"),
    ("events", "2026-03-16-kim-museum-93-percent", "said_on", "2026-03-17"),
]
NO_NUMBER_ASKED = {"public-opinion-foundation-fom"}  # no page found says how many were asked


def differences(tables):
    """Lines of RIGHT whose cell has another value or whose row is not there."""
    found = []
    for name, row, column, right in RIGHT:
        frame = tables[name]
        cells = frame.loc[frame[frame.columns[0]] == row, column]
        is_day = pd.api.types.is_datetime64_any_dtype(cells)
        if cells.empty or cells.iloc[0] != (pd.Timestamp(right) if is_day else right):
            found.append((row, column, None if cells.empty else cells.iloc[0]))
    return found


@pytest.fixture
def tables():
    return {name: load(name) for name in ("estimates", "events", "arguments", "loss_rates")}


def test_looked_up_values_stand(tables):
    assert differences(tables) == []


@pytest.mark.parametrize("line", [RIGHT[3], RIGHT[5], RIGHT[-6]])
def test_a_changed_cell_is_caught(tables, line):
    name, row, column, _ = line
    frame = tables[name]
    frame.loc[frame[frame.columns[0]] == row, column] = pd.NaT if "-" in str(line[3]) else 1
    assert [found[:2] for found in differences(tables)] == [(row, column)]


def test_civilians_of_both_oblasts_moved_and_killed(tables):
    rows = tables["estimates"].set_index("quantity")
    for oblast, killed in (("kursk", "civilians_killed_kursk"), ("sumy", "civilians_killed_strike_sumy")):
        for quantity in (f"civilians_evacuated_{oblast}", killed):
            assert rows.loc[[quantity], ["speaker_id", "source_id"]].notna().all(axis=None), quantity


def test_each_poll_says_how_many_were_asked(tables):
    rows = tables["estimates"]
    polls = rows[rows["quantity"].str.startswith("poll_") & ~rows["speaker_id"].isin(NO_NUMBER_ASKED)]
    asked = load("estimate_details").set_index("estimate_id")["people_asked"]
    assert len(polls) > 10 and asked.reindex(polls["estimate_id"]).gt(1000).all()


def test_one_study_counts_each_kind_of_arms_apart(tables):
    """Shells, mortar rounds, rockets, missiles and guns of one study are five quantities, each with two ends
    or a limit."""
    rows = tables["estimates"]
    rows = rows[
        (rows["speaker_id"] == "friedrich-naumann-foundation") & rows["quantity"].ne("dprk_arms_value")
    ]
    arms = rows[rows["quantity"].str.startswith("dprk_")]
    assert len(arms) == 5 and arms["quantity"].is_unique and arms["central"].isna().all()


def test_gerasimov_praised_and_putin_thanked():
    """Two days and two men: one praised on the 26th, the other thanked on the 28th."""
    what = load("events").set_index("event_id")["what"]
    assert "praises" in what["2025-04-26-gerasimov-all-retaken"]
    assert "thanks" in what["2025-04-28-putin-thanks"]
    assert "thank" not in what["2025-04-26-gerasimov-all-retaken"]


def test_the_page_on_new_brigades_gives_the_two_no_origin(tables):
    rows = tables["estimates"].set_index("estimate_id")
    assert "no origin" in rows.loc["ua-brigades-added-to-kursk--forbes--2024-08-13", "note"]
