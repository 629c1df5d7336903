"""Tables of lesson 06 as they are printed."""

import pandas as pd

from helpers import charts
from helpers.analysis import gains
from helpers.data import load


def test_the_table_to_read_flags_holes_edits_and_exceptions():
    months = gains.months_beside_print(load("ukraine_area_daily"), load("deepstate_monthly"))
    table = charts.month_table(months).set_index("Month")
    known = table.iloc[:, -1].dropna()
    hole = known.index[known.str.contains("no map at an end")]
    assert hole.str.replace("\u00a0", " ").tolist() == ["Dec 2024", "Jan 2025", "Mar 2025", "Apr 2025"]
    assert known["Nov\u00a02024"] == "62 km² are a known edit"
    assert known["Jul\u00a02025"].startswith("92 km² are a known edit; cut of the month")
    assert table.loc["Jun\u00a02025", "Off, %"] == "−10.5"
    assert pd.isna(table.loc["Sep\u00a02024", "Published, km²"])  # none found


def test_nearness_has_heads_to_read(estimates):
    near = charts.nearness(estimates)
    assert near.columns.tolist()[:3] == ["Counter", "And", "Months of both"]
    assert near.to_numpy().tolist() == gains.nearness(estimates).to_numpy().tolist()


def test_distances_keep_ceilings_apart_from_values(estimates):
    rows = charts.distances_to_pokrovsk(estimates)
    assert rows["Kind"].tolist() == ["a ceiling", "a ceiling", "one value", "a ceiling", "one value"]
    assert rows["Day"].is_monotonic_increasing


def test_the_table_says_where_no_step_is_possible(steps):
    table = charts.step_table(steps)
    assert len(table) == 4 * 3 and (table["Step"] == "–").sum() == 4
    first = table.iloc[0]
    assert first["Counter"] == "ISW, assessed" and first["Step"] == "+4.0"
    assert first["Placebo days as large"] == "43 of 96 (45 %)"
