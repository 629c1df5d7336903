"""Tables of the deployment, ready to print; `row_id` leads to the sources."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import table


def voices(arguments: pd.DataFrame) -> pd.DataFrame:
    """Arguments that answer one question, in order of their day.

    Parameters
    ----------
    arguments : rows of table arguments.

    >>> table = charts.voices(load("arguments", question="dprk_value", lessons="the_deployment"))
    >>> table.columns[0]
    'Published'
    """
    rows = arguments.sort_values(["published_first", "argument_id"], ignore_index=True)
    columns = {"Published": "published_first", "Speaker": "name", "Answer": "side", "Argument": "argument"}
    return table(rows, columns | {"row_id": "row_id"})
