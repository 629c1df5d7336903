"""Losses of the North Korean soldiers as speakers gave them: kinds of loss, shares, rates, steps.

Nobody outside could count on the ground. Every function keeps kinds of loss apart: killed, wounded,
casualties (killed and wounded), and losses of a few days.
"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.comparable import NotComparable, comparable
from helpers.analysis.ranges import spoken
from helpers.given import DataError, a_day, one_of

# kind of loss, as the lesson names it → quantities of estimates.csv
KINDS = {
    "casualties": ["dprk_casualties", "dprk_casualties_incl_missing_captured"],
    "killed": ["dprk_killed"],
    "wounded": ["dprk_wounded"],
    "a few days": ["dprk_casualties_window", "dprk_killed_window", "dprk_wounded_window"],
}
LOSSES = [quantity for quantities in KINDS.values() for quantity in quantities]
WIDER = "killed, wounded, missing, captured"  # a whole that holds more than killed and wounded

# what Pyongyang showed or said of its dead, or others read off it; each quantity counts another thing
OWN_TRACES = [
    "dprk_coffins_repatriated",
    "dprk_portraits_of_dead",
    "dprk_dead_counted_from_state_media",
    "dprk_engineers_killed",
    "dprk_burials_pyongyang",
]

PROJECTED = 12_000  # all whom ISW thought sent to Kursk; its forecast is that all of them may be casualties


def refusal(frame: pd.DataFrame) -> str:
    """Why the rows of `frame` may not share one axis, in words; "They may share an axis." when they may.

    >>> refusal(pd.DataFrame({"unit": ["persons", "persons"]}))
    'They may share an axis.'
    """
    try:
        comparable(frame)
    except NotComparable as refused:
        return str(refused)
    return "They may share an axis."


def losses(estimates: pd.DataFrame, until: str | pd.Timestamp | None = None) -> pd.DataFrame:
    """Loss figures ready to draw, each with its kind of loss; rows for exercises only are left out.

    Parameters
    ----------
    estimates : rows of table estimates; other quantities than losses are dropped.
    until : keep rows whose day is at most this one.

    Returns
    -------
    The columns of `ranges.spoken` (value in persons) and kind (a key of KINDS), in the order of days.

    >>> rows = analysis.losses.losses(load("estimates", speaker_id="nis"), until="2024-12-31")
    >>> rows[["kind", "value_as_printed"]].values.tolist()
    [['killed', 'at least 100'], ['wounded', 'approaching 1,000']]
    """
    kinds = {quantity: kind for kind, quantities in KINDS.items() for quantity in quantities}
    rows = spoken(estimates[estimates["quantity"].isin(kinds)])
    rows["kind"] = rows["quantity"].map(kinds)
    if until is not None:
        rows = rows[rows["as_of_last"] <= a_day(until)]
    return rows.sort_values(["as_of_last", "name"]).reset_index(drop=True)


def said(estimates: pd.DataFrame, quantity: str, speaker: str, day: str) -> float:
    """The number that one speaker gave for one day, in the unit of the quantity.

    Central, else the middle of the range, else the one end that is known ("at least 100" gives 100).

    Parameters
    ----------
    estimates : table estimates.
    quantity : for example "dprk_killed".
    speaker : a speaker_id, for example "nis".
    day : last day of the time that the figure speaks of, YYYY-MM-DD.

    Raises
    ------
    DataError : no such row, or several.

    >>> killed = analysis.losses.said(load("estimates"), "dprk_killed", "nis", "2025-01-13")
    >>> wounded = analysis.losses.said(load("estimates"), "dprk_wounded", "nis", "2025-01-13")
    >>> killed, wounded
    (300.0, 2700.0)
    """
    rows = spoken(estimates)
    found = rows[
        (rows["quantity"] == quantity) & (rows["speaker_id"] == speaker) & (rows["as_of_last"] == a_day(day))
    ]
    if len(found) != 1:
        raise DataError(f"{len(found)} rows of {quantity} by {speaker} on {day}; one was expected.")
    return float(found["value"].iloc[0])


def spread(rows: pd.DataFrame, first: str, last: str) -> tuple[float, float]:
    """Lowest and highest value of rows of one kind whose day lies in a period, both ends included.

    An open end ("at least", "up to") counts as the number spoken.

    Raises
    ------
    DataError : no row in the period.

    >>> days = pd.to_datetime(["2024-12-19", "2025-01-13", "2025-04-30"])
    >>> spread(pd.DataFrame({"as_of_last": days, "value": [100, 300, 600]}), "2024-12-01", "2025-01-31")
    (100.0, 300.0)
    """
    inside = rows[rows["as_of_last"].between(a_day(first), a_day(last))]
    if inside.empty:
        raise DataError(f"There is no figure from {first} to {last}.")
    return float(inside["value"].min()), float(inside["value"].max())


def wounded_per_death(share_killed: float) -> float:
    """Wounded for each soldier killed, from the share killed in per cent of all casualties.

    The share must be of killed and wounded only; (100 - share) / share.

    >>> wounded_per_death(25)
    3.0

    Raises
    ------
    DataError : a share that is not above 0 and at most 100.
    """
    if not 0 < share_killed <= 100:
        raise DataError(f"A share killed lies above 0 and up to 100 per cent, not at {share_killed}.")
    return (100 - share_killed) / share_killed


def shares(loss_shares: pd.DataFrame) -> pd.DataFrame:
    """Who said or implied which share of the casualties was killed, oldest first.

    Parameters
    ----------
    loss_shares : table loss_shares.

    Returns
    -------
    The rows with share (per cent, the middle of its ends), definition (what the whole holds) and ratio
    (wounded per death; missing where the whole also holds missing and captured soldiers).

    >>> rows = analysis.losses.shares(load("loss_shares", share_id="nis-2025-01-13"))
    >>> rows[["share", "definition", "ratio"]].values.tolist()
    [[10.0, 'killed and wounded', 9.0]]
    """
    whole = loss_shares["denominator_estimate_id"]
    definition = pd.Series("killed and wounded", index=loss_shares.index)
    definition[whole.str.contains("incl-missing-captured")] = WIDER
    definition[whole.str.contains("window")] = "killed and wounded, three days, one sector"
    share = loss_shares[["share_low", "share_high"]].mean(axis=1)
    ratio = share.map(wounded_per_death).where(definition != WIDER)
    rows = loss_shares.assign(share=share, definition=definition, ratio=ratio)
    return rows.sort_values(["day", "name"]).reset_index(drop=True)


def ratio(loss_shares: pd.DataFrame, share_id: str) -> float:
    """Wounded per death in one row of table loss_shares; missing (NaN) where `shares` gives none.

    Raises
    ------
    DataError : an unknown share_id.

    >>> analysis.losses.ratio(load("loss_shares"), "nis-2025-01-13")
    9.0
    """
    row = one_of(share_id, loss_shares["share_id"], "share")
    return float(shares(loss_shares).set_index("share_id").loc[row, "ratio"])


def steps(estimates: pd.DataFrame, speaker: str = "nis") -> pd.DataFrame:
    """One speaker's estimates of all killed, in order, and what a wrong reading makes of each step.

    Parameters
    ----------
    estimates : table estimates.
    speaker : a speaker_id.

    Returns
    -------
    Rows of `losses` and the columns days (since the estimate before), added (difference, persons) and
    per_day (added / days): the number a reader gets who takes a new estimate for new deaths.

    From "at least 100" to "about 300" killed, 25 days later; nobody said that eight were killed a day:

    >>> rows = analysis.losses.steps(load("estimates"))
    >>> rows.loc[1, ["days", "added", "per_day"]].tolist()
    [25.0, 200.0, 8.0]
    """
    rows = losses(estimates)
    rows = rows[(rows["kind"] == "killed") & (rows["speaker_id"] == speaker)].reset_index(drop=True)
    rows["days"] = rows["as_of_last"].diff().dt.days
    rows["added"] = rows["value"].diff()
    rows["per_day"] = rows["added"] / rows["days"]
    return rows


def rate(part: float, whole: float) -> float:
    """A part in per cent of a whole, both in the same unit. Raises DataError for a whole of 0 or less.

    >>> rate(6_000, 15_000)
    40.0
    """
    if whole <= 0:
        raise DataError("A rate needs a denominator above 0.")
    return 100 * part / whole


def rates(loss_rates: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """Each pair of a loss and a number of soldiers, with its rate in per cent.

    Parameters
    ----------
    loss_rates, estimates : tables loss_rates and estimates.

    Returns
    -------
    The pairs with rate and, for the loss and the number sent (prefix loss_ and sent_): row_id, value, name,
    short_name, side, day, printed, quantity, bound; larger numbers sent last. A "killed" rate and a
    "casualties" rate are two things; loss_quantity tells them apart.

    >>> ids = ["nis-600-of-15000", "nis-6000-of-15000"]
    >>> pairs = analysis.losses.rates(load("loss_rates", rate_id=ids), load("estimates"))
    >>> pairs[["loss_quantity", "loss_value", "rate"]].values.tolist()
    [['dprk_killed', 600.0, 4.0], ['dprk_casualties', 6000.0, 40.0]]
    """
    kept = ["row_id", "value", "name", "short_name", "side", "day", "printed", "quantity", "bound"]
    rows = spoken(estimates).rename(columns={"as_of_last": "day", "value_as_printed": "printed"})
    rows = rows.set_index("estimate_id")[kept]
    pairs = loss_rates.join(rows.add_prefix("loss_"), on="numerator_estimate_id")
    pairs = pairs.join(rows.add_prefix("sent_"), on="denominator_estimate_id")
    pairs["rate"] = [rate(*both) for both in zip(pairs["loss_value"], pairs["sent_value"], strict=True)]
    return pairs.sort_values(["sent_value", "rate_id"]).reset_index(drop=True)


def rate_of(loss_rates: pd.DataFrame, estimates: pd.DataFrame, rate_id: str) -> float:
    """The rate in per cent of one pair of table loss_rates.

    Raises
    ------
    DataError : an unknown rate_id.

    >>> analysis.losses.rate_of(load("loss_rates"), load("estimates"), "nis-6000-of-15000")
    40.0
    """
    pair = one_of(rate_id, loss_rates["rate_id"], "rate")
    return float(rates(loss_rates, estimates).set_index("rate_id").loc[pair, "rate"])


def days_to_reach(total: float, per_day: float) -> float:
    """Days until a sum is reached at a constant number a day. Raises DataError for a pace of 0 or less.

    >>> days_to_reach(12_000, 100)
    120.0
    """
    if per_day <= 0:
        raise DataError("At a pace of 0 or less nothing is ever reached.")
    return total / per_day


def pace(estimates: pd.DataFrame) -> pd.Series:
    """ISW's row on casualties a day (central: persons killed or wounded), from as_of_first to as_of_last.

    Raises
    ------
    IndexError : the row is missing.

    >>> row = analysis.losses.pace(load("estimates"))
    >>> row["value_as_printed"], f"{row['as_of_first']:%d %B %Y}"
    ('approximately 92 a day', '06 December 2024')
    """
    rows = estimates[estimates["quantity"] == "dprk_casualties_per_day"]
    return spoken(rows[rows["speaker_id"] == "isw"]).iloc[0]


def projection(estimates: pd.DataFrame) -> pd.DataFrame:
    """ISW's pace as a line of two points: from 0 on its first day to PROJECTED; a forecast, no count.

    Returns
    -------
    Columns day and casualties (persons, killed and wounded).

    At 92 a day 12,000 are reached after 130 days (it did not happen):

    >>> line = analysis.losses.projection(load("estimates"))
    >>> [f"{row.day:%Y-%m-%d}: {row.casualties:.0f}" for row in line.itertuples()]
    ['2024-12-06: 0', '2025-04-15: 12000']
    """
    row = pace(estimates)
    end = row["as_of_first"] + pd.Timedelta(days=round(days_to_reach(PROJECTED, row["central"])))
    return pd.DataFrame({"day": [row["as_of_first"], end], "casualties": [0.0, float(PROJECTED)]})
