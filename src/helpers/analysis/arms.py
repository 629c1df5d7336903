"""Shells, guns and money: from counted containers to claimed totals, and what must not be added.

Shell totals of this war are mostly conversions: a number of containers times an assumed load. The functions
take rows of estimates and give back the load behind a total, the total behind a load, or the rate between two
totals. None of them measures anything: every result is arithmetic on published words.
"""

from __future__ import annotations

from itertools import product

import pandas as pd

from helpers.analysis.ranges import spoken
from helpers.data import load, row_ids

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
MONEY = [
    "dprk_arms_value",
    "russia_aid_to_dprk_value",
    "dprk_total_earnings",
    "dprk_earnings_confirmed_share",
    "dprk_troop_income_total",
]
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
    "2025-03-26-koksan-in-crimea",
    "2025-10-16-drone-crews",
    "2025-11-14-hur-shells-halved",
]
ROCKETS = "122 mm"
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
# what an office has before it when it gives a total; said in the lesson with the sources
SEEN = {
    "Seoul (ministry)": "containers through a port; content inferred",
    "Kyiv (HUR)": "no method in our data",
    "Open Source Centre": "64 voyages of four ships that were seen",
    "MSMT": "49 voyages in one year; rockets are in",
    "C4ADS": "tonnes called explosives in shipping papers",
}
DAYS_IN_YEAR = 365
MONTHS_IN_YEAR = 12

# who counts, when several speakers pass on the figures of one office
COUNTERS = {
    "shin-won-sik": "Seoul (ministry)",
    "south-korean-defence-ministry": "Seoul (ministry)",
    "south-korean-dia": "Seoul (ministry)",
    "nis": "Seoul (NIS)",
    "hur": "Kyiv (HUR)",
    "vadym-skibitskyi": "Kyiv (HUR)",
    "kyrylo-budanov": "Kyiv (HUR)",
    "open-source-centre-reuters": "Open Source Centre",
    "c4ads-washington-post": "C4ADS",
    "us-state-department": "Washington",
    "msmt": "MSMT",
}


def detailed(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of estimates as spoken figures with the columns of estimate_details and the office that counts.

    Adds what `analysis.ranges.spoken` adds, then counting, assumes_calibre, since, pair_id and counter
    (the office; for a speaker that passes on nobody else's figures, the speaker's own name).
    """
    rows = spoken(frame).merge(load("estimate_details"), on="estimate_id", how="left")
    return rows.assign(counter=rows["speaker_id"].map(COUNTERS).fillna(rows["name"]))


def pairs(frame: pd.DataFrame) -> pd.DataFrame:
    """Statements that give containers and shells in one breath: one row per total of shells.

    Parameters
    ----------
    frame : rows of estimates with the quantities dprk_containers and dprk_shells_delivered.

    Returns
    -------
    The shell rows of `detailed`, oldest first (undated last), with containers (number), containers_row
    ("estimates:…"), containers_printed, load_low and load_high (pieces per container) and rockets (True where
    the total assumes 122 mm rockets).
    """
    rows = detailed(frame)
    rows = rows[rows["pair_id"].notna()]
    boxes = rows[rows["quantity"] == "dprk_containers"]
    boxes = boxes[["pair_id", "value", "row_id", "value_as_printed"]].rename(
        columns={"value": "containers", "row_id": "containers_row", "value_as_printed": "containers_printed"}
    )
    shells = rows[rows["quantity"] == "dprk_shells_delivered"]
    both = shells.merge(boxes, on="pair_id", validate="many_to_one")
    low = both["low"].fillna(both["value"])
    high = both["high"].fillna(both["value"])
    both["load_low"], both["load_high"] = low / both["containers"], high / both["containers"]
    both["rockets"] = both["assumes_calibre"] == ROCKETS
    return both.sort_values(["as_of_last", "rockets"], na_position="last").reset_index(drop=True)


def load_range(said: pd.DataFrame, side: str = SEOUL, rockets: bool = False) -> tuple[float, float]:
    """Smallest and largest number of pieces in one container that the totals of one side imply.

    Parameters
    ----------
    said : rows of `pairs`.
    side : side of the speaker, as in speakers.csv.
    rockets : True for totals that assume 122 mm rockets, False for all others.

    Raises
    ------
    ValueError : no pair of that kind.
    """
    rows = said[(said["side"] == side) & (said["rockets"] == rockets)]
    if rows.empty:
        raise ValueError(
            f"No statement by {side!r} gives containers and {'rockets' if rockets else 'shells'}."
        )
    return float(rows["load_low"].min()), float(rows["load_high"].max())


def load_on(said: pd.DataFrame, day: str, rockets: bool = False) -> float:
    """Pieces in one container that the statement of a day implies ("2024-02-26").

    Raises
    ------
    ValueError : no pair, or several, for that day.
    """
    rows = said[(said["as_of_last"] == pd.Timestamp(day)) & (said["rockets"] == rockets)]
    if len(rows) != 1:
        raise ValueError(f"{len(rows)} pairs speak of {day}; one is needed.")
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
    ValueError : a per cent below 0 or above 100.
    """
    for percent in (shells_percent, other_percent):
        if not 0 <= percent <= 100:
            raise ValueError(f"A per cent lies between 0 and 100, not {percent}.")
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

    The load of rockets is Seoul's: nobody else gave one. Parameters as in `pieces` and `load_range`.
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
    """
    return 100 * (total / containers - rocket_load) / (shell_load - rocket_load)


def settings_reaching(said: pd.DataFrame, total: float) -> tuple[int, int]:
    """How many settings of the calculator reach a total at the low end of the loads, and of how many.

    The settings (RECIPES, MIXES, OTHER_GOODS) are ours, so the count is no probability.
    """
    settings = product(RECIPES.values(), MIXES.values(), OTHER_GOODS.values())
    lows = [mixed_total(said, boxes, mix, other, side)[0] for (boxes, side), mix, other in settings]
    return sum(low >= total for low in lows), len(lows)


def shell_totals(frame: pd.DataFrame) -> pd.DataFrame:
    """Published totals of shells with the day on which they were said.

    said_on is the day of publication, or the last day that the figure speaks of where the page shows none.
    usable is the total times the share that the same speaker on the same day said to work (empty where nobody
    said one).
    """
    rows = detailed(frame)
    rows = rows[rows["quantity"] == "dprk_shells_delivered"].copy()
    rows["said_on"] = rows["published"].fillna(rows["as_of_last"])
    duds = load("estimates", quantity="dprk_shells_dud_share")
    duds = duds.set_index(["speaker_id", "as_of_last"])["central"]
    keys = pd.MultiIndex.from_frame(rows[["speaker_id", "as_of_last"]])
    rows["usable"] = rows["value"] * (1 - duds.reindex(keys).to_numpy() / 100)
    return rows.sort_values(["as_of_last", "counter"]).reset_index(drop=True)


def said_by(totals: pd.DataFrame, day: str | None) -> pd.DataFrame:
    """Rows of `shell_totals` said by a day; None keeps all, those without any day too."""
    if day is None:
        return totals
    return totals[totals["said_on"] <= pd.Timestamp(day)].reset_index(drop=True)


def latest(totals: pd.DataFrame) -> pd.DataFrame:
    """The latest dated total of each office, without those that assume rockets alone."""
    rows = totals[totals["as_of_last"].notna() & (totals["assumes_calibre"] != ROCKETS)]
    return rows.sort_values("as_of_last").groupby("counter").tail(1).reset_index(drop=True)


def per_day(frame: pd.DataFrame, counter: str = "Seoul (ministry)") -> pd.DataFrame:
    """Containers a day between one statement of an office and its next.

    Parameters
    ----------
    frame : rows of estimates with the quantity dprk_containers; undated rows are left out.
    counter : the office, as in `COUNTERS`.

    Returns
    -------
    One row per step: first, last (days), days, added (containers), per_day, row_first and row_last.
    """
    rows = detailed(frame)
    rows = rows[(rows["quantity"] == "dprk_containers") & (rows["counter"] == counter)]
    rows = rows[rows["as_of_last"].notna()].sort_values("as_of_last")
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
    ValueError : the office did not speak on one of the days.
    """
    first_day, last_day = pd.Timestamp(first), pd.Timestamp(last)
    if first_day not in set(steps["first"]) or last_day not in set(steps["last"]):
        raise ValueError(f"The steps do not begin on {first} and end on {last}.")
    inside = steps[(steps["first"] >= first_day) & (steps["last"] <= last_day)]
    return float(inside["added"].sum() / inside["days"].sum())


def with_sums(frame: pd.DataFrame) -> pd.DataFrame:
    """Guns, launchers and both together, with our own sums where one speaker gave the two apart.

    Returns
    -------
    Rows of `detailed` with panel ("guns", "launchers" or "guns and launchers together") and ours (True for a
    sum; its row_id is empty), oldest first in each panel.
    """
    rows = detailed(frame)
    names = {"howitzers": "guns", "mlrs": "launchers", "systems": "guns and launchers together"}
    rows["panel"] = [names[next(name for name in names if name in quantity)] for quantity in rows["quantity"]]
    rows["ours"] = False
    apart = rows[rows["quantity"].isin(["dprk_howitzers_delivered", "dprk_mlrs_delivered"])]
    sums = []
    for _, both in apart.groupby(["speaker_id", "as_of_last"]):
        if len(both) < 2:
            continue
        total = both["value"].sum()
        sums.append(
            both.iloc[0].to_dict()
            | {
                "quantity": "dprk_artillery_systems_delivered",
                "unit": "guns and launchers",
                "value": total,
                "central": total,
                "value_as_printed": " + ".join(both["value_as_printed"]) + ", our sum",
                "row_id": "",
                "panel": names["systems"],
                "ours": True,
            }
        )
    order = {name: place for place, name in enumerate(names.values())}
    rows = pd.concat([rows, pd.DataFrame(sums)], ignore_index=True) if sums else rows
    return rows.sort_values(
        ["panel", "as_of_last", "basis"], key=lambda c: c.map(order) if c.name == "panel" else c
    ).reset_index(drop=True)


def compared(estimates: pd.DataFrame, one_year: pd.DataFrame) -> pd.DataFrame:
    """The latest total of shells of each office beside its containers, ready to print: why totals differ.

    Parameters
    ----------
    estimates : rows of estimates with the quantities of TOTALS.
    one_year : rows with the quantities of ONE_YEAR.

    Returns
    -------
    One row per office, largest total first: who counts, the total, the load and the containers that it named
    with it, months from which and to which its count runs, what it sees (SEEN), row_id.
    """
    totals = pd.concat([latest(shell_totals(estimates)), detailed(one_year)])
    totals = totals[totals["counter"].isin(SEEN)].sort_values("value", ascending=False)
    said = pairs(estimates).set_index("row_id")
    loads = {row.Index: load_words(row.load_low, row.load_high) for row in said.itertuples()}
    return pd.DataFrame(
        {
            "Who": totals["counter"],
            "Shells": totals["value_as_printed"],
            "In one container": totals["row_id"].map(loads).fillna("not given"),
            "Containers": totals["row_id"].map(said["containers_printed"]).fillna("not given"),
            "Time": [_span(row.since, row.as_of_last) for row in totals.itertuples()],
            "What it sees": totals["counter"].map(SEEN),
            "row_id": totals["row_id"],
        }
    ).reset_index(drop=True)


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return f"{first:%b %Y} to {last:%b %Y}" if pd.notna(first) else f"start not said, to {last:%b %Y}"


def load_words(low: float, high: float) -> str:
    """A load or a range of loads in whole pieces: 448; 250 to 375."""
    return f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"


def percent(part: float, whole: float) -> float:
    """Part as per cent of whole. Raises ValueError when the whole is not above zero."""
    if whole <= 0:
        raise ValueError("A per cent needs a whole above zero.")
    return 100 * part / whole


def seen_as_paid(frame: pd.DataFrame) -> tuple[float, float]:
    """Widest reading of the earnings seen: lowest share of the lowest total, highest of the highest.

    Parameters
    ----------
    frame : rows of estimates with dprk_total_earnings and dprk_earnings_confirmed_share.

    Returns
    -------
    Billion dollars, low and high. Which share belongs to which total is not said, so this is the widest span.
    """
    rows = frame.set_index("quantity")
    total, share = rows.loc["dprk_total_earnings"], rows.loc["dprk_earnings_confirmed_share"]
    return total["low"] * share["low"] / 100, total["high"] * share["high"] / 100


def per_soldier(billion_a_year: float, soldiers: float) -> float:
    """Dollars a soldier and year, from billions of dollars a year."""
    return billion_a_year * 1e9 / soldiers


def wholes(frame: pd.DataFrame) -> pd.DataFrame:
    """Shares with the whole that each belongs to, oldest first, ready to print, with row_id.

    Parameters
    ----------
    frame : rows of estimates with the quantities of `SHARES`.
    """
    rows = spoken(frame).sort_values("as_of_last")
    defined = load("quantities").set_index("quantity")["definition"]
    return pd.DataFrame(
        {
            "Speaker": rows["name"],
            "Day": rows["as_of_last"],
            "Per cent": rows["value_as_printed"],
            "Of what": rows["quantity"].map(defined),
            "row_id": rows["row_id"],
        }
    ).reset_index(drop=True)


def dated(events: pd.DataFrame) -> pd.DataFrame:
    """Events in order of their days, ready to print: day, what, who, page, row_id."""
    rows = events.sort_values(["date_first", "event_id"]).reset_index(drop=True)
    pages = load("sources").set_index("source_id")["publisher"]
    speakers = rows["speaker_id"].map(load("speakers").set_index("speaker_id")["name"])
    return pd.DataFrame(
        {
            "Day": rows["date_first"],
            "What": rows["what"],
            "Who says so": speakers.fillna(rows["source_id"].map(pages)),
            "Kind of page": rows["page_grade"],
            "row_id": row_ids("events", rows),
        }
    )


def figure(estimate_id: str, column: str = "value") -> float:
    """One column of one row of estimates, as a number; "value" is what a chart would draw as its point.

    Raises
    ------
    KeyError : no such row.
    """
    rows = load("estimates", estimate_id=estimate_id)
    if rows.empty:
        raise KeyError(f"There is no estimate {estimate_id!r}.")
    return float(spoken(rows)[column].iloc[0])
