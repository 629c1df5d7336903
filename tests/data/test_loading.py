"""A reader gets typed tables, or is told in plain words which cell is wrong."""

import json
import shutil

import pandas as pd
import pytest

from helpers.data import DataError, cite, folder, load, loading, row_ids, source_ids_of, sources, tables


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of data/ that a test may break."""
    place = tmp_path / "data"
    shutil.copytree(folder(), place)
    monkeypatch.setattr(loading, "folder", lambda: place)
    return place


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
    assert all("03" in cell.split(";") for cell in load("events", lessons="03")["lessons"])


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


def test_a_table_saved_with_semicolons_is_explained(copied):
    path = copied / "claims.csv"
    pd.read_csv(path, dtype=str).to_csv(path, sep=";", index=False)
    with pytest.raises(DataError, match=r"divided by semicolons|divided into columns"):
        load("claims")


def test_a_table_in_another_encoding_is_explained(copied):
    path = copied / "estimates.csv"
    path.write_bytes(path.read_text("utf-8").encode("cp1252", errors="replace"))
    with pytest.raises(DataError, match="not in UTF-8"):
        load("estimates")


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
    page = sources().dropna(subset=["published"]).iloc[0]
    line = cite(page["source_id"])
    assert page["publisher"] in line and page["url"] in line and str(page["published"].year) in line


def test_package_describes_every_file():
    package = json.loads((folder() / "datapackage.json").read_text("utf-8"))
    described = {resource["path"] for resource in package["resources"]}
    assert {path.name for path in folder().glob("*.csv")} == described
