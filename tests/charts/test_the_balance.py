"""What the charts of the two forces mean: which rows became which marks, on which axis."""

from __future__ import annotations

import pytest

from helpers import charts
from helpers.analysis import balance
from helpers.charts import theme
from helpers.charts.the_balance.record import AXIS_END
from helpers.data import load, row_ids


@pytest.fixture(scope="module")
def tests():
    return load("force_ratio_tests")


def said_at(figure, row_id):
    """Trace and position of the mark of a row."""
    for trace in figure.data:
        if trace.customdata is not None and row_id in list(trace.customdata):
            place = list(trace.customdata).index(row_id)
            return trace, trace.x[place], trace.y[place]
    raise AssertionError(f"{row_id} is not drawn")


def test_every_total_of_a_month_stands_in_its_own_panel(force, pairs):
    figure = charts.forces_by_speaker(force, pairs, "August 2024")
    for quantity, axis in ((balance.RUSSIA, "y"), (balance.UKRAINE, "y2")):
        rows = balance.of_period(balance.totals(force, quantity), "August 2024")
        for row_id in row_ids("estimates", rows):
            assert said_at(figure, row_id)[0].yaxis == axis


def test_moved_soldiers_are_never_drawn_as_totals(force, pairs):
    moved = "estimates:ru-troops-redeployed-to-kursk--volodymyr-zelensky--2024-09-03"
    period = "September and October 2024"
    assert moved not in charts.marks(charts.forces_by_speaker(force, pairs, period))
    figure = charts.forces_by_speaker(force, pairs, period, "something else")
    assert said_at(figure, moved)[1] == 60_000
    assert "Mixed here" in figure.layout.meta["caption"]


def test_other_figures_stand_under_the_side_that_they_count(force, pairs):
    figure = charts.forces_by_speaker(force, pairs, "August 2024", "something else")
    axes = {mark: trace.yaxis for trace in figure.data for mark in trace.customdata or () if mark}
    sides = {"y": "estimates:ru-", "y2": "estimates:ua-"}
    assert len(axes) == 11 and all(mark.startswith(sides[axis]) for mark, axis in axes.items())
    title = "August 2024: 5 other figures for Russia's side, 6 for Ukraine's"
    assert figure.layout.meta["title"] == title
    november = charts.forces_by_speaker(force, pairs, "November 2024", "something else")
    assert not any(mark.startswith("ratio_pairs") for mark in charts.marks(november))


def test_a_figure_given_as_rough_says_so(force, pairs):
    figure = charts.forces_by_speaker(force, pairs, "August 2024", "something else")
    said = {note.text for note in figure.layout.annotations}
    assert {"<b>about 11,000</b>", "<b>over 10,000</b>", "<b>4,000</b>"} <= said


def test_no_arrow_of_a_ceiling_points_beyond_zero(force, pairs):
    figure = charts.forces_by_speaker(force, pairs, "August 2024", "something else")
    arrows = {note.x: note.name for note in figure.layout.annotations if note.showarrow and note.ax < 0}
    assert arrows == {4_000: "wide", 6_000: "wide"}  # no arrow at 300, and none of these on a phone
    assert "where there is room" in figure.layout.meta["caption"]
    assert figure.layout.xaxis.range[0] == figure.layout.meta["narrow"]["xaxis.range"][0] == 0


def test_the_reports_range_is_drawn_in_november_only(force, pairs):
    trace, low, _ = said_at(charts.forces_by_speaker(force, pairs), f"ratio_pairs:{balance.REPORT_PAIR}")
    assert list(trace.x) == [20_000, 30_000] and low == 20_000
    august = charts.marks(charts.forces_by_speaker(force, pairs, "August 2024"))
    assert not [mark for mark in august if mark.startswith("ratio_pairs")]


def test_known_by_leaves_out_what_came_later(force, pairs):
    later = "estimates:ru-troops-kursk--general-staff-of-ukraine-unnamed-source--2024-11-23"
    assert later in charts.marks(charts.forces_by_speaker(force, pairs))
    assert later not in charts.marks(charts.forces_by_speaker(force, pairs, known_by="2024-11-17"))


def test_a_speakers_bar_runs_from_lowest_to_highest_ratio(force, pairs):
    figure = charts.ratio_by_speaker(force, pairs)
    trace, *_ = said_at(figure, "estimates:ru-troops-kursk--oleksandr-syrskyi--2024-11-05")
    assert list(trace.x) == [1.5, 2.25]
    assert figure.layout.meta["title"].endswith("1.5–2.5 to 1")


def test_unsure_bars_are_dotted_and_say_so(force, pairs):
    figure = charts.ratio_by_speaker(force, pairs, North_Koreans="taken out")
    officials, *_ = said_at(figure, "estimates:ru-troops-kursk--us-and-ukrainian-officials--2024-11-10")
    syrskyi, *_ = said_at(figure, "estimates:ru-troops-kursk--oleksandr-syrskyi--2024-11-05")
    assert (officials.line.dash, syrskyi.line.dash) == ("solid", "dot")
    assert not any("open" in trace.marker.symbol for trace in (officials, syrskyi))  # hollow is for forecasts
    behind = [note.text for note in figure.layout.annotations if note.text.startswith("<b>")]
    assert [text.endswith("if inside") for text in behind] == [True, False, True, True, True]


def test_two_months_in_one_ratio_are_called_so(force, pairs):
    meta = charts.ratio_by_speaker(force, pairs, divided_by="august").layout.meta
    assert meta["title"].startswith("Not allowed") and "Mixed here: two months" in meta["caption"]


def test_texts_with_both_halves_are_not_joined(pairs):
    figure = charts.ratio_pairs(pairs)
    for trace in figure.data:
        assert len(set(trace.customdata)) == 1 and len(set(trace.y)) == 1
    assert set(charts.marks(figure)) == set(row_ids("ratio_pairs", pairs))


def test_a_cell_is_a_bar_with_its_interval(tests):
    figure = charts.force_ratio_record(tests, (1.67, 2.5), "1600-1900")
    trace, middle, share = said_at(figure, "force_ratio_tests:1600-1900|3.0")
    place = list(trace.customdata).index("force_ratio_tests:1600-1900|3.0")
    assert (middle, share) == (pytest.approx(3.215), 100)
    assert share - trace.error_y.arrayminus[place] == pytest.approx(balance.interval(5, 5).low)
    assert trace.marker.opacity < 1  # five battles are faint


def test_cells_beyond_the_axis_stand_in_the_table(tests):
    figure = charts.force_ratio_record(tests, (1.67, 2.5))
    beyond = tests[tests["ratio_low"] >= AXIS_END]
    assert len(beyond) and not set(row_ids("force_ratio_tests", beyond)) & set(charts.marks(figure))
    assert len(figure.layout.meta["table"]["rows"]) == len(tests)


def test_percent_only_hides_the_intervals(tests):
    figure = charts.force_ratio_record(tests, (1.67, 2.5), "1904-1991", intervals=False)
    assert not any(trace.error_y.visible for trace in figure.data if trace.error_y.array is not None)


@pytest.mark.parametrize(
    ("record", "intervals", "penned"),
    [
        ("1600-1900", True, ["48 %", "100 %"]),
        ("1600-1900", False, ["100 %"]),
        ("1904-1991", True, ["54 %", "81 %"]),
        ("1904-1991", False, ["69 %"]),
    ],
)
def test_what_the_title_says_of_its_cell_stands_at_the_cell(tests, record, intervals, penned):
    figure = charts.force_ratio_record(tests, (1.67, 2.5), record, intervals=intervals)
    meta = figure.layout.meta
    (title,) = (meta["title"][slice(*ends)] for ends in meta["pen"])
    said = [note.text for note in figure.layout.annotations]
    shown = [n.text for n in figure.layout.annotations if n.bgcolor == theme.PEN and n.text.endswith("%")]
    assert shown == penned and title == " to ".join(text.removesuffix(" %") for text in penned) + " %"
    assert next(text for text in said if " of " in text) in meta["title"]


def test_the_turns_of_the_title_are_marked_at_the_curve():
    area = load("control_area_daily")
    figure = charts.ground_and_words(load("events", event_id=["2025-03-08-gas-pipe-raid"]), area)
    meta, notes = figure.layout.meta, figure.layout.annotations
    lost = [meta["title"][slice(*ends)] for ends in meta["pen"]]
    assert [note.text for note in notes if note.bgcolor and note.name == "narrow"] == [
        f"<b>−{part}</b>" for part in lost
    ]
    held = area[(area["mapper"] == "deepstate") & (area["measure"] == "held")].set_index("date")["area_km2"]
    (dots,) = (trace for trace in figure.data if trace.marker.line.color == theme.PEN)
    assert [held.loc[day] for day in dots.y] == list(dots.x)
    assert held.loc["2025-03-07"] == held.loc["2025-03-08"] != held.loc["2025-03-09"]
    assert "8 Mar still has the map of 7 Mar" in meta["caption"]


def test_words_stand_beside_the_ground_of_their_day():
    events = load("events", event_id=["2025-03-08-gas-pipe-raid", "2024-11-10-nyt-50000"])
    area = load("control_area_daily")
    figure = charts.ground_and_words(events, area)
    _, x, on = said_at(figure, "events:2024-11-10-nyt-50000")
    held = area[(area["mapper"] == "deepstate") & (area["measure"] == "held")].set_index("date")["area_km2"]
    assert str(on)[:10] == "2024-11-10" and x == held.loc["2024-11-10"]
    curve = next(t for t in figure.data if t.fill == "tozerox")
    assert all(held.loc[day] == x for day, x in zip(curve.y, curve.x, strict=True))
    with pytest.raises(ValueError, match="no events"):
        charts.ground_and_words(events.head(0), area)


def test_brigades_are_printed_with_yes_or_a_dash():
    rows = balance.units_by_witness(load("units"), load("units_mapped_names"), "2024-11-15")
    table = charts.named_brigades(rows, "2024-11-15")
    heads = ["named by Kyiv", "named by Moscow", "on Owl's map, 15 Nov 2024"]
    assert table.columns.tolist() == ["Brigade", *heads, "row_id"]
    assert (table[heads] == "yes").sum().tolist() == rows[["Kyiv", "Moscow", "map"]].sum().tolist()
    assert set(table[heads].stack()) == {"yes", "–"}


def test_positions_are_printed_oldest_first_with_their_rows():
    table = charts.rule_positions(load("arguments", argument_id=["G004", "G001"]))
    assert table["row_id"].tolist() == ["arguments:G001", "arguments:G004"]
    assert table["Year"].tolist() == ["1989", "2016"]
