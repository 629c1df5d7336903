"""Who committed themselves when, and the treaty's days against the soldiers'."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import dates, deployment
from helpers.charts import theme
from helpers.charts.frames import PAGE, Figure, lanes, picture, table
from helpers.charts.layers import Layer, column, line, notes, points, scatter
from helpers.charts.the_deployment import words
from helpers.charts.timelines import event_days
from helpers.data import labels
from helpers.words import day, short_day

CLOCK_TOP, CLOCK_LAST = pd.Timestamp("2024-10-01"), pd.Timestamp("2024-12-18")


def confirmation_ladder(events: pd.DataFrame, about: str, said_by: str | None = None) -> Figure:
    """Who gave which answer to a question: one row per statement in the order said, one column per answer.

    Parameters
    ----------
    events : table events.
    about : "do they fight?" or "are they there?".
    said_by : show only what had been said by this day; later rows stay empty. None shows all.
    """
    every = deployment.statements(events, about)
    rows = every if said_by is None else every[every["said"] <= pd.Timestamp(said_by)]
    rungs = [rung for rung in words.RUNGS if rung in set(every["stance"])]
    rows = rows.assign(x=rows["stance"].map(rungs.index), y=len(every) - 1 - rows.index)
    sides = [side for side in theme.ACTORS if side in set(every["side"])]
    across, heads = lanes([words.RUNGS[rung] for rung in rungs], len(every) - 0.4, size=None)
    names = words.names(rows, rows["said"].map(short_day), 19)
    lines = {"tickvals": rows["y"].tolist(), "ticktext": names, "range": [-0.7, len(every) + 0.9]}
    columns = {"Said on": "said", "Speaker": "name", "Answer": "stance"}
    return picture(
        [points(rows, "x", "y", say=words.said_hover, order=sides, size=13), heads],
        x=across,
        y=lines | {"tickfont": {"size": 12}, "ticks": ""},
        title=words.ladder_title(rows, about, said_by),
        subtitle="Each row is one statement, by the day it was said",
        caption=f"{len(rows)} statements, {day(rows['said'].min())} to {day(rows['said'].max())}; "
        "colour and mark show the side of the speaker. Hover shows the words and the day they speak of.",
        alt=[f"{day(row.said)}, {row.name}: {row.stance}" for row in rows.itertuples()],
        table=table(rows, columns | {"What": "what", "Speaks of": "date_first"} | PAGE),
        height=880,
    )


def two_clocks(events: pd.DataFrame, first_fighting: str) -> Figure:
    """The treaty's days on the left, the soldiers' on the right, time running down, a bar between them.

    Parameters
    ----------
    events : table events.
    first_fighting : event id of the version of the first fighting (deployment.FIRST_FIGHTING).
    """
    rows = _clock_rows(events, first_fighting)
    treaty = rows["theme"] == "treaty"
    columns = {"Day": event_days, "Lane": "lane", "What": "what", "Kind": "kind", "Page": "publisher"}
    first, _ = deployment.first_fighting(events, first_fighting)
    force = dates.day_of(events, deployment.IN_FORCE)
    soldiers, bar = theme.ACTORS["north_korea"].color, theme.ACTORS["media"].color
    short = {"mode": "lines+markers", "marker": {"symbol": "line-ew-open", "size": 14, "color": bar}}
    return picture(
        [
            *_clock(rows[treaty], "treaty", "left", color=theme.INK, symbol="square"),
            *_clock(rows[~treaty], "soldiers", "right", color=soldiers, symbol="diamond"),
            line([0, 0], [first, force], bar, 5, **short),
        ],
        x={"visible": False, "range": [-1, 1]},
        y={"visible": False, "range": [CLOCK_LAST + pd.Timedelta(days=1), CLOCK_TOP - pd.Timedelta(days=3)]},
        title=words.clock_title(*deployment.days_to_force(events, first_fighting), first_fighting),
        subtitle="Days in order, autumn 2024; the thick bar runs from first fighting to entry into force",
        caption="The top mark stands above the true scale: the treaty was signed in June. First fighting is "
        "the version chosen; the Pentagon confirmed fighting of one week and did not say that it was the "
        "first. Ships and units are what NIS and HUR said. Being in force is not the whole law.",
        alt=[f"{event_days(row)}: {row.what.rstrip('.')}" for row in rows.itertuples()],
        table=table(rows.assign(lane=treaty.map({True: "treaty", False: "soldiers"})), columns),
        height=620,
    )


def _clock_rows(events: pd.DataFrame, first_fighting: str) -> pd.DataFrame:
    """Labelled events and the version of the first fighting, in order, with label and place in time."""
    label = labels("two_clocks") | {f"events:{first_fighting}": "first fighting"}
    rows = events[events["row_id"].isin(label)]
    strong = rows["event_id"].isin([first_fighting, deployment.IN_FORCE])
    rows = rows.assign(clock_label=rows["row_id"].map(label), strong=strong)
    chosen = rows["event_id"] == first_fighting
    rows.loc[chosen, ["date_first", "date_last"]] = deployment.first_fighting(events, first_fighting)
    return rows.assign(y=rows["date_first"].clip(lower=CLOCK_TOP)).sort_values(["date_first", "event_id"])


def _clock(rows: pd.DataFrame, name: str, side: str, **marker: str) -> list[Layer]:
    """One clock: its line, its marks with their words outside, its name on top."""
    x, inner = (-0.09, "right") if side == "left" else (0.09, "left")
    texts = {"mode": "markers+text", "text": column(rows, words.clock_label)}
    look = {"textposition": f"middle {side}", "textfont": {"size": 13, "color": theme.INK}}
    marks = {"marker": {"size": 11, **marker}, "name": name, "showlegend": False, "cliponaxis": False}
    return [
        line([x, x], [CLOCK_TOP, CLOCK_LAST], theme.GRID, 2),
        scatter(rows, lambda _: x, "y", words.clock_hover, **texts, **look, **marks),
        notes([(x, 1.01, f"<b>{name}</b>")], 13, yref="paper", yanchor="bottom", xanchor=inner),
    ]
