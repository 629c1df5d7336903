"""The settings of a chart: every combination of its choices, drawn when it is asked for."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from helpers.given import shown
from helpers.lesson.packing import slim
from helpers.words import day

MOST_SETTINGS = 200


class ExploreError(ValueError):
    """An explorer was asked for something that it cannot show; the message names the choice."""


@dataclass
class Settings:
    """All settings of one chart; each figure is drawn once and kept.

    Parameters
    ----------
    draw : called as draw(**setting).
    options : choice → label → value.
    first : place of the setting that is shown first.
    question, caution : what stands above and below the chart.
    drawn : place → figure, as packing.slim makes it.
    """

    draw: Callable[..., go.Figure]
    options: dict[str, dict[str, object]]
    first: int
    question: str
    caution: str
    drawn: dict[int, dict] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("question", "caution"):
            if not isinstance(said := getattr(self, name), str):
                raise ExploreError(f'The {name} is a text in "quotation marks"; {shown(said)} is none.')

    def __len__(self) -> int:
        return math.prod(len(values) for values in self.options.values())

    def figure(self, place: int) -> dict:
        """The figure of one setting.

        Raises ExploreError when it cannot be drawn, or has no title, caption, alt sentence and table.
        """
        if place not in self.drawn:
            self.drawn[place] = slim(_checked(self.draw, self._at(place)))
        return self.drawn[place]

    def all(self) -> list[dict]:
        """Every figure, in the order of the controls."""
        return [self.figure(place) for place in range(len(self))]

    def _at(self, place: int) -> dict[str, object]:
        values = itertools.product(*(choice.values() for choice in self.options.values()))
        return dict(zip(self.options, next(itertools.islice(values, place, None)), strict=True))


def labelled(name: str, values: Collection) -> dict[str, object]:
    """The options of a choice: label → value.

    Raises ExploreError for an empty choice and for two values that read the same.
    """
    options = values if isinstance(values, dict) else {_label(value): value for value in values}
    if not options:
        raise ExploreError(f"The choice {name!r} is empty: give it at least one value, or leave it out.")
    if not isinstance(values, dict) and len(options) < len(values):
        raise ExploreError(
            f"Two values of the choice {name!r} read the same; give them labels in a dictionary."
        )
    return options


def _label(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return day(value)
    return str(value)


def place_of(options: dict[str, dict[str, object]], start: dict[str, object]) -> int:
    """Which of all settings comes first, counted as the controls count: the last choice changes fastest.

    Raises ExploreError for no choice, for more than 200 settings, for a start that is no option.
    """
    if not options:
        raise ExploreError(
            "An explorer needs at least one choice; use show(figure) for a chart without controls."
        )
    count = math.prod(map(len, options.values()))
    if count > MOST_SETTINGS:
        sizes = " × ".join(f"{name} ({len(values)})" for name, values in options.items())
        raise ExploreError(f"{sizes} make {count} settings; at most {MOST_SETTINGS} can be stored in a page.")
    if not isinstance(start, dict):
        raise ExploreError(f"start is a dictionary, such as {{choice: value}}; {shown(start)} is none.")
    for name, value in start.items():
        if name not in options:
            raise ExploreError(f"start names {name!r}, which is not a choice: {', '.join(options)}.")
        if value not in list(options[name].values()):
            raise ExploreError(
                f"start asks for {name} = {value!r}, but the options are {', '.join(options[name])}."
            )
    place = 0
    for name, values in options.items():
        index = list(values.values()).index(start[name]) if name in start else 0
        place = place * len(values) + index
    return place


def _checked(draw: Callable[..., go.Figure], setting: dict[str, object]) -> go.Figure:
    """The figure of a setting; ExploreError when it cannot be drawn or lacks its words."""
    named = ", ".join(f"{name} = {_label(value)!r}" for name, value in setting.items()) or "this chart"
    try:
        figure = draw(**setting)
    except Exception as error:
        raise ExploreError(
            f"The chart cannot be drawn for {named}: {type(error).__name__}: {error}"
        ) from error
    if not isinstance(figure, go.Figure):
        raise ExploreError(f"{named} is {shown(figure)} and no chart: show what a function of charts draws.")
    meta = figure.layout.meta or {}
    missing = [key for key in ("title", "caption", "alt", "table") if not meta.get(key)]
    if missing:
        raise ExploreError(
            f"The figure for {named} has no {', '.join(missing)}: finish it with charts.finish(...), "
            "so that every reader gets its words."
        )
    return figure
