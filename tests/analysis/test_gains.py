"""Monthly gains: by hand on small series, and against everything that DeepState published."""

import pandas as pd
import pytest

from helpers.analysis import gains
from helpers.data import DataError, load

TOLERANCE = 3  # per cent of the published month


def series(values, first="2024-01-01"):
    return pd.Series(values, index=pd.date_range(first, periods=len(values)), dtype=float)


def from_maps(part):
    """Months from DeepState's archived maps, of Ukraine ("total") or of one oblast."""
    days = load("ukraine_area_daily", counter="deepstate").set_index("date")
    return gains.month_gains(days[f"area_{part}_km2"])


@pytest.fixture(scope="module")
def monthly():
    return load("deepstate_monthly")


@pytest.fixture(scope="module")
def months(monthly):
    """DeepState's complete months counted again from its daily maps, beside what it published."""
    rows = monthly[monthly["complete"] == "yes"]
    return rows.set_index(rows["month"].map(gains.month_end)).join(from_maps("total"))


@pytest.fixture(scope="module")
def published(months):
    return months.dropna(subset=["published_km2"])


def test_a_short_hole_is_bridged_and_marked():
    daily = gains.interpolated(series([10, None, None, 16]), most_days=2)
    assert daily["value"].tolist() == [10, 12, 14, 16]
    assert daily["status"].tolist() == ["observed", "interpolated", "interpolated", "observed"]


def test_a_long_hole_stays_a_gap_as_a_whole():
    daily = gains.interpolated(series([10, None, None, 16, None, 20]), most_days=1)
    assert daily["status"].tolist() == ["observed", "gap", "gap", "observed", "interpolated", "observed"]
    assert daily["value"].isna().tolist() == [False, True, True, False, False, False]


@pytest.mark.parametrize("values", [[], [None, None]])
def test_nothing_cannot_be_interpolated(values):
    with pytest.raises(ValueError, match="without any value"):
        gains.interpolated(series(values))


def test_a_day_may_stand_only_once():
    twice = pd.Series([1.0, 2.0], index=pd.to_datetime(["2024-01-01", "2024-01-01"]))
    with pytest.raises(ValueError, match="stands twice"):
        gains.interpolated(twice)


def test_a_month_is_its_last_evening_minus_the_evening_before_it():
    area = series(range(91), "2024-01-01")  # one km² a day until 31 March
    months = gains.month_gains(area)
    assert months["gain_km2"].tolist() == [29, 31]  # January has no evening before it
    assert months.index.strftime("%Y-%m").tolist() == ["2024-02", "2024-03"]


def test_a_missing_last_map_is_interpolated_and_the_last_map_moves_the_gain_to_the_next_month():
    area = series(range(91), "2024-01-01")
    area[pd.Timestamp("2024-02-29")] = None
    months = gains.month_gains(area)
    assert months["gain_km2"].tolist() == [29, 31]
    assert months["by_last_map_km2"].tolist() == [28, 32]
    assert months["status"].tolist() == ["interpolated", "interpolated"]


def test_a_month_that_ends_in_a_gap_has_no_gain():
    area = series(range(91), "2024-01-01")
    area["2024-02-26":"2024-03-03"] = None
    months = gains.month_gains(area)
    assert months["gain_km2"].isna().all() and set(months["status"]) == {"gap"}


def test_our_months_agree_with_all_that_deepstate_published_save_the_known_exceptions(published):
    """More than 3 % off needs its reason in the table; a reason without need fails too."""
    off = (100 * (published["gain_km2"] / published["published_km2"] - 1)).abs() > TOLERANCE
    explained = published["exception_reason"].notna()
    assert len(published) >= 18 and (~off).sum() >= 9
    assert off.equals(explained), published.loc[off != explained, ["gain_km2", "published_km2"]]


def test_the_reason_of_an_exception_holds_for_months_in_a_row(published):
    """“Cut of the month”: what one month has too much the next ones lack."""
    for reason, run in published.groupby("exception_reason"):
        ours, theirs = run["gain_km2"].sum(), run["published_km2"].sum()
        assert len(run) > 1
        if reason.startswith("cut of the month"):
            assert abs(ours / theirs - 1) < 0.015, reason
        else:
            assert run["published_km2"].max() < 100 and abs(ours - theirs) < 6, reason


def test_every_month_that_deepstate_published_stands_in_the_table(published, estimates):
    rows = gains.printed_months(estimates)
    rows = rows[(rows["speaker_id"] == "deepstate") & (rows["month"] >= "2024-08-01")].set_index("month")
    assert published["published_km2"].to_dict() == rows["value"].to_dict()
    assert published["published_source_id"].to_dict() == rows["source_id"].to_dict()


def test_the_table_of_months_is_counted_from_the_daily_maps(months):
    """The table goes from last map to last map; months without a hole at their ends agree with ours."""
    assert months["month"].tolist() == months.index.strftime("%Y-%m").tolist() and len(months) >= 24
    assert (months["gain_total_km2"] - months["by_last_map_km2"]).abs().max() <= 0.51
    whole = months[months["status"] == "observed"]
    assert len(whole) >= 19 and (whole["gain_total_km2"] - whole["gain_km2"]).abs().max() <= 0.51


@pytest.mark.parametrize(("counter", "part"), [("ds", "total"), ("ds_donetsk", "donetsk")])
def test_both_daily_tables_give_the_same_months(front, counter, part):
    one = gains.own_months(front, counter)["gain_km2"]
    other = from_maps(part)["gain_km2"]
    assert one.size == other.size and (one - other).abs().max() < 0.1


def test_afp_is_isw_plus_claimed_ground(front, estimates):
    assessed, claimed = gains.recounted(front, "isw", "2024-08"), gains.claimed_only(front, "2024-08")
    assert round(assessed) == 331 and round(claimed) == 146
    printed = gains.said(estimates, gains.FULL_MONTH, "afp-on-isw", "2024-08-31")
    assert assessed + claimed == pytest.approx(printed, abs=1)


def test_days_with_a_wrong_layer_do_not_jump(front):
    """3 July 2024 and 4 March 2025 hold another layer's value in ISW's files."""
    for counter in ("isw", "isw_claimed"):
        days = gains.days_of(front, counter).set_index("date")
        for day in ("2024-07-03", "2025-03-04"):
            assert days.loc[day, "status"] == "interpolated" and abs(days.loc[day, "gain"]) < 20


def test_a_gain_beside_a_hole_is_called_interpolated():
    front = pd.DataFrame(
        {
            "date": pd.date_range("2024-01-01", periods=5),
            "counter": "ds",
            "area_km2": [10.0, 12, 14, 16, 21],
            "status": ["observed", "interpolated", "interpolated", "observed", "edit"],
        }
    )
    days = gains.days_of(front, "ds")
    assert days["gain"].tolist()[1:] == [2, 2, 2, 5]
    assert days["gain_status"].tolist()[1:] == ["interpolated"] * 3 + ["edit"]


def test_an_unknown_counter_is_named(front):
    with pytest.raises(DataError, match="no counter 'owl'; there are ds, ds_donetsk, isw, isw_claimed"):
        gains.days_of(front, "owl")


def test_a_month_that_was_not_printed_is_refused(estimates):
    with pytest.raises(DataError, match="uk-ministry-of-defence has no single central"):
        gains.said(
            estimates, gains.FULL_MONTH, "uk-ministry-of-defence", "2025-06-30"
        )  # a range, not a value


def test_the_recount_pairs_a_month_with_itself(estimates, front):
    pairs = gains.recount(estimates, front, load("month_counters"))
    row = pairs[(pairs["speaker_id"] == "isw") & (pairs["month"] == "2024-11-30")].iloc[0]
    assert row["value"] == 627 and row["recounted_km2"] == pytest.approx(627.6, abs=0.1)
    assert (pairs["off_km2"] == pairs["recounted_km2"] - pairs["value"]).all()
    assert gains.within(pairs, "afp-on-isw") == (16, 21)


def test_nearness_compares_common_months_only(estimates):
    nearest = gains.nearness(estimates).iloc[0]
    # |730-730|, |325-326|, |192-196|, |133-143|, |464-465|, |259-250|
    assert nearest.tolist() == ["DeepState", "UK Ministry of Defence", 6, 2.5, 10]
    assert (gains.nearness(estimates, least=8)["months"] >= 8).all()


def test_counters_with_both_months(estimates):
    rose = gains.both_months(estimates, "2024-08", "2024-11")
    assert rose.loc["AFP (on ISW)"].tolist() == [477, 725, 248]
    assert "ISW" not in rose.index  # ISW printed no August


def test_a_scope_keeps_its_quantities_and_days(estimates):
    rows = gains.in_scope(estimates, "beside parts of a month", "2024")
    assert set(rows["quantity"]) == {"ru_gain_month", "ru_gain_month_partial"}
    assert (rows["as_of_last"].dt.year == 2024).all()
    part = rows[~rows["main"] & (rows["speaker_id"] == "afp-on-isw") & (rows["as_of_last"] == "2024-10-27")]
    assert part["middle"].tolist() == [pd.Timestamp("2024-10-14")]


def test_an_unknown_scope_is_named(estimates):
    with pytest.raises(DataError, match="There is no scope 'weeks'"):
        gains.in_scope(estimates, "weeks", "2024")


def test_oblasts_and_the_rest_add_up(monthly):
    rows = gains.by_oblast(monthly)
    parts = rows[["Donetsk", "Luhansk", "Kharkiv", "Sumy", "rest"]]
    assert (parts.sum(axis=1) == rows["total"]).all() and "2026-08" not in set(rows["key"])


def test_share_of_one_oblast():
    monthly = pd.DataFrame(
        {
            "month": ["2024-08", "2024-09"],
            "gain_donetsk_km2": [30.0, 10.0],
            "gain_total_km2": [40.0, 40.0],
        }
    )
    assert gains.oblast_sum(monthly, "2024-08", "2024-09") == (40, 80, 50.0)
    assert gains.oblast_sum(monthly, "2024-08", "2024-08") == (30, 40, 75.0)
