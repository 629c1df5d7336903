"""Scoring forecasts: Brier score, baselines, the bootstrap by cluster, calibration of a pool."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.given import DataError

MADE_UP = "made-up class"  # the pool that `made_up_class` draws
LEAST = 60  # forecasts below which no calibration is worked out
BINS = (0, 33, 66, 100)  # per cent, upper ends included
SEED, DRAWS = 11, 10_000


def scorable(forecasts: pd.DataFrame, questions: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Forecasts of questions that are scored and settled by yes or no.

    Parameters
    ----------
    forecasts : question_id, percent (chance of yes, 0 to 100), and what else the caller keeps.
    questions, outcomes : the tables of these names.

    Returns
    -------
    The forecasts with cluster, for_class, asks and came (1 for yes, 0 for no), without unscored and void
    questions.

    >>> said = load("specimen_forecasts", forecaster="cautious")
    >>> scored = analysis.scoring.scorable(said, load("questions"), load("outcomes"))
    >>> len(said), len(scored)
    (20, 16)
    """
    rules = questions[["question_id", "cluster", "for_class", "asks", "scored"]]
    joined = forecasts.merge(rules, on="question_id", validate="many_to_one")
    joined = joined.merge(outcomes[["question_id", "outcome"]], on="question_id", validate="many_to_one")
    kept = joined[(joined["scored"] == "yes") & joined["outcome"].isin(["yes", "no"])]
    came = kept["outcome"].eq("yes").astype(int)
    return kept.assign(came=came).drop(columns=["scored", "outcome"]).reset_index(drop=True)


def errors(scored: pd.DataFrame) -> pd.Series:
    """Squared distance of each forecast to what came: 0 is best, 1 worst, always 50 gives 0.25.

    >>> errors(pd.DataFrame({"percent": [100, 50, 0], "came": [1, 1, 1]})).tolist()
    [0.0, 0.25, 1.0]
    """
    return ((scored["percent"] / 100 - scored["came"]) ** 2).rename("error")


def brier(scored: pd.DataFrame) -> float:
    """Mean squared distance of forecasts to what came (0 best, 1 worst); NaN without forecasts.

    Half of the score that G. W. Brier wrote down, who added up yes and no (Monthly Weather Review 78, 1950).

    Parameters
    ----------
    scored : percent (0 to 100) and came (1 or 0).

    70 per cent for what came and 80 for what did not, so (0.3² + 0.8²) / 2:

    >>> round(brier(pd.DataFrame({"percent": [70, 80], "came": [1, 0]})), 3)
    0.365
    """
    return float(errors(scored).mean())


def nothing_changes(scored: pd.DataFrame) -> pd.DataFrame:
    """The baseline that says 90 per cent where the question asks what stays, and 10 to every other.

    Returns
    -------
    The rows of `scored` with percent replaced.

    >>> nothing_changes(pd.DataFrame({"asks": ["change", "stays"], "percent": 60}))["percent"].tolist()
    [10, 90]
    """
    return scored.assign(percent=scored["asks"].eq("stays").map({True: 90, False: 10}))


def bootstrap(scored: pd.DataFrame, unit: str = "cluster", seed: int = SEED) -> tuple[float, float]:
    """95 per cent interval of the Brier score, drawing whole units again with replacement.

    The bootstrap of B. Efron (The Annals of Statistics 7, 1979); its ends are percentiles 2.5 and 97.5.

    Parameters
    ----------
    scored : from scorable.
    unit : "cluster" (questions that hang together are drawn together) or "question_id".
    seed : start of the random numbers, so that a lesson shows the same bar each time.

    Returns
    -------
    Low and high end.

    Raises
    ------
    DataError : no forecasts.

    Certain of yes in two clusters, right in one and wrong in the other; two draws say next to nothing:

    >>> bootstrap(pd.DataFrame({"percent": 100, "came": [1, 0], "cluster": ["talks", "guns"]}))
    (0.0, 1.0)
    """
    if scored.empty:
        raise DataError("There is no forecast to draw from.")
    return _interval(errors(scored), scored[unit], seed)


def difference(one: pd.DataFrame, other: pd.DataFrame) -> tuple[float, float, float]:
    """Brier of one forecaster minus another's on the same questions: value, low and high end (95 per cent).

    Below 0 the first is better; with 0 between the ends the two cannot be told apart.

    Parameters
    ----------
    one, other : rows of one forecaster each, from scorable.

    Raises
    ------
    DataError : the two did not answer the same questions once each.

    >>> one = pd.DataFrame({"question_id": ["a", "b"], "cluster": ["x", "y"], "percent": [90, 60], "came": 1})
    >>> [round(value, 3) for value in difference(one, one.assign(percent=50))]
    [-0.165, -0.24, -0.09]
    """
    if sorted(one["question_id"]) != sorted(other["question_id"]):
        raise DataError("Two forecasters can be compared on the same questions only.")
    first = errors(one).set_axis(one["question_id"])
    gap = first - errors(other).set_axis(other["question_id"])
    low, high = _interval(gap, one.set_index("question_id")["cluster"], SEED)
    return float(gap.mean()), low, high


def _interval(values: pd.Series, units: pd.Series, seed: int) -> tuple[float, float]:
    """Percentiles 2.5 and 97.5 of the mean when whole units are drawn."""
    by_unit = values.groupby(units).agg(["sum", "count"])
    picked = np.random.default_rng(seed).integers(len(by_unit), size=(DRAWS, len(by_unit)))
    means = by_unit["sum"].to_numpy()[picked].sum(1) / by_unit["count"].to_numpy()[picked].sum(1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def calibration(scored: pd.DataFrame) -> pd.DataFrame:
    """What was said and what came, in three bins; empty for fewer than LEAST forecasts.

    Parameters
    ----------
    scored : percent (0 to 100) and came (1 or 0).

    Returns
    -------
    One row per bin that holds forecasts: bin ("0-33"), n, said and came (mean per cent).

    Sixty times 20 per cent, and it came 15 times:

    >>> calibration(pd.DataFrame({"percent": 20, "came": [1] * 15 + [0] * 45})).values.tolist()
    [['0-33', 60, 20.0, 25.0]]
    """
    if len(scored) < LEAST:
        return pd.DataFrame(columns=["bin", "n", "said", "came"])
    labels = ["0-33", "34-66", "67-100"]
    bins = pd.cut(scored["percent"], list(BINS), labels=labels, include_lowest=True).rename("bin")
    table = scored.groupby(bins, observed=True).agg(
        n=("percent", "size"), said=("percent", "mean"), came=("came", "mean")
    )
    return table.assign(came=100 * table["came"]).reset_index().astype({"bin": str})


def summary(scored: pd.DataFrame) -> pd.DataFrame:
    """Score and bar of each forecaster; one who said what was known is divided by it.

    Parameters
    ----------
    scored : from scorable, with forecaster and knew ("" where nobody asked).

    Returns
    -------
    name ("cautious", "you, I knew"), n, score (Brier), low, high (of `bootstrap`); in the order in which
    forecasters come.

    >>> said = load("specimen_forecasts", forecaster=["cautious", "bold"])
    >>> scored = analysis.scoring.scorable(said, load("questions"), load("outcomes"))
    >>> analysis.scoring.summary(scored.assign(knew=""))[["name", "n", "score"]].round(2).values.tolist()
    [['bold', 16, 0.23], ['cautious', 16, 0.24]]
    """
    rows = []
    for (who, knew), own in scored.groupby(["forecaster", "knew"], sort=False):
        low, high = bootstrap(own)
        name = f"{who}, {knew}" if knew else who
        rows.append({"name": name, "n": len(own), "score": brier(own), "low": low, "high": high})
    return pd.DataFrame(rows)


def made_up_class(forecasts: pd.DataFrame, pupils: int = 24, spread: int = 20) -> pd.DataFrame:
    """A class that nobody taught: each pupil's forecast is drawn round a given one, kept within 0 to 100.

    Parameters
    ----------
    forecasts : one forecaster's rows (percent).
    pupils : how many.
    spread : standard deviation in points.

    Returns
    -------
    The rows once for each pupil, with forecaster ("pupil 1") and percent; the same at every call.

    >>> pool = made_up_class(pd.DataFrame({"question_id": ["Q01", "Q02"], "percent": [60, 20]}))
    >>> len(pool), pool["forecaster"].nunique()
    (48, 24)
    """
    drawn = np.random.default_rng(SEED).normal(0, spread, size=(pupils, len(forecasts)))
    members = [
        forecasts.assign(
            forecaster=f"pupil {number}", percent=(forecasts["percent"] + points).round().clip(0, 100)
        )
        for number, points in enumerate(drawn, 1)
    ]
    return pd.concat(members, ignore_index=True)


def crowd(pool: pd.DataFrame) -> tuple[float, float]:
    """Brier score of the median of all members, and the mean score of a member.

    Parameters
    ----------
    pool : question_id, forecaster, percent (0 to 100) and came (1 or 0).

    40 and 80 per cent for what came: the median 60 misses by 0.4, the members by 0.6 and 0.2:

    >>> pool = pd.DataFrame({"question_id": "Q02", "forecaster": ["a", "b"], "percent": [40, 80], "came": 1})
    >>> [round(score, 2) for score in crowd(pool)]
    [0.16, 0.2]
    """
    median = pool.groupby("question_id").agg(percent=("percent", "median"), came=("came", "first"))
    return brier(median), float(errors(pool).groupby(pool["forecaster"]).mean().mean())
