"""How the course's own pages look: no sideways scroll, switches, dark, print, without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers.data import all_notebooks

from .conftest import listening_tab

pytestmark = pytest.mark.browser
PAGES = ["index", "data", "glossary", "sources", "corrections", *(path.stem for path in all_notebooks())]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "best-practice"]}
# charts and cells of lessons have tests of their own
OURS = {"include": [["body"]], "exclude": [[".jp-OutputArea"]]}
LESSON = all_notebooks()[3].stem
SHEET = re.compile(rb"/Type\s*/Page\b")  # how a sheet begins in a PDF of Chromium


@pytest.fixture
def open_site(browser, site):
    opened = []

    def opener(name, width=1280, **how):
        context = browser.new_context(offline=True, viewport={"width": width, "height": 900}, **how)
        opened.append(context)
        tab = listening_tab(context)
        tab.goto((site / f"{name}.html").as_uri())
        return tab

    yield opener
    for context in opened:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_and_none_has_an_error(open_site, explorers, name):
    tab = open_site(name, 390)
    explorers(tab)
    for width in (390, 320, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
    assert tab.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "glossary", "data", LESSON])
def test_axe_finds_nothing(open_site, name, scheme):
    tab = open_site(name, color_scheme=scheme)
    found = Axe().run(tab, context=OURS, options=RULES).response["violations"]
    assert [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]] == []


def test_the_short_path_hides_the_rest_with_and_without_scripts(open_site):
    for scripts in (True, False):
        tab = open_site(LESSON, java_script_enabled=scripts)
        shown = tab.locator(".cell:not(.on-path) >> visible=true")
        assert shown.count() > 5
        tab.locator("#short").check(force=True)
        assert shown.count() == 0
        assert tab.locator(".cell.on-path >> visible=true").count() > 5


WIDE_AS_ITS_PLACE = """() => [...document.querySelectorAll(".cell.bench .kx-chart")].every(
    (chart) => chart.clientWidth > 150 && chart._fullLayout?.width === chart.clientWidth)"""


def test_a_bench_is_closed_opens_by_its_heading_and_is_neither_short_nor_printed(open_site, explorers):
    for scripts in (True, False):
        tab = open_site(LESSON, 390, java_script_enabled=scripts)
        bench = tab.locator(".cell.bench")
        chart, python = bench.locator(".kx-chart").first, bench.locator(".highlight").first
        if scripts:
            explorers(tab)
        assert bench.is_visible() and not chart.is_visible() and not python.is_visible()
        bench.locator("h2").click()
        chart.wait_for()
        assert python.is_visible() and bench.locator("[role=status]").count() == 0
        if scripts:
            tab.wait_for_function(WIDE_AS_ITS_PLACE)
            tab.set_viewport_size({"width": 1280, "height": 900})
            tab.wait_for_function(WIDE_AS_ITS_PLACE)
        else:
            assert chart.locator("img").is_visible()
        tab.emulate_media(media="print")
        assert bench.is_hidden()
        tab.emulate_media(media="screen")
        tab.locator("#short").check(force=True)
        assert bench.is_hidden()


def test_one_switch_opens_all_python(open_site):
    tab = open_site(LESSON)
    folds = tab.locator("details.code")
    assert tab.locator("details.code[open]").count() == 0
    tab.get_by_label("Show all Python").check()
    assert tab.locator("details.code[open]").count() == folds.count() > 10


def test_the_menu_leads_to_a_section_and_closes(open_site):
    tab = open_site(LESSON, 390)
    tab.locator(".menu > summary").click()
    link = tab.locator(".panel ol").first.locator("a").nth(2)
    anchor = link.get_attribute("href")
    link.click()
    assert tab.url.endswith(anchor) and tab.locator(".menu[open]").count() == 0


def test_without_scripts_every_chart_has_its_picture_and_no_switch_idles(open_site):
    tab = open_site(LESSON, java_script_enabled=False)
    assert tab.locator(".kx-chart img").count() == tab.locator(".kx-chart").count() > 5
    assert tab.locator("#python").is_hidden()


def test_paper_has_no_code_no_bar_no_controls_and_whole_tables(open_site, explorers):
    tab = open_site(LESSON)
    explorers(tab)
    tab.emulate_media(media="print")
    for gone in (".bar", "details.code", ".kx-controls", ".next", ".switches"):
        assert tab.locator(f"{gone} >> visible=true").count() == 0, gone
    cut = "regions => regions.filter(r => r.checkVisibility() && r.scrollHeight > r.clientHeight + 1).length"
    assert tab.locator("[role=region]").evaluate_all(cut) == 0
    assert len(tab.pdf(format="A4")) > 50_000 and len(tab.pdf(format="Letter")) > 50_000


@pytest.mark.parametrize("path", all_notebooks(), ids=lambda path: path.stem)
def test_a_lesson_fits_on_sixteen_sheets(open_site, explorers, path):
    tab = open_site(path.stem)
    explorers(tab)
    sheets = {form: len(SHEET.findall(tab.pdf(format=form))) for form in ("A4", "Letter")}
    assert max(sheets.values()) <= 16, sheets


def test_sources_are_filtered_by_lesson(open_site):
    tab = open_site("sources")
    rows = tab.locator("tbody tr >> visible=true")
    before = rows.count()
    tab.get_by_label("Lesson").select_option("03")
    lessons = rows.evaluate_all("rows => rows.map(row => row.dataset.lesson.split(';'))")
    assert 0 < len(lessons) < before and all("03" in some for some in lessons)


def test_every_typeface_can_be_read(open_site):
    """A browser reads them on first use, so a broken one would only show as another typeface."""
    states = open_site("index").evaluate(
        "async () => { for (const face of document.fonts) await face.load().catch(() => {});"
        " return [...document.fonts].map((face) => `${face.family} ${face.style}: ${face.status}`) }"
    )
    assert len(states) == 4 and all(state.endswith(": loaded") for state in states), states
