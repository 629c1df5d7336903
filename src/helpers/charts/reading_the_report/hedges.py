"""How sure the report sounds, and the limits in its numbers."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, uprights
from helpers.charts.ranges import ranges_by_speaker
from helpers.charts.reading_the_report import words
from helpers.charts.reading_the_report.tiles import DARK, PALE, above, bare, beside, placed, tiles
from helpers.data import row_ids

BLOCKS = {"bare": (4, theme.PAPER), "softened": (3, PALE), "strengthened": (2, DARK)}  # columns, fill
BLOCK_GAP = 0.35
LADDER_PX = 660


def hedge_ladder(claims: pd.DataFrame, codes: pd.DataFrame, show_only: str = "all") -> Figure:
    """Draw one tile per claim by who says it and how sure it sounds, or the limits of its numbers.

    Parameters
    ----------
    claims : table claims.
    codes : table claim_wording.
    show_only : "all" or "statements with a number".

    Raises
    ------
    ValueError : another name for show_only.
    """
    if show_only not in ("all", "statements with a number"):
        raise ValueError(f"The ladder shows all or statements with a number, not {show_only!r}.")
    frame = wording.coded(claims, codes).assign(row_id=row_ids("claims", claims))
    return _ladder(frame) if show_only == "all" else _numbers(frame[frame["number_limit"] != "none"])


def limits_by_speaker(estimates: pd.DataFrame, ceiling: float) -> Figure:
    """Draw figures by speaker beside the report's own ceiling; the title counts the open ends.

    Parameters
    ----------
    estimates : rows of one quantity of table estimates, in one unit.
    ceiling : the report's own upper limit, in the unit of the rows.
    """
    return ranges_by_speaker(
        estimates,
        **words.limits_by_speaker(spoken(estimates), ceiling),
        over=[uprights([ceiling], theme.INK, 2, "dot", xref="x")],
        look={"showlegend": False},  # every row names its speaker
    )


def _ladder(frame: pd.DataFrame) -> Figure:
    starts, right = {}, 0
    for name, (columns, _) in BLOCKS.items():
        starts[name], right = right, right + columns + BLOCK_GAP
    layers: list[Layer] = []
    line = 1
    for who, name in words.WHO.items():
        some = frame[frame["who"] == who]
        cells = {
            sure: placed(some[some["certainty"] == sure], columns, line + 1, starts[sure])
            for sure, (columns, _) in BLOCKS.items()
        }
        layers.append(above(f"{name}: {len(some)}", line + 1))
        layers += [tiles(cell, words.hedge_hover, BLOCKS[sure][1]) for sure, cell in cells.items()]
        line = max([line + 1, *(cell["row"].max() for cell in cells.values() if len(cell))]) + 1
    for sure, start in starts.items():
        short = {"strengthened": "surer"}.get(sure, sure)
        layers.append(above(f"<b>{short}: {(frame['certainty'] == sure).sum()}</b>", 1, start - 0.5))
    return picture(
        layers,
        **bare(line, -0.6, right - 0.75),
        **words.ladder(frame),
        height=LADDER_PX,
    )


def _numbers(some: pd.DataFrame) -> Figure:
    layers: list[Layer] = []
    line = 0
    for limit in wording.LIMITS:
        cell = placed(some[some["number_limit"] == limit], 1, line + 1)
        layers.append(above(f"<b>{words.LIMITS[limit]}: {len(cell)}</b>", line + 1))
        layers.append(tiles(cell, words.hedge_hover, theme.PAPER if limit == "plain" else PALE))
        layers += [beside(words.limiting_word(row), row.row, 0.6) for row in cell.itertuples()]
        line += 1 + len(cell)
    return picture(
        layers,
        **bare(line, right=8.55),
        **words.numbers(some),
        height=LADDER_PX,
    )
