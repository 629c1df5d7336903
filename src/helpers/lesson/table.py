"""show_table: a small table as the course prints it, whose rows name the data that they rest on."""

from __future__ import annotations

import html

import pandas as pd

from helpers.charts.figure import printed

CELLS = "text-align:left!important;vertical-align:top;white-space:normal"
STYLE = f"<style>.kx-table th,.kx-table td{{{CELLS}}}</style>"


def show_table(frame: pd.DataFrame, label: str) -> None:
    """Show a table: days as 6 Aug 2024, thousands with a comma, gaps as a dash; the index is left out.

    Parameters
    ----------
    frame : the rows, ready to read. A column `row_id` ("table:key") is not shown: it leads to the sources.
    label : what the table holds, for readers who hear it.

    Raises
    ------
    ValueError : no rows.
    """
    from IPython.display import display

    if frame.empty:
        raise ValueError("There are no rows to show; loosen the filter.")
    shown = frame.drop(columns="row_id", errors="ignore")
    cells = printed(shown)
    ids = frame["row_id"] if "row_id" in frame else [None] * len(frame)
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in cells["columns"])
    body = "".join(_row(row_id, values) for row_id, values in zip(ids, cells["rows"], strict=True))
    block = (
        f'<div class="kx-table" style="overflow:auto;max-width:60em" tabindex="0" role="region" '
        f'aria-label="{html.escape(label)}">{STYLE}'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    plain = "\n".join(" | ".join(values) for values in [cells["columns"], *cells["rows"]])
    display({"text/plain": plain, "text/html": block}, raw=True)


def _row(row_id: object, values: list[str]) -> str:
    marked = f' data-row="{html.escape(row_id)}"' if isinstance(row_id, str) and row_id else ""
    return f"<tr{marked}>{''.join(f'<td>{html.escape(value)}</td>' for value in values)}</tr>"
