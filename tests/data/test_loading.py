"""A reader gets typed tables, or is told in plain words which cell is wrong."""

import json

import pandas as pd
import pytest

from helpers.data import DataError, cite, folder, load, row_ids, source_ids_of, sources, tables

pytestmark = pytest.mark.filterwarnings("ignore::helpers.data.NotAsPublished")


def break_cell(place, table, row, column, value):
    cells = pd.read_csv(place / f"{table}.csv", dtype=str, keep_default_na=False)
    cells.loc[row, column] = value
    cells.to_csv(place / f"{table}.csv", index=False, lineterminator="\n")


def test_every_table_loads():
    assert {name: len(load(name)) > 0 for name in tables()} == dict.fromkeys(tables(), True)


def test_types():
    area = load("control_area_daily")
    assert pd.api.types.is_datetime64_any_dtype(area["date"])
    assert area["area_km2"].dtype == "float64"
    assert load("agreement_grid")["cell_x"].dtype == "int64"


def test_filters_by_value_list_day_and_member():
    assert set(load("estimates", quantity="ua_held_area_kursk")["quantity"]) == {"ua_held_area_kursk"}
    two = ["ua_held_area_kursk", "ua_peak_area_kursk"]
    assert set(load("estimates", quantity=two)["quantity"]) == set(two)
    day = load("control_area_daily", date="2024-09-06", mapper="deepstate", measure="held")
    assert day["area_km2"].tolist() == [907.6]
    assert all(
        "the_incursion" in cell.split(";") for cell in load("events", lessons="the_incursion")["lessons"]
    )


def test_unknown_table_lists_the_tables():
    with pytest.raises(DataError, match=r"no table 'estimate'.*estimates, "):
        load("estimate")


def test_unknown_column_lists_the_columns():
    with pytest.raises(DataError, match="no column 'speaker'"):
        load("estimates", speaker="NIS")


def test_all_faults_are_named_at_once(copied):
    break_cell(copied, "estimates", 0, "unit", "acres")
    break_cell(copied, "estimates", 1, "central", "a thousand")
    break_cell(copied, "estimates", 2, "published", "6.8.2024")
    break_cell(copied, "estimates", 3, "speaker_id", "nobody-known")
    with pytest.raises(DataError) as error:
        load("estimates")
    message = str(error.value)
    assert "data/estimates.csv has 4 faults" in message
    assert "row 2, column unit: 'acres' – expected one of: km²" in message
    assert "row 3, column central: 'a thousand' – expected a number" in message
    assert "row 4, column published: '6.8.2024' – expected a day as YYYY-MM-DD" in message
    assert "row 5, column speaker_id: 'nobody-known' – not found in data/speakers.csv" in message


def test_a_key_twice_is_a_fault(copied):
    first = pd.read_csv(copied / "events.csv", dtype=str)["event_id"][0]
    break_cell(copied, "events", 1, "event_id", first)
    with pytest.raises(DataError, match="another row has the same event_id"):
        load("events")


@pytest.mark.parametrize("table", ["claims", "grid_nodes", "estimates"])
def test_a_table_saved_with_semicolons_is_explained(copied, table):
    path = copied / f"{table}.csv"
    pd.read_csv(path, dtype=str).to_csv(path, sep=";", index=False)
    with pytest.raises(DataError, match=rf"data/{table}.csv .*divided by semicolons: save it with commas"):
        load(table)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_table_in_another_encoding_is_explained(copied, encoding):
    path = copied / "estimates.csv"
    path.write_bytes(path.read_text("utf-8").encode(encoding, errors="replace"))
    with pytest.raises(DataError, match=r"data/estimates.csv is not in UTF-8.*CSV UTF-8"):
        load("estimates")


def test_a_table_that_a_spreadsheet_saved_is_read(copied):
    """Excel's "CSV UTF-8" starts with a mark and ends its lines with two characters."""
    path, before = copied / "estimates.csv", load("estimates")
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    pd.testing.assert_frame_equal(load("estimates"), before)


def test_missing_extra_and_moved_columns_are_named(copied):
    path = copied / "claims.csv"
    cells = pd.read_csv(path, dtype=str, keep_default_na=False)
    cells.drop(columns="checkable").to_csv(path, index=False)
    with pytest.raises(DataError, match="Missing: checkable; not expected: none"):
        load("claims")
    cells.rename(columns={"claim": "statement"}).to_csv(path, index=False)
    with pytest.raises(DataError, match="Missing: claim; not expected: 'statement'"):
        load("claims")
    cells[cells.columns[::-1]].to_csv(path, index=False)
    with pytest.raises(DataError, match="the order must be: claim_id, section, claim"):
        load("claims")


def test_a_comma_too_many_is_explained_with_its_line(copied):
    path = copied / "claims.csv"
    lines = path.read_text("utf-8").split("\n")
    lines[4] += ",one more"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(
        DataError,
        match=r"data/claims.csv has 1 fault .*\n  row 5: 11 cells where the header has 10.*quotation marks",
    ):
        load("claims")


def test_an_empty_file_is_explained(copied):
    (copied / "claims.csv").write_text("", "utf-8")
    with pytest.raises(DataError, match=r"data/claims.csv is empty. Copy it back"):
        load("claims")


@pytest.mark.parametrize(
    ("table", "column", "value", "expected"),
    [
        ("estimates", "quantity", "", "must not be empty"),
        ("estimates", "exercise_only", "maybe", "expected one of: yes, no"),
        ("estimates", "source_id", "unknown-page", "not found in data/sources.csv: add it there first"),
        ("claims", "claim_id", "52", "expected the form S"),
        ("agreement_grid", "cell_x", "1.5", "expected a whole number"),
        ("control_area_daily", "area_km2", "1,107", "expected a number with a decimal point and no commas"),
        ("sources", "url", "www.example.org", "expected the form https?"),
        ("sources", "seen_on", "", "must not be empty: day on which the text was seen"),
        ("events", "date_first", "2024-02-30", "expected a day as YYYY-MM-DD"),
    ],
)
def test_each_kind_of_fault_names_file_row_column_value_and_what_was_expected(
    copied, table, column, value, expected
):
    break_cell(copied, table, 3, column, value)
    with pytest.raises(DataError) as error:
        load(table)
    message = str(error.value)
    assert f"data/{table}.csv has 1 fault (" in message or f"data/{table}.csv has 2 faults (" in message
    assert f"row 5, column {column}: {value!r} – {expected}" in message
    assert "Nothing was changed." in message


def test_a_fault_of_many_rows_is_told_once_and_counted(copied):
    cells = pd.read_csv(copied / "events.csv", dtype=str, keep_default_na=False)
    cells["page_grade"] = "good"
    cells.to_csv(copied / "events.csv", index=False)
    with pytest.raises(DataError) as error:
        load("events")
    lines = str(error.value).split("\n")
    assert lines[0].startswith(f"data/events.csv has {len(cells)} faults")
    assert f"rows 2, 3, 4, 5, 6 and {len(cells) - 5} more, column page_grade: 'good'" in lines[1]
    assert len(lines) == 3


def test_very_many_faults_are_counted_and_the_first_shown(copied):
    cells = pd.read_csv(copied / "events.csv", dtype=str, keep_default_na=False)
    cells["page_grade"] = [f"grade {number} {'x' * 1000}" for number in range(len(cells))]
    cells.to_csv(copied / "events.csv", index=False)
    with pytest.raises(DataError) as error:
        load("events")
    lines = str(error.value).split("\n")
    shown = len([line for line in lines if "column page_grade" in line])
    assert shown >= 5 and f"… and {len(cells) - shown} more" in lines[shown + 1]
    assert len(str(error.value).encode()) <= 2000


def test_a_missing_table_is_explained(copied):
    (copied / "claims.csv").unlink()
    with pytest.raises(DataError, match=r"data/claims.csv is missing"):
        load("claims")


def test_row_ids_join_the_key():
    row = load("control_area_daily", date="2024-09-06", mapper="deepstate", measure="held")
    assert row_ids("control_area_daily", row) == ["control_area_daily:2024-09-06|deepstate|held"]


def test_sources_of_marks():
    row = load("estimates", estimate_id="ua-held-area-kursk--oleksandr-syrskyi--2024-08-12")
    assert source_ids_of(row_ids("estimates", row)) == [row["source_id"][0]]
    with pytest.raises(DataError, match="does not hold"):
        source_ids_of(["estimates:invented"])


def test_cite_names_publisher_day_and_address():
    pages = sources().dropna(subset=["published"])
    page = pages[pages["outlet"].isna()].iloc[0]
    line = cite(page["source_id"])
    assert f"[{page['publisher']}]({page['url']})" in line and str(page["published"].year) in line


def test_package_describes_every_file():
    package = json.loads((folder() / "datapackage.json").read_text("utf-8"))
    described = {resource["path"] for resource in package["resources"]}
    files = {path.relative_to(folder()).as_posix() for path in folder().rglob("*.*")}
    assert {name for name in files if name.endswith((".csv", ".json"))} == {*described, "datapackage.json"}


def test_the_history_of_the_collection_is_read_as_any_table(copied):
    history = ["taken", "left_out", "counting"]
    assert set(history) <= set(tables()) and all(len(load(table)) for table in history)
    path, before = copied / "history" / "counting.csv", load("counting")
    path.write_text(path.read_text("utf-8").rsplit("\n", 2)[0] + "\n", "utf-8")
    assert len(load("counting")) == len(before) - 1
    path.unlink()
    with pytest.raises(DataError, match=r"data/history/counting.csv is missing"):
        load("counting")
