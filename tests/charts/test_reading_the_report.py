"""Charts of the report: which rows became which marks, what the titles count, one height per explorer."""

import itertools

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import ranges
from helpers.charts import marks
from helpers.data import load, row_ids

CHAINS = ["50,000 troops", "North Koreans in combat", "almost half retaken"]


@pytest.fixture(scope="module")
def claims():
    return load("claims")


@pytest.fixture(scope="module")
def all_figures(claims):
    events, questions = load("events", lessons="reading_the_report"), load("questions", in_rating="yes")
    none = pd.DataFrame(columns=["question_id", "claim_id", "percent", "knew"])
    figures = [charts.claims_by_source(claims, load("voices")), charts.known_and_missing(events)]
    figures += [
        charts.claims_by(claims, load("voices"), rows, split)
        for rows, split in itertools.product(["section", "lesson", "speaker"], ["kind", "checkable"])
    ]
    figures += [charts.chain(load("chains"), name) for name in CHAINS]
    figures += [
        charts.hedge_ladder(claims, load("claim_wording"), some)
        for some in ("all", "statements with a number")
    ]
    return [*figures, charts.verification(load("verification")), charts.my_ratings(none, questions)]


def test_titles_and_words_fit_in_every_setting(all_figures):
    for figure in all_figures:
        meta = figure.layout.meta
        assert len(meta["title"]) <= 90
        assert meta["alt"].startswith(meta["title"]) and meta["caption"] and meta["table"]["rows"]


@pytest.mark.parametrize("split", ["kind", "checkable"])
@pytest.mark.parametrize("rows", ["section", "lesson", "speaker"])
def test_every_claim_is_one_small_bar(claims, rows, split):
    figure = charts.claims_by(claims, load("voices"), rows, split)
    assert sorted(marks(figure)) == sorted(row_ids("claims", claims))
    ends = {}
    for trace in figure.data:
        if trace.type == "bar":
            for group, base in zip(trace.y, trace.base, strict=True):
                ends.setdefault(group, []).append(base)
    for places in ends.values():
        assert sorted(places) == list(range(len(places)))


def test_unknown_settings_are_refused(claims):
    with pytest.raises(ValueError, match="grouped by section, lesson or speaker"):
        charts.claims_by(claims, load("voices"), "colour")
    with pytest.raises(ValueError, match="split by kind or checkable"):
        charts.claims_by(claims, load("voices"), split="colour")
    with pytest.raises(ValueError, match="no chain"):
        charts.chain(load("chains"), "other")
    with pytest.raises(ValueError, match="all or statements with a number"):
        charts.hedge_ladder(claims, load("claim_wording"), "some")


def test_speaker_tiles_are_all_claims_and_the_title_counts_them(claims):
    figure = charts.claims_by_source(claims, load("voices"))
    assert sorted(marks(figure)) == sorted(row_ids("claims", claims))
    silent = claims["voice"].isin(["own voice", "nobody named"]).sum()
    assert figure.layout.meta["title"].startswith(f"{silent} of {len(claims)} statements")
    places = [
        (x, base)
        for trace in figure.data
        if trace.type == "bar"
        for x, base in zip(trace.x, trace.base, strict=True)
    ]
    assert len(set(places)) == len(places)


def test_every_link_of_a_chain_has_its_row_and_inferred_ones_are_dotted():
    chains = load("chains")
    for name in CHAINS:
        links = chains[chains["chain"] == name]
        figure = charts.chain(chains, name)
        assert set(marks(figure)) == set(row_ids("chains", links))
        dashes = [trace.line.dash for trace in figure.data if trace.mode == "lines"]
        assert ("solid" in dashes) == (links["link"] == "declared").any()
        assert dashes.count("dot") == (links["link"] == "inferred").sum()


def test_explorers_never_jump_in_size(claims):
    chains, codes = load("chains"), load("claim_wording")
    assert len({charts.chain(chains, name).layout.height for name in CHAINS}) == 1
    assert (
        charts.hedge_ladder(claims, codes).layout.height
        == charts.hedge_ladder(claims, codes, "statements with a number").layout.height
    )


def test_ladder_draws_all_claims_or_those_with_a_number(claims):
    codes = load("claim_wording")
    assert len(marks(charts.hedge_ladder(claims, codes))) == len(claims)
    numbers = charts.hedge_ladder(claims, codes, "statements with a number")
    assert len(marks(numbers)) == (codes["number_limit"] != "none").sum()


def test_known_and_missing_stand_in_their_lanes():
    events = load("events", lessons="reading_the_report")
    figure = charts.known_and_missing(events)
    lanes = {trace.customdata[0]: trace.x[0] for trace in figure.data}
    said = events[events["in_report"].notna()]
    assert len(lanes) == len(said)
    for row, mark in zip(said.itertuples(), row_ids("events", said), strict=True):
        assert (lanes[mark] == 0) == (row.in_report == "yes")


def test_open_ends_are_counted_in_the_title():
    rows = ranges.between(load("estimates", quantity="dprk_troops_kursk"), "2024-10-31", "2024-11-20")
    figure = charts.limits_by_speaker(rows, 10_000)
    assert figure.layout.meta["title"].endswith("two ceilings, one floor")
    assert len(marks(figure)) == len(rows)


def test_verification_draws_every_checked_row():
    checks = load("verification")
    assert sorted(marks(charts.verification(checks))) == sorted(row_ids("verification", checks))


def test_own_ratings_before_and_after_saving():
    questions = load("questions", in_rating="yes")
    none = pd.DataFrame(columns=["question_id", "claim_id", "percent", "knew"])
    assert charts.my_ratings(none, questions).layout.meta["title"] == "No ratings yet: 20 questions wait"
    some = pd.DataFrame(
        {
            "question_id": ["Q01", "Q02"],
            "claim_id": ["S01a", "S05"],
            "percent": [55.0, 3.0],
            "knew": ["no", "yes"],
        }
    )
    figure = charts.my_ratings(some, questions)
    assert figure.layout.meta["title"] == "You gave 1 of 2 questions more than 50 %; most sure: S05"
    assert marks(figure) == ["questions:Q01", "questions:Q02"]
    assert figure.layout.height == charts.my_ratings(none, questions).layout.height
