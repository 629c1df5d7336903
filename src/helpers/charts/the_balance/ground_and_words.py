"""What was said and done, each line beside the ground that DeepState's map showed on its day."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.charts.frames import Figure, picture
from helpers.charts.ground import beside_ground, ground_downwards
from helpers.charts.layers import notes
from helpers.charts.the_balance import words_ground as words

FIRST, LAST = pd.Timestamp("2024-10-27"), pd.Timestamp("2025-04-30")  # days shown
NAMED = pd.Timestamp("2024-11-20")  # where the curve is named, on the ground that it holds
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
        [ground_downwards(curve, keyed=False), *names, *layers], **axes, **words.ground_and_words(rows, held)
    )
