"""Totals of shells by the day they speak of."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import arms
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, Row, areas, faded, line, notes, uprights
from helpers.charts.shells_and_guns import words
from helpers.charts.statements import range_bar, side_keys, statements
from helpers.given import a_day
from helpers.words import short_day

MILLION = 1e6
UNTOLD = 0.25  # opacity of totals that do not answer the question chosen
FIRST, EDGE, LAST = map(pd.Timestamp, ("2023-11-01", "2026-04-10", "2026-06-10"))  # undated totals at EDGE
YEARS = [pd.Timestamp(f"{year}-01-01") for year in (2024, 2025, 2026)]
BELOW = {"yanchor": "top", "yshift": -6}  # the lower of two answers for the same containers
SIDES = {  # of a speaker → where the value stands at its mark
    "south_korea": {"xanchor": "right", "xshift": -9},
    "ukraine": {"xanchor": "left", "xshift": 9},
    "independent": {"yanchor": "bottom", "yshift": 6},
}


def totals_by_speaker(
    totals: pd.DataFrame, known_on: str | None = None, meaning: str = "delivered"
) -> Figure:
    """Draw published totals of shells by the day they speak of, as far as they had been said by a day.

    Parameters
    ----------
    totals : rows of analysis.arms.shell_totals.
    known_on : only what had been said by this day; None shows all, undated totals at the right edge.
    meaning : "delivered", or "usable": totals times the share that the speaker says to work, others faint.

    Raises
    ------
    ValueError : another meaning.

    >>> said = load("estimates", quantity=analysis.arms.TOTALS)
    >>> counted = analysis.arms.detailed(said, load("estimate_details"))
    >>> duds = load("estimates", quantity="dprk_shells_dud_share")
    >>> totals = analysis.arms.shell_totals(counted, duds)
    >>> charts.totals_by_speaker(totals, "2024-11-15", "delivered").layout.meta["title"]
    'Said by 15 Nov 2024: Kyiv 1.5, Seoul 9.4,...
    """
    if meaning not in ("delivered", "usable"):
        raise ValueError(f"meaning is “delivered” or “usable”, not {meaning!r}.")
    rows = arms.said_by(totals, known_on)
    shown = rows.assign(x=rows["as_of_last"].fillna(EDGE))
    shown[["value", "low", "high", "usable"]] /= MILLION
    works = shown["usable"].notna()
    told = works | (meaning == "delivered")  # all others are faint
    joined = [  # a dotted line between two answers for the same containers
        line(both["x"], both["value"], theme.actor(both["side"].iloc[0]).color, 1, dash="dot")
        for _, both in shown.groupby("pair_id")
        if len(both) == 2
    ]
    if meaning == "usable":
        joined += [_drop(row) for row in shown[works].itertuples()]
        shown["value"] = shown["usable"].fillna(shown["value"])
    ranges = shown["bound"] == "range"
    last = a_day(known_on) if known_on else EDGE
    return picture(
        [
            *joined,
            *(
                range_bar(row, [row.x] * 2, [row.low, row.high], faint=1 if told[row.Index] else UNTOLD)
                for row in shown[ranges].itertuples()
            ),
            statements(shown[told & ~ranges], "x", "value", keys=()),
            faded(statements(shown[~told & ~ranges], "x", "value", keys=()), UNTOLD),
            *_valued(shown, meaning),
            side_keys(rows["side"]),
            _your_day(known_on) if known_on else _no_day(),
        ],
        x={"type": "date", "range": [FIRST, last + (last - FIRST) * 0.09], "tickangle": 0, "showgrid": False}
        | {"tickvals": YEARS, "tickformat": "%Y"},
        y={"title": "million", "range": [-1, 17.2], "dtick": 5},
        look={"margin": {"t": 30}},
        **words.totals_by_speaker(rows, known_on, meaning),
        mixed=comparable(rows),
        height=450,
    )


def _your_day(known_on: str) -> Layer:
    """The reader's day, under the pen."""
    mark = uprights([known_on], theme.PEN_LINE, 1.5, "solid", xref="x")
    above = {"yref": "y domain", "yanchor": "bottom", "bgcolor": theme.PEN}
    return mark._replace(notes=notes([(known_on, 1, f"<b>{short_day(known_on)}</b>")], 13, **above).notes)


def _no_day() -> Layer:
    """The lane of totals without a day."""
    half = (LAST - EDGE) * 0.9
    look = {"yref": "y domain", "line": {"width": 0}, "layer": "below"}
    lane = areas([(EDGE - half, 0, EDGE + half, 1)], theme.WASH, **look)
    return lane._replace(notes=notes([(EDGE, 1, "no day")], 13, yref="y domain", yanchor="bottom").notes)


def _valued(shown: pd.DataFrame, meaning: str) -> list[Layer]:
    """Values at the marks, with the office where it is its latest; on a phone only those."""
    named = set(_worth_naming(shown, meaning)["row_id"])
    if meaning == "usable":
        return [_named(row, words.office_total(row)) for row in shown.itertuples() if row.row_id in named]
    return [
        _named(row, words.office_total(row))
        if row.row_id in named
        else _named(row, words.million(row), name="wide")
        for row in shown.itertuples()
    ]


def _drop(row: Row) -> Layer:
    """A line from the total said to have been delivered down to the part said to work."""
    style = theme.actor(row.side)
    marks = {"marker": {"symbol": [style.symbol, "line-ew-open"], "size": 11}, "mode": "lines+markers"}
    return line([row.x] * 2, [row.usable, row.value], style.color, 2, **marks)


def _worth_naming(shown: pd.DataFrame, meaning: str) -> pd.DataFrame:
    """The marks that carry their words: the latest of each office, the undated one, or the one that works.

    An office without a short name stands among others; its words are in the table.
    """
    latest = shown["row_id"].isin(arms.latest(shown)["row_id"]) | shown["as_of_last"].isna()
    named = shown[shown["usable"].notna() if meaning == "usable" else latest]
    return named[named["counter"].isin(words.OFFICES)]


def _named(row: Row, text: str, **look: str) -> Layer:
    top = row.value if pd.isna(row.high) else row.high
    side = BELOW if row.assumes_calibre == arms.ROCKETS else SIDES[row.side]
    return notes([(row.x, top, text)], 13, **side, **look)
