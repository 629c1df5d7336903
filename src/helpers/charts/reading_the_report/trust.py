"""How far to trust: how sure the report sounds, the check of our own rows, the reader's own ratings."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, Row, scatter, uprights
from helpers.charts.ranges import ranges_by_speaker
from helpers.charts.reading_the_report import tiles, words
from helpers.charts.reading_the_report.tiles import DARK, PALE, TILE_PX, above, bare, placed
from helpers.data import row_ids
from helpers.words import broken, number

BLOCKS = {"bare": (4, theme.PAPER), "softened": (3, PALE), "strengthened": (2, DARK)}  # columns, fill
UNCLEAR = "unclear (translation)"  # no step of the ladder: these stand on a line of their own below it
BLOCK_GAP = 0.35
LADDER_PX = 660
FILLS = {"confirmed": (PALE, ""), "wrong or misattributed": (DARK, ""), "not found": (theme.PAPER, "/")}


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
    unclear = frame[frame["certainty"] == UNCLEAR]
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
        layers += [tiles.tiles(cell, words.hedge_hover, BLOCKS[sure][1]) for sure, cell in cells.items()]
        line = max([line + 1, *(cell["row"].max() for cell in cells.values() if len(cell))]) + 1
    for sure, start in starts.items():
        short = {"strengthened": "surer"}.get(sure, sure)
        layers.append(above(f"<b>{short}: {(frame['certainty'] == sure).sum()}</b>", 1, start - 0.5))
    layers.append(
        above(f"<b>{UNCLEAR}: {len(unclear)}</b>, {' and '.join(unclear['who'].unique())}", line + 1)
    )
    cell = placed(unclear, sum(columns for columns, _ in BLOCKS.values()), line + 1)
    layers.append(tiles.tiles(cell, words.hedge_hover, theme.PAPER, pattern="/"))
    line += 2
    return picture(layers, **bare(line, -0.6, right - 0.75), **words.ladder(frame), height=LADDER_PX)


def _numbers(some: pd.DataFrame) -> Figure:
    layers: list[Layer] = []
    line = 0
    for limit in wording.LIMITS:
        cell = placed(some[some["number_limit"] == limit], 1, line + 1)
        layers.append(above(f"<b>{words.LIMITS[limit]}: {len(cell)}</b>", line + 1))
        layers.append(tiles.tiles(cell, words.hedge_hover, theme.PAPER if limit == "plain" else PALE))
        for row in cell.itertuples():
            word = "almost" if row.word == "reportedly" else row.word
            layers.append(tiles.beside(f"“{word}”, {row.who}", row.row, 0.6))
        line += 1 + len(cell)
    return picture(layers, **bare(line, right=8.55), **words.numbers(some), height=LADDER_PX)


def verification(checks: pd.DataFrame) -> Figure:
    """Draw the check of our own rows (table verification), one tile per row, by folder and outcome."""
    frame = wording.checked_rows(checks).assign(row_id=row_ids("verification", checks))
    frame["outcome"] = pd.Categorical(frame["outcome"], list(FILLS))
    frame["folder"] = pd.Categorical(frame["folder"], list(words.FOLDERS))
    frame, lines = tiles.laid_out(frame.sort_values(["folder", "outcome", "sample_id"]), "folder", heading=1)
    counts = pd.crosstab(frame["folder"], frame["outcome"]).reindex(columns=list(FILLS), fill_value=0)
    tops = frame.groupby("folder", observed=True)["row"].min()
    return picture(
        [
            *(_outcome(frame[frame["outcome"] == name], name) for name in FILLS),
            *(above(words.folder(folder, counts.loc[folder]), row) for folder, row in tops.items()),
        ],
        **bare(lines, legend={"itemclick": False}),
        **words.verification(counts, *wording.error_share(checks)),
        height=150 + TILE_PX * lines,
    )


def _outcome(some: pd.DataFrame, name: str) -> Layer:
    fill, hatch = FILLS[name]

    def say(check: Row) -> str:
        return f"<b>{check.sample_id}</b>: {check.verdict}<br>{broken(check.what_was_found, words.WRAP)}"

    return tiles.tiles(some, say, fill, pattern=hatch, ids="", name=name)


def my_ratings(ratings: pd.DataFrame, questions: pd.DataFrame) -> Figure:
    """Draw the reader's own probabilities, surest first; without any, the questions that wait.

    Parameters
    ----------
    ratings : from helpers.lesson.rating.my_ratings (question_id, claim_id, percent, knew).
    questions : rows of table questions that were asked; no outcomes.
    """
    rows = questions.assign(row_id=row_ids("questions", questions)).merge(
        ratings[["question_id", "percent", "knew"]], on="question_id", how="left"
    )
    rows = rows.sort_values(["percent", "question_id"], na_position="first", ignore_index=True)
    return picture(
        [
            _rated(rows[rows["knew"] == "no"], "a forecast", "circle-open"),
            _rated(rows[rows["knew"] == "yes"], "“I knew”", "x"),
            _rated(rows[rows["knew"] == "read"], "“I read it in this course”", "diamond-open"),
            uprights([50], theme.FAINT, 2, "dot", xref="x"),
        ],
        x={"title": "your per cent for “yes”", "range": [-3, 103], "dtick": 25},
        y={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": rows["claim_id"].tolist(),
            "range": [-0.7, len(rows) - 0.3],
            "title": "statement",
            "dtick": 1,
        },
        **words.my_ratings(rows),
        height=150 + 22 * len(rows),
    )


def _rated(some: pd.DataFrame, name: str, symbol: str) -> Layer:
    marker = {"symbol": symbol, "size": 11, "color": theme.INK, "line": {"width": 2}}

    def say(row: Row) -> str:
        return f"<b>{number(row.percent)} %</b><br>{broken(row.question, words.WRAP)}"

    return scatter(some, "percent", "claim_id", say, name=name, marker=marker, showlegend=True)
