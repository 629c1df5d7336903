"""How long a lesson is: words outside folds, what there is to do, and the minutes that this takes.

A lesson has two lengths, of all its cells and of its short path, the cells tagged `star`. Its bench, the
cells tagged `bench`, is counted apart, because only those go there who learn to program. Everything is
counted in the text and the code of the cells, never in their outputs, so that it is the same before and
after a run.
"""

from __future__ import annotations

import ast
import html
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import nbformat

from helpers import words
from helpers.data import word_of
from helpers.lesson.values import contents
from helpers.publish.notebooks import is_code, read, source

MOST_WORDS, MOST_WORDS_STAR = 1_800, 900
MOST_MINUTES, MOST_MINUTES_STAR = 90, 45
MOST_LINES_OF_FIGURE = 8  # of code above a figure, which a reader passes on the way to it

WORDS_A_MINUTE = 120  # silent reading at 16, English as a second language, several numbers a sentence
# Minutes for one of each. What stands in a fold is not counted: comparing a solution is part of its exercise.
FIGURE, TABLE = 2, 1.5
EXERCISE, GUESS, QUESTION = 4, 2, 1  # a question of the quiz
FORM = 3  # what a reader remembers, judges, weighs or seals
SENTENCE = 3  # “the sentence that the report should have printed”
RATING, RATING_STAR = 15, 6  # all questions that are rated, or those for class
DISCUSSION, SETTLING = 6, 5  # the discussion at the end, and until a class sits and a page is open
# Minutes of one call in class that asks for writing; what may be done at home is not counted.
WRITTEN = {"warm_up": 10, "briefing": 6, "check_briefing": 3, "review_sheet": 14, "revise": 6}
RUNNING, BUILDING = 2, 10  # at the bench: a cell that is read and run, a task that is built
STEP = 5  # a header promises whole steps of so many minutes

PARTS = {
    "figures": {"show", "Explore"},
    "tables": {
        "show_table",
        "claims_table",
        "evidence_table",
        "arguments_table",
        "scorecard",
    },
    "exercises": {"check"},
    "guesses": {"guess"},
    "forms": {"remember", "judge", "causes", "seal"},
    "sentences": {"my_sentence"},
    "ratings": {"rate"},
    "quizzes": {"quiz"},
}
NOT_READ = {"sources", "navigation", "route"}  # generated cells that are looked up, not read
FOLD = re.compile(r"<details\b.*?</details>", re.DOTALL)
# comments, elements, targets of links, and what the header says of the bench
UNSEEN = re.compile(r"<!--.*?-->|<[^>]+>|(?<=\])\([^)]*\)| · ◆ [^\n]*", re.DOTALL)
WORD = re.compile(r"\w[\w'’,.\-]*")
DISCUSSED = re.compile(r"^#+ .*discuss", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Length:
    """What one way through a lesson holds, the whole or the short path."""

    star: bool
    words: int
    figures: int
    tables: int
    exercises: int
    guesses: int
    questions: int
    forms: int
    sentences: int
    ratings: int
    written: int  # minutes
    discussions: int

    @property
    def reading(self) -> float:
        """Minutes to read it: text, figures and tables."""
        return self.words / WORDS_A_MINUTE + FIGURE * self.figures + TABLE * self.tables

    @property
    def doing(self) -> float:
        """Minutes to do what it asks for: guesses, exercises, ratings, quiz, sentence, briefing."""
        return (
            EXERCISE * self.exercises
            + GUESS * self.guesses
            + QUESTION * self.questions
            + FORM * self.forms
            + SENTENCE * self.sentences
            + (RATING_STAR if self.star else RATING) * self.ratings
            + self.written
        )

    @property
    def teaching(self) -> int:
        """Minutes in class, from the door to the end of the discussion, rounded up."""
        return math.ceil(self.reading + self.doing + DISCUSSION * self.discussions + SETTLING)


def length(notebook: nbformat.NotebookNode, lesson: str, *, star: bool) -> Length:
    """Count a lesson, or its short path.

    Parameters
    ----------
    lesson : its word; how many questions its quiz has stands in lessons/<word>.toml.
    star : only the cells tagged `star`.
    """
    cells = [cell for cell in notebook.cells if is_starred(cell) or not (star or is_at_bench(cell))]
    texts = [read_text(cell) for cell in cells]
    parts = Counter(part for cell in cells for part in parts_of(cell))
    return Length(
        star=star,
        words=sum(len(WORD.findall(text)) for text in texts),
        figures=parts["figures"],
        tables=parts["tables"],
        exercises=parts["exercises"],
        guesses=parts["guesses"],
        questions=parts["quizzes"] * len(contents(lesson).get("quiz", [])),
        forms=parts["forms"],
        sentences=parts["sentences"],
        ratings=parts["ratings"],
        written=sum(WRITTEN.get(name, 0) for cell in cells for name in called(cell)),
        discussions=any(map(DISCUSSED.search, texts)),
    )


def minutes(notebook: nbformat.NotebookNode, lesson: str) -> dict:
    """The minutes that a header promises: to read, to do alone, and in class along ★ or in all."""
    whole, short = (length(notebook, lesson, star=star) for star in (False, True))
    return {
        "read": _up(whole.reading),
        "do": _up(whole.doing),
        "teach": [_up(short.teaching), _up(whole.teaching)],
        "bench": _up(bench_minutes(notebook)),
    }


def bench_minutes(notebook: nbformat.NotebookNode) -> float:
    """Minutes at the bench of a lesson: text, cells to run, tasks to build; 0 where it has none."""
    cells = [cell for cell in notebook.cells if is_at_bench(cell)]
    read_there = sum(len(WORD.findall(read_text(cell))) for cell in cells) / WORDS_A_MINUTE
    tasks = sum("bench_check(" in source(cell) for cell in cells)
    return read_there + BUILDING * tasks + RUNNING * (sum(map(is_code, cells)) - tasks)


def length_faults(path: Path, notebook: nbformat.NotebookNode) -> list[str]:
    """Where a lesson is longer than one in class, its ★ path than half of one, code than it should be."""
    return [
        f"{path.name}{', ' if fault.startswith('cell') else ': '}{fault}"
        for fault in too_long(notebook, word_of(path))
    ]


def too_long(notebook: nbformat.NotebookNode, lesson: str) -> list[str]:
    """What of a lesson is over its limit, with the count and the limit."""
    whole, short = (length(notebook, lesson, star=star) for star in (False, True))
    counts = (
        (whole.words, MOST_WORDS, "words outside folds"),
        (short.words, MOST_WORDS_STAR, "words outside folds on the ★ path"),
        (whole.teaching, MOST_MINUTES, "minutes in class"),
        (short.teaching, MOST_MINUTES_STAR, "minutes in class on the ★ path"),
        *(
            (
                len(source(cell).splitlines()),
                MOST_LINES_OF_FIGURE,
                f"cell {number}: lines of code above a figure",
            )
            for number, cell in enumerate(notebook.cells, 1)
            if "figures" in parts_of(cell)
        ),
    )
    return [_over(*each) for each in counts if each[0] > each[1]]


def _over(count: int, most: int, what: str) -> str:
    where, _, what = what.rpartition(": ")
    return f"{where}{where and ': '}{words.number(count)} {what}, at most {words.number(most)}"


def table(paths: list[Path]) -> list[str]:
    """Lines that show the lengths of lessons, two for each: all of it, and its ★ path."""
    names = (
        "words",
        "figures",
        "tables",
        "exercises",
        "guesses",
        "questions",
        "forms",
        "sentences",
        "ratings",
        "written",
    )
    lines = [f"{'lesson':<28}{'':2}" + "".join(f"{name:>11}" for name in (*names, "minutes"))]
    for path in paths:
        notebook = read(path)
        for star in (False, True):
            counted = length(notebook, word_of(path), star=star)
            counts = [*(getattr(counted, name) for name in names), counted.teaching]
            lines.append(
                f"{'' if star else path.stem:<28}{'★' if star else '':2}"
                + "".join(f"{words.number(count):>11}" for count in counts)
            )
    return lines


def is_starred(cell: dict) -> bool:
    """Whether a cell belongs to the short path."""
    return "star" in cell["metadata"].get("tags", [])


def is_at_bench(cell: dict) -> bool:
    """Whether a cell belongs to the bench, which is off both ways through a lesson."""
    return "bench" in cell["metadata"].get("tags", [])


def read_text(cell: dict) -> str:
    """What is read of a Markdown cell: no folds, comments, elements and targets of links; "" of another."""
    if cell["cell_type"] != "markdown" or cell["metadata"].get("generated") in NOT_READ:
        return ""
    return html.unescape(UNSEEN.sub(" ", FOLD.sub(" ", source(cell))))


def parts_of(cell: dict) -> list[str]:
    """What a code cell shows or asks for, as keys of PARTS."""
    return [part for name in called(cell) for part, calls in PARTS.items() if name in calls]


def called(cell: dict) -> list[str]:
    """Names of the functions that a code cell calls; of a cell that is no Python, none."""
    try:
        tree = ast.parse(source(cell) if is_code(cell) else "")
    except SyntaxError:
        return []  # the run will name it
    return [
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


def _up(count: float) -> int:
    return STEP * math.ceil(count / STEP)
