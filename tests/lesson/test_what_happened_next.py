"""Forms of the lesson on what happened next: what is kept, asked again, sealed for good, left alone."""

import json
import re

import pytest

from helpers import charts
from helpers.data import load
from helpers.lesson import causes, checking, diary, judging, my_work, rating, remember, sealing

pytestmark = pytest.mark.usefixtures("own_folder")

LATER = "Press again to replace it."
QUESTIONS = {"Q02": "Will it fall?", "Q10": "Will it halve?"}
ITEMS = {1: "A team hunts", 3: "Ground is lost"}
STATEMENTS = {"S12": "Much was taken", "S21": "Half is back"}
RATINGS = "question_id,claim_id,percent,knew,saved_at\n"


class TestRemember:
    def form(self):
        return remember._Form(QUESTIONS)

    def test_only_moved_sliders_are_kept_and_shown_again(self, own_folder):
        form = self.form()
        form.keeper.button.click()
        assert "Move a slider" in form.keeper.note.value and not (own_folder / remember.FILE).exists()
        form.sliders["Q10"].value = 35
        form.keeper.button.click()
        text = (own_folder / remember.FILE).read_text("utf-8")
        assert re.fullmatch(r"question_id,percent,saved_at\nQ10,35,\d{4}-\S+\n", text)
        assert remember.remembered() == {"Q10": 35}
        assert self.form().sliders["Q10"].value == 35

    def test_another_answer_needs_a_second_press(self):
        form = self.form()
        form.sliders["Q02"].value = 20
        form.keeper.button.click()
        form.sliders["Q02"].value = 80
        form.keeper.button.click()
        assert remember.remembered() == {"Q02": 20} and LATER in form.keeper.note.value
        form.keeper.button.click()
        assert remember.remembered() == {"Q02": 80}

    def test_the_ratings_are_neither_opened_nor_written(self, own_folder, monkeypatch):
        (own_folder / rating.FILE).write_text(RATINGS + "Q02,S05,70,no,2026-01-01T00:00:00\n", "utf-8")
        before, read = (own_folder / rating.FILE).read_bytes(), my_work.read
        opened = []
        monkeypatch.setattr(my_work, "read", lambda name: opened.append(name) or read(name))
        form = self.form()
        form.sliders["Q02"].value = 20
        form.keeper.button.click()
        assert set(opened) == {remember.FILE} and (own_folder / rating.FILE).read_bytes() == before

    @pytest.mark.parametrize(
        "broken",
        [
            b"",
            b"\xff\xfe",
            b"a,b\n",
            b"question_id,percent,saved_at\nQ02,300,x\n",
            b"question_id,percent,saved_at\nQ02,30,x\nQ02,40,x\n",
        ],
    )
    def test_a_broken_file_is_named_and_left_alone(self, own_folder, broken):
        (own_folder / remember.FILE).write_bytes(broken)
        form = self.form()
        assert form.keeper.button.disabled and remember.FILE in form.keeper.note.value
        form.sliders["Q02"].value = 20
        form.keeper.press(None)
        assert (own_folder / remember.FILE).read_bytes() == broken

    def test_on_paper_each_question_has_a_line(self, pages):
        remember.remember("Q02", "Q08")
        assert pages[0].count("____ %") == 2 and "<input" not in pages[0]

    def test_an_unknown_question_is_refused(self):
        with pytest.raises(ValueError, match="Q99"):
            remember.remember("Q99")
        with pytest.raises(ValueError, match="Name questions"):
            remember.remember()


class TestForecasts:
    def test_without_ratings_there_are_the_three_examples(self):
        given = remember.forecasts()
        assert given["forecaster"].unique().tolist() == ["cautious", "bold", "always 50"]
        assert len(given) == 60 and given["outcome"].notna().all()

    def test_own_ratings_come_first_with_what_is_remembered(self, own_folder):
        (own_folder / rating.FILE).write_text(
            RATINGS + "Q01,S01a,30,read,2026-01-01T00:00:00\nQ02,S05,70,no,2026-01-01T00:00:00\n", "utf-8"
        )
        (own_folder / remember.FILE).write_text("question_id,percent,saved_at\nQ02,90,x\n", "utf-8")
        own = remember.forecasts().head(2)
        assert own["forecaster"].tolist() == ["you", "you"] and own["percent"].tolist() == [30, 70]
        assert own["remembered"].fillna(-1).tolist() == [-1, 90]
        figure = charts.hindsight(remember.forecasts(), load("questions"), "you")
        assert figure.layout.meta["title"] == "You: 1 of 1 memories lean to what happened, by 20 points"
        scores = charts.brier_scores(remember.scored(remember.forecasts()))
        first = [row[0] for row in scores.layout.meta["table"]["rows"]][:2]
        assert first == ["you, read it here", "you, did not know"]

    def test_a_broken_file_is_told_and_the_examples_stay(self, own_folder, pages):
        (own_folder / rating.FILE).write_text("broken", "utf-8")
        assert len(remember.forecasts()) == 60
        assert rating.FILE in pages[0] and "cannot be read" in pages[0]

    def test_a_class_is_read_from_its_folder_and_a_broken_file_left_out(self, own_folder, pages):
        place = own_folder / my_work.CLASS
        place.mkdir()
        for name in ("a", "b"):
            rows = "Q02,S05,70,no,2026-01-01T00:00:00\nQ06,S16b,50,no,2026-01-01T00:00:00\n"
            (place / f"{name}.csv").write_text(RATINGS + rows, "utf-8")
        (place / "c.csv").write_text("broken", "utf-8")
        pool = remember.pools()[remember.OUR_CLASS]
        assert pool[["forecaster", "question_id"]].values.tolist() == [["a", "Q02"], ["b", "Q02"]]
        assert "class/c.csv" in pages[0]


class TestCauses:
    def test_marks_are_kept_by_cell_and_shown_again(self, own_folder):
        form = causes._Form(ITEMS)
        form.keeper.button.click()
        assert "Set a mark first" in form.keeper.note.value
        form.cells[3, "pause"].value = "−"
        form.keeper.button.click()
        kept = json.loads((own_folder / causes.FILE).read_text("utf-8"))
        assert kept["marks"]["marks"] == {"3 pause": "−"}
        assert causes.my_marks() == {(3, "pause"): "−"}
        assert causes._Form(ITEMS).cells[3, "pause"].value == "−"

    def test_a_mark_is_replaced_only_by_a_second_press_and_one_more_needs_none(self):
        form = causes._Form(ITEMS)
        form.cells[1, "road"].value = "+"
        form.keeper.button.click()
        form.cells[3, "pipe"].value = "0"
        form.keeper.button.click()
        assert causes.my_marks() == {(1, "road"): "+", (3, "pipe"): "0"}
        form.cells[1, "road"].value = "−"
        form.keeper.button.click()
        assert causes.my_marks()[1, "road"] == "+" and LATER in form.keeper.note.value
        form.keeper.button.click()
        assert causes.my_marks()[1, "road"] == "−"

    @pytest.mark.parametrize(
        "broken",
        [
            "{broken",
            '{"marks": 1}',
            '{"marks": {"marks": {"3 luck": "+"}}}',
            '{"marks": {"marks": {"x": "+"}}}',
        ],
    )
    def test_a_broken_file_is_named_and_left_alone(self, own_folder, pages, broken):
        (own_folder / causes.FILE).write_text(broken, "utf-8")
        form = causes._Form(ITEMS)
        assert form.keeper.button.disabled and causes.FILE in form.keeper.note.value
        form.cells[1, "road"].value = "+"
        form.keeper.press(None)
        assert causes.my_marks() == {} and causes.FILE in pages[0]
        assert (own_folder / causes.FILE).read_text("utf-8") == broken

    def test_on_paper_there_is_an_empty_grid_without_our_marks(self, pages):
        causes.causes()
        assert pages[0].count("___") == 15 * 5 and "−</td>" not in pages[0]


class TestJudge:
    def choose(self, form, name, text, now):
        form.lists[name, "text"].value, form.lists[name, "now"].value = text, now
        form.keeper.button.click()

    def test_a_statement_needs_both_words(self, own_folder):
        form = judging._Form(STATEMENTS)
        form.lists["S12", "text"].value = "partly"
        form.keeper.button.click()
        assert "both days" in form.keeper.note.value and not (own_folder / judging.FILE).exists()

    def test_other_words_need_a_second_press(self):
        form = judging._Form(STATEMENTS)
        self.choose(form, "S12", "partly", "contested")
        self.choose(form, "S12", "supported", "supported")
        assert judging._kept() == {"S12": {"text": "partly", "now": "contested"}}
        form.keeper.button.click()
        assert judging._kept() == {"S12": {"text": "supported", "now": "supported"}}
        assert judging._Form(STATEMENTS).lists["S12", "now"].value == "supported"

    def test_own_words_stand_beside_ours(self, pages):
        ours = load("verdicts").set_index("claim_id").loc["S12"]
        form = judging._Form(STATEMENTS)
        self.choose(form, "S12", ours["verdict_text"], "contradicted")
        judging.my_agreement()
        assert "1 of 2 words are the same" in pages[0]
        assert f"contradicted / {ours['verdict_now']}" in pages[0]

    def test_without_words_it_waits_and_the_form_shows_none_of_ours(self, pages):
        judging.my_agreement()
        judging.judge("S12")
        assert "No words of yours are kept yet" in pages[0]
        assert load("verdicts").set_index("claim_id").loc["S12", "reason_text"][:40] not in pages[1]

    @pytest.mark.parametrize(
        "broken", ["[]", '{"S12": {"text": "partly"}}', '{"S99": {"text": "partly", "now": "partly"}}']
    )
    def test_a_broken_file_is_named_and_left_alone(self, own_folder, pages, broken):
        (own_folder / judging.FILE).write_text(broken, "utf-8")
        form = judging._Form(STATEMENTS)
        assert form.keeper.button.disabled and judging.FILE in form.keeper.note.value
        self.choose(form, "S12", "partly", "partly")
        judging.my_agreement()
        assert judging.FILE in pages[0]
        assert (own_folder / judging.FILE).read_text("utf-8") == broken


class TestSeal:
    @pytest.fixture
    def asked(self):
        return sealing.open_questions()["C"]

    def fill(self, form, percent=60):
        form.base.value, form.because.value = "none this month; 3 of 6", "talks may stop"
        form.percent.value = percent

    def test_a_seal_needs_today_a_reason_and_a_second_press(self, own_folder, asked):
        form = sealing._Form(asked)
        form.keeper.button.click()
        assert "without them the forecast is void" in form.keeper.note.value
        self.fill(form)
        form.keeper.button.click()
        assert not (own_folder / diary.FILE).exists() and form.keeper.button.description == sealing.SURE
        form.because.value = "another reason"
        assert form.keeper.button.description == sealing.SEAL
        form.keeper.button.click()
        form.keeper.button.click()
        (row,) = diary.sealed()
        assert (row["question"], row["percent"], row["because"]) == (asked.name, "60", "another reason")

    def test_what_is_sealed_is_shown_and_never_written_again(self, own_folder, asked):
        one, other = sealing._Form(asked), sealing._Form(asked)
        for form, percent in ((one, 60), (other, 5)):
            self.fill(form, percent)
            form.keeper.button.click()
            form.keeper.button.click()
            before = (own_folder / diary.FILE).read_bytes()
        assert b",60," in before and b",5," not in before and "sealed already" in other.keeper.note.value
        again = sealing._Form(asked)
        assert again.keeper.button.disabled and again.percent.disabled and again.percent.value == 60
        again.keeper.press(None)
        assert (own_folder / diary.FILE).read_bytes() == before

    def test_lines_that_stand_there_stay_letter_for_letter(self, own_folder, asked):
        old = "question,percent,base_rate,because,saved_at\nMine,30,25,clouds,2026-11-01T10:00:00"
        (own_folder / diary.FILE).write_text(old, "utf-8")
        form = sealing._Form(asked)
        self.fill(form)
        form.keeper.button.click()
        form.keeper.button.click()
        text = (own_folder / diary.FILE).read_text("utf-8")
        assert text.startswith(old + "\n") and len(diary.sealed()) == 2

    def test_the_diary_of_the_last_lesson_takes_it_up(self, asked):
        form = sealing._Form(asked)
        self.fill(form)
        form.keeper.button.click()
        form.keeper.button.click()
        assert diary._Form().question.value == asked.name

    @pytest.mark.parametrize("broken", [b"", b"\xff\xfe", b"a,b\n"])
    def test_a_broken_file_is_named_and_left_alone(self, own_folder, asked, broken):
        (own_folder / diary.FILE).write_bytes(broken)
        form = sealing._Form(asked)
        assert form.keeper.button.disabled and "cannot be read" in form.keeper.note.value
        self.fill(form)
        form.keeper.press(None)
        form.keeper.press(None)
        assert (own_folder / diary.FILE).read_bytes() == broken

    def test_on_paper_each_question_has_its_rule_and_its_end(self, pages):
        sealing.seal("A", "B", "C")
        assert pages[0].count("Void if") == 3 and pages[0].count("My per cent") == 3

    def test_an_unknown_question_is_refused(self):
        with pytest.raises(ValueError, match="A, B, C"):
            sealing.seal("Z")


MOVED = {"a": "world", "b": "world", "c": "world", "d": "evidence", "e": "evidence", "f": "ours"}
PUBLIC = {"a": "known", "b": "known", "c": "known", "d": "not", "e": "not", "f": "not"}


class TestAnswers:
    def said(self, exercise, answer, pages):
        checking.check(f"what_happened_next-{exercise}", answer)
        return pages[-1]

    @pytest.mark.parametrize(
        ("exercise", "answer"),
        [
            ("1", "b"),
            ("2", "c"),
            ("3", "b"),
            ("4", MOVED),
            ("5", 0.64),
            ("5", "0,64"),
            ("5", 6400),
            ("6", PUBLIC),
        ],
    )
    def test_right(self, exercise, answer, pages):
        assert "Right" in self.said(exercise, answer, pages)

    @pytest.mark.parametrize(
        ("exercise", "answer", "hint"),
        [
            ("1", "a", "who counted it"),
            ("1", "d", "what is counted"),
            ("2", "a", "which one retells"),
            ("2", "d", "not three sources"),
            ("3", "a", "no effect at all"),
            ("3", "c", "What could he gain"),
            ("4", dict.fromkeys(MOVED, "evidence"), "exist on the 16th"),
            ("4", MOVED | {"f": "evidence"}, "victory speech"),
            ("5", 0.04, "distance to “yes”"),
            ("5", 0.8, "squares it"),
            ("5", -0.8, "no sign"),
            ("6", PUBLIC | {"a": "not"}, "on the 15th"),
            ("6", dict.fromkeys(PUBLIC, "known"), "be surprised"),
        ],
    )
    def test_wrong_brings_its_own_hint(self, exercise, answer, hint, pages):
        said = self.said(exercise, answer, pages)
        assert "Not yet" in said and hint in said
