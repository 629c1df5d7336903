"""The way of a statement from a mouth to the page."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, Row, line, notes, scatter
from helpers.charts.reading_the_report import words_chains as words
from helpers.charts.timelines import stacked
from helpers.data import labels
from helpers.words import broken

WRAPS = {"wide": (94, 80), "narrow": (48, 40)}  # letters of a line of a note, and of a name
TEXT = {"xanchor": "left", "yanchor": "top", "xshift": 9, "yshift": 13, "align": "left"}
# What was done to a statement on the way, or that a page is left out of our count.
VERBS = re.compile(r"\b([Kk]eeps|[Aa]dds|[Dd]rops|[Ll]oses|[Nn]ot counted)\b")
QUOTED = re.compile(r"(?<!\w)'(.+?)'(?!\w)")  # straight quotation marks of the labels
EMPTY = {"note": "", "row_id": "", "side": "media", "link": ""}  # of a station that no row speaks of
OWN = ("the report", "a translation")  # stations that are the text itself


def chain(chains: pd.DataFrame, number: str = "50,000 troops") -> Figure:
    """Draw the way of one statement from a mouth to the page, top to bottom and stepping right.

    Parameters
    ----------
    chains : table chains.
    number : name of the chain.

    Raises
    ------
    ValueError : a chain that the table does not hold.

    >>> fig = charts.chain(load("chains"), number="50,000 troops")
    >>> fig.layout.meta["title"]
    "Six pages carry one newspaper's 50,000; ABC...
    """
    links = chains[chains["chain"] == number]
    if links.empty:
        raise ValueError(f"There is no chain {number!r}; there are: {', '.join(chains['chain'].unique())}.")
    nodes = _nodes(links)
    places, heights = stacked(*(nodes[width].str.count("<br>").add(1).tolist() for width in WRAPS))
    nodes["y"] = [-place for place in places]
    hidden = {"visible": False, "fixedrange": True}
    return picture(
        [
            *_ways(nodes),
            *(_mark(nodes.loc[[index]]) for index in nodes.index),
            notes(zip(nodes["depth"], nodes["y"], nodes["wide"], strict=True), 14, name="wide", **TEXT),
            notes(zip(nodes["depth"], nodes["y"], nodes["narrow"], strict=True), 13, name="narrow", **TEXT),
        ],
        x={**hidden, "range": [-0.75, 26]},
        y={**hidden, "range": [-heights["narrow"], 0]},
        look={"margin": {"t": 6, "b": 6}},
        **words.chain(number, links, nodes),
        height=12 + round(heights["wide"]),
        narrow={"height": 12 + round(heights["narrow"])},
    )


def _ways(nodes: pd.DataFrame) -> Iterator[Layer]:
    """The lines from a station down and right to the next, each from where the one before it turned.

    Where a solid line goes on below it, a dotted one starts at its side.
    """
    sure = [
        (place, node.y) for node in nodes.itertuples() if node.link != "inferred" for place in node.parents
    ]
    turned: dict[int, float] = {}
    for node in nodes.itertuples():
        for place in node.parents:
            color, dash = (theme.INK, "dot") if node.link == "inferred" else (theme.FAINT, "solid")
            parent = nodes.loc[place]
            beside = dash == "dot" and any(at == place and y < node.y for at, y in sure)
            start = node.y if beside else turned.get(place, parent["y"])
            yield line([parent["depth"]] * 2 + [node.depth], [start, node.y, node.y], color, 2, dash=dash)
            turned[place] = turned.get(place, parent["y"]) if beside else node.y


def _mark(row: pd.DataFrame) -> Layer:
    node, style = row.iloc[0], theme.actor(row["side"].iloc[0])
    own = node["label"].startswith(OWN)
    marker = {
        "symbol": "square" if own else style.symbol,
        "color": theme.PAPER if own else style.color,
        "size": 12,
        "line": {"width": 2, "color": theme.INK if own else style.color},
    }
    return scatter(row, "depth", "y", words.node_hover, marker=marker, showlegend=False)


def _nodes(links: pd.DataFrame) -> pd.DataFrame:
    """Links as stations of the picture: label, day, words below it, depth, parents, how we know, text."""
    nodes: list[dict] = []
    places: dict[str, int] = {}

    def add(label: str, date: pd.Timestamp, parents: list[int], depth: int, **more: Any) -> int:
        place = places[label] = len(nodes)
        nodes.append({"label": label, "day": date, "parents": parents, "depth": depth, **EMPTY, **more})
        return place

    for link in links.itertuples():
        if link.to_label in places:
            continue
        origins = list(links[links["to_label"] == link.to_label].itertuples())
        alone, note, parents, steps = len(origins) == 1, link.dropped_or_added, [], 1
        for depth, origin in enumerate(origins):
            if origin.from_label in places:
                parents.append(places[origin.from_label])
                if origin.relation == "beside":
                    note = words.not_counted(note)
            elif alone and nodes and link.link == "inferred":  # no certain page: from where they all have it
                parents += nodes[-1]["parents"] or [len(nodes) - 1]
                steps = 1 + bool(nodes[-1]["parents"])  # a step beyond the last page, not below it alone
                note = f"From {link.from_label}. {note}"
            else:  # where a page has several possible origins, each says what it has, on its own line down
                said = {} if alone else {"note": origin.dropped_or_added, "row_id": origin.row_id}
                side = {"side": origin.from_side} if isinstance(origin.from_side, str) else {}
                parents.append(add(origin.from_label, origin.from_day, [], depth, **said, **side))
        said = {"note": note, "row_id": link.row_id} if alone else {}
        depth = max(nodes[parent]["depth"] for parent in parents) + steps
        add(link.to_label, link.to_day, parents, depth, link=link.link, **said)
    found = pd.DataFrame(nodes)
    for width, (letters, name_letters) in WRAPS.items():
        found[width] = [_text(node, letters - 2 * node.depth, name_letters) for node in found.itertuples()]
    return found


def _text(node: Row, letters: int, name_letters: int) -> str:
    """Name and day of a station, then its note, or the label where that is too long; its verbs are bold."""
    below = _even(labels("chain").get(node.row_id, node.note), letters)
    told = VERBS.sub(r"<b>\1</b>", QUOTED.sub("“\\1”", "<br>".join(below)))
    return "<br>".join(filter(None, [f"<b>{broken(words.node_name(node), name_letters)}</b>", told]))


def _even(text: str, most: int) -> list[str]:
    """Words in as few lines as fit, all about as long, so that none holds a word alone."""
    lines = textwrap.wrap(text, most)
    shorter = (textwrap.wrap(text, letters) for letters in range(most // 2, most))
    return next((even for even in shorter if len(even) == len(lines)), lines)
