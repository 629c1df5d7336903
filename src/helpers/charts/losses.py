"""Losses, rates, reactions and law of the deployment: kinds of loss never share a panel unmarked."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import losses as analysis
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish, words
from helpers.charts.spoken import hover, opacity, printed_rows
from helpers.charts.timeline import timeline

LATE, LIGHT = "2026-03-01", "#ECECEC"
PERIODS = {
    "winter, to 28 Feb 2025": "2025-02-28",
    "to 30 Sept 2025": "2025-09-30",
    "to 28 Feb 2026": "2026-02-28",
}
WHO = {"everybody": None, "South Korea": "south_korea", "Ukraine": "ukraine", "US, UK, officials": "western"}
UNTIL = {"15 Nov 2024": "2024-11-15", "31 Dec 2024": "2024-12-31", "31 July 2025": "2025-07-31"}
PANELS = {
    "casualties": "casualties so far: killed and wounded",
    "killed": "killed so far",
    "wounded": "wounded so far",
    "a few days": "a few days only: never a total",
}
AFTER = {"dprk_killed_window": " killed", "dprk_wounded_window": " wounded"}
KIND_MARKS = {"words": "words", "permission": "permission", "sanctions": "sanctions"}


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
    scopes = {
        scope
        for _, group in rows.groupby("kind")
        for scope in comparable(group.assign(definition="–"), mixed=True)
    }
    fig = make_subplots(
        rows=4,
        cols=1,
        shared_xaxes=True,
        vertical_spacing=0.075,
        row_heights=[0.31, 0.24, 0.22, 0.23],
        subplot_titles=[broken(title, 60) for title in PANELS.values()],
    )
    top = {"casualties": 7200, "killed": 2600, "wounded": 5300, "a few days": 1400}
    for place, kind in enumerate(PANELS, 1):
        group = rows[rows["kind"] == kind]
        _add_marks(fig, group, row=place, col=1)
        _print_values(fig, group, place, open_ends=pd.Timestamp(period) < pd.Timestamp("2025-04-01"))
        if (group["quantity"] == "dprk_casualties_incl_missing_captured").any():
            _note_wider_total(fig, group)
        if group.empty:
            _empty(fig, place, top[kind] / 2, period)
        fig.update_yaxes(range=[0, top[kind]], nticks=4, tickformat=",", row=place, col=1)
    for note in fig.layout.annotations[:4]:
        note.update(x=0, xanchor="left", xref="paper", font={"size": 13})
    start, last = pd.Timestamp("2024-12-05"), pd.Timestamp(period)
    last += (last - start) * 0.13  # room for the last printed number on a phone
    fig.update_xaxes(
        type="date", range=[str(start.date()), str(last.date())], tickformat="%b<br>%Y", nticks=5
    )
    return finish(
        fig,
        title=_kind_title(rows, period, who),
        subtitle="Soldiers, as speakers said on the day they speak of; each panel has its own axis",
        caption=(
            "As said by parties to the war and their partners; nobody outside could count. Arrows are open ends "
            "(up: at least, down: up to). Two kinds of row stand apart: 4,000 by Western officials to the BBC "
            "also holds missing and captured; the last panel mixes killed, wounded and both."
        ),
        alt=_kind_alt(rows, period, who),
        table=printed_rows(rows).assign(**{"What it counts": rows["quantity"].map(_labels())}),
        mixed=sorted(scopes),
        height=680,
    )


def killed_share(loss_shares: pd.DataFrame) -> go.Figure:
    """Draw which share of the casualties each speaker counted as killed, and the wounded per death."""
    rows = analysis.shares(loss_shares)
    scopes = comparable(rows, mixed=True)
    labels = [f"{_short(row.name)}<br>{day(row.day)}" for row in rows.itertuples()]
    places = list(range(len(rows)))[::-1]
    fig = go.Figure()
    fig.add_bar(
        y=places,
        x=(100 - rows["share"]).tolist(),
        base=rows["share"].tolist(),
        orientation="h",
        marker={"color": LIGHT, "line": {"color": theme.FAINT, "width": 1}},
        hoverinfo="skip",
        showlegend=False,
    )
    for row, place in zip(rows.itertuples(), places, strict=True):
        fig.add_bar(
            y=[place],
            x=[row.share],
            orientation="h",
            marker=_fill(theme.actor(row.side).color, row.basis == "stated"),
            customdata=[row.row_id],
            hovertext=[_share_hover(row)],
            hoverinfo="text",
            showlegend=False,
        )
    for row, place in zip(rows.itertuples(), places, strict=True):
        fig.add_annotation(
            x=row.share + 2,
            y=place,
            text=f"{row.share:.0f} %",
            showarrow=False,
            xanchor="left",
            font={"size": 13},
        )
        ratio = "–" if pd.isna(row.ratio) else f"<b>{row.ratio:.1f}</b>"
        fig.add_annotation(x=102, y=place, text=ratio, showarrow=False, xanchor="left", font={"size": 14})
    fig.add_annotation(
        x=122, y=len(rows) - 0.45, text="wounded<br>per death", showarrow=False, xanchor="right", yanchor="bottom",
        align="right", font={"size": 13},
    )  # fmt: skip
    fig.update_yaxes(tickvals=places, ticktext=labels, range=[-0.6, len(rows) + 0.45], showgrid=False)
    fig.update_xaxes(range=[0, 122], tickvals=[0, 25, 50, 75, 100], title="per cent of the casualties")
    fig.update_layout(barmode="overlay", bargap=0.38)
    low, high = rows.loc[rows["ratio"].idxmin()], rows.loc[rows["ratio"].idxmax()]
    title = (
        f"Wounded per death: {high['ratio']:.1f} for {high['name']} on {day(high['day'])}, "
        f"{low['ratio']:.1f} by {low['name'].split()[-1]} on {day(low['day'])}"
    )
    return finish(
        fig,
        title=title,
        subtitle="Share of the casualties said to be killed; full bars are stated, hatched ones our division",
        caption=(
            "Shares as spoken are rounded words (“a quarter”, “two thirds”); the rest is one published number "
            "divided by another. “–”: the whole also holds missing and captured soldiers, so no ratio can be "
            "had. The special forces' row is three days in one sector."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{row.name}, {day(row.day)}: {row.share:.0f} per cent killed ({row.basis}, of {row.definition})"
            + ("" if pd.isna(row.ratio) else f", {row.ratio:.1f} wounded per death")
            for row in rows.itertuples()
        )
        + ".",
        table=pd.DataFrame(
            {
                "Speaker": rows["name"],
                "Day": rows["day"],
                "Killed, per cent": rows["share"].round(0),
                "Wounded per death": rows["ratio"].round(1),
                "Stated or divided": rows["basis"],
                "The whole": rows["definition"],
                "Page": rows["publisher"],
            }
        ),
        mixed=scopes,
        height=480,
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
    rows = analysis.steps(loss)
    scopes = comparable(rows.assign(definition="–"))
    last, before = rows.iloc[-1], rows.iloc[-2]
    style = theme.actor("south_korea")
    fig = go.Figure()
    if read == "as estimates":
        _add_marks(fig, rows)
        fig.update_traces(showlegend=False)
        for one, other in zip(rows.itertuples(), rows.iloc[1:].itertuples(), strict=False):
            fig.add_scatter(
                x=[one.as_of_last, other.as_of_last, other.as_of_last],
                y=[one.value, one.value, other.value],
                mode="lines",
                line={"color": style.color, "width": 1.5, "dash": "dot"},
                hoverinfo="skip",
                showlegend=False,
            )
        _print_values(fig, rows, None)
        fig.update_yaxes(range=[0, 2400], tickformat=",", title="killed, all so far")
        title = (
            f"NIS's estimate of the killed: from {words(before['value'])} to {last['value_as_printed']} "
            f"in {words(int(last['days']))} days, by a new look"
        )
        subtitle = (
            "Soldiers killed from the start, on the day of the estimate; dotted: nothing was said between"
        )
    elif read == "as if new deaths":
        spans = rows.iloc[1:]
        starts = rows["as_of_last"].iloc[:-1].tolist()
        for start, row in zip(starts, spans.itertuples(), strict=True):
            fig.add_bar(
                x=[start + (row.as_of_last - start) / 2],
                y=[row.per_day],
                width=[row.days * 86_400_000],
                marker={
                    "color": theme.PAPER,
                    "line": {"color": theme.FAINT, "width": 1.5},
                    "pattern": {"shape": "x", "fgcolor": theme.FAINT, "solidity": 0.2},
                },
                customdata=[row.row_id],
                hovertext=[
                    f"<b>Not allowed</b><br>{words(row.added)} more in the estimate over {words(row.days)} days, "
                    f"{row.per_day:.1f} a day,<br>to {day(row.as_of_last)} ({row.publisher})"
                ],
                hoverinfo="text",
                showlegend=False,
            )
            fig.add_annotation(
                x=start + (row.as_of_last - start) / 2, y=row.per_day, text=f"{row.per_day:.1f}", showarrow=False,
                yanchor="bottom",
            )  # fmt: skip
        fig.update_yaxes(range=[0, 13.5], title="“a day” (wrong reading)")
        title = (
            f"Not allowed: {spans['per_day'].max():.1f} “deaths a day” to {day(last['as_of_last'])}, "
            "made from a new estimate"
        )
        subtitle = "What a reader gets who takes the difference of two estimates for deaths between them"
    else:
        raise ValueError(f"A reading is “as estimates” or “as if new deaths”, not {read!r}.")
    fig.update_xaxes(type="date", range=["2024-12-01", "2025-10-25"], tickformat="%b<br>%Y", nticks=6)
    table = printed_rows(rows).drop(columns="Place")
    table["Days since"], table["Higher by"] = rows["days"], rows["added"]
    if read == "as if new deaths":
        table["Wrong reading, a day"] = rows["per_day"].round(1)
    return finish(
        fig,
        title=title,
        subtitle=subtitle,
        caption=(
            "NIS speaks through members of parliament after closed sessions and calls its method conservative. "
            "Its figure of September 2025 is a new assessment of the dead, most of whom it did not date."
        ),
        alt=f"{title}. "
        + "; ".join(f"{day(row.as_of_last)}: {row.value_as_printed}" for row in rows.itertuples())
        + ".",
        table=table,
        mixed=scopes,
    )


def rate_by_denominator(
    loss_rates: pd.DataFrame, estimates: pd.DataFrame, losses: str = "nis-6000"
) -> go.Figure:
    """Draw one loss in per cent of each number of soldiers sent.

    Parameters
    ----------
    loss_rates : the pairs.
    estimates : rows of table estimates behind the pairs.
    losses : start of the rate ids shown, for example "nis-6000".

    Raises
    ------
    ValueError : no pair starts so.
    """
    rows = analysis.rates(loss_rates, estimates)
    rows = rows[
        rows["rate_id"].str.startswith(f"{losses}-of-") & (rows["sent_quantity"] == "dprk_troops_sent")
    ]
    if rows.empty:
        raise ValueError(f"No pair of loss_rates starts with {losses!r}.")
    rows = rows.reset_index(drop=True)
    scopes = comparable(
        rows.assign(quantity=rows["loss_kind"], definition=rows["sent_printed"], unit="percent"), mixed=True
    )
    fig = go.Figure()
    places = list(range(len(rows)))[::-1]
    style = theme.actor(rows["loss_side"].iloc[0])
    solid = rows["pair"] == "used by the speaker"
    for own in (True, False):
        group = rows[solid == own]
        fig.add_bar(
            y=[places[i] for i in group.index],
            x=group["rate"].tolist(),
            orientation="h",
            marker=_fill(style.color, own),
            customdata=group["denominator_id"].tolist(),
            hovertext=[_rate_hover(row) for row in group.itertuples()],
            hoverinfo="text",
            showlegend=False,
        )
    open_end = rows["open_end"].iloc[0]
    fig.add_scatter(
        x=[-10] * len(rows),
        y=places,
        mode="markers",
        customdata=rows["numerator_id"].tolist(),
        hoverinfo="skip",
        showlegend=False,
    )  # the losses' own row, off the chart, for the list of sources
    for row, place in zip(rows.itertuples(), places, strict=True):
        said = f"{'at least ' if open_end else ''}{row.rate:.1f} %"
        fig.add_annotation(
            x=row.rate + 0.8,
            y=place,
            text=f"<b>{said}</b>" if row.pair == "used by the speaker" else said,
            showarrow=False,
            xanchor="left",
            font={"size": 14},
        )
    fig.update_yaxes(
        tickvals=places,
        ticktext=[
            f"<b>{words(row.sent)}</b> sent<br>{broken(_short(row.sent_name), 20)}"
            for row in rows.itertuples()
        ],
        range=[-0.6, len(rows) - 0.4],
        showgrid=False,
    )
    fig.update_xaxes(range=[0, 85], tickvals=[0, 20, 40, 60], title="per cent of the soldiers sent")
    fig.update_layout(bargap=0.4)
    first = rows.iloc[0]
    title = _rate_title(rows)
    name = f"{_short(first['loss_name'])}, {day(first['loss_day'])}: {first['loss_printed']} {_kind(first)}"
    own = rows[solid]
    if len(own):
        said_by = f"The full bar is the pair that {_short(first['loss_name'])} itself used"
    else:
        said_by = f"{_short(first['loss_name'])} used none of these pairs: all four are our crossings"
    return finish(
        fig,
        title=title,
        subtitle=f"{name}, divided by four numbers of soldiers sent",
        caption=(
            f"{said_by}; hatched bars are our divisions of one speaker's losses by another's number. 11,000 is "
            "the first wave only. Nobody published how many soldiers were exposed to fire."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"of {words(row.sent)} ({_short(row.sent_name)}, {day(row.sent_day)}): {row.rate:.1f} per cent, {row.pair}"
            for row in rows.itertuples()
        )
        + ".",
        table=pd.DataFrame(
            {
                "Losses": name,
                "Number sent": rows["sent"],
                "Said by": rows["sent_name"],
                "Day": rows["sent_day"],
                "Per cent": rows["rate"].round(1),
                "Whose pair": rows["pair"],
                "Careful": rows["note"],
            }
        ),
        mixed=[scope for scope in scopes if scope != "definitions"],
    )


def loss_projection(estimates: pd.DataFrame) -> go.Figure:
    """Draw ISW's line to 12,000 casualties by mid-April 2025 beside the totals that were later said."""
    line = analysis.projection(estimates)
    pace = analysis.pace_a_day(estimates)
    rows = analysis.losses(estimates[estimates["quantity"] == "dprk_casualties"])
    scopes = comparable(rows)
    forecast = estimates[estimates["quantity"] == "dprk_casualties_per_day"]
    style = theme.actor("independent")
    fig = go.Figure()
    fig.add_scatter(
        x=line["day"].tolist(),
        y=line["casualties"].tolist(),
        mode="lines+markers",
        name="forecast by ISW",
        line={"color": style.color, "width": 2, "dash": "dot"},
        marker={"symbol": f"{style.symbol}-open", "size": [0, 12], "color": style.color},
        customdata=["", f"estimates:{forecast['estimate_id'].iloc[0]}"],
        hovertext=["start, reckoned back by us", f"ISW: 12,000 by mid-April 2025, at {words(pace)} a day"],
        hoverinfo="text",
    )
    _add_marks(fig, rows)
    fig.add_annotation(
        x=line["day"].iloc[-1],
        y=12000,
        text="forecast:<br>12,000 by mid-April 2025",
        showarrow=False,
        xanchor="left",
        yanchor="middle",
        xshift=10,
        align="left",
    )
    nis = rows[(rows["speaker_id"] == "nis") & (rows["as_of_last"] >= line["day"].iloc[-1])].iloc[0]
    fig.add_annotation(
        x=nis["as_of_last"],
        y=nis["value"],
        text=f"NIS {words(nis['value'])}<br>{day(nis['as_of_last'])}",
        showarrow=False,
        xanchor="left",
        yanchor="top",
        align="left",
        xshift=4,
        yshift=-7,
    )
    fig.update_xaxes(type="date", range=["2024-11-25", LATE], tickformat="%b<br>%Y", nticks=6)
    fig.update_yaxes(range=[0, 13200], tickformat=",", title="killed and wounded")
    days = round(analysis.days_to_reach(analysis.PROJECTED, pace))
    title = f"At {words(pace)} a day, 12,000 in {days} days; NIS said {words(nis['value'])} on {day(nis['as_of_last'])}"
    return finish(
        fig,
        title=title,
        subtitle="Casualties so far: one forecast of January 2025 (hollow, dotted) and what was said later",
        caption=(
            f"The start, {day(line['day'].iloc[0])}, is reckoned back by us from mid-April 2025. A straight line "
            "supposes that nothing changes; a pull-back and new soldiers came between. Arrows: at least."
        ),
        alt=f"{title}. Totals said: "
        + "; ".join(f"{row.name}, {day(row.as_of_last)}: {row.value_as_printed}" for row in rows.itertuples())
        + ".",
        table=printed_rows(rows),
        mixed=scopes,
        height=460,
    )


def tactics_timeline(events: pd.DataFrame) -> go.Figure:
    """Draw how the soldiers are said to have fought, from December 2024 on, as a line of days."""
    rows = events[(events["story"].fillna("").str.contains("tactics"))].reset_index(drop=True)
    first, group = rows["date_first"].min(), rows[rows["event_id"].str.endswith("smaller-groups")]
    title = (
        f"Assaults on foot in {first:%b %Y}, a disputed withdrawal, smaller groups by "
        f"{group['date_first'].iloc[0]:%b %Y}"
    )
    return timeline(
        rows,
        title,
        caption=(
            "Each line is somebody's report: Ukrainian officers, Seoul, Washington, one newspaper, one "
            "correspondent on the Russian side. The days are days of reports, not always of what happened."
        ),
        subtitle="How the soldiers fought, as reported; colour and mark show who speaks or acts",
    )


def reactions(events: pd.DataFrame, kind: str = "all kinds", until: str = "2024-11-15") -> go.Figure:
    """Draw reactions to the deployment by day, in a lane for each place that reacted.

    Parameters
    ----------
    events : rows of table events.
    kind : "all kinds", "words", "permission" or "sanctions".
    until : last day shown.
    """
    rows = analysis.reactions(events, kind, until)
    fig = go.Figure()
    height = {lane: len(analysis.LANES) - i for i, lane in enumerate(analysis.LANES)}
    rows["y"] = rows["lane"].map(height).astype(float)
    for side in [name for name in theme.ACTORS if name in set(rows["actor"])]:
        group, style = rows[rows["actor"] == side], theme.actor(side)
        fig.add_scatter(
            x=group["date_first"].tolist(),
            y=group["y"].tolist(),
            mode="markers",
            name=style.label,
            showlegend=False,
            marker={
                "color": style.color,
                "symbol": [
                    style.symbol + ("-open" if word == "words" else "") for word in group["reaction_kind"]
                ],
                "size": [11 if word == "words" else 15 for word in group["reaction_kind"]],
                "line": {"width": 2, "color": style.color},
            },
            customdata=group["row_id"].tolist(),
            hovertext=[_event_hover(row) for row in group.itertuples()],
            hoverinfo="text",
        )
    last = pd.Timestamp(until)
    start = pd.Timestamp("2024-10-14")
    for row in rows[rows["reaction_kind"] != "words"].itertuples():
        late = (row.date_first - start) / (last - start) > 0.55
        fig.add_annotation(
            x=row.date_first,
            y=row.y,
            text=f"{KIND_MARKS[row.reaction_kind]} {row.date_first.day} {row.date_first:%b}",
            showarrow=False,
            xanchor="right" if late else "left",
            yshift=16 if row.reaction_kind == "permission" or row.lane != "Washington" else -16,
            xshift=4 if late else -4,
        )
    fig.add_shape(
        type="line", x0=analysis.ANNOUNCED, x1=analysis.ANNOUNCED, y0=0.4, y1=6.6, layer="below",
        line={"color": theme.actor("south_korea").color, "width": 1.5, "dash": "dashdot"},
    )  # fmt: skip
    fig.add_annotation(
        x=analysis.ANNOUNCED, y=6.72, text=f"Seoul announces<br>{day(analysis.ANNOUNCED)}", showarrow=False,
        xanchor="left", yanchor="bottom", align="left", xshift=-8,
    )  # fmt: skip
    if last > analysis.WRITTEN:
        fig.add_shape(
            type="line", x0=analysis.WRITTEN, x1=analysis.WRITTEN, y0=0.4, y1=6.6, layer="below",
            line={"color": theme.FAINT, "width": 1.5, "dash": "dot"},
        )  # fmt: skip
        fig.add_annotation(
            x=analysis.WRITTEN, y=0.42, text="the report closes", showarrow=False, xanchor="left", yanchor="top",
        )  # fmt: skip
    fig.add_annotation(
        x=0.5, xref="paper", y=height["Beijing"], text="no row in our data; this shows no silence", showarrow=False,
        font={"color": "#555555"}, bgcolor=theme.PAPER,
    )  # fmt: skip
    fig.update_xaxes(
        type="date", range=[str(start.date()), str((last + pd.Timedelta(days=5)).date())],
        tickformat="%-d %b<br>%Y" if last < pd.Timestamp("2025-01-31") else "%b<br>%Y", nticks=5,
    )  # fmt: skip
    fig.update_yaxes(
        tickvals=list(height.values()), ticktext=list(height), range=[-0.1, 7.9], showgrid=True, title=None
    )
    acts = rows[rows["reaction_kind"] != "words"]
    title = _reaction_title(rows, acts, kind, last)
    return finish(
        fig,
        title=title,
        subtitle="Reactions to the deployment by who reacted; hollow: words, filled: permission or sanctions",
        caption=(
            "Our rows, not all that was said. The early November statement by Seoul and the EU stands at 1 Nov. "
            "That the permission answered the deployment is what officials told reporters; order in time is "
            "not cause. Moscow and Pyongyang, whose step this answers, have no lane."
        ),
        alt=f"{title}. "
        + (
            "; ".join(f"{day(row.date_first)}: {row.what}" for row in rows.itertuples())
            or "No reaction is shown."
        )
        + " No row is Beijing's.",
        table=pd.DataFrame(
            {
                "Day": rows["date_first"],
                "Days after 18 Oct 2024": rows["days"],
                "Who": rows["lane"],
                "What": rows["what"],
                "Kind": rows["reaction_kind"],
                "Page": rows["publisher"],
            }
        ),
        height=470,
    )


def law_positions(arguments: pd.DataFrame) -> go.Figure:
    """List who called the deployment lawful or not, and the rule that each named; a list, not a count of opinion."""
    rows = analysis.law(arguments)
    fig = go.Figure()
    y, places, heads = 0.0, [], []
    for position, group in rows.groupby("position", observed=True):
        heads.append((-y, f"<b>{position}</b> ({len(group)})"))
        y += 0.8
        for _ in group.index:
            places.append(-y)
            y += 1.05
        y += 0.35
    rows["y"] = places
    for side in [name for name in theme.ACTORS if name in set(rows["side"])]:
        group, style = rows[rows["side"] == side], theme.actor(side)
        fig.add_scatter(
            x=[0.0] * len(group),
            y=group["y"].tolist(),
            mode="markers",
            name=style.label,
            marker={"color": style.color, "symbol": style.symbol, "size": 11},
            customdata=group["row_id"].tolist(),
            hovertext=[
                f"<b>{row.name}</b>, {_when(row)}<br>{broken(row.argument, 50)}<br>{row.publisher} ({row.page_grade})"
                for row in group.itertuples()
            ],
            hoverinfo="text",
        )
    for row in rows.itertuples():
        fig.add_annotation(
            x=0, xshift=12, y=row.y, text=f"{_short(row.name)}, {_when(row)}<br><i>{row.rules}</i>", showarrow=False,
            xanchor="left", align="left", yanchor="middle", font={"size": 13},
        )  # fmt: skip
    for place, text in heads:
        fig.add_annotation(
            x=0, xshift=-8, y=place, text=text, showarrow=False, xanchor="left", yanchor="middle"
        )
    fig.update_xaxes(visible=False, range=[-0.03, 1])
    fig.update_yaxes(visible=False, range=[-y + 0.2, 0.7])
    counts = rows["position"].value_counts()
    title = (
        f"Of {len(rows)} statements, {counts['breaks the law']} call the deployment unlawful, "
        f"{counts['covered by law or treaty']} lawful: a list, not a vote"
    )
    return finish(
        fig,
        title=title,
        subtitle="Who said it, when, and the rule named (in italics)",
        caption=(
            "The rule is what our short version of the statement names; “no rule named” speaks of our row, not of "
            "the speaker's reasons. A count of rows is not a count of opinion in the world, and no court has ruled "
            "in our rows."
        ),
        alt=f"{title}. "
        + "; ".join(f"{row.name}, {_when(row)}: {row.position} ({row.rules})" for row in rows.itertuples())
        + ".",
        table=pd.DataFrame(
            {
                "Speaker": rows["name"],
                "Day": [_when(row) for row in rows.itertuples()],
                "Position": rows["position"].astype(str),
                "Rule named": rows["rules"],
                "Argument": rows["argument"],
                "Page": rows["publisher"],
            }
        ),
        height=930,
    )


def _fill(color: str, full: bool) -> dict:
    """A full bar for what a speaker said, a hatched one for what we divided."""
    pattern = {"shape": "" if full else "/", "fgcolor": color, "solidity": 0.2}
    return {"color": color if full else theme.PAPER, "line": {"color": color, "width": 2}, "pattern": pattern}


def _add_marks(fig: go.Figure, rows: pd.DataFrame, **place: int) -> None:
    """Draw points with the speaker's symbol; an arrow beside a point shows an open end (up: at least)."""
    listed = {trace.name for trace in fig.data if trace.showlegend}
    for side in [name for name in theme.ACTORS if name in set(rows["side"])]:
        group, style = rows[rows["side"] == side], theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=group["as_of_last"].tolist(),
                y=group["value"].tolist(),
                mode="markers",
                name=style.label,
                legendgroup=style.label,
                showlegend=style.label not in listed,
                cliponaxis=False,
                customdata=group["row_id"].tolist(),
                hovertext=[hover(row) for row in group.itertuples()],
                hoverinfo="text",
                marker={
                    "color": style.color,
                    "symbol": style.symbol,
                    "size": 10,
                    "opacity": [opacity(row) for row in group.itertuples()],
                },
            ),
            **place,
        )
    for row in rows[rows["bound"] != "point"].itertuples():
        up = row.bound == "at least"
        fig.add_annotation(
            x=row.as_of_last,
            y=row.value,
            text="",
            showarrow=True,
            arrowhead=2,
            arrowsize=1,
            arrowwidth=2,
            arrowcolor=theme.actor(row.side).color,
            ax=0,
            ay=16 if up else -16,
            yshift=22 if up else -22,
            **place,
        )


def _print_values(fig: go.Figure, rows: pd.DataFrame, place: int | None, open_ends: bool = True) -> None:
    """Print numbers beside points; of casualties only Seoul's, of a few days one line for the first ones.

    Without `open_ends` "at least" and "up to" stay unprinted where later points need the room.
    """
    where = {} if place is None else {"row": place, "col": 1}
    early = rows[rows["quantity"].str.endswith("_window") & (rows["side"] == "ukraine")]
    if len(early):
        last = early.iloc[-1]
        said = [f"{_printed(row)}{AFTER.get(row.quantity, '')}" for row in early.itertuples()]
        fig.add_annotation(
            x=last["as_of_last"], y=last["value"], text=", ".join(said), showarrow=False, xanchor="left",
            xshift=9, yshift=9, font={"size": 12}, **where,
        )  # fmt: skip
        rows = rows.drop(early.index)
    crowded = rows["quantity"].str.startswith("dprk_casualties") & ~rows["quantity"].str.endswith("_window")
    rows = rows[~crowded | (rows["side"] == "south_korea")]
    if not open_ends:
        rows = rows[(rows["bound"] == "point") | rows["quantity"].str.endswith("_window")]
    for row in rows.itertuples():
        fig.add_annotation(
            x=row.as_of_last,
            y=row.value,
            text=_printed(row),
            showarrow=False,
            xanchor="left",
            xshift=9,
            yshift=-7
            if row.quantity == "dprk_casualties" and row.value < 4500
            else 9
            if place is None
            else 4,
            font={"size": 12},
            **where,
        )


def _printed(row: object) -> str:
    return {"at least": "≥ ", "up to": "≤ "}.get(row.bound, "") + words(row.value)


def _note_wider_total(fig: go.Figure, rows: pd.DataFrame) -> None:
    row = rows[rows["quantity"] == "dprk_casualties_incl_missing_captured"].iloc[0]
    fig.add_annotation(
        x=row["as_of_last"], y=row["value"], text="with missing<br>and captured", ax=-8, xanchor="left", ay=-30, arrowhead=0,
        arrowcolor=theme.FAINT, standoff=5, font={"size": 12}, align="left", row=1, col=1,
    )  # fmt: skip


def _empty(fig: go.Figure, place: int, height: float, period: str) -> None:
    middle = pd.Timestamp("2024-12-05") + (pd.Timestamp(period) - pd.Timestamp("2024-12-05")) / 2
    fig.add_annotation(
        x=middle, y=height, text="no figure by these speakers", showarrow=False, font={"color": "#555555"},
        row=place, col=1,
    )  # fmt: skip
    fig.add_scatter(
        x=[middle], y=[-1], mode="markers", opacity=0, showlegend=False, hoverinfo="skip", row=place, col=1
    )


def _labels() -> dict[str, str]:
    from helpers.data import load

    return load("quantities").set_index("quantity")["label"].to_dict()


def _kind_title(rows: pd.DataFrame, period: str, who: str | None) -> str:
    killed, total = rows[rows["kind"] == "killed"], rows[rows["kind"] == "casualties"]
    if who is not None:
        name = theme.actor(who).label
        if killed.empty:
            return f"{name} to {day(period)}: {len(rows)} figures, and none for all the killed"
        count = f"{len(killed)} figure{'s' if len(killed) > 1 else ''}"
        return f"{name} to {day(period)}: {count} for the killed, {_span(killed)}"
    if pd.Timestamp(period) <= pd.Timestamp("2025-02-28"):
        january = (f"2025-01-{first}" for first in ("05", "31"))
        first, last = january
        dead, all_ = analysis.spread(killed, first, last), analysis.spread(total, first, last)
        return (
            f"January 2025: {words(all_[0])} to {words(all_[1])} casualties, "
            f"but {words(dead[0])} to {words(dead[1])} killed"
        )
    return f"To {day(period)}: killed {_span(killed)}; casualties up to {words(total['value'].max())} or more"


def _span(rows: pd.DataFrame) -> str:
    low, high = rows["value"].min(), rows["value"].max()
    return words(low) if low == high else f"{words(low)} to {words(high)}"


def _kind_alt(rows: pd.DataFrame, period: str, who: str | None) -> str:
    parts = []
    for kind, title in PANELS.items():
        group = rows[rows["kind"] == kind]
        said = "; ".join(
            f"{row.name}, {day(row.as_of_last)}: {row.value_as_printed}" for row in group.itertuples()
        )
        parts.append(f"{title[0].upper()}{title[1:]}: {said or 'none'}")
    return f"{_kind_title(rows, period, who)}. Four panels, {len(rows)} figures. {'. '.join(parts)}."


def _share_hover(row: object) -> str:
    ratio = "no ratio" if pd.isna(row.ratio) else f"{row.ratio:.1f} wounded per death"
    return (
        f"<b>{row.name}</b>, {day(row.day)}<br>{row.share:.0f} % killed ({row.basis}), {ratio}<br>"
        f"the whole: {row.definition}<br>{broken(row.note, 48)}<br>{row.publisher} ({row.page_grade})"
    )


def _rate_hover(row: object) -> str:
    return (
        f"<b>{row.rate:.1f} %</b>, {row.pair}<br>{_short(row.loss_name)}, {day(row.loss_day)}: {row.loss_printed}<br>"
        f"of {row.sent_printed} sent: {broken(row.sent_name, 40)}, {day(row.sent_day)}<br>{broken(row.note, 48)}"
    )


def _rate_title(rows: pd.DataFrame) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    least = "at least " if first["open_end"] else ""
    more = "More than " if first["open_end"] else ""
    return (
        f"{more}{words(first['loss'])} {_kind(first)} are {least}{last['rate']:.0f} % of {words(last['sent'])} sent, "
        f"or {first['rate']:.0f} % of {words(first['sent'])}"
    )


def _kind(row: pd.Series) -> str:
    return "dead" if row["loss_kind"] == "killed" else "casualties"


def _short(name: str) -> str:
    known = {
        "UK Ministry of Defence": "UK ministry",
        "Ukrainian Special Operations Forces": "special forces, Kyiv",
        "Western officials to the BBC": "officials to the BBC",
        "Volodymyr Zelensky": "Zelensky",
        "South Korean JCS": "JCS, Seoul",
        "South Korean DIA": "DIA, Seoul",
        "Reuters / authorities, as summarised by KBS": "Reuters, by KBS",
        "Lieber Institute (West Point) authors": "Lieber Institute authors",
        "Central Military Commission": "Pyongyang's commission",
        "South Korea and European Union": "South Korea and the EU",
    }
    return known.get(name, name)


def _event_hover(row: object) -> str:
    return (
        f"<b>{day(row.date_first)}</b>, {row.days} days after the announcement<br>{broken(row.what, 52)}<br>"
        f"{row.reaction_kind}; {row.publisher} ({row.page_grade})"
    )


def _reaction_title(rows: pd.DataFrame, acts: pd.DataFrame, kind: str, last: pd.Timestamp) -> str:
    if rows.empty:
        return f"To {day(last)}: no {kind} in our rows"
    if kind == "words":
        return f"To {day(last)}: {len(rows)} reactions in words in our rows, the first after {rows['days'].min()} days"
    if acts.empty:
        return f"To {day(last)}: {len(rows)} reactions in our rows, all of them words"
    days = acts.groupby("reaction_kind")["days"].min()
    if {"permission", "sanctions"} <= set(days.index):
        return (
            f"From Seoul's announcement: {days['permission']} days to the missile permission, "
            f"{days['sanctions']} to US sanctions"
        )
    word = {"permission": "missile permission", "sanctions": "US sanctions"}[days.index[0]]
    return f"To {day(last)}: {word} {days.iloc[0]} days after Seoul's announcement"


def _when(row: object) -> str:
    if row.published_first == row.published_last:
        return day(row.published_last)
    return f"{row.published_last:%b %Y}"
