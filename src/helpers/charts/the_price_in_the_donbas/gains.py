"""Ground gained: months by counter, printed against recounted, bars of single days, months by oblast."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import gains
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import broken, count_word, day, finish
from helpers.charts.spoken import hover, opacity, said_on
from helpers.data import load, row_ids

# Who printed a month, as drawn: the theme's styles, with labels and dashes that only this lesson needs.
PRINTED = {
    "isw": theme.mapper("isw"),
    "afp-on-isw": theme.actor("media")._replace(label="AFP, on ISW's files"),
    "deepstate": theme.mapper("deepstate"),
    "uk-ministry-of-defence": theme.actor("western")._replace(label="UK Ministry of Defence"),
    "war-mapper": theme.actor("independent")._replace(label="War Mapper", dash="dash"),
    "black-bird-group": theme.actor("multinational")._replace(label="Black Bird Group"),
    "agentstvo-on-deepstate": theme.actor("other")._replace(label="Agentstvo, on DeepState"),
}
SHORT = {
    "afp-on-isw": "AFP",
    "isw": "ISW",
    "deepstate": "DeepState",
    "uk-ministry-of-defence": "UK Ministry",
}
# The four daily counters; ds_donetsk is a part of ds, and never drawn beside it in one panel.
DAILY = {
    name: style._replace(label=gains.COUNTERS[name])
    for name, style in {
        "isw": theme.mapper("isw"),
        "isw_claimed": theme.actor("media"),
        "ds": theme.mapper("deepstate"),
        "ds_donetsk": theme.mapper("deepstate"),
    }.items()
}
HALF_YEARS = {
    "Jul to Dec 2024": ("2024-07-01", "2024-12-31"),
    "Jan to Jun 2025": ("2025-01-01", "2025-06-30"),
    "Jul to Dec 2025": ("2025-07-01", "2025-12-31"),
}
# status of a day → name in the legend, how its bar looks; an edit is drawn wider, so that a phone shows it
DAY_LOOKS = {
    "observed": ("a day's map", {}),
    "interpolated": (
        "hole in the maps: straight line",
        {"color": theme.UNCLEAR, "pattern": {"shape": "/", "fgcolor": "#555555", "size": 4}},
    ),
    "edit": ("known edit of the map", {"color": theme.PAPER, "line": {"color": theme.INK, "width": 2}}),
}
DAY_NOTES = {
    "edit": "a known map edit",
    "interpolated": "a share of a hole in the maps",
    "observed": "no edit is recorded",
    "unchanged": "the map of the day before",
}
OBLAST_LOOKS = {
    "Donetsk": ("#474747", ""),
    "Luhansk": ("#1D1D1D", "/"),
    "Kharkiv": ("#A6A6A6", ""),
    "Sumy": ("#1D1D1D", "x"),
    "rest": ("#1D1D1D", "."),
}
DAY_MS = 86_400_000


def signed(value: float, decimals: int = 1) -> str:
    """A change with its sign as the course prints it: +4.0, −1.9."""
    return f"{value:+,.{decimals}f}".replace("-", "−")


def monthly_by_counter(estimates: pd.DataFrame, scope: str, period: str) -> go.Figure:
    """Printed gains by month and counter; figures of another scope as stars beside the full months.

    Parameters
    ----------
    estimates : table estimates.
    scope : key of analysis.gains.SCOPES.
    period : key of analysis.gains.PERIODS.
    """
    rows = gains.in_scope(estimates, scope, period)
    scopes = comparable(rows, mixed=True)  # AFP counts claimed ground too: "mixed: definitions"
    fig = go.Figure()
    names = [name for name in PRINTED if (rows["main"] & (rows["speaker_id"] == name)).any()]
    for place, name in enumerate(names):
        own = rows[rows["main"] & (rows["speaker_id"] == name)].reset_index(drop=True)
        _printed_line(fig, own, PRINTED[name], shift=round(3 * place - 1.5 * (len(names) - 1)))
    other = rows[~rows["main"]].reset_index(drop=True)
    if len(other):
        fig.add_trace(_stars(other))
    first, last = (pd.Timestamp(end) for end in gains.PERIODS[period])
    fig.update_xaxes(
        range=[first, last + pd.Timedelta(days=1)],
        dtick="M1" if (last - first).days < 300 else "M2",
        tickformat="%b<br>%Y",
    )
    fig.update_yaxes(title="km² in the month", range=[0, 820])
    title = _other_title(rows, other) if len(other) else _months_title(rows)
    return finish(
        fig,
        title=title,
        subtitle="Russian gain inside Ukraine, net, km², as printed",
        caption=_months_caption(scope, other),
        alt=_months_alt(title, rows, other),
        table=_months_table(rows),
        mixed=scopes,
        height=540,
    )


def _printed_line(fig: go.Figure, own: pd.DataFrame, style: theme.Style, shift: int) -> None:
    """One counter: a mark per month, a thin line between months that follow each other."""
    x, y, ids, texts = [], [], [], []
    for place, row in enumerate(own.itertuples()):
        if place and (row.as_of_last - own["as_of_last"][place - 1]).days > 31:
            x, y, ids, texts = [*x, None], [*y, None], [*ids, ""], [*texts, ""]
        x.append(row.middle + pd.Timedelta(days=shift))
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
        )
    )
    ranges = own[own["bound"] == "range"]
    for row in ranges.itertuples():
        at = row.middle + pd.Timedelta(days=shift)
        fig.add_shape(
            type="line", x0=at, x1=at, y0=row.low, y1=row.high, line={"color": style.color, "width": 4}
        )


def _stars(other: pd.DataFrame) -> go.Scatter:
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
            "opacity": [opacity(row) for row in other.itertuples()],
        },
        error_y={
            "array": ((other["high"] - other["low"]) / 2).fillna(0).tolist(),
            "thickness": 3,
            "width": 0,
            "color": theme.actor("russia").color,
        },
        text=_star_labels(other),
        textposition=[_label_place(row) for row in other.itertuples()],
        customdata=other["row_id"].tolist(),
        hovertext=[hover(row) for row in other.itertuples()],
        hoverinfo="text",
    )


def _label_place(row: object) -> str:
    """Where a star's value finds room: parts of a month lie on the lines, other scopes above them."""
    if row.quantity == "ru_gain_month_partial":
        return "middle right" if row.middle.month == 11 else "bottom center"
    return "top left" if row.middle.month == 12 else "top right"


def _star_labels(other: pd.DataFrame) -> list[str]:
    """Values beside the stars; a star close to one that has its value gets none (hover and table have it)."""
    texts, taken = [], []
    for row in other.itertuples():
        free = all(abs(row.value - value) > 60 or abs((row.middle - date).days) > 25 for date, value in taken)
        said = f"{row.value:,.0f}" if row.bound == "point" else f"{row.low:,.0f}–{row.high:,.0f}"
        texts.append(said if free else "")
        taken += [(row.middle, row.value)] if free else []
    return texts


def _month(stamp: pd.Timestamp) -> str:
    return f"{stamp:%b %Y}"


def _months_title(rows: pd.DataFrame) -> str:
    """The months with the lowest and the highest figure, in order, of those with two counters or more."""
    spread = gains.month_spread(rows)
    spread = spread[spread["counters"] >= 2]
    first, last = sorted([spread["lowest"].idxmin(), spread["highest"].idxmax()])
    counts = [count_word(int(spread.loc[month, "counters"])) for month in (first, last)]
    ends = [
        f"{spread.loc[month, 'lowest']:,.0f} to {spread.loc[month, 'highest']:,.0f}"
        for month in (first, last)
    ]
    return (
        f"{_month(first)}: {counts[0]} counters say {ends[0]} km²; {_month(last)}: {counts[1]} say {ends[1]}"
    )


def _other_title(rows: pd.DataFrame, other: pd.DataFrame) -> str:
    """The star that lies farthest from the same counter's full month, beside that month."""
    full_months = rows[rows["main"]].set_index(["speaker_id", "as_of_last"])["value"].rename("full")
    stars = other.assign(month=other["as_of_last"] + pd.offsets.MonthEnd(0))
    stars = stars.join(full_months, on=["speaker_id", "month"])
    away = (stars["value"] - stars["full"]).abs()
    row = stars.loc[away.idxmax() if away.notna().any() else stars["value"].idxmax()]
    who, month = row["name"].removesuffix(" (on ISW)"), _month(row["month"])
    value, full = f"{row['value']:,.0f} km²", f"{row['full']:,.0f}"
    if row["quantity"] == "ru_gain_month_incl_kursk":
        return f"{month}: {who} printed {value} with Kursk oblast and {full} without"
    if row["quantity"] == "ru_gain_month_gross":
        return f"{month}: {who} printed {value} taken, which is {full}\u00a0km² net"
    days = f"{row['as_of_first'].day} to {day(row['as_of_last'])}"
    if pd.notna(row["full"]):
        return f"{days}: {who} printed {value}; its full month was {full}"
    spread = gains.month_spread(rows).loc[row["month"]]
    ends = f"{spread['lowest']:,.0f} to {spread['highest']:,.0f}"
    if row["bound"] == "range":
        return (
            f"{month}: {who} claimed {row['low']:,.0f} to {row['high']:,.0f} km² a month; counters say {ends}"
        )
    return f"{days}: {who} said {value}; counters, full month: {ends}"


def _months_caption(scope: str, other: pd.DataFrame) -> str:
    said = (
        "Net gain of a full calendar month inside Ukraine, each counter by its own method: AFP adds ground "
        "that only Moscow claims; DeepState leaves unclear ground out. A line joins months that follow each "
        "other; marks of one month stand side by side. War Mapper and Black Bird Group: few months found. "
        "Bars: the UK's 500 to 550."
    )
    if gains.SCOPES[scope] == [gains.FULL_MONTH]:
        return said
    if other.empty:
        return f"{said} We found no figure of the other scope in this period."
    return f"{said} Stars are another scope and must not be read as a month of this series."


def _months_alt(title: str, rows: pd.DataFrame, other: pd.DataFrame) -> str:
    spread = gains.month_spread(rows)
    months = "; ".join(
        f"{_month(row.Index)} {row.lowest:,.0f}" + (f" to {row.highest:,.0f}" if row.counters > 1 else "")
        for row in spread.itertuples()
    )
    stars = "; ".join(f"{row.name} {said_on(row)}: {row.value_as_printed}" for row in other.itertuples())
    said = f"{title}. Lowest and highest printed month in km²: {months}."
    return f"{said} Stars: {stars}." if stars else said


def _months_table(rows: pd.DataFrame) -> pd.DataFrame:
    kinds = load("quantities").set_index("quantity")["label"]
    return pd.DataFrame(
        {
            "Counter": rows["name"],
            "Days": [said_on(row) for row in rows.itertuples()],
            "Printed": rows["value_as_printed"],
            "Scope": rows["quantity"].map(kinds),
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
    files = {"isw_claimed": "ISW's assessed + claimed", "isw": "ISW's assessed", "ds": "DeepState's map"}
    scores = {name: gains.within(pairs, name) for name in gains.REBUILT}
    heads = [
        f"{SHORT[name]} and<br>{files[counter]}:<br><b>{near} of {of}</b> within 2 km²"
        for (name, counter), (near, of) in zip(gains.REBUILT.items(), scores.values(), strict=True)
    ]
    fig = make_subplots(2, 2, subplot_titles=heads, horizontal_spacing=0.13, vertical_spacing=0.22)
    for place, name in enumerate(gains.REBUILT):
        own = pairs[pairs["speaker_id"] == name]
        comparable(own)
        where = {"row": place // 2 + 1, "col": place % 2 + 1}
        fig.add_trace(_diagonal(), **where)
        fig.add_trace(_recounted(own, PRINTED[name]), **where)
    fig.update_xaxes(range=[0, 800], dtick=200)
    fig.update_yaxes(range=[0, 800], dtick=200)
    for end in (1, 2):
        fig.update_xaxes(title="printed, km²", row=2, col=end)
        fig.update_yaxes(title="recounted, km²", row=end, col=1)
    fig.update_layout(showlegend=False)
    fig.update_annotations(font={"size": 13})
    leave_room(fig, 0.93)
    afp = pairs[pairs["speaker_id"] == "afp-on-isw"]
    worst = afp.loc[afp["off_km2"].abs().idxmax()]
    high = pairs.loc[(pairs["speaker_id"] == "isw") & (pairs["off_km2"] > 2), "off_km2"]
    near, of = scores["afp-on-isw"]
    title = f"AFP's months can be rebuilt from ISW's files: {near} of {of} within 2 km²"
    return finish(
        fig,
        title=title,
        subtitle="A mark is a month; on the line both are equal",
        caption=(
            f"Months from {_month(pairs['month'].min())} to {_month(pairs['month'].max())} with a printed "
            f"single value. AFP's largest gap: {_month(worst['month'])}, printed {worst['value']:,.0f}, "
            f"rebuilt {worst['recounted_km2']:,.0f}, unexplained. ISW's own months of May to August 2025 lie "
            f"{high.min():.0f} to {high.max():.0f} km² below the recount, unexplained. Month ends without a "
            "map are interpolated over at most three days."
        ),
        alt=f"{title}. "
        + "; ".join(f"{SHORT[name]}: {a} of {b} months within 2 km²" for name, (a, b) in scores.items())
        + ".",
        table=pd.DataFrame(
            {
                "Printed by": pairs["name"],
                "Month": pairs["month"].map(_month),
                "Printed, km²": pairs["value"],
                "Recounted from": pairs["counter"].map(gains.COUNTERS),
                "Recounted, km²": pairs["recounted_km2"].round(1),
                "Difference, km²": pairs["off_km2"].round(1),
                "Month ends": pairs["status"],
            }
        ),
        height=640,
    )


def _diagonal() -> go.Scatter:
    line = {"color": theme.FAINT, "width": 1}
    return go.Scatter(x=[0, 800], y=[0, 800], mode="lines", line=line, hoverinfo="skip")


def _recounted(own: pd.DataFrame, style: theme.Style) -> go.Scatter:
    return go.Scatter(
        x=own["value"].tolist(),
        y=own["recounted_km2"].round(1).tolist(),
        mode="markers",
        marker={"color": style.color, "symbol": style.symbol, "size": 8},
        customdata=own["row_id"].tolist(),
        hovertext=[
            f"<b>{row.name}</b>, {_month(row.month)}<br>printed {row.value:,.0f}, recounted "
            f"{row.recounted_km2:,.0f} km²<br>{broken(row.publisher, 40)} ({row.page_grade})"
            for row in own.itertuples()
        ],
        hoverinfo="text",
    )


def leave_room(fig: go.Figure, share: float) -> None:
    """Keep the upper end of the plot free for the heads of the uppermost panels."""
    fig.for_each_yaxis(lambda axis: axis.update(domain=[end * share for end in axis.domain]))
    fig.for_each_annotation(lambda note: note.update(y=note.y * share) if note.yref == "paper" else None)


def daily_gain(front: pd.DataFrame, counter: str, period: str) -> go.Figure:
    """Bars of the gain of each day of one counter, with days without a map and known map edits told apart.

    Parameters
    ----------
    front : table front_daily.
    counter : key of analysis.gains.COUNTERS.
    period : key of HALF_YEARS.
    """
    first, last = (pd.Timestamp(end) for end in HALF_YEARS[period])
    rows = gains.days_of(front, counter).dropna(subset=["gain"])
    rows = rows[rows["date"].between(first, last)].reset_index(drop=True)
    fig, style = go.Figure(), DAILY[counter]
    comparable(rows.rename(columns={"counter": "quantity"}))
    for status, (name, look) in DAY_LOOKS.items():
        own = rows[rows["gain_status"] == status]
        if len(own):
            fig.add_trace(
                go.Bar(
                    x=own["date"].tolist(),
                    y=own["gain"].round(1).tolist(),
                    name=name,
                    marker={"color": style.color, **look},
                    width=DAY_MS * (2.4 if status == "edit" else 0.9),
                    customdata=row_ids("front_daily", own),
                    hovertext=[f"{day(r.date)}: {signed(r.gain)} km²<br>{name}" for r in own.itertuples()],
                    hoverinfo="text",
                )
            )
    same = rows[rows["gain_status"] == "unchanged"]
    if len(same):
        fig.add_trace(
            go.Scatter(
                x=same["date"].tolist(),
                y=[0] * len(same),
                mode="markers",
                name="same as the day before",
                marker={"symbol": "line-ns", "size": 8, "line": {"width": 1, "color": theme.FAINT}},
                customdata=row_ids("front_daily", same),
                hovertext=[f"{day(date)}: the map of the day before again" for date in same["date"]],
                hoverinfo="text",
            )
        )
    tallest = rows.loc[rows["gain"].abs().sort_values(ascending=False, kind="stable").index[:5]]
    top, counts = tallest.iloc[0], rows["status"].value_counts()
    title = (
        f"{style.label}: tallest bar {day(top['date'])}, {signed(top['gain'], 0)}\u00a0km²; "
        f"{DAY_NOTES[top['gain_status']]}"
    )
    fig.update_layout(bargap=0, barmode="overlay", showlegend=True)
    fig.update_xaxes(range=[first, last], tickformat="%b<br>%Y", dtick="M1")
    fig.update_yaxes(title="km² on the day")
    return finish(
        fig,
        title=title,
        subtitle=f"{period}: change from evening to evening",
        caption=(
            f"{len(rows)} days: {counts.get('interpolated', 0)} without a usable map, "
            f"{counts.get('unchanged', 0)} with the map of the day before (no update is not no change). Only "
            "edits that stand out and could be named are marked; other tall bars can be edits too. The table "
            "holds the five largest days."
        ),
        alt=f"{title}. Five largest days: "
        + "; ".join(f"{day(r.date)} {signed(r.gain)} km² ({r.gain_status})" for r in tallest.itertuples())
        + ".",
        table=pd.DataFrame(
            {
                "Day": tallest["date"],
                "Gain, km²": tallest["gain"].round(1),
                "What is known of the day": tallest["gain_status"].map(DAY_NOTES),
            }
        ),
        height=460,
    )


def share_by_oblast(monthly: pd.DataFrame) -> go.Figure:
    """Stacked monthly gains by oblast from DeepState's maps; losses of ground stand below zero.

    `monthly` is table deepstate_monthly.
    """
    rows = gains.by_oblast(monthly)
    fig = go.Figure()
    for name in OBLAST_LOOKS:
        fig.add_trace(_oblast_bars(rows, name))
    fig.update_layout(barmode="relative", bargap=0.15)
    fig.update_xaxes(tickformat="%b<br>%Y", dtick="M4", tick0="2024-08-01")
    fig.update_yaxes(title="km² in the month")
    first = gains.oblast_sum(monthly, "2024-08", "2024-11")
    second = gains.oblast_sum(monthly, "2024-12", "2025-03")
    autumn = gains.oblast_sum(monthly, "2025-09", "2025-10")
    title = f"Aug to Nov 2024: {first[0]:,} of {first[1]:,} km² ({first[2]:.0f} %) were in Donetsk oblast"
    names = {"month": "Month", "rest": "Other oblasts", "total": "All"}
    return finish(
        fig,
        title=title,
        subtitle="Russian gain by oblast on DeepState's maps, last map to last map",
        caption=(
            f"Dec 2024 to Mar 2025: {second[0]:,} of {second[1]:,} km² ({second[2]:.0f} %); Sep and Oct "
            f"2025: {autumn[0]:,} of {autumn[1]:,} ({autumn[2]:.0f} %). One source: DeepState's archived "
            "maps, measured by us; map edits are inside. The Donbas is Donetsk and Luhansk oblasts."
        ),
        alt=(
            f"{title}. Share of Donetsk oblast, Dec 2024 to Mar 2025: {second[2]:.0f} %; "
            f"Sep and Oct 2025: {autumn[2]:.0f} %."
        ),
        table=rows.drop(columns="key").assign(month=rows["month"].map(_month)).rename(columns=names),
        height=500,
    )


def _oblast_bars(rows: pd.DataFrame, name: str) -> go.Bar:
    color, shape = OBLAST_LOOKS[name]
    marker = {"color": color, "line": {"color": theme.PAPER, "width": 0.5}}
    if shape:
        marker = {
            "color": theme.PAPER,
            "pattern": {"shape": shape, "fgcolor": color, "size": 5},
            "line": {"color": color, "width": 0.8},
        }
    label = "other oblasts" if name == "rest" else name
    return go.Bar(
        x=rows["month"].dt.to_period("M").dt.to_timestamp(),
        y=rows[name].tolist(),
        name=label,
        marker=marker,
        customdata=[f"deepstate_monthly:{key}" for key in rows["key"]],
        hovertext=[
            f"<b>{label}</b>, {_month(month)}<br>{signed(part, 0)} of {signed(total, 0)} km²"
            for month, part, total in zip(rows["month"], rows[name], rows["total"], strict=True)
        ],
        hoverinfo="text",
    )
