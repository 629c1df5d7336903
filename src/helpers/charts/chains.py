"""The way of a statement from a mouth to the page."""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers.charts import theme
from helpers.charts.figure import broken, count_word, day, finish
from helpers.charts.tiles import LINE_PX, WRAP
from helpers.data import row_ids

GAP = 0.45  # lines between two texts of a chain
CHAIN_SIDES = {
    "US and Ukrainian officials": "western",
    "South Korean intelligence (NIS)": "south_korea",
    "Ukrainian military sources": "ukraine",
    "US State Department": "western",
    "Pentagon": "western",
    "Kremlin (Peskov)": "russia",
    "Putin": "russia",
}
CHAIN_CAPTIONS = {
    "50,000 troops": "The newspaper's own page was not seen. “North Koreans” means: said to be included; "
    "“the east”: nothing taken from there; “days”: an attack in the coming days.",
    "North Koreans in combat": "Below the headline stand other voices, some of them later than the text.",
    "almost half retaken": "Both pages could be the origin, or neither.",
}
KEPT = {  # a page's note → the same on the picture
    "North Koreans included": "North Koreans",
    "nothing taken from the east": "the east",
    "coming days": "days",
}
OWN = ("the report", "a translation")  # nodes that are the text itself


def chain(chains: pd.DataFrame, number: str = "50,000 troops") -> go.Figure:
    """Draw the way of one statement from a mouth to the page, top to bottom and stepping right.

    Parameters
    ----------
    chains : table chains.
    number : name of the chain.

    Raises
    ------
    ValueError : a chain that the table does not hold.
    """
    known = list(dict.fromkeys(chains["chain"]))
    if number not in known:
        raise ValueError(f"There is no chain {number!r}; there are: {', '.join(known)}.")
    most = max(_chain_lines(_nodes(chains[chains["chain"] == name])) for name in known)
    links = chains[chains["chain"] == number]
    nodes = _nodes(links)
    pad = min(5.0, (most - _chain_lines(nodes)) / max(1, len(nodes)))
    nodes["y"] = -(nodes["lines"].shift(fill_value=0) + GAP + pad).cumsum() + GAP + pad
    fig = go.Figure()
    for node in nodes.itertuples():
        for parent in node.parents:
            _draw_link(fig, nodes.loc[parent], node)
    for node in nodes.itertuples():
        style = theme.actor(node.side)
        own = node.label.startswith(OWN)
        fig.add_trace(
            go.Scatter(
                x=[node.depth],
                y=[node.y],
                mode="markers",
                marker={
                    "symbol": "square" if own else style.symbol,
                    "color": theme.PAPER if own else style.color,
                    "size": 12,
                    "line": {"width": 2, "color": theme.INK if own else style.color},
                },
                customdata=[node.row_id],
                hovertext=[_node_hover(node)],
                hoverinfo="text",
                showlegend=False,
            )
        )
        fig.add_annotation(
            x=node.depth,
            y=node.y,
            xanchor="left",
            yanchor="top",
            xshift=9,
            yshift=13,
            text=node.text,
            align="left",
            showarrow=False,
            font={"size": 13},
        )
    title = _chain_title(number, links)
    fig.update_xaxes(visible=False, range=[-0.75, 26], fixedrange=True)
    fig.update_yaxes(visible=False, range=[-most - 0.5, 1.2], fixedrange=True)
    return finish(
        fig,
        title=title,
        subtitle="Solid line: the page says so. Dotted line: we infer it",
        caption=(
            f"{CHAIN_CAPTIONS[number]} We read excerpts of the pages. The days of the report's text (16 Nov) "
            "and of its page (20 Nov) are inferred."
        ),
        alt=f"{title}. " + "; ".join(_node_words(node) for node in nodes.itertuples()) + ".",
        table=pd.DataFrame(
            {
                "From": links["from_label"],
                "To": links["to_label"],
                "Day": links["to_day"],
                "How we know": links["link"].map({"declared": "the page says so", "inferred": "we infer it"}),
                "What was kept, dropped or added": links["dropped_or_added"],
                "Place in the picture": links["relation"],
            }
        ),
        height=96 + int(LINE_PX * (most + 1)),
    )


def _nodes(links: pd.DataFrame) -> pd.DataFrame:
    """Turn links into rows of the picture: label, day, words below it, depth, parents, how we know."""
    rows: list[dict] = []
    places: dict[str, int] = {}

    def add(
        label: str, date: object, parents: list[int], link: str, note: object, row_id: str, origin: int = 0
    ) -> int:
        depth = origin or max((rows[p]["depth"] for p in parents), default=-1) + 1
        head = f"<b>{broken(label + _on(date), 40)}</b>"
        below = textwrap.wrap(_short_note(note), 46 - 2 * depth)
        text = "<br>".join([head, *below])
        rows.append(
            {
                "label": label,
                "day": date,
                "note": note if isinstance(note, str) else "",
                "text": text,
                "lines": text.count("<br>") + 1,
                "depth": depth,
                "parents": parents,
                "link": link,
                "row_id": row_id,
                "side": CHAIN_SIDES.get(label, "media"),
            }
        )
        return len(rows) - 1

    ids = dict(zip(links["step"], row_ids("chains", links), strict=True))
    for link in links.itertuples():
        parents = _parents(link, rows, places)
        several = links[(links["to_label"] == link.to_label) & (links["step"] != link.step)]
        note = link.dropped_or_added
        if not parents:  # where a page has several possible origins, each says what it has
            said, of = (note, ids[link.step]) if len(several) else (None, "")
            parents = [add(link.from_label, link.from_day, [], "", said, of)]
            places[link.from_label] = parents[0]
        if link.to_label in places:
            continue
        for number, other in enumerate(several.itertuples(), 1):  # each origin has its own line down
            said, of = other.dropped_or_added, ids[other.step]
            origin = add(other.from_label, other.from_day, [], "", said, of, number)
            places[other.from_label] = origin
            parents.append(origin)
        note, of = (None, "") if len(several) else (_told(link), ids[link.step])
        places[link.to_label] = add(link.to_label, link.to_day, parents, link.link, note, of)
    return pd.DataFrame(rows)


def _told(link: object) -> object:
    """The note of a link; when its origin is not one certain page, the note says so first."""
    note = link.dropped_or_added
    if "another" in link.from_label and isinstance(note, str):
        return f"From {link.from_label}. {note}"
    return note


def _short_note(note: object) -> str:
    """What a page kept in a few words, and what it added or said in its address; the rest is in the table."""
    if not isinstance(note, str) or not note.startswith("Keeps:"):
        return note if isinstance(note, str) else ""
    kept, *others = note.split(". ")
    words = [short for long, short in KEPT.items() if long in kept]
    said = [other.rstrip(".") for other in others if not other.startswith(("Drops", "No day"))]
    return ". ".join([f"keeps {', '.join(words)}", *said])


def _parents(link: object, rows: list[dict], places: dict[str, int]) -> list[int]:
    if link.from_label in places:
        return [places[link.from_label]]
    if "another" in link.from_label and rows:  # "one of these pages, or another"
        return [len(rows) - 1]
    return []


def _chain_lines(nodes: pd.DataFrame) -> float:
    return float((nodes["lines"] + GAP).sum())


def _draw_link(fig: go.Figure, parent: pd.Series, node: object) -> None:
    dash = "dot" if node.link == "inferred" else "solid"
    fig.add_trace(
        go.Scatter(
            x=[parent["depth"], parent["depth"], node.depth],
            y=[parent["y"], node.y, node.y],
            mode="lines",
            line={"color": theme.FAINT if dash == "solid" else theme.INK, "width": 2, "dash": dash},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _on(date: object) -> str:
    return "" if pd.isna(date) else f", {pd.Timestamp(date).day} {pd.Timestamp(date):%b}"


def _node_words(node: object) -> str:
    how = {"declared": "said by the page", "inferred": "inferred by us"}.get(node.link, "")
    return ", ".join(part for part in (node.label + _on(node.day), how, node.note) if part)


def _node_hover(node: object) -> str:
    how = {"declared": "the page says so", "inferred": "we infer it"}.get(node.link, "where it starts")
    return f"<b>{node.label}{_on(node.day)}</b><br>{broken(node.note, WRAP)}<br>{how}".replace(
        "<br><br>", "<br>"
    )


def _chain_title(number: str, links: pd.DataFrame) -> str:
    main = links[links["relation"] == "main"]
    if number == "50,000 troops":
        copies = (main["from_label"] == "New York Times").sum()
        pages = count_word(copies).capitalize()
        return f"{pages} pages carry one newspaper's 50,000; ABC had sources of its own"
    if number == "North Koreans in combat":
        first = main["to_day"].min()
        return f"One spy service said it on {day(first)}; the headline dropped who said it"
    solid = (links["link"] == "declared").sum()
    return (
        f"“Almost half” has no author: {count_word(len(main))} possible sources, {count_word(solid)} declared"
    )
