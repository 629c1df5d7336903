"""What a chart of a reader's own must have before it is shown to others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.analysis.comparable import comparable

NAMES = {"area_km2": "ground held, km²", "date": "day", "as_of_last": "day the figure speaks of"}


class NotReady(ValueError):
    """A chart is not ready for other people; the message says what is missing.

    >>> mixed_scopes(load("estimates").head(0))
    Traceback (most recent call last):
    ...
    helpers.bench.guard.NotReady: There are no rows to draw; loosen the filter.
    """


def one_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, when they count one kind of thing.

    Raises NotComparable when they do not; the message says what differs.

    >>> one_kind(pd.DataFrame({"unit": ["km²", "km²"]})).shape
    (2, 1)
    """
    comparable(rows)
    return rows


def mixed_scopes(rows: pd.DataFrame | str, panels: str = "", *, mixed: bool = False) -> list[str]:
    """What the rows behind a chart mix; each panel is judged alone when `panels` names its column.

    Raises
    ------
    NotReady : no rows, rows for exercises only, or rows that name no page.
    NotComparable : the rows count different things, and the chart does not say that it is mixed.
    """
    if isinstance(rows, str):
        if not rows.strip():
            raise NotReady("Say where the figures come from: source=the rows that you drew.")
        return []
    if rows.empty:
        raise NotReady("There are no rows to draw; loosen the filter.")
    traps = int((rows["exercise_only"] == "yes").sum()) if "exercise_only" in rows else 0
    if traps:
        raise NotReady(
            f"{traps} of these rows are traps for exercises. Leave them out before you draw: "
            'rows[rows["exercise_only"] == "no"].'
        )
    if "source_id" not in rows or rows["source_id"].isna().all():
        raise NotReady(
            "These rows name no page. Give the rows from before groupby, which have source_id, or say it "
            'in words: source="Project Owl, unit counters".'
        )
    if "unit" not in rows:  # a table without figures, such as events
        return []
    parts = [part for _, part in rows.groupby(panels)] if panels else [rows]
    return sorted({scope for part in parts for scope in comparable(part, mixed=mixed)})


def name_axes(fig: go.Figure) -> None:
    """Write known columns in words on the axes.

    Raises NotReady for an axis of numbers without a name, or one that still has the name of a column.
    """
    for axis in (*fig.select_xaxes(), *fig.select_yaxes()):
        axis.title.text = NAMES.get(axis.title.text, axis.title.text)
    for letter, name in axis_names(fig).items():
        if "_" in name or (not name and _has_numbers(fig, letter)):
            said = f"still has the name of a column ({name})" if name else "has no name"
            raise NotReady(
                f"The {letter} axis {said}. Say what it counts, and the unit: "
                f'labels={{"{name or "column"}": "your words"}}.'
            )


def axis_names(fig: go.Figure) -> dict[str, str]:
    """Names of the axes by letter; of panels, the first axis that has one."""
    axes = {"x": fig.select_xaxes(), "y": fig.select_yaxes()}
    return {
        letter: next((axis.title.text for axis in some if axis.title.text), "")
        for letter, some in axes.items()
    }


def _has_numbers(fig: go.Figure, letter: str) -> bool:
    values: list[Any] = [
        value
        for trace in fig.data
        if trace[letter] is not None and not _is_timeline(trace, letter)
        for value in np.asarray(trace[letter])
    ]
    return any(isinstance(value, (int, float, np.number)) for value in values)


def _is_timeline(trace: Any, letter: str) -> bool:
    """Is it a bar from one day to another? Its x holds lengths of time, and its axis shows days."""
    return letter == "x" and trace.type == "bar" and trace.base is not None
