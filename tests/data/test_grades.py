"""One page has one grade, and a page graded relay names in `sources.relays` whom it passes on."""

import pandas as pd
import pytest

from helpers.data import load, sources, tables

GRADED = [name for name in tables() if {"source_id", "page_grade"} <= {*load(name).columns}]
TWO_GRADES = {  # pages that report one thing themselves and pass on another, and which
    "babel-7572f": "its own range of areas; units seen by others",
    "babel-fda89": "its own distance to the plant; a visit",
    "dw-a04b8": "its own figure of people; an attack",
    "jurist-04e1d": "its own argument; Lavrov's words",
    "novayagazeta-7545a": "its own count of people sought; units named by relatives",
    "pravda-87efc": "two chiefs of services from the FT; a minister's words from its own earlier report",
    "russiapost-ca5ba": "the author's argument; polls of a pollster",
}
AGENCIES = {
    *("AFP", "AP", "Adnkronos", "Anadolu", "Bloomberg", "Kyodo", "NTB", "News1", "Reuters", "UPI"),
    *("Yonhap", "dpa-AFX"),
}
HEARD = {  # persons and bodies whose statement a page reports itself
    *("Andriy Kostin", "General Staff of Ukraine", "HUR", "Human rights groups", "KBS interview with Umerov"),
    *("NIS", "Oleksandr Pavliuk", "Oleksandr Syrskyi", "Russian Ministry of Defence"),
    *("South Korean DIA, via lawmaker Kang Dae-sik", "US State Department press conference"),
    *("White House briefing", "Zelensky"),
}


def grades():
    """The different grades of each page, with whom the page passes on."""
    parts = [load(name)[["source_id", "page_grade"]] for name in GRADED]
    rows = pd.concat(parts).dropna().drop_duplicates()
    return rows.merge(sources()[["source_id", "relays"]])


def relaying_nobody(rows):
    """Pages graded relay that do not say whom they pass on."""
    return rows.loc[(rows["page_grade"] == "relay") & rows["relays"].isna(), "source_id"].tolist()


def of_two_grades(rows):
    """Pages that stand with different grades in different rows."""
    kinds = rows.groupby("source_id")["page_grade"].nunique()
    return kinds[kinds > 1].index.tolist()


def copied_and_not(rows):
    """Pages that are a copy in one row and no copy in another."""
    copies = set(rows.loc[rows["page_grade"] == "mirror", "source_id"])
    return [page for page in of_two_grades(rows) if page in copies]


def passed_on_as_own(rows):
    """Pages graded agency that pass on a house which is neither an agency nor the one who spoke."""
    own = rows[(rows["page_grade"] == "agency") & ~rows["source_id"].isin(TWO_GRADES)].dropna()
    names = own["relays"].map(lambda text: set(text.split("; ")))
    return own.loc[[not (found & AGENCIES or found <= HEARD) for found in names], "source_id"].tolist()


def test_a_relay_says_whom_it_passes_on():
    assert relaying_nobody(grades()) == []


def test_one_page_has_one_grade_unless_a_reason_is_named():
    assert of_two_grades(grades()) == sorted(TWO_GRADES)


def test_a_copy_is_a_copy_in_every_row():
    assert copied_and_not(grades()) == []


def test_who_passes_on_another_house_is_graded_relay():
    assert passed_on_as_own(grades()) == []


@pytest.mark.parametrize(
    ("fault", "page_grade", "relays"),
    [
        (relaying_nobody, ["relay"], [None]),
        (of_two_grades, ["relay", "agency"], ["CNN", "CNN"]),
        (copied_and_not, ["mirror", "relay"], ["CNN", "CNN"]),
        (passed_on_as_own, ["agency"], ["CNN"]),
        (passed_on_as_own, ["agency"], ["HUR; CNN"]),
    ],
)
def test_a_fault_would_be_noticed(fault, page_grade, relays):
    rows = {"source_id": "a page", "page_grade": page_grade, "relays": relays}
    assert "a page" in fault(pd.DataFrame(rows))
