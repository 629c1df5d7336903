"""What the figures of scores say, each under the name of its figure."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.analysis.scoring import LEAST, MADE_UP
from helpers.charts.frames import table
from helpers.words import Row, number

IN_TITLE = 2  # forecasters that the title names


def score_hover(row: Row) -> str:
    """A forecaster's score with its bar."""
    return f"<b>{row.name}</b><br>{number(row.score, 2)} ({_bar(row)}), {row.n} forecasts"


def _bar(row: Row) -> str:
    return f"{number(row.low, 2)} to {number(row.high, 2)}"


def brier_scores(rows: pd.DataFrame, nothing: float, kept: pd.DataFrame) -> dict:
    """Scores of all forecasters and what cannot be told from them."""
    asked, clusters = kept["question_id"].nunique(), kept["cluster"].nunique()
    first = " and ".join(f"{row.name} **{number(row.score, 2)}**" for row in rows.head(IN_TITLE).itertuples())
    heads: dict[str, str | Callable] = {
        "Forecaster": "name",
        "Score": lambda row: number(row.score, 2),
        "95 %, clusters redrawn": _bar,
        "Forecasts": "n",
    }
    return {
        "title": f"{first[0].upper()}{first[1:]}: {asked} questions, {clusters} clusters",
        "subtitle": "Brier score (number of forecasts), 0 is best, 1 worst; "
        "the bar holds 95 of 100 redraws of clusters",
        "caption": f"“No change” gives 10 or 90 % and scores {number(nothing, 2)}. Where bars overlap, "
        "none is shown to be better.",
        "alt": [score_hover(row).replace("<b>", "").replace("</b><br>", ": ") for row in rows.itertuples()],
        "table": table(rows, heads),
    }


def too_few() -> str:
    """What stands in the place of a calibration that rests on too little."""
    return f"<b>At least {LEAST} forecasts are needed</b><br>from the folder my_work/class"


def bin_told(row: Row) -> str:
    """What stands at the mark of a bin."""
    return f"said {row.said:.0f} %<br><b>came {row.came:.0f} %</b><br>of {row.n}"


def bin_hover(row: Row) -> str:
    """One bin of a pool."""
    return f"<b>{row.bin} %</b><br>said {row.said:.0f} %, came in {row.came:.0f} % of {row.n}"


def calibration_pool(bins: pd.DataFrame, pool: pd.DataFrame, who: str) -> dict:
    """What was said and how often it came, in the lowest bin."""
    asked = pool["question_id"].nunique()
    asked_of_all = f"{len(pool)} forecasts of {asked} questions, whose outcomes" if asked else "The outcomes"
    made_up = " The class is made up, drawn by a rule (helpers.analysis.scoring)." * (who == MADE_UP)
    if bins.empty:
        title = f"{who.capitalize()}: {len(pool)} forecasts are too few to draw"
    else:
        low = bins.iloc[0]
        title = (
            f"{who.capitalize()}: said {low['said']:.0f}\N{NO-BREAK SPACE}%, it came in "
            f"**{low['came']:.0f} %** of {low['n']}"
        )
    return {
        "title": title,
        "subtitle": "Across: per cent said, the mean of a bin (0 to 33, 34 to 66, 67 to 100); "
        "up: per cent that came"
        if len(bins)
        else "Forecasts of many people, in three bins once there are enough",
        "caption": f"{asked_of_all} are the same for all.{made_up}",
        "alt": [
            f"{row.bin} %: said {row.said:.0f}, came {row.came:.0f}, n {row.n}" for row in bins.itertuples()
        ]
        or [title],
        "table": bins.drop(columns="row_id").rename(
            columns={"bin": "Bin, %", "n": "Forecasts", "said": "Said, %", "came": "Came, %"}
        ),
    }
