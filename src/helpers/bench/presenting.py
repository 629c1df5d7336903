"""present: a chart of the reader's own, finished as the course finishes its own, and kept."""

from __future__ import annotations

import html
import math
import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from helpers.bench.guard import NotReady, mixed_scopes, name_axes
from helpers.bench.keeping import FILE, keep_chart, kept_charts
from helpers.bench.layout import set_out
from helpers.bench.marks import as_scatter, described, drawn, dress, name_rows, unread
from helpers.charts import finish, theme
from helpers.data import load, page_as_html, sources
from helpers.lesson import show
from helpers.lesson.telling import tell
from helpers.words import counted, days

DAYS = ("as_of_last", "date", "date_first")
MOST_ROWS, MOST_PUBLISHERS = 60, 3
ALL_OF_THEM = "To see all that you kept: from helpers.bench import my_charts, then my_charts()."
NAME = re.compile(r"[A-Za-z0-9][\w -]{0,39}")


def finished(
    fig: go.Figure,
    *,
    title: str,
    source: pd.DataFrame | str,
    alt: str = "",
    caution: str = "",
    panels: str = "",
    mixed: bool = False,
    height: int = theme.HEIGHT,
) -> go.Figure:
    """A copy of a figure of plotly.express with what every chart of the course has; `Explore` takes it, too.

    Parameters
    ----------
    title : the finding in one sentence, at most 90 characters.
    source : the rows that the chart rests on, from before groupby; words where a table names no page.
    alt : what a reader who does not see the chart needs; without it one is made from the marks.
    caution : what the chart must not be used to conclude; stands in the caption.
    panels : column by which the figure has panels; then each alone must count one kind of thing.
    mixed : True when the chart may mix scopes; it then says so on its face.
    height : pixels of the picture.

    Raises
    ------
    NotReady : no rows or marks, marks that cannot be read, rows for exercises only, no page, an axis without
        a name.
    NotComparable : rows (of one panel) that count different things.
    ValueError : a title that is empty or longer than 90 characters.

    >>> import plotly.express as px
    >>> bars = px.bar(x=[3, 4], y=["a", "b"], labels={"x": "rows", "y": "kind"})
    >>> finished(bars, title="b has more rows than a", source="our own table").layout.meta["caption"]
    'Source: our own table.'
    """
    fig = _readable(fig)
    scopes = mixed_scopes(source, panels, mixed=mixed)
    name_axes(fig)
    name_rows(fig)
    table = drawn(fig)
    step = math.ceil(len(table) / MOST_ROWS)
    thinned = f"The table shows every {step}th mark." if step > 1 else ""
    said = alt or f"{title.replace('**', '')}. {described(fig)}"
    labels = load("quantities").set_index("quantity")["label"].to_dict()
    dress(fig, labels)
    set_out(fig, height)
    fig.layout.margin = None  # px keeps room for a title, which stands outside the picture here
    caption = " ".join(filter(None, [f"{source_line(source)}.", caution, thinned]))
    return finish(
        fig, title=title, caption=caption, alt=said, table=table[::step], mixed=scopes, height=height
    )


def present(fig: go.Figure, *, source: pd.DataFrame | str, keep: str = "", **words: Any) -> None:
    """Finish a chart, show it with the pages behind it, and keep it for the briefing when `keep` names it.

    What is not ready is told in words and not shown; a run of the whole lesson goes on.

    Parameters
    ----------
    fig : a figure of plotly.express.
    source, words : as in `finished` (title, alt, caution, panels, mixed, height).
    keep : a short name; a chart of the same name is replaced. `my_charts()` shows those that were kept.

    >>> import plotly.express as px
    >>> bars = px.bar(x=[3, 4], y=["a", "b"], labels={"x": "rows", "y": ""})
    >>> present(bars, title="b has more rows than a", source="")
    ✗ Not ready. Say where the figures come from: source=the rows that you drew.
    """
    try:
        if keep and not NAME.fullmatch(keep):
            raise NotReady("A name for keep has at most 40 letters, digits, blanks and hyphens.")
        made = finished(fig, source=source, **words)
    except ValueError as error:
        tell("wrong", f"Not ready. {html.escape(str(error))}")
        return
    show(made)
    _show_pages(source)
    if keep:
        _keep(keep, made)


def my_charts() -> None:
    """Show the charts that you kept, in the order of their names.

    >>> my_charts()
    … No chart is kept yet: present(fig, title=…, source=…, keep="a name").
    """
    try:
        figures = kept_charts()
    except ValueError as error:
        tell("wrong", html.escape(str(error)))
        return
    if not figures:
        tell("waiting", 'No chart is kept yet: present(fig, title=…, source=…, keep="a name").')
    for name, figure in figures.items():
        tell("right", f"Kept as “{html.escape(name)}”.")
        show(figure)


def source_line(source: pd.DataFrame | str) -> str:
    """One line for below a chart: who published the rows, on how many pages, and of which days they speak.

    >>> source_line("our own count")
    'Source: our own count'
    """
    if isinstance(source, str):
        return f"Source: {source.strip().removesuffix('.')}"
    publishers = source["publisher"].value_counts().index.tolist()
    pages = counted(source["source_id"].nunique(), "page")
    more = len(publishers) - MOST_PUBLISHERS
    named = "; ".join(publishers[:MOST_PUBLISHERS]) + (f"; {more} more" if more > 0 else "")
    columns = [column for column in DAYS if column in source] or source.columns.intersection(["published"])
    spoken = source[columns].stack()  # of two tables in one each row has its day in one of the columns
    when = f", {days(spoken.min(), spoken.max())}" if spoken.notna().any() else ""
    return f"Source{'s' if len(publishers) > 1 else ''}: {named} ({pages}{when})"


def _readable(fig: go.Figure) -> go.Figure:
    """A copy whose marks can be read. Raises NotReady when there is nothing to read."""
    if not isinstance(fig, go.Figure) or not fig.data:
        raise NotReady("Give a figure with marks in it, for example fig = px.bar(rows, x=…, y=…).")
    if said := unread(fig):
        raise NotReady(said)
    if drawn(fig).empty:
        raise NotReady(
            "The figure has no marks: no row came through the filter. Print the words of the column by which "
            'you filter, for example rows["kind"].unique().'
        )
    return as_scatter(fig)


def _keep(name: str, figure: go.Figure) -> None:
    try:
        keep_chart(name, figure)
    except ValueError as error:
        tell("wrong", html.escape(str(error)))
    else:
        tell("right", f"Kept as “{html.escape(name)}” in my_work/{FILE}. {ALL_OF_THEM}")


def _show_pages(source: pd.DataFrame | str) -> None:
    from IPython.display import display  # noqa: PLC0415

    if isinstance(source, str):
        return
    pages = [page for _, page in sources(source["source_id"].dropna().unique()).iterrows()]
    items = "".join(f"<li>{page_as_html(page)}</li>" for page in pages)
    head = f"Pages behind this chart ({len(pages)})"
    bundle = {
        "text/plain": f"{head}: {'; '.join(page['publisher'] for page in pages)}",
        "text/html": f"<details><summary>{head}</summary><ul>{items}</ul></details>",
    }
    display(bundle, raw=True)
