"""What the figures of the lesson on the price in the Donbas say: titles, captions, alts, tables, hovers."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis import gains
from helpers.analysis.event_study import Step
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Row
from helpers.charts.statements import said_on
from helpers.data import kind_of_page
from helpers.words import broken, count_word, day, month, number, signed, span

FILES = {"isw_claimed": "ISW's assessed + claimed", "isw": "ISW's assessed", "ds": "DeepState's map"}
SPREAD = "lowest to highest of the month"
EACH_DAY = "%{x|%-d %b %Y}: %{y} km²<extra></extra>"  # as Plotly writes hovers
LIMITS = {"at least": "at least ", "up to": "up to "}
DAY_NAMES = {  # status of a day → name of its bars in the legend
    "observed": "a day's map",
    "interpolated": "hole in the maps: straight line",
    "edit": "known edit of the map",
}
DAY_NOTES = {  # status of a day → what is known of it
    "edit": "a known map edit",
    "interpolated": "a share of a hole in the maps",
    "observed": "no edit is recorded",
    "unchanged": "the map of the day before",
}


def months(rows: pd.DataFrame, other: pd.DataFrame, scope: str) -> dict:
    """Words of `monthly_by_counter`: all rows with the kind of each, those of the other scope."""
    title = _other_title(rows, other) if len(other) else _months_title(rows)
    spread = "; ".join(
        f"{month(row.Index)} {span(row.lowest, row.highest, number)}"
        for row in gains.month_spread(rows).itertuples()
    )
    stars = "; ".join(f"{row.name} {said_on(row)}: {row.value_as_printed}" for row in other.itertuples())
    more = " Stars are another scope and must not be read as a month of this series."
    if other.empty:
        more = " We found no figure of the other scope in this period."
    if gains.SCOPES[scope] == [gains.FULL_MONTH]:
        more = ""
    columns = {"Counter": "name", "Days": said_on, "Printed": "value_as_printed", "Scope": "kind"}
    return {
        "title": title,
        "subtitle": "Russian gain inside Ukraine, net, km², as printed",
        "caption": "Net gain of a full calendar month inside Ukraine, each counter by its own method: AFP "
        "adds ground that only Moscow claims; DeepState leaves unclear ground out. Lines join following "
        f"months of AFP and DeepState; marks of one month stand side by side.{_printed_ranges(rows)}{more}",
        "alt": f"{title}. Lowest and highest printed month in km²: {spread}."
        + f" Stars: {stars}." * bool(stars),
        "table": table(rows, columns | {"Counts ground": "definition"} | PAGE),
    }


def _printed_ranges(rows: pd.DataFrame) -> str:
    """What the upright bars of counters are that printed a range for a full month."""
    ranges = rows[rows["main"] & (rows["bound"] == "range")].drop_duplicates(["speaker_id", "low", "high"])
    told = "; ".join(f"{row.short_name} {span(row.low, row.high, number)}" for row in ranges.itertuples())
    return f" Thick upright: a printed range ({told})." if told else ""


def _months_title(rows: pd.DataFrame) -> str:
    """The months with the lowest and the highest figure, in order, of those with two counters or more."""
    spread = gains.month_spread(rows).query("counters >= 2")
    first, last = (
        (month(row.Index), count_word(row.counters), span(row.lowest, row.highest, number))
        for row in spread.loc[sorted([spread["lowest"].idxmin(), spread["highest"].idxmax()])].itertuples()
    )
    return f"{first[0]}: {first[1]} counters say **{first[2]} km²**; {last[0]}: {last[1]} say **{last[2]}**"


def _other_title(rows: pd.DataFrame, other: pd.DataFrame) -> str:
    """The star that lies farthest from the same counter's full month, beside that month."""
    full_months = rows[rows["main"]].set_index(["speaker_id", "as_of_last"])["value"].rename("full")
    stars = other.assign(month=other["as_of_last"] + pd.offsets.MonthEnd(0))
    stars = stars.join(full_months, on=["speaker_id", "month"])
    away = (stars["value"] - stars["full"]).abs()
    row = stars.loc[away.idxmax() if away.notna().any() else stars["value"].idxmax()]
    who, when = row["short_name"], month(row["month"])
    value, full = f"{star(row)} km²", number(row["full"])
    if row["quantity"] == "ru_gain_month_incl_kursk":
        return f"{when}: {who} printed {value} with Kursk oblast and {full} without"
    if row["quantity"] == "ru_gain_month_gross":
        return f"{when}: {who} printed {value} taken, which is {full}\u00a0km² net"
    days = f"{row['as_of_first'].day} to {day(row['as_of_last'])}"
    if pd.notna(row["full"]):
        return f"{days}: {who} printed {value}; its full month was {full}"
    counters = span(*gains.month_spread(rows).loc[row["month"], ["lowest", "highest"]], number)
    if row["bound"] == "range":
        claimed = span(row["low"], row["high"], number)
        return f"{when}: {who} claimed {claimed} km² a month; counters say {counters}"
    return f"{days}: {who} said {value}; counters, full month: {counters}"


def star(row: Row) -> str:
    """The value beside a star, with its limit."""
    if row.bound == "range":
        return f"{number(row.low)}–{number(row.high)}"
    return LIMITS.get(row.bound, "") + number(row.value)


def recount(pairs: pd.DataFrame, panels: pd.DataFrame) -> dict:
    """Words of `recount`: pairs of months, and counters with how many of them are near print."""
    afp = pairs[pairs["speaker_id"] == "afp-on-isw"]
    near = panels.loc[panels["speaker_id"] == "afp-on-isw", "near"].iloc[0]
    worst = afp.loc[afp["off_km2"].abs().idxmax()]
    high = pairs.loc[(pairs["speaker_id"] == "isw") & (pairs["off_km2"] > 2), "off_km2"]
    columns = {"Printed by": "name", "Month": lambda row: month(row.month), "Printed, km²": "value"}
    counted = {"Recounted from": lambda row: gains.COUNTERS[row.counter], "Recounted, km²": "recounted_km2"}
    counted |= {"Difference, km²": "off_km2", "Month ends": "status"}
    return {
        "title": "AFP's months can be rebuilt from ISW's files: **{} of {}** within 2 km²".format(*near),
        "subtitle": "Our recount minus print, km²: a mark is a month, the oldest on top; the band is "
        f"{gains.NEAR_KM2} km² to each side",
        "caption": f"Months from {month(pairs['month'].min())} to {month(pairs['month'].max())} with a "
        f"printed single value. AFP's largest gap: {month(worst['month'])}, printed "
        f"{number(worst['value'])}, rebuilt {number(worst['recounted_km2'])}, unexplained. ISW's own months "
        f"of May to August 2025 lie {span(high.min(), high.max(), number)} km² below the recount, "
        "unexplained. Month ends without a map are interpolated over at most three days.",
        "alt": [
            "{}: {} of {} months within 2 km²".format(row.short_name, *row.near)
            for row in panels.itertuples()
        ],
        "table": table(pairs.round({"recounted_km2": 1, "off_km2": 1}), columns | counted),
    }


def pair(counter: Row) -> tuple[str, str]:
    """Who printed, which files give the months again, and how many agree: in one line and in two."""
    near = "<b>{} of {}</b>".format(*counter.near) + f" within {gains.NEAR_KM2} km²"
    who, files = f"<b>{counter.short_name}</b>", f"from {FILES[counter.daily_counter]}"
    return f"{who}, {files}: {near}", f"{who}: {near}<br>{files}"


def difference(row: Row) -> str:
    """A month that lies far from print."""
    return f"{month(row.month)}, {signed(row.off_km2)}"


def recounted(row: Row) -> str:
    """One month, printed and recounted."""
    return (
        f"<b>{row.name}</b>, {month(row.month)}<br>printed {number(row.value)}, recounted "
        f"{number(row.recounted_km2)} km²<br>{broken(row.publisher, 40)} ({kind_of_page(row)})"
    )


def part_of(found: tuple[int, int, float], unit: str = " km²") -> str:
    """Gain in one oblast, in all of Ukraine, and the per cent."""
    return f"{number(found[0])} of {number(found[1])}{unit} ({number(found[2])} %)"


def oblasts(rows: pd.DataFrame, autumn: tuple, winter: tuple, later: tuple) -> dict:
    """Words of `share_by_oblast`; ground in Donetsk oblast, in all and the per cent, in three periods."""
    names = [name.title() for name in gains.OBLASTS]
    columns = {"Month": lambda row: month(row.month), **dict(zip(names, names, strict=True))}
    return {
        "title": f"Aug to Nov 2024: **{number(autumn[2])} %** of the gain lay in Donetsk oblast",
        "subtitle": "Russian gain on DeepState's maps, km², last map to last map; per cent: part of Donetsk "
        "oblast in the months below the line",
        "caption": f"In Donetsk oblast: Aug to Nov 2024 {part_of(autumn)}, Dec 2024 to Mar 2025 "
        f"{part_of(winter)}, Sep and Oct 2025 {part_of(later)}. One source: DeepState's archived maps, "
        "measured by us; map edits are inside. The Donbas is Donetsk and Luhansk oblasts; the table has "
        "each oblast.",
        "alt": [
            f"Share of Donetsk oblast, Dec 2024 to Mar 2025: {number(winter[2])} %",
            f"Sep and Oct 2025: {number(later[2])} %",
        ],
        "table": table(rows, columns | {"Other oblasts": "rest", "All": "total"}),
    }


def share_of_donetsk(found: tuple[int, int, float]) -> str:
    """The per cent above the months of a period."""
    return f"<b>{number(found[2])} %</b>"


def oblast(label: str, row: Row) -> str:
    """One oblast's part of one month."""
    return f"<b>{label}</b>, {month(row.month)}<br>{signed(row.part)} of {signed(row.total)} km²"


def days(label: str, period: str, rows: pd.DataFrame, tallest: pd.DataFrame) -> dict:
    """Words of `daily_gain`: one counter's days of a period, and the five largest of them."""
    top, counts = tallest.iloc[0], rows["status"].value_counts()
    columns = {"Day": "date", "Gain, km²": "gain", "What is known of the day": _known}
    title = f"{label}: tallest bar {day(top.date)}, {signed(top.gain)}\u00a0km²; {_known(top)}"
    largest = "; ".join(
        f"{day(row.date)} {signed(row.gain, 1)} km² ({row.gain_status})" for row in tallest.itertuples()
    )
    return {
        "title": title,
        "subtitle": f"{period}: change from evening to evening",
        "caption": f"{len(rows)} days: {counts.get('interpolated', 0)} without a usable map, "
        f"{counts.get('unchanged', 0)} with the map of the day before (no update is not no change). Only "
        "edits that stand out and could be named are marked; other tall bars can be edits too. The table "
        "holds the five largest days.",
        "alt": f"{title}. Five largest days: {largest}.",
        "table": table(tallest.round({"gain": 1}), columns),
    }


def _known(row: Row) -> str:
    return DAY_NOTES[row.gain_status]


def same_map(row: Row) -> str:
    """One tick of a day whose map is that of the day before."""
    return f"{day(row.date)}: the map of the day before again"


def one_day(row: Row) -> str:
    """One bar."""
    return f"{day(row.date)}: {signed(row.gain, 1)} km²<br>{DAY_NAMES[row.gain_status]}"


def surface(here: pd.Series, window: int, after: pd.Timestamp, heads: Iterable[str]) -> dict:
    """Words of `step_surface`: steps of the marked day by counter, what stands beside each name."""
    when, low, high = f"Step at {day(after)}", signed(here.min(), 1), signed(here.max(), 1)
    title = f"{when}: {low} to {high} km² a day in {window} days, by counter"
    if set(here.index) == {"isw", "isw_claimed"}:
        title = f"{when} in {window} days: {low} and {high}; DeepState's files start too late"
    return {
        "title": title,
        "subtitle": "Step at every Monday: bars up rose, bars down fell",
        "caption": f"Mean gain per day in {window} days after minus {window} days up to each Monday. Dark: "
        "the 95 % interval (Newey-West, lag 14, widened for few days) leaves zero out; pale: it does not. "
        "Grey band: the size of the step at the dotted line. Beside each name: that step, and on how many "
        f"other Mondays, more than {window} days away, one is as large. Windows overlap: these are not "
        "independent tests.",
        "alt": f"{title}. By counter, with how many other Mondays are as large: {'; '.join(heads)}.",
    }


def interval(found: Row) -> str:
    """A step, and both ends of its interval."""
    return f"{signed(found.step, 1)} ({signed(found.low, 1)} to {signed(found.high, 1)})"


def one_monday(row: Row) -> str:
    """One Monday: rates before and after, step and interval."""
    return f"{day(row.day)}: {number(row.before, 1)} → {number(row.after, 1)}<br>{interval(row)}"


def step(label: str, window: int, after: pd.Timestamp, found: Step) -> dict:
    """Words of `own_step`: what was found at the first day after a break."""
    reading = "rose" if found.low > 0 else "fell" if found.high < 0 else "no clear step"
    title = f"{label}, {window} days each side of {day(after)}: {interval(found)}"
    means = f"Mean before {number(found.before, 1)}, after {number(found.after, 1)} km² a day"
    row = {
        "Counter": label,
        "Day": day(after),
        "Days each side": window,
        "Before, km² a day": round(found.before, 1),
        "After, km² a day": round(found.after, 1),
        "Step": signed(found.step, 1),
        "95 % interval": f"{signed(found.low, 1)} to {signed(found.high, 1)}",
        "Reading": reading,
    }
    return {
        "title": title,
        "subtitle": f"Step in km² a day, 95 % interval: {reading}",
        "caption": "Bars: change from one evening's map to the next; lines: means before and after. "
        "Interval: Newey-West, lag 14, widened for few days. A cut bar has its value at the edge. The step "
        "says that a rate changed on this map, not why.",
        "alt": [f"{means}; reading: {reading}"],
        "table": pd.DataFrame([row]),
    }


def mean(side: str, level: float) -> str:
    """The mean before or after."""
    return f"mean {side}: {number(level, 1)} km² a day"


def side(name: str, level: float) -> str:
    """The mean before or after, above its half."""
    return f"{name}: <b>{number(level, 1)}</b> a day"


def edit(row: Row) -> str:
    """What stands at a bar that is a known edit of the map."""
    return f"known map edit, {signed(row.gain)}"


def meant(share: str) -> str:
    """On how many Mondays a step is as large, in words: 43 of 96 (45 %)."""
    count, of = share.split(" (")[0].split(" of ")
    return f"a step as large on {count} of {of} other Mondays ({share.split('(')[1]}"


def not_possible(first: str, last: str) -> str:
    """What stands in place of the chart when the files do not cover the windows."""
    return f"Not possible: the files<br>run from {first}<br>to {last}."


def no_step(label: str, window: int, after: pd.Timestamp, first: str, last: str) -> dict:
    """Words of `own_step` when the files do not cover the windows."""
    return {
        "title": f"{label}: no {window} days on both sides of {day(after)} in the files",
        "subtitle": "Choose another counter, window or day",
        "caption": "A counter can say nothing of a time before its first file.",
        "alt": [f"The files run from {first} to {last}"],
        "table": pd.DataFrame({"Counter": [label], "First file": [first], "Last file": [last]}),
    }
