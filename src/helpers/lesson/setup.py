"""Does this computer run the course? Answers in plain words."""

from __future__ import annotations

import html
import sys
from collections.abc import Callable

from helpers.lesson.telling import tell

OLDEST, NEWEST = (3, 11), (3, 14)


def check_setup() -> None:
    """Try what every lesson needs and say what to do where something fails.

    >>> check_setup()
    ✓ Python is of a version that the course knows.
    ...
    """
    for said, advice, works in CHECKS:
        fine, heard = False, ""
        try:
            fine = works()
        except Exception as error:
            heard = html.escape(f" (The computer said: {type(error).__name__}: {error})", quote=False)
        tell("right" if fine else "wrong", said if fine else f"Not yet: {said} {advice}{heard}")


def _python() -> bool:
    return OLDEST <= sys.version_info[:2] <= NEWEST


def _data() -> bool:
    from helpers.data import load, tables

    return all(len(load(name)) for name in tables())


def _charts() -> bool:
    import plotly.graph_objects as go
    from plotly.offline import get_plotlyjs

    return bool(go.Figure().to_dict()) and len(get_plotlyjs()) > 1_000_000


def _widgets() -> bool:
    import anywidget  # noqa: F401
    import ipywidgets  # noqa: F401

    return True


CHECKS: list[tuple[str, str, Callable[[], bool]]] = [
    ("Python is of a version that the course knows.", "Install Python 3.11 to 3.14.", _python),
    ("All tables of the data can be read.", "Unpack the course again, or undo changes in data/.", _data),
    (
        "Charts can be drawn without a network.",
        "Start the course again with the command in the README.",
        _charts,
    ),
    ("Controls can be shown.", "Start the course again with the command in the README.", _widgets),
]
