"""Losses of the North Korean soldiers as speakers gave them: kinds of loss, shares, rates, steps, reactions, law.

Nobody outside could count on the ground. Every function keeps kinds of loss apart: killed, wounded,
casualties (killed and wounded), and losses of a few days.
"""

from __future__ import annotations

import re

import pandas as pd

from helpers.analysis.comparable import NotComparable, comparable
from helpers.analysis.ranges import spoken
from helpers.data import load, row_ids

# kind of loss, as the lesson names it → quantities of estimates.csv
KINDS = {
    "casualties": ["dprk_casualties", "dprk_casualties_incl_missing_captured"],
    "killed": ["dprk_killed"],
    "wounded": ["dprk_wounded"],
    "a few days": ["dprk_casualties_window", "dprk_killed_window", "dprk_wounded_window"],
}
LOSSES = [quantity for quantities in KINDS.values() for quantity in quantities]

# What a country showed or said itself; each row counts another thing.
OWN_TRACES = [
    "dprk_coffins_repatriated",
    "dprk_portraits_of_dead",
    "dprk_dead_counted_from_state_media",
    "dprk_engineers_killed",
    "dprk_burials_pyongyang",
]

PROJECTED = (
    12_000  # casualties that ISW expected by mid-April 2025 (note of row dprk-casualties-per-day--isw)
)
PROJECTED_DAY = pd.Timestamp("2025-04-15")  # "mid-April"
ANNOUNCED = pd.Timestamp("2024-10-18")  # Seoul announces the dispatch of soldiers
WRITTEN = pd.Timestamp("2024-11-15")  # the report closed on about this day (an inference)

LANES = ["Washington", "NATO, G7", "Seoul", "Kyiv", "UN, monitors", "Beijing"]

POSITIONS = {
    "no": "breaks the law",
    "yes": "covered by law or treaty",
    "both": "neither affirmed nor denied",
    "context": "another question",
}

# words in a law argument → the rule that its speaker names
RULES = {
    r"resolutions 1718 and 1874": "resolutions 1718 and 1874",
    r"UN resolutions|Security Council sanctions": "UN resolutions",
    r"Article 4": "treaty, Article 4",
    r"[Tt]he treaty gives": "the treaty",
    r"UN Charter": "UN Charter",
    r"self-defence": "collective self-defence",
    r"ban on force": "ban on force",
    r"supports aggression|aggression itself": "aggression",
    r"parties to an armed conflict": "law of armed conflict",
}


def refusal(frame: pd.DataFrame) -> str:
    """What `comparable` answers when the rows of `frame` ask for one axis; "yes" when it lets them."""
    try:
        comparable(frame)
    except NotComparable as refused:
        return str(refused)
    return "yes"


def losses(estimates: pd.DataFrame, until: str | pd.Timestamp | None = None) -> pd.DataFrame:
    """Loss figures ready to draw, each with its kind of loss; rows for exercises only are left out.

    Parameters
    ----------
    estimates : rows of table estimates; other quantities than losses are dropped.
    until : keep rows whose day is at most this one.

    Returns
    -------
    The columns of `ranges.spoken` and kind (a key of KINDS), in the order of days.
    """
    kinds = {quantity: kind for kind, quantities in KINDS.items() for quantity in quantities}
    rows = spoken(estimates[estimates["quantity"].isin(kinds)])
    rows["kind"] = rows["quantity"].map(kinds)
    if until is not None:
        rows = rows[rows["as_of_last"] <= pd.Timestamp(until)]
    return rows.sort_values(["as_of_last", "name"]).reset_index(drop=True)


def said(estimates: pd.DataFrame, quantity: str, speaker: str, day: str) -> float:
    """The number that one speaker gave for one day (persons): central, else the one end that is known.

    Raises
    ------
    KeyError : no such row, or several.
    """
    rows = spoken(estimates)
    found = rows[
        (rows["quantity"] == quantity)
        & (rows["speaker_id"] == speaker)
        & (rows["as_of_last"] == pd.Timestamp(day))
    ]
    if len(found) != 1:
        raise KeyError(f"{len(found)} rows of {quantity} by {speaker} on {day}; one was expected.")
    return float(found["value"].iloc[0])


def spread(rows: pd.DataFrame, first: str, last: str) -> tuple[float, float]:
    """Lowest and highest value of rows of one kind whose day lies in a period, both ends included.

    An open end ("at least", "up to") counts as the number spoken.

    Raises
    ------
    ValueError : no row in the period.
    """
    inside = rows[rows["as_of_last"].between(pd.Timestamp(first), pd.Timestamp(last))]
    if inside.empty:
        raise ValueError(f"There is no figure from {first} to {last}.")
    return float(inside["value"].min()), float(inside["value"].max())


def wounded_per_death(share_killed: float) -> float:
    """Wounded for each soldier killed, from the share killed in per cent of all casualties.

    The share must be of killed and wounded only; (100 - share) / share.

    Raises
    ------
    ValueError : a share that is not above 0 and at most 100.
    """
    if not 0 < share_killed <= 100:
        raise ValueError(f"A share killed lies above 0 and up to 100 per cent, not at {share_killed}.")
    return (100 - share_killed) / share_killed


def shares(loss_shares: pd.DataFrame) -> pd.DataFrame:
    """Who said or implied which share of the casualties was killed, oldest first.

    Returns
    -------
    Columns row_id, name, side, day, share (per cent), basis ("stated" or "from two figures"),
    definition (what the whole holds), ratio (wounded per death; missing where the whole also holds
    missing and captured soldiers), unit, publisher, page_grade, note.
    """
    speakers = load("speakers").set_index("speaker_id")
    pages = load("sources").set_index("source_id")
    grades = load("estimates").set_index("estimate_id")["page_grade"]
    rows = loss_shares.copy()
    whole = rows["denominator_estimate_id"].fillna("")
    rows["row_id"] = row_ids("loss_shares", rows)
    rows["name"] = rows["speaker_id"].map(speakers["name"])
    rows["side"] = rows["speaker_id"].map(speakers["side"])
    rows["publisher"] = rows["source_id"].map(pages["publisher"])
    rows["page_grade"] = whole.str.partition(";")[0].map(grades)
    rows["share"] = (rows["share_low"] + rows["share_high"]) / 2
    rows["basis"], rows["unit"] = rows["stated"], "percent"
    rows["definition"] = "killed and wounded"
    rows.loc[whole.str.contains("incl-missing-captured"), "definition"] = "killed, wounded, missing, captured"
    rows.loc[whole.str.contains("window"), "definition"] = "killed and wounded, three days, one sector"
    counted = ~whole.str.contains("incl-missing-captured")
    rows["ratio"] = rows["share"].map(wounded_per_death).where(counted)
    kept = [
        "row_id",
        "name",
        "side",
        "day",
        "share",
        "basis",
        "definition",
        "ratio",
        "unit",
        "publisher",
        "page_grade",
    ]
    return rows.sort_values(["day", "name"])[[*kept, "note"]].reset_index(drop=True)


def steps(estimates: pd.DataFrame, speaker: str = "nis") -> pd.DataFrame:
    """One speaker's estimates of all killed, in order, and what a wrong reading makes of each step.

    Returns
    -------
    Rows of `losses` and the columns days (since the estimate before), added (difference, persons) and
    per_day (added / days): the number a reader gets who takes a new estimate for new deaths.
    """
    rows = losses(estimates)
    rows = rows[(rows["kind"] == "killed") & (rows["speaker_id"] == speaker)].reset_index(drop=True)
    rows["days"] = rows["as_of_last"].diff().dt.days
    rows["added"] = rows["value"].diff()
    rows["per_day"] = rows["added"] / rows["days"]
    return rows


def rate(part: float, whole: float) -> float:
    """A part in per cent of a whole, both in the same unit. Raises ValueError for a whole of 0 or less."""
    if whole <= 0:
        raise ValueError("A rate needs a denominator above 0.")
    return 100 * part / whole


def rates(loss_rates: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """Each pair of a loss and a number of soldiers, with its rate in per cent.

    Returns
    -------
    Columns rate_id, numerator_id, denominator_id (row ids of estimates), loss, loss_name, loss_day,
    loss_kind, loss_printed, open_end (True for "more than"), sent, sent_name, sent_day, sent_printed,
    sent_quantity, rate (per cent), pair ("used by the speaker" or "our crossing"), note; larger
    denominators last.
    """
    rows = spoken(estimates).set_index("estimate_id")
    top = rows.loc[loss_rates["numerator_estimate_id"]].reset_index()
    below = rows.loc[loss_rates["denominator_estimate_id"]].reset_index()
    frame = pd.DataFrame(
        {
            "rate_id": loss_rates["rate_id"].to_numpy(),
            "numerator_id": top["row_id"],
            "denominator_id": below["row_id"],
            "loss": top["value"],
            "loss_name": top["name"],
            "loss_day": top["as_of_last"],
            "loss_side": top["side"],
            "loss_kind": top["quantity"].str.removeprefix("dprk_"),
            "loss_printed": top["value_as_printed"],
            "open_end": top["bound"] == "at least",
            "sent": below["value"],
            "sent_name": below["name"],
            "sent_day": below["as_of_last"],
            "sent_printed": below["value_as_printed"],
            "sent_quantity": below["quantity"],
            "pair": loss_rates["pair"].to_numpy(),
            "note": loss_rates["note"].to_numpy(),
        }
    )
    frame["rate"] = [rate(loss, sent) for loss, sent in zip(frame["loss"], frame["sent"], strict=True)]
    return frame.sort_values(["sent", "rate_id"]).reset_index(drop=True)


def rate_of(loss_rates: pd.DataFrame, estimates: pd.DataFrame, rate_id: str) -> float:
    """The rate in per cent of one pair of loss_rates. Raises KeyError for an unknown pair."""
    return float(rates(loss_rates, estimates).set_index("rate_id").loc[rate_id, "rate"])


def days_to_reach(total: float, per_day: float) -> float:
    """Days until a sum is reached at a constant number a day. Raises ValueError for a pace of 0 or less."""
    if per_day <= 0:
        raise ValueError("At a pace of 0 or less nothing is ever reached.")
    return total / per_day


def projection(estimates: pd.DataFrame) -> pd.DataFrame:
    """ISW's line of casualties: two points (columns day, casualties), from 0 to 12,000 in mid-April 2025.

    The start is our back-reckoning: the days that 12,000 need at ISW's pace, counted back from 15 April.
    """
    pace = pace_a_day(estimates)
    start = PROJECTED_DAY - pd.Timedelta(days=round(days_to_reach(PROJECTED, pace)))
    return pd.DataFrame({"day": [start, PROJECTED_DAY], "casualties": [0.0, float(PROJECTED)]})


def pace_a_day(estimates: pd.DataFrame) -> float:
    """ISW's casualties a day in January 2025. Raises IndexError when the row is missing."""
    rows = estimates[
        (estimates["quantity"] == "dprk_casualties_per_day") & (estimates["speaker_id"] == "isw")
    ]
    return float(rows["central"].iloc[0])


def own_traces(estimates: pd.DataFrame) -> pd.DataFrame:
    """What Pyongyang showed or said of its dead, and who counted it: a table to read, never to add.

    Returns
    -------
    Columns Day, What was counted, Number, Who counted or said it, Page; oldest first.
    """
    labels = load("quantities").set_index("quantity")["definition"]
    rows = spoken(estimates[estimates["quantity"].isin(OWN_TRACES)]).sort_values("as_of_last")
    return pd.DataFrame(
        {
            "Day": rows["as_of_last"].map(lambda day: f"{day.day} {day:%b %Y}"),
            "What was counted": rows["quantity"].map(labels),
            "Number": rows["value_as_printed"],
            "Who counted or said it": rows["name"],
            "Page": rows["publisher"],
        }
    ).reset_index(drop=True)


def prisoners_taken(estimates: pd.DataFrame) -> int:
    """Different men behind the prisoner rows: the largest stock, and those counted as taken who had died.

    Rows of a stock repeat the same men, so they are not added.
    """
    rows = spoken(estimates[estimates["quantity"] == "dprk_prisoners"])
    stock = rows.loc[rows["definition"] == "stock", "value"].max()
    return int(stock + rows.loc[rows["definition"] == "cumulative", "value"].sum())


def reactions(
    events: pd.DataFrame, kind: str = "all kinds", until: str | pd.Timestamp | None = None
) -> pd.DataFrame:
    """Reactions to the deployment, each in the lane of who reacted.

    Parameters
    ----------
    events : rows of table events; rows without a reaction_kind, or without a lesson, are dropped.
    kind : "all kinds", "words", "permission" or "sanctions".
    until : keep rows up to this day.

    Returns
    -------
    The columns of the table, and lane (one of LANES), row_id, publisher, days (since Seoul's announcement
    of 18 October 2024), in the order of days. No row of our data is Beijing's.
    """
    rows = events[events["reaction_kind"].notna() & events["lessons"].notna()].copy()
    if kind != "all kinds":
        rows = rows[rows["reaction_kind"] == kind]
    if until is not None:
        rows = rows[rows["date_first"] <= pd.Timestamp(until)]
    countries = load("speakers").set_index("speaker_id")["country"]
    rows["row_id"] = row_ids("events", rows)
    rows["publisher"] = rows["source_id"].map(load("sources").set_index("source_id")["publisher"])
    rows["country"] = rows["speaker_id"].map(countries)
    rows["lane"] = [_lane(row) for row in rows.itertuples()]
    rows["days"] = (rows["date_first"] - ANNOUNCED).dt.days
    return rows.sort_values(["date_first", "event_id"]).reset_index(drop=True)


def first_act(events: pd.DataFrame) -> pd.Timestamp:
    """Day of the first reaction in our rows that is more than words."""
    rows = reactions(events)
    return rows.loc[rows["reaction_kind"] != "words", "date_first"].min()


def law(arguments: pd.DataFrame) -> pd.DataFrame:
    """Who said what about the lawfulness of the deployment, and which rule each named.

    Returns
    -------
    Columns row_id, name, side, day, position (a value of POSITIONS), rules ("no rule named" when there is
    none), argument, publisher, page_grade; grouped by position in the order of POSITIONS, then by day.
    """
    speakers = load("speakers").set_index("speaker_id")
    rows = arguments[(arguments["question"] == "law_dprk") & (arguments["exercise_only"] == "no")].copy()
    rows["row_id"] = row_ids("arguments", rows)
    rows["name"] = rows["speaker_id"].map(speakers["name"])
    rows["speaker_side"] = rows["speaker_id"].map(speakers["side"])
    rows["publisher"] = rows["source_id"].map(load("sources").set_index("source_id")["publisher"])
    rows["rules"] = rows["argument"].map(rules_named)
    rows["position"] = pd.Categorical(rows["side"].map(POSITIONS), list(POSITIONS.values()), ordered=True)
    rows = rows.sort_values(["position", "published_last", "argument_id"])
    rows = rows.drop(columns="side").rename(columns={"speaker_side": "side"})
    kept = ["row_id", "name", "side", "published_first", "published_last", "position", "rules", "argument"]
    return rows[[*kept, "publisher", "page_grade"]].reset_index(drop=True)


def rules_named(argument: str) -> str:
    """The rules that the words of an argument name, joined by a semicolon; "no rule named" for none."""
    found = [rule for pattern, rule in RULES.items() if re.search(pattern, argument)]
    return "; ".join(found) or "no rule named"


def _lane(row: object) -> str:
    if row.actor == "south_korea":
        return "Seoul"
    if row.actor == "ukraine":
        return "Kyiv"
    if row.actor == "multinational":
        return "UN, monitors"
    american = row.country == "United States" or row.place == "Washington" or row.what.startswith("US ")
    return "Washington" if american else "NATO, G7"
