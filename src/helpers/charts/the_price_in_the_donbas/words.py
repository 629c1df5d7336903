"""What the figures of the lesson on the price in the Donbas say: titles, captions, alts, tables, hovers."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.analysis import gains
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Row
from helpers.charts.statements import limited, said_on
from helpers.words import count_word, day, month, number, signed, span

SPREAD = "lowest to highest of the month"
TITLED = "months of the title"


def months(rows: pd.DataFrame, other: pd.DataFrame, scope: str) -> dict:
    """Words of `monthly_by_counter`: all rows with the kind of each, those of the other scope."""
    title = _months_title(rows) if other.empty else _other_title(rows, title_star(rows, other))
    spread = "; ".join(
        f"{month(row.Index)} {span(row.lowest, row.highest, number)}"
        for row in gains.month_spread(rows).itertuples()
    )
    stars = "; ".join(f"{row.name} {said_on(row)}: {row.value_as_printed}" for row in other.itertuples())
    more = " Stars are another scope and must not be read as a month of this series."
    if other.empty:
        more = f" We found no figure for “{scope}” in this period."
    if gains.SCOPES[scope] == [gains.FULL_MONTH]:
        more = ""
    columns = {"Counter": "name", "Days": said_on, "Printed": "value_as_printed", "Scope": "kind"}
    return {
        "title": title,
        "subtitle": "Russian gain inside Ukraine by month, net, km², as printed",
        "caption": "Net gain of a full calendar month inside Ukraine, each counter by its own method: AFP "
        "adds ground that only Moscow claims; DeepState leaves unclear ground out. Marks of one month stand "
        f"side by side; near ones overlap.{_printed_ranges(rows)}{more}",
        "alt": f"{title.replace('**', '')}. Lowest and highest printed month in km²: {spread}."
        + f" Stars: {stars}." * bool(stars),
        "table": table(rows, columns | {"Counts ground": "definition"} | PAGE),
    }


def _printed_ranges(rows: pd.DataFrame) -> str:
    """What the upright bars of counters are that printed a range for a full month."""
    ranges = rows[rows["main"] & (rows["bound"] == "range")].drop_duplicates(["speaker_id", "low", "high"])
    told = "; ".join(f"{row.short_name} {span(row.low, row.high, number)}" for row in ranges.itertuples())
    return f" Thick upright: a printed range ({told})." if told else ""


def title_months(rows: pd.DataFrame) -> pd.DataFrame:
    """The months with the lowest and the highest figure, in order, of those with two counters or more."""
    spread = gains.month_spread(rows).query("counters >= 2")
    return spread.loc[sorted([spread["lowest"].idxmin(), spread["highest"].idxmax()])]


def spanned(row: Mapping[str, float]) -> str:
    """The lowest and the highest figure of a month at its band."""
    return f"<b>{span(row['lowest'], row['highest'], number)}</b>"


def _months_title(rows: pd.DataFrame) -> str:
    """What the counters say for the two months of the title, and whether it is more or less."""
    first, last = title_months(rows).itertuples()
    (of_first, of_last), (then, later) = (
        [f"in {month(row.Index)} ({count_word(row.counters)}" for row in (first, last)],
        [span(row.lowest, row.highest, number) for row in (first, last)],
    )
    way = "rose" if last.highest > first.highest else "fell"
    return f"Gains {way}: **{then} km²** {of_first} counters), **{later}** {of_last})"


def title_star(rows: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """The star that lies farthest from the same counter's full month (`full`), with its `month`'s end."""
    full_months = rows[rows["main"]].set_index(["speaker_id", "as_of_last"])["value"].rename("full")
    stars = other.assign(month=other["as_of_last"] + pd.offsets.MonthEnd(0))
    stars = stars.join(full_months, on=["speaker_id", "month"])
    away = (stars["value"] - stars["full"]).abs()
    return stars.loc[away.idxmax() if away.notna().any() else stars["value"].idxmax()]


def _other_title(rows: pd.DataFrame, row: pd.Series) -> str:
    """A star beside the same counter's full month, or beside what all counters say."""
    who, when = row["short_name"], month(row["month"])
    unbroken = star(row).replace(" ", "\N{NO-BREAK SPACE}")
    value, full = f"**{unbroken} km²**", number(row["full"])
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
        return f"{when}: {who} claimed **{claimed} km²** a month; counters say {counters}"
    return f"{days}: {who} said {value}; counters, full month: {counters}"


def in_month(day: pd.Timestamp, told: str) -> str:
    """Words with the month that they speak of, whose year the axis names."""
    return f"{month(day)[:3]}: {told}"


def star(row: Row) -> str:
    """The value beside a star, with its limit."""
    if row.bound == "range":
        return span(row.low, row.high, number)
    return limited(row, number(row.value))


def part_of(found: tuple[int, int, float], unit: str = " km²") -> str:
    """Gain in one oblast, in all of Ukraine, and the per cent."""
    return f"{number(found[0])} of {number(found[1])}{unit} ({number(found[2])} %)"


def oblasts(rows: pd.DataFrame, autumn: tuple, winter: tuple, later: tuple) -> dict:
    """Words of `share_by_oblast`; ground in Donetsk oblast, in all and the per cent, in three periods."""
    names = [name.title() for name in gains.OBLASTS]
    columns = {"Month": lambda row: month(row.month), **dict(zip(names, names, strict=True))}
    return {
        "title": f"Aug to Nov 2024: **{number(autumn[2])} %** of the gain lay in Donetsk oblast",
        "subtitle": "Russian gain by month on DeepState's maps, km², last map to last map; per cent: "
        "part of Donetsk oblast",
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
