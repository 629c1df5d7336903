"""Forms of the last lesson: what is kept is whole, nothing is written over, damaged files are left alone."""

import csv
import io
import json
import re

import pandas as pd
import pytest

from helpers.analysis import packs
from helpers.data import load
from helpers.lesson import briefing, collected, diary, drafts, my_work, pack, sheets, warm_up

pytestmark = pytest.mark.usefixtures("own_folder")

WEAK_HINTS = ("R3", "R5", "R12")


def writing(**more):
    return briefing._Writing("B2", **more)


def names(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != my_work.LOCK)


class TestWarmUp:
    def form(self, lesson="start_here"):
        return warm_up._Form(warm_up._lines(), lesson)

    def mark(self, form, line, name=""):
        tick, listed, _ = form.entries[line]
        tick.value, listed.value = True, name

    def test_marks_are_kept_under_the_lesson_and_replaced_by_a_second_press_alone(self, own_folder):
        form = self.form()
        self.mark(form, 4, "limit lost")
        form.keeper.button.click()
        path = own_folder / warm_up.FILE
        assert json.loads(path.read_text("utf-8"))["start_here"]["marks"] == {"4": "limit lost"}
        self.mark(form, 6)
        before = path.read_text("utf-8")
        form.keeper.button.click()
        assert path.read_text("utf-8") == before and form.keeper.button.description == warm_up.REPLACE
        form.keeper.button.click()
        assert json.loads(path.read_text("utf-8"))["start_here"]["marks"] == {"4": "limit lost", "6": ""}

    def test_a_change_after_the_question_asks_again(self, own_folder):
        form = self.form()
        self.mark(form, 4)
        form.keeper.button.click()
        self.mark(form, 6)
        form.keeper.button.click()
        self.mark(form, 7)
        form.keeper.button.click()
        assert set(json.loads((own_folder / warm_up.FILE).read_text("utf-8"))["start_here"]["marks"]) == {"4"}

    def test_the_other_lesson_keeps_its_own_and_a_new_run_shows_what_was_kept(self, own_folder):
        for lesson, line in (("start_here", 4), ("capstone", 6)):
            form = self.form(lesson)
            self.mark(form, line, "killed for casualties")
            form.keeper.button.click()
        again = self.form("capstone")
        assert again.given() == {"6": "killed for casualties"}
        assert set(json.loads((own_folder / warm_up.FILE).read_text("utf-8"))) == {"start_here", "capstone"}

    def test_a_name_ticks_its_line(self):
        form = self.form()
        form.entries[2][1].value = "two units"
        assert form.given() == {"2": "two units"}

    @pytest.mark.parametrize(
        "broken",
        [b"spoiled", b"\xff\xfe", b'{"start_here": 1}', b'{"start_here": {"marks": {"4": "no such name"}}}',
         b'{"start_here": {"marks": {"40": ""}}}'],
    )  # fmt: skip
    def test_a_broken_file_is_named_and_left_alone(self, own_folder, broken, pages):
        path = own_folder / warm_up.FILE
        path.write_bytes(broken)
        form = self.form()
        assert form.keeper.button.disabled and warm_up.FILE in form.keeper.note.value
        with pytest.raises(my_work.NotReadable, match="cannot be read"):
            warm_up.warm_up_scores()
        assert path.read_bytes() == broken

    def test_no_key_and_no_points_stand_in_the_page_of_the_first_lesson(self, pages):
        warm_up.warm_up("start_here")
        key = load("warm_up_key")
        assert not [why for why in key["why"] if why in pages[0]]
        assert "point" not in pages[0] and "clean" not in pages[0] and "warm_up_key" not in pages[0]
        assert pages[0].count("data-row=") == 11

    def test_points_of_both_days_and_the_key(self, pages):
        for lesson, line in (("start_here", 3), ("capstone", 4)):
            form = self.form(lesson)
            self.mark(form, line, "limit lost")
            form.keeper.button.click()
        warm_up.warm_up_scores()
        assert "Before the course: 0 of 8 points." in pages[-1] and "Now: 1 of 8 points." in pages[-1]
        assert "practice" in pages[-1] and pages[-1].count('data-row="warm_up_key:') == 11

    def test_medians_of_a_class_have_their_numbers(self, pages):
        warm_up.warm_up_scores(before=[1, 2, 6], now=[3, 4])
        assert "Before the course: median 2 of 8 points, 3 pupils." in pages[-1]
        assert "Now: median 3.5 of 8 points, 2 pupils." in pages[-1]


class TestWriting:
    def test_every_saved_text_is_a_file_of_its_own(self, own_folder):
        form = writing()
        for text in ("One.", "Two.", "Two.", "One."):
            form.area.value = text
            form.keeper.button.click()
        assert names(own_folder) == ["briefing_B2_1.md", "briefing_B2_2.md", "briefing_B2_3.md"]
        assert [draft.text for draft in drafts.drafts("B2")] == ["One.\n", "Two.\n", "One.\n"]

    def test_a_file_that_is_there_is_never_written_to(self, own_folder):
        foreign = {"briefing_B2_2.md": b"\xff\xfe", "briefing_B2_7.md": b"mine", "briefing_B3_9.md": b"other"}
        for name, held in foreign.items():
            (own_folder / name).write_bytes(held)
        form = writing()
        assert "briefing_B2_2.md cannot be read" in form.keeper.note.value
        (own_folder / "briefing_B2_2.md").unlink()
        form.area.value = "New."
        form.keeper.button.click()
        assert (own_folder / "briefing_B2_8.md").read_text("utf-8") == "New.\n"
        assert (own_folder / "briefing_B2_7.md").read_bytes() == b"mine"
        assert (own_folder / "briefing_B3_9.md").read_bytes() == b"other"

    def test_a_text_that_came_between_is_left(self, own_folder, monkeypatch):
        (own_folder / "briefing_B2_1.md").write_text("From the other lesson.\n", "utf-8")
        monkeypatch.setattr(drafts, "_numbers", lambda briefing_id: [])
        with pytest.raises(my_work.WouldOverwrite):
            drafts.keep_draft("B2", "Mine.")
        assert (own_folder / "briefing_B2_1.md").read_text("utf-8") == "From the other lesson.\n"

    def test_the_empty_template_is_not_kept_and_the_latest_version_is_shown_again(self, own_folder):
        form = writing()
        form.keeper.button.click()
        assert names(own_folder) == [] and "empty template" in form.keeper.note.value
        form.area.value = "Question. Did they?"
        form.keeper.button.click()
        assert writing().area.value == "Question. Did they?\n"

    def test_words_are_counted_while_one_writes(self):
        form = writing()
        form.area.value = "word " * 253 + "[S16b-01]"
        assert form.count.value == "253 of 250 words, 3 too many"

    def test_the_template_has_all_parts_and_the_chosen_reader(self):
        drafts.keep_choice("B2", briefing.READERS[2])
        text = writing().area.value
        assert briefing.READERS[2] in text and "16 November 2024" in text
        assert not briefing.habits.missing_parts(text)

    def test_choices_are_added_and_the_last_one_counts(self, own_folder):
        drafts.keep_choice("B1", briefing.READERS[0])
        drafts.keep_choice("B4", briefing.READERS[1])
        assert len(json.loads((own_folder / drafts.CHOICES).read_text("utf-8"))) == 2
        assert drafts.last_choice() == {"question": "B4", "reader": briefing.READERS[1]}
        form = briefing._choice_form()
        assert (form.children[1].value, form.children[2].value) == ("B4", briefing.READERS[1])

    def test_hints_quote_the_sentence_and_ask(self, pages):
        weak = " ".join(load("briefing_specimens", quality="weak").sort_values("place")["text"])
        briefing.check_briefing("B2")
        assert "No version of B2 is kept yet" in pages[-1]
        drafts.keep_draft("B2", weak)
        briefing.check_briefing("B2")
        assert all(f"<strong>{rule}</strong>" in pages[-1] for rule in WEAK_HINTS)
        assert "“Everybody who can read a map can see it.”" in pages[-1]
        assert not re.search(r"\b(wrong|right|mistake)\b", re.sub(r"“[^”]*”", "", pages[-1]))

    def test_markup_in_a_briefing_shows_as_text(self, pages):
        briefing.check_briefing("B2", "<b onclick=bad()>Experts</b> confirm it.")
        assert "<b onclick" not in pages[-1] and "&lt;b onclick" in pages[-1]
        assert "<i>" not in briefing.compared("<i>a</i>", "<i>b</i>")

    def test_a_revision_shows_what_changed_and_both_per_cents(self, own_folder):
        first, second = "Bottom line. It is likely (75 %). End.", "Bottom line. It is about even (50 %). End."
        drafts.keep_draft("B2", first)
        form = writing(revision=True)
        form.area.value = second
        form.keeper.button.click()
        assert "Bottom line: 75 % → 50 %" in form.below.value
        assert "<del>likely</del>" in form.below.value and "<ins>about</ins>" in form.below.value
        assert form.below.value == writing(revision=True).below.value
        assert (own_folder / "briefing_B2_1.md").read_text("utf-8") == first + "\n"

    def test_without_a_kernel_there_are_sheets(self, pages):
        briefing.briefing()
        briefing.briefing("b2")
        briefing.revise("B5")
        assert pages[0].count("☐") == 9 and pages[1].count("<li") == 25 and "____ %" in pages[2]
        with pytest.raises(ValueError, match="the questions are B1, B2"):
            briefing.briefing("B9")


class TestPack:
    @pytest.mark.parametrize("name", load("briefing_questions")["briefing_id"])
    def test_a_pack_is_shown_with_what_is_hidden(self, name, pages):
        pack.pack(name)
        rows = load("briefing_packs", briefing_id=name)
        claims = pack.question_of(name).claims.split(";")
        evidence = load("claim_evidence", claim_id=claims)
        assert pages[0].count("<tr data-row=") == len(rows)
        assert f"{(evidence['known'] != 'text').sum()} later rows are hidden" in pages[0]

    def test_the_four_days_are_shown_and_hindsight_is_asked_about(self, pages):
        pack.pack("B4", known_by="2024-11-20")
        assert "S35-03" in pages[-1] and "S35-06" in pages[-1]
        pack.pack("B4", known_by="2025-04-30")
        assert "hindsight=True" in pages[-1] and "data-row" not in pages[-1]
        pack.pack("B4", known_by="2025-04-30", hindsight=True)
        assert pages[-1].count("<tr data-row=") > len(load("briefing_packs", briefing_id="B4"))

    def test_an_earlier_day_has_fewer_lines(self):
        lines = pack.lines_of("B2")
        assert len(packs.public_by(lines, "2024-08-31")) == 3

    def test_cards_are_those_of_the_question_and_of_all(self, pages):
        pack.new_information("B4")
        pack.new_information("B5")
        assert pages[0].count("<div") == 6 and "nothing new" not in pages[0]
        assert pages[1].count("<div") == 4 and "nothing new" in pages[1]

    def test_specimens_have_a_note_for_every_part(self, pages):
        for quality in pack.QUALITIES:
            pack.specimen(quality)
            assert pages[-1].count("<sup>") == len(load("briefing_specimens", quality=quality))
        with pytest.raises(ValueError, match="weak, fair, strong"):
            pack.specimen("best")

    def test_the_table_of_hints_is_in_the_order_of_the_rules(self, pages):
        pack.hints_table()
        assert re.findall(r">(R\d+)<", pages[-1]) == [f"R{number}" for number in range(1, 13)]


class TestSheets:
    def test_review_sheets_have_four_criteria(self, pages):
        sheets.review_sheet(3)
        assert pages[0].count("reader ") == 3 and all(name in pages[0] for name in sheets.CRITERIA)
        with pytest.raises(ValueError, match="one sheet"):
            sheets.review_sheet(0)

    def fill(self, form, sentence="Almost half is back", verdict="partly, 70 %"):
        form.fields["sentence"].value, form.fields["verdict"].value = sentence, verdict
        form.keeper.button.click()

    def test_sentences_are_added_and_never_changed(self, own_folder):
        form = sheets._ClaimsForm()
        self.fill(form, "One, with a comma")
        first = (own_folder / sheets.FILE).read_text("utf-8")
        self.fill(sheets._ClaimsForm(), 'Two "quoted"')
        text = (own_folder / sheets.FILE).read_text("utf-8")
        assert text.startswith(first)
        assert [row["sentence"] for row in csv.DictReader(io.StringIO(text))] == [
            "One, with a comma",
            'Two "quoted"',
        ]

    def test_it_ends_at_ten(self):
        form = sheets._ClaimsForm()
        for number in range(12):
            self.fill(form, f"Sentence {number}")
        assert len(sheets.kept_claims()) == sheets.MOST and "enough" in form.keeper.note.value

    @pytest.mark.parametrize("broken", [b"a;b\n", b"\xff\xfe", b"sentence,kind\nx,y\n", b""])
    def test_a_broken_sheet_is_left_alone(self, own_folder, broken):
        (own_folder / sheets.FILE).write_bytes(broken)
        form = sheets._ClaimsForm()
        assert form.keeper.button.disabled and sheets.FILE in form.keeper.note.value
        self.fill(form)
        assert (own_folder / sheets.FILE).read_bytes() == broken

    def test_without_a_kernel_there_are_ten_rows(self, pages):
        sheets.claims_sheet()
        assert pages[0].count("<tr") == 11


class TestDiary:
    LINES = "question,percent,base_rate,because,saved_at\nWill it rain?,30,25,clouds,2026-11-01T10:00:00\n"

    def test_a_line_is_added_and_the_old_one_stays(self, own_folder):
        path = own_folder / diary.FILE
        path.write_text(self.LINES, "utf-8")
        form = diary._Form()
        assert form.percent.value == 30
        form.keeper.button.click()
        assert path.read_text("utf-8") == self.LINES and "one reason" in form.keeper.note.value
        form.percent.value, form.because.value = 45, "a page, read today"
        form.keeper.button.click()
        text = path.read_text("utf-8")
        assert text.startswith(self.LINES)
        added = text.removeprefix(self.LINES)
        assert re.fullmatch(r'Will it rain\?,45,25,"a page, read today",\d{4}-.*\n', added)
        assert diary._Form().percent.value == 45

    def test_without_sealed_forecasts_it_says_where_they_are_made(self):
        form = diary._Form()
        assert form.keeper.button.disabled and "seal three" in form.keeper.note.value

    @pytest.mark.parametrize("broken", [b"", b"\xff\xfe", b"a,b\n", LINES.replace("30", "300").encode()])
    def test_a_broken_file_is_left_alone(self, own_folder, broken):
        (own_folder / diary.FILE).write_bytes(broken)
        form = diary._Form()
        assert form.keeper.button.disabled and "cannot be read" in form.keeper.note.value
        assert (own_folder / diary.FILE).read_bytes() == broken


class TestCollected:
    def test_sentences_stand_in_the_order_of_the_lessons(self, own_folder, pages):
        kept = {"the_ground": {"text": "Later <b>", "saved": "2026-11-27T10:00:00"}}
        kept |= {"gone": {"text": "Last", "saved": ""}, "reading_the_report": {"text": "First", "saved": ""}}
        (own_folder / collected.FILE).write_text(json.dumps(kept), "utf-8")
        assert [text for _, text, _ in collected.collected()] == ["First", "Later <b>", "Last"]
        collected.my_sentences()
        assert ">01<" in pages[-1] and "Later &lt;b&gt;" in pages[-1] and "2026-11-27" in pages[-1]

    def test_nothing_kept_and_a_broken_file_are_told(self, own_folder, pages):
        collected.my_sentences()
        (own_folder / collected.FILE).write_text('{"the_ground": "x"}', "utf-8")
        collected.my_sentences()
        assert "No sentence is kept yet" in pages[0] and "cannot be read" in pages[1]


def test_days_of_packs_are_read_as_days():
    assert pd.api.types.is_datetime64_any_dtype(load("briefing_packs")["day"])
