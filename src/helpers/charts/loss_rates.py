"""Losses as shares: how many of the casualties died, and how many of the soldiers sent were lost."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import losses as analysis
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish, words

LIGHT = "#ECECEC"
EDGE = 124  # per cent; right end of the axis of shares, where the ratios are printed
OWN = "used by the speaker"
# names that fit beside a bar on a phone
SHORT = {
    "UK Ministry of Defence": "UK ministry",
    "Ukrainian Special Operations Forces": "special forces, Kyiv",
    "Western officials to the BBC": "officials to the BBC",
    "Volodymyr Zelensky": "Zelensky",
    "South Korean JCS": "JCS, Seoul",
    "South Korean DIA": "DIA, Seoul",
    "Reuters / authorities, as summarised by KBS": "Reuters, by KBS",
}


def killed_share(loss_shares: pd.DataFrame) -> go.Figure:
    """Draw which share of the casualties each speaker counted as killed, and the wounded per death."""
    rows = analysis.shares(loss_shares)
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
        _beside(fig, row.share, place, f"{row.share:.0f} %")
        ratio = "–" if pd.isna(row.ratio) else f"<b>{row.ratio:.1f}</b>"
        fig.add_annotation(x=EDGE, y=place, text=ratio, showarrow=False, xanchor="right", font={"size": 14})
    fig.add_annotation(
        x=EDGE,
        y=len(rows) - 0.45,
        text="wounded<br>per death",
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        align="right",
    )
    fig.update_yaxes(
        tickvals=places,
        ticktext=[f"{_short(row.name)}<br>{day(row.day)}" for row in rows.itertuples()],
        range=[-0.6, len(rows) + 0.45],
        showgrid=False,
    )
    fig.update_xaxes(range=[0, EDGE], tickvals=[0, 25, 50, 75, 100], title="per cent of the casualties")
    fig.update_layout(barmode="overlay", bargap=0.38)
    low, high = rows.loc[rows["ratio"].idxmin()], rows.loc[rows["ratio"].idxmax()]
    title = (
        f"Wounded per death: {high['ratio']:.1f} for {high['name']} on {day(high['day'])}, "
        f"{low['ratio']:.1f} by {_short(low['name'])} on {day(low['day'])}"
    )
    return finish(
        fig,
        title=title,
        subtitle="Share of the casualties said to be killed; full bars are stated, hatched ones our division",
        caption=(
            "Shares as spoken are rounded words (“a quarter”, “two thirds”); the others are one published "
            "number divided by another. “–”: the whole also holds missing and captured soldiers, so it gives "
            "no ratio. The special forces' row is three days in one sector."
        ),
        alt=f"{title}. " + "; ".join(_share_said(row) for row in rows.itertuples()) + ".",
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
        mixed=comparable(rows, mixed=True),
        height=490,
    )


def rate_by_denominator(
    loss_rates: pd.DataFrame, estimates: pd.DataFrame, losses: str = "nis-6000"
) -> go.Figure:
    """Draw one loss in per cent of each number of soldiers sent.

    Parameters
    ----------
    loss_rates : the pairs.
    estimates : rows of table estimates behind the pairs.
    losses : the loss that is divided, as the rate ids begin, for example "nis-6000" or "uk-6000".

    Raises
    ------
    ValueError : no pair starts so.
    """
    rows = analysis.rates(loss_rates, estimates)
    chosen = rows["rate_id"].str.startswith(f"{losses}-of-") & (rows["sent_quantity"] == "dprk_troops_sent")
    rows = rows[chosen].reset_index(drop=True)
    if rows.empty:
        raise ValueError(f"No pair of loss_rates starts with {losses!r}.")
    places = list(range(len(rows)))[::-1]
    first = rows.iloc[0]
    color = theme.actor(first["loss_side"]).color
    least = "at least " if first["loss_bound"] == "at least" else ""
    fig = go.Figure()
    for row, place in zip(rows.itertuples(), places, strict=True):
        own = row.pair == OWN
        fig.add_bar(
            y=[place],
            x=[row.rate],
            orientation="h",
            marker=_fill(color, own),
            customdata=[[row.loss_row_id, row.sent_row_id]],
            hovertext=[_rate_hover(row)],
            hoverinfo="text",
            showlegend=False,
        )
        said = f"{least}{row.rate:.1f} %"
        _beside(fig, row.rate, place, f"<b>{said}</b>" if own else said)
    fig.update_yaxes(
        tickvals=places,
        ticktext=[
            f"<b>{words(row.sent_value)}</b> sent<br>{_short(row.sent_name)}" for row in rows.itertuples()
        ],
        range=[-0.6, len(rows) - 0.4],
        showgrid=False,
    )
    fig.update_xaxes(range=[0, 88], tickvals=[0, 20, 40, 60], title="per cent of the soldiers sent")
    fig.update_layout(bargap=0.4)
    speaker, kind = _short(first["loss_name"]), first["loss_quantity"].removeprefix("dprk_")
    if (rows["pair"] == OWN).any():
        used = f"The full bar is the pair that {speaker} itself used"
    else:
        used = f"{speaker} used none of these pairs: all are our crossings"
    title = (
        f"{'More than ' if least else ''}{words(first['loss_value'])} {kind} are {least}"
        f"{rows['rate'].iloc[-1]:.0f} % of {words(rows['sent_value'].iloc[-1])} sent, "
        f"or {first['rate']:.0f} % of {words(first['sent_value'])}"
    )
    loss_said = f"{speaker}, {day(first['loss_day'])}: {first['loss_printed']} {kind}"
    return finish(
        fig,
        title=title,
        subtitle=f"{loss_said}, divided by {len(rows)} numbers of soldiers sent",
        caption=(
            f"{used}; hatched bars divide one speaker's losses by another's number or day. 11,000 is the "
            "first wave only. Nobody published how many soldiers were exposed to fire."
        ),
        alt=f"{title}. {loss_said}. " + "; ".join(_rate_said(row) for row in rows.itertuples()) + ".",
        table=pd.DataFrame(
            {
                "Losses": loss_said,
                "Number sent": rows["sent_value"],
                "Said by": rows["sent_name"],
                "Day": rows["sent_day"],
                "Per cent": rows["rate"].round(1),
                "Whose pair": rows["pair"],
                "Careful": rows["note"],
            }
        ),
    )


def _fill(color: str, full: bool) -> dict:
    """A full bar for what a speaker said, a hatched one for what we divided."""
    pattern = {"shape": "" if full else "/", "fgcolor": color, "solidity": 0.2}
    return {"color": color if full else theme.PAPER, "line": {"color": color, "width": 2}, "pattern": pattern}


def _beside(fig: go.Figure, x: float, y: float, text: str) -> None:
    fig.add_annotation(x=x, y=y, text=text, showarrow=False, xanchor="left", xshift=4, font={"size": 14})


def _short(name: str) -> str:
    return SHORT.get(name, name)


def _share_hover(row: object) -> str:
    ratio = "no ratio" if pd.isna(row.ratio) else f"{row.ratio:.1f} wounded per death"
    return (
        f"<b>{row.name}</b>, {day(row.day)}<br>{row.share:.0f} % killed ({row.basis}), {ratio}<br>"
        f"the whole: {row.definition}<br>{broken(row.note, 48)}<br>{row.publisher} ({row.page_grade})"
    )


def _share_said(row: object) -> str:
    ratio = "" if pd.isna(row.ratio) else f", {row.ratio:.1f} wounded per death"
    return f"{row.name}, {day(row.day)}: {row.share:.0f} % killed ({row.basis}, of {row.definition}){ratio}"


def _rate_hover(row: object) -> str:
    return (
        f"<b>{row.rate:.1f} %</b>, {row.pair}<br>{broken(row.loss_name, 40)}, {day(row.loss_day)}: "
        f"{row.loss_printed}<br>of {row.sent_printed} sent: {broken(row.sent_name, 40)}, {day(row.sent_day)}"
        f"<br>{broken(row.note, 48)}"
    )


def _rate_said(row: object) -> str:
    sent = f"of {words(row.sent_value)} ({row.sent_name}, {day(row.sent_day)})"
    return f"{sent}: {row.rate:.1f} %, {row.pair}"
