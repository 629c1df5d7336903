"""Score yes/no forecasts: Brier score, and calibration in bins."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

EDGES = (0, 20, 40, 60, 80, 100)


def brier(percent: pd.Series, happened: pd.Series) -> float:
    """Mean squared distance between what was forecast and what happened.

    Parameters
    ----------
    percent : probability given to "yes", 0 to 100.
    happened : True or 1 where the answer was yes, False or 0 where it was no.

    Returns
    -------
    0 (always sure and right) to 1 (always sure and wrong); 0.25 for 50 % everywhere.
    Source: G. W. Brier, Monthly Weather Review 78 (1950), in the form with one term per question.

    Raises
    ------
    ValueError : no forecasts, unequal lengths, a percentage outside 0 to 100, an outcome that is neither
        yes nor no.
    """
    given, came = _paired(percent, happened)
    return float(((given / 100 - came) ** 2).mean())


def calibration(percent: pd.Series, happened: pd.Series, edges: tuple[int, ...] = EDGES) -> pd.DataFrame:
    """Compare what was said with what happened, in bins of the probability.

    Parameters
    ----------
    percent, happened : as in `brier`.
    edges : borders of the bins in per cent, rising; a value on a border belongs to the upper bin,
        100 to the last.

    Returns
    -------
    One row per bin, empty bins included: low, high (per cent), n, said (mean per cent), came (per cent
    of yes).

    Raises
    ------
    ValueError : as in `brier`, or edges that do not rise or do not span 0 to 100.
    """
    given, came = _paired(percent, happened)
    if list(edges) != sorted(set(edges)) or edges[0] != 0 or edges[-1] != 100:
        raise ValueError("The edges of the bins must rise from 0 to 100.")
    rows = []
    for low, high in pairwise(edges):
        inside = (given >= low) & ((given < high) | (high == edges[-1]))
        rows.append(
            {
                "low": low,
                "high": high,
                "n": int(inside.sum()),
                "said": float(given[inside].mean()) if inside.any() else float("nan"),
                "came": float(100 * came[inside].mean()) if inside.any() else float("nan"),
            }
        )
    return pd.DataFrame(rows)


def _paired(percent: pd.Series, happened: pd.Series) -> tuple[pd.Series, pd.Series]:
    given = pd.Series(list(percent), dtype=float)
    came = pd.Series([float(value) for value in happened], dtype=float)
    if len(given) != len(came):
        raise ValueError(f"{len(given)} forecasts and {len(came)} outcomes: each forecast needs its outcome.")
    if given.empty:
        raise ValueError("There are no forecasts to score.")
    if not given.between(0, 100).all():
        raise ValueError("A forecast is a percentage from 0 to 100.")
    if not came.isin([0.0, 1.0]).all():
        raise ValueError("Only questions settled with yes or no can be scored.")
    return given, came
