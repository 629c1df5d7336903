"""Every lesson as a page without a kernel: charts move, and the words reach every reader."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
OURS = {"include": [[".jp-OutputArea-output"]], "exclude": [["table.dataframe"]]}  # that one is pandas' own
PICTURES = """() => [...document.querySelectorAll(".kx")].map((root) => {
    const picture = root.querySelector("img"), controls = root.querySelector(".kx-controls");
    const words = root.closest(".jp-OutputArea").querySelector(`[data-for="${root.id}"]`);
    return {
        pictures: root.closest(".jp-OutputArea").querySelectorAll("img[src*='webp']").length,
        drawn: picture.checkVisibility() && picture.naturalWidth > 0,
        webp: picture.src.startsWith("data:image/webp"),
        alt: picture.alt.length > 40,
        caption: words.querySelector(".kx-caption").checkVisibility(),
        rows: words.querySelectorAll("details tbody tr").length > 0,
        "no idle control": !controls?.checkVisibility(),
        said: root.querySelector(".kx-offline").checkVisibility(),
    } })"""
FITS = """() => [...document.querySelectorAll(".kx")].map((root) => {
    const edge = root.getBoundingClientRect().right + 1, chart = root.querySelector(".kx-chart");
    const parts = [...chart.querySelectorAll(".main-svg"), ...root.querySelectorAll("label, select, output")];
    const fits = parts.every((part) => part.getBoundingClientRect().right <= edge);
    return fits ? "" : chart.layout.meta.title })"""


@pytest.mark.parametrize("way", ["by_mouse", "by_keyboard"])
def test_every_control_changes_chart_words_and_table_and_nothing_fails(page, way):
    for explorer in page.explorers():
        before = explorer.shown()
        for control in explorer.controls:
            for _ in explorer.options(control):  # one option may leave the drawing as it is, not all
                explorer.step(getattr(explorer, way), control)
                after = explorer.shown()
                assert all(after["words"].values()), (explorer.name, after["words"])
                assert after["height"] == before["height"], explorer.name
                if after["drawn"] != before["drawn"]:
                    break
            else:
                pytest.fail(f"{explorer.name}: {control.get_attribute('id')} changes nothing")
            before = after
    assert (page.errors, page.refused) == ([], [])


def test_the_tab_key_walks_through_the_controls(page):
    for explorer in page.explorers():
        for control, following in zip(explorer.controls, explorer.controls[1:], strict=False):
            explorer.focus(control)
            page.tab.keyboard.press("Tab")
            assert following.evaluate("control => control.contains(document.activeElement)"), explorer.name


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(page, width):
    page.at_width(width)
    page.tab.evaluate("document.querySelectorAll('.jp-OutputArea details').forEach(d => { d.open = true })")
    found = Axe().run(page.tab, context=OURS).response["violations"]
    assert [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]] == []
    assert [title for title in page.tab.evaluate(FITS) if title] == []


@pytest.mark.parametrize("how", [{"scripts": False}, {"library": False}], ids=["no scripts", "no library"])
def test_without_scripts_or_library_picture_words_and_table_remain(open_page, lesson, how):
    page = open_page(lesson, **how)
    if "library" in how:
        page.tab.wait_for_function("() => !document.querySelector('.kx-offline[hidden]')")
    for seen in page.tab.evaluate(PICTURES):
        assert seen.pop("said") == ("library" in how)
        assert seen.pop("pictures") == 1 and all(seen.values()), seen
