"""Ground held over time: curves of the mappers with what officials said as points."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import maps, theme
from helpers.charts.frames import DAYS, Figure, Frame, domain_heading, frames
from helpers.charts.layers import Layer, Row, arrow, line, notes, scatter, segments, uprights
from helpers.charts.layers import areas as areas_of
from helpers.charts.statements import statements
from helpers.charts.the_incursion import words
from helpers.words import number, short_day

PERIODS = {
    "first 30 days": ("2024-08-06", "2024-09-05"),
    "whole year": ("2024-08-01", "2025-08-10"),
    "March 2025": ("2025-03-01", "2025-03-31"),
}
LABELLED_STEP = 25  # km²: smaller redrawings carry no number
FINDINGS = {"held": pd.Timestamp("2024-08-20"), "held or unclear": pd.Timestamp("2024-08-27")}
NAME_DAYS = pd.Timedelta(days=12)  # room that the name of a curve needs on a phone
SCALE = {
    "tickvals": [0, 500, 1000],
    "ticktext": ["0", "500", "1,000 km²"],
    "ticklabelposition": "inside top",
}
BESIDE = {**SCALE, "ticktext": ["0", "500", "1,000<br>km²"], "ticklabelposition": "outside"}
HEIGHT, EVENT_PX, NARROW_LINES = 520, 18, 2
BETWEEN = "rgba(22,32,43,.07)"
MAPPERS = ("deepstate", "project_owl", "creamy_caprice")


def area_by_source(
    area: pd.DataFrame,
    points: pd.DataFrame,
    ground: str = "held",
    period: str = "whole year",
    retaken: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    *,
    editions: bool = False,
) -> Figure:
    """Curves of the mappers as steps, statements as points; below, what Moscow said it had retaken.

    Parameters
    ----------
    area : table control_area_daily.
    points : estimates of ground held (km² or mi²), drawn at their day; rows without a day as margin ticks.
    ground : "held" or "held or unclear" (DeepState's unclear ground added to its curve).
    period : key of PERIODS.
    retaken : estimates of ground that Moscow said it had retaken, for a second panel.
    events : rows of table events, drawn as days with their words.
    editions : write the area beside each redrawn day of DeepState.

    >>> said = load("estimates", quantity="ua_held_area_kursk")
    >>> charts.area_by_source(load("control_area_daily"), said, period="March 2025").layout.meta["title"]
    "7–20 Mar 2025: DeepState's held ground fell...
    """
    first, last = ends = [pd.Timestamp(end) for end in PERIODS[period]]
    curves = [areas.redrawn(area, name, ground, first, last) for name in MAPPERS]
    curves = pd.concat([curve for curve in curves if len(curve)])
    said = spoken(areas.in_km2(points))
    drawn = said[said["as_of_last"].between(first, last)]
    undated = said[said["as_of_last"].isna() & (period == "whole year")]
    days = _days_shown(events, first, last)
    finding = FINDINGS[ground] if period == "first 30 days" else None
    layers = _layers(curves, drawn, ground, finding, editions=editions)
    layers += [*_margin_ticks(undated, last + pd.Timedelta(days=14)), *_events(days)]
    shown = [curves["area_km2"], drawn["value"], drawn["last_end"], undated["value"]]
    most = max(v.max() for v in shown if v.notna().any()) * 1.08
    scale = BESIDE if finding is None else SCALE
    parts = [Frame(layers, {"range": [0, most], **scale})]
    heights = [1.0]
    if retaken is not None:
        given = spoken(retaken)
        given = given[given["as_of_last"].between(first, last)]
        heights = [0.92, 0.08] if given.empty else [0.74, 0.26]
        parts.append(_retaken(given, set(drawn["side"]), ends))
        drawn = pd.concat([drawn, given])
    title = words.area_title(area, said, ground, period)
    return frames(
        parts,
        gap=0.1,
        heights=heights,
        x=_day_axis(first, last, finding, margin=len(undated) > 0),
        look={"margin": {"t": _above(days)}} if len(days) else {},
        narrow={"margin.t": _above(days, NARROW_LINES)} if len(days) else {},
        # held ground, zone of operation and peak are drawn together: the caption says so
        mixed=[scope for scope in comparable(said, mixed=True) if scope != "quantities"],
        height=HEIGHT,
        **words.area(title, ground, curves, pd.concat([drawn, undated]), ticks=len(undated) > 0, events=days),
    )


def _days_shown(events: pd.DataFrame | None, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The events of a period in order of their days."""
    if events is None:
        return pd.DataFrame()
    return events[events["date_first"].between(first, last)].sort_values(["date_first", "event_id"])


def _layers(
    curves: pd.DataFrame, drawn: pd.DataFrame, ground: str, finding: pd.Timestamp | None, *, editions: bool
) -> list[Layer]:
    """Curves and dated statements; with a finding its day, the space between the maps and their names."""
    layers = [
        *(_step(curve, editions=editions) for _, curve in curves.groupby("mapper", sort=False)),
        *(_range(row) for row in drawn[drawn["bound"] == "range"].itertuples()),
        statements(drawn, "as_of_last", "value"),
    ]
    if finding is None:
        return layers
    return [*_between(curves, ground), *layers, *_found(curves, drawn, finding), _names(curves, finding)]


def _day_axis(first: pd.Timestamp, last: pd.Timestamp, finding: pd.Timestamp | None, *, margin: bool) -> dict:
    """The axis of days; with a `margin` it has room for statements without a day."""
    left = first - (last - first) * 0.02  # a mark on the first day keeps its left half
    right = last + (last - first) * (0.07 if margin else 0.02)
    look = {"type": "date", "showgrid": False, "showline": True}
    return {**look, "range": [left, right], **_day_ticks(finding)}


def _step(curve: pd.DataFrame, *, editions: bool) -> Layer:
    """One mapper's curve; with `editions` DeepState's larger redrawings carry their area."""
    look = {"textposition": "top right"}
    if editions and curve["mapper"].iloc[0] == "deepstate":
        large = curve["area_km2"].diff().abs() >= LABELLED_STEP
        texts = curve["area_km2"].map(number).where(large, "").tolist()
        look |= {"mode": "lines+markers+text", "text": texts}
    return maps.redrawn(curve, curve["area_km2"].round(1), words.redrawn, **look)


def _day_ticks(finding: pd.Timestamp | None) -> dict:
    """Days on the axis; with a finding weeks before and after its day, which is bold."""
    if finding is None:
        return {**DAYS, "nticks": 6}
    weeks = [finding + pd.Timedelta(weeks=week) for week in range(-3, 4)]
    weeks = [week for week in weeks if pd.Timestamp("2024-08-06") <= week <= pd.Timestamp("2024-09-05")]
    names = [short_day(week) for week in weeks]
    bold = [f"<b>{name}</b>" if week == finding else name for week, name in zip(weeks, names, strict=True)]
    return {"tickvals": weeks, "ticktext": bold}


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


def _found(curves: pd.DataFrame, drawn: pd.DataFrame, day: pd.Timestamp) -> list[Layer]:
    """The day of the title under the pen, with what the maps and Kyiv showed and said on it."""
    half = pd.Timedelta(hours=11)
    band = areas_of([(day - half, 0, day + half, 1)], theme.PEN, yref="y domain", layer="below", line_width=0)
    values = [
        _value_on(curve, day)
        for name, curve in curves.groupby("mapper", sort=False)
        if name != "creamy_caprice"
    ]
    kyiv = drawn[(drawn["side"] == "ukraine") & (drawn["as_of_last"] == day)]["value"].tolist()
    edge = {"width": 2, "color": theme.PAPER}
    dots = {"mode": "markers", "marker": {"size": 9, "color": theme.INK, "line": edge}}
    beside = {"xanchor": "right", "xshift": -11, "yshift": 10}
    return [
        band,
        line([day] * len(values), values, theme.INK, 0, **dots),
        notes([(day, value, f"<b>{number(value)}</b>") for value in values], 14, **beside),
        notes([(day, v, f"<b>{number(v)}</b> Kyiv") for v in kyiv], 14, xanchor="left", xshift=12),
    ]


def _names(curves: pd.DataFrame, day: pd.Timestamp) -> Layer:
    """Names of the curves below their line, right of the day of the title, or left where it is late."""
    late = pd.Timestamp(PERIODS["first 30 days"][1]) - day < NAME_DAYS
    at = day - pd.Timedelta(days=1) if late else day + pd.Timedelta(days=3)
    places = [
        (at, _value_on(curve, at), f"<b>{theme.mapper(name).label}</b>")
        for name, curve in curves.groupby("mapper", sort=False)
        if name != "creamy_caprice"
    ]
    return notes(places, 14, xanchor="right" if late else "left", yanchor="top", yshift=-4)


def _value_on(curve: pd.DataFrame, day: pd.Timestamp) -> float:
    """The ground that a curve shows on a day."""
    return float(curve.set_index("date")["area_km2"].sort_index().asof(day))


def _range(row: Row) -> Layer:
    ends = (row.as_of_last, row.first_end, row.as_of_last, row.last_end)
    return segments([ends], {"color": theme.actor(row.side).color, "width": 4}, opacity=0.6)


def _margin_ticks(rows: pd.DataFrame, at: pd.Timestamp) -> list[Layer]:
    """Statements without a day, as ticks beyond the right end of the period."""
    if rows.empty:
        return []
    stroke = {"width": 2.5, "color": [theme.actor(side).color for side in rows["side"]]}
    marker = {"symbol": "line-ew", "size": 14, "line": stroke}
    look = {"name": "peak, day not stated", "marker": marker}
    return [scatter(rows, [at] * len(rows), "value", words.peak, **look)]


def _above(rows: pd.DataFrame, lines: int = 1) -> int:
    """Pixels that the words of events take above the frame."""
    return 14 + EVENT_PX * lines * len(rows)


def _events(rows: pd.DataFrame) -> list[Layer]:
    """Days of events as upright lines, their words above the frame, the first on top."""
    if rows.empty:
        return []
    days = rows["date_first"].tolist()
    unseen = {"opacity": 0, "size": 12}  # only its words show
    return [
        uprights(days, theme.FAINT, 1, "dot"),
        _told(rows, "wide", 1),
        _told(rows, "narrow", NARROW_LINES),
        scatter(rows, "date_first", [0] * len(rows), words.event, marker=unseen, showlegend=False),
    ]


def _told(rows: pd.DataFrame, width: str, lines: int) -> Layer:
    """Words of events above the frame for one width, each with `lines` of room, and a line to its day."""
    look = {"yref": "y domain", "xanchor": "left", "align": "left", "ax": 0, "arrowhead": 0, "arrowwidth": 1}
    look |= {"arrowcolor": theme.FAINT, "font": {"size": 13}, "name": width}
    step = EVENT_PX * lines
    layers = [
        arrow(
            row.date_first, 1, words.above(row, lines), ay=-step * (len(rows) - place) + step / 2 - 3, **look
        )
        for place, row in enumerate(rows.itertuples())
    ]
    return Layer(notes=[note for layer in layers for note in layer.notes])


def _retaken(rows: pd.DataFrame, listed: set[str], ends: list[pd.Timestamp]) -> Frame:
    """The lower panel; a lane with a sentence when nothing was said in the period.

    `listed` are the sides that the legend has already, `ends` those of the period.
    """
    if rows.empty:
        nothing = (0, 0.5, "<b>Moscow</b>: no figure in this period")
        look = {"xref": "x domain", "yref": "y domain", "xanchor": "left", "xshift": 8}
        lane = areas_of(
            [(0, 0, 1, 1)], theme.WASH, xref="x domain", yref="y domain", line_width=0, layer="below"
        )
        unseen = line(ends, [0, 0], theme.PAPER, 0)
        return Frame([lane, unseen, notes([nothing], 14, **look)], {"range": [0, 1], "visible": False})
    layers = [
        statements(rows, "as_of_last", "value", keys=set(rows["side"]) - listed),
        scatter(rows, ends, [0, 0], marker={"opacity": 0}, showlegend=False),
        domain_heading("Ground that Moscow said it had retaken"),
    ]
    return Frame(
        layers,
        {"range": [0, rows["value"].max() * 1.15], **BESIDE},
    )
