"""Present mode of every lesson: each screen fits a projector, letters are large, keys turn the pages."""

import pytest

from helpers.data import all_notebooks

from .conftest import listening_tab

pytestmark = pytest.mark.browser
STEMS = [path.stem for path in all_notebooks()]
BALANCE = next(stem for stem in STEMS if stem.endswith("the_balance"))
SIZES = [(1024, 768), (1280, 720)]
MOST_STEPS = 40  # down the longest screen, a table of 55 rows
# charts with more rows than a wall of this width holds in letters that can be read: their screens scroll
TALL = {
    ("reading_the_report", 1024): 1,
    ("reading_the_report", 1280): 1,
    ("the_incursion", 1024): 1,
    ("the_argument", 1024): 1,
    ("the_argument", 1280): 1,
    ("what_happened_next", 1024): 1,
    ("what_happened_next", 1280): 1,
}
# What a screen shows, and every letter on it that is too small or runs out at a side. A chart is drawn after
# its screen has come, so this waits until nothing moves any more.
SCREEN = """async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const main = document.querySelector("main"), edge = main.getBoundingClientRect(), small = [], out = [];
    let before = -1;
    for (let tries = 0; tries < 200; tries++) {
        await frame();
        const high = main.scrollHeight + (main.querySelector(".kx.now .main-svg")?.clientHeight ?? 0);
        if (high === before && !main.hasAttribute("aria-busy")) break;
        before = high;
    }
    const words = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    let shown = 0;
    for (let node = words.nextNode(); node; node = words.nextNode()) {
        const holder = node.parentElement;
        if (!node.textContent.trim() || holder.closest("script, style, .hidden, option")) continue;
        if (!holder.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect(), chart = holder.closest(".kx-chart");
        if (!box.width || holder.closest(".hoverlayer")) continue;
        shown += 1;
        const said = node.textContent.trim(), size = parseFloat(getComputedStyle(holder).fontSize);
        if (size < (chart ? 16 : 24)) small.push(said);
        if (box.left < edge.left - 1 || box.right > edge.right + 1) out.push(said);
    }
    const chart = main.querySelector(".kx.now .kx-chart");
    const folds = [...main.querySelectorAll("details[open]")];
    return {
        pages: document.querySelector(".pages").textContent, shown, small, out,
        sideways: main.scrollWidth > main.clientWidth,
        "a chart scrolls": !!chart && main.scrollHeight > main.clientHeight + 1,
        code: !!main.querySelector("details.code")?.checkVisibility(),
        "open folds": folds.filter((fold) => fold.checkVisibility()).length,
    } }"""


@pytest.fixture(scope="module")
def presented(browser, site):
    """Function: stem of a lesson, size → tab in present mode, all charts of which were drawn."""
    opened = []

    def opener(stem, size, **how):
        context = browser.new_context(offline=True, viewport={"width": size[0], "height": size[1]}, **how)
        opened.append(context)
        tab = listening_tab(context)
        tab.goto((site / f"{stem}.html").as_uri())
        tab.wait_for_function(
            "() => [...document.querySelectorAll('.kx')].every((root) => root.dataset.shown !== undefined)"
        )
        tab.keyboard.press("p")
        return tab

    yield opener
    for context in opened:
        context.close()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("stem", STEMS)
def test_every_screen_fits_and_is_large(presented, stem, size):
    tab = presented(stem, size)
    faults, scrolled, place, count = [], 0, 0, 1
    while place < count:
        screen = tab.evaluate(SCREEN)
        last, (place, count) = place, map(int, screen.pop("pages").split(" of "))
        assert place == last + 1 and screen.pop("shown"), (stem, place)
        scrolled += screen.pop("a chart scrolls")
        faults += [(place, name, what) for name, what in screen.items() if what]
        for _ in range(MOST_STEPS if place < count else 0):
            tab.keyboard.press("PageDown")
            if pages(tab) != f"{place} of {count}":
                break
    assert faults == [] and tab.errors == [] and count > 10
    assert scrolled == TALL.get((stem[3:], size[0]), 0)


def test_on_a_larger_wall_all_letters_are_larger_by_as_much(presented):
    tab = presented(BALANCE, (1920, 1080))
    size = "part => parseFloat(getComputedStyle(part).fontSize)"
    assert tab.locator("main").evaluate(size) == 28 * 1.5
    to_first_chart(tab)
    screen = tab.evaluate(SCREEN)
    assert not (screen["small"] or screen["out"] or screen["sideways"])
    assert tab.evaluate("document.querySelector('.kx.now .kx-chart')._fullLayout.font.size") >= 20 * 1.5


def to_first_chart(tab):
    """Turn the pages until a chart is on the screen."""
    for _ in range(MOST_STEPS):
        if tab.locator(".kx.now").count():
            return
        tab.keyboard.press("PageDown")


def pages(tab):
    return tab.locator(".pages").inner_text()


def test_keys_and_buttons_turn_the_pages_and_escape_leaves(presented):
    tab = presented(BALANCE, SIZES[0])
    count = pages(tab).split(" of ")[1]
    turns = [("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("PageUp", 1), ("PageUp", 1)]
    for key, place in [*turns, ("End", int(count)), ("ArrowRight", int(count)), ("Home", 1)]:
        tab.keyboard.press(key)
        assert pages(tab) == f"{place} of {count}", key
    tab.get_by_role("button", name="Next screen").click()
    assert pages(tab) == f"2 of {count}"
    assert tab.locator(".clock").inner_text() == "0 min"
    tab.keyboard.press("Escape")
    assert tab.locator(".stage-bar").is_hidden() and tab.locator(".bar").is_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('.cell.text p')).fontSize") == "17px"


def test_a_chart_is_drawn_anew_and_goes_back(presented):
    tab = presented(BALANCE, SIZES[0])
    first = "document.querySelector('.kx-chart')._fullLayout"
    to_first_chart(tab)
    tab.evaluate(SCREEN)
    assert tab.evaluate(f"{first}.font.size") >= 20 and tab.evaluate(f"{first}.width") > 900
    control = tab.locator(".kx.now [data-options]").first
    shown = tab.locator(".kx.now").get_attribute("data-shown")
    control.evaluate("c => { c.selectedIndex = 1; (c.querySelectorAll?.('[type=radio]')[1] ?? c).click(); }")
    control.evaluate("c => c.dispatchEvent(new Event('input', { bubbles: true }))")
    tab.wait_for_function("was => document.querySelector('.kx.now').dataset.shown !== was", arg=shown)
    assert tab.evaluate(f"{first}.font.size") >= 20
    tab.keyboard.press("Escape")
    tab.wait_for_function(f"() => {first}.font.size === 14 && {first}.width <= 800")


def test_the_answers_of_the_teacher_s_browser_are_not_on_the_wall(presented):
    tab = presented(BALANCE, SIZES[0])
    tab.keyboard.press("Escape")
    form = tab.locator('form[data-id="the_balance-2"]')
    form.locator("input").fill("1,33")
    form.get_by_role("button").click()
    kept = tab.evaluate("JSON.stringify(localStorage)")
    tab.keyboard.press("Escape")
    tab.locator(".present").click()
    assert form.locator("input").input_value() == "" and form.locator(".verdict").inner_text() == ""
    tab.keyboard.press("Escape")
    assert (
        form.locator("input").input_value() == "1,33" and tab.evaluate("JSON.stringify(localStorage)") == kept
    )


def test_p_in_a_field_is_a_letter_and_a_finger_turns_the_page(presented):
    tab = presented(BALANCE, SIZES[0], has_touch=True)
    tab.evaluate(
        """() => {
        const target = document.querySelector("main");
        const at = (clientX) => new Touch({ identifier: 1, target, clientX, clientY: 300 });
        const swipe = (name, key, x) => target.dispatchEvent(
            new TouchEvent(name, { [key]: [at(x)], changedTouches: [at(x)], bubbles: true }));
        swipe("touchstart", "touches", 600);
        swipe("touchend", "targetTouches", 300) }"""
    )
    assert pages(tab).startswith("2 of ")
    tab.keyboard.press("Escape")
    tab.locator('form[data-id="the_balance-2"] input').focus()
    tab.keyboard.type("p")
    assert tab.locator(".stage-bar").is_hidden()


def test_without_scripts_there_is_no_button(browser, site):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((site / f"{BALANCE}.html").as_uri())
    assert tab.locator(".present").is_hidden() and tab.locator(".stage-bar").is_hidden()
    context.close()
