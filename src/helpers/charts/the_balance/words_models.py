"""What the charts of models and of counted battles say."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis import balance
from helpers.charts.layers import Row
from helpers.charts.the_balance.words import hundredths, tenths
from helpers.words import number

LAWS = {"square": "everybody can aim at everybody", "linear": "one against one"}
INSIDE = {"US Civil War": "1600-1900", "Europe 1944": "1904-1991"}
WAYS = {"attacker won": "attackers won", "attack did not fail": "did not fail"}
DRAWS = {
    "Ratio from": lambda row: hundredths(row.low),
    "to": lambda row: hundredths(row.high),
    "Share of draws, %": lambda row: tenths(row.share),
}
TOY = {
    "Toy time, % of the run": lambda row: number(row.clock),
    "Attackers left, %": lambda row: number(row.attackers),
    "Defenders left, %": lambda row: number(row.defenders),
}
RECORD_CAPTION = (
    "The Dupuy Institute, 2019: ratios of soldiers, in cells as printed; the number is that of "
    "battles. Faint: fewer than 10. Grey: the ratios that the report allows. Two collections, not "
    "four: the Civil War is part of 1600-1900, Europe 1944 of 1904-1991. “Did not fail” is not "
    "“won”. Cells beyond 6 to 1 stand in the table only; 12 and 41 battles of the two collections "
    "were not copied."
)


def draws_title(share: float, error: float, draws: int) -> str:
    """How many of the draws reach 2 to 1."""
    sign = f" (± {number(error)})" if error >= 0.5 else ""
    return f"Our assumption, not evidence: {number(share)} %{sign} of {number(draws)} draws reach 2 to 1"


def draws_subtitle(box: tuple[tuple[float, float], tuple[float, float]], shape: str, link: str) -> str:
    """The two ranges and what is assumed about them."""
    above, below = (f"{number(low)} to {number(high)}" for low, high in box)
    return f"{above} over {below}; shape: {shape}; link: {link}"


def draws_caption(draws: int, seed: int, exact: float) -> str:
    """How it was drawn, and what is whose assumption."""
    return (
        f"{number(draws)} random draws, seed {seed}. ± is two standard errors in points: noise of drawing "
        f"alone. For flat and independent ranges the exact share is {number(exact)} %. The ranges are the "
        "report's (50,000 with, 40,000 without North Koreans); their shape and link are ours."
    )


def draws_told(shape: str, link: str, draws: int, ends: balance.Span) -> str:
    """Assumptions and ends for a reader who does not see the bars."""
    return (
        f"Shape: {shape}; link: {link}; {number(draws)} draws; "
        f"ends {hundredths(ends.low)} and {hundredths(ends.high)}"
    )


def bar(row: Row) -> str:
    """One bar of the histogram."""
    return f"{hundredths(row.low)} to {hundredths(row.high)}: {tenths(row.share)} % of draws"


def end(value: float) -> str:
    """An end of the ratios that the two ranges allow."""
    return f"end: {hundredths(value)}"


def record_heading(name: str, measure: str) -> str:
    """A record, what it counts as success, and the record that it is part of."""
    inside = f" (part of {INSIDE[name]})" if name in INSIDE else ""
    return f"<b>{name}</b>: {WAYS[measure]}{inside}"


def record_subtitle(band: tuple[float, float], intervals: bool) -> str:
    """What is shown, and which ratios are grey."""
    with_interval = ", with its 95 % interval" if intervals else ""
    return f"Share of battles{with_interval}; grey: {hundredths(band[0])} to {tenths(band[1])} to 1"


def record_title(rows: pd.DataFrame, record: str) -> str:
    """What the cells near 3 to 1 hold, in one record or in both collections."""
    cells = rows.set_index(["record", "ratio_low"])
    old, new = cells.loc[("1600-1900", 3.0)], cells.loc[("1904-1991", 3.0)]
    if record in ("1600-1900", "1904-1991"):
        cell = cells.loc[(record, 3.0)]
        fits = f"any true rate from {number(cell.low)} to {number(cell.high)} %"
        return f"Near 3 to 1: {cell.successes} of {cell.n} won; that fits {fits}"
    if record == "Europe 1944":
        (fine, n), (below, cases) = _parted(rows, record, 2.71)
        return (
            f"{n - fine} of {n} attacks at 2.71 to 1 and more failed; below it {cases - below} of {cases} did"
        )
    if record == "US Civil War":
        (won, n), (below, cases) = _parted(rows, record, 3)
        return f"US Civil War: {won} of {n} won at 3 to 1 and more, {below} of {cases} below"
    return (
        f"Near 3 to 1 attackers won {old.successes} of {old.n} battles in one collection, "
        f"{new.successes} of {new.n} in another"
    )


def _parted(rows: pd.DataFrame, record: str, at: float) -> tuple[tuple[int, int], tuple[int, int]]:
    return balance.counted(rows, record, since=at), balance.counted(rows, record, below=at)


def _cell(row: Row) -> str:
    if row.ratio_low == row.ratio_high:
        return hundredths(row.ratio_low)
    if pd.isna(row.ratio_high):
        return f"{hundredths(row.ratio_low)} and more"
    return f"{hundredths(row.ratio_low)} to {hundredths(row.ratio_high)}"


def _interval(row: Row) -> str:
    return f"{number(row.low)} to {number(row.high)}"


def cell_told(row: Row) -> str:
    """One cell for a reader who does not see the mark."""
    share = f"{row.successes} of {row.n}, {number(row.percent)} % ({_interval(row)})"
    return f"{row.record}, {_cell(row)}: {share}"


def cell_hover(row: Row) -> str:
    """One cell with its battles and its interval."""
    return (
        f"<b>{row.record}</b>, {_cell(row)} per defender<br>{row.successes} of {row.n}: "
        f"{number(row.percent)} %<br>95 % interval {_interval(row)} %<br>The Dupuy Institute"
    )


RECORD = {
    "Record": "record",
    "Attackers per defender": _cell,
    "Battles": "n",
    "Successes": "successes",
    "Share": lambda row: f"{number(row.percent)} %",
    "95 % interval": lambda row: f"{_interval(row)} %",
    "What is a success": "measure",
}


def toy_title(forces: tuple[int, int], law: str, skill: float, needed: float, left: pd.Series) -> str:
    """The skill that makes a draw, and who is left at the skill chosen."""
    return (
        f"Toy, {law} law, {hundredths(forces[0] / forces[1])} to 1: a draw needs skill {hundredths(needed)}; "
        f"at skill {skill:g} {left.idxmax()} keep {number(left.max())} %"
    )


def toy_caption(drift: float) -> str:
    """What the toy assumes; `drift` is how far its invariant moved."""
    power = max(-6, int(np.ceil(np.log10(max(drift, 1e-12)))))  # the next power of ten: alike everywhere
    above = f"{10.0**power:.6f}".rstrip("0")
    return (
        "Lanchester's equations of 1916, solved with scipy. Assumed: all fight from the start; nobody "
        "retreats, gets help, gives up or runs out of shells; the ground is flat and empty. The run "
        "stops when one side has 2 % left. Check: the quantity that the law keeps constant moved by less "
        f"than {above}."
    )


def toy_told(forces: tuple[int, int], skill: float) -> str:
    """Both forces and the skill."""
    return f"{number(forces[0])} against {number(forces[1])}, defender's skill {skill:g}"


def draw_needs(needed: dict[str, float]) -> str:
    """The skill for a draw under either law."""
    square, linear = hundredths(needed["square"]), hundredths(needed["linear"])
    return f"a draw needs {square} under the square law and {linear} under the linear law"


def force_name(name: str, count: int) -> str:
    """A force in the key."""
    return f"{name}, {number(count)} at the start"
