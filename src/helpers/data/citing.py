"""From a row to the page that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.data.faults import DataError
from helpers.data.loading import load, row_ids
from helpers.words import day


def sources(ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Return the table of pages, or those with the source ids named, sorted by publisher and day.

    Raises DataError when an id is not in data/sources.csv.
    """
    table = load("sources")
    if ids is not None:
        wanted = set(ids)
        unknown = sorted(wanted - set(table["source_id"]))
        if unknown:
            raise DataError(f"data/sources.csv does not know: {', '.join(unknown)}.")
        table = table[table["source_id"].isin(wanted)]
    return table.sort_values(["publisher", "published", "source_id"], na_position="last").reset_index(
        drop=True
    )


def cite(source_id: str) -> str:
    """One line of Markdown for a page: publisher, day, relay if it is one, link.

    Raises DataError when the id is not in data/sources.csv.
    """
    page = sources([source_id]).iloc[0]
    published = f", {day(page['published'])}" if pd.notna(page["published"]) else ", day not shown"
    relay = f", relaying {page['relays']}" if pd.notna(page["relays"]) else ""
    return f"[{page['publisher']}]({page['url']}){published}{relay}"


def source_ids_of(marks: Iterable[str]) -> list[str]:
    """Source ids behind row ids ("table:key") of marks in figures, without repeats, sorted.

    Raises DataError when a row id names no row of its table.
    """
    wanted: dict[str, set[str]] = {}
    for mark in marks:
        table, _, _ = mark.partition(":")
        wanted.setdefault(table, set()).add(mark)
    found: set[str] = set()
    for table, marks_of_table in wanted.items():
        frame = load(table)
        ids = pd.Series(row_ids(table, frame))
        missing = marks_of_table - set(ids)
        if missing:
            raise DataError(f"Rows that table {table} does not hold: {', '.join(sorted(missing)[:5])}.")
        if "source_id" in frame:
            found |= set(frame.loc[ids.isin(marks_of_table), "source_id"].dropna())
    return sorted(found)
