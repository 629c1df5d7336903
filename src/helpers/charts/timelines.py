"""Events under each other: time runs downwards on a rail, the mark, the day and the words stand beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

import pandas as pd

from helpers.analysis.area import most_held
from helpers.charts import theme
from helpers.charts.frames import Figure, picture, table
from helpers.charts.layers import Layer, Row, areas, line, notes, points, scatter
from helpers.charts.statements import page
from helpers.words import broken, counted, day, days, evenly_broken

LINE_PX, APART_PX = 18, 9  # a line of words; the space between two events
ABOVE_PX, BELOW_PX, FRAME_PX = 8, 4, 34  # above the first event and below the last; the margins
LETTER_PX = 7.2  # a letter of a broad typeface: where ours is missing the words still fit
PICTURE = {"wide": 700, "narrow": 282}  # pixels between the rail and the right edge
DAYS_PX = 44  # pixels that the days on a rail take
GAP_PX = 14  # from the middle of a mark to its words
WEEKS, TICK_PX = 45, 44  # the days of a rail that names days; from one month to the next
WIDTH = 52  # letters in a line of a hover


class Left(NamedTuple):
    """What stands left of the words; without a curve the rail of days alone.

    `mark` is where the marks stand, in the unit of the x axis; `wide` and `narrow` are the share of the
    picture's width that it takes. Without `rail` the marks stand on a line in their order, and each day says
    how long after the one before it is.
    """

    mark: float = 1.0
    wide: float = 0.055
    narrow: float = 0.12
    rail: bool = True


RAIL = Left()
IN_ORDER = Left(wide=0.02, narrow=0.045, rail=False)  # marks under each other, not to scale


def timeline(
    events: pd.DataFrame,
    title: str,
    caption: str = "",
    subtitle: str = "",
    *,
    to_scale: bool = True,
    passed: tuple[str, str, str] | None = None,
) -> Figure:
    """Draw events in order of their days, each with its words, its actor and its page.

    Parameters
    ----------
    events : rows of table events.
    title : the finding, at most 90 characters.
    caption : what to be careful about; who acts is added.
    subtitle : what is shown; without it "what was done or said, by actor".
    to_scale : False where the days lie so unevenly that a rail of days would stand far from the words.
    passed : two event_ids and the words for the time between them, which the rail then shows under the pen.

    Raises
    ------
    ValueError : no events.

    >>> events = load("events", story="permission")
    >>> fig = charts.timeline(events, title="From a reported permission to an answer")
    >>> fig.layout.meta["title"]
    'From a reported permission to an answer'
    """
    rows, layers, look = told_events(events, RAIL if to_scale else IN_ORDER)
    if passed:
        between, words = rows.set_index("event_id")["date_first"].loc[list(passed[:2])], passed[2]
        layers.append(_passed(*between, words))
        look["look"]["yaxis2"] |= {"tickvals": [rows["date_first"].min(), *between]}
    first, last = day(rows["date_first"].min()), day(rows["date_first"].max())
    return picture(
        layers,
        **look,
        title=title,
        subtitle=subtitle or "What was done or said; colour and mark show the actor, time runs downwards",
        caption=f"{len(rows)} events, {first} to {last}. {caption}".strip(),
        alt=[f"{event_days(row)}: {short_event(row)}" for row in rows.itertuples()],
        table=table(rows, event_columns()),
    )


def told_events(
    events: pd.DataFrame,
    left: Left = RAIL,
    held: pd.Series | None = None,
    ends: tuple[pd.Timestamp, pd.Timestamp] | None = None,
    added: Iterable[str] | None = None,
    penned: Collection[str] = (),
) -> tuple[pd.DataFrame, list[Layer], dict]:
    """Events in order of their days, the layers that tell them, and what the picture needs for them.

    Parameters
    ----------
    events : rows of table events.
    left : what stands left of the words.
    held : the ground left of the words by day, where the thin lines begin; without it at the rail.
    ends : the first and the last day of the rail; without it those of the events.
    added : what stands behind the day of each event, such as the ground held.
    penned : event_ids whose first line stands under the pen.

    Returns
    -------
    The rows, layers on axes x, y (pixels) and y2 (days), and x, y, look, height, narrow for `picture`.

    Raises
    ------
    ValueError : no events.
    """
    if events.empty:
        raise ValueError("There are no events to draw; loosen the filter.")
    rows = events.sort_values(["date_first", "event_id"], ignore_index=True)
    first, last = ends or (rows["date_first"].min(), rows["date_first"].max())
    behind = list(added) if added is not None else [""] * len(rows) if left.rail else _days_later(rows)
    told = {name: _wrapped(rows, left, name, behind) for name in PICTURE}
    lines = [_lines(texts) for texts in told.values()]
    places, heights = stacked(*(lines if left.rail else ([max(own)] * len(own) for own in lines)))
    total, day_px = heights["narrow"], heights["narrow"] / max((last - first).days, 1)
    rows["y"], rows["x"] = places, left.mark
    rows["start"] = [float(held.asof(on)) for on in rows["date_first"]] if held is not None else 0.0
    rows["on_rail"] = (rows["date_first"] - first).dt.days * day_px
    upright = first + pd.to_timedelta((rows["y"] / day_px).round(), "D")  # the day level with each mark
    rows["bend"] = (
        rows["start"] if held is None else most_held(held, rows["date_first"], upright.clip(lower=first))
    )
    layers = [
        *([_leaders(rows, left), _days(rows), _actors(rows)] if left.rail else _on_a_line(rows)),
        *(_beside(told[name], rows["y"], rows["event_id"].isin(penned), left.mark, name) for name in PICTURE),
    ]
    shown = [first - pd.Timedelta(days=ABOVE_PX / day_px), last + pd.Timedelta(days=BELOW_PX / day_px)]
    return rows, layers, _axes(left, total, shown, heights)


def stacked(wide: list[int], narrow: list[int]) -> tuple[list[float], dict[str, float]]:
    """Places of the first lines of events under each other, which hold in a wide and in a narrow picture.

    Parameters
    ----------
    wide, narrow : how many lines each event takes.

    Returns
    -------
    The places from the top, in pixels of the narrow picture, and the height of all in either picture.
    """
    need = {"wide": [_tall(lines) for lines in wide], "narrow": [_tall(lines) for lines in narrow]}
    scale = sum(need["narrow"]) / sum(need["wide"])
    tall = [max(broad * scale, slim) for broad, slim in zip(need["wide"], need["narrow"], strict=True)]
    heights = {"wide": sum(tall) / scale, "narrow": sum(tall)}
    return [sum(tall[:i]) + LINE_PX / 2 for i in range(len(tall))], heights


def _days_later(rows: pd.DataFrame) -> list[str]:
    """How many days each event begins after the one before it."""
    apart = rows["date_first"].diff().dt.days.fillna(0).astype(int)
    return [f"+{counted(days, 'day')}" if days else "" for days in apart]


def _lines(texts: list[str]) -> list[int]:
    return [1 + text.count("<br>") for text in texts]


def _tall(lines: int) -> int:
    return LINE_PX * lines + APART_PX


def _wrapped(rows: pd.DataFrame, left: Left, name: str, added: list[str]) -> list[str]:
    """The words of each event for one width: its day in bold, the rest below, or beside it where all fit."""
    width = PICTURE[name] + (0 if left.rail else DAYS_PX)
    room = int((width * (1 - getattr(left, name)) - GAP_PX) / LETTER_PX)
    said = [(event_days(row), short_event(row)) for row in rows.itertuples()]
    fits = all(
        len(f"{head} {more}  {words}") <= room for (head, words), more in zip(said, added, strict=True)
    )
    texts = []
    for (head, words), more in zip(said, added, strict=True):
        whole = more.replace(" ", "\N{NO-BREAK SPACE}")  # a number and its unit stay together
        bold = f"<b>{head}</b>" + (f" <span style='color:{theme.INK_2}'>{whole}</span>" if more else "")
        texts.append(f"{bold}  {words}" if fits else f"{bold}<br>{evenly_broken(words, room)}")
    return texts


def _leaders(rows: pd.DataFrame, left: Left) -> Layer:
    """Thin lines from the day of each event to its mark, slanting from where no ground is in their way."""
    look = {"type": "path", "line": {"color": theme.RULE, "width": 1}, "layer": "below"}
    ends = rows[["start", "on_rail", "bend", "y"]].to_numpy()
    paths = (f"M {start},{on} L {bend},{on} L {left.mark},{y}" for start, on, bend, y in ends)
    return Layer(shapes=[{**look, "path": path} for path in paths])


def _passed(first: pd.Timestamp, last: pd.Timestamp, words: str) -> Layer:
    """The time between two days beside the rail, its words between their names, both under the pen."""
    wide = {"xsizemode": "pixel", "xanchor": 0, "yref": "y2", "line": {"width": 0}, "layer": "below"}
    look = {"yref": "y2", "xanchor": "right", "xshift": -8, "bgcolor": theme.PEN, "borderpad": 1}
    ground = areas([(0, first, 6, last)], theme.PEN, **wide)
    return ground._replace(
        notes=notes([(0, first + (last - first) / 2, f"<b>{words}</b>")], 13, **look).notes
    )


def _actors(rows: pd.DataFrame) -> Layer:
    """The mark of who acted beside the words; the row itself is at its day."""
    return Layer([{**trace, "customdata": None} for trace in _marks(rows).traces])


def _marks(rows: pd.DataFrame) -> Layer:
    return points(rows, "x", "y", say=event_hover, by="actor", size=12)


def _on_a_line(rows: pd.DataFrame) -> list[Layer]:
    """The marks of who acted, in their order on a thin line."""
    ends = rows["y"].iloc[[0, -1]]
    return [line(rows["x"].iloc[:2], ends, theme.RULE, 2), _marks(rows)]


def _days(rows: pd.DataFrame) -> Layer:
    """A small dot at the day of each event."""
    dot = {"color": theme.INK, "size": 5}
    look = {"yaxis": "y2", "marker": dot, "showlegend": False, "cliponaxis": False}
    return scatter(rows, "start", "date_first", event_hover, **look)


def _beside(texts: list[str], ys: Iterable[float], pens: Iterable[bool], x: float, name: str) -> Layer:
    """Words whose first line is level with their mark; `pens` says where that line is under the pen."""
    look = {"xanchor": "left", "yanchor": "top", "align": "left", "name": name, "size": 14}
    look |= {"xshift": GAP_PX - 4}
    told = []
    for y, text, pen in zip(ys, texts, pens, strict=True):
        head, *rest = text.split("<br>", 1) if pen else [text]
        ground = {"bgcolor": theme.PEN, "borderpad": 0} if pen else {}
        told += notes([(x, y, head)], yshift=LINE_PX / 2 + 2, **look, **ground).notes
        told += notes([(x, y, more) for more in rest], yshift=2 - LINE_PX / 2, **look).notes
    return Layer(notes=told)


def _axes(left: Left, total: float, shown: list, heights: dict[str, float]) -> dict:
    """What `picture` needs: axes of pixels and of days, and what changes on a phone."""
    rail = {
        "type": "date",
        "range": shown[::-1],
        "overlaying": "y",
        "side": "left",
        "showgrid": False,
        "showline": True,
        **_ticks(*shown, heights["wide"]),
    }
    hidden = {"showgrid": False, "showticklabels": False, "ticks": ""}
    return {
        "x": {"range": [0, left.mark / left.wide], **hidden},
        "y": {"range": [total + BELOW_PX, -ABOVE_PX], "visible": False},
        "look": {"yaxis2": rail} if left.rail else {},
        "height": round(heights["wide"]) + FRAME_PX,
        "narrow": {
            "height": round(heights["narrow"]) + FRAME_PX,
            "xaxis.range": [0, left.mark / left.narrow],
        },
    }


def _ticks(first: pd.Timestamp, last: pd.Timestamp, height: float) -> dict:
    """Days on a rail of a few weeks, else months as far apart as their two lines need."""
    span = (last - first).days
    if span <= WEEKS:  # whole days: left to itself the rail takes the places of the other axis
        step = next(days for days in (1, 2, 5, 10, 20) if days * height / span >= TICK_PX)
        return {"tickformat": "%-d %b", "tick0": first.normalize(), "dtick": step * theme.DAY_MS}
    month_px = height / span * 30
    step = next((months for months in (1, 2, 3, 6) if months * month_px >= TICK_PX), 12)
    return {"tickformat": "%b<br>%Y", "dtick": f"M{step}"}


def event_columns() -> dict:
    """The data table below a timeline: head → column, or a function of a row."""
    return {"Day": event_days, "What": "what", "Actor": acting, "Kind": "kind", "Page": "publisher"}


def acting(row: Row) -> str:
    """Who acts, as the key of a chart names it."""
    return theme.actor(row.actor).label


def event_days(row: Row) -> str:
    """The day or days of an event, in words."""
    return days(row.date_first, row.date_last)


def short_event(row: Row) -> str:
    """The label of an event where it has one, else what happened."""
    return row.label if isinstance(row.label, str) else row.what


def event_hover(row: Row, width: int = WIDTH) -> str:
    """What one mark of an event stands for."""
    return f"<b>{event_days(row)}</b><br>{broken(row.what, width)}<br>{page(row)}"
