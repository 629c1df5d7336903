"""The report as an object of study: statements, speakers, days; our own errors; the reader's ratings."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import wording
from helpers.charts import theme
from helpers.charts.figure import broken, count_word, day, finish
from helpers.charts.tiles import (
    COLUMNS,
    DARK,
    LINE_PX,
    TILE_PX,
    WRAP,
    add_tiles,
    bare_axes,
    claim_hover,
    fill_of,
    label_above,
    label_beside,
    laid_out,
    tint,
)
from helpers.data import lesson_number, load, row_ids

NOT_IN = 2.4  # place of the second lane
SECTIONS = {
    "value": "value of the salient",
    "forces": "forces",
    "incursion": "incursion",
    "goals": "goals",
    "retaking": "retaking",
    "logistics": "logistics",
    "dprk": "North Korea",
}
# Kinds and checks are no actors: greys and patterns, no actor colour.
SHADES = {
    "judgement": (DARK, ""),
    "fact": ("#C4C4C4", ""),
    "estimate": ("#8A8A8A", "."),
    "prediction": ("#FFFFFF", "/"),
    "yes": ("#C4C4C4", ""),
    "partly": ("#FFFFFF", "/"),
    "no": (DARK, ""),
}
CHECK_WORDS = {"yes": "can be checked", "partly": "in part", "no": "not at all"}
BY_WORDS = {
    "section": "by section of the report",
    "lesson": "by the lesson that takes it up first",
    "speaker": "by who says so",
}
SPEAKER_SIDES = {
    "Emil Kastehelmi": "independent",
    "Russia, told by Kastehelmi": "russia",
    "US and Ukrainian officials": "western",
    "unnamed analysts": "independent",
    "KCNA": "north_korea",
    "South Korean intelligence": "south_korea",
}
OUTCOMES = {
    "confirmed": ("#E4E4E4", ""),
    "wrong or misattributed": (DARK, ""),
    "not found": ("#FFFFFF", "/"),
}
FOLDERS = {"incursion": "the incursion", "debate": "the debate", "dprk": "North Korea"}


def claims_by(claims: pd.DataFrame, rows: str = "section", split: str = "kind") -> go.Figure:
    """Draw all claims as small bars, stacked by kind or by whether they can be checked.

    Parameters
    ----------
    claims : table claims.
    rows : one bar per "section", "lesson" or "speaker".
    split : "kind" or "checkable".

    Raises
    ------
    ValueError : another name for rows or split.
    """
    if split not in ("kind", "checkable"):
        raise ValueError(f"Claims are split by kind or checkable, not by {split!r}.")
    parts = wording.KINDS if split == "kind" else wording.CHECKABLE
    groups = wording.grouped(claims, rows)
    frame = claims.assign(group=groups.map(_lesson if rows == "lesson" else SECTIONS).fillna(groups))
    order = _group_order(frame, rows)
    frame["part"] = pd.Categorical(frame[split], parts)
    frame = frame.sort_values(["group", "part"]).assign(base=lambda t: t.groupby("group").cumcount())
    names = {name: broken(name, 20) for name in order}
    fig = go.Figure()
    for part in parts:
        some = frame[frame["part"] == part]
        color, pattern = SHADES[part]
        fig.add_trace(
            go.Bar(
                orientation="h",
                name=CHECK_WORDS.get(part, part),
                y=some["group"].map(names).tolist(),
                x=[1] * len(some),
                base=some["base"].tolist(),
                width=0.72,
                marker=fill_of(color, pattern, theme.INK, 1),
                customdata=row_ids("claims", some),
                hovertext=[claim_hover(claim) for claim in some.itertuples()],
                hoverinfo="text",
            )
        )
    table = pd.crosstab(frame["group"], frame[split]).reindex(index=order, columns=list(parts), fill_value=0)
    totals = table.sum(axis=1)
    _totals(fig, totals.rename(names))
    fig.update_xaxes(title="statements", range=[0, totals.max() * 1.12], dtick=10 if totals.max() > 20 else 5)
    fig.update_yaxes(
        categoryorder="array", categoryarray=[names[n] for n in reversed(order)], showgrid=False, ticks=""
    )
    fig.update_layout(barmode="overlay", bargap=0.2, legend={"traceorder": "normal"})
    title = _split_title(frame[split], parts)
    spoken = "; ".join(
        f"{name} {totals[name]} ({', '.join(f'{table.loc[name, p]} {CHECK_WORDS.get(p, p)}' for p in parts)})"
        for name in order
    )
    return finish(
        fig,
        title=title,
        subtitle=f"Statements {BY_WORDS[rows]}, one small bar each",
        caption=(
            "Report of about 20 Nov 2024, cut into statements and coded by us; another reader may cut and "
            "code otherwise. A statement that two lessons take up is counted at the first."
        ),
        alt=f"{title}; {BY_WORDS[rows]}: {spoken}.",
        table=table.rename(columns=CHECK_WORDS)
        .assign(all=totals)
        .rename_axis(BY_WORDS[rows].removeprefix("by "))
        .reset_index(),
        height=520,
    )


def claims_by_source(claims: pd.DataFrame) -> go.Figure:
    """Draw one tile per claim under the name of whoever says it, the report's own voice first."""
    frame = claims.assign(who=wording.spoken_by(claims))
    groups = [name for name in wording.SPEAKERS if (frame["who"] == name).any()]
    frame["who"] = pd.Categorical(frame["who"], groups)
    frame, lines = laid_out(frame.sort_values(["who", "claim_id"]), "who", COLUMNS)
    fig = go.Figure()
    for name in groups:
        some = frame[frame["who"] == name]
        side = SPEAKER_SIDES.get(name)
        edge = theme.actor(side).color if side else theme.INK
        fill = tint(edge) if side else theme.PAPER
        pattern = "/" if side is None and name != "the report's own voice" else ""
        add_tiles(
            fig,
            some,
            row_ids("claims", some),
            [claim_hover(c) for c in some.itertuples()],
            fill,
            edge,
            pattern,
        )
        label_beside(fig, f"{name}: {len(some)}", some)
    counts = frame["who"].value_counts().reindex(groups)
    silent = len(wording.without_source(claims))
    analyst = int((claims["speaker"].eq("Emil Kastehelmi") | claims["through"].eq("Emil Kastehelmi")).sum())
    title = f"{silent} of {len(claims)} statements name no source; one analyst stands behind {analyst}"
    fig.update_layout(showlegend=False)
    bare_axes(fig, COLUMNS, lines)
    return finish(
        fig,
        title=title,
        subtitle="One tile each; white: the writer's voice, hatched: no speaker, coloured: a speaker",
        caption=(
            "Report of about 20 Nov 2024, our coding. Common knowledge needs no source: the count shows "
            "where to ask, not who is wrong. Edges: blue for US and Ukrainian officials together, brown "
            "for Russia, purple for North Korea, green for South Korea, grey for analysts."
        ),
        alt=f"{title}. " + "; ".join(f"{name}: {counts[name]}" for name in groups) + ".",
        table=pd.DataFrame(
            {
                "Who says so": groups,
                "What we know of them": [wording.SPEAKERS[name] for name in groups],
                "Statements": counts.tolist(),
                "Which": [", ".join(frame.loc[frame["who"] == name, "claim_id"]) for name in groups],
            }
        ),
        height=130 + TILE_PX * lines,
    )


def known_and_missing(events: pd.DataFrame) -> go.Figure:
    """Draw what the report knows and what it lacks, day by day in two lanes.

    Parameters
    ----------
    events : rows of table events; those with in_report yes or no are drawn, at the day of first reading.

    Raises
    ------
    ValueError : the report knows none of the events.
    """
    rows = wording.in_window(events)
    latest, after = wording.latest_known(events), wording.missed_after(events)
    publishers = load("sources").set_index("source_id")["publisher"]
    rows["publisher"], rows["row_id"] = rows["source_id"].map(publishers), row_ids("events", rows)
    rows["text"] = [broken(_event_words(row), 40) for row in rows.itertuples()]
    rows["lines"] = rows["text"].str.count("<br>") + 1
    rows["y"] = -(rows["lines"].shift(fill_value=0) + 0.6).cumsum() + 0.6
    rows["lane"] = rows["in_report"].map({"yes": 0, "no": NOT_IN})
    fig = go.Figure()
    for row in rows.itertuples():
        style = theme.actor(row.actor)
        fig.add_trace(
            go.Scatter(
                x=[row.lane],
                y=[row.y],
                mode="markers",
                marker={"symbol": style.symbol, "color": style.color, "size": 12},
                customdata=[row.row_id],
                hovertext=[
                    f"<b>{day(row.day)}</b><br>{broken(row.what, WRAP)}<br>{row.publisher} ({row.page_grade})"
                ],
                hoverinfo="text",
                showlegend=False,
            )
        )
        fig.add_annotation(
            x=NOT_IN + 1.2,
            y=row.y,
            yshift=10,
            text=row.text,
            xanchor="left",
            yanchor="top",
            align="left",
            showarrow=False,
        )
    edge = rows[rows["day"] > latest]["y"].max() + 0.8
    bottom = rows["y"].iloc[-1] - rows["lines"].iloc[-1]
    for lane, some in rows.groupby("lane"):
        line = {"color": theme.GRID, "width": 2}
        ends = {"x0": lane, "x1": lane, "y0": some["y"].max(), "y1": some["y"].min()}
        fig.add_shape(type="line", layer="below", line=line, **ends)
    fig.add_shape(
        type="line",
        x0=0,
        x1=1,
        xref="paper",
        y0=edge,
        y1=edge,
        line={"color": theme.INK, "width": 1, "dash": "dot"},
    )
    for lane, name in ((0, "in"), (NOT_IN, "not in")):
        fig.add_annotation(x=lane, y=1.4, text=name, showarrow=False, yanchor="middle")
    fig.update_xaxes(visible=False, range=[-0.8, 24], fixedrange=True)
    first_days = rows.drop_duplicates("day")
    fig.update_yaxes(
        tickvals=first_days["y"].tolist(),
        ticktext=[f"{d.day} {d:%b}" for d in first_days["day"]],
        range=[bottom - 0.2, 2.1],
        showgrid=False,
        ticks="",
        fixedrange=True,
    )
    missed, last = count_word(len(after)), day(rows["day"].max())
    title = (
        f"The text knows {day(latest)} and none of {missed} later reports to {last}"
        if len(after)
        else f"The text knows {day(latest)}; none of our events is later"
    )
    return finish(
        fig,
        title=title,
        subtitle="Left lane: in the report. Right: not in it. Dotted line: the text was closed, we infer",
        caption=(
            f"{len(rows)} events around the days of the report, by the day on which they could be read. "
            "An inference, no fact: the page itself is of about 20 Nov 2024. Colour and mark "
            "show who acts or speaks."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{day(r.day)}, {'in' if r.in_report == 'yes' else 'not in'}: {_event_words(r)}"
            for r in rows.itertuples()
        )
        + ".",
        table=pd.DataFrame(
            {
                "Could be read on": rows["day"],
                "In the report": rows["in_report"],
                "What": rows["what"],
                "Page": rows["publisher"],
                "Kind of page": rows["page_grade"],
            }
        ),
        height=130 + int(LINE_PX * (2 - bottom)),
    )


def verification(checks: pd.DataFrame) -> go.Figure:
    """Draw the check of our own rows, one tile per row, by folder and outcome.

    Parameters
    ----------
    checks : table verification.
    """
    frame = wording.checked_rows(checks)
    names = list(OUTCOMES)
    frame["outcome"] = pd.Categorical(frame["outcome"], names)
    frame["folder"] = pd.Categorical(frame["folder"], list(FOLDERS))
    frame = frame.sort_values(["folder", "outcome", "sample_id"])
    frame, lines = laid_out(frame, "folder", COLUMNS, heading=1)
    fig = go.Figure()
    for name, (color, pattern) in OUTCOMES.items():
        some = frame[frame["outcome"] == name]
        hovers = [
            f"<b>{c.sample_id}</b>: {c.verdict}<br>{broken(c.what_was_found, WRAP)}"
            for c in some.itertuples()
        ]
        add_tiles(fig, some, row_ids("verification", some), hovers, color, theme.INK, pattern, name, ids="")
    counts = pd.crosstab(frame["folder"], frame["outcome"]).reindex(columns=names, fill_value=0)
    for folder, some in frame.groupby("folder", observed=True):
        said = ", ".join(
            f"{counts.loc[folder, n]} {short}"
            for n, short in zip(names, ("ok", "wrong", "not found"), strict=True)
        )
        label_above(fig, f"{FOLDERS[folder]}: {said}", some["row"].min())
    share, low, high = wording.error_share(checks)
    total = counts.sum()
    title = (
        f"{len(frame)} of our own rows checked: {total[names[0]]} confirmed, {total[names[1]]} {names[1]}, "
        f"{total[names[2]]} {names[2]}"
    )
    bare_axes(fig, COLUMNS, lines)
    fig.update_layout(legend={"itemclick": False})
    return finish(
        fig,
        title=title,
        subtitle="One tile per checked row of the evidence, by part of the course",
        caption=(
            f"A random sample drawn once. {total[names[1]]} of {len(frame)} is {share:.0f} %; with 95 % "
            f"confidence between {low:.0f} and {high:.0f} % (Wilson). Corrections were applied; the rows "
            "not drawn were not checked again."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{FOLDERS[f]}: {', '.join(f'{counts.loc[f, n]} {n}' for n in names)}" for f in counts.index
        )
        + ".",
        table=counts.rename(index=FOLDERS).rename_axis("Part").reset_index().rename_axis(columns=None),
        height=150 + TILE_PX * lines,
    )


def my_ratings(ratings: pd.DataFrame, questions: pd.DataFrame) -> go.Figure:
    """Draw the reader's own probabilities, surest first; without any, the questions that wait.

    Parameters
    ----------
    ratings : from helpers.lesson.rating.my_ratings (question_id, claim_id, percent, knew).
    questions : rows of table questions that were asked; no outcomes.
    """
    rows = questions.merge(ratings[["question_id", "percent", "knew"]], on="question_id", how="left")
    rows = rows.sort_values(["percent", "question_id"], na_position="first").reset_index(drop=True)
    given = rows[rows["percent"].notna()]
    fig = go.Figure()
    for knew, name, symbol in (("no", "a forecast", "circle-open"), ("yes", "“I knew”", "x")):
        some = given[given["knew"] == knew]
        fig.add_trace(
            go.Scatter(
                x=some["percent"].tolist(),
                y=some["claim_id"].tolist(),
                mode="markers",
                name=name,
                marker={"symbol": symbol, "size": 11, "color": theme.INK, "line": {"width": 2}},
                customdata=row_ids("questions", some) if len(some) else [],
                hovertext=[
                    f"<b>{r.percent:.0f} %</b><br>{broken(r.question, WRAP)}" for r in some.itertuples()
                ],
                hoverinfo="text",
                showlegend=True,
            )
        )
    fig.add_vline(x=50, line={"color": theme.FAINT, "dash": "dot", "width": 2})
    fig.update_xaxes(title="your per cent for “yes”", range=[-3, 103], dtick=25)
    fig.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows["claim_id"].tolist(),
        range=[-0.7, len(rows) - 0.3],
        title="statement",
        dtick=1,
    )
    title = _ratings_title(given, len(rows))
    listed = "; ".join(f"{r.claim_id} {r.percent:.0f} %" for r in given.itertuples())
    return finish(
        fig,
        title=title,
        subtitle="Your own ratings, lowest at the bottom; the dotted line is 50 per cent",
        caption="No answers are shown here. The ratings stand in my_work on this computer only.",
        alt=f"{title}. {listed or 'The statements ' + ', '.join(rows['claim_id']) + ' have no rating'}.",
        table=pd.DataFrame(
            {
                "Statement": rows["claim_id"],
                "Question": rows["question"],
                "Settled by": rows["settles_on"],
                "Your per cent": rows["percent"],
                "I knew": rows["knew"],
            }
        ),
        height=150 + 22 * len(rows),
    )


def _lesson(word: str) -> str:
    return f"lesson {lesson_number(word)}"


def _group_order(frame: pd.DataFrame, rows: str) -> list[str]:
    found = set(frame["group"])
    if rows == "lesson":
        return sorted(found)
    known = wording.SPEAKERS if rows == "speaker" else SECTIONS.values()
    return [name for name in known if name in found]


def _split_title(values: pd.Series, parts: Iterable[str]) -> str:
    counts = values.value_counts().reindex(list(parts)).fillna(0).astype(int)
    if "judgement" in counts:
        said = [f"{number} {wording.PLURALS[kind]}" for kind, number in counts.items()]
        return f"{counts.iloc[0]} of {len(values)} statements are judgements, {', '.join(said[1:])}"
    said = [f"{number} {CHECK_WORDS[part]}" for part, number in counts.items()]
    return f"{counts.iloc[0]} of {len(values)} {CHECK_WORDS['yes']}, {', '.join(said[1:])}"


def _totals(fig: go.Figure, totals: pd.Series) -> None:
    fig.add_trace(
        go.Scatter(
            x=(totals + 0.15).tolist(),
            y=totals.index.tolist(),
            mode="text",
            text=[str(number) for number in totals],
            textposition="middle right",
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _event_words(row: object) -> str:
    return row.label if isinstance(row.label, str) else row.what


def _ratings_title(given: pd.DataFrame, asked: int) -> str:
    if given.empty:
        return f"No ratings yet: {asked} questions wait"
    over = (given["percent"] > 50).sum()
    surest = given.loc[(given["percent"] - 50).abs().idxmax()]
    return f"You gave {over} of {len(given)} questions more than 50 %; most sure: {surest['claim_id']}"
