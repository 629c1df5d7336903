"""How others answered the deployment: tactics by report, reactions by lane, rules that speakers name."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import responses as analysis
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish
from helpers.charts.spoken import legend_entry
from helpers.charts.timelines import timeline

ACTS = {"permission": "the missile permission", "sanctions": "US sanctions"}
FIRST_DAY = pd.Timestamp("2024-10-14")
# names that fit beside a row on a phone
SHORT = {
    "Lieber Institute (West Point) authors": "Lieber Institute",
    "Central Military Commission": "Pyongyang, party",
    "South Korea and European Union": "Seoul and EU",
}
ROW_PX, HEAD_PX, NAMES_PX = 38, 30, 100  # a row, a heading, the names of the columns
CAUTIOUS = (
    "The rule is what our short version of a statement names; “none” speaks of our row, not of the speaker's "
    "reasons. A count of rows is not a count of opinion in the world, and our rows hold no ruling of a court."
)


def tactics_timeline(events: pd.DataFrame) -> go.Figure:
    """Draw how the soldiers are said to have fought, from December 2024 on, as a line of days."""
    rows = events[events["story"].fillna("").str.contains("tactics")].reset_index(drop=True)
    small = rows.loc[rows["event_id"].str.endswith("smaller-groups"), "date_first"].iloc[0]
    return timeline(
        rows,
        f"Assaults on foot in {rows['date_first'].min():%b %Y}, a disputed withdrawal, smaller groups by "
        f"{small:%b %Y}",
        caption=(
            "Each line is somebody's report: Ukrainian officers, Seoul, Washington, newspapers, one "
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
    acts = rows[rows["reaction_kind"] != "words"]
    lanes = {lane: len(analysis.LANES) - i for i, lane in enumerate(analysis.LANES)}
    rows["y"] = rows["lane"].map(lanes).astype(float)
    last = pd.Timestamp(until)
    fig = go.Figure()
    for actor, group in rows.groupby("actor", sort=False):
        fig.add_trace(_lane_marks(theme.actor(actor), group))
    for row in rows.loc[acts.index].itertuples():
        late = (row.date_first - FIRST_DAY) / (last - FIRST_DAY) > 0.55
        fig.add_annotation(
            x=row.date_first,
            y=row.y,
            text=f"{row.reaction_kind} {row.date_first.day} {row.date_first:%b}",
            showarrow=False,
            xanchor="right" if late else "left",
            xshift=4 if late else -4,
            yshift=-16 if row.lane == "Washington" and row.reaction_kind == "sanctions" else 16,
        )
    _vertical(fig, analysis.ANNOUNCED, theme.actor("south_korea").color, "dashdot")
    fig.add_annotation(
        x=analysis.ANNOUNCED,
        y=6.72,
        text=f"Seoul announces<br>{day(analysis.ANNOUNCED)}",
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        align="left",
        xshift=-8,
    )
    if last > analysis.WRITTEN:
        _vertical(fig, analysis.WRITTEN, theme.FAINT, "dot")
        fig.add_annotation(
            x=analysis.WRITTEN,
            y=0.4,
            text="the report closes",
            showarrow=False,
            xanchor="left",
            yanchor="top",
        )
    fig.update_xaxes(
        type="date",
        range=[str(FIRST_DAY.date()), str((last + pd.Timedelta(days=5)).date())],
        tickformat="%-d %b<br>%Y" if last < pd.Timestamp("2025-01-31") else "%b<br>%Y",
        nticks=5,
    )
    fig.update_yaxes(
        tickvals=list(lanes.values()), ticktext=list(lanes), range=[-0.1, 7.9], showgrid=True, title=None
    )
    title = _reaction_title(rows, acts, kind, last)
    said = "; ".join(f"{day(row.date_first)}: {row.what}" for row in rows.itertuples())
    return finish(
        fig,
        title=title,
        subtitle="Reactions to the deployment by who reacted; hollow: words, filled: permission or sanctions",
        caption=(
            "Our rows, not all that was said. The early November statement by Seoul and the EU stands at "
            "1 Nov. That the permission answered the deployment is what officials told reporters; order in "
            "time is not cause. Moscow and Pyongyang, whose step this answers, have no lane."
        ),
        alt=f"{title}. {said or 'No reaction is shown.'}",
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
    """Draw who called the deployment lawful or not (rows), and which rule each named (columns)."""
    rows = analysis.law(arguments)
    columns = [*analysis.RULES, analysis.NO_RULE]
    fig = go.Figure()
    heads, places, y = [], [], 0.0
    for position, group in rows.groupby("position", observed=True):
        y -= HEAD_PX / ROW_PX
        heads.append((y, f"<b>{position}</b> ({len(group)})"))
        places += [y - 0.15 - step for step in range(1, len(group) + 1)]
        y = places[-1] - 0.2
    rows["y"] = places
    for side, group in rows.groupby("side", sort=False):
        style = theme.actor(side)
        marks = group.explode("rules")
        fig.add_trace(legend_entry(style))
        fig.add_scatter(
            x=marks["rules"].map(columns.index).tolist(),
            y=marks["y"].tolist(),
            mode="markers",
            name=style.label,
            showlegend=False,
            marker={"color": style.color, "symbol": style.symbol, "size": 12},
            customdata=marks["row_id"].tolist(),
            hovertext=[_law_hover(row) for row in marks.itertuples()],
            hoverinfo="text",
        )
    for place, text in heads:
        fig.add_annotation(
            x=0, xref="paper", y=place, text=text, showarrow=False, xanchor="left", yanchor="middle"
        )
    for place, rule in enumerate([*analysis.RULES, "none"]):
        fig.add_annotation(x=place, y=-0.1, text=rule, textangle=-90, showarrow=False, yanchor="bottom")
    fig.update_xaxes(
        tickvals=list(range(len(columns))), showticklabels=False, ticks="", range=[-0.6, len(columns) - 0.4]
    )
    fig.update_yaxes(
        tickvals=rows["y"].tolist(),
        ticktext=[f"{SHORT.get(row.name, row.name)}<br>{_when(row)}" for row in rows.itertuples()],
        range=[y - 0.4, NAMES_PX / ROW_PX],
    )
    counts = rows["position"].value_counts()
    title = (
        f"Of {len(rows)} statements, {counts['breaks the law']} call the deployment unlawful, "
        f"{counts['covered by law or treaty']} lawful: a list, not a vote"
    )
    return finish(
        fig,
        title=title,
        subtitle="Who speaks, by what they say of the law; columns: the rule that they name",
        caption=CAUTIOUS,
        alt=f"{title}. "
        + "; ".join(f"{row.name}, {_when(row)}: {row.position} ({_rules(row)})" for row in rows.itertuples())
        + ".",
        table=pd.DataFrame(
            {
                "Speaker": rows["name"],
                "Day": [_when(row) for row in rows.itertuples()],
                "Position": rows["position"].astype(str),
                "Rule named": [_rules(row) for row in rows.itertuples()],
                "Argument": rows["argument"],
                "Page": rows["publisher"],
            }
        ),
        height=round(380 - ROW_PX * y),
    )


def _lane_marks(style: theme.Style, group: pd.DataFrame) -> go.Scatter:
    said = [kind == "words" for kind in group["reaction_kind"]]
    return go.Scatter(
        x=group["date_first"].tolist(),
        y=group["y"].tolist(),
        mode="markers",
        name=style.label,
        showlegend=False,
        marker={
            "color": style.color,
            "symbol": [style.symbol + ("-open" if only else "") for only in said],
            "size": [11 if only else 15 for only in said],
            "opacity": 1,
            "line": {"width": 2, "color": style.color},
        },
        customdata=group["row_id"].tolist(),
        hovertext=[_event_hover(row) for row in group.itertuples()],
        hoverinfo="text",
    )


def _vertical(fig: go.Figure, when: pd.Timestamp, color: str, dash: str) -> None:
    line = {"color": color, "width": 1.5, "dash": dash}
    fig.add_shape(type="line", x0=when, x1=when, y0=0.4, y1=6.6, layer="below", line=line)


def _reaction_title(rows: pd.DataFrame, acts: pd.DataFrame, kind: str, last: pd.Timestamp) -> str:
    if rows.empty:
        return f"To {day(last)}: no {kind} in our rows"
    if acts.empty:
        first = rows["days"].min()
        return f"To {day(last)}: {len(rows)} reactions in our rows, all words, the first after {first} days"
    days = acts.groupby("reaction_kind")["days"].min()
    if len(days) == len(ACTS):
        after = ", ".join(f"{days[act]} to {ACTS[act]}" for act in ACTS)
        return "Days from Seoul's announcement: " + after
    act = days.index[0]
    return f"To {day(last)}: {days.iloc[0]} days from Seoul's announcement to {ACTS[act]}"


def _event_hover(row: object) -> str:
    return (
        f"<b>{day(row.date_first)}</b>, {row.days} days after the announcement<br>{broken(row.what, 52)}<br>"
        f"{row.reaction_kind}; {row.publisher} ({row.page_grade})"
    )


def _law_hover(row: object) -> str:
    return (
        f"<b>{row.name}</b>, {_when(row)}<br>{broken(row.argument, 50)}<br>"
        f"names: {row.rules}<br>{row.publisher} ({row.page_grade})"
    )


def _rules(row: object) -> str:
    return "; ".join(row.rules)


def _when(row: object) -> str:
    if row.published_first == row.published_last:
        return day(row.published_last)
    return f"{row.published_last:%b %Y}"
