"""Answers of exercises, guesses and quizzes that are printed above the question, where a reader only copies.

What counts as printed: text outside folds, tables, title and caption of a chart as it is shown first. Values
on a chart, those in its folded table and those of another setting do not: finding them is an exercise.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

import nbformat
from on_screen import Printed, printed

from helpers.lesson.questions import solved
from helpers.lesson.values import NAMED, contents, definitions, filled, value_of
from helpers.publish.notebooks import is_code, source
from helpers.words import count_word

NUMBER = re.compile(r"(?<![\w.,])[-−]?\d[\d,]*(?:\.(?P<decimals>\d+))?(?![\d])")
HEADING = re.compile(r"^#{2,6} .*\bExercise\b", re.MULTILINE)
CHOICE = re.compile(r"^- (?:`\"|\*\*)(?P<letter>[a-z])(?:\"`|\*\*) (?P<text>.*)$", re.MULTILINE)
WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+")
PIECE = re.compile(r" \| |(?<=[.!?;]) ")  # cells of a row, and sentences in them
SMALL = re.compile(
    "the|and|that|this|with|from|for|was|were|are|not|but|have|has|had|its|their|they|them|one|which|what|who|"
    "when|where|than|then|into|over|under|only|also|does|did|been|being|would|could|should|there|here|how|why|"
    "you|your|can|may|might|about"
)
FAR = 24  # letters behind a number in which its unit stands
ALIKE = 2 / 3  # part of the words of a right choice that one sentence holds


class Question(NamedTuple):
    """A question of a lesson: what a cell asks, and where."""

    kind: str
    id: str
    cell: int
    entry: dict


class Leak(NamedTuple):
    """An answer that is printed above its question."""

    question: str
    found: str
    where: Printed

    def __str__(self) -> str:
        return f"{self.question}: {self.found} stands in cell {self.where.cell}: {self.where.text[:160]}"


def leaks(notebook: nbformat.NotebookNode, lesson: str) -> list[Leak]:
    """All answers of a lesson that stand above their question, each by the last place."""
    shown = [list(printed(cell, number)) for number, cell in enumerate(notebook.cells, 1)]
    found = []
    for asked in questions(notebook, lesson):
        above = [each for cell in shown[: asked.cell - 1] for each in cell]
        finders = {"exercise": _of_exercise, "guess": _of_guess, "quiz": _of_quiz}
        places = list(finders[asked.kind](asked, above, notebook, lesson))
        if places:
            found.append(Leak(f"{asked.kind} {asked.id}", *places[-1]))
    return found


def questions(notebook: nbformat.NotebookNode, lesson: str) -> Iterator[Question]:
    """Exercises, guesses and questions of the quiz, in the order in which cells ask them."""
    held = contents(lesson)
    entries = {(kind, f"{lesson}-{e['id']}"): e for kind in ("exercise", "guess") for e in held.get(kind, [])}
    for number, cell in enumerate(notebook.cells, 1):
        for function, name in _calls(cell):
            kind = {"check": "exercise", "guess": "guess"}.get(function)
            if kind:
                yield Question(kind, name.rpartition("-")[2], number, entries[kind, name])
            if function == "quiz":
                for place, entry in enumerate(held.get("quiz", []), 1):
                    yield Question("quiz", str(place), number, entry)


def _calls(cell: dict) -> list[tuple[str, str]]:
    calls = ast.walk(ast.parse(source(cell) if is_code(cell) else ""))
    return [
        (call.func.id, str(call.args[0].value))
        for call in calls
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]


def _of_exercise(
    asked: Question, above: list[Printed], notebook: nbformat.NotebookNode, lesson: str
) -> Iterator[tuple[str, Printed]]:
    entry = asked.entry
    answer = solved(lesson, entry["answer"])
    if entry["kind"] == "number":
        name = str(entry["answer"]).removeprefix("=").strip()
        yield from _number(float(answer), name, entry.get("unit", ""), entry.get("tolerance", 0), above)
        return
    question = max(
        number
        for number, cell in enumerate(notebook.cells[: asked.cell - 1], 1)
        if cell.cell_type == "markdown"
    )
    text = source(notebook.cells[question - 1])
    heading = HEADING.search(text)
    before = {**notebook.cells[question - 1], "source": text[: heading.start() if heading else 0]}
    above = [each for each in above if each.cell != question] + list(printed(before, question))
    if entry["kind"] == "match":
        yield from _pairs(answer, above)
        return
    choices = {match["letter"]: match["text"] for match in CHOICE.finditer(text)}
    right = [choices[letter] for letter in answer if letter in choices]
    yield from _choices(right, [t for t in choices.values() if t not in right], above)


def _of_guess(
    asked: Question, above: list[Printed], notebook: nbformat.NotebookNode, lesson: str
) -> Iterator[tuple[str, Printed]]:
    """The named values of a folded answer; a number or a word counts with the word behind it as its unit."""
    text = asked.entry["answer"]
    for match in NAMED.finditer(text):
        if match["name"] not in definitions(lesson):
            continue
        value, said = value_of(lesson, match["name"]), filled(lesson, match[0])
        behind = (text[match.end() :].split() or [""])[0].strip(".,;:")
        unit = "" if behind in ("to", "of", "and", "or", "in") else behind
        if NUMBER.fullmatch(said):
            yield from _number(float(value), match["name"], unit, 0.5, above)
            continue
        wanted = said if " " in said else f"{said} {behind}"
        yield from (
            (f"“{wanted}”", each) for each in above if match["name"] in each.names or wanted in each.text
        )


def _of_quiz(
    asked: Question, above: list[Printed], notebook: nbformat.NotebookNode, lesson: str
) -> Iterator[tuple[str, Printed]]:
    choices = asked.entry["choices"]
    right = [filled(lesson, each["text"]) for each in choices if each.get("right")]
    wrong = [filled(lesson, each["text"]) for each in choices if not each.get("right")]
    yield from _choices(right, wrong, above)


def _number(
    answer: float, name: str, unit: str, tolerance: float, above: list[Printed]
) -> Iterator[tuple[str, Printed]]:
    """A number in any printed form that rounds to the answer, or the very value of the lesson."""
    for each in above:
        if name in each.names:
            yield f"the value {name}", each
        for part in each.text.split(" | "):
            for match in NUMBER.finditer(part):
                number = float(match[0].replace(",", "").replace("−", "-"))
                decimals = len(match["decimals"] or "")
                same = number == round(answer, decimals) and abs(number - answer) <= tolerance + 1e-9
                if same and (_telling(match[0]) or _has_unit(part, match, unit)):
                    yield f"“{match[0]}”", each
        if answer == int(answer) and 0 < answer <= 12 and unit:
            said = rf"\b{re.escape(count_word(int(answer)))} (?:\w+ )?{re.escape(unit[:5])}"
            if re.search(said, each.text, re.IGNORECASE):
                yield f"“{count_word(int(answer))} {unit}”", each


def _telling(number: str) -> bool:
    """A number that stands nowhere by chance: three digits that count."""
    return len(re.sub(r"\D", "", number).strip("0")) >= 3


def _has_unit(part: str, match: re.Match, unit: str) -> bool:
    if not unit:
        return False
    behind = part[match.end() : match.end() + FAR]
    head = part.partition(": ")[0] if ": " in part else ""
    forms = {"%": r"%|per ?cent"}.get(unit, re.escape(unit.split()[0].rstrip("s")))
    near = re.match(rf"[\s\u202f]*(?:{forms})", behind, re.IGNORECASE)
    return bool(near or re.search(forms, head, re.IGNORECASE))


def _pairs(answer: dict, above: list[Printed]) -> Iterator[tuple[str, Printed]]:
    """Pairs of which a sentence or row holds both and no other word of the answer; half of them is a leak."""
    values = {str(value).lower() for value in answer.values()}
    found = {}
    for key, value in answer.items():
        others = values - {str(value).lower()}
        for each in above:
            text = each.text.lower()
            both = _holds(text, key.lower()) and _holds(text, str(value).lower())
            if both and not any(_holds(text, other) for other in others):
                found[key] = f"“{key}” with “{value}”", each
    if 2 * len(found) >= len(answer):
        yield from found.values()


def _holds(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _choices(right: list[str], wrong: list[str], above: list[Printed]) -> Iterator[tuple[str, Printed]]:
    """A sentence with nearly all words of a right choice, and fewer of each wrong one."""
    others = [_words(text) for text in wrong]
    for text in right:
        wanted = _words(text)
        if len(wanted) < 3:
            continue
        for each in above:
            for piece in PIECE.split(each.text):
                held = _words(piece)
                if len(wanted & held) < 3 or any(word[0].isdigit() for word in wanted - held):
                    continue
                share = len(wanted & held) / len(wanted)
                if share >= ALIKE and all(
                    len(other & held) < share * len(other) for other in others if other
                ):
                    yield f"“{text}”", each._replace(text=piece)


def _words(text: str) -> set[str]:
    """The words that carry a sentence, without their endings."""
    words = {word.lower() for word in WORD.findall(text)}
    return {
        word[:6].rstrip("s")
        for word in words
        if not SMALL.fullmatch(word) and (len(word) > 2 or word[0].isdigit())
    }
