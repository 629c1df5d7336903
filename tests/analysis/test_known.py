"""known_on and nearest_published against frames made by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis.known import known_on, nearest_published, undatable

FRAME = pd.DataFrame(
    {
        "name": ["seoul", "washington", "kyiv", "month only"],
        "published": pd.to_datetime(["2024-10-18", "2024-11-04", "2024-11-15", None]),
        "published_basis": ["page", "inferred", "page", "unknown"],
    }
)
DAYS = st.dates(pd.Timestamp("2024-08-01").date(), pd.Timestamp("2026-03-01").date())
ROWS = st.lists(st.tuples(st.none() | DAYS, st.sampled_from(["page", "inferred", "unknown"])), max_size=8)


def names(frame):
    return frame["name"].tolist()


def test_the_day_itself_counts():
    assert names(known_on(FRAME, "2024-11-15")) == ["seoul", "kyiv"]
    assert names(known_on(FRAME, "2024-11-14")) == ["seoul"]


def test_inferred_days_only_when_asked():
    assert names(known_on(FRAME, "2024-11-15", inferred=True)) == ["seoul", "washington", "kyiv"]


def test_nothing_is_known_before_the_first_page():
    assert known_on(FRAME, "2024-10-17", inferred=True).empty


def test_rows_without_a_day_are_named():
    assert names(undatable(FRAME)) == ["washington", "month only"]
    assert names(undatable(FRAME, inferred=True)) == ["month only"]


@settings(max_examples=60, deadline=None)
@given(ROWS, DAYS, st.booleans())
def test_never_later_than_the_day_and_nothing_lost(rows, day, inferred):
    frame = pd.DataFrame(rows, columns=["published", "published_basis"])
    frame["published"] = pd.to_datetime(frame["published"])
    known = known_on(frame, day, inferred=inferred)
    assert (known["published"] <= pd.Timestamp(day)).all()
    assert inferred or not (known["published_basis"] == "inferred").any()
    ever = known_on(frame, "2030-01-01", inferred=inferred)
    assert len(ever) + len(undatable(frame, inferred=inferred)) == len(frame)
    assert len(known) == (ever["published"] <= pd.Timestamp(day)).sum()


def test_nearest_looks_both_ways_and_prefers_the_earlier():
    assert nearest_published(FRAME, "2024-11-05")["name"] == "washington"
    assert nearest_published(FRAME, "2024-11-14")["name"] == "kyiv"
    assert nearest_published(FRAME.iloc[[0, 2]], "2024-11-01")["name"] == "seoul"  # 14 days each way


def test_nearest_needs_a_day():
    with pytest.raises(ValueError, match="day of publication"):
        nearest_published(FRAME.iloc[[3]], "2024-11-05")
