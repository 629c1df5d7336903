"""One short name per speaker; labels of figures name rows that exist and are no second names."""

import pytest

from helpers.data import DataError, labels, load, row_ids
from helpers.data.attributing import attributed

LONGEST = 24  # letters that fit beside a mark on a phone
NAMED_BY_SPEAKER = {"speakers", "estimates", "loss_shares", "arguments"}  # charts write their short names


def short_names():
    speakers = load("speakers")
    return speakers["short_name"].fillna(speakers["name"])


def test_every_label_names_a_row():
    rows = load("labels")
    for table, some in rows.groupby(rows["row"].str.partition(":")[0]):
        assert set(some["row"]) <= set(row_ids(table, load(table)))


def test_a_short_name_fits_everywhere_and_means_one_speaker():
    speakers, short = load("speakers"), short_names()
    assert short[short.str.len() > LONGEST].tolist() == []
    assert short[short.str.lower().duplicated(keep=False)].tolist() == []
    needless = speakers["short_name"].eq(speakers["name"])
    assert speakers.loc[needless, "speaker_id"].tolist() == []


def test_no_label_is_a_second_name_of_a_speaker():
    rows = load("labels")
    assert not NAMED_BY_SPEAKER & set(rows["row"].str.partition(":")[0])
    assert not set(rows["label"]) & ({*load("speakers")["name"]} | {*short_names()})


def test_labels_are_asked_for_by_figure():
    assert labels("two_clocks")["events:2024-12-04-treaty-in-force"] == "in force"
    with pytest.raises(DataError, match="no 'nothing' in column figure"):
        labels("nothing")


def test_rows_arrive_with_speaker_and_page():
    row = load("estimates", speaker_id="nis").iloc[0]
    assert (row["name"], row["short_name"], row["side"]) == ("NIS", "South Korean NIS", "south_korea")
    assert (row["speaker_kind"], row["country"]) == ("body", "South Korea")
    assert row["row_id"] == f"estimates:{row['estimate_id']}"
    pages = load("sources").set_index("source_id")
    assert row["publisher"] == pages.loc[row["source_id"], "publisher"]
    assert row["url"] == pages.loc[row["source_id"], "url"]


def test_a_table_with_sides_of_its_own_keeps_them():
    row = load("arguments", argument_id="D003").iloc[0]
    assert row["side"] in {"yes", "no", "both", "context"}
    assert row["actor"] == load("speakers", speaker_id=row["speaker_id"])["side"].iloc[0]


def test_a_row_without_speaker_keeps_its_place():
    speakers, pages = load("speakers"), load("sources")
    rows = load("events").head(3)[["event_id", "speaker_id", "source_id"]].assign(speaker_id=None)
    named = attributed(rows, ["events:1", "events:2", "events:3"], speakers, pages)
    assert named["name"].isna().all() and named["publisher"].notna().all()
