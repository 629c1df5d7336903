"""Ranges by speaker: one row per statement, its value at its mark, a bar from low to high."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, picture, ticks
from helpers.charts.layers import Layer, notes
from helpers.charts.statements import ARROW, lined, marks_told, printed_rows, said_on, told
from helpers.charts.strips import LIFT_PX, ZERO, names_above, narrow_rows, short_value
from helpers.words import broken, days, written

LINE_PX, GAP_PX, FRAME_PX = 16, 18, 28  # a line of a label, between rows, all but the rows
LABEL_WIDTH, ABOVE_PX = 24, 22  # letters of a label's line; room for a name above its row on a phone


def ranges_by_speaker(
    estimates: pd.DataFrame,
    title: str | None = None,
    subtitle: str = "",
    caption: str = "",
    *,
    mixed: bool = False,
    x: Mapping[str, Any] = {},
    over: Iterable[Layer] = (),
    pen: Collection[str] = (),
    look: Mapping[str, Any] = {},
) -> Figure:
    """Draw statements about one quantity, oldest first, each with its speaker and day.

    Parameters
    ----------
    estimates : rows of table estimates (exercise-only rows are left out).
    title : the finding, at most 90 characters; without it number, span and days are computed.
    subtitle : what is shown and in which unit; without it the unit and the place.
    caption : what to be careful about; how marks read is added.
    mixed : True when rows of several scopes may stand side by side (the chart then says "mixed").
    x : what else the axis of the values should know (range, tickvals …).
    over : layers on top of the statements.
    pen : row ids whose values stand under the pen.
    look : as in `picture`.

    Raises
    ------
    NotComparable : rows of several scopes without mixed=True.
    ValueError : no rows.

    >>> shares = load("estimates", quantity="ru_retaken_share_kursk")
    >>> fig = charts.ranges_by_speaker(shares, title="How much of the ground was retaken")
    >>> fig.layout.meta["title"]
    'How much of the ground was retaken'
    """
    rows = spoken(estimates).sort_values(["as_of_last", "name"], na_position="first", ignore_index=True)
    if rows.empty:
        raise ValueError("There are no figures to draw; loosen the filter.")
    scopes = comparable(rows, mixed=mixed)
    rows["unit"] = rows["unit"].replace("percent", "per cent")
    rows["side"] = rows["speaker_id"].where(rows["speaker_id"].isin(theme.MAPPERS), rows["side"])
    rows["y"] = range(len(rows) - 1, -1, -1)
    labels = [f"{broken(row.short_name, LABEL_WIDTH)}<br>{said_on(row)}" for row in rows.itertuples()]
    tallest = LINE_PX * max(label.count("<br>") + 1 for label in labels) + GAP_PX
    height = FRAME_PX + tallest * len(rows)
    return picture(
        [*lined(rows), _values(rows, pen), names_above(_names(rows), rows["y"], LIFT_PX), *over],
        x={"rangemode": "tozero", **ZERO, **x},
        y=ticks(rows["y"], labels, [-0.7, len(rows) - 0.3]),
        look={"showlegend": rows["side"].map(theme.actor).nunique() > 1, **look},
        title=title or _title(rows),
        subtitle=subtitle or f"{rows['place'].iloc[0]}, {rows['unit'].iloc[0]}",
        caption=f"{caption} {marks_told(rows)}".strip(),
        alt=told(rows),
        table=printed_rows(rows),
        mixed=scopes,
        height=height,
        narrow=narrow_rows(height + ABOVE_PX),
    )


def _values(rows: pd.DataFrame, pen: Collection[str]) -> Layer:
    """The value of each statement beside its mark, beyond an arrow that points there."""
    rows = rows.assign(low=rows["first_end"], high=rows["last_end"])  # one end may be the central value
    layers = [
        notes(
            [(row.last_end if row.bound == "range" else row.value, row.y, short_value(row))],
            size=14,
            xanchor="left",
            xshift=10 + ARROW * (row.bound == "at least"),
            **({"bgcolor": theme.PEN} if row.row_id in pen else {}),
        )
        for row in rows.itertuples()
    ]
    return Layer(notes=[note for layer in layers for note in layer.notes])


def _names(rows: pd.DataFrame) -> list[str]:
    """Who spoke and when."""
    return [f"{row.short_name}, {said_on(row)}" for row in rows.itertuples()]


def _title(rows: pd.DataFrame) -> str:
    ends, dated = rows[["low", "central", "high"]], rows["as_of_last"].dropna()
    lowest, highest = written(float(ends.min().min())), written(float(ends.max().max()))
    when = f", {days(dated.min(), dated.max())}" if len(dated) else ""
    return f"{len(rows)} figures from {lowest} to {highest} {rows['unit'].iloc[0]}{when}"
