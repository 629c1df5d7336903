"""Strips: statements as rows under each other with their values, one frame per thing counted."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, heading, named_lines
from helpers.charts.layers import Layer, Row, notes, scatter
from helpers.charts.statements import printed_rows, range_bar, said_on, side_keys, statements
from helpers.words import day, number

ROW_PX, HEAD_PX, FRAME_PX = 40, 34, 250
OPEN = {"at least": "over ", "up to": "up to "}
OPEN_ENDS = "Arrows are open ends (“at least”, “up to”); faint marks rest on weak pages."


def strips(
    parts: dict[str, pd.DataFrame],
    *,
    most: float,
    unit: str,
    label: str = "",
    mixed: bool = False,
    **words: str,
) -> Figure:
    """Draw frames of statements with one value axis in common.

    Parameters
    ----------
    parts : heading → rows of analysis.ranges.spoken, the first on top. A column `ours` marks our own
        arithmetic (drawn grey, ranges dotted).
    most : right end of the axis.
    unit : what the axis counts.
    label : column that names the rows; without it speaker and day.
    mixed : True when the rows of one frame count different things (the chart then says "mixed").
    words : title, subtitle and caption, as in `charts.finish`.

    Raises
    ------
    NotComparable : rows of one frame count different things without mixed=True.
    """
    scopes: list[str] = []
    for rows in parts.values():
        scopes += comparable(rows[rows["basis"] != "forecast"], mixed=mixed)
        if rows["basis"].nunique() > 1 and "forecast" in set(rows["basis"]):
            scopes.append("delivered and expected")
    every = pd.concat(parts.values())
    counted = every["quantity"].str.removeprefix("dprk_").str.replace("_", " ")
    inner = ROW_PX * len(every) + HEAD_PX * len(parts)
    *upper, last = [
        Frame([*strip(rows), heading(f"<b>{head}</b>")], strip_names(rows, label))
        for head, rows in parts.items()
    ]
    return frames(
        [*upper, last._replace(x={"title": unit})],
        gap=HEAD_PX / inner,
        x={"range": [0, most]},
        heights=[len(rows) + 0.2 for rows in parts.values()],
        over=[side_keys(every["side"])],
        look={"showlegend": True},
        alt=[f"{head}: {_told(rows, label)}" for head, rows in parts.items()],
        table=printed_rows(every).assign(Counts=counted),
        mixed=dict.fromkeys(scopes),
        height=inner + FRAME_PX,
        **words,
    )


def strip(rows: pd.DataFrame, scale: float = 1) -> list[Layer]:
    """Statements of one frame: ranges as bars, all others as marks, each with its value.

    `scale` is what the values are divided by.
    """
    rows = rows.assign(y=range(len(rows) - 1, -1, -1), x=rows["value"] / scale)
    ours = rows["ours"].astype(bool) if "ours" in rows else pd.Series(data=False, index=rows.index)
    ranges = rows["bound"] == "range"
    return [
        *(
            range_bar(row, [row.low / scale, row.high / scale], [row.y] * 2, ours=ours[row.Index])
            for row in rows[ranges].itertuples()
        ),
        statements(rows[~ours & ~ranges], "x", "y", keys=()),
        *(_ours(rows.loc[[row]]) for row in rows.index[ours & ~ranges]),
        *(_value(row, scale) for row in rows.itertuples()),
    ]


def _ours(row: pd.DataFrame) -> Layer:
    """The mark of our own arithmetic."""
    marker = {"symbol": "x", "size": 10, "color": theme.FAINT}

    def say(row: Row) -> str:
        return f"<b>{row.name}</b>, {said_on(row)}<br>{row.value_as_printed}"

    return scatter(row, "x", "y", say, customdata=[""], marker=marker, showlegend=False)


def _value(row: Row, scale: float) -> Layer:
    """The value of a row in words, right of its mark."""
    x, shift = row.high / scale if row.bound == "range" else row.x, 18 if row.bound == "at least" else 9
    return notes([(x, row.y, short_value(row, scale))], xanchor="left", xshift=shift)


def strip_names(rows: pd.DataFrame, label: str = "") -> dict:
    """The y axis of a frame: its rows by name, the first on top."""
    return named_lines([row_label(row, label) for row in rows.itertuples()], 0.6, 0.6, showgrid=False)


def row_label(row: Row, column: str = "") -> str:
    """Speaker and day in two short lines, or the words of `column` alone."""
    if column:
        return getattr(row, column)
    extra = ", expected" if row.basis == "forecast" else ""
    when = day(row.as_of_last) if pd.notna(row.as_of_last) else "day not stated"
    return f"{row.short_name}<br>{when}{extra}"


def short_value(row: Row, scale: float = 1) -> str:
    """The value in the fewest words: 4 to 6, over 10, up to 9, 12."""

    def short(value: float) -> str:
        value /= scale
        return number(value) if value >= 1000 else f"{value:.3g}"

    if row.bound == "range":
        if getattr(row, "ours", False):
            return f"{number(row.low / scale, 1)} to {number(row.high / scale, 1)}"
        return f"{short(row.low)} to {short(row.high)}"
    return OPEN.get(row.bound, "") + short(row.value)


def _told(rows: pd.DataFrame, label: str) -> str:
    told = [f"{row_label(row, label)}: {row.value_as_printed}" for row in rows.itertuples()]
    return ", ".join(told).replace("<br>", " ")
