"""What models and counted battles add to a ratio: a simulation, a record of battles, a toy of attrition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import balance
from helpers.analysis import lanchester as toy
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import broken, finish, words
from helpers.charts.spoken import FAINT
from helpers.data import row_ids

SEED = 4
BINS = np.arange(1.3, 2.5001, 0.05)
LINKS = {"independent": "independent", "move together": "moving together", "move apart": "moving apart"}


def ratio_simulation(
    box: tuple[tuple[float, float], tuple[float, float]],
    shape: str = "flat",
    link: str = "independent",
    draws: int = 10_000,
) -> go.Figure:
    """A histogram of ratios drawn from two assumed ranges; arguments as in analysis.balance.simulate."""
    ratios = balance.simulate(box, shape, link, draws, SEED)
    (at_two, error), (at_three, _) = (balance.share_reaching(ratios, value) for value in (2, 3))
    ends = balance.ratio(*box)
    shares = 100 * np.histogram(ratios, np.append(BINS, 2.55))[0] / draws
    middle = BINS + 0.025
    reached = middle >= 2
    fig = go.Figure()
    for name, kept, color, pattern in (
        ("below 2 to 1", ~reached, "#B9B9B9", ""),
        ("2 to 1 and more", reached, theme.ACTORS["independent"].color, "/"),
    ):
        fig.add_trace(
            go.Bar(
                x=middle[kept],
                y=shares[kept],
                width=0.05,
                name=name,
                marker={"color": color, "pattern": {"shape": pattern, "fgcolor": theme.PAPER}},
                customdata=[""] * int(kept.sum()),
                hovertext=[
                    f"{x - 0.025:.2f} to {x + 0.025:.2f}: {y:.1f} % of draws"
                    for x, y in zip(middle[kept], shares[kept], strict=True)
                ],
                hoverinfo="text",
            )
        )
    for value, anchor in ((ends.low, "left"), (ends.high, "right")):
        fig.add_vline(x=value, line={"color": theme.INK, "width": 1.5, "dash": "dot"})
        fig.add_annotation(
            x=value,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor=anchor,
            text=f"end: {value:.2f}",
            showarrow=False,
        )
    fig.update_xaxes(range=[1.25, 3.15], dtick=0.5, title="ratio drawn")
    fig.update_yaxes(range=[0, 26], ticksuffix=" %", title="share of draws")
    fig.update_layout(bargap=0)
    sign = f" (± {error:.0f})" if error >= 0.5 else ""
    title = f"Our assumption, not evidence: {at_two:.0f} %{sign} of {draws:,} draws reach 2 to 1"
    (first, last), (low, high) = box
    said = f"{words(float(first))} to {words(float(last))} over {words(float(low))} to {words(float(high))}"
    return finish(
        fig,
        title=title,
        subtitle=f"{said}; {shape}, {LINKS[link]}",
        caption=(
            f"{draws:,} random draws, seed {SEED}. ± is two standard errors in points: noise of drawing alone. "
            f"For flat and independent ranges the exact share is {balance.share_reaching_exactly(box, 2):.0f} %. "
            "The ranges are the report's (50,000 with, 40,000 without North Koreans); their shape and link are ours."
        ),
        alt=(
            f"{title}. Shape {shape}, ranges {LINKS[link]}; ends {ends.low:.2f} and {ends.high:.2f}; "
            f"{at_two:.0f} % of draws reach 2 to 1, {at_three:.0f} % reach 3 to 1."
        ),
        table=pd.DataFrame(
            {"Ratio from": [f"{x:.2f}" for x in BINS], "Share of draws, %": [f"{y:.1f}" for y in shares]}
        ),
        height=460,
    )


RECORDS = ("1600-1900", "Europe 1944", "US Civil War")
SYMBOLS = {"1600-1900": "circle", "Europe 1944": "diamond", "US Civil War": "square"}
WAYS = {"attacker won": "attackers won", "attack did not fail": "attacks that did not fail"}
OPEN_END = 4.0  # where a cell without an upper end stops on the chart


def force_ratio_record(
    tests: pd.DataFrame, band: tuple[float, float], record: str = "all three", intervals: bool = True
) -> go.Figure:
    """Counted battles by ratio of soldiers: a bar per printed cell, its share, and the interval of that share.

    Parameters
    ----------
    tests : table force_ratio_tests.
    band : ratios to shade (the report's).
    record : one of RECORDS, or "all three" (one panel each).
    intervals : draw the exact 95 % intervals.
    """
    rows = balance.record(tests)
    rows["row_id"] = row_ids("force_ratio_tests", tests)
    names = list(RECORDS) if record == "all three" else [record]
    fig = make_subplots(rows=len(names), cols=1, shared_xaxes=True, vertical_spacing=0.09)
    for place, name in enumerate(names, 1):
        cells = rows[rows["record"] == name].reset_index(drop=True)
        comparable(cells.rename(columns={"measure": "definition"}))
        _cells(fig, cells, place, intervals, name)
        at = "" if place == 1 else place
        fig.add_annotation(
            x=0, xref=f"x{at} domain", y=1, yref=f"y{at} domain", yanchor="bottom", xanchor="left", showarrow=False,
            text=f"<b>{name}</b>: {WAYS[cells['measure'].iloc[0]]}",
        )  # fmt: skip
        fig.add_vrect(
            x0=band[0],
            x1=band[1],
            fillcolor=theme.UNCLEAR,
            opacity=0.45,
            line_width=0,
            layer="below",
            row=place,
            col=1,
        )
    fig.update_xaxes(range=[0, OPEN_END + 0.25], dtick=1)
    fig.update_xaxes(title="attackers per defender", row=len(names), col=1)
    fig.update_yaxes(range=[-4, 112], tickvals=[0, 50, 100], ticktext=["0 %", "50 %", "100 %"])
    fig.update_layout(showlegend=False)
    shown = rows[rows["record"].isin(names)]
    title = _record_title(rows, record)
    said = "; ".join(
        f"{r.record}, {_cell(r)}: {r.successes} of {r.n}, {r.percent:.0f} % ({r.low:.0f} to {r.high:.0f})"
        for r in shown.itertuples()
    )
    return finish(
        fig,
        title=title,
        subtitle=f"Share of battles{', with its 95 % interval' if intervals else ''}; grey: {band[0]:.2f} to {band[1]:.1f} to 1",
        caption=(
            "The Dupuy Institute, 2019: ratios of soldiers, in cells as printed; the number is that of battles. Faint: fewer "
            "than 10. Copied: 231 of 243 battles (1600-1900), all 116 (Europe 1944; Allied attackers with air superiority), "
            "43 of 49 (US Civil War). “Did not fail” is not “won”."
        ),
        alt=f"{title}. {said}.",
        table=pd.DataFrame(
            {
                "Record": shown["record"],
                "Attackers per defender": [_cell(r) for r in shown.itertuples()],
                "Battles": shown["n"],
                "Successes": shown["successes"],
                "Share": [f"{value:.0f} %" for value in shown["percent"]],
                "95 % interval": [f"{r.low:.0f} to {r.high:.0f} %" for r in shown.itertuples()],
                "What is a success": shown["measure"],
            }
        ),
        height=680,
    )


def _cells(fig: go.Figure, cells: pd.DataFrame, place: int, intervals: bool, name: str) -> None:
    color = theme.ACTORS["independent"].color
    cells = cells.assign(end=cells["ratio_high"].fillna(OPEN_END))
    cells["middle"] = (cells["ratio_low"] + cells["end"]) / 2
    for small, group in cells.groupby("small"):
        strength = FAINT if small else 1.0
        for row in group.itertuples():
            fig.add_trace(
                go.Scatter(
                    x=[row.ratio_low, row.end],
                    y=[row.percent] * 2,
                    mode="lines",
                    line={"color": color, "width": 4, "dash": "solid" if pd.notna(row.ratio_high) else "dot"},
                    opacity=strength,
                    hoverinfo="skip",
                ),
                row=place,
                col=1,
            )
        fig.add_trace(
            go.Scatter(
                x=group["middle"].tolist(),
                y=group["percent"].tolist(),
                mode="markers+text",
                text=[f"{n}" for n in group["n"]],
                textposition=["bottom right" if share > 88 else "top right" for share in group["percent"]],
                textfont={"size": 12},
                marker={"color": color, "symbol": SYMBOLS[name], "size": 10, "opacity": strength},
                error_y={
                    "type": "data",
                    "symmetric": False,
                    "array": (group["high"] - group["percent"]).tolist(),
                    "arrayminus": (group["percent"] - group["low"]).tolist(),
                    "color": color,
                    "thickness": 1.2 if not small else 0.8,
                    "width": 4,
                    "visible": intervals,
                },
                customdata=group["row_id"].tolist(),
                hovertext=[
                    f"<b>{name}</b>, {_cell(r)} per defender<br>{r.successes} of {r.n}: {r.percent:.0f} %"
                    f"<br>95 % interval {r.low:.0f} to {r.high:.0f} %<br>The Dupuy Institute"
                    for r in group.itertuples()
                ],
                hoverinfo="text",
            ),
            row=place,
            col=1,
        )


def _cell(row: object) -> str:
    if pd.isna(row.ratio_high):
        return f"{row.ratio_low:.2f} and more"
    return f"{row.ratio_low:.2f} to {row.ratio_high:.2f}"


def _record_title(rows: pd.DataFrame, record: str) -> str:
    if record == "1600-1900":
        last = rows[rows["record"] == record].iloc[-1]
        return f"From 3 to 1: {last.successes} of {last.n} won, which fits any true rate from {last.low:.0f} to {last.high:.0f} %"
    if record == "Europe 1944":
        fine, n = balance.counted(rows, record, since=2.71)
        below, cases = balance.counted(rows, record, below=2.71)
        return (
            f"{n - fine} of {n} attacks at 2.71 to 1 and more failed; below it {cases - below} of {cases} did"
        )
    if record == "US Civil War":
        won, n = balance.counted(rows, record)
        return f"US Civil War: attackers won {won} of {n} battles, none of them at 3 to 1 or more"
    near = balance.cells_touching(rows.drop(columns=["percent", "low", "high", "small"]), (2.1, 2.3))
    share = near.set_index("record")["percent"]
    return (
        f"Near 2 to 1: {share['1600-1900']:.0f} and {share['US Civil War']:.0f} % won in two records; "
        f"{share['Europe 1944']:.0f} % did not fail in a third"
    )


def lanchester(start: tuple[int, int], law: str = "square", skill: float = 1) -> go.Figure:
    """Both forces over toy time under one of Lanchester's laws.

    Parameters
    ----------
    start : (attackers, defenders); law : "square" or "linear"; skill : how much better a defender is.
    """
    attackers, defenders = start
    run = toy.course(attackers, defenders, law, skill)
    needed = toy.skill_for_draw(attackers, defenders, law)
    clock = 100 * run["time"] / run["time"].iloc[-1]
    fig = go.Figure()
    for side, column, name in (("russia", "attackers", "attackers"), ("ukraine", "defenders", "defenders")):
        style = theme.ACTORS["independent"] if side == "russia" else theme.ACTORS["multinational"]
        fig.add_trace(
            go.Scatter(
                x=clock.round(1).tolist(),
                y=run[column].round(2).tolist(),
                mode="lines",
                name=f"{name}, {words(attackers if side == 'russia' else defenders)} at the start",
                line={"color": style.color, "width": 3, "dash": "solid" if side == "russia" else "dot"},
                customdata=[""] * len(run),
                hovertext=[f"{name}: {value:.0f} % left" for value in run[column]],
                hoverinfo="text",
            )
        )
    left = run.iloc[-1]
    survivor = (
        "nobody"
        if max(left["attackers"], left["defenders"]) < 12 and abs(skill / needed - 1) < 0.03
        else ("the attackers" if left["attackers"] > left["defenders"] else "the defenders")
    )
    share = max(left["attackers"], left["defenders"])
    fig.update_xaxes(
        range=[0, 100], showticklabels=False, ticks="", title="toy time, from start to end (no days)"
    )
    fig.update_yaxes(range=[0, 104], ticksuffix=" %", title="left of the start")
    fig.update_layout(legend={"orientation": "v"})
    ratio = attackers / defenders
    other = "linear" if law == "square" else "square"
    title = (
        f"Toy: at {ratio:.2f} to 1 a draw takes {needed:.2f} times the skill ({law} law), "
        f"{toy.skill_for_draw(attackers, defenders, other):.2f} ({other})"
    )
    law_said = {
        "square": "square law: everybody can aim at everybody",
        "linear": "linear law: one against one",
    }[law]
    end = (
        "both end together"
        if survivor == "nobody"
        else f"{survivor} are left with {share:.0f} % of their start"
    )
    return finish(
        fig,
        title=title,
        subtitle=broken(f"{law_said}; defender's skill {skill:g}; {end}", 400),
        caption=(
            "Lanchester's equations of 1916, solved with scipy. Assumed: everybody fights from the start, nobody retreats, "
            "comes to help, gives up or runs out of shells; the ground is flat and empty. The run stops when one side has 2 % "
            f"left. Check: the quantity that the law keeps constant moved by {run['invariant'].max() - run['invariant'].min():.0e}."
        ),
        alt=f"{title}. {law_said}, {words(attackers)} against {words(defenders)}, skill {skill:g}: {end}.",
        table=pd.DataFrame(
            {
                "Toy time, % of the run": [f"{value:.0f}" for value in clock[::10]],
                "Attackers left, %": [f"{value:.0f}" for value in run["attackers"][::10]],
                "Defenders left, %": [f"{value:.0f}" for value in run["defenders"][::10]],
            }
        ),
        height=470,
    )
