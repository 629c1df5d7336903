"""What the charts of tactics and reactions say: titles, captions, hovers, alts, tables."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.statements import page
from helpers.words import broken, day, month, short_day

ACTS = {"permission": "the missile permission", "sanctions": "US sanctions"}
NAMES = {  # how the id of an event ends → what stands at its mark
    "seoul-summons-ambassador": "ambassador summoned",
    "beijing-not-aware": "“not aware”",
    "nato-confirms": "confirms units",
    "biden-strike-back": "“strike back”",
    "security-council": "Council clash",
    "zelensky-response-zero": "response “zero”",
    "beijing-own-matter": "“own matter”",
    "seoul-and-eu": "condemned with EU",
    "g7-grave-concern": "grave concern",
    "yoon-on-arms": "arms not ruled out",
    "blinken-firm-response": "“firm response”",
    "seoul-condemns-legality": "claim condemned",
    "msmt-report": "MSMT report",
    "msmt-at-un": "report at the UN",
}
SMALLER_GROUPS = "smaller-groups"  # how the id of the event ends that closes the line of tactics


def tactics_timeline(rows: pd.DataFrame) -> dict:
    """From the first report of tactics to smaller groups."""
    smaller = rows.loc[rows["event_id"].str.endswith(SMALLER_GROUPS), "date_first"].iloc[0]
    return {
        "title": f"Assaults on foot in {month(rows['date_first'].min())}, a disputed withdrawal, "
        f"smaller groups by {month(smaller)}",
        "subtitle": "How the soldiers fought, as reported; colour and mark show who speaks or acts",
        "caption": "Each line is somebody's report: Ukrainian officers, Seoul, Washington, newspapers, one "
        "correspondent on the Russian side. The days are days of reports, not always of what happened.",
    }


def reactions(rows: pd.DataFrame, kind: str, last: pd.Timestamp) -> dict:
    """Days from Seoul's announcement to the first acts, or to the first words."""
    title = _reactions_title(rows, kind, last)
    said = "; ".join(f"{day(row.date_first)}: {row.what}" for row in rows.itertuples())
    columns = {"Day": "date_first", "Days after 18 Oct 2024": "days", "Who": "lane", "What": "what"}
    return {
        "title": title,
        "subtitle": "Reactions to the deployment by who reacted; "
        "small marks: words; large marks: permission or sanctions",
        "caption": "Our rows, not all that was said. That the permission answered the deployment is what "
        "officials told reporters; order in time is not cause. Moscow and Pyongyang, whose step this "
        "answers, have no lane.",
        "alt": f"{title}. {said or 'No reaction is shown.'}",
        "table": table(rows, {**columns, "Kind": "reaction_kind", "Page": "publisher"}),
    }


def _reactions_title(rows: pd.DataFrame, kind: str, last: pd.Timestamp) -> str:
    if rows.empty:
        return f"To {day(last)}: no {kind} in our rows"
    acts = rows[rows["reaction_kind"] != "words"]
    if acts.empty:
        first = rows["days"].min()
        return f"To {day(last)}: {len(rows)} reactions in our rows, all words, the first after {first} days"
    days = acts.groupby("reaction_kind")["days"].min()
    if len(days) == len(ACTS):
        after = ", ".join(f"{days[act]} to {ACTS[act]}" for act in ACTS)
        return f"Days from Seoul's announcement: {after}"
    return f"To {day(last)}: {days.iloc[0]} days from Seoul's announcement to {ACTS[days.index[0]]}"


def name(row: Row) -> str:
    """What stands at a mark: two or three words, for an act its kind and day; nothing for an unnamed row."""
    if row.reaction_kind != "words":
        return f"{row.reaction_kind} {short_day(row.date_first)}"
    return NAMES.get(row.event_id[11:], "")  # an id begins with its day


def reaction(row: Row) -> str:
    """What one mark of a reaction stands for."""
    return (
        f"<b>{day(row.date_first)}</b>, {row.days} days after the announcement<br>{broken(row.what, 52)}<br>"
        f"{row.reaction_kind}; {page(row)}"
    )
