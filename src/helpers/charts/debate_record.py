"""What was asked, said, polled and aimed at: permission, words beside area, polls, goals."""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import area as areas
from helpers.analysis import debate
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.debate import mark_the_report
from helpers.charts.figure import broken, day, finish
from helpers.charts.timelines import event_days as span
from helpers.charts.timelines import timeline
from helpers.data import load, row_ids

BEFORE, DAYS, AFTER = "before", "13 to 21 Nov 2024", "after"
WINDOWS = {
    DAYS: ("2024-11-13", "2024-11-21"),
    BEFORE: ("2024-05-31", "2024-11-13"),
    AFTER: ("2024-11-21", "2025-11-18"),
}
STEPS = {
    "asked": "2024-08-30-umerov-target-list",
    "put off": "2024-09-13-biden-starmer-put-off",
    "combat": "2024-11-13-nis-combat",
    "reported": "2024-11-17-permission-reported",
    "atacms": "2024-11-19-first-atacms-strike",
    "shadow": "2024-11-20-first-storm-shadow-strike",
    "oreshnik": "2024-11-21-oreshnik",
    "confirmed": "2024-11-25-kirby-confirms",
    "blocked": "2025-08-23-pentagon-blocks-strikes",
}
LINE_PX, MARK_PX, WIDTH = 15, 24, 50
THEN, NOW = "20 Nov 2024", "Nov 2026"  # days of the two verdicts in table goals
VERDICT_WORDS = {
    "reached": "reached",
    "partly": "partly",
    "not reached": "not<br>reached",
    "contested": "contested",
    "not checkable": "cannot<br>be told",
}
POLL_PANELS = [  # heading, how each pollster asked, side, quantities
    (
        "Ukraine: your view of the operation?",
        "Razumkov: of fighting also on Russian territory.<br>IRI: of the decision to send troops into Kursk.",
        "ukraine",
        [
            "poll_ua_kursk_positive",
            "poll_ua_kursk_negative",
            "poll_ua_kursk_neutral",
            "poll_ua_kursk_undecided",
        ],
    ),
    (
        "Ukraine: does it help in talks?",
        "DIF: effect on Ukraine's chances in negotiations.",
        "ukraine",
        ["poll_ua_kursk_helps_talks", "poll_ua_kursk_hurts_talks", "poll_ua_kursk_talks_hard_to_say"],
    ),
    (
        "Russia: events of the month?",
        "Levada: open question, no list is read out.",
        "russia",
        ["poll_ru_kursk_top_event"],
    ),
]
POLL_ANSWERS = {
    "poll_ua_kursk_positive": "positive",
    "poll_ua_kursk_negative": "negative",
    "poll_ua_kursk_neutral": "neutral or indifferent",
    "poll_ua_kursk_undecided": "undecided",
    "poll_ua_kursk_helps_talks": "helps",
    "poll_ua_kursk_hurts_talks": "hurts",
    "poll_ua_kursk_talks_hard_to_say": "hard to say",
    "poll_ru_kursk_top_event": "names Kursk",
}
POLL_MIDDLE = 30  # per cent: labels of smaller values start at their mark
POLLSTERS = {
    "international-republican-institute": "IRI",
    "razumkov-center": "Razumkov",
    "democratic-initiatives-foundation": "DIF",
    "levada-center": "Levada",
}
TITLE_POLLS = [
    "poll-ua-kursk-positive--razumkov-center--2024-09-26",
    "poll-ua-kursk-positive--international-republican-institute--2024-10-01",
    "poll-ru-kursk-top-event--levada-center--2024-08-28",
    "poll-ru-kursk-top-event--levada-center--2024-10-02",
]


def permission(events: pd.DataFrame, window: str = DAYS) -> go.Figure:
    """The permission for strikes inside Russia and what was said to answer it, in one of three windows.

    Parameters
    ----------
    events : rows of table events with story "permission".
    window : key of WINDOWS.
    """
    drawn = {
        name: timeline(
            events[events["date_first"].between(*map(pd.Timestamp, ends))],
            _permission_title(events, name),
            caption=(
                f"{debate.days_to_permission(events)} days from the crossing to the reported permission. "
                "After is not because: reasons are what officials said, mostly unnamed. "
                "No nuclear weapon was used."
            ),
            subtitle="What was done or said about strikes inside Russia, by actor",
        )
        for name, ends in WINDOWS.items()
    }
    fig, height = drawn[window], max(figure.layout.height for figure in drawn.values())
    low, high = fig.layout.yaxis.range
    fig.update_yaxes(range=[low - (height - fig.layout.height), high])
    if window == DAYS:
        mark_the_report(fig, "right")
    return fig.update_layout(height=height)


def _permission_title(events: pd.DataFrame, window: str) -> str:
    by_id = events.set_index("event_id")["date_first"]
    at = {step: day(by_id[event]) for step, event in STEPS.items()}
    short = {step: said.removesuffix(" 2024") for step, said in at.items()}
    if window == BEFORE:
        return (
            f"Asked on {at['asked']}, put off on {short['put off']}; Seoul says combat on {short['combat']}"
        )
    if window == AFTER:
        return f"Confirmed in public on {at['confirmed']}; reported as blocked on {at['blocked']}"
    return (
        f"Permission reported {short['reported']}, ATACMS {short['atacms']}, "
        f"Storm Shadow {short['shadow']}, Oreshnik {at['oreshnik']}"
    )


def words_on_area(events: pd.DataFrame, area: pd.DataFrame) -> go.Figure:
    """What was said about the land, in order of days, each beside the ground held on that day on two maps.

    Parameters
    ----------
    events : rows of table events with story "bargaining".
    area : table control_area_daily.
    """
    rows = debate.beside_map(events, area)
    rows["publisher"] = rows["source_id"].map(load("sources").set_index("source_id")["publisher"])
    rows["told"] = [r.label if isinstance(r.label, str) else r.what for r in rows.itertuples()]
    fig = go.Figure()
    rows["y"], total = _worded_lines(
        fig, [_with_bold(span(r), f"{span(r)}: {r.told}") for r in rows.itertuples()]
    )
    for mapper in debate.MAPPERS:
        style, told = theme.mapper(mapper), rows[rows[mapper].notna()]
        hovers = [
            f"<b>{span(r)}</b><br>{broken(r.what, 48)}<br>{_areas(r)}<br>{r.publisher}"
            for r in told.itertuples()
        ]
        name = f"{style.label} ({theme.LEANINGS[mapper]})"
        fig.add_trace(_marks(told[mapper], told, hovers, style, name))
    last_owl = area[area["mapper"] == "project_owl"]["date"].max()
    peaks = {mapper: areas.peak(area, mapper)[1] for mapper in debate.MAPPERS}
    fig.update_xaxes(range=[-20, 1150], title="ground held in Kursk oblast on that day, km²")
    offer = rows.set_index("event_id").loc["2025-02-11-swap-offer"]
    low, high = sorted(round(offer[mapper]) for mapper in debate.MAPPERS)
    title = (
        f"{day(offer['date_first'])}, the swap offer: maps show {low} to {high} km²; "
        f"peaks were {peaks['deepstate']:,.0f} and {peaks['project_owl']:,.0f}"
    )
    return finish(
        fig,
        title=title,
        subtitle="What was said about the land, and how much of it two maps showed on that day",
        caption=(
            "Held ground, our measurement of archived outlines. DeepState works with Kyiv's ministry; "
            f"Project Owl's series ends on {day(last_owl)}: the end of a series, not zero. "
            "Retaken towns are claims of Moscow."
        ),
        alt=f"{title}. " + "; ".join(f"{span(r)}: {r.told} ({_areas(r)})" for r in rows.itertuples()) + ".",
        table=pd.DataFrame(
            {
                "Day": [span(row) for row in rows.itertuples()],
                "What": rows["what"],
                "Actor": [theme.actor(side).label for side in rows["actor"]],
                "DeepState, km²": rows["deepstate"].round(0),
                "Project Owl, km²": rows["project_owl"].round(0),
                "Page": rows["publisher"],
            }
        ),
        height=total + 215,
    )


def _worded_lines(fig: go.Figure, words: list[str]) -> tuple[list[int], int]:
    """Write a text above a thin line for each row, the first on top.

    Returns the height of each line and of all rows, in pixels above the axis.
    """
    tall = [LINE_PX * (1 + said.count("<br>")) + MARK_PX for said in words]
    total = sum(tall)
    places = [total - sum(tall[: i + 1]) for i in range(len(tall))]
    for said, y in zip(words, places, strict=True):
        fig.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=y, y1=y, line={"color": theme.GRID}, layer="below"
        )
        fig.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=y + 8,
            yanchor="bottom",
            text=said,
            font={"size": 12},
            showarrow=False,
            align="left",
        )
    fig.update_yaxes(visible=False, range=[-MARK_PX / 2, total + 4])
    fig.update_layout(margin={"l": 14, "r": 14})
    return places, total


def _with_bold(start: str, text: str) -> str:
    """A text broken into lines, with its first words in bold."""
    lines = textwrap.wrap(text, WIDTH)
    lines[0] = f"<b>{start}</b>{lines[0].removeprefix(start)}"
    return "<br>".join(lines)


def _marks(x: pd.Series, rows: pd.DataFrame, hovers: list[str], style: theme.Style, name: str) -> go.Scatter:
    return go.Scatter(
        x=x.tolist(),
        y=rows["y"].tolist(),
        mode="markers",
        name=name,
        marker={
            "symbol": style.symbol,
            "color": style.color,
            "size": 11,
            "line": {"width": 1, "color": theme.PAPER},
        },
        customdata=rows["row_id"].tolist(),
        hovertext=hovers,
        hoverinfo="text",
    )


def _areas(row: object) -> str:
    told = [
        f"{theme.mapper(m).label} {getattr(row, m):,.0f} km²"
        for m in debate.MAPPERS
        if pd.notna(getattr(row, m))
    ]
    return ", ".join(told)


def polls(estimates: pd.DataFrame) -> go.Figure:
    """Polls in three panels, each with its own question, wording and axis, with 95 % margins.

    Parameters
    ----------
    estimates : table estimates; rows of the quantities in POLL_PANELS are drawn.
    """
    rows = debate.polls(estimates)
    parts = [_poll_order(rows[rows["quantity"].isin(panel[-1])]) for panel in POLL_PANELS]
    fig = make_subplots(
        rows=len(parts), cols=1, row_heights=[len(part) + 0.6 for part in parts], vertical_spacing=0.16
    )
    for place, ((asks, wording, side, _), part) in enumerate(zip(POLL_PANELS, parts, strict=True), 1):
        comparable(part[["unit", "place"]])
        fig.add_trace(_poll_marks(part, theme.actor(side)), row=place, col=1)
        fig.update_xaxes(range=[0, 80], ticksuffix=" %", row=place, col=1)
        fig.update_yaxes(
            range=[len(part) - 0.5, -0.8], showticklabels=False, ticks="", showgrid=False, row=place, col=1
        )
        fig.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=1,
            yref=f"y{'' if place == 1 else place} domain",
            yanchor="bottom",
            text=f"<b>{asks}</b><br><span style='font-size:12px'>{wording}</span>",
            showarrow=False,
            align="left",
        )
    fig.update_layout(margin={"l": 14})
    value = rows.set_index("estimate_id")["central"]
    razumkov, iri, august, october = (value[name] for name in TITLE_POLLS)
    title = (
        f"Sep 2024, Ukraine: {razumkov:g} and {iri:g} % positive. "
        f"Russia: {august:g}, then {october:g} % name Kursk"
    )
    drawn = pd.concat(parts)
    fig = finish(
        fig,
        title=title,
        subtitle="Per cent of the people asked; lines are 95 % margins of a simple random sample",
        caption=(
            "Three questions, three panels. To name an event is attention, not approval and not fear. "
            "Razumkov, DIF and Levada asked face to face, IRI by phone; real errors are larger than the "
            "lines. Answers in a country at war may be guarded."
        ),
        alt=f"{title}. " + "; ".join(f"{r.flat}: {r.central:g} %" for r in drawn.itertuples()) + ".",
        table=pd.DataFrame(
            {
                "Asked in": drawn["place"],
                "Answer": drawn["quantity"].map(POLL_ANSWERS),
                "Per cent": drawn["central"],
                "Margin, points": drawn["margin"].round(1),
                "People asked": drawn["asked"],
                "Pollster": drawn["pollster"],
                "Days": [_asked_on(row) for row in drawn.itertuples()],
                "Question and way": drawn["note"],
            }
        ),
        height=720,
    )
    return fig.update_layout(margin={"t": fig.layout.margin.t + 44})  # the first heading has three lines


def _poll_marks(part: pd.DataFrame, style: theme.Style) -> go.Scatter:
    return go.Scatter(
        x=part["central"].tolist(),
        y=list(range(len(part))),
        mode="markers+text",
        text=[f"{row.central:g} {row.flat}" for row in part.itertuples()],
        textposition=["top center" if value > POLL_MIDDLE else "top right" for value in part["central"]],
        error_x={"type": "data", "array": part["margin"].tolist(), "thickness": 2, "color": style.color},
        marker={"symbol": style.symbol, "color": style.color, "size": 8},
        customdata=part["row_id"].tolist(),
        hovertext=[_poll_hover(row) for row in part.itertuples()],
        hoverinfo="text",
        showlegend=False,
    )


def _asked_on(row: object) -> str:
    return f"{day(row.as_of_first)} to {day(row.as_of_last)}"


def _poll_order(part: pd.DataFrame) -> pd.DataFrame:
    """Answers in the order of POLL_ANSWERS, each with a label that tells it from its neighbours (`flat`)."""
    order = list(POLL_ANSWERS)
    part = part.assign(rank=part["quantity"].map(order.index)).sort_values(["rank", "as_of_last"])
    flat = part["quantity"].map(POLL_ANSWERS) + ", " + part["speaker_id"].map(POLLSTERS)
    repeated = flat.duplicated(keep=False)
    return part.assign(flat=flat.where(~repeated, flat + part["as_of_first"].dt.strftime(", %b")))


def _poll_hover(row: object) -> str:
    return "<br>".join(
        [
            f"<b>{row.pollster}</b>, {_asked_on(row)}",
            f"{row.value_as_printed} {POLL_ANSWERS[row.quantity]}, ± {row.margin:.1f} points",
            broken(row.note, 48),
            row.publisher,
        ]
    )


def scorecard(goals: pd.DataFrame, as_known: str = NOW) -> go.Figure:
    """Goals of both sides; the mark stands under the verdict proposed for one of two days.

    Parameters
    ----------
    goals : table goals.
    as_known : THEN or NOW; NOW also shows the older mark, hollow, where it differs.
    """
    now = as_known == NOW
    verdict, reason = ("verdict_now", "reason_now") if now else ("verdict_then", "reason_then")
    names = load("speakers").set_index("speaker_id")["name"]
    rows = goals.assign(name=goals["speaker_id"].map(names), row_id=row_ids("goals", goals))
    rows = rows.sort_values(["side", "stated_on", "goal_id"], ascending=[False, True, True])
    fig = go.Figure()
    rows["y"], total = _worded_lines(
        fig,
        [_with_bold(r.name, f"{r.name}, {day(r.stated_on)}: {r.wording}") for r in rows.itertuples()],
    )
    place = {word: x for x, word in enumerate(debate.VERDICTS)}
    if now:
        moved = debate.changed_verdicts(rows)
        older = theme.Style("", theme.FAINT, "solid", "circle-open")
        hovers = [
            f"<b>as of {THEN}: {r.verdict_then}</b><br>{broken(r.reason_then, 48)}"
            for r in moved.itertuples()
        ]
        name = f"verdict as of {THEN}, where it differs"
        fig.add_trace(_marks(moved["verdict_then"].map(place), moved, hovers, older, name))
        fig.data[0].marker.line = {"width": 2, "color": theme.FAINT}
    for side, group in rows.groupby("side", sort=False):
        style = theme.actor(side)
        hovers = [_goal_hover(r, verdict, reason) for r in group.itertuples()]
        fig.add_trace(_marks(group[verdict].map(place), group, hovers, style, f"goal of {style.label}"))
    counts = debate.verdict_counts(goals, verdict)
    fig.update_xaxes(
        range=[-0.45, 4.45],
        tickvals=list(place.values()),
        ticktext=[VERDICT_WORDS[word] for word in place],
        tickangle=0,
    )
    title = (
        f"As of {as_known}: of {len(rows)} goals "
        f"{counts['reached']} reached, {counts['partly']} partly, {counts['not reached']} not; "
        f"{counts['contested']} contested, {counts['not checkable']} cannot be told"
    )
    return finish(
        fig,
        title=title,
        subtitle="Goals as stated by both sides; verdicts are proposals of this course",
        caption=(
            "Each verdict follows from a test written down first (see the table). Some goals were stated "
            "after the event, and Kyiv counted its own prisoners."
        ),
        alt=f"{title}. "
        + "; ".join(f"{r.name}, {r.wording.rstrip('.')}: {getattr(r, verdict)}" for r in rows.itertuples())
        + ".",
        table=pd.DataFrame(
            {
                "Stated by": rows["name"],
                "Day": rows["stated_on"],
                "Goal": rows["wording"],
                "Test": rows["test"],
                "Verdict": rows[verdict],
                "Reason": rows[reason],
            }
        ),
        height=total + 225,
    )


def _goal_hover(row: object, verdict: str, reason: str) -> str:
    return "<br>".join(
        [
            f"<b>{getattr(row, verdict)}</b>: {broken(row.wording, 48)}",
            f"Test: {broken(row.test, 48)}",
            broken(getattr(row, reason), 48),
        ]
    )
