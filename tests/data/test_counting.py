"""Nothing of the first collection was dropped silently: each row is taken, merged or left out."""

import re

import pytest

from helpers.data import folder, load

COLLECTED = {"estimates": 724, "events": 297, "arguments": 190, "units": 112}
ROW_FOR_ROW = {  # files of which every row became one row of a table (which may have grown since)
    "claims.csv": "claims",
    "gaps/force_ratio_tests.csv": "force_ratio_tests",
    "geo/deepstate_daily_area.csv": "ukraine_area_daily",
    "geo/deepstate_monthly_gains.csv": "deepstate_monthly",
    "geo/kursk_control_daily.csv": "control_area_daily",
    "geo/kursk_published_checks.csv": "published_checks",
    "geo/kursk_salient_geometry.csv": "salient_geometry",
    "geo/owl_units_in_kursk.csv": "units_mapped_names",
    "geo/settlements.csv": "settlements",
    "geo/unit_places.csv": "unit_places",
    "verification/sample.csv": "verification",
}


@pytest.fixture(scope="module")
def counting():
    return load("counting").set_index("evidence_file")


@pytest.fixture(scope="module")
def taken():
    return load("taken")


@pytest.fixture(scope="module")
def left_out():
    return load("left_out")


def keys_of(table):
    frame = load(table)
    return set(frame[frame.columns[0]].astype(str))


def test_the_table_adds_up(counting):
    assert (counting["rows"] == counting["taken"] + counting["merged"] + counting["left_out"]).all()


def test_the_collected_rows_are_all_counted(counting):
    for kind, rows in COLLECTED.items():
        files = counting.index.str.endswith(f"/{kind}.csv")
        assert counting.loc[files, "rows"].sum() == rows, kind


def test_every_row_has_exactly_one_fate(counting, taken, left_out):
    """Row by row: what is taken and what is left out are the numbers 1 to n, each once."""
    for file in taken["evidence_file"].unique():
        rows = taken.loc[taken["evidence_file"] == file, "evidence_row"].tolist()
        rows += left_out.loc[left_out["evidence_file"] == file, "evidence_row"].tolist()
        assert sorted(rows) == list(range(1, counting.loc[file, "rows"] + 1)), file


def test_the_sums_are_those_of_the_rows(counting, taken, left_out):
    fates = left_out.groupby(["evidence_file", "fate"]).size()
    number = taken.groupby("evidence_file").size()
    listed = sorted(set(taken["evidence_file"]) | set(left_out["evidence_file"]))
    assert set(left_out["evidence_file"]) <= set(taken["evidence_file"])
    for file in listed:
        row = counting.loc[file]
        assert row["taken"] == number[file], file
        assert row["merged"] == fates.get((file, "merged"), 0), file
        assert row["left_out"] == fates.get((file, "left out"), 0), file


def test_whole_files_are_taken_row_for_row_or_say_what_was_left_out(counting, taken):
    for file, table in ROW_FOR_ROW.items():
        assert counting.loc[file, "taken"] == counting.loc[file, "rows"] <= len(load(table)), file
    others = counting[~counting.index.isin(taken["evidence_file"])]
    assert (others["merged"] == 0).all()
    assert others.loc[others["left_out"] > 0, "note"].notna().all()


def test_verdicts_of_the_four_split_statements_became_eight_and_three_were_added_later(counting):
    undivided = counting.loc["dossier/claim_verdicts.csv", "taken"]
    added = counting.loc["dossier/verdicts_added_claims.csv", "taken"]
    later = {"S49", "S50", "S51"}  # the headline, significant support, little strategic value
    collected = set(load("verdicts")["claim_id"]) - later
    assert later <= keys_of("claims") and len(collected) == undivided + added + 4


def test_every_row_taken_still_stands_here(taken):
    """A row that is removed must move from taken.csv to left_out.csv."""
    for table, rows in taken.groupby("table")["row_id"]:
        assert set(rows) <= keys_of(table), sorted(set(rows) - keys_of(table))
        assert rows.is_unique, table


def test_merged_rows_name_the_row_that_was_kept(left_out):
    known = {table: keys_of(table) for table in ("estimates", "events", "arguments", "units")}
    cells = {
        f"force_ratio_tests:{row.record}|{row.ratio_low:.2f}"
        for row in load("force_ratio_tests").itertuples()
    }
    merged = left_out[left_out["fate"] == "merged"]
    for row in merged.itertuples():
        kept = set(row.kept_as.split(";"))
        table = row.evidence_file.split("/")[1].removesuffix(".csv")
        places = known[table] | (cells if table == "estimates" else set())
        places |= known["events"] if table == "events" else set()
        assert kept <= places, (row.evidence_file, row.evidence_row, kept - places)
    assert left_out.loc[left_out["fate"] == "left out", "kept_as"].isna().all()


def test_rows_left_out_keep_value_address_and_reason(left_out):
    assert left_out[["value", "url", "reason"]].notna().all().all()
    figures = left_out[(left_out["evidence_file"] == "gaps/estimates.csv") & (left_out["fate"] == "left out")]
    assert figures["reason"].str.contains("grade C").all() and len(figures) == 74


def test_corrections_name_rows_that_exist():
    lines = (folder() / "CORRECTIONS.md").read_text("utf-8").splitlines()
    cells = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in lines
        if line.startswith("| ")
    ]
    cells = [line for line in cells if line[0] != "table"]
    assert len(cells) > 200 and all(len(line) == 6 and all(line) for line in cells)
    for table in ("estimates", "events", "arguments", "claims", "verdicts", "claim_evidence", "speakers"):
        known = keys_of(table)
        named = {line[1] for line in cells if line[0] == table and " " not in line[1]}
        assert named <= known, (table, sorted(named - known))
