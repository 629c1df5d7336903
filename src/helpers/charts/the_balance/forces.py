"""Two forces: who says how many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.analysis import balance
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, heading, named_lines
from helpers.charts.layers import Layer, Row, blank, ends, notes
from helpers.charts.statements import ARROW, range_bar, side_key, statements
from helpers.charts.strips import ZERO, names_above, short_value
from helpers.charts.the_balance import words

MOST = {"wide": 95_000, "narrow": 112_000}  # persons, right end of the axis in all settings, room for values
ROOM = {"wide": 3_200, "narrow": 6_800}  # persons from zero to a ceiling whose arrow has room there
TOTALS = {"About Russia's side": balance.RUSSIA, "About Ukraine's side": balance.UKRAINE}
LINE_PX, NARROW_PX, HEAD_PX = 44, 46, 34  # a row, on a phone; a head
LIFT = 0.1  # of a row, from a mark to the name above it on a phone


def forces_by_speaker(
    force: pd.DataFrame,
    pairs: pd.DataFrame,
    period: str = "November 2024",
    shown: str = "totals",
    known_by: str | None = None,
) -> Figure:
    """Totals for both sides in two panels, or everything that is no total, for one period.

    Parameters
    ----------
    force : rows of estimates with the quantities of analysis.balance.FORCE.
    pairs : table ratio_pairs (the report's own range stands in November's lower panel).
    period : key of analysis.balance.PERIODS.
    shown : "totals" or "something else".
    known_by : only figures published by this day; None shows all.

    Raises
    ------
    NotComparable : a panel of totals mixes meanings.

    >>> fig = charts.forces_by_speaker(
    ...     load("estimates", quantity=analysis.balance.FORCE),
    ...     load("ratio_pairs"),
    ...     period="August 2024",
    ...     shown="totals",
    ...     known_by=None,
    ... )
    >>> fig.layout.meta["title"]
    "August 2024: 1 total for Russia's side, none...
    """
    totals = shown == "totals"
    rows = {
        head: spoken(balance.of_period(part, period, known_by)).sort_values(["as_of_last", "estimate_id"])
        for head, part in _panels(force, totals=totals).items()
    }
    scopes = [scope for part in rows.values() for scope in comparable(part, mixed=not totals)]
    report = next(pairs[pairs["pair_id"] == balance.REPORT_PAIR].itertuples())
    reports = {"About Ukraine's side": report} if totals and period == "November 2024" else {}
    lines = {head: max(1, len(part) + (head in reports)) for head, part in rows.items()}
    parts, keyed = [], set()
    for head, part in rows.items():
        keys = [side for side in part["side"].drop_duplicates() if side not in keyed]
        parts.append(_panel(head, part, lines[head], keys, reports.get(head)))
        keyed |= {*keys}
    inside = LINE_PX * sum(lines.values()) + HEAD_PX * len(lines)
    return frames(
        parts,
        gap=HEAD_PX / inside,
        x={"range": [0, MOST["wide"]], **ZERO},
        heights=[count + 0.2 for count in lines.values()],
        look={"showlegend": bool(keyed), "margin": {"t": HEAD_PX, "b": 6}},
        **words.forces_by_speaker(
            rows, period, known_by, ROOM["narrow"], totals=totals, report=bool(reports)
        ),
        mixed=dict.fromkeys(scopes),
        height=inside + 14,
        narrow=narrow(NARROW_PX * sum(lines.values()) + HEAD_PX * len(lines) + 14, *lines.values())
        | _each("xaxis", len(lines), {"range": [0, MOST["narrow"]]}),
    )


def _panels(force: pd.DataFrame, *, totals: bool) -> dict[str, pd.DataFrame]:
    """The rows of each panel by its heading."""
    if totals:
        return {head: balance.totals(force, quantity) for head, quantity in TOTALS.items()}
    others = balance.other_counts(force)
    return {head: others[others["quantity"].str.startswith(side[:3])] for head, side in TOTALS.items()}


def _panel(head: str, rows: pd.DataFrame, lines: int, keys: Iterable[str], report: Row | None) -> Frame:
    """One panel: a line per statement with its value, oldest on top, the report's range last."""
    rows = from_top(rows, lines)
    names = [words.who_and_day(row, "<br>") for row in rows.itertuples()]
    above = [words.who_and_day(row, ", ") for row in rows.itertuples()]
    ranges = rows["bound"] == "range"
    layers = [
        *map(side_key, keys),
        *(range_bar(row, [row.first_end, row.last_end], [row.y] * 2) for row in rows[ranges].itertuples()),
        _within(statements(rows[~ranges], "value", "y", ())),
        *map(_value, rows.itertuples()),
    ]
    if report is not None:
        layers.append(_report_bar(report))
        names.append(words.REPORT)
        above.append(words.REPORT.replace("<br>", ", "))
    elif rows.empty:
        layers += [blank(), notes([(0, 0, words.NOT_SAID)], 14, xanchor="left", xshift=8)]
        names.append("")
    y = named_lines(names, 0.6, 0.6, showgrid=False)
    ys = [lines - 1 - place + LIFT for place in range(len(above))]
    return Frame([*layers, names_above(above, ys), heading(f"<b>{head}</b>")], y)


def _within(marks: Layer) -> Layer:
    """Statements without the arrows of ceilings so near to zero that they would point beyond it."""
    kept = []
    for arrow in marks.notes:
        near = [width for width, room in ROOM.items() if arrow["ax"] < 0 and arrow["x"] < room]
        if "wide" not in near:
            kept.append({**arrow, "name": "wide"} if near else arrow)
    return marks._replace(notes=kept)


def _value(row: Row) -> Layer:
    """The value of a statement, right of its mark and of an arrow that points there."""
    end = row.last_end if row.bound == "range" else row.value
    shift = 10 + ARROW * (row.bound == "at least")
    return notes([(end, row.y, f"<b>{short_value(row)}</b>")], 14, xanchor="left", xshift=shift)


def narrow(height: int, *rows: int) -> dict[str, Any]:
    """A narrow picture: taller, the names above the rows instead of beside them; `rows` of each frame."""
    room = {
        f"yaxis{number if number > 1 else ''}.range": [-0.35, count - 0.35]
        for number, count in enumerate(rows, 1)
    }
    return {"height": height, **_each("yaxis", len(rows), {"showticklabels": False}), **room}


def _each(axis: str, count: int, look: dict[str, Any]) -> dict[str, Any]:
    """A change of all axes of one letter, as Plotly's relayout takes it."""
    names = [f"{axis}{number if number > 1 else ''}" for number in range(1, count + 1)]
    return {f"{name}.{part}": value for name in names for part, value in look.items()}


def from_top(rows: pd.DataFrame, lines: int) -> pd.DataFrame:
    """Rows with their place y in a picture of so many lines, the first on top."""
    return rows.assign(y=[lines - 1 - place for place in range(len(rows))])


def _report_bar(report: Row) -> Layer:
    both = [float(report.denominator_low), float(report.denominator_high)]
    marker = {"symbol": "line-ns-open", "size": 14, "color": theme.INK, "line": {"width": 2}}
    stroke = {"color": theme.FAINT, "width": 2, "dash": "dot"}
    say = f"<b>The report</b><br>{words.persons(*both)}; nobody named"
    bar = ends(both, [0, 0], report.row_id, say, line=stroke, marker=marker, showlegend=False)
    value = f"<b>{words.persons(*both)}</b>"
    return bar._replace(
        notes=notes([(both[1], 0, value)], 14, xanchor="left", xshift=10, bgcolor=theme.PEN).notes
    )
