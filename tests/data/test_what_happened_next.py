"""Tables of our own judgement: every row they name exists, and stands on the day that they give."""

import pandas as pd

from helpers.data import load, tables

DAY = pd.Timestamp("2024-11-16")


def test_every_piece_of_evidence_is_weighed_against_every_cause():
    causes = load("rival_causes")
    assert causes.groupby("item")["cause"].nunique().tolist() == [5] * 15
    assert (causes.groupby("item")[["what", "row_ids"]].nunique() == 1).all().all()


def test_minus_signs_of_each_cause():
    minus = load("rival_causes", mark="−")["cause"].value_counts()
    assert minus.to_dict() == {"pause": 4, "pipe": 2, "troops": 1, "chose": 1}


def test_rows_behind_the_causes_exist():
    keys = {
        "events": set(load("events")["event_id"]),
        "claim_evidence": set(load("claim_evidence")["evidence_id"]),
    }
    for address in set(load("rival_causes")["row_ids"].str.split(";").explode()):
        table, _, key = address.partition(":")
        assert key in (tables() if table == "table" else keys[table]), address


def test_a_limit_of_a_sentence_stands_on_its_own_side_of_the_text():
    lives = load("sentence_lives").merge(
        load("claim_evidence")[["evidence_id", "known"]], left_on="row_ref", right_on="evidence_id"
    )
    assert len(lives) == len(load("sentence_lives"))
    assert ((lives["day"] <= DAY) == (lives["when"] == "before")).all()
    assert ((lives["known"] == "text") == (lives["when"] == "before")).all()
