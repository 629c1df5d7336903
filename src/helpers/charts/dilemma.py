"""Charts of the dilemma: aims as stated, the small game, claims by definition, counters that stay and move."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import game, redeployment
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish
from helpers.charts.spoken import add_points, printed_rows, said_on
from helpers.data import load, row_ids

LANES = {
    "buffer or Sumy": "buffer,<br>Sumy",
    "divert troops": "divert<br>troops",
    "prisoners": "prison-<br>ers",
    "talks": "talks",
    "permission": "permis-<br>sion",
    "morale": "morale",
}
OWL = "Project Owl's map (owlmaps/map-data), read by us"
COUNTER = "A counter is a name with a place, not a head-count."
OF_SIDE = {"russia": "Russian", "ukraine": "Ukrainian"}
ZONES = {"Kursk oblast": ("solid", ""), "Donbas box": ("dot", "-open")}

STRIPS = {
    "sent": "Sent or moved to Kursk oblast",
    "present": "Present, North Koreans not counted in",
    "mixed": "Present, with North Koreans or not said",
}
WINDOWS = {
    "5 Aug to 15 Nov 2024": ("2024-08-05", "2024-11-15"),
    "before: 1 Jul to 5 Aug 2024": ("2024-07-01", "2024-08-05"),
    "after: 15 Nov 2024 to 25 Feb 2025": ("2024-11-15", "2025-02-25"),
}
STEPS = {
    "out": ("left for Kursk oblast", "left for other places", "left the map", "parked at sea"),
    "in": ("came from Kursk oblast", "new on the map", "parked at sea before", "came from other places"),
}
# meaning → arguments that speak to it: did Moscow move troops in this sense?
SPEAK = {
    "from anywhere": {"moved": ["D073", "D042", "D018"], "not moved": []},
    "from Ukraine's territory": {"moved": ["D006", "D060", "D015"], "not moved": []},
    "from Donetsk or Luhansk oblast": {"moved": ["D015", "G030"], "not moved": ["D006", "D049", "D055"]},
    "the Donbas force shrank": {"moved": ["G027", "G037"], "not moved": ["D081", "D028", "D090"]},
    "from round Pokrovsk": {"moved": [], "not moved": ["D012", "D042", "D045", "D046", "D056"]},
}
SLOTS = 5  # statements listed under one meaning at most
VERDICTS = {"false": "false", "true": "true", "open": "open: depends on the untraced"}


def aims_by_statement(arguments: pd.DataFrame) -> go.Figure:
    """Statements in order of their days, and which aims of the operation each one names.

    Parameters
    ----------
    arguments : rows of table arguments; rows without a theme_lane are left out.

    Raises
    ------
    ValueError : no row has a theme_lane.
    """
    rows = _said(arguments[arguments["theme_lane"].notna()]).sort_values(["published_last", "argument_id"])
    if rows.empty:
        raise ValueError("None of these statements names an aim; load arguments with a theme_lane.")
    rows = rows.reset_index(drop=True)
    rows["y"] = list(range(len(rows)))[::-1]
    marks = rows.assign(lane=rows["theme_lane"].str.split(";")).explode("lane")
    fig = go.Figure()
    for side, group in marks.groupby("side_of_speaker", sort=False):
        style = theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=[list(LANES).index(lane) for lane in group["lane"]],
                y=group["y"].tolist(),
                mode="markers",
                name=style.label,
                marker={"color": style.color, "symbol": style.symbol, "size": 13},
                customdata=group["row_id"].tolist(),
                hovertext=[_argued(row) for row in group.itertuples()],
                hoverinfo="text",
            )
        )
    for x, words in enumerate(LANES.values()):
        fig.add_annotation(
            x=x, y=len(rows) - 0.3, yanchor="bottom", text=words, showarrow=False, font={"size": 12}
        )
    fig.update_xaxes(
        tickvals=list(range(len(LANES))), showticklabels=False, ticks="", range=[-0.5, len(LANES) - 0.5]
    )
    fig.update_yaxes(
        tickvals=rows["y"].tolist(),
        ticktext=[f"{row.surname},<br>{row.when}" for row in rows.itertuples()],
        range=[-0.6, len(rows) + 0.8],
        tickfont={"size": 12},
    )
    divert = marks[(marks["lane"] == "divert troops") & (marks["side_of_speaker"] == "ukraine")].iloc[0]
    return finish(
        fig,
        title=f"In Kyiv, drawing troops away: first in our rows by {divert.surname}, {divert.when}",
        subtitle="Which aims a statement names, and who speaks",
        caption=(
            f"{len(rows)} statements, oldest on top (a month alone stands at its end); “first” means first in the rows of this course, not first ever. "
            "Marks of Russia are Moscow's reading of Kyiv's aims. An aim told months later may be fitted to the result."
        ),
        alt="Aims by statement, oldest first. "
        + "; ".join(
            f"{row.surname}, {row.when}: {row.theme_lane.replace(';', ', ')}" for row in rows.itertuples()
        )
        + ".",
        table=pd.DataFrame(
            {
                "Day": rows["when"],
                "Speaker": rows["name"],
                "Aims named": rows["theme_lane"].str.replace(";", ", "),
                "In our words": rows["argument"],
                "Page": rows["publisher"],
            }
        ),
        height=210 + 34 * len(rows),
    )


def game_2x2(price_of_Kursk: float, gap_filled: float, cost_to_Kyiv: float) -> go.Figure:
    """The four outcomes of the small game with payoffs, best replies and stable pairs.

    Parameters are those of `analysis.game.payoffs`: price, filled (per cent) and cost.
    """
    table = game.payoffs(price_of_Kursk, gap_filled, cost_to_Kyiv)
    fig = go.Figure()
    places = {(k, m): (x, y) for x, m in enumerate(game.MOSCOW) for y, k in enumerate(reversed(game.KYIV))}
    for row in table.itertuples():
        x, y = places[row.kyiv, row.moscow]
        fig.add_shape(
            type="rect",
            x0=x - 0.4,
            x1=x + 0.4,
            y0=y - 0.36,
            y1=y + 0.36,
            line={"color": theme.INK if row.stable else theme.FAINT, "width": 4 if row.stable else 1},
            fillcolor="#F6F6F6",
            layer="below",
        )
        if row.stable:
            fig.add_annotation(x=x, y=y - 0.26, text="stable pair", showarrow=False, font={"size": 13})
    for who, dy, best in (("Kyiv", 0.17, "kyiv_best"), ("Moscow", -0.03, "moscow_best")):
        style = theme.actor({"Kyiv": "ukraine", "Moscow": "russia"}[who])
        gets = table[f"{who.lower()}_gets"]
        fig.add_trace(
            go.Scatter(
                x=[places[k, m][0] - 0.32 for k, m in zip(table["kyiv"], table["moscow"], strict=True)],
                y=[places[k, m][1] + dy for k, m in zip(table["kyiv"], table["moscow"], strict=True)],
                mode="markers+text",
                name=who,
                showlegend=False,
                text=[
                    f" {who} <b>{_signed(value)}</b>" if good else f" {who} {_signed(value)}"
                    for value, good in zip(gets, table[best], strict=True)
                ],
                textposition="middle right",
                textfont={"size": 14},
                marker={
                    "color": style.color,
                    "symbol": [style.symbol if good else f"{style.symbol}-open" for good in table[best]],
                    "size": 12,
                    "line": {"width": 2, "color": style.color},
                },
                customdata=[""] * 4,
                hovertext=[
                    f"<b>Kyiv {_kyiv(k)}, Moscow {_moscow(m)}</b><br>{who} gets {_signed(value)}<br>"
                    + ("best reply to the other's choice" if good else "the other choice would be better")
                    for k, m, value, good in zip(
                        table["kyiv"], table["moscow"], gets, table[best], strict=True
                    )
                ],
                hoverinfo="text",
            )
        )
    for tail, head, side in _better(table, places):
        style = theme.actor(side)
        fig.add_annotation(
            x=head[0],
            y=head[1],
            ax=tail[0],
            ay=tail[1],
            axref="x",
            ayref="y",
            showarrow=True,
            arrowhead=2,
            arrowwidth=3,
            arrowsize=0.9,
            arrowcolor=style.color,
            text="",
        )
    for x, words in enumerate(("Moscow leaves the<br>Donbas force", "Moscow moves<br>troops to Kursk")):
        fig.add_annotation(x=x, y=1.4, yanchor="bottom", text=words, showarrow=False)
    fig.update_xaxes(range=[-0.5, 1.5], showgrid=False, showticklabels=False, ticks="")
    fig.update_yaxes(
        tickvals=[0, 1],
        ticktext=["Kyiv<br>stays", "Kyiv<br>crosses"],
        range=[-0.42, 1.72],
        showgrid=False,
        ticks="",
    )
    title = _game_title(table, price_of_Kursk, gap_filled, cost_to_Kyiv)
    fig.update_layout(margin={"b": 20})
    return finish(
        fig,
        title=title,
        subtitle="Filled mark, bold number: best reply. Arrows point to the better choice. Thick frame: a stable pair",
        caption=(
            f"Going on in the Donbas is worth {game.DONBAS} to Moscow; ground lost in Kursk costs it "
            f"{_plain(price_of_Kursk)}, of which {_plain(gap_filled)} % is filled from elsewhere; Kyiv pays "
            f"{_plain(cost_to_Kyiv)} for its brigades. Units are the reader's; no number is measured. A pair is stable when nobody gains by changing alone. The frames are for choices made at "
            "once; the title says what follows when Kyiv chooses first and Moscow sees it."
        ),
        alt=f"{title}. "
        + " ".join(
            f"Kyiv {_kyiv(r.kyiv)} and Moscow {_moscow(r.moscow)}: Kyiv {_signed(r.kyiv_gets)}, "
            f"Moscow {_signed(r.moscow_gets)}{', stable' if r.stable else ''}."
            for r in table.itertuples()
        ),
        table=pd.DataFrame(
            {
                "Kyiv": [_kyiv(k) for k in table["kyiv"]],
                "Moscow": [_moscow(m) for m in table["moscow"]],
                "Kyiv gets": [_signed(v) for v in table["kyiv_gets"]],
                "Moscow gets": [_signed(v) for v in table["moscow_gets"]],
                "Best reply of Kyiv": _yes(table["kyiv_best"]),
                "Best reply of Moscow": _yes(table["moscow_best"]),
                "Stable pair": _yes(table["stable"]),
            }
        ),
        height=500,
    )


def claims_by_definition(estimates: pd.DataFrame, last: str = "2024-11-23") -> go.Figure:
    """Russian troop figures for Kursk oblast in three strips by what they count.

    Parameters
    ----------
    estimates : rows of table estimates with quantities ru_troops_redeployed_to_kursk,
        ru_troops_sent_to_kursk, ru_troops_kursk and ru_troops_per_redeployed_brigade (a figure per brigade
        without a total: drawn as words at the foot of the first strip).
    last : last day shown.
    """
    rows = spoken(estimates)
    rows = rows[rows["as_of_last"] <= pd.Timestamp(last)].sort_values("as_of_last").reset_index(drop=True)
    worded = rows[rows["quantity"] == "ru_troops_per_redeployed_brigade"]
    rows = rows.drop(worded.index)
    rows["strip"] = [_strip(row) for row in rows.itertuples()]
    scopes = comparable(rows, mixed=True)
    fig = make_subplots(rows=3, cols=1, shared_xaxes=True, vertical_spacing=0.09)
    for place, (strip, words) in enumerate(STRIPS.items(), 1):
        own = rows[rows["strip"] == strip]
        for row in own[own["bound"] == "range"].itertuples():
            fig.add_trace(
                go.Scatter(
                    x=[row.as_of_last] * 2,
                    y=[row.low, row.high],
                    mode="lines",
                    line={"color": theme.actor(row.side).color, "width": 5},
                    opacity=0.6,
                    hoverinfo="skip",
                    showlegend=False,
                ),
                row=place,
                col=1,
            )
        add_points(fig, own, "as_of_last", "value", row=place, col=1)
        fig.add_annotation(
            text=f"<b>{words}</b>", x=0, xref="x domain" if place == 1 else f"x{place} domain", xanchor="left",
            y=1.01, yref="y domain" if place == 1 else f"y{place} domain", yanchor="bottom", showarrow=False,
        )  # fmt: skip
        fig.update_yaxes(
            range=[0, 80000], tickvals=[0, 20000, 40000, 60000], tickformat=",", row=place, col=1
        )
    for row in rows[
        (rows["quantity"] == "ru_troops_redeployed_to_kursk") & (rows["bound"] == "point")
    ].itertuples():
        fig.add_annotation(
            x=row.as_of_last, y=row.value, text=f"{row.value:,.0f}", showarrow=False, yshift=15, row=1, col=1
        )
    for row in worded.itertuples():
        style = theme.actor(row.side)
        fig.add_trace(
            go.Scatter(
                x=[row.as_of_last],
                y=[0],
                mode="markers",
                cliponaxis=False,
                showlegend=False,
                marker={
                    "symbol": f"{style.symbol}-open",
                    "size": 12,
                    "color": style.color,
                    "line": {"width": 2},
                },
                customdata=[row.row_id],
                hovertext=[
                    f"<b>{row.name}</b>, {said_on(row)}<br>brigades of {row.value_as_printed};<br>"
                    f"total only as “several thousand”<br>{row.publisher} ({row.page_grade})"
                ],
                hoverinfo="text",
            ),
            row=1,
            col=1,
        )
    fig.update_xaxes(type="date", tickformat="%-d %b", range=["2024-08-10", "2024-11-27"], nticks=6)
    fig.update_xaxes(tickformat="%-d %b<br>%Y", row=3, col=1)
    kyiv = rows[(rows["quantity"] == "ru_troops_redeployed_to_kursk") & (rows["bound"] == "point")]
    values = ", ".join(f"{value:,.0f}" for value in kyiv["value"])
    moscow = (rows["side"] == "russia").sum()
    title = f"{values} by {day(kyiv['as_of_last'].max())}: {_number(len(kyiv))} claims from Kyiv"
    title += f", {_number(int(moscow))} from Moscow here"
    fig.update_layout(margin={"b": 10})
    return finish(
        fig,
        title=title,
        subtitle="Russian troops, persons, by what the speaker counts",
        caption=(
            f"As spoken of between {day(rows['as_of_last'].min())} and {day(rows['as_of_last'].max())}. Three strips, "
            "not one series: no line and no mean. Arrows are open ends. The open mark at the foot is a word without "
            "a total (“several thousand”, brigades of at least 1,000 each). Faint marks rest on weak pages."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{STRIPS[row.strip].lower()}: {row.name}, {said_on(row)}, {row.value_as_printed}"
            for row in rows.sort_values("strip").itertuples()
        )
        + ".",
        table=printed_rows(pd.concat([rows, worded]).sort_values("as_of_last")),
        mixed=scopes,
        height=660,
    )


def unit_counters(mapped: pd.DataFrame, side: str, scale: str) -> go.Figure:
    """Counters in Kursk oblast and in the Donbas box, day by day, from 1 July 2024.

    Parameters
    ----------
    mapped : table units_mapped.
    side : "russia" or "ukraine".
    scale : "counters" or "change since 5 Aug 2024".
    """
    start, end = pd.Timestamp(redeployment.START), pd.Timestamp(redeployment.END)
    rows = mapped[(mapped["side"] == side) & mapped["place"].isin(ZONES)]
    rows = rows[rows["date"].between("2024-07-01", "2024-12-31")].assign(unit="counters")
    comparable(rows[["unit"]])
    style, change = theme.actor(side), scale != "counters"
    fig, said, tables = go.Figure(), {}, []
    for zone, (dash, hollow) in ZONES.items():
        own = rows[rows["place"] == zone].sort_values("date")
        at = own.set_index("date")["counters"]
        base = int(at[start]) if change else 0
        during = at[start:end]
        said[zone] = (int(at[start]), int(at[end]), int(during.min()), during.idxmin())
        for part, fade in ((own[own["date"] <= end], 1.0), (own[own["date"] >= end], 0.4)):
            changed = redeployment.changed_days(part, str(part["date"].min()), str(part["date"].max()))
            if fade < 1:
                changed = changed.iloc[1:]
            ends = pd.concat([changed, part.tail(1)]).drop_duplicates("date")
            fig.add_trace(
                go.Scatter(
                    x=ends["date"].tolist(),
                    y=(ends["counters"] - base).tolist(),
                    mode="lines+markers",
                    line={"color": style.color, "dash": dash, "shape": "hv", "width": 2},
                    marker={"symbol": f"{style.symbol}{hollow}", "size": 6, "color": style.color},
                    opacity=fade,
                    name=zone,
                    showlegend=fade == 1,
                    customdata=row_ids("units_mapped", ends),
                    hovertext=[
                        f"<b>{zone}</b>, {day(r.date)}<br>{r.counters} {OF_SIDE[side]} counters<br>"
                        f"{r.counters - int(at[start]):+d} since {day(start)}"
                        for r in ends.itertuples()
                    ],
                    hoverinfo="text",
                )
            )
        tables.append(
            redeployment.changed_days(own, str(own["date"].min()), str(end)).assign(
                since=lambda t, a=at: t["counters"] - int(a[start])
            )
        )
    box = rows[(rows["place"] == "Donbas box") & rows["date"].between("2024-07-01", start)]["counters"]
    base = said["Donbas box"][0] if change else 0
    fig.add_hrect(
        y0=box.min() - base,
        y1=box.max() - base,
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
    kursk, donbas = said["Kursk oblast"], said["Donbas box"]
    title = (
        f"{OF_SIDE[side]} counters, 5 Aug to 15 Nov 2024: Kursk {_move(kursk, change)}, "
        f"Donbas box {_move(donbas, change)}"
    )
    return finish(
        fig,
        title=title,
        subtitle="Names on Project Owl's map in Kursk oblast and in a rectangle round the Donbas",
        caption=(
            f"{OWL}. {COUNTER} Lowest in the box: {donbas[2]} on {day(donbas[3])}. Grey band: range of the box, 1 Jul to "
            f"5 Aug ({box.min()} to {box.max()}). The box is a rectangle (36.55 to 39.0 E, 47.2 to 49.1 N), not an "
            "oblast. After 15 Nov (pale): known later."
        ),
        alt=(
            f"{title}. Donbas box: {donbas[0]} on 5 Aug, lowest {donbas[2]} on {day(donbas[3])}, {donbas[1]} on 15 Nov; "
            f"Kursk oblast: {kursk[0]} and {kursk[1]}. Steps with a mark on each day that changed"
            f"{', drawn as change since 5 Aug' if change else ''}."
        ),
        table=pd.DataFrame(
            {
                "Day of change": pd.concat(tables)["date"],
                "Place": pd.concat(tables)["place"],
                "Counters": pd.concat(tables)["counters"],
                "Since 5 Aug 2024": [f"{v:+d}" for v in pd.concat(tables)["since"]],
            }
        ),
        height=460,
    )  # fmt: skip


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
            customdata=[""] * 3,
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
    title = f"{span}: {len(gone)} of {start} {OF_SIDE[side]} counters left, {to_kursk} for Kursk; {len(came)} came"
    return finish(
        fig,
        title=title,
        subtitle="Counters in the Donbas box; one block is one counter",
        caption=(
            f"{OWL}. {COUNTER} The axis is cut; blocks are equal. “Parked at sea” is a spot in the Black Sea where the "
            "map seems to keep units of unknown place (our inference). A counter that left and came back in between "
            "is in neither list. Battalions may stand beside their brigade."
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
    shown = shown.assign(row_place=shown[place].where(shown["left_out"] == "", "not units"))
    order = [*sizes.index, *(["not units"] if count == "all" else [])]
    shown["x"] = shown.groupby("row_place").cumcount() + 1
    words = {name: _place_words(name, side) for name in [*order, "not units"]}
    fig = go.Figure()
    for group, kind, symbol in (
        (shown["row_place"].isin(redeployment.DONBAS), "Donetsk or Luhansk oblast", style.symbol),
        (~shown["row_place"].isin((*redeployment.DONBAS, redeployment.UNTRACED, "not units")), "other known place", f"{style.symbol}-open"),
        (shown["row_place"] == redeployment.UNTRACED, "not traced", "x-thin"),
        (shown["row_place"] == "not units", "not units", "asterisk"),
    ):  # fmt: skip
        own = shown[group]
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
    rows = len(order)
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
            f"{OWL}. Donetsk or Luhansk oblast: {low:.0f} % at least, {high:.0f} % at most, if all {untraced} untraced "
            f"ones came from there. {COUNTER} A mapper places it where he last saw a sign; regiments and their "
            "division count separately; untraced ones were not on the map before or were parked at sea; “not units” are three renamed counters, an air base and the North Korean corps."
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


def verdict_by_meaning(
    places: pd.DataFrame, mapped: pd.DataFrame, arguments: pd.DataFrame, meaning: str, counts_from: int
) -> go.Figure:
    """Five meanings of "moved troops" against a threshold, and what speakers say about the chosen one.

    Parameters
    ----------
    places, mapped, arguments : tables unit_places, units_mapped, arguments.
    meaning : the meaning whose statements are listed (a key of analysis.redeployment.MEANINGS).
    counts_from : from how many counters on the reader calls it a redeployment.
    """
    rows = redeployment.meanings(places, mapped)
    rows["verdict"] = [redeployment.verdict(row.low, row.high, counts_from) for row in rows.itertuples()]
    rows["label"] = [broken(row.meaning, 18) for row in rows.itertuples()]
    chosen = rows.set_index("meaning").loc[meaning]
    style = theme.actor("russia")
    scopes = comparable(
        rows.assign(definition=rows["net"].map({True: "net change", False: "arrivals"})), mixed=True
    )
    fig = make_subplots(rows=2, cols=1, row_heights=[0.58, 0.42], vertical_spacing=0.17)
    fig.add_trace(
        go.Bar(
            x=(rows["high"] - rows["low"]).tolist(),
            base=rows["low"].tolist(),
            y=rows["label"].tolist(),
            orientation="h",
            width=0.45,
            name="untraced",
            marker={"color": theme.PAPER, "line": {"color": theme.FAINT, "width": 1}, "pattern": {"shape": "/", "fgcolor": theme.FAINT}},
            hoverinfo="skip",
        ),
        row=1, col=1,
    )  # fmt: skip
    for net, name, symbol in ((False, "known", style.symbol), (True, "net loss of the box", "diamond-open")):
        own = rows[rows["net"] == net]
        fig.add_trace(
            go.Scatter(
                x=own["low"].tolist(),
                y=own["label"].tolist(),
                mode="markers",
                name=name,
                marker={"symbol": symbol, "color": style.color, "size": 13, "line": {"width": 2, "color": style.color}},
                customdata=[""] * len(own),
                hovertext=[
                    f"<b>{row.meaning}</b><br>{broken(row.counts, 44)}<br>{row.low} of {row.of}"
                    f"{f', at most {row.high}' if row.high > row.low else ''}<br>“moved no troops”: {VERDICTS[row.verdict]}"
                    for row in own.itertuples()
                ],
                hoverinfo="text",
            ),
            row=1, col=1,
        )  # fmt: skip
    for row in rows.itertuples():
        bold = ("<b>", "</b>") if row.meaning == meaning else ("", "")
        fig.add_annotation(
            x=50,
            y=row.label,
            xanchor="left",
            showarrow=False,
            text=f"{bold[0]}{row.verdict}{bold[1]}",
            row=1,
            col=1,
        )
    fig.add_vline(x=counts_from - 0.5, line={"color": theme.INK, "width": 2, "dash": "dot"}, row=1, col=1)
    here = _statements(arguments, meaning)
    for side, group in here.groupby("side_of_speaker", sort=False):
        own = theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=[0] * len(group),
                y=group["slot"].tolist(),
                mode="markers+text",
                text=[f" {row.surname}, {row.when}" for row in group.itertuples()],
                textposition="middle right",
                showlegend=False,
                marker={"color": own.color, "symbol": own.symbol, "size": 11},
                customdata=group["row_id"].tolist(),
                hovertext=[_argued(row) for row in group.itertuples()],
                hoverinfo="text",
            ),
            row=2,
            col=1,
        )
    said = [f"says: {word}" for word in here["said"]]
    for word in ("moved", "not moved"):
        if word not in set(here["said"]):
            said.append(f"says: {word}")
            fig.add_annotation(
                x=0,
                y=len(said) - 1,
                xanchor="left",
                xshift=-6,
                text="nobody in our rows",
                showarrow=False,
                row=2,
                col=1,
            )
    fig.add_annotation(
        x=0, xref="x2 domain", xanchor="left", y=1.0, yref="y2 domain", yanchor="bottom", showarrow=False,
        text="<b>Who says what, in this sense</b>",
    )  # fmt: skip
    fig.add_annotation(
        x=1, xref="x domain", xanchor="right", y=1.0, yref="y domain", yanchor="bottom", showarrow=False,
        text="“moved no troops” is",
    )  # fmt: skip
    fig.update_xaxes(range=[0, 62], tickvals=[0, 10, 20, 30, 40], title="counters", row=1, col=1)
    fig.update_yaxes(
        categoryorder="array",
        categoryarray=rows["label"].tolist()[::-1],
        tickvals=rows["label"].tolist(),
        ticktext=[f"<b>{r.label}</b>" if r.meaning == meaning else r.label for r in rows.itertuples()],
        showgrid=False,
        row=1,
        col=1,
    )
    fig.update_xaxes(visible=False, range=[-0.1, 3], row=2, col=1)
    fig.update_yaxes(
        tickvals=list(range(len(said))),
        ticktext=said,
        range=[SLOTS - 0.4, -0.6],
        showgrid=False,
        ticks="",
        row=2,
        col=1,
    )
    fig.update_layout(barmode="overlay")
    title = _verdict_title(meaning, chosen, counts_from)
    return finish(
        fig,
        title=title,
        subtitle="5 Aug to 15 Nov 2024: counters by meaning; below, who says what in the sense chosen",
        caption=(
            f"{OWL}, 5 Aug to 15 Nov 2024. The dotted line is the reader's threshold. Left end: counters known; hatched: "
            "untraced ones that could be added. The open mark is another kind of number: what the box lost net. A stay "
            "is placed where it began. Colours of names show who speaks."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{row.meaning}: {row.low}{f' to {row.high}' if row.high > row.low else ''} of {row.of}, {row.verdict}"
            for row in rows.itertuples()
        )
        + ". "
        + _heard(here),
        table=_verdict_table(rows, arguments),
        mixed=scopes,
        height=690,
    )


def _said(arguments: pd.DataFrame) -> pd.DataFrame:
    speakers = load("speakers").set_index("speaker_id")
    pages = load("sources").set_index("source_id")
    rows = arguments.copy()
    rows["row_id"] = row_ids("arguments", rows)
    rows["name"] = rows["speaker_id"].map(speakers["name"])
    rows["surname"] = [_surname(name) for name in rows["name"]]
    rows["side_of_speaker"] = rows["speaker_id"].map(speakers["side"])
    rows["publisher"] = rows["source_id"].map(pages["publisher"])
    rows["when"] = [_when(row) for row in rows.itertuples()]
    return rows


def _when(row: object) -> str:
    first, last = row.published_first, row.published_last
    if first == last:
        return day(first)
    if (last - first).days < 31:
        return f"{last:%b %Y}"
    return f"{first:%b} to {last:%b %Y}"


def _surname(name: str) -> str:
    short = {
        "US officials": "US officials",
        "The Economist": "The Economist",
        "ISW": "ISW",
    }
    for key, value in short.items():
        if name.startswith(key):
            return value
    if "soldier" in name:
        return "Ukrainian soldier"
    return name.split("(")[0].strip().split(" ")[-1]


def _argued(row: object) -> str:
    return (
        f"<b>{row.name}</b>, {row.when}<br>{broken(row.argument, 48)}<br>{row.publisher} ({row.page_grade})"
    )


def _statements(arguments: pd.DataFrame, meaning: str) -> pd.DataFrame:
    rows = _said(arguments).set_index("argument_id", drop=False)
    parts = []
    for said, ids in SPEAK[meaning].items():
        parts.append(rows.loc[ids].assign(said=said))
    return pd.concat(parts).assign(slot=lambda t: range(len(t)))


def _heard(here: pd.DataFrame) -> str:
    parts = []
    for said, start in (("moved", "Say moved"), ("not moved", "Say not moved")):
        names = [f"{row.surname}, {row.when}" for row in here[here["said"] == said].itertuples()]
        parts.append(f"{start}: {'; '.join(names) or 'nobody in our rows'}.")
    return " ".join(parts)


def _verdict_table(rows: pd.DataFrame, arguments: pd.DataFrame) -> pd.DataFrame:
    said = {meaning: _statements(arguments, meaning) for meaning in rows["meaning"]}

    def names(meaning: str, what: str) -> str:
        own = said[meaning]
        return "; ".join(f"{r.surname} ({r.when})" for r in own[own["said"] == what].itertuples()) or "–"

    return pd.DataFrame(
        {
            "Meaning of “moved”": rows["meaning"],
            "What counts": rows["counts"],
            "Known": rows["low"],
            "At most": rows["high"],
            "Out of": rows["of"],
            "“Moved no troops”": [VERDICTS[v] for v in rows["verdict"]],
            "Say moved": [names(m, "moved") for m in rows["meaning"]],
            "Say not moved": [names(m, "not moved") for m in rows["meaning"]],
        }
    )


def _verdict_title(meaning: str, row: pd.Series, counts_from: int) -> str:
    heading = meaning[0].upper() + meaning[1:]
    number = f"by {row['low']} of {row['of']}" if row["net"] else f"{row['low']} of {row['of']}"
    verdict = "stays open" if row["verdict"] == "open" else f"is {row['verdict']}"
    return (
        f"{heading}{' ' if row['net'] else ': '}{number}; from {counts_from} on, “moved no troops” {verdict}"
    )


def _strip(row: object) -> str:
    if row.definition == "flow":
        return "sent"
    return "present" if row.includes_dprk == "no" else "mixed"


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
    out = f"<br>not counted: {row.left_out}" if row.left_out else ""
    return f"<b>{row.unit}</b><br>in Kursk oblast since {day(row.arrived)}<br>last place before: {before}<br>on 5 Aug: {row.at_start}{out}"


def _place_words(name: str, side: str) -> str:
    if name == "elsewhere":
        return "deeper in Russia" if side == "russia" else "elsewhere in Ukraine"
    if name in (redeployment.UNTRACED, "not units", "Crimea", "Kyiv"):
        return name
    return f"{name} oblast"


def _place_list(sizes: pd.Series, places: tuple[str, ...]) -> str:
    return " or ".join(places) if all(p in sizes for p in places) else next(p for p in places if p in sizes)


def _better(table: pd.DataFrame, places: dict) -> list[tuple]:
    """Arrows from the worse to the better choice: (tail, head, side); none where both bring the same."""
    found = []
    gets = {(r.kyiv, r.moscow): (r.kyiv_gets, r.moscow_gets) for r in table.itertuples()}
    for kyiv in game.KYIV:
        left, right = (gets[kyiv, m][1] for m in game.MOSCOW)
        y = places[kyiv, "leave"][1]
        if left != right:
            ends = ((0.41, y), (0.59, y))
            found.append((*(ends if right > left else ends[::-1]), "russia"))
    for moscow in game.MOSCOW:
        up, down = (gets[k, moscow][0] for k in game.KYIV)
        x = places["cross", moscow][0]
        if up != down:
            ends = ((x, 0.37), (x, 0.63))
            found.append((*(ends if up > down else ends[::-1]), "ukraine"))
    return found


def _game_title(table: pd.DataFrame, price: float, filled: float, cost: float) -> str:
    if not table["stable"].any():
        return "No pair of choices is stable: each time one side would rather change its own"
    if not game.crossing_pays(price, filled, cost):
        return "With these payoffs Kyiv gains nothing by crossing first"
    lost, answer = game.gap(price, filled), game.reply(price, filled)
    if answer == "either":
        return f"If Kyiv crosses, moving and leaving cost Moscow the same ({_signed(-lost)})"
    verb = {"leave": "to leave its Donbas force", "move": "to move troops to Kursk"}[answer]
    pair = sorted((-lost, -float(game.DONBAS)), reverse=True)
    return f"If Kyiv crosses, Moscow's best reply is {verb} ({_signed(pair[0])} against {_signed(pair[1])})"


def _kyiv(choice: str) -> str:
    return {"cross": "crosses", "stay": "stays"}[choice]


def _moscow(choice: str) -> str:
    return {"leave": "leaves the Donbas force", "move": "moves troops"}[choice]


def _signed(value: float) -> str:
    return _plain(value).replace("-", "−")


def _plain(value: float) -> str:
    return f"{value:g}"


def _yes(column: pd.Series) -> list[str]:
    return ["yes" if value else "no" for value in column]


def _number(count: int) -> str:
    return ("none", "one", "two", "three", "four", "five")[count] if count < 6 else str(count)


def _move(said: tuple, change: bool) -> str:
    first, last = said[:2]
    return f"{last - first:+d}".replace("-", "−") if change else f"{first} to {last}"


def _short_day(first: object, last: object) -> str:
    start, end = pd.Timestamp(first), pd.Timestamp(last)
    return f"{start.day} {start:%b}" if start.year == end.year else day(start)
