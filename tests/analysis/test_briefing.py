"""Hints: the twelve habits, the three specimens, and what a text says of itself."""

import pandas as pd
import pytest

from helpers.analysis import briefing, versions, warm_up
from helpers.data import load
from helpers.lesson.pack import lines_of

DAY = "2024-11-16"
EXPECTED = {
    "weak": ["R1", "R3", "R5", "R6", "R7", "R8", "R9", "R10", "R12"],
    "fair": ["R1", "R8", "R9", "R10"],
    "strong": [],
}
OF_SENTENCES = [row for row in load("briefing_rules").itertuples() if row.rule_id not in ("R9", "R10")]
TRIGGERS = [(row.rule_id, text) for row in OF_SENTENCES for text in row.triggers.split(";")]
PASSES = [(row.rule_id, text) for row in OF_SENTENCES for text in row.passes.split(";")]


def text_of(quality):
    parts = load("briefing_specimens", quality=quality).sort_values("place")
    return " ".join(parts["text"])


def rules(text, pack, day=DAY):
    return list(dict.fromkeys(hint.rule for hint in briefing.hints(text, pack, day)))


@pytest.fixture(scope="module")
def troops():
    """The pack of B2."""
    return lines_of("B2")


@pytest.fixture(scope="module")
def wide(troops):
    """Speakers and limits of B2 and B4, and two rows of an invented side that count killed and wounded."""
    losses = {"names": "Aldria", "counts": "casualties", "gains_if": "no", "grade": "agency"}
    own = pd.DataFrame(
        [{**losses, "mark": "X-1", "central": 400.0}, {**losses, "mark": "X-2", "central": 4000.0}]
    )
    return pd.concat([troops, lines_of("B4"), own], ignore_index=True)


@pytest.mark.parametrize(("quality", "wanted"), EXPECTED.items())
def test_a_specimen_brings_exactly_these_hints(quality, wanted, troops):
    assert rules(text_of(quality), troops) == wanted


@pytest.mark.parametrize(("rule", "text"), TRIGGERS)
def test_what_must_bring_a_hint_does(rule, text, wide):
    assert rule in rules(text, wide)


@pytest.mark.parametrize(("rule", "text"), PASSES)
def test_what_must_bring_none_brings_none(rule, text, wide):
    assert rule not in rules(text, wide)


def test_all_twelve_rules_are_in_the_table_and_in_the_code():
    assert {*briefing.OF_SENTENCES, *briefing.OF_TEXTS} == set(load("briefing_rules")["rule_id"])
    assert len(load("briefing_rules")) == 12


def test_sources_of_one_side_are_too_few_and_the_strong_list_is_enough(troops):
    enough = load("briefing_rules", rule_id="R9").iloc[0]["passes"]
    assert "R9" not in rules(f"It is so [{enough}].", troops)
    assert "R9" in rules("It is so [S16b-06, S16b-08].", troops)
    without_putin = enough.replace(", D081", ", S16b-12")
    assert "R9" in rules(f"It is so [{without_putin}].", troops)


def test_six_relays_and_copies_are_too_few():
    marks = [f"X-{number}" for number in range(6)]
    pack = pd.DataFrame({"mark": marks, "gains_if": ["yes", "no"] * 3, "grade": ["relay", "mirror"] * 3})
    pack = pack.assign(names="Aldria", counts="area", low=None, central=None, high=None)
    text = f"So it is [{', '.join(marks)}]."
    assert "R9" in rules(text, pack)
    assert "R9" not in rules(text, pack.assign(grade=["agency"] + ["relay"] * 5))


def test_each_part_of_the_template_and_each_word_too_many_counts(troops):
    strong = text_of("strong")
    assert briefing.word_count(strong) == 233
    assert "R10" not in rules(strong, troops)
    assert "R10" in rules(strong.replace("We do not know", "Nobody knows"), troops)
    assert "R10" not in rules(strong + " word" * 17, troops)
    assert "R10" in rules(strong + " word" * 18, troops)


def test_a_limit_turned_round_is_asked_about():
    miller_only = lines_of("B4").iloc[[0]]
    assert "R2" in rules("At least 10,000, said Miller on 4 November.", miller_only)
    assert "R2" not in rules("Up to 10,000, said Miller on 4 November.", miller_only)


def test_a_number_that_somebody_gave_as_it_is_has_no_limit_to_lose():
    assert "R2" not in rules("Zelensky said on 4 November that there were 11,000.", lines_of("B4"))


def test_the_sentence_before_may_name_speaker_and_day(troops):
    assert "R1" not in rules("Syrskyi spoke on 10 October. He named 50,000 from other fronts.", troops)
    assert "R1" in rules("Syrskyi spoke. He named 50,000 from other fronts.", troops)
    assert "R1" in rules("Nobody spoke on 10 October. There were 50,000 from other fronts.", troops)


@pytest.mark.parametrize("said", ["lesson 05", "152 mm", "the 200th Brigade", "in 2024", "12 of 46 units"])
def test_what_is_no_large_number_needs_no_speaker(said, troops):
    assert "R1" not in rules(f"We read of {said} there.", troops)


def test_a_later_day_of_the_briefing_moves_what_is_news(troops):
    said = "On 19 November General Pavliuk listed formations."
    assert "R6" in rules(said, troops)
    assert "R6" not in rules(said, troops, "2024-11-20")


def test_a_day_that_no_calendar_has_stops_nothing(troops):
    assert "R6" not in rules("On 31 November nothing happened.", troops)


def test_an_empty_text_and_the_template_alone_stop_nothing(troops):
    assert rules("", troops) == ["R8", "R9", "R10"]
    assert briefing.bottom_line("Question.\n\nBottom line.\n\nFinding 1.\n") == ""
    assert briefing.bottom_line("Bottom line.\nIt is likely (75 %).") == "It is likely (75 %)."


def test_a_hint_quotes_the_sentence_without_its_label(troops):
    found = briefing.hints("Finding 1. Experts confirm it.", troops, DAY)
    assert [hint.sentence for hint in found if hint.rule == "R7"] == ["Experts confirm it."]


def test_how_sure_reads_the_number_before_the_word():
    assert briefing.how_sure("**Bottom line.** It is unlikely.") == 25
    assert briefing.how_sure("Bottom line: almost certain (90 %). Finding 1: 75 %.") == 90
    assert briefing.how_sure("It is likely.") is None


def test_differences_give_both_texts_back():
    old, new = "It is likely (75 %). Ryder said so.", "It is about even (50 %). Ryder said so."
    pieces = versions.differences(old, new)
    assert "".join(words for kind, words in pieces if kind != "new") == old
    assert "".join(words for kind, words in pieces if kind != "gone") == new
    assert pieces[-1][0] == "same" and pieces[-1][1].endswith(" Ryder said so.")
    assert ("new", "even (50") in pieces


def test_reviewers_must_mark_the_same_criteria():
    assert versions.agreement([3, 3, 2, 4], [3, 2, 2, 2]) == 3
    with pytest.raises(ValueError, match="argument 2"):
        versions.agreement([1, 2], [1])


KEY = dict(load("warm_up_key")[["line", "fault"]].itertuples(index=False))


@pytest.mark.parametrize(
    ("marks", "points"),
    [
        ({}, 0),
        ({line: fault for line, fault in KEY.items() if fault != "clean"}, 8),
        ({line: "" for line, fault in KEY.items() if fault != "clean"}, 4),
        (dict.fromkeys(KEY, ""), 2.5),
        ({3: "limit lost", 5: "", 10: ""}, 0),
        ({4: "limit lost", 6: "nobody named", 3: "limit lost"}, 1),
    ],
)
def test_points_of_the_warm_up(marks, points):
    assert warm_up.score(marks, KEY) == points


def test_medians_of_a_class():
    assert warm_up.of_class([2, 8, 4.5, 5]) == (4.75, 4)
    for wrong in ([], [9], [-1]):
        with pytest.raises(ValueError, match="from 0 to 8"):
            warm_up.of_class(wrong)
