"""The event study: steps at every Monday for all counters, and the days around a day of one's own choice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import event_study
from helpers.analysis.comparable import comparable
from helpers.analysis.gains import COUNTERS
from helpers.charts import theme
from helpers.charts.figure import day, finish
from helpers.charts.gains import DAILY, DAY_MS, leave_room, signed
from helpers.data import row_ids

# days named in the lesson → last day before
NAMED_DAYS = {
    "Push into Kharkiv, 10 May 2024": "2024-05-09",
    "Crossing into Kursk, 6 Aug 2024": "2024-08-05",
    "Attack at Snagost, 10 Sep 2024": "2024-09-09",
    "Permission report, 17 Nov 2024": "2024-11-16",
    "Breakthrough at Sudzha, 6 Mar 2025": "2025-03-05",
    "Moscow: all retaken, 26 Apr 2025": "2025-04-25",
}
# Mondays nearest to three of them, marked on the surface
MARKED = {
    "6 Aug 2024, the crossing": "2024-08-05",
    "19 Nov 2024, after the permission": "2024-11-18",
    "29 Apr 2025, after “all retaken”": "2025-04-28",
}
PALE = 0.3  # opacity of a step whose interval holds zero


def step_surface(steps: pd.DataFrame, window: int, day_marked: str) -> go.Figure:
    """Steps at all break Mondays, one panel per counter, with the size of one day's step as a band.

    Parameters
    ----------
    steps : analysis.event_study.surface.
    window : days on each side.
    day_marked : last day "before" of the day that is compared with all others.

    Raises
    ------
    ValueError : no counter has such a window on both sides of that day (a Monday).
    """
    settings = event_study.covered(steps, day_marked)
    if window not in {days for _, days in settings}:
        raise ValueError(
            f"No counter has {window} days on both sides of {day(day_marked)}, or it is no Monday."
        )
    own = steps[steps["window"] == window]
    fig = make_subplots(len(COUNTERS), 1, shared_xaxes=True, vertical_spacing=0.075)
    here, heads = {}, []
    for place, (counter, label) in enumerate(COUNTERS.items(), 1):
        cells = own[own["counter"] == counter]
        comparable(cells[["counter"]].rename(columns={"counter": "quantity"}))
        fig.add_trace(_surface_bars(cells, DAILY[counter]), row=place, col=1)
        if (counter, window) in settings:
            here[counter] = event_study.at(steps, counter, window, day_marked)["step"]
            size = abs(here[counter])
            fig.add_hrect(
                y0=-size, y1=size, fillcolor="#E2E2E2", line_width=0, layer="below", row=place, col=1
            )
            count, of, share = event_study.as_large(steps, counter, window, day_marked)
            heads.append(f"{label}: {signed(here[counter])}; {count} of {of} ({share:.0f} %)")
        else:
            heads.append(f"{label}: files do not cover this day")
        fig.add_annotation(
            text=heads[-1],
            x=0,
            xref="x domain",
            y=1.0,
            yref="y domain",
            xanchor="left",
            yanchor="bottom",
            xshift=-40,
            showarrow=False,
            font={"size": 13},
            row=place,
            col=1,
        )
    fig.add_vline(x=_first_after(day_marked), line={"color": theme.INK, "width": 1.5, "dash": "dot"})
    most = 1.05 * steps["step"].abs().max()
    fig.update_yaxes(range=[-most, most], dtick=10, zeroline=True, zerolinecolor=theme.FAINT)
    fig.update_xaxes(
        range=["2023-12-01", "2026-08-20"], tickformat="%b<br>%Y", dtick="M6", tick0="2024-01-01"
    )
    fig.update_yaxes(title="step, km² a day", row=2, col=1)
    fig.update_layout(showlegend=False, bargap=0.1)
    leave_room(fig, 0.97)
    title = _surface_title(here, window, day_marked)
    return finish(
        fig,
        title=title,
        subtitle="Step at every Monday: bars up rose, bars down fell",
        caption=(
            f"Mean gain per day in {window} days after minus {window} days up to each Monday. Dark: the 95 % "
            "interval (Newey-West, lag 14, widened for few days) leaves zero out; pale: it does not. Grey "
            "band: the size of the "
            "step at the dotted line. Beside each name: that step, and on how many other Mondays, more than "
            f"{window} days away, one is as large. Windows overlap: these are not independent tests."
        ),
        alt=f"{title}. By counter, with how many other Mondays are as large: {'; '.join(heads)}.",
        table=event_study.step_table(steps, day_marked),
        height=680,
    )


def _surface_bars(cells: pd.DataFrame, style: theme.Style) -> go.Bar:
    return go.Bar(
        x=cells["day"].tolist(),
        y=cells["step"].round(1).tolist(),
        width=DAY_MS * 6,
        marker={"color": style.color, "opacity": np.where(cells["excludes_zero"], 1.0, PALE).tolist()},
        customdata=row_ids("front_daily", cells.rename(columns={"day": "date"})),
        hovertext=[
            f"{day(r.day)}: {r.before:.1f} → {r.after:.1f}<br>"
            f"{signed(r.step)} ({signed(r.low)} to {signed(r.high)})"
            for r in cells.itertuples()
        ],
        hoverinfo="text",
    )


def _first_after(last_before: str) -> pd.Timestamp:
    """The day that a step is named after: with 5 Aug as last day before, 6 Aug."""
    return pd.Timestamp(last_before) + pd.Timedelta(days=1)


def _surface_title(here: dict[str, float], window: int, day_marked: str) -> str:
    when = f"Step at {day(_first_after(day_marked))}"
    low, high = min(here.values()), max(here.values())
    if set(here) == {"isw", "isw_claimed"}:
        return f"{when} in {window} days: {signed(low)} and {signed(high)}; DeepState's files start too late"
    return f"{when}: {signed(low)} to {signed(high)} km² a day in {window} days, by counter"


def own_step(front: pd.DataFrame, counter: str, window: int, event: str) -> go.Figure:
    """Daily gains around one day, the mean before and after, and the step with its interval.

    Parameters
    ----------
    front : table front_daily.
    counter : key of analysis.gains.COUNTERS.
    window : days on each side.
    event : last day of "before" (a value of NAMED_DAYS, or any day as YYYY-MM-DD).
    """
    daily, style = event_study.daily_gains(front, counter), DAILY[counter]
    when = day(_first_after(event))
    try:
        found = event_study.step(daily, event, window)
    except ValueError:
        return _no_step(daily, style, window, when)
    middle = pd.Timestamp(event)
    start, end = middle - pd.Timedelta(days=window - 1), middle + pd.Timedelta(days=window)
    own = daily[start:end]
    rows = pd.DataFrame({"date": own.index, "counter": counter})
    comparable(rows.rename(columns={"counter": "quantity"}))
    fig = go.Figure(
        go.Bar(
            x=own.index,
            y=own.round(1).to_numpy(),
            marker={"color": style.color, "opacity": 0.45},
            customdata=row_ids("front_daily", rows),
            hovertemplate="%{x|%-d %b %Y}: %{y} km²<extra></extra>",
            name="each day",
        )
    )
    _mean(fig, "before", found.before, start, middle)
    _mean(fig, "after", found.after, _first_after(event), end)
    fig.add_vline(x=middle + pd.Timedelta(hours=12), line={"color": theme.INK, "dash": "dot", "width": 1})
    fig.update_layout(showlegend=False, bargap=0.1)
    fig.update_yaxes(title="km² on the day", range=_robust(own))
    fig.update_xaxes(tickformat="%-d %b<br>%Y", nticks=5)
    sign = "rose" if found.low > 0 else "fell" if found.high < 0 else "no clear step"
    said = f"{signed(found.step)} ({signed(found.low)} to {signed(found.high)})"
    title = f"{style.label}, {window} days each side of {when}: {said}"
    return finish(
        fig,
        title=title,
        subtitle=f"Step in km² a day, 95 % interval: {sign}",
        caption=(
            "Bars: change from one evening's map to the next; lines: means before and after. Interval: "
            "Newey-West, lag 14, widened for few days. Very tall bars are cut at the edge. The step says "
            "that a rate changed on this map, not why."
        ),
        alt=f"{title}. Mean before {found.before:.1f}, after {found.after:.1f} km² a day; reading: {sign}.",
        table=pd.DataFrame(
            {
                "Counter": [style.label],
                "Day": [when],
                "Days each side": [window],
                "Before, km² a day": [round(found.before, 1)],
                "After, km² a day": [round(found.after, 1)],
                "Step": [signed(found.step)],
                "95 % interval": [f"{signed(found.low)} to {signed(found.high)}"],
                "Reading": [sign],
            }
        ),
        height=460,
    )


def _mean(fig: go.Figure, name: str, level: float, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """A thick line at the mean of one side, with its value above it."""
    fig.add_trace(
        go.Scatter(
            x=[first, last],
            y=[level, level],
            mode="lines",
            line={"color": theme.INK, "width": 4},
            hovertext=[f"mean {name}: {level:.1f} km² a day"] * 2,
            hoverinfo="text",
        )
    )
    fig.add_annotation(
        x=first + (last - first) / 2,
        y=level,
        text=f"<b>{level:.1f}</b> a day",
        showarrow=False,
        yanchor="bottom",
        yshift=4,
        bgcolor="rgba(255,255,255,0.85)",
    )


def _robust(own: pd.Series) -> list[float]:
    """An axis that a single edited day does not flatten: a little beyond the second largest and smallest."""
    ordered = np.sort(own.to_numpy())
    return [min(1.15 * ordered[1], -4.0), max(1.15 * ordered[-2], 20.0)]


def _no_step(daily: pd.Series, style: theme.Style, window: int, when: str) -> go.Figure:
    first, last = day(daily.index[0] - pd.Timedelta(days=1)), day(daily.index[-1])
    title = f"{style.label}: no {window} days on both sides of {when} in the files"
    fig = go.Figure(
        go.Scatter(x=[daily.index[0]], y=[0], mode="markers", marker={"opacity": 0}, hoverinfo="skip")
    )
    fig.add_annotation(
        text=f"Not possible: the files<br>run from {first}<br>to {last}.",
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
    )
    fig.update_xaxes(visible=False)
    fig.update_yaxes(visible=False)
    fig.update_layout(showlegend=False)
    return finish(
        fig,
        title=title,
        subtitle="Choose another counter, window or day",
        caption="A counter can say nothing of a time before its first file.",
        alt=f"{title}. The files run from {first} to {last}.",
        table=pd.DataFrame({"Counter": [style.label], "First file": [first], "Last file": [last]}),
        height=460,
    )
