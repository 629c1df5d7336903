"""What a kernel asks: before a cell of the course runs, and when a name in it is not known."""

from __future__ import annotations

import json
import linecache
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

FIRST_LESSON = "00_start_here.ipynb"


def listen() -> None:
    """Listen to the cells of this kernel; without a kernel, nothing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell:
        load_ipython_extension(shell)


def load_ipython_extension(shell: Any) -> None:
    """Called by IPython when it loads the extension; listens once.

    A shell that has other parts than these (another IPython) goes on as if nothing had been loaded.
    """
    with suppress(Exception):
        if _mended in shell.input_transformers_cleanup:
            return
        shell.events.register("pre_run_cell", _tell)
        shell.input_transformers_cleanup.append(_mended)
        if not shell.custom_exceptions:  # somebody else's handler stays
            shell.set_custom_exc((NameError,), _name_error)


def _mended(lines: list[str]) -> list[str]:
    """The lines of a cell as they run. Raises Slip."""
    return _read("".join(lines))[0].splitlines(keepends=True)


def _tell(info: Any) -> None:
    """Say above the output what was understood otherwise than typed."""
    with suppress(Exception):  # a Slip: then the cell does not run, and its error says why
        for note in _read(info.raw_cell)[1]:
            print(note)


def _read(source: str) -> tuple[str, list[str]]:
    """`understood` for a cell of the course; any other as it is."""
    from kursk_slips.cells import understood
    from kursk_slips.values import Slip

    try:
        read = understood(source)
        return read if read[0] == source or _of_the_course() else (source, [])
    except Slip:
        if _of_the_course():
            raise
    except Exception:  # a fault of this reading must never stop a cell
        pass
    return source, []


def _name_error(
    shell: Any, kind: type, error: NameError, trace: TracebackType, tb_offset: int | None = None
) -> None:
    """Show a NameError: in words for a verb of the course or a word without quotation marks, else as ever."""
    with suppress(Exception):  # a fault of this reading must never hide the error
        said = _in_words(error, trace)
        if said:  # IPython shows what an exception itself gives for its traceback
            error._render_traceback_ = lambda: [said]  # type: ignore[attr-defined]
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset, running_compiled_code=True)


def _in_words(error: NameError, trace: TracebackType) -> str:
    """What a reader should know of a name that is not known; empty where it is no matter of the course."""
    from kursk_slips.names import explained

    last = trace
    while last.tb_next:
        last = last.tb_next
    frame = last.tb_frame
    if not frame.f_code.co_name.startswith(("<module", "<cell")) or not _of_the_course():
        return ""
    source = "".join(linecache.getlines(frame.f_code.co_filename))
    return explained(error.name or "", source, set(frame.f_globals)) or ""


def _of_the_course() -> bool:
    return "helpers.lesson" in sys.modules or _is_lesson(os.environ.get("JPY_SESSION_NAME", ""))


@cache
def _is_lesson(session: str) -> bool:
    """Whether the notebook of this kernel is of the course: by its metadata, or by what lies beside it."""
    try:
        return "course" in json.loads(Path(session).read_text("utf-8"))["metadata"]
    except (OSError, ValueError, LookupError, TypeError):  # no path at all: Colab gives an id
        return os.path.isfile(FIRST_LESSON)  # it never raises
