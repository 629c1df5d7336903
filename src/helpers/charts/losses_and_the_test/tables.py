"""Lists of lesson losses_and_the_test, ready to print: what differs is listed, never drawn on one axis."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import responses
from helpers.analysis.ranges import spoken
from helpers.charts.frames import table
from helpers.charts.statements import page
from helpers.words import dated


def figures_listed(estimates: pd.DataFrame, quantities: pd.DataFrame | None = None) -> pd.DataFrame:
    """Figures, oldest first, with row_id; with table quantities a column says what was counted.

    >>> table = charts.figures_listed(
    ...     load("estimates", quantity=analysis.losses.OWN_TRACES), load("quantities")
    ... )
    >>> table.columns[1]
    'Day'
    """
    rows = spoken(estimates).sort_values("as_of_last")
    if quantities is not None:
        rows["counted"] = rows["quantity"].map(quantities.set_index("quantity")["definition"])
    counted = {} if quantities is None else {"What was counted": "counted"}
    return table(
        rows.reset_index(drop=True),
        {"row_id": "row_id", "Day": "as_of_last", **counted, "Number": "value_as_printed"}
        | {"Who counted or said it": "name", "Page": page},
    )


def law_positions(arguments: pd.DataFrame) -> pd.DataFrame:
    """Who called the deployment lawful or not, and which rule each named, with row_id.

    Parameters
    ----------
    arguments : table arguments.

    >>> table = charts.law_positions(load("arguments"))
    >>> table.columns[0]
    'What it says of the deployment'
    """
    columns = {"What it says of the deployment": "position", "Who": "name", "Day": dated}
    named = {"Rule named": lambda row: " · ".join(row.rules), "In short": "argument"}
    return table(responses.law(arguments).astype({"position": str}), columns | named | {"row_id": "row_id"})
