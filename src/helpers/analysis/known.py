"""What was public by a day: rows by their day of publication.

Published by a day is not the same as read by everybody on that day; it is the most that a reader of that
day could have known.
"""

from __future__ import annotations

import pandas as pd

from helpers.given import DataError, a_day, a_table


def known_on(frame: pd.DataFrame, day: str | pd.Timestamp, *, inferred: bool = False) -> pd.DataFrame:
    """Rows that had been published on or before a day.

    Parameters
    ----------
    frame : rows with the columns published (day) and published_basis ("page", "inferred", "unknown").
    day : the day, included.
    inferred : True also keeps rows whose day of publication is not on the page but follows from the
        occasion, for example a public briefing.

    Returns
    -------
    The rows kept, in their order, with a fresh index. Rows without a day of publication are left out:
    nobody can say on which side of the day they belong.

    >>> rows = pd.DataFrame({"published": pd.to_datetime(["2024-11-06", "2024-11-20", None])})
    >>> rows["published_basis"] = ["inferred", "page", "unknown"]
    >>> len(known_on(rows, "2024-11-17")), len(known_on(rows, "2024-11-17", inferred=True))
    (0, 1)
    """
    day = a_day(day)
    a_table(frame, "estimates", ("published", "published_basis"))
    kept = frame["published"].notna() & (frame["published"] <= day)
    if not inferred:
        kept &= frame["published_basis"] != "inferred"
    return frame[kept].reset_index(drop=True)


def undatable(frame: pd.DataFrame, *, inferred: bool = False) -> pd.DataFrame:
    """Rows that `known_on` can never place: no day of publication, or an inferred one unless asked for.

    >>> rows = pd.DataFrame({"published": [pd.NaT], "published_basis": "unknown"})
    >>> len(undatable(rows))
    1
    """
    left_out = frame["published"].isna()
    if not inferred:
        left_out |= frame["published_basis"] == "inferred"
    return frame[left_out].reset_index(drop=True)


def nearest_published(frame: pd.DataFrame, day: str | pd.Timestamp) -> pd.Series:
    """The row published nearest to a day, before or after it; of two equally near, the earlier one.

    Raises
    ------
    DataError : no row has a day of publication.

    >>> rows = pd.DataFrame({"published": pd.to_datetime(["2024-11-06", "2024-11-20"])})
    >>> nearest_published(rows, "2024-11-12")["published"].day
    6
    """
    rows = frame[frame["published"].notna()].sort_values("published", kind="stable")
    if rows.empty:
        raise DataError("None of these rows has a day of publication.")
    distance = (rows["published"] - a_day(day)).abs()
    return rows.loc[distance.idxmin()]
