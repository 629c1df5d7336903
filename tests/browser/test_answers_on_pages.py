"""Lesson pages that take answers: judged as `check` judges, kept, saved, read by collect and class page."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers.classroom.__main__ import main
from helpers.classroom.class_page import class_page
from helpers.classroom.known import known
from helpers.classroom.reading import collect
from helpers.data import all_notebooks, load, word_of
from helpers.lesson.checking import check
from helpers.lesson.questions import questions_of

from .conftest import listening_tab

pytestmark = pytest.mark.browser
FULLY = ["the_balance", "the_incursion", "losses_and_the_test"]  # every kind of exercise stands in them
STEMS = {word_of(path): path.stem for path in all_notebooks()}
SMALL = """() => [...document.querySelectorAll(
    ".answer .pick, .answer input:not([type=radio], [type=checkbox]), .answer select, .answer button, " +
    ".rating input, .rating select, .own input, .own button")]
    .filter((part) => part.checkVisibility() && part.getBoundingClientRect().height < 44)
    .map((part) => part.outerHTML.slice(0, 120))"""

# fills a form as a reader does, with the events of each field; hundreds of tries would be slow by mouse
GIVE = """([name, kind, answer]) => {
    const form = document.querySelector(`form[data-id="${name}"]`);
    const fields = [...form.querySelectorAll("input, select")];
    const put = (field, value) => {
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const wrongly = (box) => box.checked !== answer.includes(box.value);
    if (kind === "choice") fields.find(({ value }) => value === answer).click();
    else if (kind === "set") fields.filter(wrongly).forEach((box) => box.click());
    else if (kind === "number") put(fields[0], answer);
    else fields.forEach((field) => put(field, answer[field.name]));
    form.querySelector("button").click();
    return form.querySelector(".verdict").innerText }"""


@pytest.fixture(scope="module")
def open_lesson(browser, site):
    """Function: word of a lesson, context → tab; without a context a new reader comes."""
    opened = []

    def opener(word, context=None, width=1280, **how):
        if context is None:
            size = {"width": width, "height": 900}
            context = browser.new_context(offline=True, viewport=size, accept_downloads=True, **how)
            opened.append(context)
        tab = listening_tab(context)
        tab.goto((site / f"{STEMS[word]}.html").as_uri(), wait_until="domcontentloaded")
        return tab

    yield opener
    for context in opened:
        context.close()


@pytest.fixture
def checked(monkeypatch):
    """Function: what `check` says to an answer, as plain text."""
    said = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, **_: said.append(bundle["text/plain"]))

    def asked(name, answer):
        check(name, answer)
        return said.pop()

    return asked


def exercises_of(word):
    return {name: each for name, each in known()["exercises"].items() if each["word"] == word}


def right_of(exercise):
    wanted = exercise["answer"]
    if exercise["kind"] == "match":
        return {key: str(value) for key, value in wanted.items()}
    return str(wanted) if exercise["kind"] == "number" else wanted


def tries_at(exercise):
    """Right and wrong answers of every sort that the form can give."""
    kind, wanted, hints = exercise["kind"], exercise["answer"], exercise["hints"]
    if kind == "choice":
        return [wanted, *hints]
    if kind == "set":
        letters = {*wanted, *(letter for letter in hints if len(letter) == 1)}
        return [wanted, *([*wanted, letter] for letter in letters - {*wanted}), *([one] for one in letters)]
    if kind == "number":
        named = [each["value"] for each in exercise["accepted"] + exercise["wrong"]]
        typed = ["two", "1 234,5", f"{wanted:.4f}".replace(".", ","), "7 horses", "x" * 70, "-3 %"]
        return [str(wanted), *map(str, named), *typed, f"{wanted:.1f} {exercise['unit']}".strip()]
    right = right_of(exercise)
    parts = [hint.rpartition(" = ") for hint in hints if " = " in hint]
    alike = [dict.fromkeys(right, hint.removeprefix("all ")) for hint in hints if hint.startswith("all ")]
    return [right, *({**right, key: value} for key, _, value in parts), *alike]


def form_of(tab, name):
    return tab.locator(f'form[data-id="{name}"]')


def give(tab, name, exercise, answer):
    """Fill the form, press its button, and return what the page says."""
    return tab.evaluate(GIVE, [name, exercise["kind"], answer]).strip()


def kept(tab):
    return json.loads(tab.evaluate("localStorage.getItem('kursk-notebooks answers')"))


def saved(tab, seat, place):
    tab.get_by_label("Seat code").fill(seat)
    with tab.expect_download() as file:
        tab.get_by_role("button", name="Save my answers").click()
    assert file.value.suggested_filename == f"answers {seat}.json"
    path = place / file.value.suggested_filename
    file.value.save_as(path)
    return path


@pytest.mark.parametrize("word", FULLY)
def test_every_answer_is_judged_as_check_judges_it(open_lesson, checked, word):
    tab = open_lesson(word)
    for name, exercise in exercises_of(word).items():
        tries = tries_at(exercise)
        assert len(tries) > 1
        for answer in tries:
            assert give(tab, name, exercise, answer) == checked(name, answer).strip(), (name, answer)
        assert kept(tab)["answers"][name][-1] == (
            sorted(tries[-1]) if exercise["kind"] == "set" else tries[-1]
        )
    assert tab.errors == []


def test_nothing_filled_in_is_no_try(open_lesson):
    tab = open_lesson("the_incursion")
    said = tab.locator("form[data-id*='-']:has(.hidden)").evaluate_all(
        "forms => forms.map((form) => { form.querySelector('button').click();"
        " return form.querySelector('.verdict').innerText })"
    )
    assert said == ["… Choose or type something first."] * len(exercises_of("the_incursion"))
    form_of(tab, "the_incursion-7").locator("input").first.fill("78")
    form_of(tab, "the_incursion-7").get_by_role("button").click()
    assert "Some places are still empty." in form_of(tab, "the_incursion-7").inner_text()
    assert tab.evaluate("localStorage.length") == 0


@pytest.fixture(scope="module")
def whole_course(open_lesson, tmp_path_factory):
    """One reader who answers everything rightly, in the order of the lessons, and saves at the end."""
    place, context, tab, verdicts = tmp_path_factory.mktemp("class"), None, None, {}
    for word in STEMS:
        tab = open_lesson(word, context)
        context = tab.context
        for name, exercise in exercises_of(word).items():
            verdicts[name] = give(tab, name, exercise, right_of(exercise))
        for form in tab.locator("form.answer", has=tab.get_by_role("button", name="Keep my guess")).all():
            if form.locator("[type=radio]").count():
                form.locator("[type=radio]").last.check()
            for field in form.locator("[type=text]").all():
                field.fill("1,5")
            form.get_by_role("button").click()
        for place_of, slider in enumerate(tab.locator(".rating input[type=range]").all()):
            slider.fill(str(5 * place_of))
        for number, entry in enumerate(questions_of(word).get("quiz", [])):
            right = next(place for place, choice in enumerate(entry["choices"]) if choice.get("right"))
            form = tab.locator("form.answer:not(:has(button))").nth(number)
            form.locator("input").nth(right).check()
            verdicts[f"quiz {word} {number}"] = form.locator(".verdict").inner_text().strip()
        assert tab.errors == []
        if word != "capstone":
            tab.close()
    return tab, saved(tab, "A07", place), verdicts


def test_every_right_answer_of_the_course_is_right(whole_course):
    _, _, verdicts = whole_course
    assert len(verdicts) > len(known()["exercises"])
    assert {name: said for name, said in verdicts.items() if not said.startswith("✓ Right.")} == {}


def test_the_saved_file_holds_all_lessons_in_the_course_s_form(whole_course):
    held = json.loads(whole_course[1].read_text("utf-8"))
    asked = load("questions", in_rating="yes").sort_values("question_id")
    assert {key: held[key] for key in ("course", "version", "seat")} == {
        "course": "kursk-notebooks",
        "version": 1,
        "seat": "A07",
    }
    assert set(held) == {"course", "version", "seat", "guesses", "ratings", "answers", "quiz"}
    assert held["quiz"] == {name: [each["answer"]] for name, each in known()["quiz"].items()}
    assert set(held["guesses"]) == set(known()["guesses"])
    assert set(held["answers"]) == set(known()["exercises"])
    assert set(held["ratings"]) == set(asked["question_id"])
    found = collect(whole_course[1].parent, known())
    assert found.findings == [] and found.seats["A07"]["guesses"] == held["guesses"]
    assert found.seats["A07"]["ratings"] == held["ratings"]
    assert found.seats["A07"]["answers"] == held["answers"] and found.seats["A07"]["quiz"] == held["quiz"]


def test_command_and_class_page_count_what_pages_saved(whole_course, browser, tmp_path, capsys):
    held = json.loads(whole_course[1].read_text("utf-8"))
    for number in range(5):
        (tmp_path / f"answers B{number}.json").write_text(json.dumps({**held, "seat": f"B{number}"}))
    assert main(["collect", str(tmp_path)]) == 0
    assert "5 seats" in capsys.readouterr().out
    context = browser.new_context(offline=True)
    tab = context.new_page()
    page = tmp_path / "class.html"
    page.write_text(class_page(), encoding="utf-8")
    tab.goto(page.as_uri())
    tab.locator("#files").set_input_files(sorted(tmp_path.glob("*.json")))
    tab.get_by_text("5 seats gave answers.").wait_for()
    assert "skipped" not in tab.locator("#view").inner_text()
    assert "5 pupils: 5 right at once, 5 in the end." in tab.locator("#view").inner_text()
    context.close()


def test_all_choices_at_a_quiz_are_kept_and_the_last_one_is_shown_again(open_lesson, tmp_path):
    tab = open_lesson("the_balance")
    name, asked = "the_balance-quiz-1", known()["quiz"]["the_balance-quiz-1"]
    for choice in reversed(asked["choices"]):
        tab.get_by_label(choice, exact=True).check()
    assert kept(tab)["quiz"] == {name: [*reversed(asked["choices"])]}
    tab.reload(wait_until="domcontentloaded")
    form = tab.locator("form.answer", has_text=asked["title"])
    assert form.get_by_label(asked["answer"]).is_checked()
    assert asked["choices"][asked["answer"]] in form.inner_text()
    assert "quiz questions 1." in tab.locator(".own").inner_text()
    saved(tab, "B2", tmp_path)
    found = collect(tmp_path, known())
    assert found.seats["B2"]["quiz"] == kept(tab)["quiz"] and not found.findings


def test_a_reload_keeps_what_was_answered(open_lesson):
    tab = open_lesson("start_here")
    give(tab, "start_here-1", known()["exercises"]["start_here-1"], "b")
    wrong = form_of(tab, "start_here-1").locator(".verdict").inner_text()
    tab.get_by_label("Q02: yes, in per cent, typed").fill("50")
    tab.get_by_label("Q02: what I knew").select_option("read")
    tab.reload(wait_until="domcontentloaded")
    assert form_of(tab, "start_here-1").locator("input:checked").get_attribute("value") == "b"
    assert form_of(tab, "start_here-1").locator(".verdict").inner_text() == wrong
    assert tab.get_by_label("Q02: yes, in per cent", exact=True).input_value() == "50"
    assert kept(tab)["ratings"] == {"Q02": {"percent": 50, "knew": "read"}}
    assert "1 of 20 questions are rated." in tab.locator("main").inner_text()


def test_a_guess_is_replaced_only_by_a_second_press(open_lesson):
    tab = open_lesson("the_incursion")
    form = form_of(tab, "the_incursion-a")
    for choice, said in (("never", "Kept: never."), ("9 Aug 2024", "Press again to replace it.")):
        form.get_by_label(choice).check()
        form.get_by_role("button").click()
        assert said in form.inner_text()
    assert kept(tab)["guesses"] == {"the_incursion-a": "never"}
    form.get_by_role("button", name="Replace my guess").click()
    assert kept(tab)["guesses"] == {"the_incursion-a": "9 Aug 2024"}


def test_a_file_comes_back_and_replaces_other_answers_only_when_asked(whole_course, open_lesson, tmp_path):
    held = json.loads(whole_course[1].read_text("utf-8"))
    tab = open_lesson("the_balance")
    tab.locator("input[type=file]").set_input_files(whole_course[1])
    tab.get_by_text("The answers of A07 are back.").wait_for()
    assert kept(tab) == {key: each for key, each in held.items() if key not in ("course", "version")}
    assert form_of(tab, "the_balance-3").locator("input:checked").get_attribute("value") == "b"
    give(tab, "the_balance-3", known()["exercises"]["the_balance-3"], "a")
    tab.locator("input[type=file]").set_input_files(whole_course[1])
    tab.get_by_text("differs from what is kept here in 1 answers").wait_for()
    assert kept(tab)["answers"]["the_balance-3"] == ["b", "a"]
    tab.get_by_role("button", name="Yes, replace mine").click()
    assert kept(tab)["answers"]["the_balance-3"] == ["b"]
    bad = tmp_path / "bad.json"
    bad.write_text('{"course": "another"}')
    tab.locator("input[type=file]").set_input_files(bad)
    tab.get_by_text("The file was left alone: it is no file of answers of this course.").wait_for()
    assert kept(tab)["answers"] == held["answers"] and tab.errors == []


def test_clear_asks_once(open_lesson):
    tab = open_lesson("the_balance")
    give(tab, "the_balance-3", known()["exercises"]["the_balance-3"], "b")
    tab.get_by_role("button", name="Clear", exact=True).click()
    assert kept(tab)["answers"]
    tab.get_by_role("button", name="Yes, clear all my answers").click()
    assert kept(tab)["answers"] == {} and form_of(tab, "the_balance-3").locator("input:checked").count() == 0
    assert "No answers are kept yet." in tab.locator(".own").inner_text()


@pytest.mark.parametrize("seat", ["", "Ann Smith", "<b>", "A" * 17])
def test_no_file_without_a_seat_code(open_lesson, seat):
    tab = open_lesson("capstone")
    tab.locator("#seat").evaluate("(field, seat) => { field.value = seat }", seat)
    tab.get_by_role("button", name="Save my answers").click()
    assert "Write your seat code first" in tab.locator(".own").inner_text()


def test_a_browser_that_keeps_nothing_says_so_and_judges_all_the_same(open_lesson, tmp_path):
    first = open_lesson("the_balance")
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
    first.context.add_init_script(refuse)
    tab = open_lesson("the_balance", first.context)
    assert "This browser refuses to keep anything" in tab.locator(".own").inner_text()
    assert give(tab, "the_balance-3", known()["exercises"]["the_balance-3"], "b").startswith("✓ Right.")
    assert json.loads(saved(tab, "C1", tmp_path).read_text("utf-8"))["answers"] == {"the_balance-3": ["b"]}
    assert tab.errors == []


def test_what_another_program_left_in_the_browser_breaks_nothing(open_lesson):
    tab = open_lesson("the_balance")
    for left in ("{", "[]", '{"answers": 3}', '{"answers": {"the_balance-3": [null]}, "quiz": {"x": "y"}}'):
        tab.evaluate("left => localStorage.setItem('kursk-notebooks answers', left)", left)
        tab.reload(wait_until="domcontentloaded")
        assert "No answers are kept yet." in tab.locator(".own").inner_text(), left
    assert tab.errors == []


def test_the_keyboard_alone_answers(open_lesson):
    tab = open_lesson("the_balance")
    form_of(tab, "the_balance-3").locator("input").first.focus()
    for key in ("ArrowDown", "Tab", "Enter"):
        tab.keyboard.press(key)
    assert form_of(tab, "the_balance-3").locator(".verdict").inner_text().startswith("✓ Right.")
    form_of(tab, "the_balance-2").locator("input").focus()
    tab.keyboard.type("1,33")
    tab.keyboard.press("Enter")
    assert form_of(tab, "the_balance-2").locator(".verdict").inner_text().startswith("✓ Right.")


@pytest.mark.parametrize("word", ["start_here", "the_incursion", "the_argument"])
def test_forms_fit_a_telephone_and_a_finger(open_lesson, word):
    tab = open_lesson(word, width=390)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.evaluate(SMALL) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("word", ["start_here", "the_balance"])
def test_axe_finds_nothing_in_the_forms(open_lesson, word, scheme):
    tab = open_lesson(word, color_scheme=scheme)
    for form in tab.locator("form.answer", has=tab.get_by_role("button", name="Check")).all():
        form.get_by_role("button").click()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "best-practice"]}
    found = Axe().run(tab, context={"include": [[".answer"], [".own"]]}, options=rules).response["violations"]
    assert [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]] == []


def test_without_scripts_the_page_reads_as_before(open_lesson):
    tab = open_lesson("start_here", java_script_enabled=False)
    assert tab.locator("form.answer, form.rating").count() == 0 and tab.locator(".own").is_hidden()
    assert tab.locator(".room textarea").first.is_visible()
    assert tab.locator(".kx-choice summary").first.is_visible()
    assert tab.get_by_text("Yes: ____ %").count() == 20


def test_no_answer_stands_in_clear(site):
    for word, stem in STEMS.items():
        page = (site / f"{stem}.html").read_text("utf-8")
        for name, exercise in exercises_of(word).items():
            hints = [*exercise["hints"].values(), *(each["hint"] for each in exercise["wrong"])]
            assert [said for said in (*hints, exercise["right"]) if len(said) > 30 and said in page] == [], (
                name
            )


def test_the_page_may_reach_nothing(open_lesson):
    policy = open_lesson("the_balance").locator("meta[http-equiv]").first.get_attribute("content")
    assert "connect-src 'none'" in policy and "form-action 'none'" in policy
