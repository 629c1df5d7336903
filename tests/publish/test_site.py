"""The course's own pages as they are written: whole, linked, light, and asking for nothing outside."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from helpers.analysis import wording
from helpers.data import all_notebooks, load
from helpers.publish.site import reference

pytestmark = pytest.mark.lessons
REFERENCE = ["data.html", "glossary.html", "sources.html", "corrections.html"]
MOST = 900_000  # bytes of a page


@pytest.fixture(scope="module")
def pages(site):
    return {path.name: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in site.glob("*.html")}


def test_there_is_a_start_page_a_page_for_each_lesson_and_four_to_look_up(site, pages):
    assert set(pages) == {"index.html", *(f"{path.stem}.html" for path in all_notebooks()), *REFERENCE}
    assert all((site / name).stat().st_size <= MOST for name in pages)


def test_every_link_inside_leads_somewhere(site, pages):
    names = {name: {tag["id"] for tag in page.select("[id]")} for name, page in pages.items()}
    lost = []
    for name, page in pages.items():
        for link in page.select("a[href]"):
            file, _, anchor = link["href"].partition("#")
            if re.match(r"[a-z]+:", file):
                continue
            file = file or name
            if not (site / file).is_file() or (anchor and anchor not in names.get(file, ())):
                lost.append((name, link["href"]))
    assert lost == []


def test_no_page_asks_for_anything_outside(pages):
    for name, page in pages.items():
        asked = [
            tag.get("src") or tag.get("href") for tag in page.select("script[src], img[src], link[href]")
        ]
        assert [each for each in asked if re.match(r"https?:", each)] == [], name


def test_nothing_tells_a_reader_of_a_page_to_put_an_answer_into_a_cell(pages):
    for name, page in pages.items():
        said = page.main.get_text(" ")
        assert "three dots and run" not in said and "check_setup" not in said, name


def test_counts_of_the_start_page_are_those_of_the_data(pages):
    claims, said = load("claims"), pages["index.html"].get_text(" ")
    assert f"{len(claims)} statements" in said
    assert f"in {len(wording.with_speaker(claims))} of {len(claims)} statements" in said
    assert f"{len(wording.without_source(claims))} name no source" in said
    assert f"{len(load('sources'))} pages" in said and f"{len(reference.resources())} files" in said


def test_the_data_lie_beside_the_pages(site):
    for each in reference.resources():
        assert (site / "data" / each["path"]).stat().st_size > 0


def test_each_page_has_one_first_heading_one_main_and_a_policy(pages):
    for name, page in pages.items():
        assert (len(page.select("h1")), len(page.select("main"))) == (1, 1), name
        assert page.head.find().get("http-equiv") == "Content-Security-Policy", name


def test_headings_follow_one_another_and_pictures_have_words(pages):
    for name, page in pages.items():
        levels = [
            int(tag.get("aria-level") or tag.name[1])
            for tag in page.main.select("h1, h2, h3, h4, [role=heading]")
        ]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert jumps == [], name
        assert all(image.get("alt") is not None for image in page.select("img")), name
