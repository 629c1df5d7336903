"""Figures of estimates.csv as ranges with a speaker: what is drawn, and in which order."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.comparable import comparable


def spoken(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of estimates with what a chart says about them, rows for exercises only left out.

    Adds columns bound ("range", "point", "at least", "up to"), first and last end of a range, and value
    (central, else the middle of the range, else the one end that is known).
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
    return rows.reset_index(drop=True)


def between(frame: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Rows whose day lies in a period, both ends included; rows without a day are left out."""
    day = frame["as_of_last"]
    return frame[(day >= pd.Timestamp(first)) & (day <= pd.Timestamp(last))].reset_index(drop=True)


def summary_by_side(frame: pd.DataFrame) -> pd.DataFrame:
    """Number of figures, lowest and highest value by side of the speaker.

    Returns columns side, figures, lowest, highest. Lowest uses low, central or high, whichever is smallest
    in a row; highest the largest. No average is given: speakers are not draws from one urn.

    Raises NotComparable when the rows mix quantities or units.
    """
    rows = spoken(frame)
    comparable(rows[["quantity", "unit"]])
    ends = rows[["low", "central", "high"]]
    rows = rows.assign(lowest=ends.min(axis=1), highest=ends.max(axis=1))
    return (
        rows.groupby("side")
        .agg(figures=("row_id", "size"), lowest=("lowest", "min"), highest=("highest", "max"))
        .reset_index()
    )
