"""What the charts of tactics and reactions say: titles, captions, hovers, alts, tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import responses as analysis
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.statements import page
from helpers.words import broken, counted, day, month

ACTS = {"permission": "the missile permission", "sanctions": "US sanctions"}
NAMES = {  # how the id of an event ends → who reacted, and how
    "seoul-summons-ambassador": "Seoul: ambassador summoned",
    "beijing-not-aware": "Beijing: “not aware”",
    "nato-confirms": "NATO: confirms units",
    "biden-strike-back": "Biden: “strike back”",
    "security-council": "UN: Security Council clash",
    "zelensky-response-zero": "Zelensky: response “zero”",
    "beijing-own-matter": "Beijing: “own matter”",
    "seoul-and-eu": "Seoul: condemned with the EU",
    "g7-grave-concern": "G7: grave concern",
    "yoon-on-arms": "Yoon: arms not ruled out",
    "blinken-firm-response": "Blinken: “firm response”",
    "seoul-condemns-legality": "Seoul: claim condemned",
    "msmt-report": "MSMT: first report",
    "msmt-at-un": "Washington: MSMT report at the UN",
}
CLOSES = {"wide": f"the report closes, about {day(analysis.WRITTEN)}", "narrow": "the report closes"}
SMALLER_GROUPS = "smaller-groups"  # how the id of the event ends that closes the line of tactics


def tactics_timeline(rows: pd.DataFrame) -> dict:
    """From the first report of tactics to smaller groups."""
    smaller = rows.loc[rows["event_id"].str.endswith(SMALLER_GROUPS), "date_first"].iloc[0]
    return {
        "title": f"Assaults on foot in {month(rows['date_first'].min())}, a disputed withdrawal, "
        f"smaller groups by {month(smaller)}",
        "subtitle": "How the soldiers fought, as reported; colour and mark show who speaks or acts; grey: "
        "days after the report above",
        "caption": "Each line is somebody's report: Ukrainian officers, Seoul, Washington, newspapers, one "
        "correspondent on the Russian side. The days are days of reports, not always of what happened.",
    }


def reactions(rows: pd.DataFrame, kind: str, last: pd.Timestamp) -> dict:
    """Days from Seoul's announcement to the first acts, or to the first words."""
    said = [f"{day(row.date_first)}: {row.what.rstrip('.')}" for row in rows.itertuples()]
    columns = {"Day": "date_first", "Days after 18 Oct 2024": "days", "Who": "lane", "What": "what"}
    acts = "; bold: permission or sanctions" if (rows["reaction_kind"] != "words").any() else ""
    return {
        "title": _reactions_title(rows, kind, last),
        "subtitle": f"Who reacted how, in days after {day(analysis.ANNOUNCED)}{acts}",
        "caption": "Our rows, not all that was said. That the permission answered the deployment is what "
        "officials told reporters; order in time is not cause. Moscow and Pyongyang, whose step this "
        "answers, are not listed.",
        "alt": said or ["No reaction is shown"],
        "table": table(rows, {**columns, "Kind": "reaction_kind", "Page": "publisher"}),
    }


def nothing(kind: str, last: pd.Timestamp) -> str:
    """What stands in a picture without rows."""
    return f"<b>no {kind}</b> in our rows to {day(last)}"


def in_title(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose days the title names: the first act of each kind, or the first words."""
    acts = rows[rows["reaction_kind"] != "words"]
    return rows.head(1) if acts.empty else acts.drop_duplicates("reaction_kind")


def _reactions_title(rows: pd.DataFrame, kind: str, last: pd.Timestamp) -> str:
    if rows.empty:
        return f"To {day(last)}: no {kind} in our rows"
    acts = rows[rows["reaction_kind"] != "words"]
    if acts.empty:
        first = rows["days"].min()
        return (
            f"To {day(last)}: {len(rows)} reactions in our rows, all words, the first after **{first}** days"
        )
    days = acts.groupby("reaction_kind")["days"].min()
    if len(days) == len(ACTS):
        after = ", ".join(f"**{days[act]}** to {ACTS[act]}" for act in ACTS)
        return f"Days from Seoul's announcement: {after}"
    return f"To {day(last)}: **{days.iloc[0]}** days from Seoul's announcement to {ACTS[days.index[0]]}"


def name(row: Row) -> str:
    """Who reacted and how, in a few words, and the day; an act in bold."""
    if row.reaction_kind != "words":
        said = f"<b>{row.lane}: {row.reaction_kind}</b>"
    else:
        said = NAMES.get(row.event_id[11:], f"{row.lane}: words")  # an id begins with its day
    return f"{said}, {day(row.date_first)}"


def days_since(row: Row) -> str:
    """How many days after the announcement, bold for an act."""
    said = counted(row.days, "day")
    return said if row.reaction_kind == "words" else f"<b>{said}</b>"


def reaction(row: Row) -> str:
    """What one mark of a reaction stands for."""
    return (
        f"<b>{day(row.date_first)}</b>, {row.days} days after the announcement<br>{broken(row.what, 52)}<br>"
        f"{row.reaction_kind}; {page(row)}"
    )
