"""What the charts of ground held mean: which rows became which marks, on which axis."""

import re
from itertools import pairwise

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import agreement
from helpers.analysis import area as areas
from helpers.analysis import ground as shape
from helpers.charts import theme
from helpers.charts.cells import at_km
from helpers.charts.maps import to_km
from helpers.charts.the_incursion.area import PERIODS
from helpers.charts.the_incursion.said import SIZES
from helpers.charts.timelines import LINE_PX, stacked
from helpers.data import load


@pytest.fixture(scope="module")
def ground():
    return load("control_area_daily")


@pytest.fixture(scope="module")
def said():
    return load("estimates", quantity=["ua_held_area_kursk", "ua_peak_area_kursk"])


def trace(figure, start):
    drawn = [t for t in figure.data if t.x[0] is not None]  # not an entry of the legend alone
    return next(t for t in drawn if (t.name or "").startswith(start))


def test_steps_show_the_redrawn_days_with_their_values(ground, said):
    figure = charts.area_by_source(ground, said, "held", "first 30 days")
    owl = trace(figure, "Project Owl")
    assert owl.line.shape == "hv"
    values = dict(zip(pd.to_datetime(owl.x), owl.y, strict=True))
    assert values[pd.Timestamp("2024-08-21")] == areas.on_day(ground, "project_owl", "2024-08-21")
    assert owl.customdata[0].startswith("control_area_daily:2024-08-06|project_owl|held")


def test_unclear_ground_is_added_to_deepstate_only(ground, said):
    plain = charts.area_by_source(ground, said, "held", "whole year")
    both = charts.area_by_source(ground, said, "held or unclear", "whole year")
    assert max(trace(both, "DeepState").y) == 1252 and max(trace(plain, "DeepState").y) == 907.6
    assert list(trace(both, "Project Owl").y) == list(trace(plain, "Project Owl").y)


def test_statements_become_points_and_undated_peaks_a_list(ground, said):
    figure = charts.area_by_source(ground, said, "held", "whole year")
    drawn = set(charts.marks(figure))
    wanted = said[(said["exercise_only"] == "no")]
    assert {f"estimates:{i}" for i in wanted["estimate_id"]} <= drawn
    trap = said[said["exercise_only"] == "yes"]["estimate_id"]
    assert not {f"estimates:{i}" for i in trap} & drawn
    undated = {f"estimates:{i}" for i in wanted.loc[wanted["as_of_last"].isna(), "estimate_id"]}
    listed = [
        (t.x[i], t.y[i])
        for t in figure.data
        if t.customdata is not None
        for i, mark in enumerate(t.customdata)
        if mark in undated
    ]
    assert len(listed) == len(undated) and len({x for x, _ in listed}) == 1
    told = {note.y: note.text for note in figure.layout.annotations if note.name == "wide"}
    peaks = [told[y] for y in sorted((y for _, y in listed), reverse=True)]
    assert peaks[0] == "<b>1,376</b> Ukrainian staff source" and peaks[-1].startswith("<b>800–900</b>")
    assert "1,295 Oleksandr Syrskyi" in peaks  # 500 mi², a weak page


def test_square_miles_stand_at_their_square_kilometres(ground, said):
    figure = charts.area_by_source(ground, said, "held", "whole year")
    places = {
        mark: y
        for t in figure.data
        if t.customdata is not None
        for mark, y in zip(t.customdata, t.y, strict=True)
    }
    assert round(places["estimates:ua-held-area-kursk--black-bird-group--2025-03-16"], 1) == 77.7  # 30 mi²


def test_at_least_points_keep_their_mark_and_get_a_thin_arrow(ground, said):
    figure = charts.area_by_source(ground, said, "held", "first 30 days")
    kyiv = trace(figure, "Ukraine")
    marks = dict(zip(kyiv.customdata, zip(kyiv.marker.symbol, kyiv.x, kyiv.y, strict=True), strict=True))
    upward = {
        (pd.Timestamp(note.x), note.y) for note in figure.layout.annotations if note.showarrow and note.ay < 0
    }
    ends = {}
    for day in ("volodymyr-zelensky--2024-08-19", "oleksandr-syrskyi--2024-08-12"):
        symbol, x, y = marks[f"estimates:ua-held-area-kursk--{day}"]
        assert symbol == "circle"
        ends[day[-10:]] = (pd.Timestamp(x), y) in upward
    assert ends == {"2024-08-19": True, "2024-08-12": False}


def test_what_deepstate_is_quoted_with_is_no_figure_of_kyivs(ground, said):
    figure = charts.area_by_source(ground, said, "held", "March 2025")
    quoted = "estimates:ua-held-area-kursk--deepstate--2025-03-13"
    own = next(t for t in figure.data if t.customdata is not None and quoted in list(t.customdata))
    assert own.marker.color == theme.MAPPERS["deepstate"].color
    assert [word for _, word in figure.layout.meta["key"]].count(
        "DeepState (works with Kyiv's ministry)"
    ) == 1


@pytest.mark.parametrize("width", SIZES)
def test_the_numbers_of_marchs_title_stand_under_the_pen_in_the_picture(ground, said, width):
    figure = charts.area_by_source(ground, said, "held", "March 2025")
    penned = [
        note.text for note in figure.layout.annotations if note.bgcolor == theme.PEN and note.name == width
    ]
    assert penned == ["<b>348</b>", "<b>91</b>"]


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("ground_shown", ["held", "held or unclear"])
@pytest.mark.parametrize("period", PERIODS)
def test_each_number_of_the_title_is_printed_in_the_picture(ground, said, period, ground_shown, width):
    figure = charts.area_by_source(ground, said, ground_shown, period)
    title, pen = figure.layout.meta["title"], figure.layout.meta["pen"]
    numbers = {number for first, last in pen for number in re.findall(r"[\d,]+", title[first:last])}
    printed = " ".join(note.text for note in figure.layout.annotations if note.name in (None, width))
    assert len(numbers) > 1 and numbers <= {*re.findall(r"[\d,]*\d", printed)}


def test_on_a_phone_the_value_of_an_arrow_downwards_stands_at_its_head(ground, said):
    figure = charts.area_by_source(ground, said, "held or unclear", "March 2025")
    (value,) = (n for n in figure.layout.annotations if n.name == "narrow" and "&lt;" in n.text)
    assert value.y < 100 - 20 / 458 * figure.layout.yaxis.range[1]


def test_on_a_phone_a_value_beside_another_mark_is_left_out(ground, said):
    figure = charts.area_by_source(ground, said, "held", "March 2025")
    told = {note.text: note for note in figure.layout.annotations if note.name == "narrow"}
    assert not {"<b>140</b>", "<b>&lt;100</b>"} & {*told}  # each nearer to another's mark
    assert told["<b>78</b>"].xanchor == "right" and told["<b>78</b>"].yshift == 0
    assert told["<b>110</b>"].xanchor == "right" and told["<b>110</b>"].yshift > -8  # its mark's line
    wide = {note.text for note in figure.layout.annotations if note.name == "wide"}
    assert {"<b>140</b>", "<b>&lt;100</b>"} <= wide


def test_every_peak_has_its_side_in_the_key_for_a_phone_gives_no_names(ground, said):
    key = {word for _, word in charts.area_by_source(ground, said).layout.meta["key"]}
    peaks = said[said["as_of_last"].isna() & (said["exercise_only"] == "no")]
    sides = peaks["side"].mask(peaks["speaker_id"].isin(theme.MAPPERS), peaks["speaker_id"])
    assert "ISW" in key and {theme.actor(side).label for side in sides} <= key


def test_moscows_retaken_ground_has_its_own_panel(ground, said):
    retaken = load("estimates", quantity="ru_retaken_area_kursk")
    figure = charts.area_by_source(ground, said, "held", "whole year", retaken=retaken)
    lower = [t for t in figure.data if t.yaxis == "y2" and t.customdata is not None]
    ids = {mark for t in lower for mark in t.customdata}
    assert ids == {f"estimates:{i}" for i in retaken["estimate_id"]}


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("ground_shown", ["held", "held or unclear"])
def test_every_setting_has_a_title_that_fits_and_the_same_height(ground, said, period, ground_shown):
    figure = charts.area_by_source(ground, said, ground_shown, period)
    assert len(figure.layout.meta["title"]) <= 90 and figure.layout.height == 520


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("ground_shown", ["held", "held or unclear"])
def test_every_curve_and_statement_lies_inside_the_axes(ground, said, period, ground_shown):
    figure = charts.area_by_source(ground, said, ground_shown, period)
    least, most = figure.layout.yaxis.range
    assert all(least <= y <= most for t in figure.data for y in t.y if y is not None)
    first, last = map(pd.Timestamp, figure.layout.xaxis.range)
    assert all(first < pd.Timestamp(x) < last for t in figure.data for x in t.x if x is not None)


def test_shares_use_one_source_and_say_when_they_mix(ground, said):
    figure = charts.share_lost(ground, said, "2024-11-15")
    bars = figure.data[0]
    names = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    lost = {names[y].split("<br>")[0]: x for x, y in zip(bars.x, bars.y, strict=True)}
    assert any("604 of 908\N{NO-BREAK SPACE}km²" in name for name in names.values())
    assert lost["DeepState, held"] == pytest.approx(areas.share_lost(603.9, 907.6), abs=0.1)
    mixed = charts.share_lost(ground, said, "2024-11-15", "any peak")
    assert mixed.layout.meta["title"].startswith("Not allowed")
    assert {t.line.color for t in mixed.data} == {theme.FAINT}  # our arithmetic, no map's
    assert all(t.line.dash == "3px,3px" for t in mixed.data)
    assert "staff source" in figure.layout.meta["caption"]
    assert "908, and the largest, 1,376 km²" in mixed.layout.meta["subtitle"]  # what the shares divide by
    assert "spoke after the report" not in mixed.layout.meta["caption"]


def test_each_sum_of_people_who_left_stands_in_the_frame_of_its_oblast(estimates):
    counted = ["civilians_evacuated_kursk", "civilians_evacuated_sumy"]
    left = estimates[estimates["quantity"].isin(counted)]
    figure = charts.people_who_left(left)
    frames = {}
    for t in (t for t in figure.data if t.customdata is not None):
        frames.setdefault(t.yaxis, set()).update(t.customdata)
    sums = left[left["definition"] == "cumulative"].groupby("place")["estimate_id"].apply(set)
    wanted = [sorted(f"estimates:{i}" for i in ids) for ids in sums]
    assert [sorted(ids) for ids in frames.values()] == wanted and len(wanted) == 2
    assert "115,000 or 133,190" in figure.layout.meta["title"]


def test_the_dead_and_the_missing_keep_what_is_counted_and_who_says_it(estimates):
    people = estimates[estimates["quantity"].isin(["civilians_killed_kursk", "civilians_missing_kursk"])]
    shown = charts.dead_and_missing(people).set_index("row_id")
    two = [f"estimates:civilians-killed-kursk--alexei-tsukanov--2025-05-27{end}" for end in ("", "-b")]
    assert shown.loc[two, "Figure"].tolist() == ["358", "313"]
    assert set(shown.loc[two, "Who says it"]) == {"Alexei Tsukanov"}
    assert shown["What is counted"].nunique() == 2 and len(shown) == len(people)


def test_the_agreement_map_draws_each_cell_once():
    grid = load("agreement_grid")
    figure = charts.agreement_map(grid, "2024-09-06")
    cells = [m for m in charts.marks(figure) if m.startswith("agreement_grid")]
    assert len(cells) == len(set(cells)) == 223 + 4 + 56 + 37
    assert figure.layout.yaxis.scaleanchor == "x" and figure.layout.yaxis.scaleratio == 1
    assert (
        "892 km²" in figure.layout.meta["title"] and "Both maps count 223 cells" in figure.layout.meta["alt"]
    )
    said = [note.text for note in figure.layout.annotations]
    assert "<b>892 km²</b>" in said and any(
        "only on<br>Project Owl's</b><br>56 cells" in text for text in said
    )


@pytest.mark.parametrize("week", agreement.weeks(load("agreement_grid")))
def test_words_on_the_agreement_map_point_at_a_cell_of_their_kind(week):
    grid = load("agreement_grid")
    cells = at_km(agreement.agreement(grid, week))
    kinds = {"DeepState": agreement.ONLY_DEEPSTATE, "Project Owl": agreement.ONLY_OWL}
    for note in charts.agreement_map(grid, week).layout.annotations:
        if "only on" in note.text:
            kind = next(kind for name, kind in kinds.items() if name in note.text)
            own = cells[cells["status"] == kind]
            assert ((own["x"] == note.x) & (own["y"] == note.y)).any()
            assert f"{len(own)} cell" in note.text


def test_the_words_on_narrow_ground_stand_beside_it():
    grid, week = load("agreement_grid"), "2024-08-09"
    cells = at_km(agreement.agreement(grid, week))
    both = cells[cells["status"] == agreement.BOTH]
    (size,) = (n for n in charts.agreement_map(grid, week).layout.annotations if n.bgcolor == theme.PEN)
    assert ((both["x"] == size.x) & (both["y"] == size.y)).any()
    assert size.showarrow and size.ax < cells.loc[cells["status"].notna(), "x"].min()


def test_six_fridays_say_the_area_on_both_maps():
    grid, weeks = load("agreement_grid"), ["2024-08-09", "2024-09-06", "2025-03-07"]
    figure = charts.six_fridays(grid, weeks)
    counts = [agreement.agreement_counts(grid, week)[agreement.BOTH] for week in weeks]
    sizes = [note for note in figure.layout.annotations if note.text.endswith("km²")]
    assert [note.text for note in sizes] == [f"{4 * count} km²" for count in counts]
    assert [note.bgcolor is not None for note in sizes] == [False, True, False]
    marked = {mark.split("|")[0] for mark in charts.marks(figure) if mark.startswith("agreement_grid")}
    assert marked == {f"agreement_grid:{week}" for week in weeks}


def test_four_mappers_are_drawn_with_their_own_cells(ground):
    grid = load("agreement_grid")
    figure = charts.who_draws(grid, ground)
    assert [row[0] for row in figure.layout.meta["table"]["rows"]] == [
        "DeepState",
        "Project Owl",
        "Creamy Caprice",
        "ISW",
    ]
    by_axis = {}
    for drawn in figure.data:
        own = [m for m in (() if drawn.customdata is None else drawn.customdata) if m.startswith("agreement")]
        by_axis.setdefault(drawn.xaxis, []).extend(own)
    assert [{mark.split("|")[3] for mark in marks} for marks in by_axis.values()] == [
        {"deepstate"},
        {"project_owl"},
        {"creamy_caprice"},
        set(),
    ]


def test_the_locator_gives_our_straight_distances():
    figure = charts.where_it_is(load("agreement_grid"))
    towns = load("settlements", name=["Sudzha", "Pokrovsk"])
    km = round(shape.straight_km(towns, "Sudzha", "Pokrovsk"), -1)
    assert f"{km:.0f} km" in figure.layout.meta["title"]


def test_rings_go_round_the_ground_and_leave_its_holes():
    ring_of_eight = pd.DataFrame(
        [(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)], columns=["cell_x", "cell_y"]
    )
    turns = [
        sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2
        for ring in agreement.rings(ring_of_eight)
    ]
    assert sorted(turns) == [-1, 9]


@pytest.mark.parametrize(("week", "said"), [("2024-08-16", ""), ("2024-09-06", ": 5 cells.")])
def test_cells_that_are_counted_outside_the_map_are_named(week, said):
    figure = charts.agreement_map(load("agreement_grid"), week)
    west, east = figure.layout.xaxis.range
    away = [
        mark
        for trace in figure.data
        if trace.customdata is not None
        for mark, x in zip(trace.customdata, trace.x, strict=True)
        if mark.startswith("agreement_grid") and not west <= x <= east
    ]
    assert len(away) == (5 if said else 0)
    assert (f"outside this picture{said}" in figure.layout.meta["caption"]) == bool(said)


def test_map_distances_are_kilometres():
    towns = load("settlements", name=["Sudzha", "Sumy"]).set_index("name")
    x, y = to_km(towns["lon"], towns["lat"])
    assert ((x[0] - x[1]) ** 2 + (y[0] - y[1]) ** 2) ** 0.5 == pytest.approx(42, abs=3)


def test_ranges_put_one_statement_in_a_row():
    rows = load("estimates", quantity="ua_settlements_held_kursk")
    figure = charts.ranges_by_speaker(rows, mixed=True)
    assert len(figure.layout.yaxis.ticktext) == len(rows)
    assert set(charts.marks(figure)) == {f"estimates:{i}" for i in rows["estimate_id"]}
    assert figure.layout.meta["subtitle"].endswith("settlements")
    assert figure.layout.xaxis.showticklabels is False  # each value stands at its mark


def test_a_range_with_one_printed_end_starts_at_its_central_value():
    rows = load("estimates", quantity="ua_settlements_held_kursk", speaker_id="deepstate")
    figure = charts.ranges_by_speaker(rows, caption="Counts differ.")
    said = [note.text for note in figure.layout.annotations]
    assert "44 to 54" in said and not any("nan" in text for text in said)
    assert theme.MAPPERS["deepstate"].color in {t.marker.color for t in figure.data}


def test_a_rough_figure_is_printed_as_rough_and_the_titles_stand_under_the_pen():
    shares = load("estimates", quantity="ru_retaken_share_kursk")
    pen = shares.loc[shares["as_of_last"] < "2024-11-01", "row_id"].tolist()
    notes = charts.ranges_by_speaker(shares, pen=pen).layout.annotations
    penned = [note.text for note in notes if note.bgcolor == theme.PEN]
    assert penned == ["nearly 25", "46", "about 50"]
    assert [note.text for note in notes].count("about 50") == 2


def test_ranges_refuse_two_quantities():
    rows = load("estimates", quantity=["ua_settlements_held_kursk", "ua_held_area_kursk"])
    with pytest.raises(ValueError, match="cannot share an axis"):
        charts.ranges_by_speaker(rows)


def test_a_timeline_marks_every_event_at_its_day():
    events = load("events", lessons="the_incursion").head(6)
    figure = charts.timeline(events, title="Six events")
    dots = next(t for t in figure.data if t.customdata is not None)
    assert dots.yaxis == "y2" and figure.layout.yaxis2.range[0] > figure.layout.yaxis2.range[1]  # downwards
    drawn = {mark: pd.Timestamp(y) for mark, y in zip(dots.customdata, dots.y, strict=True)}
    assert drawn == {f"events:{r.event_id}": r.date_first for r in events.itertuples()}


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_words_of_a_timeline_stand_at_the_marks_of_their_actors(width):
    events = load("events", lessons="the_incursion").head(6)
    figure = charts.timeline(events, title="Six events")
    told = [note for note in figure.layout.annotations if note.name == width]
    beside = {y: t.name for t in figure.data if t.yaxis != "y2" for y in t.y}
    ordered = events.sort_values(["date_first", "event_id"])
    assert [beside[note.y] for note in told] == [theme.actor(side).label for side in ordered["actor"]]


def test_stacked_events_have_room_for_their_lines_at_both_widths():
    places, heights = stacked([1, 2, 1], [2, 5, 3])
    for name, lines in (("wide", [1, 2]), ("narrow", [2, 5])):
        gaps = [(b - a) * heights[name] / heights["narrow"] for a, b in pairwise(places)]
        assert all(gap >= LINE_PX * count for gap, count in zip(gaps, lines, strict=True))
