"""What the charts of the dilemma mean: which rows became which marks, on which axis."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import redeployment
from helpers.charts import theme
from helpers.charts.squares import QUIET
from helpers.charts.the_dilemma.words import LANES
from helpers.data import load, row_ids


@pytest.fixture(scope="module")
def said():
    return load("arguments")


@pytest.fixture(scope="module")
def places():
    return load("unit_places")


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
    penned = {note.name: note.text for note in figure.layout.annotations if note.bgcolor == theme.PEN}
    assert penned == {"wide": "<b>27 Aug 2024</b>", "narrow": "<b>27 Aug 2024</b>"}
    assert (
        "Syrskyi, 5 Sep 2024: buffer or Sumy, divert troops, prisoners, morale" in figure.layout.meta["alt"]
    )


def test_statements_without_an_aim_are_refused(said):
    with pytest.raises(ValueError, match="theme_lane"):
        charts.aims_by_statement(said[said["theme_lane"].isna()])


@pytest.mark.parametrize(
    ("setting", "title"),
    [
        (
            (4, 50, 1),
            "If Kyiv crosses, Moscow's best reply is to keep its force in the Donbas (−2 against −5)",
        ),
        ((8, 0, 1), "No pair of choices is stable: each time one side would rather change its own"),
        ((4, 50, 3), "With these payoffs Kyiv gains nothing by crossing first"),
        ((10, 50, 1), "If Kyiv crosses, moving and leaving cost Moscow the same (−5)"),
        ((10, 25, 1), "No pair of choices is stable: each time one side would rather change its own"),
    ],
)
def test_the_title_says_what_follows_from_the_setting(setting, title):
    assert charts.game_2x2(*setting).layout.meta["title"] == title


def test_best_replies_are_in_full_colour_and_stable_pairs_framed():
    figure = charts.game_2x2(4, 50, 1)
    moscow = next(t for t in figure.data if t.name == "Moscow")
    told = [note for note in figure.layout.annotations if note.text.startswith("Moscow ") and note.bgcolor]
    assert [note.text for note in told] == ["Moscow <b>−2</b>", "Moscow −5"]  # the title compares these two
    assert [n.text for n in figure.layout.annotations if n.text[:8] in ("Moscow <", "Moscow −")] == [
        "Moscow <b>−2</b>",
        "Moscow −5",
        "Moscow <b>0</b>",
        "Moscow −5",
    ]
    full = theme.actor("russia").color
    assert [color == full for color in moscow.marker.color] == [True, False, True, False]
    assert sum(shape.line.width == 4 for shape in figure.layout.shapes) == 1
    assert not any(shape.line.width == 4 for shape in charts.game_2x2(8, 0, 1).layout.shapes)


def test_arrows_point_to_the_better_choice_and_none_to_a_tie():
    arrows = [a for a in charts.game_2x2(4, 50, 1).layout.annotations if a.showarrow]
    assert len(arrows) == 4
    crossing = next(a for a in arrows if a.y == a.ay == 1)
    assert crossing.x < crossing.ax  # Moscow would rather leave: to the left
    tie = [a for a in charts.game_2x2(10, 50, 1).layout.annotations if a.showarrow]
    assert len(tie) == 3


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
    said = {note.text: note.bgcolor for note in figure.layout.annotations}
    assert said["<b>21</b> of 233 left"] == theme.PEN and "<b>17</b> came" in said
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


def test_two_countings_of_ukraines_counters_say_why_they_differ(mapped, places):
    window = redeployment.WINDOWS["5 Aug to 15 Nov 2024"]
    for side, differ in (("ukraine", True), ("russia", False)):
        daily = charts.unit_counters(mapped, side, "counters").layout.meta["caption"]
        units = charts.flow_bridge(places, side, window).layout.meta["caption"]
        new = charts.origins(places, side=side).layout.meta["caption"]
        said = ["outline of Kursk" in daily, "several places" in units, "outline here" in new]
        assert said == [differ] * 3
        boxes = [redeployment.counter_on(mapped, side, "Donbas box", day) for day in window]
        assert (boxes != [redeployment.boxed(places, side, day) for day in window]) == differ


@pytest.mark.parametrize(("place", "number"), [("before", 12), ("at_start", 13)])
def test_one_mark_for_each_arrival_by_its_place(places, place, number):
    figure = charts.origins(places, place)
    units = redeployment.counted(redeployment.arrivals(places, "russia"))
    assert len(charts.marks(figure)) == len(units) == 46
    full = [t for t in figure.data if t.marker.color == theme.actor("russia").color]
    donbas = units[units[place].isin(redeployment.DONBAS)]
    drawn = sorted(mark for t in full for mark in t.customdata)
    assert drawn == sorted(row_ids("unit_places", places.loc[donbas["stay"]])) and len(drawn) == number
    title = figure.layout.meta["title"]
    assert [title[slice(*ends)] for ends in figure.layout.meta["pen"]] == [str(number)]
    sums = [note.name for note in figure.layout.annotations if f"<b>{number}</b> of 46" in note.text]
    assert sums == ["wide", "narrow"]
    (untraced,) = [t for t in figure.data if t.marker.symbol == "square-open"]
    assert len(untraced.x) == (units[place] == redeployment.UNTRACED).sum()


def test_squares_of_a_place_stand_on_one_line_with_their_number(places):
    figure = charts.origins(places, "at_start", side="ukraine")
    counts = {note.y: note.text for note in figure.layout.annotations if note.name is None}
    assert all(len(set(t.y)) == 1 and counts[t.y[0]] == f"<b>{len(t.y)}</b>" for t in figure.data)
    assert len(counts) == len(figure.data)


def test_what_is_no_unit_is_drawn_apart(places):
    figure = charts.origins(places, count="all")
    (apart,) = [t for t in figure.data if t.marker.color == QUIET]
    assert len(apart.x) == 5 and len(charts.marks(figure)) == 51
    charts.origins(places, count="all", side="ukraine")  # nothing to set apart there
