"""Figures of the lesson on shells and guns: loads as rays, the calculator, totals, rates, strips of "
"statements."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import arms
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish, words
from helpers.charts.spoken import add_points, hover, opacity, printed_rows, said_on

MILLION = 1e6
RAYS = (75, 250, 375, 450)
RAY_END = 36_000
LABEL = 24
ROW_PX = 42
TWO_MILLION = 2
OPEN_ENDS = "Arrows are open ends (“at least”, “up to”); faint marks rest on weak pages."
EDGE = pd.Timestamp("2026-03-15")  # where totals without a day stand, right of the dated ones


def load_rays(said: pd.DataFrame) -> go.Figure:
    """Draw containers against shells, one mark per statement that gives both, with rays of equal load.

    Parameters
    ----------
    said : rows of analysis.arms.pairs.
    """
    mixed = comparable(said)
    rows = said.assign(y=said["value"] / MILLION)
    fig = go.Figure()
    for load in RAYS:
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
            x=RAY_END * 0.5 if load > RAYS[0] else RAY_END * 0.8,
            y=(RAY_END * 0.5 if load > RAYS[0] else RAY_END * 0.8) * load / MILLION,
            text=f"{load} each",
            showarrow=False,
            bgcolor=theme.PAPER,
            borderpad=1,
            font={"size": 12, "color": theme.INK},
        )
    for row in rows[rows["bound"] == "range"].itertuples():
        fig.add_trace(
            go.Scatter(
                x=[row.containers] * 2,
                y=[row.low / MILLION, row.high / MILLION],
                mode="lines",
                line={"color": theme.actor(row.side).color, "width": 4},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    for side, group in rows.groupby("side", sort=False):
        style = theme.actor(side)
        marks = list(group.itertuples())
        fig.add_trace(
            go.Scatter(
                x=group["containers"].tolist(),
                y=group["y"].tolist(),
                mode="markers+text",
                name=style.label,
                text=[_load_label(mark) for mark in marks],
                textposition=[_load_place(mark) for mark in marks],
                textfont={"size": 12, "color": theme.INK},
                customdata=group["row_id"].tolist(),
                hovertext=[f"{hover(mark)}<br>{mark.containers_printed} containers" for mark in marks],
                hoverinfo="text",
                marker={
                    "color": style.color,
                    "symbol": style.symbol,
                    "size": 10,
                    "opacity": [0.45 if pd.isna(mark.as_of_last) else opacity(mark) for mark in marks],
                    "line": {"width": 1, "color": theme.PAPER},
                },
            )
        )
    fig.update_xaxes(title="containers", range=[0, RAY_END * 1.02], tickformat=",", nticks=5)
    fig.update_yaxes(title="million pieces", range=[-0.6, 17.4], dtick=5)
    fig.update_layout(legend={"y": -0.2})
    seoul = arms.load_range(said)
    others = arms.load_range(said, "independent")
    count = int((~said["rockets"] & (said["side"] == "south_korea")).sum())
    title = (
        f"Seoul’s {count} totals are its containers times {seoul[0]:.0f} to {seoul[1]:.0f}; "
        f"ship watchers: {others[0]:.0f} to {others[1]:.0f}"
    )
    return finish(
        fig,
        title=title,
        subtitle="One mark per statement that gives containers and shells; the number is the load",
        caption="Load = shells said ÷ containers said, our arithmetic. Seoul’s upper marks: shells if every "
        "container held 152 mm shells; the two lowest: the same containers full of 122 mm rockets. Where a "
        "statement says “more than” or “up to”, its load is rough. Faint: weak page or no day. Lines join "
        "equal loads.",
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
    if round(row.load_low) == round(row.load_high):
        return f"{row.load_low:.0f}"
    return f"{row.load_low:.0f} to {row.load_high:.0f}"


def _load_place(row: object) -> str:
    if row.rockets:
        return "middle left" if row.load_low > 78 else "middle right"
    return "bottom center" if row.bound == "range" else "top left"


def _pair_sentence(row: object) -> str:
    kind = " as rockets" if row.rockets else ""
    return (
        f"{row.name}, {said_on(row)}: {words(float(row.containers))} containers, {row.value_as_printed}, "
        f"{_load_label(row)} in each{kind}"
    )


def container_calculator(
    estimates: pd.DataFrame, one_year: pd.DataFrame, containers: int, mix: int, other_goods: int
) -> go.Figure:
    """Draw the total that a number of containers and a mix give, above what has been published.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.TOTALS.
    one_year : rows about one year alone; they stand in a frame of their own.
    containers : number of containers.
    mix : of the containers with ammunition, the per cent with 152 mm shells; the rest hold 122 mm rockets.
    other_goods : per cent of all containers with other goods.
    """
    said = arms.pairs(estimates)
    low, high = arms.mixed_total(said, containers, mix, other_goods)
    totals = arms.shell_totals(estimates)
    published = _published_beside(totals, said)
    year = arms.detailed(one_year)
    scopes = [*comparable(published), *comparable(year)]
    frames = [len(published) + 1, len(year)]
    fig = make_subplots(
        rows=2,
        cols=1,
        shared_xaxes=True,
        row_heights=[frames[0] + 0.3, frames[1] + 0.5],
        vertical_spacing=0.1,
    )
    fig.add_trace(
        go.Scatter(
            x=[low / MILLION, high / MILLION],
            y=[len(published)] * 2,
            mode="lines",
            line={"color": theme.INK, "width": 14},
            customdata=["", ""],
            hovertext=[f"our arithmetic: {low / MILLION:.1f} to {high / MILLION:.1f} million"] * 2,
            hoverinfo="text",
            name="your setting (our arithmetic)",
        ),
        row=1,
        col=1,
    )
    _strip_marks(fig, published.assign(x=published["value"] / MILLION), 1, MILLION)
    _strip_marks(fig, year.assign(x=year["value"] / MILLION), 2, MILLION)
    labels = [*[_row_label(row) for row in published.itertuples()][::-1], "<b>Your setting</b>"]
    fig.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=labels,
        range=[-0.6, len(labels) - 0.4],
        showgrid=False,
        row=1,
    )
    fig.update_yaxes(
        tickvals=list(range(len(year))),
        ticktext=[_row_label(row) for row in year.itertuples()][::-1],
        range=[-0.6, len(year) - 0.4],
        showgrid=False,
        row=2,
    )
    fig.add_vline(x=TWO_MILLION, line={"color": theme.FAINT, "width": 1, "dash": "dash"}, row=1, col=1)
    fig.add_vline(x=TWO_MILLION, line={"color": theme.FAINT, "width": 1, "dash": "dash"}, row=2, col=1)
    _heading(fig, 2, "one year alone, rockets included")
    fig.update_xaxes(range=[0, 17], dtick=4, showticklabels=True)
    fig.update_xaxes(title="million pieces (dashed line: two million)", row=2)
    fig.update_layout(showlegend=True, legend={"y": -0.15})
    setting = _setting(containers, mix, other_goods)
    title = f"{setting}: {low / MILLION:.1f} to {high / MILLION:.1f} million pieces"
    shells, rockets = arms.load_range(said), arms.load_range(said, rockets=True)
    return finish(
        fig,
        title=title,
        subtitle="Black: arithmetic of this setting. Below it: totals as published, oldest first",
        caption=f"Our arithmetic with the loads that Seoul’s statements imply ({shells[0]:.0f} to "
        f"{shells[1]:.0f} "
        f"shells, {rockets[0]:.0f} to {rockets[1]:.0f} rockets a container). Mix and other goods are for "
        f"you to "
        "set: no source in our data measures them. Pieces are shells and rockets together. " + OPEN_ENDS,
        alt=f"{title}. Published: "
        + "; ".join(f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in published.itertuples())
        + "; one year alone: "
        + "; ".join(f"{row.name}: {row.value_as_printed}" for row in year.itertuples())
        + ".",
        table=pd.concat(
            [
                pd.DataFrame(
                    {
                        "Speaker": ["this setting (our arithmetic)"],
                        "Day": ["–"],
                        "Value": [f"{low:,.0f} to {high:,.0f}"],
                        "What it counts": ["pieces"],
                        "Place": ["–"],
                        "Page": ["–"],
                        "Kind of page": ["–"],
                    }
                ),
                printed_rows(pd.concat([published, year])),
            ]
        ),
        mixed=scopes,
        height=640,
    )


def _published_beside(totals: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """The latest total of each office, and Seoul's totals for numbers of containers that the control "
    "offers."""
    kept = set(arms.latest(totals)["row_id"]) | set(said[said["containers"] >= 20_000]["row_id"])
    return (
        totals[totals["row_id"].isin(kept)]
        .sort_values("as_of_last", na_position="last")
        .reset_index(drop=True)
    )


def _setting(containers: int, mix: int, other_goods: int) -> str:
    if other_goods:
        held = {100: "all shells", 0: "all rockets"}.get(mix, f"{mix} % shells")
        return f"{containers:,} containers, {other_goods} % other goods, rest {held}"
    held = {100: "all shells", 0: "all rockets"}.get(mix, f"{mix} % shells, {100 - mix} % rockets")
    return f"{containers:,} containers, {held}"


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
    for row in rows[rows["bound"] == "range"].itertuples():
        fig.add_trace(
            go.Scatter(
                x=[row.x, row.x],
                y=[row.low / MILLION, row.high / MILLION],
                mode="lines",
                line={"color": theme.actor(row.side).color, "width": 4},
                opacity=_known_to_work(row, meaning),
                hoverinfo="skip",
                showlegend=False,
            )
        )
    shown = rows.assign(value=rows["value"] / MILLION, low=rows["low"] / MILLION, high=rows["high"] / MILLION)
    if meaning == "usable":
        worked = shown["usable"].notna()
        shown["value"] = (shown["usable"] / MILLION).where(worked, shown["value"])
        for row in shown[worked].itertuples():
            fig.add_annotation(
                x=row.x,
                y=row.value,
                ax=row.x,
                ay=rows.loc[rows["row_id"] == row.row_id, "value"].iloc[0] / MILLION,
                axref="x",
                ayref="y",
                arrowhead=2,
                arrowwidth=2,
                arrowcolor=theme.actor(row.side).color,
                standoff=4,
            )
    add_points(fig, shown, "x", "value")
    for trace in fig.data:
        if trace.mode == "markers" and trace.customdata is not None:
            opacities = {row.row_id: _known_to_work(row, meaning) for row in shown.itertuples()}
            trace.marker.opacity = [opacities[mark] for mark in trace.customdata]
    for row in _named(shown, known_on, meaning).itertuples():
        fig.add_annotation(
            x=row.x,
            y=row.top,
            text=_point_label(row),
            showarrow=False,
            yanchor="bottom",
            yshift=7,
            font={"size": 12},
        )
    fig.update_xaxes(
        type="date",
        range=["2023-11-01", "2026-05-10"],
        tickvals=["2024-01-01", "2025-01-01", "2026-01-01", EDGE],
        ticktext=["2024", "2025", "2026", "no day"],
    )
    fig.update_yaxes(title="million", range=[0, 17.6], dtick=5)
    fig.update_layout(legend={"y": -0.13})
    if known_on:
        fig.add_vline(x=known_on, line={"color": theme.FAINT, "width": 1, "dash": "dash"})
    title = _totals_title(rows, known_on, meaning)
    return finish(
        fig,
        title=title,
        subtitle="Published totals by the day they speak of; dashed line: the day you chose"
        if known_on
        else "Published totals by the day they speak of",
        caption="Totals start on different days: Washington, Open Source Centre and MSMT count from "
        "September 2023, "
        "South Korean military intelligence from mid-2022, Kyiv’s 6.5 million from 2023. Dotted line: two "
        "answers "
        "for the same containers, 152 mm shells or 122 mm rockets. The NIS total mixes shells with missiles. "
        + ("Faint: no share that works was said. " if meaning == "usable" else "")
        + OPEN_ENDS,
        alt=f"{title}. "
        + "; ".join(f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in rows.itertuples())
        + ".",
        table=printed_rows(rows),
        mixed=scopes,
        height=480,
    )


def _known_to_work(row: object, meaning: str) -> float:
    if meaning == "usable" and pd.isna(row.usable):
        return 0.25
    return opacity(row)


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


def _named(shown: pd.DataFrame, known_on: str | None, meaning: str) -> pd.DataFrame:
    """The marks that carry their words: the latest of each office, the undated one, or the one that works."""
    if meaning == "usable":
        named = shown[shown["usable"].notna()]
    else:
        named = shown[shown["row_id"].isin(arms.latest(shown)["row_id"]) | shown["as_of_last"].isna()]
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
                        f"<b>{step.per_day:.0f} containers a day</b><br>{day(step.first)}: "
                        f"{step.printed_first}<br>"
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
        fig.add_trace(
            go.Scatter(
                x=rows["as_of_last"].tolist(),
                y=rows["value"].tolist(),
                mode="lines",
                line={"color": style.color, "width": 1, "dash": "dot"},
                hoverinfo="skip",
                showlegend=False,
            )
        )
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
        "member of "
        f"parliament. {int((rows['bound'] == 'at least').sum())} of the {len(rows)} totals are “more than” "
        f"or “at "
        f"least”, so a rate is rough. Left out because the page shows no day: {left_out}.",
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
            f"{last['printed_last']} on "
            f"{day(last['last'])}"
        )
    before, jump = steps.iloc[-3], steps.iloc[-2]
    return (
        f"Seoul’s containers: {before['per_day']:.0f} a day to {before['last']:%b %Y}, "
        f"{jump['per_day']:.0f} to "
        f"{jump['last']:%b}, {last['per_day']:.0f} to {last['last']:%b %Y}"
    )


def guns_and_launchers(estimates: pd.DataFrame) -> go.Figure:
    """Draw guns, launchers and both together in three frames, with our sums and the forecasts marked.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.GUNS.
    """
    rows = arms.with_sums(estimates)
    frames = {
        "170 mm guns (M1989, “Koksan”)": rows[rows["panel"] == "guns"],
        "240 mm rocket launchers (M1991)": rows[rows["panel"] == "launchers"],
        "guns and launchers together": rows[rows["panel"] == "guns and launchers together"],
    }
    both = rows[(rows["panel"] == "guns and launchers together")].sort_values("as_of_last")
    first, last = both.iloc[0], both.iloc[-1]
    top = both.loc[both["value"].idxmax()]
    title = (
        f"Guns and launchers: {first['value']:.0f} on {day(first['as_of_last'])}, {top['value']:.0f} in "
        f"{top['as_of_last']:%b %Y}, {last['value']:.0f} in {last['as_of_last']:%B}"
    )
    return _strips(
        frames,
        title=title,
        subtitle="Pieces delivered up to the day, by speaker",
        caption=f"{first['value']:.0f} and {top['value']:.0f} (grey crosses) are our sums of guns and "
        f"launchers that "
        "one speaker gave apart. Hollow: expected, not delivered. One gun has several names: M1989, "
        "Koksan, 170 mm. " + OPEN_ENDS,
        span=(0, 260),
        unit="pieces",
    )


def missiles_delivered_fired(estimates: pd.DataFrame) -> go.Figure:
    """Draw missiles delivered, fired and expected in three frames.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.MISSILES.
    """
    rows = arms.detailed(estimates).sort_values("as_of_last")
    names = {
        "delivered": "dprk_missiles_delivered",
        "fired at Ukraine": "dprk_missiles_launched",
        "expected (a forecast for one year)": "dprk_missiles_projected",
    }
    frames = {heading: rows[rows["quantity"] == quantity] for heading, quantity in names.items()}
    delivered = frames["delivered"].set_index("counter")["value"]
    fired = frames["fired at Ukraine"].iloc[-1]
    year_end = frames["delivered"]["as_of_last"].max()
    counts = sorted(
        set(delivered[frames["delivered"]["as_of_last"].to_numpy() >= pd.Timestamp("2024-11-01")])
    )
    title = (
        f"End of {year_end.year}: {' or '.join(f'{count:.0f}' for count in counts)} missiles delivered, "
        f"{fired['value_as_printed']} fired"
    )
    return _strips(
        frames,
        title=title,
        subtitle="North Korean ballistic missiles up to the day, by speaker",
        caption="The sets differ: 148 are KN-23 alone, HUR’s 100 are KN-23 and KN-24. No count of fired "
        "missiles "
        "after December 2024 is in our data. Hollow: expected, not delivered. " + OPEN_ENDS,
        span=(0, 170),
        unit="missiles",
    )


def value_bars(estimates: pd.DataFrame, study: str) -> go.Figure:
    """Draw what one study says was delivered, should be earned or was seen in return, in billion dollars.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.MONEY.
    study : "FNF 2024", "FNF 2025" or "INSS 2026".

    Raises
    ------
    ValueError : another study.
    """
    speakers = {
        "FNF 2024": "olena-guseinova-fnf",
        "FNF 2025": "friedrich-naumann-foundation",
        "INSS 2026": "im-soo-ho-inss",
    }
    if study not in speakers:
        raise ValueError(f"The studies are {', '.join(speakers)}, not {study!r}.")
    rows = arms.detailed(estimates[estimates["speaker_id"] == speakers[study]])
    share = rows[rows["unit"] == "percent"]
    rows = rows[rows["unit"] != "percent"]
    labels = {
        "dprk_arms_value": "arms delivered",
        "russia_aid_to_dprk_value": "seen in return",
        "dprk_total_earnings": "should be earned<br>(arms and soldiers)",
        "dprk_troop_income_total": "for soldiers",
    }
    rows = rows.assign(place_y=[list(labels).index(quantity) for quantity in rows["quantity"]], said="")
    rows = rows.sort_values("place_y").reset_index(drop=True)
    rows["place_y"] = range(len(rows) - 1, -1, -1)
    rows["place_y"] += len(share)
    comparable(rows, mixed=True)
    fig = go.Figure()
    for row in rows.itertuples():
        style = theme.actor(row.side)
        ends = [row.low, row.high] if row.bound == "range" else [0, row.value]
        fig.add_trace(
            go.Scatter(
                x=ends,
                y=[row.place_y] * 2,
                mode="lines",
                line={"color": style.color, "width": 14},
                customdata=[row.row_id] * 2,
                hovertext=[hover(row)] * 2,
                hoverinfo="text",
                showlegend=False,
            )
        )
        fig.add_annotation(
            x=ends[0] if row.bound == "range" else ends[1],
            y=row.place_y,
            text=_money(row),
            showarrow=False,
            xanchor="left",
            yshift=20,
        )
    ticks = [labels[quantity] for quantity in rows["quantity"]]
    paid = None
    if len(share):
        paid = arms.seen_as_paid(arms.detailed(estimates[estimates["speaker_id"] == speakers[study]]))
        fig.add_trace(
            go.Scatter(
                x=list(paid),
                y=[0, 0],
                mode="lines",
                line={"color": theme.FAINT, "width": 14},
                customdata=share["row_id"].tolist() * 2,
                hovertext=[hover(row) for row in share.itertuples()] * 2,
                hoverinfo="text",
                showlegend=False,
            )
        )
        fig.add_annotation(
            x=paid[0],
            y=0,
            text=f"{paid[0]:.1f} to {paid[1]:.1f}, our widest reading",
            showarrow=False,
            xanchor="left",
            yshift=20,
        )
        ticks.append("seen as paid")
    count = len(ticks)
    fig.update_yaxes(
        tickvals=list(range(count)), ticktext=ticks[::-1], range=[count - 3.6, count - 0.4], showgrid=False
    )
    fig.update_xaxes(title="billion dollars", range=[0, 15.5], dtick=5)
    title, since = _money_title(rows, share, study)
    return finish(
        fig,
        title=title,
        subtitle=f"Estimates by one study, {since}. Each bar counts something else",
        caption="Value delivered is not money received, and money that should be earned is not money paid. "
        "A study "
        "sees what satellites and trade figures show: payments in money or technology can stay unseen. "
        + (
            f"Grey bar: our arithmetic on “{share['value_as_printed'].iloc[0]}”; which end belongs to "
            f"which total is "
            "not said."
            if len(share)
            else "The page of the 2025 study is a copy."
            if study == "FNF 2025"
            else ""
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{tick.replace('<br>', ' ')}: {row.value_as_printed}"
            for tick, row in zip(ticks, [*rows.itertuples(), *share.itertuples()], strict=True)
        )
        + ".",
        table=printed_rows(pd.concat([rows, share])),
        mixed=["quantities"] if len(rows) > 1 else [],
        height=400,
    )


def _money(row: object) -> str:
    if row.bound == "range":
        return f"{row.low:g} to {row.high:g}"
    return f"{'at most ' if row.bound == 'up to' else ''}{row.value:g}"


def _money_title(rows: pd.DataFrame, share: pd.DataFrame, study: str) -> tuple[str, str]:
    said = rows.set_index("quantity")
    if study == "INSS 2026":
        total, seen = said.loc["dprk_total_earnings"], share.iloc[0]
        return (
            f"Should be earned: {total['low']:g} to {total['high']:g} billion dollars; seen as paid: "
            f"{seen['low']:g} to {seen['high']:g} %",
            f"{total['as_of_first']:%b %Y} to {total['as_of_last']:%b %Y}",
        )
    value = said.loc["dprk_arms_value"]
    delivered = f"{value['low']:g} to {value['high']:g} billion dollars"
    since = f"{value['since']:%b %Y}" if value["since"].month > 1 else f"{value['since'].year}"
    if study == "FNF 2024":
        return f"Delivered up to {day(value['as_of_last'])}: arms worth {delivered}", f"from {since}"
    back = said.loc["russia_aid_to_dprk_value"]
    return (
        f"Delivered: {delivered}; seen in return: at most {back['high']:g} billion",
        f"from {since} to Sep 2025",
    )


def _strips(
    frames: dict[str, pd.DataFrame],
    *,
    title: str,
    subtitle: str,
    caption: str,
    span: Iterable[float],
    unit: str,
) -> go.Figure:
    """Statements as rows under each other, one frame per thing counted, each frame with its own axis."""
    counts = [len(rows) for rows in frames.values()]
    height = 190 + ROW_PX * sum(counts) + 46 * len(frames)
    fig = make_subplots(
        rows=len(frames),
        cols=1,
        row_heights=[count + 0.3 for count in counts],
        vertical_spacing=46 / (height - 150),
        shared_xaxes=True,
    )
    scopes: list[str] = []
    for place, (heading, rows) in enumerate(frames.items(), 1):
        counted = rows[rows["basis"] != "forecast"]
        scopes += comparable(counted)
        if len(counted) and len(counted) < len(rows):
            scopes.append("delivered and expected")
        _strip_marks(fig, rows.assign(x=rows["value"]), place)
        fig.update_yaxes(
            tickvals=list(range(len(rows))),
            ticktext=[_row_label(row) for row in rows.itertuples()][::-1],
            range=[-0.6, len(rows) - 0.4],
            showgrid=False,
            row=place,
        )
        _heading(fig, place, heading)
    fig.update_xaxes(range=list(span), showticklabels=True)
    fig.update_xaxes(title=unit, row=len(frames))
    fig.update_layout(showlegend=True, legend={"y": -75 / (height - 150)})
    said = "; ".join(
        f"{heading}: "
        + ", ".join(f"{row.name}, {said_on(row)}: {row.value_as_printed}" for row in rows.itertuples())
        for heading, rows in frames.items()
    )
    return finish(
        fig,
        title=title,
        subtitle=subtitle,
        caption=caption,
        alt=f"{title}. {said}.",
        table=printed_rows(pd.concat(frames.values())),
        mixed=dict.fromkeys(scopes),
        height=height,
    )


def _strip_marks(fig: go.Figure, rows: pd.DataFrame, place: int, scale: float = 1) -> None:
    rows = rows.assign(y=range(len(rows) - 1, -1, -1))
    ours = rows["ours"] if "ours" in rows else pd.Series(False, index=rows.index)
    for row in rows[rows["bound"] == "range"].itertuples():
        fig.add_trace(
            go.Scatter(
                x=[row.low / scale, row.high / scale],
                y=[row.y, row.y],
                mode="lines",
                line={"color": theme.actor(row.side).color, "width": 6},
                hoverinfo="skip",
                showlegend=False,
            ),
            row=place,
            col=1,
        )
    add_points(fig, rows[~ours.astype(bool)], "x", "y", row=place, col=1)
    for row in rows[ours.astype(bool)].itertuples():
        fig.add_trace(
            go.Scatter(
                x=[row.x],
                y=[row.y],
                mode="markers",
                marker={"symbol": "x", "size": 10, "color": theme.FAINT},
                customdata=[""],
                hovertext=[f"<b>{row.name}</b>, {said_on(row)}<br>{row.value_as_printed}"],
                hoverinfo="text",
                showlegend=False,
            ),
            row=place,
            col=1,
        )
    for row in rows.itertuples():
        fig.add_annotation(
            x=(row.high if row.bound == "range" else row.value) / scale,
            y=row.y,
            text=_short_value(row, scale),
            showarrow=False,
            xanchor="left",
            xshift=10,
            font={"size": 12},
            row=place,
            col=1,
        )


def _short_value(row: object, scale: float) -> str:
    if row.bound == "range":
        return f"{row.low / scale:g} to {row.high / scale:g}"
    return {"at least": "over ", "up to": "up to "}.get(row.bound, "") + f"{row.value / scale:g}"


def _row_label(row: object) -> str:
    name = broken(
        row.name.replace("Ukrainian intelligence assessment (Financial Times)", "FT, Ukrainian assessment"),
        LABEL,
    )
    extra = ", expected" if row.basis == "forecast" else ""
    when = day(row.as_of_last) if pd.notna(row.as_of_last) else "day not stated"
    return f"{name}<br>{when}{extra}"


def _heading(fig: go.Figure, place: int, text: str) -> None:
    axis = fig.get_subplot(place, 1).yaxis
    fig.add_annotation(
        x=0,
        xref="x domain" if place == 1 else f"x{place} domain",
        xanchor="left",
        y=axis.domain[1],
        yref="paper",
        yanchor="bottom",
        text=f"<b>{text}</b>",
        showarrow=False,
    )
