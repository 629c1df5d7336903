"""The check of our own rows, and the reader's own ratings."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, scatter, uprights
from helpers.charts.reading_the_report import words
from helpers.charts.reading_the_report.tiles import DARK, PALE, TILE_PX, above, bare, laid_out, tiles
from helpers.data import row_ids

FILLS = {
    "confirmed": (PALE, ""),
    "wrong or misattributed": (DARK, ""),
    "not found": (theme.PAPER, "/"),
}


def verification(checks: pd.DataFrame) -> Figure:
    """Draw the check of our own rows, one tile per row, by folder and outcome.

    Parameters
    ----------
    checks : table verification.
    """
    frame = wording.checked_rows(checks).assign(row_id=row_ids("verification", checks))
    frame["outcome"] = pd.Categorical(frame["outcome"], list(FILLS))
    frame["folder"] = pd.Categorical(frame["folder"], list(words.FOLDERS))
    frame, lines = laid_out(frame.sort_values(["folder", "outcome", "sample_id"]), "folder", heading=1)
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
    fill, pattern = FILLS[name]
    return tiles(some, words.check_hover, fill, pattern=pattern, ids="", name=name)


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
    given = rows[rows["percent"].notna()]
    return picture(
        [
            _rated(given[given["knew"] == "no"], "a forecast", "circle-open"),
            _rated(given[given["knew"] == "yes"], "“I knew”", "x"),
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
    look = {"name": name, "marker": marker, "showlegend": True}
    return scatter(some, "percent", "claim_id", words.rating_hover, **look)
