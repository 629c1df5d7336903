"""The debate kit: cards cite what was known on their day, each stands there twice, and all find a seat."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from helpers.classroom import debate_kit
from helpers.classroom.__main__ import main
from helpers.classroom.charts_on_paper import browser
from helpers.classroom.fitting import pages_of
from helpers.classroom.paper import PAPERS
from helpers.data import load

MOTIONS = {motion["id"]: motion for motion in debate_kit.kit_words()["motion"]}
CARDS = [(motion, card) for motion in MOTIONS for card in debate_kit.cards_of(motion)]


@pytest.fixture(scope="module")
def kit():
    return BeautifulSoup(debate_kit.debate_kit(), "html.parser")


@pytest.mark.parametrize(
    ("motion", "card"), CARDS, ids=lambda told: told if isinstance(told, str) else told["letter"]
)
def test_a_card_cites_only_what_was_known_on_the_day_of_its_motion(motion, card):
    cited = [line["id"] for line in card["sources"] + card["objection"]]
    days = load("arguments").set_index("argument_id").loc[cited, "published_last"]
    assert (days <= pd.Timestamp(MOTIONS[motion]["day"])).all()


def test_each_card_stands_there_twice_with_motion_day_side_and_sources(kit):
    sheets = kit.select("section.card")
    assert len(sheets) == 2 * len(CARDS)
    for (motion, card), *copies in zip(CARDS, sheets[::2], sheets[1::2], strict=True):
        for copy in copies:
            said = " ".join(copy.get_text(" ").split())
            assert f"Card {card['letter']} speaks {card['stands'].upper()} the motion" in said
            assert MOTIONS[motion]["as_known_on"] in said and MOTIONS[motion]["says"] in said
            rows = [line["data-row"] for line in copy.select("li")]
            assert rows == [line["row_id"] for line in card["sources"] + card["objection"]]
        assert "for its speaker" in copies[0].text and "for the opponent" in copies[1].text


def test_the_plan_of_one_motion_leaves_five_minutes_of_45():
    assert sum(step["minutes"] for step in debate_kit.kit_words()["plan"]) == 40


def test_the_talk_on_law_names_arguments_on_law_and_lines():
    talk = load("arguments", argument_id=debate_kit.kit_words()["talk"]["arguments"])
    assert set(talk["question"]) == {"law_entry", "lines"} and len(talk) == 6


@given(st.integers(2, 60))
def test_everybody_sits_and_both_sides_speak_at_each_table(pupils):
    at_tables, speakers, observers = debate_kit.seats(pupils)
    assert sum(at_tables) == pupils == speakers + observers
    assert max(at_tables) <= 8 and max(at_tables) - min(at_tables) <= 1
    assert speakers % 2 == 0 and speakers >= 2 * len(at_tables)
    assert observers <= speakers  # all who observe can speak for the second motion


def test_one_pupil_cannot_debate():
    with pytest.raises(ValueError, match="two pupils"):
        debate_kit.seats(1)


@pytest.mark.skipif(not browser(), reason="no Chromium on this machine")
@pytest.mark.parametrize("paper", PAPERS)
def test_the_kit_is_one_pdf_with_two_cards_a_page(paper, tmp_path):
    assert main(["debate", str(tmp_path), "--paper", paper]) == 0
    front, observing_and_ballots = 2, 2
    assert pages_of((tmp_path / "debate.pdf").read_bytes()) == front + len(CARDS) + observing_and_ballots


@pytest.mark.skipif(not browser(), reason="no Chromium on this machine")
def test_a_cell_of_a_notebook_can_print(tmp_path):
    """A kernel runs a loop of its own, in which Playwright's plain interface refuses to start."""

    async def cell():
        return debate_kit.write_debate_kit(tmp_path)

    with ThreadPoolExecutor(1) as own:  # a browser that other tests drive keeps a loop in this thread
        places = own.submit(asyncio.run, cell()).result()
    assert [place.suffix for place in places] == [".html", ".pdf"]
