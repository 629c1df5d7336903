"""Our own pages in Firefox and WebKit: charts are drawn, and a keyboard is enough for all they offer."""

import pytest

from helpers.analysis import debate
from helpers.classroom.judging import judge
from helpers.classroom.known import known
from helpers.classroom.reading import collect
from helpers.data import all_notebooks, load, word_of
from helpers.lesson.stored import packed_in
from helpers.publish.notebooks import html_outputs, read
from helpers.publish.site import write_pages

from .conftest import Explorer, free_port, lesson_named
from .drivers import Firefox, WebKit

pytestmark = pytest.mark.browser
LESSONS = ["the_incursion", "the_price_in_the_donbas", "the_argument"]
HEARD = """<script>
    window.heard = [];
    addEventListener("error", (event) => heard.push(event.message ?? event.target.outerHTML), true);
    addEventListener("unhandledrejection", (event) => heard.push(String(event.reason)));
    console.error = (...said) => heard.push(said.join(" "));
</script>"""
DRAWN = """() => [...document.querySelectorAll(".kx")].map((root) => {
    const plot = root.querySelector(".nsewdrag").getBoundingClientRect();
    const marks = [...root.querySelectorAll(".main-svg :is(path, image)")];
    const inside = marks.map((mark) => mark.getBoundingClientRect()).filter((box) =>
        box.right > plot.left && box.left < plot.right && box.height + box.width > 4);
    return plot.width > 150 && plot.height > 50 && inside.length > 2 })"""
READY = """() => [...document.querySelectorAll(".kx")].every((root) => root.dataset.shown !== undefined)"""
CONTROL = "document.querySelectorAll('.kx [data-options]')[i]"
FOCUS = f"""(i) => {{
    const control = {CONTROL}, options = JSON.parse(control.dataset.options);
    const own = control.querySelector("input:checked") ?? control;
    const last = Number(own.value) === options.length - 1;
    own.focus();
    const [further, back] = own.matches("input") ? ["RIGHT", "LEFT"] : ["DOWN", "UP"];
    return ["ARROW_" + (last ? back : further), control.closest(".kx").dataset.shown] }}"""
MOVED = f"(i, before) => {CONTROL}.closest('.kx').dataset.shown !== before"
WORDS = f"(i) => ({Explorer.SHOWN})({CONTROL}.closest('.kx')).words"
SUMMARY = """() => {
    const fold = [...document.querySelectorAll("details")].find((one) => !one.closest("table, .kx"));
    window.fold = fold;
    fold.querySelector("summary").focus();
    return fold.open }"""
UNFOLDED = "() => fold.open && fold.lastElementChild.getBoundingClientRect().height > 10"
GIVE = """(name, value) => {
    const form = document.querySelector(`form[data-id="${name}"]`);
    [...form.querySelectorAll("input")].find((box) => box.value === value).click();
    form.querySelector("button").click();
    return form.querySelector(".verdict").innerText.trim() }"""
CHOOSE = """(title, value) => {
    const forms = [...document.querySelectorAll("form.answer")];
    const form = forms.find((one) => one.innerText.includes(title));
    [...form.querySelectorAll("label")].find((one) => one.innerText.trim() === value).click();
    return form.querySelector(".verdict").innerText.trim() }"""
# the file that a press of the button makes, taken where the browser would write it to disk
SAVE = """(seat) => {
    HTMLAnchorElement.prototype.click = () => {};  // no panel of downloads that takes the keyboard
    const make = URL.createObjectURL;
    URL.createObjectURL = (file) => {
        file.text().then((text) => { window.savedText = text; });
        return make(file) };
    document.getElementById("seat").value = seat;
    const buttons = [...document.querySelectorAll(".own button")];
    buttons.find((one) => one.innerText === "Save my answers").click() }"""
FIELD = "document.querySelector(`.kx-arguments [data-filter='${name}']`)"
ROWS = """() => [...document.querySelectorAll(".kx-arguments tbody tr")]
    .filter((row) => row.getBoundingClientRect().height > 0).map((row) => row.dataset.row.split(":")[1])"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Pages of some lessons; each writes down what goes wrong on it from its first line on."""
    written = tmp_path_factory.mktemp("pages")
    for page in write_pages([path for path in all_notebooks() if word_of(path) in LESSONS], written):
        page.write_text(page.read_text("utf-8").replace("<head>", "<head>" + HEARD, 1), "utf-8")
    return written


@pytest.fixture(scope="module", params=[Firefox, WebKit], ids=["firefox", "webkit"])
def driver(request, tmp_path_factory):
    started = request.param(tmp_path_factory.mktemp("home"), free_port())
    yield started
    started.close()


@pytest.fixture
def page(driver, folder):
    """Function: word of a lesson → the browser with its page, all drawn; nothing may go wrong there."""

    def opener(word):
        driver.open(next(folder.glob(f"[0-9][0-9]_{word}.html")).as_uri())
        driver.wait(READY)
        return driver

    yield opener
    assert driver.ask("() => window.heard") == []


@pytest.mark.parametrize("word", LESSONS)
def test_every_chart_is_drawn_and_every_control_moves_chart_and_words_by_one_key(page, word):
    browser = page(word)
    drawn = browser.ask(DRAWN)
    stored = [data for _, data in html_outputs(read(lesson_named(word))) if packed_in(data["text/html"])]
    assert len(drawn) == len(stored) and all(drawn), drawn
    controls = browser.ask("() => document.querySelectorAll('.kx [data-options]').length")
    assert controls > 2
    for control in range(controls):
        key, before = browser.ask(FOCUS, control)
        browser.press(key)
        browser.wait(MOVED, control, before)
        words = browser.ask(WORDS, control)
        assert all(words.values()), (control, words)
    assert all(browser.ask(DRAWN))


def test_answers_are_judged_kept_and_saved_in_one_file(page, tmp_path):
    """One guess, one exercise and one question of the quiz; what is saved is read as the course reads it."""
    browser = page("the_incursion")
    guess, wrong = "never", next(iter(known()["exercises"]["the_incursion-8"]["hints"]))
    quiz = known()["quiz"]["the_incursion-quiz-1"]
    assert browser.ask(GIVE, "the_incursion-a", guess) == f"✓ Kept: {guess}."
    said = judge("the_incursion-8", wrong).hint
    assert browser.ask(GIVE, "the_incursion-8", wrong) == f"✗ Not yet. {said}"
    assert browser.ask(CHOOSE, quiz["title"], quiz["answer"]).endswith(quiz["choices"][quiz["answer"]])
    browser.ask(SAVE, "F01")
    text = browser.wait("() => window.savedText")
    (tmp_path / "answers F01.json").write_text(text, "utf-8")
    assert collect(tmp_path, known()) == (
        {
            "F01": {
                "guesses": {"the_incursion-a": guess},
                "ratings": {},
                "answers": {"the_incursion-8": [wrong]},
                "quiz": {"the_incursion-quiz-1": [quiz["answer"]]},
            }
        },
        [],
    )


def test_a_fold_opens_and_closes_by_keyboard(page):
    browser = page("the_argument")
    assert browser.ask(SUMMARY) is False
    browser.press("ENTER")
    browser.wait(UNFOLDED)
    browser.press(" ")
    browser.wait("() => !fold.open")


def test_the_table_is_filtered_by_keyboard(page):
    browser, arguments = page("the_argument"), debate.answers(load("arguments"))
    assert set(browser.ask(ROWS)) == set(arguments["argument_id"])
    browser.ask(f"(name) => {FIELD}.focus()", "question")
    browser.press("ARROW_DOWN")
    question = browser.wait(f"(name) => {FIELD}.value", "question")
    expected = set(arguments.loc[arguments["question"] == question, "argument_id"])
    assert set(browser.ask(ROWS)) == expected != set(arguments["argument_id"])
    browser.press("ARROW_UP")
    browser.wait(f"(name) => !{FIELD}.value", "question")
    browser.ask(f"(name) => {FIELD}.focus()", "text")
    for letter in "surrounded":
        browser.press(letter)
    assert browser.ask(ROWS) == ["D078"]
