"""Two forces: who says how many, and what ratio that allows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import pandas as pd

from helpers.analysis import balance
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, domain_heading, frames, picture, ticks
from helpers.charts.layers import Layer, Row, blank, ends, notes, uprights
from helpers.charts.statements import lined, opacity, side_key
from helpers.charts.the_balance import words

MOST = 82_000  # persons, right end of the axis in all settings
TOTALS = {"About Russia's side": balance.RUSSIA, "About Ukraine's side": balance.UKRAINE}
SMALL = {"tickfont": {"size": 12}}
LINE_PX, AROUND_PX = 42, 90  # a line of words, all round the lines
RATIO_LINES = 7  # rows of the fullest setting, so that bars keep their width


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
    """
    totals = shown == "totals"
    panels = {words.ELSE: balance.other_counts(force)}
    if totals:
        panels = {head: balance.totals(force, quantity) for head, quantity in TOTALS.items()}
    rows = {
        head: spoken(balance.of_period(part, period, known_by)).sort_values(["as_of_last", "estimate_id"])
        for head, part in panels.items()
    }
    scopes = [scope for part in rows.values() for scope in comparable(part, mixed=not totals)]
    report = next(pairs[pairs["pair_id"] == balance.REPORT_PAIR].itertuples())
    reports = {"About Ukraine's side": report} if period == "November 2024" else {}
    lines = {head: max(1 if totals else 4, len(part) + (head in reports)) for head, part in rows.items()}
    parts, keyed = [], set()
    for head, part in rows.items():
        keys = [side for side in part["side"].drop_duplicates() if side not in keyed]
        parts.append(_panel(head, part, lines[head], keys, reports.get(head)))
        keyed |= {*keys}
    parts[-1] = parts[-1]._replace(x={"title": "persons", "showticklabels": True})
    return frames(
        parts,
        gap=0.1,
        x={"range": [0, MOST], "tickvals": [0, 30_000, 60_000], "tickformat": ","},
        heights=[count + 0.7 for count in lines.values()],
        look={"showlegend": True},
        **words.forces_by_speaker(rows, period, known_by),
        mixed=dict.fromkeys(scopes),
        height=round(LINE_PX * sum(count + 0.7 for count in lines.values())) + AROUND_PX,
    )


def _panel(head: str, rows: pd.DataFrame, lines: int, keys: Iterable[str], report: Row | None) -> Frame:
    """One panel: a line per statement, oldest on top, the report's range last, a heading over it."""
    rows = _from_top(rows, lines)
    places = rows["y"].tolist()
    names = [words.who_and_day(row) for row in rows.itertuples()]
    layers = lined(rows, keys)
    if report is not None:
        layers.append(_report_bar(report))
        places, names = [*places, 0], [*names, words.REPORT]
    elif rows.empty:
        layers += [blank(), notes([(MOST / 2, 0, "no figure in our data")], size=None)]
    y = ticks(places, names, [-0.6, lines - 0.2], **SMALL)
    return Frame([*layers, domain_heading(f"<b>{head}</b>")], y)


def _from_top(rows: pd.DataFrame, lines: int) -> pd.DataFrame:
    return rows.assign(y=[lines - 1 - place for place in range(len(rows))])


def _report_bar(report: Row) -> Layer:
    both = [float(report.denominator_low), float(report.denominator_high)]
    marker = {"symbol": "line-ns-open", "size": 14, "color": theme.INK, "line": {"width": 2}}
    stroke = {"color": theme.FAINT, "width": 2, "dash": "dot"}
    say = f"<b>The report</b><br>{words.persons(*both)}; nobody named"
    return ends(both, [0, 0], report.row_id, say, line=stroke, marker=marker, showlegend=False)


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
    """
    rows = spoken(balance.ratio_by_speaker(force, pairs, North_Koreans, divided_by, known_by))
    rows = _from_top(rows, RATIO_LINES)
    scopes = comparable(rows) + (["two months"] if divided_by == "august" else [])
    told = [words.who_and_figure(row) for row in rows.itertuples()]
    ratios = [words.ratio(row) for row in rows.itertuples()]
    marks = {1: "equal", 3: "3 to 1"}
    return picture(
        [
            *(side_key(side) for side in rows["side"].unique()),
            *(_ratio_bar(row, divided_by) for row in rows.itertuples()),
            notes(zip(rows["ratio_high"], rows["y"], ratios, strict=True), 13, xanchor="left", xshift=10),
            uprights(marks, theme.FAINT, 1, "dot", xref="x"),
            notes([(at, 1, name) for at, name in marks.items()], None, yref="paper", yanchor="bottom"),
        ],
        x={
            "range": [0, 1.6 * max(rows["ratio_high"].max(), 3)],
            "dtick": 1,
            "title": "per Ukrainian soldier",
        },
        y=ticks(rows["y"], told, [-0.6, RATIO_LINES - 0.3], **SMALL),
        look={"showlegend": True},
        **words.ratio_by_speaker(rows, North_Koreans, divided_by, known_by),
        mixed=scopes,
        height=450,
    )


def _ratio_bar(row: Row, divided_by: str) -> Layer:
    """One speaker's bar: thick where the row is sure, dotted and hollow where it is not."""
    style = theme.actor(row.side)
    width, dash, hollow = (7, "solid", "") if row.sure else (2, "dot", "-open")
    look = {
        "opacity": opacity(row),
        "line": {"color": style.color, "width": width, "dash": dash},
        "marker": {"symbol": style.symbol + hollow, "size": 11, "color": style.color},
    }
    both, said = [row.ratio_low, row.ratio_high], words.ratio_hover(row, divided_by)
    return ends(both, [row.y] * 2, row.row_id, said, showlegend=False, **look)


def ratio_pairs(pairs: pd.DataFrame) -> Figure:
    """Texts that give both halves of a ratio (table ratio_pairs), oldest on top, not joined."""
    rows = balance.pair_ratios(pairs)
    rows = _from_top(rows, len(rows))
    told = [words.pair_label(row) for row in rows.itertuples()]
    ratios = [words.ratio(row) for row in rows.itertuples()]
    return picture(
        [
            *chain.from_iterable(map(_pair, rows.itertuples())),
            notes(zip(rows["ratio_high"], rows["y"], ratios, strict=True), None, xanchor="left", xshift=12),
        ],
        x={"range": [0, 6.9], "dtick": 1, "title": "per Ukrainian soldier"},
        y=ticks(rows["y"], told, [-0.7, len(rows) - 0.5]),
        look={"showlegend": False},
        **words.ratio_pairs(rows),
    )


def _pair(row: Row) -> list[Layer]:
    """One text: its ratio, and a thin mark below it without North Koreans where the text counts them."""
    color, hollow = theme.ACTORS["media"].color, row.pair_id == balance.REPORT_PAIR
    said = words.pair_hover(row)

    def bar(low: float, high: float, y: float, say: str, width: float, size: int) -> Layer:
        marker = {"symbol": "cross-open" if hollow else "cross", "size": size, "color": color}
        stroke = {"color": color, "width": width}
        return ends([low, high], [y] * 2, row.row_id, say, opacity=opacity(row), line=stroke, marker=marker)

    whole = bar(row.ratio_low, row.ratio_high, row.y, said, 2 if hollow else 6, 12)
    if pd.isna(row.without_low):
        return [whole]
    less = said + words.without_north_koreans(row)
    return [whole, bar(row.without_low, row.without_high, row.y - 0.3, less, 1.5, 8)]
