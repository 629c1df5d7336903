"""Run a lesson in a fresh kernel without widgets and with an empty my_work."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
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

    Raises LessonFails, which names the cell, when a cell fails. The tag `raises-exception` lets a reader's
    run go on past a slip in an exercise; as it is published, no cell may fail.
    """
    with tempfile.TemporaryDirectory() as empty:
        env = {**os.environ, PUBLISHING: "1", PLACE: empty, "PYTHONHASHSEED": "0"}
        client = NotebookClient(
            notebook,
            timeout=TIMEOUT,
            startup_timeout=120,
            kernel_name="python3",
            record_timing=False,
            coalesce_streams=True,  # several prints of a cell are one output, the same in every run
            extra_arguments=["--IPKernelApp.log_level=ERROR"],  # no word about TCP: it stays on this computer
            resources={"metadata": {"path": str(folder)}},
        )
        with suppress(CellExecutionError):  # what failed stands in the cell
            client.execute(env=env)
    for number, cell in enumerate(notebook.cells, 1):
        for error in (one for one in cell.get("outputs", []) if one.output_type == "error"):
            said = f"{error.ename}: {error.evalue}"
            trace = "\n".join(error.traceback)[-1500:]
            raise LessonFails(f"cell {number} fails: {said}\n{trace}")


def clear_outputs(notebook: nbformat.NotebookNode) -> None:
    """Empty all outputs and counts before a run."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
