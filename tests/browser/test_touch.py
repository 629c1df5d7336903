"""A telephone: a finger on a chart scrolls the page, and no button covers a title or sends a chart away."""

import pytest

from helpers.data import all_notebooks, word_of

from .conftest import lesson_named

pytestmark = pytest.mark.browser
LESSON = "the_incursion"


@pytest.fixture
def path():
    return lesson_named(LESSON)


def swipe(page, x, y, distance):
    """Move one finger up the screen."""
    finger = page.context.new_cdp_session(page.tab)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        place = {"x": x, "y": y - distance * step / 10}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [place]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.tab.wait_for_timeout(300)  # the page glides on for a moment


def test_a_swipe_over_a_chart_scrolls_the_page_and_zooms_nothing(open_page, path):
    page = open_page(path, width=390, touch=True)
    for explorer in page.explorers():
        plot = explorer.root.query_selector(".nsewdrag")
        plot.evaluate("plot => plot.scrollIntoView({block: 'center'})")
        box, before, top = plot.bounding_box(), explorer.ranges(), page.tab.evaluate("scrollY")
        swipe(page, box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 600), 200)
        assert abs(page.tab.evaluate("scrollY") - top) > 100, explorer.name
        assert explorer.ranges() == before, explorer.name


def test_where_nothing_hovers_no_buttons_stand_on_the_title(open_page, path):
    page = open_page(path, width=390, touch=True)
    assert [explorer.buttons() for explorer in page.explorers()] == [[]] * len(page.explorers())


def test_a_chart_has_three_buttons_and_none_that_shares(open_page, path):
    page = open_page(path)
    for explorer in page.explorers():
        assert explorer.buttons() == ["Zoom", "Reset axes", "Save as a picture"], explorer.name
    page.tab.evaluate("document.querySelectorAll('.modebar-btn').forEach((button) => button.click())")
    assert page.refused == []


@pytest.mark.parametrize("lesson", all_notebooks(), ids=word_of)
def test_no_stored_chart_lets_a_reader_share_it(lesson):
    text = lesson.read_text("utf-8")
    assert text.count('"showSendToCloud": false') == text.count('"application/vnd.plotly.v1+json"')
