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
from helpers.charts.figure import finish, panel_heading
from helpers.charts.spoken import FAINT
from helpers.data import row_ids

SEED = 4
STEP = 0.05  # width of a bar of the histogram
BARS = np.arange(26, 50) * STEP  # left ends: 1.30 to 2.45


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
    shares = 100 * np.histogram(ratios, np.append(BARS, BARS[-1] + STEP))[0] / draws
    reached = BARS >= 2 - STEP / 2
    fig = go.Figure()
    for name, kept, color, pattern in (
        ("below 2 to 1", ~reached, theme.UNCLEAR, ""),
        ("2 to 1 and more", reached, theme.ACTORS["independent"].color, "/"),
    ):
        fig.add_trace(
            go.Bar(
                x=(BARS[kept] + STEP / 2).round(3),
                y=shares[kept],
                width=STEP,
                name=name,
                marker={"color": color, "pattern": {"shape": pattern, "fillmode": "overlay"}},
                hovertext=[
                    f"{x:.2f} to {x + STEP:.2f}: {y:.1f} % of draws"
                    for x, y in zip(BARS[kept], shares[kept], strict=True)
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
    fig.add_vline(x=3, line={"color": theme.FAINT, "width": 1, "dash": "dot"})
    fig.add_annotation(x=3, y=0.9, yref="paper", xanchor="right", xshift=-4, text="3 to 1", showarrow=False)
    fig.update_xaxes(range=[1.25, 3.15], dtick=0.5, title="ratio drawn")
    fig.update_yaxes(range=[0, 26], ticksuffix=" %", title="share of draws")
    fig.update_layout(bargap=0)
    sign = f" (± {error:.0f})" if error >= 0.5 else ""
    title = f"Our assumption, not evidence: {at_two:.0f} %{sign} of {draws:,} draws reach 2 to 1"
    (first, last), (low, high) = box
    exact = balance.share_reaching_exactly(box, 2)
    return finish(
        fig,
        title=title,
        subtitle=f"{first:,} to {last:,} over {low:,} to {high:,}; shape: {shape}; link: {link}",
        caption=(
            f"{draws:,} random draws, seed {SEED}. ± is two standard errors in points: noise of drawing "
            f"alone. For flat and independent ranges the exact share is {exact:.0f} %. The ranges are the "
            "report's (50,000 with, 40,000 without North Koreans); their shape "
            "and link are ours."
        ),
        alt=(
            f"{title}. Shape: {shape}; link: {link}; {draws:,} draws; ends {ends.low:.2f} and "
            f"{ends.high:.2f}; {at_three:.0f} % of draws reach 3 to 1."
        ),
        table=pd.DataFrame(
            {
                "Ratio from": [f"{x:.2f}" for x in BARS],
                "to": [f"{x + STEP:.2f}" for x in BARS],
                "Share of draws, %": [f"{y:.1f}" for y in shares],
            }
        ),
        height=460,
    )


# Each second record is part of the first: four tables, two collections.
RECORDS = ("1600-1900", "US Civil War", "1904-1991", "Europe 1944")
INSIDE = {"US Civil War": "1600-1900", "Europe 1944": "1904-1991"}
SYMBOLS = {
    "1600-1900": "circle",
    "US Civil War": "square",
    "1904-1991": "pentagon",
    "Europe 1944": "diamond",
}
WAYS = {"attacker won": "attackers won", "attack did not fail": "did not fail"}
AXIS_END = 6.0  # cells beyond it stand in the table only; an open cell is drawn up to here


def force_ratio_record(
    tests: pd.DataFrame, band: tuple[float, float], record: str = "all four", intervals: bool = True
) -> go.Figure:
    """Counted battles by ratio of soldiers: a bar per printed cell, its share and the share's interval.

    Parameters
    ----------
    tests : table force_ratio_tests.
    band : ratios to shade (the report's).
    record : one of RECORDS, or "all four" (one panel each).
    intervals : draw the exact 95 % intervals.
    """
    rows = balance.record(tests)
    rows["row_id"] = row_ids("force_ratio_tests", tests)
    names = list(RECORDS) if record == "all four" else [record]
    fig = make_subplots(rows=len(names), cols=1, shared_xaxes=True, vertical_spacing=0.07)
    for place, name in enumerate(names, 1):
        cells = rows[(rows["record"] == name) & (rows["ratio_low"] < AXIS_END)].reset_index(drop=True)
        comparable(cells.rename(columns={"measure": "definition"}))
        _cells(fig, cells, place, intervals, name)
        panel_heading(fig, f"<b>{name}</b>: {WAYS[cells['measure'].iloc[0]]}{_inside(name)}", place)
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
    fig.update_xaxes(range=[0, AXIS_END + 0.2], dtick=1)
    fig.update_xaxes(title="attackers per defender", row=len(names), col=1)
    fig.update_yaxes(
        range=[-24 if len(names) > 1 else -8, 108], tickvals=[0, 50, 100], ticktext=["0 %", "50 %", "100 %"]
    )
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
        subtitle=(
            f"Share of battles{', with its 95 % interval' if intervals else ''}; "
            f"grey: {band[0]:.2f} to {band[1]:.1f} to 1"
        ),
        caption=(
            "The Dupuy Institute, 2019: ratios of soldiers, in cells as printed; the number is that of "
            "battles. Faint: fewer than 10. Grey: the ratios that the report allows. Two collections, not "
            "four: the Civil War is part of 1600-1900, Europe 1944 of 1904-1991. “Did not fail” is not "
            "“won”. Cells beyond 6 to 1 stand in the table only; 12 and 41 battles of the two collections "
            "were not copied."
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
        height=790,
    )


def _cells(fig: go.Figure, cells: pd.DataFrame, place: int, intervals: bool, name: str) -> None:
    color = theme.ACTORS["independent"].color
    cells = cells.assign(end=cells["ratio_high"].fillna(AXIS_END))
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
                mode="markers",
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
    fig.add_trace(
        go.Scatter(
            x=cells["middle"].tolist(),
            y=cells["low" if intervals else "percent"].tolist(),
            mode="markers+text",
            marker={"size": 12, "opacity": 0},  # keeps the number clear of the mark
            text=[f"{n}" for n in cells["n"]],
            textposition="bottom center",
            textfont={"size": 11},
            hoverinfo="skip",
        ),
        row=place,
        col=1,
    )


def _inside(name: str) -> str:
    return f" (part of {INSIDE[name]})" if name in INSIDE else ""


def _cell(row: object) -> str:
    if row.ratio_low == row.ratio_high:
        return f"{row.ratio_low:.2f}"
    if pd.isna(row.ratio_high):
        return f"{row.ratio_low:.2f} and more"
    return f"{row.ratio_low:.2f} to {row.ratio_high:.2f}"


def _record_title(rows: pd.DataFrame, record: str) -> str:
    cells = rows.set_index(["record", "ratio_low"])
    old, new = cells.loc[("1600-1900", 3.0)], cells.loc[("1904-1991", 3.0)]
    if record in ("1600-1900", "1904-1991"):
        cell = old if record == "1600-1900" else new
        fits = f"any true rate from {cell.low:.0f} to {cell.high:.0f} %"
        return f"Near 3 to 1: {cell.successes} of {cell.n} won; that fits {fits}"
    if record == "Europe 1944":
        (fine, n), (below, cases) = (
            balance.counted(rows, record, since=2.71),
            balance.counted(rows, record, below=2.71),
        )
        return (
            f"{n - fine} of {n} attacks at 2.71 to 1 and more failed; below it {cases - below} of {cases} did"
        )
    if record == "US Civil War":
        (won, n), (below, cases) = (
            balance.counted(rows, record, since=3),
            balance.counted(rows, record, below=3),
        )
        return f"US Civil War: {won} of {n} won at 3 to 1 and more, {below} of {cases} below"
    return (
        f"Near 3 to 1 attackers won {old.successes} of {old.n} battles in one collection, "
        f"{new.successes} of {new.n} in another"
    )


LAWS_SAID = {"square": "everybody can aim at everybody", "linear": "one against one"}


def lanchester(forces: tuple[int, int], law: str = "square", skill: float = 1) -> go.Figure:
    """Both forces over toy time under one of Lanchester's laws.

    Parameters
    ----------
    forces : (attackers, defenders); law : "square" or "linear"; skill : how much better a defender is.

    Raises
    ------
    ValueError : as analysis.lanchester.course.
    """
    attackers, defenders = forces
    run = toy.course(attackers, defenders, law, skill)
    needed = {name: toy.skill_for_draw(attackers, defenders, name) for name in toy.LAWS}
    clock = 100 * run["time"] / run["time"].iloc[-1]
    fig = go.Figure()
    for name, count, color, dash in (
        ("attackers", attackers, theme.ACTORS["independent"].color, "solid"),
        ("defenders", defenders, theme.ACTORS["multinational"].color, "dot"),
    ):
        fig.add_trace(
            go.Scatter(
                x=clock.round(1).tolist(),
                y=run[name].round(1).tolist(),
                mode="lines",
                name=f"{name}, {count:,} at the start",
                line={"color": color, "width": 3, "dash": dash},
                hovertext=[f"{name}: {value:.0f} % left" for value in run[name]],
                hoverinfo="text",
            )
        )
    fig.update_xaxes(
        range=[0, 100], showticklabels=False, ticks="", title="toy time, from start to end (no days)"
    )
    fig.update_yaxes(range=[0, 104], ticksuffix=" %", title="left of the start")
    fig.update_layout(legend={"orientation": "v"})
    left = run[["attackers", "defenders"]].iloc[-1]
    title = (
        f"Toy, {law} law, {attackers / defenders:.2f} to 1: a draw needs skill {needed[law]:.2f}; "
        f"at skill {skill:g} {left.idxmax()} keep {left.max():.0f} %"
    )
    drift = run["invariant"].max() - run["invariant"].min()
    return finish(
        fig,
        title=title,
        subtitle=f"{law.capitalize()} law: {LAWS_SAID[law]}. Skill: what one defender counts for",
        caption=(
            "Lanchester's equations of 1916, solved with scipy. Assumed: all fight from the start; nobody "
            "retreats, gets help, gives up or runs out of shells; the ground is flat and empty. The run "
            "stops when one side has 2 % left. Check: the quantity that the law keeps constant moved by less "
            f"than {_above(drift)}."
        ),
        alt=(
            f"{title}. {attackers:,} against {defenders:,}, defender's skill {skill:g}; a draw needs "
            f"{needed['square']:.2f} under the square law and {needed['linear']:.2f} under the linear law."
        ),
        table=pd.DataFrame(
            {
                "Toy time, % of the run": [f"{value:.0f}" for value in clock[::10]],
                "Attackers left, %": [f"{value:.0f}" for value in run["attackers"][::10]],
                "Defenders left, %": [f"{value:.0f}" for value in run["defenders"][::10]],
            }
        ),
        height=470,
    )


def _above(drift: float) -> str:
    """The next power of ten above a small number, so that a caption is the same on every computer."""
    power = max(-6, int(np.ceil(np.log10(max(drift, 1e-12)))))
    return f"{10.0**power:.6f}".rstrip("0")
