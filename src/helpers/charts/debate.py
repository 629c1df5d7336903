"""The argument about the operation: answers, stances, permission, words beside area, polls, goals."""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import area as areas
from helpers.analysis import debate
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish
from helpers.charts.spoken import FAINT
from helpers.charts.timeline import span, timeline
from helpers.data import load, row_ids

EVERYBODY = "everybody"
GROUPS = {
    EVERYBODY: None,
    "analysts and scholars": ["analyst", "scholar"],
    "officials": ["official"],
    "soldiers": ["soldier"],
    "media and bodies": ["media", "public", "court or body"],
}
QUESTIONS = {  # label of a control → key of questions_debated
    "Land helped towards talks": "cards",
    "Worth its price": "worth",
    "Took the initiative": "initiative",
    "Right to stay for months": "stay",
    "Protected the border": "border",
    "Red lines empty": "lines",
    "Lifted or unsettled people": "morale",
    "Lawful to enter": "law_entry",
    "Drew troops away": "troops",
    "Weakened the east": "east",
    "North Koreans mattered": "dprk_value",
    "Deployment lawful": "law_dprk",
}
CROWD = 5  # from so many answers on a side the title says where most come from
SIDE_WORDS = {"yes": "Yes", "both": "Both", "no": "No", "context": "No side"}
ACTOR_NAMES = {
    "independent": "analysts",
    "media": "media",
    "multinational": "UN bodies",
    "north_korea": "Pyongyang",
    "other": "others",
    "russia": "the Russian side",
    "south_korea": "Seoul",
    "ukraine": "the Ukrainian side",
    "western": "the West",
}
MAP_HEIGHT, MAP_FRAME, HEADING_PX, ROW_PX = 830, 190, 28, 17
MAP_DAYS = (pd.Timestamp("2024-07-18"), pd.Timestamp("2026-05-25"))
LABEL_LEFT_FROM = pd.Timestamp("2025-05-10")  # later marks carry their name on the left
LONGEST_NAME = 36
MONTHS = pd.to_datetime(["2024-08-01", "2025-01-01", "2025-08-01", "2026-01-01"])
WINDOWS = {
    "31 May to 13 Nov 2024": ("2024-05-31", "2024-11-13"),
    "13 Nov 2024 to Aug 2025": ("2024-11-13", "2025-08-31"),
}
LINE_PX, MARK_PX, WIDTH = 15, 24, 50
GOAL_WIDTH = 50
VERDICT_WORDS = {
    "reached": "reached",
    "partly": "partly",
    "not reached": "not<br>reached",
    "contested": "contested",
    "not checkable": "cannot<br>be told",
}
POLL_PANELS = {
    "Ukraine: your view of fighting inside Russia?": (
        "ukraine",
        [
            "poll_ua_kursk_positive",
            "poll_ua_kursk_negative",
            "poll_ua_kursk_neutral",
            "poll_ua_kursk_undecided",
        ],
    ),
    "Ukraine: does it help in talks?": (
        "ukraine",
        ["poll_ua_kursk_helps_talks", "poll_ua_kursk_hurts_talks", "poll_ua_kursk_talks_hard_to_say"],
    ),
    "Russia: events of the month, which do you name?": ("russia", ["poll_ru_kursk_top_event"]),
}
POLL_ANSWERS = {
    "poll_ua_kursk_positive": "positive",
    "poll_ua_kursk_negative": "negative",
    "poll_ua_kursk_neutral": "neutral",
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


def dated(row: object) -> str:
    """The day of an argument, as exactly as its page allows: 6 Sep 2024, Sep 2024, 2024."""
    first, last = row.published_first, row.published_last
    if first == last:
        return day(first)
    if first.day == 1 and last == first + pd.offsets.MonthEnd(0):
        return f"{first:%b %Y}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    return f"{day(first)} to {day(last)}"


def argument_map(arguments: pd.DataFrame, question: str, group: str = EVERYBODY) -> go.Figure:
    """Every answer to one question: a row each, at its day, with its speaker; rows of other groups turn grey.

    Parameters
    ----------
    arguments : table arguments.
    question : key of questions_debated with sides.
    group : key of GROUPS.
    """
    rows = debate.answers(arguments, question)
    wanted = GROUPS[group]
    rows["chosen"] = True if wanted is None else rows["speaker_group"].isin(wanted)
    rows["said"] = [dated(row) for row in rows.itertuples()]
    heads, rows["y"] = _map_places(rows)
    fig = go.Figure()
    ranges = rows[rows["published_first"] != rows["published_last"]]
    lines = [(r.published_first, r.published_last, r.y) for r in ranges.itertuples()]
    fig.add_trace(
        go.Scatter(
            x=[x for first, last, _ in lines for x in (first, last, None)],
            y=[y for *_, place in lines for y in (place, place, None)],
            mode="lines",
            line={"color": theme.UNCLEAR, "width": 4},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    for actor, told in rows.groupby("actor", sort=True):
        fig.add_traces([_map_key(actor), _map_marks(actor, told)])
    fig.add_traces([_map_names(rows, on_left=False), _map_names(rows, on_left=True)])
    fig.add_shape(
        type="line",
        x0=debate.REPORT_DAY,
        x1=debate.REPORT_DAY,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": theme.UNCLEAR, "dash": "dot"},
        layer="below",
    )
    fig.add_annotation(
        x=debate.REPORT_DAY,
        y=1,
        yref="paper",
        text="the report",
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
    )
    for side, place in heads.items():
        fig.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref="paper",
            y0=place + 12,
            y1=place + 12,
            line={"color": theme.UNCLEAR},
            layer="below",
        )
        fig.add_annotation(
            text=_heading(side, question, rows[(rows["side"] == side) & rows["chosen"]]),
            **{"x": 0, "xref": "paper", "xanchor": "left", "y": place, "showarrow": False, "align": "left"},
        )
    plot = MAP_HEIGHT - MAP_FRAME
    fig.update_yaxes(visible=False, range=[-plot, 6])
    fig.update_xaxes(
        type="date",
        range=list(MAP_DAYS),
        tickvals=MONTHS,
        ticktext=[f"{m:%b}<br>{m:%Y}" for m in MONTHS],
        side="bottom",
    )
    fig.update_layout(margin={"b": 70}, showlegend=True)
    asks = _asks(question)
    title = _map_title(rows, question, group)
    return finish(
        fig,
        title=title,
        subtitle=asks,
        caption=(
            "Rows were found by searching: a collection, no sample. Some answer a second question here. "
            "Hollow: a goal or a refusal, which is an act as well as an argument. Faint: a weak page. "
            "A grey bar is the time that the page allows."
            + ("" if group == EVERYBODY else " Grey marks: other groups.")
        ),
        alt=_map_alt(title, asks, rows[rows["chosen"]]),
        table=_map_table(rows[rows["chosen"]]),
        height=MAP_HEIGHT,
    )


def _map_places(rows: pd.DataFrame) -> tuple[dict[str, float], list[float]]:
    """Places of the sides' headings and of the rows, in pixels down from 0."""
    sides = [side for side in debate.SIDES if (rows["side"] == side).any()]
    space = MAP_HEIGHT - MAP_FRAME - HEADING_PX * len(sides)
    pitch = min(30.0, space / len(rows))
    heads, places, at = {}, [], 0.0
    for side in sides:
        heads[side] = -(at + HEADING_PX / 2)
        at += HEADING_PX
        for _ in range(int((rows["side"] == side).sum())):
            places.append(-(at + pitch / 2))
            at += pitch
    return heads, places


def _map_key(actor: str) -> go.Scatter:
    """The legend's own mark: full, whatever the first row is."""
    style = theme.actor(actor)
    marker = {"symbol": style.symbol, "color": style.color, "size": 9}
    return go.Scatter(x=[None], y=[None], mode="markers", name=style.label, marker=marker, hoverinfo="skip")


def _map_marks(actor: str, marks: pd.DataFrame) -> go.Scatter:
    style = theme.actor(actor)
    told = list(marks.itertuples())
    acts = [row.kind in ("goal", "refusal") for row in told]
    return go.Scatter(
        x=marks["middle"].tolist(),
        y=marks["y"].tolist(),
        mode="markers",
        showlegend=False,
        customdata=marks["row_id"].tolist(),
        hovertext=[_map_hover(row) for row in told],
        hoverinfo="text",
        marker={
            "symbol": [f"{style.symbol}-open" if act else style.symbol for act in acts],
            "color": [style.color if row.chosen else theme.UNCLEAR for row in told],
            "size": 9,
            "opacity": [FAINT if row.page_grade == "mirror" else 1 for row in told],
            "line": {"width": [2 if act else 0 for act in acts]},
        },
    )


def _map_names(rows: pd.DataFrame, on_left: bool) -> go.Scatter:
    """Names beside the marks: at the end of the days a page allows, late ones at the beginning."""
    named = rows[rows["chosen"] & ((rows["middle"] > LABEL_LEFT_FROM) == on_left)]
    return go.Scatter(
        x=named["published_first" if on_left else "published_last"].tolist(),
        y=named["y"].tolist(),
        mode="text",
        text=[f"{_name(row)}\u2002" if on_left else f"\u2002{_name(row)}" for row in named.itertuples()],
        textposition="middle left" if on_left else "middle right",
        textfont={"size": 12, "color": theme.INK},
        hoverinfo="skip",
        showlegend=False,
    )


def _name(row: object) -> str:
    return textwrap.shorten(row.name, LONGEST_NAME, placeholder=" …")


def _map_hover(row: object) -> str:
    lines = [
        f"<b>{row.name}</b>, {row.said}",
        broken(row.role if isinstance(row.role, str) else row.speaker_group, 48),
        broken(row.argument, 48),
        broken(f"{row.publisher} ({row.page_grade}), {row.argument_id}", 48),
    ]
    return "<br>".join(lines)


def _asks(question: str) -> str:
    return load("questions_debated").set_index("question")["asks"][question]


def _heading(side: str, question: str, rows: pd.DataFrame) -> str:
    meaning = load("questions_debated").set_index("question")[f"{side}_means"][question]
    said = f": {meaning}" if isinstance(meaning, str) else ""
    text = textwrap.shorten(f"{SIDE_WORDS[side]} ({len(rows)}){said}", 56, placeholder=" …")
    return f"<b>{text.partition(':')[0]}</b>{text[len(text.partition(':')[0]) :]}"


def _map_title(rows: pd.DataFrame, question: str, group: str) -> str:
    chosen = rows[rows["chosen"]]
    about = f"{next(label for label, key in QUESTIONS.items() if key == question)}?"
    who = "" if group == EVERYBODY else f"{group}: "
    if chosen.empty:
        return f"{about} {who}no answer in the data, {_years(rows)}"
    counts = chosen["side"].value_counts()
    taken = [side for side in ("yes", "both", "no") if side in set(rows["side"])]
    said = ", ".join(f"{counts.get(side, 0)} {side}" for side in taken)
    text = f"{about} {who}{said}, {_years(chosen)}"
    largest = max(("yes", "no"), key=lambda side: counts.get(side, 0))
    actors = chosen[chosen["side"] == largest]["actor"].value_counts()
    if counts.get(largest, 0) >= CROWD and not who:
        more = f"; {actors.iloc[0]} of the {counts[largest]} “{largest}” from {ACTOR_NAMES[actors.index[0]]}"
        text += more if len(text + more) <= theme.TITLE_MOST else ""
    return text


def _years(rows: pd.DataFrame) -> str:
    first, last = rows["middle"].min().year, rows["middle"].max().year
    return str(first) if first == last else f"{first}-{last % 100}"


def _map_alt(title: str, asks: str, rows: pd.DataFrame) -> str:
    parts = []
    for side in debate.SIDES:
        told = rows[rows["side"] == side]
        if len(told):
            parts.append(
                f"{SIDE_WORDS[side].lower()}: {', '.join(f'{r.name} ({r.said})' for r in told.itertuples())}"
            )
    return f"{asks} {title}. {'; '.join(parts)}."


def _map_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Nr": rows["argument_id"],
            "Answer": rows["side"].map(SIDE_WORDS),
            "Speaker": rows["name"],
            "Day": rows["said"],
            "What is argued, in our words": rows["argument"],
        }
    )


def stance_over_time(arguments: pd.DataFrame, rule: str = debate.RULES[0]) -> go.Figure:
    """Analysts' judgements by period: a square each, against, mixed and for; counts, never shares of bars.

    Parameters
    ----------
    arguments : table arguments.
    rule : one of analysis.debate.RULES.
    """
    rows = debate.judgements(arguments, rule)
    rows["said"] = [dated(row) for row in rows.itertuples()]
    placed, counts = rows[rows["period"].notna()], debate.stance_counts(rows)
    fig = go.Figure()
    for place, count in enumerate(counts.itertuples()):
        top = -4.0 * place
        share = f"{count.against_percent:.0f} %"
        fig.add_annotation(
            text=f"<b>{count.period}</b>: {count.total} rows, {count.against} against ({share})",
            **{"x": 0, "xref": "paper", "xanchor": "left", "y": top, "showarrow": False},
        )
        for line, stance in enumerate(debate.STANCES, 1):
            told = placed[(placed["period"] == count.period) & (placed["stance"] == stance)]
            fig.add_trace(
                go.Scatter(
                    x=list(range(1, len(told) + 1)),
                    y=[top - line * 0.9] * len(told),
                    mode="markers",
                    name=stance,
                    showlegend=False,
                    marker={
                        "symbol": "square",
                        "color": theme.actor("independent").color,
                        "size": 20,
                        "opacity": [FAINT if r.page_grade == "mirror" else 1 for r in told.itertuples()],
                    },
                    customdata=told["row_id"].tolist(),
                    hovertext=[_map_hover(row) for row in told.itertuples()],
                    hoverinfo="text",
                )
            )
            fig.add_annotation(
                text=stance, **{"x": 0.4, "xanchor": "right", "y": top - line * 0.9, "showarrow": False}
            )
            fig.add_annotation(
                text=str(len(told)),
                **{"x": len(told) + 0.75, "xanchor": "left", "y": top - line * 0.9, "showarrow": False},
            )
    left_out = rows[rows["period"].isna()]
    fig.update_xaxes(visible=False, range=[-1.6, 10.4])
    fig.update_yaxes(visible=False, range=[-11.4, 0.5])
    first, second, third = (f"{c.against} of {c.total}" for c in counts.itertuples())
    shares = ", ".join(f"{c.against_percent:.0f}" for c in counts.itertuples())
    title = f"Against: {first} rows in Aug 2024, {second} to 20 Nov, {third} later: {shares} %"
    return finish(
        fig,
        title=title,
        subtitle=f"Analysts and scholars on the operation, by filed stance; rule: {rule}",
        caption=(
            f"{len(placed)} rows of {placed['speaker_id'].nunique()} speakers; a square is a row, faint when "
            f"its page is weak. Left out: {_left_out(left_out)}, rows on the 3:1 rule and on North Korea, and "
            "rows searched on purpose for thin sides. Found by searching, no sample."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{c.period}: against {c.against}, mixed {c.mixed}, for {c[4]}" for c in counts.itertuples()
        )
        + ".",
        table=pd.DataFrame(
            {
                "Nr": rows["argument_id"],
                "Period": rows["period"].fillna("over two periods"),
                "Stance": rows["stance"],
                "Speaker": rows["name"],
                "Day": rows["said"],
                "What is argued, in our words": rows["argument"],
            }
        ),
        height=470,
    )


def _left_out(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "no row for its date"
    told = ", ".join(f"{row.argument_id} ({row.said}, {row.stance})" for row in rows.itertuples())
    return f"{told}, which reach over two periods"


def permission(events: pd.DataFrame, window: str) -> go.Figure:
    """The permission for strikes inside Russia and what was said to answer it, in one of two windows of time.

    Parameters
    ----------
    events : rows of table events with story "permission".
    window : key of WINDOWS.
    """
    first, last = (pd.Timestamp(end) for end in WINDOWS[window])
    by_id = events.set_index("event_id")["date_first"]
    asked, reported = by_id["2024-08-30-umerov-target-list"], by_id["2024-11-17-permission-reported"]
    if window == "31 May to 13 Nov 2024":
        put_off = by_id["2024-09-13-biden-starmer-put-off"]
        title = f"Asked on {day(asked)}, put off on {day(put_off)}; Seoul says “in combat” on 13 Nov"
    else:
        days = {name: f"{by_id[event].day} Nov" for name, event in PERMISSION_STEPS.items()}
        title = (
            f"Permission reported {days['reported']}, ATACMS {days['atacms']}, "
            f"Storm Shadow {days['shadow']}, Oreshnik {day(by_id['2024-11-21-oreshnik'])}"
        )
    since = (reported - areas.CROSSING).days
    shown = [timeline(_inside(events, *ends), "one") for ends in WINDOWS.values()]
    fig = timeline(
        _inside(events, first, last),
        title,
        caption=(
            f"{since} days from the crossing to the reported permission. After is not because: reasons are "
            "what officials said, mostly unnamed. No nuclear weapon was used."
        ),
        subtitle="What was done or said, by actor",
    )
    height = max(figure.layout.height for figure in shown)
    spare = height - fig.layout.height
    low, high = fig.layout.yaxis.range
    fig.update_yaxes(range=[low - spare, high])
    return fig.update_layout(height=height, title={"y": 1 - 20 / height})


PERMISSION_STEPS = {
    "reported": "2024-11-17-permission-reported",
    "atacms": "2024-11-19-first-atacms-strike",
    "shadow": "2024-11-20-first-storm-shadow-strike",
}


def _inside(events: pd.DataFrame, first: object, last: object) -> pd.DataFrame:
    return events[events["date_first"].between(pd.Timestamp(first), pd.Timestamp(last))]


def words_on_area(events: pd.DataFrame, area: pd.DataFrame) -> go.Figure:
    """What was said about the land, in order of days, each beside the ground held on that day on two maps.

    Parameters
    ----------
    events : rows of table events with story "bargaining".
    area : table control_area_daily.
    """
    rows = debate.beside_map(events, area)
    comparable(area[(area["mapper"].isin(debate.MAPPERS)) & (area["measure"] == "held")][["measure"]])
    rows["publisher"] = rows["source_id"].map(load("sources").set_index("source_id")["publisher"])
    rows["words"] = [_headline(row) for row in rows.itertuples()]
    tall = [LINE_PX * (1 + text.count("<br>")) + MARK_PX for text in rows["words"]]
    rows["y"] = [sum(tall) - sum(tall[: i + 1]) for i in range(len(rows))]
    fig = go.Figure()
    for row in rows.itertuples():
        fig.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref="paper",
            y0=row.y,
            y1=row.y,
            line={"color": theme.GRID},
            layer="below",
        )
        fig.add_annotation(
            text=row.words,
            font={"size": 12},
            **{
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": row.y + 7,
                "yanchor": "bottom",
                "showarrow": False,
                "align": "left",
            },
        )
    _area_marks(fig, rows)
    last_owl = area[area["mapper"] == "project_owl"]["date"].max()
    peaks = {mapper: areas.peak(area, mapper)[1] for mapper in debate.MAPPERS}
    fig.update_yaxes(visible=False, range=[-MARK_PX / 2, sum(tall)])
    fig.update_xaxes(range=[-20, 1150], title="ground held in Kursk oblast on that day, km²")
    height = sum(tall) + 220
    fig.update_layout(margin={"l": 14, "r": 14})
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
        alt=f"{title}. "
        + "; ".join(
            f"{r.words.replace('<br>', ' ').replace('<b>', '').replace('</b>', '')} ({_areas(r)})"
            for r in rows.itertuples()
        )
        + ".",
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
        height=height,
    )


def _area_marks(fig: go.Figure, rows: pd.DataFrame) -> None:
    for mapper in debate.MAPPERS:
        style, told = theme.mapper(mapper), rows[rows[mapper].notna()]
        fig.add_trace(
            go.Scatter(
                x=told[mapper].tolist(),
                y=told["y"].tolist(),
                mode="markers",
                name=f"{style.label} ({theme.LEANINGS[mapper]})",
                marker={
                    "symbol": style.symbol,
                    "color": style.color,
                    "size": 10,
                    "line": {"width": 1, "color": theme.PAPER},
                },
                customdata=told["row_id"].tolist(),
                hovertext=[
                    f"<b>{span(r)}</b><br>{broken(r.what, 48)}<br>{_areas(r)}<br>{r.publisher}"
                    for r in told.itertuples()
                ],
                hoverinfo="text",
            )
        )


def _areas(row: object) -> str:
    told = [
        f"{theme.mapper(m).label} {getattr(row, m):,.0f} km²"
        for m in debate.MAPPERS
        if pd.notna(getattr(row, m))
    ]
    return ", ".join(told)


def _headline(row: object) -> str:
    said = row.label if isinstance(row.label, str) else row.what
    lines = textwrap.wrap(f"{span(row)}: {said}", WIDTH)
    lines[0] = lines[0].replace(span(row), f"<b>{span(row)}</b>", 1)
    return "<br>".join(lines)


def polls(estimates: pd.DataFrame) -> go.Figure:
    """Polls in three panels, each with its own question and axis, with 95 % margins."""
    rows = debate.polls(estimates)
    panels = list(POLL_PANELS.items())
    parts = [rows[rows["quantity"].isin(quantities)] for _, (_, quantities) in panels]
    parts = [_poll_order(part) for part in parts]
    fig = make_subplots(
        rows=len(panels), cols=1, row_heights=[len(part) + 0.6 for part in parts], vertical_spacing=0.13
    )
    for place, ((asks, (side, _)), part) in enumerate(zip(panels, parts, strict=True), 1):
        comparable(part[["unit", "place"]])
        style = theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=part["central"].tolist(),
                y=list(range(len(part))),
                mode="markers+text",
                text=[f"{row.central:g} {row.flat}" for row in part.itertuples()],
                textposition=[
                    "top center" if value > POLL_MIDDLE else "top right" for value in part["central"]
                ],
                error_x={
                    "type": "data",
                    "array": part["margin"].tolist(),
                    "thickness": 2,
                    "color": style.color,
                },
                marker={"symbol": style.symbol, "color": style.color, "size": 8},
                customdata=part["row_id"].tolist(),
                hovertext=[_poll_hover(row) for row in part.itertuples()],
                hoverinfo="text",
                showlegend=False,
            ),
            row=place,
            col=1,
        )
        fig.update_xaxes(range=[0, 80], ticksuffix=" %", row=place, col=1)
        fig.update_yaxes(
            range=[len(part) - 0.5, -0.8], showticklabels=False, ticks="", showgrid=False, row=place, col=1
        )
        axis = "" if place == 1 else str(place)
        fig.add_annotation(
            text=f"<b>{asks}</b>",
            **{
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": 1,
                "yref": f"y{axis} domain",
                "yanchor": "bottom",
                "showarrow": False,
            },
        )
    value = {row.estimate_id: row.central for row in rows.itertuples()}
    razumkov, iri, august, october = (value[name] for name in TITLE_POLLS)
    title = (
        f"Sep 2024, Ukraine: {razumkov:g} and {iri:g} % positive. "
        f"Russia: {august:g}, then {october:g} % name Kursk"
    )
    drawn = pd.concat(parts)
    return finish(
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
                "Days": [span_of(row) for row in drawn.itertuples()],
                "Question and way": drawn["note"],
            }
        ),
        height=640,
    )


TITLE_POLLS = [
    "poll-ua-kursk-positive--razumkov-center--2024-09-26",
    "poll-ua-kursk-positive--international-republican-institute--2024-10-01",
    "poll-ru-kursk-top-event--levada-center--2024-08-28",
    "poll-ru-kursk-top-event--levada-center--2024-10-02",
]


def span_of(row: object) -> str:
    """The days of a survey, in words."""
    return f"{day(row.as_of_first)} to {day(row.as_of_last)}"


def _poll_order(part: pd.DataFrame) -> pd.DataFrame:
    order = list(POLL_ANSWERS)
    part = part.assign(rank=part["quantity"].map(order.index)).sort_values(["rank", "as_of_last"])
    short = part["speaker_id"].map(POLLSTERS)
    flat = part["quantity"].map(POLL_ANSWERS) + ", " + short
    repeated = flat.duplicated(keep=False)
    flat = flat.where(~repeated, flat + part["as_of_first"].dt.strftime(", %b"))
    return part.assign(flat=flat)


def _poll_hover(row: object) -> str:
    near = f"± {row.margin:.1f} points" if pd.notna(row.margin) else "number of people asked not known"
    return "<br>".join(
        [
            f"<b>{row.pollster}</b>, {span_of(row)}",
            f"{row.value_as_printed} {POLL_ANSWERS[row.quantity]}, {near}",
            broken(row.note, 48),
            row.publisher,
        ]
    )


def scorecard(goals: pd.DataFrame, as_known: str = "today") -> go.Figure:
    """Goals of both sides; the mark stands under the verdict proposed for one of two days.

    Parameters
    ----------
    goals : table goals.
    as_known : "20 Nov 2024" or "today"; today also shows the older mark, hollow, where it differs.
    """
    column = "verdict_now" if as_known == "today" else "verdict_then"
    reason = column.replace("verdict", "reason")
    names = load("speakers").set_index("speaker_id")["name"]
    rows = goals.assign(name=goals["speaker_id"].map(names), row_id=row_ids("goals", goals))
    rows = rows.sort_values(["side", "stated_on", "goal_id"], ascending=[False, True, True]).reset_index(
        drop=True
    )
    rows["words"] = [
        broken(f"{r.name}, {day(r.stated_on)}: {r.wording}", GOAL_WIDTH).replace(
            f"{r.name},", f"<b>{r.name}</b>,", 1
        )
        for r in rows.itertuples()
    ]
    tall = [LINE_PX * (1 + text.count("<br>")) + MARK_PX for text in rows["words"]]
    rows["y"] = [sum(tall) - sum(tall[: i + 1]) for i in range(len(rows))]
    fig = go.Figure()
    place = {verdict: x for x, verdict in enumerate(debate.VERDICTS)}
    for r in rows.itertuples():
        fig.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=r.y, y1=r.y, line={"color": theme.GRID}, layer="below"
        )
        fig.add_annotation(
            text=r.words,
            font={"size": 12},
            **{
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": r.y + 8,
                "yanchor": "bottom",
                "showarrow": False,
                "align": "left",
            },
        )
    if as_known == "today":
        moved = rows[rows["verdict_then"] != rows["verdict_now"]]
        fig.add_trace(
            go.Scatter(
                x=moved["verdict_then"].map(place).tolist(),
                y=moved["y"].tolist(),
                mode="markers",
                name="verdict as of 20 Nov 2024, where it differs",
                marker={"symbol": "circle-open", "size": 10, "color": theme.FAINT, "line": {"width": 2}},
                customdata=moved["row_id"].tolist(),
                hovertext=[
                    f"<b>as of 20 Nov 2024: {r.verdict_then}</b><br>{broken(r.reason_then, 48)}"
                    for r in moved.itertuples()
                ],
                hoverinfo="text",
            )
        )
    for side, group in rows.groupby("side", sort=False):
        style = theme.actor(side)
        fig.add_trace(
            go.Scatter(
                x=group[column].map(place).tolist(),
                y=group["y"].tolist(),
                mode="markers",
                name=f"goal of {style.label}",
                marker={"symbol": style.symbol, "color": style.color, "size": 12},
                customdata=group["row_id"].tolist(),
                hovertext=[_goal_hover(r, column, reason) for r in group.itertuples()],
                hoverinfo="text",
            )
        )
    counts = debate.verdict_counts(goals, column)
    fig.update_yaxes(visible=False, range=[-MARK_PX / 2, sum(tall) + 4])
    fig.update_xaxes(
        range=[-0.45, 4.45],
        tickvals=list(place.values()),
        ticktext=[VERDICT_WORDS[v] for v in place],
        showgrid=True,
        tickangle=0,
    )
    fig.update_layout(margin={"l": 14, "r": 14}, showlegend=True)
    title = (
        f"{'Today' if as_known == 'today' else 'As of 20 Nov 2024'}: of {len(rows)} goals "
        f"{counts['reached']} reached, {counts['partly']} partly, {counts['not reached']} not; "
        f"{counts['contested']} contested, {counts['not checkable']} open"
    )
    return finish(
        fig,
        title=title,
        subtitle="Goals as stated by both sides; verdicts are proposals of this course",
        caption=(
            "Each verdict follows from a test written down first (see the table). Open: cannot be told. "
            "Goals differ in weight, some were stated after the event, and Kyiv counted its own prisoners: "
            "ticks do not add up to a result."
        ),
        alt=f"{title}. "
        + "; ".join(f"{r.name}, {r.wording.rstrip('.')}: {getattr(r, column)}" for r in rows.itertuples())
        + ".",
        table=pd.DataFrame(
            {
                "Stated by": rows["name"],
                "Day": rows["stated_on"],
                "Goal": rows["wording"],
                "Test": rows["test"],
                "Verdict": rows[column],
                "Reason": rows[reason],
            }
        ),
        height=sum(tall) + 225,
    )


def _goal_hover(row: object, column: str, reason: str) -> str:
    return "<br>".join(
        [
            f"<b>{getattr(row, column)}</b>: {broken(row.wording, 48)}",
            f"Test: {broken(row.test, 48)}",
            broken(getattr(row, reason), 48),
        ]
    )
