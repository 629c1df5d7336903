"""A figure made now: its head follows the controls, it fits phones and paper, its picture keeps the words."""

import nbformat
import pytest
from PIL import Image

from helpers.charts import theme
from helpers.lesson.head import unbroken
from helpers.publish.execute import execute
from helpers.publish.notebooks import write

pytestmark = pytest.mark.browser
DRAW = """import pandas as pd
import plotly.graph_objects as go
from helpers import Explore, charts, show

GLYPH = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='22' height='14'/%3E"

def draw(step, kind="all"):
    title = f"{step} of 7" + (" and a title that takes more than one line of a telephone" if step % 2 else "")
    words = {"caption": f"Step {step}, {kind}.", "alt": f"A line, step {step}, {kind}.", "subtitle": kind}
    figure = go.Figure(go.Scatter(x=[0, 1, 2], y=[0, step, 3]))
    charts.finish(figure, title=title, table=pd.DataFrame({"step": [step]}), **words)
    figure.layout.annotations = [
        {"x": 1, "y": 1, "text": f"a {name} note", "name": name, "showarrow": False}
        for name in ("wide", "narrow")
    ]
    key = [[GLYPH, f"entry {n} of the key"] for n in range(step)]
    figure.layout.meta = {**figure.layout.meta, "pen": [[0, 6]], "key": key, "narrow": {"height": 520}}
    return figure"""
CELLS = [
    DRAW,
    "Explore(draw, step=list(range(1, 8)), kind=['all', 'some', 'few'], question='Which step?', caution='')",
    "show(draw(2))",
]
NOTES = "root => [...root.querySelectorAll('.annotation-text')].map((note) => note.textContent)"
WIDTH = "root => root.querySelector('.main-svg').getBoundingClientRect().width"
HEAD = """root => {
    const head = document.querySelector(`[data-head="${root.id}"]`);
    return { marked: head.querySelector("mark").textContent, live: head.querySelector(".kx-title").ariaLive,
        entries: head.querySelectorAll("li").length } }"""
OUTSIDE = """() => [...document.querySelectorAll(".kx-head *, .kx-controls *, [data-for] :not(td, th, tr)")]
    .filter((part) => part.checkVisibility() && !part.closest("[role=region]"))
    .filter((part) => part.getBoundingClientRect().right > innerWidth + 1).map((part) => part.outerHTML)"""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A notebook with an explorer and a chart without controls, run now."""
    folder = tmp_path_factory.mktemp("fresh")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in CELLS])
    execute(notebook, folder)
    write(folder / "fresh.ipynb", notebook)
    return folder / "fresh.ipynb"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_head_follows_every_control_and_nothing_jumps(open_page, fresh, width):
    page = open_page(fresh, width=width)
    explorer, still = page.explorers()
    height = explorer.shown()["height"]
    for control in explorer.controls:
        for way in (explorer.by_mouse, explorer.by_keyboard):
            explorer.step(way, control)
            shown = explorer.shown()
            assert all(shown["words"].values()), shown["words"]
            assert shown["height"] == height
    step = int(explorer.control("step").input_value()) + 1
    seen = explorer.root.evaluate(HEAD)
    assert seen == {"marked": unbroken(f"{step} of 7"), "live": "polite", "entries": step}
    assert still.root.evaluate(HEAD) == {"marked": unbroken("2 of 7"), "live": None, "entries": 2}
    assert page.errors == []


def test_a_row_of_buttons_and_the_steps_of_a_slider_work(open_page, fresh):
    explorer, _ = open_page(fresh).explorers()
    row, slider = explorer.control("kind"), explorer.control("step")
    assert len(row.query_selector_all("[type=radio]")) == 3
    explorer.step(lambda _: explorer.root.query_selector("[aria-label='step: one step on']").click(), slider)
    explorer.step(lambda _: row.query_selector_all("label")[2].click(), row)
    assert explorer.root.evaluate("root => root.querySelector('.kx-chart').layout.meta.alt") == (
        "A line, step 2, few."
    )


def test_a_narrow_picture_has_its_own_notes_and_height_and_again_when_the_width_changes(open_page, fresh):
    page = open_page(fresh, width=390)
    explorer, _ = page.explorers()
    assert explorer.root.evaluate(NOTES) == ["a narrow note"]
    assert explorer.root.query_selector(".main-svg").bounding_box()["height"] == 520
    page.tab.set_viewport_size({"width": 1280, "height": 900})
    page.tab.wait_for_function(f"root => ({NOTES})(root)[0] === 'a wide note'", arg=explorer.root)
    assert explorer.root.query_selector(".main-svg").bounding_box()["height"] == theme.HEIGHT
    page.tab.wait_for_function(f"root => ({WIDTH})(root) === 800", arg=explorer.root)


@pytest.mark.parametrize("width", [360, 320])
def test_no_words_run_out_of_a_small_telephone(open_page, fresh, width):
    page = open_page(fresh, width=width, touch=True)
    page.explorers()
    assert page.tab.evaluate(OUTSIDE) == []


def test_targets_of_a_finger_are_large_enough(open_page, fresh):
    explorer, _ = open_page(fresh, width=390, touch=True).explorers()
    parts = explorer.root.query_selector_all(".kx-segments label, .kx-slider input, .kx-slider button")
    assert len(parts) == 6 and all(part.bounding_box()["height"] >= 44 for part in parts)


def test_buttons_stand_above_the_picture_and_one_of_them_is_reached_by_key(open_page, fresh):
    for explorer in open_page(fresh).explorers():
        explorer.root.query_selector(".nsewdrag").hover()
        bar, picture = (explorer.root.query_selector(part) for part in (".modebar", ".main-svg"))
        bar, picture = bar.bounding_box(), picture.bounding_box()
        assert bar["y"] + bar["height"] <= picture["y"] + 1
        for control in explorer.root.query_selector_all(".kx-controls > *"):
            box = control.bounding_box()
            assert box["x"] + box["width"] <= bar["x"] or box["y"] + box["height"] <= bar["y"]
        reached = "root => [...root.querySelectorAll('.modebar-btn')].filter((b) => b.tabIndex === 0).length"
        assert explorer.root.evaluate(reached) == 1


def test_a_saved_picture_has_the_head_in_it(open_page, fresh, tmp_path):
    page = open_page(fresh)
    explorer, _ = page.explorers()
    explorer.root.query_selector(".nsewdrag").hover()
    with page.tab.expect_download() as download:
        explorer.root.query_selector("[data-title='Save as a picture']").click()
    download.value.save_as(tmp_path / "saved.png")
    with Image.open(tmp_path / "saved.png") as picture:
        assert picture.width == 1600 and picture.height > 2 * (theme.HEIGHT + 60)
        darkest, _ = picture.convert("L").crop((0, 0, 1600, 120)).getextrema()
        assert darkest < 80  # ink where the title stands
    assert page.errors == []


@pytest.mark.parametrize("width", [1280, 390])
def test_on_paper_a_chart_is_as_wide_as_the_paper_and_then_as_before(open_page, fresh, width):
    page = open_page(fresh, width=width)
    explorers = page.explorers()
    before = [explorer.root.evaluate(WIDTH) for explorer in explorers]
    page.tab.evaluate(
        f"""window.printed = []; window.addEventListener("beforeprint", () => {{
            window.printed = [...document.querySelectorAll(".kx")].map({WIDTH}) }})"""
    )
    page.tab.pdf()
    assert page.tab.evaluate("window.printed") == [660, 660]
    page.tab.wait_for_function(
        f"before => [...document.querySelectorAll('.kx')].map({WIDTH}).join() === before.join()", arg=before
    )
    page.tab.emulate_media(media="print")
    assert not explorers[0].root.query_selector(".kx-controls").is_visible()


def test_without_scripts_nothing_idle_is_on_the_page(open_page, fresh):
    page = open_page(fresh, scripts=False)
    assert page.tab.query_selector_all(".kx :is(input, select, button, fieldset)") == []
    assert "step: 1 to 7; kind: all, some, few" in page.tab.query_selector(".kx-still").inner_text()
    assert "Which step?" in page.tab.query_selector(".kx-question").inner_text()


# colours of the pressed button of a row, of the word on it and of another button; the ring round the focus
PRESSED = """(root) => {
    const look = (part) => getComputedStyle(root.querySelector(part));
    const pressed = root.querySelector("input:checked");
    pressed.focus();
    return {
        on: look("input:checked + span").backgroundColor, word: look("input:checked + span span").color,
        off: look("[type=radio]:not(:checked) + span").backgroundColor,
        ring: getComputedStyle(pressed.nextElementSibling).outlineStyle,
        moving: [...root.querySelectorAll("*")].filter((part) =>
            parseFloat(getComputedStyle(part).transitionDuration) > 0).length } }"""


def test_in_forced_colours_a_choice_is_seen_and_with_less_motion_nothing_moves(open_page, fresh):
    page = open_page(fresh)
    page.tab.emulate_media(forced_colors="active", reduced_motion="reduce")
    explorer, _ = page.explorers()
    seen = explorer.root.evaluate(PRESSED)
    assert len({seen["on"], seen["off"], seen["word"]}) >= 2 and seen["on"] not in (seen["off"], seen["word"])
    assert (seen["ring"], seen["moving"]) == ("solid", 0)
    for control in explorer.controls:
        explorer.step(explorer.by_keyboard, control)
    assert page.errors == []


def test_the_accessibility_tree_has_controls_picture_and_words_of_the_setting(open_page, fresh):
    page = open_page(fresh)
    explorer, _ = page.explorers()
    explorer.choose(explorer.control("step"), 3)
    tree = page.tab.locator("body").aria_snapshot()
    said = (
        'slider "step',
        'radio "all" [checked]',
        'figure "A line, step 4, all."',
        "Step 4, all.",
        "4 of 7",
    )
    assert [words for words in said if words not in tree] == [], tree
