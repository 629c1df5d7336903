"""The house rules: layers, pins, README commands, nothing of a machine in the files."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "helpers"
STATIONS = ["data", "analysis", "charts", "lesson", "publish"]
START = "python -m pip install uv && python -m uv run --no-dev jupyter lab notebooks/00_start_here.ipynb"
TEST = "python -m pip install uv && python -m uv run pytest"


@cache
def imports(path):
    """Names that a module imports from this package, at any depth."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("helpers"):
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.startswith("helpers")]
    return found


@pytest.mark.parametrize("station", STATIONS)
def test_nothing_imports_upward(station):
    higher = STATIONS[STATIONS.index(station) + 1 :]
    for path in (PACKAGE / station).rglob("*.py"):
        for name in imports(path):
            parts = name.split(".")
            assert len(parts) < 2 or parts[1] not in higher, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("station", ["data", "analysis", "charts", "lesson"])
def test_only_a_person_starts_publish(station):
    for path in (PACKAGE / station).rglob("*.py"):
        assert not any(name.startswith("helpers.publish") for name in imports(path))


def test_every_runtime_dependency_is_pinned_within_its_range():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "requirements.txt").read_text("utf-8")
    pinned = dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.MULTILINE))
    for line in project["dependencies"]:
        wanted = Requirement(line)
        assert Version(pinned[wanted.name]) in wanted.specifier, line
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", text)) >= len(pinned)


def test_a_binder_installs_the_pinned_packages_and_the_course():
    folder = ROOT / "binder"
    (line,) = re.findall(r"^-r (.+)$", (folder / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert (folder / line).resolve() == ROOT / "requirements.txt"
    version = (folder / "runtime.txt").read_text("utf-8").strip().removeprefix("python-")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert Version(version) in SpecifierSet(project["requires-python"])
    assert "pip install --no-cache-dir --no-deps --editable ." in (folder / "postBuild").read_text("utf-8")


def test_the_readme_begins_with_the_two_commands():
    commands = re.findall(r"```\n(.+?)\n```", (ROOT / "README.md").read_text("utf-8"))
    assert commands[:2] == [START, TEST]
    assert TEST in (ROOT / ".ci" / "run").read_text("utf-8")


def test_links_of_the_readmes_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "data" / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8")):
            if not re.match(r"[a-z]+:", target):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines()]


def test_no_file_names_a_machine():
    own = "|".join([r"/(?:home|root|Users)/\w", "/" + "tmp/", r"files\.python" + r"hosted", r"/simple/"])
    for path in tracked():
        if path.suffix in {".png", ".webp", ".woff2"} or path == Path(__file__):
            continue
        found = re.search(own, path.read_text("utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found[0]}"


def test_no_lock_file_is_tracked():
    assert "uv.lock" not in {path.name for path in tracked()}


@pytest.mark.skipif(find_spec("mypy") is None, reason="mypy is not installed here")
def test_types_fit():
    """What [tool.mypy] of pyproject.toml names; quick from the second time on, by its cache."""
    answer = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout + answer.stderr
