"""From a row to the page that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.data.loading import load, row_ids
from helpers.data.outlets import page_as_markdown
from helpers.given import DataError, named, shown
from helpers.words import day, markdown


def sources(ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Return the table of pages, or those with the source ids named, sorted by publisher and day.

    Raises DataError when an id is not in data/sources.csv.

    >>> sources(["jurist-7a768"])["publisher"].tolist()
    ['JURIST']
    """
    if isinstance(ids, str):
        raise DataError(f"Source ids stand in a list: sources([{shown(ids)}]).")
    asked = list(ids) if isinstance(ids, Iterable) else ids
    table = load("sources") if ids is None else load("sources", source_id=asked)
    return table.sort_values(["publisher", "published", "source_id"], na_position="last").reset_index(
        drop=True
    )


def cite(source_id: str) -> str:
    """One line of Markdown for a page: publisher with its link, day, relay if it is one.

    A party's own outlet and a copy network get their address as text, without a link.

    Raises DataError when the id is no text, or not in data/sources.csv.

    >>> cite("meduza-f3f98")
    '[Meduza](https://meduza.io/amp/en/news/2024/11/13/u-s-says-north-korean-troops-alread...
    """
    if not isinstance(source_id, str):
        raise DataError(
            f"A page is cited by its source id, a text in quotation marks; {shown(source_id)} is none."
        )
    page = load("sources", source_id=source_id).iloc[0]
    published = f", {day(page['published'])}" if pd.notna(page["published"]) else ", day not shown"
    relay = f", relaying {markdown(page['relays'])}" if pd.notna(page["relays"]) else ""
    return f"{page_as_markdown(page)}{published}{relay}"


def source_ids_of(marks: Iterable[str]) -> list[str]:
    """Source ids behind row ids ("table:key") of marks in figures, without repeats, sorted.

    Raises DataError when a row id names no row of its table.
    """
    wanted: dict[str, set[str]] = {}
    if not isinstance(marks, Iterable):
        raise DataError(f'Row ids stand in a list, such as ["events:2024-08-06-…"]; {shown(marks)} is none.')
    for mark in [marks] if isinstance(marks, str) else marks:
        if not isinstance(mark, str) or ":" not in mark:
            raise DataError(f'{shown(mark)} is no row id: those are texts such as "events:2024-08-06-…".')
        table, _, _ = mark.partition(":")
        wanted.setdefault(table, set()).add(mark)
    found: set[str] = set()
    for table, marks_of_table in wanted.items():
        frame = load(table)
        ids = pd.Series(row_ids(table, frame))
        missing = marks_of_table - set(ids)
        if missing:
            raise DataError(f"Rows that table {table} does not hold: {named(sorted(missing))}.")
        if "source_id" in frame:
            found |= set(frame.loc[ids.isin(marks_of_table), "source_id"].dropna())
    return sorted(found)
