"""Charts that the reader kept for the briefing: my_work/charts.json."""

from __future__ import annotations

import json

import plotly.graph_objects as go

from helpers.lesson import my_work

FILE = "charts.json"


def keep_chart(name: str, figure: go.Figure) -> None:
    """Keep a finished figure; one of the same name is replaced.

    Raises ValueError when it cannot be written.
    """
    my_work.save_entry(FILE, name, json.loads(figure.to_json()))


def kept_charts() -> dict[str, go.Figure]:
    """The kept figures by name, in the order of their names.

    Raises ValueError when the file, or a figure in it, cannot be read.
    """
    entries = my_work.read_entries(FILE)
    try:
        figures = {name: go.Figure(entries[name]) for name in sorted(entries)}
        unfinished = [name for name, figure in figures.items() if not figure.layout.meta]
    except (ValueError, TypeError, AttributeError) as error:
        raise my_work.NotReadable(my_work.unreadable(FILE, "it holds no charts")) from error
    if unfinished:
        raise my_work.NotReadable(my_work.unreadable(FILE, f"“{unfinished[0]}” is no finished chart"))
    return figures
