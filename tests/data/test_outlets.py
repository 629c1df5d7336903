"""Pages of a party's state and of copy networks: marked alike everywhere, no link, never the only page."""

import re
from pathlib import Path
from urllib.parse import urlparse

import pandas as pd
import pytest

from helpers.data import cite, load, sources, tables
from helpers.data.outlets import OUTLETS, bare, kind_of_page
from helpers.lesson.arguments import arguments_table
from helpers.lesson.evidence import evidence_table

ROOT = Path(__file__).parents[2]
PAGES = sources()
PARTY = PAGES[PAGES["outlet"].notna()]
LINK = re.compile(r"""\]\(<?(https?://[^)\s>]+)|href=["']?(https?://[^"'\s>]+)""")
GRADED = [name for name in tables() if {"source_id", "page_grade"} <= {*load(name).columns}]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("data/*.md"), *ROOT.glob("docs/*.md")]
DAYS = ("text", "page", "now")


def site(url):
    """The last two parts of the host: rt.com of arabic.rt.com."""
    return ".".join(urlparse(url).netloc.split(".")[-2:])


SITES = {site(url) for url in PARTY["url"]}


def linked(text):
    """Addresses on sites of parties and networks to which a text has a live link."""
    urls = {url for match in LINK.finditer(text) for url in match.groups() if url}
    return {url for url in urls if site(url) in SITES}


def test_both_kinds_and_both_sides_are_marked():
    """Even-handed: state agencies of Russia, Ukraine and North Korea are all marked."""
    assert set(PARTY["outlet"]) == set(OUTLETS) == {"state", "network"}
    assert {"TASS", "RT", "Ukrinform", "KCNA Watch"} <= set(
        PARTY.loc[PARTY["outlet"] == "state", "publisher"]
    )


def test_all_pages_of_a_site_are_of_one_outlet():
    """So that a page that is added later is not forgotten."""
    outlets = PAGES["outlet"].fillna("").groupby(PAGES["url"].map(site)).nunique()
    assert outlets[outlets > 1].index.tolist() == []


def test_a_network_is_named_in_its_note():
    assert PARTY.loc[PARTY["outlet"] == "network", "note"].str.contains("network").all()


@pytest.mark.parametrize("table", GRADED)
def test_the_grade_of_a_row_is_party_where_its_page_is(table):
    rows = load(table)
    other = rows[(rows["page_grade"] == "party") != rows["outlet"].notna()]
    assert other["row_id"].tolist() == []


def test_readers_see_words_not_codes():
    rows = load("estimates")
    words = {kind_of_page(row) for row in rows[rows["page_grade"] == "party"].itertuples()}
    assert words == {"a party's own outlet", "a copy network"}
    assert kind_of_page(rows[rows["page_grade"] == "agency"].iloc[0]) == "agency"


def test_lists_of_sources_print_the_address_without_a_link():
    for page in PARTY.itertuples():
        line = cite(page.source_id)
        assert "://" not in line and f"`{bare(page.url)}`" in line and OUTLETS[page.outlet] in line


@pytest.mark.parametrize("show", [arguments_table, evidence_table])
def test_tables_print_no_link(show, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: shown.append(bundle["text/html"]))
    rows = {arguments_table: [load("arguments")], evidence_table: load("claims")["claim_id"]}
    show(*rows[show])
    assert len(shown[0]) > 1000 and linked(shown[0]) == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents_print_no_link(path):
    assert linked(path.read_text("utf-8")) == set()


def test_a_link_would_be_noticed():
    url = PARTY["url"].iloc[0]
    assert linked(f"see [page]({url})") == linked(f'<a href="{url}">page</a>') == {url}
    assert linked(f"see `{url}`") == set()


def alone(evidence):
    """Statements one side of whose evidence rests on pages of parties and networks only."""
    supports = (evidence["bearing"] == "supports").rename("supports")
    only = evidence["outlet"].notna().groupby([evidence["claim_id"], supports]).all()
    return only[only].index.tolist()


@pytest.mark.parametrize("day", DAYS)
def test_no_side_of_a_statement_rests_on_them_alone(day):
    """For a verdict of each day: neither what supports a statement nor what limits or contradicts it."""
    evidence = load("claim_evidence")
    assert set(evidence["known"]) == set(DAYS)
    assert alone(evidence[evidence["known"].isin(DAYS[: DAYS.index(day) + 1])]) == []


def test_a_statement_on_such_a_page_alone_would_be_noticed():
    rows = {"claim_id": ["S1", "S1"], "bearing": ["supports", "qualifies"], "outlet": ["state", None]}
    assert alone(pd.DataFrame(rows)) == [("S1", True)]


def test_no_question_is_settled_by_one():
    outcomes = load("outcomes")
    assert outcomes.loc[outcomes["outlet"].notna(), "question_id"].tolist() == []
