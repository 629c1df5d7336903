"""Charts of the argument: which rows became which marks, where they stand, and that their words fit."""

import re
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import area, debate
from helpers.charts import marks, theme
from helpers.charts.the_argument import answers, record, words
from helpers.data import load, row_ids

from .conftest import places

PHONE = 56  # letters of 13 px that fit beside each other at 390 px
QUESTIONS = load("questions_debated")


def argument_map(arguments, about, group=words.EVERYBODY):
    return charts.argument_map(arguments, QUESTIONS, about, group)


@pytest.fixture(scope="module")
def maps(arguments):
    """The map of each question, everybody's answers."""
    return {about: argument_map(arguments, about) for about in words.QUESTIONS.values()}


@pytest.fixture(scope="module")
def permission():
    events = load("events", story="permission")
    return {window: charts.permission(events, window) for window in record.WINDOWS}


@pytest.fixture(scope="module")
def bargaining():
    return charts.words_on_area(load("events", story="bargaining"), load("control_area_daily"))


@pytest.fixture(scope="module")
def polls():
    return charts.polls(load("estimates"), load("estimate_details"))


@pytest.fixture(scope="module")
def everything(arguments, maps, permission, bargaining, polls):
    groups = (argument_map(arguments, "stay", group) for group in list(words.GROUPS)[-2:])
    return [[*maps.values(), *groups], [*permission.values()], [bargaining], [polls]]


def looks(figure):
    """Row id → (symbol, colour) of its mark."""
    return {
        mark: (symbol, color)
        for trace in figure.data
        if trace.customdata is not None
        for mark, symbol, color in zip(trace.customdata, trace.marker.symbol, trace.marker.color, strict=True)
    }


def test_every_setting_has_its_words(everything):
    for figures in everything:
        for figure in figures:
            meta = figure.layout.meta
            assert meta["title"] in meta["alt"] and meta["caption"] and "columns" in meta["table"]


def test_titles_carry_a_day_or_a_year(everything):
    for figures in everything:
        assert all(re.search(r"20\d\d", figure.layout.meta["title"]) for figure in figures)


@pytest.mark.parametrize("about", words.QUESTIONS.values())
def test_the_map_draws_every_answer_once_yes_above_no(arguments, maps, about):
    rows, figure = debate.answers(arguments, about), maps[about]
    found = places(figure)
    assert sorted(marks(figure)) == sorted(rows["row_id"])
    heights = {
        side: [found[mark][1] for mark in part["row_id"]] for side, part in rows.groupby("side", sort=False)
    }
    shown = [side for side in debate.SIDES if side in heights]
    for upper, lower in pairwise(shown):
        assert min(heights[upper]) > max(heights[lower])
    for row in rows.itertuples():
        assert pd.Timestamp(found[row.row_id][0]) == max(row.middle, answers.FIRST)
    low, high = figure.layout.yaxis.range
    assert low < min(y for _, y in found.values()) and max(y for _, y in found.values()) < high


def test_goals_and_refusals_are_hollow_and_other_groups_grey(arguments):
    rows = debate.answers(arguments, "cards").set_index("row_id")
    for mark, (symbol, color) in looks(argument_map(arguments, "cards", "officials")).items():
        assert symbol.endswith("-open") == (rows.loc[mark, "kind"] in ("goal", "refusal"))
        assert (color == "#C9C9C9") == (rows.loc[mark, "speaker_group"] != "official")


@pytest.mark.parametrize("about", words.QUESTIONS.values())
def test_names_stay_inside_a_phone(maps, about):
    names = [note for note in maps[about].layout.annotations if note.name == "speaker"]
    first, last = map(pd.Timestamp, maps[about].layout.xaxis.range)
    assert names
    for note in names:
        reach = (last - first) / answers.LETTERS * len(note.text)
        left = {"left": 0, "center": 0.5, "right": 1}[note.xanchor]
        assert note.x - left * reach >= first and note.x + (1 - left) * reach <= last, note.text
        assert "…" not in note.text


def test_a_name_never_covers_the_bar_of_its_days(arguments, maps):
    raised = []
    for about, figure in maps.items():
        ends = debate.answers(arguments, about).set_index("short_name")
        for note in figure.layout.annotations:
            if note.name == "speaker" and note.xanchor == "center":
                raised.append(note.text)
                assert note.yshift == answers.RAISED_PX
                assert ends.loc[note.text, "published_first"] < ends.loc[note.text, "published_last"]
    assert sorted(raised) == ["Capt. Oleh Shyriaiev", "Giles David Arceneaux"]


def test_the_map_is_as_high_as_its_answers_need(arguments, maps):
    rows = {about: len(debate.answers(arguments, about)) for about in maps}
    heads = {about: debate.answers(arguments, about)["side"].nunique() for about in maps}
    for about, figure in maps.items():
        words_px = answers.ROW_PX * rows[about] + (answers.HEADING_PX + answers.APART_PX) * heads[about]
        raised = sum(note.xanchor == "center" for note in figure.layout.annotations if note.name == "speaker")
        assert figure.layout.height == words_px + answers.RAISED_PX * raised + answers.FRAME_PX


def test_the_time_axis_ends_soon_after_the_last_answer_and_names_few_months(arguments, maps):
    for about, figure in maps.items():
        first, last = map(pd.Timestamp, figure.layout.xaxis.range)
        answered = debate.answers(arguments, about)["middle"].max()
        assert 0.8 < (answered - first) / (last - first) < 1
        assert 3 <= len(figure.layout.xaxis.tickvals) <= answers.TICKS


def test_headings_fit_a_phone(maps):
    for figure in maps.values():
        for note in figure.layout.annotations:
            assert len(re.sub(r"<[^>]+>", "", note.text)) <= PHONE, note.text


def test_titles_of_the_map_count_sides_and_name_a_corner_with_half_of_them(arguments, maps):
    counts = debate.answers(arguments, "cards")["side"].value_counts()
    title = maps["cards"].layout.meta["title"]
    assert f"{counts['yes']} yes, {counts['both']} both, {counts['no']} no (" in title
    assert "from the Russian side" in title
    assert "soldiers: no answer" in argument_map(arguments, "cards", "soldiers").layout.meta["title"]


def test_changed_answers_are_printed_no_more_exactly_than_their_pages(arguments):
    table = charts.changes_table(arguments, QUESTIONS)
    assert "both (Sep 2024, D042)" in table.loc[table["Who"] == "ISW", "First"].tolist()
    assert "yes (11 Feb 2025, D010)" in table["Later"].tolist()


def test_verdicts_are_printed_with_name_day_and_row(arguments):
    table = charts.verdicts_by_name(arguments, QUESTIONS)
    assert table["row_id"].tolist() == list("arguments:" + debate.verdicts(arguments)["argument_id"])
    (heier,) = table[table["Who"] == "Tormod Heier"].to_dict("records")
    assert heier["Answer"] == "no" and heier["Day"] == "Sep 2024"


def test_the_windows_of_the_permission_hold_every_event_at_its_day(permission):
    events = load("events", story="permission")
    days = dict(zip(row_ids("events", events), events["date_first"], strict=True))
    seen = set()
    for window, (first, last) in record.WINDOWS.items():
        for mark, (_, y) in places(permission[window]).items():
            assert pd.Timestamp(y) == days[mark] and pd.Timestamp(first) <= days[mark] <= pd.Timestamp(last)
            seen.add(mark)
    assert seen == set(days)


def test_nuclear_threats_never_stand_without_the_sentence_that_none_was_used(permission):
    for figure in permission.values():
        assert "No nuclear weapon was used." in figure.layout.meta["caption"]


def test_words_stand_at_the_area_of_their_day(bargaining):
    events, ground = load("events", story="bargaining"), load("control_area_daily")
    at = places(bargaining)["events:2025-02-11-swap-offer"]
    assert at[0] == area.on_day(ground, "deepstate", "2025-02-11")
    assert pd.Timestamp(at[1]) == pd.Timestamp("2025-02-11")
    assert set(row_ids("events", events)) <= set(marks(bargaining))
    low, high = bargaining.layout.xaxis.range
    assert all(low <= value < high for trace in bargaining.data for value in trace.x)


def test_the_number_of_a_title_is_under_the_pen_in_the_picture(permission, bargaining, polls):
    for figure in (permission[words.DAYS], bargaining, polls):
        meta = figure.layout.meta
        ((first, last),) = meta["pen"]
        penned = " ".join(note.text for note in figure.layout.annotations if note.bgcolor == theme.PEN)
        assert set(re.findall(r"[\d.]+", meta["title"][first:last])) <= set(re.findall(r"[\d.]+", penned))


def test_each_poll_stands_in_the_panel_of_its_question_at_its_share(polls):
    rows = debate.polls(load("estimates"), load("estimate_details")).set_index("row_id")
    assert len(polls.data) == len(record.POLL_PANELS)
    for trace, (_, _, _, quantities) in zip(polls.data, record.POLL_PANELS, strict=True):
        assert set(rows.loc[list(trace.customdata), "quantity"]) == set(quantities)
        assert list(trace.x) == rows.loc[list(trace.customdata), "central"].tolist()
        assert np.allclose(trace.error_x.array, rows.loc[list(trace.customdata), "margin"])
        assert rows.loc[list(trace.customdata), "place"].nunique() == 1


def test_pollster_and_wording_are_printed(polls):
    said = " ".join(note.text for note in polls.layout.annotations)
    axes = (getattr(polls.layout, f"yaxis{number}") for number in ("", 2, 3))
    labels = " ".join(name for axis in axes for name in axis.ticktext)
    for pollster in ("Razumkov", "IRI", "DIF", "Levada"):
        assert pollster in said and pollster in labels


def test_a_rail_of_a_few_weeks_names_whole_days(permission):
    rail = permission["13 to 21 Nov 2024"].layout.yaxis2
    day_ms = 24 * 60 * 60 * 1000
    assert rail.dtick % day_ms == 0
    assert pd.Timestamp(rail.tick0) == pd.Timestamp(rail.tick0).normalize()
