"""The address of a row, as prose and values write it."""

import pandas as pd
import pytest

from helpers.data import DataError, address, load, printed_at, row_ids, tables, value_at
from helpers.data.addresses import WRITTEN

MEDUZA = "estimates:ua-held-area-kursk · meduza · 2024-08-15"


def test_an_address_is_a_row_and_perhaps_a_column():
    assert address(MEDUZA) == ("estimates:ua-held-area-kursk--meduza--2024-08-15", None)
    assert address(f"{MEDUZA} [low]") == ("estimates:ua-held-area-kursk--meduza--2024-08-15", "low")
    assert address("estimates:ua-held-area-kursk--meduza--2024-08-15 [low]") == address(f"{MEDUZA} [low]")
    assert address("len(load('claims'))") is None and address("owl_12_aug") is None


@pytest.mark.parametrize("table", tables())
def test_no_key_holds_what_stands_for_its_dashes(table):
    """So that an address leads back to one row."""
    for row_id in row_ids(table, load(table)):
        written = row_id.replace("--", WRITTEN)
        assert WRITTEN not in row_id and address(written) == (row_id, None)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (f"{MEDUZA} [low]", 500),
        ("estimates:ua-held-area-kursk · oleksandr-syrskyi · 2024-08-20", 1263),  # central
        ("estimates:raid-force-size · russian-ministry-of-defence · 2023-06-01", 70),  # only "up to"
        ("control_area_daily:2024-08-12|project_owl|held [area_km2]", 621),
        ("reference_areas:Kursk oblast, OpenStreetMap outline [area_km2]", 30001),
        ("events:2024-11-17-permission-reported [date_first]", pd.Timestamp("2024-11-17")),
    ],
)
def test_the_value_of_a_row(written, value):
    assert value_at(address(written)) == value


def test_the_printed_value_is_in_the_words_of_the_page():
    assert (
        printed_at(address("estimates:ua-held-area-kursk · oleksandr-syrskyi · 2024-08-12"))
        == "about 1,000 km²"
    )
    assert printed_at(address("events:2024-11-17-permission-reported")) is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (MEDUZA, "no one main number: name a column"),  # 500 to 700
        (f"{MEDUZA} [height]", "no column 'height'. Its columns are: estimate_id"),
        (f"{MEDUZA} [central]", "nothing in column central"),
        ("estimates:nobody · 2024-08-12", "Table estimates has no row 'nobody--2024-08-12'"),
        ("guesses:one", "There is no table 'guesses'"),
        ("events:2024-11-17-permission-reported", "name a column"),
    ],
)
def test_an_address_that_leads_nowhere_is_explained(written, said):
    with pytest.raises(DataError, match=said.replace("[", r"\[")):
        value_at(address(written))
