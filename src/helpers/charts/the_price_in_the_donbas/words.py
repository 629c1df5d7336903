"""What the figures of the lesson on the price in the Donbas say: titles, captions, hovers, tables."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis import gains
from helpers.analysis.event_study import Step
from helpers.charts.layers import Row
from helpers.charts.statements import said_on
from helpers.words import broken, count_word, day, month, number, signed

MONTHS_CAPTION = (
    "Net gain of a full calendar month inside Ukraine, each counter by its own method: AFP adds ground "
    "that only Moscow claims; DeepState leaves unclear ground out. A line joins months that follow each "
    "other; marks of one month stand side by side. War Mapper and Black Bird Group: few months found. "
    "Bars: the UK's 500 to 550."
)
RECOUNT = {
    "Printed by": "name",
    "Month": lambda row: month(row.month),
    "Printed, km²": "value",
    "Recounted from": lambda row: gains.COUNTERS[row.counter],
    "Recounted, km²": "recounted_km2",
    "Difference, km²": "off_km2",
    "Month ends": "status",
}
# status of a day → name in the legend, and what is known of it
DAY_NAMES = {
    "observed": "a day's map",
    "interpolated": "hole in the maps: straight line",
    "edit": "known edit of the map",
}
DAY_NOTES = {
    "edit": "a known map edit",
    "interpolated": "a share of a hole in the maps",
    "observed": "no edit is recorded",
    "unchanged": "the map of the day before",
}
TALLEST = {
    "Day": "date",
    "Gain, km²": "gain",
    "What is known of the day": lambda row: DAY_NOTES[row.gain_status],
}
DAY_TEMPLATE = "%{x|%-d %b %Y}: %{y} km²<extra></extra>"
STEP_CAPTION = (
    "Bars: change from one evening's map to the next; lines: means before and after. Interval: "
    "Newey-West, lag 14, widened for few days. Very tall bars are cut at the edge. The step says "
    "that a rate changed on this map, not why."
)


def ends(lowest: float, highest: float) -> str:
    """Lowest and highest of several counters."""
    return f"{number(lowest)} to {number(highest)}"


def months_title(rows: pd.DataFrame) -> str:
    """The months with the lowest and the highest figure, in order, of those with two counters or more."""
    spread = gains.month_spread(rows).query("counters >= 2")
    first, last = (
        (month(at), count_word(int(found.counters)), ends(found.lowest, found.highest))
        for at, found in spread.loc[
            sorted([spread["lowest"].idxmin(), spread["highest"].idxmax()])
        ].iterrows()
    )
    return f"{first[0]}: {first[1]} counters say {first[2]} km²; {last[0]}: {last[1]} say {last[2]}"


def other_title(rows: pd.DataFrame, other: pd.DataFrame) -> str:
    """The star that lies farthest from the same counter's full month, beside that month."""
    full_months = rows[rows["main"]].set_index(["speaker_id", "as_of_last"])["value"].rename("full")
    stars = other.assign(month=other["as_of_last"] + pd.offsets.MonthEnd(0))
    stars = stars.join(full_months, on=["speaker_id", "month"])
    away = (stars["value"] - stars["full"]).abs()
    row = stars.loc[away.idxmax() if away.notna().any() else stars["value"].idxmax()]
    who, when = row["short_name"], month(row["month"])
    value, full = f"{number(row['value'])} km²", number(row["full"])
    if row["quantity"] == "ru_gain_month_incl_kursk":
        return f"{when}: {who} printed {value} with Kursk oblast and {full} without"
    if row["quantity"] == "ru_gain_month_gross":
        return f"{when}: {who} printed {value} taken, which is {full}\u00a0km² net"
    days = f"{row['as_of_first'].day} to {day(row['as_of_last'])}"
    if pd.notna(row["full"]):
        return f"{days}: {who} printed {value}; its full month was {full}"
    spread = gains.month_spread(rows).loc[row["month"]]
    counters = ends(spread["lowest"], spread["highest"])
    if row["bound"] == "range":
        return f"{when}: {who} claimed {ends(row['low'], row['high'])} km² a month; counters say {counters}"
    return f"{days}: {who} said {value}; counters, full month: {counters}"


def months_caption(scope: str, other: pd.DataFrame) -> str:
    """What a month counts, and what the stars are."""
    if gains.SCOPES[scope] == [gains.FULL_MONTH]:
        return MONTHS_CAPTION
    if other.empty:
        return f"{MONTHS_CAPTION} We found no figure of the other scope in this period."
    return f"{MONTHS_CAPTION} Stars are another scope and must not be read as a month of this series."


def months_alt(title: str, rows: pd.DataFrame, other: pd.DataFrame) -> str:
    """Lowest and highest figure of each month, and the stars."""
    months = "; ".join(
        f"{month(row.Index)} " + (ends(row.lowest, row.highest) if row.counters > 1 else number(row.lowest))
        for row in gains.month_spread(rows).itertuples()
    )
    stars = "; ".join(f"{row.name} {said_on(row)}: {row.value_as_printed}" for row in other.itertuples())
    said = f"{title}. Lowest and highest printed month in km²: {months}."
    return f"{said} Stars: {stars}." if stars else said


def star(row: Row) -> str:
    """The value beside a star."""
    return number(row.value) if row.bound == "point" else f"{number(row.low)}–{number(row.high)}"


def near(counter: Row, count: str = "{} of {}") -> str:
    """How many of a counter's months were rebuilt."""
    return f"{count.format(*counter.near)} within 2 km²"


def recount_hover(row: Row) -> str:
    """One month, printed and recounted."""
    return (
        f"<b>{row.name}</b>, {month(row.month)}<br>printed {number(row.value)}, recounted "
        f"{number(row.recounted_km2)} km²<br>{broken(row.publisher, 40)} ({row.page_grade})"
    )


def recount_caption(pairs: pd.DataFrame) -> str:
    """Which months these are, and the gaps that stay unexplained."""
    afp = pairs[pairs["speaker_id"] == "afp-on-isw"]
    worst = afp.loc[afp["off_km2"].abs().idxmax()]
    high = pairs.loc[(pairs["speaker_id"] == "isw") & (pairs["off_km2"] > 2), "off_km2"]
    return (
        f"Months from {month(pairs['month'].min())} to {month(pairs['month'].max())} with a printed "
        f"single value. AFP's largest gap: {month(worst['month'])}, printed {number(worst['value'])}, "
        f"rebuilt {number(worst['recounted_km2'])}, unexplained. ISW's own months of May to August 2025 lie "
        f"{ends(high.min(), high.max())} km² below the recount, unexplained. Month ends without a "
        "map are interpolated over at most three days."
    )


def tallest(label: str, top: Row) -> str:
    """The tallest bar, and what is known of its day."""
    gain = f"{signed(top.gain)}\u00a0km²"
    return f"{label}: tallest bar {day(top.date)}, {gain}; {DAY_NOTES[top.gain_status]}"


def days_caption(status: pd.Series) -> str:
    """Days without a map, and with the map of the day before."""
    counts = status.value_counts()
    return (
        f"{len(status)} days: {counts.get('interpolated', 0)} without a usable map, "
        f"{counts.get('unchanged', 0)} with the map of the day before (no update is not no change). Only "
        "edits that stand out and could be named are marked; other tall bars can be edits too. The table "
        "holds the five largest days."
    )


def days_alt(label: str, largest: pd.DataFrame) -> str:
    """The five largest days."""
    days = "; ".join(
        f"{day(row.date)} {signed(row.gain, 1)} km² ({row.gain_status})" for row in largest.itertuples()
    )
    return f"{tallest(label, largest.iloc[0])}. Five largest days: {days}."


def day_hover(row: Row) -> str:
    """One bar."""
    return f"{day(row.date)}: {signed(row.gain, 1)} km²<br>{DAY_NAMES[row.gain_status]}"


def same_hover(row: Row) -> str:
    """One day on which the file repeats the day before."""
    return f"{day(row.date)}: the map of the day before again"


def part(found: tuple[int, int, float]) -> str:
    """Gain in one oblast, in all of Ukraine, and the share."""
    return f"{found[0]:,} of {found[1]:,} km² ({found[2]:.0f} %)"


def oblast_title(autumn: tuple[int, int, float]) -> str:
    """The share of Donetsk oblast in autumn 2024."""
    return f"Aug to Nov 2024: {part(autumn)} were in Donetsk oblast"


def oblast_caption(winter: tuple[int, int, float], later: tuple[int, int, float]) -> str:
    """The same share in winter and a year later."""
    return (
        f"Dec 2024 to Mar 2025: {part(winter)}; Sep and Oct "
        f"2025: {part(later).replace(' km²', '')}. One source: DeepState's archived "
        "maps, measured by us; map edits are inside. The Donbas is Donetsk and Luhansk oblasts."
    )


def oblast_alt(winter: tuple[int, int, float], later: tuple[int, int, float]) -> str:
    """Both shares."""
    shares = f"Dec 2024 to Mar 2025: {number(winter[2])} %; Sep and Oct 2025: {number(later[2])} %"
    return f"Share of Donetsk oblast, {shares}"


def oblast_hover(label: str, row: Row) -> str:
    """One oblast's part of one month."""
    return f"<b>{label}</b>, {month(row.month)}<br>{signed(row.part)} of {signed(row.total)} km²"


def surface_title(here: pd.Series, window: int, after: pd.Timestamp) -> str:
    """Lowest and highest step of the marked day."""
    when, low, high = f"Step at {day(after)}", signed(here.min(), 1), signed(here.max(), 1)
    if set(here.index) == {"isw", "isw_claimed"}:
        return f"{when} in {window} days: {low} and {high}; DeepState's files start too late"
    return f"{when}: {low} to {high} km² a day in {window} days, by counter"


def surface_caption(window: int) -> str:
    """How bars, band and the numbers beside each name read."""
    return (
        f"Mean gain per day in {window} days after minus {window} days up to each Monday. Dark: the 95 % "
        "interval (Newey-West, lag 14, widened for few days) leaves zero out; pale: it does not. Grey "
        "band: the size of the "
        "step at the dotted line. Beside each name: that step, and on how many other Mondays, more than "
        f"{window} days away, one is as large. Windows overlap: these are not independent tests."
    )


def surface_alt(title: str, heads: Iterable[str]) -> str:
    """The numbers beside each name."""
    return f"{title}. By counter, with how many other Mondays are as large: {'; '.join(heads)}."


def interval(found: Row) -> str:
    """Both ends of the 95 % interval."""
    return f"{signed(found.low, 1)} to {signed(found.high, 1)}"


def step_hover(row: Row) -> str:
    """One Monday: rates before and after, step and interval."""
    rates = f"{day(row.day)}: {number(row.before, 1)} → {number(row.after, 1)}"
    return f"{rates}<br>{signed(row.step, 1)} ({interval(row)})"


def reading(found: Step) -> str:
    """What the interval says."""
    return "rose" if found.low > 0 else "fell" if found.high < 0 else "no clear step"


def step_title(label: str, window: int, after: pd.Timestamp, found: Step) -> str:
    """The step at one's own day."""
    step = f"{signed(found.step, 1)} ({interval(found)})"
    return f"{label}, {window} days each side of {day(after)}: {step}"


def step_alt(title: str, found: Step) -> str:
    """Both means and the reading."""
    means = f"Mean before {number(found.before, 1)}, after {number(found.after, 1)} km² a day"
    return f"{title}. {means}; reading: {reading(found)}."


def step_row(label: str, window: int, after: pd.Timestamp, found: Step) -> pd.DataFrame:
    """The table below the step at one's own day."""
    row = {
        "Counter": label,
        "Day": day(after),
        "Days each side": window,
        "Before, km² a day": round(found.before, 1),
        "After, km² a day": round(found.after, 1),
        "Step": signed(found.step, 1),
        "95 % interval": interval(found),
        "Reading": reading(found),
    }
    return pd.DataFrame([row])


def mean(level: float) -> str:
    """The mean of one side."""
    return f"<b>{number(level, 1)}</b> a day"


def mean_hover(name: str, level: float) -> str:
    """The mean of one side, in full."""
    return f"mean {name}: {number(level, 1)} km² a day"


def not_possible(first: str, last: str) -> str:
    """Why there is no step."""
    return f"Not possible: the files<br>run from {first}<br>to {last}."
