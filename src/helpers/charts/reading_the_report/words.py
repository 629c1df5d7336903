"""What the figures of the lesson on reading the report say, each under the name of its figure."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Row
from helpers.charts.statements import page
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
SURE = ("softened", "bare", "strengthened", "unclear")
HEDGES = (
    "Coded by one of us from the English text, which is a translation; nobody coded it a second time. "
    "Border cases S20 (“appears”) and S46 (“promises”) count as bare. Unclear, hatched: “undoubtedly” may "
    "be the French sans doute, “probably”."
)
CHAINS = {
    "50,000 troops": "The newspaper's own page was not seen. “North Koreans” means: said to be included; "
    "“the east”: nothing taken from there; “days”: an attack in the coming days.",
    "North Koreans in combat": "Below the headline stand other voices, some of them later than the text.",
    "almost half retaken": "Both pages could be the origin, or neither.",
}
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


def event_hover(row: Row) -> str:
    """One event with the day on which it could be read."""
    return f"<b>{day(row.day)}</b><br>{broken(row.what, WRAP)}<br>{page(row)}"


def claims_by(counts: pd.DataFrame, rows: str) -> dict:
    """Statements by group (lines of `counts`) and by kind or check (columns)."""
    total, by, size = counts.sum(), BY[rows], counts.sum(axis=1)
    parts = [f"{count} {CHECKS.get(part, f'{part}s')}" for part, count in total.items()]
    first = "statements are judgements" if "judgement" in total else CHECKS["yes"]
    title = f"{total.iloc[0]} of {total.sum()} {first}, {', '.join(parts[1:])}"
    told = "; ".join(f"{name} {size[name]} ({_counted(row)})" for name, row in counts.iterrows())
    named = counts.rename(columns=CHECKS).assign(all=size).rename_axis(by.removeprefix("by "))
    return {
        "title": title,
        "subtitle": f"Statements {by}, one small bar each",
        "caption": "Report of about 20 Nov 2024, cut into statements and coded by us; another reader may cut "
        "and code otherwise. A statement that two lessons take up is counted at the first.",
        "alt": f"{title}; {by}: {told}.",
        "table": named.reset_index(),
    }


def _counted(counts: pd.Series) -> str:
    """Counts with what they count: 3 confirmed, 1 not found."""
    return ", ".join(f"{count} {CHECKS.get(name, name)}" for name, count in counts.items())


def claims_by_source(claims: pd.DataFrame, voices: pd.DataFrame) -> dict:
    """How many statements name no source; `voices` with their statements (count, which)."""
    silent, analyst = len(wording.without_source(claims)), "Emil Kastehelmi"
    behind = (claims["speaker"].eq(analyst) | claims["through"].eq(analyst)).sum()
    heads = {"Who says so": "voice", "What we know of them": "known", "Statements": "count", "Which": "which"}
    return {
        "title": f"{silent} of {len(claims)} statements name no source; one analyst stands behind {behind}",
        "subtitle": "One tile each; white: the writer's voice, hatched: no speaker, coloured: a speaker",
        "caption": "Report of about 20 Nov 2024, our coding. Common knowledge needs no source: the count "
        "shows where to ask, not who is wrong. Edges: blue for US and Ukrainian officials together, brown "
        "for Russia, purple for North Korea, green for South Korea, grey for analysts.",
        "alt": [f"{voice.voice}: {voice.count}" for voice in voices.itertuples()],
        "table": table(voices, heads),
    }


def known_and_missing(rows: pd.DataFrame, latest: pd.Timestamp) -> dict:
    """The latest day that the text knows, and the later reports that it lacks."""
    missed, last = (rows["day"] > latest).sum(), day(rows["day"].max())
    lacks = f" and none of {count_word(missed)} later reports to {last}"
    return {
        "title": f"The text knows {day(latest)}{lacks if missed else '; none of our events is later'}",
        "subtitle": "Left lane: in the report. Right: not in it. Dotted line: the text was closed, we infer",
        "caption": f"{len(rows)} events around the days of the report, by the day on which they could be "
        "read. An inference, no fact: the page itself is of about 20 Nov 2024. Colour and mark show who "
        "acts or speaks.",
        "alt": [
            f"{day(row.day)}, {'in' if row.in_report == 'yes' else 'not in'}: {short_event(row)}"
            for row in rows.itertuples()
        ],
        "table": table(
            rows, {"Could be read on": "day", "In the report": "in_report", "What": "what"} | PAGE
        ),
    }


def folder(name: str, counts: pd.Series) -> str:
    """A part of the course with its outcomes in short words."""
    return "{}: {} ok, {} wrong, {} not found".format(FOLDERS[name], *counts)


def verification(counts: pd.DataFrame, share: float, low: float, high: float) -> dict:
    """Outcomes of the checked rows by part of the course, and the share of wrong ones with its interval."""
    total, named = counts.sum(), counts.rename(index=FOLDERS)
    return {
        "title": f"{total.sum()} of our own rows checked: {_counted(total)}",
        "subtitle": "One tile per checked row of the evidence, by part of the course",
        "caption": f"A random sample drawn once. {total['wrong or misattributed']} of {total.sum()} is "
        f"{number(share)} %; with 95 % confidence between {number(low)} and {number(high)} % (Wilson). "
        "Corrections were applied; the rows not drawn were not checked again.",
        "alt": [f"{name}: {_counted(row)}" for name, row in named.iterrows()],
        "table": named.rename_axis("Part").reset_index().rename_axis(columns=None),
    }


def my_ratings(rows: pd.DataFrame) -> dict:
    """The reader's surest answer, or how many questions wait."""
    given = rows.dropna(subset="percent")
    title = f"No ratings yet: {len(rows)} questions wait"
    told = [f"The statements {', '.join(rows['claim_id'])} have no rating"]
    if len(given):
        surest = given.loc[(given["percent"] - 50).abs().idxmax(), "claim_id"]
        over = f"{(given['percent'] > 50).sum()} of {len(given)} questions"
        title = f"You gave {over} more than 50 %; most sure: {surest}"
        told = [f"{row.claim_id} {number(row.percent)} %" for row in given.itertuples()]
    return {
        "title": title,
        "subtitle": "Your own ratings, lowest at the bottom; the dotted line is 50 per cent",
        "caption": "No answers are shown here. The ratings stand in my_work on this computer only.",
        "alt": told,
        "table": table(
            rows,
            {"Statement": "claim_id", "Question": "question", "Settled by": "settles_on"}
            | {"Your per cent": "percent", "I knew": "knew"},
        ),
    }


def ladder(frame: pd.DataFrame) -> dict:
    """How sure the statements sound, by who says them."""
    sure = frame["certainty"].str.partition(" ")[0].value_counts()
    cells = frame.groupby(["who", "certainty"])["claim_id"].agg([len, ", ".join]).reset_index()
    cells.columns = ["Who says so", "How sure", "Statements", "Which"]
    return {
        "title": f"Our coding of {len(frame)} statements: "
        + ", ".join(f"{sure.get(word, 0)} {word}" for word in SURE),
        "subtitle": "One tile per statement, by who says it and how sure its words sound",
        "caption": HEDGES,
        "alt": ["{}, {}: {} ({})".format(*cell) for cell in cells.itertuples(index=False)],
        "table": cells,
    }


def numbers(some: pd.DataFrame) -> dict:
    """What limits the numbers of the report."""
    which = {limit: some.loc[some["number_limit"] == limit, "claim_id"] for limit in LIMITS}
    counts = {limit: len(ids) for limit, ids in which.items()}
    heads = {"Statement": "claim_id", "Limit": "number_limit", "Word": "word", "Voice": "who", "Note": "note"}
    return {
        "title": f"Of {len(some)} numbers {counts['ceiling']} are ceilings, {counts['floor']} a floor, "
        f"{counts['range']} a range, {counts['almost']} “almost”, "
        f"{counts['vague']} vague, {counts['plain']} plain",
        "subtitle": "Statements with a number, by the word that limits it, and whose voice it is",
        "caption": HEDGES,
        "alt": [f"{limit}: {', '.join(ids)}" for limit, ids in which.items()],
        "table": table(some.sort_values("number_limit"), heads),
    }


def limits_by_speaker(rows: pd.DataFrame, ceiling: float) -> dict:
    """Days of the figures, and how many of them are ceilings and floors."""
    bounds, days = rows["bound"].value_counts(), rows["as_of_last"]
    ends = [
        f"{count_word(count)} {word}{'' if count == 1 else 's'}"
        for count, word in ((bounds.get("up to", 0), "ceiling"), (bounds.get("at least", 0), "floor"))
    ]
    return {
        "title": f"{count_word(len(rows)).capitalize()} figures, {day(days.min())} to {day(days.max())}: "
        + ", ".join(ends),
        "subtitle": f"Kursk oblast, {rows['unit'].iloc[0]}; dotted: the report's “up to {number(ceiling)}”",
        "caption": "All of these count soldiers in Kursk oblast: not in Russia as a whole, not in combat. "
        "Kyiv, Washington (light blue triangles and arrows; Blinken, Miller, Ryder, Singh) and Seoul "
        "published them; we hold no figure of Moscow or Pyongyang for these days.",
    }


def node_name(node: Row) -> str:
    """Who passes the statement on, and on which day."""
    return node.label if pd.isna(node.day) else f"{node.label}, {short_day(node.day)}"


def node_hover(node: Row) -> str:
    """One station of a chain: name, what was kept or dropped, how we know."""
    how = KNOWN_FROM.get(node.link, "where it starts")
    return "<br>".join(filter(None, [f"<b>{node_name(node)}</b>", broken(node.note, WRAP), how]))


def chain(number: str, links: pd.DataFrame, nodes: pd.DataFrame) -> dict:
    """What one chain shows, station by station."""
    how = {"declared": "said by the page", "inferred": "inferred by us"}
    told = [(node_name(node), how.get(node.link), node.note) for node in nodes.itertuples()]
    return {
        "title": _chain_title(number, links, links[links["relation"] == "main"]),
        "subtitle": "Solid line: the page says so. Dotted line: we infer it",
        "caption": f"{CHAINS[number]} We read excerpts of the pages. The days of the report's text (16 Nov) "
        "and of its page (20 Nov) are inferred.",
        "alt": [", ".join(filter(None, parts)) for parts in told],
        "table": table(
            links,
            {"From": "from_label", "To": "to_label", "Day": "to_day"}
            | {"How we know": lambda link: KNOWN_FROM[link.link]}
            | {"What was kept, dropped or added": "dropped_or_added", "Place in the picture": "relation"},
        ),
    }


def _chain_title(number: str, links: pd.DataFrame, main: pd.DataFrame) -> str:
    if number == "50,000 troops":
        pages = count_word((main["from_label"] == "New York Times").sum()).capitalize()
        return f"{pages} pages carry one newspaper's 50,000; ABC had sources of its own"
    if number == "North Koreans in combat":
        return f"One spy service said it on {day(main['to_day'].min())}; the headline dropped who said it"
    declared = count_word((links["link"] == "declared").sum())
    return f"“Almost half” has no author: {count_word(len(main))} possible sources, {declared} declared"
