"""Packs, cards and the warm-up: rows that exist, were public by their day, and give both sides a voice."""

import re

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import redeployment
from helpers.analysis.warm_up import CLEAN, FAULTS, MOST
from helpers.data import load, row_ids, tables
from helpers.lesson.pack import lines_of

TEXT_DAY = pd.Timestamp("2024-11-16")
PACKS = load("briefing_questions")["briefing_id"].tolist()
LATER = {"moved_home"}  # figures of a lesson that is made at the same time


@pytest.fixture(scope="module")
def rows():
    """Row id → its row, for every table that a pack or a card names."""
    named = {ref.partition(":")[0] for ref in load("briefing_packs")["row_ref"]}
    named |= {ref.partition(":")[0] for cell in load("briefing_cards")["row_refs"] for ref in cell.split(";")}
    assert named <= set(tables())
    found = {}
    for name in named:
        frame = load(name)
        found |= dict(zip(row_ids(name, frame), frame.itertuples(), strict=True))
    return found


def public(row):
    """The first day on which a row was public; None where no page shows it."""
    for column in ("published", "day", "said_on", "date_first", "published_first", "date"):
        if pd.notna(getattr(row, column, None)):
            return getattr(row, column)
    return None


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_has_sides_and_strong_pages(name):
    lines = lines_of(name)
    assert len(lines) >= 6 and lines["number"].tolist() == list(range(1, len(lines) + 1))
    assert {"yes", "no"} <= set(lines["gains_if"])
    assert {"primary", "agency"} & set(lines["grade"])
    assert lines["mark"].is_unique and lines["row_ref"].is_unique


def test_rows_of_packs_exist_and_were_public_by_the_day(rows):
    for line in load("briefing_packs").itertuples():
        row = rows[line.row_ref]
        assert getattr(row, "known", "text") == "text" and getattr(row, "exercise_only", "no") != "yes"
        day = public(row)
        assert day is None or day <= TEXT_DAY, line.row_ref
        assert pd.isna(line.day) or line.day <= TEXT_DAY
        assert pd.notna(line.day) or getattr(row, "known", "") == "text", line.row_ref


def test_large_numbers_of_a_line_stand_in_its_row(rows):
    """A line is typed in our words; its numbers may not differ from the row's."""
    for line in load("briefing_packs").itertuples():
        if line.row_ref.startswith("control_area_daily"):
            continue
        row = rows[line.row_ref]
        held = " ".join(str(cell) for cell in row).replace(",", "")
        for found in re.findall(r"\d[\d,]*(?:\.\d+)?(?: million)?", line.what):
            number = found.replace(",", "").removesuffix(" million")
            wanted = str(float(number) * 1e6) if found.endswith("million") else number
            assert wanted in held or number in held, (line.row_ref, found)


def test_areas_of_maps_are_those_of_their_series():
    area = load("control_area_daily").set_index("row_id")["area_km2"]
    for line in load("briefing_packs", briefing_id="B1").itertuples():
        if line.row_ref in area:
            series = load("control_area_daily", mapper=line.row_ref.split("|")[1], measure="held")["area_km2"]
            assert f"{area[line.row_ref]:,.0f} km² held" in line.what
            assert re.search(rf"\b{series.max():,.0f} km²", line.what)


def test_counters_in_lines_and_specimens_are_those_of_the_map():
    lines = " ".join(load("briefing_packs", briefing_id="B2")["what"])
    strong = " ".join(load("briefing_specimens", quality="strong")["text"])
    evidence = load("claim_evidence").set_index("evidence_id")["what"]
    for name in ("S16b-11", "S16b-12"):
        for number in re.findall(r"\b\d{2,3}\b(?! (?:August|November))", evidence[name]):
            assert re.search(rf"\b{number}\b", lines) and re.search(rf"\b{number}\b", strong), (name, number)
    assert redeployment.END in (pd.Timestamp("2024-11-15"), "2024-11-15")


def test_cards_are_of_the_four_days_and_their_rows_exist(rows):
    cards = load("briefing_cards")
    assert set(cards["briefing_id"]) == {"all", *PACKS} - {"B5"}
    for card in cards.itertuples():
        days = {public(rows[ref]) for ref in card.row_refs.split(";")} - {None}
        assert min(days) > TEXT_DAY and max(days) <= pd.Timestamp("2024-11-20"), card.what


def test_questions_name_figures_and_statements():
    for row in load("briefing_questions").itertuples():
        assert set(row.figures.split(";")) <= {*dir(charts), *LATER}, row.briefing_id


def test_the_warm_up_has_eight_faults_of_eight_names_and_three_clean_lines():
    key = load("warm_up_key")
    assert sorted(key["line"]) == sorted(load("warm_up_lines")["line"]) == list(range(1, 12))
    found = key.loc[key["fault"] != CLEAN, "fault"]
    assert len(found) == MOST and sorted(found) == sorted(FAULTS)
    words = " ".join(load("warm_up_lines").sort_values("line")["text"][1:]).split()
    assert len(words) == 152


def test_the_invented_report_names_nobody_of_ours():
    text = " ".join(load("warm_up_lines")["text"])
    assert not [name for name in load("speakers")["name"] if name in text]
    assert not [
        place for place in load("place_names").iloc[:, 0] if re.search(rf"\b{re.escape(str(place))}\b", text)
    ]


def test_specimens_cite_lines_of_their_pack():
    marks = set(lines_of("B2")["mark"])
    text = " ".join(load("briefing_specimens")["text"])
    cited = {each.strip() for inside in re.findall(r"\[([^\]]+)\]", text) for each in inside.split(",")}
    assert cited and cited <= marks
