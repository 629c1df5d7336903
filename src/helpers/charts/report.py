"""The report as an object of study: its statements, speakers, hedges, the way to the page, our own errors."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import wording
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish, words
from helpers.charts.ranges import ranges_by_speaker
from helpers.data import load, row_ids

GAP = 0.45  # lines between two texts of a chain
LINE_PX = 18  # a line of 13 px text
TILE_PX = 31
NOT_IN = 2.4  # place of the second lane
COLUMNS = 10  # tiles side by side: wide enough for "S01a" on a phone
WRAP = 52

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
    "judgement": ("#4A4A4A", ""),
    "fact": ("#C4C4C4", ""),
    "estimate": ("#8A8A8A", "."),
    "prediction": ("#FFFFFF", "/"),
    "yes": ("#C4C4C4", ""),
    "partly": ("#FFFFFF", "/"),
    "no": ("#4A4A4A", ""),
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
WHO_WORDS = {
    "named": "a named person or body",
    "group": "a group without names",
    "nobody named": "nobody named",
    "own voice": "the report's own voice",
}
LIMIT_WORDS = {
    "ceiling": "a ceiling",
    "floor": "a floor",
    "range": "a range",
    "almost": "“almost”",
    "vague": "a vague word",
    "plain": "a plain number",
}
CHAIN_SIDES = {
    "US and Ukrainian officials": "western",
    "South Korean intelligence (NIS)": "south_korea",
    "Ukrainian military sources": "ukraine",
    "US State Department": "western",
    "Pentagon": "western",
    "Kremlin (Peskov)": "russia",
    "Putin": "russia",
}
CHAIN_CAPTIONS = {
    "50,000 troops": "The newspaper's own page was not seen. “North Koreans” means: said to be included; "
    "“the east”: nothing taken from there; “days”: an attack in the coming days.",
    "North Koreans in combat": "Below the headline stand other voices, some of them later than the text.",
    "almost half retaken": "Both pages could be the origin, or neither.",
}
KEPT = {  # a page's note → the same on the picture
    "North Koreans included": "North Koreans",
    "nothing taken from the east": "the east",
    "coming days": "days",
}
OWN = ("the report", "a translation")  # nodes that are the text itself
OUTCOMES = {
    "confirmed": ("#E4E4E4", ""),
    "wrong or misattributed": ("#4A4A4A", ""),
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
    frame = claims.assign(group=wording.grouped(claims, rows).map(lambda name: SECTIONS.get(name, name)))
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
                marker=_fill(color, pattern, theme.INK, 1),
                customdata=row_ids("claims", some),
                hovertext=[_claim_hover(claim) for claim in some.itertuples()],
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
    fig.update_layout(barmode="overlay", bargap=0.2, legend={"traceorder": "normal", "y": -0.13})
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
    frame, lines = _laid_out(frame.sort_values(["who", "claim_id"]), "who", COLUMNS)
    fig = go.Figure()
    for name in groups:
        some = frame[frame["who"] == name]
        side = SPEAKER_SIDES.get(name)
        edge = theme.actor(side).color if side else theme.INK
        fill = _tint(edge) if side else theme.PAPER
        pattern = "/" if side is None and name != "the report's own voice" else ""
        _add_tiles(
            fig,
            some,
            row_ids("claims", some),
            [_claim_hover(c) for c in some.itertuples()],
            fill,
            edge,
            pattern,
        )
        _label_beside(fig, f"{name}: {len(some)}", some, COLUMNS)
    counts = frame["who"].value_counts().reindex(groups)
    silent = len(wording.without_source(claims))
    analyst = int((claims["speaker"].eq("Emil Kastehelmi") | claims["through"].eq("Emil Kastehelmi")).sum())
    title = f"{silent} of {len(claims)} statements name no source; one analyst stands behind {analyst}"
    fig.update_layout(showlegend=False)
    _bare(fig, COLUMNS, lines)
    return finish(
        fig,
        title=title,
        subtitle="One tile each; white: the writer's voice, hatched: no speaker, coloured: a speaker",
        caption=(
            "Report of about 20 Nov 2024, our coding. Common knowledge needs no source: the count shows "
            "where to ask, not who is wrong. Edges: blue for US and Ukrainian officials together, orange-brown "
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


def chain(chains: pd.DataFrame, number: str = "50,000 troops") -> go.Figure:
    """Draw the way of one statement from a mouth to the page, top to bottom and stepping right.

    Parameters
    ----------
    chains : table chains.
    number : name of the chain.

    Raises
    ------
    ValueError : a chain that the table does not hold.
    """
    known = list(dict.fromkeys(chains["chain"]))
    if number not in known:
        raise ValueError(f"There is no chain {number!r}; there are: {', '.join(known)}.")
    most = max(_chain_lines(_nodes(chains[chains["chain"] == name])) for name in known)
    links = chains[chains["chain"] == number]
    nodes = _nodes(links)
    pad = min(5.0, (most - _chain_lines(nodes)) / max(1, len(nodes)))
    nodes["y"] = -(nodes["lines"].shift(fill_value=0) + GAP + pad).cumsum() + GAP + pad
    fig = go.Figure()
    for node in nodes.itertuples():
        for parent in node.parents:
            _draw_link(fig, nodes.loc[parent], node)
    publishers = load("sources").set_index("source_id")["publisher"]
    for node in nodes.itertuples():
        style = theme.actor(node.side)
        own = node.label.startswith(OWN)
        fig.add_trace(
            go.Scatter(
                x=[node.depth],
                y=[node.y],
                mode="markers",
                marker={
                    "symbol": "square" if own else style.symbol,
                    "color": theme.PAPER if own else style.color,
                    "size": 12,
                    "line": {"width": 2, "color": theme.INK if own else style.color},
                },
                customdata=[node.row_id],
                hovertext=[_node_hover(node, publishers)],
                hoverinfo="text",
                showlegend=False,
            )
        )
        fig.add_annotation(
            x=node.depth,
            y=node.y,
            xanchor="left",
            yanchor="top",
            xshift=9,
            yshift=13,
            text=node.text,
            align="left",
            showarrow=False,
            font={"size": 13},
        )
    title = _chain_title(number, links)
    fig.update_xaxes(visible=False, range=[-0.75, 26], fixedrange=True)
    fig.update_yaxes(visible=False, range=[-most - 0.5, 1.2], fixedrange=True)
    return finish(
        fig,
        title=title,
        subtitle="Solid line: the page says so. Dotted line: we infer it",
        caption=(
            f"{CHAIN_CAPTIONS[number]} We read excerpts of the pages. The days of the report's text (16 Nov) "
            "and of its page (20 Nov) are inferred."
        ),
        alt=f"{title}. " + "; ".join(_node_words(node) for node in nodes.itertuples()) + ".",
        table=pd.DataFrame(
            {
                "From": links["from_label"],
                "To": links["to_label"],
                "Day": links["to_day"],
                "How we know": links["link"].map({"declared": "the page says so", "inferred": "we infer it"}),
                "What was kept, dropped or added": links["dropped_or_added"],
                "Place in the picture": links["relation"],
            }
        ),
        height=96 + int(LINE_PX * (most + 1)),
    )


def hedge_ladder(claims: pd.DataFrame, codes: pd.DataFrame, show_only: str = "all") -> go.Figure:
    """Draw one tile per claim by who says it and how sure it sounds, or the limits of its numbers.

    Parameters
    ----------
    claims : table claims.
    codes : table claim_wording.
    show_only : "all" or "statements with a number".

    Raises
    ------
    ValueError : another name for show_only.
    """
    if show_only not in ("all", "statements with a number"):
        raise ValueError(f"The ladder shows all or statements with a number, not {show_only!r}.")
    frame = wording.coded(claims, codes)
    return _numbers(frame) if show_only != "all" else _ladder(frame)


def limits_by_speaker(estimates: pd.DataFrame, ceiling: float) -> go.Figure:
    """Draw figures by speaker beside the report's own ceiling; the title counts the open ends.

    Parameters
    ----------
    estimates : rows of one quantity of table estimates, in one unit.
    ceiling : the report's own upper limit, in the unit of the rows.
    """
    rows = spoken(estimates)
    bounds = rows["bound"].value_counts()
    days = rows["as_of_last"]
    title = (
        f"{_count(len(rows)).capitalize()} figures, {day(days.min())} to {day(days.max())}: "
        f"{_ends(bounds.get('up to', 0), 'ceiling')}, {_ends(bounds.get('at least', 0), 'floor')}"
    )
    fig = ranges_by_speaker(
        estimates,
        title=title,
        subtitle=f"{rows['place'].iloc[0]}, {rows['unit'].iloc[0]}; dotted: the report's “up to {words(ceiling)}”",
        caption=(
            "All of these count soldiers in Kursk oblast: not in Russia as a whole, not in combat. Kyiv, "
            "Washington and Seoul published them; our rows hold no figure of Moscow or Pyongyang for these days."
        ),
    )
    fig.add_vline(x=ceiling, line={"color": theme.INK, "width": 2, "dash": "dot"})
    fig.update_layout(legend={"y": -0.24})  # below the axis title on a phone too
    return fig


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
    days = after["day"]
    title = (
        f"The text knows {day(latest)} and none of {_count(len(after))} later reports to {day(days.max())}"
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
    frame, lines = _laid_out(frame, "folder", COLUMNS, heading=1)
    fig = go.Figure()
    for name, (color, pattern) in OUTCOMES.items():
        some = frame[frame["outcome"] == name]
        hovers = [
            f"<b>{c.sample_id}</b>: {c.verdict}<br>{broken(c.what_was_found, WRAP)}"
            for c in some.itertuples()
        ]
        _add_tiles(fig, some, row_ids("verification", some), hovers, color, theme.INK, pattern, name, ids="")
    counts = pd.crosstab(frame["folder"], frame["outcome"]).reindex(columns=names, fill_value=0)
    for folder, some in frame.groupby("folder", observed=True):
        said = ", ".join(
            f"{counts.loc[folder, n]} {short}"
            for n, short in zip(names, ("ok", "wrong", "not found"), strict=True)
        )
        _label_above(fig, f"{FOLDERS[folder]}: {said}", some["row"].min())
    share, low, high = wording.error_share(checks)
    total = counts.sum()
    title = (
        f"{len(frame)} of our own rows checked: {total[names[0]]} confirmed, {total[names[1]]} {names[1]}, "
        f"{total[names[2]]} {names[2]}"
    )
    _bare(fig, COLUMNS, lines)
    fig.update_layout(legend={"y": -0.02, "itemclick": False})
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


# ---------------------------------------------------------------- tiles


def _laid_out(frame: pd.DataFrame, group: str, columns: int, heading: int = 0) -> tuple[pd.DataFrame, int]:
    """Give each row of `frame` a tile (column, line from the top); each group starts a new line."""
    line, places = 0, []
    for _, some in frame.groupby(group, observed=True, sort=True):
        line += heading
        for number, index in enumerate(some.index):
            places.append((index, number % columns, line + number // columns))
        line += -(-len(some) // columns)
    at = pd.DataFrame(places, columns=["index", "column", "row"]).set_index("index")
    return frame.join(at), line


def _add_tiles(
    fig: go.Figure,
    some: pd.DataFrame,
    marks: list[str],
    hovers: list[str],
    fill: str,
    edge: str,
    pattern: str = "",
    name: str = "",
    ids: str = "claim_id",
) -> None:
    dark = fill == "#4A4A4A"
    fig.add_trace(
        go.Bar(
            x=some["column"].tolist(),
            base=(-some["row"] - 0.42).tolist(),
            y=[0.84] * len(some),
            width=0.92,
            name=name,
            showlegend=bool(name),
            text=some[ids].tolist() if ids else None,
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"size": 12, "color": theme.PAPER if dark else theme.INK},
            marker=_fill(fill, pattern, edge, 1 if edge == theme.INK else 2),
            customdata=marks,
            hovertext=hovers,
            hoverinfo="text",
        )
    )


def _fill(color: str, pattern: str, edge: str, width: int) -> dict:
    shape = {"shape": pattern, "size": 7, "solidity": 0.18, "fgcolor": theme.FAINT, "bgcolor": color}
    return {"color": color, "line": {"color": edge, "width": width}} | ({"pattern": shape} if pattern else {})


def _tint(color: str) -> str:
    """A light ground of the same hue, on which dark text stays legible."""
    parts = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * 0.22):02X}" for part in parts)


def _label_beside(fig: go.Figure, text: str, some: pd.DataFrame, columns: int) -> None:
    last = some["row"].max()
    free = some.loc[some["row"] == last, "column"].max() + 0.6
    fig.add_annotation(
        x=free, y=-last, text=text, xanchor="left", yanchor="middle", showarrow=False, xshift=3
    )


def _label_above(fig: go.Figure, text: str, row: int, column: float = -0.5) -> None:
    fig.add_annotation(
        x=column, y=-row + 0.5, text=text, xanchor="left", yanchor="bottom", showarrow=False, align="left"
    )


def _bare(fig: go.Figure, columns: int, lines: int) -> None:
    fig.update_xaxes(visible=False, range=[-0.55, columns - 0.45], fixedrange=True)
    fig.update_yaxes(visible=False, range=[-lines + 0.45, 0.55], fixedrange=True)
    fig.update_layout(barmode="overlay")


# ---------------------------------------------------------------- claims


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


def _claim_hover(claim: object) -> str:
    who = getattr(claim, "speaker", None)
    said = f"{who} ({claim.voice})" if isinstance(who, str) else claim.voice
    through = f", {claim.through}" if isinstance(claim.through, str) else ""
    return f"<b>{claim.claim_id}</b>, {claim.kind}<br>{broken(claim.claim, WRAP)}<br>{said}{through}"


# ---------------------------------------------------------------- hedges


def _ladder(frame: pd.DataFrame) -> go.Figure:
    blocks = {"bare": 4, "softened": 3, "strengthened": 2}
    starts, right = {}, 0
    for name, width in blocks.items():
        starts[name], right = right, right + width + 0.35
    fig, line = go.Figure(), 1
    for who, name in WHO_WORDS.items():
        some = frame[frame["who"] == who]
        line += 1
        _label_above(fig, f"{name}: {len(some)}", line)
        deep = 1
        for certainty, width in blocks.items():
            cell = some[some["certainty"] == certainty].reset_index(drop=True)
            cell["column"] = [starts[certainty] + i % width for i in range(len(cell))]
            cell["row"] = [line + i // width for i in range(len(cell))]
            deep = max(deep, -(-len(cell) // width))
            fill = {"bare": theme.PAPER, "softened": "#E4E4E4", "strengthened": "#4A4A4A"}[certainty]
            hovers = [_code_hover(row) for row in cell.itertuples()]
            _add_tiles(fig, cell, row_ids("claims", cell), hovers, fill, theme.INK)
        line += deep
    for certainty in blocks:
        count = (frame["certainty"] == certainty).sum()
        short = {"strengthened": "surer"}.get(certainty, certainty)
        _label_above(fig, f"<b>{short}: {count}</b>", 1, starts[certainty] - 0.5)
    counts = frame["certainty"].value_counts()
    title = (
        f"Our coding of {len(frame)} statements: {counts['softened']} softened, {counts['bare']} bare, "
        f"{counts['strengthened']} strengthened"
    )
    table = frame.groupby(["who", "certainty"])["claim_id"].agg([len, ", ".join]).reset_index()
    table.columns = ["Who says so", "How sure", "Statements", "Which"]
    _bare(fig, 1, line)
    fig.update_xaxes(range=[-0.6, right - 0.75])
    said = "; ".join(f"{r[0]}, {r[1]}: {r[2]} ({r[3]})" for r in table.itertuples(index=False))
    return finish(
        fig,
        title=title,
        subtitle="One tile per statement, by who says it and how sure its words sound",
        caption=_hedge_caption(),
        alt=f"{title}. {said}.",
        table=table,
        height=LADDER_PX,
    )


def _numbers(frame: pd.DataFrame) -> go.Figure:
    some = frame[frame["number_limit"] != "none"].copy()
    fig, line = go.Figure(), 0
    for limit in wording.LIMITS:
        cell = some[some["number_limit"] == limit].reset_index(drop=True)
        line += 1
        _label_above(fig, f"<b>{LIMIT_WORDS[limit]}: {len(cell)}</b>", line)
        cell["column"], cell["row"] = 0, range(line, line + len(cell))
        fill = "#E4E4E4" if limit != "plain" else theme.PAPER
        _add_tiles(
            fig, cell, row_ids("claims", cell), [_code_hover(r) for r in cell.itertuples()], fill, theme.INK
        )
        for row in cell.itertuples():
            text = f"“{row.word}”, {row.who}" if row.word != "reportedly" else f"“almost”, {row.who}"
            fig.add_annotation(
                x=0.6, y=-row.row, text=text, xanchor="left", yanchor="middle", showarrow=False
            )
        line += len(cell)
    counts = some["number_limit"].value_counts().reindex(wording.LIMITS).fillna(0).astype(int)
    title = (
        f"Of {len(some)} numbers {counts['ceiling']} are ceilings, {counts['floor']} a floor, "
        f"{counts['range']} a range, {counts['almost']} “almost”, {counts['vague']} vague, {counts['plain']} plain"
    )
    _bare(fig, 9, line)
    return finish(
        fig,
        title=title,
        subtitle="Statements with a number, by the word that limits it, and whose voice it is",
        caption=_hedge_caption(),
        alt=f"{title}. "
        + "; ".join(
            f"{limit}: {', '.join(some.loc[some['number_limit'] == limit, 'claim_id'])}"
            for limit in counts.index
        )
        + ".",
        table=some.sort_values("number_limit")[["claim_id", "number_limit", "word", "who", "note"]].rename(
            columns={
                "claim_id": "Statement",
                "number_limit": "Limit",
                "word": "Word",
                "who": "Voice",
                "note": "Note",
            }
        ),
        height=LADDER_PX,
    )


LADDER_PX = 660


def _hedge_caption() -> str:
    return (
        "Coded by one of us from the English text, which is a translation; nobody coded it a second time. "
        "Border cases S20 (“appears”) and S46 (“promises”) count as bare."
    )


def _code_hover(row: object) -> str:
    word = f"<br>word: “{row.word}”" if isinstance(row.word, str) else ""
    note = f"<br>{broken(row.note, WRAP)}" if isinstance(row.note, str) else ""
    return f"{_claim_hover(row)}{word}{note}"


# ---------------------------------------------------------------- chains


def _nodes(links: pd.DataFrame) -> pd.DataFrame:
    """Turn links into rows of the picture: label, day, words below it, depth, parents, how we know."""
    rows: list[dict] = []
    places: dict[str, int] = {}

    def add(
        label: str, date: object, parents: list[int], link: str, note: object, row_id: str, origin: int = 0
    ) -> int:
        depth = origin or max((rows[p]["depth"] for p in parents), default=-1) + 1
        head = f"<b>{broken(label + _on(date), 40)}</b>"
        below = textwrap.wrap(_short_note(note), 46 - 2 * depth)
        text = "<br>".join([head, *below])
        rows.append(
            {
                "label": label,
                "day": date,
                "note": note if isinstance(note, str) else "",
                "text": text,
                "lines": text.count("<br>") + 1,
                "depth": depth,
                "parents": parents,
                "link": link,
                "row_id": row_id,
                "side": CHAIN_SIDES.get(label, "media"),
            }
        )
        return len(rows) - 1

    ids = dict(zip(links["step"], row_ids("chains", links), strict=True))
    for link in links.itertuples():
        parents = _parents(link, rows, places)
        several = links[(links["to_label"] == link.to_label) & (links["step"] != link.step)]
        note = link.dropped_or_added
        if not parents:  # where a page has several possible origins, each says what it has
            said, of = (note, ids[link.step]) if len(several) else (None, "")
            parents = [add(link.from_label, link.from_day, [], "", said, of)]
            places[link.from_label] = parents[0]
        if link.to_label in places:
            continue
        for number, other in enumerate(several.itertuples(), 1):  # each origin has its own line down
            said, of = other.dropped_or_added, ids[other.step]
            origin = add(other.from_label, other.from_day, [], "", said, of, number)
            places[other.from_label] = origin
            parents.append(origin)
        note, of = (None, "") if len(several) else (_told(link), ids[link.step])
        places[link.to_label] = add(link.to_label, link.to_day, parents, link.link, note, of)
    return pd.DataFrame(rows)


def _told(link: object) -> object:
    """The note of a link; when its origin is not one certain page, the note says so first."""
    note = link.dropped_or_added
    if "another" in link.from_label and isinstance(note, str):
        return f"From {link.from_label}. {note}"
    return note


def _short_note(note: object) -> str:
    """What a page kept in a few words, and what it added or said in its address; the rest is in the table."""
    if not isinstance(note, str) or not note.startswith("Keeps:"):
        return note if isinstance(note, str) else ""
    kept, *others = note.split(". ")
    words = [short for long, short in KEPT.items() if long in kept]
    said = [other.rstrip(".") for other in others if not other.startswith(("Drops", "No day"))]
    return ". ".join([f"keeps {', '.join(words)}", *said])


def _parents(link: object, rows: list[dict], places: dict[str, int]) -> list[int]:
    if link.from_label in places:
        return [places[link.from_label]]
    if "another" in link.from_label and rows:  # "one of these pages, or another"
        return [len(rows) - 1]
    return []


def _chain_lines(nodes: pd.DataFrame) -> float:
    return float((nodes["lines"] + GAP).sum())


def _draw_link(fig: go.Figure, parent: pd.Series, node: object) -> None:
    dash = "dot" if node.link == "inferred" else "solid"
    fig.add_trace(
        go.Scatter(
            x=[parent["depth"], parent["depth"], node.depth],
            y=[parent["y"], node.y, node.y],
            mode="lines",
            line={"color": theme.FAINT if dash == "solid" else theme.INK, "width": 2, "dash": dash},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _on(date: object) -> str:
    return "" if pd.isna(date) else f", {pd.Timestamp(date).day} {pd.Timestamp(date):%b}"


def _node_words(node: object) -> str:
    how = {"declared": "said by the page", "inferred": "inferred by us"}.get(node.link, "")
    return ", ".join(part for part in (node.label + _on(node.day), how, node.note) if part)


def _node_hover(node: object, publishers: pd.Series) -> str:
    how = {"declared": "the page says so", "inferred": "we infer it"}.get(node.link, "where it starts")
    return f"<b>{node.label}{_on(node.day)}</b><br>{broken(node.note, WRAP)}<br>{how}".replace(
        "<br><br>", "<br>"
    )


def _chain_title(number: str, links: pd.DataFrame) -> str:
    main = links[links["relation"] == "main"]
    if number == "50,000 troops":
        copies = (main["from_label"] == "New York Times").sum()
        return f"{_count(copies).capitalize()} pages carry one newspaper's 50,000; ABC had sources of its own"
    if number == "North Koreans in combat":
        first = main["to_day"].min()
        return f"One spy service said it on {day(first)}; the headline dropped who said it"
    solid = (links["link"] == "declared").sum()
    return f"“Almost half” has no author: {_count(len(main))} possible sources, {_count(solid)} declared"


def _ends(number: int, word: str) -> str:
    return f"{_count(number)} {word}{'' if number == 1 else 's'}"


def _count(number: int) -> str:
    names = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[number] if number < len(names) else str(number)


# ---------------------------------------------------------------- others


def _event_words(row: object) -> str:
    return row.label if isinstance(row.label, str) else row.what


def _ratings_title(given: pd.DataFrame, asked: int) -> str:
    if given.empty:
        return f"No ratings yet: {asked} questions wait"
    over = (given["percent"] > 50).sum()
    surest = given.loc[(given["percent"] - 50).abs().idxmax()]
    return f"You gave {over} of {len(given)} questions more than 50 %; most sure: {surest['claim_id']}"
