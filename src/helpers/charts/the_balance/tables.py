"""Tables of lesson the_balance, ready to print."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import table
from helpers.words import day


def named_brigades(brigades: pd.DataFrame, on: str) -> pd.DataFrame:
    """Brigades and who names them; `brigades` come from analysis.balance.units_by_witness of the same day.

    >>> table = charts.named_brigades(
    ...     analysis.balance.units_by_witness(
    ...         load("units"), load("units_mapped_names"), "2024-11-15"
    ...     ),
    ...     "2024-11-15",
    ... )
    >>> table.columns[0]
    'Brigade'
    """
    heads = {"Kyiv": "named by Kyiv", "Moscow": "named by Moscow", "map": f"on Owl's map, {day(on)}"}
    said = brigades[[*heads]].replace({True: "yes", False: "–"}).rename(columns=heads)
    return pd.concat([brigades["unit"].rename("Brigade"), said, brigades["row_id"]], axis=1)


def rule_positions(arguments: pd.DataFrame) -> pd.DataFrame:
    """Arguments on a rule, oldest first, in our words; column row_id leads to their pages.

    >>> table = charts.rule_positions(
    ...     load("arguments", argument_id=[f"G00{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9)])
    ... )
    >>> table.columns[0]
    'Who'
    """
    return table(
        arguments.sort_values(["published_first", "argument_id"]),
        {"Who": "name", "Year": lambda row: str(row.published_first.year)}
        | {"What is argued, in our words": "argument", "row_id": "row_id"},
    )
