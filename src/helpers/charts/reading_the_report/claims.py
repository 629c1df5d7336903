"""The report as an object of study: statements, speakers, days."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import wording
from helpers.charts import theme
from helpers.charts.frames import Figure, categories, picture, ticks
from helpers.charts.layers import Layer, Row, bars, notes, points, scatter, segments
from helpers.charts.reading_the_report import tiles, words
from helpers.charts.reading_the_report.tiles import DARK, GREY, LINE_PX, TILE_PX, bare, laid_out
from helpers.data import lesson_number, row_ids
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
    names = words.SECTIONS
    if rows == "lesson":
        names = {word: f"lesson {lesson_number(word)}" for word in set(groups)}
    frame = claims.assign(
        row_id=row_ids("claims", claims),
        group=groups.map(names).fillna(groups),
        part=pd.Categorical(claims[split], parts),
    ).sort_values(["group", "part"])
    frame["base"] = frame.groupby("group").cumcount()
    orders = {"section": words.SECTIONS.values(), "speaker": voices.sort_values("place")["voice"]}
    order = [name for name in orders.get(rows, sorted(set(frame["group"]))) if name in set(frame["group"])]
    counts = pd.crosstab(frame["group"], frame[split]).reindex(index=order, columns=parts, fill_value=0)
    totals = counts.sum(axis=1)
    lines = {name: broken(name, 20) for name in order}
    beside = {"mode": "text", "text": totals.astype(str).tolist(), "textposition": "middle right"}
    return picture(
        [
            *(_small_bars(frame[frame["part"] == part], part, lines) for part in parts),
            scatter(totals.to_frame(), totals + 0.15, lines.values(), showlegend=False, **beside),
        ],
        x={"title": "statements", "range": [0, totals.max() * 1.12], "dtick": 10 if totals.max() > 20 else 5},
        y=categories(lines.values(), ticks=""),
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
        marker=tiles.fill_of(*SHADES[part]),
    )


def claims_by_source(claims: pd.DataFrame, voices: pd.DataFrame) -> Figure:
    """Draw one tile per claim under the name of whoever says it, the report's own voice first.

    `claims` and `voices` are the tables of these names.
    """
    known = voices.sort_values("place").reset_index(drop=True)
    who = pd.Categorical(wording.spoken_by(claims), known["voice"])
    frame = claims.assign(row_id=row_ids("claims", claims), who=who).sort_values(["who", "claim_id"])
    labels = {name: f"{name}: {count}" for name, count in frame["who"].value_counts().items()}
    frame, lines = laid_out(frame, "who", labels=labels)
    said = dict(list(frame.groupby("who", observed=True)))
    counted = frame.groupby("who", observed=True)["claim_id"].agg(count=len, which=", ".join)
    known = known.merge(counted, left_on="voice", right_index=True)
    return picture(
        [
            layer
            for voice in known.itertuples()
            for layer in _voice(voice, said[voice.voice], labels[voice.voice])
        ],
        **bare(lines, showlegend=False),
        **words.claims_by_source(claims, known),
        height=130 + TILE_PX * lines,
    )


def _voice(voice: Row, some: pd.DataFrame, label: str) -> list[Layer]:
    """Tiles of one voice and its name: coloured for a speaker, hatched for none, white for the writer."""
    last, look = some.iloc[-1], {"fill": theme.PAPER, "pattern": "/" if voice.place > 1 else ""}
    if isinstance(voice.side, str):
        edge = theme.actor(voice.side).color
        look = {"fill": tiles.tint(edge), "edge": edge}
    row, column = last["row"], last["column"] + 0.6
    if not tiles.fits_beside(label, last["column"]):
        row, column = row + 1, -0.5
    said_by = tiles.beside(label, row, column, xshift=3)
    return [tiles.tiles(some, words.claim_hover, **look), said_by]


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
    texts = [(NOT_IN + 1.2, row.y, row.text) for row in rows.itertuples()]
    beside = {"yshift": 10, "xanchor": "left", "yanchor": "top", "align": "left"}
    lanes = [(lane, some.max(), lane, some.min()) for lane, some in rows.groupby("lane")["y"]]
    mark = {"by": "actor", "size": 12, "name": None, "showlegend": False}
    days = rows.drop_duplicates("day")
    return picture(
        [
            *(points(rows.loc[[row]], "lane", "y", words.event_hover, **mark) for row in rows.index),
            notes(texts, None, **beside),
            segments(lanes, {"color": theme.GRID, "width": 2}, layer="below"),
            segments([(0, edge, 1, edge)], {"color": theme.INK, "width": 1, "dash": "dot"}, xref="paper"),
            notes([(0, 1.4, "in"), (NOT_IN, 1.4, "not in")], None, yanchor="middle"),
        ],
        x={"visible": False, "range": [-0.8, 24], "fixedrange": True},
        y=ticks(days["y"], map(short_day, days["day"]), [bottom - 0.2, 2.1], ticks="", fixedrange=True),
        **words.known_and_missing(rows, latest),
        height=130 + int(LINE_PX * (2 - bottom)),
    )
