"""Pages as nbviewer makes them, in an environment of its own (render.py says with which versions)."""

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from helpers.data import all_notebooks

from ..versions import outside

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


class Nbviewer:
    """The pages of the lessons, of any other notebook, and the files that the pages ask for.

    Parameters
    ----------
    folder : an empty folder for all of it.
    """

    ADDRESS = "https://nbviewer.test/"

    def __init__(self, folder: Path):
        self.folder = folder
        self.headers = {
            "content-type": "text/html; charset=utf-8",
            "content-security-policy": "connect-src 'none';",
        }
        self._render(all_notebooks())

    def page(self, path: Path) -> str:
        """The page of a notebook; one that is no lesson is rendered now."""
        if path not in all_notebooks():
            self._render([path])
        return (self.folder / f"{path.stem}.html").read_text("utf-8")

    def file(self, address: str) -> Path:
        """The file behind an address of nbviewer's own style sheets, scripts and pictures."""
        return self.folder / address.removeprefix(self.ADDRESS).partition("?")[0]

    def _render(self, notebooks: list[Path]) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        command = [_uv(), "run", "--no-project", "--exclude-newer", project["tool"]["uv"]["exclude-newer"]]
        command += ["--script", HERE / "render.py", self.folder, *notebooks]
        run = subprocess.run(command, capture_output=True, text=True, env=outside(), cwd=self.folder)
        if "No solution found" in run.stderr or "Failed to fetch" in run.stderr:
            pytest.skip("PyPI cannot be reached, so there are no versions of nbviewer here")
        assert run.returncode == 0, run.stderr


def _uv() -> str:
    found = os.environ.get("UV") or shutil.which("uv")
    if not found:
        pytest.skip("no uv here, so no environment with nbviewer's versions")
    return found
