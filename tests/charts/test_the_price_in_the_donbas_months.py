"""What the charts of gains mean: which rows became which marks, on which axis."""

import re

import numpy as np
import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import gains
from helpers.charts import theme
from helpers.charts.the_price_in_the_donbas.months import style
from helpers.data import load

from .conftest import places


def monthly(estimates, scope, period):
    return charts.monthly_by_counter(estimates, load("month_counters"), load("quantities"), scope, period)


def symbols(figure):
    return [trace for trace in figure.data if trace.type == "scatter"]


@pytest.mark.parametrize("scope", gains.SCOPES)
def test_each_printed_month_is_one_mark_at_its_value(estimates, scope):
    marks = places(monthly(estimates, scope, "Aug 2024 to Mar 2025"))
    rows = gains.in_scope(estimates, scope, "Aug 2024 to Mar 2025").set_index("row_id")
    assert {mark: y for mark, (_, y) in marks.items()} == rows["value"].to_dict()


def test_no_two_counters_look_alike():
    styles = [style(counter) for counter in load("month_counters").itertuples()]
    assert len({(one.color, one.dash, one.symbol) for one in styles}) == len(styles) == 7


def test_another_scope_stands_as_stars_only(estimates):
    figure = monthly(estimates, "beside months with Kursk oblast", "Aug 2024 to Mar 2025")
    (stars,) = [trace for trace in symbols(figure) if trace.marker.symbol == "star"]
    said = {note.text: note.bgcolor for note in figure.layout.annotations}
    assert sorted(stars.y) == [498, 593]
    assert said["593"] == theme.PAPER and said["<b>498</b>"] == theme.PEN  # that of the title
    assert all("incl-kursk" in mark for mark in stars.customdata)
    assert "Mixed here: quantities, what is counted, places" in figure.layout.meta["caption"]
    plain = monthly(estimates, "full months, Ukraine, net", "Aug 2024 to Mar 2025")
    assert "star" not in {trace.marker.symbol for trace in symbols(plain)}


def test_a_scope_without_figures_says_so(estimates):
    for scope in ("beside a gross month", "beside Moscow's claimed rates"):
        said = monthly(estimates, scope, "2024").layout.meta["caption"]
        assert said.endswith(f"We found no figure for “{scope}” in this period.")


def test_marks_of_a_counter_are_joined_by_no_line(estimates):
    figure = monthly(estimates, "full months, Ukraine, net", "2024")
    assert {trace.mode for trace in symbols(figure)} == {"markers"}


@pytest.mark.parametrize("period", gains.PERIODS)
@pytest.mark.parametrize("scope", gains.SCOPES)
def test_numbers_of_a_title_stand_in_the_picture_the_first_under_the_pen(estimates, scope, period):
    figure = monthly(estimates, scope, period)
    meta, notes = figure.layout.meta, figure.layout.annotations
    written = " ".join(note.text for note in notes)
    marked = " ".join(note.text for note in notes if note.bgcolor == theme.PEN)
    for first, last in meta["pen"]:
        assert meta["title"][first:last].removesuffix(" km²").replace("\u00a0", " ") in marked
    said = re.sub(r"\bkm²", "", meta["title"].split(":", 1)[1])
    assert set(re.findall(r"\b\d{2,3}\b", said)) <= set(re.findall(r"\d+", written))


def test_a_month_has_a_band_from_its_lowest_to_its_highest_figure(estimates):
    figure = monthly(estimates, "full months, Ukraine, net", "Aug 2024 to Mar 2025")
    band, titled = [trace for trace in figure.data if trace.type == "bar"]
    rows = gains.in_scope(estimates, "full months, Ukraine, net", "Aug 2024 to Mar 2025")
    spread = gains.month_spread(rows).query("counters >= 2")
    assert list(band.base) == spread["lowest"].tolist()
    assert [low + high for low, high in zip(band.base, band.y, strict=True)] == spread["highest"].tolist()
    ends = {spread["lowest"].min(), spread["highest"].max()}
    assert ends <= {*titled.base, *(low + high for low, high in zip(titled.base, titled.y, strict=True))}
    assert titled.marker.color == theme.PEN and figure.layout.barmode == "overlay"


def test_a_range_is_drawn_from_low_to_high(estimates):
    figure = monthly(estimates, "full months, Ukraine, net", "2025")
    assert [(bar.y0, bar.y1) for bar in figure.layout.shapes] == [(500, 550), (500, 550)]


def test_titles_say_what_is_on_screen(estimates):
    def title(scope, period="2025"):
        return monthly(estimates, scope, period).layout.meta["title"]

    assert title("beside a gross month") == (
        "Jul 2025: AFP (on ISW) printed 713 km² taken, which is 634\u00a0km² net"
    )
    assert title("beside parts of a month", "2024").endswith("printed 478 km²; its full month was 610")
    assert title("beside parts of a month") == (
        "1 to 29 Dec 2025: Valery Gerasimov said over\u00a0700 km²; counters, full month: 244 to 445"
    )
    assert title("full months, Ukraine, net", "Aug 2024 to Mar 2025") == (
        "Gains fell: 627 to 730 km² in Nov 2024 (five counters), 133 to 240 in Mar 2025 (four)"
    )


def test_oblasts_are_stacked_to_the_month():
    monthly = load("deepstate_monthly")
    figure = charts.share_by_oblast(monthly)
    assert figure.layout.barmode == "relative"
    drawn = {trace.name: trace for trace in figure.data if trace.type == "bar"}
    complete = monthly[monthly["complete"] == "yes"]
    total = np.sum([trace.y for trace in drawn.values()], axis=0)
    assert total.tolist() == complete["gain_total_km2"].tolist()
    assert list(drawn["Donetsk oblast"].y) == complete["gain_donetsk_km2"].tolist()
    assert "86 %" in figure.layout.meta["title"]
    assert "1,708 of 1,989\N{NO-BREAK SPACE}km² (86\N{NO-BREAK SPACE}%)" in figure.layout.meta["caption"]


def test_periods_have_the_share_of_donetsk_oblast_above_them():
    figure = charts.share_by_oblast(load("deepstate_monthly"))
    autumn = next(note for note in figure.layout.annotations if note.bgcolor == theme.PEN)
    assert autumn.text == "<b>86 %</b>"
    assert pd.Timestamp("2024-09-01") < pd.Timestamp(autumn.x) < pd.Timestamp("2024-11-01")
    rows = gains.by_oblast(load("deepstate_monthly")).set_index("key")
    later = rows.loc[["2025-09", "2025-10"]].sum(numeric_only=True)
    assert f"<b>{100 * later['Donetsk'] / later['total']:.0f} %</b>" == figure.layout.annotations[-1].text


def test_a_claimed_range_stands_above_all_marks_of_its_month(estimates):
    figure = monthly(estimates, "beside Moscow's claimed rates", "2025")
    claimed = {note.text: note.y for note in figure.layout.annotations if note.xshift == -12}
    rows = gains.in_scope(estimates, "full months, Ukraine, net", "2025")
    told = {"claimed 300 to 400", "<b>claimed 600 to 700</b>", "claimed<br>300 to 400", "<b>600 to 700</b>"}
    assert set(claimed) == told and claimed["<b>claimed 600 to 700</b>"] == 700
    assert claimed["claimed 300 to 400"] == gains.month_spread(rows)["highest"].loc["2025-01-31"]


@pytest.mark.parametrize("period", gains.PERIODS)
@pytest.mark.parametrize("scope", gains.SCOPES)
def test_no_ground_of_a_number_lies_on_the_bar_of_its_month(estimates, scope, period):
    figure = monthly(estimates, scope, period)
    bands = next(trace for trace in figure.data if trace.type == "bar")
    half = pd.Timedelta(days=12)
    for note in figure.layout.annotations:
        for x, low, tall in zip(bands.x, bands.base, bands.y, strict=True):
            inside = low < note.y < low + tall and abs(pd.Timestamp(note.x) - pd.Timestamp(x)) < half
            assert not (inside and note.bgcolor), note.text
