"""Where widgets can be shown, and how one joins the other forms of an output."""

from __future__ import annotations

import asyncio
import os
from typing import Any

LOST = "This form has lost its kernel, and nothing that you press is kept. Run the cell again."
# JupyterLab sets the class on widgets whose kernel is gone
WHEN_LOST = (
    "<style>.kx-form.jupyter-widgets-disconnected::before{content:'"
    + LOST
    + "';display:block;border-left:4px solid #b3261e;padding:2px 8px}</style>"
)
PUBLISHING = "HELPERS_PUBLISH"  # set while notebooks are executed for publication: no widgets then


def widgets_work() -> bool:
    """Is there a kernel that can serve widgets, and is this no publication run?"""
    from IPython import get_ipython

    return hasattr(get_ipython(), "kernel") and not os.environ.get(PUBLISHING)


def draws_later() -> bool:
    """Can a chart show its first setting now and draw the others later, on the event loop of a kernel?"""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return widgets_work()


def form(said: str, *parts: Any) -> Any:
    """A box with a text in HTML and parts below it, which says so when its kernel is gone."""
    import ipywidgets as w

    box = w.VBox([w.HTML(WHEN_LOST + said), *parts])
    return box.add_class("kx-form")


def widget_view(widget: Any) -> dict[str, Any]:
    """The forms of a widget that join an output, all but its plain text: the output has better words."""
    return {mime: data for mime, data in _bundle(widget)[0].items() if mime != "text/plain"}


def widget_metadata(widget: Any) -> dict[str, Any]:
    """What must be displayed with the forms of a widget: Colab shows no widget of others without it."""
    return _bundle(widget)[1]


def _bundle(widget: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    view = widget._repr_mimebundle_()
    return view if isinstance(view, tuple) else (view, {})  # anywidget adds metadata
