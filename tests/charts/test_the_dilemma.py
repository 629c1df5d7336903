"""What the charts of the dilemma mean: which rows became which marks, on which axis."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import redeployment
from helpers.charts.the_dilemma.words import LANES
from helpers.data import load, row_ids


@pytest.fixture(scope="module")
def said():
    return load("arguments")


@pytest.fixture(scope="module")
def places():
    return load("unit_places")


@pytest.fixture(scope="module")
def heard(said):
    return redeployment.heard(load("moved_senses"), said)


def placed(figure, axis="x"):
    """Row id → position, over all marks."""
    return {
        mark: value
        for trace in figure.data
        if trace.customdata is not None
        for mark, value in zip(trace.customdata, getattr(trace, axis), strict=True)
    }


def test_each_aim_that_a_statement_names_is_one_mark(said):
    rows = said[said["lessons"].fillna("").str.contains("the_dilemma") & said["theme_lane"].notna()]
    figure = charts.aims_by_statement(rows)
    drawn = sorted((mark, x) for t in figure.data for mark, x in zip(t.customdata, t.x, strict=True))
    wanted = sorted(
        (f"arguments:{row.argument_id}", list(LANES).index(lane))
        for row in rows.itertuples()
        for lane in row.theme_lane.split(";")
    )
    assert drawn == wanted
    assert "Syrskyi, 27 Aug 2024" in figure.layout.meta["title"]
    assert (
        "Syrskyi, 5 Sep 2024: buffer or Sumy, divert troops, prisoners, morale" in figure.layout.meta["alt"]
    )


def test_statements_without_an_aim_are_refused(said):
    with pytest.raises(ValueError, match="theme_lane"):
        charts.aims_by_statement(said[said["theme_lane"].isna()])


@pytest.mark.parametrize(
    ("setting", "title"),
    [
        ((4, 50, 1), "If Kyiv crosses, Moscow's best reply is to leave its Donbas force (−2 against −5)"),
        ((8, 0, 1), "No pair of choices is stable: each time one side would rather change its own"),
        ((4, 50, 3), "With these payoffs Kyiv gains nothing by crossing first"),
        ((10, 50, 1), "If Kyiv crosses, moving and leaving cost Moscow the same (−5)"),
        ((10, 25, 1), "No pair of choices is stable: each time one side would rather change its own"),
    ],
)
def test_the_title_says_what_follows_from_the_setting(setting, title):
    assert charts.game_2x2(*setting).layout.meta["title"] == title


def test_best_replies_are_filled_and_stable_pairs_framed():
    figure = charts.game_2x2(4, 50, 1)
    moscow = next(t for t in figure.data if t.name == "Moscow")
    assert [text.strip() for text in moscow.text] == [
        "Moscow <b>−2</b>",
        "Moscow −5",
        "Moscow <b>0</b>",
        "Moscow −5",
    ]
    assert [s.endswith("-open") for s in moscow.marker.symbol] == [False, True, False, True]
    assert sum(shape.line.width == 4 for shape in figure.layout.shapes) == 1
    assert not any(shape.line.width == 4 for shape in charts.game_2x2(8, 0, 1).layout.shapes)


def test_arrows_point_to_the_better_choice_and_none_to_a_tie():
    arrows = [a for a in charts.game_2x2(4, 50, 1).layout.annotations if a.showarrow]
    assert len(arrows) == 4
    crossing = next(a for a in arrows if a.y == a.ay == 1)
    assert crossing.x < crossing.ax  # Moscow would rather leave: to the left
    tie = [a for a in charts.game_2x2(10, 50, 1).layout.annotations if a.showarrow]
    assert len(tie) == 3


def test_claims_stand_in_frames_by_what_they_count():
    rows = load("estimates", quantity=redeployment.CLAIMED)
    figure = charts.claims_by_definition(rows)
    drawn = placed(figure)
    kept = rows[(rows["exercise_only"] == "no") & (rows["as_of_last"] <= redeployment.END)]
    ranges = kept["low"].notna() & kept["high"].notna()
    assert {f"estimates:{i}" for i in kept["estimate_id"]} == {mark for mark in drawn if mark}
    assert drawn["estimates:ru-troops-redeployed-to-kursk--volodymyr-zelensky--2024-09-03"] == 60_000
    frames = {mark: t.yaxis for t in figure.data if t.customdata is not None for mark in t.customdata}
    assert (
        frames["estimates:ru-troops-redeployed-to-kursk--volodymyr-zelensky--2024-09-03"]
        != frames["estimates:ru-troops-kursk--volodymyr-zelensky--2024-09-13"]
    )
    joined = [t for t in figure.data if "lines" in (t.mode or "")]
    assert len(joined) == ranges.sum() and all(len(set(t.customdata)) == 1 for t in joined)
    assert figure.layout.meta["title"].startswith("30,000, 60,000, 50,000 by 10 Oct 2024")


@pytest.mark.parametrize("scale", ["counters", "change since 5 Aug 2024"])
def test_counters_are_steps_that_end_where_the_table_ends(mapped, scale):
    figure = charts.unit_counters(mapped, "russia", scale)
    drawn, base = placed(figure, "y"), 233 if scale != "counters" else 0
    assert drawn["units_mapped:2024-08-25|russia|Donbas box"] == 224 - base
    assert all(t.line.shape == "hv" for t in figure.data if t.line.shape or "lines" in t.mode)
    later = [t for t in figure.data if t.opacity == 0.4]
    assert len(later) == 2 and all(min(pd.to_datetime(t.x)) > pd.Timestamp("2024-11-14") for t in later)


def test_a_bridge_draws_each_counter_that_moved_once(places):
    figure = charts.flow_bridge(places, "russia", redeployment.WINDOWS["5 Aug to 15 Nov 2024"])
    bars = [t for t in figure.data if t.type == "bar"]
    moved = redeployment.flow(places, "russia")
    assert sorted(mark for t in bars for mark in t.customdata) == sorted(
        row_ids("unit_places", places.loc[moved["stay"]])
    )
    totals = next(t for t in figure.data if t.type == "scatter")
    assert list(totals.x) == [233, 233 - 21, 229]
    assert figure.layout.meta["title"] == (
        "5 Aug to 15 Nov 2024: 21 of 233 Russian counters left, 10 for Kursk; 17 came"
    )


def test_the_blocks_of_a_bridge_hang_together(places):
    figure = charts.flow_bridge(places, "ukraine", redeployment.WINDOWS["5 Aug to 15 Nov 2024"])
    spans = [(b, b + 1) for t in figure.data if t.type == "bar" for b in t.base]
    level = list(next(t for t in figure.data if t.type == "scatter").x)
    gone = level[0] - level[1]
    assert sorted(spans[:gone]) == [(level[1] + i, level[1] + i + 1) for i in range(gone)]
    assert sorted(spans[gone:]) == [(level[1] + i, level[1] + i + 1) for i in range(level[2] - level[1])]


@pytest.mark.parametrize(("place", "number"), [("before", 12), ("at_start", 13)])
def test_one_mark_for_each_arrival_by_its_place(places, place, number):
    figure = charts.origins(places, place)
    units = redeployment.counted(redeployment.arrivals(places, "russia"))
    assert len(charts.marks(figure)) == len(units) == 46
    donbas = next(t for t in figure.data if t.name == "Donetsk or Luhansk oblast")
    assert len(donbas.x) == number and str(number) in figure.layout.meta["title"]
    untraced = next(t for t in figure.data if t.name == "not traced")
    assert set(untraced.y) == {"not traced"}


def test_what_is_no_unit_is_drawn_apart(places):
    figure = charts.origins(places, count="all")
    apart = next(t for t in figure.data if t.name == "not units")
    assert len(apart.x) == 5 and len(charts.marks(figure)) == 51


@pytest.mark.parametrize(
    ("meaning", "threshold", "verdict"),
    [
        ("from Donetsk or Luhansk oblast", 5, "false"),
        ("the Donbas force shrank", 5, "true"),
        ("from round Pokrovsk", 5, "open"),
        ("from round Pokrovsk", 20, "true"),
    ],
)
def test_the_verdict_follows_meaning_and_threshold(places, mapped, heard, meaning, threshold, verdict):
    figure = charts.verdict_by_meaning(redeployment.meanings(places, mapped), heard, meaning, threshold)
    word = "stays open" if verdict == "open" else f"is {verdict}"
    assert figure.layout.meta["title"].endswith(f"from {threshold} on, “moved no troops” {word}")
    bold = [a.text for a in figure.layout.annotations if a.text in (f"<b>{verdict}</b>",)]
    assert bold == [f"<b>{verdict}</b>"]
    spoken = {mark for mark in charts.marks(figure) if mark.startswith("arguments:")}
    senses = load("moved_senses", meaning=meaning)
    assert spoken == {f"arguments:{i}" for i in senses["argument_id"]}


def test_untraced_counters_are_hatched_beyond_the_known(places, mapped, heard):
    figure = charts.verdict_by_meaning(redeployment.meanings(places, mapped), heard, "from anywhere", 5)
    bar = next(t for t in figure.data if t.type == "bar")
    assert bar.marker.pattern.shape == "/"
    assert list(zip(bar.base, bar.x, strict=True)) == [(36, 10), (21, 10), (12, 10), (4, 0), (1, 10)]
