"""How long each lesson runs, beside a notebook with only its imports: python benchmarks/lessons.py [03 …]

Lessons run one after the other, as for publication. Compare ratios within one run: the aim is at most 2.
"""

from __future__ import annotations

import ast
import sys
import time
from pathlib import Path

import nbformat

from helpers.data import all_notebooks
from helpers.publish.execute import clear_outputs, execute
from helpers.publish.notebooks import is_code, read, source


def seconds(notebook: nbformat.NotebookNode, folder: Path) -> float:
    """How long `notebook` takes from the start of its kernel to its end."""
    clear_outputs(notebook)
    started = time.perf_counter()
    execute(notebook, folder)
    return time.perf_counter() - started


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
    """Print seconds and ratio of each lesson."""
    for path in all_notebooks():
        if numbers and path.name[:2] not in numbers:
            continue
        lesson = read(path)
        imports = seconds(only_imports(lesson), path.parent)
        whole = seconds(lesson, path.parent)
        print(
            f"{path.stem:30} {whole:5.1f} s, imports {imports:4.1f} s, ratio {whole / imports:.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
