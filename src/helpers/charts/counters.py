"""Counters on Project Owl's map: how many stood where, who left, who came, and from where."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import redeployment
from helpers.charts import theme
from helpers.charts.figure import day, finish
from helpers.charts.oldstrips import heading_over
from helpers.data import row_ids

OWL = "Project Owl's map (owlmaps/map-data), read by us"
OWL_PAGE = "sources:github-58b4c"  # the mapper's files; tables of counters name no page by row
COUNTER = "A counter is a name with a place, not a head-count."
OF_SIDE = {"russia": "Russian", "ukraine": "Ukrainian"}
ZONES = {"Kursk oblast": ("solid", ""), "Donbas box": ("dot", "-open")}
NOT_UNITS = "not units"
STEPS = {
    "out": ("left for Kursk oblast", "left for other places", "left the map", "parked at sea"),
    "in": ("came from Kursk oblast", "new on the map", "parked at sea before", "came from other places"),
}
SHOWN = ("2024-07-01", "2024-12-31")
PANEL_DAYS = ("2024-11-20", "2025-02-15")


def unit_counters(mapped: pd.DataFrame, side: str, scale: str) -> go.Figure:
    """Counters in Kursk oblast and in the Donbas box, day by day, from 1 July 2024.

    Parameters
    ----------
    mapped : table units_mapped.
    side : "russia" or "ukraine".
    scale : "counters" or "change since 5 Aug 2024".
    """
    start, end = pd.Timestamp(redeployment.START), pd.Timestamp(redeployment.END)
    rows = mapped[(mapped["side"] == side) & mapped["date"].between(*SHOWN)]
    change = scale != "counters"
    zones = {zone: rows[rows["place"] == zone].sort_values("date") for zone in ZONES}
    series = {zone: own.set_index("date")["counters"] for zone, own in zones.items()}
    fig = go.Figure()
    for zone, own in zones.items():
        base = series[zone][start]
        drawn = own.assign(since=own["counters"] - base, shown=own["counters"] - (base if change else 0))
        _zone_steps(fig, drawn[drawn["date"] <= end], side)
        _zone_steps(fig, drawn[drawn["date"] >= end], side, later=True)
    box = series["Donbas box"]
    july, base = box[:start], box[start] if change else 0
    fig.add_hrect(
        y0=july.min() - base,
        y1=july.max() - base,
        fillcolor=theme.UNCLEAR,
        opacity=0.45,
        line_width=0,
        layer="below",
    )
    for when, text in ((pd.Timestamp("2024-08-06"), "6 Aug"), (end, "15 Nov")):
        fig.add_vline(x=when, line={"color": theme.FAINT, "width": 1, "dash": "dot"})
        fig.add_annotation(
            x=when, y=1, yref="paper", yanchor="bottom", text=text, showarrow=False, font={"size": 12}
        )
    fig.update_xaxes(type="date", tickformat="%-d %b<br>%Y", nticks=6)
    fig.update_yaxes(
        title="change in counters" if change else "counters", rangemode="normal" if change else "tozero"
    )
    moved = {zone: _move(counts[start], counts[end], change) for zone, counts in series.items()}
    title = (
        f"{OF_SIDE[side]} counters, 5 Aug to 15 Nov 2024: Kursk {moved['Kursk oblast']}, "
        f"Donbas box {moved['Donbas box']}"
    )
    dip, dip_day = box[start:end].min(), day(box[start:end].idxmin())
    ends = "; ".join(f"{zone}: {counts[start]} and {counts[end]}" for zone, counts in series.items())
    changed = pd.concat([redeployment.changed_days(own[own["date"] <= end]) for own in zones.values()])
    return finish(
        fig,
        title=title,
        subtitle="Names on Project Owl's map in Kursk oblast and in a rectangle round the Donbas",
        caption=(
            f"{OWL}. {COUNTER} Lowest in the box: {dip} on {dip_day}. Grey band: range of the box, 1 Jul to "
            f"5 Aug ({july.min()} to {july.max()}). The box is a rectangle (36.55 to 39.0 E, 47.2 to "
            "49.1 N), not an oblast. After 15 Nov (pale): known later."
        ),
        alt=(
            f"{title}. On 5 Aug and 15 Nov, {ends}; lowest in the box {dip} on {dip_day}. Steps with a mark "
            f"on each day that changed{', drawn as change since 5 Aug' if change else ''}."
        ),
        table=pd.DataFrame(
            {
                "Day of change": changed["date"],
                "Place": changed["place"],
                "Counters": changed["counters"],
                "Since 5 Aug 2024": [
                    f"{row.counters - series[row.place][start]:+d}" for row in changed.itertuples()
                ],
            }
        ),
        height=460,
    )


def _zone_steps(fig: go.Figure, own: pd.DataFrame, side: str, later: bool = False) -> None:
    """Steps of one zone with a mark on each day that changed; `later` draws them pale."""
    zone, style = own["place"].iloc[0], theme.actor(side)
    dash, hollow = ZONES[zone]
    ends = pd.concat([redeployment.changed_days(own), own.tail(1)]).drop_duplicates("date")
    fig.add_trace(
        go.Scatter(
            x=ends["date"].tolist(),
            y=ends["shown"].tolist(),
            mode="lines+markers",
            line={"color": style.color, "dash": dash, "shape": "hv", "width": 2},
            marker={"symbol": f"{style.symbol}{hollow}", "size": 6, "color": style.color},
            opacity=0.4 if later else 1,
            name=zone,
            showlegend=not later,
            customdata=row_ids("units_mapped", ends),
            hovertext=[
                f"<b>{zone}</b>, {day(row.date)}<br>{row.counters} {OF_SIDE[side]} counters<br>"
                f"{row.since:+d} since 5 Aug 2024"
                for row in ends.itertuples()
            ],
            hoverinfo="text",
        )
    )


def flow_bridge(places: pd.DataFrame, side: str, days: tuple[str, str]) -> go.Figure:
    """From the counters of the Donbas box on one day to those on another: who left, who stayed, who came.

    Parameters
    ----------
    places : table unit_places.
    side : "russia" or "ukraine".
    days : first and last day, for example one of WINDOWS.
    """
    first, last = days
    moved = redeployment.flow(places, side, first, last)
    start, end = redeployment.boxed(places, side, first), redeployment.boxed(places, side, last)
    gone, came = (moved[moved["way"] == way] for way in ("out", "in"))
    style, span = theme.actor(side), f"{_short_day(first, last)} to {day(last)}"
    labels, fig, level = [f"<b>{day(first)}</b>"], go.Figure(), start
    totals = [(labels[0], start, "on the map in the box")]
    for way, steps in STEPS.items():
        for step in steps:
            own = moved[(moved["way"] == way) & (moved["step"] == step)]
            labels.append(step)
            base = [level - 1 - i if way == "out" else level + i for i in range(len(own))]
            level += len(own) * (1 if way == "in" else -1)
            _bridge_step(fig, own, step, base, way, style)
            fig.add_annotation(
                x=max([level, *[b + 1 for b in base]]), y=step, xanchor="left", xshift=4, showarrow=False,
                text=f"{'−' if way == 'out' else '+'}{len(own)}" if len(own) else "0",
            )  # fmt: skip
        if way == "out":
            labels.append("<b>stayed</b>")
            totals.append((labels[-1], level, "in the box on both days"))
    labels.append(f"<b>{day(last)}</b>")
    totals.append((labels[-1], level, "on the map in the box"))
    fig.add_trace(
        go.Scatter(
            x=[value for _, value, _ in totals],
            y=[label for label, _, _ in totals],
            mode="markers+text",
            text=[f"  {value}" for _, value, _ in totals],
            textposition="middle right",
            marker={"symbol": "line-ns", "size": 20, "line": {"width": 4, "color": theme.INK}},
            showlegend=False,
            customdata=[OWL_PAGE] * 3,
            hovertext=[f"{value} {words}" for _, value, words in totals],
            hoverinfo="text",
        )
    )
    low, high = start - len(gone), max(start, end)
    room = (high - low) * 0.4
    fig.update_layout(barmode="overlay", bargap=0.25)
    fig.update_yaxes(categoryorder="array", categoryarray=labels[::-1], showgrid=False)
    fig.update_xaxes(
        title="counters (axis does not start at 0)", range=[low - room * 0.3, high + room], nticks=5
    )
    to_kursk = int((gone["step"] == STEPS["out"][0]).sum())
    title = (
        f"{span}: {len(gone)} of {start} {OF_SIDE[side]} counters left, {to_kursk} for Kursk; "
        f"{len(came)} came"
    )
    return finish(
        fig,
        title=title,
        subtitle="Counters in the Donbas box; one block is one counter",
        caption=(
            f"{OWL}. {COUNTER} The axis is cut; blocks are equal. “Parked at sea” is a spot in the Black "
            "Sea where the map seems to keep units of unknown place (our inference). A counter that left and "
            "came back in between is in neither list. Battalions may stand beside their brigade."
        ),
        alt=f"{title}. "
        + ", ".join(
            f"{step}: {int((moved['step'] == step).sum())}" for steps in STEPS.values() for step in steps
        )
        + f"; stayed: {start - len(gone)}.",
        table=pd.DataFrame(
            {
                "Counter": moved["unit"],
                "Step": moved["step"],
                f"Place on {day(last)} (left) or {day(first)} (came)": moved["place"],
            }
        ),
        height=470,
    )


def origins(
    places: pd.DataFrame, place: str = "before", count: str = "units", side: str = "russia"
) -> go.Figure:
    """Counters new in Kursk oblast between 6 August and 15 November 2024, one mark each, by where they stood.

    Parameters
    ----------
    places : table unit_places.
    place : "before" (last place before Kursk oblast) or "at_start" (place on 5 August 2024).
    count : "units", or "all" to show renamed counters, places and the North Korean corps as well.
    side : "russia" or "ukraine".
    """
    arrived = redeployment.arrivals(places, side)
    units = redeployment.counted(arrived)
    sizes = redeployment.by_place(units, place)
    low, high = redeployment.share(units, column=place)
    known = round(low * len(units) / 100)
    style = theme.actor(side)
    shown = arrived if count == "all" else units
    shown = shown.assign(row_place=shown[place].where(shown["left_out"] == "", NOT_UNITS))
    order = [*sizes.index, *([NOT_UNITS] if count == "all" else [])]
    shown["x"] = shown.groupby("row_place").cumcount() + 1
    words = {name: _place_words(name, side) for name in [*order, NOT_UNITS]}
    fig = go.Figure()
    donbas, other = "Donetsk or Luhansk oblast", "other known place"
    kinds = dict.fromkeys(order, other) | dict.fromkeys(redeployment.DONBAS, donbas)
    kinds |= {redeployment.UNTRACED: "not traced", NOT_UNITS: NOT_UNITS}
    symbols = {
        donbas: style.symbol,
        other: f"{style.symbol}-open",
        "not traced": "x-thin",
        NOT_UNITS: "asterisk",
    }
    for kind, symbol in symbols.items():
        own = shown[shown["row_place"].map(kinds) == kind]
        if own.empty:
            continue
        fig.add_trace(
            go.Scatter(
                x=own["x"].tolist(),
                y=[words[name] for name in own["row_place"]],
                mode="markers",
                name=kind,
                marker={
                    "symbol": symbol,
                    "size": 11,
                    "color": style.color,
                    "line": {"width": 2, "color": style.color},
                },
                customdata=own["row_id"].tolist(),
                hovertext=[_came(row) for row in own.itertuples()],
                hoverinfo="text",
            )
        )
    for name in order:
        total = int((shown["row_place"] == name).sum())
        fig.add_annotation(
            x=total,
            y=words[name],
            text=str(total),
            showarrow=False,
            xanchor="left",
            xshift=12,
            font={"size": 13},
        )
    fig.update_yaxes(
        categoryorder="array",
        categoryarray=[words[name] for name in order][::-1],
        showgrid=False,
        automargin=True,
    )
    fig.update_xaxes(title="counters", range=[0.3, sizes.max() + 2.2], dtick=5, tick0=0)
    who, untraced = OF_SIDE[side], int(sizes.get(redeployment.UNTRACED, 0))
    names = _place_list(sizes, redeployment.DONBAS)
    title = (
        f"Of {len(units)} {who} counters new in Kursk by 15 Nov 2024, {known} last stood in {names}"
        if place == "before"
        else f"{known} of {len(units)} {who} counters new in Kursk stood in {names} oblast on 5 Aug 2024"
    )
    return finish(
        fig,
        title=title,
        subtitle="One mark is one counter; hover for its name and day",
        caption=(
            f"{OWL}. Donetsk or Luhansk oblast: {low:.0f} % at least, {high:.0f} % at most, if all "
            f"{untraced} untraced ones came from there. {COUNTER} It stands where a sign of it was "
            "last seen; regiments and their division count separately. Untraced: not on the map before, "
            "or parked at sea."
            + (
                " “Not units”: renamed counters, an air base, the North Korean corps."
                if count == "all"
                else ""
            )
        ),
        alt=f"{title}. " + ", ".join(f"{words[name]}: {number}" for name, number in sizes.items()) + ".",
        table=pd.DataFrame(
            {
                "Counter": shown["unit"],
                "In Kursk oblast since": shown["arrived"],
                "Last place before": [_place_words(name, side) for name in shown["before"]],
                "Place on 5 Aug 2024": [_place_words(name, side) for name in shown["at_start"]],
                "Left out because": shown["left_out"].replace("", "–"),
            }
        ),
        height=480,
    )


def counters_in_panels(units: pd.DataFrame, start: str, end: str) -> go.Figure:
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
    for place, (name, part) in enumerate(rows.groupby("place"), 1):
        fig.add_trace(
            go.Scatter(
                x=part["date"].tolist(),
                y=part["counters"].tolist(),
                mode="lines",
                line={"color": style.color, "dash": "solid", "shape": "hv", "width": 2},
                name=f"Russian, {name}",
                customdata=part["row_id"].tolist(),
                hovertext=[
                    f"<b>{row.counters} counters</b>, {day(row.date)}<br>Project Owl"
                    for row in part.itertuples()
                ],
                hoverinfo="text",
                showlegend=False,
            ),
            row=place,
            col=1,
        )
        named = [redeployment.counter_on(units, "russia", name, moment) for moment in PANEL_DAYS]
        fig.add_trace(
            go.Scatter(
                x=list(PANEL_DAYS),
                y=named,
                mode="markers+text",
                text=[str(number) for number in named],
                textposition="bottom center",
                marker={"symbol": style.symbol, "size": 9, "color": style.color},
                customdata=[OWL_PAGE] * len(named),
                hoverinfo="skip",
                showlegend=False,
            ),
            row=place,
            col=1,
        )
        heading_over(fig, place, name, f": {part['counters'].min()} to {part['counters'].max()} counters")
        fig.update_yaxes(rangemode="tozero", range=[0, part["counters"].max() * 1.15], nticks=4, row=place)
    fig.update_xaxes(tickformat="%b<br>%Y", nticks=6, tickangle=0)
    title = _panels_title(units)
    return finish(
        fig,
        title=title,
        subtitle="Russian unit counters on one map: names, not men; each panel has its own axis",
        caption=(
            f"Project Owl, {day(rows['date'].min())} to {day(rows['date'].max())}. A counter may stand for a "
            "battalion or a corps, edits come in batches, and removal lags. The whole North Korean force is "
            "one counter."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{name}: lowest {part['counters'].min()}, highest {part['counters'].max()}"
            for name, part in rows.groupby("place")
        )
        + f", from {day(rows['date'].min())} to {day(rows['date'].max())}.",
        table=_panels_table(rows),
        height=460,
    )


def _move(first: int, last: int, change: bool) -> str:
    return f"{last - first:+d}".replace("-", "−") if change else f"{first} to {last}"


def _short_day(first: object, last: object) -> str:
    start, end = pd.Timestamp(first), pd.Timestamp(last)
    return f"{start.day} {start:%b}" if start.year == end.year else day(start)


def _bridge_step(
    fig: go.Figure, own: pd.DataFrame, step: str, base: list[int], way: str, style: theme.Style
) -> None:
    kursk = step.endswith("Kursk oblast")
    fig.add_trace(
        go.Bar(
            x=[1] * len(own),
            base=base,
            y=[step] * len(own),
            orientation="h",
            showlegend=False,
            marker={
                "color": style.color if kursk else theme.PAPER,
                "line": {"color": theme.PAPER if kursk else style.color, "width": 1},
                "pattern": {"shape": "" if kursk or way == "out" else ".", "fgcolor": style.color},
            },
            customdata=own["row_id"].tolist(),
            hovertext=[f"<b>{row.unit}</b><br>{row.step}: {row.place}" for row in own.itertuples()],
            hoverinfo="text",
        )
    )


def _came(row: object) -> str:
    before = "not on the map before, or parked at sea" if row.before == redeployment.UNTRACED else row.before
    lines = [
        f"<b>{row.unit}</b>",
        f"in Kursk oblast since {day(row.arrived)}",
        f"last place before: {before}",
        f"on 5 Aug: {row.at_start}",
    ]
    return "<br>".join([*lines, f"not counted: {row.left_out}"] if row.left_out else lines)


def _place_words(name: str, side: str) -> str:
    if name == "elsewhere":
        return "deeper in Russia" if side == "russia" else "elsewhere in Ukraine"
    if name in (redeployment.UNTRACED, NOT_UNITS, "Crimea", "Kyiv"):
        return name
    return f"{name} oblast"


def _place_list(sizes: pd.Series, places: tuple[str, ...]) -> str:
    return " or ".join(places) if all(p in sizes for p in places) else next(p for p in places if p in sizes)


def _panels_title(units: pd.DataFrame) -> str:
    then, now = PANEL_DAYS
    east = [redeployment.counter_on(units, "russia", "Donbas box", moment) for moment in PANEL_DAYS]
    kursk = [redeployment.counter_on(units, "russia", "Kursk oblast", moment) for moment in PANEL_DAYS]
    found = f"Donbas {east[0]}, {east[1]}; Kursk {kursk[0]}, {kursk[1]}"
    return f"Russian counters, {day(then)} and {day(now)}: {found}"


def _panels_table(rows: pd.DataFrame) -> pd.DataFrame:
    wide = rows.pivot(index="date", columns="place", values="counters")
    weekly = wide[(wide.index - wide.index[0]).days % 7 == 0].reset_index()
    return weekly.rename(columns={"date": "Day (weekly)"}).rename_axis(columns=None)
