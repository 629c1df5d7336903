"""Tables, quiz, guess, check and rating in JupyterLab: sanitised, in the dark, and after a reader's slips."""

import itertools
import json

import nbformat
import pytest

from helpers.publish.execute import execute
from helpers.publish.notebooks import read, source, write

pytestmark = pytest.mark.browser
CELLS = (
    "from helpers import check, claims_table, evidence_table, guess, load, my_sentence, quiz, show_table\n"
    "from helpers.lesson.arguments import arguments_table\n"
    "from helpers.lesson.rating import rate\n"
    "from helpers.lesson.scorecard import scorecard",
    "claims_table()",
    "arguments_table(load('arguments').head(20))",
    "evidence_table('S04')",
    "show_table(load('voices').head(3), 'Voices')",
    "scorecard('russia')",
    "quiz('the_incursion')",
    "guess('the_incursion-a', 'On which day?', choices=['one', 'two'])",
    "check('the_incursion-2', 12345)",
    "check('the_incursion-2')",
    "rate(load('questions').head(2))",
    "my_sentence('the_incursion')",
)
NOT_AT_THE_LEFT = """() => [...document.querySelectorAll('.jp-OutputArea :is(td, th)')]
    .filter((cell) => getComputedStyle(cell).textAlign !== 'left').length"""
# Of every word its colour against the nearest ground that one does not see through, after WCAG 2.
CONTRASTS = """() => {
    const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
    const bright = (color) => numbers(color).slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = (part) => {
        const color = getComputedStyle(part).backgroundColor;
        return numbers(color)[3] === 0 ? ground(part.parentElement) : color;
    };
    return [...document.querySelectorAll(".jp-OutputArea-output *")].filter((part) => part.checkVisibility()
        && [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim())).map((part) => {
        const [low, high] = [getComputedStyle(part).color, ground(part)].map(bright).sort((a, b) => a - b);
        return [part.textContent.slice(0, 40), (high + 0.05) / (low + 0.05)];
    }) }"""
THEME = ("@jupyterlab/apputils-extension", "themes.jupyterlab-settings")


@pytest.fixture(scope="module")
def path(lab):
    """A notebook with one output of each form, as it is stored."""
    cells = [nbformat.v4.new_code_cell(code) for code in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    execute(notebook, lab.folder)
    place = lab.folder / "forms.ipynb"
    write(place, notebook)
    return place


def test_without_style_sheets_words_stand_left_choices_apart_and_no_control_idles(path, open_lab):
    tab = open_lab(path).tab
    tab.locator("summary", has_text="What the data say").wait_for()
    assert tab.locator(".jp-OutputArea style").count() == 0  # the notebook is not trusted
    assert tab.locator(".jp-OutputArea td").count() > 200
    assert tab.evaluate(NOT_AT_THE_LEFT) == 0
    assert tab.locator(".jp-OutputArea :is(select, input, output)").count() == 0
    choices = tab.locator(".jp-OutputArea .kx-choice")
    boxes = choices.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert len(boxes) > 8 and all(a["bottom"] < b["top"] for a, b in itertools.pairwise(boxes))


@pytest.fixture
def dark(lab):
    folder, name = THEME
    place = lab.folder.parent / "settings" / folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps({"theme": "JupyterLab Dark"}), "utf-8")
    yield
    place.unlink()


@pytest.mark.parametrize("run", [False, True], ids=["not run", "run"])
def test_in_the_dark_every_word_has_contrast(path, open_lab, dark, run):
    notebook = open_lab(path)
    notebook.tab.locator("summary", has_text="What the data say").wait_for()
    if run:
        notebook.run_all()
        notebook.tab.locator(".kx-filters").first.wait_for()
        notebook.tab.get_by_role("button", name="Save my ratings").wait_for()
    notebook.tab.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
    for fold in notebook.tab.locator(".kx-choice").all()[:3]:
        fold.locator("summary").click()
    ratios = notebook.tab.evaluate(CONTRASTS)
    assert len(ratios) > 200 and [text for text, ratio in ratios if ratio < 4.5] == []


def test_a_run_of_a_lesson_goes_on_past_slips(lab, open_lab):
    place = lab.path("start_here")
    notebook = read(place)
    slips = iter(['check("start_here-1", b)', 'check("start_here-99", 3)'])
    for cell in notebook.cells:
        if source(cell).startswith("check("):
            cell.source = next(slips)
    assert next(slips, None) is None
    slipped = lab.folder / "slips.ipynb"
    write(slipped, notebook)
    opened = open_lab(slipped)
    opened.run_all()  # waits until the last cell has its number
    assert opened.tab.locator("[data-mime-type*='stderr']").count() == 1  # b stands for nothing
    status = opened.cell('check("start_here-99"').get_by_role("status")
    assert "has no exercise 'start_here-99'" in status.inner_text()
