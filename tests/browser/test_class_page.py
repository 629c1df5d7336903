"""class.html counts what the command collect counts, in a real browser, from the same files."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from pupils import HOSTILE, IN_PART, write_class, write_files

from helpers.classroom.class_page import class_page
from helpers.classroom.judging import judge
from helpers.classroom.known import known
from helpers.classroom.reading import collect
from helpers.classroom.summing import summed
from helpers.classroom.telling import as_csv

from .conftest import listening_tab

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("class_page")
    (place / "class.html").write_text(class_page(), encoding="utf-8")
    (place / "class").mkdir()
    write_class(place / "class", known())
    write_files(place / "class", HOSTILE | IN_PART)
    return place


@pytest.fixture(scope="module")
def tab(browser, place):
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 900}, accept_downloads=True)
    tab = listening_tab(context)
    tab.goto((place / "class.html").as_uri())
    tab.locator("#folder").set_input_files(place / "class")
    tab.get_by_text("26 seats gave answers.").wait_for()
    yield tab
    context.close()


def test_page_and_command_count_the_same(tab, place):
    found = collect(place / "class", known())
    assert tab.evaluate("summed(found.seats, known)") == summed(found.seats, known())
    assert tab.evaluate("found.findings") == found.findings
    assert tab.evaluate("asCsv(found.seats, known)") == as_csv(found.seats, known())
    assert tab.errors == []


def test_page_and_notebook_judge_every_exercise_alike(tab):
    """Right answers, all answers that have a hint, and slips."""
    given = [(name, answer) for name, one in known()["exercises"].items() for answer in _answers(one)]
    judged = [list(judge(name, answer)) for name, answer in given]
    said = tab.evaluate(
        "given => given.map(([name, answer]) => Object.values(judge(known.exercises[name], answer)))", given
    )
    assert [one for one in zip(given, said, judged, strict=True) if one[1] != one[2]] == []
    assert {one[0] for one in judged} == {"right", "wrong", "slip"} and len(given) > 700


def _answers(one):
    wanted = one["answer"]
    yield from (
        wanted,
        "",
        "no such answer",
        [],
        {},
        0,
        "1,5",
        "1.234,5",
        "−7 %",
        " 21.7 %",
        "3 000 km²",
        ["a"],
    )
    if one["kind"] == "number":
        numbers = [other["value"] for other in one["accepted"] + one["wrong"]] + [wanted]
        yield from numbers
        for number in numbers:
            yield f"{round(number, 2)} {one['unit']}".strip()
            yield str(number).replace(".", ",")
            yield number + 0.4
    if one["kind"] == "choice":
        yield from [*one["hints"], wanted.upper(), f" {wanted}"]
    if one["kind"] == "set":
        yield from ([*wanted, letter] for letter in one["hints"])
        yield from ([letter for letter in wanted if letter != missing] for missing in wanted)
    if one["kind"] == "match":
        for key in wanted:
            yield {**wanted, key: "none of it"}
            yield {**wanted, key: wanted[key] if isinstance(wanted[key], str) else wanted[key] + 1}
            yield from ({**wanted, key: other} for other in wanted.values())
            yield from (dict.fromkeys(wanted, other) for other in wanted.values())


def test_the_page_shows_the_class_and_no_seat(tab, place):
    said = tab.locator("#view").inner_text()
    assert "You divided by 25,000" in said and "A03" not in said and "onerror" not in said
    assert tab.locator("#view img").count() == 0
    sums = summed(collect(place / "class", known()).seats, known())
    dots = tab.locator("section[data-id=Q01] circle")
    assert dots.count() == sums["ratings"]["Q01"]["n"]
    covered = tab.locator("section[data-id='the_balance-a'] details")
    assert not covered.locator("p").is_visible()
    covered.locator("summary").click()
    assert covered.locator("p").is_visible()


def test_a_wrong_letter_stands_with_its_words(tab):
    row = tab.locator("[data-id=the_balance-3] tbody th", has_text="a").first
    assert row.inner_text().split("\n") == ["a", "Two pages in two months agree, so 3 to 1 is confirmed."]
    card = tab.locator("[data-id=the_balance-1]")
    assert "e: “about 45,000” (Syrskyi, 5 November 2024)" in card.inner_text()


def test_the_page_fits_a_telephone_and_saves_a_file(tab, place):
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    with tab.expect_download() as saved:
        tab.locator("#save").click()
    assert saved.value.suggested_filename == "class.csv"
    assert saved.value.path().read_text("utf-8") == as_csv(collect(place / "class", known()).seats, known())


def test_axe_finds_nothing(tab):
    rules = {"runOnly": ["wcag2a", "wcag2aa", "best-practice"]}
    found = Axe().run(tab, options=rules).response["violations"]
    assert [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]] == []


def test_nothing_of_a_file_can_run_and_the_page_reaches_nothing(tab):
    policy = tab.locator("meta[http-equiv]").get_attribute("content")
    assert (
        "default-src 'none'" in policy
        and "connect-src 'none'" in policy
        and "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    )
    assert not tab.evaluate(
        "() => { document.body.append(Object.assign(document.createElement('script'), "
        "{ text: 'window.ran = true' })); return window.ran ?? false }"
    )
