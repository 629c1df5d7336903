"""show_table: a small table as the course prints it, whose rows name the data that they rest on."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import printed
from helpers.given import a_text, some_rows
from helpers.lesson.markup import html_row, html_table, scrolling


def show_table(frame: pd.DataFrame, label: str) -> None:
    """Show a table: days as 6 Aug 2024, thousands with a comma, gaps as a dash; the index is left out.

    Parameters
    ----------
    frame : the rows, ready to read. A column `row_id` ("table:key") is not shown: it leads to the sources.
    label : what the table holds, for readers who hear it.

    Raises
    ------
    DataError : no table, no rows, or no label.

    >>> show_table(load("quantities")[["quantity", "unit"]].head(2), "Two quantities")
    quantity | unit
    ...
    """
    from IPython.display import display

    some_rows(frame)
    a_text(label, "The label of a table")
    cells = printed(frame.drop(columns="row_id", errors="ignore"))
    ids = frame["row_id"].fillna("") if "row_id" in frame else [None] * len(frame)
    rows = (html_row(values, row_id) for row_id, values in zip(ids, cells["rows"], strict=True))
    block = scrolling(label, html_table(cells["columns"], rows))
    plain = "\n".join(" | ".join(values) for values in [cells["columns"], *cells["rows"]])
    display({"text/plain": plain, "text/html": block}, raw=True)
