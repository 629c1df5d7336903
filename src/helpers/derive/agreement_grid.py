"""Which 2 km cells of Kursk oblast did each mapper count as held by Ukraine, or as unclear?

Run:

    python -m helpers.derive.agreement_grid --deepstate DIR --project-owl DIR --creamy-caprice DIR \
        --state-border FILE --out FILE

Input. One folder of outlines per mapper, files named YYYY-MM-DD.geojson (WGS84 longitude, latitude), one
for each day on which the outline changed. Every feature has a property ``status``: ``ua_held`` (held) or
``contested`` (unclear: the mapper does not know). The mappers' outlines carry no open licence, so the
project does not ship them; data/LICENSES.md names the archives. ``--state-border`` is a polygon of the
ground to count (Kursk oblast or Russia) as GeoJSON, or the project's own data/outlines.json, from which
Kursk oblast is read.

Output. A CSV table: week, cell_x, cell_y, mapper, status, outline_date. A cell is a square of 2 km by
2 km in the equal-area projection EPSG:3035, counted from its origin: cell_x = floor(easting / 2000 m),
cell_y = floor(northing / 2000 m). A cell counts where its centre lies; where a mapper draws both, held
wins. DeepState and Project Owl: every Friday, with the last outline on or before it. Creamy Caprice draws
on the first of a month: given on the dates of its own outlines only, never carried into other weeks.

A cell is a decision of a mapper about ground. It does not say that soldiers stood there.
"""

import argparse
import csv
import json
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Polygon, shape

from helpers.words import number

CELL_M = 2000
"""Side of a cell, in metres."""

FIRST_FRIDAY, LAST_FRIDAY = date(2024, 8, 9), date(2025, 3, 7)
"""First and last week: DeepState's first outline is of 8 Aug 2024, Project Owl's last of 11 Mar 2025."""

STATUSES = {"ua_held": "held", "contested": "unclear"}
"""The outlines' own words and the project's words for them."""

COLUMNS = ("week", "cell_x", "cell_y", "mapper", "status", "outline_date")

TO_METRES = Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True)


class InputError(Exception):
    """An input file or folder that cannot be used; the message says why, in plain words."""


def read_json(path):
    """The content of a JSON file; an `InputError` if there is none or it is damaged."""
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise InputError(f"{path} is not readable as JSON: {problem}.") from None


def project(geometry):
    """A longitude/latitude geometry in metres of EPSG:3035, made valid."""
    metres = shapely.transform(geometry, lambda lonlat: np.column_stack(TO_METRES.transform(*lonlat.T)))
    return shapely.make_valid(metres)


def read_ground(path):
    """The ground to count, in metres: every polygon of a GeoJSON file, or `kursk_oblast` of outlines.json."""
    content = read_json(path)
    if "kursk_oblast" in content:
        polygons = [Polygon(ring) for ring in content["kursk_oblast"]]
    else:
        features = content.get("features", [content])
        geometries = [shape(f.get("geometry", f)) for f in features]
        polygons = [g for g in geometries if isinstance(g, Polygon | MultiPolygon)]
    if not polygons:
        raise InputError(f"{path} has no polygon. A border line alone does not say which side is Russia.")
    return shapely.union_all([project(p) for p in polygons])


def outline_files(folder):
    """The outlines of one folder as {day: path}, from file names such as 2024-09-06.geojson."""
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.")
    files = {}
    for path in sorted(folder.glob("*.geojson")):
        try:
            files[date.fromisoformat(path.stem)] = path
        except ValueError:
            raise InputError(f"{path.name}: the name should be a date such as 2024-09-06.geojson.") from None
    if not files:
        raise InputError(f"{folder} has no files named like 2024-09-06.geojson.")
    return files


def read_outline(path):
    """One outline as {"held": geometry, "unclear": geometry}, in metres; a status not drawn is missing."""
    parts = {}
    for feature in read_json(path).get("features", []):
        status = feature.get("properties", {}).get("status")
        if status not in STATUSES:
            raise InputError(f"{path}: status {status!r} is unknown; known are {', '.join(STATUSES)}.")
        if feature.get("geometry"):
            parts.setdefault(STATUSES[status], []).append(project(shape(feature["geometry"])))
    return {status: shapely.union_all(geometries) for status, geometries in parts.items()}


def cells_in(geometry):
    """The cells (x, y) whose centre lies inside a geometry given in metres of EPSG:3035."""
    if geometry.is_empty:
        return set()
    west, south, east, north = (int(v // CELL_M) for v in geometry.bounds)
    x, y = np.meshgrid(np.arange(west, east + 1), np.arange(south, north + 1))
    shapely.prepare(geometry)
    inside = shapely.contains_xy(geometry, (x + 0.5) * CELL_M, (y + 0.5) * CELL_M)
    return set(zip(x[inside].tolist(), y[inside].tolist(), strict=True))


def cell_status(outline, ground_cells):
    """{(x, y): "held" or "unclear"} for the cells of one outline on the ground; held wins over unclear."""
    held = cells_in(outline["held"]) if "held" in outline else set()
    unclear = cells_in(outline["unclear"]) if "unclear" in outline else set()
    status = dict.fromkeys(unclear & ground_cells, "unclear")
    return status | dict.fromkeys(held & ground_cells, "held")


def fridays(first=FIRST_FRIDAY, last=LAST_FRIDAY):
    """Every seventh day from `first` to `last`."""
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, 7)]


def weekly(days, weeks):
    """{week: last day of `days` on or before it}; weeks before the first day are left out."""
    pairs = {week: max((d for d in days if d <= week), default=None) for week in weeks}
    return {week: day for week, day in pairs.items() if day}


def own_dates(days, first=FIRST_FRIDAY, last=LAST_FRIDAY):
    """{day: the same day} for the outlines of the period: shown on its own date, never carried."""
    return {day: day for day in days if first <= day <= last}


def mapper_rows(mapper, files, chosen, ground_cells):
    """The rows of one mapper; `chosen` says which outline each week shows."""
    status = {day: cell_status(read_outline(files[day]), ground_cells) for day in set(chosen.values())}
    return [
        (week.isoformat(), x, y, mapper, word, day.isoformat())
        for week, day in chosen.items()
        for (x, y), word in status[day].items()
    ]


def agreement_grid(deepstate, project_owl, creamy_caprice, state_border):
    """All rows of the table, sorted by week, cell and mapper, from three folders and the ground to count."""
    ground_cells = cells_in(read_ground(state_border))
    weeks, rows = fridays(), []
    for mapper, folder in (("deepstate", deepstate), ("project_owl", project_owl)):
        files = outline_files(folder)
        rows += mapper_rows(mapper, files, weekly(files, weeks), ground_cells)
    files = outline_files(creamy_caprice)
    rows += mapper_rows("creamy_caprice", files, own_dates(files), ground_cells)
    return sorted(rows)


def write_rows(rows, path):
    """Write the table as CSV: UTF-8, comma, LF."""
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def main(arguments=None):
    """Command line: read the folders, write the table; 1 and a plain sentence if an input is unusable."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("deepstate", "project-owl", "creamy-caprice"):
        parser.add_argument(f"--{name}", required=True, metavar="DIR", help="folder of DATE.geojson outlines")
    parser.add_argument(
        "--state-border",
        required=True,
        metavar="FILE",
        help="polygon of the ground to count, or outlines.json",
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="CSV table to write")
    options = parser.parse_args(arguments)
    try:
        rows = agreement_grid(
            options.deepstate, options.project_owl, options.creamy_caprice, options.state_border
        )
    except InputError as problem:
        print(problem, file=sys.stderr)
        return 1
    write_rows(rows, options.out)
    print(f"{number(len(rows))} rows in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
