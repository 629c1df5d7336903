"""The report as a page of bars, one for each statement."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, areas, bars, notes
from helpers.charts.reading_the_report import words
from helpers.charts.squares import QUIET, in_pixels
from helpers.data import row_ids

WIDEST = 450  # pixels of a line
LETTER = 2.0  # pixels of a bar for each letter of a statement
NAMES = 144  # pixels for the names left of the bars
GAP, LINE, BAR = 7, 20, 8  # pixels between two bars, of a line, of a bar's height
ABOVE = {"xanchor": "left", "yanchor": "bottom", "yref": "y"}
HEAD = 46  # pixels above a section: its name stands there on a phone


def report_as_bars(claims: pd.DataFrame) -> Figure:
    """Draw the report as a page: a bar for each statement, under the pen where somebody is said to speak.

    A bar is as long as our wording of the statement. Nothing of the report is printed.

    Parameters
    ----------
    claims : table claims.

    >>> fig = charts.report_as_bars(load("claims"))
    >>> fig.layout.meta["title"]
    'The report makes 55 statements; in 14...
    """
    frame = claims.assign(
        row_id=row_ids("claims", claims),
        spoken=claims["claim_id"].isin(wording.with_speaker(claims)["claim_id"]),
        length=(LETTER * claims["claim"].str.len()).clip(upper=WIDEST),
    )
    sections, height = _set(dict(list(frame.groupby("section", sort=False))))
    every = pd.concat(sections.values())
    spoken = every[every["spoken"]]
    return picture(
        [
            areas(
                [(r.x - 3, r.y - 8, r.x + r.length + 3, r.y + 8) for r in spoken.itertuples()],
                theme.PEN,
                line={"width": 0},
                layer="below",
            ),
            _bars(every[~every["spoken"]], QUIET),
            _bars(spoken, theme.INK),
            *(
                _named(name, rows, "with a speaker" if place == 0 else "")
                for place, (name, rows) in enumerate(sections.items())
            ),
        ],
        **in_pixels(height, NAMES, 5, WIDEST + 5, barmode="overlay", bargap=0),
        **words.report_as_bars(every),
    )


def _set(sections: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], int]:
    """Statements of each section line by line, as words are set, and the height of the page."""
    top, placed = -HEAD // 4, {}
    for name, rows in sections.items():
        x, y, places = 0.0, top + HEAD, []
        for length in rows["length"]:
            if x and x + length > WIDEST:
                x, y = 0.0, y + LINE
            places.append((x, y))
            x += length + GAP
        placed[name] = rows.assign(x=[x for x, _ in places], y=[y for _, y in places])
        top = y
    return placed, top + LINE


def _bars(rows: pd.DataFrame, color: str) -> Layer:
    look = {"base": rows["x"].tolist(), "width": BAR, "orientation": "h", "showlegend": False}
    return bars(rows, "length", "y", words.claim_hover, marker={"color": color}, **look)


def _named(name: str, rows: pd.DataFrame, more: str) -> Layer:
    """Name of a section left of its first line, on a phone above it; how many have a speaker, in words."""
    head, said = wording.SECTIONS[name], words.with_speakers(rows)
    y = rows["y"].iloc[0]
    left = notes([(-12, y, head)], 14, name="wide", xanchor="right")
    right = notes([(WIDEST + 10, y, f"{said} {more}")], 14, name="wide", xanchor="left")
    above = notes([(-3, y - 9, f"{head}: {said} {more}")], 13, name="narrow", **ABOVE)
    return Layer(notes=[*left.notes, *right.notes, *above.notes])
