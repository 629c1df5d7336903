"""What the figures of the lesson on reading the report say."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.charts.layers import Row
from helpers.charts.timelines import short_event
from helpers.words import broken, count_word, day, number, short_day

WRAP = 52  # letters in a line of a hover
SECTIONS = {
    "value": "value of the salient",
    "forces": "forces",
    "incursion": "incursion",
    "goals": "goals",
    "retaking": "retaking",
    "logistics": "logistics",
    "dprk": "North Korea",
}
CHECKS = {"yes": "can be checked", "partly": "in part", "no": "not at all"}
BY = {
    "section": "by section of the report",
    "lesson": "by the lesson that takes it up first",
    "speaker": "by who says so",
}
FOLDERS = {"incursion": "the incursion", "debate": "the debate", "dprk": "North Korea"}
WHO = {
    "named": "a named person or body",
    "group": "a group without names",
    "nobody named": "nobody named",
    "own voice": "the report's own voice",
}
LIMITS = {
    "ceiling": "a ceiling",
    "floor": "a floor",
    "range": "a range",
    "almost": "“almost”",
    "vague": "a vague word",
    "plain": "a plain number",
}
CLAIMS_BY = (
    "Report of about 20 Nov 2024, cut into statements and coded by us; another reader may cut and "
    "code otherwise. A statement that two lessons take up is counted at the first."
)
CLAIMS_BY_SOURCE = (
    "Report of about 20 Nov 2024, our coding. Common knowledge needs no source: the count shows "
    "where to ask, not who is wrong. Edges: blue for US and Ukrainian officials together, brown "
    "for Russia, purple for North Korea, green for South Korea, grey for analysts."
)
KNOWN_AND_MISSING = (
    "events around the days of the report, by the day on which they could be read. "
    "An inference, no fact: the page itself is of about 20 Nov 2024. Colour and mark "
    "show who acts or speaks."
)
HEDGES = (
    "Coded by one of us from the English text, which is a translation; nobody coded it a second time. "
    "Border cases S20 (“appears”) and S46 (“promises”) count as bare."
)
LIMITS_BY_SPEAKER = (
    "All of these count soldiers in Kursk oblast: not in Russia as a whole, not in combat. Kyiv, "
    "Washington (light blue triangles and arrows; Blinken, Miller, Ryder, Singh) and Seoul published "
    "them; we hold no figure of Moscow or Pyongyang for these days."
)
CHAINS = {
    "50,000 troops": "The newspaper's own page was not seen. “North Koreans” means: said to be included; "
    "“the east”: nothing taken from there; “days”: an attack in the coming days.",
    "North Koreans in combat": "Below the headline stand other voices, some of them later than the text.",
    "almost half retaken": "Both pages could be the origin, or neither.",
}
EXCERPTS = (
    "We read excerpts of the pages. The days of the report's text (16 Nov) "
    "and of its page (20 Nov) are inferred."
)
KNOWN_FROM = {"declared": "the page says so", "inferred": "we infer it"}


def claim_hover(claim: Row) -> str:
    """Id, kind, words and speaker of one row of table claims."""
    said = f"{claim.speaker} ({claim.voice})" if isinstance(claim.speaker, str) else claim.voice
    through = f", {claim.through}" if isinstance(claim.through, str) else ""
    return f"<b>{claim.claim_id}</b>, {claim.kind}<br>{broken(claim.claim, WRAP)}<br>{said}{through}"


def hedge_hover(claim: Row) -> str:
    """A claim with the word that softens or limits it."""
    word = f"<br>word: “{claim.word}”" if isinstance(claim.word, str) else ""
    note = f"<br>{broken(claim.note, WRAP)}" if isinstance(claim.note, str) else ""
    return f"{claim_hover(claim)}{word}{note}"


def check_hover(check: Row) -> str:
    """What one check of our rows found."""
    return f"<b>{check.sample_id}</b>: {check.verdict}<br>{broken(check.what_was_found, WRAP)}"


def rating_hover(row: Row) -> str:
    """One rating of the reader with its question."""
    return f"<b>{number(row.percent)} %</b><br>{broken(row.question, WRAP)}"


def event_hover(row: Row) -> str:
    """One event with the day on which it could be read."""
    return f"<b>{day(row.day)}</b><br>{broken(row.what, WRAP)}<br>{row.publisher} ({row.page_grade})"


def told_event(row: Row) -> str:
    """One event, and whether the report has it."""
    return f"{day(row.day)}, {'in' if row.in_report == 'yes' else 'not in'}: {short_event(row)}"


def split_title(counts: pd.Series) -> str:
    """How many statements are of which kind, or can be checked."""
    every, first = counts.sum(), counts.iloc[0]
    if "judgement" in counts:
        rest = ", ".join(f"{count} {kind}s" for kind, count in counts.iloc[1:].items())
        return f"{first} of {every} statements are judgements, {rest}"
    rest = ", ".join(f"{count} {CHECKS[part]}" for part, count in counts.iloc[1:].items())
    return f"{first} of {every} {CHECKS['yes']}, {rest}"


def groups_told(counts: pd.DataFrame) -> str:
    """Each group with its statements by part."""
    return "; ".join(f"{name} {row.sum()} ({counted(row)})" for name, row in counts.iterrows())


def groups_table(counts: pd.DataFrame, by: str) -> pd.DataFrame:
    """Statements by group and part, with their sum."""
    named = counts.rename(columns=CHECKS).assign(all=counts.sum(axis=1))
    return named.rename_axis(by.removeprefix("by ")).reset_index()


def counted(counts: pd.Series) -> str:
    """Counts with what they count: 3 confirmed, 1 not found."""
    return ", ".join(f"{count} {CHECKS.get(name, name)}" for name, count in counts.items())


def sources_title(claims: pd.DataFrame) -> str:
    """How many statements name no source, and behind how many one analyst stands."""
    silent, analyst = len(wording.without_source(claims)), "Emil Kastehelmi"
    behind = (claims["speaker"].eq(analyst) | claims["through"].eq(analyst)).sum()
    return f"{silent} of {len(claims)} statements name no source; one analyst stands behind {behind}"


def known_title(latest: pd.Timestamp, missed: int, last: pd.Timestamp) -> str:
    """The latest day that the text knows, and the later reports that it lacks."""
    if missed:
        return f"The text knows {day(latest)} and none of {count_word(missed)} later reports to {day(last)}"
    return f"The text knows {day(latest)}; none of our events is later"


def folder_label(folder: str, counts: pd.Series) -> str:
    """A part of the course with its outcomes in short words."""
    short = ("ok", "wrong", "not found")
    said = ", ".join(f"{count} {name}" for count, name in zip(counts, short, strict=True))
    return f"{FOLDERS[folder]}: {said}"


def verification_title(total: pd.Series) -> str:
    """Outcomes of all checked rows."""
    return f"{total.sum()} of our own rows checked: {counted(total)}"


def verification_caption(total: pd.Series, share: float, low: float, high: float) -> str:
    """The share of wrong rows with its interval."""
    return (
        f"A random sample drawn once. {total['wrong or misattributed']} of {total.sum()} is "
        f"{number(share)} %; with 95 % confidence between {number(low)} and {number(high)} % (Wilson). "
        "Corrections were applied; the rows not drawn were not checked again."
    )


def ratings_title(given: pd.DataFrame, asked: int) -> str:
    """The reader's surest answer, or how many questions wait."""
    if given.empty:
        return f"No ratings yet: {asked} questions wait"
    over = (given["percent"] > 50).sum()
    surest = given.loc[(given["percent"] - 50).abs().idxmax()]
    return f"You gave {over} of {len(given)} questions more than 50 %; most sure: {surest['claim_id']}"


def ratings_told(given: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Each rating, or that there is none."""
    if given.empty:
        return [f"The statements {', '.join(rows['claim_id'])} have no rating"]
    return [f"{row.claim_id} {number(row.percent)} %" for row in given.itertuples()]


def ladder_title(frame: pd.DataFrame) -> str:
    """How sure the statements sound."""
    counts = frame["certainty"].value_counts()
    return (
        f"Our coding of {len(frame)} statements: {counts['softened']} softened, {counts['bare']} bare, "
        f"{counts['strengthened']} strengthened"
    )


def numbers_title(some: pd.DataFrame) -> str:
    """What limits the numbers of the report."""
    counts = some["number_limit"].value_counts().reindex(wording.LIMITS, fill_value=0)
    return (
        f"Of {len(some)} numbers {counts['ceiling']} are ceilings, {counts['floor']} a floor, "
        f"{counts['range']} a range, {counts['almost']} “almost”, "
        f"{counts['vague']} vague, {counts['plain']} plain"
    )


def limiting_word(row: Row) -> str:
    """The word that limits a number, and whose voice it is."""
    return f"“{row.word if row.word != 'reportedly' else 'almost'}”, {row.who}"


def limits_title(rows: pd.DataFrame) -> str:
    """Days of the figures, and how many of them are ceilings and floors."""
    bounds, days = rows["bound"].value_counts(), rows["as_of_last"]
    return (
        f"{count_word(len(rows)).capitalize()} figures, {day(days.min())} to {day(days.max())}: "
        f"{_ends(bounds.get('up to', 0), 'ceiling')}, {_ends(bounds.get('at least', 0), 'floor')}"
    )


def _ends(count: int, word: str) -> str:
    return f"{count_word(count)} {word}{'' if count == 1 else 's'}"


def node_name(node: Row) -> str:
    """Who passes the statement on, and on which day."""
    return node.label if pd.isna(node.day) else f"{node.label}, {short_day(node.day)}"


def node_told(node: Row) -> str:
    """One station of a chain, in one sentence."""
    how = {"declared": "said by the page", "inferred": "inferred by us"}.get(node.link, "")
    return ", ".join(part for part in (node_name(node), how, node.note) if part)


def node_hover(node: Row) -> str:
    """One station of a chain: name, what was kept or dropped, how we know."""
    parts = [
        f"<b>{node_name(node)}</b>",
        broken(node.note, WRAP),
        KNOWN_FROM.get(node.link, "where it starts"),
    ]
    return "<br>".join(part for part in parts if part)


def chain_title(number: str, links: pd.DataFrame) -> str:
    """What one chain shows."""
    main = links[links["relation"] == "main"]
    if number == "50,000 troops":
        pages = count_word((main["from_label"] == "New York Times").sum()).capitalize()
        return f"{pages} pages carry one newspaper's 50,000; ABC had sources of its own"
    if number == "North Koreans in combat":
        first = main["to_day"].min()
        return f"One spy service said it on {day(first)}; the headline dropped who said it"
    declared = count_word((links["link"] == "declared").sum())
    return f"“Almost half” has no author: {count_word(len(main))} possible sources, {declared} declared"
