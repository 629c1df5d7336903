"""Pages as nbviewer renders them: an environment of its own, with nbviewer's versions from PyPI."""

import os
import re
import shutil
import subprocess
import tomllib
from html import unescape
from pathlib import Path

import pytest

from helpers.data import all_notebooks

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOT_READ = re.compile(r"<(script|style)\b.*?</\1>|<div class=\"highlight.*?</pre>", re.DOTALL)


def uv() -> str:
    found = os.environ.get("UV") or shutil.which("uv")
    if not found:
        pytest.skip("no uv here, so no environment with nbviewer's versions")
    return found


def render(folder: Path, notebooks: list[Path]) -> dict[str, str]:
    """The pages of notebooks: name → HTML."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    command = [uv(), "run", "--no-project", "--isolated", "--python", "3.11"]
    command += ["--exclude-newer", project["tool"]["uv"]["exclude-newer"]]
    command += ["--with-requirements", HERE / "requirements.txt", "python", HERE / "render.py", folder]
    run = subprocess.run([*command, *notebooks], capture_output=True, text=True, env=_outside(), cwd=folder)
    if "No solution found" in run.stderr or "Failed to fetch" in run.stderr:
        pytest.skip("PyPI cannot be reached, so there are no versions of nbviewer here")
    assert run.returncode == 0, run.stderr
    return {path.stem: path.read_text("utf-8") for path in folder.glob("*.html")}


def _outside() -> dict[str, str]:
    """The environment without what points into the course's own."""
    hidden = ("VIRTUAL_ENV", "PYTHONPATH", "UV_PROJECT_ENVIRONMENT", "UV_RUN_RECURSION_DEPTH")
    return {name: value for name, value in os.environ.items() if name not in hidden}


def read_aloud(html: str) -> str:
    """What a reader sees of a page: no scripts, no code cells, no tags."""
    return unescape(re.sub(r"<!--.*?-->|<[^>]*>", " ", NOT_READ.sub(" ", html), flags=re.DOTALL))


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    return render(tmp_path_factory.mktemp("nbviewer"), all_notebooks())
