"""Ground held over time: curves of the mappers with what officials said as points."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import between, spoken
from helpers.charts import maps, theme
from helpers.charts.beside import Box, Plot, beside, statement_box
from helpers.charts.frames import Figure, Frame, frames
from helpers.charts.layers import Layer, line, notes, scatter, segments
from helpers.charts.the_incursion import said, words
from helpers.words import number, short_day

PERIODS = {
    "first 30 days": ("2024-08-06", "2024-09-05"),
    "whole year": ("2024-08-01", "2025-08-10"),
    "March 2025": ("2025-03-01", "2025-03-31"),
}
FINDINGS = {"held": pd.Timestamp("2024-08-20"), "held or unclear": pd.Timestamp("2024-08-27")}
FELL = pd.Timestamp("2025-03-07"), pd.Timestamp("2025-03-20")  # the days of March's title
BESIDE_DAY = pd.Timedelta(hours=14)  # from a day under the pen to words beside it
NAME_DAYS = pd.Timedelta(days=12)  # room that the name of a curve needs on a phone
FIRST_SIDE = ["above right"]
EDITION_SIDES = [*FIRST_SIDE, "below right", "below left", "above left"]  # where numbers of a curve stand
HEIGHT, AROUND = 520, 62  # pixels: the picture, and what its margins and days take
GAP_PX, HEADED_PX, LANE_PX = 20, 26, 28  # above a lane, above a panel with a heading; a lane
EVENT_PX = 40  # from the words of an event to those of the next
BAND_PX = 12  # half of the day under the pen
BETWEEN = "rgba(22,32,43,.07)"
MAPPERS = ("deepstate", "project_owl", "creamy_caprice")


def area_by_source(
    area: pd.DataFrame,
    points: pd.DataFrame,
    ground: str = "held",
    period: str = "whole year",
    retaken: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
) -> Figure:
    """Curves of the mappers as steps, statements as points; below, what Moscow said it had retaken.

    Parameters
    ----------
    area : table control_area_daily.
    points : estimates of ground held (km² or mi²), drawn at their day; rows without a day as a list.
    ground : "held" or "held or unclear" (DeepState's unclear ground added to its curve).
    period : key of PERIODS.
    retaken : estimates of ground that Moscow said it had retaken, for a second panel.
    events : rows of table events, drawn as days with their words.

    >>> said = load("estimates", quantity="ua_held_area_kursk")
    >>> charts.area_by_source(load("control_area_daily"), said, period="March 2025").layout.meta["title"]
    "7–20 Mar 2025: DeepState's held ground fell...
    """
    first, last = (pd.Timestamp(end) for end in PERIODS[period])
    curves = _curves(area, ground, first, last)
    stated = said.by_mapper(spoken(areas.in_km2(points)))
    drawn = stated[stated["as_of_last"].between(first, last)]
    undated = stated[stated["as_of_last"].isna() & (period == "whole year")]
    days = _days_shown(events, first, last)
    finding = FINDINGS[ground] if period == "first 30 days" else None
    given = None if retaken is None else spoken(between(retaken, *PERIODS[period]))
    axis = _day_axis(first, last, finding)
    below, gap = _lower(given)
    most = max(curves["area_km2"].max(), drawn[["value", "last_end"]].max().max())
    most *= 1.2 if len(undated) else 1.08  # a list of peaks has a head
    upper = HEIGHT - AROUND - below - gap
    plots = {name: Plot(tuple(axis["range"]), (0, most), width, upper) for name, width in said.SIZES.items()}
    layers = _layers(curves, drawn, ground, finding)
    if period != "whole year":
        for name, plot in plots.items():
            layers += _numbers(curves, drawn, days, finding, plot, name)
    layers += _events(days, most, upper)
    title = words.area_title(area, stated, ground, period)
    layers += said.flagged(FINDINGS[ground], title) if period == "whole year" else []
    if len(undated):
        layers += said.peaks(undated, (first, axis["range"][1]), most, upper, {*drawn["side"], *MAPPERS})
    parts = [Frame(layers, {"range": [0, most], "tick0": 0, "dtick": 500 if most > 700 else 100})]
    if given is not None:
        parts.append(said.retaken(given, {*drawn["side"], *undated["side"]}, tuple(axis["range"])))
        drawn = pd.concat([drawn, given])
    return frames(
        parts,
        gap=gap / (HEIGHT - AROUND),
        heights=[upper, below] if below else [1.0],
        x=axis,
        # held ground, zone of operation and peak are drawn together: the caption says so
        mixed=[scope for scope in comparable(stated, mixed=True) if scope != "quantities"],
        height=HEIGHT,
        **words.area(title, ground, curves, pd.concat([drawn, undated]), events=days),
    )


def _curves(area: pd.DataFrame, ground: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The redrawn days of each mapper who drew in a period."""
    curves = [areas.redrawn(area, name, ground, first, last) for name in MAPPERS]
    return pd.concat([curve for curve in curves if len(curve)])


def _lower(given: pd.DataFrame | None) -> tuple[int, int]:
    """Pixels of the panel of Moscow's figures, and of the space above it."""
    if given is None:
        return 0, 0
    return (LANE_PX, GAP_PX) if given.empty else (said.lower_px(given), HEADED_PX)


def _days_shown(events: pd.DataFrame | None, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The events of a period in order of their days."""
    if events is None:
        return pd.DataFrame()
    return events[events["date_first"].between(first, last)].sort_values(["date_first", "event_id"])


def _layers(
    curves: pd.DataFrame, drawn: pd.DataFrame, ground: str, finding: pd.Timestamp | None
) -> list[Layer]:
    """Curves and dated statements; with a finding its day, the space between the maps and their names."""
    layers = [
        *(
            maps.redrawn(curve, curve["area_km2"].round(1), words.redrawn)
            for _, curve in curves.groupby("mapper", sort=False)
        ),
        *said.points(drawn, MAPPERS),
    ]
    if finding is None:
        return layers
    return [*_between(curves, ground), *layers, *_found(curves, finding), *_names(curves, finding)]


def _day_axis(first: pd.Timestamp, last: pd.Timestamp, finding: pd.Timestamp | None) -> dict:
    """The axis of days: weeks of a month, bold on the day of a finding, else months."""
    room = (last - first) * 0.02  # a mark on the first or the last day stays whole; values stand late
    shown = [first - room, last + room * (2.5 if finding is not None and _late(finding) else 1)]
    look = {"type": "date", "showgrid": False, "showline": True, "range": shown}
    if finding is None and last - first > pd.Timedelta(days=60):
        return {**look, "tickformat": "%b\n%Y", "tick0": first, "dtick": "M2"}
    middle = finding or FELL[0]
    weeks = [middle + pd.Timedelta(weeks=week) for week in range(-4, 5)]
    weeks = [week for week in weeks if first <= week <= last]
    names = [f"<b>{short_day(week)}</b>" if week == finding else short_day(week) for week in weeks]
    return {**look, "tickvals": weeks, "ticktext": names}


def _numbers(
    curves: pd.DataFrame,
    drawn: pd.DataFrame,
    events: pd.DataFrame,
    finding: pd.Timestamp | None,
    plot: Plot,
    name: str,
) -> list[Layer]:
    """What maps and statements say, in numbers at their marks, for one width."""
    each = [curve for _, curve in curves.groupby("mapper", sort=False)]
    taken = [box for curve in each for box in plot.steps(curve["date"].tolist(), curve["area_km2"].tolist())]
    if finding is not None:
        taken += [
            _words_box(plot, day, height, -90 if side == "right" else 90, -22)
            for day, height, _, side in _named(curves, finding, name)
        ]
        taken += [_words_box(plot, finding, value, -46, 20) for value in _heights(curves, finding)]
    days = events["date_first"].tolist() if len(events) else []
    taken += [statement_box(row, plot) for row in drawn.itertuples()]
    layers = [] if finding is not None else _editions(curves, days, plot, taken, name)
    monthly = curves[curves["mapper"] == "creamy_caprice"]
    taken += [plot.box((row.date,) * 2, (row.area_km2,) * 2, 5) for row in monthly.itertuples()]
    shown = [(row.date, row.area_km2, [f"<b>{number(row.area_km2)}</b>"]) for row in monthly.itertuples()]
    layers.append(beside(shown, plot, taken, name=name))
    lines = [*_uprights(days, plot), *_uprights([] if finding is None else [finding], plot, BAND_PX)]
    look = {"name": name} | ({"bgcolor": theme.PAPER} if days else {})
    return [*layers, said.values(drawn, plot, taken, lines, narrow=name == "narrow", **look)]


def _uprights(days: list, plot: Plot, room: float = 2) -> list[Box]:
    """The ground of the lines at some days."""
    return [plot.box((day, day), plot.y, room) for day in days]


def _words_box(plot: Plot, day: pd.Timestamp, value: float, wide: float, high: float) -> Box:
    """The ground of words at a place, so many pixels to the right and up (left and down below zero)."""
    x, y = plot.at(day, value)
    return Box(min(x, x + wide), min(y, y + high), max(x, x + wide), max(y, y + high))


def _between(curves: pd.DataFrame, ground: str) -> list[Layer]:
    """The space between the two maps that are drawn day by day, where both draw the same thing."""
    if ground != "held":
        return []
    own = {name: curves[curves["mapper"] == name] for name in ("project_owl", "deepstate")}
    return [
        line(own["project_owl"]["date"], own["project_owl"]["area_km2"], theme.INK, 0, shape="hv"),
        line(
            own["deepstate"]["date"],
            own["deepstate"]["area_km2"],
            theme.INK,
            0,
            shape="hv",
            fill="tonexty",
            fillcolor=BETWEEN,
        ),
    ]


def _found(curves: pd.DataFrame, day: pd.Timestamp) -> list[Layer]:
    """The day of the title under the pen, with what the maps showed on it."""
    values = _heights(curves, day)
    edge = {"width": 2, "color": theme.PAPER}
    dots = {"mode": "markers", "marker": {"size": 9, "color": theme.INK, "line": edge}}
    beside = {"xanchor": "right", "xshift": -11, "yshift": 10}
    return [
        said.penned(day, pd.Timedelta(hours=11)),
        line([day] * len(values), values, theme.INK, 0, **dots),
        notes([(day, value, f"<b>{number(value)}</b>") for value in values], 14, **beside),
    ]


def _heights(curves: pd.DataFrame, day: pd.Timestamp) -> list[float]:
    """The ground on a day on the maps that are drawn day by day."""
    daily = curves[curves["mapper"] != "creamy_caprice"]
    return [_value_on(curve, day) for _, curve in daily.groupby("mapper", sort=False)]


def _named(curves: pd.DataFrame, day: pd.Timestamp, width: str) -> list[tuple]:
    """Where the names of the curves stand, with their anchor: right of the title's day, left of a late one.

    On a phone the lower curve still rises left of a late day: its name stands right of it.
    """
    daily = curves[curves["mapper"] != "creamy_caprice"]
    named = []
    for name, curve in daily.groupby("mapper", sort=False):
        away, side = pd.Timedelta(days=3), "left"
        if _late(day):
            right = width == "narrow" and name != "deepstate"
            away, side = (BESIDE_DAY, "left") if right else (-BESIDE_DAY, "right")
        named.append((day + away, _value_on(curve, day + away), f"<b>{theme.mapper(name).label}</b>", side))
    return named


def _late(day: pd.Timestamp) -> bool:
    return pd.Timestamp(PERIODS["first 30 days"][1]) - day < NAME_DAYS


def _names(curves: pd.DataFrame, day: pd.Timestamp) -> list[Layer]:
    """Names of the curves below their line."""
    look = {"yanchor": "top", "yshift": -4}
    return [
        notes([place], 14, name=width, xanchor=side, **look)
        for width in said.SIZES
        for *place, side in _named(curves, day, width)
    ]


def _value_on(curve: pd.DataFrame, day: pd.Timestamp) -> float:
    """The ground that a curve shows on a day."""
    return float(curve.set_index("date")["area_km2"].sort_index().asof(day))


def _editions(curves: pd.DataFrame, days: list, plot: Plot, taken: list[Box], name: str) -> list[Layer]:
    """The ground that DeepState showed at the start of March's fall and at each redrawing.

    A number stands at its step, else beyond an event's day on it, else where it covers the line of that day.
    """
    upright = _uprights(days, plot)
    own = curves[(curves["mapper"] == "deepstate") & curves["date"].between(*FELL)]
    ends = [*own["date"][1:], own["date"].max() + pd.Timedelta(weeks=1)]
    layers = []
    for row, end in zip(own.itertuples(), ends, strict=True):
        text = [f"<b>{number(row.area_km2)}</b>"]
        look = {"name": name, "bgcolor": theme.PEN if row.date in FELL else theme.PAPER}
        tried = [(row.date, FIRST_SIDE), *((day, FIRST_SIDE) for day in days if row.date < day < end)]
        for at, sides in [*tried, (row.date, EDITION_SIDES)]:
            clear = [*taken, *(upright if sides == FIRST_SIDE else ())]
            layer = beside([(at, row.area_km2, text)], plot, clear, sides, **look)
            if layer.notes:
                taken.append(clear[-1])
                layers.append(layer)
                break
    return layers


def _events(rows: pd.DataFrame, most: float, height: float) -> list[Layer]:
    """Days of events as upright lines to their words, which stand in free ground, the first on top."""
    if rows.empty:
        return []
    tops = [most * (1 - EVENT_PX / height * place) for place in range(len(rows))]
    days = rows["date_first"].tolist()
    unseen = {"opacity": 0, "size": 12}  # only its words show
    look = {"xanchor": "left", "yanchor": "top", "xshift": 6, "align": "left"}
    stroke = {"color": theme.FAINT, "width": 1}
    return [
        segments(((day, 0, day, top) for day, top in zip(days, tops, strict=True)), stroke, layer="below"),
        *(
            notes(zip(days, tops, words.told(rows, name), strict=True), 14, name=name, **look)
            for name in said.SIZES
        ),
        scatter(rows, "date_first", [0] * len(rows), words.event, marker=unseen, showlegend=False),
    ]
