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
