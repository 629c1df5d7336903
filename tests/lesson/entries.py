"""The questions of all lessons, one test each."""

import tomllib
from importlib.resources import files

import pytest

FOLDER = files("helpers.lesson") / "lessons"
LESSONS = sorted(path.name.removesuffix(".toml") for path in FOLDER.iterdir())


def entries(kind):
    """All entries of a kind; those with an id carry it as cells write it."""
    found = []
    for lesson in LESSONS:
        for entry in tomllib.loads((FOLDER / f"{lesson}.toml").read_text("utf-8")).get(kind, []):
            name = f"{lesson}-{entry['id']}" if "id" in entry else f"{lesson} {entry['ask']}"
            found.append(pytest.param(entry | {"id": name, "lesson": lesson}, id=name[:60]))
    return found
