"""How others answered the North Korean deployment: reactions by day and lane, and the rules they name."""

from __future__ import annotations

import pandas as pd

from helpers.given import a_day

ANNOUNCED = pd.Timestamp("2024-10-18")  # Seoul announces the dispatch of soldiers
WRITTEN = pd.Timestamp("2024-11-15")  # the report closed on about this day (an inference)

LANES = ["Washington", "NATO, G7", "Seoul", "Kyiv", "Beijing", "UN, monitors"]
CAPITALS = {"United States": "Washington", "China": "Beijing"}  # country of the speaker → lane
ACTORS = {"south_korea": "Seoul", "ukraine": "Kyiv", "multinational": "UN, monitors"}

# side of an argument on the law → what it says
POSITIONS = {
    "no": "breaks the law",
    "yes": "covered by law or treaty",
    "both": "neither affirmed nor denied",
    "context": "another question",
}

RULES = ["treaty", "UN Charter", "ban on force", "UN resolutions", "law of war"]
NO_RULE = "no rule named"


def reactions(
    events: pd.DataFrame, kind: str = "all kinds", until: str | pd.Timestamp | None = None
) -> pd.DataFrame:
    """Reactions to the deployment, each in the lane of who reacted.

    Parameters
    ----------
    events : rows of table events; rows without a reaction_kind, or in no lesson, are dropped.
    kind : "all kinds", "words", "permission" or "sanctions"; another word finds no row.
    until : keep rows up to this day.

    Returns
    -------
    The columns of the table, lane (one of LANES) and days (since Seoul's announcement of 18 October 2024),
    in the order of days.

    >>> found = analysis.responses.reactions(load("events"), kind="sanctions")
    >>> found[["lane", "days"]].values.tolist()
    [['Washington', 59], ['Seoul', 60]]
    """
    rows = events[events["reaction_kind"].notna() & events["lessons"].notna()].copy()
    if kind != "all kinds":
        rows = rows[rows["reaction_kind"] == kind]
    if until is not None:
        rows = rows[rows["date_first"] <= a_day(until)]
    countries = rows["country"].mask(rows["place"] == "Washington", "United States")
    rows["lane"] = countries.map(CAPITALS).fillna(rows["actor"].map(ACTORS)).fillna("NATO, G7")
    rows["days"] = (rows["date_first"] - ANNOUNCED).dt.days
    return rows.sort_values(["date_first", "event_id"]).reset_index(drop=True)


def first_act(events: pd.DataFrame) -> pd.Timestamp:
    """Day of the first reaction in table events that is more than words (NaT when there is none).

    It is the day on which Biden was reported to allow strikes inside Russia with ATACMS:

    >>> analysis.responses.first_act(load("events"))
    Timestamp('2024-11-17 00:00:00')
    """
    rows = reactions(events)
    return rows.loc[rows["reaction_kind"] != "words", "date_first"].min()


def law(arguments: pd.DataFrame) -> pd.DataFrame:
    """Who said what about the lawfulness of the deployment, and which rules each named.

    Parameters
    ----------
    arguments : table arguments.

    Returns
    -------
    The arguments with side (of the speaker), position (a value of POSITIONS) and rules (a list of values of
    RULES, or [NO_RULE]); grouped by position in the order of POSITIONS, then by day.

    >>> said = analysis.responses.law(load("arguments", speaker_id=["serhii-kyslytsia", "kim-song"]))
    >>> said[["name", "position"]].values.tolist()
    [['Serhii Kyslytsia', 'breaks the law'], ['Kim Song', 'covered by law or treaty']]
    >>> said["rules"].tolist()
    [['UN resolutions'], ['treaty']]
    """
    rows = arguments[(arguments["question"] == "law_dprk") & (arguments["exercise_only"] == "no")]
    position = pd.Categorical(rows["side"].map(POSITIONS), list(POSITIONS.values()), ordered=True)
    rules = rows["rules_named"].fillna(NO_RULE).str.split(";")
    rows = rows.assign(position=position, side=rows["actor"], rules=rules)
    return rows.sort_values(["position", "published_last", "argument_id"]).reset_index(drop=True)


def naming(statements: pd.DataFrame, rule: str) -> int:
    """How many statements of `law` name a rule (a value of RULES, or NO_RULE).

    >>> naming(pd.DataFrame({"rules": [["treaty", "UN Charter"], ["no rule named"]]}), "treaty")
    1
    """
    return int(statements["rules"].map(lambda named: rule in named).sum())
