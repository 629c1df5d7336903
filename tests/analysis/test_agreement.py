import pandas as pd
import pytest

from helpers.analysis import agreement as agree
from helpers.data import DataError, load


def grid(rows):
    frame = pd.DataFrame(rows, columns=["cell_x", "cell_y", "mapper", "status"])
    return frame.assign(week=pd.Timestamp("2024-09-06"), outline_date=pd.Timestamp("2024-09-05"))


FIVE = grid(
    [
        (1, 1, "deepstate", "held"),
        (1, 1, "project_owl", "held"),
        (1, 2, "deepstate", "held"),
        (1, 3, "project_owl", "held"),
        (1, 4, "project_owl", "held"),
        (1, 4, "deepstate", "unclear"),
        (1, 5, "deepstate", "unclear"),
        (1, 9, "creamy_caprice", "held"),
    ]
)


def test_each_cell_gets_one_status():
    counts = agree.agreement_counts(FIVE, "2024-09-06")
    assert counts.tolist() == [1, 1, 2, 1]


def test_share_of_owl_only_cells_that_are_unclear_to_deepstate():
    assert agree.unclear_share_of_owl_only(FIVE, "2024-09-06") == 50


def test_a_week_without_maps_is_refused():
    with pytest.raises(DataError, match="no maps for 2024-09-07"):
        agree.agreement(FIVE, "2024-09-07")


def test_the_weeks_are_31_fridays_and_the_known_counts_hold():
    real = load("agreement_grid")
    weeks = agree.weeks(real)
    assert (len(weeks), weeks[0], weeks[-1]) == (31, "2024-08-09", "2025-03-07")
    assert {pd.Timestamp(week).day_name() for week in weeks} == {"Friday"}
    assert agree.agreement_counts(real, "2024-09-06").tolist()[:3] == [223, 4, 56]
    assert agree.agreement_counts(real, "2024-11-15").tolist()[:3] == [117, 35, 21]


def test_isw_never_draws_cells_and_creamy_caprice_only_its_own_days():
    real = load("agreement_grid")
    assert set(real["mapper"]) == {"deepstate", "project_owl", "creamy_caprice"}
    own = real[real["mapper"] == "creamy_caprice"]
    assert (own["week"] == own["outline_date"]).all()
    assert (real["outline_date"] <= real["week"]).all()


def test_mappers_are_counted_on_creamy_caprices_own_days_only():
    own = grid([(1, 1, "creamy_caprice", "held"), (1, 2, "creamy_caprice", "unclear")])
    own["week"] = pd.Timestamp("2024-09-08")
    cells = agree.mappers_per_cell(pd.concat([FIVE[FIVE["mapper"] != "creamy_caprice"], own]), "2024-09-08")
    assert cells.set_index(["cell_x", "cell_y"])["mappers"].to_dict() == {
        (1, 1): 3,
        (1, 2): 1,
        (1, 3): 1,
        (1, 4): 1,
    }
    with pytest.raises(DataError, match="drew nothing for 2024-09-06"):
        agree.mappers_per_cell(pd.concat([FIVE[FIVE["mapper"] != "creamy_caprice"], own]), "2024-09-06")


def test_three_mappers_never_count_a_cell_twice():
    real = load("agreement_grid")
    for day in agree.own_days(real):
        cells = agree.mappers_per_cell(real, day)
        assert not cells.duplicated(["cell_x", "cell_y"]).any() and cells["mappers"].between(1, 3).all()
        creamy = real[(real["mapper"] == "creamy_caprice") & (real["week"] == day)]
        held = creamy["status"].eq("held").sum()
        assert cells["who"].map(lambda who: "creamy_caprice" in who).sum() == held
