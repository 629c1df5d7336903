"""Specimens follow their rule, memory's shift by hand, verdicts that moved, what was knowable."""

import pandas as pd
import pytest

from helpers.analysis import hindsight
from helpers.data import load


def on(text):
    return pd.Timestamp(text)


def test_the_rule_by_hand():
    assert hindsight.specimen("cautious", "change", on("2025-01-16")) == 20
    assert hindsight.specimen("cautious", "change", on("2025-01-17")) == 40
    assert hindsight.specimen("cautious", "change", on("2025-05-17")) == 60
    assert hindsight.specimen("cautious", "stays", on("2025-01-31")) == 60
    assert hindsight.specimen("bold", "change", on("2025-05-16")) == 5
    assert hindsight.specimen("bold", "past", on("2024-08-16")) == 50
    with pytest.raises(ValueError, match="no specimen"):
        hindsight.specimen("clever", "change", on("2025-05-16"))


def test_the_shipped_specimens_are_the_rule_for_the_twenty_rated_questions():
    rated = load("questions", in_rating="yes").merge(load("outcomes"), on="question_id")
    kept = load("specimen_forecasts").set_index(["forecaster", "question_id"])
    assert len(kept) == len(hindsight.SPECIMENS) * len(rated) == 60
    for row in rated.itertuples():
        for name in hindsight.SPECIMENS:
            percent = hindsight.specimen(name, row.asks, row.settles_on)
            told = hindsight.remembered(percent, row.outcome)
            assert kept.loc[(name, row.question_id)].tolist() == [percent, told], (name, row.question_id)


def test_shift_points_toward_the_outcome_and_leaves_unsettled_questions_out():
    frame = pd.DataFrame(
        {"percent": [40, 40, 40, 40], "remembered": [60, 60, 25, 90], "outcome": ["yes", "no", "no", "void"]}
    )
    assert hindsight.shift(frame)["shift"].tolist() == [20, -20, 15]


@pytest.mark.parametrize(
    ("name", "arrows", "points"), [("cautious", 20, 15), ("bold", 6, 8), ("always 50", 20, 15)]
)
def test_arrows_of_the_specimens(name, arrows, points):
    frame = load("specimen_forecasts", forecaster=name).merge(load("outcomes"), on="question_id")
    shifts = hindsight.shift(frame)["shift"]
    assert (shifts > 0).sum() == arrows and round(shifts.mean()) == points


def test_moves_name_the_step():
    verdicts = pd.DataFrame(
        {"claim_id": ["a", "b"], "verdict_text": ["supported", "partly"],
         "verdict_page": ["overtaken", "partly"], "verdict_now": ["overtaken", "supported"]}
    )  # fmt: skip
    assert hindsight.moves(verdicts).to_numpy().tolist() == [
        ["a", "text to page", "supported", "overtaken"],
        ["b", "page to now", "partly", "supported"],
    ]


def test_knowable_leaves_out_what_cannot_be_checked():
    verdicts = pd.DataFrame(
        {"verdict_now": ["supported", "partly", "overtaken", "not checkable"],
         "decided_on": ["text", "now", "page", "none"]}
    )  # fmt: skip
    assert hindsight.knowable(verdicts).to_numpy().tolist() == [[1, 0], [0, 2]]


def test_own_words_stand_beside_ours():
    ours = pd.DataFrame({"claim_id": ["S1"], "deciding_definition": ["held"]})
    ours = ours.assign(verdict_text="partly", verdict_now="supported")
    given = pd.DataFrame({"claim_id": ["S1"], "text": ["partly"], "now": ["contested"]})
    (row,) = hindsight.own_words(given, ours).itertuples()
    assert (row.same_text, row.same_now, row.deciding_definition) == (True, False, "held")
