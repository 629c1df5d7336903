"""Totals of shells by the day they speak of, and containers a day."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import arms
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, Row, faded, line, notes, scatter, uprights
from helpers.charts.shells_and_guns import words
from helpers.charts.statements import range_bar, side_keys, statements
from helpers.words import number

MILLION = 1e6
UNTOLD = 0.25  # opacity of totals that do not answer the question chosen
EDGE = pd.Timestamp("2026-06-20")  # where totals without a day stand, right of the dated ones
SEOUL = theme.actor(arms.SEOUL)
YEARS = {
    "tickvals": ["2024-01-01", "2025-01-01", "2026-01-01", EDGE],
    "ticktext": ["2024", "2025", "2026", "no day"],
}
HALF_YEARS = {
    "tickvals": ["2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01"],
    "ticktext": ["Jan<br>2024", "Jul", "Jan<br>2025", "Jul"],
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
    return picture(
        [
            *joined,
            *(
                range_bar(row, [row.x] * 2, [row.low, row.high], faint=1 if told[row.Index] else UNTOLD)
                for row in shown[ranges].itertuples()
            ),
            statements(shown[told & ~ranges], "x", "value", keys=()),
            faded(statements(shown[~told & ~ranges], "x", "value", keys=()), UNTOLD),
            *(_named(row) for row in _worth_naming(shown, meaning).itertuples()),
            side_keys(totals["side"]),
            uprights([known_on] if known_on else [], theme.FAINT, 1, "dash", xref="x"),
        ],
        x={"type": "date", "range": ["2023-11-01", "2026-08-25"], "tickangle": 0} | YEARS,
        y={"title": "million", "range": [0, 17.6], "dtick": 5},
        look={"showlegend": True},
        **words.totals_by_speaker(rows, known_on, meaning),
        mixed=comparable(rows),
        height=480,
    )


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


def _named(row: Row) -> Layer:
    beside = {"xanchor": "left", "yanchor": "middle", "xshift": 9, "yshift": 0}
    above = {"xanchor": "center", "yanchor": "bottom", "xshift": 0, "yshift": 7}
    top = row.value if pd.isna(row.high) else row.high
    return notes([(row.x, top, words.office_total(row))], **(beside if row.side == "ukraine" else above))


def containers_per_day(boxes: pd.DataFrame, read: str = "a day") -> Figure:
    """Draw Seoul's containers a day between its statements, or the totals that the rates come from.

    Parameters
    ----------
    boxes : from analysis.arms.detailed, rows with the quantity dprk_containers.
    read : "a day" or "totals".

    Raises
    ------
    ValueError : another reading.
    """
    if read not in ("a day", "totals"):
        raise ValueError(f"read is “a day” or “totals”, not {read!r}.")
    steps, rows = arms.per_day(boxes), arms.containers(boxes, "Seoul (ministry)")
    dated = rows[rows["as_of_last"].notna()]
    if read == "a day":
        layers = [_step(step) for step in steps.itertuples()]
        y = {"title": "containers a day", "range": [0, 145]}
    else:
        layers = _dated_totals(dated)
        y = {"title": "containers in all", "range": [0, 31_500], "tickformat": ","}
    return picture(
        layers,
        x={"type": "date", "range": ["2023-06-15", "2025-09-01"]} | HALF_YEARS,
        y=y,
        **words.containers_per_day(steps, rows, read),
        mixed=comparable(dated),
    )


def _step(step: Row) -> Layer:
    """The rate between two statements, as a line from day to day."""
    both = pd.DataFrame({"day": [step.first, step.last], "row_id": [step.row_first, step.row_last]})
    marker = {"color": SEOUL.color, "symbol": SEOUL.symbol, "size": 9}
    look = {"mode": "lines+markers", "marker": marker, "line": {"color": SEOUL.color, "width": 4}}
    say = words.step_hover(step)
    rate = scatter(both, "day", [step.per_day] * 2, lambda _: say, showlegend=False, **look)
    middle = step.first + (step.last - step.first) / 2
    above = notes([(middle, step.per_day, words.per_day(step))], None, yanchor="bottom", yshift=6)
    return rate._replace(notes=above.notes)


def _dated_totals(rows: pd.DataFrame) -> list[Layer]:
    values = [(row.as_of_last, row.value, number(row.value)) for row in rows.itertuples()]
    left = {"xanchor": "right", "xshift": -9, "yshift": 6}
    return [statements(rows, "as_of_last", "value", keys=()), notes(values, **left)]
