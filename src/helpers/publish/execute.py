"""Run a lesson in a fresh kernel without widgets and with an empty my_work."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from helpers.lesson.my_work import PLACE
from helpers.lesson.widgets import PUBLISHING

TIMEOUT = 300


class LessonFails(RuntimeError):
    """A cell of a lesson raises an error; the message names it."""


def execute(notebook: nbformat.NotebookNode, folder: Path) -> None:
    """Execute `notebook` in place, as if opened in `folder`.

    Raises LessonFails, which names the cell, when a cell fails (tag a deliberate error `raises-exception`).
    """
    with tempfile.TemporaryDirectory() as empty:
        env = {**os.environ, PUBLISHING: "1", PLACE: empty, "PYTHONHASHSEED": "0"}
        client = NotebookClient(
            notebook,
            timeout=TIMEOUT,
            startup_timeout=120,
            kernel_name="python3",
            record_timing=False,
            extra_arguments=["--IPKernelApp.log_level=ERROR"],  # no word about TCP: it stays on this computer
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            client.execute(env=env)
        except CellExecutionError as error:
            said = f"{error.ename}: {error.evalue}"
            number = next(i for i, cell in enumerate(notebook.cells, 1) if _failed(cell))
            raise LessonFails(f"cell {number} fails: {said}\n{error.traceback[-1500:]}") from error


def clear_outputs(notebook: nbformat.NotebookNode) -> None:
    """Empty all outputs and counts before a run."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def _failed(cell: nbformat.NotebookNode) -> bool:
    wanted = "raises-exception" in cell.metadata.get("tags", [])
    return not wanted and any(output.output_type == "error" for output in cell.get("outputs", []))
