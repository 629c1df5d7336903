"""Two copies of the lessons: pupils get stubs without solutions, teachers get all solved and annotated."""

from __future__ import annotations

import ast
import copy
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from helpers.classroom.judging import judge, written
from helpers.classroom.known import known
from helpers.data import word_of
from helpers.files import write_whole
from helpers.publish.asked import quizzed
from helpers.publish.notebooks import as_text, is_code, read, source
from helpers.words import markdown

FOLD = re.compile(r"<details>\s*<summary>(?P<summary>.*?)</summary>.*?</details>\s*", re.DOTALL)
SOLVES = re.compile(r"\b(?:solutions?|answers?|weak|strong)\b", re.IGNORECASE)
ROOM = "**Your answer, and why:**\n\n…"
KINDS = ("pupil", "teacher")
DECIMALS = range(7)


class OthersWork(FileExistsError):
    """A copy would replace a file that says something else: perhaps a pupil has worked in it."""


def write_copies(paths: list[Path], folder: Path, *, star: bool = False) -> list[Path]:
    """Write the copies into folder/pupil and folder/teacher; return their paths.

    Parameters
    ----------
    paths : stored lessons.
    folder : the two folders are made in it.
    star : the short path only; then the folders are pupil_short and teacher_short.

    Raises OthersWork before anything is written.
    """
    texts = {
        folder / f"{kind}{'_short' if star else ''}" / path.name: as_text(
            copied(read(path), path, kind, star=star)
        )
        for path in paths
        for kind in KINDS
    }
    for place, text in texts.items():
        if place.exists() and place.read_text("utf-8") != text:
            raise OthersWork(f"{place} is there and holds something else; choose another folder")
    for place, text in texts.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, text)
    return list(texts)


def copied(lesson: nbformat.NotebookNode, path: Path, kind: str, *, star: bool) -> nbformat.NotebookNode:
    """One copy of a stored lesson; `kind` is "pupil" or "teacher"."""
    notebook = copy.deepcopy(lesson)
    cells = [cell for cell in notebook.cells if not star or "star" in cell.metadata.get("tags", [])]
    make = _for_pupils if kind == "pupil" else _for_teachers
    notebook.cells = [new for cell in cells for new in make(cell, word_of(path))]
    return notebook


def _for_pupils(cell: nbformat.NotebookNode, _word: str) -> Iterator[nbformat.NotebookNode]:
    if is_code(cell):
        cell.outputs, cell.execution_count = [], None
    elif is_solution(cell):
        cell.source = ROOM
    elif "generated" not in cell.metadata:
        cell.source = FOLD.sub(
            lambda fold: "" if SOLVES.search(fold["summary"]) else fold[0], source(cell)
        ).strip()
    yield cell


def is_solution(cell: nbformat.NotebookNode) -> bool:
    """Is this a cell that opens to the solution of the exercise above it?"""
    return (
        not is_code(cell)
        and "generated" not in cell.metadata
        and source(cell).lstrip().startswith("<details>")
    )


def _for_teachers(cell: nbformat.NotebookNode, word: str) -> Iterator[nbformat.NotebookNode]:
    if not is_code(cell):
        if "generated" not in cell.metadata:
            cell.source = source(cell).replace("<details>", "<details open>")
        yield cell
        return
    checks = calls(source(cell), "check")
    if checks:
        cell.source, cell.outputs, cell.execution_count = solved_code(source(cell)), [], None
    yield cell
    notes = [exercise_note(str(ast.literal_eval(call.args[0]))) for call in checks]
    notes += [quiz_note(word) for _ in calls(source(cell), "quiz")]
    for number, note in enumerate(notes):
        yield _note(cell, number, note)


def calls(code: str, function: str) -> list[ast.Call]:
    """Calls of a function by its bare name, in the order of the code."""
    nodes = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    found = [node for node in nodes if isinstance(node.func, ast.Name) and node.func.id == function]
    return sorted(found, key=lambda call: (call.lineno, call.col_offset))


def solved_code(code: str) -> str:
    """The code of a cell with the right answer in each of its checks.

    >>> solved_code('check("the_balance-3", ...)')
    'check("the_balance-3", "b")'
    """
    lines = code.encode().splitlines(keepends=True)
    for call in reversed(calls(code, "check")):
        name, stub = str(ast.literal_eval(call.args[0])), call.args[1]
        first, last = stub.lineno - 1, (stub.end_lineno or stub.lineno) - 1
        before, after = lines[first][: stub.col_offset], lines[last][stub.end_col_offset :]
        lines[first : last + 1] = [before + answer_code(name).encode() + after]
    return b"".join(lines).decode()


def answer_code(name: str) -> str:
    """The right answer of an exercise as Python; a number with no more decimals than it needs."""
    asked = known()["exercises"][name]
    wanted: Any = asked["answer"]
    if asked["kind"] == "set":
        return "{" + ", ".join(f'"{letter}"' for letter in sorted(wanted)) + "}"
    if asked["kind"] == "number":
        rounds = (round(float(wanted), decimals) for decimals in DECIMALS)
        short = next((one for one in rounds if judge(name, one).state == "right"), float(wanted))
        return str(short).removesuffix(".0")
    if asked["kind"] == "match":
        pairs = (f"{_quoted(key)}: {_quoted(value)}" for key, value in wanted.items())
        return "{" + ", ".join(pairs) + "}"
    return _quoted(wanted)


def _quoted(value: str | float) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def exercise_note(name: str) -> str:
    """What to say to each wrong answer that the course knows."""
    asked = known()["exercises"][name]
    pairs = [(written(one["value"]), one["hint"]) for one in asked["wrong"]] + [*asked["hints"].items()]
    pairs += [("anything else", asked["hint"])] if asked["hint"] else []
    plain = [(markdown(wrong), markdown(hint)) for wrong, hint in pairs]
    return _table("what to say to a wrong answer", "They write", plain)


def quiz_note(word: str) -> str:
    """Each question of the quiz with its right choice, and what the others are told."""
    pairs = [
        (
            f"{number}. {markdown(choice['text'])}",
            f"{'**Right.** ' if choice.get('right') else ''}{markdown(choice['feedback'])}",
        )
        for number, entry in enumerate(quizzed(word), 1)
        for choice in entry["choices"]
    ]
    return _table("the quiz", "They choose", pairs)


def _table(head: str, left: str, pairs: list[tuple[str, str]]) -> str:
    rows = (f"| {_cell(one)} | {_cell(other)} |" for one, other in pairs)
    return "\n".join([f"**For the teacher: {head}**\n", f"| {left} | You say |", "|---|---|", *rows])


def _cell(text: str) -> str:
    return text.replace("\n", " ")


def _note(cell: nbformat.NotebookNode, number: int, text: str) -> nbformat.NotebookNode:
    name = hashlib.sha256(f"{cell.id} {number}".encode()).hexdigest()[:8]
    tags = [tag for tag in cell.metadata.get("tags", []) if tag == "star"]
    return nbformat.v4.new_markdown_cell(text, id=name, metadata={"tags": tags})
