"""What the charts of losses, rates, reactions and law mean: which rows became which marks, on which axis."""

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import losses, responses
from helpers.charts import theme
from helpers.data import load
from helpers.words import day, iso_day

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
def test_each_kind_of_loss_has_its_own_frame_on_one_scale(estimates, period):
    figure = charts.loss_by_kind(estimates, QUANTITIES, period)
    rows = losses.losses(estimates, period)
    rows["kind"] = rows["kind"].mask(rows["quantity"].str.contains("missing"), "with missing")
    kinds = ["casualties", "with missing", "killed", "wounded", "a few days"]
    for axis, kind in zip(["", "2", "3", "4", "5"], kinds, strict=True):
        drawn = marked(trace for trace in figure.data if trace.yaxis == f"y{axis}")
        group = rows[rows["kind"] == kind]
        assert {i: x for i, (x, _) in drawn.items()} == dict(
            zip(group["row_id"], group["value"], strict=True)
        )
        assert figure.layout[f"xaxis{axis}"].range == figure.layout.xaxis.range
    scopes = "quantities" if period == "2025-02-28" else "places, quantities"  # later rows name no oblast
    mixed = figure.layout.meta["caption"].partition("Mixed here: ")[2].partition(";")[0]
    assert sorted(mixed.split(", ")) == scopes.split(", ")


@pytest.mark.parametrize("who", ["south_korea", "ukraine", "western"])
@pytest.mark.parametrize("period", ["2025-02-28", "2026-02-28"])
def test_every_setting_has_a_title_that_fits_and_names_its_rows(estimates, period, who):
    figure = charts.loss_by_kind(estimates, QUANTITIES, period, who)
    assert len(figure.layout.meta["title"]) <= theme.TITLE_MOST
    names = {trace.name for trace in figure.data if trace.customdata is not None}
    assert names == {theme.actor(who).label}
    rows = losses.losses(estimates, period)
    named = [name for number in range(1, 6) for name in _lines(figure, number)]
    assert len(named) == (rows["side"] == who).sum()


def _lines(figure, number):
    axis = f"yaxis{number if number > 1 else ''}"
    return figure.layout[axis].ticktext if axis in figure.layout else []


def test_a_kind_of_loss_without_figures_is_named(estimates):
    figure = charts.loss_by_kind(estimates, QUANTITIES, "2025-02-28", "ukraine")
    none = "No figure by these speakers: casualties with missing and captured; killed so far; wounded"
    assert none in figure.layout.meta["subtitle"]
    assert "none for all the killed" in figure.layout.meta["title"]
    with pytest.raises(ValueError, match="no figures to draw"):
        charts.loss_by_kind(estimates, QUANTITIES, "2024-12-10", "south_korea")


def test_the_winter_title_sets_casualties_against_killed(estimates):
    figure = charts.loss_by_kind(estimates, QUANTITIES)
    assert figure.layout.meta["title"] == (
        "January 2025: over 3,000 to about 4,000 casualties, but about 300 to about 1,000 killed"
    )
    penned = [note.text for note in figure.layout.annotations if note.bgcolor == theme.PEN]
    titled = ("4,000", "over 3,000", "about 4,000", "about 300", "about 1,000")
    assert penned == [f"<b>{value}</b>" for value in titled]


@pytest.mark.parametrize(
    ("period", "most"),
    [
        ("2025-09-30", {"over 6,000": ["over 6,000"]}),
        ("2026-02-28", {"about 6,000 or more": ["over 6,000", "about 6,000"]}),
    ],
)
def test_the_later_title_names_the_latest_total_with_its_day_and_each_row_of_the_highest(
    estimates, period, most
):
    figure = charts.loss_by_kind(estimates, QUANTITIES, period)
    ((said, rows),) = most.items()
    title = f"To {day(period)}: killed about 2,000 (latest, 2 Sep 2025), casualties {said}"
    assert figure.layout.meta["title"] == title
    penned = [note.text for note in figure.layout.annotations if note.bgcolor == theme.PEN]
    assert penned == [f"<b>{value}</b>" for value in (*rows, "about 2,000")]


def test_two_totals_of_one_side_stand_with_their_days(estimates):
    title = charts.loss_by_kind(estimates, QUANTITIES, "2026-02-28", "south_korea").layout.meta["title"]
    assert title.endswith("from at least 100 (19 Dec 2024) to about 2,000 (2 Sep 2025)")


def test_open_ends_are_arrows_beside_the_speakers_own_mark(estimates):
    figure = charts.loss_by_kind(estimates, QUANTITIES)
    symbols = {
        row_id: symbol
        for trace in figure.data
        if trace.customdata is not None
        for row_id, symbol in zip(trace.customdata, trace.marker.symbol, strict=True)
    }
    assert {s for i, s in symbols.items() if "dprk-killed--nis" in i} == {"triangle-up"}
    rows = losses.losses(estimates, "2025-02-28")
    arrows = [note.ax for note in figure.layout.annotations if note.showarrow]
    assert arrows == [20] * (rows["bound"] == "at least").sum()
    said = [note.text for note in figure.layout.annotations]
    assert any("nearly 1,000" in text for text in said)  # "approaching 1,000" is no ceiling, and has no arrow


def test_a_stated_share_is_full_and_a_divided_one_pale():
    figure = charts.killed_share(load("loss_shares"))
    shapes = {
        trace.customdata[0]: (trace.x[0], trace.marker.color == trace.marker.line.color)
        for trace in figure.data
        if trace.customdata is not None
    }
    assert shapes["loss_shares:uk-2025-01-24"] == (25, True)
    assert shapes["loss_shares:nis-2025-01-13"] == (10, False)
    said = [note.text for note in figure.layout.annotations]
    assert {"<b>9.0</b>", "<b>0.5</b>", "–"} <= set(said)
    assert figure.layout.meta["title"].startswith("Wounded per death: 9.0 by NIS in Jan 2025")


def test_estimates_are_points_and_the_wrong_reading_is_nobodys(estimates):
    figure = charts.estimate_steps(estimates)
    assert [y for _, y in marked(figure.data).values()] == [100, 300, 600, 2000]
    wrong = charts.estimate_steps(estimates, "as if new deaths")
    assert wrong.layout.meta["title"].startswith("Not allowed")
    assert [round(bar.y[0], 1) for bar in wrong.data] == [8.0, 2.8, 11.2]
    assert {bar.marker.color for bar in wrong.data}.isdisjoint(style.color for style in theme.ACTORS.values())
    said = {note.text for note in wrong.layout.annotations}
    assert said == {"“8.0 a day”", "“2.8 a day”", "“11.2 a day”"}
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
    full = [bar for bar in figure.data if bar.marker.color == bar.marker.line.color]
    assert len(full) == (1 if loss == "uk-6000" else 0)
    used = "itself used" if loss == "uk-6000" else "used none of these pairs"
    assert used in figure.layout.meta["caption"]


def test_a_caption_tells_only_of_marks_on_screen(estimates):
    caption = charts.loss_by_kind(estimates, load("quantities")).layout.meta["caption"]
    assert caption.endswith("open ends (“at least”).") and "aint marks" not in caption


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
    assert "Mixed here: places, a forecast and counts" in figure.layout.meta["caption"]


def test_tactics_are_told_in_the_order_of_their_days(events):
    figure = charts.tactics_timeline(events)
    drawn = marked(figure.data)
    rows = events[events["story"].fillna("").str.contains("tactics")].sort_values("date_first")
    assert len(drawn) == len(rows) >= 10
    assert rows["row_id"].map(lambda row_id: drawn[row_id][1]).is_monotonic_increasing
    apart = rows.set_index("row_id")["date_first"].diff()["events:2025-08-07-kots-small-groups"].days
    said = [note.text for note in figure.layout.annotations if "<b>7 Aug 2025</b>" in note.text]
    assert said and all(f"+{apart}\N{NO-BREAK SPACE}days" in text for text in said)


@pytest.mark.parametrize("until", ["2024-11-15", "2024-12-31", "2025-07-31"])
@pytest.mark.parametrize("kind", ["all kinds", "words", "permission", "sanctions"])
def test_reactions_stand_in_the_order_of_their_days_each_with_its_name(events, kind, until):
    figure = charts.reactions(events, kind, until)
    names = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    rows = responses.reactions(events, kind, until).set_index("row_id")
    drawn = marked(figure.data)
    assert {i: x for i, (x, _) in drawn.items()} == rows["days"].to_dict()
    assert sorted(drawn, key=lambda i: -drawn[i][1]) == list(rows.index)
    assert {names[y].rpartition(", ")[2] for _, y in drawn.values()} == set(rows["date_first"].map(day))
    said = " ".join(note.text for note in figure.layout.annotations)
    assert (f"no {kind}" in said) == rows.empty


@pytest.mark.parametrize("until", ["2024-11-15", "2024-12-31", "2025-07-31"])
def test_the_report_closes_between_the_words_before_it_and_what_came_after(events, until):
    figure, closes = charts.reactions(events, until=until), responses.WRITTEN
    rows = responses.reactions(events, until=until).set_index("row_id")
    lines = [shape.y0 for shape in figure.layout.shapes]
    assert len(lines) == (pd.Timestamp(until) > closes)
    for row_id, (_, y) in marked(figure.data).items():
        assert all((y > line) == (rows["date_first"][row_id] <= closes) for line in lines)


def test_the_days_of_the_title_are_under_the_pen(events):
    penned = [n.text for n in charts.reactions(events).layout.annotations if n.bgcolor == theme.PEN]
    assert penned == ["3 days"]
    acts = charts.reactions(events, until="2024-12-31").layout
    penned = [note.text for note in acts.annotations if note.bgcolor == theme.PEN]
    assert penned == ["<b>30 days</b>", "<b>59 days</b>"]


def test_acts_are_larger_than_words_and_none_is_hollow(events):
    rows = responses.reactions(events).set_index("row_id")["reaction_kind"]
    for trace in charts.reactions(events, until="2025-07-31").data:
        assert "open" not in trace.marker.symbol  # a hollow mark is a forecast
        for row_id, size in zip(trace.customdata, trace.marker.size, strict=True):
            assert (size == 16) == (rows[row_id] != "words"), row_id


def test_the_law_is_listed_by_position_with_the_rules_each_names():
    arguments = load("arguments")
    table = charts.law_positions(arguments)
    rows = responses.law(arguments)
    assert table["row_id"].tolist() == rows["row_id"].tolist()
    assert [named.split(" · ") for named in table["Rule named"]] == rows["rules"].tolist()
    said = table.set_index("Who")["What it says of the deployment"]
    assert said["Simon Gauseweg"] == "breaks the law"
    assert said["Kim Song"] == "covered by law or treaty"


def test_lists_name_the_row_behind_each_line():
    table = charts.figures_listed(load("estimates", quantity=losses.OWN_TRACES), QUANTITIES)
    assert table["What was counted"].is_unique and table["row_id"].str.startswith("estimates:").all()
    assert "at least 412" in table["Number"].tolist() and table["Day"].is_monotonic_increasing


def test_timeline_stays_a_chart_after_its_module_was_read():
    assert callable(charts.timeline)
