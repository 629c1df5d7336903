"""Hindsight: rules of the specimen forecasters, how far memory moved, and which verdicts changed."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from helpers.analysis.goals import TEXT_DAY
from helpers.given import DataError

SPECIMENS = ("cautious", "bold", "always 50")
DAYS = ("text", "page", "now")  # columns verdict_text, verdict_page, verdict_now
STEPS = ((2, 20), (6, 40))  # months after the text, per cent; later: LATER
LATER, FAR = 60, 5  # per cent; bold stands this far from 0 or 100


def specimen(forecaster: str, asks: str, settles_on: pd.Timestamp) -> int:
    """Probability of yes by the published rule of a specimen forecaster; no outcome is read.

    Parameters
    ----------
    forecaster : one of SPECIMENS.
    asks : column of table questions: "change", "stays" or "past" (settled before the text: 50).
    settles_on : day by which the question is settled.

    Returns
    -------
    Per cent from 0 to 100.

    Raises
    ------
    DataError : another forecaster.

    >>> specimen("cautious", "change", pd.Timestamp("2024-12-31"))
    20
    """
    if forecaster not in SPECIMENS:
        raise DataError(f"There is no specimen {forecaster!r}; there are {', '.join(SPECIMENS)}.")
    if forecaster == "always 50" or asks == "past":
        return 50
    within = [per_cent for months, per_cent in STEPS if settles_on <= TEXT_DAY + pd.DateOffset(months=months)]
    change = within[0] if within else LATER
    cautious = 100 - change if asks == "stays" else change
    if forecaster == "cautious":
        return cautious
    return FAR if cautious < 50 else 100 - FAR


def remembered(percent: int, outcome: str) -> int:
    """What a specimen says to remember: a third of the way to the outcome, rounded to 5 per cent.

    Parameters
    ----------
    percent : what it said before, per cent.
    outcome : "yes" or "no"; another word is a KeyError.

    >>> remembered(20, "yes"), remembered(20, "no")
    (45, 15)
    """
    came = {"yes": 100, "no": 0}[outcome]
    return 5 * round((percent + (came - percent) / 3) / 5)


def shift(forecasts: pd.DataFrame) -> pd.DataFrame:
    """How far memory moved toward what happened, in points; unsettled and void questions drop out.

    Parameters
    ----------
    forecasts : percent, remembered (per cent) and outcome.

    Returns
    -------
    The settled rows with column shift: positive toward the outcome, negative away from it.

    >>> said = pd.DataFrame({"percent": 40, "remembered": 60, "outcome": ["yes", "no", "void"]})
    >>> shift(said)["shift"].tolist()
    [20, -20]
    """
    settled = forecasts[forecasts["outcome"].isin(["yes", "no"])]
    way = settled["outcome"].map({"yes": 1, "no": -1})
    return settled.assign(shift=(settled["remembered"] - settled["percent"]) * way)


def moves(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Verdicts that changed between the days of DAYS, one row per change.

    Parameters
    ----------
    verdicts : table verdicts.

    Returns
    -------
    Columns claim_id, step ("text to page" or "page to now"), old and new (words); a claim may move twice.

    >>> changed = analysis.hindsight.moves(load("verdicts", claim_id="S31"))
    >>> changed[["step", "old", "new"]].values.tolist()
    [['text to page', 'supported', 'contested'], ['page to now', 'contested', 'partly']]
    """
    steps = [
        pd.DataFrame(
            {
                "claim_id": verdicts["claim_id"],
                "step": f"{first} to {then}",
                "old": verdicts[f"verdict_{first}"],
                "new": verdicts[f"verdict_{then}"],
            }
        )
        for first, then in pairwise(DAYS)
    ]
    every = pd.concat(steps, ignore_index=True)
    return every[every["old"] != every["new"]].reset_index(drop=True)


def knowable(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Count of statements by how today's word stands and by when its evidence was public.

    Parameters
    ----------
    verdicts : table verdicts.

    Returns
    -------
    Rows "supported" and "limited" (all other words that can be checked), columns known ("known on
    16 November", "only later"). "not checkable" stands aside: nothing can decide it.

    >>> analysis.hindsight.knowable(load("verdicts")).loc["supported"].to_dict()
    {'known on 16 November': 12, 'only later': 4}
    """
    open_to_check = verdicts[verdicts["verdict_now"] != "not checkable"]
    today = open_to_check["verdict_now"].eq("supported").map({True: "supported", False: "limited"})
    known = open_to_check["decided_on"].eq("text").map({True: "known on 16 November", False: "only later"})
    return pd.crosstab(today.rename("today"), known.rename("known")).reindex(
        index=["supported", "limited"], columns=["known on 16 November", "only later"], fill_value=0
    )


def own_words(given: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """A reader's words beside ours.

    Parameters
    ----------
    given : claim_id, text and now (one of our six words each); a claim without our words drops out.
    verdicts : table verdicts.

    Returns
    -------
    Columns claim_id, deciding_definition and for each of the two days both words and same.

    >>> mine = pd.DataFrame({"claim_id": ["S31"], "text": ["supported"], "now": ["contested"]})
    >>> own_words(mine, load("verdicts"))[["verdict_now", "same_text", "same_now"]].values.tolist()
    [['partly', True, False]]
    """
    both = given.merge(verdicts, on="claim_id", validate="one_to_one")
    kept = both[["claim_id", "deciding_definition", "text", "now", "verdict_text", "verdict_now"]]
    return kept.assign(
        same_text=kept["text"] == kept["verdict_text"], same_now=kept["now"] == kept["verdict_now"]
    )
