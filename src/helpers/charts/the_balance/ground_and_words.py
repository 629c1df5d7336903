"""What was said and done, each line beside the ground that DeepState's map showed on its day."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.ground import beside_ground, ground_downwards
from helpers.charts.layers import Layer, notes, scatter
from helpers.charts.squares import PENNED
from helpers.charts.the_balance import words_ground as words

FIRST, LAST = pd.Timestamp("2024-10-27"), pd.Timestamp("2025-04-30")  # days shown
NAMED = pd.Timestamp("2025-01-20")  # where the curve is named, on the ground that it holds
ASIDE = 200  # km²: less ground than this leaves no room for its words, which stand right of the curve
ON = {"yref": "y2", "borderpad": 0}
LEFT = {**ON, "xanchor": "right", "align": "right", "xshift": -7}  # of a mark
OVER = {**LEFT, "xshift": 0, "yanchor": "bottom"}
RIGHT = {**ON, "xanchor": "left", "align": "left", "xshift": 7, "yanchor": "top"}
LINE_PX, OVER_PX = 17, 8  # a line of words at the curve; from a mark to words over it
MOST = 750  # km², the right end of the scale


def ground_and_words(events: pd.DataFrame, area: pd.DataFrame) -> Figure:
    """What was said and done, beside the ground that DeepState's map still shows held.

    Parameters
    ----------
    events : rows of table events; area : table control_area_daily.

    Raises
    ------
    ValueError : no events.

    >>> events = load("events", event_id=["2024-11-10-nyt-50000", "2025-03-08-gas-pipe-raid"])
    >>> fig = charts.ground_and_words(events, load("control_area_daily"))
    >>> fig.layout.meta["title"]
    'Held ground fell 42...
    """
    held = areas.held(area, "deepstate")
    rows, layers, axes = beside_ground(events, held, FIRST, LAST, MOST, [0, 300, 600])
    curve = areas.redrawn(area, "deepstate", "held", FIRST, LAST)
    look = {"yref": "y2", "xanchor": "left", "xshift": 8, "align": "left"}
    names = [notes([(0, NAMED, text)], 14, name=width, **look) for width, text in words.NAMES.items()]
    return picture(
        [ground_downwards(curve, keyed=False), *_turns(held), *names, *layers],
        **axes,
        **words.ground_and_words(rows, held),
    )


def _turns(held: pd.Series) -> list[Layer]:
    """The days of the title as marks at the curve, each with its ground and what was lost by then."""
    turns = words.turns(held)
    dots = pd.DataFrame(turns, columns=["on", "ground", "lost"])
    marks = scatter(dots, "ground", "on", yaxis="y2", marker={"size": 9, **PENNED}, showlegend=False)
    return [marks, *(layer for turn in turns for width in words.NAMES for layer in _turn(*turn, width))]


def _turn(on: pd.Timestamp, ground: float, lost: str, width: str) -> list[Layer]:
    """The ground of a day in words for one width, and below it the loss under the pen."""
    said = words.turn(on, ground, width)
    if not lost:
        return [notes([(ground, on, said)], 13, name=width, **LEFT)]
    if ground < ASIDE:
        side, above, below = RIGHT, 0, -LINE_PX * (said.count("<br>") + 1)
    else:
        side, above, below = OVER, OVER_PX + LINE_PX, OVER_PX
    return [
        notes([(ground, on, said)], 13, name=width, yshift=above, **side),
        notes([(ground, on, f"<b>−{lost}</b>")], 13, name=width, yshift=below, bgcolor=theme.PEN, **side),
    ]
