"""What the figures of the lesson on the incursion say: titles, captions, alts, tables, hovers."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.charts import theme
from helpers.charts.frames import PENNED, table
from helpers.charts.layers import Row
from helpers.charts.statements import WEAK_GRADES, limited, printed_rows
from helpers.charts.timelines import short_event
from helpers.words import broken, day, number, short_day, written

NARROW_WORDS = 22  # letters of a line above a narrow picture
SIGNS = {"under": "&lt;", "over": "&gt;", "up to": "≤", "at least": "≥"}  # an open end in little room
KYIV = ("oleksandr-syrskyi", "volodymyr-zelensky")  # who speaks for Kyiv on ground held
PEAKS = "<b>Peak said,</b><br>day not stated"
RETAKEN = "<b>Ground that Moscow said it had retaken</b>"
NOT_RETAKEN = "<b>Moscow</b>: no figure in this period"
STAFF_SAID = "The staff source spoke after the report: no writer could know it before."
MEASURED = "our measurement of archived outlines, inside Kursk oblast"


def redrawn(row: Row) -> str:
    """One redrawn day of a curve."""
    return f"<b>{theme.mapper(row.mapper).label}</b><br>{day(row.date)}: {number(row.area_km2)} km²"


def values(row: Row, *, narrow: bool) -> list[str]:
    """The value of a statement with its speaker (Kyiv for its leaders) and alone, the longest first."""
    value = _km2(row)
    named = "Kyiv" if row.speaker_id in KYIV else row.short_name
    short = [f"<b>{SIGNS[row.limit]}{number(row.value)}</b>"] if row.limit in SIGNS else []
    return [value, *short] if narrow else [f"{value} {named}", value, *short]


def _km2(row: Row) -> str:
    """A value in whole km² (square miles have no decimals either), bold where its mark is not faint."""
    value = limited(row, number(row.value))
    if row.bound == "range":
        value = f"{number(row.first_end)}–{number(row.last_end)}"
    return value if row.page_grade in WEAK_GRADES else f"<b>{value}</b>"


def peaks(rows: pd.DataFrame) -> dict[str, list[str]]:
    """The list of peaks: value and speaker, on a phone the value alone."""
    return {
        "wide": [f"{_km2(row)} {row.short_name}" for row in rows.itertuples()],
        "narrow": [_km2(row) for row in rows.itertuples()],
    }


def event(row: Row) -> str:
    """One numbered day."""
    return f"<b>{day(row.date_first)}</b><br>{broken(row.what, 48)}"


def told(rows: pd.DataFrame, width: str) -> list[str]:
    """The words of events, broken for a narrow picture."""
    said = [short_event(row) for row in rows.itertuples()]
    return said if width == "wide" else [broken(text, NARROW_WORDS) for text in said]


def area_title(area: pd.DataFrame, said: pd.DataFrame, ground: str, period: str) -> str:
    """The maps and Kyiv's figure of one day, or how DeepState's area fell in March 2025."""
    if period == "March 2025":
        start, end = (areas.on_day(area, "deepstate", on, ground) for on in ("2025-03-07", "2025-03-20"))
        changed = areas.editions(area[area["mapper"] == "deepstate"])["date"]
        count = changed.between("2025-03-08", "2025-03-20").sum()
        fell = f"fell from **{number(start)} to {number(end)} km²** in {count} redrawings"
        return f"7–20 Mar 2025: DeepState's {ground} ground {fell}"
    when = "2024-08-20" if ground == "held" else "2024-08-27"
    syrskyi = said[(said["speaker_id"] == "oleksandr-syrskyi") & (said["as_of_last"] == when)]
    kyiv = f"Kyiv said **{number(syrskyi['central'].dropna().iloc[0])}**"
    if ground == "held":
        low, high = areas.span(area, when)
        return f"On {day(when)} maps showed **{number(low)} to {number(high)} km²** held; {kyiv}"
    both = areas.on_day(area, "deepstate", when, ground)
    return f"On {day(when)} DeepState showed **{number(both)} km²** held or unclear; {kyiv}"


def flag(on: pd.Timestamp, title: str) -> dict[str, str]:
    """The numbers that a title of maps and Kyiv has under the pen, as they stand in the picture."""
    maps, kyiv = (f"<b>{part}</b>" for part in PENNED.findall(title))
    return {
        "wide": f"{short_day(on)}: {maps}, Kyiv {kyiv}",
        "narrow": f"{maps.removesuffix(' km²</b>').replace(' to ', '–')}</b>, Kyiv {kyiv}",
    }


def area(title: str, ground: str, curves: pd.DataFrame, said: pd.DataFrame, *, events: pd.DataFrame) -> dict:
    """Words of `area_by_source`, for the rows drawn."""
    told = [f"{n}: {day(r.date_first)}, {short_event(r)}" for n, r in enumerate(events.itertuples(), 1)]
    curves = curves.assign(label=curves["mapper"].map(lambda name: theme.mapper(name).label))
    tops = curves.loc[curves.groupby("label", sort=False)["area_km2"].idxmax()]
    peaks = [f"{r.label} reaches {number(r.area_km2)} km² on {day(r.date)}" for r in tops.itertuples()]
    dated, points = said.dropna(subset="as_of_last"), "no statements"
    if len(dated):
        points = f"{len(dated)} statements as points, highest {written(float(dated['value'].max()))}"
    meaning = "Unclear ground is DeepState's only; unclear means that the mapper does not know."
    caption = {
        f"Curves: {MEASURED}. Each speaker has a meaning of “held” of their own.": True,
        "Faint marks rest on weak pages.": dated["page_grade"].isin(WEAK_GRADES).any(),
        meaning: ground != "held",
    }
    drawn = table(
        curves,
        {
            "Speaker": "label",
            "Day": lambda row: day(row.date),
            "Value": lambda row: f"{number(row.area_km2)} km²",
            "What it counts": lambda _: "map outline",
        },
    )
    alt = f"{title.replace('**', '')}. Step curves, km²: {'; '.join(peaks)}. {points}. {'; '.join(told)}"
    return {
        "title": title,
        "subtitle": f"Ground {ground} in Kursk oblast, km². Lines: maps, each step a redrawing. Marks: what "
        "somebody said",
        "caption": " ".join(part for part, needed in caption.items() if needed),
        "alt": alt.strip(),
        "table": pd.concat([printed_rows(said)[list(drawn)], drawn], ignore_index=True),
    }


def lost(row: Row, *, mixing: bool) -> str:
    """The share lost of one bar."""
    if mixing:
        return f"{number(row.low)} to {number(row.high)} %"
    return f"{number(row.high)} %"


def bar(row: Row, *, mixing: bool, wide: bool) -> str:
    """The name of one bar with what its share divides, and its peak where that is one: below it or behind."""
    whole = "" if mixing else f" of {number(row.peak_km2)}"
    left = f"{number(row.now_km2)}{whole}\N{NO-BREAK SPACE}km²"
    return f"{row.label}{'<br>' if wide else ', '}<span style='color:{theme.INK_2}'>{left}</span>"


def shares(
    rows: pd.DataFrame, span_lost: tuple[float, float], peaks: tuple[float, float], on: str, *, mixing: bool
) -> dict:
    """Words of `share_lost`: the bars, the lowest and the highest share of a day and peak."""
    (low, high), (least, most) = span_lost, map(number, peaks)
    ends = f"{number(low)} to {number(high)} % lost"
    title = f"On {day(on)} the answer was {ends}, depending on the map"
    return {
        "title": f"Not allowed, two meanings mixed: {ends} on {day(on)}" if mixing else title,
        "subtitle": "Share of the largest area that was no longer held"
        + (
            f", by the smallest peak, {least}, and the largest, {most} km²; at each name: km² that remained"
            if mixing
            else "; at each name: km² that remained, of the peak"
        ),
        "caption": (
            f"Maps: {MEASURED}; peak = largest area drawn by then; shares before rounding. "
            + (
                "Dotted, our sum: what was lost on one map, by the smallest and by the largest peak; that is "
                "the Ukrainian staff source's."
                if mixing
                else STAFF_SAID
            )
        ),
        "alt": [f"{row.label}: {row.said}" for row in rows.itertuples()],
        "table": table(
            rows, {"Source": "label", "Left, km²": "now_km2", "Peak, km²": "peak_km2", "Lost": "said"}
        ),
    }


def two_sums(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the day on which two of one side differ most."""
    days = rows.groupby(["place", "as_of_last"])["value"]
    place, on = (days.max() - days.min()).idxmax()
    return rows[(rows["place"] == place) & (rows["as_of_last"] == on)]


def left(rows: pd.DataFrame) -> dict:
    """Words of `people_who_left`; the finding is the day on which two of one side differ most."""
    two = two_sums(rows)
    speaks, on = theme.actor(two["side"].iloc[0]).label, two["as_of_last"].iloc[0]
    low, high = number(two["value"].min()), number(two["value"].max())
    return {
        "table": printed_rows(rows).drop(columns="What it counts"),  # each counts all who left so far
        "title": f"{speaks} on {day(on)}: **{low} or {high}** people gone from border districts",
        "subtitle": "People who had left the border districts, or had been moved, up to a day",
        "caption": "Russian officials speak of Kursk oblast, Ukrainian officials of Sumy oblast: no side is "
        "checked by another. They draw the zones differently.",
    }
