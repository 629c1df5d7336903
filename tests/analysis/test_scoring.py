"""Scores by hand: Brier, baselines, bootstrap by cluster, calibration that needs sixty forecasts."""

import pandas as pd
import pytest

from helpers.analysis import scoring
from helpers.data import load


@pytest.fixture(scope="module")
def specimens():
    scored = scoring.scorable(load("specimen_forecasts"), load("questions"), load("outcomes"))
    return dict(list(scored.groupby("forecaster")))


def small(percents, came, clusters=None):
    names = [f"Q{i:02}" for i in range(len(percents))]
    return pd.DataFrame(
        {"question_id": names, "percent": percents, "came": came, "cluster": clusters or names}
    )


def test_brier_by_hand():
    assert scoring.errors(small([70, 80, 50], [1, 0, 1])).tolist() == pytest.approx([0.09, 0.64, 0.25])
    assert scoring.brier(small([70, 80], [1, 0])) == pytest.approx(0.365)


def test_unscored_void_and_unsettled_questions_drop_out():
    questions = pd.DataFrame(
        {"question_id": ["a", "b", "c"], "cluster": "k", "for_class": "no", "asks": "change",
         "scored": ["yes", "no", "yes"]}
    )  # fmt: skip
    outcomes = pd.DataFrame({"question_id": ["a", "b", "c"], "outcome": ["no", "yes", "void"]})
    given = pd.DataFrame({"question_id": ["a", "b", "c"], "percent": 10})
    kept = scoring.scorable(given, questions, outcomes)
    assert kept["question_id"].tolist() == ["a"] and kept["came"].tolist() == [0]


def test_sixteen_scored_forecasts_in_nine_clusters(specimens):
    for frame in specimens.values():
        assert len(frame) == 16 and frame["cluster"].nunique() == 9


@pytest.mark.parametrize(
    ("name", "all_sixteen", "for_class"),
    [("cautious", 0.24, 0.175), ("bold", 0.2275, 0.115), ("always 50", 0.25, 0.25)],
)
def test_scores_of_the_specimens(specimens, name, all_sixteen, for_class):
    frame = specimens[name]
    assert scoring.brier(frame) == pytest.approx(all_sixteen)
    assert scoring.brier(frame[frame["for_class"] == "yes"]) == pytest.approx(for_class)


def test_nothing_changes_says_ninety_where_the_question_asks_what_stays(specimens):
    guess = scoring.nothing_changes(specimens["cautious"]).set_index("question_id")["percent"]
    assert guess["Q01"] == 90 and set(guess.drop("Q01")) == {10}
    assert scoring.brier(scoring.nothing_changes(specimens["cautious"])) == pytest.approx(0.46)


def test_the_bar_by_cluster_is_wider_than_by_question():
    """Four questions that hang together are one draw, so two clusters give only three possible means."""
    frame = small([100] * 8, [1] * 4 + [0] * 4, ["x"] * 4 + ["y"] * 4)
    assert scoring.bootstrap(frame) == (0, 1)
    low, high = scoring.bootstrap(frame, "question_id")
    assert 0 < low < 0.5 < high < 1
    assert scoring.bootstrap(frame) == scoring.bootstrap(frame)
    with pytest.raises(ValueError, match="no forecast"):
        scoring.bootstrap(frame.head(0))


def test_cautious_and_bold_cannot_be_told_apart(specimens):
    gap, low, high = scoring.difference(specimens["cautious"], specimens["bold"])
    assert gap == pytest.approx(0.0125) and low < 0 < high
    with pytest.raises(ValueError, match="same questions"):
        scoring.difference(specimens["cautious"], specimens["bold"].head(3))


def test_calibration_is_never_worked_out_under_sixty_forecasts():
    assert scoring.calibration(small([20] * 59, [1] * 59)).empty
    table = scoring.calibration(small([0, 33, 34, 100] * 15, [0, 1, 1, 1] * 15))
    assert table["bin"].tolist() == ["0-33", "34-66", "67-100"] and table["n"].tolist() == [30, 15, 15]
    assert table["said"].tolist() == pytest.approx([16.5, 34, 100])
    assert table["came"].tolist() == pytest.approx([50, 100, 100])


def test_a_summary_divides_a_forecaster_by_what_was_known():
    rows = forecasts_of([("you", "knew", 90, 1), ("you", "", 20, 1), ("you", "", 40, 1), ("bold", "", 5, 0)])
    found = scoring.summary(rows)
    assert found["name"].tolist() == ["you, knew", "you", "bold"] and found["n"].tolist() == [1, 2, 1]
    assert found["score"].round(4).tolist() == [0.01, 0.5, 0.0025]
    assert ((found["low"] <= found["score"]) & (found["score"] <= found["high"])).all()


def test_a_made_up_class_is_the_same_each_time_and_stays_within_0_and_100():
    rows = forecasts_of([("cautious", "", 5, 1), ("cautious", "", 95, 0)])
    pool = scoring.made_up_class(rows, pupils=30)
    assert len(pool) == 60 and pool["forecaster"].nunique() == 30
    assert pool["percent"].between(0, 100).all() and pool["percent"].nunique() > 10
    assert pool.equals(scoring.made_up_class(rows, pupils=30))


def test_the_median_of_a_crowd_is_scored_as_one_forecaster():
    rows = forecasts_of([("a", "", 0, 1), ("b", "", 50, 1), ("c", "", 100, 1)]).assign(question_id="Q1")
    median, member = scoring.crowd(rows)
    assert median == pytest.approx(0.25) and member == pytest.approx((1 + 0.25 + 0) / 3)


def forecasts_of(rows):
    """Scored forecasts: forecaster, knew, per cent, came; each question is a cluster of its own."""
    frame = pd.DataFrame(rows, columns=["forecaster", "knew", "percent", "came"])
    ids = [f"Q{place}" for place in range(len(rows))]
    return frame.assign(question_id=ids, cluster=ids, percent=frame["percent"].astype(float))
