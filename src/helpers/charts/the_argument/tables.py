"""Tables of lesson the_argument, ready to print."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import debate
from helpers.charts.frames import table
from helpers.words import dated


def changes_table(arguments: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """Who gave two answers to one question: speaker, question, first and later answer.

    Parameters
    ----------
    arguments : table arguments.
    questions : table questions_debated.

    >>> table = charts.changes_table(load("arguments"), load("questions_debated"))
    >>> table.columns[0]
    'Who'
    """
    asks = questions.set_index("question")["asks"]
    days = {row.argument_id: dated(row) for row in arguments.itertuples()}
    columns = {
        "Who": "name",
        "Question": lambda row: asks[row.question],
        "First": lambda row: f"{row.first} ({days[row.first_id]}, {row.first_id})",
        "Later": lambda row: f"{row.later} ({days[row.later_id]}, {row.later_id})",
    }
    return table(debate.changed_answer(arguments), columns)


def verdicts_by_name(arguments: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """Which analyst or scholar answered whether it was worth its price, or whether to stay, with row_id.

    Parameters
    ----------
    arguments : table arguments.
    questions : table questions_debated.

    >>> table = charts.verdicts_by_name(load("arguments"), load("questions_debated"))
    >>> table.columns[1]
    'Day'
    """
    asks = questions.set_index("question")["asks"]
    rows = debate.verdicts(arguments)
    rows["row_id"] = "arguments:" + rows["argument_id"]
    columns = {"row_id": "row_id", "Day": dated, "Who": "name", "Question": lambda row: asks[row.question]}
    return table(rows, columns | {"Answer": "side", "In short": "argument"})
