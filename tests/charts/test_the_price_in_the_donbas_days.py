"""What the charts of the event study mean."""

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import event_study
from helpers.analysis.gains import COUNTERS
from helpers.charts.the_price_in_the_donbas.days import NAMED_DAYS, PALE


@pytest.fixture(scope="module")
def figure(steps):
    return charts.step_surface(steps, 28, event_study.CROSSING)


def test_every_monday_is_a_bar_and_dark_means_that_zero_is_out(figure, steps):
    for place, counter in enumerate(COUNTERS):
        bars, cells = figure.data[place], steps[(steps["counter"] == counter) & (steps["window"] == 28)]
        assert list(bars.y) == cells["step"].round(1).tolist()
        assert pd.to_datetime(bars.x).tolist() == cells["day"].tolist()
        assert [opacity == 1 for opacity in bars.marker.opacity] == cells["excludes_zero"].tolist()
        assert set(bars.marker.opacity) <= {1, PALE}
        assert bars.customdata[0] == f"front_daily:{cells['day'].iloc[0]:%Y-%m-%d}|{counter}"


def test_the_band_is_as_high_as_the_step_of_the_marked_day(figure, steps):
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    sizes = [abs(event_study.at(steps, counter, 28)["step"]) for counter in COUNTERS]
    assert [band.y1 for band in bands] == sizes and [band.y0 for band in bands] == [-s for s in sizes]


def test_the_line_stands_at_the_first_day_after(figure):
    lines = {pd.Timestamp(shape.x0) for shape in figure.layout.shapes if shape.type == "line"}
    assert lines == {pd.Timestamp("2024-08-06")}


def test_all_panels_share_one_axis_for_every_window(steps):
    drawn = [charts.step_surface(steps, window, event_study.CROSSING) for window in event_study.WINDOWS]
    axes = ("yaxis", "yaxis2", "yaxis3", "yaxis4")
    ranges = {tuple(figure.layout[axis].range) for figure in drawn for axis in axes}
    assert len(ranges) == 1 and ranges.pop()[1] > steps["step"].abs().max()


def test_a_counter_without_files_says_so(steps):
    figure = charts.step_surface(steps, 56, event_study.CROSSING)
    heads = [note.text for note in figure.layout.annotations if note.name != "narrow"]
    assert sum("files do not cover this day" in head for head in heads) == 2
    assert figure.layout.meta["title"].endswith("DeepState's files start too late")


def test_a_day_that_no_counter_covers_is_refused(steps):
    with pytest.raises(ValueError, match="No counter has 28 days on both sides of 1 Jan 2020"):
        charts.step_surface(steps, 28, "2020-01-01")


def test_own_step_draws_the_days_and_both_means(front):
    figure = charts.own_step(front, "isw", 28, "2024-08-05")
    bars, before, after = figure.data
    found = event_study.step(event_study.daily_gains(front, "isw"), "2024-08-05", 28)
    assert len(bars.x) == 56 and bars.customdata[0] == "front_daily:2024-07-09|isw"
    assert before.y == (found.before, found.before) and after.y == (found.after, found.after)
    assert pd.Timestamp(before.x[1]) == pd.Timestamp("2024-08-05") < pd.Timestamp(after.x[0])
    assert figure.layout.meta["title"].endswith("+4.0 (−5.3 to +13.4)")
    assert "no clear step" in figure.layout.meta["subtitle"]


@pytest.mark.parametrize(
    ("counter", "day", "word"),
    [
        ("isw_claimed", "Permission report, 17 Nov 2024", "fell"),
        ("isw", "Permission report, 17 Nov 2024", "no clear step"),
        ("isw", "Moscow: all retaken, 26 Apr 2025", "rose"),
    ],
)
def test_one_day_gives_several_readings(front, counter, day, word):
    figure = charts.own_step(front, counter, 28, NAMED_DAYS[day])
    assert figure.layout.meta["subtitle"].endswith(word)


def test_a_day_before_the_first_file_is_explained(front):
    figure = charts.own_step(front, "ds", 56, "2024-08-05")
    assert figure.layout.meta["title"] == "DeepState: no 56 days on both sides of 6 Aug 2024 in the files"
    assert charts.marks(figure) == []
