"""Tables of the lesson on what happened next."""

from __future__ import annotations

import pandas as pd

from helpers.charts.what_happened_next import words
from helpers.data import row_ids
from helpers.words import MISSING


def people_killed(estimates: pd.DataFrame) -> pd.DataFrame:
    """Civilians said to be killed or missing in both oblasts, one figure a line; nothing is added up.

    `estimates` is the table of this name.

    >>> table = charts.people_killed(load("estimates"))
    >>> table.columns[0]
    'What is counted'
    """
    rows = estimates[estimates["quantity"].isin(words.COUNTED) & (estimates["exercise_only"] == "no")]
    rows = rows.assign(counted=rows["quantity"].map(words.COUNTED))
    rows = rows.sort_values(["counted", "as_of_last", "name"], na_position="last")
    return pd.DataFrame(
        {
            "What is counted": rows["counted"],
            "Figure": rows["value_as_printed"],
            "Day": rows["as_of_last"],
            "Who says so": rows["name"],
            "Page": rows["publisher"].fillna(MISSING),
            "row_id": rows["row_id"],
        }
    )


def settled(questions: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Questions of the rating with their outcome and the reason; whether each is scored.

    `questions` and `outcomes` are the tables of these names.

    >>> table = charts.settled(load("questions"), load("outcomes"))
    >>> table.columns[0]
    'Nr'
    """
    rows = questions[questions["in_rating"] == "yes"].merge(outcomes, on="question_id")
    return pd.DataFrame(
        {
            "Nr": rows["question_id"],
            "Question": rows["question"],
            "Outcome": rows["outcome"] + rows["scored"].map({"yes": "", "no": ", not scored"}),
            "Why": rows["why"],
            "Hangs together": rows["cluster"],
            "row_id": row_ids("outcomes", rows),
        }
    )
