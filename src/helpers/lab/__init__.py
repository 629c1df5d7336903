"""Jupyter server extension: a saved notebook keeps no reference to a widget that died with its kernel."""

from __future__ import annotations

from typing import Any

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "helpers.lab"}]


def _load_jupyter_server_extension(server_app: Any) -> None:
    server_app.contents_manager.register_pre_save_hook(strip_widget_views)


def strip_widget_views(model: dict, **_: object) -> None:
    """Drop widget views from outputs that have another form, and stored widget state, before saving.

    Without this a trusted notebook reopened without its kernel shows "model not found" in place of a chart.
    Notebooks of other courses on the same server are left alone.
    """
    notebook = model.get("content") if model.get("type") == "notebook" else None
    if not notebook or "course" not in notebook.get("metadata", {}):
        return
    notebook["metadata"].pop("widgets", None)
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if WIDGET_VIEW in data and set(data) - {WIDGET_VIEW, "text/plain"}:
                del data[WIDGET_VIEW]
