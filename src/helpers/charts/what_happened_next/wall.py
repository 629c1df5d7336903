"""All statements as tiles: our word on each of three days, and what could be known."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.analysis import wording
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, bars, notes, scatter
from helpers.charts.squares import in_pixels, packed
from helpers.charts.what_happened_next import words_verdicts as words
from helpers.data import row_ids
from helpers.words import evenly_broken

TILE, PITCH, APART, LEAST_PX = 26, 30, 15, 92  # pixels; between two sections; the least height of a group
COLUMNS = 7  # tiles in a line
NAMES, NARROW_NAMES, LINE_PX = 165, 136, 17
NARROW_RIGHT, ABOVE_PX, SUM_PX = 216, 8, 26  # where a narrow wall ends; above its first name; its last line
BESIDE = PITCH * COLUMNS + 14  # where the words on changes begin
SUM_RIGHT = {"wide": 122, "narrow": 60}  # where the line of all goes on, right of the penned number
LOOKS = {  # ground of a tile, colour of its letter
    "supported": ("#3B4552", theme.PAPER),
    "partly": ("#A9B1BB", theme.INK),
    "contested": ("#E3E5E8", theme.INK),
    "contradicted": (theme.INK, theme.PAPER),
    "overtaken": ("#CFC8BA", theme.INK),
    "not checkable": ("#F4F2EC", theme.INK_2),
}


def verdict_wall(claims: pd.DataFrame, verdicts: pd.DataFrame, day: str = "text") -> Figure:
    """One tile a statement, by section, with the letter of our word on a day.

    Parameters
    ----------
    claims, verdicts : the tables of these names.
    day : "text" (16 November 2024), "page" (20 November) or "now".

    >>> fig = charts.verdict_wall(load("claims"), load("verdicts"), day="text")
    >>> fig.layout.meta["title"]
    '16 Nov 2024: 20 of 55 statements...
    """
    rows = words.judged(claims.merge(verdicts, on="claim_id"), day)
    rows["row_id"] = row_ids("verdicts", rows)
    placed, height = _sections(rows)
    used = [word for word in LOOKS if word in set(rows["word"])]
    first = words.BEFORE[day] is None
    size = in_pixels(height + SUM_PX, NAMES, NARROW_NAMES, NARROW_RIGHT)
    size["y"]["range"] = [height + SUM_PX, -ABOVE_PX]
    return picture(
        [
            *(_tiles(placed[placed["word"] == word], word) for word in used),
            _key(used),
            *_names(placed, words.letters_counted if first else words.letters_changed),
            _beside(placed, words.section_counts if first else words.section_changes),
            _sum(rows, height + 10),
        ],
        **size | {"height": size["height"] + ABOVE_PX},
        **words.verdict_wall(rows, day),
    )


def knowable(claims: pd.DataFrame, verdicts: pd.DataFrame) -> Figure:
    """Statements in four groups: does it hold today, and was what decides public on 16 November 2024?

    `claims` and `verdicts` are the tables of these names; what cannot be checked stands aside.

    >>> fig = charts.knowable(load("claims"), load("verdicts"))
    >>> fig.layout.meta["title"]
    '24 of 35 limits that decide today could be...
    """
    rows = words.judged(claims.merge(verdicts, on="claim_id"), "now")
    rows = rows[rows["word"] != "not checkable"]
    rows = rows.assign(row_id=row_ids("verdicts", rows), group=words.known_group(rows), changed=False)
    parts, top = [], 0
    for group in words.GROUPS:
        own = rows[rows["group"] == group]
        high = PITCH * -(-len(own) // COLUMNS)
        parts.append(packed(own, COLUMNS, top=top + max(0, LEAST_PX - high) // 2, pitch=PITCH))
        top += max(high, LEAST_PX) + APART
    placed = pd.concat(parts)
    used = [word for word in LOOKS if word in set(placed["word"])]
    below = "<br>".join(
        words.ids(own, group, COLUMNS) for own, group in zip(parts, words.GROUPS, strict=True)
    )
    more = LINE_PX * (below.count("<br>") + 1) + APART
    size = in_pixels(top, 210, 112)
    return picture(
        [
            *(_tiles(placed[placed["word"] == word], word) for word in used),
            _key(used),
            *_groups(parts),
            _listed(parts),
            notes([(-112, top, below)], 13, name="narrow", xanchor="left", yanchor="top", align="left"),
        ],
        **size
        | {"narrow": size["narrow"] | {"height": size["height"] + more, "yaxis.range": [top + more, 0]}},
        **words.knowable(rows),
    )


def _sections(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Tiles of each section under those of the one before, and the height of all."""
    parts, top = [], 0
    for section in wording.SECTIONS:
        own = packed(rows[rows["section"] == section], COLUMNS, top=top, pitch=PITCH)
        parts.append(own)
        top += PITCH * -(-len(own) // COLUMNS) + APART
    return pd.concat(parts), top


def _middle(rows: pd.DataFrame) -> float:
    """Half-way between the first and the last line of some tiles."""
    return (rows["y"].min() + rows["y"].max()) / 2


def _tiles(rows: pd.DataFrame, word: str) -> Layer:
    """Tiles of one word; those that changed since the day before have a thick edge."""
    ground, letter = LOOKS[word]
    widths = [3.5 if changed else 1 for changed in rows["changed"]]
    return scatter(
        rows,
        "x",
        "y",
        words.tile_hover,
        mode="markers+text",
        showlegend=False,
        text=[words.LETTERS[word]] * len(rows),
        textfont={"color": letter, "size": 14},
        marker={
            "symbol": "square",
            "size": TILE,
            "color": ground,
            "line": {"color": theme.INK, "width": widths},
        },
        cliponaxis=False,
    )


def _key(used: list[str]) -> Layer:
    """Entries of the key as boxes with an edge: two grounds are as light as the page."""
    edge, nowhere = {"color": theme.INK, "width": 1}, pd.DataFrame({"x": [None], "y": [None]})
    boxes = (
        bars(
            nowhere,
            "x",
            "y",
            name=f"{words.LETTERS[word]} {word}",
            marker={"color": LOOKS[word][0], "line": edge},
        )
        for word in used
    )
    return Layer([trace for box in boxes for trace in box.traces])


def _names(rows: pd.DataFrame, say: Callable[[pd.DataFrame], str]) -> list[Layer]:
    """Names left of the tiles; on a phone in shorter lines, and below them what is said of the section."""
    look = {"xanchor": "right", "align": "right"}
    parts = [(wording.SECTIONS[name], _middle(own), say(own)) for name, own in rows.groupby("section")]
    wide = ((-10, y, name) for name, y, _ in parts)
    small = f"<span style='font-size:12px;color:{theme.INK_2}'>"
    narrow = ((-8, y, name + (f"<br>{small}{said}</span>" if said else "")) for name, y, said in parts)
    return [notes(wide, 14, name="wide", **look), notes(narrow, 13, name="narrow", **look)]


def _sum(rows: pd.DataFrame, y: float) -> Layer:
    """How many statements have which word, in the last line; the number of the title under the pen."""
    left, layers = {"xanchor": "left", "align": "left"}, []
    told = {"wide": (words.section_counts, 14), "narrow": (words.letters_counted, 13)}
    for name, (say, size) in told.items():
        first, _, others = say(rows).partition(", ")
        layers += notes([(0, y, f"<b>{first}</b>")], 14, name=name, bgcolor=theme.PEN, **left).notes
        layers += notes([(SUM_RIGHT[name], y, others)], size, name=name, **left).notes
    return Layer(notes=[*notes([(-10, y, f"<b>all {len(rows)}</b>")], 14, xanchor="right").notes, *layers])


def _groups(parts: list[pd.DataFrame]) -> list[Layer]:
    """Names of the groups, the number of their tiles below; that of the title under the pen."""
    right = {"xanchor": "right", "align": "right"}
    layers = []
    for group, own in zip(words.GROUPS, parts, strict=True):
        y, ground = _middle(own), {"bgcolor": theme.PEN} if group == words.IN_TITLE else {}
        for name, x, size, letters in (("wide", -10, 14, 28), ("narrow", -8, 13, 14)):
            said = evenly_broken(group, letters)
            down = -LINE_PX * (said.count("<br>") + 1) / 2 - 3
            count = [(x, y, f"<b>{len(own)}</b>")]
            layers.append(notes([(x, y, said)], size, name=name, yshift=LINE_PX / 2, **right))
            layers.append(notes(count, 14, name=name, yshift=down, **right, **ground))
    return layers


def _listed(parts: list[pd.DataFrame]) -> Layer:
    """The ids of each line of tiles right of it, on a wide page."""
    told = (
        (BESIDE, y, " ".join(line["claim_id"])) for own in parts for y, line in own.groupby("y", sort=False)
    )
    return notes(told, 13, name="wide", xanchor="left", align="left")


def _beside(rows: pd.DataFrame, say: Callable[[pd.DataFrame], str]) -> Layer:
    """What is said of each section right of its tiles, on a wide page."""
    told = ((BESIDE, _middle(own), say(own)) for _, own in rows.groupby("section"))
    kept = [place for place in told if place[2]]
    return notes(kept, 13, name="wide", xanchor="left", align="left")
