"""The argument: answers, stances by period, words beside maps, polls and lots."""

import pandas as pd
import pytest

from helpers.analysis import area, dates, debate
from helpers.data import DataError, load


def test_an_argument_stands_under_each_question_that_it_answers(arguments):
    cards = debate.answers(arguments, "cards").set_index("argument_id")
    assert cards.loc["D005", "side"] == "no" and not cards.loc["D005", "first_question"]
    border = debate.answers(arguments, "border").set_index("argument_id")
    assert border.loc["D005", "side"] == "yes" and border.loc["D005", "first_question"]
    asked = (arguments["question"] == "cards") | (arguments["question2"] == "cards")
    assert sorted(cards.index) == sorted(arguments.loc[asked, "argument_id"])
    order = [debate.SIDES.index(side) for side in debate.answers(arguments, "cards")["side"]]
    assert order == sorted(order)
    with pytest.raises(DataError, match="moon"):
        debate.answers(arguments, "moon")


def test_changed_answers_are_pairs_of_different_days_and_sides(arguments):
    found = debate.changed_answer(arguments).set_index(["first_id", "later_id"])
    swap = found.loc[("D005", "D010"), ["name", "question", "first", "later"]].tolist()
    assert swap == ["Volodymyr Zelensky", "cards", "no", "yes"]
    days = arguments.set_index("argument_id")
    for first, later in found.index:
        assert days.loc[first, "published_last"] < days.loc[later, "published_first"]
    assert (found["first"] != found["later"]).all()
    same_day = arguments[arguments["argument_id"].isin(["D005", "D010"])].assign(
        published_first=pd.Timestamp("2024-08-24"), published_last=pd.Timestamp("2024-08-24")
    )
    assert debate.changed_answer(same_day).empty


def test_verdicts_are_answers_of_analysts_and_scholars_oldest_first(arguments):
    rows = debate.verdicts(arguments)
    assert set(rows["question"]) == {"worth", "stay"} and set(rows["speaker_group"]) == {"analyst", "scholar"}
    assert set(rows["side"]) == {"yes", "no", "both"} and rows["published_last"].is_monotonic_increasing
    by_page = rows[rows["published_last"] <= debate.REPORT_DAY]
    assert by_page["side"].value_counts().to_dict() == {"no": 5, "both": 2, "yes": 1}
    named = by_page[(by_page["side"] == "no") & (by_page["speaker_kind"] == "person")]
    assert sorted(named["argument_id"]) == ["D050", "D054", "D093", "G025"]


def test_days_and_areas_beside_events():
    events, ground = load("events", story="bargaining"), load("control_area_daily")
    offer, refusal = "2025-02-11-swap-offer", "2025-02-12-swap-refused"
    assert dates.days_between(events, offer, refusal) == 1
    rows = debate.beside_map(events, ground).set_index("event_id")
    assert rows.loc[offer, "project_owl"] == area.on_day(ground, "project_owl", "2025-02-11")
    ended = ground.loc[ground["mapper"] == "project_owl", "date"].max()
    assert rows.loc[rows["date_first"] > ended, "project_owl"].isna().all()
    assert rows["date_first"].is_monotonic_increasing
    peak_day = str(area.peak(ground, "deepstate")[0])[:10]
    assert debate.share_of_own_peak(ground, "deepstate", peak_day) == 100


def test_the_permission_is_counted_from_the_crossing():
    assert debate.days_to_permission(load("events", story="permission")) == 25 + 30 + 31 + 17


def test_margins_by_hand_and_only_where_the_number_of_people_is_known():
    assert debate.margin(50, 100) == pytest.approx(9.8, abs=0.01)
    rows = debate.polls(load("estimates"), load("estimate_details"))
    fom = rows["speaker_id"].str.contains("fom")
    assert rows.loc[fom, "margin"].isna().all() and fom.any()
    told = rows.set_index("estimate_id")
    positive = "poll-ua-kursk-positive--razumkov-center--2024-09-26"
    assert told.loc[positive, "asked"] == 2016
    iri = "poll-ua-kursk-positive--international-republican-institute--2024-10-01"
    difference, spread = debate.poll_difference(rows, positive, iri)
    assert difference == pytest.approx(60 - 57.6)
    assert spread == pytest.approx((debate.margin(60, 2000) ** 2 + debate.margin(57.6, 2016) ** 2) ** 0.5)
    with pytest.raises(ValueError, match="different things"):
        debate.poll_difference(rows, positive, "poll-ru-kursk-top-event--levada-center--2024-08-28")
