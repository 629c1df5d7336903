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
def by_source(claims):
    return charts.claims_by_source(claims, load("voices"))


@pytest.fixture(scope="module")
def in_groups(claims):
    """(rows, split) → the chart of claims in these groups."""
    settings = itertools.product(["section", "lesson", "speaker"], ["kind", "checkable"])
    return {setting: charts.claims_by(claims, load("voices"), *setting) for setting in settings}


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
def no_ratings():
    none = pd.DataFrame(columns=["question_id", "claim_id", "percent", "knew"])
    return charts.my_ratings(none, load("questions", in_rating="yes"))


def test_titles_and_words_fit_in_every_setting(
    by_source, in_groups, chains, ladders, known, verification, no_ratings
):
    explored = [*in_groups.values(), *chains.values(), *ladders.values()]
    for figure in [by_source, known, verification, no_ratings, *explored]:
        meta = figure.layout.meta
        assert len(meta["title"]) <= 90
        assert meta["alt"].startswith(meta["title"]) and meta["caption"] and meta["table"]["rows"]


@pytest.mark.parametrize("split", ["kind", "checkable"])
@pytest.mark.parametrize("rows", ["section", "lesson", "speaker"])
def test_every_claim_is_one_small_bar(claims, in_groups, rows, split):
    figure = in_groups[rows, split]
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


def test_speaker_tiles_are_all_claims_and_the_title_counts_them(claims, by_source):
    figure = by_source
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


def test_a_label_stands_beside_its_tiles_or_on_a_free_line(by_source):
    """On a phone about five letters fit beside each other in the width of a tile."""
    bars = [trace for trace in by_source.data if trace.type == "bar"]
    taken = {(x, round(-base)) for trace in bars for x, base in zip(trace.x, trace.base, strict=True)}
    labels = by_source.layout.annotations
    assert len(labels) == len(load("voices"))
    for label in labels:
        assert label.x + len(label.text) / 5 <= 10.5, label.text
        assert not [x for x, line in taken if x > label.x and line == -label.y], label.text


def test_every_link_of_a_chain_has_its_row_and_inferred_ones_are_dotted(chains):
    for name, figure in chains.items():
        links = load("chains", chain=name)
        assert set(marks(figure)) == set(row_ids("chains", links))
        dashes = [trace.line.dash for trace in figure.data if trace.mode == "lines"]
        assert ("solid" in dashes) == (links["link"] == "declared").any()
        assert dashes.count("dot") == (links["link"] == "inferred").sum()


def test_explorers_never_jump_in_size(chains, ladders):
    for figures in (chains, ladders):
        assert len({figure.layout.height for figure in figures.values()}) == 1


def test_ladder_draws_all_claims_or_those_with_a_number(claims, ladders):
    assert len(marks(ladders["all"])) == len(claims)
    numbers = load("claim_wording")["number_limit"] != "none"
    assert len(marks(ladders["statements with a number"])) == numbers.sum()


def test_a_word_that_a_translation_left_unclear_is_hatched_and_counted_apart(claims):
    codes = load("claim_wording")
    unclear = codes["claim_id"].isin(["S09", "S40"])
    codes["certainty"] = codes["certainty"].mask(unclear, "unclear (translation)")
    figure = charts.hedge_ladder(claims, codes)
    assert len(marks(figure)) == len(claims)
    assert figure.layout.meta["title"].endswith("2 unclear")
    hatched = [trace for trace in figure.data if trace.type == "bar" and trace.marker.pattern.shape == "/"]
    drawn = [mark for trace in hatched for mark in trace.customdata]
    assert sorted(drawn) == ["claims:S09", "claims:S40"]


def test_known_and_missing_stand_in_their_lanes(known):
    events = load("events", lessons="reading_the_report")
    lanes = {trace.customdata[0]: trace.x[0] for trace in known.data}
    said = events[events["in_report"].notna()]
    assert len(lanes) == len(said)
    for row, mark in zip(said.itertuples(), row_ids("events", said), strict=True):
        assert (lanes[mark] == 0) == (row.in_report == "yes")


def test_open_ends_are_counted_in_the_title():
    rows = ranges.between(load("estimates", quantity="dprk_troops_kursk"), "2024-10-31", "2024-11-20")
    figure = charts.limits_by_speaker(rows, 10_000)
    assert figure.layout.meta["title"].endswith("two ceilings, one floor")
    assert len(marks(figure)) == len(rows)


def test_verification_draws_every_checked_row(verification):
    checks = load("verification")
    assert sorted(marks(verification)) == sorted(row_ids("verification", checks))


def test_own_ratings_before_and_after_saving(no_ratings):
    questions = load("questions", in_rating="yes")
    assert no_ratings.layout.meta["title"] == "No ratings yet: 20 questions wait"
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
    assert figure.layout.height == no_ratings.layout.height
