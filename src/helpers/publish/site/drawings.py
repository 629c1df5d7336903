"""Pictures of the start page that are drawn from the data: the report as bars, and where it all lies."""

from __future__ import annotations

import html
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import wording
from helpers.data import load, outlines
from helpers.words import day, number

INK, MARK, BAR = "#16202B", "#FFE68A", "#C3C8CF"
PAPER_WIDE, LINE, LEFT, SHORTEST = 372, 17, 26, 10
EARTH = 6371.0  # kilometres, mean radius
WEEK = "2024-09-06"  # the Friday on which two maps agreed on most ground
CITIES = {  # longitude, latitude, is it a capital, side of its name; capitals lie outside our tables
    "Kyiv": (30.52, 50.45, True, "left"),
    "Moscow": (37.62, 55.75, True, "right"),
    "Minsk": (27.56, 53.90, True, "right"),
    "Kursk": (36.19, 51.73, False, "right"),
    "Sumy": (34.80, 50.91, False, "left"),
    "Kharkiv": (36.23, 49.99, False, "right"),
    "Pokrovsk": (37.18, 48.28, False, "below"),
}
SUDZHA, PYONGYANG = (35.27, 51.19), (125.75, 39.03)


def report_bars(claims: pd.DataFrame) -> str:
    """The report drawn as bars, one for each statement; those with a speaker stand under the marker pen.

    A bar is as long as our wording of the statement; sections are apart. Nothing of the report is printed.
    """
    voiced = set(wording.with_speaker(claims)["claim_id"])
    places = {name: place for place, name in enumerate(dict.fromkeys(claims["section"]))}
    in_sections = claims.sort_values("section", key=lambda names: names.map(places), kind="stable")
    bars, marks = [], []
    x, y, section = 0.0, 106.0, None
    for claim in in_sections.itertuples():
        if section not in (None, claim.section):
            x, y = 0.0, y + 1.5 * LINE
        section = claim.section
        pieces, x, y = _pieces(min(190.0, 42 + 1.15 * len(claim.claim)), x, y)
        spoken = claim.claim_id in voiced
        bars += [_box(LEFT + a, b, wide - 4, 7, INK if spoken else BAR) for a, b, wide in pieces]
        marks += [_box(LEFT + a - 2, b - 5, wide + 1, 17, MARK) for a, b, wide in pieces if spoken]
    said = f"The report drawn as {len(claims)} bars; {len(voiced)} are marked: somebody is said to speak"
    head = (
        f'<rect x="6" y="6" width="412" height="{y + 26:.0f}" rx="4" fill="#fff" stroke="#D8D4CB"/>'
        f'<path d="M{LEFT} 30h300v15h-300zM{LEFT} 52h196v15h-196z" fill="{INK}"/>'
        f'<path d="M{LEFT} 77h88v5h-88z" fill="#B9BEC6"/>'
    )
    inside = head + "".join(marks + bars)
    return f'<svg viewBox="0 0 424 {y + 38:.0f}" role="img" aria-label="{said}">{inside}</svg>'


def _pieces(length: float, x: float, y: float) -> tuple[list[tuple[float, float, float]], float, float]:
    """A bar broken at the end of a line: places and widths of its pieces, and where the next bar begins."""
    found = []
    while length >= SHORTEST:
        wide = min(length, PAPER_WIDE - x)
        if wide >= SHORTEST:
            found.append((x, y, wide))
            length -= wide
        x += wide + 4
        if x > PAPER_WIDE - SHORTEST:
            x, y = 0.0, y + LINE
    return found, x, y


def _box(x: float, y: float, wide: float, high: float, fill: str) -> str:
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high}" rx="2" fill="{fill}"/>'


class Place(NamedTuple):
    """The shown part of the map, in degrees, and its scale."""

    west: float = 26.5
    north: float = 56.3
    across: float = 38.0  # pixels for a degree of longitude
    up: float = 59.7  # and of latitude: longer by 1 / cos(50.5°)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place stands on the map."""
        return (lon - self.west) * self.across, (self.north - lat) * self.up


MAP, WIDTH, HEIGHT = Place(), 608, 640


def locator() -> str:
    """Where Kursk oblast, the ground held and the Donbas lie, as SVG."""
    found = outlines()
    fills = {"Ukraine": "#fff", "Russia": "#F1EDE3"}
    land = "".join(
        f'<path d="{_ring(ring)}" fill="{fills.get(name, "#F8F7F3")}" stroke="#B9B4A8"/>'
        for name, rings in found["countries"].items()
        for ring in rings
    )
    donbas = "".join(
        f'<path d="{_ring(ring)}" fill="#DDE3EA" stroke="#8B97A6"/>'
        for name in ("Donetsk", "Luhansk")
        for ring in found["oblasts"][name]
    )
    oblast = "".join(
        f'<path d="{_ring(ring)}" fill="{MARK}" stroke="#8A6D00"/>' for ring in found["kursk_oblast"]
    )
    border = "".join(
        f'<path d="{_ring(ring)}" fill="none" stroke="{INK}" stroke-width="1.6"/>'
        for ring in found["countries"]["Ukraine"]
    )
    said = "Map: Kursk oblast in Russia touches Ukraine's north-east; the Donbas lies to the south-east"
    inside = land + donbas + oblast + _held() + border + _distances() + _names()
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{said}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#DCE7F1"/>{inside}</svg>'
    )


def place_words() -> dict[str, str]:
    """Distances and sizes that the start page names, in words."""
    rows = agree.agreement(load("agreement_grid"), WEEK)
    counts = agree.counted(rows)
    return {
        "held": f"{number(4 * counts[agree.BOTH])} km²",
        "week": day(WEEK),
        **{
            name.lower(): f"{_rounded(_km(SUDZHA, CITIES[name][:2]))} km"
            for name in ("Kyiv", "Moscow", "Pokrovsk")
        },
        "pyongyang": f"{_rounded(_km(SUDZHA, PYONGYANG), 100)} km",
    }


def _held() -> str:
    """Cells that two maps count as held, as one shape."""
    rows = agree.agreement(load("agreement_grid"), WEEK)
    rows = rows[rows["status"] == agree.BOTH]
    middles = agree.middles(load("grid_nodes").set_index(["node_x", "node_y"]), rows)
    boxes = "".join(
        f"M{x - 0.7:.1f} {y - 0.9:.1f}h1.4v1.8h-1.4z" for x, y in (MAP.at(*place) for place in middles)
    )
    return f'<path d="{boxes}" fill="#1D51AB" stroke="#1D51AB" stroke-width=".8"/>'


def _ring(ring: list[list[float]]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in (MAP.at(*place) for place in ring)) + "Z"


def _distances() -> str:
    start, found = MAP.at(*SUDZHA), []
    for name in ("Kyiv", "Moscow", "Pokrovsk"):
        end = MAP.at(*CITIES[name][:2])
        x, y = (start[0] + 1.35 * end[0]) / 2.35, (start[1] + 1.35 * end[1]) / 2.35
        said = f"{_rounded(_km(SUDZHA, CITIES[name][:2]))} km"
        way = f"M{start[0]:.0f} {start[1]:.0f}L{end[0]:.0f} {end[1]:.0f}"
        found.append(
            f'<path d="{way}" stroke="#4B5563" stroke-dasharray="2 4"/>'
            f'<text class="far" x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{said}</text>'
        )
    return "".join(found)


def _names() -> str:
    found = []
    for name, (lon, lat, capital, side) in CITIES.items():
        x, y = MAP.at(lon, lat)
        shape = (
            f'<rect x="{x - 5:.0f}" y="{y - 5:.0f}" width="10" height="10" fill="{INK}"/>'
            if capital
            else f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4.5" fill="#fff" stroke="{INK}" stroke-width="1.8"/>'
        )
        dx, dy, anchor = {"left": (-11, 6, "end"), "right": (11, 6, "start"), "below": (0, 25, "middle")}[
            side
        ]
        found.append(f'{shape}<text x="{x + dx:.0f}" y="{y + dy:.0f}" text-anchor="{anchor}">{name}</text>')
    for name, lon, lat in (("UKRAINE", 31.2, 48.7), ("RUSSIA", 39.8, 53.6), ("BELARUS", 28.6, 52.7)):
        x, y = MAP.at(lon, lat)
        found.append(f'<text class="land" x="{x:.0f}" y="{y:.0f}" text-anchor="middle">{name}</text>')
    for name, lon, lat in (("Kursk oblast", 37.0, 52.25), ("the Donbas", 38.7, 49.0)):
        x, y = MAP.at(lon, lat)
        found.append(
            f'<text class="bold" x="{x:.0f}" y="{y:.0f}" text-anchor="middle">{html.escape(name)}</text>'
        )
    return "".join(found)


def _km(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    """Great-circle distance of two places in kilometres."""
    (lon1, lat1), (lon2, lat2) = np.radians(first[:2]), np.radians(second[:2])
    cosine = np.sin(lat1) * np.sin(lat2) + np.cos(lat1) * np.cos(lat2) * np.cos(lon1 - lon2)
    return float(EARTH * np.arccos(cosine))


def _rounded(kilometres: float, to: int = 10) -> str:
    return number(round(kilometres / to) * to)
