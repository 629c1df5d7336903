"""What the charts of the deployment mean: which rows became which marks, in which frame, on which day."""

from __future__ import annotations

from itertools import groupby, pairwise

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import deployment
from helpers.charts import theme

DAYS = ["2024-10-18", "2024-11-15", "2024-11-20", "2026-02-28"]


def drawn(figure, *columns):
    """Row id → values of the named columns of its mark (symbol of the marker, else of the trace)."""
    found = {}
    for trace in figure.data:
        if trace.mode != "markers" or trace.customdata is None:
            continue
        for i, mark in enumerate(trace.customdata):
            values = [getattr(trace.marker if c == "symbol" else trace, c) for c in columns]
            found[mark] = tuple(v[i] if isinstance(v, (tuple, list)) else v for v in values)
    return found


def notes(figure, text, name="wide"):
    """Notes of a wide picture that hold a text."""
    return [note for note in figure.layout.annotations if text in note.text and note.name in (None, name)]


@pytest.fixture(scope="module")
def frames(troops):
    """The frames as known on each day, and with None all that is known."""
    return {day: charts.troop_frames(troops, day) for day in (None, *DAYS)}


def test_each_figure_stands_at_its_value_in_the_row_of_its_scope(troops, frames):
    figure, rows = frames[None], troops.set_index("row_id")
    heads = {frame: notes(figure, f"<b>{frame}</b>")[0].y for frame in deployment.FRAMES}
    for mark, (axis, x, y) in drawn(figure, "xaxis", "x", "y").items():
        row = rows.loc[mark]
        assert x == row["value"]
        if axis == "x":
            above = {frame: head for frame, head in heads.items() if head < y}  # pixels from the top
            assert max(above, key=above.get) == row["frame"]
        else:
            assert row["frame"] == deployment.FORECASTS and row[["low", "central", "high"]].max() > 17_000
    assert notes(figure, "no figure in our data")[0].y == heads[deployment.IN_COMBAT]


def test_forecasts_are_hollow_and_open_ends_keep_the_mark_of_their_speaker(troops, frames):
    figure = frames[None]
    rows = troops.set_index("row_id")
    for mark, (shape,) in drawn(figure, "symbol").items():
        assert shape.endswith("-open") == (rows.loc[mark, "basis"] == "forecast")
        assert shape.removesuffix("-open") == theme.actor(rows.loc[mark, "side"]).symbol
    arrows = [note for note in figure.layout.annotations if note.showarrow]
    limits = troops["bound"].value_counts()
    assert sum(arrow.ax > 0 for arrow in arrows) == limits["at least"]
    assert sum(arrow.ax < 0 for arrow in arrows) == limits["up to"]


def test_no_mark_lies_outside_its_scale_or_on_another(frames):
    figure = frames[None]
    most = {"x": figure.layout.xaxis.range[1], "x2": figure.layout.xaxis2.range[1]}
    places = drawn(figure, "xaxis", "x", "y")
    assert all(0 <= x <= most[axis] for axis, x, _ in places.values())
    assert len(set(places.values())) == len(places)


@pytest.mark.parametrize("forecasts", [True, False])
def test_rows_and_marks_keep_their_place_while_the_day_moves(troops, forecasts):
    days = [charts.troop_frames(troops, day, forecasts=forecasts) for day in DAYS]
    assert len({figure.layout.height for figure in days}) == 1
    places = [drawn(figure, "xaxis", "x", "y").items() for figure in days]
    assert all(earlier <= later for earlier, later in pairwise(places))


def test_forecasts_on_two_scales_say_how_many_there_are_on_both(troops):
    figure = charts.troop_frames(troops, "2024-11-15", inferred_days=False)
    told = [note.text for note in notes(figure, " of 6 figures")]
    assert told == ["5 of 6 figures", "1 of 6 figures"]
    assert "6 forecasts" in figure.layout.meta["title"]


def test_the_pen_lies_on_the_number_of_the_title(frames):
    figure = frames[None]
    band = next(shape for shape in figure.layout.shapes if shape.fillcolor == theme.PEN)
    assert (band.x0 + band.x1) / 2 == 10_000
    counts = [int(note.text[3]) for note in figure.layout.annotations if note.text.endswith("×</b>")]
    assert sum(counts) == 10 and len(counts) == 5


def levels(figure):
    """Row id → value, and pixels from the foot of its scale or of its row (the next line between rows)."""
    feet = [shape.y0 for shape in figure.layout.shapes if shape.xref == "paper"]
    ends = {axis.anchor: axis.range[0] for axis in figure.select_yaxes()}
    return {
        mark: (x, min(foot for foot in [*(feet if axis == "x" else []), ends[axis]] if foot > y) - y)
        for mark, (axis, x, y) in drawn(figure, "xaxis", "x", "y").items()
    }


def test_a_mark_keeps_its_value_and_its_level_in_every_setting(frames):
    whole = levels(frames[None])
    for day in DAYS:
        assert levels(frames[day]).items() <= whole.items()


@pytest.mark.parametrize("day", DAYS)
def test_only_what_had_been_published_is_drawn(troops, frames, day):
    marks = drawn(frames[day], "x")
    public = troops[troops["published"] <= pd.Timestamp(day)]
    assert set(marks) == set(public["row_id"])
    strict = drawn(charts.troop_frames(troops, day, inferred_days=False), "x")
    assert set(strict) == set(public.loc[public["published_basis"] != "inferred", "row_id"])


def test_hidden_forecasts_leave_their_row_empty_and_take_no_height(troops, frames):
    shown, hidden = frames[DAYS[1]], charts.troop_frames(troops, DAYS[1], forecasts=False)
    gone = set(drawn(shown, "x")) - set(drawn(hidden, "x"))
    assert gone and troops.set_index("row_id").loc[sorted(gone), "frame"].eq(deployment.FORECASTS).all()
    assert hidden.layout.height < shown.layout.height and "yaxis2" not in hidden.layout
    assert notes(hidden, "hidden") and not notes(shown, "hidden")


def test_one_figure_is_told_in_the_singular_and_one_value_once(frames):
    alt = frames["2024-11-15"].layout.meta["alt"]
    assert "near the border: 1 figure by 1 speaker, 7,000;" in alt


def test_the_title_of_mid_november_counts_by_hand(troops, frames):
    title = frames["2024-11-15"].layout.meta["title"]
    public = troops[troops["published"] <= "2024-11-15"]["frame"].value_counts()
    assert title == (
        f"By 15 Nov 2024: {public['in Russia']} figures for Russia, {public['in Kursk oblast']} for Kursk, "
        f"{public['forecasts']} forecasts, none for combat"
    )


@pytest.mark.parametrize("about", ["do they fight?", "are they there?"])
def test_a_statement_stands_in_the_lane_of_its_speaker_on_the_day_it_was_said(events, about):
    figure = charts.confirmation_ladder(events, about)
    lanes = dict(zip(figure.layout.yaxis.ticktext, figure.layout.yaxis.tickvals, strict=True))
    marks = drawn(figure, "x", "y")
    rows = deployment.statements(events, about)
    assert set(marks) == set(rows["row_id"])
    for row in rows.itertuples():
        x, y = marks[row.row_id]
        assert pd.Timestamp(x) == row.said and y == lanes[row.short_name]


@pytest.mark.parametrize("about", ["do they fight?", "are they there?"])
def test_an_answer_is_written_once_while_a_speaker_keeps_to_it(events, about):
    figure = charts.confirmation_ladder(events, about)
    lanes = dict(zip(figure.layout.yaxis.ticktext, figure.layout.yaxis.tickvals, strict=True))
    for speaker, rows in deployment.statements(events, about).groupby("short_name"):
        told = [note for note in notes(figure, "") if note.y == lanes[speaker] and note.xref == "x"]
        answers = [stance for stance, _ in groupby(rows["stance"])]
        words = [note.text for note in sorted(told, key=lambda note: note.x)]
        assert len(words) == len(answers)
        for place, (word, stance) in enumerate(zip(words, answers, strict=True)):
            assert stance.removeprefix("says ") in word
            assert word.startswith("<b>") or place == 0  # bold: another answer than before


def test_lanes_without_an_answer_by_that_day_are_told(events):
    told = "An empty lane: no answer in the data by that day."
    early = charts.confirmation_ladder(events, "do they fight?", "2024-11-04").layout.meta
    assert told in early["caption"] and "4 statements of 4 Nov 2024." in early["caption"]
    assert told not in charts.confirmation_ladder(events, "do they fight?").layout.meta["caption"]


def test_later_statements_are_absent_and_rows_keep_their_places(events):
    whole = drawn(charts.confirmation_ladder(events, "do they fight?"), "y")
    early = drawn(charts.confirmation_ladder(events, "do they fight?", "2024-11-18"), "y")
    assert early.items() <= whole.items() and "events:2024-12-16-pentagon-confirms-combat" not in early
    title = charts.confirmation_ladder(events, "do they fight?", "2024-11-18").layout.meta["title"]
    assert title == "By 18 Nov 2024, do they fight? 7 say yes, 2 not confirmed"


def test_the_admissions_came_190_and_192_days_after_the_announcement(events):
    title = charts.confirmation_ladder(events, "are they there?").layout.meta["title"]
    assert title.endswith("190 days; to Pyongyang's: 192")


@pytest.mark.parametrize(
    ("version", "ends"),
    [
        ("2024-11-04-first-fighting-us-date", ("2024-11-04", "2024-12-04")),
        ("2024-12-16-pentagon-confirms-combat", ("2024-12-15", "2024-12-04")),
    ],
)
def test_the_bar_runs_from_the_first_fighting_to_entry_into_force(events, version, ends):
    figure = charts.two_clocks(events, version)
    bar = next(shape for shape in figure.layout.shapes if shape.fillcolor == theme.PEN)
    days = {pd.Timestamp(bar.x0), pd.Timestamp(bar.x1)}
    assert days == set(map(pd.Timestamp, ends))
    treaty = next(t for t in figure.data if t.name == "treaty")
    assert all(mark.startswith("events:") for mark in treaty.customdata) and len(treaty.x) == 7


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("version", deployment.FIRST_FIGHTING.values())
def test_a_thin_line_leads_from_each_mark_of_a_clock_to_its_words(events, version, width):
    figure = charts.two_clocks(events, version)
    own = [note for note in figure.layout.annotations if note.name == width]
    leaders, said = ([note for note in own if note.showarrow is shown] for shown in (True, False))
    marks = [
        (x, y) for trace in figure.data if trace.customdata for x, y in zip(trace.x, trace.y, strict=True)
    ]
    assert sorted((pd.Timestamp(one.x), one.y) for one in leaders) == sorted(
        (pd.Timestamp(x), y) for x, y in marks
    )
    assert sorted(one.ay for one in leaders) == sorted(one.y for one in said)
