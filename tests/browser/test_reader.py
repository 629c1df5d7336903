"""What a reader does in JupyterLab: guess, answer, rate. It is kept, and never replaced without asking."""

import json

import pytest

from helpers.lesson.questions import question, solved

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def live(lab, open_lab):
    notebook = open_lab(lab.path("reading_the_report"))
    notebook.run_all()
    return notebook


@pytest.fixture(scope="module")
def rating_lesson(lab, open_lab):
    notebook = open_lab(lab.path("start_here"))
    notebook.run_all()
    return notebook


def test_a_guess_is_kept_survives_a_run_and_is_replaced_only_when_asked(lab, live):
    file = lab.folder / "my_work" / "guesses.json"

    def kept():
        return json.loads(file.read_text("utf-8"))["reading_the_report-a"]["guess"]

    cell = live.cell("guess(")
    cell.get_by_label("10 to 20").check()
    cell.get_by_role("button", name="Keep my guess").click()
    cell.get_by_text("Kept on").wait_for()
    assert kept() == "10 to 20"
    live.run(cell)
    cell.get_by_text("Kept on").wait_for()
    cell.get_by_label("21 to 35").check()
    cell.get_by_role("button", name="Keep my guess").click()
    cell.get_by_text("Press again").wait_for()
    assert kept() == "10 to 20"
    cell.get_by_role("button", name="Replace my guess").click()
    cell.get_by_role("button", name="Keep my guess").wait_for()
    assert kept() == "21 to 35"


def test_check_waits_hints_and_agrees(live):
    exercise = question("exercise", "reading_the_report-5")
    cell = live.cell('check("reading_the_report-5"')
    assert "three dots" in cell.get_by_role("status").inner_text()
    wrong, hint = next(iter(exercise["hints"].items()))
    live.run(cell, f'check("reading_the_report-5", "{wrong}")')
    assert "Not yet." in cell.get_by_role("status").inner_text()
    assert hint[:30] in cell.get_by_role("status").inner_text()
    live.run(cell, f'check("reading_the_report-5", "{solved("reading_the_report", exercise["answer"])}")')
    assert "Right." in cell.get_by_role("status").inner_text()


def test_ratings_are_kept_survive_a_run_and_are_replaced_only_when_asked(lab, rating_lesson):
    file = lab.folder / "my_work" / "ratings.csv"

    def move():
        cell.locator(".noUi-handle").first.press("ArrowRight")
        cell.get_by_text("not saved yet").wait_for()

    cell = rating_lesson.cell("rate(")
    move()
    cell.get_by_role("button", name="Save my ratings").click()
    cell.get_by_text("are kept in").wait_for()
    first = file.read_text("utf-8")
    assert len(first.splitlines()) == 2 and ",51," in first
    rating_lesson.run(cell)
    cell.get_by_text("were kept before").wait_for()
    move()
    cell.get_by_role("button", name="Save my ratings").click()
    cell.get_by_text("Press again").wait_for()
    assert file.read_text("utf-8") == first
    cell.get_by_role("button", name="Replace my saved ratings").click()
    cell.get_by_text("are kept in").wait_for()
    assert ",52," in file.read_text("utf-8")


def test_a_form_whose_kernel_began_anew_says_that_the_cell_must_be_run_again(lab, rating_lesson):
    lost = "(box) => getComputedStyle(box, '::before').content"
    boxes = [rating_lesson.cell(call).locator(".kx-form").first for call in ("guess(", "rate(")]
    assert [box.evaluate(lost) for box in boxes] == ["none", "none"]
    rating_lesson.restart()
    for box in boxes:
        rating_lesson.tab.wait_for_function(
            f"box => ({lost})(box).includes('Run the cell again')", arg=box.element_handle()
        )
    for call in (
        "from helpers import",
        "guess(",
    ):  # their numbers may be the old ones, so nothing waits for them
        rating_lesson.cell(call).locator(".cm-content").click()
        rating_lesson.tab.keyboard.press("Control+Enter")
    rating_lesson.tab.wait_for_function(
        f"cell => [...cell.querySelectorAll('.kx-form')].some(box => ({lost})(box) === 'none')",
        arg=rating_lesson.cell("guess(").element_handle(),
    )


def test_kept_ratings_are_scored_in_the_lesson_on_what_happened_next(lab, rating_lesson, open_lab):
    assert (lab.folder / "my_work" / "ratings.csv").is_file()
    rating_lesson.close()
    lab.end_kernels()
    notebook = open_lab(lab.path("what_happened_next"))
    notebook.run_all()
    texts = notebook.cell("charts.brier_scores,").locator(".main-svg text")
    texts.filter(has_text="you, did not know (1)").first.wait_for()
