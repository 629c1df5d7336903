"""Damaged data are named in plain words, changed data are told of, and nothing wrong is read in silence.

damage.py does the same to large tables, every kind of damage to each.
"""

import json
import shutil
import warnings

import damage
import pandas as pd
import pytest

from helpers.data import (
    DataError,
    NotAsPublished,
    cite,
    folder,
    labels,
    load,
    loading,
    outlines,
    row_ids,
    seal,
    source_ids_of,
    sources,
    unsealed,
)
from helpers.publish.__main__ import main

SMALL = ("ratio_pairs", "units_mapped_names")  # together they have every kind of column
# sound tables all the same: a class may have added, changed or left out such rows
TOLD = {
    "cut in the last cell",
    "cut between rows",
    "first row gone",
    "last row gone",
    "one row left",
    "rows turned round",
    "curly quotation marks",
    "free: in capitals",
    "leads: empty",
    "text: a formula",
    "text: a script",
    "text: emptied",
    "text: an open one in the middle",
    "enum: empty",
    "changed under the same time",
    "date: one day later",
    "number: one digit more",
    "values of two columns changed places: free",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """One copy of data/ for all kinds of damage; each puts back what it changed."""
    place = tmp_path_factory.mktemp("damaged") / "data"
    shutil.copytree(folder(), place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "folder", lambda: place)
        yield place


@pytest.fixture(scope="module")
def published(place):
    return {table: load(table) for table in SMALL}


@pytest.mark.parametrize("kind", damage.KINDS)
def test_damage_to_a_table_is_named_or_told_of(kind, place, published):
    found = (damage.damaged(place, table, kind, published[table]) for table in SMALL)
    state, said = next(each for each in found if each)
    wanted = {damage.CLEAR, damage.RIGHT} | ({damage.TOLD} if kind in TOLD else set())
    assert state in wanted, said


@pytest.mark.parametrize("name", ["outlines", "datapackage"])
def test_damage_to_a_json_file_is_named_or_told_of(name, place):
    path, wanted = place / f"{name}.json", [load("voices"), outlines()]

    def read():
        return [load("voices"), outlines()]

    found = {kind: damage.damaged_json(path, way, wanted, read) for kind, way in damage.ways_of_json(path)}
    assert len(found) > 40
    fine = {damage.CLEAR, damage.RIGHT, damage.TOLD}
    assert {kind: each for kind, each in found.items() if each[0] not in fine} == {}


def test_the_tables_of_this_edition_are_sealed():
    """After a change run `python -m helpers.publish --seal`: a table that is not sealed counts as damaged."""
    assert unsealed() == []


def test_an_added_row_is_told_of_once_in_one_line(copied):
    path, before = copied / "voices.csv", load("voices")
    path.write_text(path.read_text("utf-8") + "A new voice,12,,a neighbour\n", "utf-8")
    with pytest.warns(NotAsPublished) as told:
        assert [len(load("voices")) for _ in range(2)] == [len(before) + 1] * 2
    (line,) = (str(warning.message) for warning in told)
    assert (
        f"this table has {len(before) + 1} rows, the published one {len(before)}" in line and "\n" not in line
    )
    assert told[0].filename == "data/voices.csv"
    with warnings.catch_warnings(action="error"):
        load("claims")


def test_a_spreadsheet_that_changed_only_line_ends_is_not_told_of(copied):
    path, before = copied / "voices.csv", load("voices")
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    with warnings.catch_warnings(action="error"):
        assert load("voices").equals(before)


@pytest.mark.filterwarnings("error")
def test_sealing_makes_an_edition_of_what_is_there(copied, capsys):
    path = copied / "voices.csv"
    package = copied / "datapackage.json"
    before = package.read_text("utf-8")
    path.write_text(path.read_text("utf-8") + "A new voice,12,,a neighbour\n", "utf-8")
    assert unsealed() == ["data/voices.csv"]
    assert main(["--seal"]) == 0
    assert capsys.readouterr().out.splitlines() == ["data/voices.csv: sealed"]
    assert len(load("voices")) == json.loads(package.read_text("utf-8"))["resources"][5]["rows"]
    changed = [
        new
        for old, new in zip(before.split("\n"), package.read_text("utf-8").split("\n"), strict=True)
        if new != old
    ]
    assert [line.strip().partition(":")[0] for line in changed] == ['"bytes"', '"hash"', '"rows"', '"seal"']
    assert seal() == []


def test_a_damaged_table_is_not_sealed(copied, capsys):
    path, package = copied / "voices.csv", copied / "datapackage.json"
    before = package.read_bytes()
    path.write_text(path.read_text("utf-8") + "A new voice,not a number,,a neighbour\n", "utf-8")
    assert main(["--seal"]) == 1
    assert "expected a whole number" in capsys.readouterr().out
    assert package.read_bytes() == before


def test_lessons_are_published_on_a_sealed_edition_only(copied, capsys):
    path = copied / "voices.csv"
    path.write_text(path.read_text("utf-8") + "A new voice,12,,a neighbour\n", "utf-8")
    assert main([]) == 1
    assert (
        "data/voices.csv is not the published edition: publish with --seal first" in capsys.readouterr().out
    )


def test_rows_are_numbered_as_a_spreadsheet_does(copied):
    """A blank line counts, a cell of two lines does not."""
    path = copied / "voices.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    rows[0] = f'"two\nlines"{rows[0][rows[0].index(",") :]}'
    rows[3] = "A new voice,not a number,,a neighbour"
    path.write_text("\n".join([header, rows[0], "", "", *rows[1:]]) + "\n", "utf-8")
    with pytest.raises(DataError) as error:
        load("voices")
    assert "row 2, column voice: 'two\\nlines'" in str(error.value)
    assert "row 7, column place: 'not a number'" in str(error.value)


def test_a_cut_table_of_pages_is_blamed_itself(copied):
    path = copied / "sources.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: len(lines) // 2]), "utf-8")
    with pytest.warns(NotAsPublished), pytest.raises(DataError) as error:
        load("estimates")
    assert str(error.value).startswith("data/sources.csv is not as it was published, and lacks what data/est")
    assert len(str(error.value).encode()) <= damage.MOST_BYTES


def test_a_fault_in_a_table_of_pages_is_told_there(copied):
    path = copied / "sources.csv"
    path.write_text(path.read_text("utf-8").replace(",https://", ",ftp://", 1), "utf-8")
    with pytest.raises(DataError, match=r"data/sources\.csv has 1 fault"):
        load("events")


def test_a_file_that_changed_under_the_same_time_is_read_again(copied):
    before = load("voices")
    assert damage.damaged(copied, "voices", "changed under the same time", before)[0] != damage.SILENT


@pytest.mark.parametrize(
    ("table", "only", "said"),
    [
        (
            "estimates",
            {"quantity": "ua_held_area"},
            "no 'ua_held_area' in column quantity. Did you mean ua_held_area_kursk",
        ),
        ("estimates", {"quantity": ["ua_held_area_kursk", "typo"]}, "no 'typo' in column quantity"),
        (
            "events",
            {"lessons": 3},
            "column lessons of table events holds texts in \"quotation marks\", and '3' is none",
        ),
        ("events", {"lessons": "09"}, "no '09' in column lessons. It has: "),
        ("events", {"in_report": True}, "and 'True' is none"),
        (
            "control_area_daily",
            {"mapper": "DeepState"},
            "Did you mean deepstate? It has: creamy_caprice, deepstate, isw,",
        ),
        (
            "control_area_daily",
            {"date": "9.8.2024"},
            "holds days, and '9.8.2024' is none: write a day as YYYY-MM-DD",
        ),
        ("control_area_daily", {"date": "2024-8-9"}, "write a day as YYYY-MM-DD"),
        ("control_area_daily", {"date": 20240809}, "write a day as YYYY-MM-DD"),
        ("control_area_daily", {"date": "2024-02-30"}, "write a day as YYYY-MM-DD"),
        (
            "control_area_daily",
            {"date": "2024-07-30"},
            "The nearest: 2024-08-01 and 2024-08-06; its values run from",
        ),
        ("control_area_daily", {"area_km2": "907.6"}, "holds numbers without quotation marks"),
        ("grid_nodes", {"node_x": 5}, "no row with node_x = 5. The nearest: 2988 and 2989"),
        ("grid_nodes", {"node_x": float("nan")}, "node_x = nan"),
        ("claims", {"quantity": None}, "and 'None' is none"),
        ("claims", {"quantity": {"a": 1}}, "is none"),
        ("claims", {"claim": ["x" * 100_000]}, "xxx…"),
        ("claims", {"sort": "fact"}, "no column 'sort'"),
    ],
)
def test_a_filter_that_nothing_can_match_is_an_error(table, only, said):
    with pytest.raises(DataError) as error:
        load(table, **only)
    assert said.lower() in str(error.value).lower()
    assert len(str(error.value).encode()) <= damage.MOST_BYTES


def test_filters_that_only_together_match_nothing_give_no_rows():
    assert load("control_area_daily", mapper="isw", date="2024-08-06").empty


@pytest.mark.parametrize("day", ["2024-09-06", pd.Timestamp("2024-09-06"), pd.Timestamp("2024-09-06").date()])
def test_a_day_is_asked_for_as_text_or_as_a_day(day):
    assert load("control_area_daily", date=day, mapper="deepstate", measure="held")["area_km2"].tolist() == [
        907.6
    ]


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: load("estimate"), "no table 'estimate'"),
        (lambda: load(5), "no table '5'"),
        (lambda: load(None), "no table 'None'"),
        (lambda: load(["estimates"]), "no table"),
        (lambda: load("outlines"), "no table 'outlines'"),
        (lambda: load("x" * 100_000), "no table 'xxx"),
        (lambda: cite(5), "by its source id, a text in quotation marks; '5' is none"),
        (lambda: cite(["a"]), "by its source id"),
        (lambda: cite("nothing-12345"), "no 'nothing-12345' in column source_id"),
        (lambda: sources("aa-f9047"), "Source ids stand in a list: sources(['aa-f9047'])"),
        (lambda: sources(5), "'5' is none"),
        (lambda: sources([1, 2]), "'1' is none"),
        (lambda: sources([["a"]]), "is none"),
        (lambda: row_ids("nothing", load("voices")), "no table 'nothing'"),
        (lambda: row_ids("voices", None), "named by their voice"),
        (lambda: row_ids("voices", load("voices").drop(columns="voice")), "named by their voice"),
        (lambda: row_ids("voices", pd.DataFrame({"voice": [None]})), "have no voice"),
        (lambda: labels(5), "'5' is none"),
        (lambda: labels("nothing"), "no 'nothing' in column figure"),
        (lambda: source_ids_of([5]), "'5' is no row id"),
        (lambda: source_ids_of("events"), "'events' is no row id"),
        (lambda: source_ids_of(["nothing:1"]), "no table 'nothing'"),
    ],
)
def test_an_argument_of_another_kind_is_answered_in_plain_words(ask, said):
    with pytest.raises(DataError) as error:
        ask()
    assert said in str(error.value) and len(str(error.value).encode()) <= damage.MOST_BYTES
