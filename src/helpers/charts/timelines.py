"""Events on one time axis: the words above the line, the mark at the day."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.charts import theme
from helpers.charts.frames import DAYS, Figure, picture, table
from helpers.charts.layers import Layer, Row, notes, points, rules
from helpers.charts.statements import page
from helpers.words import broken, day, days

LINE_PX, MARK_PX, WIDTH = 15, 24, 52  # a line of words, the band of the mark, letters in a line
FRAME_PX = 200  # title, axis and legend together


def timeline(
    events: pd.DataFrame,
    title: str,
    caption: str = "",
    subtitle: str = "",
    over: Iterable[Layer] = (),
    room: int = 0,
) -> Figure:
    """Draw events in order of their days, each with its words, its actor and its page.

    Parameters
    ----------
    events : rows of table events.
    title : the finding, at most 90 characters.
    caption : what to be careful about; who acts is added.
    subtitle : what is shown; without it "what was done or said, by actor".
    over : layers after the events, such as a line at a day.
    room : pixels that the lines of words take at least, so that several timelines are equally high.

    Raises
    ------
    ValueError : no events.
    """
    rows, total, layers = told_events(events)
    spare = max(room - total, 0)
    first, last = day(rows["date_first"].min()), day(rows["date_first"].max())
    return picture(
        [*layers, *over],
        x={"type": "date", **DAYS, "nticks": 5},
        **line_axis(total, spare),
        title=title,
        subtitle=subtitle or "What was done or said; colour and mark show the actor",
        caption=f"{len(rows)} events, {first} to {last}. {caption}".strip(),
        alt=[f"{event_days(row)}: {short_event(row)}" for row in rows.itertuples()],
        table=table(rows, event_columns()),
        height=total + spare + FRAME_PX,
    )


def told_events(events: pd.DataFrame) -> tuple[pd.DataFrame, int, list[Layer]]:
    """Events in order of their days with their place y, the pixels that their words need, and the layers.

    Raises
    ------
    ValueError : no events.
    """
    if events.empty:
        raise ValueError("There are no events to draw; loosen the filter.")
    rows = events.sort_values(["date_first", "event_id"], ignore_index=True)
    told = [broken(f"{event_days(row)}: {short_event(row)}", WIDTH) for row in rows.itertuples()]
    rows["y"], total, texts = worded_lines(told, lift=7, width=1)
    return rows, total, [points(rows, "date_first", "y", say=event_hover, by="actor"), *texts]


def worded_lines(texts: list[str], lift: int, **stroke: object) -> tuple[list[int], int, list[Layer]]:
    """Lines of words under each other, each above its own thin rule.

    Parameters
    ----------
    texts : the words of each line, the first on top.
    lift : pixels between a rule and the words above it.

    Returns
    -------
    Places of the rules in pixels above the axis, the height of all, and the layers.
    """
    tall = [LINE_PX * (1 + text.count("<br>")) + MARK_PX for text in texts]
    places = [sum(tall[i + 1 :]) for i in range(len(tall))]
    left = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
    words = notes(((0, y + lift, text) for text, y in zip(texts, places, strict=True)), **left)
    return places, sum(tall), [words, rules(places, **stroke)]


def line_axis(top: float, spare: float = 0) -> dict:
    """What a picture of worded lines needs: its y axis in pixels (`spare` ones below), narrow margins."""
    y = {"visible": False, "range": [-MARK_PX / 2 - spare, top]}
    return {"y": y, "look": {"margin": {"l": 14, "r": 14}}}


def event_columns() -> dict:
    """The data table below a timeline: head → column, or a function of a row."""
    return {"Day": event_days, "What": "what", "Actor": acting, "Kind": "kind", "Page": "publisher"}


def acting(row: Row) -> str:
    """Who acts, as the key of a chart names it."""
    return theme.actor(row.actor).label


def event_days(row: Row) -> str:
    """The day or days of an event, in words."""
    return days(row.date_first, row.date_last)


def short_event(row: Row) -> str:
    """The label of an event where it has one, else what happened."""
    return row.label if isinstance(row.label, str) else row.what


def event_hover(row: Row, width: int = WIDTH) -> str:
    """What one mark of an event stands for."""
    return f"<b>{event_days(row)}</b><br>{broken(row.what, width)}<br>{page(row)}"
