"""Explore and show: one chart for every reader.

With a kernel a chart is a live widget: its first setting shows at once, the others are drawn while the
kernel has nothing else to do. In a saved notebook JupyterLab draws it with its own Plotly; on a page without
a kernel native controls move it through settings that were computed beforehand; where no script runs, a
picture, its alt sentence, the caption and the data table remain.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from helpers.given import shown
from helpers.lesson.forms import present
from helpers.lesson.settings import ExploreError, Settings, labelled, place_of
from helpers.lesson.widgets import draws_later


class Explore:
    """A chart with up to three controls that works with a kernel and without one.

    Parameters
    ----------
    draw : a chart function; called as draw(*data, **setting) it returns a finished figure.
    data : what `draw` takes first, usually tables.
    question : what the reader should look for; stands above the controls.
    caution : what the figure must not be used to conclude; stands below it.
    start : choice = value shown first; choices not named start at their first value.
    choices : name = list of values (or a dictionary label → value); each becomes a control.
        Anything else is passed to `draw` as it is.

    Raises
    ------
    ExploreError : no choice, an empty choice, a start that is no option, more than 200 settings,
        a `draw` that fails for a setting or returns a figure without title, caption, alt and table
        (where settings are drawn later, only the first one raises; the chart names the others).

    >>> tiles = Explore(
    ...     charts.verdict_wall,
    ...     load("claims"),
    ...     load("verdicts"),
    ...     day={"16 Nov 2024": "text", "today": "now"},
    ...     question="Which tiles change?",
    ...     caution="A tile is no mark.",
    ... )
    """

    def __init__(
        self,
        draw: Callable[..., go.Figure],
        *data: object,
        question: str,
        caution: str,
        start: dict[str, object] | None = None,
        **choices: object,
    ) -> None:
        if not callable(draw):
            raise ExploreError(
                f"Explore takes a chart first, such as charts.timeline; {shown(draw)} is none."
            )
        options = {
            name: labelled(name, values)
            for name, values in choices.items()
            if isinstance(values, (list, tuple, range, dict))
        }
        fixed = {name: _as_now(value) for name, value in choices.items() if name not in options}
        self.settings = Settings(
            partial(draw, *map(_as_now, data), **fixed),
            options,
            place_of(options, {} if start is None else start),
            question,
            caution,
        )
        if draws_later():
            self.settings.figure(self.settings.first)
        else:
            self.settings.all()

    def _ipython_display_(self) -> None:
        _present(self.settings)


def show(figure: go.Figure, caution: str = "") -> None:
    """Show a finished chart without controls, its caption and its data table.

    Raises ExploreError for a figure without title, caption, alt sentence and table.

    >>> show(charts.knowable(load("claims"), load("verdicts")))
    24 of 35 limits that decide today could be found on 16 Nov 2024
    ...
    """
    _present(Settings(lambda: figure, {}, 0, "", caution))


def _present(settings: Settings) -> None:
    if draws_later():
        from helpers.lesson.live import present_live  # anywidget is needed only where there is a kernel

        present_live(settings)
    else:
        options = list(settings.options.items())
        present(settings.all(), settings.first, options, settings.question, settings.caution)


def _as_now(value: object) -> object:
    """The same table as it is now: a later cell may change it before every setting is drawn."""
    return value.copy(deep=False) if isinstance(value, (pd.DataFrame, pd.Series)) else value
