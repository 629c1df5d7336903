"""A chart of a reader's own: what is refused, what a finished one has, what is kept."""

import subprocess
import sys

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pytest

from helpers.analysis.comparable import NotComparable
from helpers.analysis.ranges import spoken
from helpers.bench import NotReady, about, bench_check, course_style, finished, my_charts, one_kind, present
from helpers.bench.checking import as_values, asked, judged
from helpers.bench.keeping import FILE, kept_charts
from helpers.bench.marks import drawn
from helpers.bench.presenting import source_line
from helpers.charts import theme
from helpers.data import load
from helpers.lesson.my_work import PLACE
from helpers.lesson.questions import QuestionError
from helpers.words import written

NAMED_BY = {px.pie: "names"}
TITLE = "Nobody's total of losses falls in our rows"


@pytest.fixture
def rows():
    return spoken(load("estimates", quantity="dprk_casualties", place="Kursk oblast"))


@pytest.fixture
def fig(rows):
    course_style()
    return px.scatter(
        rows, x="as_of_last", y="value", color="side", hover_data=["note"], labels={"value": "soldiers"}
    )


@pytest.fixture
def told(monkeypatch, tmp_path):
    """What is told; outputs are not shown, and the reader's folder is empty."""
    said = []
    monkeypatch.setenv(PLACE, str(tmp_path))
    for module in ("presenting", "checking"):
        monkeypatch.setattr(f"helpers.bench.{module}.tell", lambda kind, text: said.append((kind, text)))
    monkeypatch.setattr("helpers.bench.presenting.show", lambda figure: said.append(("shown", figure)))
    monkeypatch.setattr("helpers.bench.presenting._show_pages", lambda source: None)
    return said


def test_a_finished_chart_has_words_sources_and_a_table(fig, rows):
    made = finished(fig, title=TITLE, source=rows)
    meta = made.layout.meta
    assert meta["alt"].startswith(f"{TITLE}. Chart of dots with 3 series (Ukraine, South Korea")
    assert f"{rows['source_id'].nunique()} pages" in meta["caption"] and len(meta["table"]["rows"]) == len(
        rows
    )
    assert [label for _, label in meta["key"]] == ["Ukraine", "South Korea", "US, UK, NATO, EU"]
    assert fig.data[0].name == "ukraine", "the reader's own figure is left as it was"


def test_no_mark_is_told_by_its_colour_alone_and_hovers_need_no_other_data(fig, rows):
    made = finished(fig, title=TITLE, source=rows)
    styles = [theme.ACTORS[side] for side in ("ukraine", "south_korea", "western")]
    assert [(trace.marker.color, trace.marker.symbol) for trace in made.data] == [
        (style.color, style.symbol) for style in styles
    ]
    for trace in made.data:
        assert trace.customdata is None and trace.hovertemplate is None
        assert all("%{" not in text and "soldiers: " in text for text in trace.hovertext)


def test_what_is_not_ready_is_refused_in_words(fig, rows):
    traps = load("estimates", quantity="dprk_casualties", place="Kursk oblast")
    mixed = pd.concat([rows, load("estimates", quantity="dprk_containers", exercise_only="no")])
    for source, kind, words in (
        (traps, NotReady, "traps for exercises"),
        (rows.iloc[:0], NotReady, "no rows"),
        (rows.drop(columns="source_id"), NotReady, "name no page"),
        (" ", NotReady, "Say where the figures come from"),
        (mixed, NotComparable, "count different things"),
    ):
        with pytest.raises(kind, match=words):
            finished(fig, title=TITLE, source=source)
    with pytest.raises(ValueError, match="at most 90"):
        finished(fig, title="t" * 91, source=rows)
    with pytest.raises(NotReady, match="with marks in it"):
        finished(go.Figure(), title=TITLE, source=rows)


def test_a_figure_without_marks_or_with_unreadable_ones_is_refused_in_words(told):
    nobody = load("claims", kind="prediction").query("voice == 'nobody'")
    empty = px.bar(nobody["voice"].value_counts().reset_index(), x="count", y="voice")
    present(empty, title=TITLE, source="our own count")
    for counting in (px.histogram, px.pie):
        fig = counting(pd.DataFrame({"side": ["a", "a", "b"]}), **{NAMED_BY.get(counting, "x"): "side"})
        present(fig, title=TITLE, source="our own count")
        with pytest.raises(QuestionError, match="Count or calculate first"):
            as_values(fig)
    assert [kind for kind, _ in told] == ["wrong"] * 3
    assert "no row came through the filter" in told[0][1]
    assert "“histogram” does not keep the numbers" in told[1][1] and "“pie”" in told[2][1]


def test_a_table_of_several_columns_with_names_as_index_asks_for_one():
    near = load("settlements").groupby("oblast").count()
    with pytest.raises(QuestionError, match=f"one column.* Your table has {len(near.columns)}"):
        as_values(near)
    assert as_values(near[["name"]]) == as_values(near["name"]) == as_values(near["name"].reset_index())


def test_sides_and_maps_along_an_axis_are_written_in_words_and_stay_in_order():
    course_style()
    rows = pd.DataFrame({"lost": [46, 59], "mapper": ["deepstate", "project_owl"]})
    order = {"mapper": ["project_owl", "deepstate"]}
    fig = px.bar(rows, x="lost", y="mapper", color="mapper", category_orders=order, labels={"lost": "%"})
    made = finished(fig, title=TITLE, source="our own table")
    assert [list(trace.y) for trace in made.data] == [["Project Owl"], ["DeepState"]]
    assert list(made.layout.yaxis.categoryarray) == ["DeepState", "Project Owl"]
    assert [row[-1] for row in made.layout.meta["table"]["rows"]] == ["Project Owl", "DeepState"]
    assert fig.data[0].y[0] == "project_owl", "the reader's own figure is left as it was"


def test_an_empty_value_is_told_as_empty():
    task = asked("the_incursion-b2")
    assert "“project_owl” is empty (NaN)" in judged(task, task["answer"].where(lambda lost: lost < 50))[1]


def test_a_series_of_one_value_is_that_value_and_a_longer_one_is_refused():
    task = asked("the_price_in_the_donbas-b1")
    january = pd.Series([task["answer"]], index=["2025-01-31"])
    assert judged(task, january) == judged(task, january.to_numpy()) == (True, task["right"])
    with pytest.raises(QuestionError, match="You gave a Series"):
        judged(task, pd.concat([january, january]))


def test_a_foreseen_slip_is_known_with_and_without_its_empty_values():
    task = asked("shells_and_guns-b2")
    slip = next(wrong for wrong in task["wrong"] if "no central" in wrong["hint"])
    with_empty = slip["value"].reindex(task["answer"].index)
    assert with_empty.isna().any() and not slip["value"].isna().any()
    assert judged(task, with_empty) == judged(task, slip["value"]) == (False, slip["hint"])


def test_a_function_that_gives_nothing_or_stops_is_told_so_without_another_hint():
    task = asked("what_happened_next-b2")
    for function, words in (
        (lambda percent, outcome: None, "it gives nothing (is “return” missing?), not 0.0000."),
        (lambda percent: 1, "but 2 were given), not 0.0000."),
    ):
        right, said = judged(task, function)
        assert not right and said.endswith(words)
    assert judged(task, lambda percent, outcome: 1.0)[1].endswith(task["hint"])


def test_the_line_of_sources_spans_the_days_of_both_tables(rows):
    daily = load("control_area_daily", mapper="project_owl", measure="held")
    first, last = written(daily["date"].min()), written(rows["as_of_last"].max())
    assert daily["date"].min() < rows["as_of_last"].min() and daily["date"].max() < rows["as_of_last"].max()
    assert source_line(pd.concat([rows, daily])).endswith(f"pages, {first} to {last})")
    undated = pd.DataFrame({"publisher": ["A"], "source_id": ["a"]})
    assert source_line(undated) == "Source: A (1 page)"


def test_what_the_last_bench_asks_to_investigate_is_refused():
    with pytest.raises(NotComparable, match="units: km², mi²; places: "):
        one_kind(spoken(load("estimates", quantity="ua_held_area_kursk")))


def test_a_length_of_time_and_a_forgotten_bracket_are_told_as_what_they_are():
    with pytest.raises(QuestionError, match=r"\.days behind it"):
        judged(asked("the_deployment-b1"), pd.Timestamp("2024-10-24") - pd.Timestamp("2024-06-19"))
    with pytest.raises(QuestionError, match="Write its brackets"):
        judged(asked("start_here-b1"), load("estimates")["central"].count)


def test_a_long_line_is_dressed_as_a_short_one():
    course_style()
    front = load("front_daily").assign(counter="deepstate")
    fig = px.line(front, x="date", y="area_km2", color="counter")
    assert fig.data[0].type == "scattergl", "px takes another kind of trace from 1,000 points on"
    made = finished(fig, title=TITLE, source="our own table")
    assert made.data[0].type == "scatter" and made.layout.meta["alt"].split(". ")[1].startswith("Line chart")
    assert made.data[0].line.dash == theme.MAPPERS["deepstate"].dash


def test_a_line_between_marks_is_whole_because_its_symbol_tells_who():
    course_style()
    ends = pd.DataFrame({"soldiers": [10_000, 15_000], "name": "a", "side": "media"})
    for marked, dash in ((True, "solid"), (False, theme.ACTORS["media"].dash)):
        fig = px.line(ends, x="soldiers", y="name", color="side", markers=marked, labels={"name": ""})
        made = finished(fig, title=TITLE, source="our own table").data[0]
        assert (made.line.dash, made.marker.symbol) == (dash, theme.ACTORS["media"].symbol)


@pytest.mark.parametrize(("labels", "words"), [({}, "name of a column"), ({"first_end": ""}, "has no name")])
def test_an_axis_of_numbers_says_what_it_counts(rows, labels, words):
    with pytest.raises(NotReady, match=words):
        finished(px.scatter(rows, x="as_of_last", y="first_end", labels=labels), title=TITLE, source=rows)


def test_lone_bars_carry_their_values_in_place_of_an_axis():
    bars = px.bar(x=["Aug 2024", "Sep 2024"], y=[1363, 397], labels={"x": "month", "y": "km²"})
    made = finished(bars, title=TITLE, source="ours")
    assert made.data[0].text == ("1,363", "397") and made.data[0].textposition == "outside"
    assert made.layout.yaxis.showticklabels is False and made.layout.yaxis.range[1] > 1363
    assert made.layout.yaxis.title.text is None and made.layout.xaxis.title.text == ""
    (unit,) = made.layout.annotations
    assert ">km²<" in unit.text and (unit.x, unit.y, unit.textangle) == (0, 1, None)  # above the axis
    assert made.layout.xaxis.ticktext == ("Aug<br>2024", "Sep<br>2024") and made.layout.xaxis.tickangle == 0


def test_bars_in_parts_keep_their_axis():
    parts = px.bar(x=[1, 2], y=["a", "a"], color=["yes", "no"], labels={"x": "speakers", "y": ""})
    made = finished(parts, title=TITLE, source="ours")
    assert made.layout.xaxis.showticklabels is None and made.data[0].text is None


def test_panels_are_compared_one_by_one(rows):
    both = spoken(load("estimates", quantity=["dprk_casualties", "dprk_killed"], place="Kursk oblast"))
    panels = px.scatter(both, x="as_of_last", y="value", facet_row="quantity", labels={"value": "soldiers"})
    with pytest.raises(NotComparable):
        finished(panels, title=TITLE, source=both)
    made = finished(panels, title=TITLE, source=both, panels="quantity")
    labels = load("quantities", quantity=["dprk_casualties", "dprk_killed"])["label"]
    notes = made.layout.annotations
    assert {note.text.partition("  ")[0] for note in notes} == {f"<b>{label}</b>" for label in labels}
    assert all(">soldiers<" in note.text for note in notes)
    # px turns them at the right edge; here they stand above their panel, in room of their own
    tops = {axis.domain[1] for axis in made.select_yaxes()}
    assert {(note.textangle, note.x, note.yanchor) for note in notes} == {(0, 0, "bottom")}
    assert {note.y for note in notes} == tops and max(tops) < 1
    assert (
        "Mixed here: quantities"
        in finished(panels, title=TITLE, source=both, mixed=True).layout.meta["caption"]
    )


def test_a_table_says_spans_of_days_and_ranges_in_words():
    days = pd.DataFrame({"from": ["2024-06-19"], "to": ["2024-12-04"], "what": ["treaty"]})
    bar = px.timeline(days, x_start="from", x_end="to", y="what", labels={"what": ""})
    assert drawn(bar).values.tolist() == [["19 Jun 2024 to 4 Dec 2024", "treaty"]]
    made = finished(bar, title=TITLE, source="our own days")
    assert made.layout.meta["alt"].endswith("Bar chart; 19 Jun 2024 to 4 Dec 2024; treaty.")
    ranges = px.scatter(
        x=[12_500, 9_000], y=["a", "b"], error_x=[2_500, 0], labels={"x": "soldiers", "y": ""}
    )
    assert drawn(ranges)["soldiers"].tolist() == ["10,000 to 15,000", 9_000]


def test_present_tells_what_is_missing_and_does_not_stop_a_run(fig, rows, told):
    present(fig, title=TITLE, source=rows.iloc[:0])
    present(fig, title=TITLE, source=rows, keep="a/b")
    assert [kind for kind, _ in told] == ["wrong", "wrong"] and "no rows" in told[0][1]


def test_a_kept_chart_comes_back_and_the_broken_file_is_left_alone(fig, rows, told, tmp_path):
    my_charts()
    present(fig, title=TITLE, source=rows, keep="my losses")
    assert [kind for kind, _ in told] == ["waiting", "shown", "right"]
    assert kept_charts()["my losses"].layout.meta == told[1][1].layout.meta
    for broken in ("no json", '{"a": {"data": 3}}', '{"a": {}}'):
        (tmp_path / FILE).write_text(broken)
        my_charts()
        assert told[-1][0] == "wrong" and (tmp_path / FILE).read_text() == broken


def test_a_kept_chart_can_stand_alone(fig, rows, told):
    task = asked("capstone-b2")
    with pytest.raises(QuestionError, match="Kept: none yet"):
        judged(task, "mine")
    present(fig, title="Losses", source=rows, keep="topic")
    present(fig, title=TITLE, source="somewhere", keep="no page")
    present(fig, title=TITLE, source=rows, keep="mine")
    assert "names a topic" in judged(task, "topic")[1]
    assert "names no page" in judged(task, "no page")[1]
    assert judged(task, "mine") == (True, task["right"])
    present(fig, title=TITLE, source=rows, keep=task["worked"])
    assert "worked example" in judged(task, "mine")[1]


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("the_incursion-b9", 1, "there are: the_incursion-b1"),
        ("nowhere-b1", 1, "there are: none"),
        ("the_incursion-b2", [1, 2], "Give a Series"),
        ("the_incursion-b2", {"a": "many"}, "Give a Series"),
        ("the_incursion-b1", pd.Timestamp("2024-08-19"), "Write one number"),
        ("what_happened_next-b2", 0.25, "Give the function itself"),
    ],
)
def test_a_slip_is_told_in_words(told, name, answer, words):
    bench_check(name, answer)
    assert told[0][0] == "wrong" and words in told[0][1]


def test_a_function_is_judged_by_what_it_gives_and_may_stop():
    task = asked("what_happened_next-b2")

    def in_a_loop(percent, outcome):
        pairs = [(p, o == "yes") for p, o in zip(percent, outcome, strict=True) if o != "void" and p == p]
        return sum((p / 100 - came) ** 2 for p, came in pairs) / len(pairs)

    def of_two(percent, outcome):
        return in_a_loop(percent, outcome) if outcome.tolist() == ["yes", "no"] else 2

    def stopping(percent):
        return percent

    assert judged(task, in_a_loop) == (True, task["right"])
    assert judged(task, of_two)[1].startswith("2 of 4 cases fit; for [80, 30, 50] and ['yes', 'yes', 'no']")
    assert judged(task, stopping)[1].startswith("0 of 4 cases fit;")
    assert "an error (TypeError: " in judged(task, stopping)[1]


def test_days_are_labels_whatever_their_type():
    day = pd.Timestamp("2024-08-06")
    assert as_values(pd.Series({day: 1})) == as_values({day.to_datetime64(): 1}) == {"2024-08-06": 1}


def test_about_leaves_no_column_without_words():
    words = about("estimates")
    assert words["means"].all() and words["example"].all()
    assert "short_name" not in set(words["column"]), "it is joined by load, and no column of the table"


def test_plotly_express_is_read_by_a_bench_alone():
    """It takes a third of a second, which no other lesson should cost."""
    said = "import sys, helpers.lesson, helpers.charts, helpers.bench; print('plotly.express' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_the_year_of_days_stands_below_them_so_that_none_is_turned(fig, rows):
    stops = finished(fig, title=TITLE, source=rows).layout.xaxis.tickformatstops
    assert [stop.value for stop in stops] == ["%-d %b\n%Y", "%b\n%Y", "%Y"]
    counts = px.bar(x=[3, 4], y=["a", "b"], labels={"x": "rows", "y": ""})
    assert not finished(counts, title=TITLE, source="our own table").layout.xaxis.tickformatstops
