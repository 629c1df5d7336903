"""Every lesson on nbviewer as it is: its page around the lesson, its style sheets, its content policy."""

import nbformat
import pytest

from helpers.lesson.forms import library_url
from helpers.publish.notebooks import write

from .conftest import MATHJAX, Page, lesson_named

pytestmark = pytest.mark.browser
FEW = 6  # a control with more options is tried in the middle and at both ends
CAPTION = "(root) => root.querySelector('.kx-chart').layout.meta.caption"
FOLDS = """() => [...document.querySelectorAll("summary")].map((fold) => {
    const { display, cursor } = getComputedStyle(fold);
    return display === "list-item" && cursor === "pointer" ? "looks like a fold" : fold.outerHTML })"""
# What is wide inside a part that scrolls by itself (a table, a long line of code) is reached there.
TOO_WIDE = """() => {
    const scrolls = (part) => ["auto", "scroll", "hidden"].includes(getComputedStyle(part).overflowX);
    const kept = (part) => part !== document.body && (scrolls(part) || kept(part.parentElement));
    return [...document.body.querySelectorAll("*")].filter((part) =>
        part.checkVisibility() && part.getBoundingClientRect().right > innerWidth + 1
        && !kept(part.parentElement)).map((part) => part.outerHTML.slice(0, 200)) }"""
DRAWN = """(root) => {
    const all = (what, read) => [...root.querySelectorAll(what)].map(read);
    const form = (mark) => `${mark.getAttribute("d")} ${mark.getAttribute("transform")}`;
    const marks = all(".main-svg path", form);
    return { texts: all(".main-svg text", (text) => text.textContent), marks } }"""
ZONES = ["Asia/Seoul", "America/Los_Angeles", "Pacific/Kiritimati"]


def to_try(explorer, control):
    """Places of options, ending with the one that the chart shows now."""
    (now, last) = explorer.place(control)
    count = last + 1
    others = range(count) if count <= FEW else (0, count // 2, count - 1)
    return [*(place for place in others if place != now), now]


def test_each_option_of_each_control_changes_the_drawing_or_the_caption(page):
    for explorer in page.explorers():
        for control in explorer.controls:
            seen = set()
            tried = to_try(explorer, control)
            for place in tried:
                explorer.choose(control, place)
                seen.add((explorer.shown()["drawn"], explorer.root.evaluate(CAPTION)))
            assert len(seen) == len(tried), f"{control.get_attribute('id')}: {len(seen)} of {len(tried)}"
    assert (page.errors, page.refused) == ([], [])


def test_every_fold_looks_like_one(page):
    folds = page.tab.evaluate(FOLDS)
    assert set(folds) <= {"looks like a fold"}
    assert len(folds) >= 1


@pytest.fixture(scope="module")
def own_addresses(browser, nbviewer, tmp_path_factory):
    """What nbviewer asks for when a notebook holds one word."""
    path = tmp_path_factory.mktemp("plain") / "plain.ipynb"
    write(path, nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Word")]))
    opened = Page(browser, nbviewer, path)
    yield set(opened.asked)
    opened.close()


def test_a_lesson_asks_for_the_chart_library_and_nothing_else(page, own_addresses):
    page.explorers()
    ours = [address for address in page.asked if address not in own_addresses and MATHJAX not in address]
    assert ours == [library_url()]


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_window(page, width):
    page.at_width(width)
    assert page.tab.evaluate(TOO_WIDE) == []
    assert page.tab.evaluate("document.documentElement.scrollWidth") <= width


def test_charts_are_drawn_beside_requirejs(open_page):
    """A library that finds `define` must not hide itself from the page that waits for it."""
    page = open_page(lesson_named("start_here"))
    assert page.tab.evaluate("typeof define === 'function' && Boolean(define.amd) && Boolean(requirejs)")
    assert len(page.explorers()) > 0 and page.errors == []


def test_a_time_zone_moves_no_day(open_page):
    def drawn(zone):
        page = open_page(lesson_named("the_incursion"), zone=zone)
        assert page.tab.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
        return [explorer.root.evaluate(DRAWN) for explorer in page.explorers()]

    at_home = drawn("UTC")
    assert all(one["texts"] for one in at_home) and sum(len(one["marks"]) for one in at_home) > 100
    for zone in ZONES:
        assert drawn(zone) == at_home, zone
