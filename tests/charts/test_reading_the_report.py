"""Charts of the report: which rows became which marks, what the titles count, one height per explorer."""

import itertools

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import ranges, wording
from helpers.charts import marks
from helpers.charts.theme import PEN
from helpers.data import load, row_ids
from helpers.words import count_word

from .conftest import places

CHAINS = ["50,000 troops", "North Koreans in combat", "almost half retaken"]


@pytest.fixture(scope="module")
def claims():
    return load("claims")


@pytest.fixture(scope="module")
def by_source(claims):
    return charts.claims_by_source(claims, load("voices"))


@pytest.fixture(scope="module")
def chains():
    return {name: charts.chain(load("chains"), name) for name in CHAINS}


@pytest.fixture(scope="module")
def ladders(claims):
    shown = ("all", "statements with a number")
    return {some: charts.hedge_ladder(claims, load("claim_wording"), some) for some in shown}


@pytest.fixture(scope="module")
def known():
    return charts.known_and_missing(load("events", lessons="reading_the_report"))


@pytest.fixture(scope="module")
def verification():
    return charts.verification(load("verification"))


@pytest.fixture(scope="module")
def page(claims):
    return charts.report_as_bars(claims)


def test_titles_and_words_fit_in_every_setting(by_source, chains, ladders, known, verification, page):
    explored = [*chains.values(), *ladders.values()]
    for figure in [by_source, known, verification, page, *explored]:
        meta = figure.layout.meta
        assert len(meta["title"]) <= 90
        assert meta["alt"].startswith(meta["title"]) and meta["caption"] and meta["table"]["rows"]


def test_a_bar_is_a_statement_and_the_pen_is_on_those_with_a_speaker(claims, page):
    assert sorted(marks(page)) == sorted(row_ids("claims", claims))
    lengths = dict(zip(claims["claim_id"], claims["claim"].str.len(), strict=True))
    drawn = {
        mark.removeprefix("claims:"): (base, base + length, y)
        for trace in page.data
        for mark, base, length, y in zip(trace.customdata, trace.base, trace.x, trace.y, strict=True)
    }
    scale = {round((end - start) / lengths[name], 6) for name, (start, end, _) in drawn.items()}
    assert len(scale) == 1
    penned = {(shape.x0 + 3, shape.y0 + 8) for shape in page.layout.shapes}
    spoken = set(wording.with_speaker(claims)["claim_id"])
    assert {name for name, (start, _, y) in drawn.items() if (start, y) in penned} == spoken
    assert page.layout.meta["title"].endswith(f"in {len(spoken)} somebody is said to speak")


def test_no_two_bars_of_the_page_overlap(page):
    lines = {}
    for trace in page.data:
        for start, length, y in zip(trace.base, trace.x, trace.y, strict=True):
            lines.setdefault(y, []).append((start, start + length))
    for bars in map(sorted, lines.values()):
        assert all(end < start for (_, end), (start, _) in itertools.pairwise(bars))


def test_unknown_settings_are_refused(claims):
    with pytest.raises(ValueError, match="no chain"):
        charts.chain(load("chains"), "other")
    with pytest.raises(ValueError, match="all or statements with a number"):
        charts.hedge_ladder(claims, load("claim_wording"), "some")


def test_speaker_squares_are_all_claims_and_the_pen_is_on_those_with_a_speaker(claims, by_source):
    assert sorted(marks(by_source)) == sorted(row_ids("claims", claims))
    spoken = set(row_ids("claims", wording.with_speaker(claims)))
    assert by_source.layout.meta["title"].startswith(f"{len(spoken)} of {len(claims)} statements")
    penned = {mark for trace in by_source.data if trace.marker.line.color == PEN for mark in trace.customdata}
    assert penned == spoken
    assert len(set(places(by_source).values())) == len(claims)


def test_each_voice_has_its_name_and_number_beside_its_squares(by_source):
    voices, said = load("voices"), [note for note in by_source.layout.annotations if note.name == "wide"]
    named = {note.text.replace("<br>", " "): note.y for note in said}
    assert set(voices["voice"]) <= set(named) and set(voices["known"]) <= set(named)
    counts = [note.text for note in by_source.layout.annotations if note.name is None]
    assert sum(int(text.strip("</b>")) for text in counts) == len(load("claims"))


def test_every_link_of_a_chain_has_its_row_and_inferred_ones_are_dotted(chains):
    for name, figure in chains.items():
        links = load("chains", chain=name)
        assert set(marks(figure)) == set(row_ids("chains", links))
        dashes = [trace.line.dash for trace in figure.data if trace.mode == "lines"]
        assert ("solid" in dashes) == (links["link"] == "declared").any()
        assert dashes.count("dot") == (links["link"] == "inferred").sum()
        assert ("Solid line" in figure.layout.meta["subtitle"]) == ("solid" in dashes)


@pytest.mark.parametrize(("chain", "last"), [(CHAINS[0], "BBC text"), (CHAINS[1], "Yonhap")])
def test_the_report_does_not_hang_from_the_last_page_where_its_page_is_not_known(chains, chain, last):
    figure = chains[chain]
    at = {note.text: (note.x, note.y) for note in figure.layout.annotations if note.name == "wide"}
    x, y = next(place for text, place in at.items() if text.startswith("<b>the report"))
    (line,) = (t for t in figure.data if t.mode == "lines" and (t.x[-1], t.y[-1]) == (x, y))
    page = next(place for text, place in at.items() if text.startswith(f"<b>{last}"))
    assert line.line.dash == "dot" and line.x[0] < page[0] < x


def test_a_page_that_the_title_does_not_count_says_so_at_its_mark(chains):
    figure = chains["50,000 troops"]
    wide = [note.text for note in figure.layout.annotations if note.name == "wide"]
    assert [text.split(",")[0] for text in wide if "Not counted" in text] == ["<b>The Flash News"]
    assert figure.layout.meta["title"].startswith("Six pages")
    assert sum("<b>keeps</b>" in text for text in wide) == 6


def test_ladder_draws_all_claims_or_those_with_a_number(claims, ladders):
    assert len(marks(ladders["all"])) == len(claims)
    numbers = load("claim_wording")["number_limit"] != "none"
    assert len(marks(ladders["statements with a number"])) == numbers.sum()


def test_a_word_that_a_translation_left_unclear_is_dotted_and_counted_apart(claims):
    codes = load("claim_wording")
    unclear = codes["claim_id"].isin(["S09", "S40"])
    codes["certainty"] = codes["certainty"].mask(unclear, "unclear (translation)")
    figure = charts.hedge_ladder(claims, codes)
    assert len(marks(figure)) == len(claims)
    assert figure.layout.meta["title"].endswith("2 are unclear")
    dotted = [trace for trace in figure.data if trace.marker.symbol == "square-open-dot"]
    drawn = [mark for trace in dotted for mark in trace.customdata]
    assert sorted(drawn) == ["claims:S09", "claims:S40"]


def test_known_and_missing_stand_in_their_lanes(known):
    events = load("events", lessons="reading_the_report")
    lanes = {trace.customdata[0]: trace.x[0] for trace in known.data}
    said = events[events["in_report"].notna()]
    assert len(lanes) == len(said)
    for row, mark in zip(said.itertuples(), row_ids("events", said), strict=True):
        assert (lanes[mark] == 0) == (row.in_report == "yes")
    latest, missed = wording.latest_known(events), len(wording.missed_after(events))
    assert "mark: who said or did it" in known.layout.meta["subtitle"]  # a newspaper tells what Kyiv says
    title = known.layout.meta["title"]
    assert f"{latest.day} Nov 2024; {count_word(missed)} later reports" in title


def test_the_ladder_says_where_the_writers_words_for_others_stand(claims, ladders):
    told = claims.loc[claims["through"] == wording.WRITERS_WORDS, "claim_id"]
    assert len(told) == 2 and set(claims.set_index("claim_id").loc[told, "voice"]) == {"group"}
    assert f"{' and '.join(told)}, told as seen from" in ladders["all"].layout.meta["caption"]


def test_open_ends_are_counted_in_the_title():
    rows = ranges.between(load("estimates", quantity="dprk_troops_kursk"), "2024-10-31", "2024-11-20")
    figure = charts.limits_by_speaker(rows, 10_000)
    above = count_word((rows["central"].fillna(rows["high"]).fillna(rows["low"]) > 10_000).sum())
    title = figure.layout.meta["title"]
    assert title.startswith("Two ceilings, one floor among seven") and f"{above} are above" in title

    assert len(marks(figure)) == len(rows)


def test_verification_draws_every_checked_row(verification):
    checks = load("verification")
    assert sorted(marks(verification)) == sorted(row_ids("verification", checks))


def test_own_ratings_stand_on_lines_of_their_questions():
    questions = load("questions", in_rating="yes")
    none = pd.DataFrame(columns=["question_id", "claim_id", "percent", "knew"])
    with pytest.raises(ValueError, match="has a rating yet"):
        charts.my_ratings(none, questions)
    some = pd.DataFrame(
        {
            "question_id": ["Q01", "Q02"],
            "claim_id": ["S01a", "S05"],
            "percent": [55.0, 3.0],
            "knew": ["no", "yes"],
        }
    )
    figure = charts.my_ratings(some, questions)
    assert figure.layout.meta["title"] == "You gave 1 of 2 questions more than 50 %"
    assert places(figure) == {"questions:Q02": (3.0, 1), "questions:Q01": (55.0, 0)}
    asked = questions.set_index("question_id")["question"]
    assert [
        text.replace("<br>", " ").replace("\N{NO-BREAK SPACE}", " ") for text in figure.layout.yaxis.ticktext
    ] == [
        asked["Q01"],
        asked["Q02"],
    ]
    assert any("I knew" in note.text for note in figure.layout.annotations if note.x == 3)


def test_the_height_of_a_chain_is_that_of_its_texts(chains):
    """On a phone texts are broken more often: the same places need more pixels there."""
    for figure in chains.values():
        low, high = figure.layout.yaxis.range
        for width, height, line_px in (
            ("wide", figure.layout.height, 15),
            ("narrow", figure.layout.meta["narrow"]["height"], 17),
        ):
            scale = (height - 12) / (high - low)
            texts = sorted(
                (-note.y, note.text.count("<br>") + 1)
                for note in figure.layout.annotations
                if note.name == width
            )
            for (y, lines), (below, _) in itertools.pairwise(texts):
                assert lines * line_px <= (below - y) * scale
            assert texts[-1][1] * line_px <= (-low - texts[-1][0]) * scale + line_px


def test_what_the_text_does_not_know_stands_on_a_light_ground(known):
    events = load("events", lessons="reading_the_report")
    grounds = [shape for shape in known.layout.shapes if shape.type == "rect"]
    assert len(grounds) == (events["in_report"] == "no").sum()
