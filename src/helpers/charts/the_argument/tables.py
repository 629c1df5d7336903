"""Tables of lesson the_argument, ready to print."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import debate
from helpers.words import dated


def changes_table(arguments: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """Who gave two answers to one question: speaker, question, first and later answer.

    Parameters
    ----------
    arguments : table arguments.
    questions : table questions_debated.
    """
    changed = debate.changed_answer(arguments)
    days = {row.argument_id: dated(row) for row in arguments.itertuples()}

    def told(when: str) -> list[str]:
        pairs = zip(changed[when], changed[f"{when}_id"], strict=True)
        return [f"{side} ({days[name]}, {name})" for side, name in pairs]

    asks = questions.set_index("question")["asks"]
    return pd.DataFrame(
        {
            "Who": changed["name"],
            "Question": changed["question"].map(asks),
            "First": told("first"),
            "Later": told("later"),
        }
    )
