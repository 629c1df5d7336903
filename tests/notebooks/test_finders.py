"""answers_above.py and short_path.py find what they should, and leave what only looks alike."""

import answers_above
import nbformat
import pytest
from answers_above import leaks
from short_path import off_path

from helpers.lesson import values
from helpers.lesson.forms import PLOTLY_MIME
from helpers.lesson.questions import seal

STAR = {"tags": ["star"]}
CHOICES = (
    '### Exercise 3\n\n- `"a"` The general counted settlements.\n- `"b"` The mapper drew a salient twice.'
)
LESSON = {
    "values": {"share": "37.46", "days": "15", "first_day": "pd.Timestamp('2024-08-21')"},
    "exercise": [
        {"id": "1", "kind": "number", "answer": "= share", "tolerance": 0.1, "unit": "%"},
        {"id": "2", "kind": "number", "answer": "= days", "unit": "days"},
        {"id": "3", "kind": "choice", "answer": seal("b")},
        {"id": "4", "kind": "match", "answer": seal({"AFP": "zone of operation", "ISW": "fought over"})},
    ],
    "guess": [{"id": "a", "answer": "It passed 1,000 on {first_day}, after {days} days."}],
    "quiz": [
        {"choices": [{"text": "The mapper drew a salient twice.", "right": True}, {"text": "Nobody drew."}]}
    ],
}


@pytest.fixture(autouse=True)
def lesson(monkeypatch):
    for module in (answers_above, values):
        monkeypatch.setattr(module, "contents", lambda word: LESSON)
    monkeypatch.setattr(answers_above, "definitions", lambda word: LESSON["values"])
    values._value.cache_clear()
    yield
    values._value.cache_clear()


def text(written, **metadata):
    return nbformat.v4.new_markdown_cell(written, metadata=metadata)


def code(written, page="", figure=None, **metadata):
    data = {"text/html": page} | ({PLOTLY_MIME: figure} if figure else {})
    outputs = [nbformat.v4.new_output("display_data", data=data)] if page else []
    return nbformat.v4.new_code_cell(written, outputs=outputs, metadata=metadata)


def found(*above, asked):
    cells = [*above, text(CHOICES), code(asked)]
    return [leak.question for leak in leaks(nbformat.v4.new_notebook(cells=cells), "small")]


TITLED = {"layout": {"meta": {"title": "In all 37.5 % were there", "caption": "C"}}}
TABLE = "<table><thead><tr><th>{}</th></tr></thead><tbody><tr><td>15</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("above", "asked", "leaks_it"),
    [
        (text("It was **37.5 %** on that day."), "1", True),
        (text("It was **37 %** in all."), "1", False),  # is not judged right
        (text("It was **40**<!--= share --> in all."), "1", True),  # the very value
        (text("<details>37.5 %</details>"), "1", False),
        (code("show(x)", "<p>x</p>", TITLED), "1", True),
        (code("show(x)", '<details><summary>Table</summary>37.5 %</details><p class="a">y</p>'), "1", False),
        (text("After 15 days."), "2", True),
        (text("On 15 August, 15 km away."), "2", False),
        (code("show_table(x)", TABLE.format("Days after 6 Aug")), "2", True),
        (code("show_table(x)", TABLE.format("units")), "2", False),
        (text("It happened that a mapper had drawn the salient twice."), "3", True),
        (text("A general counted the settlements twice."), "3", False),
        (text("AFP names a zone of operation. ISW: ground that is fought over."), "4", True),
        (text("A zone of operation is not ground that is fought over, say AFP and ISW."), "4", False),
        (text("Meduza names a zone of operation."), "4", False),
    ],
)
def test_an_answer_above_an_exercise_is_found(above, asked, leaks_it):
    assert found(above, asked=f'check("small-{asked}", ...)') == ([f"exercise {asked}"] if leaks_it else [])


def test_what_stands_below_is_no_leak():
    cells = [code('check("small-1", ...)'), text("37.5 %")]
    assert leaks(nbformat.v4.new_notebook(cells=cells), "small") == []


@pytest.mark.parametrize(
    ("above", "leaks_it"),
    [("Passed on 21 Aug 2024.", True), ("It took 15 days.", True), ("On 22 Aug 2024, with 1,000.", False)],
)
def test_a_guess_is_spoiled_by_its_values(above, leaks_it):
    assert found(text(above), asked='guess("small-a", "When?")') == (["guess a"] if leaks_it else [])


def test_a_right_choice_of_the_quiz_may_not_stand_word_for_word():
    assert found(text("So the mapper drew one salient twice."), asked='quiz("small")') == ["quiz 1"]


def test_a_leak_names_cell_and_sentence():
    cells = [text("x"), text("One. It was 37.5 %. Two."), code('check("small-1", ...)')]
    (leak,) = leaks(nbformat.v4.new_notebook(cells=cells), "small")
    assert str(leak) == "exercise 1: “37.5” stands in cell 2: It was 37.5 %."


def path_faults(*cells):
    return off_path(nbformat.v4.new_notebook(cells=list(cells)))


def test_a_whole_path_has_no_fault():
    assert (
        path_faults(
            text("## ★ One\n\nLook at the chart below. Kyiv counted.", **STAR),
            code("show(x)", **STAR),
            text("## Two\n\nSee exercise 9 and the table above."),
            text("### ★ Exercise 1", **STAR),
            code('check("small-1", ...)', **STAR),
            text("<details>Solution</details>", **STAR),
            text("## ★ Key points\n\nIn Kyiv all agree.", **STAR),
        )
        == []
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([text("## One", **STAR)], "cell 1: the heading “One” and the tag disagree"),
        ([text("## ★ One")], "cell 1: the heading “★ One” and the tag disagree"),
        (
            [text("### Exercise 1"), code('check("small-1", ...)', **STAR)],
            "cell 1: the question of exercise 1 is off the path",
        ),
        (
            [text("x", **STAR), code('check("small-1", ...)', **STAR), text("<details>S</details>")],
            "cell 3: the solution of exercise 1 is off the path",
        ),
        (
            [text("As in exercise 2.", **STAR), code('check("small-2", ...)')],
            "cell 1: it speaks of exercise 2, which is off the path",
        ),
        ([code("show(x)"), text("The chart above.", **STAR)], "cell 2: “chart above” is off the path"),
        (
            [code("show_table(x)", **STAR), text("The next table shows it.", **STAR), code("show_table(y)")],
            "cell 2: “next table” is off the path",
        ),
        (
            [text("It was Razumkov that asked."), text("## ★ Key points\n\nOnly Razumkov asked.", **STAR)],
            "cell 2: Razumkov is named off the path only",
        ),
    ],
)
def test_what_leaves_the_path_is_named(cells, said):
    assert path_faults(*cells) == [said]
