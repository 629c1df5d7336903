"""Losses by day: kinds of loss in panels, one speaker's estimates, a forecast beside later totals."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import losses as analysis
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import day, finish, words
from helpers.charts.spoken import add_points, printed_rows
from helpers.data import load

# panel → its heading, its share of the height, the top of its axis (persons)
PANELS = {
    "casualties": ("casualties so far: killed and wounded", 0.31, 7_600),
    "killed": ("killed so far", 0.24, 2_700),
    "wounded": ("wounded so far", 0.22, 5_300),
    "a few days": ("a few days only: never a total", 0.23, 1_600),
}
START = pd.Timestamp("2024-12-05")
WIDER = "dprk_casualties_incl_missing_captured"
AFTER = {"dprk_killed_window": " killed", "dprk_wounded_window": " wounded"}
BOUNDS = {"at least": "≥ ", "up to": "≤ "}
READINGS = ("as estimates", "as if new deaths")
LATE = "2026-03-20"


def loss_by_kind(loss: pd.DataFrame, period: str = "2025-02-28", who: str | None = None) -> go.Figure:
    """Draw loss figures by day in four panels, one for each kind of loss, each with its own axis.

    Parameters
    ----------
    loss : rows of table estimates; other quantities than losses are dropped.
    period : last day shown.
    who : side of the speakers shown (a value of speakers.side); None for everybody.

    Raises
    ------
    ValueError : no figure is left.
    """
    rows = analysis.losses(loss, period)
    if who is not None:
        rows = rows[rows["side"] == who].reset_index(drop=True)
    if rows.empty:
        raise ValueError("There are no figures to draw; loosen the filter.")
    fig = make_subplots(
        rows=len(PANELS),
        cols=1,
        shared_xaxes=True,
        vertical_spacing=0.075,
        row_heights=[height for _, height, _ in PANELS.values()],
        subplot_titles=[heading for heading, _, _ in PANELS.values()],
    )
    scopes = set()
    for place, (kind, (_, _, top)) in enumerate(PANELS.items(), 1):
        group = rows[rows["kind"] == kind]
        scopes |= set(comparable(group, mixed=True))
        add_points(fig, group, "as_of_last", "value", row=place, col=1)
        if group.empty:
            _say_empty(fig, place, top, period)
        _print_values(fig, group, early=period <= "2025-03-31", row=place, col=1)
        if (group["quantity"] == WIDER).any():
            fig.layout.annotations[place - 1].text = "casualties so far (* with missing, captured)"
        fig.update_yaxes(range=[0, top], nticks=4, row=place, col=1)
    for note in fig.layout.annotations[: len(PANELS)]:
        note.update(x=0, xanchor="left", xref="paper", font={"size": 13})
    last = pd.Timestamp(period)
    last += (last - START) * 0.13  # room for the last printed number on a phone
    fig.update_xaxes(
        type="date", range=[str(START.date()), str(last.date())], tickformat="%b<br>%Y", nticks=5
    )
    title = _kind_title(rows, period, who)
    labels = load("quantities").set_index("quantity")["label"]
    return finish(
        fig,
        title=title,
        subtitle="Soldiers, on the day the speakers speak of; each panel has its own axis",
        caption=(
            "Said by parties to the war and their partners; nobody outside could count. Casualties are "
            "killed and wounded; the 4,000 marked * (Western officials to the BBC) also holds missing and "
            "captured. The last panel mixes killed, wounded and both. Arrows: at least (up), up to (down)."
        ),
        alt=f"{title}. {len(PANELS)} panels, {len(rows)} figures. {_kinds_said(rows)}",
        table=printed_rows(rows).assign(**{"What it counts": rows["quantity"].map(labels)}),
        mixed=sorted(scopes),
        height=700,
    )


def estimate_steps(loss: pd.DataFrame, read: str = "as estimates") -> go.Figure:
    """Draw the killed in NIS's words, as four estimates or as a wrong reader's deaths a day.

    Parameters
    ----------
    loss : rows of table estimates.
    read : "as estimates", or "as if new deaths" (hatched: what must not be done).

    Raises
    ------
    ValueError : another reading.
    """
    if read not in READINGS:
        raise ValueError(f"A reading is one of {', '.join(READINGS)}, not {read!r}.")
    rows = analysis.steps(loss)
    scopes = comparable(rows)
    last, before = rows.iloc[-1], rows.iloc[-2]
    table = printed_rows(rows).drop(columns="Place")
    table["Days since"], table["Higher by"] = rows["days"], rows["added"]
    if read == "as estimates":
        fig = _steps_as_estimates(rows)
        title = (
            f"NIS on the killed: from {words(before['value'])} to {last['value_as_printed']} "
            f"in {words(int(last['days']))} days, by a re-assessment"
        )
        subtitle = (
            "Soldiers killed from the start, on the day of the estimate; dotted: nothing was said between"
        )
    else:
        fig = _steps_as_deaths(rows)
        title = (
            f"Not allowed: {rows['per_day'].max():.1f} “deaths a day” to {day(last['as_of_last'])}, "
            "made from a new estimate"
        )
        subtitle = "What a reader gets who takes the difference of two estimates for deaths between them"
        table["Wrong reading, a day"] = rows["per_day"].round(1)
    fig.update_xaxes(type="date", range=["2024-10-25", "2025-10-31"], tickformat="%b<br>%Y", nticks=6)
    return finish(
        fig,
        title=title,
        subtitle=subtitle,
        caption=(
            "NIS speaks through members of parliament after closed sessions and calls its method "
            "conservative. Its figure of September 2025 counts all killed so far again; when they died is "
            "not said."
        ),
        alt=f"{title}. "
        + "; ".join(f"{day(row.as_of_last)}: {row.value_as_printed}" for row in rows.itertuples())
        + ".",
        table=table,
        mixed=scopes,
    )


def loss_projection(estimates: pd.DataFrame) -> go.Figure:
    """Draw ISW's line to 12,000 casualties by mid-April 2025 beside the totals that were later said."""
    line, pace = analysis.projection(estimates), analysis.pace(estimates)
    rows = analysis.losses(estimates[estimates["quantity"] == "dprk_casualties"])
    scopes = comparable(rows)
    style = theme.actor("independent")
    end = line["day"].iloc[-1]
    fig = go.Figure()
    fig.add_scatter(
        x=line["day"].tolist(),
        y=line["casualties"].tolist(),
        mode="lines+markers",
        name="ISW's forecast",
        line={"color": style.color, "width": 2, "dash": "dot"},
        marker={"symbol": f"{style.symbol}-open", "size": [0, 12], "opacity": 1, "color": style.color},
        customdata=["", pace["row_id"]],
        hovertext=["", f"ISW: 12,000 by mid-April 2025, if {words(pace['central'])} a day went on"],
        hoverinfo="text",
    )
    add_points(fig, rows, "as_of_last", "value")
    nis = rows[(rows["speaker_id"] == "nis") & (rows["as_of_last"] >= end)].iloc[0]
    beside = {"showarrow": False, "xanchor": "left", "align": "left"}
    fig.add_annotation(
        x=end, y=analysis.PROJECTED, text="forecast:<br>12,000 by mid-April", xshift=10, **beside
    )
    fig.add_annotation(
        x=nis["as_of_last"],
        y=nis["value"],
        text=f"NIS {words(nis['value'])}<br>{day(nis['as_of_last'])}",
        yanchor="top",
        xshift=4,
        yshift=-7,
        **beside,
    )
    fig.update_xaxes(type="date", range=["2024-11-25", LATE], tickformat="%b<br>%Y", nticks=6)
    fig.update_yaxes(range=[0, 13_200], title="killed and wounded")
    days = round(analysis.days_to_reach(analysis.PROJECTED, pace["central"]))
    title = (
        f"{words(pace['central'])} casualties a day make 12,000 in {days} days; "
        f"NIS said {words(nis['value'])} on {day(nis['as_of_last'])}"
    )
    return finish(
        fig,
        title=title,
        subtitle="Casualties so far; hollow and dotted: ISW's forecast of January 2025",
        caption=(
            f"ISW wrote on {day(pace['as_of_last'])}: all 12,000 may be casualties by mid-April IF losses go "
            f"on so. The line is ours, from {day(pace['as_of_first'])} at ISW's pace. A disputed pull-back "
            "and new soldiers came between. Arrows: at least."
        ),
        alt=f"{title}. Totals said: "
        + "; ".join(f"{row.name}, {day(row.as_of_last)}: {row.value_as_printed}" for row in rows.itertuples())
        + ".",
        table=printed_rows(rows),
        mixed=[*scopes, "a forecast and counts"],
        height=480,
    )


def _steps_as_estimates(rows: pd.DataFrame) -> go.Figure:
    fig = go.Figure()
    corners = [
        (one.as_of_last, before.value if corner else one.value)
        for before, one in zip(rows.shift().fillna(rows).itertuples(), rows.itertuples(), strict=True)
        for corner in (True, False)
    ]
    fig.add_scatter(
        x=[when for when, _ in corners],
        y=[value for _, value in corners],
        mode="lines",
        line={"color": theme.actor("south_korea").color, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )
    add_points(fig, rows, "as_of_last", "value", legend=False)
    for row in rows.itertuples():
        open_end = row.bound in BOUNDS
        fig.add_annotation(
            x=row.as_of_last,
            y=row.value,
            text=_printed(row),
            showarrow=False,
            xanchor="right" if open_end else "left",
            xshift=-9 if open_end else 9,
            yshift=0 if open_end else 10,
        )
    fig.update_yaxes(range=[0, 2400], title="killed, all so far")
    return fig


def _steps_as_deaths(rows: pd.DataFrame) -> go.Figure:
    fig = go.Figure()
    for start, row in zip(rows["as_of_last"], rows.iloc[1:].itertuples(), strict=False):
        middle = start + (row.as_of_last - start) / 2
        fig.add_bar(
            x=[middle],
            y=[row.per_day],
            width=[row.days * 86_400_000],  # milliseconds
            marker={
                "color": theme.PAPER,
                "line": {"color": theme.FAINT, "width": 1.5},
                "pattern": {"shape": "x", "fgcolor": theme.FAINT, "solidity": 0.2},
            },
            customdata=[row.row_id],
            hovertext=[
                f"<b>Not allowed</b><br>{words(row.added)} more in the estimate over {words(row.days)} days:"
                f"<br>{row.per_day:.1f} a day to {day(row.as_of_last)} ({row.publisher})"
            ],
            hoverinfo="text",
            showlegend=False,
        )
        fig.add_annotation(
            x=middle, y=row.per_day, text=f"{row.per_day:.1f}", showarrow=False, yanchor="bottom"
        )
    fig.update_yaxes(range=[0, 13.5], title="“a day” (wrong reading)")
    return fig


def _print_values(fig: go.Figure, rows: pd.DataFrame, early: bool, **place: int) -> None:
    """Print numbers beside points where there is room.

    Of casualties only Seoul's; the first losses of a few days stand so close that they share one line.
    Later periods (not `early`) leave out open ends of the first weeks.
    """
    shared = rows[(rows["kind"] == "a few days") & (rows["side"] == "ukraine")]
    if len(shared):
        said = "; ".join(f"{_printed(row)}{AFTER.get(row.quantity, '')}" for row in shared.itertuples())
        _print(fig, shared.iloc[-1], said, 9, place)
    alone = rows.drop(shared.index)
    alone = alone[(alone["kind"] != "casualties") | (alone["side"] == "south_korea")]
    if not early:
        alone = alone[(alone["bound"] == "point") | (alone["kind"] == "a few days")]
    for row in alone.itertuples():
        low = row.kind == "casualties" and row.value < 4500  # other points stand above and beside
        _print(fig, row, _printed(row), -8 if low else 5, place)
    for row in rows[rows["quantity"] == WIDER].itertuples():
        fig.add_annotation(x=row.as_of_last, y=row.value, text="*", showarrow=False, yshift=9, **place)


def _print(fig: go.Figure, row: object, text: str, up: int, place: dict[str, int]) -> None:
    fig.add_annotation(
        x=row.as_of_last,
        y=row.value,
        text=text,
        showarrow=False,
        xanchor="left",
        xshift=9,
        yshift=up,
        font={"size": 12},
        **place,
    )


def _printed(row: object) -> str:
    return BOUNDS.get(row.bound, "") + words(row.value)


def _say_empty(fig: go.Figure, place: int, top: float, period: str) -> None:
    """An empty panel is a finding too; without a trace Plotly draws no axes."""
    fig.add_trace(go.Scatter(x=[None], y=[None], showlegend=False), row=place, col=1)
    fig.add_annotation(
        x=START + (pd.Timestamp(period) - START) / 2,
        y=top / 2,
        text="no figure by these speakers",
        showarrow=False,
        font={"color": "#555555"},
        row=place,
        col=1,
    )


def _kind_title(rows: pd.DataFrame, period: str, who: str | None) -> str:
    killed, total = rows[rows["kind"] == "killed"], rows[rows["kind"] == "casualties"]
    if who is not None:
        name = theme.actor(who).label
        if killed.empty:
            return f"{name} to {day(period)}: {len(rows)} figures, and none for all the killed"
        count = f"{len(killed)} figure{'s' if len(killed) > 1 else ''}"
        return f"{name} to {day(period)}: {count} for the killed, {_span(killed)}"
    if period <= "2025-02-28":
        month = ("2025-01-05", "2025-01-31")
        return (
            f"January 2025: {_ends(analysis.spread(total, *month))} casualties, "
            f"but {_ends(analysis.spread(killed, *month))} killed"
        )
    return f"To {day(period)}: killed {_span(killed)}; casualties up to {words(total['value'].max())} or more"


def _span(rows: pd.DataFrame) -> str:
    return _ends((rows["value"].min(), rows["value"].max()))


def _ends(ends: tuple[float, float]) -> str:
    low, high = ends
    return words(low) if low == high else f"{words(low)} to {words(high)}"


def _kinds_said(rows: pd.DataFrame) -> str:
    parts = []
    for kind, (heading, _, _) in PANELS.items():
        group = rows[rows["kind"] == kind].itertuples()
        said = "; ".join(f"{row.name}, {day(row.as_of_last)}: {row.value_as_printed}" for row in group)
        parts.append(f"{heading[0].upper()}{heading[1:]}: {said or 'none'}.")
    return " ".join(parts)
