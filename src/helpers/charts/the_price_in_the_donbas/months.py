"""Ground gained by month: as printed by counter, and by oblast."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis import gains
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.counters import PENNED
from helpers.charts.frames import MONTHS, Figure, picture
from helpers.charts.layers import Layer, Row, bars, column, line, notes, scatter, segments
from helpers.charts.statements import hover, opacity
from helpers.charts.the_price_in_the_donbas import words
from helpers.words import number

BAND = "#EDEAE2"
CLEAR = {
    "bgcolor": theme.PAPER,
    "borderpad": 0,
}  # words stand beside the bars: no line of the grid runs through
BAR_DAYS = 24
HALF_BAR = pd.Timedelta(days=BAR_DAYS / 2)
HALF_MONTH = pd.Timedelta(days=15)
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

    Figures of another scope stand as stars beside the full months; that of the title is under the pen.

    Parameters
    ----------
    estimates, counters, quantities : tables estimates, month_counters and quantities.
    scope : key of analysis.gains.SCOPES.
    period : key of analysis.gains.PERIODS.

    >>> fig = charts.monthly_by_counter(
    ...     load("estimates"),
    ...     load("month_counters"),
    ...     load("quantities"),
    ...     scope="full months, Ukraine, net",
    ...     period="2024",
    ... )
    >>> fig.layout.meta["title"]
    'Gains rose: 50 to 129 km² in Jun 2024 (two...
    """
    rows = gains.in_scope(estimates, scope, period)
    rows["kind"] = rows["quantity"].map(quantities.set_index("quantity")["label"])
    main, other = rows[rows["main"]], rows[~rows["main"]]
    drawn = counters[counters["speaker_id"].isin(main["speaker_id"])].sort_values("place", ignore_index=True)
    first, last = (pd.Timestamp(end) for end in gains.PERIODS[period])
    shifts = drawn.set_index("speaker_id")["place"].rank().sub((len(drawn) + 1) / 2).mul(3).round()
    main = main.assign(at=main["middle"] + pd.to_timedelta(main["speaker_id"].map(shifts), unit="D"))
    star = words.title_star(rows, other) if len(other) else None
    return picture(
        [
            _spread(rows),
            *(_title_months(rows) if star is None else []),
            *(
                layer
                for counter in drawn.itertuples()
                for layer in _printed(main[main["speaker_id"] == counter.speaker_id], counter)
            ),
            *([] if star is None else [*_stars(other, rows, counters, star), *_compared(main, star)]),
            _claimed(rows, other, counters, star),
        ],
        x={"range": [first, last + pd.Timedelta(days=1)], **MONTHS, "ticklabelmode": "period"}
        | {"dtick": "M1", "showgrid": False},
        y={"range": [-25, 820]},
        look={"margin": {"t": 6}, "barmode": "overlay"},
        mixed=comparable(rows, mixed=True),  # AFP counts claimed ground too: "mixed: what is counted"
        narrow={"xaxis.dtick": "M1" if (last - first).days < 300 else "M2"},
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
    return _bands(spread, BAND, name=words.SPREAD)


def _bands(spread: pd.DataFrame, color: str, **look: Any) -> Layer:
    """Bars from the lowest to the highest figure of months (rows of `gains.month_spread`)."""
    middle, tall = spread["as_of_last"] - HALF_MONTH, spread["highest"] - spread["lowest"]
    look |= {"base": spread["lowest"].tolist(), "width": BAR_DAYS * theme.DAY_MS, "marker": {"color": color}}
    return bars(spread, middle, tall, **look)


def _title_months(rows: pd.DataFrame) -> list[Layer]:
    """The months of the title under the pen, their numbers below the lower and above the higher one."""
    months = words.title_months(rows).reset_index()
    lowest, highest = months.sort_values("highest").to_dict("records")
    ends = (
        (lowest, "lowest", {"yanchor": "top", "yshift": -7}),
        (highest, "highest", {"yanchor": "bottom", "yshift": 8}),
    )
    said = [
        notes([(month["as_of_last"] - HALF_MONTH, month[end], words.spanned(month))], None, **PENNED, **look)
        for month, end, look in ends
    ]
    return [_bands(months, theme.PEN, name=words.TITLED, showlegend=False), *said]


def _printed(own: pd.DataFrame, counter: Row) -> list[Layer]:
    """One counter: a mark per month, bars for ranges."""
    look = style(counter)
    marker = {"color": look.color, "symbol": look.symbol, "size": 9}
    ranges = own.loc[own["bound"] == "range", ["at", "low", "at", "high"]].to_numpy()
    # above the stars, which are larger
    marks = scatter(own, "at", "value", hover, name=counter.short_name, marker=marker, zorder=1)
    return [marks, segments(ranges, {"color": look.color, "width": 4})]


def _stars(other: pd.DataFrame, rows: pd.DataFrame, counters: pd.DataFrame, star: pd.Series) -> list[Layer]:
    """Figures of the other scope; the value of the title's `star` is under the pen."""
    marker = {
        "symbol": "star",
        "size": 15,
        "color": _star_colors(other, counters),
        "opacity": column(other, opacity),
    }
    half = ((other["high"] - other["low"]) / 2).fillna(0).tolist()
    bar = {"array": half, "thickness": 3, "width": 0, "color": theme.actor("russia").color}
    look = {"name": "star: another scope, as chosen above", "marker": marker, "error_y": bar}
    said, spread = [], gains.month_spread(rows[rows["main"]])
    for row, text in zip(other.itertuples(), _star_labels(other), strict=True):
        if text:
            titled, (x, y, side) = row.row_id == star["row_id"], _label_place(row, spread)
            place = (x, y, f"<b>{text}</b>" if titled else text)
            said.append(notes([place], None, **(PENNED if titled else CLEAR), **side))
    return [scatter(other, "middle", "value", hover, **look), *said]


def _star_colors(other: pd.DataFrame, counters: pd.DataFrame) -> list[str]:
    """Colours of those who speak; a counter has the one of its marks."""
    colors = {counter.speaker_id: style(counter).color for counter in counters.itertuples()}
    return column(other, lambda row: colors.get(row.speaker_id, theme.actor(row.side).color))


def _compared(main: pd.DataFrame, star: pd.Series) -> list[Layer]:
    """The number that the title holds against its star: the same counter's, or the span of all."""
    middle, below = star["month"] - HALF_MONTH, {"yanchor": "top", "yshift": -7}
    if pd.isna(star["full"]):
        span = gains.month_spread(main).loc[star["month"]]
        foot, told = (
            min(span["lowest"], star["value"] if pd.isna(star["low"]) else star["low"]),
            words.spanned(span),
        )
        return [
            notes([(middle, foot, told)], None, name="wide", **CLEAR, **below),
            notes(
                [(middle + HALF_BAR, foot, words.in_month(star["month"], told))],
                None,
                name="narrow",
                xanchor="right",
                **CLEAR,
                **below,
            ),
        ]
    own = main[(main["speaker_id"] == star["speaker_id"]) & (main["as_of_last"] == star["month"])].iloc[0]
    text = f"<b>{number(own['value'])}</b>"
    if star["month"].month == 1:  # left of the first month stand the numbers of the axis: inside the bar
        wide = notes([(middle - HALF_BAR, own["value"], text)], None, name="wide", xanchor="left", **below)
        return [wide, notes([(middle, own["value"], text)], None, name="narrow", **below)]
    return [notes([(middle - HALF_BAR, own["value"], text)], None, xanchor="right", xshift=-3, **CLEAR)]


def _claimed(rows: pd.DataFrame, other: pd.DataFrame, counters: pd.DataFrame, star: Any) -> Layer:
    """Ranges of stars in their colour, above all marks of their month; the title's under the pen."""
    highest = gains.month_spread(rows)["highest"]
    said = []
    for row, color in zip(other.itertuples(), _star_colors(other, counters), strict=True):
        if row.bound == "range":
            top = max(row.high, highest.get(row.as_of_last + pd.offsets.MonthEnd(0), row.high))
            titled = row.row_id == star["row_id"]
            look = {"font": {"size": 13, "color": color}, "xanchor": "left", "xshift": -12, "align": "left"}
            look |= {"font": {"size": 13}, **PENNED} if titled else {}
            for name, told in (("wide", "claimed "), ("narrow", "" if titled else "claimed<br>")):
                text = told + words.star(row)
                place = [(row.middle, top, f"<b>{text}</b>" if titled else text)]
                said += notes(place, None, yanchor="bottom", yshift=6, name=name, **look).notes
    return Layer(notes=said)


def _label_place(row: Row, spread: pd.DataFrame) -> tuple[pd.Timestamp, float, dict]:
    """Where a star's value finds room: parts of a month beside or below the bar, other scopes above it."""
    up, down = {"yanchor": "bottom", "yshift": 9}, {"yanchor": "top", "yshift": -10}
    month = row.as_of_last + pd.offsets.MonthEnd(0)
    low, high = spread.loc[month, ["lowest", "highest"]] if month in spread.index else (row.value, row.value)
    if row.quantity != "ru_gain_month_partial":
        aside = {"xanchor": "left", "xshift": 10, "yanchor": "bottom", "yshift": 4}
        return row.middle, row.value, up if row.middle.month == 12 else aside
    if row.value > high:
        return row.middle, row.value, up
    middle = month - HALF_MONTH
    if low < row.value and row.middle.month == 11:
        return middle + HALF_BAR, row.value, {"xanchor": "left", "xshift": 3}
    if low < row.value and row.middle.month == 12:
        return middle - HALF_BAR, row.value, {"xanchor": "right", "xshift": -3}
    if row.middle.month == 11:
        return row.middle, row.value, {"xanchor": "left", "xshift": 10}
    return row.middle, min(row.value, low), down


def _star_labels(other: pd.DataFrame) -> list[str]:
    """Values beside the stars, but for ranges; a star close to one that has its value gets none."""
    texts, taken = [], []
    for row in other.itertuples():
        free = row.bound != "range" and all(
            abs(row.value - value) > 60 or abs((row.middle - date).days) > 25 for date, value in taken
        )
        texts.append(words.star(row) if free else "")
        taken += [(row.middle, row.value)] if free else []
    return texts


def share_by_oblast(monthly: pd.DataFrame) -> Figure:
    """Monthly gains in Donetsk oblast and in all others (table deepstate_monthly), with its share in periods.

    Losses of ground stand below zero.

    >>> fig = charts.share_by_oblast(load("deepstate_monthly"))
    >>> fig.layout.meta["title"]
    'Aug to Nov 2024: 86 % of the gain lay in...
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
        y={"range": [-30, 850], "tickvals": [0, 200, 400, 600]},
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
    ground = PENNED if ends == PERIODS[0] else {}
    middle = first + (last - first) / 2
    said = notes([(middle, top, words.share_of_donetsk(found))], None, yanchor="bottom", yshift=3, **ground)
    return Layer(over.traces, said.notes)
