"""Rules of plausibility that no schema can hold, such as: killed are not more than killed and wounded.

Each rule takes tables by name (`{name: load(name) for name in TABLES}`) and returns the ids of the rows that
break it; an empty Series means that all is well. The tests run every rule on every change of data/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

Tables = Mapping[str, pd.DataFrame]

DAYS = pd.Timestamp("2022-01-01"), pd.Timestamp("2026-12-31")  # the war, and the year of this edition
CENSUS = {"sudzha_population", "kursk_oblast_population"}
OUR_ARITHMETIC = {  # rows whose page gives a share or parts, and the row the number that follows
    "dprk-killed--uk-ministry-of-defence--2025-01-24",
    "dprk-killed--uk-ministry-of-defence--2025-03-28",
    "dprk-killed--volodymyr-zelensky--2025-02-14",
    "ua-settlements-held-kursk--deepstate--2024-08-12",
}
SIZES = {  # a word beside a number → what the number may have to be multiplied by
    r"\bmillion\b": 1e6,
    r"\bbillion\b": 1e9,
    r"\bkm\b.* m$": 1000,
    r"million.* USD billion": 0.001,
}
ROUNDING_KM2 = 0.11  # two parts rounded to 0.1
ENDS = ["low", "central", "high"]
IN_KURSK = {"Kursk oblast", "Glushkovo sector", "Sudzha"}
OF_KURSK = r"_kursk(?:_(?!belgorod)|$)"  # in the name of a quantity: it speaks of Kursk oblast
NOT_GROUND = r"^poll_|_incl_kursk$"  # polls are held elsewhere; sums with Kursk oblast say so
FLOOR = r"\b(?:more than|over|at least|upwards of)\b"
CEILING = r"\b(?:up to|as many as|as high as|nearly|almost)\b"
NORTH_KOREANS_CAME = pd.Timestamp("2024-10-08")  # the first day that any row names for them in Russia
PARTS_AND_WHOLES = [  # a part never exceeds its whole, by the same speaker for the same day
    ("dprk_killed", "dprk_casualties"),
    ("dprk_wounded", "dprk_casualties"),
    ("dprk_killed", "dprk_casualties_incl_missing_captured"),
    ("ru_killed_kursk_claimed_by_ukraine", "ru_losses_kursk_claimed_by_ukraine"),
    ("ru_wounded_kursk_claimed_by_ukraine", "ru_losses_kursk_claimed_by_ukraine"),
    ("ru_pow_captured_kursk", "ru_losses_kursk_claimed_by_ukraine"),
]
AREA_COLUMNS = {
    "control_area_daily": ["area_km2"],
    "salient_geometry": ["area_km2", "perimeter_km", "front_km", "on_border_km", "max_depth_km"],
    "ukraine_area_daily": [
        "area_total_km2",
        "area_donetsk_km2",
        "area_luhansk_km2",
        "area_kharkiv_km2",
        "area_sumy_km2",
    ],
    "front_daily": ["area_km2"],
}
TABLES = ["estimates", "events", "arguments", "sources", "published_checks", *AREA_COLUMNS]


def ends_out_of_order(t: Tables) -> pd.Series:
    """Low, central and high rise, and one of them is filled."""
    rows = t["estimates"]
    low, central, high = (rows[end] for end in ENDS)
    empty = rows[ENDS].isna().all(axis=1)
    return rows.loc[(low > central) | (central > high) | (low > high) | empty, "estimate_id"]


def words_against_ends(t: Tables) -> pd.Series:
    """ "At least" fills low alone, "up to" and "nearly" fill high alone; a range has both ends."""
    rows = t["estimates"]
    words = rows["value_as_printed"].fillna("").str.lower()
    low, central, high = (rows[end].notna() for end in ENDS)
    wrong = words.str.contains(FLOOR) & (central | ~low)
    wrong |= words.str.contains(CEILING) & (central | ~high)
    return rows.loc[wrong & ~(low & high), "estimate_id"]


def north_koreans_left_out(t: Tables) -> pd.Series:
    """Once North Koreans had come, only a count of conscripts leaves them out for sure."""
    rows = t["estimates"]
    without = rows["includes_dprk"].eq("no") & (rows["as_of_last"] >= NORTH_KOREANS_CAME)
    return rows.loc[without & ~rows["quantity"].str.startswith("ru_conscripts"), "estimate_id"]


def part_above_whole(t: Tables) -> pd.Series:
    """By one speaker for one day, killed, wounded or captured are not more than the losses they belong to."""
    rows = t["estimates"].dropna(subset=["as_of_last"])
    rows = rows.assign(least=rows[ENDS].min(axis=1), most=rows[ENDS].max(axis=1))
    found = []
    for part, whole in PARTS_AND_WHOLES:
        pairs = rows[rows["quantity"] == part].merge(
            rows[rows["quantity"] == whole], on=["speaker_id", "as_of_last"], suffixes=("", "_whole")
        )
        found += pairs.loc[pairs["least"] > pairs["most_whole"], "estimate_id"].tolist()
        found += [] if len(pairs) else [f"no pair of {part} and {whole} to compare"]
    return pd.Series(found, dtype=object)


def held_above_held_or_unclear(t: Tables) -> pd.Series:
    """Held ground is part of held or unclear ground, in DeepState's daily series and as printed beside it."""
    series = t["control_area_daily"]
    deepstate = series[series["mapper"] == "deepstate"]
    measured = deepstate.pivot(index="date", columns="measure", values="area_km2")
    measured = pd.DataFrame({"held": measured["held"], "wide": measured["held"] + measured["unclear"]})
    found = [f"{day:%Y-%m-%d}" for day in measured.index[~(measured["held"] <= measured["wide"])]]
    checks = t["published_checks"].dropna(subset=["as_of"])
    printed = checks[["deepstate_held_km2", "deepstate_held_or_unclear_km2"]]
    wrong = printed.iloc[:, 0] > printed.iloc[:, 1]
    apart = printed.to_numpy() - measured.loc[checks["as_of"]].to_numpy()
    wrong |= (abs(apart) > ROUNDING_KM2).any(axis=1)
    return pd.Series([*found, *checks.loc[wrong, "check_id"]], dtype=object)


def published_checks_that_differ(t: Tables) -> pd.Series:
    """A published figure beside the maps is the one that estimates hold."""
    checks = t["published_checks"].dropna(subset=["estimate_id"])
    said = t["estimates"].set_index("estimate_id").loc[checks["estimate_id"], ENDS].to_numpy()
    printed = checks[["published_low_km2", "published_high_km2"]].to_numpy()
    ends = np.where(np.isnan(said[:, [1]]), said[:, [0, 2]], said[:, [1]])  # a plain figure is both ends
    same = (printed == ends) | (np.isnan(printed) & np.isnan(ends))
    return checks.loc[~same.all(axis=1), "check_id"]


def printed_otherwise(t: Tables) -> pd.Series:
    """Numbers in the words of the page are those of the row: low, central and high stand among them."""
    rows = t["estimates"]
    rows = rows[~rows["estimate_id"].isin(OUR_ARITHMETIC) & rows["value_as_printed"].str.contains(r"\d")]
    ends = rows[ENDS].apply(lambda row: [value for value in row if pd.notna(value)], axis=1)
    words = rows["value_as_printed"] + " " + rows["unit"]
    agree = [set(found) <= numbers_in(text) for found, text in zip(ends, words, strict=True)]
    return rows.loc[[not each for each in agree], "estimate_id"]


def numbers_in(text: str) -> set[float]:
    """Numbers of a text, each as it stands and in the units that words beside it may mean."""
    plain = {float(found.replace(",", "")) for found in re.findall(r"(?<!\w)-?\d[\d,]*(?:\.\d+)?", text)}
    sizes = [size for word, size in SIZES.items() if re.search(word, text)]
    return plain | {round(number * size, 6) for number in plain for size in sizes}


def negative_areas(t: Tables) -> pd.Series:
    """Areas and lengths are never below zero."""
    return pd.Series(
        [
            f"{name} {column}"
            for name, columns in AREA_COLUMNS.items()
            for column in columns
            if (t[name][column] < 0).any()
        ],
        dtype=object,
    )


def days_out_of_range(t: Tables) -> pd.Series:
    """Only a census may be older than the war, only a forecast may look past today."""
    rows = t["estimates"]
    rows = rows[~rows["quantity"].isin(CENSUS)]
    found = []
    for column in ("as_of_first", "as_of_last", "published"):
        days = rows.loc[(rows["basis"] != "forecast") | (column == "published"), column].dropna()
        found += rows.loc[days.index[~days.between(*DAYS)], "estimate_id"].tolist()
    found += rows.loc[rows["as_of_first"] > rows["as_of_last"], "estimate_id"].tolist()
    found += rows.loc[rows["as_of_first"].isna() != rows["as_of_last"].isna(), "estimate_id"].tolist()
    events = t["events"]
    inside = events["date_first"].between(*DAYS) & events["date_last"].between(*DAYS)
    found += events.loc[~inside | (events["date_first"] > events["date_last"]), "event_id"].tolist()
    return pd.Series(found, dtype=object)


def published_before_its_day(t: Tables) -> pd.Series:
    """Nothing but a forecast is published before the last day that it speaks of."""
    rows = t["estimates"]
    return rows.loc[(rows["published"] < rows["as_of_last"]) & (rows["basis"] != "forecast"), "estimate_id"]


def pages_older_than_what_they_say(t: Tables) -> pd.Series:
    """A page is not older than the figure, event or argument that it carries; forecasts may look ahead."""
    day_of = t["sources"].set_index("source_id")["published"]
    found = []
    for name, key, column in [
        ("estimates", "estimate_id", "as_of_last"),
        ("events", "event_id", "date_first"),
        ("arguments", "argument_id", "published_first"),
    ]:
        rows = t[name]
        early = rows["source_id"].map(day_of) < rows[column]
        if "basis" in rows:
            early &= rows["basis"] != "forecast"
        found += rows.loc[early, key].tolist()
    return pd.Series(found, dtype=object)


def publication_without_reason(t: Tables) -> pd.Series:
    """An inferred day needs a note that says from what; an unknown one must be empty, a page's own filled."""
    rows = t["estimates"]
    inferred = rows["published_basis"] == "inferred"
    reason = rows["note"].str.contains("publi", case=False).fillna(False).astype(bool)
    wrong = inferred & ~reason
    wrong |= rows["published"].isna() != (rows["published_basis"] == "unknown")
    return rows.loc[wrong, "estimate_id"]


def days_set_to_the_end_of_a_month(t: Tables) -> pd.Series:
    """Where only the month of publication is known, the day is unknown: it is not the month's last."""
    rows = t["estimates"]
    wrong = (rows["published_basis"] == "inferred") & rows["published"].dt.is_month_end
    wrong &= rows["note"].str.contains("last day of the month").fillna(False).astype(bool)
    return rows.loc[wrong, "estimate_id"]


def kursk_in_name_only(t: Tables) -> pd.Series:
    """A quantity named for Kursk oblast has figures for Kursk oblast: neither Russia nor the border."""
    rows = t["estimates"]
    named = rows["quantity"].str.contains(OF_KURSK) & ~rows["quantity"].str.contains(NOT_GROUND)
    return rows.loc[named & ~rows["place"].isin(IN_KURSK), "estimate_id"]


def figures_of_another_kind(t: Tables) -> pd.Series:
    """In Russia is not in Kursk; a forecast is not a count; a zone of operation is not ground held."""
    rows = t["estimates"]
    quantity, place = rows["quantity"], rows["place"]
    wrong = quantity.eq("dprk_troops_kursk") & place.ne("Kursk oblast")
    wrong |= quantity.eq("dprk_troops_in_russia") & place.eq("Kursk oblast")
    wrong |= quantity.str.endswith("_projected") & rows["basis"].ne("forecast")
    counted = ["dprk_troops_kursk", "dprk_troops_in_russia", "dprk_troops_sent", "dprk_killed"]
    wrong |= quantity.isin(counted) & rows["basis"].eq("forecast")
    wrong |= quantity.eq("ua_held_area_kursk") & rows["definition"].ne("held")
    return rows.loc[wrong, "estimate_id"]


def mixed_units(t: Tables) -> pd.Series:
    """Square miles stand beside km² (a trap that the_incursion teaches); nothing else is mixed."""
    units = t["estimates"].groupby("quantity")["unit"].agg(set)
    return pd.Series(
        [name for name, kinds in units.items() if len(kinds) > 1 and not kinds <= {"km²", "mi²"}]
    )


def silent_gaps(t: Tables) -> pd.Series:
    """Daily maps have a row a day; a day without a new drawing repeats the last one and says which."""
    found = []
    control = t["control_area_daily"].sort_values("date")
    for (mapper, measure), rows in control.groupby(["mapper", "measure"]):
        repeats = rows["outline_date"].eq(rows["outline_date"].shift())
        changed = rows["area_km2"].ne(rows["area_km2"].shift())
        wrong = (rows["outline_date"] > rows["date"]) | (repeats & changed)
        if mapper != "creamy_caprice":  # draws on single days, never carried
            wrong |= rows["date"].diff().dt.days.gt(1)
            wrong |= rows["observed"].eq("no") & ~repeats
        found += [f"{mapper} {measure} {day:%Y-%m-%d}" for day in rows.loc[wrong, "date"]]
    rows = t["ukraine_area_daily"].sort_values("date")
    wrong = (rows["date"].diff().dt.days.fillna(1) - 1).ne(rows["gap_days"])
    wrong |= rows["repeats_previous"].eq("yes") & rows["area_total_km2"].diff().ne(0)
    found += [f"ukraine_area_daily {day:%Y-%m-%d}" for day in rows.loc[wrong, "date"]]
    for counter, rows in t["front_daily"].sort_values("date").groupby("counter"):
        wrong = rows["date"].diff().dt.days.gt(1)
        wrong |= rows["status"].eq("unchanged") & rows["area_km2"].diff().ne(0)
        found += [f"{counter} {day:%Y-%m-%d}" for day in rows.loc[wrong, "date"]]
    return pd.Series(found, dtype=object)


def figures_said_twice(t: Tables) -> pd.Series:
    """The same speaker, day, quantity and value stand in one row only."""
    rows = t["estimates"]
    rows = rows[rows["exercise_only"] == "no"]
    key = ["quantity", "speaker_id", "as_of_last", *ENDS, "place", "definition"]
    return rows.loc[rows.duplicated(key) & rows["as_of_last"].notna(), "estimate_id"]


def unsided_arguments(t: Tables) -> pd.Series:
    """Every argument answers a question and takes a side; a second question has a second side."""
    rows = t["arguments"]
    wrong = rows["question"].isna() | rows["side"].isna() | rows["stance"].isna()
    wrong |= rows["question2"].isna() != rows["side2"].isna()
    return rows.loc[wrong, "argument_id"]


RULES = (
    ends_out_of_order,
    words_against_ends,
    north_koreans_left_out,
    part_above_whole,
    held_above_held_or_unclear,
    published_checks_that_differ,
    printed_otherwise,
    negative_areas,
    days_out_of_range,
    published_before_its_day,
    pages_older_than_what_they_say,
    publication_without_reason,
    days_set_to_the_end_of_a_month,
    kursk_in_name_only,
    figures_of_another_kind,
    mixed_units,
    silent_gaps,
    figures_said_twice,
    unsided_arguments,
)
