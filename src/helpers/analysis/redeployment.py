"""Counters on a map: how many stood where, who left, who came, from where.

A counter is a name with a place on Project Owl's map. It is no head-count, it is moved late, and a division
and its regiments may each have one.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from helpers.data import outlines, row_ids

START, END = "2024-08-05", "2024-11-15"
POKROVSK = (37.177, 48.280)  # degrees east and north, data/settlements.csv
NEAR_KM = 40
DONBAS = ("Donetsk", "Luhansk")
UKRAINE = ("Donetsk", "Luhansk", "Zaporizhzhia", "Kherson", "Kharkiv", "Sevastopol", "Sumy")
NAMED = {  # how a place of unit_places is printed; "Sevastopol" is the mapper's nearest oblast in Crimea
    "Sevastopol": "Crimea",
    "Kyiv City": "Kyiv",
    "elsewhere": "elsewhere",
}
UNTRACED = "not traced"
# units.csv row → counter on the map, matched by hand on the printed names
SAME_UNIT = {
    "9th-motor-rifle-regiment--military-cognizance--2024-08": "994",
    "11th-airborne-vdv-brigade--isw--2024-08": "1548",
    "56th-airborne-vdv-regiment-7th-division--isw--2024-08": "1023",
    "51st-airborne-vdv-regiment-106th-division--online-ua--2024-08": "598",
    "pyatnashka-brigade-1st-corps-dpr--babel--2024-08-14": "1765",
    "155th-naval-infantry-brigade--isw--2024-08-17": "1578",
    "200th-motor-rifle-brigade--isw--2024-08-18": "1809",
}
WINDOWS = {  # label of a control: first and last day of a flow
    "5 Aug to 15 Nov 2024": (START, END),
    "before: 1 Jul to 5 Aug 2024": ("2024-07-01", START),
    "after: 15 Nov 2024 to 25 Feb 2025": (END, "2025-02-25"),
}
CLAIMED = [
    "ru_troops_redeployed_to_kursk",
    "ru_troops_sent_to_kursk",
    "ru_troops_per_redeployed_brigade",
    "ru_troops_kursk",
]
CLAIMS = (  # what a claimed number of Russian soldiers counts
    "sent or moved to Kursk oblast",
    "in one brigade (no total)",
    "there, without North Koreans",
    "there, with them, or not said",
)
MEANINGS = {
    "from anywhere": "units new in Kursk oblast with a known earlier place",
    "from Ukraine's territory": "their last place before lies inside Ukraine's recognised borders",
    "from Donetsk or Luhansk oblast": "their last place before lies in one of the two oblasts",
    "the Donbas force shrank": "counters that the Donbas box lost, arrivals taken off",
    "from round Pokrovsk": f"their last stay before began within {NEAR_KM} km of Pokrovsk",
}


def standing(places: pd.DataFrame, side: str, day: str) -> pd.DataFrame:
    """Stays of one side that include a day, one row per counter, indexed by unit_id."""
    when = pd.Timestamp(day)
    kept = (places["side"] == side) & (places["first_day"] <= when) & (places["last_day"] >= when)
    return places[kept].set_index("unit_id")


def arrivals(places: pd.DataFrame, side: str, first: str = START, last: str = END) -> pd.DataFrame:
    """Counters that first appear in Kursk oblast after `first` and by `last`, with where they stood before.

    Parameters
    ----------
    places : table unit_places (stays of counters since 1 July 2024).
    side : "russia" or "ukraine".
    first : the day whose places count as "before"; counters in the oblast on or before it are not new.
    last : last day of arrival, included.

    Returns
    -------
    One row per counter, by day: unit_id, unit, arrived, before (place of its last stay before Kursk,
    "not traced" when there is none or it was parked at sea), before_until, before_lon, before_lat,
    at_start (place on `first`, or "not traced"), left_out ("" or why the counter is no unit of its own
    that came), row_id (the stay before, else the stay in Kursk oblast).
    """
    places = places.assign(row_id=row_ids("unit_places", places), note=places["note"].fillna(""))
    start = standing(places, side, first)
    own = places[places["side"] == side]
    rows = []
    for unit_id, stays in own.sort_values("first_day", kind="stable").groupby("unit_id", sort=False):
        inside = stays[stays["place"] == "Kursk"]
        if inside.empty or not pd.Timestamp(first) < inside["first_day"].iloc[0] <= pd.Timestamp(last):
            continue
        entry = inside.iloc[0]
        earlier = stays[stays["first_day"] < entry["first_day"]]
        before = earlier.iloc[-1] if len(earlier) else None
        rows.append(
            {
                "unit_id": unit_id,
                "unit": entry["unit"].replace("\xa0", " "),
                "arrived": entry["first_day"],
                "before": _place(before),
                "before_until": before["last_day"] if before is not None else pd.NaT,
                "before_lon": before["lon"] if before is not None else np.nan,
                "before_lat": before["lat"] if before is not None else np.nan,
                "at_start": _place(start.loc[unit_id]) if unit_id in start.index else UNTRACED,
                "in_box_at_start": unit_id in start.index and start.loc[unit_id, "in_donbas_box"] == "yes",
                "left_out": _left_out(entry["note"]),
                "row_id": entry["row_id"] if before is None else before["row_id"],
            }
        )
    return pd.DataFrame(rows).sort_values(["arrived", "unit_id"]).reset_index(drop=True)


def counted(arrived: pd.DataFrame) -> pd.DataFrame:
    """Arrivals without renamed counters, places and the North Korean corps."""
    return arrived[arrived["left_out"] == ""].reset_index(drop=True)


def by_place(arrived: pd.DataFrame, column: str = "before") -> pd.Series:
    """Number of counters by place, most first, untraced ones last. `column`: "before" or "at_start"."""
    sizes = arrived[column].value_counts(sort=True)
    order = sorted(sizes.index, key=lambda place: (place == UNTRACED, -sizes[place], place))
    return sizes.loc[order]


def share(
    arrived: pd.DataFrame, places: tuple[str, ...] = DONBAS, column: str = "before"
) -> tuple[float, float]:
    """Lowest and highest share of arrivals from some places, per cent.

    The lowest counts known origins alone; the highest adds every untraced counter.
    """
    known = arrived[column].isin(places).sum()
    untraced = (arrived[column] == UNTRACED).sum()
    return 100 * known / len(arrived), 100 * (known + untraced) / len(arrived)


def flow(places: pd.DataFrame, side: str, first: str = START, last: str = END) -> pd.DataFrame:
    """Who left the Donbas box between two days and who came: one row per counter that crossed its edge.

    Returns
    -------
    Columns unit_id, unit, way ("out", "in"), step (where to or from, in words), row_id (stay in the box).
    A counter that left and came back between the two days is in neither list.
    """
    places = places.assign(row_id=row_ids("unit_places", places), note=places["note"].fillna(""))
    before, after = standing(places, side, first), standing(places, side, last)
    boxed, later = _in_box(before), _in_box(after)
    rows = []
    for way, here, there, names in (
        (
            "out",
            boxed,
            after,
            {"Kursk": "left for Kursk oblast", "": "left the map", "parked": "parked at sea"},
        ),
        (
            "in",
            later,
            before,
            {"Kursk": "came from Kursk oblast", "": "new on the map", "parked": "parked at sea before"},
        ),
    ):
        other = "left for other places" if way == "out" else "came from other places"
        gone = here.index.difference((later if way == "out" else boxed).index, sort=False)
        for unit_id in gone:
            place = _word(there.loc[unit_id]) if unit_id in there.index else ""
            rows.append(
                {
                    "unit_id": unit_id,
                    "unit": here.loc[unit_id, "unit"].replace("\xa0", " "),
                    "way": way,
                    "step": names.get(place, other),
                    "place": {"": "–", "parked": "parked at sea"}.get(place, NAMED.get(place, place)),
                    "row_id": here.loc[unit_id, "row_id"],
                }
            )
    return pd.DataFrame(rows, columns=["unit_id", "unit", "way", "step", "place", "row_id"])


def boxed(places: pd.DataFrame, side: str, day: str) -> int:
    """Number of counters in the Donbas box on a day."""
    return len(_in_box(standing(places, side, day)))


def in_box(places: pd.DataFrame, side: str, day: str) -> pd.Series:
    """Counters of one side in the Donbas box on a day by the oblast that they stand in."""
    return _in_box(standing(places, side, day))["place"].value_counts()


def ever_in_kursk(places: pd.DataFrame, side: str, first: str = START, last: str = END) -> int:
    """Counters of the box on `first` that were in Kursk oblast on any day up to `last`."""
    return int(arrivals(places, side, first, last)["in_box_at_start"].sum())


def meanings(places: pd.DataFrame, mapped: pd.DataFrame) -> pd.DataFrame:
    """Five meanings of "moved troops" and what Project Owl's map gives for each, 5 Aug to 15 Nov 2024.

    Returns
    -------
    One row per meaning: meaning, counts (what is counted), low (counters known), high (low plus the
    untraced ones, which could have come from there), of (out of how many), row_id.
    """
    new = counted(arrivals(places, "russia"))
    untraced = int((new["before"] == UNTRACED).sum())
    near = distance_km(new["before_lon"], new["before_lat"], *POKROVSK) <= NEAR_KM
    box = mapped[(mapped["side"] == "russia") & (mapped["place"] == "Donbas box")].set_index("date")[
        "counters"
    ]
    shrank = int(box[START] - box[END])
    known = {
        "from anywhere": int((new["before"] != UNTRACED).sum()),
        "from Ukraine's territory": int(new["before"].isin([NAMED.get(p, p) for p in UKRAINE]).sum()),
        "from Donetsk or Luhansk oblast": int(new["before"].isin(DONBAS).sum()),
        "the Donbas force shrank": shrank,
        "from round Pokrovsk": int((near & (new["before"] != UNTRACED)).sum()),
    }
    rows = []
    for name, counts in MEANINGS.items():
        net = name == "the Donbas force shrank"
        rows.append(
            {
                "meaning": name,
                "counts": counts,
                "low": known[name],
                "high": known[name] + (0 if net else untraced),
                "of": int(box[START]) if net else len(new),
                "net": net,
            }
        )
    return pd.DataFrame(rows)


def verdict(low: float, high: float, at_least: float) -> str:
    """Is "Moscow moved no troops" true, when moving means at least so many counters?

    Returns "false" when the known counters reach the threshold, "true" when not even all untraced ones
    would, "open" when it depends on the untraced ones.
    """
    if low >= at_least:
        return "false"
    return "true" if high < at_least else "open"


def printed_origins(units: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Russian units whose origin was printed, beside the last place before Kursk on the map.

    Returns
    -------
    One row per unit, ready to print: Unit, Printed origin, Place on the map before ("not traced" when the map
    shows no earlier place), Arrived on the map, row_id ("units:…").
    """
    known = arrivals(places, "russia", last="2025-04-30").set_index("unit_id")
    rows = units.set_index("unit_row_id").loc[list(SAME_UNIT)]
    matched = known.loc[list(SAME_UNIT.values())]
    return pd.DataFrame(
        {
            "Unit": rows["unit"].tolist(),
            "Printed origin": rows["origin"].tolist(),
            "Place on the map before": matched["before"].tolist(),
            "Arrived on the map": matched["arrived"].tolist(),
            "row_id": row_ids("units", rows.reset_index()),
        }
    )


def counted_as(row: pd.Series) -> str:
    """Which of CLAIMS a row of estimates (one of the quantities of CLAIMED) counts."""
    moved, brigade, russians, all_told = CLAIMS
    if row["quantity"] == "ru_troops_per_redeployed_brigade":
        return brigade
    if row["definition"] == "flow":
        return moved
    return russians if row["includes_dprk"] == "no" else all_told


def changed_days(mapped: pd.DataFrame) -> pd.DataFrame:
    """Rows of one side and place whose counter differs from the day before; the first row is kept."""
    rows = mapped.sort_values("date")
    return rows[rows["counters"].diff().fillna(1) != 0]


def counter_on(mapped: pd.DataFrame, side: str, place: str, day: str) -> int:
    """Number of counters of a side in a place on a day. Raises KeyError when the day is not in the table."""
    kept = (mapped["side"] == side) & (mapped["place"] == place)
    return int(mapped[kept].set_index("date").loc[pd.Timestamp(day), "counters"])


def gaps(names: pd.DataFrame) -> pd.DataFrame:
    """Counters mapped in Kursk oblast on fewer days than lie between their first and their last day."""
    span = (names["last_day"] - names["first_day"]).dt.days + 1
    kept = names.assign(span=span, row_id=row_ids("units_mapped_names", names))[names["days"] < span]
    return kept.sort_values("days").reset_index(drop=True)


def distance_km(lon: pd.Series, lat: pd.Series, to_lon: float, to_lat: float) -> pd.Series:
    """Great-circle distance in km on a sphere of 6,371 km (haversine formula); degrees in."""
    half_lat = np.radians(lat - to_lat) / 2
    half_lon = np.radians(lon - to_lon) / 2
    inner = (
        np.sin(half_lat) ** 2 + np.cos(np.radians(lat)) * np.cos(np.radians(to_lat)) * np.sin(half_lon) ** 2
    )
    return 2 * 6371 * np.arcsin(np.sqrt(inner))


def near_border(arrived: pd.DataFrame, place: str, most_km: float) -> int:
    """How many of `arrivals` from one place last stood within so many km of the state border."""
    lines = outlines()["state_border"]
    there = arrived[arrived["before"] == place]
    spots = zip(there["before_lon"], there["before_lat"], strict=True)
    return sum(km_to_lines(lon, lat, lines) <= most_km for lon, lat in spots)


def km_to_lines(lon: float, lat: float, lines: list[list[list[float]]]) -> float:
    """Distance in km from a place to the nearest point of some lines of [longitude, latitude].

    Flat geometry around the place: good to a few per cent over tens of kilometres.
    """
    scale = np.array([111.32 * np.cos(np.radians(lat)), 110.57])
    here = np.array([lon, lat])
    nearest = np.inf
    for line in lines:
        points = (np.asarray(line, dtype=float) - here) * scale
        for a, b in pairwise(points):
            step = b - a
            along = np.clip(-(a @ step) / max(step @ step, 1e-12), 0, 1)
            nearest = min(nearest, float(np.hypot(*(a + along * step))))
    return nearest


def _in_box(stays: pd.DataFrame) -> pd.DataFrame:
    return stays[stays["in_donbas_box"] == "yes"]


def _word(stay: pd.Series) -> str:
    return "parked" if stay["place"] == "elsewhere" and stay["note"].startswith("parked") else stay["place"]


def _place(stay: pd.Series | None) -> str:
    if stay is None or _word(stay) == "parked":
        return UNTRACED
    return NAMED.get(stay["place"], stay["place"])


def _left_out(note: str) -> str:
    if note.startswith("the same unit as"):
        return "renamed"
    if note.startswith("a place"):
        return "a place"
    return "North Korean corps" if note.startswith("one counter for") else ""
