"""Two forces and their ratio: what was said, what two ranges allow, what counters and records add.

A ratio is always Russia's side (Russian and North Korean soldiers) per Ukrainian soldier, unless a function
says "attackers per defender".
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from helpers.analysis.known import known_on
from helpers.given import DataError, a_day, one_of

RUSSIA, UKRAINE = "ru_troops_kursk", "ua_troops_kursk"

# Counts of soldiers that are no total in Kursk oblast on a day: they never share a list with totals.
OTHER_COUNTS = {
    "ru_troops_at_start": "there at the start",
    "ru_troops_northern_grouping": "a whole grouping",
    "ru_troops_redeployed_to_kursk": "moved there",
    "ru_troops_sent_to_kursk": "sent there",
    "ru_troops_needed_counteroffensive_kursk": "thought to be needed",
    "ru_troops_due_to_leave_kursk": "due to leave",
    "ru_troops_sumy_direction": "opposite Sumy oblast",
    "ru_troops_kursk_belgorod": "two oblasts together",
    "ru_troops_glushkovo": "one district",
    "ua_troops_moved_to_kursk": "moved there",
    "ua_troops_support_sumy": "in support, inside Ukraine",
}
FORCE = [RUSSIA, UKRAINE, *OTHER_COUNTS]

PERIODS = {
    "August 2024": ("2024-08-01", "2024-08-31"),
    "September and October 2024": ("2024-09-01", "2024-10-31"),
    "November 2024": ("2024-11-01", "2024-11-30"),
    "December 2024 to June 2025": ("2024-12-01", "2025-06-30"),
}

REPORT_PAIR = "pair-2-the-report"  # 50,000 (S06) against 20,000 to 30,000 (S08) in table ratio_pairs
AUGUST_DENOMINATOR = "ua-troops-kursk--michael-kofman-and-rob-lee--2024-08-27"
# This text lists North Koreans beside its total without saying whether they are inside it (see its note).
LISTED_APART = "ru-troops-kursk--general-staff-of-ukraine-unnamed-source--2024-11-23"
APART_NORTH_KOREANS = 11_000

UNIT_LISTS = {"Kyiv": "Zelensky 6 Feb 2025", "Moscow": "Russian MoD 21 Nov 2024"}


class Span(NamedTuple):
    """Lowest and highest value that two ranges allow."""

    low: float
    high: float


class Share(NamedTuple):
    """A share in per cent with the ends of its interval."""

    percent: float
    low: float
    high: float


def ratio(numerator: tuple[float, float], denominator: tuple[float, float]) -> Span:
    """Lowest and highest ratio of two ranges: smallest over largest, largest over smallest.

    Parameters
    ----------
    numerator, denominator : (low, high) in the same unit; low may equal high.

    Raises
    ------
    DataError : an end below zero, low above high, or a denominator that can be zero.

    >>> ratio((12, 18), (3, 6))
    Span(low=2.0, high=6.0)
    """
    for name, (low, high) in {"numerator": numerator, "denominator": denominator}.items():
        if low < 0 or low > high:
            raise DataError(f"The {name} runs from {low} to {high}; give (low, high), both zero or more.")
    if denominator[0] == 0:
        raise DataError("The denominator can be zero, so the ratio has no highest value.")
    return Span(numerator[0] / denominator[1], numerator[1] / denominator[0])


def report_ratio(pairs: pd.DataFrame, *, with_north_koreans: bool = True) -> Span:
    """The lowest and highest ratio that the report's own numbers allow.

    Parameters
    ----------
    pairs : table ratio_pairs.
    with_north_koreans : False takes the report's ceiling of 10,000 (S07) out of its 50,000 (S06).

    >>> ratio = analysis.balance.report_ratio(load("ratio_pairs"))
    >>> round(float(ratio.low), 2), float(ratio.high)
    (1.67, 2.5)
    """
    pair = _report(pairs)
    out = 0 if with_north_koreans else pair["dprk_inside"]
    return ratio(
        (pair["numerator_low"] - out, pair["numerator_high"] - out),
        (pair["denominator_low"], pair["denominator_high"]),
    )


def _report(pairs: pd.DataFrame) -> pd.Series:
    return pairs.set_index("pair_id").loc[REPORT_PAIR]


def totals(force: pd.DataFrame, quantity: str) -> pd.DataFrame:
    """Rows of one side that speak of a total there at one time, exercise-only rows left out.

    Parameters
    ----------
    force : rows of estimates.
    quantity : RUSSIA ("ru_troops_kursk") or UKRAINE ("ua_troops_kursk"), in persons.

    >>> rows = analysis.balance.totals(load("estimates"), "ua_troops_kursk")
    >>> rows.loc[rows["speaker_id"] == "valery-gerasimov", "value_as_printed"].tolist()
    ['up to 1,000']
    """
    rows = force[(force["quantity"] == quantity) & (force["exercise_only"] == "no")]
    return rows[rows["definition"] == "stock"].reset_index(drop=True)


def other_counts(force: pd.DataFrame) -> pd.DataFrame:
    """Rows that count something else than a total in Kursk oblast, with a column counts that says what.

    Parameters
    ----------
    force : rows of estimates with the quantities of FORCE.

    >>> rows = analysis.balance.other_counts(load("estimates", quantity=analysis.balance.FORCE))
    >>> rows.loc[rows["counts"] == "one district", ["name", "value_as_printed"]].values.tolist()
    [['Oleksandr Syrskyi', 'around 10,000']]
    """
    kept = force[force["exercise_only"] == "no"]
    moved = kept["quantity"].isin([RUSSIA, UKRAINE]) & (kept["definition"] != "stock")
    kept = kept[moved | kept["quantity"].isin(OTHER_COUNTS)].copy()
    meaning = {"flow": "sent or committed so far", "wave": "a first wave"}
    kept["counts"] = kept["quantity"].map(OTHER_COUNTS).fillna(kept["definition"].map(meaning))
    return kept.reset_index(drop=True)


def of_period(frame: pd.DataFrame, period: str, known_by: str | None = None) -> pd.DataFrame:
    """Rows that speak of a period, if asked only those published by a day.

    Rows whose day of publication is unknown stay only without such a limit.

    Parameters
    ----------
    frame : rows of estimates.
    period : a key of PERIODS.
    known_by : last day of publication, YYYY-MM-DD; None for no limit.

    Raises
    ------
    DataError : unknown period.

    >>> force = load("estimates", quantity="ua_troops_kursk", definition="stock")
    >>> rows = analysis.balance.of_period(force, "August 2024", known_by="2024-08-08")
    >>> rows[["name", "value_as_printed"]].values.tolist()
    [['Valery Gerasimov', 'up to 1,000']]
    """
    first, last = (pd.Timestamp(end) for end in PERIODS[one_of(period, PERIODS, "period")])
    rows = frame[frame["as_of_last"].between(first, last)].reset_index(drop=True)
    return known_on(rows, known_by, inferred=True) if known_by else rows


def speaks_for(force: pd.DataFrame, quantity: str, side: str) -> pd.DataFrame:
    """Totals whose speaker belongs to a side: which figures come from the side that they count?

    Parameters
    ----------
    force, quantity : as in `totals`.
    side : "russia", "ukraine" or another value of column side.

    >>> force = load("estimates", quantity="ru_troops_kursk")
    >>> own = analysis.balance.speaks_for(force, "ru_troops_kursk", "russia")
    >>> len(own)  # nobody on Russia's side gives a total for Russia's soldiers
    0
    """
    rows = totals(force, quantity)
    return rows[rows["side"] == side].reset_index(drop=True)


def denominator(force: pd.DataFrame, pairs: pd.DataFrame, divided_by: str) -> Span:
    """Ukrainian soldiers (persons) to divide by.

    Parameters
    ----------
    force : rows of estimates; pairs : table ratio_pairs.
    divided_by : "report" (20,000 to 30,000, S08) or "august" (Kofman and Lee, 27 Aug 2024).

    Raises
    ------
    DataError : another name.

    >>> analysis.balance.denominator(load("estimates"), load("ratio_pairs"), "august")
    Span(low=10000.0, high=15000.0)
    """
    if divided_by == "report":
        pair = _report(pairs)
        return Span(float(pair["denominator_low"]), float(pair["denominator_high"]))
    if divided_by == "august":
        row = force.set_index("estimate_id").loc[AUGUST_DENOMINATOR]
        return Span(float(row["low"]), float(row["high"]))
    raise DataError(f'divided_by is "report" or "august", not {divided_by!r}.')


def ratio_by_speaker(
    force: pd.DataFrame,
    pairs: pd.DataFrame,
    north_koreans: str = "as said",
    divided_by: str = "report",
    known_by: str = "2024-11-23",
) -> pd.DataFrame:
    """November's totals for Russia's side, each divided by one range for Ukraine's.

    Parameters
    ----------
    force : rows of estimates (at least both totals); pairs : table ratio_pairs.
    north_koreans : "as said"; "taken out" (10,000 less); "added" (what the speaker lists apart on top).
    divided_by : "report" or "august", see `denominator`.
    known_by : only figures published by this day.

    Returns
    -------
    The rows, oldest first, with numerator (persons), ratio_low, ratio_high, and sure: False where North
    Koreans were taken out of a figure whose speaker did not say that they are inside.

    Raises
    ------
    DataError : unknown north_koreans or divided_by.

    >>> rows = analysis.balance.ratio_by_speaker(load("estimates"), load("ratio_pairs"))
    >>> rows.loc[:0, ["name", "numerator", "ratio_low", "ratio_high"]].values.tolist()
    [['Oleksandr Syrskyi', 45000.0, 1.5, 2.25]]
    """
    if north_koreans not in ("as said", "taken out", "added"):
        raise DataError(f'north_koreans is "as said", "taken out" or "added", not {north_koreans!r}.')
    rows = of_period(totals(force, RUSSIA), "November 2024", known_by)
    rows = rows.sort_values(["as_of_last", "estimate_id"]).reset_index(drop=True)
    rows["numerator"] = rows["central"].fillna(rows["high"])
    if north_koreans == "taken out":
        rows["numerator"] -= _report(pairs)["dprk_inside"]
    if north_koreans == "added":
        rows["numerator"] += APART_NORTH_KOREANS * (rows["estimate_id"] == LISTED_APART)
    below = denominator(force, pairs, divided_by)
    rows["ratio_low"], rows["ratio_high"] = rows["numerator"] / below.high, rows["numerator"] / below.low
    rows["sure"] = (north_koreans != "taken out") | (rows["includes_dprk"] == "yes")
    return rows


def pair_ratios(pairs: pd.DataFrame) -> pd.DataFrame:
    """Texts that give both sides, with the ratios that their ranges allow, oldest first.

    Parameters
    ----------
    pairs : table ratio_pairs.

    Returns
    -------
    The rows with ratio_low and ratio_high, and both without North Koreans (without_low, without_high), which
    are missing where a text does not say how many are inside.

    >>> rows = analysis.balance.pair_ratios(load("ratio_pairs")).set_index("pair_id")
    >>> ratios = ["ratio_low", "ratio_high", "without_low", "without_high"]
    >>> rows.loc["pair-2-the-report", ratios].astype(float).round(2).tolist()
    [1.67, 2.5, 1.33, 2.0]
    """
    rows = pairs.sort_values("day").reset_index(drop=True)
    for name, out in {"ratio": 0, "without": rows["dprk_inside"]}.items():
        rows[f"{name}_low"] = (rows["numerator_low"] - out) / rows["denominator_high"]
        rows[f"{name}_high"] = (rows["numerator_high"] - out) / rows["denominator_low"]
    return rows


def counters(mapped: pd.DataFrame, place: str = "Kursk oblast") -> pd.DataFrame:
    """Unit counters a day on Project Owl's map in one place.

    Returns columns date, russia, ukraine and ratio (missing while no Ukrainian counter is drawn).

    >>> rows = {"date": [pd.Timestamp("2024-11-15")] * 2, "side": ["russia", "ukraine"], "counters": [44, 22]}
    >>> counters(pd.DataFrame(rows).assign(place="Kursk oblast"))["ratio"].tolist()
    [2.0]
    """
    wide = (
        mapped[mapped["place"] == place].pivot(index="date", columns="side", values="counters").reset_index()
    )
    wide.columns.name = None
    wide["ratio"] = (wide["russia"] / wide["ukraine"]).where(wide["ukraine"] > 0)
    return wide


def counters_on(mapped: pd.DataFrame, day: str) -> pd.Series:
    """Counters of both sides in Kursk oblast and their ratio on one day; a counter is no number of soldiers.

    Parameters
    ----------
    mapped : table units_mapped.
    day : YYYY-MM-DD.

    Raises
    ------
    DataError : a day without a map.

    >>> row = analysis.balance.counters_on(load("units_mapped"), "2024-11-15")
    >>> int(row["russia"]), int(row["ukraine"]), float(row["ratio"])
    (44, 22, 2.0)
    """
    when, rows = a_day(day), counters(mapped)
    found = rows[rows["date"] == when]
    if found.empty:
        raise DataError(f"Project Owl's map has no counters for {when:%Y-%m-%d}.")
    return found.iloc[0]


def units_by_witness(units: pd.DataFrame, names: pd.DataFrame, day: str) -> pd.DataFrame:
    """Ukrainian brigades that a list of Kyiv or Moscow names, and whether a map shows them.

    Parameters
    ----------
    units : table units; names : table units_mapped_names; day : for the map.

    Returns
    -------
    One row per brigade, by its number: unit, whether a list of Kyiv and of Moscow (UNIT_LISTS) names it, and
    whether a counter with its number stood on Project Owl's map on the day (by first and last day; gaps are
    not seen). Column row_id names the row of the first list that has the brigade.

    >>> seen = analysis.balance.units_by_witness(
    ...     load("units"), load("units_mapped_names"), "2024-11-15"
    ... )
    >>> list(seen.columns)
    ['unit', 'Kyiv', 'Moscow', 'map', 'row_id']
    """
    day = a_day(day)
    there = names[(names["side"] == "ukraine") & (names["first_day"] <= day) & (names["last_day"] >= day)]
    whole = there[there["unit"].str.contains("Brigade") & ~there["unit"].str.contains("Battalion")]
    drawn = set(whole["unit"].map(_number))
    listed = units[units["lists"].isin(UNIT_LISTS.values()) & units["unit"].str.contains("Brigade")]
    return pd.DataFrame(
        {
            "unit": group["unit"].iloc[-1].replace(" (parts)", ""),
            **{who: name in set(group["lists"]) for who, name in UNIT_LISTS.items()},
            "map": number in drawn,
            "row_id": group["row_id"].iloc[0],
        }
        for number, group in listed.groupby(listed["unit"].map(_number))
    )


def _number(unit: str) -> int:
    """Number at the head of a unit's name: 17 for "17th Tank Brigade"; 0 without one."""
    found = re.match(r"\d+", unit)
    return int(found[0]) if found else 0


def witnesses(brigades: pd.DataFrame, *by: str) -> int:
    """Brigades that all of these name ("Kyiv", "Moscow", "map").

    >>> witnesses(pd.DataFrame({"Kyiv": [True, True], "map": [True, False]}), "Kyiv", "map")
    1
    """
    return int(brigades[list(by)].all(axis=1).sum())


def interval(successes: int, n: int, level: float = 0.95) -> Share:
    """Share of successes in per cent with its exact interval (Clopper and Pearson, Biometrika 26, 1934).

    Every true rate inside the interval fits the count: at either end a count as far off as this one has a
    chance of half of 1 - level.

    Raises
    ------
    DataError : no cases, or more successes than cases.

    >>> round(interval(5, 5).low, 1)
    47.8
    """
    if n < 1 or not 0 <= successes <= n:
        raise DataError(f"{successes} of {n}: successes must lie between 0 and the number of cases.")
    from scipy.special import betaincinv  # noqa: PLC0415 (scipy.stats has the same, both start slowly)

    tail, failures = (1 - level) / 2, n - successes
    low = betaincinv(successes, failures + 1, tail) if successes else 0.0
    high = betaincinv(successes + 1, failures, 1 - tail) if failures else 1.0
    return Share(100 * successes / n, 100 * float(low), 100 * float(high))


def record(tests: pd.DataFrame) -> pd.DataFrame:
    """Cells of counted battles with percent, low, high (its interval) and small: fewer than ten battles.

    >>> record(pd.DataFrame({"successes": [5], "n": [5]}))[["percent", "small"]].values.tolist()
    [[100.0, True]]
    """
    rows = tests.copy()
    shares = [interval(int(row.successes), int(row.n)) for row in rows.itertuples()]
    rows["percent"], rows["low"], rows["high"] = zip(*shares, strict=True)
    rows["small"] = rows["n"] < 10
    return rows


def counted(
    tests: pd.DataFrame, name: str, below: float | None = None, since: float | None = None
) -> tuple[int, int]:
    """Successes and cases of one record, of cells that lie below a ratio or begin at one.

    >>> tests = pd.DataFrame({"record": "a", "ratio_low": [1.0, 3.0], "successes": [5, 9], "n": [10, 9]})
    >>> counted(tests, "a", since=3), counted(tests, "a")
    ((9, 9), (14, 19))
    """
    rows = tests[tests["record"] == name]
    if below is not None:
        rows = rows[rows["ratio_low"] < below]
    if since is not None:
        rows = rows[rows["ratio_low"] >= since]
    return int(rows["successes"].sum()), int(rows["n"].sum())
