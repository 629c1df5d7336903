"""Filters of the argument map and of the claims table on a page without a kernel."""

import pytest

from helpers.analysis import debate
from helpers.data import load, notebooks_folder

pytestmark = pytest.mark.browser
LESSON = notebooks_folder() / "07_the_argument.ipynb"
ARGUMENTS, CLAIMS = ".kx-arguments", ".kx-claims"


class Table:
    """A table of the course with its filters."""

    def __init__(self, page, root):
        self.root = page.tab.locator(root)

    def choose(self, **settings):
        for field, value in settings.items():
            control = self.root.locator(f"[data-filter='{field}']")
            if control.evaluate("field => field.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)

    def shown(self):
        """Row keys that a reader sees."""
        rows = self.root.locator("tbody tr").filter(visible=True)
        return [
            row.partition(":")[2] for row in rows.evaluate_all("rows => rows.map(row => row.dataset.row)")
        ]

    def count(self):
        return self.root.locator("output").inner_text()


@pytest.fixture
def page(open_page):
    opened = open_page(LESSON)
    yield opened
    assert opened.errors == []


def expected(**wanted):
    rows = debate.answers(load("arguments"))
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return set(rows["argument_id"])


def test_question_and_answer_are_filtered_together(page):
    """D005 says yes to one question and no to another: it must not appear under the wrong pair."""
    table = Table(page, ARGUMENTS)
    everything = table.shown()
    assert len(everything) == len(load("arguments"))
    table.choose(question="cards", side="no")
    assert set(table.shown()) == expected(question="cards", side="no") > {"D005"}
    assert table.count() == f"{len(table.shown())} of {len(everything)}"
    table.choose(question="border")
    assert set(table.shown()) == expected(question="border", side="no")
    assert "D005" not in table.shown()
    table.choose(question="", side="")
    assert table.shown() == everything


@pytest.mark.parametrize(
    ("field", "column", "value"),
    [
        ("stance", "stance", "mixed"),
        ("theme", "theme", "escalation"),
        ("group", "speaker_group", "soldier"),
        ("speaker", "name", "Michael Kofman"),
    ],
)
def test_each_filter_keeps_its_rows_only(page, field, column, value):
    table = Table(page, ARGUMENTS)
    table.choose(**{field: value})
    assert set(table.shown()) == expected(**{column: value}) != set()


def test_days_and_words(page):
    table = Table(page, ARGUMENTS)
    table.choose(**{"from": "2025-03-14", "to": "2025-03-14"})
    rows = load("arguments")
    day = (rows["published_first"] <= "2025-03-14") & (rows["published_last"] >= "2025-03-14")
    assert set(table.shown()) == set(rows.loc[day, "argument_id"])
    table.choose(text="SURROUNDED")
    assert table.shown() == ["D078"]


def test_a_row_opens_to_its_page(page):
    table = Table(page, ARGUMENTS)
    table.choose(text="surrounded in Kursk")
    link = table.root.locator("tbody tr[data-row='arguments:D078'] a")
    assert not link.is_visible()
    table.root.locator("tbody tr[data-row='arguments:D078'] summary").click()
    assert link.is_visible() and link.get_attribute("href").startswith("https://")


def test_the_filters_work_from_the_keyboard(page):
    question = page.tab.locator(f"{ARGUMENTS} [data-filter='question']")
    question.focus()
    page.tab.keyboard.press("ArrowDown")
    chosen = question.input_value()
    assert chosen and set(Table(page, ARGUMENTS).shown()) == expected(question=chosen)


def test_claims_are_filtered_by_kind_speaker_and_words(page):
    table, claims = Table(page, CLAIMS), load("claims").set_index("claim_id")
    everything = table.shown()
    assert len(everything) == 11
    table.choose(kind="fact")
    assert table.shown() == [claim for claim in everything if claims.loc[claim, "kind"] == "fact"]
    table.choose(kind="", speaker="Emil Kastehelmi", text="trade")
    assert table.shown() == ["S26"]
    assert table.count() == "1 of 11"


def test_one_table_does_not_filter_the_other(page):
    before = Table(page, ARGUMENTS).shown()
    Table(page, CLAIMS).choose(kind="fact")
    assert Table(page, ARGUMENTS).shown() == before


def test_a_phone_shows_rows_one_below_the_other_inside_the_page(open_page):
    page = open_page(LESSON, width=390)
    table = Table(page, ARGUMENTS)
    table.choose(question="cards")
    assert set(table.shown()) == expected(question="cards")
    cells = table.root.locator("tbody tr").filter(visible=True).first.locator("td")
    boxes = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().toJSON())")
    assert all(box["right"] <= 391 for box in boxes)
    assert [box["top"] for box in boxes] == sorted({box["top"] for box in boxes})


@pytest.mark.parametrize("root", [ARGUMENTS, CLAIMS])
def test_without_scripts_the_whole_table_stays_and_no_control_is_idle(open_page, root):
    page = open_page(LESSON, scripts=False)
    rows = page.tab.locator(f"{root} tbody tr")
    assert rows.count() == rows.filter(visible=True).count() > 10
    assert not page.tab.locator(f"{root} .kx-filters").is_visible()
