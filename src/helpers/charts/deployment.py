"""The North Korean deployment: troop figures by scope, who said yes when, the treaty against the fighting."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import deployment, known
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish, words
from helpers.charts.ranges import ranges_by_speaker
from helpers.charts.spoken import add_points, hover, legend_entry, said_on
from helpers.data import load, row_ids

ROUND = 10_000  # the number that stands in several frames
MOST, MOST_FORECAST = 17_000, 140_000
AUTUMN = (pd.Timestamp("2024-10-11"), pd.Timestamp("2024-12-31"))  # left part of the date axis
LATER = (pd.Timestamp("2025-01-01"), pd.Timestamp("2026-03-20"))  # right part, narrower
FRAME_WEIGHTS = {"near the border": 0.55, "assigned to Russian units": 0.55, deployment.IN_COMBAT: 0.55}
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
OPEN_FORECAST = "Hollow marks are forecasts, arrows are open ends (“at least” up, “up to” down)"


def troop_frames(
    troops: pd.DataFrame, known_on: str | None = None, forecasts: bool = True, inferred: bool = True
) -> go.Figure:
    """Draw each scope of a troop figure in a frame of its own; forecasts have their own value axis.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    known_on : show only what had been published by this day; None shows every row.
    forecasts : False leaves the frame of forecasts empty.
    inferred : with known_on, also rows whose day of publication is inferred from the occasion.

    Raises
    ------
    NotComparable : rows of one count frame count different things.
    """
    rows = troops if known_on is None else known.known_on(troops, known_on, inferred)
    if not forecasts:
        rows = rows[rows["frame"] != deployment.FORECASTS].reset_index(drop=True)
    names = list(deployment.FRAMES)
    fig = make_subplots(
        rows=len(names),
        cols=2,
        shared_xaxes=True,
        shared_yaxes=True,
        column_widths=[0.66, 0.34],
        row_heights=[FRAME_WEIGHTS.get(name, 1) for name in names],
        vertical_spacing=0.043,
        horizontal_spacing=0.02,
    )
    scopes: list[str] = []
    for place, name in enumerate(names, 1):
        part = deployment.in_frame(rows, name)
        mixed = comparable(part, mixed=name == deployment.FORECASTS)
        scopes = [f"{', '.join(mixed)} (forecasts only)"] if mixed else scopes
        most = MOST_FORECAST if name == deployment.FORECASTS else MOST
        for column, (first, last) in enumerate((AUTUMN, LATER), 1):
            inside = part[part["shown_on"].between(first, last)]
            _frame_marks(fig, inside.assign(x=_beside(inside, 2 if column == 1 else 14)), place, column)
            ticks = [0, 100_000] if name == deployment.FORECASTS else [0, ROUND]
            fig.update_yaxes(
                range=[-0.06 * most, most],
                tickvals=ticks,
                tickformat=",",
                ticks="outside" if column == 1 else "",
                row=place,
                col=column,
            )
        _heading(fig, name, part, place, hidden=name == deployment.FORECASTS and not forecasts)
    _dates(fig, len(names), known_on)
    _side_legend(fig, troops, row=1, col=1)
    fig.update_layout(showlegend=True)
    title = _frames_title(rows, known_on, forecasts)
    counts = deployment.frame_counts(rows)
    left_out = known.undatable(troops, inferred) if known_on else troops[troops["published"].isna()]
    return finish(
        fig,
        title=title,
        subtitle="Persons, by day of publication. The date axis is wider in autumn 2024",
        caption=_frames_caption(rows, left_out, known_on),
        alt=f"{title}. " + "; ".join(_frame_sentence(row) for row in counts.itertuples()) + ".",
        table=_frames_table(rows),
        mixed=scopes,
        height=880,
    )


def _frame_marks(fig: go.Figure, rows: pd.DataFrame, place: int, column: int) -> None:
    if rows.empty:  # without a trace a frame has no axes, and its heading would slip into another one
        fig.add_trace(go.Scatter(x=[None], y=[None], showlegend=False), row=place, col=column)
    for row in rows[rows["bound"] == "range"].itertuples():
        fig.add_trace(
            go.Scatter(
                x=[row.x, row.x],
                y=[row.low, row.high],
                mode="lines",
                line={"color": theme.actor(row.side).color, "width": 4},
                hoverinfo="skip",
                showlegend=False,
            ),
            row=place,
            col=column,
        )
    add_points(fig, rows, "x", "value", legend=False, say=_hover, row=place, col=column)


def _hover(row: object) -> str:
    return f"{hover(row)}<br>frame: {row.frame}"


def _beside(rows: pd.DataFrame, days: int) -> pd.Series:
    """Days of publication; marks of one day stand side by side, `days` apart."""
    order = rows.groupby("shown_on").cumcount()
    size = rows.groupby("shown_on")["shown_on"].transform("size")
    return rows["shown_on"] + pd.to_timedelta((order - (size - 1) / 2) * days, unit="D")


def _heading(fig: go.Figure, name: str, part: pd.DataFrame, place: int, hidden: bool) -> None:
    said = "no figure"
    if hidden:
        said = "hidden"
    elif len(part):
        low, high = deployment.lowest(part), deployment.highest(part)
        span = words(low) if low == high else f"{words(low)} to {words(high)}"
        said = f"{len(part)} figure{'s' if len(part) > 1 else ''}, {span}"
    number = 2 * place - 1
    axis = "" if number == 1 else str(number)
    fig.add_annotation(
        text=f"<b>{name}</b>: {said}",
        x=0,
        xref="paper",
        xanchor="left",
        y=1,
        yref=f"y{axis} domain",
        yanchor="bottom",
        showarrow=False,
        font={"size": 13},
    )


def _dates(fig: go.Figure, last_row: int, known_on: str | None) -> None:
    autumn = pd.to_datetime(["2024-10-18", "2024-11-15", "2024-12-16"])
    later = pd.to_datetime(["2025-01-01", "2025-07-01", "2026-01-01"])
    texts = ["18 Oct<br>2024", "15 Nov", "16 Dec"]
    fig.update_xaxes(type="date", range=list(AUTUMN), tickvals=autumn, ticktext=texts, tickangle=0, col=1)
    fig.update_xaxes(
        type="date",
        range=list(LATER),
        tickvals=later,
        ticktext=["Jan<br>2025", "Jul", "Jan<br>2026"],
        tickangle=0,
        col=2,
    )
    for row in range(1, last_row + 1):
        fig.update_xaxes(showticklabels=row == last_row, row=row)
    if known_on is not None:
        moment = pd.Timestamp(known_on)
        column = 1 if moment <= AUTUMN[1] else 2
        if moment <= LATER[1]:
            fig.add_vline(x=moment, line={"color": theme.FAINT, "dash": "dot", "width": 1.5}, col=column)


def _side_legend(fig: go.Figure, troops: pd.DataFrame, **place: object) -> None:
    """One legend entry per side that ever speaks, the same for all settings."""
    for side in [side for side in theme.ACTORS if side in set(troops["side"])]:
        fig.add_trace(legend_entry(theme.actor(side)), **place)


def _frames_title(rows: pd.DataFrame, known_on: str | None, forecasts: bool) -> str:
    if known_on is None:
        same = deployment.naming(rows, ROUND)
        return (
            f"The number {words(ROUND)} stands in {len(same)} figures "
            f"and means {same['frame'].nunique()} different things"
        )
    figures = deployment.frame_counts(rows).set_index("frame")["figures"]
    expected = f", {figures[deployment.FORECASTS]} forecasts" if forecasts else ""
    combat = figures[deployment.IN_COMBAT] or "none"
    russia, kursk = figures["in Russia"], figures["in Kursk oblast"]
    return (
        f"By {day(known_on)}: {russia} figures for Russia, {kursk} for Kursk{expected}, {combat} for combat"
    )


def _frame_sentence(row: object) -> str:
    if not row.figures:
        return f"{row.frame}: no figure"
    span = f"{words(row.lowest)} to {words(row.highest)}"
    return f"{row.frame}: {row.figures} figures by {row.speakers} speakers, {span}"


def _frames_caption(rows: pd.DataFrame, left_out: pd.DataFrame, known_on: str | None) -> str:
    speakers = rows["speaker_id"].nunique()
    said = f"{len(rows)} figures by {speakers} speakers, each in the frame of what it counts."
    if known_on is None:
        same = deployment.naming(rows, ROUND).groupby("frame", sort=False).size()
        said += f" {words(ROUND)}: " + ", ".join(f"{frame} {count}" for frame, count in same.items()) + "."
    if len(left_out):
        verb = (
            "Not placed, because no exact day of publication is known"
            if known_on
            else "At the end of their month"
        )
        named = "; ".join(f"{row.name}, {row.value_as_printed}" for row in left_out.itertuples())
        if known_on and (left_out["published_basis"] == "inferred").any():
            verb = "Left out, because the page does not show the day of publication"
        said += f" {verb}: {named}."
    return f"{said} {OPEN_FORECAST}; faint marks rest on copies. Marks of one day stand side by side."


def _frames_table(rows: pd.DataFrame) -> pd.DataFrame:
    if rows.empty:
        return pd.DataFrame({"Frame": ["no figure had been published"]})
    return pd.DataFrame(
        {
            "Frame": rows["frame"],
            "Published": rows["published"],
            "Speaker": rows["name"],
            "Value": rows["value_as_printed"],
            "Speaks of": [said_on(row) for row in rows.itertuples()],
            "Horizon": rows["horizon"],
            "Page": rows["publisher"],
            "Kind of page": rows["page_grade"],
        }
    )


def first_counts(troops: pd.DataFrame, until: str) -> go.Figure:
    """Figures for "in Russia" by speaker up to a day of publication (inferred days included), oldest first.

    Raises ValueError when nothing had been published by then.
    """
    rows = known.known_on(deployment.in_frame(troops, "in Russia"), until, inferred=True)
    if rows.empty:
        raise ValueError(f"No figure for Russia had been published by {until}.")
    opening = rows[rows["published"] == rows["published"].min()]
    closing = rows[rows["published"] >= rows["published"].max() - pd.Timedelta(days=6)]
    first_low, first_high = deployment.lowest(opening), deployment.highest(opening)
    title = (
        f"In Russia: {words(first_low)} or {words(first_high)} on {day(opening['published'].iloc[0])}, "
        f"{words(deployment.lowest(closing))} to {words(deployment.highest(closing))} by {day(until)}"
    )
    fig = ranges_by_speaker(
        rows,
        title=title,
        subtitle="North Korean soldiers said to be anywhere in Russia, persons, by the day spoken of",
        caption=(
            f"Largest divided by smallest figure: {deployment.factor(opening):.1f} on the first day, "
            f"{deployment.factor(closing):.1f} in the last week shown. "
            "Speakers who agree may share one source."
        ),
    )
    fig.update_xaxes(range=[0, 13_800], tickvals=[0, 5_000, 10_000], tickformat=",")
    return fig.update_layout(height=fig.layout.height + 8 * len(rows))


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
        range=[-0.7, len(every) - 0.3],
        tickfont={"size": 12},
        ticks="",
    )
    fig.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=[RUNGS[rung] for rung in columns],
        range=[-0.5, len(columns) - 0.5],
        side="top",
        tickangle=0,
        ticks="",
    )
    title = _ladder_title(rows, about, said_by)
    return finish(
        fig,
        title=title,
        subtitle=f"“{about[0].upper()}{about[1:]}” Each row is one statement, by the day it was said",
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


TREATY_LABELS = {
    "2024-06-19-treaty-signed": "signed",
    "2024-10-14-treaty-to-duma": "sent to the Duma",
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
    force = deployment.day_of(events, deployment.IN_FORCE)
    fig = go.Figure()
    for left, x, name, color, symbol in (
        (True, -0.12, "treaty", theme.INK, "square"),
        (False, 0.12, "soldiers", theme.ACTORS["north_korea"].color, "diamond"),
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
            "version chosen; ships and units are what NIS and HUR said. Being in force is not the whole law."
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


def sent_so_far(estimates: pd.DataFrame) -> go.Figure:
    """Totals "sent so far" by day of publication as points, never joined, and single waves in a frame below.

    Parameters
    ----------
    estimates : table estimates.
    """
    totals = deployment.in_frame(deployment.soldiers(estimates), "sent so far")
    waves = deployment.waves(estimates).assign(frame="one wave", horizon=None)
    fig = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.68, 0.32], vertical_spacing=0.1)
    for place, each in enumerate((totals, waves), 1):
        comparable(each)
        part = each.assign(x=_beside(each, 10))
        for row in part[part["bound"] == "range"].itertuples():
            fig.add_trace(
                go.Scatter(
                    x=[row.x, row.x],
                    y=[row.low, row.high],
                    mode="lines",
                    line={"color": theme.actor(row.side).color, "width": 5},
                    hoverinfo="skip",
                    showlegend=False,
                ),
                row=place,
                col=1,
            )
        add_points(fig, part, "x", "value", legend=False, say=_hover, row=place, col=1)
    points = totals[totals["bound"] == "point"]
    top, last = points.loc[points["value"].idxmax()], points.iloc[-1]
    fallen = deployment.drops(totals)
    lower = totals.loc[fallen.index[0]]
    for row in (top, lower, last):
        fig.add_annotation(
            x=row["shown_on"],
            y=row["value"],
            text=words(row["value"]),
            yshift=10 if row["value"] >= top["value"] else -10,
            yanchor="bottom" if row["value"] >= top["value"] else "top",
            showarrow=False,
            font={"size": 12},
            row=1,
            col=1,
        )
    for place, text in (
        (1, "<b>sent so far</b> (totals)"),
        (2, "<b>one later wave</b> (already inside later totals)"),
    ):
        axis = "" if place == 1 else "2"
        fig.add_annotation(
            text=text, x=0, xref="paper", xanchor="left", y=1, yref=f"y{axis} domain", yanchor="bottom",
            showarrow=False, font={"size": 13},
        )  # fmt: skip
    fig.update_yaxes(range=[0, 19_500], tickvals=[0, 5_000, 10_000, 15_000], tickformat=",", row=1)
    fig.update_yaxes(range=[0, 4_200], tickvals=[0, 3_000], tickformat=",", row=2)
    fig.update_xaxes(type="date", range=[AUTUMN[0], LATER[1]], tickformat="%b<br>%Y", nticks=6, tickangle=0)
    sides = pd.concat([totals["side"], waves["side"]])
    _side_legend(fig, pd.DataFrame({"side": sides}), row=1, col=1)
    fig.update_layout(showlegend=True)
    title = (
        f"“Sent so far”: {words(top['value'])} ({top['shown_on']:%b %Y}), {words(lower['value'])} "
        f"({lower['shown_on']:%b %Y}), {words(last['value'])} ({last['shown_on']:%b %Y}): a sum cannot fall"
    )
    rows = pd.concat([totals, waves], ignore_index=True)
    return finish(
        fig,
        title=title,
        subtitle="Persons, by day of publication; totals and waves have separate axes",
        caption=(
            f"{len(totals)} totals by {totals['speaker_id'].nunique()} speakers, {len(waves)} figures for "
            "one wave. Points are not joined: different speakers do not make one series. Soldiers who went home "
            "stay in a total. Arrows up are “at least”."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{day(row.shown_on)}, {row.name}: {row.value_as_printed} ({row.frame})"
            for row in rows.itertuples()
        )
        + ".",
        table=_frames_table(rows),
        height=560,
    )


def troop_forecasts(troops: pd.DataFrame) -> go.Figure:
    """Forecasts as hollow marks, oldest first, and a later count beside those whose horizon names a day.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    """
    rows = deployment.forecasts_and_later(troops)
    scopes = comparable(rows, mixed=True)
    rows["y"] = list(range(len(rows)))[::-1]
    fig = go.Figure()
    for row in rows[rows["bound"] == "range"].itertuples():
        fig.add_trace(
            go.Scatter(
                x=[row.low, row.high],
                y=[row.y, row.y],
                mode="lines",
                line={"color": theme.actor(row.side).color, "width": 3},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    add_points(fig, rows, "value", "y", say=_hover)
    later = rows[rows["later_id"].notna()]
    fig.add_trace(
        go.Scatter(
            x=later["later_value"].tolist(),
            y=later["y"].tolist(),
            mode="markers",
            name="later figure for the same scope",
            marker={"symbol": "line-ns-open", "size": 18, "color": theme.INK, "line": {"width": 3}},
            customdata=later["later_id"].tolist(),
            hovertext=[
                f"<b>{row.later_name}</b>: {row.later_printed}<br>published {day(row.later_day)}"
                for row in later.itertuples()
            ],
            hoverinfo="text",
        )
    )
    fig.update_yaxes(
        tickvals=rows["y"].tolist(),
        ticktext=[broken(f"{day(row.shown_on)} {_cut(row.name)}", 24) for row in rows.itertuples()],
        range=[-0.7, len(rows) - 0.3],
        showgrid=False,
        tickfont={"size": 12},
        ticks="",
    )
    for row in rows.itertuples():
        fig.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=row.y, y1=row.y,
            line={"color": theme.GRID, "width": 1}, layer="below",
        )  # fmt: skip
    fig.update_xaxes(range=[0, 112_000], tickvals=[0, 50_000, 100_000], tickformat=",", title="persons")
    sent = deployment.in_frame(troops, "sent so far")
    title = (
        f"Forecasts ran from {words(deployment.lowest(rows))} to {words(deployment.highest(rows))}; "
        f"the highest total said to be sent is {words(deployment.highest(sent))}"
    )
    return finish(
        fig,
        title=title,
        subtitle="Persons expected, by day of publication, 2024 and 2025",
        caption=(
            f"{len(rows)} forecasts; {len(later)} name an end by which one can look: black bars show the "
            "figure published nearest to it. Hollow marks are forecasts, arrows to the left ceilings. The "
            "100,000 are soldiers in rotation over a year, or a bound; NIS called them unconfirmed."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{day(row.shown_on)}, {row.name}: {row.value_as_printed}, horizon {row.horizon}"
            + (f", later {row.later_name} {row.later_printed}" if isinstance(row.later_id, str) else "")
            for row in rows.itertuples()
        )
        + ".",
        table=pd.DataFrame(
            {
                "Published": rows["published"],
                "Speaker": rows["name"],
                "Expected": rows["value_as_printed"],
                "Horizon": rows["horizon"],
                "Later figure": rows["later_printed"],
                "Of": rows["later_name"],
                "Page": rows["publisher"],
            }
        ),
        mixed=scopes,
        height=240 + 40 * len(rows),
    )


def _cut(name: str) -> str:
    return {
        "people familiar with assessments by some G20 countries (Bloomberg)": "G20 sources (Bloomberg)",
        "senior Ukrainian official (New York Times)": "Kyiv official (NYT)",
        "South Korean government sources": "Seoul sources",
        "Olena Guseinova (FNF)": "O. Guseinova",
    }.get(name, name)


def unit_markers(units: pd.DataFrame, start: str, end: str) -> go.Figure:
    """Russian counters on Project Owl's map, Donbas box above, Kursk oblast below, each with its own axis.

    Parameters
    ----------
    units : table units_mapped.
    start, end : first and last day.

    Raises
    ------
    ValueError : no counters in that period.
    """
    period = units["date"].between(pd.Timestamp(start), pd.Timestamp(end))
    rows = units[(units["side"] == "russia") & units["place"].isin(["Donbas box", "Kursk oblast"]) & period]
    if rows.empty:
        raise ValueError(f"The map has no counters between {start} and {end}.")
    rows = rows.sort_values(["place", "date"]).assign(row_id=lambda t: row_ids("units_mapped", t))
    style = theme.mapper("project_owl")
    fig = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.14)
    low: dict[str, int] = {}
    for place, (name, part) in enumerate(rows.groupby("place"), 1):
        low[name] = int(part["counters"].min())
        fig.add_trace(
            go.Scatter(
                x=part["date"].tolist(),
                y=part["counters"].tolist(),
                mode="lines",
                line={"color": style.color, "dash": "solid", "shape": "hv", "width": 2},
                name=f"Russian, {name}",
                customdata=part["row_id"].tolist(),
                hovertext=[
                    f"<b>{row.counters} markers</b>, {day(row.date)}<br>Project Owl"
                    for row in part.itertuples()
                ],
                hoverinfo="text",
                showlegend=False,
            ),
            row=place,
            col=1,
        )
        span = f"{part['counters'].min()} to {part['counters'].max()}"
        axis = "" if place == 1 else "2"
        fig.add_annotation(
            text=f"<b>{name}</b>: {span} markers", x=0, xref="paper", xanchor="left", y=1,
            yref=f"y{axis} domain", yanchor="bottom", showarrow=False,
        )  # fmt: skip
        fig.update_yaxes(rangemode="tozero", range=[0, part["counters"].max() * 1.15], nticks=4, row=place)
    fig.update_xaxes(tickformat="%b<br>%Y", nticks=6, tickangle=0)
    title = _marker_title(units)
    return finish(
        fig,
        title=title,
        subtitle="Russian unit markers on one map: markers, not men; each panel has its own axis",
        caption=(
            f"Project Owl, {day(rows['date'].min())} to {day(rows['date'].max())}. A marker may stand for a "
            "battalion or a corps, edits come in batches, and removal lags. The whole North Korean force is "
            "one marker."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{name}: lowest {part['counters'].min()}, highest {part['counters'].max()}"
            for name, part in rows.groupby("place")
        )
        + f", from {day(rows['date'].min())} to {day(rows['date'].max())}.",
        table=_marker_table(rows),
        height=460,
    )


MARKER_DAYS = ("2024-11-20", "2025-02-15")


def _marker_title(units: pd.DataFrame) -> str:
    then, now = MARKER_DAYS
    east = [deployment.counters(units, "russia", "Donbas box", moment) for moment in MARKER_DAYS]
    kursk = [deployment.counters(units, "russia", "Kursk oblast", moment) for moment in MARKER_DAYS]
    found = f"Donbas {east[0]}, {east[1]}; Kursk {kursk[0]}, {kursk[1]}"
    return f"Russian markers, {day(then)} and {day(now)}: {found}"


def _marker_table(rows: pd.DataFrame) -> pd.DataFrame:
    wide = rows.pivot(index="date", columns="place", values="counters")
    weekly = wide[(wide.index - wide.index[0]).days % 7 == 0].reset_index()
    return weekly.rename(columns={"date": "Day (weekly)"}).rename_axis(columns=None)
