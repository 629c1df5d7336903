"""Words, parts and minutes of a lesson are counted as its reader meets them; what is too long is named."""

from importlib import import_module

import nbformat
import pytest

import helpers.lesson
from helpers.lesson import values
from helpers.publish import __main__ as publish
from helpers.publish import lengths
from helpers.publish.generated import header

STAR = {"tags": ["star"]}


def text(written, **metadata):
    return nbformat.v4.new_markdown_cell(written, metadata=metadata)


def code(written, **metadata):
    return nbformat.v4.new_code_cell(written, metadata=metadata)


@pytest.fixture
def lesson(monkeypatch):
    """A small lesson with one of each part, half of it starred, and a quiz of three questions."""
    monkeypatch.setattr(lengths, "contents", lambda word: {"quiz": [{}, {}, {}]})
    return nbformat.v4.new_notebook(
        cells=[
            text("Two **words**<!-- estimates:a · b -->.", **STAR),
            code("show(charts.one())", **STAR),
            code('check("small-1", ...)', **STAR),
            text("[three more words](https://a.b/c d) <details>in a fold</details>\n\n## For discussion"),
            code("Explore(charts.two, rows)\nshow_table(rows, 'T')"),
            code('guess("small-a", "?")\nmy_sentence("small")'),
            code("rate(questions)"),
            code('quiz("small")', **STAR),
            text("one two three four", generated="sources"),
        ]
    )


def test_words_are_those_that_are_read(lesson):
    """No folds, comments, links' targets and lists to look up."""
    assert lengths.length(lesson, "small", star=False).words == 2 + 3 + 2
    assert lengths.length(lesson, "small", star=True).words == 2


def test_parts_are_counted_on_both_ways(lesson):
    whole = lengths.length(lesson, "small", star=False)
    assert (whole.figures, whole.tables, whole.exercises, whole.guesses) == (2, 1, 1, 1)
    assert (whole.questions, whole.sentences, whole.ratings, whole.discussions) == (3, 1, 1, 1)
    short = lengths.length(lesson, "small", star=True)
    assert (short.figures, short.tables, short.exercises, short.guesses) == (1, 0, 1, 0)
    assert (short.questions, short.sentences, short.ratings, short.discussions) == (3, 0, 0, 0)


def test_minutes_are_the_sum_of_the_parts(lesson):
    whole = lengths.length(lesson, "small", star=False)
    assert whole.reading == 7 / 120 + 2 * 2 + 1.5
    assert whole.doing == 4 + 2 + 3 + 3 + 15
    assert whole.teaching == 44  # 32.56, the discussion and the settling, rounded up
    assert lengths.length(lesson, "small", star=True).teaching == 15
    assert lengths.minutes(lesson, "small") == {"read": 10, "do": 30, "teach": [15, 45], "bench": 0}


def test_the_short_path_has_fewer_questions_to_rate(lesson):
    lesson.cells[6].metadata = STAR
    assert lengths.length(lesson, "small", star=True).doing == 4 + 3 + 6


def test_code_that_is_no_python_has_no_parts():
    assert lengths.parts_of(code("check(")) == []


def test_a_sound_length_has_no_fault(lesson, tmp_path):
    assert lengths.length_faults(tmp_path / "00_small.ipynb", lesson) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([text("word " * 1_794)], ["00_small.ipynb: 1,801 words outside folds, at most 1,800"]),
        (
            [text("word " * 899, **STAR)],
            ["00_small.ipynb: 901 words outside folds on the ★ path, at most 900"],
        ),
        ([code('check("small-1", ...)')] * 12, ["00_small.ipynb: 92 minutes in class, at most 90"]),
        (
            [code('check("small-1", ...)', **STAR)] * 8,
            ["00_small.ipynb: 47 minutes in class on the ★ path, at most 45"],
        ),
        (
            [code("\n" * 8 + "show(x)")],
            ["00_small.ipynb, cell 10: 9 lines of code above a figure, at most 8"],
        ),
        ([code("\n" * 7 + "show(x)"), code("\n" * 12 + "x = 1")], []),
    ],
)
def test_what_is_too_long_is_named_with_its_count(lesson, tmp_path, more, said):
    lesson.cells += more
    assert lengths.length_faults(tmp_path / "00_small.ipynb", lesson) == said


def test_a_form_takes_minutes_of_doing(lesson):
    before = lengths.length(lesson, "small", star=False).doing
    lesson.cells.append(code('seal("A", "B")'))
    assert lengths.length(lesson, "small", star=False).doing == before + lengths.FORM


def test_a_briefing_takes_the_minutes_that_it_is_given(lesson):
    before = lengths.length(lesson, "small", star=False)
    lesson.cells += [code('warm_up("small")'), code("briefing()"), code('briefing("B2")'), code("diary()")]
    after = lengths.length(lesson, "small", star=False)
    assert (before.written, after.written) == (0, 10 + 6 + 6)
    assert after.doing == before.doing + after.written


def test_every_part_is_a_word_of_the_lessons_or_its_forms():
    """A call that was renamed would silently count for nothing."""
    names = "arguments briefing causes judging rating remember scorecard sealing sheets warm_up"
    modules = [helpers.lesson, *(import_module(f"helpers.lesson.{name}") for name in names.split())]
    known = {name for module in modules for name in dir(module)}
    assert {name for calls in lengths.PARTS.values() for name in calls} | set(lengths.WRITTEN) <= known


def test_a_header_promises_what_was_counted(lesson, tmp_path):
    course = dict.fromkeys(("title", "part", "know_first", "not_in_dispute"), "x") | {"objectives": []}
    path = tmp_path / "00_small.ipynb"
    said = header(course | {"minutes": lengths.minutes(lesson, "small")}, path, [path])
    assert "10 minutes to read, 30 to do alone, 15 (★) or 45 in class" in said


def test_the_command_shows_both_ways_of_each_lesson(capsys):
    assert publish.main(["--lengths", "the_balance"]) == 0
    head, whole, short = capsys.readouterr().out.splitlines()
    assert head.split()[0] == "lesson" and head.split()[-1] == "minutes"
    assert whole.startswith("04_the_balance") and short.split()[0] == "★"
    questions = len(values.contents("the_balance")["quiz"])
    assert whole.split()[6] == short.split()[6] == str(questions)


def test_the_bench_is_counted_apart(lesson):
    before = lengths.minutes(lesson, "small")
    at_bench = [code("rows = load('estimates')"), code('answer = ...\nbench_check("small-b1", answer)')]
    for cell in at_bench:
        cell.metadata["tags"] = ["bench"]
    lesson.cells += at_bench
    assert lengths.minutes(lesson, "small") == before | {"bench": 15}
    lesson.cells.insert(0, text("*Part* · 5 minutes in class · ◆ 15 more at the bench", generated="header"))
    assert lengths.read_text(lesson.cells[0]).split() == ["*Part*", "·", "5", "minutes", "in", "class"]
