"""meanings_table: five meanings of "moved troops", what a map gives for each, and who speaks of it."""

from __future__ import annotations

import html
from collections.abc import Iterable

import pandas as pd

from helpers.analysis import redeployment
from helpers.charts import theme
from helpers.charts.counters import OWL, OWL_PAGE
from helpers.charts.keys import svg_address
from helpers.lesson.markup import WIDTH, html_cell, html_table, scrolling
from helpers.lesson.stored import row_mark
from helpers.words import Row, day, months

HEADS = ("Meaning of “moved”", "Counters", "Verdict from so many on", "Who says so in this sense")
THRESHOLDS = (1, 5, 10, 20)  # from how many counters on a reader may call it a redeployment
COUNTER_PX, HIGH = 3, 14  # pixels of a counter in a bar, of the bar's height
CHIPS = {  # how a verdict looks beside its word: an open one is dotted, as what is unknown is everywhere
    "false": "border:2px solid;font-weight:700",
    "true": "border:1px solid gray",
    "open": "border:2px dotted gray",
}
SAID = f"font-size:14px;line-height:21px;margin:6px 0 30px;{WIDTH}"
COUNTS, LINE = "font-weight:400;font-size:14px", "white-space:nowrap"
CHIP = "display:inline-block;border-radius:10px;padding:0 8px;margin:1px 0"
SAYS = ("moved", "not moved")
NOBODY = "nobody in our rows"
CAUTION = "None of the five says what Moscow would have done without Kursk."


def meanings_table(meanings: pd.DataFrame, heard: pd.DataFrame) -> None:
    """Show each meaning with its counters, the verdict from several thresholds on, and the statements.

    Parameters
    ----------
    meanings : from analysis.redeployment.meanings.
    heard : from analysis.redeployment.heard.

    >>> mapped = analysis.redeployment.meanings(load("unit_places"), load("units_mapped"))
    >>> heard = analysis.redeployment.heard(load("moved_senses"), load("arguments"))
    >>> meanings_table(mapped, heard)
    from Donetsk or Luhansk oblast: 12 of 46, at most 22; from 1: false; from 5: false;...
    """
    from IPython.display import display

    rows = list(meanings.itertuples())
    table = html_table(HEADS, (_row(row, heard[heard["meaning"] == row.meaning]) for row in rows))
    said = (
        f"{OWL}, {day(redeployment.START)} to {day(redeployment.END)}. Full: counters known; dotted: "
        "untraced ones that could be added. The second is another kind of number: what the box lost net. A "
        "stay is placed where it began. A statement stands under the sense to which it is nearest."
    )
    note = f'<p style="{SAID}">{html.escape(said)} <b>Careful:</b> {CAUTION}</p>'
    plain = "\n".join(f"{row.meaning}: {found(row)}; {'; '.join(_verdicts(row))}" for row in rows)
    block = scrolling("Five meanings of “moved”", f'<div class="kx-rows">{table}</div>')
    display({"text/plain": plain, "text/html": block + note}, raw=True)


def found(row: Row) -> str:
    """How many counters one meaning finds."""
    return f"{row.low} of {row.of}{f', at most {row.high}' if row.high > row.low else ''}"


def _row(row: Row, heard: pd.DataFrame) -> str:
    counted = f'<span style="{COUNTS}">{html.escape(row.counts)}</span>'
    meaning = f"<b>{html.escape(row.meaning)}</b><br>{counted}"
    counters = f"{_bar(row)}<br>{found(row)}{' (net)' if row.net else ''}"
    chips = "<br>".join(
        f'<span style="{LINE}">from {number}: <span style="{CHIP};{CHIPS[verdict]}">{verdict}</span></span>'
        for number, verdict in zip(THRESHOLDS, _given(row), strict=True)
    )
    speakers = "<br>".join(f"<b>{says}:</b> {_speakers(heard[heard['says'] == says])}" for says in SAYS)
    cells = (meaning, counters, f'<span style="{LINE}">“moved no troops” is</span><br>{chips}', speakers)
    return f"<tr {row_mark(OWL_PAGE)}>{''.join(map(html_cell, cells))}</tr>"


def _given(row: Row) -> Iterable[str]:
    return (redeployment.verdict(row.low, row.high, number) for number in THRESHOLDS)


def _verdicts(row: Row) -> Iterable[str]:
    return (f"from {number}: {verdict}" for number, verdict in zip(THRESHOLDS, _given(row), strict=True))


def _speakers(heard: pd.DataFrame) -> str:
    """Who says so and when; each leads to the row of the statement."""
    told = (
        f"<span {row_mark(f'arguments:{row.argument_id}')}>{html.escape(row.short_name)}, "
        f"{months(row.published_first, row.published_last)}</span>"
        for row in heard.itertuples()
    )
    return "; ".join(told) or NOBODY


def _bar(row: Row) -> str:
    """Counters known, and behind them the untraced ones, as a picture that JupyterLab keeps."""
    known, most = (COUNTER_PX * value for value in (row.low, row.high))
    color = theme.actor("russia").color
    inside = f'<rect width="{known}" height="{HIGH}" fill="{color}"/>'
    if most > known:
        dots = f'fill="none" stroke="{theme.FAINT}" stroke-width="2" stroke-dasharray="2 3"'
        inside += f'<rect x="{known + 1}" y="1" width="{most - known - 2}" height="{HIGH - 2}" {dots}/>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{most}" height="{HIGH}">{inside}</svg>'
    return f'<img src="{html.escape(svg_address(picture))}" alt="" width="{most}" height="{HIGH}">'
