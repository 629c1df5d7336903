"""Days of events and the days between them, by the ids of table events; days on which a count changed."""

from __future__ import annotations

import pandas as pd

from helpers.given import a_table, one_of


def day_of(events: pd.DataFrame, event_id: str) -> pd.Timestamp:
    """First day of one event. Raises DataError for an id that the table does not hold.

    >>> day_of(pd.DataFrame({"event_id": ["start"], "date_first": [pd.Timestamp("2024-08-06")]}), "start")
    Timestamp('2024-08-06 00:00:00')
    """
    a_table(events, "events", ("event_id", "date_first"))
    one = one_of(event_id, events["event_id"], "event")
    found = events.loc[events["event_id"] == one, "date_first"]
    return found.iloc[0]


def days_between(events: pd.DataFrame, first: str, then: str) -> int:
    """Days from one event to another by their ids; negative when the second came first.

    >>> days = pd.to_datetime(["2024-08-06", "2024-08-20"])
    >>> days_between(pd.DataFrame({"event_id": ["start", "count"], "date_first": days}), "start", "count")
    14
    """
    return (day_of(events, then) - day_of(events, first)).days


def changes(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Days on which a count changed, with the first and the last day: steps need no others.

    >>> changes(pd.DataFrame({"day": [1, 2, 3, 4], "count": [7, 7, 8, 8]}), "count")["day"].tolist()
    [1, 3, 4]
    """
    moved = rows[column].ne(rows[column].shift())
    moved.iloc[[0, -1]] = True
    return rows[moved].reset_index(drop=True)
