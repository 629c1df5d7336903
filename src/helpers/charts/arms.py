"""Figures of the lesson on shells: loads as rays, the calculator, totals by speaker, containers a day."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import arms
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import day, finish, words
from helpers.charts.oldstrips import (
    FRAME_PX,
    HEAD_PX,
    OPEN_ENDS,
    ROW_PX,
    heading_over,
    range_bar,
    row_label,
    side_legend,
    strip_axis,
    strip_marks,
)
from helpers.charts.spoken import (
    ARROW,
    SIZE,
    UPWARD,
    add_points,
    hover,
    opacity,
    printed_rows,
    said_on,
    symbol,
)

MILLION = 1e6
MOST = 19.5  # million pieces: right end of the calculator
UNTOLD = 0.25  # opacity of totals that do not answer the question chosen
PERCENT = "\N{NO-BREAK SPACE}%"
RAYS = {75: 30_000, 250: 31_500, 375: 33_000, 450: 24_000}  # load: containers where it is named
RAY_END = 36_000
EDGE = pd.Timestamp("2026-06-20")  # where totals without a day stand, right of the dated ones


def load_rays(said: pd.DataFrame) -> go.Figure:
    """Draw containers against shells, one mark per statement that gives both, with rays of equal load.

    Parameters
    ----------
    said : rows of analysis.arms.pairs.
    """
    mixed = comparable(said)
    rows = said.assign(y=said["value"] / MILLION)
    fig = go.Figure()
    for load, named_at in RAYS.items():
        fig.add_trace(
            go.Scatter(
                x=[0, RAY_END],
                y=[0, RAY_END * load / MILLION],
                mode="lines",
                line={"color": theme.FAINT, "width": 1, "dash": "dot"},
                hoverinfo="skip",
                showlegend=False,
            )
        )
        fig.add_annotation(
            x=named_at,
            y=named_at * load / MILLION,
            text=f"{load} each",
            showarrow=False,
            bgcolor=theme.PAPER,
            borderpad=1,
            font={"size": 12, "color": theme.INK},
        )
    for row in rows[rows["bound"] == "range"].itertuples():
        range_bar(fig, row, [row.containers] * 2, [row.low / MILLION, row.high / MILLION])
        fig.add_annotation(
            x=row.containers,
            y=row.low / MILLION,
            text=_load_label(row),
            showarrow=False,
            yanchor="top",
            bgcolor=theme.PAPER,
            font={"size": 12},
        )
    for side, group in rows[rows["bound"] != "range"].groupby("side", sort=False):
        style = theme.actor(side)
        marks = list(group.itertuples())
        fig.add_trace(
            go.Scatter(
                x=group["containers"].tolist(),
                y=group["y"].tolist(),
                mode="markers+text",
                showlegend=False,
                text=[_load_label(mark) for mark in marks],
                textposition=[_load_place(mark) for mark in marks],
                textfont={"size": 12, "color": theme.INK},
                customdata=group["row_id"].tolist(),
                hovertext=[f"{hover(mark)}<br>{mark.containers_printed} containers" for mark in marks],
                hoverinfo="text",
                marker={
                    "color": style.color,
                    "symbol": [symbol(mark) for mark in marks],
                    "angle": [UPWARD.get(mark.bound, 0) for mark in marks],
                    "size": [ARROW if mark.bound in UPWARD else SIZE for mark in marks],
                    "standoff": [ARROW if mark.bound in UPWARD else 0 for mark in marks],
                    "opacity": [0.45 if pd.isna(mark.as_of_last) else opacity(mark) for mark in marks],
                    "line": {"width": 1, "color": theme.PAPER},
                },
            )
        )
    fig.update_xaxes(title="containers", range=[0, RAY_END * 1.02], tickformat=",", nticks=5)
    fig.update_yaxes(title="million pieces", range=[-0.6, 17.4], dtick=5)
    side_legend(fig, rows["side"])
    seoul = arms.load_range(said)
    others = arms.load_range(said, arms.WATCHERS)
    count = int((~said["rockets"] & (said["side"] == "south_korea")).sum())
    title = (
        f"Seoul’s {count} totals are its containers times {arms.load_words(*seoul)}; "
        f"ship watchers: {arms.load_words(*others)}"
    )
    return finish(
        fig,
        title=title,
        subtitle="One mark per statement that gives containers and shells; the number is the load",
        caption="Load = shells said ÷ containers said, our arithmetic. Seoul’s upper marks: shells if every "
        "container held 152 mm shells; the two lowest: the same containers full of 122 mm rockets. Where a "
        "statement says “more than” (arrow up) or “up to” (arrow down), its load is rough. Faint: weak page "
        "or no day. Lines join equal loads.",
        alt=f"{title}. " + "; ".join(_pair_sentence(row) for row in said.itertuples()) + ".",
        table=pd.DataFrame(
            {
                "Speaker": said["name"],
                "Day": [said_on(row) for row in said.itertuples()],
                "Containers": said["containers_printed"],
                "Shells or rockets": said["value_as_printed"],
                "Pieces in a container": [_load_label(row) for row in said.itertuples()],
                "Page": said["publisher"],
            }
        ),
        mixed=mixed,
        height=470,
    )


def _load_label(row: object) -> str:
    return arms.load_words(row.load_low, row.load_high)


def _load_place(row: object) -> str:
    if row.rockets:
        return "middle left" if row.load_low > 78 else "middle right"
    return "top left"


def _pair_sentence(row: object) -> str:
    kind = " as rockets" if row.rockets else ""
    return (
        f"{row.name}, {said_on(row)}: {words(float(row.containers))} containers, {row.value_as_printed}, "
        f"{_load_label(row)} in each{kind}"
    )


def container_calculator(
    said: pd.DataFrame,
    totals: pd.DataFrame,
    one_year: pd.DataFrame,
    containers_and_load: str,
    mix: int,
    other_goods: int,
) -> go.Figure:
    """Draw the total that a number of containers and a mix give, above what has been published.

    Parameters
    ----------
    said, totals : from analysis.arms.pairs and shell_totals.
    one_year : from analysis.arms.detailed, rows about one year alone; they stand in a frame of their own.
    containers_and_load : a key of analysis.arms.RECIPES.
    mix : of the containers with ammunition, the per cent with 152 mm shells; the rest hold 122 mm rockets.
    other_goods : per cent of all containers with other goods.
    """
    containers, side = arms.RECIPES[containers_and_load]
    low, high = (end / MILLION for end in arms.mixed_total(said, containers, mix, other_goods, side))
    published = _published_beside(totals, said)
    scopes = [*comparable(published), *comparable(one_year)]
    inner = ROW_PX * (len(published) + 1 + len(one_year)) + HEAD_PX
    fig = make_subplots(
        rows=2,
        cols=1,
        shared_xaxes=True,
        row_heights=[len(published) + 1.2, len(one_year) + 0.2],
        vertical_spacing=HEAD_PX / inner,
    )
    fig.add_trace(
        go.Scatter(
            x=[low, high],
            y=[len(published)] * 2,
            mode="lines",
            line={"color": theme.INK, "width": 16},
            customdata=["", ""],
            hovertext=[f"our arithmetic: {low:.1f} to {high:.1f} million"] * 2,
            hoverinfo="text",
            showlegend=False,
        ),
        row=1,
        col=1,
    )
    beyond = high > MOST / 2  # then the words stand before the bar, so that they stay inside the frame
    fig.add_annotation(
        x=low if beyond else high,
        y=len(published),
        text=f"<b>{low:.1f} to {high:.1f}</b>",
        showarrow=False,
        xanchor="right" if beyond else "left",
        xshift=-9 if beyond else 9,
        row=1,
        col=1,
    )
    strip_marks(fig, published, 1, MILLION)
    strip_marks(fig, one_year, 2, MILLION)
    strip_axis(fig, 1, ["<b>Your setting</b>", *(row_label(row) for row in published.itertuples())])
    strip_axis(fig, 2, [row_label(row) for row in one_year.itertuples()])
    heading_over(fig, 2, "one year alone, with rockets")
    for place in (1, 2):
        fig.add_vline(x=2, line={"color": theme.FAINT, "width": 1, "dash": "dash"}, row=place, col=1)
    fig.update_xaxes(range=[0, MOST], dtick=4)
    fig.update_xaxes(title="million pieces (dashed: two million)", row=2)
    side_legend(fig, pd.concat([published, one_year])["side"])
    loads = {kind: arms.load_words(*arms.load_range(said, *kind)) for kind in ((side,), (arms.SEOUL, True))}
    shells, rockets = loads.values()
    title = f"{_setting(containers, shells, rockets, mix, other_goods)}: {low:.1f} to {high:.1f} million"
    own = pd.DataFrame(
        {"Speaker": ["this setting (our arithmetic)"], "Value": [f"{low:.1f} to {high:.1f} million pieces"]}
    )
    return finish(
        fig,
        title=title,
        subtitle="Black: arithmetic of this setting. Below it: totals as published, oldest first",
        caption=f"Our arithmetic with {shells} shells in a container (implied by "
        f"{'Seoul’s statements' if side == arms.SEOUL else 'Open Source Centre’s statement'}) and {rockets} "
        "rockets (Seoul’s). Mix and other goods are for you to set: no source in our data measures them. "
        f"Pieces are shells and rockets together. {OPEN_ENDS}",
        alt=f"{title}. Published: "
        + "; ".join(f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in published.itertuples())
        + "; one year alone: "
        + "; ".join(f"{row.name}: {row.value_as_printed}" for row in one_year.itertuples())
        + ".",
        table=pd.concat([own, printed_rows(pd.concat([published, one_year]))]),
        mixed=scopes,
        height=inner + FRAME_PX + 20,
    )


def _published_beside(totals: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The latest total of each office, and Seoul's for numbers of containers that the control offers."""
    kept = set(arms.latest(totals)["row_id"]) | set(said[said["containers"] >= 20_000]["row_id"])
    return (
        totals[totals["row_id"].isin(kept)]
        .sort_values("as_of_last", na_position="last")
        .reset_index(drop=True)
    )


def _setting(containers: int, shells: str, rockets: str, mix: int, other_goods: int) -> str:
    if mix == 0:
        said = f"{containers:,} containers, all rockets ({rockets} each)"
    else:
        said = f"{containers:,} containers at {shells} shells"
        said += f", {100 - mix}{PERCENT} rockets" if mix < 100 else ", no rockets"
    return said + (f", {other_goods}{PERCENT} other" if other_goods else "")


def totals_by_speaker(
    totals: pd.DataFrame, known_on: str | None = None, meaning: str = "delivered"
) -> go.Figure:
    """Draw published totals of shells by the day they speak of, as far as they had been said by a day.

    Parameters
    ----------
    totals : rows of analysis.arms.shell_totals.
    known_on : only what had been said by this day; None shows all, undated totals at the right edge.
    meaning : "delivered", or "usable": totals times the share that the speaker says to work, others faint.

    Raises
    ------
    ValueError : another meaning.
    """
    if meaning not in ("delivered", "usable"):
        raise ValueError(f"meaning is “delivered” or “usable”, not {meaning!r}.")
    rows = arms.said_by(totals, known_on)
    scopes = comparable(rows)
    rows = rows.assign(x=rows["as_of_last"].fillna(EDGE))
    fig = go.Figure()
    _alternatives(fig, rows)
    shown = rows.assign(value=rows["value"] / MILLION, low=rows["low"] / MILLION, high=rows["high"] / MILLION)
    told = pd.Series(True, index=rows.index)  # rows that answer the question chosen; all others are faint
    if meaning == "usable":
        told = shown["usable"].notna()
        for row in shown[told].itertuples():
            _down_to(fig, row, row.usable / MILLION)
        shown["value"] = (shown["usable"] / MILLION).where(told, shown["value"])
    ranges = shown["bound"] == "range"
    for row in shown[ranges].itertuples():
        range_bar(fig, row, [row.x] * 2, [row.low, row.high], faint=1 if told[row.Index] else UNTOLD)
    add_points(fig, shown[told & ~ranges], "x", "value", legend=False)
    before = len(fig.data)
    add_points(fig, shown[~told & ~ranges], "x", "value", legend=False)
    for trace in fig.data[before:]:
        trace.opacity = UNTOLD
    for row in _named(shown, meaning).itertuples():
        beside = row.counter == "Kyiv (HUR)"
        fig.add_annotation(
            x=row.x,
            y=row.top,
            text=_point_label(row),
            showarrow=False,
            xanchor="left" if beside else "center",
            yanchor="middle" if beside else "bottom",
            xshift=9 if beside else 0,
            yshift=0 if beside else 7,
            font={"size": 12},
        )
    fig.update_xaxes(
        type="date",
        range=["2023-11-01", "2026-08-25"],
        tickvals=["2024-01-01", "2025-01-01", "2026-01-01", EDGE],
        ticktext=["2024", "2025", "2026", "no day"],
        tickangle=0,
    )
    fig.update_yaxes(title="million", range=[0, 17.6], dtick=5)
    side_legend(fig, totals["side"])
    if known_on:
        fig.add_vline(x=known_on, line={"color": theme.FAINT, "width": 1, "dash": "dash"})
    title = _totals_title(rows, known_on, meaning)
    return finish(
        fig,
        title=title,
        subtitle="Published totals by the day they speak of; dashed line: the day you chose"
        if known_on
        else "Published totals by the day they speak of",
        caption="Totals start on different days: Open Source Centre counts from September 2023, South Korean "
        "military intelligence from mid-2022, Kyiv’s 6.5 million from 2023. Dotted line: two answers for the "
        "same containers, 152 mm shells or 122 mm rockets. The NIS total mixes shells with missiles. "
        + ("Faint: no share that works was said. " if meaning == "usable" else "")
        + OPEN_ENDS,
        alt=f"{title}. "
        + "; ".join(f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in rows.itertuples())
        + ".",
        table=printed_rows(rows),
        mixed=scopes,
        height=480,
    )


def _down_to(fig: go.Figure, row: object, usable: float) -> None:
    """A line from the total said to have been delivered down to the part said to work."""
    style = theme.actor(row.side)
    fig.add_trace(
        go.Scatter(
            x=[row.x] * 2,
            y=[usable, row.value],
            mode="lines+markers",
            line={"color": style.color, "width": 2},
            marker={"symbol": [style.symbol, "line-ew-open"], "size": 11},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _alternatives(fig: go.Figure, rows: pd.DataFrame) -> None:
    for _, both in rows[rows["pair_id"].notna()].groupby("pair_id"):
        if len(both) == 2:
            fig.add_trace(
                go.Scatter(
                    x=both["x"].tolist(),
                    y=(both["value"] / MILLION).tolist(),
                    mode="lines",
                    line={"color": theme.actor(both["side"].iloc[0]).color, "width": 1, "dash": "dot"},
                    hoverinfo="skip",
                    showlegend=False,
                )
            )


def _named(shown: pd.DataFrame, meaning: str) -> pd.DataFrame:
    """The marks that carry their words: the latest of each office, the undated one, or the one that works."""
    if meaning == "usable":
        named = shown[shown["usable"].notna()]
    else:
        named = shown[shown["row_id"].isin(arms.latest(shown)["row_id"]) | shown["as_of_last"].isna()]
    named = named[named["counter"] != "C4ADS"]  # stands among others; its words are in the table
    return named.assign(top=named["high"].fillna(named["value"]))


def _point_label(row: object) -> str:
    office = row.counter.replace(" (ministry)", "").replace(" (HUR)", "").replace("Seoul (NIS)", "NIS")
    office = office.replace("Open Source Centre", "Open Source<br>Centre")
    prefix = {"at least": "over ", "up to": "up to "}.get(row.bound, "")
    value = f"{row.low:g} to {row.high:g}" if row.bound == "range" else f"{prefix}{row.value:g}"
    return f"{office} {value}"


def _totals_title(rows: pd.DataFrame, known_on: str | None, meaning: str) -> str:
    when = f"Said by {day(known_on)}" if known_on else "Said so far"
    if meaning == "usable":
        works = rows[rows["usable"].notna()].iloc[-1]
        return (
            f"{when}: one speaker says how many work, {works['usable'] / MILLION:g} of "
            f"{works['value'] / MILLION:g} million ({works['as_of_last']:%B %Y})"
        )
    last = arms.latest(rows).set_index("counter")["value"] / MILLION
    said = f"{when}: Kyiv {last['Kyiv (HUR)']:g}, Seoul {last['Seoul (ministry)']:g}"
    watchers = rows[rows["counter"] == "Open Source Centre"]
    if len(watchers):
        row = watchers.iloc[-1]
        said += f", ship watchers {row['low'] / MILLION:g} to {row['high'] / MILLION:g}"
    else:
        said += f", C4ADS {last['C4ADS']:g}"
    return said + " million shells"


def containers_per_day(estimates: pd.DataFrame, read: str = "a day") -> go.Figure:
    """Draw Seoul's containers a day between its statements, or the totals that the rates come from.

    Parameters
    ----------
    estimates : rows with the quantity dprk_containers.
    read : "a day" or "totals".

    Raises
    ------
    ValueError : another reading.
    """
    if read not in ("a day", "totals"):
        raise ValueError(f"read is “a day” or “totals”, not {read!r}.")
    steps = arms.per_day(estimates)
    rows = arms.detailed(estimates)
    rows = rows[(rows["quantity"] == "dprk_containers") & (rows["counter"] == "Seoul (ministry)")]
    undated, rows = (
        rows[rows["as_of_last"].isna()],
        rows[rows["as_of_last"].notna()].sort_values("as_of_last"),
    )
    scopes = comparable(rows)
    style = theme.actor("south_korea")
    fig = go.Figure()
    if read == "a day":
        for step in steps.itertuples():
            fig.add_trace(
                go.Scatter(
                    x=[step.first, step.last],
                    y=[step.per_day] * 2,
                    mode="lines+markers",
                    line={"color": style.color, "width": 4},
                    marker={"color": style.color, "symbol": style.symbol, "size": 9},
                    customdata=[step.row_first, step.row_last],
                    hovertext=[
                        f"<b>{step.per_day:.0f} containers a day</b><br>"
                        f"{day(step.first)}: {step.printed_first}<br>"
                        f"{day(step.last)}: {step.printed_last}<br>{step.added:,.0f} in {step.days} days"
                    ]
                    * 2,
                    hoverinfo="text",
                    showlegend=False,
                )
            )
            fig.add_annotation(
                x=step.first + (step.last - step.first) / 2,
                y=step.per_day,
                text=f"{step.per_day:.0f}",
                showarrow=False,
                yanchor="bottom",
                yshift=6,
            )
        fig.update_yaxes(title="containers a day", range=[0, 145])
    else:
        add_points(fig, rows, "as_of_last", "value", legend=False)
        for row in rows.itertuples():
            fig.add_annotation(
                x=row.as_of_last,
                y=row.value,
                text=f"{row.value:,.0f}",
                showarrow=False,
                xanchor="right",
                xshift=-9,
                yshift=6,
                font={"size": 12},
            )
        fig.update_yaxes(title="containers in all", range=[0, 31_500], tickformat=",")
    fig.update_xaxes(
        type="date",
        range=["2023-06-15", "2025-09-01"],
        tickvals=["2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01"],
        ticktext=["Jan<br>2024", "Jul", "Jan<br>2025", "Jul"],
    )
    title = _steps_title(steps, read)
    left_out = "; ".join(row.value_as_printed for row in undated.itertuples())
    return finish(
        fig,
        title=title,
        subtitle="Seoul’s containers, cumulative since 2022 or 2023"
        if read == "totals"
        else "Containers a day between one statement by Seoul and the next, our arithmetic",
        caption="South Korea’s defence ministry and its intelligence agency, passed on by a minister or a "
        f"member of parliament. {int((rows['bound'] == 'at least').sum())} of the {len(rows)} totals are "
        "“more than” or “at least”, so a rate is rough. Left out because the page shows no day: "
        f"{left_out}.",
        alt=f"{title}. "
        + "; ".join(
            f"{day(step.first)} to {day(step.last)}: {step.added:,.0f} in {step.days} days, "
            f"{step.per_day:.0f} a day"
            for step in steps.itertuples()
        )
        + ".",
        table=pd.DataFrame(
            {
                "From": steps["first"],
                "To": steps["last"],
                "Said first": steps["printed_first"],
                "Said last": steps["printed_last"],
                "Containers added": steps["added"],
                "Days": steps["days"],
                "A day": [f"{value:.0f}" for value in steps["per_day"]],
            }
        ),
        mixed=scopes,
        height=theme.HEIGHT,
    )


def _steps_title(steps: pd.DataFrame, read: str) -> str:
    last = steps.iloc[-1]
    if read == "totals":
        first = steps.iloc[0]
        return (
            f"Seoul’s containers: {first['printed_first']} on {day(first['first'])}, "
            f"{last['printed_last']} on {day(last['last'])}"
        )
    before, jump = steps.iloc[-3], steps.iloc[-2]
    return (
        f"Seoul’s containers: {before['per_day']:.0f} a day to {before['last']:%b %Y}, "
        f"{jump['per_day']:.0f} to {jump['last']:%b}, {last['per_day']:.0f} to {last['last']:%b %Y}"
    )
