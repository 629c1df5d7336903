"""The quick tests with other Pythons, and with other versions of the packages that the course rests on.

    python tests/versions.py                  all of them
    python tests/versions.py lowest 3.13      some of them

One for each Python that pyproject.toml allows, with the packages of the day that stands there; `lowest`: the
oldest Python and the lowest version of each package that pyproject.toml allows; `newest`: the newest Python
that can be had and what PyPI has today. A Python that cannot be had on this machine is left out, and named.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# what points into an environment of its own
OWN = ("VIRTUAL_ENV", "PYTHONPATH", "UV_PROJECT_ENVIRONMENT", "UV_RUN_RECURSION_DEPTH")
QUICK = ["-m", "not browser and not lessons"]
MISSING = "no such Python can be had here"


def pythons() -> list[str]:
    """Versions of Python that pyproject.toml allows, oldest first."""
    allowed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    first, end = map(int, re.fullmatch(r">=3\.(\d+),<3\.(\d+)", allowed).groups())
    return [f"3.{minor}" for minor in range(first, end)]


def packages(name: str) -> list[str]:
    """What uv is told about the versions of packages."""
    if name == "lowest":
        return ["--resolution", "lowest-direct"]
    tomorrow = date.today() + timedelta(days=1)
    return ["--exclude-newer", tomorrow.isoformat()] if name == "newest" else []


def candidates(name: str) -> list[str]:
    """Pythons that fit, the best first."""
    if name == "lowest":
        return pythons()[:1]
    return pythons()[::-1] if name == "newest" else [name]


def uv(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess:
    """Run uv in an environment that does not point into the course's own."""
    return subprocess.run([*program(), *command], cwd=cwd, env=outside(), capture_output=True, text=True)


def program() -> list[str]:
    """Uv: the one that started this program, one on the path, or this Python's own; empty without any."""
    found = os.environ.get("UV") or shutil.which("uv")
    own = [sys.executable, "-m", "uv"] if find_spec("uv") else []
    return [found] if found else own


def outside() -> dict[str, str]:
    """The environment without what points into the course's own."""
    return {name: value for name, value in os.environ.items() if name not in OWN}


def interpreters(version: str) -> list[str]:
    """Where a Python may be: pyenv's, which are on no path, then wherever uv finds or fetches one."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return [*map(str, sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}"))[-1:]), version]


def environment(folder: Path, name: str) -> str | None:
    """Make an empty environment and return its Python's version; None where there is none."""
    for version in candidates(name):
        for interpreter in interpreters(version):
            if uv("venv", "--clear", "--python", interpreter, folder).returncode == 0:
                return version
    return None


def run(name: str) -> str:
    """Test in an environment of its own; return one line on how it went, empty when a test failed."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "environment"
        version = environment(folder, name)
        if version is None:
            return MISSING
        python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        chosen = ["--editable", ".", "--group", "dev", *packages(name)]
        installed = uv("pip", "install", "--python", python, *chosen)
        if installed.returncode:
            print(installed.stderr)
            return ""
        print(f"{name}: Python {version}", flush=True)
        tested = subprocess.run([python, "-m", "pytest", *QUICK], cwd=ROOT, env=outside())
        return f"passed with Python {version}" if tested.returncode == 0 else ""


def main(asked: list[str]) -> int:
    """Test with the versions asked for, or all; return 1 when something failed."""
    if not program():
        print("There is no uv here: python -m pip install uv")
        return 2
    names = ["lowest", *pythons(), "newest"]
    if unknown := set(asked) - set(names):
        print(f"{', '.join(sorted(unknown))}: there is no such run; choose among {', '.join(names)}.")
        return 2
    results = {name: run(name) for name in asked or names}
    for name, result in results.items():
        print(f"{name:7} {result or 'FAILED'}")
    return int(not all(results.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
