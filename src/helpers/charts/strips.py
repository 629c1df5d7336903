"""Strips: statements as rows under each other with their values, one frame per thing counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, domain_heading, frames, named_lines
from helpers.charts.layers import Layer, Row, notes, scatter
from helpers.charts.statements import (
    ARROW,
    as_said,
    marks_told,
    printed_rows,
    range_bar,
    said_on,
    side_keys,
    statements,
)
from helpers.words import day, months, number, short_number

ROW_PX, NARROW_ROW_PX, HEAD_PX, FRAME_PX = 28, 44, 38, 44
BELOW, ABOVE = 0.35, 0.7  # of a row, on a phone: free below the last mark and above the first
LIFT_PX = 9  # from the middle of a mark to its name above: clear of a value under the pen
OURS = "our sum"
ZERO = {"showticklabels": False, "showgrid": False, "zeroline": True, "zerolinecolor": theme.FAINT}


def strips(
    parts: dict[str, pd.DataFrame],
    *,
    most: float,
    unit: str,
    label: str = "",
    mixed: bool = False,
    pen: Collection[str] = (),
    caption: str,
    **words: Any,
) -> Figure:
    """Draw frames of statements with one value axis in common; each value stands at its mark.

    Parameters
    ----------
    parts : heading → rows of analysis.ranges.spoken, the first on top. A column `ours` marks our own
        arithmetic (drawn grey, ranges dotted).
    most : right end of the axis, with room for the values.
    unit : what the axis counts; it stands at the first value of each frame.
    label : column that names the rows; without it speaker and day.
    mixed : True when the rows of one frame count different things (the chart then says "mixed").
    pen : row ids whose values stand under the pen.
    caption : what to be careful about; how open ends and faint marks read is added.
    words : title and subtitle, as in `charts.finish`; alt and table follow from the rows.

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
    tall = ROW_PX * len(every) + HEAD_PX * len(parts)
    return frames(
        [
            Frame(
                [*strip(rows, pen=pen, label=label, unit=unit), strip_heading(f"<b>{head}</b>")],
                strip_names(rows, label),
            )
            for head, rows in parts.items()
        ],
        gap=HEAD_PX / tall,
        x={"range": [0, most], **ZERO},
        heights=[len(rows) + 0.2 for rows in parts.values()],
        over=[side_keys(every["side"])],
        look={"margin": {"t": HEAD_PX, "b": 6}},
        mixed=dict.fromkeys(scopes),
        height=tall + FRAME_PX,
        narrow=narrow_strips(map(len, parts.values()), FRAME_PX),
        **{
            "alt": [f"{head}: {_told(rows, label)}" for head, rows in parts.items()],
            "table": printed_rows(every).assign(Counts=counted),
            "caption": f"{caption} {marks_told(every[~_own(every)], hollow='')}".strip(),
            **words,
        },
    )


def narrow_rows(height: int, frames: int = 1) -> dict:
    """What a narrow picture of rows needs: the names stand above their rows, so the rows are taller."""
    return {"height": height} | {f"{axis}.showticklabels": False for axis in _upright(frames)}


def narrow_frames(tall: Iterable[float], apart: float, around: float) -> dict:
    """What a narrow picture needs of frames that are `tall` pixels each and `apart` pixels from each other.

    `around` are the pixels above and below all of them; the names of frames have to stand at "y domain".
    """
    tall = list(tall)
    inside = top = sum(tall) + apart * (len(tall) - 1)
    changed = narrow_rows(round(inside + around), len(tall))
    for axis, own in zip(_upright(len(tall)), tall, strict=True):
        changed[f"{axis}.domain"] = [max(top - own, 0) / inside, top / inside]
        top -= own + apart
    return changed


def narrow_strips(counts: Iterable[int], around: float) -> dict:
    """What a narrow picture of strips needs: `counts` are the rows of each frame."""
    counts = list(counts)
    tall = [NARROW_ROW_PX * (count - 1 + BELOW + ABOVE) for count in counts]
    shown = ([-BELOW, count - 1 + ABOVE] for count in counts)
    ranges = {f"{axis}.range": ends for axis, ends in zip(_upright(len(counts)), shown, strict=True)}
    return narrow_frames(tall, HEAD_PX, around) | ranges


def strip_heading(text: str) -> Layer:
    """The name of a frame at its top; from the edge of all frames, so that a telephone breaks a long one."""
    return Layer(notes=[{**note, "xref": "paper", "yshift": 3} for note in domain_heading(text).notes])


def _upright(frames: int) -> list[str]:
    """The y axes of frames, as Plotly names them."""
    return ["yaxis", *(f"yaxis{place}" for place in range(2, frames + 1))]


def names_above(names: Iterable[str], ys: Iterable[float], lift: int = 5) -> Layer:
    """Names of rows `lift` pixels above them, for a narrow picture; upright lines stop behind them."""
    look = {
        "xref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": 3,
        "yshift": lift,
        "name": "narrow",
    }
    look |= {"bgcolor": theme.PAPER, "borderpad": 0}
    return notes(((0, y, name) for name, y in zip(names, ys, strict=True)), 13, **look)


def strip(
    rows: pd.DataFrame,
    scale: float = 1,
    *,
    pen: Collection[str] = (),
    label: str = "",
    unit: str = "",
) -> list[Layer]:
    """Statements of one frame: ranges as bars, all others as marks, each with its value.

    `scale` is what the values are divided by; the rest as in `strips`.
    """
    rows = rows.assign(y=range(len(rows) - 1, -1, -1), x=rows["value"] / scale)
    own = _own(rows)
    ranges = rows["bound"] == "range"
    return [
        *(
            range_bar(row, [row.low / scale, row.high / scale], [row.y] * 2, ours=own[row.Index])
            for row in rows[ranges].itertuples()
        ),
        statements(rows[~own & ~ranges], "x", "y", keys=()),
        *(_ours(rows.loc[[row]]) for row in rows.index[own & ~ranges]),
        *(
            _value(
                row, scale, _beside(row, OURS if own[row.Index] else "", unit, len(rows)), row.row_id in pen
            )
            for row in rows.itertuples()
        ),
        names_above((row_label(row, label) for row in rows.itertuples()), rows["y"], LIFT_PX),
    ]


def _own(rows: pd.DataFrame) -> pd.Series:
    """Which rows are our own arithmetic."""
    return rows["ours"].isin([True]) if "ours" in rows else pd.Series(data=False, index=rows.index)


def _ours(row: pd.DataFrame) -> Layer:
    """The mark of our own arithmetic."""
    marker = {"symbol": "x", "size": 10, "color": theme.FAINT}

    def say(row: Row) -> str:
        return f"<b>{row.name}</b>, {said_on(row)}<br>{row.value_as_printed}"

    return scatter(row, "x", "y", say, customdata=[""], marker=marker, showlegend=False)


def _beside(row: Row, ours: str, unit: str, rows: int) -> str:
    """What stands behind a value: the unit in the first row, and that a number is ours."""
    return ", ".join(word for word in (unit if row.y == rows - 1 else "", ours) if word)


def _value(row: Row, scale: float, beside: str, under_pen: bool) -> Layer:  # noqa: FBT001
    """The value of a row in words, right of its mark."""
    x, shift = row.high / scale if row.bound == "range" else row.x, 9 + ARROW * (row.bound == "at least")
    more = f" <span style='color:{theme.INK_2}'>{beside}</span>" if beside else ""
    value = f"<b>{short_value(row, scale)}</b>"
    ground = theme.PEN if under_pen else theme.PAPER
    return notes([(x, row.y, value + more)], 14, xanchor="left", xshift=shift, bgcolor=ground)


def strip_names(rows: pd.DataFrame, label: str = "") -> dict:
    """The y axis of a frame: its rows by name, the first on top."""
    return named_lines([row_label(row, label) for row in rows.itertuples()], 0.6, 0.6, showgrid=False)


def row_label(row: Row, column: str = "") -> str:
    """Speaker and day, or the words of `column` alone."""
    if column:
        return getattr(row, column)
    extra = ", expected" if row.basis == "forecast" else ""
    when = day(row.as_of_last) if pd.notna(row.as_of_last) else "day not stated"
    if row.definition == "window":  # counted from its first day, where others are sums
        when = months(row.as_of_first, row.as_of_last)
    return f"{row.short_name}, <span style='color:{theme.INK_2}'>{when}{extra}</span>"


def short_value(row: Row, scale: float = 1) -> str:
    """The value in the fewest words: 4 to 6, over 10, nearly 9, about 12."""
    if row.bound == "range":
        if getattr(row, "ours", False):
            return f"{number(row.low / scale, 1)} to {number(row.high / scale, 1)}"
        return f"{short_number(row.low / scale)} to {short_number(row.high / scale)}"
    return as_said(row, short_number(row.value / scale))


def _told(rows: pd.DataFrame, label: str) -> str:
    def named(row: Row) -> str:
        return getattr(row, label) if label else f"{row.name}, {said_on(row)}"

    return ", ".join(f"{named(row)}: {row.value_as_printed}" for row in rows.itertuples())
