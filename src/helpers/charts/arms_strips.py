"""Strips: statements as rows under each other, one frame per thing counted (guns, missiles, money)."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import arms
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import day, finish
from helpers.charts.spoken import add_points, hover, opacity, printed_rows, said_on

ROW_PX, HEAD_PX, FRAME_PX = 40, 34, 150
OPEN_ENDS = "Arrows are open ends (“at least”, “up to”); faint marks rest on weak pages."
# names that fit beside a strip on a phone
SHORT = {
    "ukrainian-intelligence-assessment-financial-time": "Assessment (FT)",
    "office-of-the-prosecutor-general-of-ukraine-to-r": "Prosecutor’s office",
    "ukrainian-military-source-to-cnn": "Military source (CNN)",
    "south-korean-defence-ministry": "Seoul, ministry",
    "south-korean-dia": "Seoul, DIA",
    "south-korean-jcs": "Seoul, JCS",
    "shin-won-sik": "Seoul, Shin",
    "nis": "Seoul, NIS",
    "vadym-skibitskyi": "Kyiv, Skibitskyi",
    "kyrylo-budanov": "Kyiv, Budanov",
    "andrii-kovalenko": "Kyiv, Kovalenko",
    "andriy-kostin": "Kyiv, Kostin",
    "hur": "Kyiv, HUR",
    "open-source-centre-reuters": "Open Source Centre",
    "c4ads-washington-post": "C4ADS",
}
SUMS = "guns and launchers together"


def guns_and_launchers(estimates: pd.DataFrame) -> go.Figure:
    """Draw guns, launchers and both together in three frames, with our sums and the forecasts marked.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.GUNS.
    """
    rows = arms.with_sums(estimates)
    both = rows[rows["panel"] == SUMS].sort_values("as_of_last")
    first, last, top = both.iloc[0], both.iloc[-1], both.loc[both["value"].idxmax()]
    title = (
        f"Guns and launchers: {first['value']:.0f} on {day(first['as_of_last'])}, {top['value']:.0f} in "
        f"{top['as_of_last']:%b %Y}, {last['value']:.0f} in {last['as_of_last']:%B}"
    )
    return _strips(
        {
            "170 mm guns (M1989, Koksan)": rows[rows["panel"] == "guns"],
            "240 mm launchers (M1991)": rows[rows["panel"] == "launchers"],
            SUMS: both,
        },
        title=title,
        subtitle="Pieces delivered up to the day, by speaker",
        caption=f"{first['value']:.0f} and {top['value']:.0f} (grey crosses) are our sums of guns and "
        f"launchers "
        "that one speaker gave apart. Hollow: expected, not delivered. " + OPEN_ENDS,
        most=300,
        unit="pieces",
    )


def missiles_delivered_fired(estimates: pd.DataFrame) -> go.Figure:
    """Draw missiles delivered, fired and expected in three frames.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.MISSILES.
    """
    rows = arms.detailed(estimates).sort_values("as_of_last", kind="stable")
    delivered, fired, expected = (
        rows[rows["quantity"] == f"dprk_missiles_{kind}"] for kind in ("delivered", "launched", "projected")
    )
    late = delivered[delivered["as_of_last"] >= pd.Timestamp("2024-11-01")]
    counts = " or ".join(f"{count:.0f}" for count in sorted(set(late["value"])))
    title = (
        f"End of {late['as_of_last'].max().year}: {counts} missiles delivered, "
        f"{fired.iloc[-1]['value_as_printed']} fired"
    )
    return _strips(
        {"delivered": delivered, "fired at Ukraine": fired, "expected in one year": expected},
        title=title,
        subtitle="North Korean ballistic missiles up to the day, by speaker",
        caption="The sets differ: Budanov’s figure is for KN-23 alone, that of HUR for KN-23 and KN-24. "
        "Our data "
        f"hold no count of fired missiles after {day(fired['as_of_last'].max())}. Hollow: expected, not "
        f"delivered. " + OPEN_ENDS,
        most=190,
        unit="missiles",
    )


def value_bars(estimates: pd.DataFrame) -> go.Figure:
    """Draw what each study says was delivered, should be earned or was seen in return, in billion dollars.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.MONEY. The share of earnings seen (per cent) becomes
        a grey bar in dollars by analysis.arms.seen_as_paid, marked as our arithmetic.
    """
    rows = arms.detailed(estimates)
    names = {
        "dprk_arms_value": "arms delivered",
        "russia_aid_to_dprk_value": "seen in return",
        "dprk_total_earnings": "should be earned",
        "dprk_troop_income_total": "for soldiers",
        "dprk_earnings_confirmed_share": "seen as paid",
    }
    rows["what"] = rows["quantity"].map(names)
    rows["order"] = rows["quantity"].map(list(names).index)
    share = rows["unit"] == "percent"
    rows["ours"] = share
    inss = rows[rows["speaker_id"] == "im-soo-ho-inss"]
    rows.loc[share, ["low", "high"]] = arms.seen_as_paid(inss)
    rows.loc[share, "unit"] = "USD billion"
    rows = rows.sort_values(["as_of_last", "order"], kind="stable")
    early, late = (
        rows[rows["speaker_id"] == name] for name in ("olena-guseinova-fnf", "friedrich-naumann-foundation")
    )
    last = rows[rows["speaker_id"] == "im-soo-ho-inss"].sort_values("order")
    value, back = late.iloc[0], late.iloc[1]
    return _strips(
        {
            f"FNF, {day(early.iloc[0]['as_of_last'])}: since Feb 2022": early,
            f"FNF, {value['as_of_last']:%b %Y}: since {value['since'].year}": late,
            f"INSS, early 2026: {last.iloc[0]['as_of_first']:%b %Y} to "
            f"{last.iloc[0]['as_of_last']:%b %Y}": last,
        },
        title=f"One study: {value['low']:g} to {value['high']:g} billion dollars delivered, at most "
        f"{back['high']:g} billion seen in return",
        subtitle="Billion dollars, three studies; each bar counts something else",
        caption="FNF: Friedrich Naumann Foundation (the 2025 page is a copy). INSS: think tank of South "
        "Korea’s NIS. Value delivered is not money received. Grey: our widest reading of “"
        + inss[inss["unit"] == "percent"]["value_as_printed"].iloc[0]
        + "” of the earnings; which end belongs to which total is not said. Payments in money or "
        "technology can stay unseen.",
        most=21,
        unit="billion dollars",
        label="what",
        mixed=True,
    )


def _strips(
    frames: dict[str, pd.DataFrame],
    *,
    title: str,
    subtitle: str,
    caption: str,
    most: float,
    unit: str,
    label: str = "",
    mixed: bool = False,
) -> go.Figure:
    counts = [len(rows) for rows in frames.values()]
    inner = ROW_PX * sum(counts) + HEAD_PX * len(frames)
    fig = make_subplots(
        rows=len(frames),
        cols=1,
        row_heights=[count + 0.2 for count in counts],
        vertical_spacing=HEAD_PX / inner,
        shared_xaxes=True,
    )
    scopes: list[str] = []
    for place, (heading, rows) in enumerate(frames.items(), 1):
        scopes += comparable(rows[rows["basis"] != "forecast"], mixed=mixed)
        if rows["basis"].nunique() > 1 and "forecast" in set(rows["basis"]):
            scopes.append("delivered and expected")
        strip_marks(fig, rows, place, most=most)
        strip_axis(fig, place, [row_label(row, label) for row in rows.itertuples()])
        heading_over(fig, place, heading)
    fig.update_xaxes(range=[0, most])
    fig.update_xaxes(title=unit, row=len(frames))
    every = pd.concat(frames.values())
    side_legend(fig, every["side"])
    said = "; ".join(f"{heading}: {_spoken(rows, label)}" for heading, rows in frames.items())
    what = every["quantity"].str.removeprefix("dprk_").str.replace("_", " ")
    return finish(
        fig,
        title=title,
        subtitle=subtitle,
        caption=caption,
        alt=f"{title}. {said}.",
        table=printed_rows(every).assign(Counts=what),
        mixed=dict.fromkeys(scopes),
        height=inner + FRAME_PX + 100,
    )


def _spoken(rows: pd.DataFrame, label: str) -> str:
    labels = [row_label(row, label).replace("<br>", " ") for row in rows.itertuples()]
    return ", ".join(f"{name}: {said}" for name, said in zip(labels, rows["value_as_printed"], strict=True))


def strip_marks(fig: go.Figure, rows: pd.DataFrame, place: int, scale: float = 1, most: float = 0) -> None:
    """Draw rows of analysis.arms.detailed in one frame: ranges as bars, all others as marks, each with "
    "its value.

    Parameters
    ----------
    place : number of the frame (row of the subplots).
    scale : what the values are divided by.
    most : right end of the axis, so that words near it stand to the left of their mark; 0 = no end.
    """
    rows = rows.assign(y=range(len(rows) - 1, -1, -1), x=rows["value"] / scale)
    ours = rows["ours"].astype(bool) if "ours" in rows else pd.Series(False, index=rows.index)
    ranges = rows["bound"] == "range"
    for row in rows[ranges].itertuples():
        range_bar(
            fig, row, [row.low / scale, row.high / scale], [row.y] * 2, ours[row.Index], row=place, col=1
        )
    add_points(fig, rows[~ours & ~ranges], "x", "y", legend=False, row=place, col=1)
    for row in rows[ours & ~ranges].itertuples():
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
    barred(fig)
    for row in rows.itertuples():
        end = row.high / scale if row.bound == "range" else row.x
        fig.add_annotation(
            x=end,
            y=row.y,
            text=short_value(row, scale),
            showarrow=False,
            xanchor="left",
            xshift=18 if row.bound == "up to" else 9,
            font={"size": 12},
            row=place,
            col=1,
        )


def range_bar(
    fig: go.Figure, said: object, x: list, y: list, ours: bool = False, faint: float = 1, **place: int
) -> None:
    """Draw one range from low to high; both ends carry the row's id and hover text. `ours` draws it grey."""
    color = theme.FAINT if ours else theme.actor(said.side).color
    fig.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": color, "width": 7},
            opacity=min(opacity(said), faint),
            customdata=[said.row_id] * 2,
            hovertext=[hover(said)] * 2,
            hoverinfo="text",
            showlegend=False,
        ),
        **place,
    )


def barred(fig: go.Figure) -> None:
    """Give open ends the outline of their own colour: Plotly draws the bar of an arrow with the outline."""
    for trace in fig.data:
        if trace.mode == "markers" and isinstance(trace.marker.symbol, tuple):
            shapes, own = trace.marker.symbol, trace.marker.color
            lined = ["arrow" in shape or "-open" in shape for shape in shapes]
            trace.marker.update(
                line={"color": [own if line else theme.PAPER for line in lined], "width": 2},
                size=[10 if line else 12 for line in lined],
            )


def strip_axis(fig: go.Figure, place: int, labels: list[str]) -> None:
    """Name the rows of a frame, the first on top."""
    fig.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=labels[::-1],
        range=[-0.6, len(labels) - 0.4],
        showgrid=False,
        row=place,
    )


def row_label(row: object, column: str = "") -> str:
    """Speaker and day in two short lines, or the words of `column` alone."""
    if column:
        return getattr(row, column)
    extra = ", expected" if row.basis == "forecast" else ""
    when = day(row.as_of_last) if pd.notna(row.as_of_last) else "day not stated"
    return f"{SHORT.get(row.speaker_id, row.name)}<br>{when}{extra}"


def short_value(row: object, scale: float = 1) -> str:
    """The value in the fewest words: 4 to 6, over 10, up to 9, 12."""
    if row.bound == "range":
        places = ".1f" if getattr(row, "ours", False) else ".3g"
        return f"{row.low / scale:{places}} to {row.high / scale:{places}}"
    return {"at least": "over ", "up to": "up to "}.get(row.bound, "") + f"{row.value / scale:.3g}"


def heading_over(fig: go.Figure, place: int, text: str) -> None:
    """Write the name of a frame above it, from the left edge of the figure."""
    fig.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=fig.get_subplot(place, 1).yaxis.domain[1],
        yref="paper",
        yanchor="bottom",
        yshift=3,
        text=f"<b>{text}</b>",
        showarrow=False,
    )


def side_legend(fig: go.Figure, sides: pd.Series) -> None:
    """A legend of the sides that speak, each with its own mark, from the left edge of the figure."""
    for side in dict.fromkeys(sides):
        style = theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=[None],
                y=[None],
                mode="markers",
                name=style.label,
                marker={"color": style.color, "symbol": style.symbol, "size": 10},
                showlegend=True,
            )
        )
    fig.update_layout(showlegend=True)
