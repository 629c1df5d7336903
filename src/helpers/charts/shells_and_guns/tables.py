"""Tables of the lesson on shells and guns, ready to print."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import arms
from helpers.analysis.ranges import spoken
from helpers.charts.frames import table
from helpers.charts.shells_and_guns import words
from helpers.data import kind_of_page


def totals_compared(totals: pd.DataFrame, said: pd.DataFrame, one_year: pd.DataFrame) -> pd.DataFrame:
    """The latest total of shells of each office beside its containers: why totals differ.

    Parameters
    ----------
    totals, said : from analysis.arms.shell_totals and pairs.
    one_year : from analysis.arms.detailed, rows about one year alone.

    Returns
    -------
    One row per office, largest total first: who counts, the total, the load and the containers that it named
    with it, months from which and to which its count runs, what it sees, row_id.

    >>> counted = analysis.arms.detailed(
    ...     load("estimates", quantity=analysis.arms.TOTALS), load("estimate_details")
    ... )
    >>> totals = analysis.arms.shell_totals(
    ...     counted, load("estimates", quantity="dprk_shells_dud_share")
    ... )
    >>> year = analysis.arms.detailed(
    ...     load("estimates", quantity=analysis.arms.ONE_YEAR), load("estimate_details")
    ... )
    >>> table = charts.totals_compared(totals, analysis.arms.pairs(counted), year)
    >>> table.columns[0]
    'Who'
    """
    rows = pd.concat([arms.latest(totals), one_year]).sort_values("value", ascending=False, ignore_index=True)
    loads = {row.row_id: words.load(row) for row in said.itertuples()}
    boxes = dict(zip(said["row_id"], said["containers_printed"], strict=True))
    return table(
        rows[rows["counter"].isin(words.SEES)].reset_index(drop=True),
        {
            "Who": "counter",
            "Shells": "value_as_printed",
            "In one container": lambda row: loads.get(row.row_id, "not given"),
            "Containers": lambda row: boxes.get(row.row_id, "not given"),
            "Time": words.counted_time,
            "What it sees": lambda row: words.SEES[row.counter],
            "row_id": "row_id",
        },
    )


def shares_and_wholes(estimates: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Shares with the whole that each belongs to, oldest first, with row_id.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.SHARES.
    quantities : table quantities.

    >>> table = charts.shares_and_wholes(
    ...     load("estimates", quantity=analysis.arms.SHARES), load("quantities")
    ... )
    >>> table.columns[0]
    'Speaker'
    """
    defined = quantities.set_index("quantity")["definition"]
    columns = {"Speaker": "name", "Day": "as_of_last", "Per cent": "value_as_printed"}
    return table(
        spoken(estimates).sort_values("as_of_last", ignore_index=True),
        columns | {"Of what": lambda row: defined[row.quantity], "row_id": "row_id"},
    )


def arms_dated(events: pd.DataFrame) -> pd.DataFrame:
    """Events in order of their days: day, what, who, page, row_id.

    >>> table = charts.arms_dated(load("events", event_id=analysis.arms.DATED))
    >>> table.columns[0]
    'Day'
    """
    rows = events.sort_values(["date_first", "event_id"], ignore_index=True)
    rows["who"] = rows["name"].fillna(rows["publisher"])
    columns = {"Day": "date_first", "What": "what", "Who says so": "who", "Kind of page": kind_of_page}
    return table(rows, columns | {"row_id": "row_id"})
