"""How others answered the North Korean deployment: reactions by day and lane, and the rules they name."""

from __future__ import annotations

import re

import pandas as pd

from helpers.data import load, row_ids

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

# rule → words in an argument by which its speaker names the rule
RULES = {
    "treaty": r"Article 4\b|[Tt]he treaty gives",
    "UN Charter": r"Charter",
    "ban on force": r"2\(4\)|ban on force|supports aggression|commits aggression",
    "UN resolutions": r"resolution|Security Council sanctions",
    "law of war": r"parties to an armed conflict",
}
NO_RULE = "no rule named"


def reactions(
    events: pd.DataFrame, kind: str = "all kinds", until: str | pd.Timestamp | None = None
) -> pd.DataFrame:
    """Reactions to the deployment, each in the lane of who reacted.

    Parameters
    ----------
    events : rows of table events; rows without a reaction_kind, or in no lesson, are dropped.
    kind : "all kinds", "words", "permission" or "sanctions".
    until : keep rows up to this day.

    Returns
    -------
    The columns of the table, and lane (one of LANES), row_id, publisher, days (since Seoul's announcement
    of 18 October 2024), in the order of days.
    """
    rows = events[events["reaction_kind"].notna() & events["lessons"].notna()].copy()
    if kind != "all kinds":
        rows = rows[rows["reaction_kind"] == kind]
    if until is not None:
        rows = rows[rows["date_first"] <= pd.Timestamp(until)]
    countries = rows["speaker_id"].map(load("speakers").set_index("speaker_id")["country"])
    countries = countries.mask(rows["place"] == "Washington", "United States")
    rows["row_id"] = row_ids("events", rows)
    rows["publisher"] = rows["source_id"].map(load("sources").set_index("source_id")["publisher"])
    rows["lane"] = countries.map(CAPITALS).fillna(rows["actor"].map(ACTORS)).fillna("NATO, G7")
    rows["days"] = (rows["date_first"] - ANNOUNCED).dt.days
    return rows.sort_values(["date_first", "event_id"]).reset_index(drop=True)


def first_act(events: pd.DataFrame) -> pd.Timestamp:
    """Day of the first reaction in our rows that is more than words."""
    rows = reactions(events)
    return rows.loc[rows["reaction_kind"] != "words", "date_first"].min()


def law(arguments: pd.DataFrame) -> pd.DataFrame:
    """Who said what about the lawfulness of the deployment, and which rules each named.

    Returns
    -------
    Columns row_id, name, side, published_first, published_last, position (a value of POSITIONS), rules (a
    list of keys of RULES, or [NO_RULE]), argument, publisher, page_grade; grouped by position in the order
    of POSITIONS, then by day.
    """
    speakers = load("speakers").set_index("speaker_id")
    rows = arguments[(arguments["question"] == "law_dprk") & (arguments["exercise_only"] == "no")]
    rows = rows.assign(
        row_id=row_ids("arguments", rows),
        name=rows["speaker_id"].map(speakers["name"]),
        position=pd.Categorical(rows["side"].map(POSITIONS), list(POSITIONS.values()), ordered=True),
        side=rows["speaker_id"].map(speakers["side"]),
        rules=rows["argument"].map(rules_named),
        publisher=rows["source_id"].map(load("sources").set_index("source_id")["publisher"]),
    ).sort_values(["position", "published_last", "argument_id"])
    kept = ["row_id", "name", "side", "published_first", "published_last", "position", "rules", "argument"]
    return rows[[*kept, "publisher", "page_grade"]].reset_index(drop=True)


def rules_named(argument: str) -> list[str]:
    """The rules (keys of RULES) that the words of an argument name; [NO_RULE] for none."""
    return [rule for rule, pattern in RULES.items() if re.search(pattern, argument)] or [NO_RULE]


def naming(statements: pd.DataFrame, rule: str) -> int:
    """How many statements of `law` name a rule (a key of RULES, or NO_RULE)."""
    return int(statements["rules"].map(lambda named: rule in named).sum())


def listed(events: pd.DataFrame) -> pd.DataFrame:
    """Events as a table to read, oldest first: columns row_id, Day, What was said, Page.

    Where the page shows no day, the month in which the span begins stands for it.
    """
    rows = events.sort_values(["date_last", "event_id"])
    same = rows["date_first"] == rows["date_last"]
    days = rows["date_first"].astype(object).where(same, rows["date_first"].dt.strftime("%b %Y"))
    pages = load("sources").set_index("source_id")["publisher"]
    return pd.DataFrame(
        {
            "row_id": row_ids("events", rows),
            "Day": days,
            "What was said": rows["what"],
            "Page": rows["source_id"].map(pages) + " (" + rows["page_grade"] + ")",
        }
    ).reset_index(drop=True)
