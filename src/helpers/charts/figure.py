"""What every figure carries besides its marks: title, caption, alt sentence, data table, row ids."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers.charts import theme

LINE_PX = 21  # one line of the title
SUBTITLE_LINE = 52  # letters that fit beside each other on a phone


def finish(
    fig: go.Figure,
    *,
    title: str,
    caption: str,
    alt: str,
    table: pd.DataFrame,
    subtitle: str = "",
    mixed: Iterable[str] = (),
    height: int = theme.HEIGHT,
) -> go.Figure:
    """Give a figure the theme and the words that the course stores with it, and return it.

    Parameters
    ----------
    title : one sentence with the finding and its day, at most 90 characters (broken at 46 here).
    caption : source, day, and what to be careful about.
    alt : what a reader who does not see the chart needs: the title's finding plus the figures behind it.
    table : the data shown, in words and numbers ready to print.
    subtitle : what is shown and in which unit.
    mixed : names of the scopes that the marks mix (from `comparable`); printed on the chart.
    height : pixels.

    Raises
    ------
    ValueError : a title over 90 characters, or an empty title, caption or alt sentence.
    """
    for name, text in {"title": title, "caption": caption, "alt": alt}.items():
        if not text.strip():
            raise ValueError(f"A figure needs its {name}: a reader who does not see the chart depends on it.")
    if len(title) > theme.TITLE_MOST:
        raise ValueError(
            f"The title has {len(title)} characters, at most {theme.TITLE_MOST} fit on a phone: {title!r}"
        )
    mixed = list(mixed)
    if mixed:
        subtitle = f"{subtitle} · mixed: {', '.join(mixed)}".strip(" ·")
    lines = textwrap.wrap(title, theme.TITLE_LINE)
    below = textwrap.wrap(subtitle, SUBTITLE_LINE)
    top = 36 + LINE_PX * len(lines) + 18 * len(below)
    margin = {"l": 10, "r": 14, "b": 10, **_set_values(fig.layout.margin), "t": top}
    fig.update_layout(
        template=theme.template(),
        height=height,
        margin=margin,
        title={
            "text": "<br>".join(lines),
            "subtitle": {"text": "<br>".join(below)},
        },
        uirevision="kept",  # a zoom survives when a control moves
        meta={"title": title, "subtitle": subtitle, "caption": caption, "alt": alt, "table": printed(table)},
    )
    return fig


def panel_heading(fig: go.Figure, text: str, panel: int) -> None:
    """Write a heading above one panel of a figure of panels in one column (the first is 1)."""
    axis = "" if panel == 1 else panel
    fig.add_annotation(
        x=0,
        xref=f"x{axis} domain",
        xanchor="left",
        y=1,
        yref=f"y{axis} domain",
        yanchor="bottom",
        text=text,
        showarrow=False,
    )


def printed(table: pd.DataFrame) -> dict:
    """A data table as plain text cells: days as 6 Aug 2024, thousands with a comma, gaps as "–"."""
    return {"columns": [str(name) for name in table.columns], "rows": table.map(words).values.tolist()}


def words(value: object) -> str:
    """One value as the course prints it: 6 Aug 2024; 1,107; 41.5; "–" when it is missing."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return "–"
    if isinstance(value, (pd.Timestamp, np.datetime64)):
        return day(value)
    if isinstance(value, (float, np.floating)):
        return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 100 else f"{value:,.4g}"
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def day(date: object) -> str:
    """A day as 6 Aug 2024 (the same on every system, unlike strftime's %-d)."""
    stamp = pd.Timestamp(date)
    return f"{stamp.day} {stamp:%b %Y}"


def count_word(number: int) -> str:
    """A count as a word up to ten ("none" for 0), in digits above."""
    names = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[number] if number < len(names) else str(number)


def broken(text: str, width: int) -> str:
    """Break a text for a label inside a chart; Plotly does not wrap."""
    return "<br>".join(textwrap.wrap(text, width)) if text else ""


def marks(fig: go.Figure) -> list[str]:
    """Row ids of all marks of a figure, in drawing order ("table:key"; marks without a row are skipped)."""
    found = []
    for trace in fig.data:
        if trace.customdata is not None:
            found += [str(mark) for mark in np.ravel(trace.customdata) if isinstance(mark, str) and mark]
    return found


def _set_values(margin: go.layout.Margin) -> dict:
    return {key: value for key, value in margin.to_plotly_json().items() if value is not None}
