"""The report as an object of study: statements, speakers, days."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis import wording
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, Row, bars, notes, scatter, segments
from helpers.charts.reading_the_report import words
from helpers.charts.reading_the_report.tiles import (
    DARK,
    GREY,
    LINE_PX,
    TILE_PX,
    bare,
    beside,
    fill_of,
    laid_out,
    tiles,
    tint,
)
from helpers.data import row_ids
from helpers.words import broken, short_day

SPLITS = {"kind": wording.KINDS, "checkable": wording.CHECKABLE}
NOT_IN = 2.4  # place of the second lane
# Kinds and checks are no actors: greys and patterns, no actor colour.
SHADES = {
    "judgement": (DARK, ""),
    "fact": (GREY, ""),
    "estimate": ("#8A8A8A", "."),
    "prediction": (theme.PAPER, "/"),
    "yes": (GREY, ""),
    "partly": (theme.PAPER, "/"),
    "no": (DARK, ""),
}


def claims_by(
    claims: pd.DataFrame, voices: pd.DataFrame, rows: str = "section", split: str = "kind"
) -> Figure:
    """Draw all claims as small bars, stacked by kind or by whether they can be checked.

    Parameters
    ----------
    claims, voices : tables claims and voices.
    rows : one bar per "section", "lesson" or "speaker".
    split : "kind" or "checkable".

    Raises
    ------
    ValueError : another name for rows or split.
    """
    if split not in SPLITS:
        raise ValueError(f"Claims are split by kind or checkable, not by {split!r}.")
    parts, groups = SPLITS[split], wording.grouped(claims, rows)
    frame = claims.assign(
        row_id=row_ids("claims", claims),
        group=groups.map(words.lesson if rows == "lesson" else words.SECTIONS).fillna(groups),
        part=pd.Categorical(claims[split], parts),
    ).sort_values(["group", "part"])
    frame["base"] = frame.groupby("group").cumcount()
    orders = {"section": words.SECTIONS.values(), "speaker": voices.sort_values("place")["voice"]}
    order = [name for name in orders.get(rows, sorted(set(frame["group"]))) if name in set(frame["group"])]
    counts = pd.crosstab(frame["group"], frame[split]).reindex(index=order, columns=parts, fill_value=0)
    totals = counts.sum(axis=1)
    lines = {name: broken(name, 20) for name in order}
    return picture(
        [*(_small_bars(frame[frame["part"] == part], part, lines) for part in parts), _totals(totals, lines)],
        x={
            "title": "statements",
            "range": [0, totals.max() * 1.12],
            "dtick": 10 if totals.max() > 20 else 5,
        },
        y={
            "categoryorder": "array",
            "categoryarray": [*lines.values()][::-1],
            "showgrid": False,
            "ticks": "",
        },
        look={"barmode": "overlay", "bargap": 0.2, "legend": {"traceorder": "normal"}},
        **words.claims_by(counts, rows),
        height=520,
    )


def _small_bars(some: pd.DataFrame, part: str, lines: dict[str, str]) -> Layer:
    """One small bar per claim of one part, after those of the parts before."""
    return bars(
        some,
        [1] * len(some),
        some["group"].map(lines),
        words.claim_hover,
        orientation="h",
        name=words.CHECKS.get(part, part),
        base=some["base"].tolist(),
        width=0.72,
        marker=fill_of(*SHADES[part]),
    )


def _totals(totals: pd.Series, lines: dict[str, str]) -> Layer:
    text = {"text": [str(count) for count in totals], "textposition": "middle right"}
    return scatter(totals.to_frame(), totals + 0.15, lines.values(), mode="text", showlegend=False, **text)


def claims_by_source(claims: pd.DataFrame, voices: pd.DataFrame) -> Figure:
    """Draw one tile per claim under the name of whoever says it, the report's own voice first.

    Parameters
    ----------
    claims, voices : tables claims and voices.
    """
    known = voices.sort_values("place").reset_index(drop=True)
    who = pd.Categorical(wording.spoken_by(claims), known["voice"])
    frame = claims.assign(row_id=row_ids("claims", claims), who=who).sort_values(["who", "claim_id"])
    frame, lines = laid_out(frame, "who")
    said = dict(list(frame.groupby("who", observed=True)))
    known = known[known["voice"].isin(said)].assign(
        count=lambda t: [len(said[name]) for name in t["voice"]],
        which=lambda t: [", ".join(said[name]["claim_id"]) for name in t["voice"]],
    )
    return picture(
        [layer for voice in known.itertuples() for layer in _voice(voice, said[voice.voice])],
        **bare(lines, showlegend=False),
        **words.claims_by_source(claims, known),
        height=130 + TILE_PX * lines,
    )


def _voice(voice: Row, some: pd.DataFrame) -> list[Layer]:
    """Tiles of one voice and its name: coloured for a speaker, hatched for none, white for the writer."""
    name = f"{voice.voice}: {len(some)}"
    last = some.iloc[-1]
    label = beside(name, last["row"], last["column"] + 0.6, xshift=3)
    if isinstance(voice.side, str):
        edge = theme.actor(voice.side).color
        return [tiles(some, words.claim_hover, tint(edge), edge), label]
    return [tiles(some, words.claim_hover, theme.PAPER, pattern="/" if voice.place > 1 else ""), label]


def known_and_missing(events: pd.DataFrame) -> Figure:
    """Draw what the report knows and what it lacks, day by day in two lanes.

    Parameters
    ----------
    events : rows of table events; those with in_report yes or no are drawn, at the day of first reading.

    Raises
    ------
    ValueError : the report knows none of the events.
    """
    rows, latest = wording.in_window(events), wording.latest_known(events)
    rows["text"] = [broken(words.short_event(row), 40) for row in rows.itertuples()]
    rows["lines"] = rows["text"].str.count("<br>") + 1
    rows["y"] = -(rows["lines"].shift(fill_value=0) + 0.6).cumsum() + 0.6
    rows["lane"] = rows["in_report"].map({"yes": 0, "no": NOT_IN})
    edge = rows[rows["day"] > latest]["y"].max() + 0.8
    bottom = rows["y"].iloc[-1] - rows["lines"].iloc[-1]
    beside = {"yshift": 10, "xanchor": "left", "yanchor": "top", "align": "left"}
    texts = [(NOT_IN + 1.2, row.y, row.text) for row in rows.itertuples()]
    stroke = {"color": theme.INK, "width": 1, "dash": "dot"}
    return picture(
        [
            *(_event(rows.loc[[index]]) for index in rows.index),
            notes(texts, None, **beside),
            segments(_lanes(rows), {"color": theme.GRID, "width": 2}, layer="below"),
            segments([(0, edge, 1, edge)], stroke, xref="paper"),
            notes([(0, 1.4, "in"), (NOT_IN, 1.4, "not in")], None, yanchor="middle"),
        ],
        x={"visible": False, "range": [-0.8, 24], "fixedrange": True},
        y=_days_down(rows.drop_duplicates("day"), bottom),
        **words.known_and_missing(rows, latest),
        height=130 + int(LINE_PX * (2 - bottom)),
    )


def _event(row: pd.DataFrame) -> Layer:
    style = theme.actor(row["actor"].iloc[0])
    marker = {"symbol": style.symbol, "color": style.color, "size": 12}
    return scatter(row, "lane", "y", words.event_hover, marker=marker, showlegend=False)


def _lanes(rows: pd.DataFrame) -> list[tuple[Any, Any, Any, Any]]:
    return [(lane, some["y"].max(), lane, some["y"].min()) for lane, some in rows.groupby("lane")]


def _days_down(rows: pd.DataFrame, bottom: float) -> dict:
    """A y axis that names each day at its first event."""
    names = {"tickvals": rows["y"].tolist(), "ticktext": [short_day(moment) for moment in rows["day"]]}
    return {**names, "range": [bottom - 0.2, 2.1], "showgrid": False, "ticks": "", "fixedrange": True}
