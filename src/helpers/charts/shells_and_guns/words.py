"""What the figures and tables of the lesson on shells and guns say."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from helpers.analysis import arms
from helpers.charts.layers import Row
from helpers.charts.statements import hover, said_on
from helpers.charts.strips import OPEN_ENDS
from helpers.words import day, month, number, written

MILLION = 1e6
PERCENT = "\N{NO-BREAK SPACE}%"
PREFIXES = {"at least": "over ", "up to": "up to "}
OFFICES = {  # who counts → the name that fits at a mark
    "Kyiv (HUR)": "Kyiv",
    "Seoul (ministry)": "Seoul",
    "Seoul (NIS)": "NIS",
    "Open Source Centre": "Open Source<br>Centre",
}
SEES = {  # what an office has before it when it gives a total; said in the lesson with the sources
    "Seoul (ministry)": "containers through a port; content inferred",
    "Kyiv (HUR)": "no method in our data",
    "Open Source Centre": "64 voyages of four ships that were seen",
    "MSMT": "49 voyages in one year; rockets are in",
    "C4ADS": "tonnes called explosives in shipping papers",
}
MONEY = {
    "dprk_arms_value": "arms delivered",
    "russia_aid_to_dprk_value": "seen in return",
    "dprk_total_earnings": "should be earned",
    "dprk_troop_income_total": "for soldiers",
    "dprk_earnings_confirmed_share": "seen as paid",
}
CONTAINERS = {
    "a day": "Containers a day between one statement by Seoul and the next, our arithmetic",
    "totals": "Seoul’s containers, cumulative since 2022 or 2023",
}
LOAD_RAYS = (
    "Load = shells said ÷ containers said, our arithmetic. Seoul’s upper marks: shells if every "
    "container held 152 mm shells; the two lowest: the same containers full of 122 mm rockets. Where a "
    "statement says “more than” (arrow up) or “up to” (arrow down), its load is rough. Faint: weak page "
    "or no day. Lines join equal loads."
)


def load(low: float, high: float) -> str:
    """A load or a range of loads in whole pieces: 448; 250 to 375."""
    return number(low) if round(low) == round(high) else f"{number(low)} to {number(high)}"


def load_of(row: Row) -> str:
    """The load that one pair of containers and shells implies."""
    return load(row.load_low, row.load_high)


def told(row: Row) -> str:
    """One statement with its speaker and day."""
    return f"{row.name}, {said_on(row)}: {row.value_as_printed}"


def pair_hover(row: Row) -> str:
    """One total of shells with the containers said with it."""
    return f"{hover(row)}<br>{row.containers_printed} containers"


def pair_told(row: Row) -> str:
    """One pair in a sentence: containers, shells, load."""
    kind = " as rockets" if row.rockets else ""
    return (
        f"{row.name}, {said_on(row)}: {written(float(row.containers))} containers, {row.value_as_printed}, "
        f"{load_of(row)} in each{kind}"
    )


def rays_title(said: pd.DataFrame) -> str:
    """The loads of Seoul and of the ship watchers."""
    count = (~said["rockets"] & (said["side"] == arms.SEOUL)).sum()
    return (
        f"Seoul’s {count} totals are its containers times {load(*arms.load_range(said))}; "
        f"ship watchers: {load(*arms.load_range(said, arms.WATCHERS))}"
    )


def million_span(low: float, high: float) -> str:
    """Two ends in millions: 4.0 to 6.0."""
    return f"{number(low, 1)} to {number(high, 1)}"


class Setting(NamedTuple):
    """One setting of the calculator and what is said about it (`low`, `high`: million pieces)."""

    said: pd.DataFrame
    containers: int
    side: str
    mix: int
    other_goods: int
    low: float
    high: float

    def loads(self) -> tuple[str, str]:
        """Loads of shells and of rockets."""
        return load(*arms.load_range(self.said, self.side)), load(*arms.load_range(self.said, rockets=True))

    def title(self) -> str:
        """The setting and its total."""
        shells, rockets = self.loads()
        if self.mix == 0:
            mixed = f"{number(self.containers)} containers, all rockets ({rockets} each)"
        else:
            mixed = f"{number(self.containers)} containers at {shells} shells"
            mixed += f", {100 - self.mix}{PERCENT} rockets" if self.mix < 100 else ", no rockets"
        other = f", {self.other_goods}{PERCENT} other" if self.other_goods else ""
        return f"{mixed}{other}: {million_span(self.low, self.high)} million"

    def caption(self) -> str:
        """Where the loads come from."""
        shells, rockets = self.loads()
        whose = "Seoul’s statements" if self.side == arms.SEOUL else "Open Source Centre’s statement"
        return (
            f"Our arithmetic with {shells} shells in a container (implied by {whose}) and {rockets} "
            "rockets (Seoul’s). Mix and other goods are for you to set: no source in our data measures them. "
            f"Pieces are shells and rockets together. {OPEN_ENDS}"
        )

    def alt(self, published: pd.DataFrame, one_year: pd.DataFrame) -> str:
        """The total, and the published ones beside it."""
        beside = "; ".join(told(row) for row in published.itertuples())
        year = "; ".join(f"{row.name}: {row.value_as_printed}" for row in one_year.itertuples())
        return f"{self.title()}. Published: {beside}; one year alone: {year}."

    def row(self) -> pd.DataFrame:
        """The first row of the data table."""
        value = f"{million_span(self.low, self.high)} million pieces"
        return pd.DataFrame({"Speaker": ["this setting (our arithmetic)"], "Value": [value]})


def office_total(row: Row) -> str:
    """An office with its total in millions, at a mark."""
    if row.bound == "range":
        return f"{OFFICES[row.counter]} {row.low:g} to {row.high:g}"
    return f"{OFFICES[row.counter]} {PREFIXES.get(row.bound, '')}{row.value:g}"


def totals_title(rows: pd.DataFrame, known_on: str | None, meaning: str) -> str:
    """The latest totals, or the only one said to work."""
    when = f"Said by {day(known_on)}" if known_on else "Said so far"
    if meaning == "usable":
        works = rows[rows["usable"].notna()].iloc[-1]
        return (
            f"{when}: one speaker says how many work, {works['usable'] / MILLION:g} of "
            f"{works['value'] / MILLION:g} million ({works['as_of_last']:%B %Y})"
        )
    last = arms.latest(rows).set_index("counter")
    last[["value", "low", "high"]] /= MILLION
    said = {name: f"{value:g}" for name, value in last["value"].items()}
    both = f"{when}: Kyiv {said['Kyiv (HUR)']}, Seoul {said['Seoul (ministry)']}"
    if "Open Source Centre" in said:
        low, high = last.loc["Open Source Centre", ["low", "high"]]
        return f"{both}, ship watchers {low:g} to {high:g} million shells"
    return f"{both}, C4ADS {said['C4ADS']} million shells"


def totals_caption(meaning: str) -> str:
    """From which days the totals count, and what is faint."""
    return (
        "Totals start on different days: Open Source Centre counts from September 2023, South Korean "
        "military intelligence from mid-2022, Kyiv’s 6.5 million from 2023. Dotted line: two answers for the "
        "same containers, 152 mm shells or 122 mm rockets. The NIS total mixes shells with missiles. "
        + ("Faint: no share that works was said. " if meaning == "usable" else "")
        + OPEN_ENDS
    )


def per_day(step: Row) -> str:
    """Containers a day between two statements."""
    return number(step.per_day)


def step_hover(step: Row) -> str:
    """The rate between two statements, and both of them."""
    return (
        f"<b>{per_day(step)} containers a day</b><br>{day(step.first)}: {step.printed_first}<br>"
        f"{day(step.last)}: {step.printed_last}<br>{number(step.added)} in {step.days} days"
    )


def step_told(step: Row) -> str:
    """The rate between two statements, in a sentence."""
    added = f"{number(step.added)} in {step.days} days"
    return f"{day(step.first)} to {day(step.last)}: {added}, {per_day(step)} a day"


def steps_title(steps: pd.DataFrame, read: str) -> str:
    """First and last total, or the last three rates."""
    first, before, jump, last = steps.iloc[[0, -3, -2, -1]].itertuples()
    if read == "totals":
        return (
            f"Seoul’s containers: {first.printed_first} on {day(first.first)}, "
            f"{last.printed_last} on {day(last.last)}"
        )
    return (
        f"Seoul’s containers: {per_day(before)} a day to {month(before.last)}, "
        f"{per_day(jump)} to {jump.last:%b}, {per_day(last)} to {month(last.last)}"
    )


def steps_caption(dated: pd.DataFrame, undated: pd.DataFrame) -> str:
    """Who speaks for Seoul, how rough the rates are, what is left out."""
    return (
        "South Korea’s defence ministry and its intelligence agency, passed on by a minister or a "
        f"member of parliament. {(dated['bound'] == 'at least').sum()} of the {len(dated)} totals are "
        "“more than” or “at least”, so a rate is rough. Left out because the page shows no day: "
        f"{'; '.join(undated['value_as_printed'])}."
    )


def guns_title(both: pd.DataFrame) -> str:
    """First, largest and last count of guns and launchers."""
    first, last, top = both.iloc[0], both.iloc[-1], both.loc[both["value"].idxmax()]
    return (
        f"Guns and launchers: {number(first['value'])} on {day(first['as_of_last'])}, {number(top['value'])} "
        f"in {month(top['as_of_last'])}, {number(last['value'])} in {last['as_of_last']:%B}"
    )


def guns_caption(both: pd.DataFrame) -> str:
    """Which counts are our sums."""
    return (
        f"{number(both['value'].iloc[0])} and {number(both['value'].max())} (grey crosses) are our sums of "
        f"guns and launchers that one speaker gave apart. Hollow: expected, not delivered. {OPEN_ENDS}"
    )


def missiles_title(delivered: pd.DataFrame, fired: pd.DataFrame) -> str:
    """Missiles delivered by the end of the year, and fired."""
    late = delivered[delivered["as_of_last"] >= pd.Timestamp("2024-11-01")]
    counts = " or ".join(number(count) for count in sorted(set(late["value"])))
    return (
        f"End of {late['as_of_last'].max().year}: {counts} missiles delivered, "
        f"{fired.iloc[-1]['value_as_printed']} fired"
    )


def missiles_caption(fired: pd.DataFrame) -> str:
    """Which sets differ, and when our counts end."""
    return (
        "The sets differ: Budanov’s figure is for KN-23 alone, that of HUR for KN-23 and KN-24. "
        f"Our data hold no count of fired missiles after {day(fired['as_of_last'].max())}. Hollow: expected, "
        f"not delivered. {OPEN_ENDS}"
    )


def studies(early: pd.DataFrame, late: pd.DataFrame, last: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of each study under its name and time."""
    first, second, third = early.iloc[0], late.iloc[0], last.iloc[0]
    return {
        f"FNF, {day(first['as_of_last'])}: since {month(first['since'])}": early,
        f"FNF, {month(second['as_of_last'])}: since {second['since'].year}": late,
        f"INSS: {month(third['as_of_first'])} to {month(third['as_of_last'])}": last,
    }


def value_title(late: pd.DataFrame) -> str:
    """Value delivered and seen in return, as one study gives them."""
    value, back = late.iloc[0], late.iloc[1]
    return (
        f"One study: {value['low']:g} to {value['high']:g} billion dollars delivered, at most "
        f"{back['high']:g} billion seen in return"
    )


def value_caption(inss: pd.DataFrame) -> str:
    """Who the studies are of, and what our grey bar is."""
    share = inss[inss["unit"] == "percent"]["value_as_printed"].iloc[0]
    return (
        "FNF: Friedrich Naumann Foundation (the 2025 page is a copy). INSS: think tank of South "
        f"Korea’s NIS. Value delivered is not money received. Dotted: our widest reading of “{share}” of the "
        "earnings; which end belongs to which total is not said. Payments in money or "
        "technology can stay unseen."
    )


def counted_time(row: Row) -> str:
    """From which to which month an office counts."""
    last = month(row.as_of_last)
    return f"{month(row.since)} to {last}" if pd.notna(row.since) else f"start not said, to {last}"
