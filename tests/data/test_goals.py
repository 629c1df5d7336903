"""Goals: every test is split into conditions that name their rows, and rows of a day are not younger."""

import re

import pandas as pd
import pytest

from helpers.analysis import goals
from helpers.data import load, row_ids

PUBLIC = {  # table → the day by which a row of it was public
    "arguments": lambda rows: rows["published_last"],
    "control_area_daily": lambda rows: rows[["date", "outline_date"]].max(axis=1),
    "estimates": lambda rows: rows[["as_of_last", "published"]].max(axis=1).where(rows["published"].notna()),
    "events": lambda rows: rows["said_on"].fillna(rows["date_last"]),
    "ukraine_area_daily": lambda rows: rows["date"],
    "units": lambda rows: rows["first_reported"],
}
MARKS = {  # goal → its marks on 16 November 2024 and today, worked out by hand from the tests as written
    "ru-clear-by-january": ("cannot be told", "not reached"),
    "ru-clear-kursk": ("not reached", "reached"),
    "ru-no-talks-before": ("reached", "not reached"),
    "ru-zone-sumy": ("not yet stated", "not reached"),
    "ua-buffer-sumy": ("reached", "not reached"),
    "ua-divert-troops": ("partly", "partly"),
    "ua-morale": ("cannot be told", "cannot be told"),
    "ua-prisoners": ("reached", "reached"),
    "ua-strikes-allowed": ("not reached", "partly"),
    "ua-swap": ("not yet stated", "not reached"),
    "ua-war-capacity": ("cannot be told", "cannot be told"),
}


@pytest.fixture(scope="module")
def conditions():
    return load("goal_conditions")


@pytest.fixture(scope="module")
def public():
    """Row id → the day by which it was public, for every table that a condition may name."""
    tables = {name: load(name) for name in PUBLIC}
    return {
        row_id: day
        for name, rows in tables.items()
        for row_id, day in zip(row_ids(name, rows), PUBLIC[name](rows), strict=True)
    }


def named(cell):
    return cell.split(";") if isinstance(cell, str) else []


def test_goals_hold_no_mark_of_their_own():
    assert not [name for name in load("goals").columns if "verdict" in name or "mark" in name]


def test_every_test_is_split_into_numbered_conditions(conditions):
    assert set(conditions["goal_id"]) == set(load("goals")["goal_id"])
    for _, part in conditions.groupby("goal_id"):
        assert part["number"].tolist() == list(range(1, len(part) + 1))
    assert conditions["condition"].is_unique and conditions["condition"].str.endswith(".").all()


def test_a_goal_stated_later_has_nothing_for_the_day_of_the_text(conditions):
    stated = load("goals").set_index("goal_id")["stated_on"]
    late = conditions["goal_id"].map(stated) > goals.TEXT_DAY
    filled = conditions[["met_text", "rows_text", "why_text"]].notna()
    assert late.any() and not filled[late].any().any()
    assert filled[~late].all().all()


def test_marks_follow_the_tests_as_written(conditions):
    rows = goals.marked(load("goals"), conditions).set_index("goal_id")
    assert {goal: (row.mark_text, row.mark_now) for goal, row in rows.iterrows()} == MARKS


@pytest.mark.parametrize("day", goals.DAYS)
def test_conditions_name_rows_that_exist(day, conditions, public):
    for row in conditions[conditions[f"met_{day}"].notna()].itertuples():
        ids = named(getattr(row, f"rows_{day}"))
        assert ids and len(set(ids)) == len(ids) and set(ids) <= set(public), (row.goal_id, row.number)


def test_rows_of_the_day_of_the_text_were_public_by_that_day(conditions, public):
    young = [
        (row.goal_id, row.number, name)
        for row in conditions.itertuples()
        for name in named(row.rows_text)
        if pd.isna(public[name]) or public[name] > goals.TEXT_DAY
    ]
    assert young == []


def test_reasons_print_the_areas_of_their_rows(conditions):
    """A reason is typed, so an area that changes in its series must change in the reason, too."""
    areas = load("control_area_daily").set_index("row_id")["area_km2"].to_dict()
    sumy = load("ukraine_area_daily")
    areas |= dict(zip(row_ids("ukraine_area_daily", sumy), sumy["area_sumy_km2"], strict=True))
    for day in goals.DAYS:
        for row in conditions.itertuples():
            why = getattr(row, f"why_{day}")
            for name in named(getattr(row, f"rows_{day}")):
                printed = f"{areas[name]:,.0f}" if areas.get(name) else ""
                assert re.search(rf"\b{printed}\b", why), (row.goal_id, row.number, name)


def test_what_is_decided_rests_on_more_than_copies(conditions):
    """A condition that is met or not met names a row whose page is no copy of another page."""
    grades = {
        row.row_id: row.page_grade
        for name in ("arguments", "estimates", "events")
        for row in load(name).itertuples()
    }
    for day in goals.DAYS:
        decided = conditions[conditions[f"met_{day}"].isin([goals.MET, goals.NOT_MET])]
        for row in decided.itertuples():
            ids = named(getattr(row, f"rows_{day}"))
            assert {grades.get(name, "primary") for name in ids} != {"mirror"}, (row.goal_id, row.number)
