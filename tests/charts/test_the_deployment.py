"""What the charts of the deployment mean: which rows became which marks, in which frame, on which day."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import deployment
from helpers.charts.the_deployment.words import RUNGS
from helpers.data import load

DAYS = ["2024-10-18", "2024-11-15", "2024-11-20", "2026-02-28"]


def drawn(figure, *columns):
    """Row id → values of the named columns of its mark (symbol and angle of the marker, else the trace)."""
    found = {}
    for trace in figure.data:
        if trace.mode != "markers" or trace.customdata is None:
            continue
        for i, mark in enumerate(trace.customdata):
            values = [getattr(trace.marker if c in ("symbol", "angle") else trace, c) for c in columns]
            found[mark] = tuple(v[i] if isinstance(v, (tuple, list)) else v for v in values)
    return found


@pytest.fixture(scope="module")
def frames(troops):
    """The frames as known on each day, and with None all that is known."""
    return {day: charts.troop_frames(troops, day) for day in (None, *DAYS)}


def test_each_figure_stands_in_the_frame_of_its_scope(troops, frames):
    axes, rows = {}, troops.set_index("row_id")
    for mark, (axis, y) in drawn(frames[None], "yaxis", "y").items():
        row = rows.loc[mark]
        assert y == row["value"]
        axes.setdefault(row["frame"], set()).add(axis)
    used = [axis for frame in axes.values() for axis in frame]
    assert len(used) == len(set(used)), "a frame shares its axes with another"
    assert deployment.IN_COMBAT not in axes


def test_forecasts_are_hollow_on_an_axis_of_their_own_and_limits_are_arrows(troops, frames):
    figure = frames[None]
    rows = troops.set_index("row_id")
    for mark, (shape, angle) in drawn(figure, "symbol", "angle").items():
        assert shape.endswith("-open") == (rows.loc[mark, "basis"] == "forecast")
        assert ("arrow" in shape) == (rows.loc[mark, "bound"] in ("at least", "up to"))
        if rows.loc[mark, "bound"] == "at least":
            assert abs(angle) == 180  # an arrow that points down, turned up
    ranges = {axis.range for axis in (figure.layout.yaxis, figure.layout.yaxis13)}
    assert len(ranges) == 2


@pytest.mark.parametrize("day", DAYS)
def test_only_what_had_been_published_is_drawn(troops, frames, day):
    marks = drawn(frames[day], "x")
    public = troops[troops["published"] <= pd.Timestamp(day)]
    assert set(marks) == set(public["row_id"])
    strict = drawn(charts.troop_frames(troops, day, inferred_days=False), "x")
    assert set(strict) == set(public.loc[public["published_basis"] != "inferred", "row_id"])


def test_hidden_forecasts_leave_an_empty_frame_and_the_same_height(troops, frames):
    shown, hidden = frames[DAYS[1]], charts.troop_frames(troops, DAYS[1], forecasts=False)
    gone = set(drawn(shown, "x")) - set(drawn(hidden, "x"))
    assert gone and troops.set_index("row_id").loc[sorted(gone), "frame"].eq(deployment.FORECASTS).all()
    assert hidden.layout.height == shown.layout.height
    assert any(a.text == "<b>forecasts</b>: hidden" for a in hidden.layout.annotations)


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


def test_headings_stand_above_their_own_frames(frames):
    heights = [a.y for a in frames[DAYS[0]].layout.annotations if a.text.startswith("<b>")]
    assert len(heights) == len(deployment.FRAMES) and heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(heights)


def test_one_frame_alone_refuses_a_day_before_the_first_figure(troops):
    figure = charts.first_counts(troops, "2024-11-06")
    rows = troops.set_index("row_id").loc[list(drawn(figure, "x"))]
    assert set(rows["frame"]) == {"in Russia"}
    assert figure.layout.meta["title"].startswith("In Russia: 1,500 or 11,000 on 18 Oct 2024")
    with pytest.raises(ValueError, match="No figure"):
        charts.first_counts(troops, "2024-10-01")


@pytest.mark.parametrize("about", ["do they fight?", "are they there?"])
def test_a_statement_stands_in_the_column_of_its_answer(events, about):
    figure = charts.confirmation_ladder(events, about)
    rows = deployment.statements(events, about)
    columns = [rung for rung in RUNGS if rung in set(rows["stance"])]
    marks = drawn(figure, "x", "y")
    for place, row in enumerate(rows.itertuples()):
        x, y = marks[row.row_id]
        assert columns[x] == row.stance and y == len(rows) - 1 - place


def test_later_statements_are_absent_and_rows_keep_their_places(events):
    whole = drawn(charts.confirmation_ladder(events, "do they fight?"), "y")
    early = drawn(charts.confirmation_ladder(events, "do they fight?", "2024-11-18"), "y")
    assert early.items() <= whole.items() and "events:2024-12-16-pentagon-confirms-combat" not in early
    title = charts.confirmation_ladder(events, "do they fight?", "2024-11-18").layout.meta["title"]
    assert title == "By 18 Nov 2024, do they fight? 7 say yes, 2 not confirmed, 2 cannot verify"


def test_the_admissions_came_190_and_192_days_after_the_announcement(events):
    title = charts.confirmation_ladder(events, "are they there?").layout.meta["title"]
    assert title.endswith("190 days; to Pyongyang's: 192")


@pytest.mark.parametrize(
    ("version", "ends"),
    [
        ("2024-11-04-first-fighting-us-date", ("2024-11-04", "2024-12-04")),
        ("2024-12-16-pentagon-confirms-combat", ("2024-12-09", "2024-12-04")),
    ],
)
def test_the_bar_runs_from_the_first_fighting_to_entry_into_force(events, version, ends):
    figure = charts.two_clocks(events, version)
    bar = next(t for t in figure.data if t.mode == "lines+markers")
    assert [pd.Timestamp(y) for y in bar.y] == [pd.Timestamp(day) for day in ends]
    treaty = next(t for t in figure.data if t.name == "treaty")
    assert all(mark.startswith("events:") for mark in treaty.customdata) and len(treaty.x) == 7


def test_totals_and_waves_are_points_on_separate_axes(troops):
    figure = charts.sent_so_far(troops, load("estimates"))
    rows = load("estimates").assign(row_id=lambda t: "estimates:" + t["estimate_id"]).set_index("row_id")
    axes = {}
    for mark, (axis,) in drawn(figure, "yaxis").items():
        axes.setdefault(rows.loc[mark, "quantity"], set()).add(axis)
    assert axes == {"dprk_troops_sent": {"y"}, "dprk_reinforcements": {"y2"}}
    joined = [t for t in figure.data if "lines" in (t.mode or "") and t.customdata is not None]
    assert all(len(set(t.customdata)) == 1 for t in joined)


def test_a_later_figure_stands_below_its_forecast_and_is_filled(troops):
    marks = drawn(charts.troop_forecasts(troops), "y", "symbol")
    rows = deployment.forecasts_and_later(troops)
    for row in rows[rows["later_id"].notna()].itertuples():
        (y, shape), (below, later) = marks[row.row_id], marks[row.later_id]
        assert y - 1 < below < y and shape.endswith("-open") and not later.endswith("-open")
