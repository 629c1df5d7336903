"""Tables of the deployment, ready to print; `row_id` leads to the sources."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import table
from helpers.words import month


def units_named(units: pd.DataFrame, speakers: pd.DataFrame) -> pd.DataFrame:
    """Units that somebody named, oldest report first.

    Parameters
    ----------
    units : rows of table units.
    speakers : table speakers.
    """
    rows = units.sort_values(["first_reported", "unit_row_id"], ignore_index=True)
    names = speakers.set_index("speaker_id")["name"]
    columns = {
        "Unit": "unit",
        "Type": "type",
        "First report": lambda row: month(row.first_reported),
        "Last report": lambda row: month(row.last_reported),
        "Named by": lambda row: names.get(row.named_by, row.named_by),
        "Note": "note",
        "row_id": "row_id",
    }
    return table(rows.fillna({"note": ""}), columns)


def voices(arguments: pd.DataFrame) -> pd.DataFrame:
    """Arguments that answer one question, in order of their day.

    Parameters
    ----------
    arguments : rows of table arguments.
    """
    rows = arguments.sort_values(["published_first", "argument_id"], ignore_index=True)
    columns = {"Published": "published_first", "Speaker": "name", "Answer": "side", "Argument": "argument"}
    return table(rows, columns | {"row_id": "row_id"})
