"""What the charts of losses, rates, reactions and law mean: which rows became which marks, on which axis."""

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import losses, responses
from helpers.charts import theme
from helpers.data import load
from helpers.words import iso_day

QUANTITIES = load("quantities")


def marked(traces):
    """Row id → (x, y) of the marks of some traces."""
    return {
        row_id: (x, y)
        for trace in traces
        if trace.customdata is not None
        for row_id, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }


@pytest.mark.parametrize("period", ["2025-02-28", "2025-09-30", "2026-02-28"])
def test_each_kind_of_loss_has_its_own_panel(estimates, period):
    figure = charts.loss_by_kind(estimates, QUANTITIES, period)
    rows = losses.losses(estimates, period)
    axes = ["y", "y2", "y3", "y4"]
    for axis, kind in zip(axes, ["casualties", "killed", "wounded", "a few days"], strict=True):
        drawn = marked(trace for trace in figure.data if trace.yaxis == axis)
        group = rows[rows["kind"] == kind]
        assert {i: y for i, (_, y) in drawn.items()} == dict(
            zip(group["row_id"], group["value"], strict=True)
        )
    scopes = "quantities" if period == "2025-02-28" else "places, quantities"  # later rows name no oblast
    assert figure.layout.meta["subtitle"].endswith(f"mixed: {scopes}")


@pytest.mark.parametrize("who", ["south_korea", "ukraine", "western"])
@pytest.mark.parametrize("period", ["2025-02-28", "2026-02-28"])
def test_every_setting_has_a_title_that_fits_and_one_height(estimates, period, who):
    figure = charts.loss_by_kind(estimates, QUANTITIES, period, who)
    assert len(figure.layout.meta["title"]) <= theme.TITLE_MOST and figure.layout.height == 700
    names = {trace.name for trace in figure.data if trace.customdata is not None}
    assert names == {theme.actor(who).label}


def test_an_empty_panel_says_so(estimates):
    figure = charts.loss_by_kind(estimates, QUANTITIES, "2025-02-28", "ukraine")
    said = [note.text for note in figure.layout.annotations]
    assert said.count("no figure by these speakers") == 2  # killed so far, wounded so far
    assert "none for all the killed" in figure.layout.meta["title"]
    with pytest.raises(ValueError, match="no figures to draw"):
        charts.loss_by_kind(estimates, QUANTITIES, "2024-12-10", "south_korea")


def test_the_winter_title_sets_casualties_against_killed(estimates):
    title = charts.loss_by_kind(estimates, QUANTITIES).layout.meta["title"]
    assert title == "January 2025: 3,000 to 4,000 casualties, but 300 to 1,000 killed"


def test_open_ends_are_arrows_and_the_wider_total_is_starred(estimates):
    figure = charts.loss_by_kind(estimates, QUANTITIES)
    symbols = {
        row_id: symbol
        for trace in figure.data
        if trace.customdata is not None
        for row_id, symbol in zip(trace.customdata, trace.marker.symbol, strict=True)
    }
    assert symbols["estimates:dprk-killed--nis--2024-12-19"] == "arrow-down"
    assert symbols["estimates:dprk-killed--nis--2025-01-13"] == "triangle-up"
    stars = [note for note in figure.layout.annotations if note.text == "*"]
    assert [(note.y, pd.Timestamp(note.x)) for note in stars] == [(4000, pd.Timestamp("2025-01-15"))]


def test_a_stated_share_is_full_and_a_divided_one_hatched():
    figure = charts.killed_share(load("loss_shares"))
    shapes = {
        trace.customdata[0]: (trace.x[0], trace.marker.pattern.shape)
        for trace in figure.data
        if trace.customdata is not None
    }
    assert shapes["loss_shares:uk-2025-01-24"] == (25, "")
    assert shapes["loss_shares:nis-2025-01-13"] == (10, "/")
    said = [note.text for note in figure.layout.annotations]
    assert {"<b>9.0</b>", "<b>0.5</b>", "–"} <= set(said)
    assert figure.layout.meta["title"].startswith("Wounded per death: 9.0 for NIS on 13 Jan 2025")


def test_estimates_are_points_and_the_wrong_reading_is_hatched(estimates):
    figure = charts.estimate_steps(estimates)
    assert [y for _, y in marked(figure.data).values()] == [100, 300, 600, 2000]
    wrong = charts.estimate_steps(estimates, "as if new deaths")
    assert wrong.layout.meta["title"].startswith("Not allowed")
    assert [round(bar.y[0], 1) for bar in wrong.data] == [8.0, 2.8, 11.2]
    assert all(bar.marker.pattern.shape == "x" for bar in wrong.data)
    with pytest.raises(ValueError, match="as estimates, as if new deaths"):
        charts.estimate_steps(estimates, "sums")


def test_the_dotted_line_only_steps_between_estimates_of_one_place(estimates):
    line = next(trace for trace in charts.estimate_steps(estimates).data if trace.mode == "lines")
    assert line.line.dash == "dot"
    assert [iso_day(x) if x else None for x in line.x] == ["2024-12-19", "2025-01-13", "2025-01-13", None]
    assert list(line.y) == [100, 100, 300, None]  # 100 and 300 in Kursk oblast; then a front, then all sent


@pytest.mark.parametrize("loss", ["nis-6000", "nis-4700", "uk-6000", "nis-600", "nis-2000"])
def test_a_rate_bar_holds_both_rows_and_is_full_for_the_speakers_own_pair(estimates, loss):
    figure = charts.rate_by_denominator(load("loss_rates"), estimates, loss)
    values = estimates.assign(row_id="estimates:" + estimates["estimate_id"]).set_index("row_id")
    number = values["central"].fillna(values["low"])
    assert len(figure.data) == 4
    for bar in figure.data:
        above, below = bar.customdata[0]
        assert bar.x[0] == pytest.approx(100 * number[above] / number[below])
        assert values.loc[below, "quantity"] == "dprk_troops_sent"
    full = [bar for bar in figure.data if bar.marker.pattern.shape == ""]
    assert len(full) == (1 if loss in ("nis-6000", "uk-6000") else 0)


def test_an_open_end_stays_open_in_a_rate(estimates):
    figure = charts.rate_by_denominator(load("loss_rates"), estimates, "uk-6000")
    assert all("at least" in note.text for note in figure.layout.annotations)
    with pytest.raises(ValueError, match="No pair of loss_rates"):
        charts.rate_by_denominator(load("loss_rates"), estimates, "nobody")


def test_the_forecast_is_hollow_dotted_and_apart_from_the_counts(estimates):
    figure = charts.loss_projection(estimates)
    forecast = next(trace for trace in figure.data if trace.name == "ISW's forecast")
    assert forecast.line.dash == "dot" and forecast.marker.symbol.endswith("-open")
    assert list(forecast.customdata)[1].startswith("estimates:dprk-casualties-per-day--isw")
    counts = [trace for trace in figure.data if trace.mode == "markers" and trace.customdata is not None]
    assert all(":dprk-casualties--" in row_id for row_id in marked(counts))
    assert "mixed: places, a forecast and counts" in figure.layout.meta["subtitle"]


def test_tactics_are_told_on_their_days(events):
    drawn = marked(charts.tactics_timeline(events).data)
    assert pd.Timestamp(drawn["events:2025-08-07-kots-small-groups"][1]) == pd.Timestamp("2025-08-07")
    assert len(drawn) == events["story"].fillna("").str.contains("tactics").sum() >= 10


@pytest.mark.parametrize("until", ["2024-11-15", "2024-12-31", "2025-07-31"])
@pytest.mark.parametrize("kind", ["all kinds", "words", "permission", "sanctions"])
def test_reactions_stand_in_the_lane_of_who_reacted(events, kind, until):
    figure = charts.reactions(events, kind, until)
    lanes = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    rows = responses.reactions(events, kind, until).set_index("row_id")
    drawn = marked(figure.data)
    assert {i: lanes[y] for i, (_, y) in drawn.items()} == rows["lane"].to_dict()
    assert figure.layout.height == 470


def test_words_are_hollow_and_acts_filled(events):
    rows = responses.reactions(events).set_index("row_id")["reaction_kind"]
    for trace in charts.reactions(events, until="2025-07-31").data:
        for row_id, symbol in zip(trace.customdata, trace.marker.symbol, strict=True):
            assert symbol.endswith("-open") == (rows[row_id] == "words"), row_id


def test_the_law_has_a_column_for_each_rule():
    arguments = load("arguments")
    figure = charts.law_positions(arguments)
    columns = [*responses.RULES, responses.NO_RULE]
    rows = responses.law(arguments).explode("rules")
    wanted = sorted((row.row_id, columns.index(row.rules)) for row in rows.itertuples())
    drawn = sorted(
        (row_id, x)
        for trace in figure.data
        if trace.customdata is not None
        for row_id, x in zip(trace.customdata, trace.x, strict=True)
    )
    assert drawn == wanted
    assert "a list, not a vote" in figure.layout.meta["title"]


def test_lists_name_the_row_behind_each_line():
    table = charts.figures_listed(load("estimates", quantity=losses.OWN_TRACES), QUANTITIES)
    assert table["What was counted"].is_unique and table["row_id"].str.startswith("estimates:").all()
    assert "at least 412" in table["Number"].tolist() and table["Day"].is_monotonic_increasing
    said = charts.events_listed(load("events", story="prisoners"))
    assert "Jan 2025" in said["Day"].tolist()  # a page without a day
    assert pd.Timestamp("2026-02-06") in said["Day"].tolist()


def test_timeline_stays_a_chart_after_its_module_was_read():
    assert callable(charts.timeline)
