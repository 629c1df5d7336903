"""The argument map as a table."""

import html
import json
import re

import pandas as pd
import pytest

from helpers.analysis import debate
from helpers.data import load, page_as_html
from helpers.lesson.arguments import arguments_table

ROW = re.compile(r"<tr (?P<data>data-.*?)>(?P<cells>.*?)</tr>")
DATA = re.compile(r'data-([a-z]+)="([^"]*)"')


def table_rows(page):
    return {
        (data := {key: html.unescape(value) for key, value in DATA.findall(match["data"])})["row"]: (
            data,
            match["cells"],
        )
        for match in ROW.finditer(page)
    }


def test_every_argument_is_a_row_that_can_be_found_by_all_it_says(shown):
    arguments = load("arguments")
    arguments_table(arguments)
    rows, told = table_rows(shown[0]["text/html"]), debate.described(arguments)
    assert len(rows) == len(arguments)
    for row in told.itertuples():
        data, cells = rows[row.row_id]
        assert (data["speaker"], data["theme"], data["stance"]) == (row.name, row.theme, row.stance)
        assert data["first"] == f"{row.published_first:%Y-%m-%d}"
        assert data["last"] == f"{row.published_last:%Y-%m-%d}"
        assert data["question"].split(";")[0] == row.question and data["side"].split(";")[0] == row.side
        assert len(data["question"].split(";")) == len(data["side"].split(";"))
        assert html.escape(row.argument) in cells and page_as_html(row) in cells


def test_a_second_answer_keeps_its_own_side(shown):
    arguments_table(load("arguments", argument_id="D005"))
    data, cells = table_rows(shown[0]["text/html"])["arguments:D005"]
    assert (data["question"], data["side"]) == ("border;cards", "yes;no")
    assert cells.index("<b>Yes</b>") < cells.index("<b>No</b>")


def test_weak_pages_say_so(shown):
    rows = load("arguments")
    weak = {grade: rows[rows["page_grade"] == grade].iloc[[0]] for grade in ("relay", "mirror", "party")}
    arguments_table(pd.concat(weak.values()))
    page = shown[0]["text/html"]
    assert "copy on <a" in page and "relayed by <a" in page
    assert f"a party's own outlet: {weak['party']['publisher'].iloc[0]} (<code>" in page


def test_controls_wait_for_the_script(shown):
    """Without scripts there is a whole table and no idle control."""
    arguments_table(load("arguments"))
    page = shown[0]["text/html"]
    assert not re.search("<(select|input|label|option)", page)
    fields = json.loads(html.unescape(re.search('data-fields="([^"]+)"', page)[1]))
    assert [field["filter"] for field in fields][:3] == ["question", "side", "stance"]


def test_no_filter_offers_a_choice_without_rows(shown):
    some = load("arguments").head(12)
    arguments_table(some)
    page = shown[0]["text/html"]
    for field in json.loads(html.unescape(re.search('data-fields="([^"]+)"', page)[1])):
        marks = re.findall(f' data-{field["filter"]}="([^"]*)"', page)
        there = {value for mark in marks for value in html.unescape(mark).split(";")}
        assert {value for value, _ in field.get("options", [])} <= there, field["filter"]


def test_an_empty_choice_is_refused():
    with pytest.raises(ValueError, match="no arguments"):
        arguments_table(load("arguments").iloc[:0])
