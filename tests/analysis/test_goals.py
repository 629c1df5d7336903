"""The mark of a goal by hand-computed cases."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis import goals
from helpers.data import DataError

MET, NOT_MET, OPEN = goals.MET, goals.NOT_MET, goals.OPEN


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([MET], "reached"),
        ([MET, MET, MET], "reached"),
        ([NOT_MET], "not reached"),
        ([NOT_MET, NOT_MET], "not reached"),
        ([MET, NOT_MET], "partly"),
        ([MET, MET, NOT_MET], "partly"),
        ([MET, OPEN], "partly"),
        ([MET, NOT_MET, OPEN], "partly"),
        ([OPEN], "cannot be told"),
        ([OPEN, OPEN], "cannot be told"),
        ([NOT_MET, OPEN], "cannot be told"),
    ],
)
def test_the_mark_follows_from_the_conditions(conditions, expected):
    assert goals.mark(conditions) == expected


@given(st.lists(st.sampled_from([MET, NOT_MET, OPEN]), min_size=1, max_size=5), st.randoms())
def test_the_order_of_the_conditions_does_not_count(conditions, dice):
    shuffled = dice.sample(conditions, len(conditions))
    assert goals.mark(shuffled) == goals.mark(conditions)


@pytest.mark.parametrize("conditions", [[], ["contested"], [MET, None]])
def test_no_condition_and_other_words_are_refused(conditions):
    with pytest.raises(ValueError, match="A condition is"):
        goals.mark(conditions)


def test_a_goal_stated_later_has_no_mark_for_the_day_of_the_text():
    stated = pd.DataFrame(
        {"goal_id": ["early", "last", "late"], "stated_on": ["2024-08-18", "2024-11-16", "2024-11-17"]}
    ).assign(stated_on=lambda table: pd.to_datetime(table["stated_on"]))
    conditions = pd.DataFrame(
        {
            "goal_id": ["early", "early", "last", "late"],
            "met_text": [MET, NOT_MET, OPEN, None],
            "met_now": [NOT_MET, NOT_MET, MET, NOT_MET],
        }
    )
    rows = goals.marked(stated, conditions)
    assert rows["mark_text"].tolist() == ["partly", "cannot be told", "not yet stated"]
    assert rows["mark_now"].tolist() == ["not reached", "reached", "not reached"]
    assert set(rows["mark_text"]) | set(rows["mark_now"]) <= set(goals.MARKS)
    with pytest.raises(DataError, match="late"):
        goals.marked(stated, conditions[conditions["goal_id"] != "late"])
