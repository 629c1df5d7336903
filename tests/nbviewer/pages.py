"""Pages as nbviewer makes them, in an environment of its own (render.py says with which versions)."""

import tomllib
from pathlib import Path

import pytest

from helpers.data import all_notebooks

from ..versions import program, uv

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
        if not program():
            pytest.skip("no uv here, so no environment with nbviewer's versions")
        until = ["--exclude-newer", project["tool"]["uv"]["exclude-newer"]]
        script = ["--script", HERE / "render.py", self.folder, *notebooks]
        run = uv("run", "--no-project", *until, *script, cwd=self.folder)
        if "No solution found" in run.stderr or "Failed to fetch" in run.stderr:
            pytest.skip("PyPI cannot be reached, so there are no versions of nbviewer here")
        assert run.returncode == 0, run.stderr
