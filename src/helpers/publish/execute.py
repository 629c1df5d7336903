"""Run a lesson in a fresh kernel without widgets and with an empty my_work."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from helpers.lesson.my_work import PLACE
from helpers.lesson.widgets import PUBLISHING
from helpers.publish.prose import expressions

TIMEOUT = 300


class LessonFails(RuntimeError):
    """A cell of a lesson, or an expression in its prose, raises an error; the message names it."""


def execute(notebook: nbformat.NotebookNode, folder: Path) -> dict[str, str]:
    """Execute `notebook` in place, as if opened in `folder`; return value by expression in its prose.

    Raises LessonFails, which names the cell, when a cell or an expression in the prose fails (tag a
    deliberate error `raises-exception`).
    """
    wanted = expressions(notebook)
    asked = nbformat.v4.new_code_cell(_asking(wanted))
    notebook.cells.append(asked)
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
            place = "the prose" if number == len(notebook.cells) else f"cell {number}"
            raise LessonFails(f"{place} fails: {said}\n{error.traceback[-1500:]}") from error
    notebook.cells.pop()
    text = "".join(output.get("text", "") for output in asked.outputs)
    return json.loads(text)


def clear_outputs(notebook: nbformat.NotebookNode) -> None:
    """Empty all outputs and counts before a run."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def _failed(cell: nbformat.NotebookNode) -> bool:
    wanted = "raises-exception" in cell.metadata.get("tags", [])
    return not wanted and any(output.output_type == "error" for output in cell.get("outputs", []))


def _asking(wanted: list[str]) -> str:
    """Code of a last cell, never stored, that prints the value of each expression in the prose."""
    lines = [
        "import json as _json",
        "from helpers.publish.prose import spoken as _spoken",
        "_said = {}",
    ]
    for expression in wanted:
        lines.append(f"_said[{expression!r}] = _spoken({expression!r}, globals())")
    lines.append("print(_json.dumps(_said))")
    return "\n".join(lines)
