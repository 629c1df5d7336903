"""The button below a form that keeps one entry of the reader's, and asks before it replaces one."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any


def keep_row(
    keep: str, replace: str, kept: Callable[[], str], missing: Callable[[], str], save: Callable[[], object]
) -> Any:
    """A button, and beside it what is kept.

    Parameters
    ----------
    keep, replace : what the button says, before and after it has asked whether to replace.
    kept : what is kept now, as HTML; "" when nothing is.
    missing : what the reader has to do before anything can be kept, as HTML; "" when nothing.
    save : keeps what the form holds.

    All three may raise ValueError, whose message is told; where the file cannot be read the button is dead.
    """
    import ipywidgets as w

    button = w.Button(description=keep, layout={"width": "auto"})
    note = w.HTML()

    def pressed(_: object) -> None:
        try:
            if said := missing():
                note.value = said
                return
            if kept() and button.description != replace:
                button.description = replace
                note.value = f"{kept()} Press again to replace it."
                return
            save()
            note.value = kept()
        except ValueError as error:
            note.value = html.escape(str(error))
        button.description = keep

    try:
        note.value = kept()
    except ValueError as error:
        note.value, button.disabled = html.escape(str(error)), True
    button.on_click(pressed)
    return w.HBox([button, note], layout={"flex_flow": "row wrap"})
