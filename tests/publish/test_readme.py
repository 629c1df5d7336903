"""The README says what the data say: a figure changed in estimates.csv is found wherever it is shown."""

import shutil

import pytest
from PIL import Image

from helpers.charts import area_by_source
from helpers.data import all_notebooks, folder, load, loading, notebooks_folder, word_of
from helpers.lesson import values
from helpers.publish import pictures, readme
from helpers.publish.notebooks import read, source
from helpers.publish.prose import fill
from helpers.publish.readme import LESSON, readme_faults, readme_path, write_readme

SYRSKYI = "ua-held-area-kursk--oleksandr-syrskyi--2024-08-20"


@pytest.fixture(scope="module")
def lesson():
    return next(path for path in all_notebooks() if word_of(path) == LESSON)


@pytest.fixture
def other_figure(tmp_path, monkeypatch):
    """A copy of the tables in which General Syrskyi said 1,273 km² instead of 1,263."""
    shutil.copytree(folder(), tmp_path / "data")
    place = tmp_path / "data" / "estimates.csv"
    lines = place.read_text("utf-8").splitlines(keepends=True)
    changed = [
        line.replace("1263", "1273").replace("1,263", "1,273") if SYRSKYI in line else line for line in lines
    ]
    assert changed != lines
    place.write_text("".join(changed), encoding="utf-8")
    monkeypatch.setattr(loading, "folder", lambda: tmp_path / "data")
    yield
    values._value.cache_clear()


def test_the_readme_is_up_to_date(lesson):
    assert readme_faults(readme_path(), lesson) == []


@pytest.mark.usefixtures("other_figure")
@pytest.mark.filterwarnings("ignore::helpers.data.NotAsPublished")
def test_a_changed_figure_is_found_in_the_readme_the_lesson_and_the_chart(lesson):
    faults = readme_faults(readme_path(), lesson)
    assert "README.md: “1,263 km²” should be “1,273 km²”" in faults
    prose = [
        source(cell)
        for cell in read(lesson).cells
        if cell.cell_type == "markdown" and "1,263" in source(cell)
    ]
    assert prose and all("1,273" in fill(text, LESSON) for text in prose)
    said = load("estimates", quantity="ua_held_area_kursk")
    title = area_by_source(load("control_area_daily"), said, period="first 30 days").layout.meta["title"]
    assert "1,273" in title


def test_the_picture_is_drawn_anew_when_its_chart_changed(lesson, tmp_path, monkeypatch):
    shutil.copytree(notebooks_folder().parent / "docs", tmp_path / "docs")
    shutil.copy(readme_path(), tmp_path)
    drawn = []
    monkeypatch.setattr(readme, "draw", lambda figure, place, name: drawn.append(place.name) or True)
    assert write_readme(tmp_path / "README.md", lesson) == [] and drawn == []
    monkeypatch.setattr(readme, "name_of_picture", lambda place: "the figure of last year")
    assert write_readme(tmp_path / "README.md", lesson) == [] and drawn == ["area_by_source.webp"]
    monkeypatch.setattr(readme, "draw", lambda figure, place, name: False)
    assert "no Chromium" in write_readme(tmp_path / "README.md", lesson)[0]


def test_a_picture_carries_the_name_of_its_figure(tmp_path, monkeypatch):
    assert pictures.name_of_picture(tmp_path / "none.webp") is None
    Image.new("RGB", (4, 4)).save(tmp_path / "plain.webp")
    assert pictures.name_of_picture(tmp_path / "plain.webp") is None
    png = tmp_path / "drawn.png"
    Image.new("RGB", (4, 4)).save(png)
    monkeypatch.setattr(shutil, "which", lambda name: "chromium")
    monkeypatch.setattr("plotly.io.to_image", lambda *_, **__: png.read_bytes())
    assert pictures.draw({"data": [], "layout": {"height": 4}}, tmp_path / "named.webp", "f00d")
    assert pictures.name_of_picture(tmp_path / "named.webp") == "f00d"
