"""Source packs of a briefing: their lines with marks, grades and limits, and what was public by a day."""

from __future__ import annotations

import pandas as pd

from helpers.given import a_day

TEXT_DAY = pd.Timestamp("2024-11-16")  # the day of the briefing
PAGE_DAY = pd.Timestamp("2024-11-20")  # behind it begins hindsight
OWN_MARK = {"claim_evidence", "arguments"}  # tables whose keys are short enough to be cited
LIMITS = ["low", "central", "high"]


def described(lines: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Lines of a pack with what their rows say of themselves.

    Parameters
    ----------
    lines : rows of table briefing_packs.
    rows : row_id, page_grade, quantity, low, central, high of the rows they name; a map has no grade and
        is its maker's own page.

    Returns
    -------
    The lines in order with mark (what a briefing cites: "S16b-01", else pack and number, "B1-3"), grade,
    counts (the quantity), low, central, high.

    >>> line = {"briefing_id": "B2", "number": 7, "row_ref": "arguments:D081"}
    >>> row = {"row_id": "arguments:D081", "page_grade": "agency", "quantity": None}
    >>> numbers = dict.fromkeys(["low", "central", "high"], float("nan"))
    >>> described(pd.DataFrame([line]), pd.DataFrame([row | numbers]))[["mark", "grade"]].values.tolist()
    [['D081', 'agency']]
    """
    found = rows.drop_duplicates("row_id").set_index("row_id").reindex(lines["row_ref"])
    table, key = lines["row_ref"].str.partition(":")[0], lines["row_ref"].str.partition(":")[2]
    numbered = lines["briefing_id"] + "-" + lines["number"].astype(str)
    return lines.assign(
        mark=key.where(table.isin(OWN_MARK), numbered),
        grade=found["page_grade"].fillna("primary").to_numpy(),
        counts=found["quantity"].to_numpy(),
        **{name: found[name].astype(float).to_numpy() for name in LIMITS},
    ).sort_values("number", ignore_index=True)


def public_by(lines: pd.DataFrame, day: str | pd.Timestamp) -> pd.DataFrame:
    """Lines of a pack that were public by a day; one without a day was, by the text's own day.

    >>> lines = pd.DataFrame({"day": pd.to_datetime(["2024-08-27", None, "2024-11-15"])})
    >>> len(public_by(lines, "2024-11-16")), len(public_by(lines, "2024-09-01"))
    (3, 1)
    """
    by = a_day(day)
    return lines[lines["day"].fillna(TEXT_DAY) <= by].reset_index(drop=True)


def later_evidence(evidence: pd.DataFrame, day: str | pd.Timestamp) -> tuple[pd.DataFrame, int]:
    """Evidence of the days behind the text's: the rows public by a day, and the number of those hidden.

    Parameters
    ----------
    evidence : rows of table claim_evidence on the statements of one question.
    day : "2024-11-16" shows none, "2024-11-20" those of the four days, a later one what has a day by then.

    >>> days = pd.to_datetime([None, None, "2025-03-16"])
    >>> rows = pd.DataFrame({"known": ["text", "page", "now"], "day": days})
    >>> shown, hidden = later_evidence(rows, "2024-11-20")
    >>> len(shown), hidden
    (1, 1)
    """
    by = a_day(day)
    later = evidence[evidence["known"] != "text"]
    four_days = (later["known"] == "page") & (later["day"].fillna(PAGE_DAY) <= by)
    seen = later[four_days | ((later["known"] == "now") & (later["day"] <= by))]
    return seen.reset_index(drop=True), len(later) - len(seen)
