"""What the chart of counted battles says: all words around it, and those at its marks."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import balance
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.the_balance.words import to
from helpers.words import number

INSIDE = {"US Civil War": "1600-1900", "Europe 1944": "1904-1991"}
WAYS = {"attacker won": "attackers won", "attack did not fail": "did not fail"}
EXACT = "The interval is Clopper and Pearson's. "
TWO = (
    "Two collections, not four: the Civil War is part of 1600-1900, Europe 1944 of 1904-1991. “Did not "
    "fail” is not “won”. "
)
NEAR = {"1600-1900": 3.0, "1904-1991": 3.0}  # the cell of a record that the title speaks of
BAND = "the report's ratios"


def record_heading(name: str, measure: str) -> tuple[str, str]:
    """A record, what it counts as success, and the record that it is part of: in one line and in two."""
    inside = f"(part of {INSIDE[name]})" if name in INSIDE else ""
    said = f"<b>{name}</b>: {WAYS[measure]}"
    return f"{said} {inside}".strip(), f"{said}<br>{inside}".removesuffix("<br>")


def battles(row: Row) -> str:
    """How many battles a cell holds, and that it has no upper end."""
    return f"{row.n}" + (" at all higher ratios" if pd.isna(row.ratio_high) else "")


def won(row: Row, between: str = " ") -> str:
    """How many battles of a cell were won."""
    return f"{row.successes}{between}of {row.n}"


def penned(row: Row, *, intervals: bool) -> dict[float, str]:
    """What the title says of its cell: the ends of the interval, or the share alone."""
    places = (row.low, row.high) if intervals else (row.percent,)
    return {place: f"{number(place)} %" for place in places}


def force_ratio_record(
    rows: pd.DataFrame, names: list[str], band: tuple[float, float], *, intervals: bool
) -> dict:
    """What the cells hold, in one record or in several."""
    shown = rows[rows["record"].isin(names)]
    told = [
        f"{row.record}, {_cell(row)}: {row.successes} of {row.n}, {number(row.percent)} % "
        f"({to(row.low, row.high)})"
        for row in shown.itertuples()
    ]
    return {
        "title": _record_title(rows, names, intervals=intervals),
        "subtitle": f"Share of battles by attackers per defender{', with its 95 % interval' * intervals}; "
        f"marked: the report's ratios, {number(band[0], 2)} to {number(band[1], 1)} to 1",
        "caption": "The Dupuy Institute, 2019: ratios of soldiers, in cells as printed; the number is that "
        f"of battles. {EXACT * intervals}Faint: fewer than 10. {TWO * (len(names) > 1)}Cells beyond 6 to 1 "
        "stand in the table only; 12 and 41 battles of the two collections were not copied.",
        "alt": told,
        "table": table(
            shown,
            {
                "Record": "record",
                "Attackers per defender": _cell,
                "Battles": "n",
                "Successes": "successes",
                "Share": lambda row: f"{number(row.percent)} %",
                "95 % interval": lambda row: f"{to(row.low, row.high)} %",
                "What is a success": "measure",
            },
        ),
    }


def _record_title(rows: pd.DataFrame, names: list[str], *, intervals: bool) -> str:
    cells = rows.set_index(["record", "ratio_low"])
    near = {record: cells.loc[(record, low)] for record, low in NEAR.items()}
    if len(names) > 1:
        old, new = map(won, near.values())
        return f"Near 3 to 1 attackers won {old} battles in one collection, {new} in another"
    record = names[0]
    if record in near and intervals:
        cell = near[record]
        return f"Near 3 to 1: {won(cell)} won; that fits any true rate from **{to(cell.low, cell.high)} %**"
    if record in near:
        return f"Near 3 to 1 attackers won {won(near[record])} battles: **{number(near[record].percent)} %**"
    edge = 2.71 if record == "Europe 1944" else 3
    well, n = balance.counted(rows, record, since=edge)
    below, cases = balance.counted(rows, record, below=edge)
    if record == "Europe 1944":
        return (
            f"{n - well} of {n} attacks at 2.71 to 1 and more failed; below it {cases - below} of {cases} did"
        )
    return f"US Civil War: {well} of {n} won at 3 to 1 and more, {below} of {cases} below"


def _cell(row: Row) -> str:
    if row.ratio_low == row.ratio_high:
        return number(row.ratio_low, 2)
    if pd.isna(row.ratio_high):
        return f"{number(row.ratio_low, 2)} and more"
    return to(row.ratio_low, row.ratio_high, 2)


def cell_hover(row: Row) -> str:
    """One cell with its battles and its interval."""
    return (
        f"<b>{row.record}</b>, {_cell(row)} per defender<br>{row.successes} of {row.n}: "
        f"{number(row.percent)} %<br>95 % interval {to(row.low, row.high)} %<br>The Dupuy Institute"
    )
