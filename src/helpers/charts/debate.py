"""The argument about the operation: who answers what and when, and stances by period."""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import debate
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish
from helpers.charts.spoken import FAINT
from helpers.data import load

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
CROWD = 5  # from so many answers on a side the title says which corner gives half of them or more
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
MAP_HEIGHT, MAP_FRAME, HEADING_PX = 830, 190, 28
MAP_DAYS = (pd.Timestamp("2024-07-18"), pd.Timestamp("2026-05-25"))
LETTER_DAYS, GAP = 12, 3  # what a letter of a name takes on a phone's time axis; letters kept free at a mark
MONTHS = pd.to_datetime(["2024-08-01", "2025-01-01", "2025-08-01", "2026-01-01"])


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


def argument_map(arguments: pd.DataFrame, about: str, group: str = EVERYBODY) -> go.Figure:
    """Every answer to one question: a row each, at its day, with its speaker; rows of other groups turn grey.

    Parameters
    ----------
    arguments : table arguments.
    about : key of questions_debated with sides.
    group : key of GROUPS.
    """
    rows = debate.answers(arguments, about)
    wanted = GROUPS[group]
    rows["chosen"] = True if wanted is None else rows["speaker_group"].isin(wanted)
    rows["said"] = [dated(row) for row in rows.itertuples()]
    rows["x"] = rows["middle"].clip(*MAP_DAYS)
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
    fig.add_trace(_map_names(rows[rows["chosen"]]))
    mark_the_report(fig, "left")
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
            text=_heading(side, about, rows[(rows["side"] == side) & rows["chosen"]]),
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
    asks = _asks(about)
    title = _map_title(rows, about, group)
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


def mark_the_report(fig: go.Figure, anchor: str) -> None:
    """A dotted line at the day of the report; `anchor` says which end of its name stands there."""
    at = {"x0": debate.REPORT_DAY, "x1": debate.REPORT_DAY, "y0": 0, "y1": 1, "yref": "paper"}
    fig.add_shape(type="line", line={"color": theme.FAINT, "dash": "dot"}, layer="below", **at)
    fig.add_annotation(
        x=debate.REPORT_DAY,
        y=1,
        yref="paper",
        text="the report",
        showarrow=False,
        xanchor=anchor,
        yanchor="bottom",
    )


def _map_places(rows: pd.DataFrame) -> tuple[dict[str, float], list[float]]:
    """Places of the sides' headings and of the rows, in pixels down from 0."""
    sides = [side for side in debate.SIDES if (rows["side"] == side).any()]
    space = MAP_HEIGHT - MAP_FRAME - HEADING_PX * len(sides)
    pitch = space / len(rows)
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
        x=marks["x"].tolist(),
        cliponaxis=False,
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


def _map_names(rows: pd.DataFrame) -> go.Scatter:
    """A name beside each mark, on the side where it has room; only what has room nowhere is cut."""
    x, texts, sides = [], [], []
    for row in rows.itertuples():
        said = row.name if row.middle >= MAP_DAYS[0] else f"{row.name}, {row.said}"
        first, last = (max(end, MAP_DAYS[0]) for end in (row.published_first, row.published_last))
        room_right, room_left = (MAP_DAYS[1] - last).days, (first - MAP_DAYS[0]).days
        right = room_right >= min(LETTER_DAYS * (len(said) + GAP), room_left)
        letters = int((room_right if right else room_left) / LETTER_DAYS) - GAP
        text = said if len(said) <= letters else textwrap.shorten(said, letters, placeholder=" …")
        x.append(last if right else first)
        texts.append(f"\u2002\u2002{text}" if right else f"{text}\u2002\u2002")
        sides.append("middle right" if right else "middle left")
    return go.Scatter(
        x=x,
        y=rows["y"].tolist(),
        mode="text",
        text=texts,
        textposition=sides,
        textfont={"size": 12, "color": theme.INK},
        hoverinfo="skip",
        showlegend=False,
    )


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
    return f"<b>{SIDE_WORDS[side]} ({len(rows)})</b>{said}"


def _map_title(rows: pd.DataFrame, question: str, group: str) -> str:
    chosen = rows[rows["chosen"]]
    about = f"{next(label for label, key in QUESTIONS.items() if key == question)}?"
    who = "" if group == EVERYBODY else f"{group}: "
    if chosen.empty:
        return f"{about} {who}no answer in the data, {_years(rows)}"
    counts = chosen["side"].value_counts()
    said = {
        side: f"{counts.get(side, 0)} {side}" for side in ("yes", "both", "no") if side in set(rows["side"])
    }
    largest = max(("yes", "no"), key=lambda side: counts.get(side, 0))
    if counts.get(largest, 0) >= CROWD and not who:
        actors = chosen[chosen["side"] == largest]["actor"].value_counts()
        if 2 * actors.iloc[0] >= actors.sum():
            said[largest] += f" ({actors.iloc[0]} from {ACTOR_NAMES[actors.index[0]]})"
    return f"{about} {who}{', '.join(said.values())}, {_years(chosen)}"


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


def changes_table(arguments: pd.DataFrame) -> pd.DataFrame:
    """Who gave two answers to one question, ready to print: speaker, question, first and later answer."""
    changed = debate.changed_answer(arguments)
    days = {row.argument_id: dated(row) for row in arguments.itertuples()}

    def told(when: str) -> list[str]:
        pairs = zip(changed[when], changed[f"{when}_id"], strict=True)
        return [f"{side} ({days[name]}, {name})" for side, name in pairs]

    return pd.DataFrame(
        {
            "Who": changed["name"],
            "Question": changed["question"].map(_asks),
            "First": told("first"),
            "Later": told("later"),
        }
    )


def stance_over_time(arguments: pd.DataFrame, rule: str = debate.RULES[0]) -> go.Figure:
    """Analysts' judgements by period: a box each, against, mixed and for; counts, never shares of bars.

    Parameters
    ----------
    arguments : table arguments.
    rule : one of analysis.debate.RULES.
    """
    rows = debate.judgements(arguments, rule)
    rows["said"] = [dated(row) for row in rows.itertuples()]
    placed, counts = rows[rows["period"].notna()], debate.stance_counts(rows)
    fig, lines = go.Figure(), {}
    for place, count in enumerate(counts.itertuples()):
        top = -4.0 * place
        share = f"{count.against_percent:.0f} %"
        fig.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=top,
            text=f"<b>{count.period}</b>: {count.total} rows, {count.against} against ({share})",
            showarrow=False,
        )
        for line, stance in enumerate(debate.STANCES, 1):
            told = placed[(placed["period"] == count.period) & (placed["stance"] == stance)]
            lines[top - line * 0.95] = f"{stance} {len(told)}\u2002"
            fig.add_trace(_stance_boxes(told, top - line * 0.95, stance))
    left_out = rows[rows["period"].isna()]
    fig.update_xaxes(visible=False, range=[0, 10])
    fig.update_yaxes(
        range=[-11.4, 0.5], tickvals=list(lines), ticktext=list(lines.values()), ticks="", showgrid=False
    )
    fig.update_layout(barmode="overlay")
    first, second, third = (f"{c.against} of {c.total}" for c in counts.itertuples())
    shares = ", ".join(f"{c.against_percent:.0f}" for c in counts.itertuples())
    title = f"Against: {first} rows in Aug 2024, {second} to 20 Nov, {third} later: {shares} %"
    return finish(
        fig,
        title=title,
        subtitle=f"Analysts and scholars on the operation, by filed stance; rule: {rule}",
        caption=(
            f"{len(placed)} rows of {placed['speaker_id'].nunique()} speakers; a box is a row, faint when "
            f"its page is weak. Left out: {_left_out(left_out)}, rows on the 3:1 rule and on North Korea, "
            "and rows searched on purpose for thin sides. Found by searching, no sample."
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


def _stance_boxes(rows: pd.DataFrame, y: float, stance: str) -> go.Bar:
    return go.Bar(
        orientation="h",
        base=list(range(len(rows))),
        x=[0.92] * len(rows),
        y=[y] * len(rows),
        width=0.72,
        name=stance,
        showlegend=False,
        marker={
            "color": theme.actor("independent").color,
            "opacity": [FAINT if row.page_grade == "mirror" else 1 for row in rows.itertuples()],
        },
        customdata=rows["row_id"].tolist(),
        hovertext=[_map_hover(row) for row in rows.itertuples()],
        hoverinfo="text",
    )


def _left_out(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "no row for its date"
    told = ", ".join(f"{row.argument_id} ({row.said}, {row.stance})" for row in rows.itertuples())
    return f"{told}, which reach over two periods"
