"""What the charts of what happened next mean: which rows became which marks, and what is never drawn."""

import re
from urllib.parse import unquote

import pandas as pd
import pytest

from helpers import charts
from helpers.analysis import area as areas
from helpers.analysis import hindsight, scoring
from helpers.charts import theme
from helpers.charts.what_happened_next import words, words_verdicts
from helpers.data import folder, load

from .conftest import places

DAYS = ("text", "page", "now")


@pytest.fixture(scope="module")
def questions():
    return load("questions")


@pytest.fixture(scope="module")
def examples():
    """Forecasts of the three examples with outcomes, as the lesson draws them."""
    rows = load("specimen_forecasts").merge(load("outcomes")[["question_id", "outcome"]], on="question_id")
    rows["row_id"] = "specimen_forecasts:" + rows["forecaster"] + "|" + rows["question_id"]
    return rows.assign(knew="")


@pytest.fixture(scope="module")
def scored(examples, questions):
    return scoring.scorable(examples.drop(columns="outcome"), questions, load("outcomes"))


def title(figure):
    return figure.layout.meta["title"]


def table(figure):
    shown = figure.layout.meta["table"]
    return pd.DataFrame(shown["rows"], columns=shown["columns"])


class TestHindsight:
    @pytest.mark.parametrize("who", hindsight.SPECIMENS)
    def test_each_arrow_leads_from_what_was_written_to_what_is_remembered(self, examples, questions, who):
        figure = charts.hindsight(examples, questions, who)
        own = examples[examples["forecaster"] == who]
        arrows = [note for note in figure.layout.annotations if note.showarrow]
        moved = own[own["percent"] != own["remembered"]]
        assert sorted((note.ax, note.x) for note in arrows) == sorted(
            moved[["percent", "remembered"]].itertuples(index=False, name=None)
        )
        toward = hindsight.shift(own)["shift"]
        assert f"{(toward > 0).sum()} of 20" in title(figure)
        penned = [note.text for note in figure.layout.annotations if note.bgcolor == theme.PEN]
        assert len(penned) == (toward > 0).sum()

    def test_where_nothing_moved_the_figure_names_no_arrow(self, examples, questions):
        still = examples.assign(remembered=examples["percent"])
        figure = charts.hindsight(still, questions, "cautious")
        assert title(figure).endswith("; none moved") and "arrow" not in figure.layout.meta["subtitle"]

    def test_void_and_unsettled_questions_are_not_drawn(self, examples, questions):
        void = examples.assign(outcome=examples["outcome"].where(examples["question_id"] != "Q02", "void"))
        assert "Q02" not in set(table(charts.hindsight(void, questions, "cautious"))["Nr"])

    def test_without_memories_there_is_a_frame_that_says_so(self, examples, questions):
        none = examples.assign(remembered=float("nan"))
        assert title(charts.hindsight(none, questions, "cautious")) == "“Cautious”: nothing is remembered yet"


@pytest.fixture(scope="module")
def months():
    ids = [
        "2025-02-18-riyadh-talks",
        "2025-03-05-us-intelligence-paused",
        "2025-04-28-pyongyang-confirms",
    ]
    return charts.five_months(load("control_area_daily"), load("events", event_id=ids))


class TestMonths:
    def test_the_ground_beside_an_event_is_that_of_its_day(self, months):
        control = load("control_area_daily")
        shown = table(months).set_index("Day")
        assert (
            shown.loc["5 Mar 2025", "DeepState, km²"]
            == f"{areas.on_day(control, 'deepstate', '2025-03-05'):.0f}"
        )
        assert (
            shown.loc["5 Mar 2025", "Project Owl, km²"]
            == f"{areas.on_day(control, 'project_owl', '2025-03-05'):.0f}"
        )

    def test_a_map_that_ended_shows_nothing_later(self, months):
        assert table(months).set_index("Day").loc["28 Apr 2025", "Project Owl, km²"] == "–"
        assert "Project Owl's series ends on 11 Mar 2025" in months.layout.meta["caption"]

    def test_a_line_from_an_event_to_its_mark_never_crosses_the_ground(self, months):
        held = areas.held(load("control_area_daily"), "deepstate")
        paths = [re.findall(r"[\d.]+,[\d.]+", shape.path) for shape in months.layout.shapes]
        assert len(paths) == 3
        for path in paths:
            (start, _), (bend, _), (mark, _) = (map(float, point.split(",")) for point in path)
            assert start <= bend <= held["2024-11-10":].max() < mark


class TestPeople:
    def test_each_oblast_has_its_own_frame_and_its_own_speakers(self):
        figure, rows = charts.moved_home(load("estimates")), load("estimates").set_index("row_id")
        drawn = {mark: trace.xaxis for trace in figure.data for mark in trace.customdata or [] if mark}
        oblast = {mark: rows.loc[mark, "quantity"].rpartition("_")[2] for mark in drawn}
        assert {(oblast[mark], axis) for mark, axis in drawn.items()} == {("kursk", "x"), ("sumy", "x2")}
        assert {rows.loc[mark, "side"] for mark in drawn if oblast[mark] == "kursk"} == {"russia"}
        assert {rows.loc[mark, "side"] for mark in drawn if oblast[mark] == "sumy"} == {"ukraine"}

    def test_a_window_has_its_months_where_others_are_sums(self):
        named = " ".join(charts.moved_home(load("estimates")).layout.yaxis2.ticktext)
        assert "Jan to Mar 2025" in named and "31 Mar 2025" not in named and "19 May 2025" in named

    def test_killed_are_listed_one_by_one_and_never_added_up(self):
        shown = charts.people_killed(load("estimates"))
        rows = load("estimates")
        listed = rows[rows["quantity"].isin(words.COUNTED) & (rows["exercise_only"] == "no")]
        assert sorted(shown["Figure"]) == sorted(listed["value_as_printed"])
        assert set(shown["What is counted"]) == set(words.COUNTED.values())


class TestCauses:
    def test_every_cell_is_drawn_once_with_its_sign(self):
        causes = load("rival_causes")
        figure = charts.rival_causes(causes)
        drawn = sorted(
            (15 - y, [*words.CAUSES][x], sign)
            for trace in figure.data
            for x, y, sign in zip(trace.x, trace.y, trace.text or [], strict=False)
        )
        assert drawn == sorted(causes[["item", "cause", "mark"]].itertuples(index=False, name=None))

    def test_the_foot_counts_minus_signs(self):
        minus = load("rival_causes", mark="−")["cause"].value_counts()
        feet = [
            note.text
            for note in charts.rival_causes(load("rival_causes")).layout.annotations
            if note.y == -1 and note.text.startswith("<b>")
        ]
        assert feet == [f"<b>{minus.get(cause, 0)}</b>" for cause in words.CAUSES]

    def test_without_marks_there_is_a_form_and_nothing_is_counted(self):
        figure = charts.rival_causes(load("rival_causes"), {}, "yours")
        assert not places(figure) and sum(len(trace.x) for trace in figure.data) == 75
        said = [note.text for note in figure.layout.annotations]
        assert not any(text.startswith("<b>") or text == words.FOOT for text in said)
        assert words.FOOT not in figure.layout.yaxis.ticktext

    def test_the_readers_marks_take_the_place_of_ours(self):
        figure = charts.rival_causes(load("rival_causes"), {(3, "road"): "−"}, "yours")
        assert title(figure).startswith("Yours: ") and "1 against the road" in title(figure)
        assert len(places(figure)) == 1
        even = {(3, cause): "−" for cause in words.CAUSES}
        assert title(charts.rival_causes(load("rival_causes"), even, "yours")) == (
            "Yours: 1 of 15 rows speaks against each of the five"
        )
        assert title(charts.rival_causes(load("rival_causes"), {}, "yours")) == "Yours: no marks are kept yet"


class TestVerdicts:
    @pytest.mark.parametrize("day", DAYS)
    def test_every_statement_has_one_tile_with_the_word_of_the_day(self, day):
        verdicts = load("verdicts").set_index("claim_id")
        figure = charts.verdict_wall(load("claims"), load("verdicts"), day)
        letters = {
            mark.partition(":")[2]: letter
            for trace in figure.select_traces({"type": "scatter"})
            for mark, letter in zip(trace.customdata, trace.text, strict=True)
        }
        assert letters == verdicts[f"verdict_{day}"].map(words_verdicts.LETTERS).to_dict()

    @pytest.mark.parametrize(("day", "step"), [("page", "text to page"), ("now", "page to now")])
    def test_thick_edges_are_the_words_that_changed(self, day, step):
        figure = charts.verdict_wall(load("claims"), load("verdicts"), day)
        thick = {
            mark.partition(":")[2]
            for trace in figure.select_traces({"type": "scatter"})
            for mark, width in zip(trace.customdata, trace.marker.line.width, strict=True)
            if width > 1
        }
        moved = hindsight.moves(load("verdicts"))
        assert thick == set(moved[moved["step"] == step]["claim_id"])

    @pytest.mark.parametrize("day", DAYS)
    def test_a_phone_has_what_a_wide_page_has_beside_the_tiles(self, day):
        notes = charts.verdict_wall(load("claims"), load("verdicts"), day).layout.annotations
        told = {
            name: " ".join(note.text for note in notes if note.name == name) for name in ("wide", "narrow")
        }
        changed = {name: re.findall(r"S\d\d\w?(?=:)", text) for name, text in told.items()}
        assert changed["wide"] == changed["narrow"] and bool(changed["wide"]) == (day != "text")
        assert len(re.findall(r"\d+\xa0?[SPCON]\b", told["narrow"])) == len(
            re.findall(r"\d+ (?:supported|partly|contested|overtaken|not)", told["wide"])
        )

    def test_the_number_of_the_title_is_under_the_pen(self):
        figure = charts.verdict_wall(load("claims"), load("verdicts"), "page")
        penned = {note.name: note.text for note in figure.layout.annotations if note.bgcolor == theme.PEN}
        count = (load("verdicts")["verdict_page"] == "supported").sum()
        assert penned == {"wide": f"<b>{count} supported</b>", "narrow": f"<b>{count}\xa0S</b>"}

    def test_nothing_is_marked_as_changed_on_the_first_day(self):
        figure = charts.verdict_wall(load("claims"), load("verdicts"), "text")
        tiles = figure.select_traces({"type": "scatter"})
        assert {width for trace in tiles for width in trace.marker.line.width} == {1}

    def test_the_key_has_each_word_on_screen_in_a_box_with_an_edge(self):
        figure = charts.verdict_wall(load("claims"), load("verdicts"), "now")
        key = figure.layout.meta["key"]
        used = set(load("verdicts")["verdict_now"])
        assert {word for _, word in key} == {f"{words_verdicts.LETTERS[word]} {word}" for word in used}
        assert all(f'stroke="{theme.INK}"' in unquote(sign) for sign, _ in key)

    def test_knowable_groups_are_those_of_the_analysis(self):
        figure, counts = (
            charts.knowable(load("claims"), load("verdicts")),
            hindsight.knowable(load("verdicts")),
        )
        drawn = table(figure)["Group"].value_counts()
        assert [drawn[group] for group in words_verdicts.GROUPS] == counts.to_numpy().ravel().tolist()

    def test_ids_stand_beside_the_line_of_their_tiles(self):
        figure = charts.knowable(load("claims"), load("verdicts"))
        tiles = {}
        for trace in (trace for trace in figure.data if trace.customdata is not None):
            for mark, y in zip(trace.customdata, trace.y, strict=True):
                tiles.setdefault(y, set()).add(mark.removeprefix("verdicts:"))
        notes = [note for note in figure.layout.annotations if note.name == "wide" and note.xanchor == "left"]
        assert {note.y: set(note.text.split()) for note in notes} == tiles

    def test_what_cannot_be_checked_stands_aside(self):
        open_still = load("verdicts", verdict_now="not checkable")["claim_id"]
        shown = table(charts.knowable(load("claims"), load("verdicts")))["Nr"]
        assert len(open_still) and not set(open_still) & set(shown)


class TestLives:
    def test_each_limit_stands_at_its_distance_from_the_text(self):
        figure, lives = charts.sentence_lives(load("sentence_lives"), load("claims")), load("sentence_lives")
        days = (lives["day"] - hindsight.TEXT_DAY).dt.days
        drawn = {mark.partition(":")[2]: x for mark, (x, _) in places(figure).items()}
        assert drawn == dict(zip(lives["row_ref"], days.clip(upper=17), strict=True))

    def test_what_was_public_before_the_text_stands_left_of_its_day_in_words_too(self):
        figure = charts.sentence_lives(load("sentence_lives"), load("claims"))
        before = load("sentence_lives", when="before")["row_ref"]
        left = [mark for mark, (x, _) in places(figure).items() if x < 0]
        assert sorted(left) == sorted("claim_evidence:" + before)
        said = [note.text for note in figure.layout.annotations if note.text.endswith("before")]
        assert len(said) == len(before)

    def test_on_a_phone_the_pen_marks_days_and_no_words(self):
        figure = charts.sentence_lives(load("sentence_lives"), load("claims"))
        pen = [number for number, shape in enumerate(figure.layout.shapes) if shape.fillcolor == theme.PEN]
        joined = [number for number in pen if figure.layout.shapes[number].yref == "y domain"]
        assert [figure.layout.meta["narrow"][f"shapes.{number}.visible"] for number in joined] == [False]
        assert {figure.layout.shapes[number].ysizemode for number in pen if number not in joined} == {"pixel"}
        within = figure.layout.shapes[pen[0]].x1
        after = [note for note in figure.layout.annotations if note.text.endswith("after")]
        assert len(after) == 7 and all(note.x >= within for note in after)


class TestScores:
    def test_dots_and_bars_are_the_scores_and_their_intervals(self, scored):
        figure = charts.brier_scores(scored)
        for row in table(figure).itertuples():
            own = scored[scored["forecaster"] == row.Forecaster]
            low, high = scoring.bootstrap(own)
            assert row[2:] == (f"{scoring.brier(own):.2f}", f"{low:.2f} to {high:.2f}", "16")

    def test_the_examples_score_as_published(self, scored):
        assert table(charts.brier_scores(scored))["Score"].tolist() == ["0.25", "0.23", "0.24"]
        class_only = charts.brier_scores(scored, questions="class")
        assert table(class_only)["Forecasts"].tolist() == ["8"] * 3

    @pytest.mark.parametrize("count", [0, 1, 59])
    def test_a_small_pool_is_never_drawn(self, scored, count):
        pool = pd.concat([scored] * 2).head(count)
        figure = charts.calibration_pool({"our class": pool}, "our class")
        assert not places(figure) and f"{count} forecasts are too few" in title(figure)
        assert [len(trace.x) for trace in figure.data if trace.mode == "markers"] == [0]

    def test_a_pool_of_sixty_is_drawn_by_what_came(self, scored):
        pool = pd.concat([scored] * 2).head(60)
        figure = charts.calibration_pool({"our class": pool}, "our class")
        (dots,) = [trace for trace in figure.data if trace.mode == "markers"]
        bins = scoring.calibration(pool)
        assert [*zip(dots.x, dots.y, strict=True)] == [*zip(bins["said"], bins["came"], strict=True)]


def test_the_table_of_outcomes_says_what_is_scored(questions):
    shown = charts.settled(questions, load("outcomes")).set_index("Nr")
    assert len(shown) == 20 and shown["Outcome"].isin(["yes", "no"]).sum() == 16
    assert sorted(shown.index[shown["Outcome"].str.contains("not scored")]) == ["Q05", "Q06", "Q07", "Q15"]


def test_the_lesson_says_how_many_verdicts_were_revised():
    """The number in its prose is that of the statements that CORRECTIONS.md lists."""
    listed = re.findall(
        r"^\| verdicts \| (S\w+) \| verdicts \|", (folder() / "CORRECTIONS.md").read_text("utf-8"), re.M
    )
    assert len(listed) == len(set(listed))
    (path,) = (folder().parent / "notebooks").glob("*_what_happened_next.ipynb")
    assert f"{len(listed)} of 52 statements got another word" in path.read_text("utf-8")
