"""Read and write notebooks in one stable form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat

from helpers.files import write_whole

VOLATILE = ("execution", "ExecuteTime", "collapsed", "scrolled")


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook as nbformat 4."""
    return nbformat.read(path, as_version=4)


def write(path: Path, notebook: nbformat.NotebookNode) -> None:
    """Write a notebook so that the same content always gives the same bytes."""
    write_whole(path, as_text(notebook))


def as_text(notebook: nbformat.NotebookNode) -> str:
    """The stored form: sorted keys, one space of indent, UTF-8, a line end at the end."""
    tidy(notebook)
    split = nbformat.v4.rwbase.split_lines(nbformat.from_dict(notebook.copy()))
    return json.dumps(split, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def tidy(notebook: nbformat.NotebookNode) -> None:
    """Drop what changes from run to run or from machine to machine."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata.pop("signature", None)
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata["language_info"] = {
        "name": "python",
        "file_extension": ".py",
        "mimetype": "text/x-python",
    }
    notebook.nbformat_minor = 5
    for cell in notebook.cells:
        for key in VOLATILE:
            cell.metadata.pop(key, None)


def source(cell: dict) -> str:
    """Text of a cell, whether it is stored as a string or as lines."""
    text = cell["source"]
    return text if isinstance(text, str) else "".join(text)


def html_outputs(notebook: nbformat.NotebookNode) -> Iterator[tuple[int, dict]]:
    """Yield (cell number from 1, output data) of every output that has HTML."""
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                yield number, data


def is_code(cell: dict) -> bool:
    """A code cell with something in it."""
    return cell["cell_type"] == "code" and bool(source(cell).strip())
