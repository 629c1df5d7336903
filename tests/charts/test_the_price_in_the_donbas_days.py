"""What the chart of the rate before and after a day means."""

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import event_study
from helpers.charts import theme
from helpers.charts.the_price_in_the_donbas.days import NAMED_DAYS, SIDES


def test_the_days_and_both_means_are_drawn(front):
    figure = charts.before_and_after(front, "isw", 28, "2024-08-05")
    bars, before, after = figure.data
    found = event_study.step(event_study.daily_gains(front, "isw"), "2024-08-05", 28)
    assert len(bars.x) == 56 and bars.customdata[0] == "front_daily:2024-07-09|isw"
    assert before.y == (found.before, found.before) and after.y == (found.after, found.after)
    assert pd.Timestamp(before.x[1]) == pd.Timestamp("2024-08-05") < pd.Timestamp(after.x[0])
    meta = figure.layout.meta
    assert [note.text for note in figure.layout.annotations if note.bgcolor == theme.PEN] == [
        "after: <b>11.2</b>"
    ]
    assert meta["title"] == "ISW, assessed: 7.2 km² a day before 6 Aug 2024, 11.2 after"
    assert meta["subtitle"].endswith("up or down, at 43 of 96 Mondays further off (45 %)")


@pytest.mark.parametrize("event", NAMED_DAYS.values())
@pytest.mark.parametrize("side", SIDES.values())
@pytest.mark.parametrize("counter", ["isw", "isw_claimed", "ds"])
def test_every_setting_has_its_words_and_the_height_that_it_needs(front, counter, side, event):
    figure = charts.before_and_after(front, counter, side, event)
    meta = figure.layout.meta
    possible = any(trace.type == "bar" for trace in figure.data)
    assert figure.layout.height == (360 if possible else 90) and len(meta["title"]) <= 90
    assert meta["title"] in meta["alt"] and meta["caption"] and meta["table"]["columns"]


def test_one_day_gives_several_readings(front):
    def change(counter, day):
        means = charts.before_and_after(front, counter, 28, NAMED_DAYS[day]).data[1:3]
        return means[1].y[0] - means[0].y[0]

    assert change("isw_claimed", "17 Nov 2024, permission reported") < -10
    assert abs(change("isw", "17 Nov 2024, permission reported")) < 2
    assert change("isw", "26 Apr 2025, “all retaken”") > 5


def test_a_day_before_the_first_file_is_explained(front):
    figure = charts.before_and_after(front, "ds", 56, "2024-08-05")
    assert figure.layout.meta["title"] == "DeepState: no 8 weeks on both sides of 6 Aug 2024 in the files"
    assert charts.marks(figure) == []


def test_a_value_of_a_cut_bar_stands_on_the_side_of_the_day_on_which_its_bar_lies(front):
    figure = charts.before_and_after(front, "isw", 84, "2024-05-09")
    cut = [note for note in figure.layout.annotations if note.text[0] in "↑↓"]
    assert len(cut) == 2
    for note in cut:
        assert (note.xanchor == "left") == (pd.Timestamp(note.x) > pd.Timestamp("2024-05-09"))
