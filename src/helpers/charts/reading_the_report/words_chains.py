"""What the chains of the lesson on reading the report say."""

from __future__ import annotations

import pandas as pd

from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.reading_the_report.words import WRAP
from helpers.words import broken, count_word, day, short_day

CHAINS = {
    "50,000 troops": "The newspaper's own page was not seen. “North Koreans” means: said to be included; "
    "“the east”: nothing taken from there; “days”: an attack in the coming days. Six pages that repeat one "
    "newspaper are not six witnesses.",
    "North Koreans in combat": "Below the headline stand other voices, some of them later than the text.",
    "almost half retaken": "Both pages could be the origin, or neither.",
}
LINES = {"declared": "Solid line: the page says so", "inferred": "Dotted line: we infer it"}
KNOWN_FROM = {"declared": "the page says so", "inferred": "we infer it"}


def node_name(node: Row) -> str:
    """Who passes the statement on, and on which day."""
    return node.label if pd.isna(node.day) else f"{node.label}, {short_day(node.day)}"


def not_counted(note: str) -> str:
    """What a page beside the chain says, where it repeats a page of the chain."""
    return f"Not counted: {note[:1].lower()}{note[1:]}"


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
        "subtitle": ". ".join(line for link, line in LINES.items() if link in {*links["link"]}),
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
        return f"**{pages} pages** carry one newspaper's 50,000; ABC had sources of its own"
    if number == "North Koreans in combat":
        return f"One spy service said it on {day(main['to_day'].min())}; the headline dropped who said it"
    declared = count_word((links["link"] == "declared").sum())
    return f"“Almost half” has no author: {count_word(len(main))} possible sources, {declared} declared"
