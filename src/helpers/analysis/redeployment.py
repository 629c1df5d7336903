"""Counters on a map: how many stood where, who left, who came, from where.

A counter is a name with a place on Project Owl's map. It is no head-count, it is moved late, and a division
and its regiments may each have one.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from helpers.given import DataError, a_day, one_of, shown

START, END = "2024-08-05", "2024-11-15"
POKROVSK = (37.177, 48.280)  # degrees east and north, data/settlements.csv
NEAR_KM = 40
DONBAS = ("Donetsk", "Luhansk")
UKRAINE = (*DONBAS, "Zaporizhzhia", "Kherson", "Kharkiv", "Crimea", "Sumy")
# how a place of unit_places is printed; "Sevastopol" is the mapper's nearest oblast in Crimea
NAMED = {"Sevastopol": "Crimea", "Kyiv City": "Kyiv"}
PARKED = "parked at sea"
UNTRACED = "not traced"
WINDOWS = {  # label of a control: first and last day of a flow
    "5 Aug to 15 Nov 2024": (START, END),
    "before: 1 Jul to 5 Aug 2024": ("2024-07-01", START),
    "after: 15 Nov 2024 to 25 Feb 2025": (END, "2025-02-25"),
}
STEPS = {  # how a counter left the box or came into it, by where it stood on the other day
    "out": {
        "Kursk": "left for Kursk oblast",
        "other": "left for other places",
        "": "left the map",
        PARKED: "parked at sea",
    },
    "in": {
        "Kursk": "came from Kursk oblast",
        "": "new on the map",
        PARKED: "parked at sea before",
        "other": "came from other places",
    },
}
MEANINGS = {  # the three that the report's words allow, then two that are wider
    "from Donetsk or Luhansk oblast": "their last place before lies in one of the two oblasts",
    "the Donbas force shrank": "counters that the Donbas box lost, arrivals taken off",
    "from round Pokrovsk": f"their last stay before began within {NEAR_KM} km of Pokrovsk",
    "from Ukraine's territory": "their last place before lies inside Ukraine's recognised borders",
    "from anywhere": "units new in Kursk oblast with a known earlier place",
}


def standing(places: pd.DataFrame, side: str, day: str) -> pd.DataFrame:
    """Stays of one side that include a day, one row per counter, indexed by unit_id.

    Raises DataError for an unknown side, or a day that is none.

    >>> days = pd.to_datetime(["2024-07-01", "2024-09-01", "2024-12-31"])
    >>> stays = pd.DataFrame({"unit_id": ["a", "b"], "first_day": days[:2], "last_day": days[2]})
    >>> standing(stays.assign(side="russia"), "russia", "2024-08-05").index.tolist()
    ['a']
    """
    when, one = a_day(day), one_of(side, places["side"].unique(), "side")
    kept = (places["side"] == one) & (places["first_day"] <= when) & (places["last_day"] >= when)
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
    "not traced" when there is none or it was parked at sea), before_lon, before_lat, at_start (place on
    `first`, or "not traced"), in_box_at_start, left_out ("" or why the counter is no unit of its own that
    came), stay (index in `places` of the stay before, else of the stay in Kursk oblast).

    Raises
    ------
    DataError : an unknown side.

    >>> new = analysis.redeployment.arrivals(load("unit_places"), "russia").set_index("unit")
    >>> new.loc["204th Special Purpose Akhmat Regiment", ["at_start", "before"]].tolist()
    ['Luhansk', 'Belgorod']
    """
    stays = _stays(places, side).sort_values("first_day", kind="stable")
    entry = stays[stays["place"] == "Kursk"].drop_duplicates("unit_id").set_index("unit_id")
    entry = entry[entry["first_day"].gt(a_day(first)) & entry["first_day"].le(a_day(last))]
    earlier = stays[stays["first_day"] < stays["unit_id"].map(entry["first_day"])]
    before = earlier.drop_duplicates("unit_id", keep="last").set_index("unit_id").reindex(entry.index)
    start = standing(stays, side, first).reindex(entry.index)
    arrived = pd.DataFrame(
        {
            "unit": entry["unit"],
            "arrived": entry["first_day"],
            "before": before["spot"].replace(PARKED, UNTRACED).fillna(UNTRACED),
            "before_lon": before["lon"],
            "before_lat": before["lat"],
            "at_start": start["spot"].replace(PARKED, UNTRACED).fillna(UNTRACED),
            "in_box_at_start": start["in_donbas_box"] == "yes",
            "left_out": entry["aside"].fillna(""),
            "stay": before["stay"].fillna(entry["stay"]).astype(int),
        }
    )
    return arrived.reset_index().sort_values(["arrived", "unit_id"], ignore_index=True)


def counted(arrived: pd.DataFrame) -> pd.DataFrame:
    """Arrivals without renamed counters, places and the North Korean corps.

    >>> counted(pd.DataFrame({"unit": ["a", "b"], "left_out": ["", "renamed"]}))["unit"].tolist()
    ['a']
    """
    return arrived[arrived["left_out"] == ""].reset_index(drop=True)


def by_place(arrived: pd.DataFrame, column: str = "before") -> pd.Series:
    """Number of counters by place, most first, untraced ones last. `column`: "before" or "at_start".

    >>> by_place(pd.DataFrame({"before": ["not traced", "Sumy", "Donetsk", "Donetsk"]})).to_dict()
    {'Donetsk': 2, 'Sumy': 1, 'not traced': 1}
    """
    sizes = arrived[column].value_counts(sort=True)
    order = sorted(sizes.index, key=lambda place: (place == UNTRACED, -sizes[place], place))
    return sizes.loc[order]


def share(
    arrived: pd.DataFrame, places: tuple[str, ...] = DONBAS, column: str = "before"
) -> tuple[float, float]:
    """Lowest and highest share of arrivals from some places, per cent.

    The lowest counts known origins alone; the highest adds every untraced counter.

    >>> share(pd.DataFrame({"before": ["not traced", "Sumy", "Donetsk", "Luhansk"]}))
    (50.0, 75.0)
    """
    known = int(arrived[column].isin(places).sum())
    untraced = int((arrived[column] == UNTRACED).sum())
    return 100 * known / len(arrived), 100 * (known + untraced) / len(arrived)


def flow(places: pd.DataFrame, side: str, first: str = START, last: str = END) -> pd.DataFrame:
    """Who left the Donbas box between two days and who came: one row per counter that crossed its edge.

    Parameters
    ----------
    places : table unit_places.
    side : "russia" or "ukraine".
    first, last : the two days, as YYYY-MM-DD.

    Returns
    -------
    Columns unit_id, unit, way ("out", "in"), step (where to or from: a value of STEPS), place (where it
    stood on the other day), stay (index in `places` of its stay in the box).
    A counter that left and came back between the two days is in neither list.

    >>> crossed = analysis.redeployment.flow(load("unit_places"), "russia")
    >>> crossed["way"].value_counts().to_dict()
    {'out': 21, 'in': 17}
    """
    stays = _stays(places, side)
    before, after = standing(stays, side, first), standing(stays, side, last)
    crossed = [
        _crossed("out", _in_box(before), _in_box(after), after),
        _crossed("in", _in_box(after), _in_box(before), before),
    ]
    return pd.concat(crossed, ignore_index=True)


def _crossed(way: str, here: pd.DataFrame, boxed: pd.DataFrame, there: pd.DataFrame) -> pd.DataFrame:
    """Counters of the box on one day (`here`) that are not in it on the other, and where they stand then."""
    own = here[~here.index.isin(boxed.index)]
    spot = there["spot"].reindex(own.index).fillna("")
    step = spot.map(lambda place: STEPS[way].get(place, STEPS[way]["other"]))
    crossed = own[["unit", "stay"]].assign(way=way, step=step, place=spot.replace("", "–"))
    return crossed.reset_index()


def boxed(places: pd.DataFrame, side: str, day: str) -> int:
    """Number of counters of one side ("russia", "ukraine") in the Donbas box on a day; no number of soldiers.

    The box is 36.55 to 39.0 degrees east, 47.2 to 49.1 north. Of 233 counters 21 left, and 17 came:

    >>> places = load("unit_places")
    >>> [analysis.redeployment.boxed(places, "russia", day) for day in ("2024-08-05", "2024-11-15")]
    [233, 229]
    """
    return len(_in_box(standing(places, side, day)))


def in_box(places: pd.DataFrame, side: str, day: str) -> pd.Series:
    """Counters of one side in the Donbas box on a day by the oblast that they stand in.

    >>> analysis.redeployment.in_box(load("unit_places"), "ukraine", "2024-08-05").to_dict()
    {'Donetsk': 127, 'Zaporizhzhia': 2, 'Luhansk': 1}
    """
    return _in_box(standing(places, side, day))["place"].value_counts()


def ever_in_kursk(places: pd.DataFrame, side: str, first: str = START, last: str = END) -> int:
    """Counters of the box on `first` that were new in Kursk oblast on any day after it, up to `last`.

    `flow` looks at the last day alone, and finds ten from 5 August to 15 November 2024.

    >>> analysis.redeployment.ever_in_kursk(load("unit_places"), "russia")
    12
    """
    return int(arrivals(places, side, first, last)["in_box_at_start"].sum())


def meanings(places: pd.DataFrame, mapped: pd.DataFrame) -> pd.DataFrame:
    """Five meanings of "moved troops" and what Project Owl's map gives for each, 5 Aug to 15 Nov 2024.

    Returns
    -------
    One row per meaning: meaning, counts (what is counted), low (counters known), high (low plus the
    untraced ones, which could have come from there), of (out of how many), net (True where departures
    and arrivals are set off).

    >>> mapped = analysis.redeployment.meanings(load("unit_places"), load("units_mapped"))
    >>> list(mapped.columns)
    ['meaning', 'counts', 'low', 'high', 'of', 'net']
    """
    new = counted(arrivals(places, "russia"))
    traced = new["before"] != UNTRACED
    near = distance_km(new["before_lon"], new["before_lat"], *POKROVSK) <= NEAR_KM
    start, end = (counter_on(mapped, "russia", "Donbas box", day) for day in (START, END))
    known = {
        "from anywhere": traced,
        "from Ukraine's territory": new["before"].isin(UKRAINE),
        "from Donetsk or Luhansk oblast": new["before"].isin(DONBAS),
        "from round Pokrovsk": near & traced,
    }
    rows = [
        (name, counts, int(known[name].sum()), int((known[name] | ~traced).sum()), len(new), False)
        if name in known
        else (name, counts, start - end, start - end, start, True)
        for name, counts in MEANINGS.items()
    ]
    return pd.DataFrame(rows, columns=["meaning", "counts", "low", "high", "of", "net"])


def heard(senses: pd.DataFrame, arguments: pd.DataFrame) -> pd.DataFrame:
    """Arguments by the sense of "moved" in which they speak: rows of table moved_senses with their words.

    >>> lines = analysis.redeployment.heard(load("moved_senses"), load("arguments"))
    >>> list(lines.columns[:3])
    ['meaning', 'line', 'says']
    """
    return senses.merge(arguments, on="argument_id", how="left")


def verdict(low: float, high: float, at_least: float) -> str:
    """Is "Moscow moved no troops" true, when moving means at least so many counters?

    Returns "false" when the known counters reach the threshold, "true" when not even all untraced ones
    would, "open" when it depends on the untraced ones.

    >>> [verdict(low=4, high=11, at_least=counters) for counters in (3, 5, 20)]
    ['false', 'open', 'true']
    """
    if low >= at_least:
        return "false"
    return "true" if high < at_least else "open"


def printed_origins(units: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Russian units whose origin was printed, beside the last place before Kursk on the map.

    Parameters
    ----------
    units, places : tables units and unit_places.

    Returns
    -------
    Rows of `units` with a counter, oldest report first, and of that counter: before, arrived.

    >>> rows = analysis.redeployment.printed_origins(load("units"), load("unit_places"))
    >>> rows.loc[rows["unit"] == "200th Motor Rifle Brigade", ["origin", "before"]].values.tolist()
    [['Chasiv Yar', 'not traced']]
    """
    known = arrivals(places, "russia", last="2025-04-30").drop(columns="unit")
    rows = units.merge(known, left_on="counter", right_on="unit_id")
    return rows.sort_values(["first_reported", "arrived"], ignore_index=True)


def changed_days(mapped: pd.DataFrame) -> pd.DataFrame:
    """Rows of one side and place whose counter differs from the day before; the first row is kept.

    >>> changed_days(pd.DataFrame({"date": [1, 2, 3], "counters": [7, 7, 8]}))["date"].tolist()
    [1, 3]
    """
    rows = mapped.sort_values("date")
    return rows[rows["counters"].diff().fillna(1) != 0]


def counter_on(mapped: pd.DataFrame, side: str, place: str, day: str) -> int:
    """Number of counters of a side in a place on a day. Raises DataError when the day is not in the table.

    >>> mapped = pd.DataFrame({"date": [pd.Timestamp("2024-08-06")], "side": "russia", "counters": 7})
    >>> counter_on(mapped.assign(place="Kursk oblast"), "russia", "Kursk oblast", "2024-08-06")
    7
    """
    when = a_day(day)
    found = mapped[(mapped["side"] == side) & (mapped["place"] == place) & (mapped["date"] == when)]
    if found.empty:
        raise DataError(f"No map counts {shown(side)} in {shown(place)} on {when:%Y-%m-%d}.")
    return int(found["counters"].iloc[0])


def distance_km(lon: pd.Series, lat: pd.Series, to_lon: float, to_lat: float) -> pd.Series:
    """Great-circle distance in km on a sphere of 6,371 km (haversine formula); degrees in.

    Parameters
    ----------
    lon, lat : places, degrees east and north.
    to_lon, to_lat : the place to which the distance is taken.

    From Sudzha to the city of Kursk:

    >>> places = load("settlements").set_index("settlement_id")
    >>> to_kursk = distance_km(places["lon"], places["lat"], *places.loc["kursk", ["lon", "lat"]])
    >>> round(to_kursk["sudzha"])
    87
    """
    half_lat = np.radians(lat - to_lat) / 2
    half_lon = np.radians(lon - to_lon) / 2
    inner = (
        np.sin(half_lat) ** 2 + np.cos(np.radians(lat)) * np.cos(np.radians(to_lat)) * np.sin(half_lon) ** 2
    )
    return 2 * 6371 * np.arcsin(np.sqrt(inner))


def near_border(arrived: pd.DataFrame, place: str, most_km: float, border: list[list[list[float]]]) -> int:
    """How many of `arrivals` from one place last stood within so many km of the state border.

    Parameters
    ----------
    arrived : from `arrivals`.
    place : a value of its column before.
    most_km : the distance in km, included.
    border : lines of [longitude, latitude] in degrees, as `helpers.data.outlines()["state_border"]`.

    >>> new = pd.DataFrame({"before": "Belgorod", "before_lon": [36.5, 36.5], "before_lat": [50.05, 50.2]})
    >>> near_border(new, "Belgorod", 10, [[[36.0, 50.0], [37.0, 50.0]]])
    1
    """
    there = arrived[arrived["before"] == place]
    spots = zip(there["before_lon"], there["before_lat"], strict=True)
    return sum(km_to_lines(lon, lat, border) <= most_km for lon, lat in spots)


def km_to_lines(lon: float, lat: float, lines: list[list[list[float]]]) -> float:
    """Distance in km from a place to the nearest point of some lines of [longitude, latitude] in degrees.

    Flat geometry around the place (a degree is 110.57 km to the north, 111.32 km times the cosine of the
    latitude to the east): good to a few per cent over tens of kilometres.

    >>> round(km_to_lines(36.5, 50.1, [[[36.0, 50.0], [37.0, 50.0]]]), 1)
    11.1
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


def _stays(places: pd.DataFrame, side: str) -> pd.DataFrame:
    """Stays of one side, with spot (the place as it is printed) and stay (index in `places`)."""
    own = places[places["side"] == one_of(side, places["side"].unique(), "side")]
    spot = own["place"].replace(NAMED).mask(own["aside"] == PARKED, PARKED)
    return own.assign(spot=spot, unit=own["unit"].str.replace("\xa0", " "), stay=own.index)
