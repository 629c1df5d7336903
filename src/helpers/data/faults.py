"""What is wrong with a file, in plain words: which cells, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from helpers.given import cut, shown

MOST_BYTES = 2000  # of a whole message
FIRST_NAMED = 5  # rows that share a fault, and are named one by one


class Fault(NamedTuple):
    """One cell that breaks a rule: spreadsheet row, column, what stands there, what was expected."""

    row: int
    column: str
    value: str
    expected: str


def report(name: str, faults: Iterable[Fault]) -> str:
    """All faults of a table in one message; a cell is blamed once, and a fault that repeats is told once.

    Parameters
    ----------
    name : the file as a reader knows it ("data/events.csv").
    faults : at least one; of several in one cell the first counts.
    """
    once: dict[tuple[int, str], Fault] = {}
    for fault in faults:
        once.setdefault((fault.row, fault.column), fault)
    alike: dict[tuple, list[int]] = {}
    for fault in sorted(once.values(), key=lambda fault: (fault.row, fault.column)):
        alike.setdefault(fault[1:], []).append(fault.row)
    plural = "s" if len(once) > 1 else ""
    head = f"{name} has {len(once)} fault{plural} (row 2 is the first row below the header):\n"
    foot = "\nNothing was changed. Correct these cells, save the file and run the cell again."
    lines = [_line(rows, *what) for what, rows in alike.items()]
    while sum(len(line.encode()) + 1 for line in lines) > MOST_BYTES - 300:
        lines.pop()
    told = sum(len(rows) for _, rows in zip(lines, alike.values(), strict=False))
    more = f"\n  … and {len(once) - told} more" if told < len(once) else ""
    return head + "\n".join(lines) + more + foot


def _line(rows: list[int], column: str, value: str, expected: str) -> str:
    where = ", ".join(map(str, rows[:FIRST_NAMED]))
    more = f" and {len(rows) - FIRST_NAMED} more" if len(rows) > FIRST_NAMED else ""
    place = f", column {cut(column)}" if column else ""
    said = f"{shown(value)} – " if value or column else ""
    return f"  row{'s' if len(rows) > 1 else ''} {where}{more}{place}: {said}{expected}"
