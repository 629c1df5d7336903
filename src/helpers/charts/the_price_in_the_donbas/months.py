"""Ground gained by month: as printed by counter, printed against recounted, by oblast."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import gains
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import MONTHS, Figure, Frame, frames, heading, picture
from helpers.charts.layers import Layer, Row, areas, bars, column, line, notes, scatter, segments
from helpers.charts.statements import hover, opacity
from helpers.charts.the_price_in_the_donbas import words

MONTH_PX, APART_PX, FOOT_PX = 10, 46, 70  # a month, the head of a frame, the axis
LINED = ("afp-on-isw", "deepstate")  # the two with the most months
DAY_MS = 86_400_000
FAR_KM2 = 10  # differences beyond it are named
BAND = "#EDEAE2"
UNDER = {"line": {"width": 0}, "layer": "below"}
PERIODS = [
    ("2024-08", "2024-11"),
    ("2024-12", "2025-03"),
    ("2025-09", "2025-10"),
]  # with a share of their own
PARTS = {"Donetsk": ("Donetsk oblast", "#474747"), "others": ("all other oblasts", "#C9C9C9")}


def monthly_by_counter(
    estimates: pd.DataFrame, counters: pd.DataFrame, quantities: pd.DataFrame, scope: str, period: str
) -> Figure:
    """Printed gains by month and counter, side by side on a band from the lowest to the highest of the month.

    Figures of another scope stand as stars beside the full months; two counters have a line.

    Parameters
    ----------
    estimates, counters, quantities : tables estimates, month_counters and quantities.
    scope : key of analysis.gains.SCOPES.
    period : key of analysis.gains.PERIODS.
    """
    rows = gains.in_scope(estimates, scope, period)
    rows["kind"] = rows["quantity"].map(quantities.set_index("quantity")["label"])
    main, other = rows[rows["main"]], rows[~rows["main"]]
    drawn = counters[counters["speaker_id"].isin(main["speaker_id"])].sort_values("place", ignore_index=True)
    first, last = (pd.Timestamp(end) for end in gains.PERIODS[period])
    lines = []
    for counter in drawn.itertuples():
        shift = pd.Timedelta(days=round(3 * counter.Index - 1.5 * (len(drawn) - 1)))
        own = main[main["speaker_id"] == counter.speaker_id]
        lined = counter.speaker_id in LINED
        lines += _printed_line(
            own.assign(at=own["middle"] + shift), counter.short_name, style(counter), lined=lined
        )
    return picture(
        [_spread(rows), *lines, *_stars(other, counters)],
        x={"range": [first, last + pd.Timedelta(days=1)], **MONTHS, "ticklabelmode": "period"}
        | {"dtick": "M1" if (last - first).days < 300 else "M2", "showgrid": False},
        y={"title": "km² in the month", "range": [-25, 820]},
        look={"margin": {"t": 6}},
        mixed=comparable(rows, mixed=True),  # AFP counts claimed ground too: "mixed: definitions"
        height=430,
        **words.months(rows, other, scope),
    )


def style(counter: Row) -> theme.Style:
    """How a row of table month_counters is drawn."""
    look = {**theme.ACTORS, **theme.MAPPERS}[counter.look]
    return look._replace(dash=counter.dash) if pd.notna(counter.dash) else look


def _spread(rows: pd.DataFrame) -> Layer:
    """A pale bar from the lowest to the highest single figure of each month with two counters or more."""
    spread = gains.month_spread(rows).query("counters >= 2").reset_index()
    middle = spread["as_of_last"] - pd.Timedelta(days=15)
    look = {"base": spread["lowest"].tolist(), "width": 24 * DAY_MS, "marker": {"color": BAND}}
    return bars(spread, middle, spread["highest"] - spread["lowest"], name=words.SPREAD, **look)


def _printed_line(own: pd.DataFrame, label: str, look: theme.Style, *, lined: bool) -> list[Layer]:
    """One counter: a mark per month, bars for ranges; where it is `lined`, a line joins months in a row."""
    marks, before = [], None
    for row in own.itertuples():
        if before is not None and (row.as_of_last - before).days > 31:
            marks.append((None, None, "", ""))
        marks.append((row.at, row.value, row.row_id, hover(row)))
        before = row.as_of_last
    x, y, ids, texts = (list(values) for values in zip(*marks, strict=True))
    said = {"customdata": ids, "hovertext": texts, "hoverinfo": "text"}
    thin = {"color": look.color, "dash": look.dash, "width": 1.2}
    marker = {"color": look.color, "symbol": look.symbol, "size": 9}
    line = scatter(
        own, x, y, mode="lines+markers" if lined else "markers", name=label, line=thin, marker=marker, **said
    )
    ranges = own.loc[own["bound"] == "range", ["at", "low", "at", "high"]].to_numpy()
    return [line, segments(ranges, {"color": look.color, "width": 4})]


def _stars(other: pd.DataFrame, counters: pd.DataFrame) -> list[Layer]:
    """Figures of the other scope."""
    if other.empty:
        return []
    colors = {counter.speaker_id: style(counter).color for counter in counters.itertuples()}
    marker = {
        "symbol": "star",
        "size": 15,
        "color": column(other, lambda row: colors.get(row.speaker_id, theme.actor(row.side).color)),
        "opacity": column(other, opacity),
    }
    half = ((other["high"] - other["low"]) / 2).fillna(0).tolist()
    bar = {"array": half, "thickness": 3, "width": 0, "color": theme.actor("russia").color}
    look = {"mode": "markers+text", "name": "star: the other scope", "marker": marker, "error_y": bar}
    texts = {"text": _star_labels(other), "textposition": column(other, _label_place)}
    return [scatter(other, "middle", "value", hover, **look, **texts)]


def _label_place(row: Row) -> str:
    """Where a star's value finds room: parts of a month lie on the lines, other scopes above them."""
    if row.quantity == "ru_gain_month_partial":
        return {11: "middle right", 12: "bottom left"}.get(row.middle.month, "bottom center")
    return "top left" if row.middle.month == 12 else "top right"


def _star_labels(other: pd.DataFrame) -> list[str]:
    """Values beside the stars; a star close to one that has its value gets none (hover and table have it)."""
    texts, taken = [], []
    for row in other.itertuples():
        free = all(abs(row.value - value) > 60 or abs((row.middle - date).days) > 25 for date, value in taken)
        texts.append(words.star(row) if free else "")
        taken += [(row.middle, row.value)] if free else []
    return texts


def recount(estimates: pd.DataFrame, front: pd.DataFrame, counters: pd.DataFrame) -> Figure:
    """Months from daily files minus the same months as printed, one frame per pair of counters.

    `estimates`, `front` and `counters` are the tables estimates, front_daily and month_counters.
    """
    pairs = gains.recount(estimates, front, counters)
    panels = counters.dropna(subset="panel").sort_values("panel", ignore_index=True)
    panels["near"] = [gains.within(pairs, name) for name in panels["speaker_id"]]
    groups = [pairs[pairs["speaker_id"] == name] for name in panels["speaker_id"]]
    parts = [_apart(own, row) for own, row in zip(groups, panels.itertuples(), strict=True)]
    parts[-1] = parts[-1]._replace(x={"title": "recounted minus printed, km²", "showticklabels": True})
    inside = MONTH_PX * len(pairs) + APART_PX * len(panels)
    return frames(
        parts,
        gap=APART_PX / inside,
        x={"range": [-70, 55], "tickvals": [-60, -40, -20, 0, 20, 40], "zeroline": True},
        heights=[len(own) + 1 for own in groups],
        look={"showlegend": False, "margin": {"t": APART_PX}},
        height=inside + FOOT_PX,
        **words.recount(pairs, panels),
    )


def _apart(own: pd.DataFrame, counter: Row) -> Frame:
    """Differences of one counter, the oldest month on top; those far from zero are named."""
    comparable(own)
    look, own = style(counter), own.assign(y=range(len(own) - 1, -1, -1))
    marker = {"color": look.color, "symbol": look.symbol, "size": 8}
    head, broken_head = words.pair(counter)
    near = areas([(-gains.NEAR_KM2, 0, gains.NEAR_KM2, 1)], BAND, yref="y domain", **UNDER)
    return Frame(
        [
            near,
            scatter(own, own["off_km2"].round(1), "y", words.recounted, marker=marker),
            *_far(own),
            heading(head, name="wide"),
            heading(broken_head, name="narrow", align="left"),
        ],
        {"range": [-1, len(own)], "showgrid": False, "showticklabels": False},
    )


def _far(own: pd.DataFrame) -> list[Layer]:
    """Month and difference of those more than FAR_KM2 apart; one close below another named one has none."""
    named, layers = [], []
    for row in own[own["off_km2"].abs() > FAR_KM2].itertuples():
        if all(abs(row.y - y) > 1 or (row.off_km2 > 0) != (off > 0) for y, off in named):
            named.append((row.y, row.off_km2))
            left = row.off_km2 > 30 or -30 < row.off_km2 < 0  # away from zero, unless the axis ends there
            side = {"xanchor": "right", "xshift": -8} if left else {"xanchor": "left", "xshift": 8}
            layers.append(notes([(row.off_km2, row.y, words.difference(row))], 13, **side))
    return layers


def share_by_oblast(monthly: pd.DataFrame) -> Figure:
    """Monthly gains in Donetsk oblast and in all others (table deepstate_monthly), with its share in periods.

    Losses of ground stand below zero.
    """
    rows = gains.by_oblast(monthly)
    rows["others"] = rows["total"] - rows["Donetsk"]
    rows["first"] = rows["month"].dt.to_period("M").dt.start_time
    sums = [gains.oblast_sum(monthly, *ends) for ends in PERIODS]
    return picture(
        [
            *(_oblast(rows.assign(part=rows[name]), *look) for name, look in PARTS.items()),
            *(_share(rows, ends, found) for ends, found in zip(PERIODS, sums, strict=True)),
        ],
        x={**MONTHS, "dtick": "M4", "tick0": "2024-08-01", "showgrid": False},
        y={"title": "km² in the month", "range": [-30, 850]},
        look={"barmode": "relative", "bargap": 0.15, "margin": {"t": 6}},
        height=400,
        **words.oblasts(rows, *sums),
    )


def _oblast(rows: pd.DataFrame, label: str, color: str) -> Layer:
    rows = rows.assign(row_id="deepstate_monthly:" + rows["key"])
    return bars(
        rows, "first", "part", lambda row: words.oblast(label, row), name=label, marker={"color": color}
    )


def _share(rows: pd.DataFrame, ends: tuple[str, str], found: tuple) -> Layer:
    """A line over the months of a period, the share of Donetsk oblast above it; the title's under the pen."""
    own = rows[rows["key"].between(*ends)]
    half, top = pd.Timedelta(days=13), rows["total"].max() + 25
    first, last = own["first"].min() - half, own["first"].max() + half
    over = line([first, last], [top, top], theme.INK, 1.5)
    ground = {"bgcolor": theme.PEN, "borderpad": 1} if ends == PERIODS[0] else {}
    middle = first + (last - first) / 2
    said = notes([(middle, top, words.share_of_donetsk(found))], None, yanchor="bottom", yshift=3, **ground)
    return Layer(over.traces, said.notes)
