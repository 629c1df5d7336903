"""Totals of shells, said by a day: a row per statement, a frame per side."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import arms
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames
from helpers.charts.layers import Layer, Row, faded, line, notes
from helpers.charts.shells_and_guns import words
from helpers.charts.shells_and_guns.bound import clear_of_two, line_at_two, name_of_two
from helpers.charts.statements import ARROW, range_bar, statements
from helpers.charts.strips import (
    FRAME_PX,
    HEAD_PX,
    LIFT_PX,
    ROW_PX,
    ZERO,
    names_above,
    narrow_strips,
    row_label,
    strip_heading,
    strip_names,
)

MILLION = 1e6
UNTOLD = 0.25  # opacity of totals that do not answer the question chosen
ROOM = 1.35  # of the largest total: right end of the axis, with room for its words
FOOT_PX = 22  # below the frames, for the name of the bound
SIDES = ("ukraine", "south_korea", "independent")


def totals_by_speaker(
    totals: pd.DataFrame, known_on: str | None = None, meaning: str = "delivered"
) -> Figure:
    """Draw published totals of shells, as far as they had been said by a day, in one frame per side.

    Parameters
    ----------
    totals : rows of analysis.arms.shell_totals.
    known_on : only what had been said by this day; None shows all, undated totals last.
    meaning : "delivered", or "usable": totals times the share that the speaker says to work, others faint.

    Raises
    ------
    ValueError : another meaning.

    >>> said = load("estimates", quantity=analysis.arms.TOTALS)
    >>> counted = analysis.arms.detailed(said, load("estimate_details"))
    >>> duds = load("estimates", quantity="dprk_shells_dud_share")
    >>> totals = analysis.arms.shell_totals(counted, duds)
    >>> charts.totals_by_speaker(totals, "2024-11-15", "delivered").layout.meta["title"]
    'By 15 Nov 2024 Seoul had said about...
    """
    if meaning not in ("delivered", "usable"):
        raise ValueError(f"meaning is “delivered” or “usable”, not {meaning!r}.")
    usable = meaning == "usable"
    rows = arms.said_by(totals, known_on)
    penned = words.penned(rows, usable=usable)["row_id"]
    shown = rows.assign(pen=rows["row_id"].isin(penned), told=rows["usable"].notna() | (not usable))
    shown[["value", "low", "high", "usable"]] /= MILLION
    parts = {side: _lined(shown[shown["side"] == side]) for side in SIDES if side in set(shown["side"])}
    mains = {side: _mains(part) for side, part in parts.items()}
    lines = sum(map(len, mains.values()))
    tall = ROW_PX * lines + HEAD_PX * len(parts)
    named = {list(parts)[-1]: [name_of_two(y=0, yanchor="top", yshift=-3)]}
    return frames(
        [
            Frame(
                [
                    line_at_two(),
                    *clear_of_two(_totals(part, usable=usable)),
                    _head(side, part),
                    *named.get(side, []),
                ],
                strip_names(mains[side]),
            )
            for side, part in parts.items()
        ],
        gap=HEAD_PX / tall,
        x={"range": [0, shown[["value", "high"]].max().max() * ROOM], **ZERO},
        heights=[len(part) + 0.2 for part in mains.values()],
        look={"margin": {"t": HEAD_PX, "b": FOOT_PX}},
        **words.totals_by_speaker(rows, known_on, usable=usable),
        mixed=comparable(rows),
        height=tall + FRAME_PX + FOOT_PX,
        narrow=narrow_strips(map(len, mains.values()), HEAD_PX + FOOT_PX),
    )


def _mains(rows: pd.DataFrame) -> pd.DataFrame:
    """One statement per row of the picture: of two answers for the same containers that with shells."""
    return rows[rows["assumes_calibre"] != arms.ROCKETS]


def _lined(rows: pd.DataFrame) -> pd.DataFrame:
    """Statements of a side with the row of the picture each stands in (y), the oldest on top."""
    lines = _mains(rows)["row_id"].tolist()[::-1]
    first = rows.groupby("pair_id")["row_id"].transform("first").fillna(rows["row_id"])
    return rows.assign(y=[lines.index(row_id) for row_id in first])


def _head(side: str, rows: pd.DataFrame) -> Layer:
    """The name of a side above its frame; where nobody answers the question chosen, it says so."""
    name = f"<b>{theme.actor(side).label}</b>"
    return strip_heading(name if rows["told"].any() else f"{name}: nobody says how many work")


def _totals(rows: pd.DataFrame, *, usable: bool) -> list[Layer]:
    """The totals of one side with their words, and their names above them on a phone."""
    ranges, works = rows["bound"] == "range", rows["usable"].notna() & usable
    marked = rows.assign(value=rows["usable"].where(works, rows["value"]))
    told, untold = marked[~ranges & rows["told"]], marked[~ranges & ~rows["told"]]
    mains = _mains(rows)
    return [
        *(_joined(both) for _, both in rows.groupby("pair_id") if len(both) == 2),
        *(_drop(row) for row in rows[works].itertuples()),
        *(
            range_bar(row, [row.low, row.high], [row.y] * 2, faint=1 if row.told else UNTOLD)
            for row in rows[ranges].itertuples()
        ),
        statements(told, "value", "y", keys=()),
        _untold(statements(untold, "value", "y", keys=())),
        *(_said(row, rows[rows["y"] == row.y], usable=usable) for row in mains.itertuples()),
        names_above(map(row_label, mains.itertuples()), mains["y"], LIFT_PX),
    ]


def _untold(layer: Layer) -> Layer:
    """Marks and arrows of totals that do not answer the question chosen."""
    faint = faded(layer, UNTOLD)
    return faint._replace(notes=[{**note, "opacity": UNTOLD} for note in layer.notes])


def _joined(both: pd.DataFrame) -> Layer:
    """A dotted line between two answers for the same containers."""
    color, seen = theme.actor(both["side"].iloc[0]).color, 1 if both["told"].any() else UNTOLD
    return line(both["value"], both["y"], color, 1, dash="dot", opacity=seen)


def _drop(row: Row) -> Layer:
    """A line from the total said to have been delivered down to the part said to work."""
    style = theme.actor(row.side)
    marks = {"marker": {"symbol": ["line-ns-open", style.symbol], "size": 11}, "mode": "lines+markers"}
    return line([row.value, row.usable], [row.y] * 2, style.color, 2, **marks)


def _said(row: Row, answers: pd.DataFrame, *, usable: bool) -> Layer:
    """The words right of a total: its value and what belongs to it, on a ground that keeps lines away."""
    end = row.value if pd.isna(row.high) else row.high
    look = {
        "xanchor": "left",
        "xshift": 9 + ARROW * (row.bound == "at least"),
        "bgcolor": theme.PEN if row.pen else theme.PAPER,
        "borderpad": 0,
    }
    text = words.total_at_mark(row, answers, usable=usable)
    if not row.told:
        look["font"] = {"size": 14, "color": theme.INK_2}
    return notes([(end, row.y, text)], 14, **look)
