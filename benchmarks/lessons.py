"""How long each lesson runs, beside a notebook with only its imports: python benchmarks/lessons.py [03 …]

Lessons run one after the other, first as for a reader (every chart shows its first setting; the others follow
while the kernel rests), then as for publication (every setting is drawn). Compare ratios within one run: the
aim for a reader is at most 2.
"""

from __future__ import annotations

import ast
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from helpers.data import all_notebooks
from helpers.lesson.my_work import PLACE
from helpers.publish.execute import clear_outputs, execute
from helpers.publish.notebooks import is_code, read, source


def seconds(run: Callable, notebook: nbformat.NotebookNode, folder: Path) -> float:
    """How long `notebook` takes from the start of its kernel to its end."""
    clear_outputs(notebook)
    started = time.perf_counter()
    run(notebook, folder)
    return time.perf_counter() - started


def read_by(notebook: nbformat.NotebookNode, folder: Path) -> None:
    """Run a notebook as JupyterLab does for a reader, with an empty my_work."""
    with tempfile.TemporaryDirectory() as empty:
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=300,
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute(env={**os.environ, PLACE: empty})


def only_imports(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A notebook with the import statements of `notebook` and nothing else."""
    statements = [
        ast.unparse(part)
        for cell in notebook.cells
        if is_code(cell)
        for part in ast.parse(source(cell)).body
        if isinstance(part, (ast.Import, ast.ImportFrom))
    ]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n".join(statements))])


def main(numbers: list[str]) -> None:
    """Print the imports of each lesson in seconds, and its two runs in parts of them."""
    for path in all_notebooks():
        if numbers and path.name[:2] not in numbers:
            continue
        lesson = read(path)
        imports = seconds(execute, only_imports(lesson), path.parent)
        reader = seconds(read_by, lesson, path.parent) / imports
        published = seconds(execute, lesson, path.parent) / imports
        ratios = f"for a reader {reader:.1f}, for publication {published:.1f}"
        print(f"{path.stem:30} imports {imports:4.1f} s, {ratios}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
