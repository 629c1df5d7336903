"""The lessons of the course: each has a word, and its number stands only in the name of its notebook."""

from __future__ import annotations

from pathlib import Path

from helpers.data.loading import folder


def notebooks_folder() -> Path:
    """The folder of the lessons: notebooks/ beside data/."""
    return folder().parent / "notebooks"


def all_notebooks() -> list[Path]:
    """All lessons in order; none where the course is installed without its notebooks."""
    return sorted(notebooks_folder().glob("[0-9][0-9]_*.ipynb"))


def word_of(notebook: Path) -> str:
    """The word of a lesson: the name of its notebook without the number ("the_incursion")."""
    return notebook.stem[3:]


def lesson_number(word: str) -> str:
    """The number of a lesson as its notebook's name says it now ("03"); without notebooks the word itself."""
    numbers = {word_of(path): path.name[:2] for path in all_notebooks()}
    return numbers.get(word, word)
