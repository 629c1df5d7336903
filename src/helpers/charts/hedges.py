"""How sure the report sounds, and the limits in its numbers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import wording
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.figure import broken, count_word, day, finish, words
from helpers.charts.ranges import ranges_by_speaker
from helpers.charts.tiles import DARK, WRAP, add_tiles, bare_axes, claim_hover, label_above
from helpers.data import row_ids

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
LADDER_PX = 660


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
        f"{count_word(len(rows)).capitalize()} figures, {day(days.min())} to {day(days.max())}: "
        f"{_ends(bounds.get('up to', 0), 'ceiling')}, {_ends(bounds.get('at least', 0), 'floor')}"
    )
    fig = ranges_by_speaker(
        estimates,
        title=title,
        subtitle=f"Kursk oblast, {rows['unit'].iloc[0]}; dotted: the report's “up to {words(ceiling)}”",
        caption=(
            "All of these count soldiers in Kursk oblast: not in Russia as a whole, not in combat. Kyiv, "
            "Washington (light blue triangles and arrows; Blinken, Miller, Ryder, Singh) and Seoul published "
            "them; we hold no figure of Moscow or Pyongyang for these days."
        ),
    )
    fig.add_vline(x=ceiling, line={"color": theme.INK, "width": 2, "dash": "dot"})
    fig.update_layout(showlegend=False)  # every row names its speaker
    return fig


def _ladder(frame: pd.DataFrame) -> go.Figure:
    blocks = {"bare": 4, "softened": 3, "strengthened": 2}
    starts, right = {}, 0
    for name, width in blocks.items():
        starts[name], right = right, right + width + 0.35
    fig, line = go.Figure(), 1
    for who, name in WHO_WORDS.items():
        some = frame[frame["who"] == who]
        line += 1
        label_above(fig, f"{name}: {len(some)}", line)
        deep = 1
        for certainty, width in blocks.items():
            cell = some[some["certainty"] == certainty].reset_index(drop=True)
            cell["column"] = [starts[certainty] + i % width for i in range(len(cell))]
            cell["row"] = [line + i // width for i in range(len(cell))]
            deep = max(deep, -(-len(cell) // width))
            fill = {"bare": theme.PAPER, "softened": "#E4E4E4", "strengthened": DARK}[certainty]
            hovers = [_code_hover(row) for row in cell.itertuples()]
            add_tiles(fig, cell, row_ids("claims", cell), hovers, fill, theme.INK)
        line += deep
    for certainty in blocks:
        count = (frame["certainty"] == certainty).sum()
        short = {"strengthened": "surer"}.get(certainty, certainty)
        label_above(fig, f"<b>{short}: {count}</b>", 1, starts[certainty] - 0.5)
    counts = frame["certainty"].value_counts()
    title = (
        f"Our coding of {len(frame)} statements: {counts['softened']} softened, {counts['bare']} bare, "
        f"{counts['strengthened']} strengthened"
    )
    table = frame.groupby(["who", "certainty"])["claim_id"].agg([len, ", ".join]).reset_index()
    table.columns = ["Who says so", "How sure", "Statements", "Which"]
    bare_axes(fig, 1, line)
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
        label_above(fig, f"<b>{LIMIT_WORDS[limit]}: {len(cell)}</b>", line)
        cell["column"], cell["row"] = 0, range(line, line + len(cell))
        fill = "#E4E4E4" if limit != "plain" else theme.PAPER
        add_tiles(
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
        f"{counts['range']} a range, {counts['almost']} “almost”, "
        f"{counts['vague']} vague, {counts['plain']} plain"
    )
    bare_axes(fig, 9, line)
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


def _hedge_caption() -> str:
    return (
        "Coded by one of us from the English text, which is a translation; nobody coded it a second time. "
        "Border cases S20 (“appears”) and S46 (“promises”) count as bare."
    )


def _code_hover(row: object) -> str:
    word = f"<br>word: “{row.word}”" if isinstance(row.word, str) else ""
    note = f"<br>{broken(row.note, WRAP)}" if isinstance(row.note, str) else ""
    return f"{claim_hover(row)}{word}{note}"


def _ends(number: int, word: str) -> str:
    return f"{count_word(number)} {word}{'' if number == 1 else 's'}"
