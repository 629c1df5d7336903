"""What "moved troops" means: claims by definition, counters by meaning, who says what."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import redeployment
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.counters import OWL_PAGE
from helpers.charts.frames import Figure, Frame, categories, frames, heading, ticks
from helpers.charts.layers import bars, notes, points, scatter, uprights
from helpers.charts.strips import OPEN_ENDS, strips
from helpers.charts.the_dilemma import words
from helpers.words import broken, day

SLOTS = 5  # statements listed under one meaning at most


def claims_by_definition(estimates: pd.DataFrame) -> Figure:
    """Russian troop figures for Kursk oblast, one statement a row, in frames by what they count.

    `estimates` are rows with the quantities of analysis.redeployment.CLAIMED.
    """
    rows = spoken(estimates)
    rows = rows[rows["as_of_last"] <= pd.Timestamp(redeployment.END)].sort_values("as_of_last", kind="stable")
    counted = rows.apply(redeployment.counted_as, axis=1)
    return strips(
        {head: rows[counted == head] for head in redeployment.CLAIMS},
        title=words.claims_title(rows),
        subtitle="Russian soldiers by what the speaker counts and the day spoken of",
        caption=f"Statements that speak of days up to {day(redeployment.END)}. Frames, not one series: no "
        "line and no mean. “Several thousand” (US officials) is a word without a total; only the size of a "
        f"brigade was given. {OPEN_ENDS}",
        most=90_000,
        unit="persons",
        mixed=True,
    )


def verdict_by_meaning(meanings: pd.DataFrame, heard: pd.DataFrame, meaning: str, counts_from: int) -> Figure:
    """Five meanings of "moved troops" against a threshold, and what speakers say about the chosen one.

    Parameters
    ----------
    meanings : from analysis.redeployment.meanings; heard : from analysis.redeployment.heard.
    meaning : the meaning whose statements are listed (a key of analysis.redeployment.MEANINGS).
    counts_from : from how many counters on the reader calls it a redeployment.
    """
    rows = meanings.assign(
        verdict=[redeployment.verdict(row.low, row.high, counts_from) for row in meanings.itertuples()],
        label=[broken(name, 18) for name in meanings["meaning"]],
        definition=meanings["net"].map({True: "net change", False: "arrivals"}),
        row_id=OWL_PAGE,
    )
    heard = words.timed(heard)
    return frames(
        [_meanings(rows, meaning, counts_from), _who_says(heard[heard["meaning"] == meaning])],
        gap=0.17,
        heights=[0.58, 0.42],
        grid={"shared_xaxes": False},
        look={"barmode": "overlay"},
        mixed=comparable(rows, mixed=True),
        height=690,
        **words.verdict_words(rows, heard, meaning, counts_from),
    )


def _meanings(rows: pd.DataFrame, chosen: str, counts_from: int) -> Frame:
    """Counters known and untraced under each meaning, the threshold, the verdicts in words."""
    style = theme.actor("russia")
    hatched = {
        "color": theme.PAPER,
        "line": {"color": theme.FAINT, "width": 1},
        "pattern": {"shape": "/", "fgcolor": theme.FAINT},
    }
    look = {"color": style.color, "size": 13, "line": {"width": 2, "color": style.color}}
    known, net_loss = {"symbol": style.symbol, **look}, {"symbol": "diamond-open", **look}
    kinds = {"known": (~rows["net"], known), "net loss of the box": (rows["net"], net_loss)}

    def strong(column: str) -> list[str]:
        """Words of a column, bold for the meaning that is chosen."""
        told = zip(rows["meaning"], rows[column], strict=True)
        return [f"<b>{text}</b>" if meaning == chosen else text for meaning, text in told]

    top = {"xref": "x domain", "xanchor": "right", "yref": "y domain", "yanchor": "bottom"}
    bar = {"base": rows["low"].tolist(), "orientation": "h", "width": 0.45}
    return Frame(
        [
            bars(rows, rows["high"] - rows["low"], "label", **bar, name="untraced", marker=hatched),
            *(
                scatter(rows[kept], "low", "label", words.meaning_hover, name=name, marker=marker)
                for name, (kept, marker) in kinds.items()
            ),
            notes(zip([50] * len(rows), rows["label"], strong("verdict"), strict=True), None, xanchor="left"),
            notes([(1, 1.0, "“moved no troops” is")], size=None, **top),
            uprights([counts_from - 0.5], theme.INK, 2, "dot"),
        ],
        categories(rows["label"], tickvals=rows["label"].tolist(), ticktext=strong("label")),
        {"range": [0, 62], "tickvals": [0, 10, 20, 30, 40], "title": "counters"},
    )


def _who_says(here: pd.DataFrame) -> Frame:
    """One line for each statement, and one where nobody says so."""
    here = here.assign(x=0, y=range(len(here)), beside=" " + here["short_name"] + ",<br> " + here["when"])
    said = here["says"].tolist()
    silent = [word for word in ("moved", "not moved") if word not in said]
    lines = [f"says: {word}" for word in said + silent]
    nobody = [(0, y, words.NOBODY) for y in range(len(said), len(lines))]
    look = {"mode": "markers+text", "textposition": "middle right", "showlegend": False, "name": None}
    return Frame(
        [
            *(
                points(own, "x", "y", words.argued, by="actor", text=own["beside"].tolist(), **look)
                for _, own in here.groupby("actor", sort=False)
            ),
            notes(nobody, None, xanchor="left", xshift=-6),
            heading("<b>Who says what in this sense</b>"),
        ],
        ticks(range(len(lines)), lines, [SLOTS - 0.4, -0.6], ticks=""),
        {"visible": False, "range": [-0.1, 3]},
    )
