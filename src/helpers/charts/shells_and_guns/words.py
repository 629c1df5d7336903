"""What the figures and tables of the lesson on shells and guns say, each under the name of its figure."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from helpers.analysis import arms
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.statements import hover, marks_told, printed_rows, said_on, told
from helpers.charts.strips import short_value
from helpers.words import day, month, number, span, written

MILLION = 1e6
SPACE = "\N{NO-BREAK SPACE}"
PERCENT = f"{SPACE}%"
SEES = {  # what an office has before it when it gives a total; said in the lesson with the sources
    "Seoul (ministry)": "containers through a port; content inferred",
    "Kyiv (HUR)": "no method in our data",
    "Open Source Centre": "64 voyages of four ships that were seen",
    "MSMT": "49 voyages in one year; rockets are in",
    "C4ADS": "tonnes called explosives in shipping papers",
}
PANELS = {
    "guns": "170 mm guns (M1989)",
    "launchers": "240 mm launchers (M1991)",
    arms.TOGETHER: arms.TOGETHER,
}


def kept(text: str) -> str:
    """Words under the pen, which stay on one line."""
    return f"**{text.replace(' ', SPACE)}**"


def load(row: Row) -> str:
    """The load that one pair of containers and shells implies."""
    return span(row.load_low, row.load_high, number)


def pair_hover(row: Row) -> str:
    """One total of shells with the containers said with it."""
    return f"{hover(row)}<br>{row.containers_printed} containers"


def load_rays(said: pd.DataFrame) -> dict:
    """Loads of Seoul and of the ship watchers."""
    count = (~said["rockets"] & (said["side"] == arms.SEOUL)).sum()
    seoul, watchers = (span(*arms.load_range(said, side), number) for side in (arms.SEOUL, arms.WATCHERS))
    return {
        "title": f"Seoul's {count} totals are its containers times {kept(seoul)}; ship watchers: {watchers}",
        "subtitle": "Containers (across) and million pieces (up) of each statement; the number is its load",
        "caption": "Load = shells said ÷ containers said, our arithmetic. The two lowest marks: containers "
        "full of 122 mm rockets instead of 152 mm shells. Where an arrow says “more than” or “up to”, the "
        "load is rough. Faint: weak page or no day.",
        "alt": [
            f"{row.name}, {said_on(row)}: {written(float(row.containers))} containers, "
            f"{row.value_as_printed}, {load(row)} in each{' as rockets' if row.rockets else ''}"
            for row in said.itertuples()
        ],
        "table": table(
            said,
            {"Speaker": "name", "Day": said_on, "Containers": "containers_printed"}
            | {"Shells or rockets": "value_as_printed", "Pieces in a container": load, "Page": "publisher"},
        ),
    }


def in_load_title(said: pd.DataFrame) -> list[str]:
    """Row ids of the lowest and the highest of Seoul's loads."""
    own = said[~said["rockets"] & (said["side"] == arms.SEOUL)]
    low, high = arms.load_range(said, arms.SEOUL)
    return own.loc[(own["load_low"] == low) | (own["load_high"] == high), "row_id"].tolist()


class Box(NamedTuple):
    """One drawn container: whose load, from how many to how many pieces, and the words beside it."""

    side: str
    rockets: bool
    least: int
    most: int
    load: str
    whose: str


def boxes(said: pd.DataFrame) -> list[Box]:
    """The loads that statements imply: Seoul's and the ship watchers' shells, Seoul's rockets."""
    kinds = (
        (arms.SEOUL, False, "shells", "Seoul's totals ÷ its containers"),
        (arms.WATCHERS, False, "shells", "ship watchers' total ÷ containers"),
        (arms.SEOUL, True, "rockets", "Seoul's second answer: 122 mm"),
    )
    found = []
    for side, rockets, goods, whose in kinds:
        low, high = (round(end) for end in arms.load_range(said, side, rockets=rockets))
        found.append(Box(side, rockets, low, high, f"{low} to {high} {goods}", whose))
    return found


def one_container(said: pd.DataFrame, drawn: list[Box]) -> dict:
    """One container with its shells or rockets."""
    seoul, watchers, rockets = (f"{box.least} to {box.most}" for box in drawn)
    return {
        "title": f"One container: Seoul's totals imply {kept(seoul)} shells, the ship watchers' {watchers}",
        "subtitle": "One mark is one piece; pale: between the lowest and the highest load",
        "caption": "Load = pieces said ÷ containers said, our arithmetic. A count, not a plan of loading: no "
        "row of our data says that a container was opened.",
        "alt": [
            f"shells by Seoul: {seoul}",
            f"by the ship watchers: {watchers}",
            f"rockets by Seoul: {rockets}",
        ],
        "table": table(
            said,
            {"Speaker": "name", "Day": said_on, "Containers": "containers_printed"}
            | {"Shells or rockets": "value_as_printed", "Pieces in a container": load, "Page": "publisher"},
        ),
    }


def container_calculator(
    said: pd.DataFrame, setting: tuple[int, str, int, int], total: str, beside: list[pd.DataFrame]
) -> dict:
    """One setting (containers, whose load, mix, other goods), its total, and what was published beside it."""
    containers, side, mix, other = setting
    shells = span(*arms.load_range(said, side), number)
    rockets = span(*arms.load_range(said, rockets=True), number)
    held = f", all rockets ({rockets} each)"
    if mix:
        held = f" at {shells} shells, {f'{100 - mix}{PERCENT}' if mix < 100 else 'no'}{SPACE}rockets"
    other = f", {other}{PERCENT}{SPACE}other" if other else ""
    title = f"{number(containers)} containers{held}{other}: {kept(f'{total} million')}"
    whose = "Seoul's statements" if side == arms.SEOUL else "Open Source Centre's statement"
    published, one_year = beside
    year = "; ".join(f"{row.name}: {row.value_as_printed}" for row in one_year.itertuples())
    own = {"Speaker": ["this setting (our arithmetic)"], "Value": [f"{total} million pieces"]}
    return {
        "title": title,
        "subtitle": "Yellow: arithmetic of your setting. Below it: totals as published, in million pieces",
        "caption": f"Our arithmetic with {shells} shells in a container (implied by {whose}) and {rockets} "
        "rockets (Seoul's). Mix and other goods are for you to set: no source in our data measures them. "
        f"Pieces are shells and rockets together. {marks_told(pd.concat(beside))}".rstrip(),
        "alt": f"{title.replace('**', '')}. Published: {'; '.join(told(published))}; one year alone: {year}.",
        "table": pd.concat([pd.DataFrame(own), printed_rows(pd.concat(beside))]),
    }


def total_at_mark(row: Row, answers: pd.DataFrame, *, usable: bool) -> str:
    """A total with its second answer for the same containers, the month it counts from, or what works."""
    if usable and row.told:
        return f"<b>{row.usable:g} of {short_value(row)}</b> work"
    rockets = answers[answers["assumes_calibre"] == arms.ROCKETS]
    values = [short_value(row), *map(short_value, rockets.itertuples())]
    first, *second = values if usable else [f"<b>{value}</b>" for value in values]
    if second:
        return f"{first} if shells, {second[0]} if rockets"
    return first if pd.isna(row.since) else f"{first} from {month(row.since)}"


def penned(rows: pd.DataFrame, *, usable: bool) -> pd.DataFrame:
    """The totals of the title: the last that is said to work, or the latest of Seoul and of Kyiv."""
    if usable:
        return rows[rows["usable"].notna()].tail(1)
    return arms.latest(rows).set_index("counter", drop=False).loc[["Seoul (ministry)", "Kyiv (HUR)"]]


def totals_by_speaker(rows: pd.DataFrame, known_on: str | None, *, usable: bool) -> dict:
    """The latest totals said by a day, or the only one said to work."""
    notes = ["Totals start on different days; South Korean military intelligence counts from mid-2022."]
    if rows["pair_id"].duplicated(keep=False).where(rows["pair_id"].notna(), other=False).any():
        notes.append("Dotted line: two answers for the same containers, 152 mm shells or 122 mm rockets.")
    if (rows["counter"] == "Seoul (NIS)").any():
        notes.append("The NIS total mixes shells with missiles.")
    if usable:
        notes += ["Faint: no share that works was said.", marks_told(rows.assign(page_grade=""))]
    else:
        notes.append(marks_told(rows))
    return {
        "title": _works(rows, known_on) if usable else _latest(rows, known_on),
        "subtitle": "Published totals of shells in millions, by speaker and the day they speak of",
        "caption": " ".join(filter(None, notes)),
        "alt": told(rows),
        "table": printed_rows(rows),
    }


def _works(rows: pd.DataFrame, known_on: str | None) -> str:
    (row,) = penned(rows, usable=True).itertuples()
    share = f"{row.usable / MILLION:g} of {row.value / MILLION:g} million"
    by = f"By **{day(known_on)}** one speaker had said" if known_on else "So far one speaker has said"
    return f"{by} how many work: {kept(share)} ({month(row.as_of_last)})"


def _latest(rows: pd.DataFrame, known_on: str | None) -> str:
    seoul, kyiv = (
        kept(f"{short_value(row, MILLION)} million") for row in penned(rows, usable=False).itertuples()
    )
    if known_on:
        return f"By **{day(known_on)}** Seoul had said {seoul} shells came, Kyiv {kyiv}"
    return f"Latest totals with a day: Seoul {seoul} shells, Kyiv {kyiv}"


def guns_and_launchers(both: pd.DataFrame) -> dict:
    """First, largest and last count of guns and launchers together; which are our sums."""
    first, last, top = both.iloc[0], both.iloc[-1], both.loc[both["value"].idxmax()]
    one, most = number(first["value"]), number(top["value"])
    return {
        "title": f"Guns and launchers: **{one}** on {day(first['as_of_last'])}, **{most}** in "
        f"{month(top['as_of_last'])}, {number(last['value'])} in {last['as_of_last']:%B}",
        "subtitle": "Pieces delivered up to the day, by speaker",
        "caption": f"{one} and {most} are our sums of guns and launchers that one speaker "
        "gave apart. Hollow: expected, not delivered.",
    }


def ends_of_2024(delivered: pd.DataFrame, fired: pd.DataFrame) -> pd.DataFrame:
    """The figures for the end of 2024: delivered, and the last of those fired."""
    late = delivered[delivered["as_of_last"].between("2024-11-01", "2024-12-31")]
    return pd.concat([late, fired.tail(1)])


def missiles_delivered_fired(delivered: pd.DataFrame, fired: pd.DataFrame) -> dict:
    """Missiles delivered by the end of 2024, fired, and the last figure of all."""
    late, last = ends_of_2024(delivered, fired).iloc[:-1], delivered.iloc[-1]
    counts = " or ".join(number(count) for count in sorted(set(late["value"])))
    shot = fired.iloc[-1]["value_as_printed"]
    return {
        "title": f"End of 2024: {kept(counts)} missiles delivered, {kept(shot)} fired; "
        f"{month(last['as_of_last'])}: {last['value_as_printed']}",
        "subtitle": "North Korean ballistic missiles up to the day, by speaker",
        "caption": "The sets differ: Budanov's figure is for KN-23 alone, that of HUR for KN-23 and KN-24. "
        f"Our data hold no count of fired missiles after {day(fired['as_of_last'].max())}. Hollow: expected, "
        "not delivered.",
    }


def counted_time(row: Row) -> str:
    """From which to which month an office counts."""
    last = month(row.as_of_last)
    return f"{month(row.since)} to {last}" if pd.notna(row.since) else f"start not said, to {last}"
