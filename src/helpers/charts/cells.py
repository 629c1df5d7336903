"""Ground in cells of 2 km on a map: cells of one kind as one area, and the words of who counts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis import agreement as agree
from helpers.charts import maps, theme
from helpers.charts.layers import Layer, Row, Say, column, notes, scatter
from helpers.data import load, row_ids
from helpers.given import a_day
from helpers.words import counted, day, number

Place = tuple[float, float]  # km east and north, as on a map


class Fill(NamedTuple):
    """How cells are filled: ground colour, pattern and its colour."""

    color: str
    pattern: str = ""
    lines: str = ""


class Kind(NamedTuple):
    """Cells of one kind: rows (cell_x, cell_y, week, mapper), their entry in the key, their fill."""

    rows: pd.DataFrame
    name: str
    fill: Fill


BOTH, ONE = Fill(maps.DARK), Fill("#5F86CF")
UNCLEAR = Fill("#FBFAF6", ".", "#7A7A7A")
ONE_MAP = [agree.ONLY_DEEPSTATE, agree.ONLY_OWL]
WHOSE = {agree.ONLY_DEEPSTATE: "DeepState's", agree.ONLY_OWL: "Project Owl's"}
# where words on cells of one map may stand: in free ground, west, north or east of the salient
FREE: dict[str, list[Place]] = {
    agree.ONLY_DEEPSTATE: [(-24, 26.5), (31, 21)],
    agree.ONLY_OWL: [(31.5, 8)],
    agree.BOTH: [(-12, 9.5)],
}
BROAD = 2  # least depth of ground, in cells, that words do not hide


def cells(kinds: Sequence[Kind], say: Say) -> list[Layer]:
    """Areas of cells, the surest last, and unseen marks in the middle of each cell for hover and row ids.

    The area of a kind reaches below those after it, so that no seam shows between them.
    """
    layers = []
    for place, kind in enumerate(kinds):
        if not kind.rows.empty:
            below = pd.concat([later.rows for later in kinds[place:]])
            layers += [area(below, kind.fill, name=kind.name), *_marks(kind.rows, say)]
    return layers


def area(rows: pd.DataFrame, fill: Fill, **look: object) -> Layer:
    """One area of cells, without lines between them."""
    x, y = _outline(rows)
    filled: dict[str, object] = {"fillcolor": fill.color}
    if fill.pattern:
        filled |= {"fillpattern": {"shape": fill.pattern, "bgcolor": fill.color, "fgcolor": fill.lines}}
        filled["fillpattern"] |= {"size": 5, "solidity": 0.3}  # type: ignore[operator]
    return scatter(rows, x, y, mode="lines", fill="toself", line={"width": 0}, **filled, **look)


def compared(grid: pd.DataFrame, week: str, *, counted_in_key: bool = True) -> list[Layer]:
    """Cells of one Friday: held on both maps, on one only, or unclear on DeepState's.

    Raises KeyError when table agreement_grid has no maps for that week.
    """
    rows = agree.agreement(grid, week)
    rows[agree.COMPARED] = rows[agree.COMPARED].fillna("not drawn")

    def say(row: Row) -> str:
        return f"{row.status}<br>DeepState: {row.deepstate}<br>Project Owl: {row.project_owl}"

    sorts = [
        ([agree.UNCLEAR], agree.UNCLEAR + " map", UNCLEAR),
        (ONE_MAP, "held on one map only", ONE),
        ([agree.BOTH], agree.BOTH, BOTH),
    ]
    chosen = ((rows[rows["status"].isin(kinds)], name, fill) for kinds, name, fill in sorts)
    return cells(
        [Kind(own, f"{name} ({len(own)})" if counted_in_key else name, fill) for own, name, fill in chosen],
        say,
    )


def told(grid: pd.DataFrame, week: str, view: maps.View = maps.SALIENT) -> list[Layer]:
    """Words on the ground of `compared`: the area on both maps, and whose the largest piece of another is."""
    rows = at_km(agree.agreement(grid, week))
    counts = agree.counted(rows)
    both = rows[rows["status"] == agree.BOTH]
    words = [core(both, f"<b>{number(len(both) * agree.CELL_KM2)} km²</b>", view)]
    seen = rows[rows["x"].between(*view.x) & rows["y"].between(*view.y)]
    patches = {kind: agree.largest_patch(seen[seen["status"] == kind]) for kind in WHOSE}
    led = {kind: _led(patch, FREE[kind]) for kind, patch in patches.items() if not patch.empty}
    for kind, (at, to) in _uncrossed(led).items():
        text = f"<b>only on<br>{WHOSE[kind]}</b><br>{counted(counts[kind], 'cell')}"
        words.append(maps.leader(at, to, text, name="wide", borderpad=4))
    return words


def _led(patch: pd.DataFrame, free: list[Place]) -> tuple[Place, Place]:
    """The cell of a patch that words point at, and the place in free ground that is nearest to it."""
    away = [np.hypot(patch["x"] - x, patch["y"] - y) for x, y in free]
    nearest = int(np.argmin([one.min() for one in away]))
    x, y = patch.loc[away[nearest].idxmin(), ["x", "y"]]
    return (x, y), free[nearest]


def _uncrossed(led: dict[str, tuple[Place, Place]]) -> dict[str, tuple[Place, Place]]:
    """Words east of the salient stand above each other as the cells do that they point at."""
    east = [kind for kind, (_, to) in led.items() if to[0] > 0]
    cells_down = sorted(east, key=lambda kind: -led[kind][0][1])
    places_down = sorted((led[kind][1] for kind in east), key=lambda to: -to[1])
    return led | {kind: (led[kind][0], to) for kind, to in zip(cells_down, places_down, strict=True)}


def core(rows: pd.DataFrame, text: str, view: maps.View) -> Layer:
    """Words under the pen in the broadest part of some ground, away from towns' names; else beside it."""
    if rows.empty:
        return Layer()
    pen = {"font": {"size": 15}, "bgcolor": theme.PEN, "borderpad": 2}
    if agree.depth(rows).max() < BROAD:
        return maps.leader(*_led(rows, FREE[agree.BOTH]), text, **pen)
    named = maps.placed(load("settlements", name=[*view.towns]))
    deep = agree.depth(rows)
    clear = deep.copy()
    for town in named.itertuples():  # the words stand clear of a name above its town on a phone, too
        clear[(abs(rows["x"] - town.x) < 12) & (abs(rows["y"] - town.y - 2) < 5.5)] = 0
    x, y = rows.iloc[int((clear if clear.max() > 0 else deep).argmax())][["x", "y"]]
    return notes([(x, y, text)], None, **pen)


def dark_towns(grid: pd.DataFrame, week: str, view: maps.View = maps.SALIENT) -> list[str]:
    """Towns of a view on cells that both maps count as held."""
    rows = agree.agreement(grid, week)
    return covered(rows[rows["status"] == agree.BOTH], view)


def covered(rows: pd.DataFrame, view: maps.View) -> list[str]:
    """Towns of a view within a kilometre and a half of the middle of one of some cells."""
    named, at = maps.placed(load("settlements", name=[*view.towns])), at_km(rows)
    near = (np.hypot(at["x"] - town.x, at["y"] - town.y).min() < 1.5 for town in named.itertuples())
    return named.loc[[*near], "name"].tolist()


def beyond(rows: pd.DataFrame, view: maps.View = maps.SALIENT) -> str:
    """A sentence on cells that are counted but lie outside the map; empty when there are none."""
    at = at_km(rows)
    outside = int((~at["x"].between(*view.x) | ~at["y"].between(*view.y)).sum())
    return f"Counted but outside this picture: {counted(outside, 'cell')}. " if outside else ""


def caption(grid: pd.DataFrame, week: str) -> str:
    """Whose outlines `compared` compares, of which days, and how cells are counted."""
    drawn = grid[grid["week"] == a_day(week)].groupby("mapper")["outline_date"].first()
    used = ", ".join(f"{theme.mapper(name).label} of {day(drawn[name])}" for name in agree.COMPARED)
    return (
        f"Outlines: {used}; a cell counts where its middle lies; moving the grid by "
        f"a kilometre changes a count by up to 4 %. {beyond(agree.agreement(grid, week))}{maps.DRAWN_FROM}"
    )


def at_km(rows: pd.DataFrame) -> pd.DataFrame:
    """Cells with the place of their middle on the map: x, y."""
    x, y = maps.to_km(*agree.middles(_nodes(), rows).T)
    return rows.assign(x=x, y=y)


def _marks(rows: pd.DataFrame, say: Say) -> Iterator[Layer]:
    """Unseen marks, one layer for each text: a text that many cells share is stored once."""
    rows = at_km(rows).assign(row_id=row_ids("agreement_grid", rows))
    for said, own in rows.groupby(column(rows, say), sort=False):
        look = {"marker": {"opacity": 0, "size": 9}, "showlegend": False}
        yield scatter(own, "x", "y", say, hovertext=said, **look)


def _outline(rows: pd.DataFrame) -> tuple[list[float], list[float]]:
    """The rings round cells on the map, divided by gaps."""
    rings = agree.rings(rows)
    corners = [agree.corners(_nodes(), *zip(*ring, strict=True)) for ring in rings]
    east, north = zip(*(maps.to_km(*ring.T) for ring in corners), strict=True)
    return maps.with_gaps(east), maps.with_gaps(north)


@cache
def _nodes() -> pd.DataFrame:
    """Corners of the grid by column and row."""
    return load("grid_nodes").set_index(["node_x", "node_y"])
