"""Ground gained: months by counter, printed against recounted, daily bars, steps, oblasts, unit counters."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import event_study, gains
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish
from helpers.charts.spoken import hover, opacity, said_on
from helpers.data import load, row_ids

# Who printed a month, as drawn: the theme's style, and two mappers that only this lesson has.
PRINTED = {
    "isw": theme.mapper("isw"),
    "afp-on-isw": theme.actor("media")._replace(label="AFP, on ISW's files"),
    "deepstate": theme.mapper("deepstate"),
    "uk-ministry-of-defence": theme.actor("western")._replace(label="UK Ministry of Defence"),
    "war-mapper": theme.actor("independent")._replace(label="War Mapper", dash="dash"),
    "black-bird-group": theme.actor("multinational")._replace(label="Black Bird Group"),
    "agentstvo-on-deepstate": theme.actor("other")._replace(label="Agentstvo, on DeepState"),
}
# The four daily counters.
DAILY = {
    "isw": theme.mapper("isw")._replace(label="ISW, assessed"),
    "isw_claimed": theme.actor("media")._replace(label="ISW, assessed + claimed"),
    "ds": theme.mapper("deepstate"),
    "ds_donetsk": theme.mapper("deepstate")._replace(label="DeepState, Donetsk oblast"),
}
HALF_YEARS = {
    "Jul to Dec 2024": ("2024-07-01", "2024-12-31"),
    "Jan to Jun 2025": ("2025-01-01", "2025-06-30"),
    "Jul to Dec 2025": ("2025-07-01", "2025-12-31"),
}
# days named in the lesson → last day before
NAMED_DAYS = {
    "10 May 2024, push into Kharkiv oblast": "2024-05-09",
    "6 Aug 2024, crossing into Kursk oblast": "2024-08-05",
    "17 Nov 2024, permission for strikes reported": "2024-11-16",
    "6 Mar 2025, breakthrough at Sudzha": "2025-03-05",
    "26 Apr 2025, Moscow says all is retaken": "2025-04-25",
}
MARKED = {
    "6 Aug 2024, the crossing": "2024-08-05",
    "19 Nov 2024, after the permission report": "2024-11-18",
    "29 Apr 2025, after Moscow's “all retaken”": "2025-04-28",
}
MINUS = "−"
OBLAST_LOOK = {
    "Donetsk": ("#474747", ""),
    "Luhansk": ("#1D1D1D", "/"),
    "Kharkiv": ("#A6A6A6", ""),
    "Sumy": ("#1D1D1D", "x"),
    "rest": ("#E0E0E0", "."),
}


def monthly_by_counter(estimates: pd.DataFrame, scope: str, period: str) -> go.Figure:
    """Printed gains by month and counter; figures of another scope as stars beside the full months.

    Parameters
    ----------
    estimates : table estimates.
    scope : key of analysis.gains.SCOPES.
    period : key of analysis.gains.PERIODS.
    """
    rows = gains.in_scope(estimates, scope, period)
    scopes = comparable(
        rows, mixed=True
    )  # AFP counts claimed ground too: the figure says "mixed: definitions"
    fig = go.Figure()
    names = [name for name in PRINTED if (rows["main"] & (rows["speaker_id"] == name)).any()]
    for place, name in enumerate(names):
        own = rows[rows["main"] & (rows["speaker_id"] == name)].reset_index(drop=True)
        _printed_line(fig, own, PRINTED[name], shift=3 * place - 1.5 * (len(names) - 1))
    other = rows[~rows["main"]].reset_index(drop=True)
    if len(other):
        fig.add_trace(_other_scope(other))
    first, last = (pd.Timestamp(end) for end in gains.PERIODS[period])
    fig.update_xaxes(
        range=[first, last + pd.Timedelta(days=1)], dtick=_ticks(first, last), tickformat="%b<br>%Y"
    )
    fig.update_yaxes(title="km² in the month", range=[0, 820])
    title = _months_title(rows, other)
    return finish(
        fig,
        title=title,
        subtitle="Russian gain inside Ukraine, net, km², as printed",
        caption=_months_caption(other),
        alt=_months_alt(title, rows, other),
        table=_months_table(rows),
        mixed=scopes,
        height=540,
    )


def _printed_line(fig: go.Figure, own: pd.DataFrame, style: theme.Style, shift: float) -> None:
    """One counter: a mark per month, a thin line between months that follow each other."""
    x, y, ids, texts = [], [], [], []
    for place, row in enumerate(own.itertuples()):
        if place and (row.as_of_last - own["as_of_last"][place - 1]).days > 31:
            x, y, ids, texts = [*x, None], [*y, None], [*ids, ""], [*texts, ""]
        x.append(row.middle + pd.Timedelta(days=round(shift)))
        y.append(row.value)
        ids.append(row.row_id)
        texts.append(hover(row))
    fig.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="lines+markers",
            name=style.label,
            line={"color": style.color, "dash": style.dash, "width": 1.2},
            marker={"color": style.color, "symbol": style.symbol, "size": 9},
            customdata=ids,
            hovertext=texts,
            hoverinfo="text",
            error_y=_ends(own, y),
        )
    )


def _ends(own: pd.DataFrame, y: list) -> dict | None:
    """Bars from low to high where a counter printed a range."""
    if not (own["bound"] == "range").any():
        return None
    half = dict(zip(own["value"], (own["high"] - own["low"]).fillna(0) / 2, strict=True))
    return {
        "array": [half.get(value, 0) if value is not None else 0 for value in y],
        "thickness": 3,
        "width": 0,
    }


def _other_scope(other: pd.DataFrame) -> go.Scatter:
    colors = [
        PRINTED[name].color if name in PRINTED else theme.actor(side).color
        for name, side in zip(other["speaker_id"], other["side"], strict=True)
    ]
    return go.Scatter(
        x=other["middle"].tolist(),
        y=other["value"].tolist(),
        mode="markers+text",
        name="star: the other scope",
        marker={
            "symbol": "star",
            "size": 15,
            "color": colors,
            "opacity": [opacity(r) for r in other.itertuples()],
        },
        error_y={
            "array": ((other["high"] - other["low"]) / 2).fillna(0).tolist(),
            "thickness": 3,
            "width": 0,
            "color": theme.actor("russia").color,
        },
        text=_star_labels(other),
        textposition=["top left" if row.middle.month == 12 else "top right" for row in other.itertuples()],
        customdata=other["row_id"].tolist(),
        hovertext=[hover(row) for row in other.itertuples()],
        hoverinfo="text",
    )


def _star_labels(other: pd.DataFrame) -> list[str]:
    """Values beside the stars; a star close to one that has its value gets none (hover and table have it)."""
    texts, taken = [], []
    for row in other.itertuples():
        free = all(abs(row.value - value) > 60 or abs((row.middle - date).days) > 25 for date, value in taken)
        said = f"{row.value:,.0f}" if row.bound == "point" else f"{row.low:,.0f}–{row.high:,.0f}"
        texts.append(said if free else "")
        taken += [(row.middle, row.value)] if free else []
    return texts


def _ticks(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return "M1" if (last - first).days < 250 else "M2"


def _short(stamp: pd.Timestamp) -> str:
    return f"{stamp:%b %Y}"


def _months_title(rows: pd.DataFrame, other: pd.DataFrame) -> str:
    quantity = other["quantity"].iloc[0] if len(other) else ""
    if quantity:
        return _other_title(rows, other, quantity)
    spread = gains.month_spread(rows)
    spread = spread[spread["counters"] >= 2]
    ends = sorted({spread["highest"].idxmax(), spread["lowest"].idxmin()})
    said = [
        f"{_short(month)}: {'' if place else ''}{_number_word(spread.loc[month, 'counters'])}"
        f"{' counters' if not place else ''} say {spread.loc[month, 'lowest']:,.0f} to {spread.loc[month, 'highest']:,.0f}"
        f"{' km²' if not place else ''}"
        for place, month in enumerate(ends)
    ]
    return "; ".join(said)


def _number_word(count: int) -> str:
    return {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}.get(int(count), str(count))


def _other_title(rows: pd.DataFrame, other: pd.DataFrame, quantity: str) -> str:
    full_months = rows[rows["main"]].set_index(["speaker_id", "as_of_last"])["value"]
    ends = other["as_of_last"] + pd.offsets.MonthEnd(0)
    same = [full_months.get(key) for key in zip(other["speaker_id"], ends, strict=True)]
    away = pd.Series([abs(v - s) if s is not None else -1 for v, s in zip(other["value"], same, strict=True)])
    row = other.loc[away.idxmax()] if away.max() >= 0 else other.loc[other["value"].idxmax()]
    full = f"{same[row.name]:,.0f}" if same[row.name] is not None else "not printed"
    who, value, month = (
        row["name"].removesuffix(" (on ISW)"),
        f"{row['value']:,.0f}",
        _short(row["as_of_last"]),
    )
    first, last = row["as_of_first"], row["as_of_last"]
    if quantity == "ru_gain_month_incl_kursk":
        return f"{month}: {who} printed {value} km² with Kursk oblast and {full} without"
    if quantity == "ru_gain_month_gross":
        return f"{month}: {who} printed {value} km² taken and {full} net"
    if quantity == "ru_gain_month_partial":
        return f"{first.day} to {day(last)}: {who} printed {value} km²; its full month was {full}"
    spread = gains.month_spread(rows).loc[row["as_of_last"] + pd.offsets.MonthEnd(0)]
    return (
        f"{month}: {row['name']} claimed {row['low']:,.0f} to {row['high']:,.0f} km² a month; "
        f"counters say {spread['lowest']:,.0f} to {spread['highest']:,.0f}"
    )


def _months_caption(other: pd.DataFrame) -> str:
    said = (
        "Net gain of a full calendar month inside Ukraine, each counter by its own method: AFP adds ground that only "
        "Moscow claims; DeepState leaves unclear ground out. A line joins months that follow each other; marks of one "
        "month stand side by side. War Mapper and Black Bird Group: few months found. Bars: the UK's 500 to 550."
    )
    return said + (
        " Stars are another scope and must not be read as a month of this series." if len(other) else ""
    )


def _months_alt(title: str, rows: pd.DataFrame, other: pd.DataFrame) -> str:
    spread = gains.month_spread(rows)
    months = "; ".join(
        f"{_short(month)} {row.lowest:,.0f}" + (f" to {row.highest:,.0f}" if row.counters > 1 else "")
        for month, row in zip(spread.index, spread.itertuples(), strict=True)
    )
    stars = "; ".join(f"{row.name} {said_on(row)}: {row.value_as_printed}" for row in other.itertuples())
    return f"{title}. Lowest and highest printed month in km²: {months}." + (
        f" Stars: {stars}." if stars else ""
    )


def _months_table(rows: pd.DataFrame) -> pd.DataFrame:
    kind = rows["quantity"].map(load("quantities").set_index("quantity")["label"])
    return pd.DataFrame(
        {
            "Counter": rows["name"],
            "Days": [said_on(row) for row in rows.itertuples()],
            "Printed": rows["value_as_printed"],
            "Scope": kind,
            "Counts ground": rows["definition"],
            "Page": rows["publisher"],
            "Kind of page": rows["page_grade"],
        }
    )


def recount(estimates: pd.DataFrame, front: pd.DataFrame) -> go.Figure:
    """Printed months (x) against the same months from daily files (y), one frame per pair of counters.

    `estimates` and `front` are the tables of these names (front: front_daily).
    """
    pairs = gains.recount(estimates, front)
    names = {
        "afp-on-isw": "AFP",
        "isw": "ISW",
        "deepstate": "DeepState",
        "uk-ministry-of-defence": "UK Ministry",
    }
    files = {"isw_claimed": "ISW's assessed + claimed", "isw": "ISW's assessed", "ds": "DeepState's map"}
    scores = {name: gains.within(pairs, name) for name in gains.REBUILT}
    heads = [
        f"{names[name]} and<br>{files[counter]}:<br><b>{scores[name][0]} of {scores[name][1]}</b> within 2 km²"
        for name, counter in gains.REBUILT.items()
    ]
    fig = make_subplots(2, 2, subplot_titles=heads, horizontal_spacing=0.13, vertical_spacing=0.22)
    for place, name in enumerate(gains.REBUILT):
        own, style = pairs[pairs["speaker_id"] == name], PRINTED[name]
        comparable(own)
        where = {"row": place // 2 + 1, "col": place % 2 + 1}
        fig.add_trace(
            go.Scatter(
                x=[0, 800],
                y=[0, 800],
                mode="lines",
                line={"color": theme.FAINT, "width": 1},
                hoverinfo="skip",
            ),
            **where,
        )
        fig.add_trace(
            go.Scatter(
                x=own["value"].tolist(),
                y=own["recounted_km2"].round(1).tolist(),
                mode="markers",
                marker={"color": style.color, "symbol": style.symbol, "size": 8},
                customdata=own["row_id"].tolist(),
                hovertext=[
                    f"<b>{row.name}</b>, {_short(row.month)}<br>printed {row.value:,.0f}, recounted "
                    f"{row.recounted_km2:,.0f} km²<br>{broken(row.publisher, 40)} ({row.page_grade})"
                    for row in own.itertuples()
                ],
                hoverinfo="text",
            ),
            **where,
        )
    fig.update_xaxes(range=[0, 800], dtick=200)
    fig.update_yaxes(range=[0, 800], dtick=200)
    for col in (1, 2):
        fig.update_xaxes(title="printed, km²", row=2, col=col)
    for row in (1, 2):
        fig.update_yaxes(title="recounted, km²", row=row, col=1)
    fig.update_layout(showlegend=False)
    fig.update_annotations(font={"size": 13})
    _lower(fig, 0.93)
    afp = pairs[pairs["speaker_id"] == "afp-on-isw"]
    worst = afp.loc[afp["off_km2"].abs().idxmax()]
    title = f"AFP's months can be rebuilt from ISW's files: {scores['afp-on-isw'][0]} of {scores['afp-on-isw'][1]} within 2 km²"
    return finish(
        fig,
        title=title,
        subtitle="A mark is a month; on the line both are equal",
        caption=(
            f"Months from {_short(pairs['month'].min())} to {_short(pairs['month'].max())} with a printed single value. "
            f"AFP's largest gap: {_short(worst['month'])}, printed {worst['value']:,.0f}, rebuilt "
            f"{worst['recounted_km2']:,.0f}, unexplained. ISW's own months of May to August 2025 lie 6 to 17 km² below the "
            "recount, unexplained. Month ends without a map are interpolated over at most three days."
        ),
        alt=f"{title}. "
        + "; ".join(f"{names[n]}: {a} of {b} months within 2 km²" for n, (a, b) in scores.items())
        + ".",
        table=pd.DataFrame(
            {
                "Printed by": pairs["name"],
                "Month": [_short(m) for m in pairs["month"]],
                "Printed, km²": pairs["value"],
                "Recounted from": pairs["counter"].map(lambda c: DAILY[c].label),
                "Recounted, km²": pairs["recounted_km2"].round(1),
                "Difference, km²": pairs["off_km2"].round(1),
                "Month ends": pairs["status"],
            }
        ),
        height=640,
    )


def _lower(fig: go.Figure, share: float) -> None:
    """Keep the upper end of the plot free for the heads of the uppermost panels."""
    fig.for_each_yaxis(lambda axis: axis.update(domain=[end * share for end in axis.domain]))
    fig.for_each_annotation(lambda note: note.update(y=note.y * share) if note.yref == "paper" else None)


def daily_gain(front: pd.DataFrame, counter: str, period: str) -> go.Figure:
    """Bars of the gain of each day of one counter, with days without a map and known map edits told apart.

    Parameters
    ----------
    front : table front_daily.
    counter : isw, isw_claimed, ds or ds_donetsk.
    period : key of HALF_YEARS.
    """
    first, last = (pd.Timestamp(end) for end in HALF_YEARS[period])
    rows = _daily_rows(front, counter)
    rows = rows[rows["date"].between(first, last)].reset_index(drop=True)
    comparable(rows.assign(quantity=counter))
    style, fig = DAILY[counter], go.Figure()
    looks = {
        "observed": ("a day's map", {"color": style.color}),
        "interpolated": (
            "no map: straight line",
            {"color": theme.UNCLEAR, "pattern": {"shape": "/", "fgcolor": "#555555", "size": 4}},
        ),
        "edit": ("known edit of the map", {"color": theme.PAPER, "line": {"color": theme.INK, "width": 2}}),
    }
    for status, (name, marker) in looks.items():
        own = rows[rows["status"] == status]
        if own.empty:
            continue
        fig.add_trace(
            go.Bar(
                x=own["date"].tolist(),
                y=own["gain"].round(1).tolist(),
                name=name,
                marker=marker,
                width=86_400_000 * (0.9 if status != "edit" else 2.4),
                customdata=row_ids("front_daily", own),
                hovertext=[f"{day(r.date)}: {_signed(r.gain)} km²<br>{name}" for r in own.itertuples()],
                hoverinfo="text",
            )
        )
    same = rows[rows["status"] == "unchanged"]
    if len(same):
        fig.add_trace(
            go.Scatter(
                x=same["date"].tolist(),
                y=[0] * len(same),
                mode="markers",
                name="same as the day before",
                marker={"symbol": "line-ns", "size": 8, "line": {"width": 1, "color": theme.FAINT}},
                customdata=row_ids("front_daily", same),
                hovertext=[f"{day(d)}: the map of the day before again" for d in same["date"]],
                hoverinfo="text",
            )
        )
    tallest = rows.loc[rows["gain"].abs().sort_values(ascending=False, kind="stable").index[:5]]
    top = tallest.iloc[0]
    notes = {
        "edit": "a known map edit",
        "interpolated": "a day without a map",
        "observed": "no edit is recorded",
    }
    title = f"{style.label}, {period}: largest day {day(top['date'])}, {_signed(top['gain'], 0)} km²; {notes[top['status']]}"
    five = pd.DataFrame(
        {
            "Day": tallest["date"],
            "Gain, km²": tallest["gain"].round(1),
            "What is known of the day": tallest["status"],
        }
    )
    counts = rows["status"].value_counts()
    fig.update_layout(bargap=0, barmode="overlay", showlegend=True)
    fig.update_xaxes(range=[first, last], tickformat="%b<br>%Y", dtick="M1")
    fig.update_yaxes(title="km² on the day")
    return finish(
        fig,
        title=title,
        subtitle="Change from one evening's map to the next",
        caption=(
            f"{len(rows)} days: {counts.get('interpolated', 0)} without a usable map, {counts.get('unchanged', 0)} with the "
            "map of the day before, so no update is not no change. Only edits that stand out and could be named are "
            "marked; other tall bars can be edits too. The table holds the five largest days."
        ),
        alt=f"{title}. Five largest days: "
        + "; ".join(f"{day(r.date)} {_signed(r.gain)} km² ({r.status})" for r in tallest.itertuples())
        + ".",
        table=five,
        height=460,
    )


def _daily_rows(front: pd.DataFrame, counter: str) -> pd.DataFrame:
    rows = front[front["counter"] == counter].sort_values("date")
    return rows.assign(gain=rows["area_km2"].diff()).iloc[1:].reset_index(drop=True)


def _signed(value: float, decimals: int = 1) -> str:
    text = f"{value:+,.{decimals}f}"
    return text.replace("-", MINUS)


def step_surface(steps: pd.DataFrame, window: int, day_marked: str) -> go.Figure:
    """Steps at all break Mondays, one panel per counter, with the size of one day's step as a band.

    Parameters
    ----------
    steps : analysis.event_study.surface.
    window : days on each side.
    day_marked : last day "before" of the day that is compared with all others.
    """
    own = steps[steps["window"] == window]
    counters = list(dict.fromkeys(own["counter"]))
    fig = make_subplots(len(counters), 1, shared_xaxes=True, vertical_spacing=0.075)
    here, table = {}, []
    for place, counter in enumerate(counters, 1):
        cells, style = own[own["counter"] == counter], DAILY[counter]
        comparable(cells[["counter", "window"]].rename(columns={"counter": "quantity"}))
        label = style.label
        try:
            real = event_study.at(steps, counter, window, day_marked)
            count, of, share = event_study.as_large(steps, counter, window, day_marked)
            here[counter] = real["step"]
            label += f": {_signed(real['step'])}; {count} of {of} as large ({share:.0f} %)"
            size = abs(real["step"])
        except KeyError:
            size, label = 0, f"{label}: files do not cover this day"
        fig.add_trace(_surface_bars(cells, style), row=place, col=1)
        fig.add_hrect(y0=-size, y1=size, fillcolor="#E2E2E2", line_width=0, layer="below", row=place, col=1)
        fig.add_annotation(
            text=label,
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
        table.append(label)
    fig.add_vline(x=_stamp(day_marked), line={"color": theme.INK, "width": 1.5, "dash": "dot"})
    most = 1.05 * steps["step"].abs().max()
    fig.update_yaxes(range=[-most, most], dtick=10, zeroline=True, zerolinecolor=theme.FAINT)
    fig.update_xaxes(
        range=["2023-12-01", "2026-08-20"], tickformat="%b<br>%Y", dtick="M6", tick0="2024-01-01"
    )
    fig.update_yaxes(title="step, km² a day", row=2, col=1)
    fig.update_layout(showlegend=False, bargap=0.1)
    _lower(fig, 0.97)
    title = _surface_title(here, window, day_marked)
    return finish(
        fig,
        title=title,
        subtitle="Step at every Monday: bars up rose, bars down fell",
        caption=(
            f"Mean gain per day in {window} days after minus {window} days up to each Monday. Dark: the 95 % interval "
            "(Newey-West, lag 14) leaves zero out; pale: it does not. Grey band: the size of the step at the dotted line. "
            f"“As large” counts Mondays more than {window} days away from it. Windows overlap: these are not independent tests."
        ),
        alt=f"{title}. Panels: {'; '.join(table)}.",
        table=_surface_table(steps, day_marked),
        height=680,
    )


def _surface_bars(cells: pd.DataFrame, style: theme.Style) -> go.Bar:
    return go.Bar(
        x=cells["day"].tolist(),
        y=cells["step"].round(1).tolist(),
        width=86_400_000 * 6,
        marker={"color": style.color, "opacity": np.where(cells["excludes_zero"], 1.0, 0.3).tolist()},
        customdata=row_ids("front_daily", cells.rename(columns={"day": "date"})),
        hovertext=[
            f"{day(r.day)}: {r.before:.1f} → {r.after:.1f}<br>{_signed(r.step)} ({_signed(r.low)} to {_signed(r.high)})"
            for r in cells.itertuples()
        ],
        hoverinfo="text",
    )


def _stamp(text: str) -> pd.Timestamp:
    """The first day "after": a step at 5 Aug in the data is read as the step at 6 Aug."""
    return pd.Timestamp(text) + pd.Timedelta(days=1)


def _surface_title(here: dict[str, float], window: int, day_marked: str) -> str:
    when = f"Step at {day(_stamp(day_marked))}"
    if not here:
        return f"{when}: no counter's files cover {window} days on both sides"
    low, high = min(here.values()), max(here.values())
    if {"isw", "isw_claimed"} == set(here):
        return (
            f"{when} in {window} days: {_signed(low)} and {_signed(high)}; DeepState's files start too late"
        )
    return f"{when}: {_signed(low)} to {_signed(high)} km² a day in {window} days, by counter"


def _surface_table(steps: pd.DataFrame, day_marked: str) -> pd.DataFrame:
    found = event_study.step_table(steps, day_marked)
    return found.assign(Counter=found["Counter"].map(lambda counter: DAILY[counter].label))


def own_step(front: pd.DataFrame, counter: str, window: int, day_before: str) -> go.Figure:
    """Daily gains around one day, the mean before and after, and the step with its interval.

    Parameters
    ----------
    front : table front_daily.
    counter : isw, isw_claimed, ds or ds_donetsk.
    window : days on each side.
    day_before : last day of "before" (a value of NAMED_DAYS, or any day).
    """
    daily, style = event_study.daily_gains(front, counter), DAILY[counter]
    when = day(_stamp(day_before))
    try:
        found = event_study.step(daily, day_before, window)
    except ValueError:
        return _no_step(daily, style, window, when)
    comparable(pd.DataFrame({"quantity": [counter]}))
    middle = pd.Timestamp(day_before)
    start, end = middle - pd.Timedelta(days=window - 1), middle + pd.Timedelta(days=window)
    own = daily[start:end]
    rows = pd.DataFrame({"date": own.index, "counter": counter})
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
    for name, level, ends in (
        ("before", found.before, [start, middle]),
        ("after", found.after, [middle + pd.Timedelta(days=1), end]),
    ):
        fig.add_trace(
            go.Scatter(
                x=ends,
                y=[level, level],
                mode="lines",
                line={"color": theme.INK, "width": 4},
                hovertext=[f"mean {name}: {level:.1f} km² a day"] * 2,
                hoverinfo="text",
            )
        )
        inside = ends[0] + (ends[1] - ends[0]) / 2
        fig.add_annotation(
            x=inside,
            y=level,
            text=f"<b>{level:.1f}</b> a day",
            showarrow=False,
            yanchor="bottom",
            yshift=4,
            bgcolor="rgba(255,255,255,0.85)",
        )
    fig.add_vline(x=middle + pd.Timedelta(hours=12), line={"color": theme.INK, "dash": "dot", "width": 1})
    sign = "rose" if found.low > 0 else "fell" if found.high < 0 else "no clear step"
    title = (
        f"{style.label}, {window} days each side of {when}: {_signed(found.step)} "
        f"({_signed(found.low)} to {_signed(found.high)})"
    )
    fig.update_layout(showlegend=False, bargap=0.1)
    fig.update_yaxes(title="km² on the day", range=_robust(own))
    fig.update_xaxes(tickformat="%-d %b<br>%Y", nticks=5)
    return finish(
        fig,
        title=title,
        subtitle=f"Step in km² a day with its 95 % interval: {sign}",
        caption=(
            "Bars: change from one evening's map to the next; lines: means before and after. Interval: Newey-West, lag 14. "
            "Very tall bars are cut at the edge. The step says that a rate changed on this map, not why."
        ),
        alt=f"{title}. Mean before {found.before:.1f}, after {found.after:.1f} km² a day; reading: {sign}.",
        table=pd.DataFrame(
            {
                "Counter": [style.label],
                "Day": [when],
                "Days each side": [window],
                "Before, km² a day": [round(found.before, 1)],
                "After, km² a day": [round(found.after, 1)],
                "Step": [_signed(found.step)],
                "95 % interval": [f"{_signed(found.low)} to {_signed(found.high)}"],
                "Reading": [sign],
            }
        ),
        height=460,
    )


def _robust(own: pd.Series) -> list[float]:
    """An axis that single edited days do not flatten: up to 1.15 times the second largest, at least 20."""
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


def share_by_oblast(monthly: pd.DataFrame) -> go.Figure:
    """Stacked monthly gains by oblast from DeepState's maps; losses of ground stand below zero.

    `monthly` is table deepstate_monthly.
    """
    rows = gains.by_oblast(monthly)
    comparable(rows.assign(quantity="gain")[["quantity"]])
    ids = [f"deepstate_monthly:{key}" for key in rows["key"]]
    fig = go.Figure()
    for name, (color, shape) in OBLAST_LOOK.items():
        marker = {"color": color, "line": {"color": theme.PAPER, "width": 0.5}}
        if shape:
            marker |= {
                "color": theme.PAPER,
                "pattern": {"shape": shape, "fgcolor": "#1D1D1D", "size": 5},
                "line": {"color": "#1D1D1D", "width": 0.8},
            }
        fig.add_trace(
            go.Bar(
                x=rows["month"].dt.to_period("M").dt.to_timestamp(),
                y=rows[name].tolist(),
                name="other oblasts" if name == "rest" else name,
                marker=marker,
                customdata=ids,
                hovertext=[
                    f"<b>{name}</b>, {_short(r.month)}<br>{_signed(getattr(r, name), 0)} of {_signed(r.total, 0)} km²"
                    for r in rows.itertuples()
                ],
                hoverinfo="text",
            )
        )
    first = gains.oblast_sum(monthly, "2024-08", "2024-11")
    second = gains.oblast_sum(monthly, "2024-12", "2025-03")
    autumn = gains.oblast_sum(monthly, "2025-09", "2025-10")
    title = f"Aug to Nov 2024: {first[0]:,} of {first[1]:,} km² ({first[2]:.0f} %) were in Donetsk oblast"
    fig.update_layout(barmode="relative", bargap=0.15)
    fig.update_xaxes(tickformat="%b<br>%Y", dtick="M4", tick0="2024-08-01")
    fig.update_yaxes(title="km² in the month")
    table = rows.drop(columns=["key"]).assign(month=[_short(m) for m in rows["month"]])
    return finish(
        fig,
        title=title,
        subtitle="Russian gain by oblast on DeepState's maps, last map to last map",
        caption=(
            f"Dec 2024 to Mar 2025: {second[0]:,} of {second[1]:,} km² ({second[2]:.0f} %); Sep and Oct 2025: {autumn[0]:,} of "
            f"{autumn[1]:,} ({autumn[2]:.0f} %). One source: DeepState's archived maps, measured by us; map edits are inside. "
            "The Donbas is Donetsk and Luhansk oblasts."
        ),
        alt=f"{title}. Share of Donetsk oblast, Dec 2024 to Mar 2025: {second[2]:.0f} %; Sep and Oct 2025: {autumn[2]:.0f} %.",
        table=table.rename(
            columns=lambda name: {"month": "Month", "rest": "Other oblasts", "total": "All"}.get(name, name)
        ),
        height=500,
    )


def donbas_counters(units: pd.DataFrame) -> go.Figure:
    """Counters on Project Owl's map in the Donbas box and in Kursk oblast, both armies, as steps.

    `units` is table units_mapped.
    """
    first, last = pd.Timestamp("2024-07-01"), pd.Timestamp("2025-04-30")
    rows = units[units["date"].between(first, last)].sort_values("date")
    scopes = comparable(rows[["place"]][rows["place"] != "all"], mixed=True)
    looks = [
        ("russia", "Donbas box", "dash", 0.75),
        ("ukraine", "Donbas box", "solid", 1),
        ("russia", "Kursk oblast", "dot", 0.75),
        ("ukraine", "Kursk oblast", "dashdot", 1),
    ]
    fig = go.Figure()
    for side, place, dash, strength in looks:
        own = rows[(rows["side"] == side) & (rows["place"] == place)]
        own = own[(own["counters"].diff() != 0) | (own["date"] == last)]
        style = theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=own["date"].tolist(),
                y=own["counters"].tolist(),
                mode="lines",
                name=f"{style.label}, {place}",
                line={"shape": "hv", "color": style.color, "dash": dash, "width": 2.4},
                opacity=strength,
                customdata=row_ids("units_mapped", own),
                hovertext=[
                    f"<b>{style.label}, {place}</b><br>{day(r.date)}: {r.counters} counters"
                    for r in own.itertuples()
                ],
                hoverinfo="text",
            )
        )
    fig.add_vline(x=pd.Timestamp("2024-08-06"), line={"color": theme.INK, "dash": "dot", "width": 1})
    fig.add_annotation(
        x=pd.Timestamp("2024-08-06"), y=95, text="6 Aug", showarrow=False, xanchor="left", xshift=3
    )
    days = ["2024-07-29", "2024-08-05", "2024-10-01", "2024-11-20", "2025-04-30"]
    at = {d: [gains.mapped(units, side, place, d) for side, place, _, _ in looks] for d in days}
    title = (
        "Ukrainian counters in the Donbas box: "
        + ", ".join(
            f"{at[d][1]} on {day(d).rsplit(' ', 1)[0]}" for d in ("2024-07-29", "2024-10-01", "2024-11-20")
        )
        + " 2024"
    )
    table = pd.DataFrame(
        [(pd.Timestamp(d), *values) for d, values in at.items()],
        columns=["Day", *(f"{theme.actor(side).label}, {place}" for side, place, _, _ in looks)],
    )
    fig.update_yaxes(title="counters on the map", rangemode="tozero")
    fig.update_xaxes(tickformat="%b<br>%Y", dtick="M2", tick0="2024-08-01")
    return finish(
        fig,
        title=title,
        subtitle="Units drawn by Project Owl; one counter is no fixed number of soldiers",
        caption=(
            "Project Owl's map. The Donbas box is 36.55 to 39.0 °E, 47.2 to 49.1 °N. Counters are added in batches and "
            "removed late; a brigade and a detachment are one counter each. The dotted line is 6 Aug 2024."
        ),
        alt=f"{title}. "
        + "; ".join(f"{day(d)}: {', '.join(map(str, v))}" for d, v in at.items())
        + " (Russia in the box, Ukraine in the box, Russia in Kursk oblast, Ukraine in Kursk oblast).",
        table=table,
        mixed=scopes,
        height=500,
    )


def for_and_against(arguments: pd.DataFrame) -> go.Figure:
    """Who said that Kursk weakened the eastern front, and who said that it did not, by day.

    `arguments` is table arguments; the texts stand in the hover and in the table below.
    """
    rows = gains.on_the_east(arguments)
    comparable(rows.assign(quantity="argument")[["quantity"]])
    counts = rows["answer"].value_counts()
    rows = rows.sort_values(["answer", "published_first"], ascending=[False, True]).reset_index(drop=True)
    rows["y"] = [-place - (1.6 if answer == "no" else 0) for place, answer in enumerate(rows["answer"])]
    fig = go.Figure()
    for side, own in rows.groupby("speaker_side", sort=False):
        style = theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=own["published_first"].tolist(),
                y=own["y"].tolist(),
                mode="markers",
                name=style.label,
                marker={
                    "color": style.color,
                    "symbol": style.symbol,
                    "size": 11,
                    "opacity": [0.5 if grade == "mirror" else 1.0 for grade in own["page_grade"]],
                },
                customdata=row_ids("arguments", own),
                hovertext=[
                    f"<b>{r.name}</b>, {day(r.published_first)}<br>{broken(r.argument, 44)}"
                    for r in _named(own)
                ],
                hoverinfo="text",
            )
        )
    border = rows.loc[rows["answer"] == "no", "y"].max()
    heads = {
        1.0: f"<b>It weakened or did not ease the front ({counts['yes']})</b>",
        border + 1.0: f"<b>It did not weaken it, or it eased it ({counts['no']})</b>",
    }
    for y, text in heads.items():
        fig.add_annotation(x=0, xref="paper", y=y, text=text, showarrow=False, xanchor="left", xshift=-75)
    fig.update_yaxes(
        tickvals=rows["y"].tolist(),
        ticktext=[broken(_shorter(name), 21) for name in rows["name"]],
        range=[rows["y"].min() - 0.7, 1.8],
        ticks="",
    )
    fig.update_xaxes(tickformat="%b<br>%Y", dtick="M4", tick0="2024-08-01")
    title = (
        f"By {_short(rows['published_first'].max())}: {counts['yes']} arguments that Kursk weakened or did not ease "
        f"the east, {counts['no']} against"
    )
    return finish(
        fig,
        title=title,
        subtitle="One row per argument; the mark is the day on which it was published",
        caption=(
            "Arguments that this course found, not a poll: counting them proves nothing. Faint marks rest on copies. "
            "Where only a month is known the mark stands on its first day. The table holds the texts."
        ),
        alt=f"{title}. Said that it weakened the east: {_listed(rows, 'yes')}. Said that it did not: {_listed(rows, 'no')}.",
        table=pd.DataFrame(
            {
                "Speaker": rows["name"],
                "Day": rows["published_first"],
                "Did it hurt the east?": rows["answer"],
                "Argument": rows["argument"],
                "Kind of page": rows["page_grade"],
            }
        ),
        height=150 + 36 * len(rows),
    )


def _named(rows: pd.DataFrame) -> list:
    return list(rows.itertuples())


def _shorter(name: str) -> str:
    return (
        name.replace(", unnamed", "")
        .replace(" (unnamed)", "")
        .replace("Five Ukrainian and Western officials", "Five officials")
    )


def _listed(rows: pd.DataFrame, answer: str) -> str:
    return ", ".join(dict.fromkeys(rows.loc[rows["answer"] == answer, "name"]))
