"""Who committed themselves when, and the treaty's days against the soldiers'."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import dates, deployment
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish
from helpers.data import load, row_ids

RUNGS = {
    "denies": "denies",
    "neither": "neither",
    "cannot verify": "cannot<br>verify",
    "not confirmed": "not con-<br>firmed",
    "says yes": "says<br>yes",
    "admits": "admits",
}
SEVERAL = {"says yes": "say yes", "denies": "deny", "admits": "admit"}
SHORT_NAMES = {
    "us-department-of-defense": "Pentagon",
    "us-state-department": "State Department",
    "us-officials-unnamed": "US officials",
    "general-staff-of-ukraine-unnamed-source": "Kyiv staff source",
    "south-korean-presidential-office": "Seoul, president's office",
    "central-military-commission": "Pyongyang, commission",
}
TREATY_LABELS = {
    "2024-06-19-treaty-signed": "signed",
    "2024-10-14-treaty-to-duma": "to the Duma",
    "2024-10-24-duma-ratifies": "Duma ratifies",
    "2024-11-06-federation-council": "upper house",
    "2024-11-09-putin-signs-treaty-law": "Putin signs",
    "2024-11-12-kim-ratifies": "Kim's decree",
    "2024-12-04-treaty-in-force": "in force",
}
SOLDIER_LABELS = {
    "2024-10-08-ships-to-vladivostok": "ships (NIS)",
    "2024-10-23-hur-first-units-in-kursk": "in Kursk (HUR)",
    "2024-12-14-zelensky-assaults": "assaults",
}
CLOCK_TOP, CLOCK_LAST = pd.Timestamp("2024-10-01"), pd.Timestamp("2024-12-18")


def confirmation_ladder(events: pd.DataFrame, about: str, said_by: str | None = None) -> go.Figure:
    """Who gave which answer to a question: one row per statement in the order said, one column per answer.

    Parameters
    ----------
    events : table events.
    about : "do they fight?" or "are they there?".
    said_by : show only what had been said by this day; later rows stay empty. None shows all.
    """
    every = deployment.statements(events, about)
    rows = every if said_by is None else deployment.statements(events, about, said_by)
    columns = [rung for rung in RUNGS if rung in set(every["stance"])]
    rows["x"], rows["y"] = rows["stance"].map(columns.index), len(every) - 1 - rows.index
    fig = go.Figure()
    for side in [side for side in theme.ACTORS if side in set(every["side"])]:
        style, part = theme.actor(side), rows[rows["side"] == side]
        fig.add_trace(
            go.Scatter(
                x=part["x"].tolist() or [None],
                y=part["y"].tolist() or [None],
                mode="markers",
                name=style.label,
                marker={"color": style.color, "symbol": style.symbol, "size": 13},
                customdata=part["row_id"].tolist() or [""],
                hovertext=[_said_hover(row) for row in part.itertuples()],
                hoverinfo="text",
            )
        )
    fig.update_yaxes(
        tickvals=rows["y"].tolist(),
        ticktext=[broken(f"{_short_day(row.said)} {_short_name(row)}", 19) for row in rows.itertuples()],
        range=[-0.7, len(every) + 0.9],
        tickfont={"size": 12},
        ticks="",
    )
    fig.update_xaxes(
        tickvals=list(range(len(columns))),
        range=[-0.5, len(columns) - 0.5],
        showticklabels=False,
        ticks="",
    )
    for x, rung in enumerate(columns):
        fig.add_annotation(x=x, y=len(every) - 0.4, yanchor="bottom", text=RUNGS[rung], showarrow=False)
    title = _ladder_title(rows, about, said_by)
    return finish(
        fig,
        title=title,
        subtitle="Each row is one statement, by the day it was said",
        caption=(
            f"{len(rows)} statements, {day(rows['said'].min())} to {day(rows['said'].max())}; "
            "colour and mark show the side of the speaker. Hover shows the words and the day they speak of."
        ),
        alt=f"{title}. "
        + "; ".join(f"{day(row.said)}, {row.name}: {row.stance}" for row in rows.itertuples())
        + ".",
        table=pd.DataFrame(
            {
                "Said on": rows["said"],
                "Speaker": rows["name"],
                "Answer": rows["stance"],
                "What": rows["what"],
                "Speaks of": rows["date_first"],
                "Page": rows["publisher"],
                "Kind of page": rows["page_grade"],
            }
        ),
        height=880,
    )


def _ladder_title(rows: pd.DataFrame, about: str, said_by: str | None) -> str:
    if said_by is not None:
        found = rows["stance"].value_counts()
        said = ", ".join(
            f"{found[rung]} {SEVERAL.get(rung, rung)}" for rung in reversed(RUNGS) if rung in found
        )
        return f"By {day(said_by)}, {about} {said}"
    if about == "do they fight?":
        yes, other = rows[rows["stance"] == "says yes"], rows[rows["stance"] != "says yes"]
        state = yes[yes["speaker_id"] == "us-state-department"]["said"].min()
        doubt = other[other["speaker_id"] == "us-department-of-defense"]["said"].max()
        confirmed = yes[yes["speaker_id"] == "us-department-of-defense"]["said"].min()
        return (
            f"State says fighting on {_short_day(state)}; Pentagon: not confirmed until "
            f"{_short_day(doubt)}, yes on {day(confirmed)}"
        )
    first = rows[rows["stance"] == "says yes"]["said"].min()
    admitted = rows[rows["stance"] == "admits"].set_index("side")["said"]
    moscow, pyongyang = (admitted["russia"] - first).days, (admitted["north_korea"] - first).days
    return f"From Seoul's announcement to Moscow's admission: {moscow} days; to Pyongyang's: {pyongyang}"


def _short_day(date: pd.Timestamp) -> str:
    return f"{date.day} {date:%b}"


def _short_name(row: object) -> str:
    return SHORT_NAMES.get(row.speaker_id, row.name)


def _said_hover(row: object) -> str:
    spoken_of = ""
    if row.date_first != row.said:
        spoken_of = f"<br>speaks of {day(row.date_first)}"
        if row.date_last not in (row.date_first, row.said):
            spoken_of += f" to {day(row.date_last)}"
    return (
        f"<b>{row.name}</b>, said {day(row.said)}: {row.stance}{spoken_of}<br>{broken(row.what, 48)}"
        f"<br>{broken(f'{row.publisher} ({row.page_grade})', 48)}"
    )


def two_clocks(events: pd.DataFrame, first_fighting: str) -> go.Figure:
    """The treaty's days on the left, the soldiers' on the right, time running down, a bar between them.

    Parameters
    ----------
    events : table events.
    first_fighting : event id of the version of the first fighting (deployment.FIRST_FIGHTING).
    """
    ids = [*TREATY_LABELS, *SOLDIER_LABELS, first_fighting]
    rows = events[events["event_id"].isin(ids)].drop_duplicates("event_id").copy()
    rows["row_id"] = row_ids("events", rows)
    rows["publisher"] = rows["source_id"].map(load("sources").set_index("source_id")["publisher"])
    first, last = deployment.first_fighting(events, first_fighting)
    rows.loc[rows["event_id"] == first_fighting, ["date_first", "date_last"]] = [first, last]
    rows["left"] = rows["event_id"].isin(TREATY_LABELS)
    rows = rows.sort_values(["date_first", "event_id"])
    rows["y"] = rows["date_first"].where(rows["date_first"] >= CLOCK_TOP, CLOCK_TOP)
    force = dates.day_of(events, deployment.IN_FORCE)
    fig = go.Figure()
    for left, x, name, color, symbol in (
        (True, -0.09, "treaty", theme.INK, "square"),
        (False, 0.09, "soldiers", theme.ACTORS["north_korea"].color, "diamond"),
    ):
        part = rows[rows["left"] == left]
        fig.add_trace(
            go.Scatter(
                x=[x, x],
                y=[CLOCK_TOP, CLOCK_LAST],
                mode="lines",
                line={"color": theme.GRID, "width": 2},
                hoverinfo="skip",
                showlegend=False,
            )
        )
        fig.add_trace(
            go.Scatter(
                x=[x] * len(part),
                y=part["y"].tolist(),
                mode="markers+text",
                text=[_clock_label(row, first_fighting) for row in part.itertuples()],
                textposition="middle left" if left else "middle right",
                textfont={"size": 13, "color": theme.INK},
                cliponaxis=False,
                marker={"color": color, "symbol": symbol, "size": 11},
                customdata=part["row_id"].tolist(),
                hovertext=[_clock_hover(row) for row in part.itertuples()],
                hoverinfo="text",
                name=name,
                showlegend=False,
            )
        )
        fig.add_annotation(
            x=x, y=1.01, yref="paper", yanchor="bottom", xanchor="right" if left else "left",
            text=f"<b>{name}</b>", showarrow=False, font={"size": 13},
        )  # fmt: skip
    fig.add_trace(
        go.Scatter(
            x=[0, 0],
            y=[first, force],
            mode="lines+markers",
            line={"color": theme.ACTORS["media"].color, "width": 5},
            marker={"symbol": "line-ew-open", "size": 14, "color": theme.ACTORS["media"].color},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    fig.update_xaxes(visible=False, range=[-1, 1])
    fig.update_yaxes(
        visible=False, range=[CLOCK_LAST + pd.Timedelta(days=1), CLOCK_TOP - pd.Timedelta(days=3)]
    )
    title = _clock_title(events, first_fighting)
    return finish(
        fig,
        title=title,
        subtitle="Days in order, autumn 2024; the thick bar runs from first fighting to entry into force",
        caption=(
            "The top mark stands above the true scale: the treaty was signed in June. First fighting is the "
            "version chosen; the Pentagon confirmed fighting of one week and did not say that it was the "
            "first. Ships and units are what NIS and HUR said. Being in force is not the whole law."
        ),
        alt=f"{title}. "
        + "; ".join(f"{_span(row)}: {row.what.rstrip('.')}" for row in rows.itertuples())
        + ".",
        table=pd.DataFrame(
            {
                "Day": [_span(row) for row in rows.itertuples()],
                "Lane": rows["left"].map({True: "treaty", False: "soldiers"}),
                "What": rows["what"],
                "Kind": rows["kind"],
                "Page": rows["publisher"],
            }
        ),
        height=620,
    )


def _span(row: object) -> str:
    if row.date_first == row.date_last:
        return day(row.date_first)
    return f"{day(row.date_first)} to {day(row.date_last)}"


def _clock_label(row: object, first_fighting: str) -> str:
    label = {**TREATY_LABELS, **SOLDIER_LABELS}.get(row.event_id, "first fighting")
    when = _short_day(row.date_first)
    if (
        row.event_id == first_fighting and row.date_first != row.date_last
    ) or row.event_id == "2024-10-08-ships-to-vladivostok":
        when = f"{row.date_first.day}–{_short_day(row.date_last)}"
    text = f"{when}: {label}"
    return f"<b>{text}</b>" if row.event_id in (first_fighting, deployment.IN_FORCE) else text


def _clock_hover(row: object) -> str:
    return f"<b>{_span(row)}</b><br>{broken(row.what, 48)}<br>{row.publisher} ({row.page_grade})"


def _clock_title(events: pd.DataFrame, first_fighting: str) -> str:
    most, least = deployment.days_to_force(events, first_fighting)
    if most < 0:
        return f"By the Pentagon's date, first fighting came {-most} to {-least} days after entry into force"
    if first_fighting == "2024-11-12-state-department-combat":
        return f"State confirmed fighting {most} days before the treaty was in force (4 Dec 2024)"
    return f"By US officials' date, first fighting came {most} days before the treaty was in force"
