"""What must hold for figures that a class will trust: the rules of plausible.py and the whole package.

The real tables break no rule, and a table broken on purpose is caught, so that every rule is known to be
able to fail.
"""

import json
import re

import pandas as pd
import plausible
import pytest
from frictionless import Package, system

from helpers.data import folder, load, tables


def put(table, key, column, value):
    """A change to one cell: `key` names the row by its first column."""

    def change(t):
        frame = t[table].copy()
        frame.loc[frame[frame.columns[0]] == key, column] = value
        return {**t, table: frame}

    return change


def put_where(table, column, value, **where):
    """A change to one cell of the first row that fits `where`."""

    def change(t):
        frame = t[table].copy()
        fits = pd.concat([frame[name].eq(wanted) for name, wanted in where.items()], axis=1).all(axis=1)
        frame.loc[frame.index[fits][0], column] = value
        return {**t, table: frame}

    return change


def twice(t):
    return {**t, "estimates": pd.concat([t["estimates"], t["estimates"].iloc[[0]]], ignore_index=True)}


def set_to_the_end_of_a_month(t):
    cells = {"published_basis": "inferred", "published": pd.Timestamp("2024-08-31")}
    cells |= {"note": "Published: last day of the month set."}
    for column, value in cells.items():
        t = put("estimates", SYRSKYI, column, value)(t)
    return t


SYRSKYI = "ua-held-area-kursk--oleksandr-syrskyi--2024-08-20"
DAY = pd.Timestamp("2024-09-06")
BROKEN = [  # a rule, and a table broken so that the rule must speak
    (plausible.ends_out_of_order, put("estimates", SYRSKYI, "low", 2000)),
    (plausible.ends_out_of_order, put("estimates", SYRSKYI, "central", float("nan"))),
    (plausible.words_against_ends, put("estimates", "ru-troops-kursk--cnn--2024-11-17", "central", 50000)),
    (plausible.words_against_ends, put("estimates", SYRSKYI, "value_as_printed", "more than 1,263 km²")),
    (
        plausible.north_koreans_left_out,
        put("estimates", "ru-troops-kursk--cnn--2024-11-17", "includes_dprk", "no"),
    ),
    (plausible.part_above_whole, put("estimates", "dprk-killed--nis--2025-04-30", "central", 6000)),
    (
        plausible.held_above_held_or_unclear,
        put_where("control_area_daily", "area_km2", -5, date=DAY, mapper="deepstate", measure="unclear"),
    ),
    (
        plausible.held_above_held_or_unclear,
        put("published_checks", "C3", "deepstate_held_or_unclear_km2", 800),
    ),
    (
        plausible.negative_areas,
        put_where("control_area_daily", "area_km2", -1, date=DAY, mapper="project_owl"),
    ),
    (plausible.published_checks_that_differ, put("estimates", SYRSKYI, "central", 1273)),
    (plausible.published_checks_that_differ, put("published_checks", "C7", "published_low_km2", 100)),
    (plausible.printed_otherwise, put("estimates", SYRSKYI, "central", 1273)),
    (plausible.printed_otherwise, put("estimates", "dprk-killed--nis--2025-09-02", "central", 2001)),
    (plausible.negative_areas, put_where("front_daily", "area_km2", -1, counter="isw")),
    (plausible.days_out_of_range, put("estimates", SYRSKYI, "as_of_last", pd.Timestamp("2014-08-20"))),
    (plausible.days_out_of_range, put("estimates", SYRSKYI, "published", pd.Timestamp("2034-08-20"))),
    (
        plausible.days_out_of_range,
        put("events", "2024-08-06-crossing", "date_last", pd.Timestamp("2024-08-05")),
    ),
    (plausible.published_before_its_day, put("estimates", SYRSKYI, "published", pd.Timestamp("2024-08-19"))),
    (
        plausible.published_before_its_day,  # inside the span that it speaks of
        put("estimates", "dprk-troops-sent--john-kirby--2024-10-15", "published", pd.Timestamp("2024-10-14")),
    ),
    (
        plausible.pages_older_than_what_they_say,
        put("events", "2024-11-18-pentagon-not-confirmed", "date_first", pd.Timestamp("2024-11-20")),
    ),
    (plausible.publication_without_reason, put("estimates", SYRSKYI, "published_basis", "inferred")),
    (plausible.publication_without_reason, put("estimates", SYRSKYI, "published", pd.NaT)),
    (plausible.days_set_to_the_end_of_a_month, set_to_the_end_of_a_month),
    (plausible.kursk_in_name_only, put("estimates", SYRSKYI, "place", "Russian territory")),
    (plausible.kursk_in_name_only, put("estimates", SYRSKYI, "place", "border area")),
    (
        plausible.figures_of_another_kind,
        put("estimates", "dprk-troops-kursk--sabrina-singh--2024-11-18", "place", "Russia"),
    ),
    (
        plausible.figures_of_another_kind,
        put("estimates", "dprk-troops-projected--nis--2024-12-31", "basis", "count"),
    ),
    (plausible.figures_of_another_kind, put("estimates", SYRSKYI, "definition", "zone of operation")),
    (plausible.mixed_units, put("estimates", SYRSKYI, "unit", "persons")),
    (
        plausible.silent_gaps,
        put_where("control_area_daily", "area_km2", 1, date=DAY, mapper="deepstate", measure="held"),
    ),
    (
        plausible.silent_gaps,
        put_where("control_area_daily", "date", pd.Timestamp("2024-07-01"), mapper="project_owl"),
    ),
    (plausible.silent_gaps, put_where("ukraine_area_daily", "gap_days", 3, gap_days=0)),
    (
        plausible.silent_gaps,
        put_where("ukraine_area_daily", "repeats_previous", "yes", repeats_previous="no"),
    ),
    (plausible.silent_gaps, put_where("front_daily", "status", "unchanged", status="observed", counter="ds")),
    (plausible.keys_of_another_day, put("estimates", SYRSKYI, "as_of_last", pd.Timestamp("2024-08-13"))),
    (plausible.figures_said_twice, twice),
    (plausible.unsided_arguments, put("arguments", "D001", "side", None)),
    (plausible.unsided_arguments, put("arguments", "D001", "question2", "border")),
]


@pytest.fixture(scope="module")
def real():
    return {name: load(name) for name in plausible.TABLES}


@pytest.mark.parametrize("rule", plausible.RULES)
def test_the_tables_break_no_rule(rule, real):
    assert rule(real).tolist() == []


@pytest.mark.parametrize(("rule", "broken"), BROKEN)
def test_a_broken_table_is_caught(rule, broken, real):
    assert rule(broken(real)).tolist()


def test_each_rule_has_a_broken_table():
    assert {rule for rule, _ in BROKEN} == set(plausible.RULES)


def test_frictionless_validates_the_package():
    with system.use_context(trusted=True):
        report = Package(str(folder() / "datapackage.json")).validate()
    faults = report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.valid, faults[:10]


def test_every_source_and_speaker_is_used_and_known():
    used = {"sources": set(), "speakers": set()}
    for name in set(tables()) - set(used):
        frame = load(name)
        for column in frame:
            if column.endswith("source_id"):
                used["sources"] |= set(frame[column].dropna())
            elif column in ("speaker_id", "named_by"):
                used["speakers"] |= set(frame[column].dropna())
    assert set(load("sources")["source_id"]) == used["sources"]
    assert set(load("speakers")["speaker_id"]) == used["speakers"]


def test_every_quantity_is_used_and_defined_in_one_sentence(real):
    quantities = load("quantities")
    used = set(real["estimates"]["quantity"]) | set(load("claims")["quantity"].dropna())
    assert set(quantities["quantity"]) == used
    assert quantities["definition"].str.strip().str.endswith(".").all()


def test_units_of_quantities_are_those_of_their_figures(real):
    unit_of = load("quantities").set_index("quantity")["unit"]
    rows = real["estimates"]
    other = rows[(rows["quantity"].map(unit_of) != rows["unit"]) & (rows["unit"] != "mi²")]
    assert other["estimate_id"].tolist() == []


def test_addresses_are_clean():
    urls = load("sources")["url"]
    assert not urls.str.contains(r":443|utm_|swcfpc").any()
    assert not urls.map(lambda url: url.split("/")[2].endswith(".")).any()
    assert urls.is_unique


def test_a_publisher_has_one_spelling():
    publishers = pd.Series(load("sources")["publisher"].unique())
    plain = publishers.str.lower().str.replace(r"^the |[^a-z0-9]", "", regex=True)
    assert publishers[plain.duplicated(keep=False)].tolist() == []


def test_texts_use_neutral_words():
    """Words that take sides or treat people as material stay out of our own sentences."""
    unwanted = re.compile(
        r"\b(?:cannon fodder|meat (?:grinder|assault|wave)s?|took the bait)\b", re.IGNORECASE
    )
    for table, column in [
        ("events", "what"),
        ("arguments", "argument"),
        ("claims", "claim"),
        ("estimates", "note"),
    ]:
        texts = load(table)[column].dropna()
        assert not texts[texts.str.contains(unwanted)].tolist(), table


def test_event_labels_fit_a_chart():
    assert (load("events")["label"].dropna().str.len() <= 60).all()


def test_rows_are_sorted_by_their_first_column():
    """So that a new row has one place, and a change shows as one line."""
    package = json.loads((folder() / "datapackage.json").read_text("utf-8"))
    paths = {resource["name"]: resource["path"] for resource in package["resources"]}
    for name in tables():
        first = pd.read_csv(folder() / paths[name], usecols=[0], keep_default_na=False).iloc[:, 0]
        assert first.tolist() == sorted(first), name
