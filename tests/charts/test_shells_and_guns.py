"""What the charts of shells, guns and money mean: which rows became which marks, on which axis."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import arms
from helpers.analysis.comparable import NotComparable
from helpers.charts import theme
from helpers.charts.strips import short_value, strips
from helpers.data import load

SEOUL_2025 = "Seoul 2025: 28,000, its load"


def drawn(figure, *columns):
    """Row id → values of the named columns of its mark (symbol of the marker, else of the trace)."""
    found = {}
    for trace in figure.data:
        for i, mark in enumerate(trace.customdata if trace.customdata is not None else []):
            source = [trace.marker if c == "symbol" else trace for c in columns]
            values = [getattr(part, c) for part, c in zip(source, columns, strict=True)]
            if mark:
                found[mark] = tuple(v[i] if isinstance(v, (tuple, list)) else v for v in values)
    return found


def kept(words):
    """Words on one line, as a title has them under the pen."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def own_bar(figure):
    return list(next(t for t in figure.data if t.line.color == theme.PEN_LINE).x)


def test_a_pair_stands_at_its_containers_and_its_shells(sent):
    said = arms.pairs(sent)
    marks = drawn(charts.load_rays(said), "x", "y")
    assert set(marks) == set(said["row_id"])
    for row in said[said["bound"] != "range"].itertuples():
        assert marks[row.row_id] == (row.containers, row.value / 1e6)


def test_rays_pass_through_their_load(sent):
    rays = [t for t in charts.load_rays(arms.pairs(sent)).data if t.line.dash == "dot"]
    assert sorted(round(1e6 * ray.y[1] / ray.x[1]) for ray in rays) == [75, 250, 375, 450]


def test_the_title_of_the_rays_names_both_ranges_of_loads(sent):
    title = charts.load_rays(arms.pairs(sent)).layout.meta["title"]
    assert (
        title == f"Seoul's 7 totals are its containers times {kept('400 to 480')}; ship watchers: 250 to 375"
    )


def test_a_drawn_container_holds_as_many_pieces_as_its_load(sent):
    figure = charts.one_container(arms.pairs(sent))
    pieces = {}
    for trace in figure.data:
        many = sum(x is not None for x in trace.x)
        pieces.setdefault(trace.yaxis, []).append(many // 2 if trace.mode == "lines" else many)
    assert pieces == {"y": [400, 80], "y2": [250, 125], "y3": [75, 5]}
    assert figure.layout.meta["title"].startswith(
        f"One container: Seoul's totals imply {kept('400 to 480')} shells"
    )


def calculator(sent, one_year, *setting):
    duds = load("estimates", quantity="dprk_shells_dud_share")
    return charts.container_calculator(arms.pairs(sent), arms.shell_totals(sent, duds), one_year, *setting)


@pytest.mark.parametrize(
    ("recipe", "mix", "other", "low", "high"),
    [
        (SEOUL_2025, 100, 0, 28_000 * 400, 28_000 * 480),
        ("ships 2025: 16,000, their load", 100, 0, 4e6, 6e6),
        ("ships 2025: 16,000, their load", 100, 50, 2e6, 3e6),
    ],
)
def test_the_bar_under_the_pen_is_the_arithmetic_of_the_setting(
    sent, one_year, recipe, mix, other, low, high
):
    figure = calculator(sent, one_year, recipe, mix, other)
    assert own_bar(figure) == pytest.approx([low / 1e6, high / 1e6])
    assert figure.layout.meta["title"].endswith(f": {kept(f'{low / 1e6:.1f} to {high / 1e6:.1f} million')}")


def test_published_totals_stay_put_and_one_year_has_its_own_frame(sent, one_year):
    few = calculator(sent, one_year, SEOUL_2025, 0, 50)
    many = calculator(sent, one_year, SEOUL_2025, 100, 0)
    assert drawn(few, "x", "y", "yaxis") == drawn(many, "x", "y", "yaxis")
    frames = drawn(few, "yaxis")
    assert {frames[f"estimates:{i}"] for i in one_year["estimate_id"]} == {("y2",)}
    assert {frame for mark, frame in frames.items() if "2024--" not in mark} == {("y",)}


def test_no_setting_has_a_title_that_is_too_long(sent, one_year):
    for recipe in sorted(arms.RECIPES, key=len)[-2:]:  # with 75 % shells and half other goods: most words
        figure = calculator(sent, one_year, recipe, 75, 50)
        assert len(figure.layout.meta["title"]) <= 90


@pytest.mark.parametrize("day", ["2024-11-15", "2025-07-31", None])
def test_totals_appear_when_they_were_said(totals, day):
    marks = drawn(charts.totals_by_speaker(totals, day), "x")
    assert set(marks) == set(arms.said_by(totals, day)["row_id"])


@pytest.mark.parametrize(("day", "most"), [("2024-11-15", 9.4), (None, 15)])
def test_the_axis_of_totals_ends_near_the_largest_that_was_said(totals, day, most):
    ranges = {tuple(axis.range) for axis in charts.totals_by_speaker(totals, day).select_xaxes()}
    assert ranges == {(0, most * 1.35)}


def test_every_total_has_its_words_at_every_width(totals):
    notes = charts.totals_by_speaker(totals).layout.annotations
    said = " ".join(note.text for note in notes if note.name not in ("wide", "narrow"))
    for words in ("over 2", "over 0.4", "up to 4.8", "over 6", "about 9.4", "over 10", "about 12", "15"):
        assert f"<b>{words}</b>" in said
    assert said.count("<b>4 to 6</b> from Sep 2023") == 1


def test_usable_says_on_which_side_nobody_gave_a_share(totals):
    heads = [note.text for note in charts.totals_by_speaker(totals, None, "usable").layout.annotations]
    silent = [head for head in heads if head.endswith("nobody says how many work")]
    assert [head.split("</b>")[0] for head in silent] == ["<b>South Korea", "<b>independent analysts"]


def test_two_answers_for_one_lot_of_containers_are_joined_by_dots(totals):
    figure = charts.totals_by_speaker(totals)
    dotted = [t for t in figure.data if t.line.dash == "dot" and t.hoverinfo == "skip"]
    pairs = totals[totals["pair_id"].notna()].groupby("pair_id").size()
    assert len(dotted) == (pairs == 2).sum()


def test_usable_shows_one_speakers_product_and_fades_the_rest(totals):
    figure = charts.totals_by_speaker(totals, None, "usable")
    marks = drawn(figure, "x", "opacity")
    known = "estimates:dprk-shells-delivered--vadym-skibitskyi--2024-02-26"
    assert marks[known] == (0.75, None)
    assert {opacity for mark, (_, opacity) in marks.items() if mark != known} == {0.25}
    with pytest.raises(ValueError, match="meaning"):
        charts.totals_by_speaker(totals, None, "fired")


def test_delivered_fired_and_expected_missiles_have_frames_of_their_own():
    rows = load("estimates", quantity=arms.MISSILES).set_index("estimate_id")
    frames = {}
    for mark, (axis,) in drawn(charts.missiles_delivered_fired(rows.reset_index()), "yaxis").items():
        frames.setdefault(rows.loc[mark.removeprefix("estimates:"), "quantity"], set()).add(axis)
    assert frames == {
        "dprk_missiles_delivered": {"y"},
        "dprk_missiles_launched": {"y2"},
        "dprk_missiles_projected": {"y3"},
    }


@pytest.mark.parametrize(
    ("chart", "quantities"),
    [(charts.missiles_delivered_fired, arms.MISSILES), (charts.guns_and_launchers, arms.GUNS)],
)
def test_every_statement_stands_inside_the_axis(chart, quantities):
    rows = load("estimates", quantity=quantities)
    figure = chart(rows)
    _, most = figure.layout.xaxis.range
    assert rows[["low", "central", "high"]].max().max() < most


def test_the_title_of_the_missiles_keeps_their_years_apart():
    title = charts.missiles_delivered_fired(load("estimates", quantity=arms.MISSILES)).layout.meta["title"]
    assert title == (
        f"End of 2024: {kept('100 or 148')} missiles delivered, {kept('at least 60')} fired; "
        "Sep 2025: up to 248"
    )


def test_expected_guns_are_hollow_and_our_sums_have_no_row():
    figure = charts.guns_and_launchers(load("estimates", quantity=arms.GUNS))
    rows = load("estimates", quantity=arms.GUNS).set_index("estimate_id")
    for mark, (shape,) in drawn(figure, "symbol").items():
        assert shape.endswith("-open") == (rows.loc[mark.removeprefix("estimates:"), "basis"] == "forecast")
    sums = [t for t in figure.data if t.marker.symbol == "x"]
    assert sorted(t.x[0] for t in sums) == [70, 240] and all(t.customdata == ("",) for t in sums)


def test_strips_refuse_two_quantities_in_one_frame(sent):
    with pytest.raises(NotComparable):
        strips({"all": sent}, title="t", subtitle="", caption="c", most=10, unit="pieces")


@pytest.mark.parametrize(
    ("bound", "limit", "low", "high", "value", "printed", "said"),
    [
        ("range", "", 4e6, 6e6, 5e6, "about 4 to 6 million", "4 to 6"),
        ("at least", "over", None, None, 1e7, "more than 10 million", "over 10"),
        ("at least", "at least", None, None, 1e7, "at least 10 million", "at least 10"),
        ("up to", "up to", None, None, 4.8e6, "up to about 4.8 million", "up to 4.8"),
        ("nearly", "nearly", None, None, 4.8e6, "almost 4.8 million", "nearly 4.8"),
        ("point", "", None, None, 1.5e6, "1.5 million", "1.5"),
        ("point", "", None, None, 9.4e6, "around 9.4 million", "about 9.4"),
        ("point", "", None, None, 8e4, "some 80,000", "about 0.08"),
    ],
)
def test_values_are_said_in_few_words(bound, limit, low, high, value, printed, said):
    row = {"bound": bound, "limit": limit, "low": low, "high": high, "value": value}
    row = pd.Series(row | {"value_as_printed": printed})
    assert short_value(row, 1e6) == said
