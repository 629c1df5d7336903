"""Ground gained by month: as printed by counter, printed against recounted, by oblast."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import gains
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import MONTHS, PAGE, Figure, Frame, frames, picture, table
from helpers.charts.layers import Layer, Row, bars, scatter, segments
from helpers.charts.statements import hover, opacity, said_on
from helpers.charts.the_price_in_the_donbas import words
from helpers.words import month

FILES = {"isw_claimed": "ISW's assessed + claimed", "isw": "ISW's assessed", "ds": "DeepState's map"}
OBLAST_LOOKS = {
    "Donetsk": ("#474747", ""),
    "Luhansk": ("#1D1D1D", "/"),
    "Kharkiv": ("#A6A6A6", ""),
    "Sumy": ("#1D1D1D", "x"),
    "rest": ("#1D1D1D", "."),
}


def monthly_by_counter(
    estimates: pd.DataFrame, counters: pd.DataFrame, quantities: pd.DataFrame, scope: str, period: str
) -> Figure:
    """Printed gains by month and counter; figures of another scope as stars beside the full months.

    Parameters
    ----------
    estimates, counters, quantities : tables estimates, month_counters and quantities.
    scope : key of analysis.gains.SCOPES.
    period : key of analysis.gains.PERIODS.
    """
    rows = gains.in_scope(estimates, scope, period)
    main, other = rows[rows["main"]], rows[~rows["main"]]
    drawn = counters[counters["speaker_id"].isin(main["speaker_id"])].sort_values("place", ignore_index=True)
    first, last = (pd.Timestamp(end) for end in gains.PERIODS[period])
    lines = []
    for counter in drawn.itertuples():
        shift = pd.Timedelta(days=round(3 * counter.Index - 1.5 * (len(drawn) - 1)))
        own = main[main["speaker_id"] == counter.speaker_id]
        lines += _printed_line(own.assign(at=own["middle"] + shift), counter.label, _style(counter))
    title = words.other_title(rows, other) if len(other) else words.months_title(rows)
    return picture(
        [*lines, *_stars(other, counters)],
        x={"range": [first, last + pd.Timedelta(days=1)], **MONTHS}
        | {"dtick": "M1" if (last - first).days < 300 else "M2"},
        y={"title": "km² in the month", "range": [0, 820]},
        title=title,
        subtitle="Russian gain inside Ukraine, net, km², as printed",
        caption=words.months_caption(scope, other),
        alt=words.months_alt(title, rows, other),
        table=table(
            rows.assign(kind=rows["quantity"].map(quantities.set_index("quantity")["label"])),
            {"Counter": "name", "Days": said_on, "Printed": "value_as_printed", "Scope": "kind"}
            | {"Counts ground": "definition"}
            | PAGE,
        ),
        mixed=comparable(rows, mixed=True),  # AFP counts claimed ground too: "mixed: definitions"
        height=540,
    )


def _style(counter: Row) -> theme.Style:
    style = {**theme.ACTORS, **theme.MAPPERS}[counter.look]
    return style._replace(dash=counter.dash) if pd.notna(counter.dash) else style


def _printed_line(own: pd.DataFrame, label: str, style: theme.Style) -> list[Layer]:
    """One counter: a mark per month, a thin line between months that follow each other, bars for ranges."""
    marks, before = [], None
    for row in own.itertuples():
        if before is not None and (row.as_of_last - before).days > 31:
            marks.append((None, None, "", ""))
        marks.append((row.at, row.value, row.row_id, hover(row)))
        before = row.as_of_last
    x, y, ids, texts = (list(values) for values in zip(*marks, strict=True))
    ranges = own.loc[own["bound"] == "range", ["at", "low", "at", "high"]]
    line = scatter(
        own,
        x,
        y,
        mode="lines+markers",
        name=label,
        line={"color": style.color, "dash": style.dash, "width": 1.2},
        marker={"color": style.color, "symbol": style.symbol, "size": 9},
        customdata=ids,
        hovertext=texts,
        hoverinfo="text",
    )
    ends = ranges.itertuples(index=False, name=None)
    return [line, segments(ends, {"color": style.color, "width": 4})]


def _stars(other: pd.DataFrame, counters: pd.DataFrame) -> list[Layer]:
    """Figures of the other scope."""
    if other.empty:
        return []
    colors = {counter.speaker_id: _style(counter).color for counter in counters.itertuples()}
    marker = {
        "symbol": "star",
        "size": 15,
        "color": [colors.get(row.speaker_id, theme.actor(row.side).color) for row in other.itertuples()],
        "opacity": [opacity(row) for row in other.itertuples()],
    }
    half = ((other["high"] - other["low"]) / 2).fillna(0).tolist()
    stars = scatter(
        other,
        "middle",
        "value",
        hover,
        mode="markers+text",
        name="star: the other scope",
        marker=marker,
        error_y={"array": half, "thickness": 3, "width": 0, "color": theme.actor("russia").color},
        text=_star_labels(other),
        textposition=[_label_place(row) for row in other.itertuples()],
    )
    return [stars]


def _label_place(row: Row) -> str:
    """Where a star's value finds room: parts of a month lie on the lines, other scopes above them."""
    if row.quantity == "ru_gain_month_partial":
        return "middle right" if row.middle.month == 11 else "bottom center"
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
    """Printed months (x) against the same months from daily files (y), one frame per pair of counters.

    `estimates`, `front` and `counters` are the tables estimates, front_daily and month_counters.
    """
    pairs = gains.recount(estimates, front, counters)
    panels = counters.dropna(subset="panel").sort_values("panel", ignore_index=True)
    panels["near"] = [gains.within(pairs, name) for name in panels["speaker_id"]]
    afp = panels.set_index("speaker_id").loc["afp-on-isw"]
    heads = tuple(
        f"{row.short_name} and<br>{FILES[row.daily_counter]}:<br>{words.near(row, '<b>{} of {}</b>')}"
        for row in panels.itertuples()
    )
    return frames(
        [_panel(pairs[pairs["speaker_id"] == row.speaker_id], row) for row in panels.itertuples()],
        gap=0.22,
        grid={"cols": 2, "shared_xaxes": False, "horizontal_spacing": 0.13, "subplot_titles": heads},
        heads={"font": {"size": 13}},
        share=0.93,
        look={"showlegend": False},
        title=f"AFP's months can be rebuilt from ISW's files: {words.near(afp)}",
        subtitle="A mark is a month; on the line both are equal",
        caption=words.recount_caption(pairs),
        alt=[f"{row.short_name}: {words.near(row, '{} of {} months')}" for row in panels.itertuples()],
        table=table(pairs.round({"recounted_km2": 1, "off_km2": 1}), words.RECOUNT),
        height=640,
    )


def _panel(own: pd.DataFrame, counter: Row) -> Frame:
    """Printed against recounted of one counter; axes are named at the left and at the foot."""
    comparable(own)
    style, axis = _style(counter), {"range": [0, 800], "dtick": 200}
    equal = pd.DataFrame({"km2": [0, 800]})
    layers = [
        scatter(equal, "km2", "km2", mode="lines", line={"color": theme.FAINT, "width": 1}),
        scatter(
            own,
            "value",
            own["recounted_km2"].round(1),
            words.recount_hover,
            marker={"color": style.color, "symbol": style.symbol, "size": 8},
        ),
    ]
    left, lowest = counter.Index % 2 == 0, counter.Index > 1
    return Frame(
        layers,
        {**axis, **({"title": "recounted, km²"} if left else {})},
        {**axis, **({"title": "printed, km²"} if lowest else {})},
    )


def share_by_oblast(monthly: pd.DataFrame) -> Figure:
    """Stacked monthly gains by oblast from DeepState's maps; losses of ground stand below zero.

    `monthly` is table deepstate_monthly.
    """
    rows = gains.by_oblast(monthly)
    autumn, winter, later = (
        gains.oblast_sum(monthly, *ends)
        for ends in [("2024-08", "2024-11"), ("2024-12", "2025-03"), ("2025-09", "2025-10")]
    )
    return picture(
        [_oblast(rows.assign(part=rows[name]), name) for name in OBLAST_LOOKS],
        x={**MONTHS, "dtick": "M4", "tick0": "2024-08-01"},
        y={"title": "km² in the month"},
        look={"barmode": "relative", "bargap": 0.15},
        title=words.oblast_title(autumn),
        subtitle="Russian gain by oblast on DeepState's maps, last map to last map",
        caption=words.oblast_caption(winter, later),
        alt=[words.oblast_alt(winter, later)],
        table=table(
            rows,
            {"Month": lambda row: month(row.month)}
            | {name: name for name in OBLAST_LOOKS if name != "rest"}
            | {"Other oblasts": "rest", "All": "total"},
        ),
        height=500,
    )


def _oblast(rows: pd.DataFrame, name: str) -> Layer:
    color, shape = OBLAST_LOOKS[name]
    label = "other oblasts" if name == "rest" else name
    marker = {"color": color, "line": {"color": theme.PAPER, "width": 0.5}}
    if shape:
        hatch = {"shape": shape, "fgcolor": color, "size": 5}
        marker = {"color": theme.PAPER, "pattern": hatch, "line": {"color": color, "width": 0.8}}
    return bars(
        rows.assign(row_id="deepstate_monthly:" + rows["key"]),
        rows["month"].dt.to_period("M").dt.to_timestamp(),
        "part",
        lambda row: words.oblast_hover(label, row),
        name=label,
        marker=marker,
    )
