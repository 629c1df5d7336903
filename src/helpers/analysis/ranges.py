"""Figures of estimates.csv as ranges with a speaker: what is drawn, and in which order."""

from __future__ import annotations

import pandas as pd

from helpers.given import DataError, a_day, a_table

# the word of an open end, by how the source prints it; "no more than" stays "up to", so each has its own end
LIMITS = {
    "nearly": ("up to", r"nearly|almost|approaching"),
    "under": ("up to", r"fewer than|less than|under|within"),
    "over": ("at least", r"over|more than|upwards of"),
}


def spoken(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of estimates with what a chart says about them, rows for exercises only left out.

    Adds columns bound ("range", "point", "at least", "up to", "nearly"), limit (the word of the source before
    an open end, else empty), first and last end of a range, and value (central, else the middle of the range,
    else the one end that is known).

    >>> rows = load("estimates", quantity="ru_troops_kursk", as_of_first="2024-11-11")
    >>> spoken(rows)[["value", "bound", "limit", "value_as_printed"]].values.tolist()
    [[50000.0, 'up to', 'up to', 'as many as 50,000'], [50000.0, 'nearly', 'nearly', 'nearly 50,000']]
    """
    rows = frame[frame["exercise_only"] == "no"].copy()
    low, central, high = rows["low"], rows["central"], rows["high"]
    middle = low.add(high).div(2)
    rows["value"] = central.fillna(middle).fillna(low).fillna(high)
    rows["first_end"], rows["last_end"] = low.fillna(central), high.fillna(central)
    rows["bound"] = "point"
    rows.loc[rows["first_end"] < rows["last_end"], "bound"] = "range"
    rows.loc[low.notna() & high.isna() & central.isna(), "bound"] = "at least"
    rows.loc[high.notna() & low.isna() & central.isna(), "bound"] = "up to"
    rows["limit"] = rows["bound"].where(rows["bound"].isin(["at least", "up to"]), "")
    for word, (end, printed) in LIMITS.items():
        rows.loc[(rows["limit"] == end) & rows["value_as_printed"].str.contains(printed), "limit"] = word
    rows.loc[rows["limit"] == "nearly", "bound"] = "nearly"
    return rows.reset_index(drop=True)


def between(frame: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Rows whose day lies in a period, both ends included; rows without a day are left out.

    Raises DataError for a day that is none, and for a period that ends before it begins.

    >>> rows = pd.DataFrame({"as_of_last": pd.to_datetime(["2024-08-06", "2024-08-12", None])})
    >>> len(between(rows, "2024-08-06", "2024-08-10"))
    1
    """
    a_table(frame, "estimates", ["as_of_last"])
    day, start, end = frame["as_of_last"], a_day(first), a_day(last)
    if end < start:
        raise DataError(f"A period ends on its first day or later; {last} lies before {first}.")
    return frame[(day >= start) & (day <= end)].reset_index(drop=True)
