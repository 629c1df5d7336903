"""Exercises, guesses and quizzes that a lesson's cells ask for, and those that its TOML file holds."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import nbformat

from helpers.data import word_of
from helpers.lesson import values
from helpers.publish.notebooks import is_code, source

KINDS = {"check": "exercise", "guess": "guess"}


def exercise_faults(path: Path, notebook: nbformat.NotebookNode) -> list[str]:
    """Ids asked for twice, held twice, asked for and not held, held and never asked for."""
    lesson = word_of(path)
    found = values.contents(lesson)
    faults = []
    for call, kind in KINDS.items():
        asked = Counter(_asked(notebook, call))
        held = Counter(f"{lesson}-{entry.get('id')}" for entry in found.get(kind, []))
        faults += [f"two cells ask for the {kind} {name}" for name, count in asked.items() if count > 1]
        faults += [
            f"{lesson}.toml holds the {kind} {name} twice" for name, count in held.items() if count > 1
        ]
        faults += [
            f"{lesson}.toml holds no {kind} {name}, which a cell asks for" for name in asked.keys() - held
        ]
        faults += [f"no cell asks for the {kind} {name} of {lesson}.toml" for name in held.keys() - asked]
    if found.get("quiz") and lesson not in _asked(notebook, "quiz"):
        faults.append(f"no cell asks for the quiz of {lesson}.toml")
    return [f"{path.name}: {fault}" for fault in faults]


def missing_lessons(paths: list[Path]) -> list[str]:
    """Lessons that were deleted or renamed: gaps, questions without a notebook, stray notebooks."""
    numbers = [int(path.name[:2]) for path in paths]
    faults = [
        f"two lessons have the number {number:02}" for number, count in Counter(numbers).items() if count > 1
    ]
    gaps = sorted(set(range(max(numbers, default=-1) + 1)) - set(numbers))
    faults += [f"lesson {number:02} is missing: was its notebook deleted or renamed?" for number in gaps]
    words = {word_of(path) for path in paths}
    held = {
        place.name.removesuffix(".toml") for place in values.FOLDER.iterdir() if place.name.endswith(".toml")
    }
    faults += [
        f"the lesson {word} has questions ({word}.toml) and no notebook: was it deleted or renamed?"
        for word in sorted(held - words)
    ]
    faults += [f"the lesson {word} has no {word}.toml: was it renamed?" for word in sorted(words - held)]
    folders = {path.parent for path in paths}
    stray = sorted(path.name for folder in folders for path in folder.glob("*.ipynb") if path not in paths)
    return faults + [
        f"notebooks/{name} is no lesson: a lesson is named like 03_the_incursion.ipynb" for name in stray
    ]


def _asked(notebook: nbformat.NotebookNode, function: str) -> list[str]:
    """First arguments of the calls of a function in the code cells; cells that are no Python are left out."""
    names: list[str] = []
    for cell in filter(is_code, notebook.cells):
        try:
            tree = ast.parse(source(cell))
        except SyntaxError:
            continue  # the run will name it
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        names += [
            str(call.args[0].value)
            for call in calls
            if isinstance(call.func, ast.Name)
            and call.func.id == function
            and call.args
            and isinstance(call.args[0], ast.Constant)
        ]
    return names
