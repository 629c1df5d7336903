"""The agreement grid on small hand-made polygons, drawn in metres so that the right cells are known."""

import csv
import json
from datetime import date

import pytest
from pyproj import Transformer

from helpers.derive import agreement_grid as grid

TO_LONLAT = Transformer.from_crs("EPSG:3035", "EPSG:4326", always_xy=True)
X, Y = 2600, 1600  # a cell in the middle of Europe's grid: 5,200 km east, 3,200 km north of the origin


def block(west, south, east, north):
    """A ring in longitude and latitude, its sides given in cells from (X, Y); points along each side."""
    steps = [n / 20 for n in range(20)]
    path = [(west + t * (east - west), south) for t in steps]
    path += [(east, south + t * (north - south)) for t in steps]
    path += [(east - t * (east - west), north) for t in steps]
    path += [(west, north - t * (north - south)) for t in steps]
    ring = [TO_LONLAT.transform((X + x) * grid.CELL_M, (Y + y) * grid.CELL_M) for x, y in path]
    return [list(point) for point in [*ring, ring[0]]]


def collection(*parts):
    """A GeoJSON collection of (status, ring) pairs."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"status": status},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for status, ring in parts
        ],
    }


def save(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def folders(tmp_path):
    """Three mappers and a ground of 10 by 10 cells."""
    near, far = block(0, 0, 2, 2), block(8, 0, 12, 1)
    save(tmp_path / "ds/2024-08-08.geojson", collection(("ua_held", near), ("contested", block(1, 0, 4, 1))))
    save(tmp_path / "ds/2024-08-23.geojson", collection(("ua_held", block(0, 0, 1, 1))))
    save(tmp_path / "owl/2024-08-06.geojson", collection(("ua_held", far)))
    save(tmp_path / "cc/2024-09-01.geojson", collection(("ua_held", near)))
    save(tmp_path / "cc/2025-04-01.geojson", collection(("ua_held", near)))
    save(tmp_path / "ground.geojson", collection(("", block(0, 0, 10, 10))))
    return tmp_path


def run(folder, ground="ground.geojson"):
    return grid.agreement_grid(folder / "ds", folder / "owl", folder / "cc", folder / ground)


def cells(rows, week, mapper):
    return {(x - X, y - Y): status for w, x, y, m, status, _ in rows if (w, m) == (week, mapper)}


def test_a_cell_counts_where_its_centre_lies():
    outline = grid.project(grid.Polygon(block(0.4, 0.6, 1.4, 2)))
    assert grid.cells_in(outline) == {(X, Y + 1)}


def test_held_wins_over_unclear(folders):
    expected = {(0, 0): "held", (1, 0): "held", (0, 1): "held", (1, 1): "held", (2, 0): "unclear"}
    assert cells(run(folders), "2024-08-09", "deepstate") == expected | {(3, 0): "unclear"}


def test_the_last_outline_is_carried_and_says_its_own_date(folders):
    rows = run(folders)
    assert {r[5] for r in rows if r[0] == "2024-08-16" and r[3] == "deepstate"} == {"2024-08-08"}
    assert {r[5] for r in rows if r[0] == "2024-08-23" and r[3] == "deepstate"} == {"2024-08-23"}


def test_ground_outside_the_oblast_is_left_out(folders):
    assert set(cells(run(folders), "2024-08-09", "project_owl")) == {(8, 0), (9, 0)}


def test_creamy_caprice_is_never_carried(folders):
    weeks = {r[0] for r in run(folders) if r[3] == "creamy_caprice"}
    assert weeks == {"2024-09-01"}


def test_every_friday_of_the_period(folders):
    weeks = sorted({r[0] for r in run(folders) if r[3] == "deepstate"})
    assert (len(weeks), weeks[0], weeks[-1]) == (31, "2024-08-09", "2025-03-07")
    assert all(date.fromisoformat(w).weekday() == 4 for w in weeks)


def test_the_projects_own_outlines_serve_as_ground(folders):
    save(folders / "outlines.json", {"kursk_oblast": [block(0, 0, 10, 10)], "rivers": {}})
    assert run(folders, "outlines.json") == run(folders)


def test_no_row_comes_twice(folders):
    keys = [r[:4] for r in run(folders)]
    assert len(keys) == len(set(keys))


def test_the_command_writes_a_sorted_table(folders, capsys):
    out = folders / "grid.csv"
    names = {
        "deepstate": "ds",
        "project-owl": "owl",
        "creamy-caprice": "cc",
        "state-border": "ground.geojson",
    }
    arguments = [part for name, path in names.items() for part in (f"--{name}", str(folders / path))]
    assert grid.main([*arguments, "--out", str(out)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == grid.COLUMNS
    assert rows[1:] == sorted(rows[1:])
    assert b"\r" not in out.read_bytes()
    assert "rows in" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("ds/Friday.geojson", collection(), "should be a date"),
        ("ds/2024-10-04.geojson", collection(("red", block(0, 0, 1, 1))), "'red' is unknown"),
        ("ground.geojson", {"type": "FeatureCollection", "features": []}, "no polygon"),
    ],
)
def test_bad_input_is_said_in_plain_words(folders, name, content, words):
    save(folders / name, content)
    with pytest.raises(grid.InputError, match=words):
        run(folders)


def test_a_missing_folder_is_said_in_plain_words(tmp_path):
    with pytest.raises(grid.InputError, match="There is no folder"):
        grid.outline_files(tmp_path / "nowhere")
