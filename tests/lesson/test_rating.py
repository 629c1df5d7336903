"""The reader's ratings: exact CSV, nothing overwritten without a second press, broken files untouched."""

import pandas as pd
import pytest

from helpers.data import load
from helpers.lesson import my_work, rating

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.fixture
def questions():
    return load("questions", question_id=["Q01", "Q02"])


class Form:
    """Presses and moves what a reader presses and moves."""

    def __init__(self, questions):
        self.box = rating._form(rating._ordered(questions), rating.FILE)
        self.blocks = self.box.children[1:-1]
        self.button, self.note = self.box.children[-1].children

    def part(self, name, place):
        for block in self.blocks:
            if f"<strong>{name}</strong>" in block.children[0].value:
                return block.children[1].children[place]
        raise AssertionError(name)

    def move(self, name, percent, knew="no"):
        self.part(name, 0).value = percent
        self.part(name, 1).value = knew


def saved(folder):
    lines = (folder / "ratings.csv").read_text("utf-8").splitlines()
    return [line.rsplit(",", 1)[0] for line in lines]


def test_csv_is_exact_and_holds_only_moved_sliders(own_folder, questions):
    form = Form(questions)
    form.move("Q02", 70, knew="yes")
    form.button.click()
    assert saved(own_folder) == ["question_id,claim_id,percent,knew", "Q02,S05,70,yes"]
    raw = (own_folder / "ratings.csv").read_bytes()
    assert raw.startswith(b"question_id,claim_id,percent,knew,saved_at\n") and b"\r" not in raw


def test_read_in_this_course_is_a_third_answer_and_is_shown_again(own_folder, questions):
    form = Form(questions)
    form.move("Q01", 30, knew="read")
    form.button.click()
    assert saved(own_folder)[1] == "Q01,S01a,30,read"
    assert rating.my_ratings()["knew"].tolist() == ["read"]
    assert Form(questions).part("Q01", 1).value == "read"


def test_nothing_moved_saves_nothing(own_folder, questions):
    form = Form(questions)
    form.button.click()
    assert "Move a slider" in form.note.value
    assert not (own_folder / "ratings.csv").exists()


def test_a_saved_file_is_replaced_only_by_a_second_press(own_folder, questions):
    form = Form(questions)
    form.move("Q01", 20)
    form.button.click()
    before = (own_folder / "ratings.csv").read_text("utf-8")
    form.move("Q01", 90)
    form.button.click()
    assert (own_folder / "ratings.csv").read_text("utf-8") == before
    assert form.button.description == rating.REPLACE
    form.button.click()
    assert saved(own_folder)[1] == "Q01,S01a,90,no"
    assert form.button.description == rating.SAVE


def test_a_change_after_the_question_asks_again(own_folder, questions):
    form = Form(questions)
    form.move("Q01", 20)
    form.button.click()
    form.move("Q01", 90)
    form.button.click()
    form.move("Q01", 91)
    form.button.click()
    assert saved(own_folder)[1] == "Q01,S01a,20,no"


def test_a_new_run_shows_and_keeps_what_was_saved(own_folder, questions):
    form = Form(questions)
    form.move("Q01", 20, knew="yes")
    form.button.click()
    first = (own_folder / "ratings.csv").read_text("utf-8")
    again = Form(questions)
    assert (again.part("Q01", 0).value, again.part("Q01", 1).value) == (20, "yes")
    again.button.click()
    assert (own_folder / "ratings.csv").read_text("utf-8") == first


def test_ratings_of_questions_not_shown_stay(own_folder, questions):
    (own_folder / "ratings.csv").write_text(
        "question_id,claim_id,percent,knew,saved_at\nQ20,S47,5,no,2026-01-01T00:00:00\n", "utf-8"
    )
    form = Form(questions)
    form.move("Q01", 20)
    form.button.click()
    form.button.click()
    assert saved(own_folder)[1:] == ["Q01,S01a,20,no", "Q20,S47,5,no"]
    assert "2026-01-01T00:00:00" in (own_folder / "ratings.csv").read_text("utf-8")


@pytest.mark.parametrize(
    "broken",
    [
        b"question_id;claim_id;percent;knew;saved_at\n",
        b"question_id,claim_id,percent,knew,saved_at\nQ01,S01a,120,no,x\n",
        b"question_id,claim_id,percent,knew,saved_at\nQ01,S01a,many,no,x\n",
        b"question_id,claim_id,percent,knew,saved_at\nQ01,S01a,20\n",
        b"question_id,claim_id,percent,knew,saved_at\nQ01,S01a,20,maybe,x\n",
        b"question_id,claim_id,percent,knew,saved_at\nQ01,S01a,20,no,x\nQ01,S01a,30,no,x\n",
        b"\xff\xfe\x00q",
        b"",
    ],
)
def test_a_broken_file_is_named_and_left_untouched(own_folder, questions, broken):
    path = own_folder / "ratings.csv"
    path.write_bytes(broken)
    with pytest.raises(my_work.NotReadable, match="cannot be read"):
        rating.my_ratings()
    form = Form(questions)
    assert form.button.disabled and "ratings.csv" in form.note.value
    form.move("Q01", 20)
    form.button.click()
    assert path.read_bytes() == broken


def test_a_file_that_breaks_while_the_form_is_open_is_left_untouched(own_folder, questions):
    form = Form(questions)
    form.move("Q01", 20)
    (own_folder / "ratings.csv").write_bytes(b"spoiled")
    form.button.click()
    form.button.click()
    assert (own_folder / "ratings.csv").read_bytes() == b"spoiled"
    assert "cannot be read" in form.note.value


def test_my_ratings_reads_what_was_saved_also_with_a_mark_of_excel(own_folder):
    assert rating.my_ratings().empty
    assert rating.my_ratings().columns.tolist() == list(rating.COLUMNS)
    text = "\ufeffquestion_id,claim_id,percent,knew,saved_at\nQ01,S01a,20,no,2026-01-01T00:00:00\n"
    (own_folder / "ratings.csv").write_text(text, "utf-8")
    kept = rating.my_ratings()
    assert kept["percent"].tolist() == [20] and kept["knew"].tolist() == ["no"]


def test_a_line_of_words_stands_until_there_is_a_rating_and_then_the_chart(
    own_folder, questions, monkeypatch
):
    shown, drawn = [], []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    monkeypatch.setattr(rating, "show", drawn.append)
    rating.show_ratings(questions)
    assert "2 questions wait" in shown[0]["text/plain"] and drawn == []
    form = Form(questions)
    form.move("Q02", 70)
    form.button.click()
    rating.show_ratings(questions)
    assert len(shown) == 1 and drawn[0].layout.meta["title"].startswith("You gave 1 of 1")


def test_the_printed_list_has_every_question_and_no_outcome(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    all_twenty = load("questions", in_rating="yes")
    rating.rate(all_twenty)
    page = shown[0]["text/html"]
    assert page.count("data-row=") == len(all_twenty) == 20
    assert page.count("★ for class") == 8
    assert page.index("questions:Q02") < page.index("questions:Q01")
    with pytest.raises(ValueError, match="no questions"):
        rating.rate(pd.DataFrame(columns=all_twenty.columns))
