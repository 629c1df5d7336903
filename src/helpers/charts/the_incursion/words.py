"""What the figures of the lesson on the incursion say: titles, captions, hovers, tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.charts import theme
from helpers.charts.layers import Row
from helpers.charts.statements import printed_rows, said_on
from helpers.charts.timelines import short_event
from helpers.words import broken, day, days, number, written

MEASURED = "our measurement of archived outlines (geodesic, inside Kursk oblast)"
SYRSKYI = "oleksandr-syrskyi"
EDITIONS = {
    "Mapper": "label",
    "First file": "first",
    "Last file": "last",
    "Days with a file": "files",
    "Days with a change": "changes",
}
SHARES = {"Source": "label", "Left, km²": "now_km2", "Peak, km²": "peak_km2", "Lost": "said"}
PLACES = (
    "DeepState's own file keeps about 11 km² near Tetkino that never change. Each strip is another "
    "piece of ground; no line joins them. Faint = weak page."
)


def covered(row: Row) -> str:
    """The days that a mapper's files cover."""
    return days(row.first, row.last)


def editions_title(deepstate: Row) -> str:
    """How seldom a daily map changed."""
    changed = f"DeepState's map changed on {deepstate.changes} of {deepstate.files - 1} days"
    return f"A daily file is not a daily observation: {changed}"


def editions_caption(deepstate: Row, owl: Row) -> str:
    """What counts as a change, by mapper."""
    return (
        f"DeepState {covered(deepstate)} (held or unclear ground differs from "
        f"the day before); Project Owl changed on {owl.changes} of {owl.files - 1} days. "
        "Creamy Caprice drew about once a month until May 2025. "
        "Of ISW's maps we have only ground that Russia retook. "
        "No change drawn does not mean that nothing happened."
    )


def edition_hover(row: Row) -> str:
    """One tick: a day on which an outline changed."""
    return f"<b>{theme.mapper(row.mapper).label}</b><br>outline changed on {day(row.date)}"


def map_hover(row: Row) -> str:
    """One redrawn day of a curve."""
    return f"<b>{theme.mapper(row.mapper).label}</b><br>{day(row.date)}: {number(row.area_km2)} km²"


def peak_hover(row: Row) -> str:
    """One peak whose day was not stated."""
    return f"<b>{row.name}</b>: peak, day not stated<br>{row.value_as_printed}"


def event_hover(row: Row) -> str:
    """One numbered day."""
    return f"<b>{day(row.date_first)}</b><br>{broken(row.what, 48)}"


def numbered(events: pd.DataFrame) -> list[str]:
    """The numbered days in words."""
    rows = enumerate(events.itertuples(), 1)
    return [f"{number}: {day(row.date_first)}, {short_event(row)}" for number, row in rows]


def area_title(area: pd.DataFrame, said: pd.DataFrame, ground: str, period: str) -> str:
    """The maps and Kyiv's figure of one day, or how DeepState's area fell in March 2025."""
    if period == "March 2025":
        start, end = (areas.on_day(area, "deepstate", on, ground) for on in ("2025-03-07", "2025-03-20"))
        changed = areas.editions(area[area["mapper"] == "deepstate"])["date"]
        count = changed.between("2025-03-08", "2025-03-20").sum()
        fell = f"fell from {number(start)} to {number(end)} km² in {count} redrawings"
        return f"7–20 Mar 2025: DeepState's {ground} ground {fell}"
    kyiv = said[said["speaker_id"] == SYRSKYI].dropna(subset="central").groupby("as_of_last")["central"]
    kyiv = kyiv.first().map(number)
    if ground == "held":
        low, high = areas.span(area, "2024-08-20")
        maps = f"maps showed {number(low)} to {number(high)} km² held"
        return f"On {day('2024-08-20')} {maps}; Kyiv said {kyiv['2024-08-20']}"
    both = areas.on_day(area, "deepstate", "2024-08-27", ground)
    shown = f"DeepState shows {number(both)} km² on {day('2024-08-27')}"
    return f"With unclear ground {shown}; Kyiv said {kyiv['2024-08-27']}"


def area_caption(ground: str, undated: bool, told: list[str]) -> str:
    """How curves, points and ticks read; `told` are the numbered days."""
    parts = {
        f"Curves: {MEASURED}, steps at redrawn days. Points: statements with their own meaning of “held”; "
        "faint = weak page.": True,
        "Unclear ground is DeepState's only; unclear means that the mapper does not know.": ground != "held",
        "Ticks at the right edge are peaks whose day was not stated.": undated,
        f"Days: {'; '.join(told)}.": told,
    }
    return " ".join(part for part, needed in parts.items() if needed)


def area_alt(title: str, curves: dict[str, pd.DataFrame], said: pd.DataFrame, told: list[str]) -> str:
    """The peak of each curve, the number of statements and the highest, the numbered days."""
    peaks = []
    for name, curve in curves.items():
        top = curve.loc[curve["area_km2"].idxmax()]
        peaks.append(
            f"{theme.mapper(name).label} reaches {number(top['area_km2'])} km² on {day(top['date'])}"
        )
    points = "no statements"
    if len(said):
        points = f"{len(said)} statements as points, highest {written(float(said['value'].max()))}"
    return f"{title}. Step curves, km²: {'; '.join(peaks)}. {points}. {' '.join(told)}".strip()


def area_table(curves: dict[str, pd.DataFrame], said: pd.DataFrame) -> pd.DataFrame:
    """Statements, then the redrawn days of each curve."""
    rows = pd.concat(curves.values())
    drawn = pd.DataFrame(
        {
            "Speaker": [theme.mapper(name).label for name in rows["mapper"]],
            "Day": rows["date"].map(day),
            "Value": [f"{number(value)} km²" for value in rows["area_km2"]],
            "What it counts": "map outline",
        }
    )
    return pd.concat([printed_rows(said)[list(drawn)], drawn], ignore_index=True)


def lost(row: Row, mixing: bool) -> str:
    """The share lost of one bar."""
    if mixing:
        return f"{number(row.low)} to {number(row.high)} %"
    return f"{number(row.high)} % ({number(row.now_km2)} of {number(row.peak_km2)})"


def staff(on: pd.Timestamp) -> str:
    """The staff source and its day."""
    return f"Kyiv's staff source, {day(on)}"


def share_title(low: float, high: float, on: str, mixing: bool) -> str:
    """Lowest and highest share of a day, or what mixing two meanings makes of them."""
    ends = f"{number(low)} to {number(high)} % lost"
    if mixing:
        return f"Not allowed, two meanings mixed: {ends} on {day(on)}"
    return f"On {day(on)} the answer was {ends}, depending on the map"


def share_caption(mixing: bool) -> str:
    """What the peak is, and when the staff source spoke."""
    return (
        f"Maps: {MEASURED}; peak = largest area drawn by then. The staff source spoke on 23 Nov 2024, "
        "after the report, of 800 km² left and of at most 1,376 km² before."
    ) + (" Hatched: numerator of one map, peak of another." if mixing else "")


def statement(row: Row) -> str:
    """Speaker, day and printed value."""
    return f"{row.name}, {said_on(row)}, {row.value_as_printed}"
