"""Shells, guns and money: from counted containers to claimed totals, and what must not be added.

Shell totals of this war are mostly conversions: a number of containers times an assumed load. The functions
take rows of estimates and give back the load behind a total, the total behind a load, or the rate between two
totals. None of them measures anything: every result is arithmetic on published words.
"""

from __future__ import annotations

from itertools import product

import pandas as pd

from helpers.analysis.ranges import spoken
from helpers.given import DataError, a_day

TOTALS = ["dprk_containers", "dprk_shells_delivered"]
ONE_YEAR = ["dprk_shells_delivered_2024"]
GUNS = [
    "dprk_howitzers_delivered",
    "dprk_howitzers_projected",
    "dprk_mlrs_delivered",
    "dprk_mlrs_projected",
    "dprk_artillery_systems_delivered",
]
MISSILES = ["dprk_missiles_delivered", "dprk_missiles_launched", "dprk_missiles_projected"]
SHARES = [
    "dprk_share_of_russian_shells",
    "dprk_share_of_russian_ammunition",
    "dprk_share_of_russian_ballistic_missiles",
    "dprk_artillery_share_of_hur_losses",
]
# dated steps of guns and drones, events.csv
DATED = [
    "2022-12-22-white-house-wagner-delivery",
    "2024-11-14-koksan-photographs",
    "2024-11-14-kim-drone-order",
    "2024-11-16-ft-50-guns",
    "2025-01-07-koksan-in-kursk",
    "2025-02-18-koksan-in-luhansk",
    "2025-03-26-koksan-in-crimea",
    "2025-10-16-drone-crews",
    "2025-11-14-hur-shells-halved",
]
ROCKETS = "122 mm"
TOGETHER = "guns and launchers together"
PANELS = {
    "howitzers": "guns",
    "mlrs": "launchers",
    "systems": TOGETHER,
}  # word of a quantity → what it counts
SEOUL, WATCHERS = "south_korea", "independent"
# a control of the calculator: containers as somebody gave them, and whose load of shells ("ships": the
# ship watchers of Open Source Centre); short, because a control must fit a phone
RECIPES = {
    "Seoul 2025: 28,000, its load": (28_000, SEOUL),
    "Seoul 2025: 28,000, ships' load": (28_000, WATCHERS),
    "ships 2025: 16,000, their load": (16_000, WATCHERS),
    "ships 2025: 16,000, Seoul's load": (16_000, SEOUL),
    "Seoul 2024: 20,000, its load": (20_000, SEOUL),
    "Seoul 2026: 33,000, its load": (33_000, SEOUL),
}
MIXES = {
    "all shells": 100,
    "75 % shells": 75,
    "half shells, half rockets": 50,
    "25 % shells": 25,
    "all rockets": 0,
}
OTHER_GOODS = {"none": 0, "a quarter of the containers": 25, "half of the containers": 50}
DAYS_IN_YEAR = 365
MONTHS_IN_YEAR = 12


def detailed(frame: pd.DataFrame, details: pd.DataFrame) -> pd.DataFrame:
    """Rows of estimates as statements with the columns of estimate_details.

    Adds what `analysis.ranges.spoken` adds and the details; counter is the office that counts (for a speaker
    that passes on nobody else's figures, the speaker's own name).

    >>> containers = load("estimates", quantity="dprk_containers")
    >>> joined = analysis.arms.detailed(containers, load("estimate_details"))
    >>> len(joined) == len(containers) and "pair_id" in joined
    True
    """
    rows = spoken(frame).merge(details, on="estimate_id", how="left")
    return rows.assign(counter=rows["counter"].fillna(rows["name"]))


def pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Statements that give containers and shells in one breath: one row per total of shells.

    Parameters
    ----------
    rows : from `detailed`, with the quantities of TOTALS.

    Returns
    -------
    The rows of shells, oldest first (undated last), with containers (number), containers_row
    ("estimates:…"), containers_printed, load_low and load_high (pieces per container) and rockets (True where
    the total assumes 122 mm rockets).

    >>> counted = analysis.arms.detailed(
    ...     load("estimates", quantity=analysis.arms.TOTALS), load("estimate_details")
    ... )
    >>> said = analysis.arms.pairs(counted)
    >>> said["speaker_id"].nunique() > 1
    True
    """
    rows = rows[rows["pair_id"].notna()]
    boxes = rows[rows["quantity"] == "dprk_containers"]
    boxes = boxes[["pair_id", "value", "row_id", "value_as_printed"]].rename(
        columns={"value": "containers", "row_id": "containers_row", "value_as_printed": "containers_printed"}
    )
    shells = rows[rows["quantity"] == "dprk_shells_delivered"]
    both = shells.merge(boxes, on="pair_id", validate="many_to_one")
    for end in ("low", "high"):
        both[f"load_{end}"] = both[end].fillna(both["value"]) / both["containers"]
    both["rockets"] = both["assumes_calibre"] == ROCKETS
    return both.sort_values(["as_of_last", "rockets"], na_position="last", ignore_index=True)


def load_range(said: pd.DataFrame, side: str = SEOUL, *, rockets: bool = False) -> tuple[float, float]:
    """Smallest and largest number of pieces in one container that the totals of one side imply.

    Parameters
    ----------
    said : rows of `pairs`.
    side : side of the speaker, as in speakers.csv.
    rockets : True for totals that assume 122 mm rockets, False for all others.

    Raises
    ------
    DataError : no pair of that kind.

    >>> said = pd.DataFrame({"load_low": [400, 480], "load_high": [400, 490], "rockets": False})
    >>> load_range(said.assign(side=SEOUL))
    (400.0, 490.0)
    """
    rows = said[(said["side"] == side) & (said["rockets"] == rockets)]
    if rows.empty:
        raise DataError(
            f"No statement by {side!r} gives containers and {'rockets' if rockets else 'shells'}."
        )
    return float(rows["load_low"].min()), float(rows["load_high"].max())


def load_on(said: pd.DataFrame, day: str, *, rockets: bool = False) -> float:
    """Pieces in one container that the statement of a day implies.

    Parameters
    ----------
    said : rows of `pairs`.
    day : last day that the statement speaks of, YYYY-MM-DD.
    rockets : True for totals that assume 122 mm rockets, False for all others.

    Raises
    ------
    DataError : no pair, or several, for that day.

    >>> rows = load("estimates", quantity=analysis.arms.TOTALS)
    >>> said = analysis.arms.pairs(analysis.arms.detailed(rows, load("estimate_details")))
    >>> analysis.arms.load_on(said, "2024-10-23")  # about 9.4 million shells, more than 20,000 containers
    470.0
    """
    rows = said[(said["as_of_last"] == a_day(day)) & (said["rockets"] == rockets)]
    if len(rows) != 1:
        raise DataError(f"{len(rows)} pairs speak of {day}; one is needed.")
    return float(rows["value"].iloc[0] / rows["containers"].iloc[0])


def pieces(
    containers: float, shells_percent: float, shell_load: float, rocket_load: float, other_percent: float = 0
) -> float:
    """Shells and rockets together in a number of containers, for a mix that the reader sets.

    Parameters
    ----------
    containers : number of containers.
    shells_percent : of the containers with ammunition, the per cent that hold shells; the rest hold rockets.
    shell_load, rocket_load : pieces in one container.
    other_percent : per cent of all containers that hold other goods and no ammunition.

    Raises
    ------
    DataError : a per cent below 0 or above 100.

    >>> pieces(100, 75, shell_load=10, rocket_load=2, other_percent=50)
    400.0
    """
    for percent in (shells_percent, other_percent):
        if not 0 <= percent <= 100:
            raise DataError(f"A per cent lies between 0 and 100, not {percent}.")
    full = containers * (1 - other_percent / 100)
    return full * (shells_percent * shell_load + (100 - shells_percent) * rocket_load) / 100


def mixed_total(
    said: pd.DataFrame,
    containers: float,
    shells_percent: float,
    other_percent: float = 0,
    side: str = SEOUL,
) -> tuple[float, float]:
    """Lowest and highest total of pieces, by the smallest and largest load of shells that a side implies.

    The load of rockets is Seoul's: nobody else gave one.

    Parameters
    ----------
    said : rows of `pairs`.
    containers, shells_percent, other_percent : as in `pieces`.
    side : whose load of shells, as in `load_range`.

    Raises
    ------
    DataError : as in `pieces` and `load_range`.

    >>> rows = load("estimates", quantity=analysis.arms.TOTALS)
    >>> said = analysis.arms.pairs(analysis.arms.detailed(rows, load("estimate_details")))
    >>> analysis.arms.mixed_total(said, 20_000, 100)  # shells alone, 400 to 480 in one container
    (8000000.0, 9600000.0)
    """
    shells, rockets = load_range(said, side), load_range(said, rockets=True)
    low, high = (
        pieces(containers, shells_percent, shells[end], rockets[end], other_percent) for end in (0, 1)
    )
    return low, high


def shells_percent_for(total: float, containers: float, shell_load: float, rocket_load: float) -> float:
    """Per cent of the containers that must hold shells (the rest rockets) to give a total of pieces.

    Solves total = containers × (s × shell_load + (1 − s) × rocket_load) for s. A result outside 0 to 100
    says that no such mix gives the total.

    >>> shells_percent_for(800, containers=100, shell_load=10, rocket_load=2)
    75.0
    """
    return 100 * (total / containers - rocket_load) / (shell_load - rocket_load)


def settings_reaching(said: pd.DataFrame, total: float) -> tuple[int, int]:
    """How many settings of the calculator reach a total at the low end of the loads, and of how many.

    The settings (RECIPES, MIXES, OTHER_GOODS) are ours, so the count is no probability.

    Parameters
    ----------
    said : rows of `pairs`.
    total : pieces, shells and rockets together.

    >>> rows = load("estimates", quantity=analysis.arms.TOTALS)
    >>> said = analysis.arms.pairs(analysis.arms.detailed(rows, load("estimate_details")))
    >>> analysis.arms.settings_reaching(said, 9_000_000)
    (4, 90)
    """
    said = said[["side", "rockets", "load_low", "load_high"]]  # narrow rows are read faster, 180 times over
    settings = product(RECIPES.values(), MIXES.values(), OTHER_GOODS.values())
    lows = [mixed_total(said, boxes, mix, other, side)[0] for (boxes, side), mix, other in settings]
    return sum(low >= total for low in lows), len(lows)


def shell_totals(rows: pd.DataFrame, duds: pd.DataFrame) -> pd.DataFrame:
    """Published totals of shells with the day on which they were said.

    Parameters
    ----------
    rows : from `detailed`.
    duds : rows of estimates with the quantity dprk_shells_dud_share (per cent that do not work).

    Returns
    -------
    The rows of shells with said_on (day of publication, or the last day that the figure speaks of where the
    page shows none) and usable (the total times the share that the same speaker on the same day said to
    work; empty where nobody said one).

    >>> counted = analysis.arms.detailed(
    ...     load("estimates", quantity=analysis.arms.TOTALS), load("estimate_details")
    ... )
    >>> totals = analysis.arms.shell_totals(
    ...     counted, load("estimates", quantity="dprk_shells_dud_share")
    ... )
    >>> totals["unit"].unique().tolist()
    ['shells']
    """
    rows = rows[rows["quantity"] == "dprk_shells_delivered"]
    shares = duds.set_index(["speaker_id", "as_of_last"])["central"]
    share = shares.reindex(pd.MultiIndex.from_frame(rows[["speaker_id", "as_of_last"]])).to_numpy()
    rows = rows.assign(
        said_on=rows["published"].fillna(rows["as_of_last"]), usable=rows["value"] * (1 - share / 100)
    )
    return rows.sort_values(["as_of_last", "counter"], ignore_index=True)


def said_by(totals: pd.DataFrame, day: str | None) -> pd.DataFrame:
    """Rows of `shell_totals` said by a day; None keeps all, those without any day too.

    >>> len(said_by(pd.DataFrame({"said_on": pd.to_datetime(["2024-06-14", None])}), "2024-12-31"))
    1
    """
    if day is None:
        return totals
    return totals[totals["said_on"] <= a_day(day)].reset_index(drop=True)


def latest(totals: pd.DataFrame) -> pd.DataFrame:
    """The latest dated total of each office, oldest first, without those that assume rockets alone.

    Parameters
    ----------
    totals : from `shell_totals`.

    >>> rows = load("estimates", quantity="dprk_shells_delivered")
    >>> rows = analysis.arms.detailed(rows, load("estimate_details"))
    >>> totals = analysis.arms.shell_totals(rows, load("estimates", quantity="dprk_shells_dud_share"))
    >>> analysis.arms.latest(totals)[["counter", "value_as_printed"]].iloc[-1].tolist()
    ['Kyiv (HUR)', 'about 6.5 million']
    """
    rows = totals[totals["as_of_last"].notna() & (totals["assumes_calibre"] != ROCKETS)]
    return rows.sort_values("as_of_last").groupby("counter").tail(1).reset_index(drop=True)


def containers(rows: pd.DataFrame, counter: str) -> pd.DataFrame:
    """Containers as one office counts them, oldest first, undated last.

    Parameters
    ----------
    rows : from `detailed`.
    counter : the office, as in column counter; another one gives no rows.

    >>> rows = load("estimates", quantity="dprk_containers")
    >>> rows = analysis.arms.detailed(rows, load("estimate_details"))
    >>> analysis.arms.containers(rows, "Seoul (ministry)")["value_as_printed"].head(3).tolist()
    ['more than 1,000', 'about 5,000', 'about 6,700']
    """
    rows = rows[(rows["quantity"] == "dprk_containers") & (rows["counter"] == counter)]
    return rows.sort_values("as_of_last")


def per_day(rows: pd.DataFrame, counter: str = "Seoul (ministry)") -> pd.DataFrame:
    """Containers a day between one statement of an office and its next.

    Where a statement is a floor ("more than 13,000"), the step takes its number as it stands.

    Parameters
    ----------
    rows : from `detailed`; rows without a day are left out.
    counter : the office, as in column counter.

    Returns
    -------
    One row per step: first, last (days), added (containers), days (their number), per_day, printed_first,
    printed_last (the two numbers as printed), row_first and row_last.

    >>> rows = analysis.arms.detailed(load("estimates"), load("estimate_details"))
    >>> step = analysis.arms.per_day(rows).loc[1]
    >>> step["printed_first"], step["printed_last"], int(step["days"]), round(float(step["per_day"]), 1)
    ('about 5,000', 'about 6,700', 59, 28.8)
    """
    rows = containers(rows, counter)
    rows = rows[rows["as_of_last"].notna()]
    steps = pd.DataFrame(
        {
            "first": rows["as_of_last"].shift(),
            "last": rows["as_of_last"],
            "added": rows["value"].diff(),
            "printed_first": rows["value_as_printed"].shift(),
            "printed_last": rows["value_as_printed"],
            "row_first": rows["row_id"].shift(),
            "row_last": rows["row_id"],
        }
    ).dropna(subset="first")
    steps["days"] = (steps["last"] - steps["first"]).dt.days
    return steps.assign(per_day=steps["added"] / steps["days"]).reset_index(drop=True)


def rate(steps: pd.DataFrame, first: str, last: str) -> float:
    """Containers a day between two days on which the office spoke, over all steps of `per_day` between them.

    Raises
    ------
    DataError : the office did not speak on one of the days.

    >>> days = pd.to_datetime(["2024-01-01", "2024-01-11", "2024-01-21"])
    >>> steps = pd.DataFrame({"first": days[:2], "last": days[1:], "added": [150, 50], "days": [10, 10]})
    >>> rate(steps, "2024-01-01", "2024-01-21")
    10.0
    """
    first_day, last_day = a_day(first), a_day(last)
    if first_day not in set(steps["first"]) or last_day not in set(steps["last"]):
        raise DataError(f"The steps do not begin on {first} and end on {last}.")
    inside = steps[(steps["first"] >= first_day) & (steps["last"] <= last_day)]
    return float(inside["added"].sum() / inside["days"].sum())


def with_sums(frame: pd.DataFrame) -> pd.DataFrame:
    """Guns, launchers and both together, with our own sums where one speaker gave the two apart.

    Parameters
    ----------
    frame : rows of estimates with the quantities of GUNS.

    Returns
    -------
    Statements with panel (a value of PANELS) and ours (True for a sum; its row_id is empty), oldest first in
    each panel.

    >>> guns = analysis.arms.with_sums(load("estimates", quantity=analysis.arms.GUNS))
    >>> guns.loc[guns["ours"], ["panel", "value_as_printed"]].values.tolist()[0]
    ['guns and launchers together', '50 + 20, our sum']
    """
    rows = spoken(frame).assign(ours=False)
    rows["panel"] = rows["quantity"].str.extract(f"({'|'.join(PANELS)})")[0].map(PANELS)
    apart = rows[rows["quantity"].isin(["dprk_howitzers_delivered", "dprk_mlrs_delivered"])]
    by_speaker = apart.groupby(["speaker_id", "as_of_last"])
    rows = pd.concat([rows, *(_sum(both) for _, both in by_speaker if len(both) == 2)])
    rows["panel"] = pd.Categorical(rows["panel"], list(PANELS.values()))
    return rows.sort_values(["panel", "as_of_last", "basis"], ignore_index=True)


def _sum(both: pd.DataFrame) -> pd.DataFrame:
    total = both["value"].sum()
    return both.head(1).assign(
        quantity="dprk_artillery_systems_delivered",
        unit="guns and launchers",
        value=total,
        central=total,
        value_as_printed=" + ".join(both["value_as_printed"]) + ", our sum",
        row_id="",
        panel=TOGETHER,
        ours=True,
    )


def percent(part: float, whole: float) -> float:
    """Part as per cent of whole. Raises DataError when the whole is not above zero.

    >>> percent(60, 150)
    40.0
    """
    if whole <= 0:
        raise DataError("A per cent needs a whole above zero.")
    return 100 * part / whole


def per_soldier(billion_a_year: float, soldiers: float) -> float:
    """Dollars a soldier and year, from billions of dollars a year.

    >>> per_soldier(0.5, 20_000)
    25000.0
    """
    return billion_a_year * 1e9 / soldiers
