"""The scorecard: every condition once, its word on both days, and the mark that follows."""

import re

import pytest

from helpers.analysis import goals
from helpers.data import load
from helpers.lesson.scorecard import SIGNS, scorecard
from helpers.lesson.stored import row_ids_in


def texts(page, tag):
    """The contents of each element, without its tags."""
    return [re.sub("<[^>]+>", "", inside) for inside in re.findall(f"<{tag}[ >].*?</{tag}>", page)]


def test_both_days_stand_side_by_side_in_words(shown):
    scorecard()
    page = shown[0]["text/html"]
    lines = re.findall("<tr.*?</tr>", page)[1:]
    conditions = load("goal_conditions")
    assert len(lines) == 2 * len(load("goals")) + len(conditions)
    told = {texts(line, "th")[0]: texts(line, "td") for line in lines}
    for row in conditions.itertuples():
        text, now = told[f"{row.number}. {row.condition}".replace("'", "&#x27;")]
        assert (row.met_text if isinstance(row.met_text, str) else goals.NOT_STATED) in text
        assert f"{SIGNS[row.met_now]} {row.met_now}" in now


def test_the_mark_of_a_goal_stands_below_its_conditions(shown):
    scorecard()
    rows = goals.marked(load("goals"), load("goal_conditions"))
    marks = re.findall(r'data-row="goals:([\w-]+)".*?</th>(.*?)</tr>', shown[0]["text/html"])
    told = {goal: [cell[2:] for cell in texts(cells, "td")] for goal, cells in marks}
    assert told == {row.goal_id: [row.mark_text, row.mark_now] for row in rows.itertuples()}


def test_every_row_behind_a_condition_leads_to_the_sources(shown):
    scorecard()
    conditions = load("goal_conditions")
    named = {
        name for day in goals.DAYS for cell in conditions[f"rows_{day}"].dropna() for name in cell.split(";")
    }
    assert named <= set(row_ids_in(shown[0]["text/html"]))


def test_one_side_alone_and_an_unknown_side(shown):
    scorecard("russia")
    assert not re.search("goals:ua-", shown[0]["text/html"])
    with pytest.raises(ValueError, match=r"no side 'france'\. .*It has: russia, ukraine"):
        scorecard("france")
