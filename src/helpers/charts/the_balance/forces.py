"""Two forces: who says how many, and what ratio that allows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import pandas as pd

from helpers.analysis import balance
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, heading, named_lines, picture, ticks
from helpers.charts.layers import Layer, Row, blank, ends, notes, segments
from helpers.charts.ranges import short_value
from helpers.charts.statements import ARROW, opacity, range_bar, side_key, statements
from helpers.charts.strips import ZERO, names_above
from helpers.charts.the_balance import words

MOST = {"wide": 95_000, "narrow": 112_000}  # persons, right end of the axis in all settings, room for values
ROOM = {"wide": 3_200, "narrow": 6_800}  # persons from zero to a ceiling whose arrow has room there
TOTALS = {"About Russia's side": balance.RUSSIA, "About Ukraine's side": balance.UKRAINE}
LINE_PX, NARROW_PX, HEAD_PX, FOOT_PX = 44, 46, 34, 44  # a row, on a phone; a head; all but rows of ratios
PAIR_PX, NARROW_PAIR_PX = 60, 72  # a row of two ratios
MARKED = {1: "equal", 3: "3 to 1"}  # ratios that are named above the rows
LIFT = 0.1  # of a row, from a mark to the name above it on a phone
MIDDLE = 3.4  # of the axis of ratios: words at higher marks stand left of them
END = {"width": 1.5, "color": theme.PAPER}  # the edge that parts the mark at an end from its bar
PHONE_FROM = 0.75  # left end of the axis of ratios on a phone
APART = 0.3  # of a row, from a text's mark to the one without North Koreans


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
    reports = {"About Ukraine's side": report} if period == "November 2024" else {}
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
        **words.forces_by_speaker(rows, period, known_by, ROOM["narrow"]),
        mixed=dict.fromkeys(scopes),
        height=inside + 14,
        narrow=_narrow(NARROW_PX * sum(lines.values()) + HEAD_PX * len(lines) + 14, *lines.values())
        | _each("xaxis", len(lines), {"range": [0, MOST["narrow"]]}),
    )


def _panels(force: pd.DataFrame, *, totals: bool) -> dict[str, pd.DataFrame]:
    """The rows of each panel by its heading."""
    if totals:
        return {head: balance.totals(force, quantity) for head, quantity in TOTALS.items()}
    return {words.ELSE: balance.other_counts(force)}


def _panel(head: str, rows: pd.DataFrame, lines: int, keys: Iterable[str], report: Row | None) -> Frame:
    """One panel: a line per statement with its value, oldest on top, the report's range last."""
    rows = _from_top(rows, lines)
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


def _narrow(height: int, *rows: int) -> dict[str, Any]:
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


def _from_top(rows: pd.DataFrame, lines: int) -> pd.DataFrame:
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


def ratio_by_speaker(
    force: pd.DataFrame,
    pairs: pd.DataFrame,
    North_Koreans: str = "as said",
    divided_by: str = "report",
    known_by: str = "2024-11-17",
) -> Figure:
    """One bar a speaker, from the lowest to the highest ratio.

    Arguments and errors are those of analysis.balance.ratio_by_speaker; North_Koreans is written as it
    stands above a control.

    >>> fig = charts.ratio_by_speaker(
    ...     load("estimates", quantity=analysis.balance.FORCE),
    ...     load("ratio_pairs"),
    ...     North_Koreans="as said",
    ...     divided_by="report",
    ...     known_by="2024-11-17",
    ... )
    >>> fig.layout.meta["title"]
    "Divided by the report's 20,000 to 30,000,...
    """
    rows = spoken(balance.ratio_by_speaker(force, pairs, North_Koreans, divided_by, known_by))
    rows = _from_top(rows, len(rows))
    scopes = comparable(rows) + (["two months"] if divided_by == "august" else [])
    told = [words.who_and_figure(row, "<br>") for row in rows.itertuples()]
    above = [words.who_and_figure(row, ": ") for row in rows.itertuples()]
    most = max(rows["ratio_high"].max(), 3)
    phone = PHONE_FROM + (most - PHONE_FROM) * (1.2 if rows["sure"].all() else 1.5)
    return picture(
        [
            *(side_key(side) for side in rows["side"].unique()),
            _marked(rows["y"], 0.2, 0.2),
            *(_ratio_bar(row, divided_by) for row in rows.itertuples()),
            _ratios(rows),
            names_above(above, rows["y"] + LIFT),
        ],
        x={"range": [0, 1.35 * most], "showgrid": False, "showticklabels": False},
        y=ticks(rows["y"], told, [-0.5, len(rows) - 0.5]),
        look={"showlegend": True},
        **words.ratio_by_speaker(rows, North_Koreans, divided_by, known_by),
        mixed=scopes,
        height=LINE_PX * len(rows) + FOOT_PX,
        narrow=_narrow(NARROW_PX * len(rows) + FOOT_PX, len(rows)) | {"xaxis.range": [PHONE_FROM, phone]},
    )


def _marked(ys: Iterable[float], below: float, above: float) -> Layer:
    """Equal forces and 3 to 1: a thin line beside each bar, the words above all."""
    lines = ((at, y - below, at, y + above) for at in MARKED for y in ys)
    named = [(at, 1, name) for at, name in MARKED.items()]
    return Layer(
        shapes=segments(lines, {"color": theme.FAINT, "width": 1}, layer="below").shapes,
        notes=notes(named, None, yref="paper", yanchor="bottom").notes,
    )


def _ratios(rows: pd.DataFrame) -> Layer:
    """The ratio of each row behind its bar."""
    said = [words.ratio_if(row) for row in rows.itertuples()]
    behind = {"xanchor": "left", "xshift": 10, "bgcolor": theme.PAPER}
    return notes(zip(rows["ratio_high"], rows["y"], said, strict=True), 14, **behind)


def _ratio_bar(row: Row, divided_by: str) -> Layer:
    """One speaker's bar: thick where the row is sure, dotted where it is not."""
    style = theme.actor(row.side)
    width, dash = (6, "solid") if row.sure else (2, "dot")
    look = {
        "opacity": opacity(row),
        "line": {"color": style.color, "width": width, "dash": dash},
        "marker": {"symbol": style.symbol, "size": 12, "color": style.color, "line": END},
    }
    both, said = [row.ratio_low, row.ratio_high], words.ratio_hover(row, divided_by)
    return ends(both, [row.y] * 2, row.row_id, said, showlegend=False, **look)


def ratio_pairs(pairs: pd.DataFrame) -> Figure:
    """Texts that give both halves of a ratio (table ratio_pairs), oldest on top, not joined.

    >>> fig = charts.ratio_pairs(load("ratio_pairs"))
    >>> fig.layout.meta["title"]
    '4 texts give both sides: from 0.7–1.0 to 1 in...
    """
    rows = balance.pair_ratios(pairs)
    rows = _from_top(rows, len(rows))
    told = [words.pair_label(row, "<br>") for row in rows.itertuples()]
    return picture(
        [
            _marked(rows["y"], 0.12, 0.24),
            *chain.from_iterable(map(_pair, rows.itertuples())),
            names_above([words.pair_label(row, ": ") for row in rows.itertuples()], rows["y"] + LIFT),
        ],
        x={"range": [0, 6.4], "showgrid": False, "showticklabels": False},
        y=ticks(rows["y"], told, [-0.6, len(rows) - 0.55]),
        look={"showlegend": False},
        height=PAIR_PX * len(rows) + FOOT_PX,
        narrow=_narrow(NARROW_PAIR_PX * len(rows) + FOOT_PX, len(rows))
        | {"yaxis.range": [-0.5, len(rows) - 0.55], "xaxis.range": [0, 6.9]},
        **words.ratio_pairs(rows),
    )


def _pair(row: Row) -> list[Layer]:
    """One text: its ratio, and a thin mark below it without North Koreans where the text counts them."""
    color = theme.ACTORS["media"].color
    said = words.pair_hover(row)

    def bar(low: float, high: float, y: float, say: str, width: float, size: int) -> Layer:
        marker = {"symbol": "cross", "size": size, "color": color}
        stroke = {"color": color, "width": width}
        return ends([low, high], [y] * 2, row.row_id, say, opacity=opacity(row), line=stroke, marker=marker)

    penned = row.pair_id == balance.REPORT_PAIR  # beyond the line of 3 to 1, which the pen would cover
    value = (3 if penned else row.ratio_high, row.y, f"<b>{words.ratio(row)}</b>")
    whole = [
        bar(row.ratio_low, row.ratio_high, row.y, said, 6, 10),
        notes([value], 14, xanchor="left", xshift=11, bgcolor=theme.PEN if penned else theme.PAPER),
    ]
    if pd.isna(row.without_low):
        return whole
    less = said + words.without_north_koreans(row)
    twin = bar(row.without_low, row.without_high, row.y - APART, less, 1.5, 8)
    high = row.without_high > MIDDLE
    place = {"xanchor": "right", "xshift": -10} if high else {"xanchor": "left", "xshift": 10}
    name = (row.without_low if high else row.without_high, row.y - APART, words.twin(row))
    return [*whole, twin, notes([name], 14, **place)]
